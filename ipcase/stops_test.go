package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func TestAStopHoldsEveryClockAndGivesTheTimeBack(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, omar := delivered(t, w), operator(t, w)
		in := ipcase.StopClocks{FormID: ipcase.NewID(), Reason: "The portal cannot be reached from the mainland."}
		_, err := w.StopClocks(t.Context(), w.Rita, in)
		refused(t, err, ipcase.NotFound)
		w.Clock.Advance(24 * time.Hour) // Tuesday
		w.Work()
		stop, err := w.StopClocks(t.Context(), omar, in)
		no(t, err)
		again, err := w.StopClocks(t.Context(), omar, in)
		no(t, err)
		if again.Number != stop.Number {
			t.Errorf("pressing twice set %s and %s", stop.Number, again.Number)
		}
		w.Clock.Advance(10 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		i := w.Items(number)[0]
		if i.PauseKind != ipcase.PauseStop || i.DueAt != nil {
			t.Errorf("it should stand still: %+v", i)
		}
		no(t, w.EndStop(t.Context(), omar, stop.Number)) // Friday 19 June, a holiday
		no(t, w.EndStop(t.Context(), omar, stop.Number))
		w.Work()
		if got := due(t, w, number); got != "2026-06-25 00:00" { // three days from Monday 22
			t.Errorf("runs on until %s", got)
		}
		if n := mailsOf(t, w, ipcase.MsgClock); n != 1 {
			t.Errorf("%d mails of it", n)
		}
		var open int64
		no(t, w.DB.Gorm.Model(&ipcase.ClockStop{}).Where("closed_at IS NULL").Count(&open).Error)
		if open != 0 {
			t.Error("the stop is not closed")
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestAStopOfASiteLeavesTheOthers(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, omar := delivered(t, w), operator(t, w)
		in := ipcase.StopClocks{FormID: ipcase.NewID(), Site: w.US.Code, Reason: "Maintenance."}
		_, err := w.StopClocks(t.Context(), omar, in)
		no(t, err)
		w.Clock.Advance(4 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
		in = ipcase.StopClocks{FormID: ipcase.NewID(), Site: "nowhere", Procedure: "none", Until: "yesterday"}
		_, err = w.StopClocks(t.Context(), omar, in)
		refused(t, err, ipcase.Invalid)
	})
}

// What came before anybody had come to an item is given back all the same.
func TestAStopThatEndsBeforeTheWorkerLookedGivesTheTimeBack(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, omar := delivered(t, w), operator(t, w)
		w.Clock.Advance(24 * time.Hour) // Tuesday
		stop, err := w.StopClocks(t.Context(), omar, ipcase.StopClocks{FormID: ipcase.NewID(), Reason: "Maintenance."})
		no(t, err)
		w.Clock.Advance(6 * 24 * time.Hour) // Monday; it would have been due on Friday at 00:00
		no(t, w.EndStop(t.Context(), omar, stop.Number))
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		if got := due(t, w, number); got != "2026-06-19 00:00" { // from Tuesday, over three days
			t.Errorf("runs on until %s", got)
		}
	})
}

func TestAStopWithADayEndsByItself(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, omar := delivered(t, w), operator(t, w)
		_, err := w.StopClocks(t.Context(), omar, ipcase.StopClocks{FormID: ipcase.NewID(), Reason: "Maintenance.", Until: "2026-06-10"})
		no(t, err)
		w.Clock.Set(time.Date(2026, 6, 11, 2, 0, 0, 0, time.UTC)) // Thursday
		w.Work()
		if got := due(t, w, number); got != "2026-06-16 00:00" { // Thursday, Friday, Monday
			t.Errorf("due %s", got)
		}
	})
}

// What is due already when the clocks are stopped does not act before the stop has
// ended, and then does.
func TestNothingActsDuringAStop(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, omar := delivered(t, w), operator(t, w)
		w.Clock.Advance(4 * 24 * time.Hour)
		stop, err := w.StopClocks(t.Context(), omar, ipcase.StopClocks{FormID: ipcase.NewID(), Reason: "Maintenance."})
		no(t, err)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		no(t, w.EndStop(t.Context(), omar, stop.Number))
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
	})
}
