package ipcasetest

import (
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"ipportal/ipcase/database"
)

// Line is the way to a PostgreSQL database, which a test can cut and mend.
type Line struct {
	t      testing.TB
	dir    string // where our end of it is
	server string // the server's own socket

	mu    sync.Mutex
	ear   net.Listener
	calls []net.Conn
}

// CutablePostgres gives the test a migrated database behind a line of its own.
func CutablePostgres(t testing.TB) (*database.DB, *Line) {
	t.Helper()
	direct, err := url.Parse(Postgres(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	q := direct.Query()
	if q.Get("host") == "" {
		need(t, database.Postgres, "the test's server is reached without a socket in a folder, so its line cannot be cut")
	}
	dir, err := os.MkdirTemp("", "ipp") //nolint:usetesting // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	l := &Line{t: t, dir: dir, server: filepath.Join(q.Get("host"), ".s.PGSQL.5432")}
	q.Set("host", dir)
	direct.RawQuery = q.Encode()
	l.Mend()
	t.Cleanup(l.Cut)
	return open(t, direct.String(), database.AllowUnsafe()), l
}

// Mend lets calls through again.
func (l *Line) Mend() {
	l.t.Helper()
	ear, err := net.Listen("unix", filepath.Join(l.dir, ".s.PGSQL.5432"))
	if err != nil {
		l.t.Fatal(err)
	}
	l.mu.Lock()
	l.ear = ear
	l.mu.Unlock()
	go func() {
		for {
			call, err := ear.Accept()
			if err != nil {
				return
			}
			l.carry(call)
		}
	}()
}

func (l *Line) carry(call net.Conn) {
	far, err := net.Dial("unix", l.server)
	if err != nil {
		_ = call.Close()
		return
	}
	l.mu.Lock()
	l.calls = append(l.calls, call, far)
	l.mu.Unlock()
	pass := func(to, from net.Conn) {
		_, _ = io.Copy(to, from) // ends when either side does
		_, _ = to.Close(), from.Close()
	}
	go pass(far, call)
	go pass(call, far)
}

// Cut ends every call in the middle of what it says, and takes no more.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.ear.Close()
	for _, c := range l.calls {
		_ = c.Close()
	}
	l.calls = nil
}
