package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// delivered files a complaint about H1 and H2, accepts it and lets the mails be
// accepted: the seller's clock runs.
func delivered(t *testing.T, w *ipcasetest.World) string {
	t.Helper()
	number := accepted(t, w)
	w.Work()
	return number
}

func due(t *testing.T, w *ipcasetest.World, number string) string {
	t.Helper()
	i := w.Items(number)[0]
	if i.DueAt == nil {
		return "none"
	}
	return i.DueAt.In(ipcasetest.Shanghai()).Format("2006-01-02 15:04")
}

// operator is somebody at the platform who runs it.
func operator(t *testing.T, w *ipcasetest.World) ipcase.Actor {
	t.Helper()
	a := w.Rita
	a.Role = ipcase.RoleOperator
	return w.Colleague(a, 903, "Omar")
}

func mailsOf(t *testing.T, w *ipcasetest.World, kind ipcase.MessageKind) int {
	t.Helper()
	var n int64
	no(t, w.DB.Gorm.Model(&ipcase.Delivery{}).Where("message = ?", kind).Count(&n).Error)
	return int(n)
}

func TestAReviewerExtendsPausesAndResumes(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := delivered(t, w)
		before := w.Items(number)
		set := func(do ipcase.Move, amount int) error {
			return w.SetClock(t.Context(), w.Rita, ipcase.SetClock{Case: number, Items: w.All(number), Do: do, Amount: amount, Reason: "The seller’s office was flooded.", Lang: "en"})
		}
		if got := due(t, w, number); got != "2026-06-12 00:00" {
			t.Fatalf("due %s", got)
		}
		no(t, set(ipcase.MoveExtend, 2))
		if got := due(t, w, number); got != "2026-06-16 00:00" { // Friday and Monday
			t.Errorf("extended to %s", got)
		}
		after := w.Items(number)
		if after[0].Version != before[0].Version+1 || after[0].State != before[0].State || after[0].AttemptsUsed != before[0].AttemptsUsed {
			t.Errorf("an extension changed more than the deadline: %+v", after[0])
		}
		no(t, set(ipcase.MovePause, 0))
		if got := due(t, w, number); got != "none" {
			t.Errorf("a clock that stands still is due %s", got)
		}
		refused(t, set(ipcase.MovePause, 0), ipcase.Refused)
		w.Clock.Advance(30 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		if n := mailsOf(t, w, ipcase.MsgReminder); n != 0 {
			t.Errorf("%d reminders while the clock stood still", n)
		}
		no(t, set(ipcase.MoveResume, 0)) // Wednesday 8 July; five days are left
		if got := due(t, w, number); got != "2026-07-16 00:00" {
			t.Errorf("runs on until %s", got)
		}
		refused(t, set(ipcase.MoveResume, 0), ipcase.Refused)
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		stood := 0
		for _, s := range v.Items[0].Clock.Steps {
			if s.Why == "clock paused" {
				stood++
			}
		}
		if stood == 0 {
			t.Error("the computation does not show the days on which it stood still")
		}
		refused(t, w.SetClock(t.Context(), w.Haiyun, ipcase.SetClock{Case: number, Items: w.All(number), Do: ipcase.MovePause, Reason: "x"}), ipcase.NotFound)
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestADisputedDeliveryStandsStillUntilItIsAnswered(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := delivered(t, w)
		in := ipcase.DisputeDelivery{Case: number, Items: w.All(number), Explanation: "Our mail server was away until today.", Lang: "en"}
		refused(t, w.DisputeDelivery(t.Context(), w.Tianrui, in), ipcase.NotFound)
		no(t, w.DisputeDelivery(t.Context(), w.Haiyun, in))
		no(t, w.DisputeDelivery(t.Context(), w.Haiyun, in)) // pressing twice
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		if v.Case.ReviewTask != ipcase.TaskDispute || v.Items[0].Clock.Paused == nil {
			t.Errorf("task %q, %+v", v.Case.ReviewTask, v.Items[0].Clock)
		}
		w.Clock.Advance(20 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		all := w.All(number)
		answer := ipcase.AnswerDispute{Case: number, Items: all[:1], Stands: true, Reason: "The server’s log shows it.", Lang: "en"}
		no(t, w.AnswerDispute(t.Context(), w.Rita, answer))
		answer.Items, answer.Stands = all[1:], false
		no(t, w.AnswerDispute(t.Context(), w.Rita, answer))
		items := w.Items(number)
		if items[0].DueAt == nil || items[1].DueAt != nil || items[1].NoticeID == nil {
			t.Fatalf("the first runs on, the second waits for its notice: %+v", items)
		}
		refused(t, w.DisputeDelivery(t.Context(), w.Haiyun, ipcase.DisputeDelivery{Case: number, Items: w.All(number)[:1], Explanation: "Again."}), ipcase.Refused)
		w.Work() // the notice is accepted again
		if i := w.Items(number)[1]; i.DueAt == nil || !i.ClockStart.Equal(w.Clock.Now()) {
			t.Errorf("the second should begin anew: %+v", i)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestWhoOpenedTheCaseCannotDisputeItsDelivery(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		_, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		refused(t, w.DisputeDelivery(t.Context(), w.Haiyun, ipcase.DisputeDelivery{Case: number, Items: w.All(number), Explanation: "It did not."}), ipcase.Refused)
	})
}

func TestALateBounceStopsTheClock(t *testing.T) { // promise 3
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := delivered(t, w)
		var mail ipcase.Delivery
		no(t, w.DB.Gorm.Where("message = ?", ipcase.MsgComplaint).Take(&mail).Error)
		for range 2 {
			known, err := w.MailBounced(t.Context(), mail.Key, "550 5.1.1 mailbox unknown")
			no(t, err)
			if !known {
				t.Error("the mail is not known")
			}
		}
		known, err := w.MailBounced(t.Context(), "mail-99999", "x")
		no(t, err)
		if known {
			t.Error("a mail that never was is known")
		}
		w.Clock.Advance(20 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		bounces := 0
		for _, e := range v.Timeline {
			if e.Kind == ipcase.EventBounced {
				bounces++
			}
		}
		if v.Case.ReviewTask != ipcase.TaskUndelivered || !v.Items[0].Clock.Undelivered || bounces != 1 {
			t.Errorf("task %q, clock %+v, %d events", v.Case.ReviewTask, v.Items[0].Clock, bounces)
		}
		_, err = w.ReadSellerCase(t.Context(), w.Haiyun, number) // reads it at last
		no(t, err)
		if i := w.Items(number)[0]; i.DueAt == nil || !i.ClockStart.Equal(w.Clock.Now()) {
			t.Errorf("opening the case starts the clock: %+v", i)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestABounceDoesNotUnreadACase(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		_, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		w.Work()
		var n ipcase.Notice
		no(t, w.DB.Gorm.Where("kind = ?", ipcase.MsgComplaint).Take(&n).Error)
		before := due(t, w, number)
		no(t, w.RecordBounce(t.Context(), w.Rita, ipcase.RecordBounce{Case: number, NoticeID: n.ID, Reason: "It came back on paper."}))
		if got := due(t, w, number); got != before {
			t.Errorf("due %s, before %s", got, before)
		}
		refused(t, w.RecordBounce(t.Context(), w.Rita, ipcase.RecordBounce{Case: number, NoticeID: n.ID}), ipcase.Invalid)
		refused(t, w.RecordBounce(t.Context(), w.Haiyun, ipcase.RecordBounce{Case: number, NoticeID: n.ID, Reason: "x"}), ipcase.NotFound)
	})
}

func TestRemindersComeOnceAtHalfAndAtFourFifths(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := delivered(t, w)
		start, end := *w.Items(number)[0].ClockStart, *w.Items(number)[0].DueAt
		whole := end.Sub(start)
		at := func(share float64, want int) {
			t.Helper()
			w.Clock.Set(start.Add(time.Duration(float64(whole) * share)))
			w.Work()
			w.Work()
			if n := mailsOf(t, w, ipcase.MsgReminder); n != want {
				t.Errorf("after %.2f of the time: %d reminders, want %d", share, n, want)
			}
		}
		at(0.49, 0)
		at(0.51, 1)
		at(0.79, 1)
		at(0.81, 2)
		at(0.99, 2)
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
	})
}

func TestNoReminderAfterTheActNorOfWhatIsPast(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := delivered(t, w)
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		w.Clock.Advance(2 * 24 * time.Hour)
		w.Work()
		if n := mailsOf(t, w, ipcase.MsgReminder); n != 0 {
			t.Errorf("%d reminders after the act", n)
		}
	})
}

func TestTheAlarmBeforeTheOuterLimit(t *testing.T) { // 17 U.S.C. 512(g)(2)(C)
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Copyright), "HU1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		states(t, w, number, ipcase.StatutoryWait)
		task := func() ipcase.ReviewTask {
			v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
			no(t, err)
			return v.Case.ReviewTask
		}
		no(t, w.SetClock(t.Context(), w.Rita, ipcase.SetClock{Case: number, Items: w.All(number), Do: ipcase.MovePause, Reason: "A question to the marketplace."}))
		start := *w.Items(number)[0].ClockStart
		w.Clock.Set(start.Add(16 * 24 * time.Hour)) // within the twelfth business day, or the holiday after it
		w.Work()
		if got := task(); got != ipcase.TaskNone {
			t.Errorf("task %q too early", got)
		}
		w.Clock.Set(start.Add(20 * 24 * time.Hour))
		w.Work()
		w.Work()
		if got := task(); got != ipcase.TaskLimit || mailsOf(t, w, ipcase.MsgLimitNear) != 1 {
			t.Errorf("task %q, %d mails", got, mailsOf(t, w, ipcase.MsgLimitNear))
		}
		refused(t, w.SetClock(t.Context(), w.Rita, ipcase.SetClock{Case: number, Items: w.All(number), Do: ipcase.MoveExtend, Amount: 5, Reason: "x"}), ipcase.Invalid)
		no(t, w.SetClock(t.Context(), w.Rita, ipcase.SetClock{Case: number, Items: w.All(number), Do: ipcase.MoveResume, Reason: "It answered."}))
		w.Clock.Advance(30 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.Restored)
		if got := task(); got != ipcase.TaskNone {
			t.Errorf("task %q though the listing is back", got)
		}
	})
}

func TestAPutBackInTimeAlarmsNobody(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Copyright), "HU1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		for range 25 {
			w.Clock.Advance(24 * time.Hour)
			w.Work()
		}
		states(t, w, number, ipcase.Restored)
		if n := mailsOf(t, w, ipcase.MsgLimitNear); n != 0 {
			t.Errorf("%d alarms", n)
		}
	})
}
