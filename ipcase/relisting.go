package ipcase

import (
	"context"
	"fmt"
	"time"
)

// What looking for listings that were put on sale again may cost.
const (
	relistEvery = time.Hour   // a shop is looked through again
	relistSoon  = time.Minute // while pictures wait to be looked at
	relistPage  = 20          // suggestions on a page
)

// Relisting is a shop's listing that looks like one that a complaint took off. It is a
// suggestion: it opens no case, costs the shop nothing, and the shop is not told.
type Relisting struct {
	ID          int64
	CaseID      int64
	Position    int // of the listing that it looks like, within the case
	RightID     int64
	HolderOrgID int64
	SiteCode    string
	Ref         string
	URL         string
	Title       string
	Lang        string
	SellerName  string
	Picture     int // likeness of the two pictures most alike; 0 where they are not the same
	Words       int // the same of the titles
	FoundAt     time.Time
	DismissedAt *time.Time // the holder said that it is not the same
	DismissedBy *int64
}

// TableName fixes the table.
func (Relisting) TableName() string { return "relistings" }

// RelistingLine is a suggestion with what it is about.
type RelistingLine struct {
	Relisting   `gorm:"embedded"`
	CaseNumber  string
	RightNumber string
	RightTitle  string
	WasRef      string // of the listing that it looks like
	WasTitle    string
}

// RelistingPage is a part of the suggestions, newest first.
type RelistingPage struct {
	Lines []RelistingLine
	Next  int64 // for After of the next page; 0 = this is the last
}

// LookForRelistings looks through what shops have on sale for listings that look like
// those that complaints took off: at most limit shops, each once an hour. It says how
// many it looked through; zero means that none is due.
func (s *Service) LookForRelistings(ctx context.Context, limit int) (int, error) {
	shop, ok := s.market.(ShopLister)
	if !ok {
		return 0, nil
	}
	due, err := s.shopsToLookThrough(ctx, limit)
	if err != nil {
		return 0, err
	}
	for n, org := range due {
		if err := s.lookThrough(ctx, shop, org); err != nil {
			return n, err
		}
	}
	return len(due), nil
}

func (s *Service) lookThrough(ctx context.Context, shop ShopLister, org int64) error {
	ended, err := s.takenOff(ctx, org)
	if err != nil || len(ended) == 0 {
		return err
	}
	offers, err := shop.OffersOf(ctx, org)
	if err != nil {
		return fmt.Errorf("what shop %d has on sale: %w", org, err)
	}
	if len(offers) > MaxOwnListings {
		offers = offers[:MaxOwnListings]
	}
	var kept, market []string
	for _, e := range ended {
		for _, img := range e.Images {
			kept = append(kept, img.Hash)
		}
	}
	for _, o := range offers {
		market = append(market, o.ImageKeys...)
	}
	if err := s.inTx(ctx, func(t *tx) error { return t.askLooks(MarketPicture, market...) }); err != nil {
		return err
	}
	keptLooks, err := s.looksOf(ctx, KeptPicture, kept)
	if err != nil {
		return err
	}
	marketLooks, err := s.looksOf(ctx, MarketPicture, market)
	if err != nil {
		return err
	}
	found := matchRelistings(offers, ended, marketLooks, keptLooks)
	unseen := false
	for _, key := range market {
		_, seen := marketLooks[key]
		unseen = unseen || s.eye != nil && !seen
	}
	return s.keepRelistings(ctx, org, found, unseen)
}

// takenOffListing is a listing that a complaint took off, with what is needed to tell
// another from it.
type takenOffListing struct {
	ComplainedListing `gorm:"embedded"`
	CaseID            int64
	Position          int
	RightID           int64
	HolderOrgID       int64
	TakenAt           time.Time
}

// matchRelistings holds offers that came or changed since the snapshots against what
// complaints took off: for each right, the one that it is most like.
func matchRelistings(offers []Offer, ended []takenOffListing, market, kept map[string]Look) []Relisting {
	type place struct {
		right     int64
		site, ref string
	}
	known := map[place]bool{}
	taken := make([]readListing, len(ended))
	for n, e := range ended {
		known[place{e.RightID, e.SiteCode, e.Ref}] = true
		taken[n] = readComplained(e.ComplainedListing, kept)
	}
	var found []Relisting
	for _, o := range offers {
		offered := readOffer(o, market)
		best, order := map[int64]OwnMatch{}, []takenOffListing{}
		of := map[int64]takenOffListing{}
		for n, e := range ended {
			if known[place{e.RightID, o.SiteCode, o.Ref}] || o.SiteCode != e.SiteCode || !o.UpdatedAt.After(e.TakenAt) {
				continue
			}
			m := offered.holdAgainst(taken[n])
			m.Mark = false // a name in a title is no sign that it is the same thing
			if m.weight() == 0 {
				continue
			}
			if b, any := best[e.RightID]; !any {
				order = append(order, e)
			} else if b.weight() >= m.weight() {
				continue
			}
			best[e.RightID], of[e.RightID] = m, e
		}
		for _, first := range order {
			m, e := best[first.RightID], of[first.RightID]
			found = append(found, Relisting{
				CaseID: e.CaseID, Position: e.Position, RightID: e.RightID, HolderOrgID: e.HolderOrgID,
				SiteCode: o.SiteCode, Ref: o.Ref, URL: o.URL, Title: o.Title, Lang: o.Lang, SellerName: o.SellerName, Picture: m.Picture, Words: m.Words,
			})
		}
	}
	return found
}

// Relistings reads the suggestions for a holder, or all for a reviewer, newest first.
// What has been complained of meanwhile, or dismissed, is left out.
func (s *Service) Relistings(ctx context.Context, a Actor, after int64) (RelistingPage, error) {
	if a.Party != PartyHolder && !a.isReviewer() {
		return RelistingPage{}, errNotFound()
	}
	return s.relistings(ctx, a, after, relistPage, "")
}

// RelistingsIn reads those about a case, for whoever has read it: the holder sees its
// own, a reviewer also those that say that a listing of the case is an old one again.
func (s *Service) RelistingsIn(ctx context.Context, a Actor, v CaseView) ([]RelistingLine, error) {
	if a.Party != PartyHolder && !a.isReviewer() {
		return nil, nil
	}
	p, err := s.relistings(ctx, a, 0, relistPage, v.Case.Number)
	return p.Lines, err
}

// DismissRelisting is the holder's word that a listing is not the same. Pressing twice
// is no error.
func (s *Service) DismissRelisting(ctx context.Context, a Actor, id int64) error {
	if a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var r Relisting
		if err := one(t.db.Where("id = ? AND holder_org_id = ?", id, a.OrgID), &r); err != nil {
			return err
		}
		if err := a.needs(PermFile); err != nil {
			return err
		}
		f, err := t.caseByID(r.CaseID) // the case first, as every deed does
		if err != nil {
			return err
		}
		res := t.db.Model(&Relisting{}).Where("id = ? AND dismissed_at IS NULL", r.ID).Updates(map[string]any{"dismissed_at": t.now, "dismissed_by": a.PersonID})
		if res.Error != nil || res.RowsAffected == 0 { // or it was before
			return res.Error
		}
		// The shop is not told of suggestions, nor that one was let go.
		if err := t.record(f, a, EventRelistingLetGo, false, EventData{Ref: r.Ref}, r.Position); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// ComplainOfRelisting opens a draft of a complaint with the right and the listing
// filled in; the holder says the rest, and sends it or not.
func (s *Service) ComplainOfRelisting(ctx context.Context, a Actor, id int64) (draft string, err error) {
	if a.Party != PartyHolder {
		return "", errNotFound()
	}
	var r RelistingLine
	if err := one(s.relistingLines(ctx).Where("relistings.id = ? AND relistings.holder_org_id = ?", id, a.OrgID), &r); err != nil {
		return "", err
	}
	if draft, err = s.StartComplaint(ctx, a); err != nil {
		return "", err
	}
	d, err := s.ComplaintDraft(ctx, a, draft)
	if err != nil {
		return "", err
	}
	d.RightNumber, d.Lines = r.RightNumber, []string{r.URL}
	return draft, s.SaveComplaintDraft(ctx, a, draft, d)
}
