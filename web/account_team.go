package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

// teamRoutes is how an organisation looks after its people: everybody's own under
// their account, the platform's also where its operators work.
func teamRoutes(s *Server) []route {
	var all []route
	for _, at := range []struct {
		base string
		who  who
	}{{present.TeamPath, signedIn}, {present.PeoplePath, operator}} {
		member := at.base + "/members/:id"
		t := team{s, at.base}
		all = append(
			all,
			get(at.base, at.who, t.page),
			get(at.base+"/history", at.who, t.history),
			post(at.base+"/invite", at.who, t.invite),
			post(at.base+"/invitations/:id/again", at.who, t.inviteAgain),
			post(at.base+"/invitations/:id/withdraw", at.who, t.withdrawInvitation),
			get(member, at.who, t.member),
			post(member+"/role", at.who, t.changeRole),
			post(member+"/sessions", at.who, t.endSessions),
			post(member+"/offer", at.who, t.offer).freshly(),
			post(member+"/end", at.who, t.end),
			post(at.base+"/offer/withdraw", at.who, t.withdrawOffer),
			get(at.base+"/leave", at.who, t.askLeave),
			post(at.base+"/leave", at.who, t.leave),
		)
	}
	own := team{s, present.TeamPath}
	return append(all, post(present.TeamPath+"/asked/refuse", signedIn, own.refuseAsked))
}

// team is the pages about the people of the reader's organisation, under base.
type team struct {
	*Server
	base string
}

// idOf is the number that an address names.
func idOf(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, errAbsent()
	}
	return id, nil
}

func (t team) page(c echo.Context) error {
	form := present.TeamForm{Invite: account.Invite{May: ipcase.GrantedAll()}}
	id := int64(queryForm(c).int("asked", 0))
	if id > 0 {
		list, err := t.Accounts.ReadAskedToJoin(c.Request().Context(), actorOf(c))
		if err != nil {
			return err
		}
		for _, q := range list {
			if q.ID == id {
				form.Name, form.Email, form.Lang = q.Name, q.Email, q.Lang
			}
		}
	}
	return t.show(c, http.StatusOK, form)
}

// refuseAsked tells somebody who asked to join that they are not let in.
func (t team) refuseAsked(c echo.Context) error {
	f, err := t.readForm(c)
	if err != nil {
		return err
	}
	id := f.int("asked", 0)
	if err := f.problems(); err != nil || id <= 0 {
		return errAbsent()
	}
	if err := t.Accounts.RefuseAskedToJoin(c.Request().Context(), actorOf(c), int64(id)); err != nil {
		return t.refused(c, err)
	}
	return t.done(c, t.base, "They are told by mail that they are not let in.")
}

func (t team) show(c echo.Context, status int, typed present.TeamForm) error {
	a := actorOf(c)
	list, err := t.Accounts.ReadTeam(c.Request().Context(), a)
	if err != nil {
		return err
	}
	if typed.Asked, err = t.Accounts.ReadAskedToJoin(c.Request().Context(), a); err != nil {
		return err
	}
	frame, err := t.accountFrame(c, t.t(c, "Team"), a.OrgName)
	if err != nil {
		return err
	}
	frame.HasError = typed.Problems != nil
	page := t.reader(c).Team(frame, a, list, typed, t.base)
	if a.May(ipcase.PermOperate) {
		page.Find = t.findForm(c, "", "")
	}
	return t.render(c, status, views.Team(page))
}

func (t team) invite(c echo.Context) error {
	f, err := t.readForm(c)
	if err != nil {
		return err
	}
	in := account.Invite{
		Name: f.line("name", 200), Email: f.line("email", 254), Role: ipcase.Role(f.line("role", 40)), May: grantedOf(f), Lang: f.choice("lang", "en", "zh-CN"),
	}
	problem := f.problems()
	if problem == nil || !actorOf(c).May(ipcase.PermManage) {
		problem = t.Accounts.Invite(c.Request().Context(), actorOf(c), in)
	}
	if e := asProblem(problem); e != nil && actorOf(c).May(ipcase.PermManage) && e.Kind != ipcase.NotFound {
		return t.show(c, statusOf[e.Kind], present.TeamForm{Invite: in, Problems: e})
	}
	if problem != nil {
		return problem
	}
	return t.done(c, t.base, "The invitation is on its way to %s.", in.Email)
}

// grantedOf is the permissions that were ticked.
func grantedOf(f *form) ipcase.Granted {
	var g ipcase.Granted
	for _, p := range f.list("may") {
		g = g.Grant(ipcase.Permission(p))
	}
	return g
}

// done tells what was done, on the page that follows.
func (t team) done(c echo.Context, to, msg string, args ...any) error {
	if err := t.flash(c, views.Success, msg, args...); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}

// refused shows what was not done on the list, or as a page of its own where the
// reader may not do it at all.
func (t team) refused(c echo.Context, err error) error {
	e := asProblem(err)
	if e == nil || e.Kind == ipcase.NotFound || !actorOf(c).May(ipcase.PermManage) {
		return err
	}
	return t.show(c, statusOf[e.Kind], present.TeamForm{Invite: account.Invite{May: ipcase.GrantedAll()}, Problems: &ipcase.Error{Kind: e.Kind, Msg: e.Msg, Args: e.Args}})
}

// invitationOf is the invitation that an address names. Who may not invite is not
// told which there are.
func (t team) invitationOf(c echo.Context) (int64, error) {
	if !actorOf(c).May(ipcase.PermManage) {
		return 0, errAbsent()
	}
	return idOf(c)
}

func (t team) inviteAgain(c echo.Context) error {
	id, err := t.invitationOf(c)
	if err == nil {
		err = t.Accounts.InviteAgain(c.Request().Context(), actorOf(c), id)
	}
	if err != nil {
		return t.refused(c, err)
	}
	return t.done(c, t.base, "The invitation was sent again. It is good for 7 days.")
}

func (t team) withdrawInvitation(c echo.Context) error {
	id, err := t.invitationOf(c)
	if err == nil {
		err = t.Accounts.WithdrawInvitation(c.Request().Context(), actorOf(c), id)
	}
	if err != nil {
		return t.refused(c, err)
	}
	return t.done(c, t.base, "The invitation is withdrawn. Its link leads nowhere.")
}

func (t team) withdrawOffer(c echo.Context) error {
	if err := t.Accounts.WithdrawOffer(c.Request().Context(), actorOf(c)); err != nil {
		return t.refused(c, err)
	}
	return t.done(c, t.base, "The offer is withdrawn. You remain the owner.")
}

func (t team) history(c echo.Context) error {
	a := actorOf(c)
	before := int64(queryForm(c).int("before", 0))
	list, err := t.Accounts.Events(c.Request().Context(), a, before)
	if err != nil {
		return err
	}
	frame, err := t.accountFrame(c, t.t(c, "History of changes"), a.OrgName)
	if err != nil {
		return err
	}
	return t.render(c, http.StatusOK, views.TeamHistory(t.reader(c).TeamHistory(frame, a, list, before, t.base)))
}

func (t team) askLeave(c echo.Context) error { return t.leavePage(c, http.StatusOK, nil) }

func (t team) leavePage(c echo.Context, status int, wrong *ipcase.Error) error {
	p, err := t.Server.page(c, t.t(c, "Leave %s", actorOf(c).OrgName))
	if err != nil {
		return err
	}
	p.HasError = wrong != nil
	return t.render(c, status, views.TeamConfirm(t.reader(c).LeaveTeam(p, actorOf(c), wrong, t.base)))
}

// leave ends the reader's own membership. They go on for another organisation of
// theirs, or are signed out.
func (t team) leave(c echo.Context) error {
	ctx, a := c.Request().Context(), actorOf(c)
	session, err := t.session(c)
	if err != nil {
		return err
	}
	newID, err := t.Accounts.Leave(ctx, a, session.ID)
	if err != nil {
		if e := asProblem(err); e != nil && e.Kind != ipcase.NotFound {
			return t.leavePage(c, statusOf[e.Kind], e)
		}
		return err
	}
	if newID == "" {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	if err := t.newID(c, newID, true); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/organisations")
}
