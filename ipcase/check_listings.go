package ipcase

import (
	"context"
	"fmt"
)

// CheckListings resolves a draft's lines with the marketplace and says what
// became of each. Who sells what is never trusted from the browser.
func (s *Service) CheckListings(ctx context.Context, a Actor, draftID string) (ListingCheck, error) {
	d, err := s.ComplaintDraft(ctx, a, draftID)
	if err != nil {
		return ListingCheck{}, err
	}
	if most := a.maxListings(); len(d.Lines) > most {
		return ListingCheck{}, tooManyLines(most, len(d.Lines))
	}
	right, err := s.ownRight(ctx, a, d.RightNumber)
	if err != nil {
		return ListingCheck{}, err
	}
	return s.resolve(ctx, a, d, right)
}

func tooManyLines(most, n int) error {
	const msg = "A complaint holds %d listings at most; you have %d. Take some out and file them in a second complaint."
	return &Error{Kind: Invalid, Msg: msg, Args: []any{most, n}, Fields: []FieldError{{Field: "lines", Msg: msg, Args: []any{most, n}}}}
}

// ownRight finds a right that the actor may complain under: of their organisation,
// or of a principal whose account has confirmed them as its agent.
func (s *Service) ownRight(ctx context.Context, a Actor, number string) (Right, error) {
	var r Right
	err := one(s.read(ctx).Where("number = ? AND "+rightsToUse, number, a.OrgID, a.OrgID), &r)
	return r, err
}

// rightsToUse are the rights that an organisation may complain under: its own, and
// those of principals who have confirmed it.
const rightsToUse = "(org_id = ? OR org_id IN (SELECT p.org_id FROM principals p WHERE p.agent_org_id = ? AND p.org_id IS NOT NULL))"

// resolve asks the marketplace about every line at once, then the portal's own
// tables about what is open or decided.
func (s *Service) resolve(ctx context.Context, a Actor, d ComplaintDraft, right Right) (ListingCheck, error) {
	lines := make([]CheckedLine, len(d.Lines))
	ask := make([]string, len(d.Lines))
	for n, raw := range d.Lines {
		lines[n] = CheckedLine{N: n + 1, Line: raw}
		ask[n], lines[n].Note = splitLine(raw)
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil {
		return ListingCheck{}, fmt.Errorf("look up %d listings: %w", len(ask), err)
	}
	var check ListingCheck
	seen := map[string]int{}
	for n := range lines {
		l := &lines[n]
		l.Offer = offers[n]
		l.Status = lineStatus(a, ask[n], l.Offer, check.Site.Code)
		if l.Status != LineFound {
			continue
		}
		key := l.Offer.SiteCode + "/" + l.Offer.Ref
		if first, ok := seen[key]; ok {
			l.Status, l.OtherN = LineDuplicate, first
			continue
		}
		seen[key] = l.N
		if check.Site.Code == "" {
			if err := one(s.read(ctx).Where("code = ?", l.Offer.SiteCode), &check.Site); err != nil {
				return ListingCheck{}, fmt.Errorf("site %s: %w", l.Offer.SiteCode, err)
			}
		}
	}
	if err := s.markKnown(ctx, a, right, check.Site, lines, d.Again); err != nil {
		return ListingCheck{}, err
	}
	if check.Site.Code != "" {
		selected, ok := s.book.Select(Facing{Right: right.Type, Reason: d.Reason, Proof: d.Proof, Site: check.Site, On: s.clock.Now()})
		if !ok {
			return ListingCheck{}, Errorf(Refused, "No procedure governs this kind of right on this site.")
		}
		check.Selected, check.Procedure = selected, selected.Pick(d.Track)
	}
	groupLines(&check, lines)
	return check, nil
}

func lineStatus(a Actor, asked string, o Offer, site string) LineStatus {
	switch {
	case !o.Found && !looksLikeListing(asked):
		return LineNotAListing
	case !o.Found:
		return LineNotFound
	case o.Gone:
		return LineAlreadyGone
	case site != "" && o.SiteCode != site:
		return LineElsewhere
	case o.SellerOrgID == 0:
		return LineUnknownSeller
	case o.SellerOrgID == a.OrgID:
		return LineOwnListing
	default:
		return LineFound
	}
}

// markKnown marks lines whose listing is complained of under this right already,
// or was decided before.
func (s *Service) markKnown(ctx context.Context, a Actor, right Right, site Site, lines []CheckedLine, again []string) error {
	var refs []string
	for _, l := range lines {
		if l.Status == LineFound {
			refs = append(refs, l.Offer.Ref)
		}
	}
	if len(refs) == 0 {
		return nil
	}
	// The listings first, by their index, and what is open about them then: in one
	// statement PostgreSQL compared each item of the right with each listing's ref as
	// long as it had no figures of the tables, which grow by thousands with one file.
	var listings []struct {
		ID  int64
		Ref string
	}
	err := s.read(ctx).Table("listings").Select("id, ref").Where("site_id = ? AND ref IN ?", site.ID, refs).Scan(&listings).Error
	if err != nil {
		return fmt.Errorf("listings complained of: %w", err)
	}
	if len(listings) == 0 {
		return nil
	}
	ids, refOf := make([]int64, len(listings)), make(map[int64]string, len(listings))
	for n, l := range listings {
		ids[n], refOf[l.ID] = l.ID, l.Ref
	}
	var known []struct {
		ID        int64
		ListingID int64
		State     State
		Complaint int64
		Reason    string
		Number    string
	}
	err = s.read(ctx).Table("items").
		Select("items.id, items.listing_id, items.state, complaints.id AS complaint, complaints.reason, CASE WHEN complaints.org_id = ? THEN complaints.number ELSE '' END AS number", a.OrgID).
		Joins("JOIN cases ON cases.id = items.case_id").
		Joins("JOIN complaints ON complaints.id = cases.complaint_id").
		Where("items.right_id = ? AND items.listing_id IN ?", right.ID, ids).
		Order("items.id").Scan(&known).Error
	if err != nil {
		return fmt.Errorf("earlier complaints: %w", err)
	}
	for n := range lines {
		l := &lines[n]
		if l.Status != LineFound {
			continue
		}
		for _, k := range known {
			if refOf[k.ListingID] != l.Offer.Ref {
				continue
			}
			if refiles(k.State) {
				l.Before = append(l.Before, Earlier{ComplaintID: k.Complaint, Number: k.Number, Reason: k.Reason, State: k.State})
			}
			switch {
			case !k.State.Final():
				l.Status, l.Number, l.ItemID = LineAlreadyComplained, k.Number, k.ID
			case refiles(k.State) && !contains(again, l.Offer.Ref) && l.Status == LineFound:
				l.Status, l.Number = LineDecidedBefore, k.Number
			}
		}
	}
	return nil
}

func groupLines(check *ListingCheck, lines []CheckedLine) {
	place := map[int64]int{}
	for _, l := range lines {
		if l.Status != LineFound {
			check.Unused = append(check.Unused, l)
			continue
		}
		n, ok := place[l.Offer.SellerOrgID]
		if !ok {
			n = len(check.Sellers)
			place[l.Offer.SellerOrgID] = n
			check.Sellers = append(check.Sellers, SellerGroup{SellerOrgID: l.Offer.SellerOrgID, SellerName: l.Offer.SellerName})
		}
		check.Sellers[n].Lines = append(check.Sellers[n].Lines, l)
		check.Count++
	}
}
