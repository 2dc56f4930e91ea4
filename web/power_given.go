package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// agents is who acts for the reader's organisation, and who says so.
func (s *Server) agents(c echo.Context) error {
	list, err := s.Service.ReadGivenPowers(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	f, err := s.accountFrame(c, s.t(c, "Agents who act for you"), s.t(c, "Firms that file complaints in your name, under a power of attorney. You can revoke each at once."))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.GivenPowersPage(s.powerReader(c).GivenPowers(f, list)))
}

// agent is one power of attorney that was given in the organisation's name.
func (s *Server) agent(c echo.Context) error {
	a := actorOf(c)
	v, err := s.Service.ReadGivenPower(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, v.Power.Number+" "+v.AgentName)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Agents who act for you"), Href: present.AgentsPath}, {Text: v.Power.Number}}
	return s.render(c, http.StatusOK, views.PowerPage(s.powerReader(c).GivenPower(p, a, v)))
}

func (s *Server) confirmAgent(c echo.Context) error {
	if _, err := s.readForm(c); err != nil {
		return err
	}
	number := c.Param("number")
	if err := s.Service.ConfirmPower(c.Request().Context(), actorOf(c), number); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if err := s.flash(c, views.Success, "You have confirmed the agent. What it files for you is listed here."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AgentHref(number))
}

// askRevokePower asks an owner before they revoke.
func (s *Server) askRevokePower(c echo.Context) error {
	a := actorOf(c)
	v, err := s.Service.ReadGivenPower(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if !a.May(ipcase.PermManage) {
		return a.Lacks(ipcase.PermManage)
	}
	return s.askEnd(c, v.PowerLine, ipcase.SidePrincipal)
}

func (s *Server) revokePower(c echo.Context) error {
	return s.endsPower(c, ipcase.SidePrincipal, present.AgentsPath)
}
