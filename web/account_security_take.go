package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// takeFactorsForm is where an operator helps somebody who has lost every second
// factor and every recovery code.
func (s *Server) takeFactorsForm(c echo.Context) error {
	return s.takeFactorsPage(c, http.StatusOK, account.TakeFactors{}, nil)
}

func (s *Server) takeFactorsPage(c echo.Context, status int, in account.TakeFactors, problem error) error {
	p, err := s.page(c, s.t(c, "Remove second factors"))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Deliveries"), Href: "/operator"}, {Text: s.t(c, "Remove second factors")}}
	page := views.TakeFactorsPage{Page: p, Email: in.Email, Proof: in.Proof, Reason: in.Reason}
	if problem != nil {
		page.HasError = true
		fields, summary, _ := s.fieldErrors(c, problem)
		page.Errors, page.EmailErr, page.ProofErr, page.ReasonErr = summary, fields["email"], fields["proof"], fields["reason"]
	}
	return s.render(c, status, page)
}

func (s *Server) takeFactors(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := account.TakeFactors{Email: f.line("email", 254), Proof: f.text("proof", 1000), Reason: f.text("reason", 1000)}
	if err = f.problems(); err == nil {
		err = s.Accounts.TakeFactors(c.Request().Context(), actorOf(c), in)
	}
	if ipcase.KindOf(err) == ipcase.Invalid {
		return s.takeFactorsPage(c, http.StatusUnprocessableEntity, in, err)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The second factors are removed. The person has been told by mail."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operator")
}
