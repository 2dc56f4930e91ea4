package main

import (
	"io"
	"net"
	"net/mail"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureConnections cuts, delays and slices the connections to the database, to
// the mail server and to the store of evidence, while people press and hand in files.
// Each mail is handed over at least once, always under the same id.
func TestTortureConnections(t *testing.T) { // promises 1 to 5, 7, 8
	ipcasetest.OneByOne(t)
	db, server, data := ipcasetest.SyncedPostgres(t)
	proxy := ipcasetest.Toxiproxy(t)
	post := &post{}
	store, _ := ipcasetest.S3(t)
	direct, err := url.Parse(store)
	if err != nil {
		t.Fatal(err)
	}
	routes := map[string]*ipcasetest.Route{
		"database": proxy.To(server.Socket()), "mail": proxy.To(post.open(t)), "evidence": proxy.To(direct.Host),
	}
	v := newVictim(t, db, data)
	bucket, err := evidence.NewBucket(t.Context(), t.TempDir(), store)
	v.no(err)
	v.w.Service = ipcase.New(db.Gorm, v.w.Clock, v.w.Book(), v.w.Market, bucket)
	through := *direct
	through.Host = routes["evidence"].Addr
	v.vars = append(v.vars, "DATABASE_URL=postgres://"+appRole(db.URL)+"@"+routes["database"].Addr+"/postgres?sslmode=disable",
		"IPPORTAL_SMTP=smtp://"+routes["mail"].Addr+"?tls=none", "IPPORTAL_MAIL_FROM=portal@quaylane.example", "IPPORTAL_EVIDENCE="+through.String())
	p := newPeople(v)
	p.post = post
	right := v.w.Right(ipcase.Trademark)
	v.start()
	faults := []struct {
		name string
		do   func(*ipcasetest.Route)
	}{
		{"cut", (*ipcasetest.Route).Cut},
		{"reset", func(r *ipcasetest.Route) { r.Hurt("reset_peer", map[string]any{"timeout": 50}) }},
		{"broken off", func(r *ipcasetest.Route) { r.Hurt("limit_data", map[string]any{"bytes": 9000}) }},
		{"sliced", func(r *ipcasetest.Route) {
			r.Hurt("slicer", map[string]any{"average_size": 40, "size_variation": 30, "delay": 50})
		}},
		{"late", func(r *ipcasetest.Route) { r.Hurt("latency", map[string]any{"latency": 15, "jitter": 15}) }},
		{"silent", func(r *ipcasetest.Route) { r.Hurt("timeout", map[string]any{"timeout": 700}) }},
	}
	times := rounds(1, 10)
	for n := range times {
		for k, fault := range faults {
			p.bring(right, n*len(faults)+k, 4)
			v.step(20 * time.Hour)
			p.signIn()
			p.while(func() {
				for _, r := range routes {
					time.Sleep(100 * time.Millisecond)
					fault.do(r)
				}
				time.Sleep(700 * time.Millisecond)
				v.lives()
				proxy.Heal()
				p.sendsAll()
			})
			p.kept()
		}
	}
	p.settle()
	p.check()
	t.Logf("%d faults of three connections each; %d mails for %d letters; %s", times*len(faults), post.total(), len(post.took), p)
}

func appRole(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return ""
	}
	return u.User.Username()
}

// post is a mail server that counts what it took by its id.
type post struct {
	mu   sync.Mutex
	took map[string]int
}

func (p *post) open(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.took = map[string]int{}
	s := smtp.NewServer(p)
	s.Domain, s.EnableSMTPUTF8 = "mx.example", true
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	return l.Addr().String()
}

func (p *post) total() (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, times := range p.took {
		n += times
	}
	return n
}

func (p *post) NewSession(*smtp.Conn) (smtp.Session, error) { return &postSession{p}, nil }

type postSession struct{ p *post }

func (s *postSession) Reset()                               {}
func (s *postSession) Logout() error                        { return nil }
func (s *postSession) Mail(string, *smtp.MailOptions) error { return nil }
func (s *postSession) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s *postSession) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err // broken off before its end: it is not taken
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	id, _, _ := strings.Cut(strings.Trim(m.Header.Get("Message-Id"), "<>"), "@")
	s.p.took[strings.TrimPrefix(id, "ipportal.")]++
	return nil
}
