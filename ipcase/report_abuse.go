package ipcase

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"
)

// ReportAbuse is one side's report about the other. Its files are those of the form.
type ReportAbuse struct {
	FormID  string
	Case    string
	Labels  []AbuseLabel
	Other   string // what AbuseOther means
	Account string
	Lang    string
	Honest  bool // declared true to the best of their knowledge, knowing what a false report may lead to
}

// MaxAbuseAccount is how long a report's account and its answer can be, in characters.
const MaxAbuseAccount = 10_000

func alreadyReported(kind Kind) *Error {
	return Errorf(kind, "You have reported abuse in this case already, and it is being looked at. Another report can follow its decision.")
}

// ReportAbuse files a report under a number of its own, starts the reviewers' clock
// and tells the reported side. The case goes on as it would have. Pressing twice
// files once.
func (s *Service) ReportAbuse(ctx context.Context, a Actor, in ReportAbuse) (AbuseReport, error) {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return AbuseReport{}, errNotFound()
	}
	var r AbuseReport
	err := s.act(ctx, a, func(t *tx) error {
		f, err := t.partyCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		earlier, err := t.abuseOfSide(f.Case.ID, a.Party)
		if err != nil {
			return err
		}
		for _, x := range earlier {
			if x.FormID == in.FormID {
				r = x
				return nil // the second press of the same button
			}
		}
		countered, err := t.wasCountered(f.Case.ID)
		if err != nil {
			return err
		}
		open := slices.ContainsFunc(earlier, func(x AbuseReport) bool { return x.Status == AbuseOpen })
		if e := t.book.Standing.Abuse.mayReport(a.Party, f.Case.EndedAt, countered, open, t.now); e != nil {
			return e
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		if err := t.checkAbuse(a, in, earlier, files); err != nil {
			return err
		}
		r, err = t.fileAbuse(f, a, in, files)
		return err
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		var twin AbuseReport
		if one(s.read(ctx).Where("form_id = ? AND org_id = ?", in.FormID, a.OrgID), &twin) == nil {
			return twin, nil
		}
		return r, alreadyReported(Stale)
	}
	return r, err
}

func (t *tx) checkAbuse(a Actor, in ReportAbuse, earlier []AbuseReport, files []Exhibit) error {
	var p problems
	known := func(l AbuseLabel) bool { return slices.Contains(AbuseLabels(a.Party), l) }
	if len(in.Labels) == 0 || !slices.ContainsFunc(in.Labels, known) {
		p.add("labels", "Choose at least one kind of abuse.")
	} else if slices.ContainsFunc(in.Labels, func(l AbuseLabel) bool { return !known(l) }) {
		p.add("labels", "Choose from the kinds of abuse that are listed.")
	}
	checkText(&p, "other", "Say in a few words what else it is.", in.Other, MaxShortText, slices.Contains(in.Labels, AbuseOther))
	checkText(&p, "account", "Say what happened: when, what was said or shown, and how you know.", in.Account, MaxAbuseAccount, true)
	if !in.Honest {
		p.add("honest", "Confirm that the report is true to the best of your knowledge.")
	}
	if len(p.fields) == 0 {
		hashes, err := t.abuseHashes(earlier)
		if err != nil {
			return err
		}
		if !somethingNew(earlier, in.Labels, hashes, files) {
			p.add("files", "An earlier report of yours about the same was decided. A new one needs a file that was not there, or another kind of abuse.")
		}
	}
	return p.err()
}

func (t *tx) fileAbuse(f *casefile, a Actor, in ReportAbuse, files []Exhibit) (AbuseReport, error) {
	var r AbuseReport
	clock, ok := t.book.AbuseClock(f.Procedure, f.Site, t.now, t.book.Standing.Abuse.Review)
	if !ok {
		return r, fmt.Errorf("no calendar for %s", f.Procedure.ID)
	}
	n, err := t.nextNumber("abuse")
	if err != nil {
		return r, err
	}
	against := f.Case.HolderOrgID
	if a.Party == PartyHolder {
		against = f.Case.SellerOrgID
	}
	r = AbuseReport{
		Number: fmt.Sprintf("AB-%d-%06d", t.now.Year(), n), FormID: in.FormID, CaseID: f.Case.ID, Party: a.Party, OrgID: a.OrgID, AgainstOrgID: against,
		Labels: slices.Compact(slices.Sorted(slices.Values(in.Labels))), Account: in.Account, Lang: formLang(in.Lang),
		Status: AbuseOpen, Task: AbuseTaskDecide, Version: 1, FiledAt: t.now, FiledBy: a.PersonID, DueAt: clock.Due,
	}
	if slices.Contains(r.Labels, AbuseOther) {
		r.Other = in.Other
	}
	texts, salts, err := commit(r.texts())
	if err != nil {
		return r, err
	}
	r.Salts = salts
	data := EventData{Number: r.Number, Ref: f.Case.Number, DueAt: &clock.Due, Count: len(r.Labels), Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts}
	e, err := t.event(r.chain(), 0, "", a, EventAbuseReported, false, data)
	if err != nil {
		return r, err
	}
	e.Hash = HashEvent(e)
	r.EventSeq, r.EventHash = e.Seq, e.Hash
	if err := t.insert([]*AbuseReport{&r}); err != nil {
		return r, err
	}
	if err := t.insert([]*Event{&e}); err != nil {
		return r, err
	}
	if err := t.fileAbuseExhibits(r, a, files); err != nil {
		return r, err
	}
	if err := t.tellAbuse(r, r.Party, MsgAbuseFiled); err != nil {
		return r, err
	}
	return r, t.tellAbuse(r, r.Against(), MsgAbuseReported)
}
