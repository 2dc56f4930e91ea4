package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase/account"
	"ipportal/views"
)

func (s *Server) ownSessions(c echo.Context) ([]account.OwnSession, error) {
	session, err := s.session(c)
	if err != nil {
		return nil, err
	}
	return s.Accounts.Sessions(c.Request().Context(), actorOf(c), session.ID)
}

// sessions lists where somebody is signed in.
func (s *Server) sessions(c echo.Context) error {
	list, err := s.ownSessions(c)
	if err != nil {
		return err
	}
	frame, err := s.accountFrame(c, s.t(c, "Where you are signed in"), s.t(c, "End what you do not know, and change your password then."))
	if err != nil {
		return err
	}
	page := views.SessionsPage{AccountFrame: frame}
	r := s.reader(c)
	for _, o := range list {
		line := views.SessionLine{
			Handle: o.Handle, Device: o.Device, Address: o.Address, Org: o.OrgName, Began: r.Time(o.BeganAt), Seen: r.Time(o.SeenAt), Current: o.Current,
		}
		if line.Device == "" {
			line.Device = s.t(c, "A browser that does not say what it is")
		}
		if !o.Current {
			page.Others++
		}
		page.Sessions = append(page.Sessions, line)
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) endOwnSession(c echo.Context) error {
	if err := s.Accounts.EndOwnSession(c.Request().Context(), actorOf(c), c.Param("handle")); err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The session has ended."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/sessions")
}

func (s *Server) endOtherSessions(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	if _, err := s.Accounts.EndOtherSessions(c.Request().Context(), actorOf(c), session.ID); err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "All other sessions have ended."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/sessions")
}
