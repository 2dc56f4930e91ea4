package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// relayRoutes is what the two sides of a case learn of each other, and how they
// write to each other.
func relayRoutes(s *Server) []route {
	return []route{
		get("/seller/cases/:number/complainant", seller, s.sellerComplainant),
		post("/seller/cases/:number/complainant", seller, s.writeLetter).needs(ipcase.PermAnswer),
		get("/holder/cases/:number/seller", holder, s.holderSeller),
		post("/holder/cases/:number/seller", holder, s.writeLetter).needs(ipcase.PermAnswer),
	}
}

func (s *Server) sellerComplainant(c echo.Context) error {
	return s.contactPage(c, http.StatusOK, present.Writing{FormID: ipcase.NewID()})
}

func (s *Server) holderSeller(c echo.Context) error {
	return s.contactPage(c, http.StatusOK, present.Writing{FormID: ipcase.NewID()})
}

// contactPage is the other side of a case as the reader is shown it.
func (s *Server) contactPage(c echo.Context, status int, w present.Writing) error {
	if a := actorOf(c); !a.May(ipcase.PermAnswer) {
		w.Barred = a.Lacks(ipcase.PermAnswer)
	}
	if actorOf(c).Party == ipcase.PartySeller {
		in, err := s.sellerView(c)
		if err != nil {
			return err
		}
		return s.showContact(c, status, in.View, s.reader(c).PartyName(in.View.Holder), func(p views.Page) views.ContactPage {
			return present.SellerContact(s.reader(c), in, p, w)
		})
	}
	v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return s.showContact(c, status, v, v.Seller.Name, func(p views.Page) views.ContactPage {
		p.Crumbs = s.caseCrumbs(c, v, s.t(c, "The seller"))
		return present.HolderContact(s.reader(c), v, p, w)
	})
}

func (s *Server) showContact(c echo.Context, status int, v ipcase.CaseView, title string, draw func(views.Page) views.ContactPage) error {
	if err := s.sawCase(c, v); err != nil {
		return err
	}
	p, err := s.page(c, title)
	if err != nil {
		return err
	}
	return s.render(c, status, draw(p))
}

// writeLetter passes a letter on to the other side of a case.
func (s *Server) writeLetter(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	w := present.Writing{FormID: f.line("form", 40), Words: f.text("letter", ipcase.MaxLetter)}
	err = f.problems()
	if err == nil {
		in := ipcase.WriteLetter{FormID: w.FormID, Case: c.Param("number"), Words: w.Words, Lang: lang(c)}
		err = s.Service.WriteLetter(c.Request().Context(), actorOf(c), in)
	}
	if errors.As(err, &w.Refusal) && w.Refusal.Kind == ipcase.Invalid {
		return s.contactPage(c, http.StatusUnprocessableEntity, w)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "Your letter was passed on."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, c.Request().URL.Path+"#letters")
}
