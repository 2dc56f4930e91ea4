package web_test

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// TestServeForSweep is the portal for the tools of .ci/sweep, where SWEEP names a
// folder: with two of everything, without rates that would hold the tools back. It
// writes into the folder, for each role, the cookies and every address that the
// role may ask for, and serves until its input ends.
func TestServeForSweep(t *testing.T) {
	dir := os.Getenv("SWEEP")
	if dir == "" {
		t.Skip("SWEEP names no folder: only .ci/sweep runs this")
	}
	site := webtest.New(t, ipcasetest.SQLite(t))
	site.Log.ExpectFaults()
	sets := map[string]objects{"A": objectsOf(t, site, "elin", "lin"), "B": objectsOf(t, site, "zhao", "wang")}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	no(t, err)
	for role, who := range map[string]string{"nobody": "", "seller": "lin", "holder": "elin", "reviewer": "ada", "operator": "operator"} {
		var cookies string
		if who != "" {
			cookies = newClient(t, site, who).cookies(site.URL)
		}
		gets, posts := sweepTargets(site.Server, who, sets["A"])
		base := "http://" + l.Addr().String()
		write := func(name, content string) {
			t.Helper()
			no(t, os.WriteFile(filepath.Join(dir, role+"."+name), []byte(content), 0o600))
		}
		write("cookies", cookies)
		write("get", base+strings.Join(gets, "\n"+base)+"\n")
		write("post", base+strings.Join(posts, "\n"+base)+"\n")
	}
	tools := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && endsSession(r.URL.Path) {
			http.NotFound(w, r) // a tool that presses everything would shut itself out
			return
		}
		site.Server.ServeHTTP(w, r)
	})}
	go func() { _ = tools.Serve(l) }()
	no(t, os.WriteFile(filepath.Join(dir, "address"), []byte(l.Addr().String()), 0o600))
	_, err = io.Copy(io.Discard, os.Stdin) // until .ci/sweep closes it
	no(t, err)
	no(t, os.WriteFile(filepath.Join(dir, "faults"), []byte(site.Log.Faults()), 0o600))
}

// endsSession says whether pressing there can end the session or begin another.
func endsSession(path string) bool {
	return path == "/sign-out" || strings.HasPrefix(path, "/demo/") || path == "/account/organisations" || path == "/account/team/leave" ||
		slices.ContainsFunc([]string{"/account/confirm", "/account/security", "/account/passkeys/new", "/account/sessions", "/account/privacy"}, func(begin string) bool {
			return strings.HasPrefix(path, begin)
		})
}

// cookies is the header that the client sends.
func (c *client) cookies(address string) string {
	c.t.Helper()
	at, err := url.Parse(address)
	no(c.t, err)
	var all []string
	for _, cookie := range c.http.Jar.Cookies(at) {
		all = append(all, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(all, "; ")
}

// sweepTargets are the addresses that a person may ask for, with the parameters
// that a tool is to try: those of lists, and the fields of every form.
func sweepTargets(s *web.Server, who string, o objects) (gets, posts []string) {
	name := who
	fields := url.Values{
		"items": {"1"}, "version-1": {"99"}, "form": {o["form"]}, "explanation": {"text"}, "lines": {"QL-3001"}, "reason": {"text"}, "title": {"text"},
		"email": {"a@b.example"}, "name": {"text"}, "code": {"1"}, "note": {"text"}, "q": {"lamp"},
	}
	queries := url.Values{"q": {"lamp"}, "before": {"9"}, "after": {"9"}, "state": {"open"}, "kind": {"contact"}, "next": {"/"}}
	for _, r := range lines(s) {
		want := expected[r.method+" "+r.path]
		if _, may := want.may(name, "A"); !may || strings.HasPrefix(r.path, "/static/") || r.method == http.MethodPost && endsSession(r.path) {
			continue
		}
		if path := o.path(r.path); r.method == http.MethodGet {
			gets = append(gets, path+"?"+queries.Encode())
		} else {
			posts = append(posts, path+"?"+fields.Encode())
		}
	}
	slices.Sort(gets)
	slices.Sort(posts)
	return gets, posts
}
