package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Earlier is a complaint about a listing under the same right that did not lead to
// its removal.
type Earlier struct {
	ComplaintID int64
	Number      string // "" where it is not the reader's own
	Reason      string
	State       State // how it ended for the listing
}

// refiles says whether an end asks for something new before the same is complained
// of again.
func refiles(s State) bool { return s == Rejected || s == Restored || s == Withdrawn }

// Refiled is a listing that is complained of again for the same reason without
// anything new.
type Refiled struct {
	Ref     string
	Earlier Earlier
}

// Refiled lists the listings of a draft that were complained of for the same
// reason before, and for which the draft holds no file that the earlier complaints
// did not hold: they are filed only with a word on why.
func (s *Service) Refiled(ctx context.Context, a Actor, draftID string) ([]Refiled, error) {
	d, err := s.ComplaintDraft(ctx, a, draftID)
	if err != nil {
		return nil, err
	}
	right, err := s.ownRight(ctx, a, d.RightNumber)
	if err != nil {
		return nil, err
	}
	check, err := s.resolve(ctx, a, d, right)
	if err != nil {
		return nil, err
	}
	files, err := s.FormEvidence(ctx, a, draftID)
	if err != nil {
		return nil, err
	}
	return s.refiled(ctx, d.Reason, check, files)
}

func (s *Service) refiled(ctx context.Context, reason string, check ListingCheck, files []Exhibit) ([]Refiled, error) {
	var ids []int64
	for _, g := range check.Sellers {
		for _, l := range g.Lines {
			for _, e := range l.Before {
				if e.Reason == reason && !slices.Contains(ids, e.ComplaintID) {
					ids = append(ids, e.ComplaintID)
				}
			}
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var seen []struct {
		Complaint int64
		Hash      string
	}
	err := s.read(ctx).Raw(`SELECT complaint_id AS complaint, hash FROM exhibits WHERE complaint_id IN ?
		UNION SELECT cases.complaint_id AS complaint, exhibits.hash FROM exhibits JOIN cases ON cases.id = exhibits.case_id WHERE cases.complaint_id IN ?`,
		ids, ids).Scan(&seen).Error
	if err != nil {
		return nil, fmt.Errorf("evidence of earlier complaints: %w", err)
	}
	had := map[int64]map[string]bool{}
	for _, x := range seen {
		if had[x.Complaint] == nil {
			had[x.Complaint] = map[string]bool{}
		}
		had[x.Complaint][x.Hash] = true
	}
	var list []Refiled
	for _, g := range check.Sellers {
		for _, l := range g.Lines {
			if e, again := nothingNew(l.Before, reason, files, had); again {
				list = append(list, Refiled{Ref: l.Offer.Ref, Earlier: e})
			}
		}
	}
	return list, nil
}

// nothingNew gives the latest of the earlier complaints for the same reason, when
// every file of the new one was in one of them.
func nothingNew(before []Earlier, reason string, files []Exhibit, had map[int64]map[string]bool) (Earlier, bool) {
	var last Earlier
	for _, e := range before {
		if e.Reason == reason {
			last = e
		}
	}
	if last.ComplaintID == 0 {
		return last, false
	}
	for _, f := range files {
		fresh := true
		for _, e := range before {
			fresh = fresh && (e.Reason != reason || !had[e.ComplaintID][f.Hash])
		}
		if fresh {
			return last, false
		}
	}
	return last, true
}

// checkRefiled asks for a word on why where nothing is new.
func (s *Service) checkRefiled(ctx context.Context, p *problems, d ComplaintDraft, check ListingCheck, files []Exhibit) error {
	checkText(p, "again_reason", "", d.AgainReason, MaxComment, false)
	if strings.TrimSpace(d.AgainReason) != "" {
		return nil
	}
	list, err := s.refiled(ctx, d.Reason, check, files)
	if err != nil || len(list) == 0 {
		return err
	}
	list[0].Problem().into(p, "again_reason")
	return nil
}

// Problem says what is asked for, naming the earlier complaint where it is the
// reader's own.
func (r Refiled) Problem() *Error {
	if r.Earlier.Number == "" {
		return Errorf(Invalid, "Listing %s was complained of under this right before, for the same reason, and was not removed. Add a file that was not in that complaint, or say why you file it again.", r.Ref)
	}
	switch r.Earlier.State {
	case Withdrawn:
		return Errorf(Invalid, "Listing %s was in your complaint %s, which you withdrew for it. Add a file that was not in that complaint, or say why you file it again.", r.Ref, r.Earlier.Number)
	case Rejected:
		return Errorf(Invalid, "Listing %s was in your complaint %s, which was not accepted for it. Add a file that was not in that complaint, or say why you file it again.", r.Ref, r.Earlier.Number)
	default:
		return Errorf(Invalid, "Listing %s was in your complaint %s, after which it was kept. Add a file that was not in that complaint, or say why you file it again.", r.Ref, r.Earlier.Number)
	}
}
