package main

import (
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureStopped tells the portal to stop while people press: what it has taken in
// it answers, it ends by itself within its limit and says that all is well, and nothing
// waits for a lease when it is started again.
func TestTortureStopped(t *testing.T) { // promises 3, 4 and 7
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newVictim(t, db, data)
		right := v.w.Right(ipcase.Trademark)
		p := newPeople(v)
		random := rand.New(rand.NewPCG(13, 1))
		times := rounds(2, 50)
		for n := range times {
			v.step(time.Duration(random.IntN(100)) * time.Hour)
			p.bring(right, n, 6)
			v.start()
			slow := p.slowly(p.drafts[len(p.drafts)-1])
			p.while(func() {
				p.goesOn()
				time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond)
				began := time.Now()
				go slow.finish()
				v.stop() // an exit other than 0 fails
				if took := time.Since(began); took > 30*time.Second {
					t.Errorf("it stopped after %s", took)
				}
			})
			if answer := <-slow.answer; !strings.HasPrefix(answer, "HTTP/1.1 ") {
				t.Errorf("what was on its way was answered %q", answer)
			}
			p.kept()
			p.count(0, "SELECT COUNT(*) FROM deliveries WHERE state = 'running'")
			p.count(0, "SELECT COUNT(*) FROM processes WHERE stopped_at IS NULL")
		}
		p.settle()
		p.check()
		t.Logf("%d stops; %s", times, p)
	})
}

// slow is a request of which half has arrived.
type slow struct {
	conn   net.Conn
	rest   string
	answer chan string
}

// slowly begins a press of which the last byte comes later.
func (p *people) slowly(draft string) *slow {
	v := p.v
	v.t.Helper()
	conn, err := net.Dial("tcp", v.replicas[0].addr)
	v.no(err)
	body := "do=send"
	_, err = io.WriteString(conn, "POST /holder/file/"+draft+"/send HTTP/1.1\r\nHost: "+v.replicas[0].addr+"\r\nCookie: session="+p.session(v.w.Norrvik)+
		"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"+body[:3])
	v.no(err)
	s := &slow{conn: conn, rest: body[3:], answer: make(chan string, 1)}
	v.t.Cleanup(func() { _ = conn.Close() })
	return s
}

// finish sends the rest a little later, and hands over what is answered.
func (s *slow) finish() {
	time.Sleep(300 * time.Millisecond)
	_, _ = io.WriteString(s.conn, s.rest)
	_ = s.conn.SetReadDeadline(time.Now().Add(25 * time.Second))
	line := make([]byte, 64)
	n, _ := io.ReadAtLeast(s.conn, line, 12)
	s.answer <- string(line[:n])
}

// TestTortureRollingUpgrade replaces two replicas behind a proxy one after the other,
// again and again, while people press: nobody is left without an answer.
func TestTortureRollingUpgrade(t *testing.T) { // promises 2 to 4
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newPortal(t, db, data)
		front := &front{v: v}
		proxy := httptest.NewServer(front)
		t.Cleanup(proxy.Close)
		for range 2 {
			v.add("serve", "-base-url", proxy.URL)
		}
		right := v.w.Right(ipcase.Trademark)
		p := newPeople(v)
		p.proxy = strings.TrimPrefix(proxy.URL, "http://")
		v.start()
		times := rounds(2, 50)
		for n := range times {
			p.bring(right, n, 4)
			p.while(func() {
				for k, r := range v.replicas {
					front.without.Store(int32(k) + 1) // the proxy is told first, as its keeper does
					v.stop(r)
					v.start()
					front.without.Store(0)
				}
				p.sendsAll()
			})
			v.step(50 * time.Hour)
			p.kept()
		}
		if p.broken+p.refused > 0 {
			t.Errorf("%d presses were left without an answer", p.broken+p.refused)
		}
		p.settle()
		p.check()
		t.Logf("%d upgrades of two replicas; %s", times, p)
	})
}

// front is a small proxy before the replicas, which sends nobody to the one that is
// being replaced, and the next press to the other one.
type front struct {
	v       *victim
	next    atomic.Int32
	without atomic.Int32 // one more than the replica's place; 0 = all are there
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := f.next.Add(1) % 2
	if n == f.without.Load()-1 {
		n = 1 - n
	}
	to := &url.URL{Scheme: "http", Host: f.v.replicas[n].addr}
	(&httputil.ReverseProxy{Rewrite: func(pr *httputil.ProxyRequest) {
		pr.SetURL(to)
		pr.Out.Host = pr.In.Host
	}}).ServeHTTP(w, r)
}
