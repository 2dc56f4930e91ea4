package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

// publicRoutes is what everybody can open without an account.
func publicRoutes(s *Server) []route {
	all := []route{
		get("/", anyone, s.home),
		get("/home", signedIn, s.toOwnHome),
	}
	all = append(all, catalogueRoutes(s)...)
	all = append(all, procedureRoutes(s)...)
	all = append(all, registerRoutes(s)...)
	all = append(all, transparencyRoutes(s)...)
	return append(all, evidenceRoutes(s)...)
}

// toOwnHome leads to the first page of the reader's side.
func (s *Server) toOwnHome(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, homeOf(actorOf(c)))
}

// home is the public front page. The demonstration opens on its page of who is
// who instead, until somebody is signed in.
func (s *Server) home(c echo.Context) error {
	if s.Demo != nil && actorOf(c).PersonID == 0 {
		return c.Redirect(http.StatusSeeOther, "/demo")
	}
	p, err := s.page(c, "")
	if err != nil {
		return err
	}
	page := views.HomePage{Page: p, Brand: s.brand(), Demo: s.Demo != nil}
	r := s.reader(c)
	// The figures are those of the procedure that fits everywhere.
	for _, x := range s.currentProcedures() {
		if w, ok := x.Windows[ipcase.WindowSellerFirst]; ok && len(x.Territories) == 0 && page.AnswerWithin == "" {
			page.AnswerWithin = s.t(c, "within %s", r.Span(w))
			page.AppealWithin = s.t(c, "within %s", r.Months(x.AppealMonths))
		}
	}
	return s.render(c, http.StatusOK, page)
}
