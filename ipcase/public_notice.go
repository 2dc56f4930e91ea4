package ipcase

import (
	"context"
	"strings"
)

// What a notice without an account holds at most. The form says so before anything
// is typed.
const (
	MaxNoticeListings = 10
	MaxNoticeFiles    = 5
)

// PublicNotice is a notice by somebody who has no account: who they are, the one
// right that they name, and the complaint. Its ids are drawn with the mail by which
// the address is confirmed, so that however often that is pressed it is filed once
// (promise 4). Personal data: all of it.
type PublicNotice struct {
	OrgName       string // of the rights holder
	NaturalPerson bool
	Country       string // ISO 3166-1 alpha-2
	Right         RegisterRight
	DraftID       string
	Draft         ComplaintDraft // whose Contact is who writes
}

// maxListings is how many listings one complaint of somebody holds.
func (a Actor) maxListings() int {
	if a.Unregistered {
		return MaxNoticeListings
	}
	return MaxListings
}

// NoticeStep is how much of a notice without an account has been filled in.
type NoticeStep int

// The steps of its form.
const (
	NoticeAbout NoticeStep = iota // the right, the listings and the reason
	NoticeWhole                   // and who sends it, with what the procedure asks for
)

// nobody is who looks up listings before anybody is known.
func nobody() Actor { return Actor{Party: PartyHolder, Unregistered: true} }

// CheckPublicNotice says what the lines of a notice lead to, or all that is wrong
// with what has been filled in. Nothing is written. Whether a file is there that
// the reason cannot do without is asked when the address is confirmed.
func (s *Service) CheckPublicNotice(ctx context.Context, n PublicNotice, step NoticeStep) (Right, ListingCheck, error) {
	var p problems
	n.Right.Named = true
	right, err := s.checkRight(n.Right, nil, nil)
	if e := asRefusal(err); e != nil {
		p.fields = append(p.fields, e.Fields...)
	} else if err != nil {
		return right, ListingCheck{}, err
	}
	reason, ok := s.book.Reason(n.Draft.Reason)
	if !ok || reason.RightType != n.Right.Type {
		p.add("reason", "Choose what the listings do.")
	}
	check, err := s.checkNoticeLines(ctx, &p, n.Draft, right)
	if err != nil || step == NoticeAbout || len(p.fields) > 0 {
		return right, check, orErr(err, p.err())
	}
	checkText(&p, "org_name", "Enter the name of the rights holder.", n.OrgName, 200, true)
	if !IsCountry(n.Country) {
		p.add("country", "Choose a country.")
	}
	elements := check.Procedure.NoticeElementsFor(right.Type, reason, n.Draft.Proof)
	given := n.Draft.Given(1, check, nil)
	CheckCompleteness(elements, given).into(&p, given)
	asked := func(kind ElementKind) bool {
		for _, e := range elements {
			if e.Kind == kind {
				return true
			}
		}
		return false
	}
	if !asked(ElementContact) { // a notice says who sends it, whatever the procedure asks for
		checkContact(&p, n.Draft.Contact)
	}
	return right, check, p.err()
}

func orErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// checkNoticeLines resolves the listings, as for anybody who is nobody's seller.
func (s *Service) checkNoticeLines(ctx context.Context, p *problems, d ComplaintDraft, right Right) (ListingCheck, error) {
	switch n := len(d.Lines); {
	case n == 0:
		p.add("lines", "Enter the address or ID of at least one listing.")
		return ListingCheck{}, nil
	case n > MaxNoticeListings:
		p.add("lines", "A notice without an account holds %d listings at most; you have %d. Take some out, or open an account.", MaxNoticeListings, n)
		return ListingCheck{}, nil
	}
	check, err := s.resolve(ctx, nobody(), d, right)
	if e := asRefusal(err); e != nil {
		e.into(p, "lines")
		return check, nil
	}
	if err != nil {
		return check, err
	}
	if check.Count == 0 {
		errNoListing().into(p, "lines")
		return check, nil
	}
	CheckRightForFiling(right, check.Site, s.clock.Now()).into(p, "territories")
	return check, nil
}

// NeedsFile says whether a reason cannot do without a file under a procedure.
func (p Procedure) NeedsFile(t RightType, reason Reason, proof Proof) bool {
	for _, e := range p.NoticeElementsFor(t, reason, proof) {
		if e.Kind == ElementEvidence && e.Required {
			return true
		}
	}
	return false
}

// sameRight says whether a right is the one that a notice names.
func (r Right) sameRight(in RegisterRight) bool {
	return r.Type == in.Type && r.Office == in.Office && strings.EqualFold(r.RegNumber, in.RegNumber) && strings.EqualFold(r.Title, in.Title)
}
