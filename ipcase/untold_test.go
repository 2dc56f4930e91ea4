package ipcase_test

import (
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// silentOrder is an order that came in and forbids to tell the parties before a day.
func silentOrder(t *testing.T, w *ipcasetest.World, until string) string {
	t.Helper()
	in := orderIn(w, w.Bo)
	in.SilentUntil = until
	ao, err := w.ReceiveOrder(t.Context(), w.Bo, in)
	no(t, err)
	return ao
}

// carryOut is the decision of a reviewer who carries an order out for listings.
func carryOut(t *testing.T, w *ipcasetest.World, ao, number string, do ipcase.Move, positions ...int) ipcase.DecideCase {
	t.Helper()
	v, err := w.ReadReceivedOrder(t.Context(), w.Bo, ao)
	no(t, err)
	in := ipcase.DecideCase{
		Case: number, Facts: "The court ordered it.", GroundKind: ipcase.GroundLaw, Reference: "Civil Procedure Law, Article 103", Explanation: "It binds the platform.",
		Territory: "CN", Lang: "en",
		Order: &ipcase.OrderInput{FormID: ipcase.NewID(), Kind: v.Kind, Authority: v.Authority, Number: v.OrderNumber, DatedOn: v.DatedOn, Received: ao},
	}
	for _, c := range w.All(number) {
		for _, p := range positions {
			if c.Position == p {
				in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: c.Position, Version: c.Version, Do: do})
			}
		}
	}
	no(t, w.PutReceivedFiles(t.Context(), w.Bo, ao, in.Order.FormID))
	return in
}

// seen is everything that the two sides of a case are told of it.
func seen(t *testing.T, w *ipcasetest.World, number string) (events, mails, decisions int) {
	t.Helper()
	for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik} {
		read := w.ReadSellerCase
		if a.Party == ipcase.PartyHolder {
			read = w.ReadHolderCase
		}
		v, err := read(t.Context(), a, number)
		no(t, err)
		events, decisions = events+len(v.Timeline), decisions+len(v.Decisions)+len(v.Orders)
	}
	var n int64
	no(t, w.DB.Gorm.Raw("SELECT COUNT(*) FROM messages").Scan(&n).Error)
	return events, int(n), decisions
}

// An order that forbids to tell the parties is carried out at once; the case learns of
// it on the day, once, and only then does a clock of the seller's run (promises 3, 5,
// 7, 8, 10; Regulation (EU) 2022/2065, Article 9(5)).
func TestAnOrderOfWhichNobodyMayBeTold(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := upheldBySilence(t, w)
		ao0 := silentOrder(t, w, "")
		no(t, second(w.Decide(t.Context(), w.Bo, carryOut(t, w, ao0, number, ipcase.MoveOrderRestored, 1, 2))))
		w.Work()
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		until := w.Clock.Now().AddDate(0, 0, 10).In(w.PlatformZone()).Format(time.DateOnly)
		ao := silentOrder(t, w, until)

		// What would be seen at once is refused.
		for _, do := range []ipcase.Move{ipcase.MoveOrderRestored, ipcase.MoveOrderHold} {
			refused(t, second(w.Decide(t.Context(), w.Bo, carryOut(t, w, ao, number, do, 1))), ipcase.Refused)
		}
		_, _, _ = seen(t, w, number) // opening delivers what waits
		events, mails, decisions := seen(t, w, number)
		in := carryOut(t, w, ao, number, ipcase.MoveOrderUpheld, 1)
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { _, _ = w.Decide(t.Context(), w.Bo, in) })
		}
		all.Wait()
		refused(t, second(w.Decide(t.Context(), w.Bo, carryOut(t, w, ao, number, ipcase.MoveOrderUpheld, 1))), ipcase.Stale)
		w.Work()
		if e, m, d := seen(t, w, number); e != events || m != mails || d != decisions {
			t.Errorf("the parties are told: %d events after %d, %d messages after %d, %d papers after %d", e, events, m, mails, d, decisions)
		}
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		down(t, w, number, 1, ipcase.Down)
		down(t, w, number, 2, ipcase.Live)
		v, err := w.ReadReceivedOrder(t.Context(), w.Bo, ao)
		no(t, err)
		if len(v.Untold) != 1 || v.Untold[0].Positions != "1" || v.Untold[0].Waiting != 0 || len(v.Done) != 0 || v.EventSeq != 3 {
			t.Errorf("the platform sees %+v, done %+v, %d events", v.Untold, v.Done, v.EventSeq)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))

		// The last moment before the day, and the day; two workers at once.
		w.Clock.Set(dayStart(t, w, until).Add(-time.Second))
		tellTwice(t, w)
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		w.Clock.Set(dayStart(t, w, until))
		tellTwice(t, w)
		states(t, w, number, ipcase.Upheld, ipcase.Restored)
		w.Work()
		tellTwice(t, w)
		down(t, w, number, 1, ipcase.Down)
		if _, m, _ := seen(t, w, number); m != mails+2 {
			t.Errorf("%d messages after %d: each side is told once", m, mails)
		}
		told, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		last := told.Orders[len(told.Orders)-1]
		if last.EffectFrom == nil || !last.EffectFrom.Before(last.RecordedAt) || last.Number != v.OrderNumber {
			t.Errorf("the seller reads %+v", last)
		}
		if i := told.Items[0]; i.OutcomeToldAt == nil || i.OutcomeToldAt.Before(dayStart(t, w, until)) {
			t.Errorf("the months for an appeal run from %v", i.OutcomeToldAt)
		}
		if v, err = w.ReadReceivedOrder(t.Context(), w.Bo, ao); err != nil || len(v.Untold) != 0 || len(v.Done) != 1 || v.EventSeq != 4 {
			t.Errorf("afterwards the platform sees %+v, done %+v, %d events, %v", v.Untold, v.Done, v.EventSeq, err)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

// What an untold order took down stays down when the case would put it back, and the
// authority's word sets another day.
func TestAnUntoldOrderHoldsAndIsLifted(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := upheldBySilence(t, w)
		until := w.Clock.Now().AddDate(0, 0, 30).In(w.PlatformZone()).Format(time.DateOnly)
		ao := silentOrder(t, w, until)
		no(t, second(w.Decide(t.Context(), w.Bo, carryOut(t, w, ao, number, ipcase.MoveOrderUpheld, 1))))
		w.Work()
		other := silentOrder(t, w, "")
		no(t, second(w.Decide(t.Context(), w.Bo, carryOut(t, w, other, number, ipcase.MoveOrderRestored, 1, 2))))
		w.Work()
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		down(t, w, number, 1, ipcase.Down) // promise 8
		down(t, w, number, 2, ipcase.Live)

		change := ipcase.ChangeTelling{Number: ao, From: w.Today().AddDate(0, 0, 60).Format(time.DateOnly), Why: "The court wrote on the 5th."}
		refused(t, w.ChangeTelling(t.Context(), w.Haiyun, change), ipcase.NotFound)
		refused(t, w.ChangeTelling(t.Context(), w.Bo, ipcase.ChangeTelling{Number: ao, From: "soon"}), ipcase.Invalid)
		no(t, w.ChangeTelling(t.Context(), w.Bo, change))
		no(t, w.ChangeTelling(t.Context(), w.Bo, change))
		w.Clock.Set(dayStart(t, w, until))
		tellTwice(t, w)
		states(t, w, number, ipcase.Restored, ipcase.Restored)

		change.From, change.Why = w.Today().Format(time.DateOnly), "The court has lifted it."
		no(t, w.ChangeTelling(t.Context(), w.Bo, change))
		tellTwice(t, w)
		states(t, w, number, ipcase.Upheld, ipcase.Restored)
		change.From = w.Today().AddDate(0, 0, 1).Format(time.DateOnly)
		refused(t, w.ChangeTelling(t.Context(), w.Bo, change), ipcase.Stale)
		v, err := w.ReadReceivedOrder(t.Context(), w.Bo, ao)
		no(t, err)
		if len(v.Changes) != 2 {
			t.Errorf("the changes are %+v", v.Changes)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func second[T any](_ T, err error) error { return err }

func dayStart(t *testing.T, w *ipcasetest.World, day string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, w.PlatformZone())
	no(t, err)
	return at
}

func tellTwice(t *testing.T, w *ipcasetest.World) {
	t.Helper()
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			if _, err := w.PassDeadlines(t.Context(), 50); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func down(t *testing.T, w *ipcasetest.World, number string, position int, want ipcase.Visibility) {
	t.Helper()
	v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
	no(t, err)
	for _, i := range v.Items {
		if i.Position == position && i.Listing.Visibility != want {
			t.Errorf("listing %d is %s, not %s", position, i.Listing.Visibility, want)
		}
	}
}
