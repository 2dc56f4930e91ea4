package ipcase_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// dueAtOnce is how many deadlines come due at once, at least: few in every run, and
// as many as IPPORTAL_DEADLINES says where somebody wants to know.
func dueAtOnce() int {
	if n, err := strconv.Atoi(os.Getenv("IPPORTAL_DEADLINES")); err == nil && n > 0 {
		return n
	}
	return 30
}

// Every deadline acts once, however many workers look after it: after all of them
// came due at one instant nothing is left due, and no chain tells of a move from a
// state in which the item was not.
func TestDeadlinesActOnceWithAnyNumberOfWorkers(t *testing.T) { // promise 3
	for _, workers := range []int{1, 2, 3, 5} {
		t.Run(fmt.Sprintf("%d_workers", workers), func(t *testing.T) {
			each(t, func(t *testing.T, w *ipcasetest.World) { actOnce(t, w, workers) })
		})
	}
}

func actOnce(t *testing.T, w *ipcasetest.World, workers int) {
	w.Grow(ipcasetest.Crowd{Cases: dueAtOnce() * 12 / 5, Sellers: 12, Holders: 3}) // of a crowd's cases not half wait for a clock
	w.Clock.Advance(40 * 24 * time.Hour)
	var waiting int64
	no(t, w.DB.Gorm.Model(&ipcase.Item{}).Where("due_at <= ?", w.Clock.Now()).Count(&waiting).Error)
	before := silences(t, w)
	began := time.Now()
	var all sync.WaitGroup
	var failed atomic.Int64
	for range workers {
		all.Go(func() {
			for {
				n, err := w.PassDeadlines(t.Context(), 50)
				if err != nil {
					// On a machine that does more than this, one may wait too long to
					// write: a worker tries again. Anything else is a fault.
					if !strings.Contains(err.Error(), "wait to write") || failed.Add(1) > 100 {
						t.Error(err)
						return
					}
					continue
				}
				if n == 0 {
					return
				}
			}
		})
	}
	all.Wait()
	acts := silences(t, w) - before
	t.Logf("%d deadlines at once, %d acts, %s", waiting, acts, time.Since(began).Round(time.Millisecond))
	var left int64
	no(t, w.DB.Gorm.Model(&ipcase.Item{}).Where("due_at <= ?", w.Clock.Now()).Count(&left).Error)
	if left != 0 || waiting < int64(dueAtOnce()) || acts < int(waiting) {
		t.Errorf("of %d deadlines (%d wanted) %d are left, and %d acts were recorded", waiting, dueAtOnce(), left, acts)
	}
	acceptMails(t, w)
	no(t, w.Verify(t.Context(), func(int64, int64) {}))
}

// acceptMails carries out what waits to leave, without a marketplace: a crowd's
// listings are not in it.
func acceptMails(t *testing.T, w *ipcasetest.World) {
	t.Helper()
	for {
		list, err := w.ClaimDeliveries(t.Context(), 200, time.Minute)
		no(t, err)
		if len(list) == 0 {
			return
		}
		for _, d := range list {
			no(t, w.DeliveryDone(t.Context(), d, "250 accepted"))
		}
	}
}

// silences counts the items that silence, or its block, has moved.
func silences(t *testing.T, w *ipcasetest.World) int {
	t.Helper()
	var events []ipcase.Event
	no(t, w.DB.Gorm.Where("kind IN ?", []ipcase.EventKind{ipcase.EventSilence, ipcase.EventRightBlocked, ipcase.EventPowerBlocked}).Find(&events).Error)
	n := 0
	for _, e := range events {
		n += len(e.Items)
	}
	return n
}

// A pause and the clock at one instant: one of them wins, and the item is as that
// one leaves it.
func TestAPauseRacesTheClock(t *testing.T) { // promises 2 and 3
	each(t, func(t *testing.T, w *ipcasetest.World) {
		for round := range 6 {
			_, cases := w.File(w.Right(ipcase.Trademark), fmt.Sprintf("H%d", round+1))
			number := cases[w.Haiyun.OrgID]
			no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
			w.Work()
			due := *w.Items(number)[0].DueAt
			in := ipcase.SetClock{Case: number, Items: w.All(number), Do: ipcase.MovePause, Reason: "A question."}
			w.Clock.Set(due.Add(-time.Minute))
			var paused error
			var all sync.WaitGroup
			all.Go(func() { paused = w.SetClock(t.Context(), w.Rita, in) })
			all.Go(func() {
				w.Clock.Set(due)
				if _, err := w.PassDeadlines(t.Context(), 50); err != nil {
					t.Error(err)
				}
			})
			all.Wait()
			i := w.Items(number)[0]
			if held := i.State == ipcase.AwaitingSeller && i.PauseKind == ipcase.PauseReviewer; held != (paused == nil) {
				t.Errorf("round %d: the pause said %v, and the item is %s, %q", round, paused, i.State, i.PauseKind)
			}
			w.Clock.Advance(100 * 24 * time.Hour)
			if paused == nil {
				_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: w.All(number)})
				no(t, err)
			}
			w.Work()
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}
