// Package notify sends the mails that it is given: through an SMTP server, or
// into a folder where the demo shows them. It writes no words of its own, knows
// no case, and decides nothing about retries; it only says whether trying again
// can help.
package notify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail"

	"ipportal/ipcase"
)

// Mail is one letter to one person, ready to be sent.
type Mail struct {
	ID      string // of its delivery: a retry carries the same, and so the same Message-ID
	From    string // address, or "Name <address>"
	To      string // bare address
	ToName  string
	Subject string
	Text    string
	HTML    string // may be empty
	Lang    string // BCP 47

	Attached []Attachment
}

// Attachment is a file that a mail brings.
type Attachment struct {
	Name string
	MIME string
	Body []byte
}

// Sender hands mails on. An *ipcase.PermanentError says that trying again is
// useless; any other error that it may help. A mail that was accepted gives nil,
// whatever happened to the connection afterwards.
type Sender interface {
	Send(ctx context.Context, m Mail) error
}

// compose makes the message. Nothing in m can add a header or a recipient: names
// and subjects lose their line breaks, addresses are parsed.
func compose(m Mail, at time.Time) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(m.To)
	if err != nil || to.Address != m.To || strings.ContainsFunc(m.To, unicode.IsControl) {
		return nil, &ipcase.PermanentError{Reason: fmt.Sprintf("%q is not a mail address", m.To)}
	}
	from, err := netmail.ParseAddress(m.From)
	if err != nil {
		return nil, fmt.Errorf("compose a mail from %q: %w", m.From, err)
	}
	from.Name, to.Name = oneLine(from.Name), oneLine(m.ToName)

	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	msg.SetAddrHeaderFromMailAddress(mail.HeaderTo, to)
	msg.Subject(oneLine(m.Subject))
	msg.SetDateWithValue(at)
	msg.SetMessageIDWithValue(m.MessageID())
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no holiday replies
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	if lang := oneLine(m.Lang); lang != "" {
		msg.SetGenHeader("Content-Language", lang)
	}
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	}
	for _, f := range m.Attached {
		if err := msg.AttachReader(oneLine(f.Name), bytes.NewReader(f.Body), mail.WithFileContentType(mail.ContentType(f.MIME))); err != nil {
			return nil, fmt.Errorf("attach %s: %w", f.Name, err)
		}
	}
	return msg, nil
}

// oneLine replaces every control character and line break by a space.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}

// MessageID is the same for every attempt at one delivery, so that a mailbox
// that got it twice can show it once.
func (m Mail) MessageID() string {
	domain := "ipportal.invalid"
	if from, err := netmail.ParseAddress(m.From); err == nil {
		domain = from.Address[strings.LastIndexByte(from.Address, '@')+1:]
	}
	return "ipportal." + safeID(m.ID) + "@" + domain
}

// safeID makes an id that can stand in a header and a file name.
func safeID(id string) string {
	safe := id != "" && len(id) <= 100 && id[0] != '.' && !strings.ContainsFunc(id, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._-", r)
	})
	if safe {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}
