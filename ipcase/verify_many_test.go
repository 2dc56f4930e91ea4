package ipcase_test

import (
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// A long history is numbered and verified page by page: memory does not grow with
// it. IPPORTAL_EVENTS says how many events at least; the README names the command.
func TestManyEventsAreVerified(t *testing.T) {
	ipcasetest.OneByOne(t)
	events := 2000
	if n, err := strconv.Atoi(os.Getenv("IPPORTAL_EVENTS")); err == nil {
		events = n
	}
	ipcasetest.EachAlone(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		w.OwnRules = true // replaying so many cases is not what is measured
		w.Grow(ipcasetest.Crowd{Cases: events / 6, Sellers: 20, Holders: 5})
		began := time.Now()
		c, err := w.SignCheckpoint(t.Context())
		no(t, err)
		numbered := time.Since(began)
		runtime.GC()
		var before runtime.MemStats
		runtime.ReadMemStats(&before)
		var peak atomic.Uint64
		began = time.Now()
		report, err := w.VerifyAgainst(t.Context(), ipcase.VerifyOptions{
			Checkpoints: []string{c.Note},
			Progress: func(int64, int64) {
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				peak.Store(max(peak.Load(), now.HeapAlloc))
			},
		})
		no(t, err)
		took := time.Since(began)
		grown := max(int64(peak.Load())-int64(before.HeapAlloc), 0) >> 20
		t.Logf("%s: %d events of %d chains numbered in %s, verified in %s (%.0f a second), heap grown by %d MB at most",
			w.DB.Dialect, report.Events, report.Chains, numbered.Round(time.Millisecond), took.Round(time.Millisecond), float64(report.Events)/took.Seconds(), grown)
		if report.Leaves != report.Events || report.Leaves != c.Size || report.Events < int64(events) {
			t.Errorf("%+v, under a checkpoint of %d", report, c.Size)
		}
		if grown > 300 {
			t.Errorf("verifying %d events took %d MB", report.Events, grown)
		}
	})
}
