package notify

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
)

// Outbox is a folder in which each mail becomes one .eml file, as any mail
// program opens it. It takes the place of a mail server where none is
// configured.
type Outbox struct {
	dir   string
	clock ipcase.Clock
	hasty bool // nothing waits for the disk
}

var _ Sender = (*Outbox)(nil)

// NewOutbox opens the folder, and makes it when there is none.
func NewOutbox(dir string, clock ipcase.Clock) (*Outbox, error) {
	for _, d := range []string{dir, filepath.Join(dir, "by-id")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, fmt.Errorf("open the outbox: %w", err)
		}
	}
	return &Outbox{dir: dir, clock: clock}, nil
}

// Unsynced is the same folder without waiting for the disk: a power cut can take
// what was sent. It is for what is thrown away when it is not finished.
func (o *Outbox) Unsynced() *Outbox { return &Outbox{dir: o.dir, clock: o.clock, hasty: true} }

const stamp = "20060102T150405.000000Z"

// Send implements Sender. The file is on disk when it returns, and a second
// sending of the same id changes nothing.
func (o *Outbox) Send(_ context.Context, m Mail) error {
	at := ipcase.Moment(o.clock.Now())
	msg, err := compose(m, at)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(o.dir, ".new-*") // mode 0600
	if err != nil {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = msg.WriteTo(f)
	if err == nil {
		err = os.Chtimes(f.Name(), at, at)
	}
	if err == nil && !o.hasty {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	id := safeID(m.ID)
	byID := o.byID(id)
	if err := os.Link(f.Name(), byID); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	// Whoever sends, the name in the list follows from the one letter that stands.
	stands, err := os.Stat(byID)
	if err != nil {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	listed := filepath.Join(o.dir, stands.ModTime().UTC().Format(stamp)+"-"+id+".eml")
	if err := os.Link(byID, listed); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	if o.hasty {
		return nil
	}
	return errors.Join(syncDir(o.dir), syncDir(filepath.Dir(byID)))
}

func (o *Outbox) byID(id string) string { return filepath.Join(o.dir, "by-id", id+".eml") }

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write to the outbox: %w", err)
	}
	return nil
}

// Letter is a mail in the outbox, as its addressee's program would show it.
type Letter struct {
	ID        string
	At        time.Time
	MessageID string
	From      string
	To        string // "Name <address>"
	Subject   string
	Lang      string
	Text      string
	HTML      string
	Attached  []Attachment
}

// List gives the newest letters, without their bodies.
func (o *Outbox) List(limit int) ([]Letter, error) {
	entries, err := os.ReadDir(o.dir)
	if err != nil {
		return nil, fmt.Errorf("list the outbox: %w", err)
	}
	slices.Reverse(entries) // names begin with the time
	var letters []Letter
	for _, e := range entries {
		id, ok := idOf(e.Name())
		if !ok {
			continue
		}
		if len(letters) == limit {
			break
		}
		l, err := o.Read(id)
		if err != nil {
			return nil, err
		}
		l.Text, l.HTML = "", ""
		letters = append(letters, l)
	}
	return letters, nil
}

func idOf(name string) (string, bool) {
	if len(name) <= len(stamp)+1+len(".eml") || name[0] == '.' {
		return "", false
	}
	return strings.CutSuffix(name[len(stamp)+1:], ".eml")
}

// Read opens one letter. An id that is not there gives fs.ErrNotExist.
func (o *Outbox) Read(id string) (Letter, error) {
	if safeID(id) != id {
		return Letter{}, fmt.Errorf("read letter: %w", fs.ErrNotExist)
	}
	f, err := os.Open(o.byID(id))
	if err != nil {
		return Letter{}, fmt.Errorf("read letter: %w", err)
	}
	defer f.Close()
	msg, err := netmail.ReadMessage(f)
	if err != nil {
		return Letter{}, fmt.Errorf("read letter %s: %w", id, err)
	}
	words := new(mime.WordDecoder)
	header := func(name string) string {
		s, err := words.DecodeHeader(msg.Header.Get(name))
		if err != nil {
			return msg.Header.Get(name)
		}
		return s
	}
	l := Letter{
		ID: id, MessageID: header("Message-ID"), From: header("From"), To: header("To"),
		Subject: header("Subject"), Lang: header("Content-Language"),
	}
	if at, err := msg.Header.Date(); err == nil {
		l.At = at.UTC()
	}
	err = l.readPart(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body)
	if err != nil {
		return Letter{}, fmt.Errorf("read letter %s: %w", id, err)
	}
	return l, nil
}

// readPart takes the text and the HTML out of a body.
func (l *Letter) readPart(contentType, encoding string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextPart() // undoes quoted-printable itself
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if p.FileName() != "" {
				if err := l.readAttachment(p); err != nil {
					return err
				}
				continue
			}
			if err := l.readPart(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p); err != nil {
				return err
			}
		}
	}
	if strings.EqualFold(encoding, "quoted-printable") {
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	words := strings.ReplaceAll(string(b), "\r\n", "\n")
	if kind == "text/html" {
		l.HTML = words
	} else {
		l.Text = words
	}
	return nil
}

func (l *Letter) readAttachment(p *multipart.Part) error {
	body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
	if err != nil {
		return fmt.Errorf("read %s: %w", p.FileName(), err)
	}
	kind, _, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("read %s: %w", p.FileName(), err)
	}
	l.Attached = append(l.Attached, Attachment{Name: p.FileName(), MIME: kind, Body: body})
	return nil
}

// Forget removes a letter from the folder; none there is no error.
func (o *Outbox) Forget(_ context.Context, id string) error {
	found, err := filepath.Glob(filepath.Join(o.dir, "*Z-"+safeID(id)+".eml"))
	if err != nil {
		return fmt.Errorf("forget letter: %w", err)
	}
	for _, path := range append(found, o.byID(safeID(id))) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forget letter: %w", err)
		}
	}
	return nil
}
