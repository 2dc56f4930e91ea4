package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// security is what somebody can show to say who they are.
func (s *Server) security(c echo.Context) error {
	has, err := s.Accounts.Secrets(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	frame, err := s.accountFrame(c, s.t(c, "Sign-in and security"), "")
	if err != nil {
		return err
	}
	page := views.SecretsPage{
		AccountFrame: frame, Password: has.Password, App: has.App, Recovery: has.Recovery, RecoveryOf: account.RecoveryCodes, Devices: has.Devices,
		Required: actorOf(c).Party == ipcase.PartyPlatform,
	}
	if has.AppSince != nil {
		page.AppSince = s.reader(c).Time(*has.AppSince)
	}
	if s.SignOn != nil {
		l, err := s.Accounts.ProviderLink(c.Request().Context(), actorOf(c), s.SignOn.Issuer)
		if err != nil {
			return err
		}
		if l.Is || l.MayLink {
			page.Provider, page.Linked = s.SignOn.Name, l.Is
		}
	}
	return s.render(c, http.StatusOK, page)
}

// firstPassword says whether the reader is about to choose a password where there
// was none. No old one can be asked for, so another secret must be fresh: whoever
// finds an open session makes no way in of their own.
func (s *Server) firstPassword(c echo.Context) bool {
	return !s.hasPassword(c) && !loaded(c).Fresh(s.Clock.Now())
}

func (s *Server) passwordForm(c echo.Context) error {
	if s.firstPassword(c) {
		return s.askFirst(c)
	}
	return s.passwordPage(c, http.StatusOK, true, nil)
}

func (s *Server) passwordPage(c echo.Context, status int, endOthers bool, problem error) error {
	has, err := s.Accounts.Secrets(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	frame, err := s.accountFrame(c, s.t(c, "Change your password"), "")
	if err != nil {
		return err
	}
	own, err := s.Accounts.Profile(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	page := views.PasswordPage{AccountFrame: frame, Has: has.Password, Email: own.Email, EndOthers: endOthers, Least: account.MinPassword}
	if has.App {
		page.Least = account.MinPasswordSecond
	}
	if problem != nil {
		page.HasError = true
		fields, summary, ok := s.fieldErrors(c, problem)
		if !ok {
			told := problemOf(c, problem)
			summary.Text = s.t(c, told.msg, told.args...)
		}
		page.Errors, page.CurrentErr, page.PassErr = summary, fields["current"], fields["password"]
	}
	return s.render(c, status, page)
}

func (s *Server) changePassword(c echo.Context) error {
	if s.firstPassword(c) {
		return s.askFirst(c)
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	endOthers := f.ticked("end_others")
	if f.secret("password") == "" {
		f.fail("password", "Enter the new password.")
	}
	if f.secret("current") == "" && s.hasPassword(c) {
		f.fail("current", "Enter your password.")
	}
	if err = f.problems(); err == nil {
		err = s.Accounts.ChangePassword(c.Request().Context(), actorOf(c), f.secret("current"), f.secret("password"), endOthers, session.ID, s.origin(c))
	}
	switch ipcase.KindOf(err) {
	case ipcase.Invalid:
		return s.passwordPage(c, http.StatusUnprocessableEntity, endOthers, err)
	case ipcase.TooMany:
		return s.passwordPage(c, http.StatusTooManyRequests, endOthers, err)
	default:
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "Your password is changed."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/security")
}

func (s *Server) hasPassword(c echo.Context) bool {
	has, err := s.Accounts.Secrets(c.Request().Context(), actorOf(c))
	return err != nil || has.Password
}
