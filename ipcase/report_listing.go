package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ListingReport is what a connected marketplace says of one listing.
type ListingReport struct {
	Ref    string
	State  ReportedState
	Reason string // of a refusal
}

// ReportedState is what became of a listing at the marketplace.
type ReportedState string

// The states. A refusal is the answer to the order that waits about the listing; what
// its seller deleted there counts as Delete Now in every complaint that they know of.
const (
	ReportedDown    ReportedState = "down"
	ReportedBack    ReportedState = "back"
	ReportedDeleted ReportedState = "deleted"
	ReportedRefused ReportedState = "refused"
)

// ReportListing takes a marketplace's word about one listing: the answer to the order
// that waits about it, or news. Whoever says the same twice changes nothing more.
func (s *Service) ReportListing(ctx context.Context, c Connection, in ListingReport) error {
	switch in.State {
	case ReportedDown, ReportedBack, ReportedDeleted:
	case ReportedRefused:
		if err := checkOrderAnswer(OrderAnswer{Outcome: OutcomeRefused, Reason: in.Reason}); err != nil {
			return err
		}
	default:
		return Errorf(Invalid, "Say down, back, deleted or refused.")
	}
	site, err := s.siteOf(ctx, c)
	if err != nil {
		return err
	}
	stock, ok := s.market.(Stocked)
	if !ok {
		return errNotFound()
	}
	if in.State != ReportedRefused {
		if err := stock.ShowListing(ctx, site.Code, in.Ref, in.State == ReportedBack, s.clock.Now()); err != nil {
			return fmt.Errorf("listing %s of %s: %w", in.Ref, site.Code, err)
		}
	}
	if in.State == ReportedDown || in.State == ReportedDeleted {
		if err := s.reappearedNoMore(ctx, site, []string{in.Ref}); err != nil {
			return err
		}
	}
	answered, err := s.answerAbout(ctx, c, in)
	if err == nil && in.State == ReportedDeleted {
		if err := s.deletedThere(ctx, site, in.Ref); err != nil {
			return err
		}
		return stock.ListingGone(ctx, site.Code, in.Ref, s.clock.Now())
	}
	if err != nil || answered || in.State != ReportedBack {
		return err
	}
	return s.noticeReappeared(ctx, site, []string{in.Ref})
}

// deletedThere moves what is open about a listing that its seller deleted at the
// marketplace itself, as if they had pressed Delete Now here.
func (s *Service) deletedThere(ctx context.Context, site Site, ref string) error {
	return s.inTx(ctx, func(t *tx) error {
		var known []Listing
		if err := t.db.Where("site_id = ? AND ref = ? AND seller_org_id <> 0", site.ID, ref).Limit(1).Find(&known).Error; err != nil || len(known) == 0 {
			return err
		}
		seller := Actor{Party: PartySeller, OrgID: known[0].SellerOrgID}
		return t.deleteElsewhere(seller, 0, []*Item{{ListingID: known[0].ID}})
	})
}

func (s *Service) siteOf(ctx context.Context, c Connection) (Site, error) {
	var site Site
	return site, one(s.read(ctx).Where("id = ?", c.SiteID), &site)
}

// answerAbout takes the word as the answer to the order that waits about the listing,
// where there is one that it can answer.
func (s *Service) answerAbout(ctx context.Context, c Connection, in ListingReport) (bool, error) {
	var waiting []Delivery
	err := s.read(ctx).Where("kind IN ? AND state IN ('queued', 'running') AND connection_id = ? AND listing_id = (SELECT id FROM listings WHERE site_id = ? AND ref = ?)",
		orderKinds, c.ID, c.SiteID, in.Ref).Order("id").Limit(1).Find(&waiting).Error
	if err != nil {
		return false, fmt.Errorf("orders about %s: %w", in.Ref, err)
	}
	if len(waiting) == 0 {
		if in.State == ReportedRefused {
			return false, Errorf(NotFound, "No order about this listing waits for an answer.")
		}
		return false, nil
	}
	answer := OrderAnswer{Key: waiting[0].Key, Outcome: OutcomeDone, Reason: in.Reason}
	switch {
	case in.State == ReportedRefused:
		answer.Outcome = OutcomeRefused
	case (in.State == ReportedBack) != (waiting[0].Kind == DeliverRestore):
		return waiting[0].Kind != DeliverRestore, nil // still as it was: the order is under way
	}
	err = s.AnswerOrder(ctx, c, answer)
	if KindOf(err) == Stale {
		err = nil // it was answered a moment ago
	}
	return true, err
}

// noticeReappeared notes listings that are offered again though an order keeps them
// down, once for each time, and has the platform's people told.
func (s *Service) noticeReappeared(ctx context.Context, site Site, refs []string) error {
	var again []Listing
	err := s.read(ctx).Where("site_id = ? AND ref IN ? AND visibility = ? AND reappeared_at IS NULL", site.ID, refs, Down).Order("id").Find(&again).Error
	if err != nil {
		return fmt.Errorf("listings of %s that are back: %w", site.Code, err)
	}
	for _, l := range again {
		if err := s.inTx(ctx, func(t *tx) error { return t.reappeared(l) }); err != nil && KindOf(err) != Stale {
			return err
		}
	}
	return nil
}

func (t *tx) reappeared(l Listing) error {
	var holding Item
	err := t.db.Where("listing_id = ? AND took_down", l.ID).Order("id DESC").Take(&holding).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return fmt.Errorf("what keeps listing %d down: %w", l.ID, err)
	}
	var f *casefile
	if err == nil { // the case first; a measure has none
		if f, err = t.caseByID(holding.CaseID); err != nil {
			return err
		}
	}
	res := t.db.Model(&Listing{}).Where("id = ? AND visibility = ? AND reappeared_at IS NULL", l.ID, Down).Updates(map[string]any{"reappeared_at": t.now})
	if res.Error != nil || res.RowsAffected == 0 || f == nil {
		return res.Error
	}
	if err := t.record(f, System(), EventReappeared, false, EventData{Ref: l.Ref}, holding.Position); err != nil {
		return err
	}
	if err := t.tellStaff(f, MsgReappeared, MailPayload{CaseNumber: f.Case.Number, ComplaintNumber: f.Complaint.Number, Items: []int{holding.Position}}); err != nil {
		return err
	}
	return t.settle(f)
}
