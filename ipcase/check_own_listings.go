package ipcase

import (
	"context"
	"fmt"
)

// What a check of a shop's own listings takes in.
const (
	MaxOwnListings = 2000 // listings on sale, those added first
	maxComplained  = 200  // complained listings, the latest
)

// OwnCheck says which of a shop's own listings look like ones that were complained
// of. Only the shop sees it.
type OwnCheck struct {
	Listings  int // on sale, that were looked through
	More      bool
	Complaint int // complained listings that they were held against
	Unseen    int // pictures that nobody has looked at yet
	Matches   []OwnMatch
	CanDelete bool // the marketplace takes them off for the shop
	Unknown   bool // the marketplace does not say what a shop has on sale
}

// OwnMatch is one listing on sale and the complained one that it is most like.
type OwnMatch struct {
	Offer   Offer
	Of      ComplainedListing
	Picture int  // likeness of the two pictures most alike, where they are the same; else 0
	Words   int  // likeness of the titles, where they are the same words; else 0
	Mark    bool // its title holds the mark
}

// ComplainedListing is a listing that was complained of and neither kept nor let go.
type ComplainedListing struct {
	CaseNumber string
	SiteCode   string
	Ref        string
	Title      string
	Images     []SnapshotImage `gorm:"serializer:json"`
	State      State
	RightType  RightType
	RightTitle string
}

// CheckOwnListings compares what a shop has on sale with what was complained of, so
// that it can change or delete the like before somebody complains of it. Pictures
// that nobody has looked at yet are asked for and looked at within the next minutes.
func (s *Service) CheckOwnListings(ctx context.Context, a Actor) (OwnCheck, error) {
	var out OwnCheck
	if a.Party != PartySeller {
		return out, errNotFound()
	}
	shop, ok := s.market.(ShopLister)
	if !ok {
		out.Unknown = true
		return out, nil
	}
	_, out.CanDelete = s.market.(Withdrawer)
	complained, err := s.complainedOf(ctx, a.OrgID)
	if err != nil {
		return out, err
	}
	offers, err := shop.OffersOf(ctx, a.OrgID)
	if err != nil {
		return out, fmt.Errorf("what shop %d has on sale: %w", a.OrgID, err)
	}
	if len(offers) > MaxOwnListings {
		offers, out.More = offers[:MaxOwnListings], true
	}
	out.Listings, out.Complaint = len(offers), len(complained)
	if len(offers) == 0 || len(complained) == 0 {
		return out, nil
	}
	var kept, market []string
	for _, c := range complained {
		for _, img := range c.Images {
			kept = append(kept, img.Hash)
		}
	}
	for _, o := range offers {
		market = append(market, o.ImageKeys...)
	}
	if err := s.act(ctx, a, func(t *tx) error { return t.askLooks(MarketPicture, market...) }); err != nil {
		return out, err
	}
	keptLooks, err := s.looksOf(ctx, KeptPicture, kept)
	if err != nil {
		return out, err
	}
	marketLooks, err := s.looksOf(ctx, MarketPicture, market)
	if err != nil {
		return out, err
	}
	out.Matches = matchOwn(offers, complained, marketLooks, keptLooks)
	if s.eye != nil {
		seen := map[string]bool{}
		for _, key := range market {
			if _, ok := marketLooks[key]; !ok && !seen[key] {
				seen[key] = true
				out.Unseen++
			}
		}
	}
	return out, nil
}
