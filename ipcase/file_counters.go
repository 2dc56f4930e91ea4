package ipcase

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// AlsoAnswered is another complaint that a counter-notification answers with the
// same words: listings of that case, each under the version that the seller saw.
type AlsoAnswered struct {
	Case  string
	Items []Chosen
}

// MaxAlso is how many other complaints one counter-notification can answer.
const MaxAlso = 10

// AlsoOpen finds the other open complaints about some of a case's listings that the
// same counter-notification can answer: those whose procedure asks for the same.
func (s *Service) AlsoOpen(ctx context.Context, a Actor, v CaseView) ([]CaseView, error) {
	if a.Party != PartySeller || v.Case.SellerOrgID != a.OrgID {
		return nil, errNotFound()
	}
	var listings []int64
	for _, i := range v.Items {
		if contains(i.Moves, MoveCounter) {
			listings = append(listings, i.ListingID)
		}
	}
	if len(listings) == 0 {
		return nil, nil
	}
	var numbers []string
	err := s.read(ctx).Model(&Case{}).
		Where("seller_org_id = ? AND seller_list <> '' AND id <> ? AND procedure = ? AND procedure_version = ?", a.OrgID, v.Case.ID, v.Case.Procedure, v.Case.ProcedureVersion).
		Where("id IN (SELECT case_id FROM items WHERE listing_id IN ? AND state IN ?)", listings, statesFor(PartySeller, MoveCounter)).
		Order("id").Limit(MaxAlso).Pluck("number", &numbers).Error
	if err != nil {
		return nil, fmt.Errorf("other complaints about the listings of %s: %w", v.Case.Number, err)
	}
	var list []CaseView
	for _, number := range numbers {
		other, err := s.readCase(ctx, a, "cases.number = ? AND cases.seller_org_id = ? AND cases.seller_list <> ''", number, a.OrgID)
		if err != nil {
			return nil, err
		}
		same := other.Right.Type == v.Right.Type
		may := slices.ContainsFunc(other.Items, func(i ItemView) bool { return contains(i.Moves, MoveCounter) && contains(listings, i.ListingID) })
		if same && may {
			list = append(list, other)
		}
	}
	return list, nil
}

// statesFor are the states in which the table lets somebody make a move, under some
// procedure.
func statesFor(by Party, m Move) []State {
	var states []State
	for _, r := range rules {
		if r.by == by && r.move == m {
			states = append(states, r.from...)
		}
	}
	return states
}

// fileCounters files one draft in several cases. They are locked in the order of
// their ids, so that two of them at once never wait for each other.
func (t *tx) fileCounters(a Actor, draftID string, d CounterDraft, files []Exhibit) (Counter, error) {
	if len(d.Also) > MaxAlso {
		return Counter{}, Errorf(Invalid, "One counter-notification answers at most %d other complaints. Answer the rest with another.", MaxAlso)
	}
	drafts := map[string]CounterDraft{d.CaseNumber: d}
	for _, x := range d.Also {
		one := d
		one.CaseNumber, one.Items = x.Case, x.Items
		if _, twice := drafts[x.Case]; !twice {
			drafts[x.Case] = one
		}
	}
	numbers := make([]string, 0, len(drafts))
	for number := range drafts {
		numbers = append(numbers, number)
	}
	var order []string
	err := t.db.Model(&Case{}).Where("number IN ? AND seller_org_id = ? AND seller_list <> ''", numbers, a.OrgID).Order("id").Pluck("number", &order).Error
	if err != nil {
		return Counter{}, fmt.Errorf("find the cases of a counter-notification: %w", err)
	}
	if len(order) != len(numbers) {
		return Counter{}, errNotFound()
	}
	cases := map[string]*casefile{}
	for _, number := range order {
		if cases[number], err = t.sellerCase(a, number); err != nil {
			return Counter{}, err
		}
	}
	main := cases[d.CaseNumber]
	c, err := t.fileCounter(main, a, draftID, d, files)
	if err != nil {
		return c, err
	}
	about := map[int64]bool{}
	for _, x := range d.Items {
		about[main.at(x.Position).ListingID] = true
	}
	for _, number := range order {
		if number == d.CaseNumber {
			continue
		}
		if err := t.fileAlso(cases[number], a, drafts[number], about, files); err != nil {
			return c, err
		}
	}
	return c, nil
}

// fileAlso files a counter-notification in another case, with copies of its files.
func (t *tx) fileAlso(f *casefile, a Actor, d CounterDraft, about map[int64]bool, files []Exhibit) error {
	for _, x := range d.Items {
		if i := f.at(x.Position); i == nil || !about[i.ListingID] {
			return Errorf(Invalid, "Complaint %s is about a listing that this counter-notification does not answer. Answer it with one of its own.", f.Case.Number)
		}
	}
	if err := t.matchFiles(files); err != nil {
		return err
	}
	copies := make([]Exhibit, len(files))
	rows := make([]*Exhibit, len(files))
	for n, e := range files {
		e.ID, e.PublicID = 0, NewID()
		copies[n] = e
		rows[n] = &copies[n]
	}
	if err := t.insert(rows); err != nil {
		return err
	}
	_, err := t.fileCounter(f, a, NewID(), d, copies)
	var e *Error
	if errors.As(err, &e) && e.Kind != NotFound {
		return Errorf(e.Kind, "Complaint %s cannot be answered with this counter-notification any more: it has moved on, or asks for something else. Leave it out, or look at it again.", f.Case.Number)
	}
	return err
}
