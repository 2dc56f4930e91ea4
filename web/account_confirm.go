package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

const (
	confirmPath = "/account/confirm"
	setUpPath   = "/account/security/app"
	keptPrefix  = "kept." // before the names of a form's fields that wait for a confirmation
)

// firstTo is where somebody is led who needs a second factor and has not set one
// up, or has not shown it in this session; empty where they may go on.
func (s *Server) firstTo(c echo.Context, r route) string {
	l := loaded(c)
	switch {
	case r.setUp:
		return ""
	case l.MustSetUp():
		return setUpPath
	case l.MustShow():
		return confirmFor(c.Request())
	}
	return ""
}

func confirmFor(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return confirmPath
	}
	return confirmPath + "?next=" + url.QueryEscape(localPath(r.URL.RequestURI(), "/"))
}

// askFirst answers who has to show a secret again: a page that was asked for
// follows afterwards, and a form that was sent waits with all that was typed.
func (s *Server) askFirst(c echo.Context) error {
	if c.Request().Method != http.MethodPost {
		return c.Redirect(http.StatusSeeOther, confirmFor(c.Request()))
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	if len(f.files) > 0 {
		if _, err := s.actFiles(c, f, f.line("form", 40)); err != nil {
			return err
		}
	}
	return s.confirmPage(c, http.StatusForbidden, waitingForm{to: localPath(c.Request().URL.RequestURI(), "/"), values: f.values}, f.problems())
}

// waitingForm is a form that was sent and waits until its sender has shown who
// they are.
type waitingForm struct {
	to     string
	values url.Values
}

// keptForm reads a waiting form out of the fields of the page that asked.
func keptForm(f *form) waitingForm {
	w := waitingForm{to: localPath(f.values.Get("to"), ""), values: url.Values{}}
	for name, values := range f.values {
		if kept, ok := strings.CutPrefix(name, keptPrefix); ok {
			w.values[kept] = values
		}
	}
	return w
}

// hidden are its fields, with a prefix before their names.
func (w waitingForm) hidden(prefix string) []views.HiddenInput {
	var names []string
	for name := range w.values {
		if name != "_csrf" && !isSecret(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []views.HiddenInput
	for _, name := range names {
		for _, v := range w.values[name] {
			out = append(out, views.HiddenInput{Name: prefix + name, Value: v})
		}
	}
	return out
}

func isSecret(name string) bool {
	return strings.Contains(name, "password") || name == "code" || name == "current"
}

// confirmForm asks somebody who is signed in to show who they are once more.
func (s *Server) confirmForm(c echo.Context) error {
	return s.confirmPage(c, http.StatusOK, waitingForm{}, nil)
}

func (s *Server) confirmPage(c echo.Context, status int, w waitingForm, problem error) error {
	has, err := s.Accounts.Secrets(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Confirm that it is you"))
	if err != nil {
		return err
	}
	own, err := s.Accounts.Profile(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	l := loaded(c)
	page := views.ConfirmPage{
		Page: p, Email: own.Email, Next: localPath(c.QueryParam("next"), ""), To: w.to, Kept: w.hidden(keptPrefix), Demo: s.Demo != nil,
		AskPassword: has.Password && (l.SecondFactor || !l.HasFactor), AskCode: has.App || has.Recovery > 0,
	}
	if f, ok := c.Get(formKey).(*form); ok && page.Next == "" {
		page.Next = localPath(f.values.Get("next"), "")
	}
	page.ReturnTo = confirmPath
	if err := s.otherConfirmations(c, &page); err != nil {
		return err
	}
	if problem != nil {
		page.HasError = true
		s.confirmProblem(c, &page, problem)
	}
	return s.render(c, status, page)
}

// confirmProblem puts what is wrong beside its field, where the page has it.
func (s *Server) confirmProblem(c echo.Context, page *views.ConfirmPage, problem error) {
	fields, _, ok := s.fieldErrors(c, problem)
	if !ok {
		told := problemOf(c, problem)
		page.Errors.Text = s.t(c, told.msg, told.args...)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		switch {
		case name == "current" && page.AskPassword:
			page.PassErr = fields[name]
		case name == "code" && page.AskCode:
			page.CodeErr = fields[name]
		default:
			page.Errors.Text = strings.TrimSpace(page.Errors.Text + " " + fields[name])
			continue
		}
		page.Errors.Entries = append(page.Errors.Entries, views.FieldProblem{ID: name, Text: fields[name]})
	}
}

// confirm takes a password or a code, gives the session a new id, and leads on.
func (s *Server) confirm(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	w, a, ctx := keptForm(f), actorOf(c), c.Request().Context()
	code, second := f.line("code", 60), false
	switch {
	case f.secret("current") != "":
		err = s.Accounts.ConfirmPassword(ctx, a, f.secret("current"), s.origin(c))
	case code != "":
		second, err = true, s.Accounts.ConfirmCode(ctx, a, code, s.origin(c))
	default:
		f.fail("current", "Enter your password or a code.")
		err = f.problems()
	}
	s.logSignIn(c, "confirmation", a.PersonID, err)
	switch ipcase.KindOf(err) {
	case ipcase.Invalid:
		return s.confirmPage(c, http.StatusUnprocessableEntity, w, err)
	case ipcase.TooMany:
		return s.confirmPage(c, http.StatusTooManyRequests, w, err)
	default:
	}
	if err != nil {
		return err
	}
	return s.confirmed(c, f, w, second)
}

// confirmWithOnePress stands in the demonstration for showing a secret.
func (s *Server) confirmWithOnePress(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	return s.confirmed(c, f, keptForm(f), true)
}

// confirmed notes that a secret was shown, in whatever way that was, and leads to
// what was asked for; a form that waits is shown as a button, since nothing is
// sent in anybody's name without their press.
func (s *Server) confirmed(c echo.Context, f *form, w waitingForm, second bool) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	id, err := s.Accounts.Confirmed(c.Request().Context(), actorOf(c), session.ID, second)
	if err != nil {
		return err
	}
	if err := s.newID(c, id, false); err != nil {
		return err
	}
	if w.to == "" {
		return c.Redirect(http.StatusSeeOther, localPath(f.values.Get("next"), "/home"))
	}
	p, err := s.page(c, s.t(c, "Send it now"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/home"
	return s.render(c, http.StatusOK, views.ConfirmedPage{Page: p, To: w.to, Kept: w.hidden("")})
}
