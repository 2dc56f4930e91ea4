package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
)

// loopbacks listens on this machine only, under the name localhost: on 127.0.0.1,
// and on ::1 of the same port, since browsers try either first. Passkeys need a
// name in the address; a number has none.
type loopbacks struct {
	listeners []net.Listener
	taken     chan taken
	done      chan struct{}
	once      sync.Once
}

type taken struct {
	conn net.Conn
	err  error
}

// listenLoopback listens at addr, and gives the host and port under which it is
// reached. An address of another number than 127.0.0.1, and one whose counterpart
// somebody else has, is reached by its number.
func listenLoopback(ctx context.Context, addr string) (l net.Listener, host string, err error) {
	name, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, "", fmt.Errorf("the address %q: %w", addr, err)
	}
	var lc net.ListenConfig
	if name != "localhost" && name != "127.0.0.1" {
		l, err := lc.Listen(ctx, "tcp", addr)
		if err != nil {
			return nil, "", fmt.Errorf("listen: %w", err)
		}
		return l, l.Addr().String(), nil
	}
	_, wanted, _ := net.SplitHostPort(addr)
	four, err := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", wanted))
	if err != nil {
		return nil, "", fmt.Errorf("listen: %w", err)
	}
	_, port, _ := net.SplitHostPort(four.Addr().String())
	six, err := lc.Listen(ctx, "tcp6", net.JoinHostPort("::1", port))
	if err != nil && somebodyAt(ctx, net.JoinHostPort("::1", port)) {
		return four, four.Addr().String(), nil // localhost may be somebody else's
	}
	both := &loopbacks{listeners: []net.Listener{four}, taken: make(chan taken), done: make(chan struct{})}
	if err == nil {
		both.listeners = append(both.listeners, six)
	}
	for _, l := range both.listeners {
		go both.take(l)
	}
	return both, net.JoinHostPort("localhost", port), nil
}

// somebodyAt says whether an address answers; where there is no IPv6 none does.
func somebodyAt(ctx context.Context, addr string) bool {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp6", addr)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

func (b *loopbacks) take(l net.Listener) {
	for {
		c, err := l.Accept()
		select {
		case b.taken <- taken{c, err}:
		case <-b.done:
			if err == nil {
				_ = c.Close()
			}
			return
		}
		if errors.Is(err, net.ErrClosed) {
			return
		}
	}
}

// Accept waits for a connection to either address.
func (b *loopbacks) Accept() (net.Conn, error) {
	select {
	case t := <-b.taken:
		return t.conn, t.err
	case <-b.done:
		return nil, net.ErrClosed
	}
}

// Close ends both.
func (b *loopbacks) Close() error {
	var failed error
	b.once.Do(func() {
		close(b.done)
		for _, l := range b.listeners {
			failed = errors.Join(failed, l.Close())
		}
	})
	return failed
}

// Addr is the first address.
func (b *loopbacks) Addr() net.Addr { return b.listeners[0].Addr() }
