package web_test

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// The database goes away while somebody sends a long text: they are told so,
// keep every word, and send it again once it is back.
func TestTheDatabaseIsAwayForAMoment(t *testing.T) {
	db, line := ipcasetest.CutablePostgres(t)
	site := webtest.New(t, db)
	site.Log.ExpectFaults()
	lin := site.As("lin").Open("/messages").Status(200)
	words := "First line.\r\n  Second “line”, <b>&amp;</b> 海云\r\n"

	line.Cut()
	res := site.Do(t, http.MethodGet, "/healthz", nil, nil)
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("/healthz answers %d: the portal would be killed, which brings no database back", res.StatusCode)
	}
	lin.Open("/messages").Status(503).Sees("The portal is away for a moment").SeesNot("Send it again")
	var cookies string
	for _, c := range lin.Cookies() {
		cookies += c.Name + "=" + c.Value + "; "
	}
	sent := func(from string) string {
		t.Helper()
		form := url.Values{"explanation": {words}, "item": {"1", "2"}, "_csrf": {"x"}}
		res := site.Do(t, http.MethodPost, "/preferences", strings.NewReader(form.Encode()), http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {from}, "Cookie": {cookies},
		})
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
			t.Errorf("sent from %s: %d, %v", from, res.StatusCode, err)
		}
		return string(body)
	}
	kept, body := html.EscapeString(words), sent("same-origin")
	if !strings.Contains(body, kept) && !strings.Contains(body, strings.ReplaceAll(kept, "&#34;", "&quot;")) || !strings.Contains(body, "Send it again") {
		t.Errorf("what was typed is not in the page: %s", body)
	}
	if body := sent("cross-site"); strings.Contains(body, "First line") {
		t.Errorf("another site's words are in the page: %s", body)
	}

	line.Mend()
	lin.Open("/messages").Status(200)
}
