package main

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/signon"
	"ipportal/web"
)

const oidcHelp = `
Sellers' single sign-on by OpenID Connect, where IPPORTAL_OIDC_ISSUER is set:
  IPPORTAL_OIDC_ISSUER         the provider's issuer, such as https://login.example.com
  IPPORTAL_OIDC_CLIENT_ID      what the provider calls this portal
  IPPORTAL_OIDC_CLIENT_SECRET  the secret that it gave for it
  IPPORTAL_OIDC_NAME           the name on the button, such as Seller Centre
  IPPORTAL_OIDC_SCOPES         beside openid, parted by spaces; profile email
  IPPORTAL_OIDC_SHOP_CLAIM     the claim that holds the seller's reference; shop_id
  IPPORTAL_OIDC_ROLE_CLAIM     the claim that says owner, member or viewer; shop_role
At the provider, register the address of the portal with ` + web.ProviderCallback + ` behind it,
and with ` + web.SignedOutPath + ` for who has signed out there.
`

// oidc is how sellers sign in by the marketplace's provider. Without an issuer
// there is no such way.
type oidc struct{ set signon.Config }

func oidcFrom(getenv func(string) string) oidc {
	return oidc{signon.Config{
		Issuer: getenv("IPPORTAL_OIDC_ISSUER"), ClientID: getenv("IPPORTAL_OIDC_CLIENT_ID"), ClientSecret: getenv("IPPORTAL_OIDC_CLIENT_SECRET"),
		Name: strings.TrimSpace(getenv("IPPORTAL_OIDC_NAME")), Scopes: strings.Fields(getenv("IPPORTAL_OIDC_SCOPES")),
		ShopClaim: getenv("IPPORTAL_OIDC_SHOP_CLAIM"), RoleClaim: getenv("IPPORTAL_OIDC_ROLE_CLAIM"),
	}}
}

func (o oidc) check(say func(string, ...any)) {
	if o.set.Issuer == "" {
		if o.set.ClientID != "" || o.set.ClientSecret != "" || o.set.Name != "" {
			say("IPPORTAL_OIDC_ISSUER is missing, and other settings of single sign-on are there; write the provider's issuer")
		}
		return
	}
	for _, err := range o.set.Check() {
		say("%w", err)
	}
}

// provider is nil where there is no single sign-on.
func (o oidc) provider(baseURL string, clock ipcase.Clock) *signon.Provider {
	if o.set.Issuer == "" {
		return nil
	}
	set := o.set
	base := strings.TrimRight(baseURL, "/")
	set.RedirectURL, set.SignedOutURL, set.Clock = base+web.ProviderCallback, base+web.SignedOutPath, clock
	return signon.New(set)
}
