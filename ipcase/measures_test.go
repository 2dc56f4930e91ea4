package ipcase_test

import (
	"errors"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// waiting are the measures that a reviewer finds.
func waiting(w *ipcasetest.World) []ipcase.MeasureLine {
	w.T.Helper()
	list, _, err := w.ReadMeasures(w.T.Context(), w.Rita)
	must(w, err)
	return list
}

// only is the one measure of its kind that waits.
func only(w *ipcasetest.World, kind ipcase.MeasureKind) ipcase.Measure {
	w.T.Helper()
	var found []ipcase.Measure
	for _, m := range waiting(w) {
		if m.Kind == kind {
			found = append(found, m.Measure)
		}
	}
	if len(found) != 1 {
		w.T.Fatalf("%d measures of the kind %s wait", len(found), kind)
	}
	return found[0]
}

func imposed(m ipcase.Measure) ipcase.DecideMeasure {
	return ipcase.DecideMeasure{
		Number: m.Number, Version: m.Version, Impose: true, Facts: "Eight points from two complaints.", GroundKind: ipcase.GroundTerms, Reference: "§ 9",
		Explanation: "The terms say so from this step on.", Lang: "en", Days: max(m.Days, 1), Filings: m.Filings,
	}
}

// counterfeits lets complaints pass in silence that book Haiyun four points each.
func counterfeits(w *ipcasetest.World, refs ...string) []string {
	w.T.Helper()
	var cases []string
	for _, ref := range refs {
		cases = append(cases, because(w, "trademark_counterfeit", ref))
	}
	silent(w)
	return cases
}

// A proposal exists for nobody but reviewers, and goes when what it was made for goes.
func TestTheLadderProposesAndNobodyElseSees(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		cases := counterfeits(w, "H1", "H2")
		m := only(w, ipcase.MeasureWarning)
		if m.Points != 8 || m.Cause != ipcase.CauseLadder || m.Days != 365 {
			t.Errorf("%+v", m)
		}
		for _, a := range []ipcase.Actor{w.Haiyun, w.Tianrui, w.Norrvik} {
			_, err := w.ReadMeasure(t.Context(), a, m.Number)
			refused(t, err, ipcase.NotFound)
			_, err = w.DecideMeasure(t.Context(), a, imposed(m))
			refused(t, err, ipcase.NotFound)
			_, _, err = w.ReadMeasures(t.Context(), a)
			refused(t, err, ipcase.NotFound)
			refused(t, w.AppealMeasure(t.Context(), a, ipcase.AppealMeasure{Number: m.Number, Explanation: "No."}), ipcase.NotFound)
		}
		if n := len(ledger(w).Measures); n != 0 {
			t.Errorf("the seller reads %d measures", n)
		}
		_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: cases[0], Items: w.All(cases[0])})
		no(t, err)
		if n := len(waiting(w)); n != 0 {
			t.Errorf("%d measures wait though the sum has left their step", n)
		}
		_, err = w.DecideMeasure(t.Context(), w.Rita, imposed(m))
		refused(t, err, ipcase.Stale)
	})
}

// A measure is a decision with reasons; it can be appealed once, to somebody else.
func TestAMeasureIsDecidedToldAndAppealed(t *testing.T) { // promise 10
	each(t, func(t *testing.T, w *ipcasetest.World) {
		counterfeits(w, "H1", "H2", "H3")
		m := only(w, ipcase.MeasureRestriction)
		bare := imposed(m)
		bare.Facts, bare.Reference, bare.Days = "", "", 400
		_, err := w.DecideMeasure(t.Context(), w.Rita, bare)
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 3 {
			t.Fatalf("without reasons: %v", err)
		}
		// Two reviewers at once: one decides, the other is told.
		both := [2]error{}
		var all sync.WaitGroup
		for n, a := range []ipcase.Actor{w.Rita, w.Bo} {
			all.Go(func() { _, both[n] = w.DecideMeasure(t.Context(), a, imposed(m)) })
		}
		all.Wait()
		decider, other, loser := w.Rita, w.Bo, both[1]
		if both[0] != nil {
			decider, other, loser = w.Bo, w.Rita, both[0]
		}
		refused(t, loser, ipcase.Stale)
		_, err = w.DecideMeasure(t.Context(), decider, imposed(m)) // pressed again
		no(t, err)

		_, err = w.ReadMeasure(t.Context(), w.Tianrui, m.Number)
		refused(t, err, ipcase.NotFound)
		got, err := w.ReadMeasure(t.Context(), w.Haiyun, m.Number)
		no(t, err)
		if got.Status != ipcase.MeasureInForce || got.ToldAt == nil || got.Redress == "" || got.EndsAt == nil {
			t.Fatalf("%+v", got)
		}
		appeal := ipcase.AppealMeasure{Number: m.Number, Explanation: "Two of the three were mistakes.", Lang: "en"}
		refused(t, w.AppealMeasure(t.Context(), w.Haiyun, ipcase.AppealMeasure{Number: m.Number}), ipcase.Invalid)
		no(t, w.AppealMeasure(t.Context(), w.Haiyun, appeal))
		no(t, w.AppealMeasure(t.Context(), w.Haiyun, appeal)) // pressed again
		got = only(w, ipcase.MeasureRestriction)
		ruling := ipcase.DecideMeasureAppeal{Number: m.Number, Version: got.Version, Lift: true, Explanation: "They were."}
		refused(t, w.DecideMeasureAppeal(t.Context(), w.Norrvik, ruling), ipcase.NotFound)
		refused(t, w.DecideMeasureAppeal(t.Context(), decider, ruling), ipcase.Refused)
		no(t, w.DecideMeasureAppeal(t.Context(), other, ruling))
		no(t, w.DecideMeasureAppeal(t.Context(), other, ruling)) // pressed again
		got, err = w.ReadMeasure(t.Context(), w.Haiyun, m.Number)
		no(t, err)
		if got.Status != ipcase.MeasureLifted || got.Answer != "They were." {
			t.Errorf("%+v", got)
		}
		refused(t, w.AppealMeasure(t.Context(), w.Haiyun, appeal), ipcase.Refused)
	})
}

// All listings of a shop go down and come back at the end of the measure, but for
// those that a complaint keeps down. Only a senior reviewer decides so.
func TestListingsComeBackWhenTheMeasureEnds(t *testing.T) { // promise 8
	each(t, func(t *testing.T, w *ipcasetest.World) {
		counterfeits(w, "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9")
		m := only(w, ipcase.MeasureListingsDown)
		_, err := w.DecideMeasure(t.Context(), w.Rita, imposed(m))
		refused(t, err, ipcase.Refused)
		if !visibleThere(w, "HU1") || w.Visible("H1") {
			t.Fatal("before: HU1 should be there and H1 not")
		}
		_, err = w.DecideMeasure(t.Context(), senior(w), imposed(m))
		no(t, err)
		w.Work()
		if visibleThere(w, "HU1") {
			t.Error("HU1 is still on sale")
		}
		if !w.Visible("T1") {
			t.Error("another shop's listing went down")
		}
		w.Clock.Advance(20 * day)
		w.Work()
		if visibleThere(w, "HU1") {
			t.Error("HU1 came back early")
		}
		w.Clock.Advance(day)
		w.Work()
		if !visibleThere(w, "HU1") || w.Visible("H1") {
			t.Error("after the end HU1 should be back, and H1 not: a complaint keeps it down")
		}
		got, err := w.ReadMeasure(t.Context(), w.Haiyun, m.Number)
		if err != nil || got.Status != ipcase.MeasureEnded {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// visibleThere says whether a listing of the American site is on sale.
func visibleThere(w *ipcasetest.World, ref string) bool {
	w.T.Helper()
	l, err := w.Market.Listing(w.T.Context(), w.US.Code, ref)
	must(w, err)
	return l.Visibility == "live"
}
