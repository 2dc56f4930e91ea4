package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureDatabaseStopped stops PostgreSQL at once, in the middle of everything,
// while people press. The portal is not started again for it: it says that it cannot
// answer for the moment, and goes on by itself when the database is back.
func TestTortureDatabaseStopped(t *testing.T) { // promises 1 to 5, 7, 8
	ipcasetest.OneByOne(t)
	db, server, data := ipcasetest.SyncedPostgres(t)
	v := newVictim(t, db, data)
	right := v.w.Right(ipcase.Trademark)
	p := newPeople(v)
	v.start()
	random := rand.New(rand.NewPCG(11, 1))
	times := rounds(3, 20)
	for n := range times {
		v.step(time.Duration(random.IntN(130)) * time.Hour)
		p.bring(right, n, 8)
		p.while(func() {
			time.Sleep(50*time.Millisecond + time.Duration(random.IntN(400))*time.Millisecond)
			server.StopAtOnce()
			time.Sleep(time.Duration(random.IntN(500)) * time.Millisecond)
			v.lives()
			server.Start()
			p.goesOn()
		})
		p.kept()
	}
	p.settle()
	p.check()
	t.Logf("PostgreSQL stopped at once %d times; %s", times, p)
}
