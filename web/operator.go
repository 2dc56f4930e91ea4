package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func operatorRoutes(s *Server) []route {
	return []route{
		get(present.DeliveriesPath, operator, s.operatorDeliveries),
		post(present.DeliveriesPath+"/deliveries/again", operator, s.tryFailingAgain),
		post(present.DeliveriesPath+"/deliveries/:id/again", operator, s.tryDeliveryAgain),
	}
}

// operatorDeliveries is what had to be given up, for the operator to look into.
func (s *Server) operatorDeliveries(c echo.Context) error {
	return s.deliveriesPage(c, http.StatusOK, int64(queryForm(c).int("before", 0)), nil)
}

func (s *Server) deliveriesPage(c echo.Context, status int, before int64, wrong *ipcase.Error) error {
	d, err := s.Service.ReadDeliveries(c.Request().Context(), actorOf(c), before)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Deliveries"))
	if err != nil {
		return err
	}
	p.HasError = wrong != nil
	page := r.Deliveries(p, d, wrong)
	if before == 0 { // the newest page of them: how all stands, too
		running, err := s.Service.ReadRunning(c.Request().Context(), actorOf(c))
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		page.Running = r.Running(running, s.Expiries)
	}
	return s.render(c, status, views.Operator(page))
}

// tryDeliveryAgain has one delivery tried now.
func (s *Server) tryDeliveryAgain(c echo.Context) error {
	id, err := idOf(c)
	if err == nil {
		err = s.Service.TryDeliveryAgain(c.Request().Context(), actorOf(c), id)
	}
	if e := asProblem(err); e != nil && e.Kind == ipcase.Refused {
		return s.deliveriesPage(c, http.StatusConflict, 0, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "Delivery %d is being tried again.", id); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.DeliveriesPath)
}

// tryFailingAgain has everything tried now that waits after a failure.
func (s *Server) tryFailingAgain(c echo.Context) error {
	n, err := s.Service.TryFailingAgain(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "Tried again now: %d.", n); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.DeliveriesPath)
}
