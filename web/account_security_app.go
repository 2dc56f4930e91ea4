package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

// appForm is where an authenticator app is set up: before it has begun it says
// what that is, then it shows what the app is to read.
func (s *Server) appForm(c echo.Context) error { return s.appPage(c, http.StatusOK, nil) }

func (s *Server) appPage(c echo.Context, status int, problem error) error {
	ctx, a := c.Request().Context(), actorOf(c)
	has, err := s.Accounts.Secrets(ctx, a)
	if err != nil {
		return err
	}
	l := loaded(c)
	title := s.t(c, "Set up an authenticator app")
	frame, err := s.accountFrame(c, title, "")
	if err != nil {
		return err
	}
	page := views.AppPage{AccountFrame: frame, Replaces: has.App, Required: l.MustSetUp(), Platform: a.Party == ipcase.PartyPlatform}
	if page.Required {
		page.Menu = nil // nothing else opens yet
	}
	page.ReturnTo = setUpPath
	e, err := s.Accounts.Enrolment(ctx, a)
	switch {
	case ipcase.KindOf(err) == ipcase.NotFound:
	case err != nil:
		return err
	case l.Fresh(s.Clock.Now()): // what is shown here is a secret
		page.Begun, page.Secret, page.Picture = true, spaced(e.Secret), setUpPath+".png"
		own, err := s.Accounts.Profile(ctx, a)
		if err != nil {
			return err
		}
		page.Address = e.Address(s.ProductName, own.Email)
	}
	page.Errors, page.CodeErr = s.oneField(c, problem, "code")
	page.HasError = problem != nil
	return s.render(c, status, page)
}

// spaced parts a key into groups that can be read out.
func spaced(key string) string {
	var parts []string
	for n := 0; n < len(key); n += 4 {
		parts = append(parts, key[n:min(n+4, len(key))])
	}
	return strings.Join(parts, " ")
}

// appPicture is the picture that an app photographs, from our own address: no
// page of ours may hold one in itself.
func (s *Server) appPicture(c echo.Context) error {
	ctx, a := c.Request().Context(), actorOf(c)
	e, err := s.Accounts.Enrolment(ctx, a)
	if err != nil {
		return err
	}
	own, err := s.Accounts.Profile(ctx, a)
	if err != nil {
		return err
	}
	picture, err := e.Picture(s.ProductName, own.Email)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/png", picture)
}

func (s *Server) beginApp(c echo.Context) error {
	if err := s.Accounts.BeginTOTP(c.Request().Context(), actorOf(c)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, setUpPath)
}

// confirmApp puts the app to use and shows the recovery codes, this once. From
// now on the session has shown two factors, under a new id.
func (s *Server) confirmApp(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	code := f.line("code", 60)
	if code == "" {
		f.fail("code", "Enter the code.")
	}
	var codes []string
	if err = f.problems(); err == nil {
		codes, err = s.Accounts.ConfirmTOTP(c.Request().Context(), actorOf(c), code)
	}
	if ipcase.KindOf(err) == ipcase.Invalid {
		return s.appPage(c, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	if err := s.shownSecond(c); err != nil {
		return err
	}
	if len(codes) == 0 {
		if err := s.flash(c, views.Success, "The new authenticator app is in use. The one before is not any more."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/account/security")
	}
	return s.codesPage(c, codes, true)
}

// shownSecond notes that two factors have been shown in this session, and gives
// it a new id.
func (s *Server) shownSecond(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	id, err := s.Accounts.Confirmed(c.Request().Context(), actorOf(c), session.ID, true)
	if err != nil {
		return err
	}
	return s.newID(c, id, false)
}

func (s *Server) codesPage(c echo.Context, codes []string, first bool) error {
	frame, err := s.accountFrame(c, s.t(c, "Your recovery codes"), "")
	if err != nil {
		return err
	}
	frame.ReturnTo = "/account/security"
	sessions, err := s.ownSessions(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.RecoveryPage{AccountFrame: frame, Codes: codes, First: first, Others: len(sessions) - 1, Next: "/home"})
}

func (s *Server) newRecoveryCodes(c echo.Context) error {
	codes, err := s.Accounts.NewRecoveryCodes(c.Request().Context(), actorOf(c))
	if ipcase.KindOf(err) == ipcase.Refused {
		return s.refusedThere(c, err, "/account/security")
	}
	if err != nil {
		return err
	}
	return s.codesPage(c, codes, false)
}

func (s *Server) removeApp(c echo.Context) error {
	err := s.Accounts.RemoveTOTP(c.Request().Context(), actorOf(c))
	if ipcase.KindOf(err) == ipcase.Refused {
		return s.refusedThere(c, err, "/account/security")
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The authenticator app is not asked for any more."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/security")
}

// refusedThere tells on a page why what was pressed there cannot be done.
func (s *Server) refusedThere(c echo.Context, refused error, page string) error {
	var e *ipcase.Error
	if !errors.As(refused, &e) {
		return refused
	}
	if err := s.flash(c, views.Warn, e.Msg, e.Args...); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, page)
}
