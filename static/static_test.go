package static_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"ipportal/static"
)

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if len(header) == 2 {
		r.Header.Set(header[0], header[1])
	}
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestHandler(t *testing.T) {
	css := static.Path("app.css")
	if !regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`).MatchString(css) {
		t.Fatalf("path %q", css)
	}
	resp := get(t, css)
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "text/css; charset=utf-8" {
		t.Errorf("type %q", got)
	}
	if !strings.Contains(resp.Header.Get("Cache-Control"), "immutable") {
		t.Error("not cached for ever")
	}
	urls := regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(string(body), -1)
	if len(urls) == 0 {
		t.Error("the stylesheet names no font")
	}
	for _, m := range urls {
		if got := get(t, m[1]).StatusCode; got != http.StatusOK {
			t.Errorf("%s: %d", m[1], got)
		}
	}
	if got := get(t, css, "Accept-Encoding", "gzip").Header.Get("Content-Encoding"); got != "gzip" {
		t.Errorf("encoding %q", got)
	}
	for _, path := range []string{"/static/app.css", "/static/", "/static/../static.go", "/static/app.000000000000.css"} {
		if got := get(t, path).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, got)
		}
	}
}
