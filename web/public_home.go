package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

// publicRoutes is what everybody can open without an account.
func publicRoutes(s *Server) []route {
	all := []route{
		get("/", anyone, s.home),
		get("/home", signedIn, s.toOwnHome),
		get("/robots.txt", anyone, robots),
	}
	all = append(all, catalogueRoutes(s)...)
	return append(all, evidenceRoutes(s)...)
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
	return s.render(c, http.StatusOK, views.HomePage{
		Page: p, Brand: s.brand(), Demo: s.Demo != nil,
	})
}

// robots keeps search engines to the pages that are meant for everybody.
func robots(c echo.Context) error {
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /seller\nDisallow: /holder\nDisallow: /review\nDisallow: /evidence\nDisallow: /sign-in\n")
}
