package ipcasetest

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Toxiproxy starts a real toxiproxy, which ends with the test, and without which the
// test is skipped.
func Toxiproxy(t testing.TB) *Proxy {
	t.Helper()
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(root, ".ci", "bin", "toxiproxy-server")
	if _, err := os.Stat(program); err != nil {
		need(t, "toxiproxy", "toxiproxy is not installed; .ci/need toxiproxy builds it")
	}
	at := freePort(t)
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		t.Fatal(err)
	}
	start(t, program, "-host", host, "-port", port)
	answers(t, at)
	return &Proxy{t: t, at: at}
}

// Proxy carries connections, and hurts them as it is told to.
type Proxy struct {
	t  testing.TB
	at string
	n  int
}

// Route is a way through a proxy.
type Route struct {
	p    *Proxy
	name string
	Addr string // where to connect
}

// To makes a way to an address; one that begins with / is a socket in a folder.
func (p *Proxy) To(upstream string) *Route {
	p.t.Helper()
	if filepath.IsAbs(upstream) {
		upstream = p.bySocket(upstream)
	}
	p.n++
	r := &Route{p: p, name: "way" + strconv.Itoa(p.n), Addr: freePort(p.t)}
	p.ask("/proxies", map[string]any{"name": r.name, "listen": r.Addr, "upstream": upstream, "enabled": true})
	return r
}

// Hurt puts a toxic of this kind on what flows upstream and on what comes back.
func (r *Route) Hurt(kind string, how map[string]any) {
	r.p.t.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		r.p.ask("/proxies/"+r.name+"/toxics", map[string]any{"name": kind + "_" + stream, "type": kind, "stream": stream, "attributes": how})
	}
}

// Cut ends every connection and takes no more.
func (r *Route) Cut() {
	r.p.t.Helper()
	r.p.ask("/proxies/"+r.name, map[string]any{"enabled": false})
}

// Heal makes all ways sound again.
func (p *Proxy) Heal() {
	p.t.Helper()
	p.ask("/reset", nil)
}

func (p *Proxy) ask(path string, what any) {
	p.t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		p.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, "http://"+p.at+path, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	said, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if res.StatusCode >= 300 {
		p.t.Fatalf("toxiproxy %s: %d %s", path, res.StatusCode, said)
	}
}

// bySocket is an address at which a socket in a folder is reached.
func (p *Proxy) bySocket(socket string) string {
	p.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			call, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("unix", socket)
			if err != nil {
				_ = call.Close()
				continue
			}
			pass := func(to, from net.Conn) {
				_, _ = io.Copy(to, from) // ends when either side does
				_, _ = to.Close(), from.Close()
			}
			go pass(far, call)
			go pass(call, far)
		}
	}()
	return l.Addr().String()
}
