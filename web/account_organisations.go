package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

// organisationRoutes is for whom a person acts.
func organisationRoutes(s *Server) []route {
	return []route{
		get("/account/organisations", signedIn, s.organisations),
		post("/account/organisations", signedIn, s.switchOrganisation),
	}
}

func (s *Server) organisations(c echo.Context) error {
	a := actorOf(c)
	list, err := s.Accounts.Organisations(c.Request().Context(), a.PersonID)
	if err != nil {
		return err
	}
	lede := s.t(c, "You act for one organisation. When another invites you, you choose here for which you act.")
	if len(list) > 1 {
		lede = s.t(c, "You act for one organisation at a time; its name stands at the top of every page.")
	}
	frame, err := s.accountFrame(c, s.t(c, "Act for…"), lede)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Organisations(s.reader(c).Organisations(frame, a, list)))
}

func (s *Server) switchOrganisation(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	org := f.int("org", 0)
	if err := f.problems(); err != nil || org <= 0 {
		return errAbsent()
	}
	if err := s.actFor(c, int64(org)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/home")
}

// actFor goes on in a new session for another organisation of the same person;
// the cookie that the browser held before leads nowhere from now on.
func (s *Server) actFor(c echo.Context, orgID int64) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	a := actorOf(c)
	if orgID == a.OrgID {
		return nil
	}
	id, err := s.Accounts.ActFor(c.Request().Context(), a, session.ID, orgID)
	if err != nil {
		return err
	}
	return s.newID(c, id, true)
}
