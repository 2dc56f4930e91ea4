package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// publicRoutes is what everybody can open without an account.
func publicRoutes(s *Server) []route {
	return []route{
		get("/", anyone, s.home),
		get("/home", signedIn, s.toOwnHome),
	}
}

// toOwnHome leads to the first page of the reader's side.
func (s *Server) toOwnHome(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, homeOf(actorOf(c)))
}

func (s *Server) home(c echo.Context) error {
	p, err := s.page(c, "")
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, plain(p, s.ProductName, nil))
}
