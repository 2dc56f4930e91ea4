package notify

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-message"
	gomail "github.com/emersion/go-message/mail"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"ipportal/ipcase"
)

type clockAt time.Time

func (c clockAt) Now() time.Time { return time.Time(c) }

var noon = clockAt(time.Date(2026, 6, 11, 12, 0, 0, 0, time.UTC))

// post is a mail server: it answers as told and keeps what it took.
type post struct {
	mu     sync.Mutex
	onMail error
	onRcpt error
	onData error
	quits  bool // drops the connection after DATA's 250
	user   string
	took   []taken
}

type taken struct{ from, to, data string }

type session struct {
	p        *post
	c        *smtp.Conn
	from, to string
}

func (p *post) NewSession(c *smtp.Conn) (smtp.Session, error) { return &session{p: p, c: c}, nil }
func (s *session) Reset() {
	if s.p.quits {
		_ = s.c.Conn().Close()
	}
}
func (s *session) Logout() error { return nil }
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return s.p.onMail
}
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return s.p.onRcpt }
func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	if s.p.onData != nil {
		return s.p.onData
	}
	s.p.took = append(s.p.took, taken{s.from, s.to, string(b)})
	return nil
}
func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != "right" {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no"}
		}
		s.p.user = user
		return nil
	}), nil
}

// open starts the server on a free port of the loopback.
func (p *post) open(t *testing.T, conf *tls.Config) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(p)
	s.Domain, s.TLSConfig, s.EnableSMTPUTF8 = "mx.example", conf, true
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	return l.Addr().String()
}

func sender(t *testing.T, url string, conf *tls.Config) Sender {
	t.Helper()
	s, err := SMTP(SMTPConfig{URL: url, HELO: "portal.example", Clock: noon, TLS: conf})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func letter() Mail {
	return Mail{
		ID: "d-42", From: "Quaylane IP Protection <ip@quaylane.example>", To: "lin@haiyun.example", ToName: "林月",
		Subject: "请在6月15日 18:00 前回应投诉 IP-2026-000123-7K", Text: "您好，\n\n请登录查看。\n.\n一行只有一个点。\n",
		HTML: "<p lang=\"zh-CN\">请登录查看。</p>", Lang: "zh-CN",
	}
}

func TestSMTPDeliversChinese(t *testing.T) {
	p := &post{}
	s := sender(t, "smtp://"+p.open(t, nil)+"?tls=none", nil)
	if err := s.Send(context.Background(), letter()); err != nil {
		t.Fatal(err)
	}
	if len(p.took) != 1 || p.took[0].from != "ip@quaylane.example" || p.took[0].to != "lin@haiyun.example" {
		t.Fatalf("took %+v", p.took)
	}
	r, err := gomail.CreateReader(strings.NewReader(p.took[0].data))
	if err != nil {
		t.Fatal(err)
	}
	subject, _ := r.Header.Subject()
	to, _ := r.Header.AddressList("To")
	date, _ := r.Header.Date()
	if subject != letter().Subject || len(to) != 1 || to[0].Name != "林月" || !date.Equal(noon.Now()) {
		t.Errorf("subject %q, to %v, date %v", subject, to, date)
	}
	if id, _ := r.Header.MessageID(); id != "ipportal.d-42@quaylane.example" || r.Header.Get("Auto-Submitted") != "auto-generated" || r.Header.Get("Content-Language") != "zh-CN" {
		t.Errorf("headers %v", r.Header)
	}
	var bodies []string
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(part.Body)
		bodies = append(bodies, strings.ReplaceAll(string(b), "\r\n", "\n"))
	}
	if len(bodies) != 2 || strings.TrimRight(bodies[0], "\n") != strings.TrimRight(letter().Text, "\n") || strings.TrimSpace(bodies[1]) != letter().HTML {
		t.Errorf("bodies %q", bodies)
	}
}

func TestSMTPAnswers(t *testing.T) {
	code := func(n int) error { return &smtp.SMTPError{Code: n, Message: "so it is"} }
	for name, tc := range map[string]struct {
		post      *post
		permanent bool
	}{
		"451 on the recipient":   {&post{onRcpt: code(451)}, false},
		"550 on the recipient":   {&post{onRcpt: code(550)}, true},
		"421 on the sender":      {&post{onMail: code(421)}, false},
		"553 on the sender":      {&post{onMail: code(553)}, true},
		"530 sign in first":      {&post{onMail: code(530)}, false},
		"452 on the words":       {&post{onData: code(452)}, false},
		"554 on the words (spam": {&post{onData: code(554)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			err := sender(t, "smtp://"+tc.post.open(t, nil)+"?tls=none", nil).Send(context.Background(), letter())
			var p *ipcase.PermanentError
			if err == nil || errors.As(err, &p) != tc.permanent {
				t.Errorf("%v", err)
			}
			if tc.permanent && !strings.Contains(err.Error(), "so it is") {
				t.Errorf("the server's words are lost: %v", err)
			}
			if strings.Contains(err.Error(), "lin@") {
				t.Errorf("the addressee is in the log: %v", err)
			}
		})
	}
}

func TestSMTPAcceptedStaysAccepted(t *testing.T) {
	p := &post{quits: true}
	if err := sender(t, "smtp://"+p.open(t, nil)+"?tls=none", nil).Send(context.Background(), letter()); err != nil || len(p.took) != 1 {
		t.Errorf("%v, took %d", err, len(p.took))
	}
}

func TestSMTPAway(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	var p *ipcase.PermanentError
	if err := sender(t, "smtp://"+addr+"?tls=none", nil).Send(context.Background(), letter()); err == nil || errors.As(err, &p) {
		t.Errorf("%v", err)
	}
}

func TestSMTPThatHangsIsLeftInTime(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // accepts, and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if err := sender(t, "smtp://"+l.Addr().String()+"?tls=none", nil).Send(ctx, letter()); err == nil || time.Since(begin) > time.Minute {
		t.Errorf("%v after %v", err, time.Since(begin))
	}
}

func TestNothingInjectsAHeader(t *testing.T) {
	p := &post{}
	s := sender(t, "smtp://"+p.open(t, nil)+"?tls=none", nil)
	for _, br := range []string{"\r\n", "\n", "\r", "\u2028"} {
		m := letter()
		evil := br + "Bcc: all@haiyun.example" + br + br + "<script>"
		m.Subject, m.ToName, m.Lang, m.ID = "News"+evil, "Lin\""+evil, "en"+evil, "7"+evil
		if err := s.Send(context.Background(), m); err != nil {
			t.Fatalf("%q: %v", br, err)
		}
	}
	for _, took := range p.took {
		e, err := message.Read(strings.NewReader(took.data))
		if err != nil {
			t.Fatal(err)
		}
		if e.Header.Has("Bcc") || took.to != letter().To {
			t.Errorf("went to %s: %s", took.to, took.data)
		}
		if subject, _ := e.Header.Text("Subject"); strings.ContainsAny(subject, "\r\n") {
			t.Errorf("subject %q", subject)
		}
	}
	for _, to := range []string{"", "lin@haiyun.example\r\nRCPT TO:<all@haiyun.example>", "a@b.example, c@d.example", "Lin <lin@haiyun.example>", "lin@haiyun.example>\nDATA"} {
		m := letter()
		m.To = to
		var perm *ipcase.PermanentError
		if err := s.Send(context.Background(), m); !errors.As(err, &perm) {
			t.Errorf("to %q: %v", to, err)
		}
	}
	if len(p.took) != 4 {
		t.Errorf("%d went out", len(p.took))
	}
}

func TestSMTPWithTLS(t *testing.T) {
	server, client := certificate(t)
	p := &post{}
	addr := p.open(t, server)
	if err := sender(t, "smtp://portal:right@"+addr, client).Send(context.Background(), letter()); err != nil || p.user != "portal" {
		t.Fatalf("%v, user %q", err, p.user)
	}
	var perm *ipcase.PermanentError
	if err := sender(t, "smtp://portal:wrong@"+addr, client).Send(context.Background(), letter()); err == nil || errors.As(err, &perm) || strings.Contains(err.Error(), "wrong") {
		t.Errorf("wrong password: %v", err)
	}
	if err := sender(t, "smtp://"+addr, nil).Send(context.Background(), letter()); err == nil {
		t.Error("an unknown certificate was trusted")
	}
	if err := sender(t, "smtp://"+(&post{}).open(t, nil), client).Send(context.Background(), letter()); err == nil {
		t.Error("a mail left without TLS")
	}
	if len(p.took) != 1 {
		t.Errorf("took %d", len(p.took))
	}
}

func TestSMTPWithTLSFromTheFirstByte(t *testing.T) {
	server, client := certificate(t)
	p := &post{}
	l, err := tls.Listen("tcp", "127.0.0.1:0", server)
	if err != nil {
		t.Fatal(err)
	}
	srv := smtp.NewServer(p)
	srv.Domain = "mx.example"
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	if err := sender(t, "smtps://portal:right@"+l.Addr().String(), client).Send(context.Background(), letter()); err != nil || p.user != "portal" || len(p.took) != 1 {
		t.Errorf("%v, user %q, took %d", err, p.user, len(p.took))
	}
}

func TestSMTPConfigIsChecked(t *testing.T) {
	for url, says := range map[string]string{
		"":                                     "is written smtp://",
		"http://mx.example":                    "begins with smtp://",
		"smtp://mx.example?tls=maybe":          "starttls, opportunistic or none",
		"smtp://u:secret@mx.example?tls=none":  "in the clear",
		"smtp://u:secret@mx.example:port":      "is written smtp://",
		"smtp://u:sec%ret@mx.example?tls=none": "is written smtp://",
	} {
		_, err := SMTP(SMTPConfig{URL: url, Clock: noon})
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "sec") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}},
		&tls.Config{RootCAs: roots, ServerName: "127.0.0.1"}
}
