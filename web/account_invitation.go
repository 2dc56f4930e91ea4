package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

// teamLinkRoutes is where the links lead that are mailed to people who are to join
// an organisation or to own it. Opening one changes nothing.
func teamLinkRoutes(s *Server) []route {
	return []route{
		get("/link/invitation/:token", anyone, s.invitation),
		post("/link/invitation/:token", anyone, s.answerInvitation),
		get("/link/ownership/:token", signedIn, s.ownership),
		post("/link/ownership/:token", signedIn, s.answerOwnership).freshly(),
	}
}

func (s *Server) invitation(c echo.Context) error {
	return s.invitationPage(c, http.StatusOK, present.NewAccount{})
}

func (s *Server) invitationPage(c echo.Context, status int, typed present.NewAccount) error {
	a := actorOf(c)
	i, err := s.Accounts.ReadInvitation(c.Request().Context(), a, c.Param("token"))
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Join %s", i.OrgName))
	if err != nil {
		return err
	}
	p.HasError = typed.Wrong != nil
	return s.render(c, status, views.AcceptLink(s.reader(c).InvitationPage(p, a, i, typed, c.Request().URL.Path)))
}

// answerInvitation declines, lets the reader join, or makes an account for who
// has none.
func (s *Server) answerInvitation(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, a, token := c.Request().Context(), actorOf(c), c.Param("token")
	if f.choice("do", "decline") != "" {
		if err := s.Accounts.DeclineInvitation(ctx, a, token); err != nil {
			return err
		}
		if err := s.flash(c, views.Info, "You declined the invitation. Nothing was changed."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/")
	}
	if a.PersonID == 0 {
		return s.joinAnew(c, f, token)
	}
	org, err := s.Accounts.AcceptInvitation(ctx, a, token)
	if e := asProblem(err); e != nil && e.Kind == ipcase.Refused {
		return s.invitationPage(c, http.StatusForbidden, present.NewAccount{Wrong: e})
	}
	if err == nil {
		err = s.actFor(c, org)
	}
	if err != nil {
		return err
	}
	return s.joined(c)
}

func (s *Server) joined(c echo.Context) error {
	if err := s.flash(c, views.Success, "You have joined. The name of the organisation for which you act stands at the top."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/home")
}

// joinAnew makes an account for whoever holds the link of an invitation.
func (s *Server) joinAnew(c echo.Context, f *form, token string) error {
	in := account.NewPerson{Name: f.line("name", 200), Password: f.secret("password"), Lang: lang(c)}
	problem := f.problems()
	var p account.Person
	var org int64
	if problem == nil {
		p, org, problem = s.Accounts.JoinByInvitation(c.Request().Context(), token, in)
	}
	if e := asProblem(problem); e != nil && (e.Kind == ipcase.Invalid || e.Kind == ipcase.Refused) {
		return s.invitationPage(c, statusOf[e.Kind], present.NewAccount{Name: in.Name, Wrong: e})
	}
	if problem != nil {
		return problem
	}
	if err := s.completeSignIn(c, p.ID, account.How{OrgID: org}); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/home")
}

func (s *Server) ownership(c echo.Context) error { return s.ownershipPage(c, http.StatusOK, nil) }

func (s *Server) ownershipPage(c echo.Context, status int, wrong *ipcase.Error) error {
	o, err := s.Accounts.ReadOffer(c.Request().Context(), actorOf(c), c.Param("token"))
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Become the owner of %s", o.OrgName))
	if err != nil {
		return err
	}
	p.HasError = wrong != nil
	return s.render(c, status, views.AcceptLink(s.reader(c).OfferPage(p, o, wrong, c.Request().URL.Path)))
}

func (s *Server) answerOwnership(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, a, token := c.Request().Context(), actorOf(c), c.Param("token")
	if f.choice("do", "decline") != "" {
		if err := s.Accounts.DeclineOwnership(ctx, a, token); err != nil {
			return err
		}
		if err := s.flash(c, views.Info, "You declined the ownership. Nothing was changed."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/home")
	}
	org, err := s.Accounts.AcceptOwnership(ctx, a, token)
	if e := asProblem(err); e != nil && e.Kind != ipcase.NotFound {
		return s.ownershipPage(c, statusOf[e.Kind], e)
	}
	if err == nil {
		err = s.actFor(c, org)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "You are an owner now."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.TeamPath)
}
