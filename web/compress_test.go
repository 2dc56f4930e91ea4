package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A page comes packed as the browser takes it, and is the same page; a picture
// comes as it is.
func TestPagesAreCompressed(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	get := func(path, takes string) (*http.Response, []byte) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.URL+path, nil)
		no(t, err)
		req.Header.Set("Accept-Encoding", takes)
		req.Header.Set("Sec-Fetch-Site", "none") // no token is needed then, and the page is the same each time
		res, err := http.DefaultTransport.RoundTrip(req)
		no(t, err)
		body, err := io.ReadAll(res.Body)
		no(t, err)
		no(t, res.Body.Close())
		return res, body
	}
	plain, page := get("/procedures", "identity")
	if plain.Header.Get("Content-Encoding") != "" || plain.Header.Get("Vary") == "" || len(page) < 5000 {
		t.Fatalf("%v, %d bytes", plain.Header, len(page))
	}
	const picture = "/pictures/lamp.png"
	for encoding, takes := range map[string]string{"gzip": "gzip, deflate", "zstd": "gzip, deflate, br, zstd"} {
		res, packed := get("/procedures", takes)
		if got := res.Header.Get("Content-Encoding"); got != encoding {
			t.Fatalf("%q is answered by %q", takes, got)
		}
		var r io.Reader
		var err error
		if encoding == "gzip" {
			r, err = gzip.NewReader(strings.NewReader(string(packed)))
		} else {
			r, err = zstd.NewReader(strings.NewReader(string(packed)))
		}
		no(t, err)
		if body, err := io.ReadAll(r); err != nil || string(body) != string(page) || len(packed)*2 > len(page) {
			t.Errorf("%s: %d bytes of %d, unpacked %d, %v", encoding, len(packed), len(page), len(body), err)
		}
		if res, _ := get(picture, takes); res.StatusCode != http.StatusOK || res.Header.Get("Content-Encoding") != "" {
			t.Errorf("a picture is answered %d, %q", res.StatusCode, res.Header.Get("Content-Encoding"))
		}
	}
}

// The token in a form looks different on each page, and each of them is good; one
// that was altered, or belongs to another browser, is not.
func TestTokensAreMasked(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	// open asks for a page with a form as a browser does that says nothing of where
	// its requests come from, and gives the token in it.
	open := func(b *http.Client) string {
		res, err := b.Get(site.URL + "/sign-in")
		no(t, err)
		body, err := io.ReadAll(res.Body)
		no(t, err)
		no(t, res.Body.Close())
		return csrfNow.FindStringSubmatch(string(body))[1]
	}
	browser := func() *http.Client {
		jar, err := cookiejar.New(nil)
		no(t, err)
		return &http.Client{Jar: jar}
	}
	mine, other := browser(), browser()
	press := func(token string) int {
		res, err := mine.PostForm(site.URL+"/sign-in", url.Values{"_csrf": {token}})
		no(t, err)
		no(t, res.Body.Close())
		return res.StatusCode
	}
	first, second := open(mine), open(mine)
	if first == second || len(first) != len(second) || len(first) < 80 {
		t.Fatalf("%q and %q", first, second)
	}
	for _, token := range []string{first, second} {
		if code := press(token); code != http.StatusUnprocessableEntity {
			t.Errorf("%s is answered %d", token, code)
		}
	}
	for _, token := range []string{"", ".", first[1:], first[:len(first)-2], first + "AA", "." + strings.Repeat("A", len(first)-1), open(other)} {
		if code := press(token); code != http.StatusForbidden {
			t.Errorf("%q is answered %d", token, code)
		}
	}
}
