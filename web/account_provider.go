package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/signon"
	"ipportal/views"
)

// ProviderCallback is where the provider of single sign-on sends browsers back
// to: registered there, below the portal's address, to the letter.
const ProviderCallback = "/sign-in/provider/callback"

// providerRoutes is signing in by the marketplace's provider of single sign-on.
func providerRoutes(s *Server) []route {
	return []route{
		post("/sign-in/provider", anyone, s.providerStart),
		get(ProviderCallback, anyone, s.providerCallback),
		get("/account/security/provider", signedIn, s.providerLinkPage),
		post("/account/security/provider", signedIn, s.linkProvider).freshly(),
		post("/account/security/provider/remove", signedIn, s.unlinkProvider).freshly(),
	}
}

// keptForProvider waits for the provider's answer: what it is checked against,
// and where it leads on. To and Values are a form that waits for a confirmation.
type keptForProvider struct {
	Asked  signon.Asked `json:"asked"`
	Next   string       `json:"next,omitempty"`
	To     string       `json:"to,omitempty"`
	Values url.Values   `json:"values,omitempty"`
	Link   bool         `json:"link,omitempty"` // the account there is to open the account here
}

// providerStart sends a browser to the provider. It takes a form of ours: no
// other site can begin a sign-in here. The answer is a page and no redirect,
// which the content security policy would stop after a form.
func (s *Server) providerStart(c echo.Context) error {
	if s.SignOn == nil {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	w := keptForm(f)
	return s.goToProvider(c, keptForProvider{Next: localPath(f.line("next", 2000), ""), To: w.to, Values: w.values})
}

// goToProvider keeps what waits for the provider's answer, and shows the page that
// leads there.
func (s *Server) goToProvider(c echo.Context, kept keptForProvider) error {
	ctx, a, next := c.Request().Context(), actorOf(c), kept.Next
	session, err := s.sessionID(c)
	if err != nil {
		return err
	}
	// Who is signed in already confirms who they are: the provider must ask anew.
	address, asked, err := s.SignOn.Ask(ctx, a.PersonID != 0)
	if err != nil {
		return s.providerFailed(c, next, err)
	}
	kept.Asked = asked
	err = s.Accounts.BeginCeremony(ctx, account.Ceremony{
		Kind: account.AskProvider, Token: asked.State, Session: session, PersonID: a.PersonID,
	}, kept)
	if err != nil {
		return err
	}
	u, err := url.Parse(address)
	if err != nil {
		return s.providerFailed(c, next, err)
	}
	p, err := s.page(c, s.t(c, "Sign in at %s", s.SignOn.Name))
	if err != nil {
		return err
	}
	p.ReturnTo = "/sign-in"
	c.Response().Header().Set("Refresh", "0; url="+address)
	return s.render(c, http.StatusOK, views.ProviderPage{Page: p, Provider: s.SignOn.Name, Host: u.Host, Href: address})
}

// providerCallback takes the provider's answer: once, from the browser that was
// sent there, within five minutes.
func (s *Server) providerCallback(c echo.Context) error {
	if s.SignOn == nil {
		return errAbsent()
	}
	ctx, a := c.Request().Context(), actorOf(c)
	q := map[string]string{}
	for name, values := range c.QueryParams() {
		if len(values) > 1 { // two codes, two states: somebody put one of them there
			return s.providerFailed(c, "", ipcase.Errorf(ipcase.Refused, "The answer of %s could not be confirmed. Start again from the sign-in page.", s.SignOn.Name))
		}
		q[name] = values[0]
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	var kept keptForProvider
	err = s.Accounts.TakeCeremony(ctx, account.Ceremony{
		Kind: account.AskProvider, Token: q["state"], Session: session.ID, PersonID: a.PersonID,
	}, &kept)
	if err != nil {
		return s.providerFailed(c, "", err)
	}
	id, err := s.SignOn.Identity(ctx, signon.Answer{Code: q["code"], Issuer: q["iss"], Error: q["error"]}, kept.Asked)
	if err != nil {
		return s.providerFailed(c, kept.Next, err)
	}
	if a.PersonID != 0 && kept.Link {
		return s.providerLinks(c, id)
	}
	if a.PersonID != 0 {
		return s.providerConfirms(c, id, kept)
	}
	personID, orgID, err := s.Accounts.SignInByProvider(ctx, id)
	if err != nil {
		return s.providerFailed(c, kept.Next, err)
	}
	// A second factor that was set up here is asked for as after a password,
	// where the provider does not say that two were shown.
	if !id.SecondFactor {
		has, err := s.Accounts.HasFactor(ctx, personID)
		if err != nil {
			return err
		}
		if has {
			if err := s.startPending(c, personID, kept.Next, id.IDToken); err != nil {
				return err
			}
			return c.Redirect(http.StatusSeeOther, "/sign-in/code")
		}
	}
	if err := s.completeSignIn(c, personID, account.How{SecondFactor: id.SecondFactor, OrgID: orgID, IDToken: id.IDToken}); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localPath(kept.Next, "/home"))
}

// providerFailed says what went wrong, in our words, on the sign-in page, or to
// somebody signed in where they were going; our log has the cause.
func (s *Server) providerFailed(c echo.Context, next string, err error) error {
	var told *ipcase.Error
	if !errors.As(err, &told) {
		return err
	}
	s.Logger.Warn("single sign-on failed", "id", requestID(c), "error", err)
	status := problemOf(c, err).status
	s.noteSignIn(c, "single sign-on", status)
	if a := actorOf(c); a.PersonID != 0 {
		if err := s.flash(c, views.Danger, told.Msg, told.Args...); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, localPath(next, homeOf(a)))
	}
	return s.signInPage(c, status, next, "", err)
}

// providerConfirms lets somebody who is signed in confirm who they are at the
// provider, which asked them anew: their session goes on under a new id, and the
// form that waited is shown to be sent.
func (s *Server) providerConfirms(c echo.Context, id account.Identity, kept keptForProvider) error {
	same, err := s.Accounts.IsSameByProvider(c.Request().Context(), actorOf(c).PersonID, id)
	if err != nil {
		return err
	}
	if !same {
		return s.providerFailed(c, kept.Next, ipcase.Errorf(ipcase.Refused, "At %s you signed in as somebody else than here. Sign out there, then try again.", s.SignOn.Name))
	}
	return s.confirmed(c, &form{values: url.Values{"next": {kept.Next}}}, waitingForm{to: kept.To, values: kept.Values}, id.SecondFactor)
}

// otherConfirmations are the ways beside password and code in which the reader
// can confirm who they are.
func (s *Server) otherConfirmations(c echo.Context, page *views.ConfirmPage) error {
	or := ""
	if page.AskPassword || page.AskCode {
		or = s.t(c, "or")
	}
	var err error
	if page.Passkey, err = s.confirmPasskey(c, page.Hidden(), or); err != nil || s.SignOn == nil {
		return err
	}
	l := loaded(c)
	if l.HasFactor && !l.SecondFactor {
		return nil // the provider is the first factor, which has been shown
	}
	by, err := s.Accounts.HasProvider(c.Request().Context(), actorOf(c).PersonID)
	if by {
		page.Provider = &views.ProviderButton{Text: s.t(c, "Confirm with %s", s.SignOn.Name), Hidden: page.Hidden()}
	}
	return err
}
