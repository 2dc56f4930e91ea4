package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) joinShopForm(c echo.Context) error {
	return s.joinShopPage(c, http.StatusOK, present.JoinShopForm{})
}

func (s *Server) joinShopPage(c echo.Context, status int, f present.JoinShopForm) error {
	p, err := s.page(c, s.t(c, "Open an account for a shop"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/join/shop"
	return s.render(c, status, views.JoinShop(s.reader(c).JoinShop(p, s.Catalogue.Sites(), f)))
}

// joinShop finds the shop as the marketplace has it, and mails the link on whose
// page it is proven.
func (s *Server) joinShop(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	form := present.JoinShopForm{
		Listing: f.line("listing", 2000), Site: f.line("site", 60), Shop: f.line("shop", 200),
		In: account.ClaimShop{Name: f.line("name", 200), Email: f.line("email", 254), Password: f.secret("password"), Lang: f.choice("lang", "en", "zh-CN")},
	}
	if err = f.problems(); err == nil {
		if form.In.OrgID, err = s.shopOf(c, form); err == nil {
			err = s.Accounts.StartClaim(c.Request().Context(), form.In, c.RealIP())
		}
	}
	if e, status := told(err); e != nil {
		form.Problems = e
		return s.joinShopPage(c, status, form)
	}
	if err != nil {
		return err
	}
	return s.joinSent(c, form.In.Email)
}

func (s *Server) shopOf(c echo.Context, f present.JoinShopForm) (int64, error) {
	ctx := c.Request().Context()
	if f.Listing == "" {
		return s.Catalogue.Shop(ctx, f.Site, f.Shop) //nolint:wrapcheck // says itself what it did
	}
	offers, err := s.Catalogue.Lookup(ctx, []string{f.Listing})
	if err != nil {
		return 0, err //nolint:wrapcheck // says itself what it did
	}
	return offers[0].SellerOrgID, nil
}

func (s *Server) claimLink(c echo.Context) error {
	return s.claimPage(c, http.StatusOK, "", nil)
}

func (s *Server) claimPage(c echo.Context, status int, listing string, e *ipcase.Error) error {
	claim, err := s.Accounts.ReadClaim(c.Request().Context(), c.Param("token"))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.linkGone(c, views.LinkButton{Href: "/join/shop"})
	}
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Prove that the shop is yours"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.ShopClaim(s.reader(c).ShopClaim(p, claim, c.Request().URL.Path, listing, e)))
}

// claimShop sends a code, takes one, looks a listing up, or asks the shop's owner.
func (s *Server) claimShop(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, token := c.Request().Context(), c.Param("token")
	listing, code := f.line("listing", 2000), f.line("code", 40)
	do := f.choice("do", "send", "code", "check", "ask")
	if err = f.problems(); err == nil {
		err = s.proveShop(c, do, code, listing)
	}
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.linkGone(c, views.LinkButton{Href: "/join/shop"})
	}
	if e, status := told(err); e != nil {
		if _, gone := s.Accounts.Link(ctx, account.LinkClaim, token); ipcase.KindOf(gone) == ipcase.NotFound { // that was the last try
			if err := s.flash(c, views.Warn, e.Msg, e.Args...); err != nil {
				return err
			}
			return c.Redirect(http.StatusSeeOther, "/join/shop")
		}
		return s.claimPage(c, status, listing, e)
	}
	if err != nil {
		return err
	}
	switch do {
	case "code", "check":
		return s.opened(c, nil)
	case "ask":
		if err := s.flash(c, views.Success, "The owner of the shop was asked. You get a mail when they invite you."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/")
	default:
		return c.Redirect(http.StatusSeeOther, c.Request().URL.Path)
	}
}

func (s *Server) proveShop(c echo.Context, do, code, listing string) error {
	ctx, token := c.Request().Context(), c.Param("token")
	switch do {
	case "send":
		return s.Accounts.SendShopCode(ctx, token)
	case "code":
		return s.Accounts.ProveByCode(ctx, token, code)
	case "check":
		offers, err := s.Catalogue.Lookup(ctx, []string{listing})
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.Accounts.ProveByListing(ctx, token, offers[0])
	case "ask":
		return s.Accounts.AskOwner(ctx, token)
	default:
		_, err := s.Accounts.ReadClaim(ctx, token)
		return err
	}
}

func (s *Server) shopLink(c echo.Context) error {
	return s.shopLinkPage(c, http.StatusOK, "", nil)
}

func (s *Server) shopLinkPage(c echo.Context, status int, name string, e *ipcase.Error) error {
	i, err := s.Accounts.ReadShopInvitation(c.Request().Context(), c.Param("token"))
	if ipcase.KindOf(err) == ipcase.NotFound || err == nil && i.Taken {
		return s.linkGone(c, views.LinkButton{Href: "/join/shop"})
	}
	if err != nil {
		return err
	}
	p, err := s.page(c, i.Shop)
	if err != nil {
		return err
	}
	return s.render(c, status, views.ShopInvited(s.reader(c).ShopInvited(p, i, c.Request().URL.Path, name, e)))
}

func (s *Server) openShop(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	name := f.line("name", 200)
	if err = f.problems(); err == nil {
		err = s.Accounts.OpenShop(c.Request().Context(), c.Param("token"), account.NewPerson{Name: name, Password: f.secret("password"), Lang: lang(c)})
	}
	switch {
	case ipcase.KindOf(err) == ipcase.NotFound:
		return s.linkGone(c, views.LinkButton{Href: "/join/shop"})
	case refusal(err) != nil:
		return s.shopLinkPage(c, http.StatusUnprocessableEntity, name, refusal(err))
	}
	return s.opened(c, err)
}

// operatorShops is the shops that the marketplace has and nobody signs in for.
func (s *Server) operatorShops(c echo.Context) error {
	after := int64(queryForm(c).int("after", 0))
	list, more, err := s.Accounts.ReadShopsAlone(c.Request().Context(), actorOf(c), after)
	if err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Shops without an account"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.OperatorShops(r.OperatorShops(p, list, more)))
}

func (s *Server) inviteShop(c echo.Context) error {
	id, err := strconv.ParseInt(c.Param("shop"), 10, 64)
	if err != nil {
		return errAbsent()
	}
	err = s.Accounts.InviteShop(c.Request().Context(), actorOf(c), id)
	if e, _ := told(err); e != nil {
		err = s.flash(c, views.Warn, e.Msg, e.Args...)
	} else if err == nil {
		err = s.flash(c, views.Success, "The invitation is on its way to the shop’s mail address.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operator/shops")
}
