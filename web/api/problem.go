package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"syscall"

	"github.com/danielgtaylor/huma/v2"

	"ipportal/ipcase"
	"ipportal/views"
)

// Problem is an answer that says no (RFC 9457). It never repeats what was sent.
type Problem struct {
	Type      string         `json:"type" doc:"What sort of problem it is; the sorts are listed at /api." example:"https://ip.example.com/api#invalid"`
	Title     string         `json:"title" doc:"The sort in words."`
	Status    int            `json:"status" doc:"The HTTP status."`
	Code      string         `json:"code" doc:"The sort as a word that does not change." example:"invalid"`
	Detail    string         `json:"detail,omitempty" doc:"A sentence that says what to do."`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"What is wrong with each field."`
	Reference string         `json:"reference,omitempty" doc:"Of the line in the portal's log, where the fault is the portal's."`
}

// FieldProblem is one wrong field.
type FieldProblem struct {
	Pointer string `json:"pointer,omitempty" doc:"JSON Pointer (RFC 6901) into the body." example:"/explanation"`
	In      string `json:"in,omitempty" doc:"Where it was, if not in the body: query, path or header."`
	Name    string `json:"name,omitempty" doc:"The parameter's name there."`
	Detail  string `json:"detail" doc:"A sentence that says what to do."`
}

// Error is for logs of tests; no answer is made of it.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// sort is one kind of problem: its words, what to do, and its status.
type sort struct {
	title  string
	cure   string // for the reference page
	status int
}

// sorts are the kinds of problem by their word.
var sorts = map[string]sort{
	string(ipcase.Invalid):     {views.Key("Something sent cannot be accepted"), views.Key("Correct the fields that the answer names, and send it again."), http.StatusUnprocessableEntity},
	string(ipcase.NotFound):    {views.Key("Not there, or not yours to see"), views.Key("Look at the number, and at whose key it is."), http.StatusNotFound},
	string(ipcase.Refused):     {views.Key("Not allowed for this key, or in this state"), views.Key("Read the case again: its moves say what can be done now, and by whom."), http.StatusForbidden},
	string(ipcase.Stale):       {views.Key("It has moved on meanwhile"), views.Key("Read it again, and decide anew."), http.StatusConflict},
	string(ipcase.TooLarge):    {views.Key("Too large"), views.Key("Send less at once: the answer says how much is taken."), http.StatusRequestEntityTooLarge},
	string(ipcase.TooMany):     {views.Key("Too many requests"), views.Key("Wait as many seconds as Retry-After says."), http.StatusTooManyRequests},
	string(ipcase.Unavailable): {views.Key("Away for the moment"), views.Key("Send the same again after as many seconds as Retry-After says."), http.StatusServiceUnavailable},
	"malformed":                {views.Key("The request cannot be read"), views.Key("Send one JSON value in UTF-8, whole."), http.StatusBadRequest},
	"unauthorized":             {views.Key("No key, or one that opens nothing"), views.Key("Send a key that has not ended, of somebody who still may act."), http.StatusUnauthorized},
	"method":                   {views.Key("Not done at this address"), views.Key("Use one of the methods that stand on this page."), http.StatusMethodNotAllowed},
	"not_acceptable":           {views.Key("Only JSON is answered"), views.Key("Accept application/json."), http.StatusNotAcceptable},
	"media_type":               {views.Key("Only JSON is read here"), views.Key("Send it as application/json."), http.StatusUnsupportedMediaType},
	"precondition":             {views.Key("It is not as If-Match says"), views.Key("Read it again, and send its ETag as it is now."), http.StatusPreconditionFailed},
	"in_flight":                {views.Key("The same request is being carried out"), views.Key("Send the same again in a moment: it is not done twice."), http.StatusConflict},
	"key_reused":               {views.Key("The idempotency key belongs to another request"), views.Key("Use a new idempotency key for each request."), http.StatusUnprocessableEntity},
	"fault":                    {views.Key("A fault of the portal"), views.Key("Send the same again; where it stays so, tell the platform the reference."), http.StatusInternalServerError},
}

func problemf(code, detail string, args ...any) *Problem {
	s := sorts[code]
	return &Problem{Type: "/api#" + code, Title: s.title, Status: s.status, Code: code, Detail: fmt.Sprintf(detail, args...)}
}

// newProblem is what the library makes of what it finds wrong with a request. The
// values that it would repeat are left out.
func newProblem(status int, msg string, errs ...error) huma.StatusError {
	p := problemf(codeOf(status), "%s", sentence(msg))
	p.Status = status
	for _, err := range errs {
		var d huma.ErrorDetailer
		if !errors.As(err, &d) {
			continue // it may hold what was sent
		}
		detail := d.ErrorDetail()
		f := place(detail.Location)
		f.Detail = sentence(detail.Message)
		p.Errors = append(p.Errors, f)
	}
	return p
}

func newProblemOf(_ huma.Context, status int, msg string, errs ...error) huma.StatusError {
	return newProblem(status, msg, errs...)
}

func codeOf(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "malformed"
	case http.StatusNotFound:
		return string(ipcase.NotFound)
	case http.StatusMethodNotAllowed:
		return "method"
	case http.StatusNotAcceptable:
		return "not_acceptable"
	case http.StatusUnsupportedMediaType:
		return "media_type"
	case http.StatusRequestEntityTooLarge:
		return string(ipcase.TooLarge)
	case http.StatusUnprocessableEntity:
		return string(ipcase.Invalid)
	default:
		return "fault"
	}
}

// place turns the library's "body.items[0].position" into a pointer, or names the
// parameter.
func place(location string) FieldProblem {
	in, rest, _ := strings.Cut(location, ".")
	if in != "body" {
		return FieldProblem{In: in, Name: rest}
	}
	var b strings.Builder
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(part))
	}
	return FieldProblem{Pointer: b.String()}
}

// sentence is what the library says, as a sentence.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// problemOf turns an error of a deed into what is answered, and says whether it is a
// fault of the portal.
func (a *API) problemOf(err error, reference string) (p *Problem, fault bool) {
	if errors.As(err, &p) {
		return p, false
	}
	var e *ipcase.Error
	if errors.As(err, &e) {
		if e.Kind == ipcase.NotFound {
			return problemf(string(ipcase.NotFound), "There is no such thing, or it is not yours to see."), false
		}
		p = problemf(string(e.Kind), e.Msg, e.Args...)
		if e.Kind == ipcase.Invalid && len(e.Fields) > 0 { // a page speaks of its form there
			p.Detail = "Something sent cannot be accepted."
		}
		for _, f := range e.Fields {
			pointer := pointerOf(f.Field)
			if f.Msg == ipcase.TickStatement {
				pointer = "/statements"
			}
			p.Errors = append(p.Errors, FieldProblem{Pointer: pointer, Detail: fmt.Sprintf(f.Msg, f.Args...)})
		}
		return p, false
	}
	code := "fault"
	detail := "Something failed here. Try again, and tell the platform the reference if it stays so."
	switch {
	case a.Away(err):
		code, detail = string(ipcase.Unavailable), "The portal cannot reach its database for the moment. Try again."
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		code, detail = string(ipcase.Unavailable), "The portal has no room for files at this moment. Nothing was taken. Send it again later."
	}
	p = problemf(code, "%s", detail)
	p.Reference = reference
	return p, true
}

// pointerOf is where a field of a deed stands in the body. Elements of a procedure
// are named by themselves: they are either ticked or answered.
func pointerOf(field string) string {
	known := map[string]string{
		"right": "/right", "lines": "/lines", "reason": "/reason", "explanation": "/explanation", "again_reason": "/again_reason", "signature": "/signature",
		"contact-name": "/contact/name", "contact-address": "/contact/address", "contact-phone": "/contact/phone", "contact-email": "/contact/email",
		"reg_number": "/registration", "territories": "/territories", "nice_classes": "/nice_classes", "nice": "/nice_classes",
		"valid_from": "/valid_from", "valid_until": "/valid_until", "ground_kind": "/ground_kind", "evidence": "/files",
	}
	if p, ok := known[field]; ok {
		return p
	}
	if id, ok := strings.CutPrefix(field, "element-"); ok {
		return "/answers/" + id
	}
	return "/" + field
}

// WriteProblem answers with a refusal that came before any operation was reached.
func (a *API) WriteProblem(w http.ResponseWriter, p *Problem) {
	body, err := bytesOf(p.at(a.BaseURL))
	if err != nil {
		body = nil
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="`+Prefix+`"`)
	}
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "30")
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the reader went away
}

// at is a problem whose type is an address of this portal.
func (p *Problem) at(base string) *Problem {
	q := *p
	if strings.HasPrefix(q.Type, "/") {
		q.Type = base + q.Type
	}
	return &q
}

// ProblemOf is what is answered to an error that came before any operation.
func (a *API) ProblemOf(err error, reference string) (p *Problem, fault bool) {
	return a.problemOf(err, reference)
}

// StatusProblem is a refusal known by its status alone.
func StatusProblem(status int, detail string) *Problem {
	p := problemf(codeOf(status), "%s", detail)
	p.Status = status
	return p
}
