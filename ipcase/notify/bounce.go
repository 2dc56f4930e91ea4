package notify

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"

	"github.com/emersion/go-message"
)

// Bounce is a mail server's report that it could not deliver one of our mails
// (RFC 3464).
type Bounce struct {
	ID        string // of the delivery, as Mail.ID
	Diagnosis string // what the server says: "550 5.1.1 mailbox unknown"
}

// ErrNoBounce says that a mail is no report of a failed delivery of ours. A report
// of a delay is none either: the mail may still arrive.
var ErrNoBounce = errors.New("the mail does not report that one of ours could not be delivered")

const (
	maxBounce    = 1 << 20 // bytes of a report; the mail that it may hold whole comes last
	maxDiagnosis = 500     // bytes
)

// ParseBounce reads a report as a mail server sends it.
func ParseBounce(r io.Reader) (Bounce, error) {
	report, err := message.Read(io.LimitReader(r, maxBounce))
	if err != nil && !message.IsUnknownCharset(err) {
		return Bounce{}, fmt.Errorf("%w: %w", ErrNoBounce, err)
	}
	parts := report.MultipartReader()
	if kind, _, err := report.Header.ContentType(); parts == nil || err != nil || kind != "multipart/report" {
		return Bounce{}, ErrNoBounce
	}
	var b Bounce
	failed := false
	for {
		part, err := parts.NextPart()
		if err != nil && !message.IsUnknownCharset(err) {
			break // the end, or where the report was cut off
		}
		kind, _, err := part.Header.ContentType()
		if err != nil {
			continue
		}
		switch kind {
		case "message/delivery-status", "message/global-delivery-status":
			b.Diagnosis, failed = failure(part.Body)
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
			head, _ := textproto.NewReader(bufio.NewReader(part.Body)).ReadMIMEHeader() // what can be read before a fault or the end
			if id := ours(head.Get("Message-Id")); id != "" {
				b.ID = id
			}
		}
	}
	if !failed || b.ID == "" {
		return Bounce{}, ErrNoBounce
	}
	return b, nil
}

// failure reads the state of each recipient: the first that failed says why.
func failure(body io.Reader) (diagnosis string, failed bool) {
	blocks := textproto.NewReader(bufio.NewReader(body))
	for {
		fields, err := blocks.ReadMIMEHeader()
		if strings.EqualFold(strings.TrimSpace(fields.Get("Action")), "failed") {
			why := fields.Get("Diagnostic-Code")
			if _, words, ok := strings.Cut(why, ";"); ok {
				why = words
			}
			if strings.TrimSpace(why) == "" {
				why = fields.Get("Status")
			}
			return strings.ToValidUTF8(strings.TrimSpace(why[:min(len(why), maxDiagnosis)]), ""), true
		}
		if err != nil {
			return "", false
		}
	}
}

// ours is the delivery's id in a Message-ID that Mail.MessageID made.
func ours(id string) string {
	id, ok := strings.CutPrefix(strings.Trim(strings.TrimSpace(id), "<>"), "ipportal.")
	id, _, at := strings.Cut(id, "@")
	if !ok || !at || id != safeID(id) {
		return ""
	}
	return id
}
