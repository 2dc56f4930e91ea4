package ipcasetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"ipportal/ipcase"
)

// Crowd is a marketplace at the size of a real one: what a page costs with a
// handful of rows says nothing.
type Crowd struct {
	Cases   int // at least
	Sellers int
	Holders int

	// As in life: marks, names and titles of their own in words that are as frequent as
	// words are, parties of all sizes of which the first is very large, most cases ended,
	// and events that have their leaves already.
	Lifelike bool
	Terse    bool // people write a line where they write 1.5 kB in life

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
	k := &copier{
		w: w, crowd: c, rnd: rand.New(rand.NewPCG(2026, 6)), last: map[string]int64{}, out: map[string][][]any{},
		rights: map[[2]int64][]copiedRight{},
	}
	k.people()
	c = k.crowd
	book := w.Book()
	book.Standing.Accuracy.Caps = nil // scenes of every kind make a poor record, which says nothing of a crowd
	w.Govern(book)
	w.terse = c.Terse
	originals := w.playScenes()
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
		weight := o.scene.weight
		if c.Lifelike && o.scene.open {
			weight = max(1, weight/4)
		}
		for range weight {
			bag = append(bag, o)
		}
	}
	for cases, n := 0, 0; cases < c.Cases; n++ {
		o := bag[k.rnd.IntN(len(bag))]
		cases += len(o.rows["cases"])
		k.copyComplaint(o, c.Holder[k.anyOf(len(c.Holder), 2)], k.threeSellers(), k.ago(o, n))
		if n%500 == 499 {
			k.flush()
		}
	}
	k.flush()
	k.end()
	return c
}

// people are the crowd's parties.
func (k *copier) people() {
	k.w.T.Helper()
	if !k.crowd.Lifelike {
		k.crowd.Seller = k.w.Shops(k.crowd.Sellers)
		for n := range k.crowd.Holders {
			k.crowd.Holder = append(k.crowd.Holder, k.w.org(ipcase.PartyHolder, fmt.Sprintf("Holder%02d AB", n+1), "SE"))
		}
		return
	}
	k.vocabulary = newVocabulary(k.rnd)
	var shops, firms []string
	for range k.crowd.Sellers {
		shops = append(shops, k.vocabulary.shop())
	}
	for range k.crowd.Holders {
		firms = append(firms, k.vocabulary.firm())
	}
	k.crowd.Seller = k.w.orgs(ipcase.PartySeller, shops, "CN")
	k.crowd.Holder = k.w.orgs(ipcase.PartyHolder, firms, "SE")
}

// Shops are so many sellers more.
func (w *World) Shops(n int) []ipcase.Actor {
	w.T.Helper()
	var names []string
	for k := range n {
		names = append(names, fmt.Sprintf("Shop%03d on the quay", k+1))
	}
	return w.orgs(ipcase.PartySeller, names, "CN")
}

// anyOf chooses one of n: in life, the first much more often than the last, the more
// so the steeper.
func (k *copier) anyOf(n int, steep float64) int {
	if !k.crowd.Lifelike {
		return k.rnd.IntN(n)
	}
	return int(float64(n) * math.Pow(k.rnd.Float64(), steep))
}

func (k *copier) threeSellers() []ipcase.Actor {
	var chosen []int
	for len(chosen) < len(sceneShops) {
		if n := k.anyOf(len(k.crowd.Seller), 3); !slices.Contains(chosen, n) {
			chosen = append(chosen, n)
		}
	}
	three := make([]ipcase.Actor, len(chosen))
	for n, s := range chosen {
		three[n] = k.crowd.Seller[s]
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
