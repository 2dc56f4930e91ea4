package web_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
	"ipportal/static"
	"ipportal/web"
	"ipportal/web/webtest"
)

// Whatever is answered, and be it an error of any kind, carries every header; the
// pages of routes are in TestHeadersOfEveryRoute.
func TestHeadersOfEveryAnswer(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.AtBaseURL("https://ip.quaylane.example"),
		webtest.WithRates(web.Rates{PerAddress: 1e-6, AddressBurst: 16, PerPerson: 1e6, PersonBurst: 1e6, PerCostly: 1e6, CostlyBurst: 1e6}))
	form := "application/x-www-form-urlencoded"
	same := http.Header{"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {form}}
	css := static.Path("app.css")
	for _, c := range []struct {
		name, method, path string
		header             http.Header
		body               string
		status             int
	}{
		{"absent", http.MethodGet, "/no-such-page", nil, "", 404},
		{"absent, posted", http.MethodPost, "/no-such-page", same, "a=b", 404},
		{"absent file", http.MethodGet, "/static/none.css", nil, "", 404},
		{"a file", http.MethodGet, css, nil, "", 200},
		{"head", http.MethodHead, "/sign-in", nil, "", 200},
		{"a method that is not taken", http.MethodPut, "/sign-in", same, "", 405},
		{"another such", http.MethodDelete, "/holder", same, "", 405},
		{"trace", http.MethodTrace, "/", nil, "", 405},
		{"options", http.MethodOptions, "/sign-in", nil, "", 204},
		{"unreadable", http.MethodGet, "/catalogue/quaylane?q=%ff", nil, "", 422},
		{"a broken escape in the query", http.MethodGet, "/sign-in?%zz=1", nil, "", 200},
		{"forged", http.MethodPost, "/preferences", http.Header{"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {form}}, "theme=dark", 403},
		{"too large", http.MethodPost, "/sign-in", same, "email=" + strings.Repeat("a", 2<<20), 413},
		{"not filled in", http.MethodPost, "/sign-in", same, "", 422},
		{"to signing in", http.MethodGet, "/holder", nil, "", 303},
		{"plain text", http.MethodGet, "/robots.txt", nil, "", 200},
		{"security.txt", http.MethodGet, "/.well-known/security.txt", nil, "", 200},
		{"alive", http.MethodGet, "/healthz", nil, "", 200},
		{"held back", http.MethodGet, "/sign-in", nil, "", 429},
	} {
		var body io.Reader
		if c.body != "" {
			body = strings.NewReader(c.body)
		}
		res := site.Do(t, c.method, c.path, body, c.header)
		if res.StatusCode != c.status {
			t.Errorf("%s: answers %d, and not %d", c.name, res.StatusCode, c.status)
		}
		carriesEveryHeader(t, c.name, res)
	}
}

func carriesEveryHeader(t *testing.T, name string, res *http.Response) {
	t.Helper()
	for header, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
	} {
		if got := res.Header.Values(header); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %s is %q, and not %q", name, header, got, want)
		}
	}
	for _, header := range []string{"Content-Security-Policy", "Permissions-Policy", "X-Request-Id", "Cache-Control"} {
		if len(res.Header.Values(header)) != 1 {
			t.Errorf("%s: %s is %q", name, header, res.Header.Values(header))
		}
	}
	policy := res.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("%s: the policy has no %s", name, part)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || strings.Contains(policy, "data:") || strings.Contains(policy, "http") {
		t.Errorf("%s: the policy is wide: %s", name, policy)
	}
	for _, header := range []string{"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Server", "X-Powered-By", "X-Debug"} {
		if res.Header.Get(header) != "" {
			t.Errorf("%s: %s is sent", name, header)
		}
	}
	if kind := res.Header.Get("Content-Type"); kind == "" && res.StatusCode != http.StatusNoContent && res.StatusCode != http.StatusSeeOther ||
		strings.HasPrefix(kind, "text/") && !strings.Contains(strings.ToLower(kind), "charset=utf-8") {
		t.Errorf("%s: Content-Type is %q", name, kind)
	}
}

// An origin is never allowed anything, whatever it says of itself.
func TestNoOriginIsAllowed(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	for _, origin := range []string{"https://evil.example", "null", site.URL, "file://"} {
		for _, method := range []string{http.MethodGet, http.MethodOptions} {
			res := site.Do(t, method, "/sign-in", nil, http.Header{"Origin": {origin}, "Access-Control-Request-Method": {"POST"}})
			for name := range res.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s with origin %s: %s", method, origin, name)
				}
			}
		}
	}
}

// security.txt as RFC 9116 asks for it, with an end that moves on with the clock,
// and none where nobody is named.
func TestSecurityTxt(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.AtBaseURL("https://ip.quaylane.example"))
	for range 2 {
		res := site.Do(t, http.MethodGet, "/.well-known/security.txt", nil, http.Header{"Host": {"evil.example"}})
		body, err := io.ReadAll(res.Body)
		no(t, err)
		fields := map[string]string{}
		for line := range strings.Lines(string(body)) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if fields[name] != "" {
				t.Errorf("%s stands twice", name)
			}
			fields[name] = value
		}
		expires, err := time.Parse(time.RFC3339, fields["Expires"])
		if left := expires.Sub(site.Clock.Now()); err != nil || left < 80*24*time.Hour || left > 365*24*time.Hour {
			t.Errorf("Expires is %q: %s left, %v", fields["Expires"], left, err)
		}
		if fields["Contact"] != "mailto:security@quaylane.example" || fields["Canonical"] != "https://ip.quaylane.example/.well-known/security.txt" ||
			fields["Policy"] != "https://ip.quaylane.example/security" || res.Header.Get("Content-Type") != "text/plain; charset=UTF-8" {
			t.Errorf("%s: %v", res.Header.Get("Content-Type"), fields)
		}
		site.Clock.Advance(400 * 24 * time.Hour)
	}
	site.Stranger().Open("/security").Status(http.StatusOK).Sees("Report a weakness", "security@quaylane.example")
	none := webtest.New(t, ipcasetest.SQLite(t), func(d *web.Deps) { d.SecurityContact = "" })
	none.Stranger().Open("/.well-known/security.txt").Status(http.StatusNotFound)
	none.Stranger().Open("/security").Status(http.StatusOK).SeesNot("Where to write")
}

// Search engines are kept out of everything that is not for everybody.
func TestRobots(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	res := site.Do(t, http.MethodGet, "/robots.txt", nil, nil)
	body, err := io.ReadAll(res.Body)
	no(t, err)
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	closed := func(path string) bool {
		return slices.ContainsFunc(lines, func(l string) bool {
			p, is := strings.CutPrefix(l, "Disallow: ")
			return is && strings.HasPrefix(path, p)
		})
	}
	if lines[0] != "User-agent: *" {
		t.Errorf("it begins with %q", lines[0])
	}
	for _, e := range site.Server.Table() {
		if !e.Anyone && e.Method == http.MethodGet && !closed(e.Path) {
			t.Errorf("%s may be read by search engines", e.Path)
		}
	}
	for _, open := range []string{"/", "/catalogue", "/procedures", "/security"} {
		if closed(open) {
			t.Errorf("%s is kept from search engines", open)
		}
	}
}

// elsewhere are spellings that some browser or proxy takes for another host.
var elsewhere = []string{
	"//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\\/evil.example", "//\\evil.example",
	"https://evil.example", "HTTPS://evil.example", "https:evil.example", "https:/evil.example", "https:\\evil.example", "http:///evil.example", "javascript:alert(1)",
	"JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/%2f/evil.example", "/%2F%2Fevil.example", "/%5cevil.example", "/%5C%5Cevil.example",
	"%2f%2fevil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "/ /evil.example", "/%09/evil.example",
	"/%0a/evil.example", "/%0d%0aLocation:%20https://evil.example", "/.//evil.example", "/..//evil.example", "/x/..//evil.example", "/./\\evil.example", "//evil.example/%2e%2e",
	"//evil.example:443", "//user@evil.example", "//ip.quaylane.example@evil.example", "/\u2215/evil.example", "//evil\u3002example", "//\uff45vil.example", "/\u0000/evil.example",
	"evil.example", "./evil.example", "../evil.example", "?next=//evil.example", "#//evil.example", ";//evil.example", "/;@evil.example//", "@evil.example", "/%00//evil.example",
	"//[::1]", "//0x7f000001", "///\\evil.example", "/%252f%252fevil.example//..", "http://evil.example%2f@ip.quaylane.example", "//ip.quaylane.example.evil.example",
}

// No spelling of another host leads away, in any parameter that says where to go
// on, neither by a redirect nor by a link on a page.
func TestRedirectsStayHere(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	cookie := sessionOf(site.As("lin").Open("/messages"))
	leads := func(what, from, to string) {
		t.Helper()
		base, err := url.Parse(site.URL + "/x/y")
		no(t, err)
		at, err := base.Parse(to)
		if err != nil || at.Host != base.Host || at.Scheme != base.Scheme || strings.HasPrefix(at.Path, "//") || strings.ContainsAny(to, "\\\t\r\n\x00") {
			t.Errorf("%s %q leads to %q (%v)", what, from, to, err)
		}
	}
	for _, bad := range elsewhere {
		same := http.Header{"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"}}
		res := site.Do(t, http.MethodPost, "/preferences", strings.NewReader(url.Values{"theme": {"dark"}, "return_to": {bad}}.Encode()), same)
		leads("return_to", bad, res.Header.Get("Location"))
		res = site.Do(t, http.MethodGet, "/sign-in?next="+url.QueryEscape(bad), nil, http.Header{"Cookie": {cookie}})
		leads("next, signed in,", bad, res.Header.Get("Location"))
		res = site.Do(t, http.MethodGet, "/sign-in?next="+url.QueryEscape(bad), nil, nil)
		page, err := io.ReadAll(res.Body)
		no(t, err)
		for _, link := range attributes(string(page)) {
			if strings.Contains(link, "evil") && !strings.HasPrefix(link, "/sign-in?next=") {
				leads("a link on the page for next", bad, link)
			}
		}
		form := url.Values{"email": {site.Person("lin").Email}, "password": {webtest.Password}, "next": {bad}}
		res = site.Do(t, http.MethodPost, "/sign-in", strings.NewReader(form.Encode()), same)
		leads("next, at signing in,", bad, res.Header.Get("Location"))
	}
	// A path of ours that looks like another host is not sent on as one.
	for _, path := range []string{"//evil.example/%2e%2e", "//evil.example", "/%2f%2fevil.example", "/holder//evil.example", "/holder/..%2f..%2f/evil.example", "/catalogue/%2e%2e//evil.example"} {
		res := site.Do(t, http.MethodGet, path, nil, nil)
		if to := res.Header.Get("Location"); to != "" {
			leads("the path", path, to)
		}
	}
	t.Logf("%d spellings", len(elsewhere))
}

// attributes are the values of what leads somewhere in a page.
func attributes(page string) (values []string) {
	for _, name := range []string{`href="`, `action="`, `src="`, `value="`} {
		for _, part := range strings.Split(page, name)[1:] {
			value, _, _ := strings.Cut(part, `"`)
			if name != `value="` {
				values = append(values, value)
			}
		}
	}
	return values
}

// A scanner that opens every link of every mail three times, with GET and HEAD,
// and follows where they lead, changes nothing: it is not signed in, and links
// open pages with a button.
func TestMailScannersChangeNothing(t *testing.T) {
	j := &mainJob{t: t, Site: webtest.New(t, ipcasetest.SQLite(t))}
	for _, who := range []string{"elin", "lin", "wang", "dana", "zhao", "ada", "ben", "carol"} {
		j.Person(who)
	}
	j.rights()
	j.filing()
	j.noticeCheck()
	before := contents(t, j.DB, j.URL)
	letters, err := j.Outbox.List(1000)
	no(t, err)
	seen := 0
	for _, l := range letters {
		full, err := j.Outbox.Read(l.ID)
		no(t, err)
		for _, link := range anyLink.FindAllString(full.Text+" "+full.HTML, -1) {
			for range 3 {
				for _, method := range []string{http.MethodGet, http.MethodHead} {
					path := strings.TrimPrefix(link, j.URL)
					for hops := 0; path != "" && hops < 5; hops++ {
						res := j.Do(t, method, path, nil, http.Header{"User-Agent": {"Link scanner"}})
						path = res.Header.Get("Location")
						seen++
					}
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d requests", seen)
	}
	for _, c := range differing(before, contents(t, j.DB, j.URL)) {
		if !strings.HasPrefix(c, "accesses.") && !strings.HasPrefix(c, "sessions.") {
			t.Errorf("%s was changed by a scanner", c)
		}
	}
}
