package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

const day = 24 * time.Hour

// because files Norrvik's complaint for a reason, under a right of its own, and
// gives the number of the case against Haiyun.
func because(w *ipcasetest.World, reason string, refs ...string) string {
	w.T.Helper()
	draft := w.Draft(w.Right(ipcase.Trademark), refs...)
	d, err := w.ComplaintDraft(w.T.Context(), w.Norrvik, draft)
	must(w, err)
	d.Reason = reason
	must(w, w.SaveComplaintDraft(w.T.Context(), w.Norrvik, draft, d))
	c, err := w.FileComplaint(w.T.Context(), w.Norrvik, draft)
	must(w, err)
	number := w.CasesOf(c.ID)[w.Haiyun.OrgID]
	must(w, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	return number
}

// silent lets the first window of these cases pass, at one instant for all.
func silent(w *ipcasetest.World) {
	w.T.Helper()
	w.Clock.Advance(8 * day)
	w.Work()
}

func ledger(w *ipcasetest.World) ipcase.SellerStanding {
	w.T.Helper()
	v, err := w.ReadSellerStanding(w.T.Context(), w.Haiyun)
	must(w, err)
	return v
}

func has(w *ipcasetest.World, when string, want int) {
	w.T.Helper()
	if got := ledger(w).Points; got != want {
		w.T.Fatalf("%s: %d points, not %d", when, got, want)
	}
}

// At most six points a day for general reasons; counterfeit goods count in full. What
// is taken back of a day leaves room, but nothing that the cap cut off grows into it.
func TestADayHoldsSixPointsOfGeneralReasons(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		var cases []string
		for _, ref := range []string{"H1", "H2", "H3", "H4"} {
			cases = append(cases, because(w, "trademark_look_alike", ref))
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, cases[0])
		no(t, err)
		if v.Cost == nil || v.Cost.Adds != 2 || v.Cost.After() != 2 || v.Cost.Returns != 0 {
			t.Errorf("told before: %+v", v.Cost)
		}
		silent(w)
		has(w, "four rights of two points each", 6)
		entries := ledger(w).Entries
		if e := entries[0]; e.Points != 0 || e.Limit != ipcase.LimitDay {
			t.Errorf("the fourth: %+v", e.PointEntry)
		}
		if v, err = w.ReadSellerCase(t.Context(), w.Haiyun, cases[0]); err != nil || v.Cost.Adds != 0 || v.Cost.Returns != 2 {
			t.Errorf("told after: %+v, %v", v.Cost, err)
		}
		_, err = w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: cases[0], Items: w.All(cases[0])})
		no(t, err)
		has(w, "one withdrawn", 4)

		because(w, "trademark_counterfeit", "H5")
		silent(w)
		has(w, "counterfeit goods", 8)
		w.Clock.Advance(366 * day)
		has(w, "a year and a day later", 0)
		for _, e := range ledger(w).Entries {
			if e.Counts {
				t.Errorf("%+v still counts", e.PointEntry)
			}
		}
	})
}

// A right that is complained under again within three days counts once; after them
// it counts again.
func TestARightCountsOnceWithinThreeDays(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		file := func(ref string) string {
			_, cases := w.File(right, ref)
			no(t, w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveAccept))
			w.Work()
			return cases[w.Haiyun.OrgID]
		}
		first := file("H1")
		w.Clock.Advance(2 * day) // from Monday to Wednesday: their ends are two days apart too
		file("H2")
		w.Clock.Set(*w.Items(first)[0].DueAt)
		w.Work()
		has(w, "the first", 2)
		w.Clock.Advance(4 * day) // the second ran out on Monday, five days later
		w.Work()
		got := ledger(w)
		if len(got.Entries) != 2 {
			t.Fatalf("%d entries", len(got.Entries))
		}
		apart := got.Entries[0].BookedAt.Sub(got.Entries[1].BookedAt)
		if want := map[bool]int{true: 2, false: 4}[apart < 3*day]; got.Points != want {
			t.Errorf("%d points for two listings removed %s apart", got.Points, apart)
		}
		w.Clock.Advance(10 * day)
		before := ledger(w).Points
		file("H3")
		silent(w)
		has(w, "weeks later", before+2)
	})
}

// What a reviewer turns round is taken back, and booked again when it is turned
// round once more.
func TestPointsFollowAReversal(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := upheldBySilence(t, w)
		has(w, "upheld", 2)
		no(t, w.Rule(w.Rita, number, ipcase.MoveReverseOwn))
		w.Work()
		has(w, "reversed", 0)
		no(t, w.Rule(senior(w), number, ipcase.MoveReverseOwn))
		w.Work()
		has(w, "and reversed again", 2)
		if e := ledger(w).Entries[len(ledger(w).Entries)-1]; e.Cause != ipcase.MoveSilence {
			t.Errorf("the first entry: %+v", e.PointEntry)
		}
	})
}

// Points follow the reason that a reviewer gave a listing instead.
func TestPointsFollowTheReasonGivenInstead(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := because(w, "trademark_counterfeit", "H1")
		silent(w)
		has(w, "counterfeit goods", 4)
		i := w.Items(number)[0]
		_, err := w.Decide(t.Context(), w.Rita, ipcase.DecideCase{
			Case: number, Facts: "The goods are genuine; the title is not.", GroundKind: ipcase.GroundTerms, Reference: "§ 2", Explanation: "It is the title.", Lang: "en", Territory: "CN",
			Rulings: []ipcase.RulingInput{{Position: i.Position, Version: i.Version, Do: ipcase.MoveReclassify, Code: "trademark_in_title", Comment: "The title."}},
		})
		no(t, err)
		has(w, "a mark in the title", 1)
	})
}
