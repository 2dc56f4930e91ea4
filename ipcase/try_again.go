package ipcase

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// TryDeliveryAgain lets an operator have a delivery tried now: one that waits after
// a failure, or one that was given up, which begins its tries anew under the same
// key, so that whoever had carried it out before knows it again. Pressing twice is
// like pressing once.
func (s *Service) TryDeliveryAgain(ctx context.Context, a Actor, id int64) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var d Delivery
		if err := one(t.db.Where("id = ?", id), &d); err != nil {
			return err
		}
		if d.State == DeliveryRunning || d.State == DeliveryQueued && !d.NextAt.After(t.now) {
			return nil // it is being tried
		}
		var f *casefile
		if d.CaseID != nil { // the case first, as every deed does
			var err error
			if f, err = t.caseByID(*d.CaseID); err != nil {
				return err
			}
		}
		if err := t.mayTryAgain(d); err != nil {
			return err
		}
		if slices.Contains(orderKinds, d.Kind) { // the site may have been connected anew meanwhile
			to, err := t.connectionOfListing(*d.ListingID)
			if err != nil {
				return err
			}
			d.ConnectionID = to
		}
		res := t.db.Exec(`UPDATE deliveries SET next_at = ?, connection_id = ?, done_at = NULL, asked_at = NULL, answer = '', answer_note = '', state = 'queued', attempts = CASE WHEN state = 'given_up' THEN 0 ELSE attempts END
			WHERE id = ? AND state = ? AND attempts = ?`, t.now, d.ConnectionID, d.ID, d.State, d.Attempts)
		if res.Error != nil {
			return fmt.Errorf("try %s again: %w", d.Key, res.Error)
		}
		t.queued = true
		if res.RowsAffected == 0 || d.State != DeliveryFailed || f == nil {
			return nil // somebody else was first, or nothing was recorded as given up
		}
		if d.NoticeID != nil {
			if err := t.db.Model(&Notice{}).Where("id = ?", *d.NoticeID).Updates(map[string]any{"failed_at": nil}).Error; err != nil {
				return fmt.Errorf("notice %d is sent again: %w", *d.NoticeID, err)
			}
		}
		if err := t.record(f, a, EventOutsideAgain, false, EventData{Code: string(d.Kind)}); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// TryFailingAgain has everything tried now that waits after a failure, for when what
// failed is mended: the pauses between tries grow to hours. It says how many.
func (s *Service) TryFailingAgain(ctx context.Context, a Actor) (int, error) {
	if !a.May(PermOperate) {
		return 0, errNotFound()
	}
	n := 0
	err := s.act(ctx, a, func(t *tx) error {
		res := t.db.Exec("UPDATE deliveries SET next_at = ? WHERE state = 'queued' AND attempts > 0 AND next_at > ?", t.now, t.now)
		if res.Error != nil {
			return fmt.Errorf("try what failed again: %w", res.Error)
		}
		n = int(res.RowsAffected)
		t.queued = n > 0
		return nil
	})
	return n, err
}

// mayTryAgain refuses what would do harm or nothing: an order about a listing that a
// later one has overtaken, words that were erased, and what people ask for anew
// themselves.
func (t *tx) mayTryAgain(d Delivery) error {
	if d.State == DeliveryDone {
		return Errorf(Refused, "It has been carried out meanwhile. It is not done a second time.")
	}
	switch d.Kind {
	case DeliverWithdraw, DeliverCaseFile, DeliverCapture:
		if d.State == DeliveryFailed {
			return Errorf(Refused, "This was for somebody who has been told that it failed and can ask again. It is not tried again from here.")
		}
	case DeliverMail:
		if d.State == DeliveryFailed && d.Payload == "{}" {
			return Errorf(Refused, "What this mail said has been erased. It cannot be sent any more.")
		}
	case DeliverRemove, DeliverRestore:
		return t.stillWanted(d)
	case DeliverTell:
		var ended int64
		if err := t.db.Model(&Connection{}).Where("id = ? AND ended_at IS NOT NULL", d.ConnectionID).Count(&ended).Error; err != nil || ended > 0 {
			return errors.Join(err, Errorf(Refused, "The connection that this was for has ended. Nobody is told any more."))
		}
	case DeliverForgetFile, DeliverForgetMail, DeliverStamp, DeliverCheckFile, DeliverStatements, DeliverBulk, DeliverAnswers:
	}
	return nil
}

// stillWanted refuses an order about a listing that is not what is wanted of it now.
func (t *tx) stillWanted(d Delivery) error {
	var l Listing
	if err := one(t.forUpdate().Where("id = ?", *d.ListingID), &l); err != nil {
		return err
	}
	towards := TakingDown
	if d.Kind == DeliverRestore {
		towards = Restoring
	}
	if l.Visibility != towards {
		return Errorf(Refused, "Another order about this listing was given after this one. Trying this one again would undo it.")
	}
	return nil
}
