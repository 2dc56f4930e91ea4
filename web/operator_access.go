package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

// accessRoutes are the pages about who was shown what.
func accessRoutes(s *Server) []route {
	return []route{
		get("/operator/access", operator, s.operatorAccess),
		get("/account/access", signedIn, s.ownAccess),
	}
}

// ownsParty says whether a is the owner of a rights holder or a seller.
func ownsParty(a ipcase.Actor) bool {
	return a.Role == ipcase.RoleOwner && (a.Party == ipcase.PartyHolder || a.Party == ipcase.PartySeller)
}

// operatorAccess lists records of access. The names of people stand on it, so
// opening it is itself on record.
func (s *Server) operatorAccess(c echo.Context) error {
	f := queryForm(c)
	filter := ipcase.AccessFilter{Before: f.id("before")}
	if err := f.problems(); err != nil {
		return err // no field of the form: a page of its own
	}
	filter.Subject = f.line("subject", 40)
	for _, k := range ipcase.AccessKinds {
		if f.choice("kind", string(k)) != "" {
			filter.Kind = k
		}
	}
	filter.PersonID = f.id("person")
	status, wrong := http.StatusOK, map[string]string{}
	problem := f.problems()
	if problem != nil {
		status, filter = http.StatusUnprocessableEntity, ipcase.AccessFilter{Kind: filter.Kind}
	}
	l, err := s.Service.ReadAccesses(c.Request().Context(), actorOf(c), filter)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessPeople}); err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Access records"))
	if err != nil {
		return err
	}
	var summary views.ErrorSummary
	if problem != nil {
		wrong, summary, _ = s.fieldErrors(c, problem)
		p.HasError = true
	}
	page := r.Accesses(p, l, filter, wrong)
	page.Errors = summary
	return s.render(c, status, views.OperatorAccess(page))
}

// ownAccess tells an organisation's owner who was shown its contact data.
func (s *Server) ownAccess(c echo.Context) error {
	f := queryForm(c)
	before := f.id("before")
	if err := f.problems(); err != nil {
		return err
	}
	l, err := s.Service.ReadOwnAccesses(c.Request().Context(), actorOf(c), before)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	frame, err := s.accountFrame(c, r.T("Who looked at our contact data"),
		r.T("Each time somebody of another organisation or of the platform was shown your contact data, with the case it was about."))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.OwnAccess(r.OwnAccesses(frame, l, before)))
}

// id is a row's number in an address; 0 where there is none.
func (f *form) id(name string) int64 {
	raw := strings.TrimSpace(f.values.Get(name))
	if raw == "" {
		return 0
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil || n < 0 {
		f.fail(name, "Enter a whole number.")
		return 0
	}
	return n
}
