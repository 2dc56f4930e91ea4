package letter

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxNested = 6
	maxParts  = 60
)

// looksLikeMail tells a mail by its head: several of the lines that every mail
// has, before the first empty one.
func looksLikeMail(data []byte) bool {
	head := data[:min(len(data), 32<<10)]
	seen := 0
	for n, line := range bytes.Split(head, []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) == 0 || n > 200 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			return false
		}
		switch strings.ToLower(string(name)) {
		case "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "received", "return-path":
			seen++
		}
	}
	return seen >= 3
}

// readMail takes the text out of a mail: the plain one where there is one, else
// that of the HTML.
func readMail(data []byte) (Raw, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return Raw{}, ErrNotText
	}
	words := mime.WordDecoder{CharsetReader: charsetReader}
	header := func(name string) string {
		if s, err := words.DecodeHeader(m.Header.Get(name)); err == nil {
			return s
		}
		return m.Header.Get(name)
	}
	p := partReader{left: maxParts}
	if err := p.read(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return Raw{}, err
	}
	raw := Raw{Subject: header("Subject"), From: header("From"), Date: m.Header.Get("Date"), Text: p.plain.String()}
	if strings.TrimSpace(raw.Text) == "" {
		raw.Text, raw.HTML = textOfHTML(p.html.String()), p.html.Len() > 0
	}
	return raw, nil
}

func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes))
	if err != nil {
		return nil, err //nolint:wrapcheck // mime's own reader
	}
	text, ok := decode(data, charset)
	if !ok {
		return nil, ErrNotText
	}
	return strings.NewReader(text), nil
}

// partReader gathers the text of a mail's parts.
type partReader struct {
	plain, html strings.Builder
	left        int // parts that may still come
}

func (p *partReader) read(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if p.left--; p.left < 0 || depth > maxNested {
		return ErrTooNested
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", nil
	}
	if at, _, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && at == "attachment" {
		return nil
	}
	if strings.HasPrefix(kind, "multipart/") {
		return p.readParts(multipart.NewReader(body, params["boundary"]), depth)
	}
	if kind != "text/plain" && kind != "text/html" && kind != "message/rfc822" {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	data, _ := io.ReadAll(io.LimitReader(body, MaxBytes)) // what can be read of a damaged part is read
	if kind == "message/rfc822" {
		m, err := mail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			return nil //nolint:nilerr // a part that is no mail holds nothing to read
		}
		return p.read(textproto.MIMEHeader(m.Header), m.Body, depth+1)
	}
	text, ok := decode(data, params["charset"])
	if !ok {
		return nil
	}
	into := &p.plain
	if kind == "text/html" {
		into = &p.html
	}
	into.WriteString(text)
	into.WriteString("\n")
	return nil
}

func (p *partReader) readParts(parts *multipart.Reader, depth int) error {
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) || err != nil {
			return nil //nolint:nilerr // what can be read of a damaged mail is read
		}
		if err := p.read(part.Header, part, depth+1); err != nil {
			return err
		}
	}
}

func looksLikeHTML(s string) bool {
	head := strings.ToLower(strings.TrimSpace(s[:min(len(s), 1000)]))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<body") || strings.HasPrefix(head, "<div") || strings.HasPrefix(head, "<p>")
}

// textOfHTML is what a person reads of a page, line by line, with the address of
// each link beside its words.
func textOfHTML(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	skip, href := 0, ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skip == 0 {
				b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attr := z.TagName()
			switch string(name) {
			case "script", "style", "title", "head":
				if string(name) != "head" {
					skip++
				}
			case "a":
				href = hrefOf(z, attr)
			case "br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr":
				b.WriteByte('\n')
			case "td", "th":
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "script", "style", "title":
				skip = max(0, skip-1)
			case "a":
				if href != "" && !strings.HasSuffix(strings.TrimSpace(b.String()[max(0, b.Len()-len(href)-8):]), href) {
					b.WriteString(" " + href + " ")
				}
				href = ""
			case "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote":
				b.WriteByte('\n')
			}
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

func hrefOf(z *html.Tokenizer, more bool) string {
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if v := string(value); string(key) == "href" && strings.HasPrefix(v, "http") && len(v) < 2000 {
			return v
		}
	}
	return ""
}
