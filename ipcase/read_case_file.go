package ipcase

import (
	"context"
	"fmt"
)

// FixedListing is a listing as a fix that was proposed in a case left it.
type FixedListing struct {
	Fix      string // public id
	Position int    // within the case
	After    Snapshot
	Changes  []Change // from the snapshot of the complaint
}

// FixedListings reads what the fixes of a case changed, in the order in which they
// were proposed. v is the case as its reader was shown it: who is shown a fix is
// shown what it changed.
func (s *Service) FixedListings(ctx context.Context, v CaseView) ([]FixedListing, error) {
	var ids []int64
	for _, f := range v.Fixes {
		for _, shot := range f.Shots {
			if shot.Snapshot != 0 {
				ids = append(ids, shot.Snapshot)
			}
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var shots []Snapshot
	if err := s.read(ctx).Where("id IN ?", ids).Find(&shots).Error; err != nil {
		return nil, fmt.Errorf("fixed listings of %s: %w", v.Case.Number, err)
	}
	after, before := map[int64]Snapshot{}, map[int]Snapshot{}
	for _, shot := range shots {
		after[shot.ID] = shot
	}
	for _, i := range v.Items {
		before[i.Position] = i.Snapshot
	}
	var out []FixedListing
	for _, f := range v.Fixes {
		for _, shot := range f.Shots {
			was, known := before[shot.Item]
			is, kept := after[shot.Snapshot]
			if known && kept {
				out = append(out, FixedListing{Fix: f.PublicID, Position: shot.Item, After: is, Changes: Difference(was, is)})
			}
		}
	}
	return out, nil
}

// CaseExhibit is an exhibit of a case as its reader may have it, with the pictures
// of its pages.
type CaseExhibit struct {
	ExhibitView
	PagePictures []EvidencePage
}

// CaseExhibits are the files of a case that its reader may be given: those that
// Exhibit would find, one by one, without what is sealed or was erased. Two
// statements, however many there are.
func (s *Service) CaseExhibits(ctx context.Context, a Actor, v CaseView) ([]CaseExhibit, error) {
	var out []CaseExhibit
	var drawn []string
	for n, e := range append(append([]Exhibit(nil), v.Exhibits...), v.RightExhibits...) {
		ofRight := n >= len(v.Exhibits)
		own := e.OrgID == a.OrgID || a.isReviewer()
		if e.ErasedAt != nil || e.DraftID != "" || ofRight && !own && e.Visibility != BothSides {
			continue
		}
		x := CaseExhibit{ExhibitView: ExhibitView{Exhibit: e, Mine: e.OrgID == a.OrgID, Owner: own}}
		if !x.Given() {
			continue
		}
		if !own && e.Drawing == DrawDone && !e.Sealed() {
			drawn = append(drawn, e.Hash)
		}
		out = append(out, x)
	}
	if len(drawn) == 0 {
		return out, nil
	}
	var pages []EvidencePage
	if err := s.read(ctx).Where("parent_hash IN ?", drawn).Order("parent_hash, n").Find(&pages).Error; err != nil {
		return nil, fmt.Errorf("pages of the exhibits of %s: %w", v.Case.Number, err)
	}
	of := map[string][]EvidencePage{}
	for _, p := range pages {
		of[p.ParentHash] = append(of[p.ParentHash], p)
	}
	for n := range out {
		if !out[n].Owner && out[n].Drawing == DrawDone {
			out[n].PagePictures = of[out[n].Hash]
		}
	}
	return out, nil
}
