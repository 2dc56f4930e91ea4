package web_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
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
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		m := &matrix{t: t, site: site, sets: map[string]objects{"A": objectsOf(t, site, "elin", "lin"), "B": objectsOf(t, site, "zhao", "wang")}}
		for _, name := range slices.Concat(strangers, everybody) {
			m.clients = append(m.clients, newClient(t, site, name))
		}
		routes := web.RouteLines(site.Server)
		for _, r := range routes {
			if _, ok := expected[r.Method+" "+r.Path]; !ok {
				t.Errorf("%s %s: nothing is said about who may", r.Method, r.Path)
			}
		}
		for key := range expected {
			if !slices.ContainsFunc(routes, func(r web.RouteLine) bool { return r.Method+" "+r.Path == key }) {
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
		out := slices.IndexFunc(routes, func(r web.RouteLine) bool { return r.Path == "/sign-out" })
		routes = append(slices.Delete(slices.Clone(routes), out, out+1), routes[out]) // whoever signs out asks for nothing more
		for _, r := range routes {
			m.own(r)
		}
		t.Logf("%d routes, %d requests", len(routes), m.asked)
	})
}

type matrix struct {
	t       *testing.T
	site    *webtest.Site
	sets    map[string]objects
	clients []*client
	asked   int
}

// rows counts what a request could have changed.
func (m *matrix) rows() string {
	m.t.Helper()
	var b strings.Builder
	for _, table := range []string{"rights", "complaints", "cases", "items", "counters", "answers", "appeals", "decisions", "events", "drafts", "exhibits", "deliveries", "notices"} {
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
func (m *matrix) ofOthers(r web.RouteLine) {
	m.t.Helper()
	want := expected[r.Method+" "+r.Path]
	for _, c := range m.clients {
		for _, set := range []string{"A", "B"} {
			if _, may := want.may(c.name, set); !may && !want.open {
				m.refuses(r, c, m.sets[set])
			}
			if len(params(r.Path)) == 0 {
				break
			}
		}
		if _, may := want.may(c.name, "A"); may && strings.Contains(r.Path, "/cases/") && len(params(r.Path)) > 1 {
			m.refuses(r, c, m.sets["A"].mixed(m.sets["B"])) // a thing of another inside what is one's own
			m.refuses(r, c, m.sets["B"].mixed(m.sets["A"]))
		}
	}
}

// refuses fails unless the answer is the one that is given where there is
// nothing.
func (m *matrix) refuses(r web.RouteLine, c *client, o objects) {
	m.t.Helper()
	there, nowhere := m.ask(r, c, o), m.ask(r, c, absent)
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
func (m *matrix) own(r web.RouteLine) {
	m.t.Helper()
	want := expected[r.Method+" "+r.Path]
	for _, c := range m.clients {
		for _, set := range []string{"A", "B"} {
			status, may := want.may(c.name, set)
			if !may {
				continue
			}
			if got := m.ask(r, c, m.sets[set]); got.status != status {
				m.t.Errorf("%s by %s: %d, and not %d: %s %s", got.asked, c.name, got.status, status, got.to, mainPart(got.body))
			}
			if r.Method == http.MethodGet && r.Path != "/home" {
				if head := m.ask(web.RouteLine{Method: http.MethodHead, Path: r.Path}, c, m.sets[set]); head.status != status || head.body != "" {
					m.t.Errorf("%s by %s: %d with %d bytes, and not %d", head.asked, c.name, head.status, len(head.body), status)
				}
			}
			for _, param := range params(r.Path) {
				if slices.Contains(want.free, param) {
					continue
				}
				if got := m.ask(r, c, m.sets[set].without(param)); got.status != http.StatusNotFound {
					m.t.Errorf("%s by %s: %d for what is not there", got.asked, c.name, got.status)
				}
			}
			if len(params(r.Path)) == 0 || want.open {
				break
			}
		}
	}
}

type given struct {
	asked, to, body string
	status          int
}

// ask sends one request, and masks in the answer what names the request.
func (m *matrix) ask(r web.RouteLine, c *client, o objects) given {
	m.t.Helper()
	m.asked++
	path := o.path(r.Path)
	var body io.Reader
	if r.Method == http.MethodPost {
		body = strings.NewReader(url.Values{"items": {"1"}, "version-1": {"1"}, "form": {o["form"]}}.Encode())
	}
	req, err := http.NewRequestWithContext(m.t.Context(), r.Method, m.site.URL+path, body)
	if err != nil {
		m.t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("X-CSRF-Token", c.token)
	}
	status, header, answer := c.do(req)
	mask := []string{header.Get("X-Request-Id"), "REQUEST", c.token, "TOKEN"}
	if path != r.Path {
		mask = append(mask, url.QueryEscape(path), "PATH", path, "PATH")
	}
	for _, param := range params(r.Path) {
		if v := o.value(r.Path, param); len(v) > 3 {
			mask = append(mask, v, "OBJECT")
		}
	}
	masked := strings.NewReplacer(mask...)
	return given{
		asked: r.Method + " " + path, status: status, body: masked.Replace(answer), to: masked.Replace(header.Get("Location")),
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
