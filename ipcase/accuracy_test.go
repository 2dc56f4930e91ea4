package ipcase_test

import (
	"slices"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// ten are ten listings of both shops.
var ten = []string{"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "T1"}

func accuracy(w *ipcasetest.World) ipcase.HolderStanding {
	w.T.Helper()
	v, err := w.ReadHolderStanding(w.T.Context(), w.Norrvik)
	must(w, err)
	return v
}

// deletedByAll files about ten listings, which their sellers delete.
func deletedByAll(w *ipcasetest.World) {
	w.T.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), ten...)
	for org, number := range cases {
		must(w, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		who := w.Haiyun
		if org == w.Tianrui.OrgID {
			who = w.Tianrui
		}
		must(w, w.DeleteListings(w.T.Context(), who, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
	}
	w.Work()
}

// A holder whose complaints are refused may file fewer a day, and two at once do not
// both take the last.
func TestLowAccuracyCapsTheDaysFilings(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		_, cases := w.File(right, ten...)
		for _, number := range cases {
			no(t, w.Rule(w.Rita, number, ipcase.MoveRefuse))
		}
		w.Work()
		v := accuracy(w)
		if v.All.Decided != 10 || v.All.TakenDown != 0 || v.Limit.Cap != 2 || v.Limit.Today != 1 || v.Limit.Left() != 1 {
			t.Fatalf("%+v", v)
		}
		drafts := []string{w.Draft(right, "T2"), w.Draft(right, "T3")}
		both := [2]error{}
		var all sync.WaitGroup
		for n, d := range drafts {
			all.Go(func() { _, both[n] = w.FileComplaint(t.Context(), w.Norrvik, d) })
		}
		all.Wait()
		lost := slices.IndexFunc(both[:], func(err error) bool { return err != nil })
		if lost < 0 || both[1-lost] != nil {
			t.Fatalf("one of two is filed, not %v", both)
		}
		refused(t, both[lost], ipcase.TooMany)
		_, err := w.FileComplaint(t.Context(), w.Norrvik, drafts[1-lost]) // pressed again: it was filed
		no(t, err)
		_, err = w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, w.RightOf(w.Other, ipcase.Trademark), "T4")) // nobody else is held back
		no(t, err)
		w.Clock.Advance(day)
		_, err = w.FileComplaint(t.Context(), w.Norrvik, drafts[lost])
		no(t, err)
	})
}

// A suspended holder files nothing until it ends, and its open cases go on.
func TestASuspendedHolderFilesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		for _, refs := range [][]string{ten, {"T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"}} {
			_, cases := w.File(right, refs...)
			for _, number := range cases {
				no(t, w.Rule(w.Rita, number, ipcase.MoveRefuse))
			}
		}
		w.Work()
		if n := len(waiting(w)); n != 0 {
			t.Fatalf("%d measures wait after 18 listings", n)
		}
		w.Clock.Advance(day) // two a day may be filed by now
		_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2")
		no(t, w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveRefuse))
		w.Work()
		list := waiting(w)
		at := slices.IndexFunc(list, func(m ipcase.MeasureLine) bool { return m.Kind == ipcase.MeasureSuspension })
		if len(list) != 2 || at < 0 {
			t.Fatalf("want a cap and a suspension proposed: %+v", list)
		}
		m := list[at].Measure
		_, err := w.DecideMeasure(t.Context(), senior(w), imposed(m))
		no(t, err)
		w.Clock.Advance(day)
		draft := w.Draft(w.Right(ipcase.Trademark), "T9")
		_, err = w.FileComplaint(t.Context(), w.Norrvik, draft)
		refused(t, err, ipcase.Refused)
		if got := accuracy(w).Limit; got.Suspended == nil || got.Suspended.Number != m.Number || got.Left() != 0 {
			t.Errorf("told before: %+v", got)
		}
		_, err = w.ReadMeasure(t.Context(), w.Other, m.Number)
		refused(t, err, ipcase.NotFound)
		w.Clock.Advance(14 * day)
		w.Work()
		_, err = w.FileComplaint(t.Context(), w.Norrvik, draft)
		no(t, err)
	})
}

// Ten of ten taken down earn the good-faith tier: the next notice is accepted without
// a reviewer, and says so. One put back after a counter-notification loses it for
// three months.
func TestTheGoodFaithTierIsGivenAndLost(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		if accuracy(w).Limit.Tier {
			t.Fatal("the tier comes from nothing")
		}
		deletedByAll(w)
		v := accuracy(w)
		if !v.Limit.Tier || v.Standing.TierSince == nil || v.All.TakedownPercent() != 100 {
			t.Fatalf("%+v", v)
		}
		_, cases := w.File(w.Right(ipcase.Trademark), "T2")
		number := cases[w.Tianrui.OrgID]
		states(t, w, number, ipcase.AwaitingSeller)
		w.Work()
		h, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
		no(t, err)
		if len(h.Decisions) != 1 || !h.Decisions[0].Automated || h.Items[0].DueAt == nil {
			t.Fatalf("accepted without a reviewer, it must say so: %+v", h.Decisions)
		}
		_, err = w.Counter(w.Tianrui, number)
		no(t, err)
		no(t, w.Answer(number, ipcase.AnswerAccept))
		w.Work()
		v = accuracy(w)
		if v.Limit.Tier || v.Standing.TierSince != nil || v.Standing.LockedUntil == nil || !v.Standing.LockedUntil.Equal(v.Standing.TierLostAt.AddDate(0, 3, 0)) {
			t.Fatalf("%+v", v.Standing)
		}
		_, cases = w.File(w.Right(ipcase.Trademark), "T3")
		states(t, w, cases[w.Tianrui.OrgID], ipcase.Intake)
	})
}

// What is withdrawn before the seller was told, or was settled or fixed, is not held
// against its holder; what is withdrawn afterwards is.
func TestWhatIsHeldAgainstAHolder(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: cases[w.Haiyun.OrgID], Items: w.All(cases[w.Haiyun.OrgID])})
		no(t, err)
		if n := accuracy(w).All.Decided; n != 0 {
			t.Errorf("%d decided: the seller was never told", n)
		}
		number := accepted(t, w)
		_, err = w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: w.All(number)[:1]})
		no(t, err)
		if all := accuracy(w).All; all.Decided != 1 || all.TakenDown != 0 {
			t.Errorf("%+v", all)
		}
	})
}
