package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

// reviewSearch looks through all cases for a reviewer.
func (s *Server) reviewSearch(c echo.Context) error {
	f := queryForm(c)
	typed := f.line("q", searchLimit)
	before, err := strconv.ParseInt(f.line("before", 20), 10, 64)
	if err != nil || before < 0 {
		before = 0 // from the newest on
	}
	out, err := s.Service.SearchCases(c.Request().Context(), actorOf(c), typed, before)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Search"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewSearch(r.ReviewSearch(p, typed, before, out)))
}
