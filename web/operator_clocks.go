package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

// operatorClocks is the operator's switch of all clocks.
func (s *Server) operatorClocks(c echo.Context) error {
	return s.showClocks(c, http.StatusOK, ipcase.StopClocks{FormID: ipcase.NewID()}, nil)
}

func (s *Server) showClocks(c echo.Context, status int, typed ipcase.StopClocks, refused *ipcase.Error) error {
	d, err := s.Service.ReadClockDesk(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Clocks"))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	return s.render(c, status, views.OperatorClocks(r.ClockDesk(p, d, s.Service.Book(), typed, refused)))
}

func (s *Server) stopClocks(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.StopClocks{
		FormID: f.line("form", searchLimit), Site: f.line("site", 60), Procedure: f.line("procedure", 60), Reason: f.text("reason", formText), Until: f.line("until", 20),
	}
	err = f.problems()
	if err == nil {
		_, err = s.Service.StopClocks(c.Request().Context(), actorOf(c), in)
	}
	if e := refusal(err); e != nil {
		return s.showClocks(c, http.StatusUnprocessableEntity, in, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, views.Key("The clocks are stopped. Nothing acts by itself until you let them run on.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operator/clocks")
}

func (s *Server) endStop(c echo.Context) error {
	if err := s.Service.EndStop(c.Request().Context(), actorOf(c), c.Param("number")); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if err := s.flash(c, views.Success, views.Key("The clocks run on with the rest of their time.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operator/clocks")
}
