package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/views"
	"ipportal/web/present"
)

func statementRoutes(s *Server) []route {
	return []route{
		get(present.StatementsPath, operator, s.operatorStatements),
		get(present.StatementsPath+"/:number", operator, s.operatorStatement),
		post(present.StatementsPath+"/:number/release", operator, s.releaseStatement),
		post(present.StatementsPath+"/:number/drop", operator, s.dropStatement),
	}
}

// operatorStatements lists statements of reasons; those that are held back where no
// other state is asked for.
func (s *Server) operatorStatements(c echo.Context) error {
	f := queryForm(c)
	state := ipcase.ExportHeld
	for _, known := range ipcase.ExportStates() {
		if f.line("state", 20) == string(known) {
			state = known
		}
	}
	v, err := s.Service.ReadStatements(c.Request().Context(), actorOf(c), state, int64(f.int("before", 0)))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Statements of reasons"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.OperatorStatements(r.Statements(p, v)))
}

func (s *Server) operatorStatement(c echo.Context) error {
	return s.showStatement(c, http.StatusOK, nil, "", nil)
}

// showStatement is one statement, with what was typed where it was refused.
func (s *Server) showStatement(c echo.Context, status int, typed *ipcase.ReleaseStatement, dropped string, wrong *ipcase.Error) error {
	l, err := s.Service.ReadStatement(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, l.Puid)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: r.T("Statements of reasons"), Href: present.StatementsPath}, {Text: l.Puid}}
	p.HasError = wrong != nil
	return s.render(c, status, views.OperatorStatement(r.Statement(p, l, typed, dropped, wrong)))
}

func (s *Server) releaseStatement(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.ReleaseStatement{Puid: c.Param("number"), Version: f.int("version", 0), Looked: f.ticked("looked"), Texts: dsa.Texts{
		Ground: f.text("ground", formText), Explanation: f.text("explanation", formText), Facts: f.text("facts", formText),
	}}
	if err = f.problems(); err == nil {
		err = s.Service.ReleaseStatement(c.Request().Context(), actorOf(c), in)
	}
	if e := asProblem(err); e != nil && (e.Kind == ipcase.Invalid || e.Kind == ipcase.Refused) {
		return s.showStatement(c, http.StatusUnprocessableEntity, &in, "", e)
	}
	if err != nil {
		return err
	}
	return s.doneWithStatement(c, "The statement %s is released and leaves with the next batch.")
}

func (s *Server) dropStatement(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	why := f.text("why", formText)
	if err = f.problems(); err == nil {
		err = s.Service.DropStatement(c.Request().Context(), actorOf(c), c.Param("number"), f.int("version", 0), why)
	}
	if e := refusal(err); e != nil {
		return s.showStatement(c, http.StatusUnprocessableEntity, nil, why, e)
	}
	if err != nil {
		return err
	}
	return s.doneWithStatement(c, "The statement %s is not sent.")
}

func (s *Server) doneWithStatement(c echo.Context, said string) error {
	if err := s.flash(c, views.Success, said, c.Param("number")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.StatementsPath)
}
