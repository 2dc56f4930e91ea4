package ipcasetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"ipportal/ipcase"
)

// Crowd is a marketplace at the size of a real one: what a page costs with a
// handful of rows says nothing.
type Crowd struct {
	Cases   int // at least
	Sellers int
	Holders int

	Seller []ipcase.Actor // their owners, who need an account to sign in
	Holder []ipcase.Actor
}

// Rights of each kind that every holder of a crowd has.
const crowdRights = 2

// Grow fills the world with a crowd. Some twenty complaints are played by the
// deeds that people use, up to every state; then their rows are written again and
// again, for other parties, under other rights, at other times, with chains and
// hashes of their own. Whatever a deed writes tomorrow is copied tomorrow.
func (w *World) Grow(c Crowd) Crowd {
	w.T.Helper()
	c.Seller = w.Shops(c.Sellers)
	for n := range c.Holders {
		c.Holder = append(c.Holder, w.org(ipcase.PartyHolder, fmt.Sprintf("Holder%02d AB", n+1), "SE"))
	}
	book := w.Book()
	book.Standing.Accuracy.Caps = nil // scenes of every kind make a poor record, which says nothing of a crowd
	w.Govern(book)
	originals := w.playScenes()
	k := &copier{
		w: w, crowd: c, rnd: rand.New(rand.NewPCG(2026, 6)), last: map[string]int64{}, out: map[string][][]any{},
		rights: map[[2]int64][]copiedRight{},
	}
	k.begin()
	for _, o := range originals {
		k.load(o)
	}
	for _, h := range c.Holder {
		for _, o := range originals {
			for range crowdRights {
				k.copyRight(o, h)
			}
		}
	}
	k.flush()
	var bag []*original // as often in it as the scene is in life
	for _, o := range originals {
		for range o.scene.weight {
			bag = append(bag, o)
		}
	}
	for cases, n := 0, 0; cases < c.Cases; n++ {
		o := bag[k.rnd.IntN(len(bag))]
		cases += len(o.rows["cases"])
		k.copyComplaint(o, c.Holder[k.rnd.IntN(len(c.Holder))], k.threeSellers(), k.ago(o, n))
		if n%500 == 499 {
			k.flush()
		}
	}
	k.flush()
	k.end()
	return c
}

// Shops are so many sellers more.
func (w *World) Shops(n int) []ipcase.Actor {
	w.T.Helper()
	var list []ipcase.Actor
	for k := range n {
		list = append(list, w.org(ipcase.PartySeller, fmt.Sprintf("Shop%03d on the quay", k+1), "CN"))
	}
	return list
}

func (k *copier) threeSellers() []ipcase.Actor {
	var three []ipcase.Actor
	for _, n := range k.rnd.Perm(len(k.crowd.Seller))[:len(sceneShops)] {
		three = append(three, k.crowd.Seller[n])
	}
	return three
}

// ago is how long before the original a copy happened: what has ended, within the
// last two years; what is open, within the last day, so that no time has run out.
func (k *copier) ago(o *original, n int) time.Duration {
	if o.scene.open {
		return time.Duration(n%1200) * time.Minute
	}
	return time.Duration(k.rnd.IntN(100))*7*24*time.Hour + time.Duration(n%86400)*time.Second
}
