package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// member is one person of the organisation, for who looks after it.
func (t team) member(c echo.Context) error { return t.showMember(c, http.StatusOK, nil) }

func (t team) showMember(c echo.Context, status int, wrong *ipcase.Error) error {
	id, err := idOf(c)
	if err != nil {
		return err
	}
	a := actorOf(c)
	m, list, err := t.Accounts.ReadMember(c.Request().Context(), a, id)
	if err != nil {
		return err
	}
	frame, err := t.accountFrame(c, m.Name, a.OrgName)
	if err != nil {
		return err
	}
	frame.HasError = wrong != nil
	frame.Crumbs = []views.Link{{Text: t.t(c, "Team"), Href: t.base}, {Text: m.Name}}
	return t.render(c, status, views.TeamMember(t.reader(c).TeamMember(frame, a, m, list, wrong, t.base)))
}

// about runs a deed about the person that the address names. What is refused is
// told on their page as it now is.
func (t team) about(c echo.Context, deed func(person int64) error) (done bool, err error) {
	id, err := idOf(c)
	if err == nil && !actorOf(c).May(ipcase.PermManage) { // a colleague is refused, anybody else is absent
		_, _, err = t.Accounts.ReadMember(c.Request().Context(), actorOf(c), id)
	}
	if err == nil {
		err = deed(id)
	}
	e := asProblem(err)
	if e == nil || e.Kind == ipcase.NotFound || !actorOf(c).May(ipcase.PermManage) {
		return err == nil, err
	}
	return false, t.showMember(c, statusOf[e.Kind], e)
}

func (t team) changeRole(c echo.Context) error {
	f, err := t.readForm(c)
	if err != nil {
		return err
	}
	in := account.ChangeRole{Version: f.int("version", 0), Role: ipcase.Role(f.line("role", 40)), May: grantedOf(f)}
	done, err := t.about(c, func(person int64) error {
		in.PersonID = person
		return t.Accounts.ChangeRole(c.Request().Context(), actorOf(c), in)
	})
	if !done {
		return err
	}
	return t.done(c, t.base, "The role is changed. It holds from their next click on.")
}

func (t team) endSessions(c echo.Context) error {
	done, err := t.about(c, func(person int64) error {
		return t.Accounts.EndMemberSessions(c.Request().Context(), actorOf(c), person)
	})
	if !done {
		return err
	}
	return t.done(c, t.base, "Their sessions are ended.")
}

func (t team) offer(c echo.Context) error {
	f, err := t.readForm(c)
	if err != nil {
		return err
	}
	done, err := t.about(c, func(person int64) error {
		return t.Accounts.OfferOwnership(c.Request().Context(), actorOf(c), person, f.ticked("stay"))
	})
	if !done {
		return err
	}
	return t.done(c, t.base, "The offer is on its way. You remain the owner until it is accepted.")
}

func (t team) end(c echo.Context) error {
	done, err := t.about(c, func(person int64) error {
		return t.Accounts.EndMembership(c.Request().Context(), actorOf(c), person)
	})
	if !done {
		return err
	}
	return t.done(c, t.base, "The membership is ended. They are told by mail.")
}
