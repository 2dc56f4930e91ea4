package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

// joinRoutes is how people come in by themselves. Links in mails lead to pages
// with a button: opening one changes nothing, whoever opens it.
func joinRoutes(s *Server) []route {
	return []route{
		get("/join", anyone, s.joinForm),
		post("/join", anyone, s.join),
		get("/link/join/:token", anyone, s.joinLink),
		post("/link/join/:token", anyone, s.confirmJoin),
		get("/join/shop", anyone, s.joinShopForm),
		post("/join/shop", anyone, s.joinShop),
		get("/link/claim/:token", anyone, s.claimLink),
		post("/link/claim/:token", anyone, s.claimShop),
		get("/link/shop/:token", anyone, s.shopLink),
		post("/link/shop/:token", anyone, s.openShop),
		get("/operator/shops", operator, s.operatorShops),
		post("/operator/shops/:shop/invite", operator, s.inviteShop),
	}
}

// told is err as what a form's page can say: wrong fields, a refusal, too often.
func told(err error) (*ipcase.Error, int) {
	var e *ipcase.Error
	if errors.As(err, &e) {
		switch e.Kind {
		case ipcase.Invalid:
			return e, http.StatusUnprocessableEntity
		case ipcase.Refused:
			return e, http.StatusUnprocessableEntity
		case ipcase.TooMany:
			return e, http.StatusTooManyRequests
		default:
		}
	}
	return nil, 0
}

func (s *Server) joinForm(c echo.Context) error {
	return s.joinPage(c, http.StatusOK, present.JoinForm{Who: "organisation"})
}

func (s *Server) joinPage(c echo.Context, status int, f present.JoinForm) error {
	p, err := s.page(c, s.t(c, "Open an account"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/join"
	return s.render(c, status, views.Join(s.reader(c).JoinForm(p, f)))
}

// join answers the same whether the address has an account or not.
func (s *Server) join(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	form := present.JoinForm{Who: f.choice("who", "organisation", "person"), In: account.JoinHolder{
		OrgName: f.line("org_name", 200), Country: f.line("country", 2), RegNumber: f.line("reg_number", 80), Address: f.text("address", 1000),
		ContactName: f.line("contact_name", 200), Phone: f.line("phone", 60), Email: f.line("email", 254), Password: f.secret("password"),
		Lang: f.choice("lang", "en", "zh-CN"),
	}}
	form.In.NaturalPerson = form.Who == "person"
	if form.Who == "" {
		f.fail("who", "Choose who the holder is.")
	}
	err = f.problems()
	if err == nil {
		err = s.Accounts.Join(c.Request().Context(), form.In, c.RealIP())
	}
	if e, status := told(err); e != nil {
		form.Problems = e
		return s.joinPage(c, status, form)
	}
	if err != nil {
		return err
	}
	return s.joinSent(c, form.In.Email)
}

func (s *Server) joinSent(c echo.Context, email string) error {
	p, err := s.page(c, s.t(c, "Look into your mailbox"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/join"
	return s.render(c, http.StatusOK, views.JoinNote(s.reader(c).JoinSent(p, email)))
}

// linkGone is what a link that was used or is too old leads to: as absent as any
// other, with the ways on.
func (s *Server) linkGone(c echo.Context, again views.LinkButton) error {
	p, err := s.page(c, s.t(c, "This link is no longer good"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/"
	again.Text = s.t(c, "Begin again")
	return s.render(c, http.StatusNotFound, views.JoinNote(s.reader(c).LinkGone(p, again)))
}

func (s *Server) joinLink(c echo.Context) error {
	j, err := s.Accounts.ReadJoin(c.Request().Context(), c.Param("token"))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.linkGone(c, views.LinkButton{Href: "/join"})
	}
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Open this account?"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.JoinNote(s.reader(c).JoinConfirm(p, j, c.Request().URL.Path)))
}

func (s *Server) confirmJoin(c echo.Context) error {
	if _, err := s.readForm(c); err != nil {
		return err
	}
	err := s.Accounts.ConfirmJoin(c.Request().Context(), c.Param("token"))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.linkGone(c, views.LinkButton{Href: "/join"})
	}
	return s.opened(c, err)
}

// opened leads to signing in, by one's own secret: the link alone lets nobody in.
func (s *Server) opened(c echo.Context, err error) error {
	tone, msg := views.Success, views.Key("Your account is open. Sign in with your mail address and your password.")
	if e, _ := told(err); e != nil {
		tone, msg = views.Warn, e.Msg
	} else if err != nil {
		return err
	}
	if err := s.flash(c, tone, msg); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in")
}
