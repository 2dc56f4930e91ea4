package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// DeliverWithdraw asks the marketplace to take a listing off at its own shop's wish.
const DeliverWithdraw DeliveryKind = "withdraw_listing"

// EventOwnDeleted says that a shop took off a listing of its own about which it knew of no
// complaint.
const EventOwnDeleted EventKind = "own_listing_deleted"

// Withdrawer is a Marketplace that takes a listing off as its own seller can. Without
// it a shop does so on the marketplace itself.
type Withdrawer interface {
	Withdraw(ctx context.Context, r Removal) error
}

// OwnDeletion is a listing that its shop took off without a case: no complaint is
// answered by it, no points follow, and nobody is told.
type OwnDeletion struct {
	ID        int64
	Number    string // OD-2026-000001
	OrgID     int64
	ListingID int64
	DeletedBy int64
	DeletedAt time.Time
	DoneAt    *time.Time // the marketplace did it, or it was given up
	Failed    bool
	EventSeq  int // head of the chain delisting:NUMBER
	EventHash string
}

// TableName fixes the table.
func (OwnDeletion) TableName() string { return "own_deletions" }

// OwnListing finds one listing that a shop has on sale, for whoever may delete it.
// deleted says that it is not on sale any more because the shop took it off here.
func (s *Service) OwnListing(ctx context.Context, a Actor, site, ref string) (o Offer, deleted bool, err error) {
	if a.Party != PartySeller {
		return o, false, errNotFound()
	}
	shop, ok := s.market.(ShopLister)
	if _, can := s.market.(Withdrawer); !ok || !can {
		return o, false, errNotFound()
	}
	offers, err := shop.OffersOf(ctx, a.OrgID)
	if err != nil {
		return o, false, fmt.Errorf("what shop %d has on sale: %w", a.OrgID, err)
	}
	for _, o := range offers {
		if o.SiteCode == site && strings.EqualFold(o.Ref, ref) {
			return o, false, a.needs(PermDelete)
		}
	}
	var n int64
	err = s.read(ctx).Model(&OwnDeletion{}).Joins("JOIN listings ON listings.id = own_deletions.listing_id").
		Joins("JOIN sites ON sites.id = listings.site_id").
		Where("own_deletions.org_id = ? AND sites.code = ? AND listings.ref = ?", a.OrgID, site, strings.ToUpper(ref)).Count(&n).Error
	if err != nil {
		return o, false, fmt.Errorf("deletions of %s: %w", ref, err)
	}
	if n == 0 {
		return o, false, errNotFound()
	}
	return o, true, a.needs(PermDelete)
}

// DeleteOwn takes a shop's own listing off the marketplace. Where a complaint that
// the shop knows of is about it, the case is the place: there the complaint ends with
// it. Pressing twice is no error.
func (s *Service) DeleteOwn(ctx context.Context, a Actor, site, ref string) error {
	offer, deleted, err := s.OwnListing(ctx, a, site, ref)
	if err != nil || deleted {
		return err
	}
	err = s.act(ctx, a, func(t *tx) error {
		id, err := t.knowListing(offer)
		if err != nil {
			return err
		}
		var l Listing
		if err := one(t.forUpdate().Where("id = ?", id), &l); err != nil {
			return err
		}
		if err := t.noKnownComplaint(a, id); err != nil {
			return err
		}
		var open int64
		if err := t.db.Model(&OwnDeletion{}).Where("listing_id = ? AND done_at IS NULL", id).Count(&open).Error; err != nil || open > 0 {
			return err
		}
		return t.ownDeletion(a, l, offer)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil // the other press of the same button
	}
	return err
}

// noKnownComplaint refuses where the shop was told of a complaint about the listing
// that a deletion there would end. One that it was not told of stays unsaid.
func (t *tx) noKnownComplaint(a Actor, listing int64) error {
	var items []Item
	err := t.db.Joins("JOIN cases ON cases.id = items.case_id").
		Where("items.listing_id = ? AND cases.seller_org_id = ? AND items.accepted_at IS NOT NULL", listing, a.OrgID).Find(&items).Error
	if err != nil {
		return fmt.Errorf("complaints about listing %d: %w", listing, err)
	}
	for _, i := range items {
		if !i.State.Final() {
			return Errorf(Refused, "A complaint about this listing is open. Open it under Complaints to be responded to and delete the listing there: then the complaint ends with it.")
		}
	}
	return nil
}

func (t *tx) ownDeletion(a Actor, l Listing, o Offer) error {
	n, err := t.nextNumber("own_deletion")
	if err != nil {
		return err
	}
	d := OwnDeletion{Number: fmt.Sprintf("OD-%d-%06d", t.now.Year(), n), OrgID: a.OrgID, ListingID: l.ID, DeletedBy: a.PersonID, DeletedAt: t.now}
	e, err := t.event("delisting:"+d.Number, 0, "", a, EventOwnDeleted, false, EventData{Number: d.Number, Ref: l.Ref})
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	d.EventSeq, d.EventHash = e.Seq, e.Hash
	if err := t.insert([]*OwnDeletion{&d}); err != nil {
		return err
	}
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	order, err := json.Marshal(Removal{SiteCode: o.SiteCode, Ref: o.Ref, CaseNumber: d.Number})
	if err != nil {
		return fmt.Errorf("order of %s: %w", d.Number, err)
	}
	return t.enqueue(Delivery{Kind: DeliverWithdraw, Key: "withdraw-" + d.Number, ListingID: &l.ID, Payload: string(order)})
}

// withdrawal is what the marketplace is asked for.
func withdrawal(d Delivery) (Removal, error) {
	var r Removal
	if err := json.Unmarshal([]byte(d.Payload), &r); err != nil {
		return r, fmt.Errorf("order %s: %w", d.Key, err)
	}
	r.Key, r.At = d.Key, d.CreatedAt
	return r, nil
}

// ownDeleted notes that the marketplace took the listing off, or that it could not:
// then it can be asked again.
func (t *tx) ownDeleted(d Delivery, failed bool) error {
	err := t.db.Model(&OwnDeletion{}).Where("listing_id = ? AND done_at IS NULL", *d.ListingID).
		Updates(map[string]any{"done_at": t.now, "failed": failed}).Error
	if err != nil {
		return fmt.Errorf("end of %s: %w", d.Key, err)
	}
	return nil
}
