package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// signInRoutes are the ways in beside the password, and back in.
func signInRoutes(s *Server) []route {
	return []route{
		get("/sign-in/code", anyone, s.codeForm),
		post("/sign-in/code", anyone, s.signInWithCode),
		get("/sign-in/lost", anyone, s.lostFactor),
		get("/sign-in/reset", anyone, s.resetForm),
		post("/sign-in/reset", anyone, s.askReset),
		get("/sign-in/reset/sent", anyone, s.resetSent),
		get("/link/reset/:token", anyone, s.newPasswordForm),
		post("/link/reset/:token", anyone, s.resetPassword),
		get("/link/email/:token", anyone, s.confirmAddress(account.LinkEmail)),
		post("/link/email/:token", anyone, s.addressConfirmed(account.LinkEmail)),
		get("/link/notice/:token", anyone, s.confirmAddress(account.LinkNotice)),
		post("/link/notice/:token", anyone, s.addressConfirmed(account.LinkNotice)),
	}
}

// codeForm is the second page of signing in; whoever has not shown the first
// factor begins there.
func (s *Server) codeForm(c echo.Context) error {
	if loaded(c).PendingID == 0 {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	return s.codePage(c, http.StatusOK, c.QueryParam("with") == "recovery", nil)
}

func (s *Server) signInWithCode(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	pending := loaded(c).PendingID
	if pending == 0 {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	recovery := f.choice("with", "recovery") != ""
	code := f.line("code", 60)
	if code == "" {
		f.fail("code", "Enter the code.")
	}
	if err := f.problems(); err != nil {
		return s.codePage(c, http.StatusUnprocessableEntity, recovery, err)
	}
	err = s.Accounts.SecondFactor(c.Request().Context(), pending, code, s.origin(c))
	s.logSignIn(c, "code", pending, err)
	switch ipcase.KindOf(err) {
	case ipcase.Invalid:
		return s.codePage(c, http.StatusUnprocessableEntity, recovery, err)
	case ipcase.TooMany:
		return s.codePage(c, http.StatusTooManyRequests, recovery, err)
	default:
	}
	if err != nil {
		return err
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	next, _ := session.Values[nextName].(string)
	if err := s.completeSignIn(c, pending, account.How{SecondFactor: true}); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localPath(next, "/home"))
}

func (s *Server) codePage(c echo.Context, status int, recovery bool, problem error) error {
	p, err := s.page(c, s.t(c, "Enter your code"))
	if err != nil {
		return err
	}
	page := views.SignInCodePage{Page: p, Recovery: recovery}
	if page.Passkey, err = s.codePasskey(c); err != nil {
		return err
	}
	page.ReturnTo = "/sign-in/code"
	if recovery {
		page.ReturnTo += "?with=recovery"
	}
	page.Errors, page.CodeErr = s.oneField(c, problem, "code")
	page.HasError = problem != nil
	return s.render(c, status, page)
}

// oneField is what is wrong with the only field of a form, whatever kind of
// refusal it is.
func (s *Server) oneField(c echo.Context, problem error, field string) (views.ErrorSummary, string) {
	if problem == nil {
		return views.ErrorSummary{}, ""
	}
	fields, summary, ok := s.fieldErrors(c, problem)
	if !ok {
		told := problemOf(c, problem)
		text := s.t(c, told.msg, told.args...)
		return views.ErrorSummary{Entries: []views.FieldProblem{{ID: field, Text: text}}}, text
	}
	return summary, fields[field]
}

// lostFactor says what to do without the second factor.
func (s *Server) lostFactor(c echo.Context) error {
	p, err := s.page(c, s.t(c, "You cannot show your second factor"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.LostFactorPage{Page: p, Brand: s.brand()})
}
