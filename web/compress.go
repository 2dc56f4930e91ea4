package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/zstd"
	"github.com/labstack/echo/v4"
)

// What is compressed on its way out: words. Pictures and documents are compressed
// already, and exhibits are sent as the bytes that were sealed. BenchmarkCompression
// measures the levels: at the lowest a list of 70 kB goes out in 5 to 6 kB at nearly
// nine tenths of the throughput; higher ones save at most 900 bytes more, and the
// highest cost a quarter of it (gzip) or three (zstd).
const (
	gzipLevel   = 1
	leastToPack = 1024 // bytes: less fits a packet as it is
	jitter      = 32   // bytes at most by which the length of an answer is blurred
)

var packedTypes = []string{"text/html", "text/csv", "text/xml", "application/json", "application/problem+json", "application/atom+xml", "image/svg+xml"}

// compressed packs what the handler answers, in zstd or gzip as the browser takes
// it. Its length is blurred, so that it tells less of a secret on the same page
// (BREACH); the token in the forms is masked besides.
func compressed(h http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.CompressionLevel(gzipLevel), gzhttp.ZstdCompressionLevel(int(zstd.SpeedFastest)),
		gzhttp.MinSize(leastToPack), gzhttp.ContentTypes(packedTypes), gzhttp.RandomJitter(jitter, 0, false), gzhttp.KeepAcceptRanges(),
	)
	if err != nil {
		panic("compression: " + err.Error()) // a mistake in the lines above
	}
	return wrap(h)
}

// maskMark begins a masked token; no token of the check itself holds it.
const maskMark = "."

// maskToken hides a token behind bytes that are drawn for this page alone: what
// stands on two pages has nothing in common, and cannot be guessed from how well
// a page compresses.
func maskToken(token string) string {
	both := make([]byte, 2*len(token))
	pad, hidden := both[:len(token)], both[len(token):]
	_, _ = rand.Read(pad) // never fails
	subtle.XORBytes(hidden, pad, []byte(token))
	return maskMark + base64.RawURLEncoding.EncodeToString(both)
}

// unmaskToken gives the token behind a mask; what bears none stays what it is.
func unmaskToken(sent string) string {
	behind, ok := strings.CutPrefix(sent, maskMark)
	both, err := base64.RawURLEncoding.DecodeString(behind)
	if !ok || err != nil || len(both)%2 != 0 {
		return sent
	}
	half := len(both) / 2
	subtle.XORBytes(both[half:], both[:half], both[half:])
	return string(both[half:])
}

// withUnmaskedToken takes the mask off the token of a form, for the check that
// follows. A browser that says of its request that it comes from this site is
// judged by that alone, and its form is not read here.
func withUnmaskedToken(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		req := c.Request()
		if req.Method != http.MethodPost || isAPI(c) || req.Header.Get(echo.HeaderSecFetchSite) == "same-origin" {
			return next(c)
		}
		if sent := req.Header.Get(echo.HeaderXCSRFToken); sent != "" { // a form with files: withStreamedForm
			req.Header.Set(echo.HeaderXCSRFToken, unmaskToken(sent))
		} else if sent := c.FormValue("_csrf"); sent != "" {
			req.Form.Set("_csrf", unmaskToken(sent))
		}
		return next(c)
	}
}
