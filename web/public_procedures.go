package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func procedureRoutes(s *Server) []route {
	return []route{
		get("/procedures", anyone, s.procedures),
		get("/procedures/:id", anyone, s.procedure),
	}
}

// currentProcedures are the newest versions in force, in the rulebook's order.
func (s *Server) currentProcedures() []ipcase.Procedure {
	now := s.Clock.Now()
	var list []ipcase.Procedure
	place := map[string]int{}
	for _, p := range s.Service.Book().Procedures {
		if p.ValidFrom.After(now) {
			continue
		}
		n, known := place[p.ID]
		switch {
		case !known:
			place[p.ID] = len(list)
			list = append(list, p)
		case p.Version > list[n].Version:
			list[n] = p
		}
	}
	return list
}

func (s *Server) procedures(c echo.Context) error {
	p, err := s.page(c, s.t(c, "How complaints are handled"))
	if err != nil {
		return err
	}
	r := s.reader(c)
	page := views.ProceduresPage{Page: p}
	for _, x := range s.currentProcedures() {
		page.Procedures = append(page.Procedures, r.ProcedureLine(x))
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) procedure(c echo.Context) error {
	r := s.reader(c)
	var page views.ProcedurePage
	var others []views.Link
	for _, x := range s.currentProcedures() {
		if x.ID == c.Param("id") {
			page = r.Procedure(x)
			continue
		}
		others = append(others, views.Link{Text: x.Name.In(r.Lang), Href: present.ProcedureHref(x.ID)})
	}
	if page.Name == "" {
		return errAbsent()
	}
	page.Others = others
	frame, err := s.page(c, page.Name)
	if err != nil {
		return err
	}
	frame.Crumbs = []views.Link{{Text: s.t(c, "How complaints are handled"), Href: "/procedures"}, {Text: page.Name}}
	page.Page = frame
	return s.render(c, http.StatusOK, page)
}
