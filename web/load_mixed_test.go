package web_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// loadDeeds measures what people do to a case, by the deeds themselves.
func (s *stage) loadDeeds() {
	s.tb.Helper()
	ctx := s.tb.Context()
	say("\ndeeds, one after the other (ms)\n%-34s %5s %5s %7s %8s %8s %8s\n", "deed", "n", "SQL", "in tx", "p50", "p99", "max")
	owner := map[int64]ipcase.Actor{}
	for _, a := range s.crowd.Seller {
		owner[a.OrgID] = a
	}
	var cases []ipcase.Case
	s.must(s.db.Gorm.Where("status = ? AND seller_list = 'respond' AND seller_org_id IN ?", ipcase.AwaitingSeller,
		[]int64{s.crowd.Seller[0].OrgID, s.crowd.Seller[1].OrgID, s.crowd.Seller[2].OrgID}).Order("id").Limit(100).Find(&cases).Error)
	s.timed("Delete Now", len(cases), func(n int) {
		c := cases[n]
		s.must(s.world.DeleteListings(ctx, owner[c.SellerOrgID], ipcase.DeleteListings{Case: c.Number, Items: s.world.All(c.Number)}))
	})
	for _, d := range []struct {
		name, task string
		move       ipcase.Move
	}{{"decision: a notice is accepted", "notice", ipcase.MoveAccept}, {"decision: a dispute is decided", "decide", ipcase.MoveUpholdComplaint}} {
		var waiting []ipcase.Case
		s.must(s.db.Gorm.Where("review_task = ?", d.task).Order("review_due_at, id").Limit(100).Find(&waiting).Error)
		s.timed(d.name, len(waiting), func(n int) { s.must(s.world.Rule(s.world.Rita, waiting[n].Number, d.move)) })
	}
	s.timed("figures for metrics", 10, func(int) {
		_, err := s.world.ReadFigures(ctx)
		s.must(err)
	})
	s.timed("a look for what is due", 10, func(int) {
		_, err := s.world.PassDeadlines(ctx, 50)
		s.must(err)
	})
}

func (s *stage) timed(name string, n int, do func(int)) {
	var took load
	var all []ipcasetest.Statement
	for k := range n {
		all = s.record.During(func() {
			began := time.Now()
			do(k)
			took.waits = append(took.waits, time.Since(began))
		})
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	say("%-34s %5d %5d %7d %8.1f %8.1f %8.1f\n", name, n, len(all), inTransaction(all), ms(took.at(0.5)), ms(took.at(0.99)), ms(took.at(1)))
}

// mixed asks for what people ask for in a day, so many requests a second for some
// minutes, and draws a chart of it.
func (p *served) mixed() {
	p.tb.Helper()
	rnd := rand.New(rand.NewPCG(3, 4))
	texts := p.someRows(rnd, 300, "search_text", "cases", "true")
	type bySeller struct {
		Number      string
		SellerOrgID int64
	}
	cookie := map[int64]string{}
	var orgs []int64
	for n, c := range p.people[ipcase.PartySeller] {
		orgs = append(orgs, p.crowd.Seller[n].OrgID)
		cookie[p.crowd.Seller[n].OrgID] = c
	}
	var numbers, open []bySeller // of each as many: one alone would come too often
	each := 3000/len(orgs) + 1
	for _, org := range orgs {
		var ended, waits []bySeller
		p.must(p.db.Gorm.Raw("SELECT number, seller_org_id FROM cases WHERE seller_org_id = ? AND seller_list = 'history' LIMIT ?", org, each).Scan(&ended).Error)
		p.must(p.db.Gorm.Raw("SELECT number, seller_org_id FROM cases WHERE seller_org_id = ? AND seller_list = 'respond' AND status = ? ORDER BY id DESC LIMIT ?", org, ipcase.AwaitingSeller, each).Scan(&waits).Error)
		numbers, open = append(numbers, ended...), append(open, waits...)
	}
	rnd.Shuffle(len(open), func(i, j int) { open[i], open[j] = open[j], open[i] })
	ask := func(k int) (int, string) {
		any := func(party ipcase.Party) string { return p.people[party][rand.IntN(len(p.people[party]))] }
		title := strings.Fields(strings.Split(texts[rand.IntN(len(texts))], "\n")[7])
		word := url.QueryEscape(title[rand.IntN(len(title))])
		var path, who string
		switch d := k % 100; {
		case d < 30:
			path, who = "/seller/complaints", any(ipcase.PartySeller)
		case d < 40:
			path, who = "/seller/records", any(ipcase.PartySeller)
		case d < 65:
			c := numbers[rand.IntN(len(numbers))]
			path, who = "/seller/cases/"+c.Number, cookie[c.SellerOrgID]
		case d < 72:
			path, who = "/seller/records?q="+word, any(ipcase.PartySeller)
		case d < 78:
			path, who = "/holder", any(ipcase.PartyHolder)
		case d < 84:
			path, who = "/holder/complaints", any(ipcase.PartyHolder)
		case d < 86:
			path, who = "/holder/complaints?q="+word, any(ipcase.PartyHolder)
		case d < 94:
			path, who = "/review", any(ipcase.PartyPlatform)
		case d < 97:
			path, who = "/review/search?q="+word, any(ipcase.PartyPlatform)
		case d < 99 || len(open) <= k/100: // Delete Now is pressed on a page
			c := numbers[rand.IntN(len(numbers))]
			path, who = "/seller/cases/"+c.Number, cookie[c.SellerOrgID]
		default:
			c := open[k/100]
			form := url.Values{}
			for _, i := range p.waiting(c.Number) {
				form.Add("items", strconv.Itoa(i.Position))
				form.Set("version-"+strconv.Itoa(i.Position), strconv.Itoa(i.Version))
			}
			status, _ := p.ask("/seller/cases/"+c.Number+"/delete", cookie[c.SellerOrgID], "", form)
			return status, "Delete Now"
		}
		status, _ := p.ask(path, who, "gzip", nil)
		return status, path
	}
	minutes := time.Duration(loadMinutes) * time.Minute
	began, busy := time.Now(), watchProcessors(p.pid, minutes/loadSlices)
	got := evenly(float64(loadRate), minutes, ask)
	busy.end()
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	byTime := slices.Clone(got.waits)
	kinds := map[string]*load{}
	for n, what := range got.what {
		kind := kindOf(what)
		if kinds[kind] == nil {
			kinds[kind] = &load{}
		}
		kinds[kind].waits = append(kinds[kind].waits, got.waits[n])
	}
	say("\n%d mixed requests/s for %d minutes: %d answers, %s; p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms\n", loadRate, loadMinutes,
		got.answers, got.failed, ms(got.at(0.5)), ms(got.at(0.9)), ms(got.at(0.99)), ms(got.at(0.999)), ms(got.at(1)))
	say("%-24s %8s %8s %8s %8s\n", "of these", "n", "p50 ms", "p99 ms", "max ms")
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		l := kinds[kind]
		say("%-24s %8d %8.1f %8.1f %8.1f\n", kind, len(l.waits), ms(l.at(0.5)), ms(l.at(0.99)), ms(l.at(1)))
	}
	got.waits = byTime
	p.chart(got, minutes, busy)
	p.tidied(began)
}

// tidied says what PostgreSQL did meanwhile of its own accord, which a chart shows as
// slow seconds.
func (p *served) tidied(began time.Time) {
	p.tb.Helper()
	if p.db.Dialect != database.Postgres {
		return
	}
	var done []struct {
		What    string
		EndedAt time.Time
	}
	p.must(p.db.Gorm.Raw(`SELECT 'vacuumed ' || relname AS what, last_autovacuum AS ended_at FROM pg_stat_user_tables WHERE last_autovacuum > ?
		UNION ALL SELECT 'analysed ' || relname, last_autoanalyze FROM pg_stat_user_tables WHERE last_autoanalyze > ? ORDER BY 2`, began, began).Scan(&done).Error)
	say("meanwhile PostgreSQL:")
	for _, d := range done {
		say(" %s (done at %s)", d.What, d.EndedAt.Sub(began).Truncate(time.Second))
	}
	if len(done) == 0 {
		say(" vacuumed and analysed nothing")
	}
	say("\n")
}

// kindOf is a path without what makes it one of many.
func kindOf(path string) string {
	path, _, searched := strings.Cut(path, "?")
	if begin, _, ok := strings.Cut(path, "/IP-"); ok {
		path = begin + "/…"
	}
	if searched {
		path += "?q=…"
	}
	return path
}

// waiting are the listings of a case that wait for their seller: others of it may
// have gone another way.
func (p *served) waiting(number string) []ipcase.Chosen {
	p.tb.Helper()
	var list []ipcase.Chosen
	p.must(p.db.Gorm.Raw("SELECT position, version FROM items WHERE state = ? AND case_id = (SELECT id FROM cases WHERE number = ?)", ipcase.AwaitingSeller, number).Scan(&list).Error)
	return list
}

// loadSlices is into how many parts the time of mixed requests is cut.
const loadSlices = 120

// chart draws p50 and p99 of each slice of the time, and says what the processors did in
// the slowest.
func (p *served) chart(got *evenLoad, d time.Duration, busy *watched) {
	p.tb.Helper()
	const width, height, most = 960, 320, 500.0
	parts := make([]load, loadSlices)
	for n, at := range got.when {
		part := &parts[min(loadSlices-1, int(float64(loadSlices)*float64(at)/float64(d)))]
		part.waits = append(part.waits, got.waits[n])
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -30 %d %d" font-family="sans-serif" font-size="12">`+"\n", width+100, height+80)
	fmt.Fprintf(&out, `<rect x="-60" y="-30" width="100%%" height="100%%" fill="#fff"/><text x="0" y="-12">%d mixed requests a second on %s, %d cases: p50 and p99 of each %s, ms</text>`+"\n",
		loadRate, p.db.Dialect, p.count("cases"), d/loadSlices)
	y := func(ms float64) float64 { return height * (1 - min(ms, most)/most) }
	for _, ms := range []float64{0, 100, 200, 300, 400, 500} {
		fmt.Fprintf(&out, `<path d="M0 %.0fH%d" stroke="#ddd"/><text x="-8" y="%.0f" text-anchor="end">%.0f</text>`+"\n", y(ms), width, y(ms)+4, ms)
	}
	for _, line := range []struct {
		at     float64
		colour string
	}{{0.5, "#1f6feb"}, {0.99, "#b3261e"}} {
		var path strings.Builder
		for n, part := range parts {
			fmt.Fprintf(&path, "%c%d %.1f", "LM"[min(1, max(0, 1-n))], n*width/loadSlices, y(float64(part.at(line.at).Microseconds())/1000))
		}
		fmt.Fprintf(&out, `<path d="%s" fill="none" stroke="%s"/>`+"\n", path.String(), line.colour)
	}
	fmt.Fprintf(&out, `<text x="0" y="%d">0</text><text x="%d" y="%d" text-anchor="end">%s</text></svg>`+"\n", height+20, width, height+20, d)
	dir := filepath.Join("..", ".ci", "out")
	p.must(os.MkdirAll(dir, 0o750))
	name := filepath.Join(dir, "load-"+p.db.Dialect+".svg")
	p.must(os.WriteFile(name, []byte(out.String()), 0o600))
	say("a chart of it: .ci/out/%s\n", filepath.Base(name))
	order := make([]int, loadSlices)
	for n := range order {
		order[n] = n
	}
	slow := func(n int) time.Duration { return parts[n].at(0.99) }
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(slow(b), slow(a)) })
	for _, n := range append(order[:8], order[loadSlices/2]) {
		say("  at %-6s p99 %6.0f ms: %s\n", time.Duration(n)*d/loadSlices, slow(n).Seconds()*1000, busy.in(n))
	}
}
