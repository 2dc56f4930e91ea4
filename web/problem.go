package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
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
	msg       string // a sentence that says what the reader can do, and its key
	args      []any
	fields    []ipcase.FieldError
	reference string // of the line in our log, where the fault is ours
}

// problemOf turns any error into what may be told of it. What was not written
// for the reader is told only as a fault with a reference.
func problemOf(c echo.Context, err error) problem {
	var e *ipcase.Error
	if errors.As(err, &e) {
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
			return problem{status: he.Code, msg: views.Key("This address cannot be used in this way. Open the page and press its button.")}
		case http.StatusForbidden, http.StatusBadRequest: // the CSRF check's own refusals
			return problemOf(c, errForeign())
		}
	}
	return problem{
		status:    http.StatusInternalServerError,
		msg:       views.Key("Something failed on our side, and nothing was changed by this page. Try again in a few minutes; if it happens again, tell us the reference %s."),
		args:      []any{requestID(c)},
		reference: requestID(c),
	}
}

var titleOf = map[int]string{
	http.StatusUnprocessableEntity:   views.Key("This could not be accepted"),
	http.StatusNotFound:              views.Key("There is no such page"),
	http.StatusForbidden:             views.Key("This is not possible"),
	http.StatusConflict:              views.Key("This has changed in the meantime"),
	http.StatusRequestEntityTooLarge: views.Key("This is too large"),
	http.StatusTooManyRequests:       views.Key("Too many requests"),
	http.StatusServiceUnavailable:    views.Key("Not available at the moment"),
	http.StatusMethodNotAllowed:      views.Key("This is not possible"),
	http.StatusInternalServerError:   views.Key("Something went wrong on our side"),
}

// handleError is where every error that a handler returns ends.
func (s *Server) handleError(err error, c echo.Context) {
	p := problemOf(c, err)
	if p.status == http.StatusInternalServerError {
		s.Logger.Error("request failed", "id", requestID(c), "route", c.Path(), "error", err)
	}
	if c.Response().Committed {
		return
	}
	if c.Get(langName) == nil { // failed before the language was settled
		c.Set(langName, s.languageOf(c))
	}
	title := s.t(c, titleOf[p.status])
	lines := []string{s.t(c, p.msg, p.args...)}
	for _, f := range p.fields {
		lines = append(lines, s.t(c, f.Msg, f.Args...))
	}
	if err := s.render(c, p.status, plain(s.bareFrame(c, title), title, lines)); err != nil {
		s.Logger.Error("the page about a failure failed", "id", requestID(c), "error", err)
		if !c.Response().Committed {
			_ = c.String(http.StatusInternalServerError, "Something failed. Reference: "+requestID(c)+"\n")
		}
	}
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
