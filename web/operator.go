package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

// operatorDeliveries is what had to be given up, for the operator to look into.
func (s *Server) operatorDeliveries(c echo.Context) error {
	before := int64(queryForm(c).int("before", 0))
	d, err := s.Service.ReadDeliveries(c.Request().Context(), actorOf(c), before)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Deliveries"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Operator(r.Deliveries(p, d)))
}
