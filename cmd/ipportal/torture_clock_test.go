package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureClockStepped steps the machine's clock on and back while people press and
// two processes let deadlines act: none acts twice, and none before its time.
func TestTortureClockStepped(t *testing.T) { // promises 1 to 4 and 7
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newPortal(t, db, data)
		v.add("serve")
		v.add("work")
		right := v.w.Right(ipcase.Trademark)
		p := newPeople(v)
		random := rand.New(rand.NewPCG(17, 1))
		v.start()
		times := rounds(3, 100)
		for n := range times {
			p.bring(right, n, 4)
			p.while(func() {
				for range 3 {
					v.step(time.Duration(random.IntN(90)) * time.Hour)
					p.signIn()
					time.Sleep(150 * time.Millisecond)
					v.step(-time.Duration(random.IntN(40*3600)) * time.Second)
					p.signIn()
					time.Sleep(150 * time.Millisecond)
				}
			})
			p.kept()
		}
		v.step(40 * time.Hour) // what was to leave when the clock stood later waits for that time
		p.settle()
		p.check()
		t.Logf("%d times on and back; %s", 3*times, p)
	})
}
