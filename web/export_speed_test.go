package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// Drawing draws one page from rows that are in memory.
type Drawing func(c echo.Context, p views.Page) error

// Bare is echo with one handler, which does before (or nothing) and then draws
// the page: no middleware, no session, no database of its own.
func (s *Server) Bare(a ipcase.Actor, w ipcase.Waiting, title string, before func() error, draw Drawing) http.Handler {
	e := echo.New()
	e.GET("/*", func(c echo.Context) error {
		if before != nil {
			if err := before(); err != nil {
				return err
			}
		}
		c.Set(actorName, a)
		c.Set(langName, a.Lang)
		c.Set(csrfKey, "_echo_csrf_using_sec_fetch_site_")
		p := s.bareFrame(c, title)
		p.Nav = navigation(words(c), a, c.Request().URL.Path, waiting(a, w))
		return draw(c, p)
	})
	return e
}

// DrawSellerList draws one of a seller's two lists.
func (s *Server) DrawSellerList(q ipcase.SellerQuery, rows ipcase.SellerCases) Drawing {
	return func(c echo.Context, p views.Page) error {
		return s.render(c, http.StatusOK, present.SellerList(s.reader(c), s.Service.Book(), q, rows, p))
	}
}

// DrawSellerCase draws a seller's case.
func (s *Server) DrawSellerCase(v ipcase.CaseView) Drawing {
	return func(c echo.Context, p views.Page) error {
		brand, _, _ := strings.Cut(s.ProductName, " ")
		in := present.SellerCase{View: v, Book: s.Service.Book(), Platform: brand, Drafts: v.CounterDrafts}
		return s.render(c, http.StatusOK, present.SellerCasePage(s.reader(c), in, p))
	}
}

// DrawReviewQueue draws the reviewer's queue.
func (s *Server) DrawReviewQueue(a ipcase.Actor, q ipcase.ReviewQuery, rows ipcase.ReviewQueue) Drawing {
	return func(c echo.Context, p views.Page) error {
		return s.render(c, http.StatusOK, views.ReviewQueue(s.reader(c).ReviewQueue(p, a, q, rows, s.Service.Book())))
	}
}

// DrawRegister draws the public register.
func (s *Server) DrawRegister(q ipcase.RegisterQuery, list ipcase.RegisterList) Drawing {
	return func(c echo.Context, p views.Page) error {
		return s.render(c, http.StatusOK, s.reader(c).Register(p, q, list, s.brand()))
	}
}

// DrawHolderDashboard draws a holder's first page.
func (s *Server) DrawHolderDashboard(a ipcase.Actor, d ipcase.HolderDashboard) Drawing {
	return func(c echo.Context, p views.Page) error {
		return s.render(c, http.StatusOK, views.HolderDashboardPage(s.reader(c).HolderDashboard(p, a, d)))
	}
}
