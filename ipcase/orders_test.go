package ipcase_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// senior is a reviewer who decided nothing yet and may reverse others' mistakes.
func senior(w *ipcasetest.World) ipcase.Actor {
	a := w.Rita
	a.Role = ipcase.RoleSenior
	return w.Colleague(a, 903, "Sena")
}

// ordered records an order about all items of a case, with its document.
func ordered(t *testing.T, w *ipcasetest.World, a ipcase.Actor, number string, do ipcase.Move) error {
	t.Helper()
	form := ipcase.NewID()
	w.Text(a, form, "The order of the court")
	in := ipcase.DecideCase{
		Case: number, Facts: "The court ordered it.", GroundKind: ipcase.GroundLaw, Reference: "Civil Procedure Law, Article 103", Explanation: "It binds the platform.",
		Territory: "CN", Lang: "en",
		Order: &ipcase.OrderInput{FormID: form, Kind: ipcase.OrderOfCourt, Authority: "Ningbo Intermediate Court", Number: "(2026) Zhe 02 No. 17", DatedOn: "2026-06-05"},
	}
	for _, c := range w.All(number) {
		in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: c.Position, Version: c.Version, Do: do})
	}
	_, err := w.Decide(t.Context(), a, in)
	return err
}

// upheldBySilence is a case whose seller never answered.
func upheldBySilence(t *testing.T, w *ipcasetest.World) string {
	t.Helper()
	number := accepted(t, w)
	for range 2 {
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
	}
	states(t, w, number, ipcase.Upheld, ipcase.Upheld)
	return number
}

func TestReclassifyingChangesTheReasonAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		before := w.Items(number)
		var to string
		for _, r := range w.Book().ReasonsFor(v.Right.Type) {
			if r.Code != v.Complaint.Reason {
				to = r.Code
			}
		}
		in := ipcase.DecideCase{Case: number, Explanation: "The sign stands on the product itself.", Lang: "en", Rulings: []ipcase.RulingInput{
			{Position: 1, Version: before[0].Version, Do: ipcase.MoveReclassify, Code: v.Complaint.Reason},
		}}
		_, err = w.Decide(t.Context(), w.Bo, in)
		refused(t, err, ipcase.Invalid) // it stands under this one
		in.Rulings[0].Code = "design_appearance"
		_, err = w.Decide(t.Context(), w.Bo, in)
		refused(t, err, ipcase.Invalid) // of another type of right
		in.Rulings[0].Code = to
		_, err = w.Decide(t.Context(), w.Haiyun, in)
		refused(t, err, ipcase.NotFound)
		d, err := w.Decide(t.Context(), w.Bo, in)
		no(t, err)
		if d.Restriction != ipcase.RestrictNone || d.Kind != ipcase.DecisionReclassify {
			t.Errorf("decision %+v", d)
		}
		after := w.Items(number)
		if after[0].ReasonOf(v.Complaint) != to || after[1].ReasonOf(v.Complaint) != v.Complaint.Reason {
			t.Errorf("reasons %q, %q", after[0].Reason, after[1].Reason)
		}
		if after[0].State != ipcase.AwaitingSeller || !after[0].DueAt.Equal(*before[0].DueAt) || after[0].Window != before[0].Window || after[0].Version != before[0].Version+1 {
			t.Errorf("before %+v, after %+v", before[0], after[0])
		}
		for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik} {
			messages, err := w.Messages(t.Context(), a, 0, 5)
			no(t, err)
			if messages[0].Kind != ipcase.MsgDecided {
				t.Errorf("%s was told %s", a.Name, messages[0].Kind)
			}
		}
		_, err = w.Decide(t.Context(), w.Bo, in)
		refused(t, err, ipcase.Stale)
	})
}

func TestOwnMistakeIsReversedByWhoMadeItOrASenior(t *testing.T) { // promise 10
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := upheldBySilence(t, w)
		refused(t, w.Rule(w.Bo, number, ipcase.MoveReverseOwn), ipcase.Refused)
		refused(t, w.Rule(w.Norrvik, number, ipcase.MoveReverseOwn), ipcase.NotFound)
		no(t, w.Rule(w.Rita, number, ipcase.MoveReverseOwn))
		w.Work()
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		if !w.Visible("H1") {
			t.Error("H1 should be back")
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if n := len(v.Decisions); n != 2 || v.Decisions[1].Kind != ipcase.DecisionReversal {
			t.Errorf("%d decisions: %+v", n, v.Decisions)
		}
		if last := v.Timeline[len(v.Timeline)-1]; !slices.ContainsFunc(v.Timeline, func(e ipcase.Event) bool { return e.Kind == ipcase.EventOwnReversed }) {
			t.Errorf("the timeline ends with %s", last.Kind)
		}
		// It is a decision that can be appealed, and a senior who decided nothing can reverse it.
		no(t, w.Rule(senior(w), number, ipcase.MoveReverseOwn))
		w.Work()
		states(t, w, number, ipcase.Upheld, ipcase.Upheld)
		refused(t, w.Rule(w.Rita, number, ipcase.MoveReverseOwn), ipcase.Refused)

		_, cases := w.File(w.Right(ipcase.Design), "T1")
		other := cases[w.Tianrui.OrgID]
		no(t, w.Rule(w.Rita, other, ipcase.MoveRefuse))
		no(t, w.Rule(w.Rita, other, ipcase.MoveReverseOwn))
		w.Work()
		states(t, w, other, ipcase.AwaitingSeller)
		if i := w.Items(other)[0]; i.DueAt == nil {
			t.Error("the seller's clock does not run")
		}
	})
}

func TestOrderOverridesAndIsRespected(t *testing.T) { // promise 8
	each(t, func(t *testing.T, w *ipcasetest.World) {
		first := accepted(t, w)
		_, cases := w.File(w.Right(ipcase.Design), "H1")
		second := cases[w.Haiyun.OrgID]
		refused(t, ordered(t, w, w.Bo, second, ipcase.MoveOrderUpheld), ipcase.Refused) // the seller does not know of it
		no(t, w.Rule(w.Rita, second, ipcase.MoveAccept))
		w.Work()
		refused(t, ordered(t, w, w.Norrvik, second, ipcase.MoveOrderUpheld), ipcase.NotFound)
		no(t, ordered(t, w, w.Bo, second, ipcase.MoveOrderUpheld))
		w.Work()
		states(t, w, second, ipcase.Upheld)
		w.Clock.Set(*w.Items(first)[0].DueAt)
		w.Work()
		w.Clock.Set(*w.Items(first)[0].DueAt)
		w.Work()
		states(t, w, first, ipcase.Upheld, ipcase.Upheld)
		// The first case lets go of the listing; the order keeps it down.
		no(t, w.Rule(w.Rita, first, ipcase.MoveReverseOwn))
		w.Work()
		states(t, w, first, ipcase.Restored, ipcase.Restored)
		if w.Visible("H1") || !w.Visible("H2") {
			t.Error("H1 should stay down by the order, H2 should be back")
		}
		// Neither side ends what was ordered, and no reviewer reverses it.
		appeal := ipcase.AppealDecision{FormID: ipcase.NewID(), Case: second, Items: w.All(second), Explanation: "It is wrong."}
		refused(t, w.AppealDecision(t.Context(), w.Haiyun, appeal), ipcase.Refused)
		_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: second, Items: w.All(second)})
		refused(t, err, ipcase.Refused)
		refused(t, w.Rule(w.Bo, second, ipcase.MoveReverseOwn), ipcase.Refused)
		// Another order does.
		no(t, ordered(t, w, w.Rita, second, ipcase.MoveOrderHold))
		states(t, w, second, ipcase.LegalHold)
		no(t, w.Rule(w.Rita, second, ipcase.MoveCourtRestored))
		w.Work()
		if !w.Visible("H1") {
			t.Error("nothing keeps H1 down any more")
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, second)
		no(t, err)
		if len(v.Orders) != 2 || v.Orders[0].Number != "(2026) Zhe 02 No. 17" || !slices.ContainsFunc(v.Exhibits, func(e ipcase.Exhibit) bool { return e.Label == "R1" && e.OrderID != nil }) {
			t.Errorf("orders %+v, exhibits %+v", v.Orders, v.Exhibits)
		}
		_, err = w.ReadSellerCase(t.Context(), w.Tianrui, second)
		refused(t, err, ipcase.NotFound)
	})
}

func TestOrderIsNamedExactly(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		in := ipcase.DecideCase{Case: number, Order: &ipcase.OrderInput{DatedOn: "2099-01-01"}}
		for _, c := range w.All(number) {
			in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: c.Position, Version: c.Version, Do: ipcase.MoveOrderRestored})
		}
		_, err := w.Decide(t.Context(), w.Rita, in)
		refused(t, err, ipcase.Invalid)
		var fields []string
		var e *ipcase.Error
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		for _, f := range e.Fields {
			fields = append(fields, f.Field)
		}
		for _, want := range []string{"facts", "explanation", "reference", "ground_kind", "order_kind", "authority", "order_number", "dated_on", "files"} {
			if !slices.Contains(fields, want) {
				t.Errorf("nothing is said about %s: %v", want, fields)
			}
		}
	})
}

// A hold comes back to the queue on the day of its next look, and is not offered before.
func TestHoldIsNotForgotten(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerCourt))
		_, err = w.ClaimNext(t.Context(), w.Rita)
		refused(t, err, ipcase.NotFound)
		look := ipcase.LookAtHold{Case: number, Next: "2026-07-01"}
		refused(t, w.LookAtHold(t.Context(), w.Haiyun, look), ipcase.NotFound)
		refused(t, w.LookAtHold(t.Context(), w.Rita, ipcase.LookAtHold{Case: number, Next: "2020-01-01"}), ipcase.Invalid)
		no(t, w.LookAtHold(t.Context(), w.Rita, look))
		no(t, w.LookAtHold(t.Context(), w.Rita, look)) // the second press
		w.Clock.Set(time.Date(2026, 7, 1, 0, 0, 0, 0, ipcasetest.Shanghai()).Add(-time.Microsecond))
		_, err = w.ClaimNext(t.Context(), w.Rita)
		refused(t, err, ipcase.NotFound)
		w.Clock.Set(time.Date(2026, 7, 1, 0, 0, 0, 0, ipcasetest.Shanghai()))
		got, err := w.ClaimNext(t.Context(), w.Rita)
		no(t, err)
		if got != number {
			t.Errorf("the next task is %s", got)
		}
		no(t, w.LookAtHold(t.Context(), w.Rita, ipcase.LookAtHold{Case: number, Next: "2026-09-01"}))
		_, err = w.ClaimNext(t.Context(), w.Bo)
		refused(t, err, ipcase.NotFound)
	})
}

// Who decided in a case neither gets its appeal offered nor holds it up.
func TestOwnAppealCannotBeClaimed(t *testing.T) { // promise 10
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveRefuse))
		no(t, w.AppealDecision(t.Context(), w.Norrvik, ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "Look again."}))
		refused(t, w.Claim(t.Context(), w.Rita, number), ipcase.Refused)
		no(t, w.Claim(t.Context(), w.Bo, number))
	})
}
