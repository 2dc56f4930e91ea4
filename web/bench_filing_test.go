package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// benchFiling sends complaints about 1, 30 and 300 listings of up to 40 sellers
// through the last step of the form, beside the same statements by pgx.
func benchFiling(b *testing.B, s *stage) {
	b.Helper()
	var refs []string
	var rows []marketplace.CatalogueListing
	for n := range 300 {
		refs = append(refs, fmt.Sprintf("FILING-%03d", n))
		shop := s.crowd.Seller[n%40]
		rows = append(rows, marketplace.CatalogueListing{
			SiteCode: s.world.Site.Code, Ref: refs[n], SellerOrgID: shop.OrgID, SellerName: shop.OrgName, Title: "Headlamp", Lang: "en",
			Description: strings.Repeat("A lamp with three modes. ", 40), Category: "Lamps", PriceMinor: 100, Currency: "USD",
			Images: []string{"lamp.png"}, UpdatedAt: s.world.Clock.Now(),
		})
	}
	s.must(s.world.Market.Add(b.Context(), rows...))
	say("\nfiling over HTTP, one after the other (the server does not wait for the disk)\n\n")
	say("%-34s %4s %7s %9s %8s %8s %7s\n", "listings, sellers", "SQL", "in tx", "portal ms", "limit ms", "÷limit", "× of 1")
	var first time.Duration
	for _, n := range []int{1, 30, 300} {
		var portal, limit time.Duration
		var all []ipcasetest.Statement
		for round := range benchRounds + 1 {
			draft := s.world.DraftOf(s.holder.actor, s.world.RightOf(s.holder.actor, ipcase.Trademark), refs[:n]...)
			before := s.markSequences()
			began := time.Now()
			all = s.record.During(func() { s.press(draft) })
			took := time.Since(began)
			s.undo(draft, before)
			began = time.Now()
			s.refile(all)
			if round > 0 {
				portal, limit = portal+took, limit+time.Since(began)
			}
		}
		if n == 1 {
			first = portal
		}
		per := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(benchRounds) }
		say("%-34s %4d %7d %9.1f %8.1f %7.2f %7.1f\n", fmt.Sprintf("%d, %d", n, min(n, 40)), len(all), inTransaction(all),
			per(portal), per(limit), float64(limit)/float64(portal), float64(portal)/float64(first))
	}
}

// press sends the complaint, as the button of the form does.
func (s *stage) press(draft string) {
	s.tb.Helper()
	form := url.Values{"do": {"send"}}
	req, err := http.NewRequestWithContext(s.tb.Context(), http.MethodPost, s.url+"/holder/file/"+draft+"/send", strings.NewReader(form.Encode()))
	s.must(err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.AddCookie(&http.Cookie{Name: "session", Value: s.holder.cookie})
	res, err := http.DefaultTransport.RoundTrip(req)
	s.must(err)
	s.must(res.Body.Close())
	if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || !strings.HasSuffix(to, "/filed") {
		s.tb.Fatalf("the filing answers %d %s", res.StatusCode, to)
	}
}

func inTransaction(all []ipcasetest.Statement) int {
	n, inside := 0, false
	for _, st := range all {
		switch st.SQL {
		case "BEGIN":
			inside = true
		case "COMMIT":
			inside = false
		default:
			if inside {
				n++
			}
		}
	}
	return n
}

// filedTables are what a filing writes, those that refer before those that are
// referred to.
var filedTables = []string{"deliveries", "messages", "items", "events", "cases", "snapshots", "listings", "complaints"}

// sequence is where a table's ids stand.
type sequence struct {
	table      string
	last, high int64
}

func (s *stage) markSequences() []sequence {
	s.tb.Helper()
	owner := ipcasetest.AsOwner(s.tb, s.db).Pool
	var all []sequence
	for _, table := range filedTables {
		q := sequence{table: table}
		err := owner.QueryRow(s.tb.Context(), "SELECT (SELECT last_value FROM "+table+"_id_seq), (SELECT COALESCE(MAX(id), 0) FROM "+table+")").Scan(&q.last, &q.high)
		s.must(err)
		all = append(all, q)
	}
	return all
}

// undo takes a filing back, rows and ids, so that the same statements fit again.
func (s *stage) undo(draft string, before []sequence) {
	s.tb.Helper()
	ctx := s.tb.Context()
	s.must(pgx.BeginFunc(ctx, ipcasetest.AsOwner(s.tb, s.db).Pool, func(tx pgx.Tx) error {
		// What is never deleted elsewhere is deleted here: history starts again.
		sql := []string{
			"SET LOCAL session_replication_role = replica",
			"UPDATE exhibits SET draft_id = '" + draft + "', complaint_id = NULL WHERE complaint_id = (SELECT id FROM complaints WHERE draft_id = '" + draft + "')",
			"UPDATE drafts SET used_at = NULL WHERE id = '" + draft + "'",
		}
		for _, q := range before {
			sql = append(sql, fmt.Sprintf("DELETE FROM %s WHERE id > %d", q.table, q.high), fmt.Sprintf("SELECT setval('%s_id_seq', %d)", q.table, q.last))
			if queue, ok := map[string]string{"cases": "word_queue WHERE case_id", "events": "log_queue WHERE event_id"}[q.table]; ok {
				sql = append(sql, fmt.Sprintf("DELETE FROM %s > %d", queue, q.high))
			}
		}
		for _, statement := range sql {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	}))
}

// refile sends a filing's statements by pgx, one by one.
func (s *stage) refile(all []ipcasetest.Statement) {
	s.tb.Helper()
	ctx := s.tb.Context()
	conn, err := s.db.Pool.Acquire(ctx)
	s.must(err)
	defer conn.Release()
	for _, st := range all {
		rows, err := conn.Query(ctx, st.SQL, st.Args...)
		if err == nil {
			for rows.Next() {
				_, err = rows.Values()
			}
			rows.Close()
		}
		if err == nil {
			err = rows.Err()
		}
		if err != nil {
			s.tb.Fatalf("%.100s: %v", st.SQL, err)
		}
	}
}
