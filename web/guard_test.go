package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// concrete puts something into the places of a route's pattern.
func concrete(pattern string) string {
	parts := strings.Split(pattern, "/")
	for n, p := range parts {
		if strings.HasPrefix(p, ":") || p == "*" {
			parts[n] = "1"
		}
	}
	return strings.Join(parts, "/")
}

func TestEveryRouteHasAnEntry(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	for _, r := range site.Server.Registered() {
		if !site.Server.HasEntry(r.Method, r.Path) {
			t.Errorf("%s %s is answered and stands in no table", r.Method, r.Path)
		}
	}
	seen := map[string]bool{}
	for _, e := range site.Server.Table() {
		if seen[e.Method+" "+e.Path] {
			t.Errorf("%s %s stands twice", e.Method, e.Path)
		}
		seen[e.Method+" "+e.Path] = true
	}
}

// Whatever is answered carries the headers; nothing but the named files is kept
// by a browser; somebody not signed in is asked to sign in.
func TestHeadersOfEveryRoute(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.AtBaseURL("https://ip.quaylane.example"))
	for _, e := range site.Server.Table() {
		path := concrete(e.Path)
		header := http.Header{"Sec-Fetch-Site": {"same-origin"}}
		res := site.Do(t, e.Method, path, nil, header)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
		} {
			if got := res.Header.Get(name); got != want {
				t.Errorf("%s %s: %s is %q, and not %q", e.Method, path, name, got, want)
			}
		}
		csp := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe-eval") || strings.Contains(csp, "data:") {
			t.Errorf("%s %s: Content-Security-Policy is %q", e.Method, path, csp)
		}
		if !strings.HasPrefix(path, "/static/") && res.Header.Get("Cache-Control") == "" {
			t.Errorf("%s %s: no Cache-Control", e.Method, path)
		}
		if res.Header.Get("Permissions-Policy") == "" || res.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s %s: a header is missing", e.Method, path)
		}
		if e.Program && res.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s %s lets a program in without a key: %d", e.Method, path, res.StatusCode)
		}
		if !e.Anyone && !e.Program && (res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(res.Header.Get("Location"), "/sign-in")) {
			t.Errorf("%s %s lets somebody in who is not signed in: %d", e.Method, path, res.StatusCode)
		}
		if res.StatusCode >= 500 {
			t.Errorf("%s %s answers %d", e.Method, path, res.StatusCode)
		}
	}
}

func TestSecureCookies(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.AtBaseURL("https://ip.quaylane.example"))
	site.Person("lin")
	form := strings.NewReader(url.Values{"email": {"lin.yue@haiyun.example"}, "password": {webtest.Password}}.Encode())
	res := site.Do(t, http.MethodPost, "/sign-in", form, http.Header{
		"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"},
	})
	for _, c := range res.Cookies() {
		if c.Name == "__Host-session" && c.Secure && c.HttpOnly && c.Path == "/" && c.Domain == "" {
			return
		}
	}
	t.Errorf("no cookie that is bound to the host: %v", res.Cookies())
}

func TestForgedForms(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	form := func() io.Reader { return strings.NewReader("theme=dark&return_to=%2F") }
	kind := "application/x-www-form-urlencoded"
	for name, header := range map[string]http.Header{
		"another site":               {"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {kind}},
		"another site with a token":  {"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {kind}, "Cookie": {"csrf=abc"}, "X-Csrf-Token": {"abc"}},
		"an old browser, no token":   {"Content-Type": {kind}},
		"an old browser, bad token":  {"Content-Type": {kind}, "Cookie": {"csrf=abc"}, "X-Csrf-Token": {"abd"}},
		"a neighbour without token":  {"Sec-Fetch-Site": {"same-site"}, "Content-Type": {kind}},
		"several values of a header": {"Sec-Fetch-Site": {"cross-site", "same-origin"}, "Content-Type": {kind}},
	} {
		res := site.Do(t, http.MethodPost, "/preferences", form(), header)
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != http.StatusForbidden || len(res.Header.Values("Set-Cookie")) > 1 || !strings.Contains(string(body), "</html>") {
			t.Errorf("%s: answered %d, cookies %v", name, res.StatusCode, res.Header.Values("Set-Cookie"))
		}
	}
	res := site.Do(t, http.MethodPost, "/preferences", form(), http.Header{"Content-Type": {kind}, "Cookie": {"csrf=abc"}, "X-Csrf-Token": {"abc"}})
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("a good token is refused: %d", res.StatusCode)
	}
}

func TestNextStaysHere(t *testing.T) {
	for _, good := range []string{"/", "/seller/complaints", "/catalogue/quaylane?q=a%20b&after=3", "/a/b#c", "/商品"} {
		if !web.IsLocal(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{
		"", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%5cevil.example", "/%2f/evil.example",
		"/%2Fevil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", " //evil.example", "evil.example", "/%0d%0aSet-Cookie:a=b",
		"/%00", "///evil.example", "/a b", strings.Repeat("/a", 2000),
	} {
		if web.IsLocal(bad) {
			t.Errorf("%q is taken for a page of ours", bad)
		}
	}
	site := webtest.New(t, ipcasetest.SQLite(t))
	for _, bad := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "/%5cevil.example"} {
		res := site.Do(t, http.MethodPost, "/preferences", strings.NewReader(url.Values{"theme": {"dark"}, "return_to": {bad}}.Encode()),
			http.Header{"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"}})
		if got := res.Header.Get("Location"); got != "/" {
			t.Errorf("return_to %q leads to %q", bad, got)
		}
	}
}

func TestUnreadableInput(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	for path, want := range map[string]int{
		"/catalogue/%00":                                 404,
		"/catalogue/quaylane/%ff%fe":                     404,
		"/catalogue/quaylane?q=%00":                      422,
		"/catalogue/quaylane?q=%ff":                      422,
		"/catalogue/quaylane?after=abc":                  422,
		"/catalogue/quaylane?after=99999999999999999999": 422,
		"/pictures/../../etc/passwd":                     404,
		"/pictures/..%2f..%2fetc%2fpasswd":               404,
		"/pictures/lamp.png%00.html":                     404,
		"/demo/outbox/..%2f..%2fx":                       404,
	} {
		res := site.Do(t, http.MethodGet, path, nil, nil)
		if res.StatusCode != want {
			t.Errorf("%s answers %d, and not %d", path, res.StatusCode, want)
		}
	}
	b := site.Stranger().Open("/sign-in")
	b.Fill("Email", "lin\x00@haiyun.example").Fill("Password", "x").Press("Sign in").Status(422).Sees("We have taken them out")
	b.Fill("Email", "lin\u202e@haiyun.example").Fill("Password", "x").Press("Sign in").Status(422).SeesNot("\u202e")
	b.Fill("Email", strings.Repeat("a", 300)+"@x.example").Fill("Password", "x").Press("Sign in").Status(422).Sees("Shorten it to 254.")
	res := site.Do(t, http.MethodPut, "/sign-in", nil, http.Header{"Sec-Fetch-Site": {"same-origin"}})
	if res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("PUT answers %d", res.StatusCode)
	}
}

func TestTooMuch(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	big := strings.Repeat("a", 3<<20)
	header := http.Header{"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"}}
	for name, body := range map[string]io.Reader{
		"with a length":            strings.NewReader("email=" + big),
		"without a length":         io.MultiReader(strings.NewReader("email="), strings.NewReader(big)),
		"without a length, slowly": io.MultiReader(strings.NewReader("email="+big), &slowly{wait: time.Second}, strings.NewReader(big)),
	} {
		res := site.Do(t, http.MethodPost, "/sign-in", body, header)
		page, _ := io.ReadAll(res.Body)
		if res.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(page), "larger than 1 MB") {
			t.Errorf("%s: 3 MB answer %d", name, res.StatusCode)
		}
	}
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	f, err := w.CreateFormField("email")
	if err == nil {
		_, err = io.WriteString(f, big)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	header.Set("Content-Type", w.FormDataContentType())
	if res := site.Do(t, http.MethodPost, "/sign-in", &parts, header); res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("3 MB in parts answer %d", res.StatusCode)
	}
	header.Set("Content-Type", "multipart/form-data; boundary=x")
	if res := site.Do(t, http.MethodPost, "/sign-in", strings.NewReader("no parts at all"), header); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a broken form answers %d", res.StatusCode)
	}
}

// slowly is nothing, and takes its time: longer than a server waits for who is still
// sending when it has closed the connection.
type slowly struct{ wait time.Duration }

func (s *slowly) Read([]byte) (int, error) {
	time.Sleep(s.wait)
	return 0, io.EOF
}

func TestForwardedHeadersAreIgnored(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.WithRates(web.Rates{PerAddress: 0.001, AddressBurst: 3, PerPerson: 100, PersonBurst: 100}))
	last := 0
	for n := range 5 {
		res := site.Do(t, http.MethodGet, "/sign-in", nil, http.Header{
			"X-Forwarded-For": {strings.Repeat("1", n+1) + ".2.3.4"}, "X-Real-Ip": {"9.9.9.9"}, "X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"https"},
		})
		last = res.StatusCode
		if body, _ := io.ReadAll(res.Body); strings.Contains(string(body), "evil.example") || res.Header.Get("Strict-Transport-Security") != "" {
			t.Error("a forwarded header is believed")
		}
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the fifth request of one address answers %d", last)
	}
}

func TestNamesOfFiles(t *testing.T) {
	for name, want := range map[string]string{
		`report.pdf`:                      `attachment; filename="report.pdf"`,
		`证据.pdf`:                          `attachment; filename="__.pdf"; filename*=UTF-8''%E8%AF%81%E6%8D%AE.pdf`,
		"a\r\nSet-Cookie: x=1.pdf":        `attachment; filename="a Set-Cookie: x=1.pdf"`,
		`../../etc/passwd`:                `attachment; filename="passwd"`,
		`C:\Users\me\x.png`:               `attachment; filename="x.png"`,
		`a"b;c%00.pdf`:                    `attachment; filename="a_b_c_00.pdf"; filename*=UTF-8''a%22b%3Bc%2500.pdf`,
		"evil\u202egnp.exe":               `attachment; filename="evilgnp.exe"`,
		"":                                `attachment; filename="file"`,
		strings.Repeat("x", 300) + ".pdf": `attachment; filename="` + strings.Repeat("x", 146) + `.pdf"`,
	} {
		if got := web.Disposition(name, false); got != want {
			t.Errorf("%q: %s\n want %s", name, got, want)
		}
	}
}

// Nothing of the demonstration exists outside of it.
func TestDemoIsOnlyDemo(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.WithoutDemo)
	for _, path := range []string{"/demo", "/demo/outbox"} {
		site.Stranger().Open(path).Status(404)
	}
	res := site.Do(t, http.MethodPost, "/demo/sign-in", strings.NewReader("person=1"), http.Header{
		"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"},
	})
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("signing in as anybody answers %d", res.StatusCode)
	}
	site.Stranger().Open("/").SeesNot("/demo", "demonstration")
}
