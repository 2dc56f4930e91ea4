package web

import (
	"errors"
	"net/http"
	"syscall"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/views"
)

// statusOf is the one table of kinds and statuses.
var statusOf = map[ipcase.Kind]int{
	ipcase.Invalid:     http.StatusUnprocessableEntity,
	ipcase.NotFound:    http.StatusNotFound,
	ipcase.Refused:     http.StatusForbidden,
	ipcase.Stale:       http.StatusConflict,
	ipcase.TooLarge:    http.StatusRequestEntityTooLarge,
	ipcase.TooMany:     http.StatusTooManyRequests,
	ipcase.Unavailable: http.StatusServiceUnavailable,
}

// problem is an error as a reader meets it.
type problem struct {
	status    int
	msg       string // a sentence that says what the reader can do, and its key; empty = the status's own
	args      []any
	fields    []ipcase.FieldError
	reference string // of the line in our log, where the fault is ours
}

// problemOf turns any error into what may be told of it. What was not written
// for the reader is told only as a fault with a reference.
func problemOf(c echo.Context, err error) problem {
	var e *ipcase.Error
	if errors.As(err, &e) {
		if e.Kind == ipcase.NotFound && e.Msg == absent {
			return problem{status: http.StatusNotFound} // the page has more to say than the sentence
		}
		if status, ok := statusOf[e.Kind]; ok {
			return problem{status: status, msg: e.Msg, args: e.Args, fields: e.Fields}
		}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return problemOf(c, errTooLarge(tooLarge.Limit))
	}
	var he *echo.HTTPError
	if errors.As(err, &he) {
		switch he.Code {
		case http.StatusNotFound:
			return problemOf(c, errAbsent())
		case http.StatusMethodNotAllowed:
			return problem{status: he.Code}
		case http.StatusForbidden, http.StatusBadRequest: // the CSRF check's own refusals
			return problemOf(c, errForeign())
		}
	}
	return problem{status: http.StatusInternalServerError, reference: requestID(c)}
}

// faultOf is the same for a fault of ours: a part that is away for the moment is
// told as that, so that the reader waits and tries again.
func (s *Server) faultOf(c echo.Context, err error) problem {
	p := problemOf(c, err)
	switch {
	case p.status != http.StatusInternalServerError:
	case evidence.IsLost(err):
		p.msg = "A file that belongs here cannot be read: its bytes are missing, or are not those that were filed. To ask again does not help: write to us and name the reference."
	case s.Away(err):
		p.status = http.StatusServiceUnavailable
	}
	if p.status >= http.StatusInternalServerError && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)) {
		p.status, p.msg = http.StatusServiceUnavailable, "The portal has no room for files at this moment. This page was not taken; what you sent before is kept. Send it again later."
	}
	return p
}

// handleError is where every error that a handler returns ends.
func (s *Server) handleError(err error, c echo.Context) {
	p := s.faultOf(c, err)
	switch {
	case p.status >= http.StatusInternalServerError && c.Request().Context().Err() != nil:
		s.Logger.Info("the reader went away before the answer", "id", requestID(c), "route", c.Path())
	case p.status >= http.StatusInternalServerError:
		s.Logger.Error("request failed", "id", requestID(c), "route", c.Path(), "error", err)
	}
	s.noteRefusal(c, p)
	if c.Response().Committed {
		return
	}
	if isAPI(c) {
		s.apiError(c, err, p)
		return
	}
	if isMachine(c) {
		_ = s.machineProblem(c, err, true)
		return
	}
	if c.Get(langName) == nil { // failed before the language was settled
		c.Set(langName, s.languageOf(c))
	}
	page := views.ErrorPage{
		Page: s.bareFrame(c, ""), Status: p.status, Reference: p.reference, Actions: s.waysOn(c),
	}
	if p.status == http.StatusServiceUnavailable {
		c.Response().Header().Set("Retry-After", "30")
		page.Again, page.AgainNote = s.again(c)
	}
	page.Title = views.ErrorTitle(s.drawing(c), p.status)
	if p.msg != "" {
		page.Text = s.t(c, p.msg, p.args...)
	}
	for _, f := range p.fields {
		page.Text += " " + s.t(c, f.Msg, f.Args...)
	}
	if err := s.render(c, p.status, page); err != nil {
		s.Logger.Error("the page about a failure failed", "id", requestID(c), "error", err)
		if !c.Response().Committed {
			_ = c.String(http.StatusInternalServerError, "Something failed. Reference: "+requestID(c)+"\n")
		}
	}
}

// waysOn are the links of a page that stands in place of another.
func (s *Server) waysOn(c echo.Context) []views.Link {
	if home := homeOf(actorOf(c)); home != "/" && home != c.Request().URL.Path {
		return []views.Link{{Text: s.t(c, "Go to your list"), Href: home}}
	}
	return nil
}

// fieldErrors is what is wrong with each field, in the reader's language, for
// the form that is shown again; ok is false where err is not about a form.
func (s *Server) fieldErrors(c echo.Context, err error) (byField map[string]string, summary views.ErrorSummary, ok bool) {
	var e *ipcase.Error
	if !errors.As(err, &e) || e.Kind != ipcase.Invalid {
		return nil, views.ErrorSummary{}, false
	}
	byField = make(map[string]string, len(e.Fields))
	for _, f := range e.Fields {
		text := s.t(c, f.Msg, f.Args...)
		if _, told := byField[f.Field]; told {
			continue
		}
		byField[f.Field] = text
		summary.Entries = append(summary.Entries, views.FieldProblem{ID: f.Field, Text: text})
	}
	if len(e.Fields) == 0 {
		summary.Text = s.t(c, e.Msg, e.Args...)
	}
	return byField, summary, true
}
