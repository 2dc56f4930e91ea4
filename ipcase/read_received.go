package ipcase

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// ReceivedView is an order that came in, with its document and what it names.
type ReceivedView struct {
	ReceivedOrder
	Files []Exhibit
	Named []NamedListing
	Done  []DoneOrder // what was done about it in cases

	SilentNow bool            // it forbids to tell the parties today
	Untold    []UntoldView    // what was done and cannot be told yet
	Changes   []TellingChange // of the day from which it can be told
}

// UntoldView is a removal of which the parties are not told yet, for the platform.
type UntoldView struct {
	ReceivedNumber string
	CaseNumber     string
	TellFrom       time.Time
	DecidedAt      time.Time
	Positions      string // of its listings in the case, like 1, 3
	Count          int
	Waiting        int // of them, those that the marketplace has not taken down yet
}

// NamedListing is a listing that an order names, as the portal knows it.
type NamedListing struct {
	Line   string
	Ref    string // "" where the portal knows no such listing
	Title  string
	Lang   string
	Seller string
	Case   string // a case about it that the seller was told of; "" where there is none
}

// DoneOrder is a decision in a case that carries an order out.
type DoneOrder struct {
	CaseNumber string
	Items      []int `gorm:"serializer:json"`
}

// ReadReceivedOrders lists them for the platform, the newest first, those that wait
// for an answer before the rest.
func (s *Service) ReadReceivedOrders(ctx context.Context, a Actor) ([]ReceivedOrder, error) {
	if !a.keepsOrders() {
		return nil, errNotFound()
	}
	var list []ReceivedOrder
	err := s.read(ctx).Order("CASE WHEN answered_at IS NULL THEN 0 ELSE 1 END, id DESC").Limit(200).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("received orders: %w", err)
	}
	return list, nil
}

// ReadReceivedOrder reads one with what it names.
func (s *Service) ReadReceivedOrder(ctx context.Context, a Actor, number string) (ReceivedView, error) {
	var v ReceivedView
	if !a.keepsOrders() {
		return v, errNotFound()
	}
	if err := one(s.read(ctx).Where("number = ?", number), &v.ReceivedOrder); err != nil {
		return v, err
	}
	if err := s.read(ctx).Where("received_id = ?", v.ID).Order("id").Find(&v.Files).Error; err != nil {
		return v, fmt.Errorf("document of %s: %w", number, err)
	}
	err := s.read(ctx).Table("orders").Select("cases.number AS case_number, orders.items").Joins("JOIN cases ON cases.id = orders.case_id").
		Where("orders.received_id = ?", v.ID).Order("orders.id").Scan(&v.Done).Error
	if err != nil {
		return v, fmt.Errorf("what was done about %s: %w", number, err)
	}
	v.SilentNow = v.Silent(s.Today())
	if v.Untold, err = s.untoldWhere(ctx, "untold_removals.received_id = ?", v.ID); err != nil {
		return v, err
	}
	if err := s.read(ctx).Where("received_id = ?", v.ID).Order("id").Find(&v.Changes).Error; err != nil {
		return v, fmt.Errorf("when parties are told of %s: %w", number, err)
	}
	return v, s.nameListings(ctx, &v)
}

// untoldWhere are the removals that nobody may be told of yet.
func (s *Service) untoldWhere(ctx context.Context, where string, arg any) ([]UntoldView, error) {
	var rows []struct {
		UntoldView `gorm:"embedded"`
		ID         int64
		Position   int
		Visibility Visibility
	}
	err := s.read(ctx).Table("untold_removals").Select(`untold_removals.id, received_orders.number AS received_number, cases.number AS case_number,
			received_orders.silent_until AS tell_from, untold_removals.decided_at, items.position, listings.visibility`).
		Joins("JOIN received_orders ON received_orders.id = untold_removals.received_id").Joins("JOIN cases ON cases.id = untold_removals.case_id").
		Joins("JOIN untold_listings ON untold_listings.untold_id = untold_removals.id").Joins("JOIN items ON items.id = untold_listings.item_id").
		Joins("JOIN listings ON listings.id = untold_listings.listing_id").
		Where("untold_removals.told_at IS NULL").Where(where, arg).Order("untold_removals.id, items.position").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("untold removals: %w", err)
	}
	var list []UntoldView
	var last int64
	for _, r := range rows {
		if r.ID != last {
			list, last = append(list, r.UntoldView), r.ID
		}
		u := &list[len(list)-1]
		if u.Count++; u.Count > 1 {
			u.Positions += ", "
		}
		u.Positions += strconv.Itoa(r.Position)
		if r.Visibility != Down {
			u.Waiting++
		}
	}
	return list, nil
}

// nameListings finds what the lines of an order mean, and the cases about it.
func (s *Service) nameListings(ctx context.Context, v *ReceivedView) error {
	if len(v.Listings) == 0 {
		return nil
	}
	ask := make([]string, len(v.Listings))
	for n, line := range v.Listings {
		ask[n], _ = splitLine(line)
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil {
		return fmt.Errorf("look up what %s names: %w", v.Number, err)
	}
	for n, line := range v.Listings {
		l := NamedListing{Line: line}
		if o := offers[n]; o.Found {
			l.Ref, l.Title, l.Lang, l.Seller = o.Ref, o.Title, o.Lang, o.SellerName
			var numbers []string
			err := s.read(ctx).Table("items").Joins("JOIN cases ON cases.id = items.case_id").Joins("JOIN listings ON listings.id = items.listing_id").
				Joins("JOIN sites ON sites.id = listings.site_id").
				Where("sites.code = ? AND listings.ref = ? AND items.accepted_at IS NOT NULL", o.SiteCode, o.Ref).Order("items.id DESC").Limit(1).Pluck("cases.number", &numbers).Error
			if err != nil {
				return fmt.Errorf("cases about %s: %w", o.Ref, err)
			}
			if len(numbers) > 0 {
				l.Case = numbers[0]
			}
		}
		v.Named = append(v.Named, l)
	}
	return nil
}

// PutReceivedFiles puts the documents of a received order into the form of what
// carries it out: the same bytes are one file.
func (s *Service) PutReceivedFiles(ctx context.Context, a Actor, number, formID string) error {
	v, err := s.ReadReceivedOrder(ctx, a, number)
	if err != nil {
		return err
	}
	for _, e := range v.Files {
		_, err := s.AddEvidence(ctx, a, AddEvidence{
			FormID: formID, Field: "files", Name: e.Name, Purpose: e.Purpose, Visibility: e.Visibility,
			Blob: Blob{Hash: e.Hash, Size: e.Size, MIME: e.MIME, ViewHash: e.ViewHash, ViewMIME: e.ViewMIME},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
