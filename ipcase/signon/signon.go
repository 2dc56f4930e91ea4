// Package signon asks a marketplace's OpenID provider who somebody is: OpenID
// Connect's code flow with PKCE (S256), state and nonce. It checks what the
// provider answers — issuer, audience, signature by a published key of an
// asymmetric algorithm, expiry, nonce, who the code was for — and gives back who
// it is about. It knows no database, no session and no page: who keeps what was
// asked until the answer comes, and who is let in for it, is decided in account
// and web.
package signon

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"ipportal/ipcase"
)

// Config is how the provider is reached and what it calls things.
type Config struct {
	Issuer       string // exactly as the provider writes it
	ClientID     string
	ClientSecret string
	Name         string   // of the provider, as it stands on the button
	RedirectURL  string   // of the portal, as it is registered at the provider
	SignedOutURL string   // likewise, to which the provider sends back who signed out there
	Scopes       []string // beside openid; nil: profile and email
	ShopClaim    string   // which shop: the seller's reference; "" is shop_id
	RoleClaim    string   // owner, member or viewer; "" is shop_role
	Clock        ipcase.Clock
}

// Check names everything that is wrong with the settings, by the names that
// they have in the environment.
func (c Config) Check() (wrong []error) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	u, err := url.Parse(c.Issuer)
	switch {
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		say("IPPORTAL_OIDC_ISSUER is %q; write the provider's issuer, such as https://login.example.com", c.Issuer)
	case u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())):
		say("IPPORTAL_OIDC_ISSUER is %q; it must be https, since who signs in depends on it", c.Issuer)
	}
	if c.ClientID == "" {
		say("IPPORTAL_OIDC_ISSUER is set and IPPORTAL_OIDC_CLIENT_ID is not; write what the provider calls this portal")
	}
	if len(c.ClientSecret) < 16 {
		say("IPPORTAL_OIDC_CLIENT_SECRET is missing or shorter than 16 characters; write the secret that the provider gave for this portal")
	}
	if strings.TrimSpace(c.Name) == "" {
		say("IPPORTAL_OIDC_ISSUER is set and IPPORTAL_OIDC_NAME is not; write the name that stands on the button, such as Seller Centre")
	}
	return wrong
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Provider is a provider of single sign-on. It is found at its issuer when it is
// first needed, so that the portal starts while the provider is down.
type Provider struct {
	Config
	client *http.Client

	mu      sync.Mutex
	found   *endpoints
	foundAt time.Time
}

// endpoints are what discovery told.
type endpoints struct {
	*oidc.Provider
	oauth     oauth2.Config
	tellsIss  bool // RFC 9207: the answer names its issuer
	userInfos bool
	signOut   string // where browsers end their session at the provider; "" where they cannot
}

// forgetAfter is how long discovery is believed. Keys are looked up anew whenever
// a token names one that is not known.
const forgetAfter = time.Hour

// Limits of what is asked of the provider. Redirects are not followed: everything
// is where discovery says.
const (
	patience   = 10 * time.Second
	answerSize = 1 << 20
)

// New makes a provider of settings that Check has passed.
func New(c Config) *Provider {
	if len(c.Scopes) == 0 {
		c.Scopes = []string{oidc.ScopeProfile, oidc.ScopeEmail}
	}
	if c.ShopClaim == "" {
		c.ShopClaim = "shop_id"
	}
	if c.RoleClaim == "" {
		c.RoleClaim = "shop_role"
	}
	return &Provider{Config: c, client: &http.Client{
		Timeout: patience, Transport: bounded{http.DefaultTransport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// bounded reads no more of an answer than any honest one has.
type bounded struct{ next http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.next.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, answerSize), res.Body}
	}
	return res, err
}

// Asked is what an answer is checked against. Whoever keeps it binds it to the
// browser that was sent away, and gives it back once.
type Asked struct {
	State    string    `json:"-"`
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"`
	Fresh    bool      `json:"fresh,omitempty"` // the person had to show themselves anew
	At       time.Time `json:"at"`
}

// Ask gives the address to which a browser is to be sent. With fresh, the
// provider must not answer from a session that it has already.
func (p *Provider) Ask(ctx context.Context, fresh bool) (address string, asked Asked, err error) {
	e, err := p.discover(ctx)
	if err != nil {
		return "", Asked{}, err
	}
	asked = Asked{State: token(), Nonce: token(), Verifier: oauth2.GenerateVerifier(), Fresh: fresh, At: p.Clock.Now()}
	options := []oauth2.AuthCodeOption{oidc.Nonce(asked.Nonce), oauth2.S256ChallengeOption(asked.Verifier)}
	if fresh {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	return e.oauth.AuthCodeURL(asked.State, options...), asked, nil
}

// token is 256 random bits as text.
func token() string { return rand.Text() + rand.Text() }

// discover reads where the provider's parts are, at its issuer.
func (p *Provider) discover(ctx context.Context) (*endpoints, error) {
	now := p.Clock.Now()
	p.mu.Lock()
	found, at := p.found, p.foundAt
	p.mu.Unlock()
	if found != nil && now.Sub(at) < forgetAfter {
		return found, nil
	}
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	if err != nil {
		return nil, p.unavailable(fmt.Errorf("discover the provider: %w", err))
	}
	var more struct {
		TellsIss bool     `json:"authorization_response_iss_parameter_supported"`
		Methods  []string `json:"token_endpoint_auth_methods_supported"`
		Auth     string   `json:"authorization_endpoint"`
		Token    string   `json:"token_endpoint"`
		SignOut  string   `json:"end_session_endpoint"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, p.unavailable(fmt.Errorf("read what the provider says of itself: %w", err))
	}
	for _, address := range []string{more.Auth, more.Token} {
		if !isSafe(address) {
			return nil, p.unavailable(errors.New("the provider names an endpoint that is not https"))
		}
	}
	if !isSafe(more.SignOut) {
		more.SignOut = ""
	}
	endpoint := provider.Endpoint()
	// Said and never tried out: a code is good for one try.
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if len(more.Methods) > 0 && !slices.Contains(more.Methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	found = &endpoints{
		Provider: provider, tellsIss: more.TellsIss, userInfos: provider.UserInfoEndpoint() != "", signOut: more.SignOut,
		oauth: oauth2.Config{
			ClientID: p.ClientID, ClientSecret: p.ClientSecret, RedirectURL: p.RedirectURL, Endpoint: endpoint,
			Scopes: append([]string{oidc.ScopeOpenID}, p.Scopes...),
		},
	}
	p.mu.Lock()
	p.found, p.foundAt = found, now
	p.mu.Unlock()
	return found, nil
}

// unavailable is what the person is told, with what our log is told behind it.
func (p *Provider) unavailable(cause error) error {
	return because(ipcase.Errorf(ipcase.Unavailable, "%s does not answer at the moment. Try again in a few minutes, or sign in another way.", p.Name), cause)
}

// refused is told where an answer does not prove who somebody is. It says no
// more, whatever was wrong.
func (p *Provider) refused(cause error) error {
	return because(ipcase.Errorf(ipcase.Refused, "The answer of %s could not be confirmed. Start again from the sign-in page.", p.Name), cause)
}

// because joins a sentence for the person to its cause, which only a log sees.
func because(told, cause error) error { return fmt.Errorf("%w: %w", told, cause) }
