package signon

import (
	"context"
	"net/url"
)

// hintSize is how long a token may be to stand in an address. Without it the
// provider asks who it is.
const hintSize = 6000

// SignOut gives the address to which a browser is to be sent so that its session
// at the provider ends too (OpenID Connect RP-Initiated Logout 1.0), "" where the
// provider has none. The token is what the provider said when the person signed
// in. Nothing here depends on what the provider answers: whoever asks has ended
// their own session before.
func (p *Provider) SignOut(ctx context.Context, idToken string) (address string, err error) {
	e, err := p.discover(ctx)
	if err != nil || e.signOut == "" {
		return "", err
	}
	u, err := url.Parse(e.signOut)
	if err != nil {
		return "", p.unavailable(err)
	}
	q := u.Query()
	q.Set("client_id", p.ClientID)
	if p.SignedOutURL != "" {
		q.Set("post_logout_redirect_uri", p.SignedOutURL)
	}
	if idToken != "" && len(idToken) <= hintSize {
		q.Set("id_token_hint", idToken)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// isSafe says whether a browser may be sent to an address of the provider.
func isSafe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname()))
}
