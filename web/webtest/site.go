// Package webtest is the portal for scenarios: the real server over a real
// database, with a clock to turn, and people with names who use it through a
// browser without script. Only tests may import it.
package webtest

import (
	"bytes"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/procedure"
	"ipportal/ipcase/worker"
	"ipportal/web"
)

// Site is a running portal.
type Site struct {
	URL       string
	Clock     *ipcasetest.Clock
	DB        *database.DB
	Service   *ipcase.Service
	Accounts  *account.Service
	Blobs     *evidence.Store
	Catalogue *marketplace.Catalogue
	Market    *marketplace.Connected
	Outbox    *notify.Outbox
	Server    *web.Server
	Log       *Log
	Dir       string // where its files and mails lie

	// Tamper, where it is set, changes what is sent.
	Tamper *Tampering

	// Store is what Work carries out from; the service, unless a test leaves out a part.
	Store worker.Store

	// Watch, where it is set, is shown every answer that somebody's browser is.
	Watch func(p *Person, header http.Header, body []byte)

	// Outside is how marketplaces of their own are reached.
	Outside Outside

	t        testing.TB
	base     *url.URL
	browsers map[string]*Browser
	people   map[string]*Person
	orgs     map[string]int64
}

// Option changes how a site is set up.
type Option func(*web.Deps)

// New starts a portal on a database that is the test's own.
func New(t testing.TB, db *database.DB, options ...Option) *Site {
	t.Helper()
	dir := t.TempDir()
	blobs, err := evidence.NewDisk(filepath.Join(dir, "evidence"))
	must(t, err)
	return newSite(t, db, dir, blobs, options)
}

// NewInBucket is New with its files in a real S3 server's bucket; lies is the folder
// in which that keeps them.
func NewInBucket(t testing.TB, db *database.DB, options ...Option) (s *Site, lies string) {
	t.Helper()
	at, lies := ipcasetest.S3(t)
	dir := t.TempDir()
	blobs, err := evidence.NewBucket(t.Context(), filepath.Join(dir, "received"), at)
	must(t, err)
	return newSite(t, db, dir, blobs, options), lies
}

func newSite(t testing.TB, db *database.DB, dir string, blobs *evidence.Store, options []Option) *Site {
	t.Helper()
	s := &Site{
		t: t, DB: db, Clock: ipcasetest.NewClock(ipcasetest.Monday), Log: &Log{}, Dir: dir, Blobs: blobs,
		browsers: map[string]*Browser{}, people: map[string]*Person{}, orgs: map[string]int64{},
	}
	book, err := procedure.Builtin()
	must(t, err)
	s.Blobs.CachingIn(ipcasetest.Cache())
	s.Outbox, err = notify.NewOutbox(filepath.Join(dir, "outbox"), s.Clock)
	must(t, err)
	deps := web.Deps{
		Blobs: s.Blobs, Clock: s.Clock, Away: database.Away,
		Logger: slog.New(slog.NewTextHandler(s.Log, nil)), ProductName: "Quaylane IP Protection", Zone: "Asia/Shanghai",
		Rates: web.Rates{PerAddress: 1e6, AddressBurst: 1e6, PerPerson: 1e6, PersonBurst: 1e6, PerCostly: 1e6, CostlyBurst: 1e6},
		Demo:  &web.DemoDeps{Outbox: s.Outbox}, SecurityContact: "mailto:security@quaylane.example",
	}
	// The address is known before the server, which must know its own address.
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.Server.ServeHTTP(w, r) })
	listening := httptest.NewServer(handler)
	t.Cleanup(listening.Close)
	// By its name: browsers make no passkeys for a number.
	s.URL = strings.Replace(listening.URL, "127.0.0.1", "localhost", 1)
	deps.BaseURL = s.URL
	s.base, err = url.Parse(s.URL)
	must(t, err)
	s.market(book)
	deps.Service, deps.Catalogue, deps.Accounts = s.Service, s.Catalogue, s.Accounts
	for _, option := range options {
		option(&deps)
	}
	s.Server = web.New(deps)
	t.Cleanup(func() {
		if faults := s.Log.Faults(); faults != "" && !s.Log.expected {
			t.Errorf("the server reported faults:\n%s", faults)
		}
	})
	return s
}

// WithoutDemo leaves out what exists only in the demonstration.
func WithoutDemo(d *web.Deps) { d.Demo = nil }

// WithRates sets how often one may ask.
func WithRates(r web.Rates) Option { return func(d *web.Deps) { d.Rates = r } }

// AtBaseURL lets the portal believe that it is reached at another address.
func AtBaseURL(address string) Option { return func(d *web.Deps) { d.BaseURL = address } }

// WithoutCaps lets a holder of any accuracy file as much as it likes.
func WithoutCaps(d *web.Deps) {
	caps := d.Service.Book().Standing.Accuracy.Caps // this site's own
	for n := range caps {
		caps[n].Decided = math.MaxInt
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// As is the browser of the person with this name (see people.go), signed in. It
// stays the same one for the whole test.
func (s *Site) As(name string) *Browser {
	s.t.Helper()
	b, ok := s.browsers[name]
	if !ok {
		b = newBrowser(s.t, s, s.Person(name))
		s.browsers[name] = b
	}
	b.scope = nil
	return b
}

// Stranger is a new browser of somebody who is not signed in.
func (s *Site) Stranger() *Browser { return newBrowser(s.t, s, nil) }

// Work does everything that is due at this moment: what silence does, and what
// must leave.
func (s *Site) Work() {
	s.t.Helper()
	store := s.Store
	if store == nil {
		store = s.Service
	}
	w := worker.New(worker.Config{
		Store: store, Market: s.Market, Mail: s.Outbox, Log: slog.New(slog.NewTextHandler(s.Log, nil)),
		CaseFile: web.CaseFiles{Service: s.Service, Blobs: s.Blobs, Clock: s.Clock, Zone: "Asia/Shanghai"}.Make,
		Compose:  web.Letters(s.Service, s.Accounts, s.URL, "Quaylane IP Protection", "Quaylane IP Protection <ip@quaylane.example>"),
	})
	_, err := w.RunOnce(s.t.Context())
	must(s.t, err)
}

// Mail is what was sent to an address, the newest first.
func (s *Site) Mail(to string) []notify.Letter {
	s.t.Helper()
	all, err := s.Outbox.List(1000)
	must(s.t, err)
	var found []notify.Letter
	for _, l := range all {
		if !strings.Contains(l.To, to) {
			continue
		}
		full, err := s.Outbox.Read(l.ID)
		must(s.t, err)
		found = append(found, full)
	}
	return found
}

// Log is what the server wrote.
type Log struct {
	mu       sync.Mutex
	buf      bytes.Buffer
	expected bool
}

// Write takes a line of the log.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String is the log so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// ExpectFaults says that this test makes the server fail on purpose.
func (l *Log) ExpectFaults() { l.expected = true }

// Faults are the lines that report an error of ours.
func (l *Log) Faults() string {
	var b strings.Builder
	for line := range strings.Lines(l.String()) {
		if strings.Contains(line, "level=ERROR") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// Do sends one request without following where it leads.
func (s *Site) Do(t testing.TB, method, path string, body io.Reader, header http.Header) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, body)
	must(t, err)
	for name, values := range header {
		req.Header[name] = values
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	must(t, err)
	content, err := io.ReadAll(res.Body)
	must(t, err)
	must(t, res.Body.Close())
	res.Body = io.NopCloser(bytes.NewReader(content))
	return res
}
