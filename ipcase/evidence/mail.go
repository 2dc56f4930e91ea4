package evidence

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"
)

// The bounds of what is read of an e-mail.
const (
	maxMailParts = 200
	maxMailDepth = 8
	maxMailWords = 1 << 20 // bytes of its view
)

// mailView reads an e-mail and sets its words out as plain text: who wrote to
// whom, when, what, and the names of the files with it, which are not opened.
func mailView(name string, data []byte) ([]byte, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil || m.Header.Get("From") == "" || m.Header.Get("Date") == "" && m.Header.Get("Received") == "" {
		return nil, errDamaged(name, nameOf[typeMail])
	}
	v := &mailWords{}
	for _, field := range []string{"From", "To", "Cc", "Date", "Subject", "Message-ID"} {
		if value := m.Header.Get(field); value != "" {
			v.say(field + ": " + headerWords(value) + "\n")
		}
	}
	v.say("\n")
	v.part(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	if len(v.files) > 0 {
		v.say("\n\n--\n" + strings.Join(v.files, "\n") + "\n")
	}
	return v.out.Bytes(), nil
}

type mailWords struct {
	out   bytes.Buffer
	files []string
	parts int
}

func (v *mailWords) say(s string) {
	s = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if r == '\r' || r != '\n' && r != '\t' && invisible(r) {
			return -1
		}
		return r
	}, s), "\ufffd")
	if left := maxMailWords - v.out.Len(); len(s) > left {
		s = cut(s, max(left, 0))
	}
	v.out.WriteString(s)
}

func headerWords(s string) string {
	dec := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) { return inUTF8(charset, r), nil }}
	if words, err := dec.DecodeHeader(s); err == nil {
		s = words
	}
	return strings.Join(strings.Fields(s), " ")
}

func inUTF8(charset string, r io.Reader) io.Reader {
	if enc, err := htmlindex.Get(charset); err == nil {
		return enc.NewDecoder().Reader(r)
	}
	return r
}

// part writes the words of one part, or those of the parts in it.
func (v *mailWords) part(kind, encoding string, body io.Reader, depth int) {
	if v.parts++; v.parts > maxMailParts || depth > maxMailDepth {
		return
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		media = "text/plain"
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	switch {
	case strings.HasPrefix(media, "multipart/") && params["boundary"] != "":
		v.within(multipart.NewReader(body, params["boundary"]), media == "multipart/alternative", depth)
	case media == "text/html":
		v.say(tagless(inUTF8(params["charset"], io.LimitReader(body, maxMailWords))))
	case strings.HasPrefix(media, "text/"):
		words, _ := io.ReadAll(io.LimitReader(inUTF8(params["charset"], body), maxMailWords)) // what can be read of it
		v.say(string(words) + "\n")
	default:
		size, _ := io.Copy(io.Discard, body)
		v.files = append(v.files, fmt.Sprintf("[%s, %d bytes]", media, size))
	}
}

func (v *mailWords) within(parts *multipart.Reader, oneOf bool, depth int) {
	for v.parts <= maxMailParts {
		p, err := parts.NextRawPart()
		if err != nil {
			return
		}
		kind := p.Header.Get("Content-Type")
		if name := p.FileName(); name != "" {
			size, _ := io.Copy(io.Discard, p)
			v.files = append(v.files, fmt.Sprintf("[%s: %s, %d bytes as sent]", CleanName(headerWords(name)), strings.SplitN(kind, ";", 2)[0], size))
			v.parts++
			continue
		}
		before := v.out.Len()
		v.part(kind, p.Header.Get("Content-Transfer-Encoding"), p, depth+1)
		if oneOf && v.out.Len() > before { // the same words in other clothes are not repeated
			return
		}
	}
}

// tagless is the words of a web page, and nothing that could act.
func tagless(r io.Reader) string {
	var b strings.Builder
	z, mute := html.NewTokenizer(r), 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if mute == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			mute += muted(string(name))
			if slices.Contains([]string{"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"}, string(name)) {
				b.WriteByte('\n')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			mute = max(0, mute-muted(string(name)))
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func muted(tag string) int {
	if tag == "script" || tag == "style" || tag == "title" {
		return 1
	}
	return 0
}
