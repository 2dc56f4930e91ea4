package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// maxAttempts is after how many failures a delivery is given up: with the pauses
// of retryAfter, about three days.
const maxAttempts = 22

// ClaimDeliveries takes deliveries that are due, at most limit, with a lease: a
// process that dies loses them to another when it runs out. Two processes never
// hold the same one. Without kinds it takes every kind.
func (s *Service) ClaimDeliveries(ctx context.Context, limit int, lease time.Duration, kinds ...DeliveryKind) ([]Delivery, error) {
	if len(kinds) == 0 {
		kinds = []DeliveryKind{DeliverMail, DeliverRemove, DeliverRestore, DeliverForgetFile, DeliverForgetMail, DeliverStamp, DeliverCheckFile, DeliverWithdraw, DeliverCaseFile, DeliverStatements, DeliverTell, DeliverBulk, DeliverAnswers}
		if s.camera != nil {
			kinds = append(kinds, DeliverCapture)
		}
	}
	var claimed []Delivery
	err := s.inTx(ctx, func(t *tx) error {
		lock := ""
		if t.db.Name() == "postgres" {
			lock = " FOR UPDATE SKIP LOCKED"
		}
		var ids []int64
		// Orders about one listing are carried out in the order in which they were
		// given: a restoration never overtakes the removal before it. The "IS NULL OR"
		// keeps PostgreSQL from joining all that waits with all that waits: it looks
		// into the index for each row that it takes, and stops at the limit.
		err := t.db.Raw(`SELECT id FROM deliveries WHERE state IN ('queued', 'running') AND next_at <= ? AND kind IN ?
			AND (listing_id IS NULL OR NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.listing_id = deliveries.listing_id
				AND e.id < deliveries.id AND e.state IN ('queued', 'running')))
			ORDER BY next_at, id LIMIT ?`+lock, t.now, kinds, limit).Scan(&ids).Error
		if err != nil {
			return fmt.Errorf("find deliveries: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		until := t.now.Add(lease)
		res := t.db.Exec("UPDATE deliveries SET state = 'running', attempts = attempts + 1, lease_until = ?, next_at = ? WHERE id IN ?", until, until, ids)
		if res.Error != nil {
			return fmt.Errorf("claim deliveries: %w", res.Error)
		}
		return t.db.Where("id IN ?", ids).Order("id").Find(&claimed).Error
	})
	return claimed, err
}

// DeliveryDone records that a delivery took effect, with what follows from it: a
// mail that was accepted delivers its notice; a removal or restoration confirms
// the listing's visibility.
func (s *Service) DeliveryDone(ctx context.Context, d Delivery, note string) error {
	return s.inTx(ctx, func(t *tx) error {
		first, err := t.finish(d, DeliveryDone, note)
		if err != nil || !first {
			return err
		}
		switch {
		case d.NoticeID != nil:
			return t.noticeAccepted(d, note)
		case d.MeasureID != nil:
			return t.measureDelivered(d)
		case d.AbuseID != nil:
			return t.abuseDelivered(d)
		case d.UntoldID != nil:
			return t.untoldDown(d)
		case d.Kind == DeliverWithdraw:
			return t.ownDeleted(d, false)
		case d.Kind == DeliverRemove:
			return t.confirmListing(d, TakingDown, Down, EventListingDown)
		case d.Kind == DeliverRestore:
			return t.confirmListing(d, Restoring, Live, EventListingBack)
		default:
			return nil
		}
	})
}

// DeliveryRetry puts a delivery that failed for now back, with a growing pause; a
// PermanentError or too many failures give it up aloud.
func (s *Service) DeliveryRetry(ctx context.Context, d Delivery, cause error) error {
	var permanent *PermanentError
	if errors.As(cause, &permanent) || d.Attempts >= maxAttempts || d.Kind == DeliverCapture && d.Attempts >= captureAttempts {
		return s.DeliveryGiveUp(ctx, d, cause)
	}
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Exec("UPDATE deliveries SET state = 'queued', next_at = ?, lease_until = NULL, last_error = ? WHERE id = ? AND attempts = ? AND state = 'running'",
			t.now.Add(retryAfter(d.Attempts)), cause.Error(), d.ID, d.Attempts)
		if res.Error != nil {
			return fmt.Errorf("retry %s: %w", d.Key, res.Error)
		}
		return nil
	})
}

// retryAfter doubles from 15 seconds to 6 hours.
func retryAfter(attempts int) time.Duration {
	pause := 15 * time.Second << min(attempts, 20)
	return min(pause, 6*time.Hour)
}

// DeliveryGiveUp records that a delivery will not be tried again and tells staff:
// it stands in the operator's list, and a lost notice in the reviewers' queue.
func (s *Service) DeliveryGiveUp(ctx context.Context, d Delivery, cause error) error {
	return s.inTx(ctx, func(t *tx) error {
		first, err := t.finish(d, DeliveryFailed, cause.Error())
		if err == nil && first && d.Kind == DeliverWithdraw {
			return t.ownDeleted(d, true)
		}
		if err != nil || !first || d.CaseID == nil || d.Kind == DeliverTell { // of news the operator's list tells
			return err
		}
		f, err := t.caseByID(*d.CaseID)
		if err != nil {
			return err
		}
		if d.Kind == DeliverCapture {
			if err := t.giveUpCapture(f, d, cause); err != nil {
				return err
			}
			return t.settle(f)
		}
		if d.NoticeID != nil {
			if err := t.db.Model(&Notice{}).Where("id = ? AND delivered_at IS NULL", *d.NoticeID).
				Updates(map[string]any{"failed_at": t.now}).Error; err != nil {
				return fmt.Errorf("notice %d came back: %w", *d.NoticeID, err)
			}
		}
		if err := t.record(f, System(), EventOutsideFailed, false, EventData{Code: string(d.Kind)}); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// CaseNumberOf is the number of the case that a delivery is about; "" where it is
// about none.
func (s *Service) CaseNumberOf(ctx context.Context, d Delivery) (string, error) {
	if d.CaseID == nil {
		return "", nil
	}
	var numbers []string
	if err := s.read(ctx).Model(&Case{}).Where("id = ?", *d.CaseID).Limit(1).Pluck("number", &numbers).Error; err != nil || len(numbers) == 0 {
		return "", err
	}
	return numbers[0], nil
}

// finish closes a delivery under the attempt that it was claimed with; false when
// another process has closed it.
func (t *tx) finish(d Delivery, to DeliveryState, note string) (bool, error) {
	res := t.db.Exec("UPDATE deliveries SET state = ?, done_at = ?, lease_until = NULL, last_error = ? WHERE id = ? AND attempts = ? AND state = 'running'",
		to, t.now, note, d.ID, d.Attempts)
	if res.Error != nil {
		return false, fmt.Errorf("finish %s: %w", d.Key, res.Error)
	}
	return res.RowsAffected == 1, nil
}

func (t *tx) noticeAccepted(d Delivery, note string) error {
	f, err := t.caseByID(*d.CaseID)
	if err != nil {
		return err
	}
	var n Notice
	if err := t.db.Where("id = ?", *d.NoticeID).Take(&n).Error; err != nil {
		return fmt.Errorf("notice %d: %w", *d.NoticeID, err)
	}
	if n.DeliveredAt != nil || n.BouncedAt != nil || !f.Procedure.Delivery.Counts(DeliveredByMail) {
		return nil
	}
	if err := t.delivered(f, System(), n, DeliveredByMail, note); err != nil {
		return err
	}
	return t.settle(f)
}

// confirmListing notes what the marketplace has done. Where another order about
// the same listing was given meanwhile, that one decides.
func (t *tx) confirmListing(d Delivery, from, to Visibility, kind EventKind) error {
	f, err := t.caseByID(*d.CaseID) // the case first, as every deed does
	if err != nil {
		return err
	}
	res := t.db.Model(&Listing{}).Where("id = ? AND visibility = ?", *d.ListingID, from).
		Updates(map[string]any{"visibility": to, "changed_at": t.now, "reappeared_at": nil})
	if res.Error != nil {
		return fmt.Errorf("confirm listing %d: %w", *d.ListingID, res.Error)
	}
	for _, i := range f.Items {
		if i.ID == *d.ItemID {
			if to == Live {
				if err := t.calmDown(f, i.ID); err != nil {
					return err
				}
			}
			if err := t.record(f, System(), kind, true, EventData{}, i.Position); err != nil {
				return err
			}
		}
	}
	return t.settle(f)
}

// RemovalFor says what the marketplace is asked for by a removal or restoration.
func (s *Service) RemovalFor(ctx context.Context, d Delivery) (Removal, error) {
	r, err := s.removalOf(ctx, d)
	if err == nil && d.ConnectionID != nil {
		r.Connection, r.Seq, r.Answer, r.AnswerNote = *d.ConnectionID, d.Seq, d.Answer, d.AnswerNote
	}
	return r, err
}

func (s *Service) removalOf(ctx context.Context, d Delivery) (Removal, error) {
	if d.Kind == DeliverWithdraw {
		return withdrawal(d)
	}
	if d.MeasureID != nil {
		return s.measureRemoval(ctx, d)
	}
	if d.UntoldID != nil {
		return s.untoldRemoval(ctx, d)
	}
	var r struct {
		SiteCode, Ref, CaseNumber, Complainant, Type string
	}
	err := s.read(ctx).Table("items").
		Select("sites.code AS site_code, listings.ref, cases.number AS case_number, orgs.name AS complainant, rights.type").
		Joins("JOIN listings ON listings.id = items.listing_id").
		Joins("JOIN sites ON sites.id = listings.site_id").
		Joins("JOIN cases ON cases.id = items.case_id").
		Joins("JOIN orgs ON orgs.id = cases.holder_org_id").
		Joins("JOIN rights ON rights.id = items.right_id").
		Where("items.id = ?", *d.ItemID).Take(&r).Error
	if err != nil {
		return Removal{}, fmt.Errorf("removal for item %d: %w", *d.ItemID, err)
	}
	return Removal{
		Key: d.Key, SiteCode: r.SiteCode, Ref: r.Ref, CaseNumber: r.CaseNumber, Complainant: r.Complainant, Right: r.Type, At: d.CreatedAt,
	}, nil
}
