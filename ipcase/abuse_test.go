package ipcase_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// toldCase is a case of Haiyun's of which the seller has been told.
func toldCase(w *ipcasetest.World, refs ...string) string {
	w.T.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), refs...)
	number := cases[w.Haiyun.OrgID]
	must(w, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	return number
}

func reporting(number string, labels ...ipcase.AbuseLabel) ipcase.ReportAbuse {
	return ipcase.ReportAbuse{FormID: ipcase.NewID(), Case: number, Labels: labels, Account: "They asked for money first.", Lang: "en", Honest: true}
}

func reported(w *ipcasetest.World, number string, labels ...ipcase.AbuseLabel) ipcase.AbuseReport {
	w.T.Helper()
	r, err := w.ReportAbuse(w.T.Context(), w.Haiyun, reporting(number, labels...))
	must(w, err)
	return r
}

func bench(w *ipcasetest.World, number string) ipcase.AbuseView {
	w.T.Helper()
	v, err := w.ReadReviewAbuse(w.T.Context(), w.Bo, number)
	must(w, err)
	return v
}

func ruled(v ipcase.AbuseView, found bool) ipcase.DecideAbuse {
	in := ipcase.DecideAbuse{
		Number: v.Report.Number, Version: v.Report.Version, Facts: "The letter asks for money.", GroundKind: ipcase.GroundTerms, Reference: "§ 9.9",
		Explanation: "Who asks for money before filing uses the complaint as a threat.", Lang: "en",
	}
	for _, l := range v.Report.Labels {
		in.Findings = append(in.Findings, ipcase.AbuseFinding{Label: l, Found: found})
	}
	if found {
		in.Measure, in.Days = v.Suggested.Measure, v.Suggested.Days
	}
	return in
}

func decideAbuse(w *ipcasetest.World, number string, found bool) ipcase.AbuseReport {
	w.T.Helper()
	r, err := w.DecideAbuse(w.T.Context(), w.Bo, ruled(bench(w, number), found))
	must(w, err)
	return r
}

// A report has a number, a clock of three working days with its computation, and no
// effect on the case. Pressing twice, and twice at once, files once.
func TestAbuseIsReportedOnce(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx, number := t.Context(), toldCase(w, "H1", "H2")
		before := w.Items(number)
		in := reporting(number, ipcase.AbuseExtortion, ipcase.AbuseTiming)
		w.Text(w.Haiyun, in.FormID, "the letter")
		got := [2]ipcase.AbuseReport{}
		errs := [2]error{}
		var all sync.WaitGroup
		for n := range got {
			all.Go(func() { got[n], errs[n] = w.ReportAbuse(ctx, w.Haiyun, in) })
		}
		all.Wait()
		no(t, errors.Join(errs[:]...))
		if got[0].Number != got[1].Number || got[0].Number != "AB-2026-000001" {
			t.Errorf("%s, %s", got[0].Number, got[1].Number)
		}
		again, err := w.ReportAbuse(ctx, w.Haiyun, in)
		no(t, err)
		if again.ID != got[0].ID {
			t.Error("the second press filed again")
		}
		_, err = w.ReportAbuse(ctx, w.Haiyun, reporting(number, ipcase.AbuseOther))
		refused(t, err, ipcase.Refused)
		for n, i := range w.Items(number) {
			if i.State != before[n].State || i.Version != before[n].Version || !i.DueAt.Equal(*before[n].DueAt) {
				t.Errorf("the report moved the case: %+v", i)
			}
		}
		v := bench(w, again.Number)
		if len(v.Review.Steps) == 0 || !v.Review.Due.Equal(v.Report.DueAt) || len(v.Exhibits) != 1 || v.Exhibits[0].Label != "S1" {
			t.Errorf("%+v", v)
		}
		// Nobody else meets it, and its number gives nothing away.
		for _, a := range []ipcase.Actor{w.Tianrui, w.Other} {
			_, err := w.ReadAbuse(ctx, a, again.Number)
			refused(t, err, ipcase.NotFound)
			refused(t, w.AnswerAbuse(ctx, a, ipcase.AnswerAbuse{Number: again.Number, FormID: ipcase.NewID(), Words: "No."}), ipcase.NotFound)
			refused(t, w.AppealAbuse(ctx, a, ipcase.AppealAbuse{Number: again.Number, Grounds: "No."}), ipcase.NotFound)
			_, err = w.ReportAbuse(ctx, a, reporting(number, ipcase.AbuseExtortion))
			refused(t, err, ipcase.NotFound)
		}
		for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik} {
			_, err = w.ReadReviewAbuse(ctx, a, again.Number)
			refused(t, err, ipcase.NotFound)
			_, err = w.DecideAbuse(ctx, a, ruled(v, false))
			refused(t, err, ipcase.NotFound)
			_, _, err = w.ReadAbuseQueue(ctx, a)
			refused(t, err, ipcase.NotFound)
		}
	})
}

// What is wrong with a report is said at once, field by field.
func TestAReportSaysWhatIsWrong(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := toldCase(w, "H1")
		_, err := w.ReportAbuse(t.Context(), w.Haiyun, ipcase.ReportAbuse{FormID: ipcase.NewID(), Case: number, Labels: []ipcase.AbuseLabel{ipcase.AbuseOther, "nonsense"}})
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 4 {
			t.Fatalf("%+v", err)
		}
		// A holder has nothing to report before there is a counter-notification.
		_, err = w.ReportAbuse(t.Context(), w.Norrvik, reporting(number, ipcase.AbuseFalseStatement))
		refused(t, err, ipcase.Refused)
		_, err = w.Counter(w.Haiyun, number)
		no(t, err)
		_, err = w.ReportAbuse(t.Context(), w.Norrvik, reporting(number, ipcase.AbuseExtortion)) // not a label for counters
		refused(t, err, ipcase.Invalid)
		r, err := w.ReportAbuse(t.Context(), w.Norrvik, reporting(number, ipcase.AbuseFalseStatement))
		no(t, err)
		if r.Party != ipcase.PartyHolder || r.AgainstOrgID != w.Haiyun.OrgID {
			t.Errorf("%+v", r)
		}
		reported(w, number, ipcase.AbuseExtortion) // the other side's own
	})
}

// Nothing is found against a side that was not heard: it answers once, in time; or
// its time ends.
func TestNothingIsFoundUnheard(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		r := reported(w, toldCase(w, "H1"), ipcase.AbuseExtortion)
		_, err := w.DecideAbuse(ctx, w.Bo, ruled(bench(w, r.Number), true))
		refused(t, err, ipcase.Invalid)
		w.Work() // its mail is accepted
		v := bench(w, r.Number)
		if v.Report.ToldBy != ipcase.DeliveredByMail || !v.Report.AnswerDueAt.Equal(v.AnswerClock.Due) {
			t.Fatalf("%+v", v.Report)
		}
		_, err = w.DecideAbuse(ctx, w.Bo, ruled(v, true))
		refused(t, err, ipcase.Invalid)
		answer := ipcase.AnswerAbuse{Number: r.Number, FormID: ipcase.NewID(), Words: "We asked for damages after the complaint.", Lang: "en"}
		refused(t, w.AnswerAbuse(ctx, w.Haiyun, answer), ipcase.NotFound) // not the reporting side
		refused(t, w.AnswerAbuse(ctx, w.Norrvik, ipcase.AnswerAbuse{Number: r.Number, FormID: ipcase.NewID()}), ipcase.Invalid)
		no(t, w.AnswerAbuse(ctx, w.Norrvik, answer))
		no(t, w.AnswerAbuse(ctx, w.Norrvik, answer)) // pressed again
		answer.FormID = ipcase.NewID()
		refused(t, w.AnswerAbuse(ctx, w.Norrvik, answer), ipcase.Refused)
		_, err = w.DecideAbuse(ctx, w.Bo, ruled(v, true)) // it has changed since
		refused(t, err, ipcase.Stale)
		decideAbuse(w, r.Number, true)

		late := reported(w, toldCase(w, "H2"), ipcase.AbuseExtortion)
		w.Work()
		w.Clock.Set(*bench(w, late.Number).Report.AnswerDueAt)
		refused(t, w.AnswerAbuse(ctx, w.Norrvik, ipcase.AnswerAbuse{Number: late.Number, FormID: ipcase.NewID(), Words: "Too late."}), ipcase.Refused)
		in := ruled(bench(w, late.Number), true)
		if in.Measure != ipcase.MeasureSuspension {
			t.Errorf("the second finding suggests %s", in.Measure)
		}
		_, err = w.DecideAbuse(ctx, w.Bo, in)
		no(t, err)
	})
}

// What both sides have not seen is not relied on; whoever decided in the case leaves
// the report about it to others; two reviewers at once decide once.
func TestAReportIsDecidedByAnother(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		number := toldCase(w, "H1")
		in := reporting(number, ipcase.AbuseForgedProof)
		e := w.Text(w.Haiyun, in.FormID, "for the reviewer")
		no(t, w.DB.Gorm.Model(&ipcase.Exhibit{}).Where("id = ?", e.ID).Updates(map[string]any{"visibility": ipcase.ReviewerOnly}).Error)
		r, err := w.ReportAbuse(ctx, w.Haiyun, in)
		no(t, err)
		hidden, err := w.ReadAbuse(ctx, w.Norrvik, r.Number)
		no(t, err)
		if len(hidden.Exhibits) != 0 || hidden.Withheld != 1 {
			t.Errorf("the other side sees %+v", hidden.Exhibits)
		}
		_, err = w.Exhibit(ctx, w.Norrvik, e.PublicID)
		refused(t, err, ipcase.NotFound)
		_, err = w.Exhibit(ctx, w.Bo, e.PublicID)
		no(t, err)
		relying := ruled(bench(w, r.Number), false)
		relying.Evidence = []string{e.PublicID}
		_, err = w.DecideAbuse(ctx, w.Bo, relying)
		refused(t, err, ipcase.Invalid)

		refused(t, w.Claim(ctx, w.Rita, r.Number), ipcase.Refused) // Rita accepted the notice
		_, err = w.DecideAbuse(ctx, w.Rita, ruled(bench(w, r.Number), false))
		refused(t, err, ipcase.Refused)
		zoe := w.Colleague(w.Rita, 77, "Zoe")
		ruling := ruled(bench(w, r.Number), false)
		both := [2]error{}
		var all sync.WaitGroup
		for n, a := range []ipcase.Actor{w.Bo, zoe} {
			all.Go(func() { _, both[n] = w.DecideAbuse(ctx, a, ruling) })
		}
		all.Wait()
		if (both[0] == nil) == (both[1] == nil) {
			t.Fatalf("%v, %v", both[0], both[1])
		}
		refused(t, errors.Join(both[:]...), ipcase.Stale)
	})
}

// Another report after a decision needs something new; none can be filed long after
// the end of the case.
func TestAnotherReportNeedsSomethingNew(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx, number := t.Context(), toldCase(w, "H1")
		first := reporting(number, ipcase.AbuseExtortion)
		w.Text(w.Haiyun, first.FormID, "the letter")
		r, err := w.ReportAbuse(ctx, w.Haiyun, first)
		no(t, err)
		decideAbuse(w, r.Number, false)
		same := reporting(number, ipcase.AbuseExtortion)
		w.Text(w.Haiyun, same.FormID, "the letter")
		_, err = w.ReportAbuse(ctx, w.Haiyun, same)
		refused(t, err, ipcase.Invalid)
		w.Text(w.Haiyun, same.FormID, "another letter")
		r, err = w.ReportAbuse(ctx, w.Haiyun, same)
		no(t, err)
		decideAbuse(w, r.Number, false)
		r = reported(w, number, ipcase.AbuseExtortion, ipcase.AbuseRefiling)
		decideAbuse(w, r.Number, false)
		no(t, w.DeleteListings(ctx, w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		w.Work()
		ask, err := w.ReadAbuseAsk(ctx, w.Haiyun, number)
		no(t, err)
		if ask.Refused != nil || len(ask.Reports) != 3 {
			t.Errorf("%+v", ask)
		}
		w.Clock.Set(w.Clock.Now().AddDate(0, 6, 0))
		_, err = w.ReportAbuse(ctx, w.Haiyun, reporting(number, ipcase.AbusePriceControl))
		refused(t, err, ipcase.Refused)
	})
}

// A report that waits too long comes first, and staff are told once.
func TestALateReportComesFirst(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		r := reported(w, toldCase(w, "H1"), ipcase.AbuseExtortion)
		w.File(w.Right(ipcase.Trademark), "H2")
		w.Clock.Set(r.DueAt.Add(-time.Hour))
		w.Work()
		if bench(w, r.Number).Report.AlarmedAt != nil {
			t.Error("an alarm before its time")
		}
		w.Clock.Set(r.DueAt)
		w.Work()
		w.Work()
		alarms := 0
		for _, e := range bench(w, r.Number).Events {
			if e.Kind == ipcase.EventAbuseLate {
				alarms++
			}
		}
		if alarms != 1 {
			t.Errorf("%d alarms", alarms)
		}
		got, err := w.ClaimNext(t.Context(), w.Bo)
		no(t, err)
		if got != r.Number {
			t.Errorf("next is %s", got)
		}
		if got, err = w.ClaimNext(t.Context(), w.Rita); err == nil && got == r.Number {
			t.Error("who decided in the case was given the report")
		}
	})
}
