package ipcase

import (
	"context"
	"slices"
)

// CaseAbuse is a report of abuse in a case as one reader may have it on paper.
type CaseAbuse struct {
	AbuseView
	Untold bool // its reader has yet to open it, which counts as delivery: only its number and labels are here
}

// CaseAbuses are the reports of abuse in a case that the reader was shown, oldest
// first. Reading them here tells of nothing: no time begins.
func (s *Service) CaseAbuses(ctx context.Context, a Actor, v CaseView) ([]CaseAbuse, error) {
	lines, err := s.AbuseOfCase(ctx, a, v.Case.Number)
	if err != nil {
		return nil, err
	}
	out := make([]CaseAbuse, 0, len(lines))
	for _, l := range slices.Backward(lines) {
		x, err := s.abuseView(ctx, a, "abuse_reports.id = ?", l.ID)
		if err != nil {
			return nil, err
		}
		r := CaseAbuse{AbuseView: x, Untold: !a.isReviewer() && x.untold(a.Party)}
		if r.Untold {
			r.Report.Account, r.Report.Other, r.Exhibits, r.Answer, r.Decisions, r.Appeals, r.Measures, r.Withheld = "", "", nil, nil, nil, nil, nil, 0
		}
		for n := range r.Exhibits {
			r.Exhibits[n].Label = l.Number + " " + r.Exhibits[n].Label
		}
		out = append(out, r)
	}
	return out, nil
}

// AbuseExhibits are the files of these reports that the reader may be given.
func (s *Service) AbuseExhibits(ctx context.Context, a Actor, v CaseView, reports []CaseAbuse) ([]CaseExhibit, error) {
	v.Exhibits, v.RightExhibits = nil, nil
	for _, r := range reports {
		v.Exhibits = append(v.Exhibits, r.Exhibits...)
	}
	return s.CaseExhibits(ctx, a, v)
}
