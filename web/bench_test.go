package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/present"
)

// How large and how long; the environment says otherwise.
var (
	benchCases  = fromEnv("BENCH_CASES", 100_000)
	benchSQLite = fromEnv("BENCH_SQLITE_CASES", 20_000)
	benchRounds = fromEnv("BENCH_ROUNDS", 5)
	benchMillis = fromEnv("BENCH_MS", 500)
	benchUsers  = fromEnv("BENCH_CLIENTS", 8)
)

func fromEnv(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// BenchmarkPages measures the pages against two that do less: "limit" sends the
// same statements by the plain driver and draws the same page, "bare" only draws
// it, from rows in memory. They take turns, so that whatever else the machine does
// falls on all alike; read the ratios.
func BenchmarkPages(b *testing.B) {
	b.Run(database.Postgres, func(b *testing.B) { benchPages(b, ipcasetest.Postgres(b), benchCases) })
	b.Run(database.SQLite, func(b *testing.B) { benchPages(b, ipcasetest.SQLite(b), benchSQLite) })
}

func benchPages(b *testing.B, db *database.DB, cases int) {
	b.Helper()
	began := time.Now()
	size := ipcasetest.Crowd{Cases: cases, Sellers: max(40, cases/200), Holders: max(2, cases/2500)}
	s := newStage(b, db, size)
	say("\n%s: %d cases of %d sellers and %d holders, made in %.0f s; %d processors; %d clients, %d rounds of %d ms each in turn\n\n",
		db.Dialect, cases, size.Sellers, size.Holders, time.Since(began).Seconds(), runtime.NumCPU(), benchUsers, benchRounds, benchMillis)
	say("%-34s %4s %7s %9s %8s %8s %8s %7s %7s\n", "page", "SQL", "bytes", "portal/s", "p50 ms", "limit/s", "bare/s", "÷limit", "÷bare")
	var plans strings.Builder
	for _, p := range s.drawn() {
		s.measure(b, p, &plans)
	}
	if db.Dialect == database.Postgres {
		say("\nplans (statement: buffers of 8 kB, time, what each step reads)\n%s", plans.String())
		benchFiling(b, s)
	}
}

func say(format string, args ...any) { fmt.Fprintf(os.Stdout, format, args...) }

// drawnPage is a page with the rows that it shows.
type drawnPage struct {
	speedPage
	title string
	draw  web.Drawing
}

func (s *stage) drawn() []drawnPage {
	ctx := s.tb.Context()
	pages := s.pages()
	find := func(name, title string, draw web.Drawing) drawnPage {
		for _, p := range pages {
			if p.name == name {
				return drawnPage{speedPage: p, title: title, draw: draw}
			}
		}
		s.tb.Fatalf("there is no page %s", name)
		return drawnPage{}
	}
	var out []drawnPage
	lists := []struct {
		name string
		list ipcase.SellerList
	}{{"seller: complaints to respond to", ipcase.ListRespond}, {"seller: records", ipcase.ListHistory}}
	for _, l := range lists {
		q := ipcase.SellerQuery{List: l.list}
		rows, err := s.world.SellerCases(ctx, s.seller.actor, q)
		s.must(err)
		out = append(out, find(l.name, "Complaints", s.server.DrawSellerList(q, rows)))
	}
	for _, name := range []string{"to respond to", "with a long history"} {
		v, err := s.world.ReadSellerCase(ctx, s.seller.actor, s.cases[name])
		s.must(err)
		page := "seller: case"
		if name != "to respond to" {
			page += " " + name
		}
		out = append(out, find(page, v.Case.Number, s.server.DrawSellerCase(v)))
	}
	q := ipcase.ReviewQuery{View: ipcase.ReviewAll, EndOfDay: s.world.Clock.Now().Truncate(24 * time.Hour).Add(16 * time.Hour)}
	queue, err := s.world.ReadReviewQueue(ctx, s.reviewer.actor, q)
	s.must(err)
	out = append(out, find("reviewer: queue", "Queue", s.server.DrawReviewQueue(s.reviewer.actor, q, queue)))
	d, err := s.world.ReadHolderDashboard(ctx, s.holder.actor, present.HolderSoon)
	s.must(err)
	register, err := s.world.ReadRegister(ctx, ipcase.RegisterQuery{})
	s.must(err)
	return append(out, find("holder: dashboard", "Dashboard", s.server.DrawHolderDashboard(s.holder.actor, d)),
		find("public: register", "Public register", s.server.DrawRegister(ipcase.RegisterQuery{}, register)))
}

// measure prints a line of the table, and keeps the plans.
func (s *stage) measure(b *testing.B, p drawnPage, plans *strings.Builder) {
	b.Helper()
	body := s.open(p.speedPage)
	all := s.record.During(func() { s.open(p.speedPage) })
	a := p.who.actor
	a.Zone = "Asia/Shanghai"
	serve := func(before func() error) string {
		server := httptest.NewServer(s.server.Bare(a, ipcase.Waiting{Cases: 60, Unread: 400}, p.title, before, p.draw))
		b.Cleanup(server.Close)
		return server.URL
	}
	servers := []string{s.url, serve(func() error { return s.replay(all) }), serve(nil)}
	var got [3]load
	for round := range benchRounds + 1 {
		for n, server := range servers {
			l := drive(b, server, p.path, p.who.cookie, benchUsers, time.Duration(benchMillis)*time.Millisecond)
			if round > 0 { // the first warms up
				got[n] = got[n].plus(l)
			}
		}
	}
	portal, limit, bare := got[0], got[1], got[2]
	say("%-34s %4d %7d %9.0f %8.2f %8.0f %8.0f %7.2f %7.2f\n", p.name, len(all), len(body), portal.perSecond(),
		float64(portal.at(0.5).Microseconds())/1000, limit.perSecond(), bare.perSecond(),
		portal.perSecond()/limit.perSecond(), portal.perSecond()/bare.perSecond())
	b.ReportMetric(portal.perSecond()/limit.perSecond(), strings.NewReplacer(" ", "-", ":", "").Replace(p.name)+"/limit")
	fmt.Fprintf(plans, "%s\n", p.name)
	sizes := ipcasetest.Sizes(b, s.db)
	for n, st := range all {
		plan := ipcasetest.Explain(b, s.db, st)
		fmt.Fprintf(plans, "  %d: %4d buffers %6.2f ms  %s\n", n+1, plan.Buffers, plan.Ms, strings.Join(plan.Steps, " · "))
		for _, table := range plan.Scans {
			if sizes[table] > 1000 {
				b.Errorf("%s reads all of %s: %s", p.name, table, st.SQL)
			}
		}
	}
}

// replay sends statements by the plain driver and reads every row.
func (s *stage) replay(all []ipcasetest.Statement) error {
	ctx := context.Background()
	for _, st := range all {
		if err := s.send(ctx, st); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) send(ctx context.Context, st ipcasetest.Statement) error {
	if s.db.Dialect == database.Postgres {
		rows, err := s.db.Pool.Query(ctx, st.SQL, st.Args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if _, err := rows.Values(); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	plain, err := s.db.Gorm.DB()
	if err != nil {
		return err
	}
	rows, err := plain.QueryContext(ctx, st.SQL, st.Args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for n := range values {
		into[n] = &values[n]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}
