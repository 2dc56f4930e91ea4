package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"ipportal/ipcase"
)

// Limits of a body.
const (
	bodyLimit   = 8 << 20 // of JSON, with the files in it
	largeBody   = 256 << 10
	largeAtOnce = 4  // bodies above largeBody that are held in memory at once
	maxDepth    = 32 // of JSON
)

// readBody reads the JSON of a request, whole and once: it is looked through, hashed
// and then read into its struct. Few large ones are held at once; the next waits.
func (a *API) readBody(w http.ResponseWriter, r *http.Request) (body []byte, done func(), err error) {
	done = func() {}
	if r.ContentLength > bodyLimit {
		return nil, done, tooLargeBody()
	}
	if r.ContentLength < 0 || r.ContentLength > largeBody {
		select {
		case a.large <- struct{}{}:
			done = func() { <-a.large }
		case <-r.Context().Done():
			return nil, done, fmt.Errorf("wait for a place for a large body: %w", r.Context().Err())
		}
	}
	body, err = io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		err = tooLargeBody()
	case err != nil:
		err = problemf("malformed", "The body ended before it was whole. Send it again.")
	case len(body) > 0:
		err = checkJSON(body)
	}
	return body, done, err
}

func tooLargeBody() *Problem {
	return problemf(string(ipcase.TooLarge), "A body holds %d MB at most.", bodyLimit>>20)
}

// checkJSON refuses what programs read differently, or what no text may hold: nesting
// beyond maxDepth, a name twice in one object, and characters that do not show or that
// turn the reading direction. It allocates no more than one value at a time.
func checkJSON(body []byte) error {
	if !utf8.Valid(body) {
		return problemf("malformed", "The body is not UTF-8.")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	c := jsonCheck{d: d}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(c.open) > 0 || !c.any {
				return notJSON()
			}
			return nil
		}
		if err != nil {
			return notJSON()
		}
		if c.any && len(c.open) == 0 {
			return notJSON() // a second value
		}
		c.any = true
		if err := c.take(t); err != nil {
			return err
		}
	}
}

func notJSON() *Problem {
	return problemf("malformed", "The body is not one JSON value.")
}

type jsonCheck struct {
	d    *json.Decoder
	open []level
	any  bool
}

// level is an object or an array that is open.
type level struct {
	names map[string]bool // nil in an array
	name  string          // the last one, whose value comes next
	n     int             // elements so far, in an array
	value bool            // the next token is a value
}

func (c *jsonCheck) take(t json.Token) error {
	top := len(c.open) - 1
	if d, ok := t.(json.Delim); ok && (d == '}' || d == ']') {
		c.open = c.open[:top]
		c.next()
		return nil
	}
	if top >= 0 && c.open[top].names != nil && !c.open[top].value {
		name, _ := t.(string)
		if c.open[top].names[name] {
			return c.wrong("A name stands twice in one object. Which is meant is not clear.")
		}
		c.open[top].names[name], c.open[top].name, c.open[top].value = true, name, true
		return nil
	}
	switch v := t.(type) {
	case json.Delim:
		if len(c.open) == maxDepth {
			return problemf("malformed", "The body is nested deeper than %d levels.", maxDepth)
		}
		l := level{}
		if v == '{' {
			l.names = map[string]bool{}
		}
		c.open = append(c.open, l)
		return nil
	case string:
		if !showable(v) {
			return c.wrong("This text holds characters that do not show or that turn the reading direction. Take them out.")
		}
	}
	c.next()
	return nil
}

// next closes a value.
func (c *jsonCheck) next() {
	if top := len(c.open) - 1; top >= 0 {
		c.open[top].n++
		c.open[top].value = false
	}
}

func (c *jsonCheck) wrong(detail string) *Problem {
	p := problemf(string(ipcase.Invalid), "Something sent cannot be accepted.")
	var b strings.Builder
	for _, l := range c.open {
		part := strconv.Itoa(l.n)
		if l.names != nil {
			part = l.name
		}
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(part))
	}
	p.Errors = []FieldProblem{{Pointer: b.String(), Detail: detail}}
	return p
}

// showable says whether a text holds nothing that pages would have to take out.
func showable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return false
		case r < ' ' || r == 0x7f:
			return true
		default:
			return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		}
	})
}

// line is a field of one line, as the pages keep one.
func line(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s))
}

// text is a field of many lines; white space alone is nothing.
func text(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}
