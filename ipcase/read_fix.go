package ipcase

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// FixView is a case with the fixes proposed in it, and what they changed.
type FixView struct {
	CaseView
	Lines []FixLine // one for each listing whose latest fix is shown, in their order
}

// FixLine is a listing with its fix: as complained of, as it was when the fix was
// proposed, and whether it has changed again since.
type FixLine struct {
	ItemView
	Fix      Fix
	After    *Snapshot // nil where the marketplace could not show it then
	Changes  []Change  // from the snapshot of the complaint to After
	Since    []Change  // from After to the listing at this moment
	NowKnown bool      // the marketplace shows the listing at this moment
	Gone     bool      // the listing is not offered any more; said before a fix is proposed
}

// ReadFixes reads the fixes of a case for a party of it or a reviewer. All of
// them see the same.
func (s *Service) ReadFixes(ctx context.Context, a Actor, number string) (FixView, error) {
	read := s.ReadSellerCase
	switch a.Party {
	case PartySeller:
	case PartyHolder:
		read = s.ReadHolderCase
	case PartyPlatform:
		read = s.ReadReviewCase
	case PartySystem, PartyPublic:
		return FixView{}, errNotFound()
	}
	v, err := read(ctx, a, number)
	if err != nil {
		return FixView{}, err
	}
	out := FixView{CaseView: v}
	ids := []int64{0}
	for _, i := range v.Items {
		if f := v.FixOf(i.Position); f != nil {
			out.Lines = append(out.Lines, FixLine{ItemView: i, Fix: *f})
			ids = append(ids, f.shotOf(i.Position))
		}
	}
	if len(out.Lines) == 0 {
		return out, nil
	}
	var shots []Snapshot
	if err := s.read(ctx).Where("id IN ?", ids).Find(&shots).Error; err != nil {
		return out, fmt.Errorf("fixed listings of %s: %w", number, err)
	}
	byID := map[int64]*Snapshot{}
	for n := range shots {
		byID[shots[n].ID] = &shots[n]
	}
	for n := range out.Lines {
		l := &out.Lines[n]
		if l.After = byID[l.Fix.shotOf(l.Position)]; l.After != nil {
			l.Changes = Difference(l.Snapshot, *l.After)
		}
	}
	s.lookAgain(ctx, out.Lines)
	return out, nil
}

func (f Fix) shotOf(position int) int64 {
	for _, s := range f.Shots {
		if s.Item == position {
			return s.Snapshot
		}
	}
	return 0
}

// lookAgain compares what waits for an answer with the marketplace of this moment.
// Nothing is kept of it; where the marketplace does not answer, nothing is said.
func (s *Service) lookAgain(ctx context.Context, lines []FixLine) {
	var ask []string
	var open []*FixLine
	for n := range lines {
		if lines[n].State == FixProposed && lines[n].After != nil {
			ask, open = append(ask, lines[n].Snapshot.URL), append(open, &lines[n])
		}
	}
	if len(ask) == 0 {
		return
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil || len(offers) != len(ask) {
		return
	}
	for n, l := range open {
		if now, ok := s.asOffered(ctx, offers[n]); ok {
			l.NowKnown, l.Since = true, Difference(*l.After, now)
		}
	}
}

func (s *Service) hashImage(ctx context.Context, key string) (string, error) {
	r, err := s.market.Image(ctx, key)
	if err != nil {
		return "", fmt.Errorf("picture %s: %w", key, err)
	}
	defer func() { _ = r.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, io.LimitReader(r, 64<<20)); err != nil {
		return "", fmt.Errorf("picture %s: %w", key, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// FixImage finds a picture of a listing as it was when its fix was proposed, for
// whoever may see the case. n counts from 1.
func (s *Service) FixImage(ctx context.Context, a Actor, number, fix string, position, n int) (hash, mime string, err error) {
	q := s.read(ctx).Joins("JOIN cases ON cases.id = fixes.case_id").Where("fixes.public_id = ? AND cases.number = ?", fix, number)
	switch {
	case a.isReviewer():
	case a.Party == PartyHolder:
		q = q.Where("(cases.holder_org_id = ? OR cases.principal_id IN (?))", a.OrgID, s.principalsOf(ctx, a))
	case a.Party == PartySeller:
		q = q.Where("cases.seller_org_id = ?", a.OrgID) // their own proposal
	default:
		return "", "", errNotFound()
	}
	var f Fix
	if err := one(q.Select("fixes.*"), &f); err != nil {
		return "", "", err
	}
	var shot Snapshot
	if err := one(s.read(ctx).Where("id = ?", f.shotOf(position)), &shot); err != nil {
		return "", "", err
	}
	if n < 1 || n > len(shot.Images) {
		return "", "", errNotFound()
	}
	return shot.Images[n-1].Hash, shot.Images[n-1].MIME, nil
}
