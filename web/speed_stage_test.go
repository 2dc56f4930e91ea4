package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
)

// stage is the portal in front of a crowd, with somebody of each side signed in.
type stage struct {
	tb     testing.TB
	db     *database.DB
	record *ipcasetest.Recorder
	world  *ipcasetest.World
	crowd  ipcasetest.Crowd
	server *web.Server
	url    string

	seller, holder, reviewer visitor
	anybody                  visitor           // is not signed in
	learning                 time.Duration     // what the words took
	cases                    map[string]string // numbers of cases to open, by what is special about them
}

// visitor is somebody with a session.
type visitor struct {
	actor  ipcase.Actor
	cookie string
}

func newStage(tb testing.TB, db *database.DB, size ipcasetest.Crowd) *stage {
	tb.Helper()
	s := &stage{tb: tb, db: db, record: ipcasetest.Record(db), cases: map[string]string{}}
	s.world = ipcasetest.New(tb, db)
	s.crowd = s.world.Grow(size)
	began := time.Now()
	s.world.LearnMany()
	s.learning = time.Since(began)
	most := 15_000
	if size.Lifelike {
		most = 250_000
	}
	s.takeUp(most)
	s.anybody.actor.Party = ipcase.PartyPublic
	accounts := account.New(db.Gorm, s.world.Clock, ipcasetest.Keys(), func() {})
	deps := web.Deps{
		Service: s.world.Service, Accounts: accounts, Blobs: s.world.Blobs, Catalogue: s.world.Market, Clock: s.world.Clock,
		Logger: slog.New(slog.DiscardHandler), ProductName: "Quaylane IP Protection", Zone: "Asia/Shanghai",
		Rates: web.Rates{PerAddress: 1e9, AddressBurst: 1e9, PerPerson: 1e9, PersonBurst: 1e9, PerCostly: 1e9, CostlyBurst: 1e9},
	}
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.server.ServeHTTP(w, r) }))
	tb.Cleanup(listening.Close)
	s.url, deps.BaseURL = listening.URL, listening.URL
	s.server = web.New(deps)
	for n, v := range []*visitor{&s.seller, &s.holder, &s.reviewer} {
		v.actor = []ipcase.Actor{s.crowd.Seller[0], s.crowd.Holder[0], s.world.Rita}[n]
		p, err := accounts.AddPerson(tb.Context(), account.NewPerson{Email: fmt.Sprintf("visitor%d@quaylane.example", n), Name: "Lin Yue", Zone: "Asia/Shanghai"})
		s.must(err)
		s.must(accounts.AddMembership(tb.Context(), p.ID, v.actor.OrgID, v.actor.Role))
		v.actor.PersonID, v.actor.Name = p.ID, p.Name
		begun, err := accounts.CompleteSignIn(tb.Context(), p.ID, account.How{SecondFactor: true})
		s.must(err)
		v.cookie = begun.ID
	}
	s.pick("to respond to", "seller_org_id = ? AND seller_list = 'respond' ORDER BY seller_due_at", s.seller.actor.OrgID)
	s.pick("with a long history", "seller_org_id = ? AND seller_list = 'history' ORDER BY event_seq DESC", s.seller.actor.OrgID)
	s.pick("of the holder", "holder_org_id = ? ORDER BY event_seq DESC, id", s.holder.actor.OrgID)
	s.pick("to decide", "review_task = 'decide' ORDER BY review_due_at, id")
	s.pick("in the register", "id = (SELECT case_id FROM register_entries WHERE public_at <= ? ORDER BY public_at DESC LIMIT 1)", s.world.Clock.Now())
	return s
}

// takeUp lets the public register fill with so many events at most: all of a large
// crowd's would take hours. It says how fast that goes.
func (s *stage) takeUp(most int) {
	s.tb.Helper()
	began, events := time.Now(), 0
	for _, step := range []func(context.Context) (int, error){s.world.SequenceLog, s.world.TakeUpLog} {
		began, events = time.Now(), 0
		looked := 0
		for events < most {
			n, err := step(s.tb.Context())
			s.must(err)
			if events += n; n == 0 {
				break
			}
			if events-looked > most/10 { // tables that were empty are looked at again, as they are in life
				for _, table := range []string{"register_entries", "figures"} {
					s.must(s.db.Gorm.Exec("ANALYZE " + table).Error)
				}
				looked = events
			}
		}
	}
	if took := time.Since(began); s.crowd.Lifelike {
		say("taken up: %d events in %.0f s (%.0f a second); the public register has %d cases\n", events, took.Seconds(), float64(events)/took.Seconds(), s.count("register_entries"))
	}
}

func (s *stage) must(err error) {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatal(err)
	}
}

func (s *stage) pick(name, where string, args ...any) {
	s.tb.Helper()
	var c ipcase.Case
	s.must(s.db.Gorm.Raw("SELECT * FROM cases WHERE "+where+" LIMIT 1", args...).Scan(&c).Error)
	if c.ID == 0 {
		s.tb.Fatalf("there is no case %s", name)
	}
	s.cases[name] = c.Number
}

// speedPage is a page that is measured.
type speedPage struct {
	name  string
	path  string
	who   visitor
	limit int // statements that it may take, the session's and the navigation's among them
}

func (s *stage) pages() []speedPage {
	return []speedPage{
		{"seller: complaints to respond to", "/seller/complaints", s.seller, 6},
		{"seller: records", "/seller/records", s.seller, 6},
		{"seller: records that are looked for", "/seller/records?q=headlamp&type=trademark", s.seller, 7},
		{"seller: case", "/seller/cases/" + s.cases["to respond to"], s.seller, 6},
		{"seller: case with a long history", "/seller/cases/" + s.cases["with a long history"], s.seller, 6},
		{"reviewer: queue", "/review", s.reviewer, 6},
		{"reviewer: case to decide", "/review/cases/" + s.cases["to decide"], s.reviewer, 10 + 3}, // among them what the pictures look like, and what is on sale again; and the record of the access, with whether it is one too many
		{"holder: dashboard", "/holder", s.holder, 7 + 1},                                         // what is on sale again
		{"holder: complaints", "/holder/complaints", s.holder, 6},
		{"holder: case", "/holder/cases/" + s.cases["of the holder"], s.holder, 6 + 2}, // what is on sale again; and the record of the access
		{"public: register", "/register", s.anybody, 4},
		{"public: register that is looked for", "/register?q=headlamp", s.anybody, 5},
		{"public: notice", "/register/" + s.cases["in the register"], s.anybody, 12},
	}
}

// open asks for a page as its visitor.
func (s *stage) open(p speedPage) []byte {
	s.tb.Helper()
	req, err := http.NewRequestWithContext(s.tb.Context(), http.MethodGet, s.url+p.path, nil)
	s.must(err)
	if p.who.cookie != "" {
		req.AddCookie(&http.Cookie{Name: "session", Value: p.who.cookie})
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	s.must(err)
	body, err := io.ReadAll(res.Body)
	s.must(err)
	s.must(res.Body.Close())
	if res.StatusCode != http.StatusOK {
		s.tb.Fatalf("%s answers %d:\n%s", p.path, res.StatusCode, body)
	}
	return body
}
