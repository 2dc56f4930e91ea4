package web_test

import (
	"net/http"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Nothing is put into the browser's storage by any of the first pages of a side,
// nor asked for from anywhere else.
func TestNothingIsKeptInTheBrowser(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	chromium := webtest.NewChromium(t)
	for who, paths := range map[string][]string{
		"elin": {"/holder", "/holder/complaints?q=lamp", "/holder/file", "/messages"}, "lin": {"/seller/complaints", "/seller/records", "/account/access"},
		"ada": {"/review", "/review/rights"}, "operator": {"/operator", "/operator/access"},
	} {
		tab := chromium.Tab(site, who, true)
		for _, path := range paths {
			tab.Open(path)
			n, err := webtest.Evaluate[int](tab.Window, "localStorage.length + sessionStorage.length")
			no(t, err)
			if n != 0 {
				t.Errorf("%s keeps %d things in the browser", path, n)
			}
			foreign, err := webtest.Evaluate[int](tab.Window, "performance.getEntriesByType('resource').filter(e => !e.name.startsWith(location.origin)).length")
			no(t, err)
			if foreign != 0 {
				t.Errorf("%s asks others for %d files", path, foreign)
			}
		}
	}
}

// Signing out takes the session's cookie and has the browser forget what it kept.
func TestSigningOutClearsTheBrowser(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	cookie := sessionOf(site.As("lin").Open("/messages"))
	res := site.Do(t, http.MethodPost, "/sign-out", nil, http.Header{"Cookie": {cookie}, "Sec-Fetch-Site": {"same-origin"}})
	if got := res.Header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
		t.Errorf("Clear-Site-Data is %q", got)
	}
	for _, c := range res.Cookies() {
		if c.Name == "session" && c.MaxAge < 0 {
			return
		}
	}
	t.Errorf("the cookie stays: %v", res.Cookies())
}
