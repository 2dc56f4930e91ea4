package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
)

// Before a request can be read there is no handler, and Go's server answers by
// itself: 400 for what is no HTTP, 431 for headers that are too long, 501 and 505.
// Those answers pass here, so that they carry what every other answer does.

// bareListener hands out connections that know whether a handler is answering.
type bareListener struct {
	net.Listener
	s *Server
}

func (l bareListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err //nolint:wrapcheck // as it came: the server looks at what it is
	}
	return &bareConn{Conn: c, s: l.s}, nil
}

type bareConn struct {
	net.Conn
	s         *Server
	answering atomic.Bool // a handler of ours has the request; what it writes passes as it is
}

type bareKey struct{}

// watch lets a server tell its connections when a handler answers.
func (s *Server) watch(srv *http.Server) {
	srv.ConnContext = func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, bareKey{}, c) }
	srv.ConnState = func(c net.Conn, state http.ConnState) {
		if b, ok := c.(*bareConn); ok && state == http.StateIdle {
			b.answering.Store(false)
		}
	}
	srv.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, ok := r.Context().Value(bareKey{}).(*bareConn); ok {
			b.answering.Store(true)
		}
		s.ServeHTTP(w, r)
	})
}

// Write puts our headers into an answer that no handler of ours gives. The server
// writes such an answer whole, its status line first.
func (c *bareConn) Write(p []byte) (int, error) {
	line, rest, whole := bytes.Cut(p, []byte("\r\n"))
	if c.answering.Load() || !whole || !bytes.HasPrefix(line, []byte("HTTP/1.")) {
		return c.Conn.Write(p) //nolint:wrapcheck // as it came
	}
	id := newRequestID()
	var b bytes.Buffer
	b.Write(line)
	b.WriteString("\r\n")
	header := c.s.everyHeader()
	header.Set("X-Request-Id", id)
	for _, name := range slices.Sorted(maps.Keys(header)) {
		fmt.Fprintf(&b, "%s: %s\r\n", name, header.Get(name))
	}
	b.Write(rest)
	c.s.Logger.Info("unreadable request", "id", id, "answer", statusIn(line))
	n, err := c.Conn.Write(b.Bytes())
	if err != nil {
		return 0, err //nolint:wrapcheck // as it came
	}
	if n < b.Len() {
		return 0, errors.New("an answer was cut short")
	}
	return len(p), nil
}

// statusIn is the number in a status line, and nothing of what was sent.
func statusIn(line []byte) string {
	_, status, _ := strings.Cut(string(line), " ")
	status, _, _ = strings.Cut(status, " ")
	return status
}
