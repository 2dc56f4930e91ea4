package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// SignedOutPath is where the provider sends browsers back to that have signed out
// there: registered there, below the portal's address, to the letter.
const SignedOutPath = "/signed-out"

const providerLinkPath = "/account/security/provider"

// providerLinkPage says whether the account at the provider opens this one too.
func (s *Server) providerLinkPage(c echo.Context) error {
	if s.SignOn == nil {
		return errAbsent()
	}
	l, err := s.Accounts.ProviderLink(c.Request().Context(), actorOf(c), s.SignOn.Issuer)
	if err != nil {
		return err
	}
	if !l.Is && !l.MayLink {
		return errAbsent()
	}
	frame, err := s.accountFrame(c, s.t(c, "Sign-in with %s", s.SignOn.Name), "")
	if err != nil {
		return err
	}
	page := views.ProviderLinkPage{AccountFrame: frame, Provider: s.SignOn.Name, Shop: actorOf(c).OrgName, Is: l.Is, OnlyDoor: l.OnlyDoor}
	if l.Is {
		page.Since, page.UsedAt = s.reader(c).Time(l.Since), s.reader(c).Time(l.UsedAt)
	}
	return s.render(c, http.StatusOK, page)
}

// linkProvider leads to the provider, which must ask anew who is there: somebody
// else's session in the same browser proves nothing.
func (s *Server) linkProvider(c echo.Context) error {
	if s.SignOn == nil || actorOf(c).Party != ipcase.PartySeller {
		return errAbsent()
	}
	return s.goToProvider(c, keptForProvider{Next: providerLinkPath, Link: true})
}

// providerLinks takes the provider's answer for an account that is to be linked.
func (s *Server) providerLinks(c echo.Context, id account.Identity) error {
	if err := s.Accounts.LinkProvider(c.Request().Context(), actorOf(c), id); err != nil {
		return s.providerFailed(c, providerLinkPath, err)
	}
	if err := s.flash(c, views.Success, "You can sign in with %s from now on.", s.SignOn.Name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, providerLinkPath)
}

func (s *Server) unlinkProvider(c echo.Context) error {
	if s.SignOn == nil {
		return errAbsent()
	}
	err := s.Accounts.UnlinkProvider(c.Request().Context(), actorOf(c), s.SignOn.Issuer, s.SignOn.Name)
	tone, msg, args := views.Success, "%s opens your account no more.", []any{s.SignOn.Name}
	if told := asProblem(err); told != nil {
		tone, msg, args = views.Danger, told.Msg, told.Args
	} else if err != nil {
		return err
	}
	if err := s.flash(c, tone, msg, args...); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/security")
}

// signOutPatience is how long somebody who signs out waits for the provider to be
// found.
const signOutPatience = 3 * time.Second

// signOutThere leads somebody who is signed out here to the provider, so that
// their session ends there too. A provider that is away or has no such page keeps
// nobody: they are signed out of the portal. It is a page and no redirect, which
// the content security policy would stop after a form.
func (s *Server) signOutThere(c echo.Context, idToken string) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), signOutPatience)
	defer cancel()
	address, err := s.SignOn.SignOut(ctx, idToken)
	if err != nil {
		s.Logger.Warn("no sign-out at the provider", "id", requestID(c), "error", err)
	}
	u, parseErr := url.Parse(address)
	if errors.Join(err, parseErr) != nil || address == "" {
		return c.Redirect(http.StatusSeeOther, SignedOutPath)
	}
	p := s.signedOutFrame(c)
	c.Response().Header().Set("Refresh", "0; url="+address)
	return s.render(c, http.StatusOK, views.SignedOutPage{Page: p, Provider: s.SignOn.Name, Host: u.Host, Href: address})
}

// signedOut is where the provider sends back to. Anybody may open it; it ends
// nothing.
func (s *Server) signedOut(c echo.Context) error {
	if a := actorOf(c); a.PersonID != 0 {
		return c.Redirect(http.StatusSeeOther, homeOf(a))
	}
	return s.render(c, http.StatusOK, views.SignedOutPage{Page: s.signedOutFrame(c)})
}

// signedOutFrame is a page for nobody: who has just signed out is not named on it.
func (s *Server) signedOutFrame(c echo.Context) views.Page {
	c.Set(actorName, ipcase.Actor{Party: ipcase.PartyPublic})
	p := s.bareFrame(c, s.t(c, "You are signed out"))
	p.ReturnTo = SignedOutPath
	return p
}
