package camera

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"ipportal/ipcase/outside"
)

// gate is the only way out that a browser has: a proxy on this machine that lets it
// reach the origins of one site, at public addresses, and nothing else. It lives as
// long as one page.
type gate struct {
	origins map[string]bool // host:port
	left    atomic.Int64    // bytes that may still come in
	full    atomic.Bool     // more came than is taken
	end     func()
	places  chan struct{}
	out     *http.Transport
	ctx     context.Context //nolint:containedctx // of the page; what still runs ends with it
}

// connections is how many the browser may hold at once.
const connections = 64

// newGate lets bytes come in, and calls end when there were more.
func newGate(ctx context.Context, origins []string, bytes int64, end func()) *gate {
	g := &gate{origins: map[string]bool{}, places: make(chan struct{}, connections), ctx: ctx, end: end}
	for _, o := range origins {
		g.origins[o] = true
	}
	g.left.Store(bytes)
	g.out = &http.Transport{DialContext: g.dial, DisableCompression: true, MaxIdleConns: connections, ResponseHeaderTimeout: 20 * time.Second}
	return g
}

// open listens for the browser, and says where.
func (g *gate) open() (address string, shut func(), err error) {
	var lc net.ListenConfig
	l, err := lc.Listen(g.ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("open a way out for the browser: %w", err)
	}
	server := &http.Server{Handler: g, ReadHeaderTimeout: outside.DialFor, MaxHeaderBytes: 1 << 16}
	go func() { _ = server.Serve(l) }()
	return l.Addr().String(), func() {
		_ = server.Close()
		g.out.CloseIdleConnections()
	}, nil
}

// originOf is host and port of an address, as they are compared.
func originOf(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) + ":" + port
}

// ServeHTTP passes a request on, or refuses it. Nothing is sent by a plain request
// but the wish to read.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	to := &url.URL{Host: r.Host}
	if r.Method != http.MethodConnect {
		to = r.URL
	}
	if !g.origins[originOf(to)] || r.Method != http.MethodConnect && (to.Scheme != "http" || r.Method != http.MethodGet && r.Method != http.MethodHead) {
		http.Error(w, "refused", http.StatusForbidden)
		return
	}
	select {
	case g.places <- struct{}{}:
		defer func() { <-g.places }()
	case <-g.ctx.Done():
		return
	}
	if r.Method == http.MethodConnect {
		g.tunnel(w, originOf(to))
		return
	}
	g.forward(w, r)
}

// forward asks for a page in plain http; where it leads on, the browser asks anew.
func (g *gate) forward(w http.ResponseWriter, r *http.Request) {
	out := r.Clone(g.ctx) //nolint:contextcheck // it ends with the page, not with the browser's request
	out.RequestURI, out.Body, out.ContentLength = "", nil, 0
	for _, name := range []string{"Proxy-Connection", "Proxy-Authorization", "Connection", "Upgrade", "Te", "Trailer", "Transfer-Encoding"} {
		out.Header.Del(name)
	}
	res, err := g.out.RoundTrip(out)
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer func() { _ = res.Body.Close() }()
	for name, values := range res.Header {
		if name != "Connection" && name != "Keep-Alive" && name != "Transfer-Encoding" && name != "Upgrade" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(res.StatusCode)
	flush := http.NewResponseController(w)
	_ = g.copy(w, res.Body, func() { _ = flush.Flush() })
}

// tunnel joins the browser to the site, which speak https to each other.
func (g *gate) tunnel(w http.ResponseWriter, origin string) {
	there, err := g.dial(g.ctx, "tcp", origin)
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer func() { _ = there.Close() }()
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = here.Close() }()
	stop := context.AfterFunc(g.ctx, func() { _, _ = here.Close(), there.Close() })
	defer stop()
	if _, err := io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(there, here)
		_ = there.Close()
	}()
	_ = g.copy(here, there, func() {})
	_ = here.Close()
	<-done
}

var errFull = errors.New("the page loads more than is taken")

// copy passes on what comes in, while there is room.
func (g *gate) copy(to io.Writer, from io.Reader, each func()) error {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if g.left.Add(-int64(n)) < 0 {
				g.full.Store(true)
				g.end()
				return errFull
			}
			if _, err := to.Write(buf[:n]); err != nil {
				return err //nolint:wrapcheck // the browser has gone
			}
			each()
		}
		if err != nil {
			return err //nolint:wrapcheck // nobody looks
		}
	}
}

// dial connects to where a host of the site may lie.
func (g *gate) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return outside.Judge(reachable).Dial(ctx, network, address) //nolint:wrapcheck // the browser is told less
}

// reachable says whether a host of the site may lie at an address: a name at public
// ones only, but one of this machine on it, and an address written as such at itself.
func reachable(host string, at netip.Addr) bool {
	at = at.Unmap()
	if literal, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return literal.Unmap() == at
	}
	if host == "localhost" {
		return at.IsLoopback()
	}
	return outside.Public(at)
}
