package web_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// What `make load` measures; the environment says otherwise.
var (
	loadSizes     = wordsFromEnv("LOAD_SIZES", "10000 1000000") // cases, on each database
	loadDatabases = wordsFromEnv("LOAD_DATABASES", "postgres sqlite")
	loadGrowth    = wordsFromEnv("LOAD_GROWTH", "") // cases with short texts, of which only the pages are looked at, on PostgreSQL
	loadMinutes   = fromEnv("LOAD_MINUTES", 10)     // of mixed requests
	loadRate      = fromEnv("LOAD_RATE", 200)       // of these a second
)

func wordsFromEnv(name, otherwise string) []string {
	if v, ok := os.LookupEnv(name); ok {
		otherwise = v
	}
	return strings.Fields(otherwise)
}

// BenchmarkLoad measures the portal at its size: what it takes to make and to verify
// so many cases, what pages and searches cost beside a limit of the same run, and how
// their statements grow. Nothing fails on a time; read the ratios.
func BenchmarkLoad(b *testing.B) {
	if os.Getenv("LOAD") == "" {
		b.Skip("make load asks for this")
	}
	for _, kind := range loadDatabases {
		for _, size := range loadSizes {
			b.Run(kind+"/"+size, func(b *testing.B) { loadAll(b, openKind(b, kind), atoi(b, size), true) })
		}
	}
	for _, size := range loadGrowth {
		b.Run("growth/"+size, func(b *testing.B) { loadAll(b, openKind(b, database.Postgres), atoi(b, size), false) })
	}
	if len(loadGrowth) == 0 {
		say("\nleft out: growth beyond these sizes, LOAD_GROWTH=\"3000000 10000000\"; each million takes some 18 GB of disk\n")
	}
}

func atoi(b *testing.B, text string) int {
	b.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func openKind(b *testing.B, kind string) *database.DB {
	b.Helper()
	if kind == database.SQLite {
		return ipcasetest.SQLite(b)
	}
	return ipcasetest.Postgres(b)
}

func loadAll(b *testing.B, db *database.DB, cases int, whole bool) {
	b.Helper()
	size := ipcasetest.Crowd{Cases: cases, Sellers: min(50_000, max(500, cases/20)), Holders: min(2000, max(20, cases/2500)), Lifelike: true, Terse: !whole}
	began := time.Now()
	s := newStage(b, db, size)
	say("\n%s: %d cases of %d sellers and %d holders; the first seller has %d, the first holder %d; %d processors\n", db.Dialect, s.count("cases"), size.Sellers, size.Holders,
		s.count("cases WHERE seller_org_id = "+strconv.FormatInt(s.seller.actor.OrgID, 10)), s.count("cases WHERE holder_org_id = "+strconv.FormatInt(s.holder.actor.OrgID, 10)), runtime.NumCPU())
	say("made in %.0f s (%.0f cases a second), of these %.0f s for their words (%.0f cases a second)\n", time.Since(began).Seconds(),
		float64(cases)/time.Since(began).Seconds(), s.learning.Seconds(), float64(cases)/s.learning.Seconds())
	s.loadDisk(cases)
	if whole {
		s.loadVerify(b)
	}
	s.loadPages(b)
	s.loadSearch()
	if !whole {
		return
	}
	if db.Dialect == database.Postgres {
		benchFiling(b, s)
	}
	s.loadDeeds()
	s.loadServed()
}

func (s *stage) count(what string) int {
	s.tb.Helper()
	var n int
	s.must(s.db.Gorm.Raw("SELECT COUNT(*) FROM " + what).Scan(&n).Error)
	return n
}

// loadDisk says what a case takes.
func (s *stage) loadDisk(cases int) {
	s.tb.Helper()
	if s.db.Dialect == database.SQLite {
		var bytes int64
		s.must(s.db.Gorm.Raw("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&bytes).Error)
		say("disk: %.0f MB, %.1f kB a case\n", float64(bytes)/1e6, float64(bytes)/1e3/float64(cases))
		return
	}
	var rows []struct {
		Relname         string
		Rows, Own, Keys int64
	}
	s.must(s.db.Gorm.Raw(`SELECT relname, reltuples::bigint AS rows, pg_table_size(oid) AS own, pg_indexes_size(oid) AS keys FROM pg_class
		WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY pg_total_relation_size(oid) DESC`).Scan(&rows).Error)
	var own, keys int64
	say("disk, bytes a case:\n  %-20s %10s %8s %8s\n", "table", "rows", "rows", "indexes")
	for n, r := range rows {
		own, keys = own+r.Own, keys+r.Keys
		if n < 16 {
			say("  %-20s %10d %8.0f %8.0f\n", r.Relname, r.Rows, float64(r.Own)/float64(cases), float64(r.Keys)/float64(cases))
		}
	}
	say("  %-20s %10s %8.0f %8.0f; %.0f MB in all\n", "all", "", float64(own)/float64(cases), float64(keys)/float64(cases), float64(own+keys)/1e6)
}

func (s *stage) loadVerify(b *testing.B) {
	b.Helper()
	began := time.Now()
	report, err := s.world.VerifyAgainst(b.Context(), ipcase.VerifyOptions{})
	s.must(err)
	took := time.Since(began)
	say("verified: %d events of %d chains in %.0f s, %.0f events a second; %d leaves, %d texts, %d checkpoints\n",
		report.Events, report.Chains, took.Seconds(), float64(report.Events)/took.Seconds(), report.Leaves, report.Papers, report.Checkpoints)
}

func (s *stage) loadPages(b *testing.B) {
	b.Helper()
	say("\n%d clients, %d rounds of %d ms each in turn\n", benchUsers, benchRounds, benchMillis)
	say("%-34s %4s %7s %9s %8s %8s %8s %7s %7s\n", "page", "SQL", "bytes", "portal/s", "p50 ms", "limit/s", "bare/s", "÷limit", "÷bare")
	var plans strings.Builder
	for _, p := range s.drawn() {
		s.measure(b, p, &plans)
	}
	for _, p := range s.pages() {
		if strings.HasPrefix(p.name, "reviewer: case") || strings.HasPrefix(p.name, "holder: ") && p.name != "holder: dashboard" {
			s.explain(p, &plans)
		}
	}
	if s.db.Dialect == database.Postgres {
		say("\nplans (statement: buffers of 8 kB, time, what each step reads)\n%s", plans.String())
	}
}

// explain keeps the plans of a page's statements.
func (s *stage) explain(p speedPage, plans *strings.Builder) {
	s.tb.Helper()
	s.open(p)
	all := s.record.During(func() { s.open(p) })
	total := 0
	var lines strings.Builder
	for n, st := range all {
		if strings.HasPrefix(st.SQL, "BEGIN") || strings.HasPrefix(st.SQL, "COMMIT") || strings.HasPrefix(st.SQL, "INSERT") {
			continue
		}
		plan := ipcasetest.Explain(s.tb, s.db, st)
		total += plan.Buffers
		fmt.Fprintf(&lines, "  %d: %4d buffers %6.2f ms  %s\n", n+1, plan.Buffers, plan.Ms, strings.Join(plan.Steps, " · "))
	}
	fmt.Fprintf(plans, "%s: %d buffers\n%s", p.name, total, lines.String())
}

// someRows are values of a column from rows that lie anywhere in a table.
func (s *stage) someRows(rnd *rand.Rand, n int, column, table, and string) (values []string) {
	s.tb.Helper()
	var last int64
	s.must(s.db.Gorm.Raw("SELECT MAX(id) FROM " + table + " WHERE " + and).Scan(&last).Error)
	for range n {
		var found []string
		s.must(s.db.Gorm.Raw("SELECT "+column+" FROM "+table+" WHERE id >= ? AND "+and+" ORDER BY id LIMIT 1", 1+rnd.Int64N(last*9/10)).Scan(&found).Error)
		values = append(values, found...)
	}
	return values
}
