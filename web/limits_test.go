package web_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// wire is the portal as it listens for others, spoken to byte by byte.
type wire struct {
	t    *testing.T
	site *webtest.Site
	addr string
	stop context.CancelFunc
	done chan error
}

// listening starts the portal with these times for headers and bodies, so that
// what ends by itself ends soon.
func listening(t *testing.T, header, body time.Duration, options ...webtest.Option) *wire {
	t.Helper()
	site := webtest.New(t, ipcasetest.SQLite(t), options...)
	site.Server.ShortTimes(header, body)
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	no(t, err)
	ctx, stop := context.WithCancel(t.Context())
	w := &wire{t: t, site: site, addr: l.Addr().String(), stop: stop, done: make(chan error, 1)}
	go func() { w.done <- site.Server.Serve(ctx, l) }()
	t.Cleanup(stop)
	return w
}

func (w *wire) dial() net.Conn {
	w.t.Helper()
	c, err := (&net.Dialer{}).DialContext(w.t.Context(), "tcp", w.addr)
	no(w.t, err)
	w.t.Cleanup(func() { _ = c.Close() })
	no(w.t, c.SetDeadline(time.Now().Add(time.Minute)))
	return c
}

// say sends bytes and gives all that is answered until the connection ends.
func (w *wire) say(sent string) string {
	w.t.Helper()
	c := w.dial()
	_, err := io.WriteString(c, sent)
	no(w.t, err)
	got, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		w.t.Errorf("%.40q: the connection stays open", sent)
	}
	return string(got)
}

// Whoever sends slowly, too much, or in a way that two readers could take
// differently is answered shortly and cut off.
func TestRawRequests(t *testing.T) {
	w := listening(t, time.Second, 2*time.Second)
	form := "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
	smuggled := "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
	for name, c := range map[string]struct{ sent, begins string }{
		"headers that do not end":      {"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", ""},
		"nothing at all":               {"", ""},
		"a body that does not come":    {"POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 100\r\n\r\nemail=", "HTTP/1.1 422"},
		"a header of 40 KB":            {"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("a", 40<<10) + "\r\n\r\n", "HTTP/1.1 431"},
		"five thousand headers":        {"GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("A: b\r\n", 5000) + "\r\n", "HTTP/1.1 431"},
		"an address of 40 KB":          {"GET /" + strings.Repeat("a", 40<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 431"},
		"two lengths":                  {"POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nemail=", "HTTP/1.1 400"},
		"a length that is no number":   {"POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: +5\r\n\r\nemail", "HTTP/1.1 400"},
		"a length and chunks":          {"POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, "HTTP/1.1 422"},
		"chunks twice":                 {"POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, "HTTP/1.1 501"},
		"an unknown encoding":          {"POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n", "HTTP/1.1 501"},
		"chunks of which one lies":     {"POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n", "HTTP/1.1 422"},
		"a chunk of 2^63":              {"POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\n\r\n8000000000000000\r\nx", "HTTP/1.1 4"},
		"TRACE":                        {"TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: canary\r\n\r\n", "HTTP/1.1 405"},
		"OPTIONS *":                    {"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 4"},
		"CONNECT":                      {"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", "HTTP/1.1 4"},
		"HTTP/1.0":                     {"GET /healthz HTTP/1.0\r\n\r\n", "HTTP/1.0 200"},
		"HTTP/1.1 without a host":      {"GET /healthz HTTP/1.1\r\n\r\n", "HTTP/1.1 400"},
		"two hosts":                    {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400"},
		"HTTP/9.9":                     {"GET / HTTP/9.9\r\nHost: x\r\n\r\n", "HTTP/1.1 505"},
		"a header over two lines":      {"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: a\r\n b\r\n\r\n", "HTTP/1.1"},
		"a space before the colon":     {"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length : 3\r\n\r\nabc", "HTTP/1.1 400"},
		"a line end alone in a header": {"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\rX-B: b\r\n\r\n", "HTTP/1.1 400"},
		"no HTTP":                      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := (&wire{t: t, site: w.site, addr: w.addr}).say(c.sent)
			if !strings.HasPrefix(got, c.begins) {
				t.Errorf("answered %.80q, and not %s", got, c.begins)
			}
			if strings.Count(got, "HTTP/1.") > 1 || strings.Contains(got, "canary") || strings.Contains(got, "smuggled") {
				t.Errorf("a second request was read out of the first, or it is sent back: %.400q", got)
			}
		})
	}
}

// What cannot be read as a request is answered with the same headers as everything
// else, also after one that could, and what a handler writes is left as it is.
func TestHeadersOfUnreadableRequests(t *testing.T) {
	w := listening(t, time.Minute, time.Minute, webtest.AtBaseURL("https://ip.quaylane.example"))
	for sent, status := range map[string]int{
		"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("a", 40<<10) + "\r\n\r\n": http.StatusRequestHeaderFieldsTooLarge,
		"GET /healthz HTTP/1.1\r\n\r\n":                                                    http.StatusBadRequest,
		"no HTTP at all\r\n\r\n":                                                           http.StatusBadRequest,
		"GET / HTTP/9.9\r\nHost: x\r\n\r\n":                                                http.StatusHTTPVersionNotSupported,
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n":           http.StatusNotImplemented,
		"GET / HTTP/1.1\r\nHost: x\r\nExpect: the impossible\r\nConnection: close\r\n\r\n": http.StatusExpectationFailed,
	} {
		for _, before := range []string{"", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"} {
			c := w.dial()
			r := bufio.NewReader(c)
			if before != "" {
				_, err := io.WriteString(c, before)
				no(t, err)
				res, err := http.ReadResponse(r, nil)
				no(t, err)
				body, err := io.ReadAll(res.Body)
				no(t, err)
				carriesEveryHeader(t, before, res)
				if string(body) != "ok\n" {
					t.Errorf("%q is answered %q", before, body)
				}
			}
			_, err := io.WriteString(c, sent)
			no(t, err)
			res, err := http.ReadResponse(r, nil)
			no(t, err)
			_, err = io.ReadAll(res.Body)
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, syscall.ECONNRESET) {
				t.Error(err)
			}
			if res.StatusCode != status {
				t.Errorf("%.40q is answered %d, and not %d", sent, res.StatusCode, status)
			}
			if status == http.StatusExpectationFailed && res.Header.Get("Content-Type") == "" {
				res.Header.Set("Content-Type", "text/plain; charset=utf-8") // it has no body
			}
			carriesEveryHeader(t, sent[:min(40, len(sent))], res)
		}
	}
}

// What is sent whole is answered on, one after another, over one connection; the
// absolute form of an address leads to the same page and changes no link.
func TestConnectionIsKept(t *testing.T) {
	w := listening(t, time.Minute, time.Minute)
	c := w.dial()
	r := bufio.NewReader(c)
	for range 3 {
		_, err := io.WriteString(c, "GET http://evil.example/sign-in?next=%2Fmessages HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n")
		no(t, err)
		res, err := http.ReadResponse(r, nil)
		no(t, err)
		body, err := io.ReadAll(res.Body)
		no(t, err)
		if res.StatusCode != http.StatusOK || strings.Contains(string(body), "evil.example") {
			t.Errorf("answered %d, or names another host", res.StatusCode)
		}
	}
}

// Connections beyond the limit wait for their turn and are not lost.
func TestConnectionsAreLimited(t *testing.T) {
	w := listening(t, time.Minute, time.Minute, func(d *web.Deps) { d.MaxConnections = 3 })
	held := []net.Conn{w.dial(), w.dial(), w.dial()}
	for _, c := range held {
		healthOver(t, c)
	}
	fourth := w.dial()
	_, err := io.WriteString(fourth, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
	no(t, err)
	no(t, fourth.SetReadDeadline(time.Now().Add(200*time.Millisecond)))
	if n, err := fourth.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the fourth connection is answered (%d bytes, %v)", n, err)
	}
	no(t, held[0].Close())
	no(t, fourth.SetReadDeadline(time.Now().Add(time.Minute)))
	if res, err := http.ReadResponse(bufio.NewReader(fourth), nil); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("the fourth connection is lost: %v", err)
	}
}

func healthOver(t *testing.T, c net.Conn) {
	t.Helper()
	_, err := io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
	no(t, err)
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	no(t, err)
	_, err = io.Copy(io.Discard, res.Body)
	no(t, err)
}

// Whoever is being answered when the portal stops gets their answer.
func TestStopsGracefully(t *testing.T) {
	w := listening(t, time.Minute, time.Minute)
	c := w.dial()
	head := "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n"
	_, err := io.WriteString(c, head)
	no(t, err)
	r := bufio.NewReader(c)
	if line, err := r.ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("the body is not awaited: %q %v", line, err)
	}
	_, err = r.ReadString('\n')
	no(t, err)
	w.stop()
	_, err = io.WriteString(c, "email=x")
	no(t, err)
	if res, err := http.ReadResponse(r, nil); err != nil || res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("no answer at the end: %v", err)
	}
	if err := <-w.done; err != nil {
		t.Errorf("it did not stop cleanly: %v", err)
	}
}

// A forwarded address counts only when a proxy that is named sends it, and then
// only the last that is not a proxy's.
func TestOnlyNamedProxiesAreBelieved(t *testing.T) {
	slow := webtest.WithRates(web.Rates{PerAddress: 0.0001, AddressBurst: 2, PerPerson: 100, PersonBurst: 100})
	behind := func(prefix string) webtest.Option {
		return func(d *web.Deps) { d.TrustedProxies = []netip.Prefix{netip.MustParsePrefix(prefix)} }
	}
	statuses := func(site *webtest.Site, forwarded ...string) (got []int) {
		t.Helper()
		for _, f := range forwarded {
			got = append(got, site.Do(t, http.MethodGet, "/sign-in", nil, http.Header{
				"X-Forwarded-For": {f}, "X-Real-Ip": {f}, "Forwarded": {"for=" + f}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"},
			}).StatusCode)
		}
		return got
	}
	limitedAt := func(name string, got []int, at int) {
		t.Helper()
		for n, status := range got {
			if (status == http.StatusTooManyRequests) != (n >= at) {
				t.Errorf("%s: %v", name, got)
				return
			}
		}
	}
	named := webtest.New(t, ipcasetest.SQLite(t), slow, behind("127.0.0.0/8"))
	limitedAt("a named proxy, four people", statuses(named, "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"), 4)
	limitedAt("a named proxy, one person who writes more in front", statuses(named, "9.9.9.1, 203.0.113.9", "9.9.9.2, 203.0.113.9", "9.9.9.3, 203.0.113.9"), 2)
	limitedAt("a named proxy, one person behind two proxies", statuses(named, "203.0.113.8, 127.0.0.5", "203.0.113.8, 127.0.0.6", "203.0.113.8"), 2)
	other := webtest.New(t, ipcasetest.SQLite(t), slow, behind("10.0.0.0/8"))
	limitedAt("nobody's proxy", statuses(other, "203.0.113.1", "203.0.113.2", "203.0.113.3"), 2)
	none := webtest.New(t, ipcasetest.SQLite(t), slow)
	limitedAt("no proxy is named", statuses(none, "203.0.113.1", "203.0.113.2", "10.0.0.3", "127.0.0.1"), 2)
}

// What costs most has a rate of its own for each person.
func TestCostlyRequestsAreHeldBackSooner(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.WithRates(web.Rates{
		PerAddress: 1e6, AddressBurst: 1e6, PerPerson: 1e6, PersonBurst: 1e6, PerCostly: 0.0001, CostlyBurst: 3,
	}))
	elin := site.As("elin")
	for n, path := range []string{"/holder/complaints?q=lamp", "/holder/file/example.csv", "/catalogue/quaylane?q=lamp", "/holder/complaints?q=lamp", "/holder/file/example.csv"} {
		want := http.StatusOK
		if n >= 3 {
			want = http.StatusTooManyRequests
		}
		elin.Open(path).Status(want)
	}
	elin.Open("/holder/complaints").Status(http.StatusOK)
	lin := site.As("lin").Open("/seller/complaints?q=lamp").Status(http.StatusOK)
	lin.Open("/seller/complaints").Status(http.StatusOK)
}
