package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// apiPath is the reference of the API; problems point to its anchors.
const apiPath = "/api"

// apiReference shows what programs can ask, made from the document that they read.
func (s *Server) apiReference(c echo.Context) error {
	frame, err := s.page(c, s.t(c, "The API"))
	if err != nil {
		return err
	}
	page := s.api.Reference(func(key string, args ...any) string { return s.t(c, key, args...) })
	page.Page = frame
	return s.render(c, http.StatusOK, page)
}
