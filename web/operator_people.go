package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// peopleRoutes is the operator's hand on anybody's account. The platform's own
// people are looked after as those of every organisation are.
func peopleRoutes(s *Server) []route {
	account := present.PeoplePath + "/accounts/:id"
	return []route{
		get(present.PeoplePath+"/accounts", operator, s.findAccount),
		get(account, operator, s.operatorAccount),
		post(account+"/disable", operator, s.disableAccount),
		post(account+"/enable", operator, s.enableAccount),
	}
}

func (s *Server) findForm(c echo.Context, typed, wrong string) *views.FindAccount {
	return &views.FindAccount{Action: present.PeoplePath + "/accounts", Email: views.TextInput{
		Field: views.Field{
			ID: "find-email", Name: "email", Label: s.t(c, "Email address"), Value: typed, Error: wrong,
			Hint: s.t(c, "Of anybody with an account, also of sellers and rights holders."),
		},
		Type: "email", Autocomplete: "off", MaxLength: 254,
	}}
}

// findAccount leads to the account with an address.
func (s *Server) findAccount(c echo.Context) error {
	f := queryForm(c)
	email := f.line("email", 254)
	found, err := s.Accounts.FindAccount(c.Request().Context(), actorOf(c), email)
	if kind := ipcase.KindOf(err); kind == ipcase.Invalid || kind == ipcase.NotFound {
		wrong := s.t(c, "There is no account with this address.")
		if kind == ipcase.Invalid {
			wrong = s.t(c, "Enter an email address, like name@example.com.")
		}
		list, err := s.Accounts.ReadTeam(c.Request().Context(), actorOf(c))
		if err != nil {
			return err
		}
		frame, err := s.accountFrame(c, s.t(c, "Team"), actorOf(c).OrgName)
		if err != nil {
			return err
		}
		frame.HasError = true
		page := s.reader(c).Team(frame, actorOf(c), list, present.TeamForm{}, present.PeoplePath)
		page.Errors = views.ErrorSummary{Entries: []views.FieldProblem{{ID: "find-email", Text: wrong}}}
		page.Find = s.findForm(c, email, wrong)
		return s.render(c, http.StatusUnprocessableEntity, views.Team(page))
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AccountHref(found.PersonID))
}

func (s *Server) operatorAccount(c echo.Context) error { return s.accountPage(c, http.StatusOK, nil) }

func (s *Server) accountPage(c echo.Context, status int, wrong *ipcase.Error) error {
	id, err := idOf(c)
	if err != nil {
		return err
	}
	found, err := s.Accounts.ReadAccount(c.Request().Context(), actorOf(c), id)
	if err != nil {
		return err
	}
	if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessPeople, SubjectKind: "person", Subject: strconv.FormatInt(id, 10)}); err != nil {
		return err
	}
	frame, err := s.accountFrame(c, found.Name, s.t(c, "The whole account, with everything that they act for."))
	if err != nil {
		return err
	}
	frame.HasError = wrong != nil
	frame.Crumbs = []views.Link{{Text: s.t(c, "Team"), Href: present.PeoplePath}, {Text: found.Name}}
	return s.render(c, status, views.OperatorAccount(s.reader(c).Account(frame, actorOf(c), found, wrong)))
}

func (s *Server) disableAccount(c echo.Context) error {
	return s.accountDeed(c, func(id int64) error {
		return s.Accounts.DisablePerson(c.Request().Context(), actorOf(c), id)
	}, "The account is disabled, and every session of it has ended.")
}

func (s *Server) enableAccount(c echo.Context) error {
	return s.accountDeed(c, func(id int64) error {
		return s.Accounts.EnablePerson(c.Request().Context(), actorOf(c), id)
	}, "The account is enabled.")
}

func (s *Server) accountDeed(c echo.Context, deed func(id int64) error, told string) error {
	id, err := idOf(c)
	if err == nil {
		err = deed(id)
	}
	if e := asProblem(err); e != nil && e.Kind == ipcase.Refused {
		return s.accountPage(c, http.StatusForbidden, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, told); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AccountHref(id))
}
