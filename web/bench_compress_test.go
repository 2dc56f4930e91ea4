package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"ipportal/ipcase/ipcasetest"
)

// BenchmarkCompression measures a long list unpacked, as the portal packs it, and at
// other levels: what each costs, in turns, and what it saves.
func BenchmarkCompression(b *testing.B) {
	s := newStage(b, ipcasetest.SQLite(b), ipcasetest.Crowd{Cases: 2000, Sellers: 10, Holders: 2})
	page := s.pages()[0]
	inside := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		s.server.ServeHTTP(w, r)
	})
	level := func(gzip, zstd int) string {
		wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip), gzhttp.ZstdCompressionLevel(zstd))
		s.must(err)
		server := httptest.NewServer(wrap(inside))
		b.Cleanup(server.Close)
		return server.URL
	}
	second := level(5, 2)
	ways := []struct{ name, url, accept string }{
		{"not packed", s.url, "identity"},
		{"gzip, as the portal does", s.url, "gzip"},
		{"zstd, as the portal does", s.url, "zstd"},
		{"gzip 5", second, "gzip"},
		{"gzip 9", level(9, 4), "gzip"},
		{"zstd 4", level(9, 4), "zstd"},
		{"zstd 2", second, "zstd"},
	}
	got := make([]load, len(ways))
	for round := range benchRounds + 1 {
		for n, way := range ways {
			l := drive(b, way.url, page.path, page.who.cookie, benchUsers, time.Duration(benchMillis)*time.Millisecond, "Accept-Encoding: "+way.accept)
			if round > 0 { // the first warms up
				got[n] = got[n].plus(l)
			}
		}
	}
	say("\n%-28s %8s %9s %9s\n", page.path, "bytes", "answers/s", "÷unpacked")
	for n, way := range ways {
		say("%-28s %8d %9.0f %9.2f\n", way.name, s.sizeOf(way.url+page.path, page.who.cookie, way.accept), got[n].perSecond(), got[n].perSecond()/got[0].perSecond())
	}
}

// sizeOf is how many bytes an answer takes on its way.
func (s *stage) sizeOf(address, cookie, accept string) int64 {
	s.tb.Helper()
	req, err := http.NewRequestWithContext(s.tb.Context(), http.MethodGet, address, nil)
	s.must(err)
	req.AddCookie(&http.Cookie{Name: "session", Value: cookie})
	req.Header.Set("Accept-Encoding", accept)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := http.DefaultTransport.RoundTrip(req)
	s.must(err)
	defer func() { _ = res.Body.Close() }()
	n, err := io.Copy(io.Discard, res.Body)
	s.must(err)
	return n
}
