package web_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/worker"
	"ipportal/web/webtest"
)

// TestTheMachineIsThePlainOne presses at random whatever a form of the portal
// could send, by everybody concerned and at every moment, and holds each step
// against a model that knows nothing of the portal's rules: the same presses are
// let through, and lead to the same states, in the pages over both databases
// (promises 1, 2 and 3). MACHINE_STEPS says how many; make walk takes a million.
func TestTheMachineIsThePlainOne(t *testing.T) {
	steps := 10_000
	if testing.Short() {
		steps = 300
	}
	if n, err := strconv.Atoi(os.Getenv("MACHINE_STEPS")); err == nil {
		steps = n
	}
	var told sync.Mutex // the databases are walked side by side
	var first []string
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		m := newMachine(t, db)
		for len(m.told) < steps && !t.Failed() {
			m.step()
		}
		if err := m.Service.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Errorf("what is stored is not what its events say: %v", err)
		}
		t.Logf("%d steps in %d cases: %d let through, %d not, %d ends of a window; by what was pressed: %v", len(m.told), m.cases, m.done, m.refused, m.silences, m.through)
		told.Lock()
		defer told.Unlock()
		if first == nil {
			first = m.told
			return
		}
		for n := range min(len(first), len(m.told)) {
			if first[n] != m.told[n] {
				t.Fatalf("step %d differs from the other database's:\n%s\n%s", n, first[n], m.told[n])
			}
		}
	})
}

// machine is a portal beside the plain model of it.
type machine struct {
	desk
	random *rand.Rand
	rights map[bool]string
	ends   time.Time // when the mark ends
	open   []*walked

	told                           []string
	cases, done, refused, silences int
	changes                        int            // of listings, by their seller
	through                        map[string]int // how often each verb was let through
}

// walked is a case and its model.
type walked struct {
	plainCase
	number string
}

// nothingNew leaves out the look for relistings: nothing is put on sale in the walk,
// and it would be looked for in all that was ever taken off, at every step.
type nothingNew struct{ worker.Store }

func (nothingNew) LookForRelistings(context.Context, int) (int, error) { return 0, nil }

func newMachine(t *testing.T, db *database.DB) *machine {
	t.Helper()
	m := &machine{desk: desk{Site: webtest.New(t, db, webtest.WithoutCaps), t: t}, random: rand.New(rand.NewPCG(7, 11)), rights: map[bool]string{}, through: map[string]int{}}
	m.Store = nothingNew{m.Service}
	m.ends = time.Date(2030, 3, 4, 0, 0, 0, 0, time.UTC)
	m.rights[false] = m.right("12345678", true)
	m.rights[true] = m.work()
	for n := range 5 {
		m.open = append(m.open, m.begin(n%2 == 1))
	}
	return m
}

// renew registers the mark's new term well before the old one ends: the walk takes years.
func (m *machine) renew() {
	m.t.Helper()
	if m.Clock.Now().Before(m.ends.AddDate(-2, 0, 0)) {
		return
	}
	from := m.ends.AddDate(-3, 0, 0)
	m.ends = m.ends.AddDate(7, 0, 0)
	m.rights[false] = m.markFor(m.Person("elin").Actor(), strconv.Itoa(m.ends.Year()), from, m.ends.AddDate(0, 0, -1), true)
}

// work is a copyright that needs no registration.
func (m *machine) work() string {
	m.t.Helper()
	elin, form := m.Person("elin").Actor(), ipcase.NewID()
	m.file(elin, form, "specimen", "poster.png", webtest.Picture(m.t, 120, 60), ipcase.PurposeSpecimen, ipcase.BothSides)
	m.file(elin, form, "certificate", "drafts.txt", []byte("The drafts of the poster"), ipcase.PurposeCertificate, ipcase.ReviewerOnly)
	got, err := m.Service.RegisterRight(m.t.Context(), elin, ipcase.RegisterRight{
		FormID: form, Type: ipcase.Copyright, Office: "none", Title: "Mountain at dawn", Owner: elin.OrgName, Territories: []string{"WW"},
		ValidFrom: "2020-03-04", Description: "A poster that we drew.", ConfirmNumber: true,
	})
	m.must(err)
	m.must(m.Service.CheckRight(m.t.Context(), m.Person("carol").Actor(), ipcase.CheckRight{Number: got, Version: 1, Verify: true}))
	return got
}

// begin files a complaint about one to three listings that are new.
func (m *machine) begin(statutory bool) *walked {
	m.t.Helper()
	m.cases++
	m.renew()
	site, kind := webtest.SiteCN, ipcase.Trademark
	if statutory {
		site, kind = webtest.SiteUS, ipcase.Copyright
	}
	var refs []string
	var new []marketplace.CatalogueListing
	for n := range 1 + m.random.IntN(3) {
		ref := fmt.Sprintf("M-%d-%d", m.cases, n)
		refs = append(refs, ref)
		new = append(new, marketplace.CatalogueListing{
			SiteCode: site, Ref: ref, SellerOrgID: m.Org("Haiyun Outdoor"), SellerName: "Haiyun Outdoor", Title: "Lamp " + ref, Lang: "en",
			Description: "A lamp.", Category: "Lighting", PriceMinor: 100, Currency: "USD", Images: []string{"lamp.png"},
			Visibility: marketplace.Live, UpdatedAt: m.Clock.Now(),
		})
	}
	m.must(m.Catalogue.Add(m.t.Context(), new...))
	w := &walked{number: m.complaintOf(m.rights[statutory], kind, refs...)}
	w.statutory = statutory
	for range refs {
		w.items = append(w.items, plainItem{state: "intake"})
	}
	m.Work()
	return w
}

// step is one press, or the passing of time until the next end of a window.
func (m *machine) step() {
	m.t.Helper()
	if n := m.random.IntN(len(m.open)); m.open[n].over() && m.random.IntN(3) == 0 {
		m.open[n] = m.begin(m.open[n].statutory)
	}
	if m.random.IntN(8) == 0 {
		m.wait()
		return
	}
	w := m.open[m.random.IntN(len(m.open))]
	p := m.draw()
	who := p.who[m.random.IntN(len(p.who))]
	// Mostly what may be done, so that walks come far.
	for range 6 {
		if _, ok := w.press(who, p.verb, w.items[m.random.IntN(len(w.items))]); ok {
			break
		}
		p = m.draw()
		who = p.who[m.random.IntN(len(p.who))]
	}
	m.press(w, p, who)
}

// draw is a press at random. Those that end early what they touch come seldomer,
// so that more listings come far.
func (m *machine) draw() press {
	p := presses[m.random.IntN(len(presses))]
	if slices.Contains([]string{"retract", "retract by list", "refuse_notice", "settle"}, p.verb) && m.random.IntN(4) > 0 {
		p = presses[m.random.IntN(len(presses))]
	}
	return p
}

// press sends a form for some listings of a case and compares what came of it.
func (m *machine) press(w *walked, p press, who string) {
	m.t.Helper()
	var chosen []int
	for n, i := range w.items {
		if _, ok := w.plainCase.press(who, p.verb, i); (ok || m.random.IntN(12) == 0) && m.random.IntN(4) > 0 {
			chosen = append(chosen, n)
		}
	}
	if len(chosen) == 0 {
		chosen = []int{m.random.IntN(len(w.items))}
	}
	stale := m.random.IntN(20) == 0
	fields, before := url.Values{}, m.items(w.number)
	want, all := slices.Clone(w.items), !stale
	for _, n := range chosen {
		position, version := strconv.Itoa(n+1), before[n].Version
		if stale {
			version--
		}
		fields.Add("items", position)
		fields.Set("version-"+position, strconv.Itoa(version))
		fields.Set("ruling-"+position, p.verb)
		next, ok := w.plainCase.press(who, p.verb, w.items[n])
		want[n], all = next, all && ok
	}
	if !all {
		want = w.items
	}
	send := p.prepare(m, w, who, before, chosen, fields)
	status, versions := send(), 0
	if all && status != http.StatusOK {
		m.t.Fatalf("%s by %s on %v of %v: answered %d with\n%s", p.verb, who, chosen, w.items, status, m.As(who).Text())
	}
	if all {
		m.done++
		m.through[p.verb]++
		versions = 1
		if slices.Contains(benches, who) && !slices.Contains(w.decided, who) {
			w.decided = append(w.decided, who)
		}
	} else {
		m.refused++
	}
	line := fmt.Sprintf("%s by %s on %v, stale %t, in %v → %v", p.verb, who, chosen, stale, w.items, want)
	w.items = want
	m.compare(w, line)
	for _, n := range chosen { // once, or not at all
		if now := m.items(w.number)[n]; now.Version-before[n].Version != versions {
			m.t.Fatalf("listing %d went from version %d to %d after:\n%s", n+1, before[n].Version, now.Version, line)
		}
	}
	if m.random.IntN(10) == 0 { // a second press is answered and changes nothing
		send()
		m.compare(w, "again: "+line)
	}
	m.Work()
	m.compare(w, "after the work: "+line)
	m.onTheMarket(w, line)
	m.told = append(m.told, line)
}

// wait lets time pass until just before the next end of a window, when nothing
// happens yet, and until the end.
func (m *machine) wait() {
	m.t.Helper()
	var next time.Time
	for _, w := range m.open {
		for _, i := range m.items(w.number) {
			if i.DueAt != nil && (next.IsZero() || i.DueAt.Before(next)) {
				next = *i.DueAt
			}
		}
	}
	if next.IsZero() {
		m.told = append(m.told, "nothing is due")
		return
	}
	if early := next.Add(-time.Microsecond); early.After(m.Clock.Now()) {
		m.Clock.Set(early)
		m.Work()
		for _, w := range m.open {
			m.compare(w, "a moment before a window ends")
		}
	}
	var due [][]int
	for _, w := range m.open {
		var ends []int
		for n, i := range m.items(w.number) {
			if i.DueAt != nil && !i.DueAt.After(next) {
				ends = append(ends, n)
			}
		}
		due = append(due, ends)
	}
	m.Clock.Set(next)
	m.Work()
	line := "the end of a window:"
	for k, w := range m.open {
		for _, n := range due[k] {
			m.silences++
			w.items[n] = w.silence(w.items[n])
			line += fmt.Sprintf(" %d/%d %v", k, n, w.items[n])
		}
		m.compare(w, line)
		m.onTheMarket(w, line)
	}
	m.told = append(m.told, line)
}

func (m *machine) compare(w *walked, after string) {
	m.t.Helper()
	for n, i := range m.items(w.number) {
		want := w.items[n]
		if string(i.State) != want.state || i.TookDown != want.down || i.AttemptsUsed != want.used {
			m.t.Fatalf("listing %d of %s is %s, down %t, %d attempts used, and not %+v, after:\n%s", n+1, w.number, i.State, i.TookDown, i.AttemptsUsed, want, after)
		}
	}
}

// onTheMarket holds that a listing is offline exactly while its case keeps it
// down (promise 8).
func (m *machine) onTheMarket(w *walked, line string) {
	m.t.Helper()
	for n, i := range m.items(w.number) {
		var l ipcase.Listing
		m.must(m.DB.Gorm.Where("id = ?", i.ListingID).Take(&l).Error)
		if (l.Visibility == ipcase.Down) != w.items[n].down {
			m.t.Fatalf("listing %d of %s is %s after:\n%s", n+1, w.number, l.Visibility, line)
		}
	}
}
