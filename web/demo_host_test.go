package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// The demonstration answers under its own name only: somebody who typed the number
// of this machine is led there, and a page elsewhere whose name leads here gets
// nothing.
func TestTheDemonstrationHasOneName(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), func(d *web.Deps) { d.Demo.OneHost = true })
	base, err := url.Parse(site.URL)
	no(t, err)
	for _, host := range []string{"127.0.0.1:" + base.Port(), "[::1]:" + base.Port(), "evil.example", base.Hostname(), ""} {
		for method, want := range map[string]int{http.MethodGet: http.StatusTemporaryRedirect, http.MethodHead: http.StatusTemporaryRedirect, http.MethodPost: http.StatusMisdirectedRequest} {
			w := httptest.NewRecorder()
			r := httptest.NewRequestWithContext(t.Context(), method, "/demo?next=//evil.example", nil)
			r.Host = host
			site.Server.ServeHTTP(w, r)
			if w.Code != want {
				t.Errorf("%s of host %q: %d", method, host, w.Code)
			}
			if to := w.Header().Get("Location"); want == http.StatusTemporaryRedirect && to != site.URL+"/demo?next=//evil.example" {
				t.Errorf("host %q is led to %q", host, to)
			}
		}
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "//evil.example/x", nil)
	r.Host = "127.0.0.1"
	site.Server.ServeHTTP(w, r)
	if to, err := url.Parse(w.Header().Get("Location")); err != nil || to.Host != base.Host {
		t.Errorf("a path with two slashes leads to %q", w.Header().Get("Location"))
	}
	site.Stranger().Open("/demo").Status(http.StatusOK)
}
