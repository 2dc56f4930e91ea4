package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureKilled kills the portal at random while people file, decide and delete
// and while the clock acts. What was acknowledged is there, once; what was to leave
// left; each deadline acted once; and the history is whole.
func TestTortureKilled(t *testing.T) { // promises 1 to 5, 7, 8
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newVictim(t, db, data)
		killed(v, rounds(4, 100000), func() { v.kill() })
	})
}

// TestTortureReplicasKilled kills one of three processes at a time, while the others
// go on: one that only answers, one that does both, and one that only carries out
// what is due.
func TestTortureReplicasKilled(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newPortal(t, db, data)
		all := []*replica{v.add("serve", "-no-work"), v.add("serve"), v.add("work")}
		n := 0
		killed(v, rounds(3, 100), func() {
			n++
			v.kill(all[n%len(all)])
			v.lives()
		})
	})
}

func killed(v *victim, times int, kill func()) {
	p := newPeople(v)
	random := rand.New(rand.NewPCG(9, uint64(times)))
	right := ""
	for n := range times {
		if n%100 == 0 { // by then three quarters of a year are over; a mark's term ends
			right = v.w.Right(ipcase.Trademark)
		}
		v.step(time.Duration(random.IntN(30)) * time.Hour)
		p.bring(right, n, 4)
		v.start()
		life := 100*time.Millisecond + time.Duration(random.IntN(900))*time.Millisecond
		p.while(func() {
			time.Sleep(life / 2)
			v.step(time.Duration(random.IntN(100)) * time.Hour)
			p.signIn()
			time.Sleep(life / 2)
			kill()
		})
		if times < 50 || n%10 == 0 {
			p.kept()
		}
		if n%100 == 99 {
			v.t.Logf("after %d kills: %s", n+1, p)
		}
	}
	p.settle()
	p.check()
	v.t.Logf("%d kills; %s", times, p)
}
