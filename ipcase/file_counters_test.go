package ipcase_test

import (
	"errors"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// twoHolders complain about the same listings of Haiyun's; both complaints are accepted.
func twoHolders(t *testing.T, w *ipcasetest.World) (mine, theirs string) {
	t.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2")
	mine = cases[w.Haiyun.OrgID]
	c, err := w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, w.RightOf(w.Other, ipcase.Trademark), "H2", "H3"))
	no(t, err)
	theirs = w.CasesOf(c.ID)[w.Haiyun.OrgID]
	for _, n := range []string{mine, theirs} {
		no(t, w.Rule(w.Rita, n, ipcase.MoveAccept))
	}
	w.Work()
	return mine, theirs
}

// counterAlso is a draft in the first case that answers the second too.
func counterAlso(t *testing.T, w *ipcasetest.World, mine, theirs string, positions ...int) string {
	t.Helper()
	id := w.CounterDraftFor(w.Haiyun, mine)
	d, err := w.Service.CounterDraft(t.Context(), w.Haiyun, id)
	no(t, err)
	also := ipcase.AlsoAnswered{Case: theirs}
	for _, i := range w.All(theirs) {
		for _, p := range positions {
			if i.Position == p {
				also.Items = append(also.Items, i)
			}
		}
	}
	d.Also = append(d.Also, also)
	no(t, w.SaveCounterDraft(t.Context(), w.Haiyun, id, d))
	return id
}

func TestOneCounterAnswersSeveralComplaints(t *testing.T) { // promises 4 and 5
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mine, theirs := twoHolders(t, w)
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, mine)
		no(t, err)
		open, err := w.AlsoOpen(t.Context(), w.Haiyun, v)
		no(t, err)
		if len(open) != 1 || open[0].Case.Number != theirs {
			t.Fatalf("open beside it: %+v", open)
		}
		_, err = w.AlsoOpen(t.Context(), w.Tianrui, v)
		refused(t, err, ipcase.NotFound)

		id := counterAlso(t, w, mine, theirs, 1)
		w.Text(w.Haiyun, id, "The invoice")
		first, err := w.FileCounter(t.Context(), w.Haiyun, id)
		no(t, err)
		again, err := w.FileCounter(t.Context(), w.Haiyun, id)
		no(t, err)
		if again.ID != first.ID {
			t.Error("the second press filed again")
		}
		w.Work()
		states(t, w, mine, ipcase.Countered, ipcase.Countered)
		states(t, w, theirs, ipcase.Countered, ipcase.AwaitingSeller)
		for _, c := range []struct {
			holder, stranger ipcase.Actor
			number           string
		}{{w.Norrvik, w.Other, mine}, {w.Other, w.Norrvik, theirs}} {
			v, err := w.ReadHolderCase(t.Context(), c.holder, c.number)
			no(t, err)
			shown := 0
			for _, e := range v.Exhibits {
				if e.Label == "S1" && e.CounterID != nil && *e.CounterID == v.Counters[0].ID {
					shown++
				}
			}
			if len(v.Counters) != 1 || shown != 1 {
				t.Errorf("%s: %d counter-notifications, exhibits %+v", c.number, len(v.Counters), v.Exhibits)
			}
			_, err = w.ReadHolderCase(t.Context(), c.stranger, c.number)
			refused(t, err, ipcase.NotFound)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestACounterOfSeveralIsFiledInAllOrNone(t *testing.T) { // promise 2
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mine, theirs := twoHolders(t, w)
		unrelated := counterAlso(t, w, mine, theirs, 2) // H3, of which the first complaint says nothing
		_, err := w.FileCounter(t.Context(), w.Haiyun, unrelated)
		refused(t, err, ipcase.Invalid)
		strange := counterAlso(t, w, mine, "IP-2026-000099-AA", 1)
		_, err = w.FileCounter(t.Context(), w.Haiyun, strange)
		refused(t, err, ipcase.NotFound)
		stale := counterAlso(t, w, mine, theirs, 1)
		_, err = w.Retract(t.Context(), w.Other, ipcase.Retract{Case: theirs, Items: w.All(theirs)[:1]})
		no(t, err)
		_, err = w.FileCounter(t.Context(), w.Haiyun, stale)
		refused(t, err, ipcase.Stale)
		states(t, w, mine, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		var n int64
		no(t, w.DB.Gorm.Model(&ipcase.Counter{}).Count(&n).Error)
		if n != 0 {
			t.Errorf("%d counter-notifications were filed", n)
		}
	})
}

func TestTwoCountersOfTheSameComplaintsAtOnce(t *testing.T) { // promise 2
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mine, theirs := twoHolders(t, w)
		drafts := []string{counterAlso(t, w, mine, theirs, 1)}
		other := w.CounterDraftFor(w.Haiyun, theirs)
		d, err := w.Service.CounterDraft(t.Context(), w.Haiyun, other)
		no(t, err)
		d.Also = []ipcase.AlsoAnswered{{Case: mine, Items: w.All(mine)[1:]}} // H2, from the other side
		d.Items = w.All(theirs)[:1]
		no(t, w.SaveCounterDraft(t.Context(), w.Haiyun, other, d))
		drafts = append(drafts, other)
		errs := make([]error, len(drafts))
		var all sync.WaitGroup
		for n, id := range drafts {
			all.Go(func() { _, errs[n] = w.FileCounter(t.Context(), w.Haiyun, id) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			var e *ipcase.Error
			switch {
			case err == nil:
				won++
			case !errors.As(err, &e) || e.Kind != ipcase.Stale && e.Kind != ipcase.Refused:
				t.Errorf("the other was told %v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d were filed: %v", won, errs)
		}
	})
}
