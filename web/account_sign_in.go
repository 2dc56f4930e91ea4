package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// accountRoutes is signing in and out, and how a person wants pages shown.
func accountRoutes(s *Server) []route {
	return []route{
		get("/sign-in", anyone, s.signInForm),
		post("/sign-in", anyone, s.signIn),
		post("/sign-out", anyone, s.signOut),
		get(SignedOutPath, anyone, s.signedOut),
		post("/preferences", anyone, s.preferences),
		get("/messages", signedIn, s.messages),
	}
}

func (s *Server) signInForm(c echo.Context) error {
	next := localPath(c.QueryParam("next"), "")
	if a := actorOf(c); a.Party != ipcase.PartyPublic {
		return c.Redirect(http.StatusSeeOther, localPath(next, homeOf(a)))
	}
	return s.signInPage(c, http.StatusOK, next, "", nil)
}

// signIn answers a wrong address and a wrong password alike.
func (s *Server) signIn(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	next := localPath(f.line("next", 2000), "")
	email, password := f.line("email", 254), f.secret("password")
	if email == "" {
		f.fail("email", "Enter your email address.")
	}
	if password == "" {
		f.fail("password", "Enter your password.")
	}
	if err := f.problems(); err != nil {
		return s.signInPage(c, http.StatusUnprocessableEntity, next, email, err)
	}
	personID, second, err := s.Accounts.SignIn(c.Request().Context(), account.SignIn{Email: email, Password: password, From: s.origin(c)})
	if kind := ipcase.KindOf(err); kind == ipcase.Refused || kind == ipcase.TooMany {
		status := http.StatusUnprocessableEntity // the form again, whichever of the two was wrong
		if kind == ipcase.TooMany {
			status = http.StatusTooManyRequests
		}
		s.noteSignIn(c, email, status)
		return s.signInPage(c, status, next, email, err)
	}
	if err != nil {
		return err
	}
	if second {
		if err := s.startPending(c, personID, next, ""); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/sign-in/code")
	}
	if err := s.completeSignIn(c, personID, account.How{}); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localPath(next, "/home"))
}

// signOut ends the session, and lets the browser throw away what it kept of it.
// The cookie by which the browser is known stays. Who signed in at the provider is
// then led there, so that their session ends there too.
func (s *Server) signOut(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	idToken, err := s.Accounts.SignOut(c.Request().Context(), session.ID)
	if err != nil {
		return err
	}
	if err := s.endSession(c); err != nil {
		return err
	}
	c.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	if idToken != "" && s.SignOn != nil {
		return s.signOutThere(c, idToken)
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// preferences keeps the language and the appearance; a signed-in person's
// language is also that of their account.
func (s *Server) preferences(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	if l := f.choice("lang", "en", "zh-CN"); l != "" {
		s.setPreference(c, langName, l)
		if a := actorOf(c); a.PersonID != 0 {
			if err := s.Accounts.SetLang(c.Request().Context(), a.PersonID, l); err != nil {
				return err
			}
		}
	}
	switch f.choice("theme", "system", "light", "dark") {
	case "light":
		s.setPreference(c, themeName, "light")
	case "dark":
		s.setPreference(c, themeName, "dark")
	case "system":
		s.setPreference(c, themeName, "")
	}
	return c.Redirect(http.StatusSeeOther, localPath(f.line("return_to", 2000), "/"))
}

func (s *Server) signInPage(c echo.Context, status int, next, email string, problem error) error {
	p, err := s.page(c, s.t(c, "Sign in"))
	if err != nil {
		return err
	}
	p.ReturnTo, p.HasError = "/sign-in", problem != nil
	page := views.SignInPage{Page: p, Brand: s.brand(), Email: email, Next: next, Demo: s.Demo != nil, Passkey: s.signInPasskey(c, next)}
	if s.SignOn != nil {
		page.Provider = &views.ProviderButton{Text: s.t(c, "Sign in with %s", s.SignOn.Name), Hidden: []views.HiddenInput{{Name: "next", Value: next}}}
	}
	if problem != nil {
		fields, summary, ok := s.fieldErrors(c, problem)
		if !ok {
			told := problemOf(c, problem)
			summary.Entries = []views.FieldProblem{{ID: "email", Text: s.t(c, told.msg, told.args...)}}
		}
		page.Errors, page.EmailErr, page.PassErr = summary, fields["email"], fields["password"]
	}
	return s.render(c, status, page)
}
