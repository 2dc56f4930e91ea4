package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"ipportal/ipcase"
)

// SMTPConfig is where and how mails leave.
type SMTPConfig struct {
	// URL is smtps://user:password@host:465 (TLS from the first byte), or
	// smtp://user:password@host:587?tls=starttls. There, tls is starttls (the
	// default: no mail without it), opportunistic, or none.
	URL   string
	HELO  string // how the portal names itself; empty = the machine's name
	Clock ipcase.Clock
	TLS   *tls.Config // beyond the system's roots; nil = the system's
}

// smtpSender opens one connection for each mail.
type smtpSender struct {
	host     string
	opts     []mail.Option
	clock    ipcase.Clock
	implicit *tls.Config // smtps only
}

const dialTimeout = 15 * time.Second

// SMTP makes a sender from the configuration, without connecting.
func SMTP(c SMTPConfig) (Sender, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("the mail server's address is written smtp://user:password@host:port?tls=starttls, or smtps://…") // not err: it would show the password
	}
	s := &smtpSender{host: u.Hostname(), clock: c.Clock, opts: []mail.Option{mail.WithTimeout(dialTimeout), mail.WithoutNoop()}}
	port, policy, secure := 587, mail.TLSMandatory, true
	switch tlsMode := u.Query().Get("tls"); {
	case u.Scheme == "smtps":
		// The connection is encrypted by dial; behind it no server offers STARTTLS.
		port, policy = 465, mail.TLSOpportunistic
		s.implicit = &tls.Config{MinVersion: tls.VersionTLS12}
		if c.TLS != nil {
			s.implicit = c.TLS.Clone()
		}
		if s.implicit.ServerName == "" {
			s.implicit.ServerName = s.host
		}
	case u.Scheme != "smtp":
		return nil, fmt.Errorf("the mail server's address begins with smtp:// or smtps://, not %s://", u.Scheme)
	case tlsMode == "" || tlsMode == "starttls":
	case tlsMode == "opportunistic":
		policy, secure = mail.TLSOpportunistic, false
	case tlsMode == "none":
		policy, secure = mail.NoTLS, false
	default:
		return nil, fmt.Errorf("tls=%s in the mail server's address: say starttls, opportunistic or none", tlsMode)
	}
	s.opts = append(s.opts, mail.WithTLSPolicy(policy))
	if p := u.Port(); p != "" {
		if port, err = strconv.Atoi(p); err != nil {
			return nil, fmt.Errorf("port of the mail server: %w", err)
		}
	}
	s.opts = append(s.opts, mail.WithPort(port))
	if u.User != nil {
		if !secure {
			return nil, errors.New("a password for the mail server needs tls=starttls or smtps://; without it the password would travel in the clear")
		}
		password, _ := u.User.Password()
		s.opts = append(s.opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	if c.HELO != "" {
		s.opts = append(s.opts, mail.WithHELO(c.HELO))
	}
	if c.TLS != nil {
		s.opts = append(s.opts, mail.WithTLSConfig(c.TLS))
	}
	if _, err := mail.NewClient(s.host, s.opts...); err != nil {
		return nil, fmt.Errorf("configure the mail server: %w", err)
	}
	return s, nil
}

// Send implements Sender.
func (s *smtpSender) Send(ctx context.Context, m Mail) error {
	msg, err := compose(m, s.clock.Now())
	if err != nil {
		return err
	}
	// The library looks at ctx only while it dials, and leaves connections open
	// that fail early: the connection is closed here, with ctx at the latest.
	ctx, over := context.WithCancel(ctx)
	defer over()
	dial := mail.WithDialContextFunc(func(ctx2 context.Context, network, addr string) (net.Conn, error) {
		conn, err := s.dial(ctx2, network, addr)
		if err == nil {
			context.AfterFunc(ctx, func() { _ = conn.Close() })
		}
		return conn, err
	})
	client, err := mail.NewClient(s.host, append(s.opts[:len(s.opts):len(s.opts)], dial)...)
	if err != nil {
		return fmt.Errorf("send a mail: %w", err)
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	err = client.SendWithSMTPClient(conn, msg)
	_ = client.CloseWithSMTPClient(conn) // QUIT: what was accepted stays accepted without it
	if err == nil || msg.IsDelivered() {
		return nil
	}
	// What goes on is noted with the delivery: the server's words, not the addressee.
	words, _, _ := strings.Cut(oneLine(err.Error()), ", affected ")
	var refused *mail.SendError
	if errors.As(err, &refused) && permanent(refused.ErrorCode()) {
		return &ipcase.PermanentError{Reason: words}
	}
	return errors.New("send a mail: " + words)
}

func (s *smtpSender) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if s.implicit == nil {
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	return (&tls.Dialer{Config: s.implicit}).DialContext(ctx, network, addr)
}

// permanent is true for answers that another attempt will not change. That the
// portal is not signed in (530, 535) is ours to repair, not the mail's fault.
func permanent(code int) bool { return code >= 500 && code < 600 && code != 530 && code != 535 }
