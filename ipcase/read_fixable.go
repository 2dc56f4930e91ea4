package ipcase

import (
	"context"
	"slices"
)

// FixableNow says how the listings for which this reader may propose a fix differ
// at this moment from what was complained of, so that a seller sees before asking
// what the other side will see. Nothing is kept of it. A listing whose NowKnown is
// false could not be looked at; one that is Gone is not offered any more.
func (s *Service) FixableNow(ctx context.Context, v CaseView) []FixLine {
	var lines []FixLine
	var ask []string
	for _, i := range v.Items {
		if slices.Contains(i.Moves, MoveProposeFix) {
			lines, ask = append(lines, FixLine{ItemView: i}), append(ask, i.Snapshot.URL)
		}
	}
	if len(ask) == 0 {
		return nil
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil || len(offers) != len(ask) {
		return lines
	}
	for n := range lines {
		lines[n].Gone = offers[n].Found && offers[n].Gone
		if now, ok := s.asOffered(ctx, offers[n]); ok {
			lines[n].NowKnown, lines[n].Changes = true, Difference(lines[n].Snapshot, now)
		}
	}
	return lines
}

// asOffered is an offer as a snapshot that is not kept; false where it cannot be
// compared.
func (s *Service) asOffered(ctx context.Context, o Offer) (Snapshot, bool) {
	now := Snapshot{Title: o.Title, Lang: o.Lang, Description: o.Description, PriceMinor: o.PriceMinor, Currency: o.Currency}
	if !o.Found || o.Gone {
		return now, false
	}
	for _, key := range o.ImageKeys {
		hash, err := s.hashImage(ctx, key)
		if err != nil {
			return now, false
		}
		now.Images = append(now.Images, SnapshotImage{Hash: hash})
	}
	return now, true
}
