package web_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// Everybody opens every address: their own, the other's, and one that is not
// there. Whoever may not see a thing is answered exactly what is answered where
// there is nothing (promise 5), and nothing changes by their asking.
func TestWrongPerson(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		record := ipcasetest.Record(db)
		site := webtest.New(t, db)
		m := &matrix{t: t, site: site, record: record, sets: map[string]objects{
			"A": objectsOf(t, site, "elin", "lin"), "B": objectsOf(t, site, "zhao", "wang"), "untold": untold(t, site, "elin", "lin"),
		}}
		m.sets["A"].addTeam(t, site)
		for k, v := range m.sets["A"] {
			if _, there := m.sets["B"][k]; !there {
				m.sets["B"][k], m.sets["untold"][k] = v, v
			}
		}
		for _, name := range slices.Concat(strangers, everybody) {
			m.clients = append(m.clients, newClient(t, site, name))
		}
		routes := lines(site.Server)
		for _, r := range routes {
			if _, ok := expected[r.method+" "+r.path]; !ok {
				t.Errorf("%s %s: nothing is said about who may", r.method, r.path)
			}
		}
		for key := range expected {
			if !slices.ContainsFunc(routes, func(r line) bool { return r.method+" "+r.path == key }) {
				t.Errorf("%s: there is no such route", key)
			}
		}
		if t.Failed() {
			return
		}
		before := m.rows()
		for _, r := range routes {
			m.ofOthers(r)
		}
		if after := m.rows(); after != before {
			t.Errorf("what the wrong people asked for changed something:\n%s\n%s", before, after)
		}
		slices.SortStableFunc(routes, func(a, b line) int { return a.last() - b.last() })
		for _, r := range routes {
			m.own(r)
		}
		t.Logf("%d routes, %d requests, %d of them alike to nothing also in work", len(routes), m.asked, m.compared)
	})
}

// line is a route, one for each thing that its last part may name.
type line struct{ method, path string }

// last puts behind what ends what others are about.
func (l line) last() int {
	switch {
	case l.path == "/sign-out":
		return 4
	case l.method == http.MethodPost && strings.HasSuffix(l.path, "/leave"):
		return 3
	case l.method == http.MethodPost && (strings.HasSuffix(l.path, "/end") || strings.HasSuffix(l.path, "able") || strings.HasSuffix(l.path, "/withdraw")):
		return 2
	case l.method == http.MethodPost && strings.Contains(l.path, "/retract"):
		return 2
	case l.method == http.MethodPost:
		return 1
	}
	return 0
}

func lines(s *web.Server) []line {
	var all []line
	for _, e := range s.Table() {
		if e.Program { // who shows no cookie: see api_test.go
			continue
		}
		base, param := path.Split(e.Path)
		named, several := parts[param]
		if !several {
			all = append(all, line{e.Method, e.Path})
		}
		for _, name := range named {
			all = append(all, line{e.Method, base + name})
		}
	}
	return all
}

type matrix struct {
	t       *testing.T
	site    *webtest.Site
	record  *ipcasetest.Recorder
	sets    map[string]objects
	clients []*client
	asked   int

	compared int // answers whose work was held against that of nothing
}

// rows counts what a request could have changed.
func (m *matrix) rows() string {
	m.t.Helper()
	var b strings.Builder
	for _, table := range []string{"rights", "complaints", "cases", "items", "counters", "answers", "appeals", "decisions", "events", "drafts", "exhibits", "deliveries", "notices", "people", "memberships", "links", "account_events"} {
		var n int64
		if err := m.site.DB.Gorm.Table(table).Count(&n).Error; err != nil {
			m.t.Fatal(err)
		}
		b.WriteString(table + " " + strconv.FormatInt(n, 10) + " ")
	}
	var versions int64
	if err := m.site.DB.Gorm.Raw("SELECT COALESCE(SUM(version), 0) FROM items").Scan(&versions).Error; err != nil {
		m.t.Fatal(err)
	}
	return b.String() + "versions " + strconv.FormatInt(versions, 10)
}

// ofOthers asks for what is not the asker's.
func (m *matrix) ofOthers(r line) {
	m.t.Helper()
	want := expected[r.method+" "+r.path]
	for _, c := range m.clients {
		var wrong []objects
		var own []int // which of them are the asker's own, and closed to them
		for _, set := range []string{"A", "B"} {
			if _, may := want.may(c.name, set); !may && !want.open {
				if strings.Contains(owns[c.name], set) {
					own = append(own, len(wrong))
				}
				wrong = append(wrong, m.sets[set])
			}
			if len(params(r.path)) == 0 {
				break
			}
		}
		if owns[c.name] == "A" && len(params(r.path)) > 0 && !want.open && slices.Contains(allSellers, c.name) {
			wrong = append(wrong, m.sets["untold"])
		}
		if strings.HasSuffix(r.path, ":decision") || strings.Contains(r.path, ":number/counter/:draft") { // a thing of another inside what is one's own
			wrong = append(wrong, m.sets["A"].mixed(m.sets["B"]), m.sets["B"].mixed(m.sets["A"]))
		}
		if len(wrong) > 0 {
			nowhere := m.ask(r, c, absent)
			for n, o := range wrong {
				there := m.ask(r, c, o)
				m.refuses(there, nowhere, c)
				switch {
				case slices.Contains(own, n):
				case mixed(o):
					m.alikeInWork(there, m.ask(r, c, absent.inside(o)), c)
				default:
					m.alikeInWork(there, nowhere, c)
				}
			}
		}
	}
}

// refuses fails unless the answer is the one that is given where there is
// nothing.
func (m *matrix) refuses(there, nowhere given, c *client) {
	m.t.Helper()
	if c.name == "" {
		if !strings.HasPrefix(there.to, "/sign-in") || there.status != http.StatusSeeOther {
			m.t.Errorf("%s: somebody not signed in is answered %d %s", there.asked, there.status, there.to)
		}
	} else if there.status != http.StatusNotFound {
		m.t.Errorf("%s by %s: %d, and not 404: %s", there.asked, c.name, there.status, there.to)
	}
	if there.status != nowhere.status || there.body != nowhere.body || there.to != nowhere.to {
		a, b := difference(there.body, nowhere.body)
		m.t.Errorf("%s by %s differs from what is answered where there is nothing:\n%d %s %s\n%d %s %s",
			there.asked, c.name, there.status, there.to, a, nowhere.status, nowhere.to, b)
	}
}

// alikeInWork fails where the database is asked for more, or for less, than where
// there is nothing: that would tell by the time it takes.
func (m *matrix) alikeInWork(there, nowhere given, c *client) {
	m.t.Helper()
	m.compared++
	if slices.Equal(there.work, nowhere.work) {
		return
	}
	n := 0
	for n < min(len(there.work), len(nowhere.work)) && there.work[n] == nowhere.work[n] {
		n++
	}
	m.t.Errorf("%s by %s takes %d statements, and %d where there is nothing: after %d of them %.300q and %.300q",
		there.asked, c.name, len(there.work), len(nowhere.work), n, there.work[n:], nowhere.work[n:])
}

// difference is where two texts part.
func difference(a, b string) (inA, inB string) {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	cut := func(s string) string { return s[max(0, n-60):min(len(s), n+120)] }
	return cut(a), cut(b)
}

// own asks for what is the asker's, and for what is not there.
func (m *matrix) own(r line) {
	m.t.Helper()
	want := expected[r.method+" "+r.path]
	m.sets["A"]["version"], m.sets["B"]["version"] = "99", "99" // a page that is out of date, so that nothing moves
	for _, c := range m.clients {
		for _, set := range []string{"A", "B"} {
			status, may := want.may(c.name, set)
			if !may {
				continue
			}
			if got := m.ask(r, c, m.sets[set]); got.status != status {
				m.t.Errorf("%s by %s: %d, and not %d: %s %s", got.asked, c.name, got.status, status, got.to, mainPart(got.body))
			}
			if r.method == http.MethodGet && r.path != "/home" {
				if head := m.ask(line{method: http.MethodHead, path: r.path}, c, m.sets[set]); head.status != status || head.body != "" {
					m.t.Errorf("%s by %s: %d with %d bytes, and not %d", head.asked, c.name, head.status, len(head.body), status)
				}
			}
			for _, param := range params(r.path) {
				if slices.Contains(want.free, param) {
					continue
				}
				if got := m.ask(r, c, m.sets[set].without(param)); got.status != http.StatusNotFound {
					m.t.Errorf("%s by %s: %d for what is not there", got.asked, c.name, got.status)
				}
			}
			if len(params(r.path)) == 0 || want.open {
				break
			}
		}
	}
}

type given struct {
	asked, to, body string
	status          int
	work            []string // what the database was asked for it
}

// ask sends one request, and masks in the answer what names the request.
func (m *matrix) ask(r line, c *client, o objects) given {
	m.t.Helper()
	m.asked++
	address := o.path(r.path)
	var body io.Reader
	if r.method == http.MethodPost {
		body = strings.NewReader(url.Values{
			"items": {"1"}, "version-1": {o["version"]}, "form": {o["form"]}, "lines": {"QL-3001"}, "do": {"register"},
		}.Encode())
	}
	req, err := http.NewRequestWithContext(m.t.Context(), r.method, m.site.URL+address, body)
	if err != nil {
		m.t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("X-CSRF-Token", c.token)
	}
	var status int
	var header http.Header
	var answer string
	var work []string
	for _, s := range m.record.During(func() { status, header, answer = c.do(req) }) {
		if !strings.Contains(s.SQL, `INTO "accesses"`) { // how many refusals are written down goes by their number
			work = append(work, s.SQL)
		}
	}
	mask := []string{header.Get("X-Request-Id"), "REQUEST"}
	if token := csrfNow.FindStringSubmatch(answer); token != nil { // another in each answer
		mask = append(mask, token[1], "TOKEN")
	}
	if address != r.path {
		mask = append(mask, url.QueryEscape(address), "PATH", address, "PATH")
	}
	for _, param := range params(r.path) {
		if v := o.value(r.path, param); len(v) > 3 {
			mask = append(mask, v, "OBJECT")
		}
	}
	masked := strings.NewReplacer(mask...)
	return given{
		work: work, asked: r.method + " " + address, status: status, body: masked.Replace(answer), to: masked.Replace(header.Get("Location")),
	}
}

// mainPart is the beginning of what a page is about, for messages.
func mainPart(body string) string {
	_, part, _ := strings.Cut(body, "<h1>")
	return part[:min(len(part), 300)]
}

// client is somebody who asks without a browser.
type client struct {
	t     *testing.T
	name  string // "" is nobody
	token string
	http  *http.Client
}

func newClient(t *testing.T, site *webtest.Site, name string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{t: t, name: name, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	c.get(site.URL + "/sign-in")
	at, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, cookie := range jar.Cookies(at) {
		if cookie.Name == "csrf" {
			c.token = cookie.Value
		}
	}
	if name == "" {
		return c
	}
	form := url.Values{"person": {strconv.FormatInt(site.Person(name).ID, 10)}, "_csrf": {c.token}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.URL+"/demo/sign-in", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if status, header, _ := c.do(req); status != http.StatusSeeOther {
		t.Fatalf("%s cannot sign in: %d %v", name, status, header)
	}
	return c
}

func (c *client) get(address string) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, address, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	c.do(req)
}

func (c *client) do(req *http.Request) (int, http.Header, string) {
	c.t.Helper()
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(body)
}
