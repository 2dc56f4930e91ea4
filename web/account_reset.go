package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

func (s *Server) resetForm(c echo.Context) error {
	return s.resetPage(c, http.StatusOK, "", nil)
}

// askReset answers everybody alike, whoever has an account.
func (s *Server) askReset(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	email := f.line("email", 254)
	if email == "" {
		f.fail("email", "Enter your email address.")
	}
	err = f.problems()
	if err == nil {
		err = s.Accounts.AskReset(c.Request().Context(), email, lang(c), s.origin(c))
	}
	switch ipcase.KindOf(err) {
	case ipcase.Invalid:
		return s.resetPage(c, http.StatusUnprocessableEntity, email, err)
	case ipcase.TooMany:
		return s.resetPage(c, http.StatusTooManyRequests, email, err)
	default:
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in/reset/sent")
}

func (s *Server) resetPage(c echo.Context, status int, email string, problem error) error {
	p, err := s.page(c, s.t(c, "Choose a new password"))
	if err != nil {
		return err
	}
	page := views.ResetPage{Page: p, Email: email}
	page.Errors, page.EmailErr = s.oneField(c, problem, "email")
	page.HasError = problem != nil
	return s.render(c, status, page)
}

func (s *Server) resetSent(c echo.Context) error {
	p, err := s.page(c, s.t(c, "Look into your mail"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ResetSentPage{Page: p, Minutes: int(account.ResetLife.Minutes())})
}

// newPasswordForm is where a mailed link leads. Opening it uses nothing up.
func (s *Server) newPasswordForm(c echo.Context) error {
	return s.newPasswordPage(c, http.StatusOK, nil)
}

func (s *Server) newPasswordPage(c echo.Context, status int, problem error) error {
	email, err := s.Accounts.LookAtReset(c.Request().Context(), c.Param("token"), s.origin(c))
	if err != nil {
		return s.deadLink(c, err, "/sign-in/reset")
	}
	p, err := s.page(c, s.t(c, "Choose a new password"))
	if err != nil {
		return err
	}
	page := views.NewPasswordPage{Page: p, Action: c.Request().URL.EscapedPath(), Email: email, Least: account.MinPassword, LeastSecond: account.MinPasswordSecond}
	page.Errors, page.PassErr = s.oneField(c, problem, "password")
	page.HasError = problem != nil
	return s.render(c, status, page)
}

func (s *Server) resetPassword(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	device, err := s.Accounts.Reset(c.Request().Context(), c.Param("token"), f.secret("password"), s.origin(c))
	switch ipcase.KindOf(err) {
	case ipcase.Invalid:
		return s.newPasswordPage(c, http.StatusUnprocessableEntity, err)
	case ipcase.NotFound, ipcase.TooMany:
		return s.deadLink(c, err, "/sign-in/reset")
	default:
	}
	if err != nil {
		return err
	}
	s.knowDevice(c, device)
	if err := s.endSession(c); err != nil { // whoever was signed in here before
		return err
	}
	if err := s.newAnonymous(c); err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "Your password is changed, and every session has ended. Sign in with the new one."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in")
}

// newAnonymous lets the request go on without the session that it has ended.
func (s *Server) newAnonymous(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	session.ID, session.Options.MaxAge = "", int(sessionLife.Seconds())
	clear(session.Values)
	return nil
}

// deadLink says that a link is no longer good, and where to ask for another.
func (s *Server) deadLink(c echo.Context, problem error, again string) error {
	told := problemOf(c, problem)
	if told.status != http.StatusNotFound && told.status != http.StatusTooManyRequests {
		return problem
	}
	p, err := s.page(c, s.t(c, "This link is no longer good"))
	if err != nil {
		return err
	}
	return s.render(c, told.status, views.DeadLinkPage{Page: p, Text: s.t(c, told.msg, told.args...), Again: again})
}

// addressWords are what a page to confirm an address says.
var addressWords = map[account.LinkKind]struct{ title, text, button, done, again string }{
	account.LinkEmail: {
		views.Key("Confirm your new address"), views.Key("From now on you sign in with %s, and mail to you goes there."),
		views.Key("Use this address"), views.Key("Your address is changed."), "/account",
	},
	account.LinkNotice: {
		views.Key("Confirm the address for notices"), views.Key("From now on notices to your organisation go to %s. Deadlines begin with their delivery there."),
		views.Key("Send notices to this address"), views.Key("Notices to your organisation go to the new address."), "/account",
	},
}

// confirmAddress asks whether an address is to be used. Opening it changes
// nothing: scanners of mail open links too.
func (s *Server) confirmAddress(kind account.LinkKind) echo.HandlerFunc {
	return func(c echo.Context) error {
		words := addressWords[kind]
		email, err := s.Accounts.LookAtLink(c.Request().Context(), kind, c.Param("token"), s.origin(c))
		if err != nil {
			return s.deadLink(c, err, words.again)
		}
		p, err := s.page(c, s.t(c, words.title))
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, views.ConfirmAddressPage{
			Page: p, Text: s.t(c, words.text, email), Action: c.Request().URL.EscapedPath(), Button: s.t(c, words.button),
		})
	}
}

func (s *Server) addressConfirmed(kind account.LinkKind) echo.HandlerFunc {
	return func(c echo.Context) error {
		confirm := s.Accounts.ConfirmEmail
		if kind == account.LinkNotice {
			confirm = s.Accounts.ConfirmNoticeAddress
		}
		if err := confirm(c.Request().Context(), c.Param("token"), s.origin(c)); err != nil {
			return s.deadLink(c, err, addressWords[kind].again)
		}
		if err := s.flash(c, views.Success, addressWords[kind].done); err != nil {
			return err
		}
		to := "/sign-in"
		if a := actorOf(c); a.Party != ipcase.PartyPublic {
			to = "/account"
		}
		return c.Redirect(http.StatusSeeOther, to)
	}
}
