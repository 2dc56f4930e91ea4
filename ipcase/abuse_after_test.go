package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// Each side appeals once what goes against it, to another reviewer; a finding that
// falls takes its measure with it.
func TestAFindingIsAppealed(t *testing.T) { // promise 10
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		r := reported(w, toldCase(w, "H1"), ipcase.AbuseExtortion)
		no(t, w.AnswerAbuse(ctx, w.Norrvik, ipcase.AnswerAbuse{Number: r.Number, FormID: ipcase.NewID(), Words: "No.", Lang: "en"}))
		decideAbuse(w, r.Number, true)
		appeal := ipcase.AppealAbuse{Number: r.Number, Grounds: "The letter is from somebody else.", Lang: "en"}
		refused(t, w.AppealAbuse(ctx, w.Haiyun, appeal), ipcase.Refused) // nothing goes against it
		refused(t, w.AppealAbuse(ctx, w.Norrvik, ipcase.AppealAbuse{Number: r.Number}), ipcase.Invalid)
		no(t, w.AppealAbuse(ctx, w.Norrvik, appeal))
		no(t, w.AppealAbuse(ctx, w.Norrvik, appeal)) // pressed again
		refused(t, w.Claim(ctx, w.Bo, r.Number), ipcase.Refused)
		zoe := w.Colleague(w.Rita, 77, "Zoe")
		v := bench(w, r.Number)
		if len(v.Measures) != 1 || v.Measures[0].Status != ipcase.MeasureInForce || v.Measures[0].Ref != r.Number {
			t.Fatalf("%+v", v.Measures)
		}
		_, err := w.DecideAbuse(ctx, zoe, ruled(v, false))
		no(t, err)
		v = bench(w, r.Number)
		if v.Measures[0].Status != ipcase.MeasureLifted || v.Report.Found || len(v.Decisions) != 2 {
			t.Errorf("%+v", v)
		}
		refused(t, w.AppealAbuse(ctx, w.Norrvik, appeal), ipcase.Refused)
		// Now the other side has something to appeal, to a third reviewer.
		no(t, w.AppealAbuse(ctx, w.Haiyun, appeal))
		refused(t, w.Claim(ctx, zoe, r.Number), ipcase.Refused)
		third := w.Colleague(w.Rita, 78, "Max")
		_, err = w.DecideAbuse(ctx, third, ruled(bench(w, r.Number), true))
		no(t, err)
		w.Clock.Set(w.Clock.Now().AddDate(1, 0, 0))
		refused(t, w.AppealAbuse(ctx, w.Haiyun, appeal), ipcase.Refused)
	})
}

// A suspension that a report led to is enforced when the holder files, says why and
// until when, ends on its day, and leaves the running cases to it.
func TestASuspensionAfterAReport(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx, number := t.Context(), toldCase(w, "H1")
		r := reported(w, number, ipcase.AbuseExtortion)
		no(t, w.AnswerAbuse(ctx, w.Norrvik, ipcase.AnswerAbuse{Number: r.Number, FormID: ipcase.NewID(), Words: "No.", Lang: "en"}))
		in := ruled(bench(w, r.Number), true)
		in.Measure, in.Days = ipcase.MeasureSuspension, 30
		_, err := w.DecideAbuse(ctx, w.Bo, in)
		refused(t, err, ipcase.Invalid) // another than the suggested one needs its reason
		in.Deviation = "The letter asks for a large sum."
		_, err = w.DecideAbuse(ctx, w.Bo, in)
		no(t, err)
		m := only(w, ipcase.MeasureSuspension) // Bo is no senior reviewer: it is proposed to one
		if m.Ref != r.Number || m.Cause != ipcase.CauseReport {
			t.Errorf("%+v", m)
		}
		draft := w.Draft(w.Right(ipcase.Trademark), "H2")
		_, err = w.DecideMeasure(ctx, senior(w), imposed(m))
		no(t, err)
		_, err = w.FileComplaint(ctx, w.Norrvik, draft)
		refused(t, err, ipcase.Refused)
		_, err = w.Counter(w.Haiyun, number)
		no(t, err)
		no(t, w.Answer(number, ipcase.AnswerContest))
		w.Clock.Advance(31 * 24 * time.Hour)
		w.Work()
		_, err = w.FileComplaint(ctx, w.Norrvik, draft)
		no(t, err)
	})
}

// A mail that comes back takes the time for the answer with it; a reviewer records
// another delivery.
func TestAReportThatDidNotArrive(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		r := reported(w, toldCase(w, "H1"), ipcase.AbuseExtortion)
		w.Work()
		var mail ipcase.Delivery
		no(t, w.DB.Gorm.Where("message = ?", ipcase.MsgAbuseReported).Take(&mail).Error)
		for range 2 {
			known, err := w.MailBounced(ctx, mail.Key, "no such user")
			no(t, err)
			if !known {
				t.Error("the mail is not known")
			}
		}
		if v := bench(w, r.Number); v.Report.ToldAt != nil || v.Report.AnswerDueAt != nil {
			t.Errorf("%+v", v.Report)
		}
		refused(t, w.RecordAbuseDelivery(ctx, w.Bo, ipcase.RecordAbuseDelivery{Number: r.Number}), ipcase.Invalid)
		no(t, w.RecordAbuseDelivery(ctx, w.Bo, ipcase.RecordAbuseDelivery{Number: r.Number, How: "By post", Proof: "RR123"}))
		if v := bench(w, r.Number); v.Report.ToldBy != ipcase.DeliveredByRecord || len(v.Notes) != 1 || v.Notes[0].Words != "By post: RR123" {
			t.Errorf("%+v", v.Report)
		}
		if v, err := w.ReadAbuse(ctx, w.Norrvik, r.Number); err != nil || len(v.Notes) != 0 {
			t.Errorf("the reported side reads %v, %v", v.Notes, err)
		}
	})
}

// A senior reviewer imposes a severe measure with the finding. What was reported
// against better knowledge can lead to one against who reported it; what takes
// listings down does so at once, and puts them back when an appeal turns it.
func TestAReportAgainstBetterKnowledge(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		r := reported(w, toldCase(w, "H1"), ipcase.AbuseExtortion)
		boss := senior(w)
		in := ruled(bench(w, r.Number), false)
		in.Measure = ipcase.MeasureBan
		_, err := w.DecideAbuse(ctx, boss, in)
		refused(t, err, ipcase.Invalid) // a holder's measure against a seller
		in.Measure = ipcase.MeasureClosure
		_, err = w.DecideAbuse(ctx, boss, in)
		no(t, err)
		w.Work()
		if w.Visible("H3") {
			t.Error("the shop is closed, and its listing is on sale")
		}
		no(t, w.AppealAbuse(ctx, w.Haiyun, ipcase.AppealAbuse{Number: r.Number, Grounds: "Look at the letter again.", Lang: "en"}))
		third := w.Colleague(w.Rita, 79, "Zoe")
		_, err = w.DecideAbuse(ctx, third, ruled(bench(w, r.Number), true))
		refused(t, err, ipcase.Invalid) // the reported side was not heard yet, since nothing was found before
		w.Work()
		no(t, w.AnswerAbuse(ctx, w.Norrvik, ipcase.AnswerAbuse{Number: r.Number, FormID: ipcase.NewID(), Words: "It is not ours.", Lang: "en"}))
		_, err = w.DecideAbuse(ctx, third, ruled(bench(w, r.Number), true))
		no(t, err)
		w.Work()
		if !w.Visible("H3") {
			t.Error("what followed from the first decision has stayed")
		}
		if v := bench(w, r.Number); len(v.Measures) != 2 || v.Measures[0].Status != ipcase.MeasureLifted || v.Measures[1].OrgID != w.Norrvik.OrgID {
			t.Errorf("%+v", v.Measures)
		}
	})
}
