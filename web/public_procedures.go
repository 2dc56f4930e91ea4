package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/procedure"
	"ipportal/views"
	"ipportal/web/present"
)

func procedureRoutes(s *Server) []route {
	return []route{
		get("/procedures", anyone, s.procedures),
		get("/procedures/:id", anyone, s.procedure),
		get("/procedures/:id/:edition", anyone, s.procedure),
	}
}

// currentProcedures are the newest versions in force, in the rulebook's order.
func (s *Server) currentProcedures() []ipcase.Procedure {
	now := s.Clock.Now()
	var list []ipcase.Procedure
	book := s.Service.Book()
	for _, p := range book.Procedures {
		if current, ok := book.InForce(p.ID, now); ok && current.Version == p.Version {
			list = append(list, p)
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

// askedProcedure is the procedure that an address names: the version in force, or the
// one that it names too. asJSON says that its last part ends in .json.
func (s *Server) askedProcedure(c echo.Context) (p ipcase.Procedure, asJSON, ok bool) {
	book := s.Service.Book()
	id, version := c.Param("id"), c.Param("edition")
	if version == "" {
		id, asJSON = strings.CutSuffix(id, ".json")
		p, ok = book.InForce(id, s.Clock.Now())
		return p, asJSON, ok
	}
	version, asJSON = strings.CutSuffix(version, ".json")
	n, err := strconv.Atoi(version)
	if err != nil || strconv.Itoa(n) != version {
		return p, asJSON, false
	}
	p, ok = book.Procedure(id, n)
	return p, asJSON, ok
}

func (s *Server) procedure(c echo.Context) error {
	p, asJSON, ok := s.askedProcedure(c)
	if !ok {
		return errAbsent()
	}
	if asJSON {
		return c.JSONPretty(http.StatusOK, procedure.CardOf(s.Service.Book(), p, s.Clock.Now()), "  ")
	}
	r := s.reader(c)
	page := r.Procedure(s.Service.Book(), p)
	for _, x := range s.currentProcedures() {
		if x.ID != p.ID {
			page.Others = append(page.Others, views.Link{Text: x.Name.In(r.Lang), Href: present.ProcedureHref(x.ID)})
		}
	}
	frame, err := s.page(c, page.Name)
	if err != nil {
		return err
	}
	frame.Crumbs = []views.Link{{Text: s.t(c, "How complaints are handled"), Href: "/procedures"}, {Text: page.Name}}
	page.Page = frame
	return s.render(c, http.StatusOK, page)
}
