package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
)

// form is what was posted, read field by field. Reading cleans what no field
// may hold and notes what is wrong; problems gives the notes once all is read.
type form struct {
	values url.Values
	files  []uploaded
	small  map[string]smallFile
	errs   []ipcase.FieldError
	put    putFile
}

// putFile keeps the bytes of one file of a form.
type putFile func(ctx context.Context, field, name string, r io.Reader) (ipcase.Blob, error)

// readForm reads the body of a POST. Files go one by one to the blobs and never
// into memory, except those of the named fields, which are small and are read
// as text (a list of listings as CSV).
func (s *Server) readForm(c echo.Context, small ...string) (*form, error) {
	return s.readFormInto(c, s.Blobs.Put, small...)
}

// readFormInto is readForm for a form whose files lie in a store of their own.
func (s *Server) readFormInto(c echo.Context, put putFile, small ...string) (*form, error) {
	if f, ok := c.Get(formKey).(*form); ok {
		return f, nil // read before its handler began
	}
	f, err := s.readBody(c, put, small)
	if err == nil {
		c.Set(formKey, f) // for the page that stands in place of the next one
	}
	return f, err
}

func (s *Server) readBody(c echo.Context, put putFile, small []string) (*form, error) {
	if isMultipart(c.Request()) {
		return s.readMultipart(c, put, small)
	}
	if err := c.Request().ParseForm(); err != nil {
		return nil, asTooLarge(err, formLimit)
	}
	return &form{values: c.Request().PostForm}, nil
}

// asTooLarge turns the limit's error into a refusal, and anything else that
// cannot be parsed into one too: a body that is no form is the sender's.
func asTooLarge(err error, limit int64) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge(limit)
	}
	return ipcase.Errorf(ipcase.Invalid, "What was sent could not be read as a form. Open the page again and send the form from there.")
}

// queryForm reads the query of a GET in the same way: filters, search words.
func queryForm(c echo.Context) *form { return &form{values: c.QueryParams()} }

// fail notes that a field cannot be accepted. Msg is a sentence that says what
// to do, and the key of its translation.
func (f *form) fail(field, msg string, args ...any) {
	f.errs = append(f.errs, ipcase.FieldError{Field: field, Msg: msg, Args: args})
}

// problems is nil when nothing was wrong.
func (f *form) problems() error {
	if len(f.errs) == 0 {
		return nil
	}
	return &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: f.errs}
}

// line is a field of one line, at most limit characters. Characters that do not
// show or turn the reading direction are taken out, and the person is told.
func (f *form) line(name string, limit int) string {
	raw := strings.TrimSpace(f.values.Get(name))
	clean, altered := cleanText(raw, false)
	return f.checked(name, clean, altered, limit)
}

// text is a field of many lines, at most limit characters, kept to the last
// space: what somebody declares is theirs. Only the line ends change, here and
// nowhere else: browsers send CRLF, and one newline each is kept. White space
// alone is nothing.
func (f *form) text(name string, limit int) string {
	clean, altered := cleanText(f.values.Get(name), true)
	if strings.TrimSpace(clean) == "" {
		clean = ""
	}
	return f.checked(name, clean, altered, limit)
}

func (f *form) checked(name, clean string, altered bool, limit int) string {
	if altered {
		f.fail(name, "This field held characters that do not show or that turn the reading direction. We have taken them out; check the text and send it again.")
	}
	if n := utf8.RuneCountInString(clean); n > limit {
		f.fail(name, "This text has %d characters. Shorten it to %d.", n, limit)
	}
	return clean
}

// cleanText takes out what no text may hold and says whether it held what a
// person should know about. Other control characters go silently.
func cleanText(s string, multiline bool) (clean string, altered bool) {
	if !utf8.ValidString(s) {
		s, altered = strings.ToValidUTF8(s, ""), true
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == 0:
			altered = true
		case r == '\r':
			r = '\n'
			fallthrough
		case r == '\n' || r == '\t':
			if multiline {
				b.WriteRune(r)
			} else {
				b.WriteByte(' ')
			}
		case r < ' ' || r == 0x7f:
		case isBidi(r) && !multiline:
			altered = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), altered
}

// isBidi is true for the characters that make text read in another order than
// it is stored: embeddings, overrides and isolates.
func isBidi(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// secret is a password: taken as it is, since every character counts.
func (f *form) secret(name string) string { return f.values.Get(name) }

// int is a whole number, or fallback where there is none.
func (f *form) int(name string, fallback int) int {
	raw := strings.TrimSpace(f.values.Get(name))
	if raw == "" {
		return fallback
	}
	n, err := strconv.Atoi(raw)
	if err != nil {
		f.fail(name, "Enter a whole number.")
		return fallback
	}
	return n
}

// ticked says whether a checkbox was ticked.
func (f *form) ticked(name string) bool { return f.values.Get(name) != "" }

// choice is one of the allowed values, or "" for anything else.
func (f *form) choice(name string, allowed ...string) string {
	v := f.values.Get(name)
	for _, a := range allowed {
		if v == a {
			return v
		}
	}
	return ""
}

// list is every value sent under one name, cleaned, without empty ones. No more
// than maxList are read.
func (f *form) list(name string) []string {
	var out []string
	for _, v := range f.values[name] {
		v, _ = cleanText(strings.TrimSpace(v), false)
		if v != "" && len(out) < maxList {
			out = append(out, v)
		}
	}
	return out
}

const maxList = 1000

// items reads the chosen listings of a case: items=2&version-2=3, by position and
// the version that the page showed. One without its version was not chosen on a
// page of ours.
func (f *form) items(name string) []ipcase.Chosen { //nolint:unparam // the name stands where the form is read
	var out []ipcase.Chosen
	seen := map[int]bool{}
	for _, raw := range f.list(name) {
		position, err := strconv.Atoi(raw)
		version, err2 := strconv.Atoi(f.values.Get(fmt.Sprintf("version-%d", position)))
		if err != nil || err2 != nil {
			f.fail(name, "The choice could not be read. Open the page again and choose anew.")
			return nil
		}
		if !seen[position] {
			seen[position] = true
			out = append(out, ipcase.Chosen{Position: position, Version: version})
		}
	}
	return out
}
