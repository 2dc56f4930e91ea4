package ipcase

import (
	"context"
	"fmt"
)

// DeleteListings is a seller's press of Delete Now for chosen items.
type DeleteListings struct {
	Case  string
	Items []Chosen
}

// DeleteListings takes the chosen listings down at their seller's own wish. The
// same press moves the seller's other open items on these listings likewise, each
// with its own event. Pressing twice is no error.
func (s *Service) DeleteListings(ctx context.Context, a Actor, in DeleteListings) error {
	if a.Party != PartySeller {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		if err := t.lockCasesOnListingsOf(a, in.Case); err != nil {
			return err
		}
		f, err := t.sellerCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermDelete); err != nil {
			return err
		}
		if f.allIn(in.Items, DeletedBySeller) {
			return nil // the second press of the same button
		}
		picked, err := f.choose(PartySeller, in.Items)
		if err != nil {
			return err
		}
		if err := t.deleteItems(f, a, picked); err != nil {
			return err
		}
		return t.deleteElsewhere(a, f.Case.ID, picked)
	})
}

// lockCasesOnListingsOf takes every case of the seller on the case's listings, in
// one order, so that two presses in two of them wait for each other and do not
// collide.
func (t *tx) lockCasesOnListingsOf(a Actor, number string) error {
	var locked []int64
	err := t.forUpdate().Model(&Case{}).Where(`seller_org_id = ? AND id IN (SELECT others.case_id FROM items others
		JOIN items ON items.listing_id = others.listing_id JOIN cases this ON this.id = items.case_id AND this.number = ?)`, a.OrgID, number).
		Order("id").Pluck("id", &locked).Error
	if err != nil {
		return fmt.Errorf("cases on the listings of %s: %w", number, err)
	}
	return nil
}

func (t *tx) deleteItems(f *casefile, a Actor, picked []*Item) error {
	moves, err := t.act(f, a, MoveDelete, picked)
	if err != nil {
		return err
	}
	if err := t.recordMoves(f, a, EventDeleted, moves, EventData{}); err != nil {
		return err
	}
	err = t.tell(f, letter{to: PartyHolder, kind: MsgSellerDeleted, payload: MailPayload{Items: positions(picked)}})
	if err != nil {
		return err
	}
	return t.settle(f)
}

// deleteElsewhere moves the seller's open items of other cases on the same
// listings: a listing that its seller deleted is deleted for everyone.
func (t *tx) deleteElsewhere(a Actor, except int64, picked []*Item) error {
	listings := make([]int64, len(picked))
	for n, i := range picked {
		listings[n] = i.ListingID
	}
	var others []Item
	err := t.db.Joins("JOIN cases ON cases.id = items.case_id").
		Where("items.listing_id IN ? AND items.case_id <> ? AND cases.seller_org_id = ? AND items.accepted_at IS NOT NULL", listings, except, a.OrgID).
		Order("items.case_id").Find(&others).Error
	if err != nil {
		return fmt.Errorf("other complaints about these listings: %w", err)
	}
	byCase := map[int64][]int{}
	var order []int64
	for _, o := range others {
		if byCase[o.CaseID] == nil {
			order = append(order, o.CaseID)
		}
		byCase[o.CaseID] = append(byCase[o.CaseID], o.Position)
	}
	for _, id := range order {
		f, err := t.caseByID(id)
		if err != nil {
			return err
		}
		var open []*Item
		for n := range f.Items {
			i := &f.Items[n]
			if contains(byCase[id], i.Position) && MayMove(f.facts(*i, a, t.now), a.Party, MoveDelete) {
				open = append(open, i)
			}
		}
		if len(open) == 0 {
			continue
		}
		if err := t.deleteItems(f, a, open); err != nil {
			return err
		}
	}
	return nil
}

// allIn says whether every chosen item already is in a state, as after the first
// of two presses.
func (f *casefile) allIn(chosen []Chosen, s State) bool {
	n := 0
	for _, i := range f.Items {
		for _, c := range chosen {
			if c.Position == i.Position && i.State == s && i.Version > c.Version {
				n++
			}
		}
	}
	return n > 0 && n == len(chosen)
}

func positions(items []*Item) []int {
	out := make([]int, len(items))
	for n, i := range items {
		out[n] = i.Position
	}
	return out
}
