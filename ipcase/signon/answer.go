package signon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Answer is what the browser brings back from the provider.
type Answer struct {
	Code   string
	Issuer string // RFC 9207
	Error  string // OAuth's code; its description is the provider's and never shown
}

// leeway is how far the provider's clock may be from ours.
const leeway = 5 * time.Minute

// Identity takes an answer to what was asked, and gives who it is about.
func (p *Provider) Identity(ctx context.Context, answer Answer, asked Asked) (account.Identity, error) {
	e, err := p.discover(ctx)
	if err != nil {
		return account.Identity{}, err
	}
	// Another provider's answer is not taken to this one: neither its code nor
	// its error (mix-up, RFC 9207).
	if answer.Issuer != p.Issuer && (answer.Issuer != "" || e.tellsIss) {
		return account.Identity{}, p.refused(fmt.Errorf("the answer is of issuer %q", answer.Issuer))
	}
	switch {
	case answer.Error == "access_denied":
		return account.Identity{}, ipcase.Errorf(ipcase.Refused, "You did not sign in at %s, so nothing has changed here.", p.Name)
	case answer.Error != "":
		return account.Identity{}, p.refused(fmt.Errorf("the provider answers %q", answer.Error))
	case answer.Code == "":
		return account.Identity{}, p.refused(errors.New("the answer has no code"))
	}
	ctx = oidc.ClientContext(ctx, p.client)
	tokens, err := e.oauth.Exchange(ctx, answer.Code, oauth2.VerifierOption(asked.Verifier))
	var told *oauth2.RetrieveError
	if errors.As(err, &told) && told.Response.StatusCode < 500 {
		return account.Identity{}, p.refused(fmt.Errorf("the provider refuses the code: %d %q", told.Response.StatusCode, told.ErrorCode))
	}
	if err != nil {
		return account.Identity{}, p.unavailable(errors.New("the provider's token endpoint does not answer as it should"))
	}
	raw, c, err := p.idToken(ctx, e, tokens, asked)
	if err != nil {
		return account.Identity{}, p.refused(err)
	}
	if e.userInfos && (c.text(p.ShopClaim) == "" || c.text("name") == "") {
		if err := c.addUserInfo(ctx, e, tokens); err != nil {
			return account.Identity{}, p.refused(err)
		}
	}
	return account.Identity{
		Issuer: p.Issuer, Subject: c.text("sub"), Provider: p.Name, Shop: c.text(p.ShopClaim), Role: role(c.text(p.RoleClaim)),
		Name: c.text("name"), Email: c.text("email"), EmailVerified: c.yes("email_verified"),
		Lang: c.text("locale"), Zone: c.text("zoneinfo"), SecondFactor: c.secondFactor(), IDToken: raw,
	}, nil
}

// idToken checks the token by which the provider says who signed in (OpenID
// Connect Core, section 3.1.3.7).
func (p *Provider) idToken(ctx context.Context, e *endpoints, tokens *oauth2.Token, asked Asked) (raw string, c claims, err error) {
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return "", nil, errors.New("the provider gave no ID token")
	}
	// Issuer, audience, expiry, and the signature: by an asymmetric algorithm
	// that discovery names, under a key that the provider publishes.
	token, err := e.Verifier(&oidc.Config{ClientID: p.ClientID, Now: p.Clock.Now}).Verify(ctx, raw)
	if err != nil {
		return "", nil, fmt.Errorf("the ID token: %w", err)
	}
	if err := token.Claims(&c); err != nil {
		return "", nil, fmt.Errorf("the ID token's claims: %w", err)
	}
	now := p.Clock.Now()
	party, named := c["azp"]
	switch {
	case token.Nonce == "" || token.Nonce != asked.Nonce:
		return "", nil, errors.New("the ID token answers another question: its nonce differs")
	case named && party != p.ClientID || !named && len(token.Audience) > 1:
		return "", nil, errors.New("the ID token was given to another party")
	case token.IssuedAt.After(now.Add(leeway)):
		return "", nil, errors.New("the ID token is of the future")
	case token.Subject == "" || len(token.Subject) > 255:
		return "", nil, errors.New("the ID token names nobody")
	}
	if token.AccessTokenHash != "" {
		if err := token.VerifyAccessToken(tokens.AccessToken); err != nil {
			return "", nil, fmt.Errorf("the access token: %w", err)
		}
	}
	if asked.Fresh {
		at, _ := c["auth_time"].(float64)
		if time.Unix(int64(at), 0).Before(asked.At.Add(-leeway)) {
			return "", nil, errors.New("the person did not show themselves anew")
		}
	}
	return raw, c, nil
}

// claims are what the provider says of a person.
type claims map[string]any

// addUserInfo adds what the provider says at its userinfo endpoint and the ID
// token left out. It must be about the same person.
func (c claims) addUserInfo(ctx context.Context, e *endpoints, tokens *oauth2.Token) error {
	info, err := e.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return fmt.Errorf("ask for the person's claims: %w", err)
	}
	if info.Subject != c.text("sub") {
		return errors.New("the person's claims are about somebody else")
	}
	var more claims
	if err := info.Claims(&more); err != nil {
		return fmt.Errorf("read the person's claims: %w", err)
	}
	for name, value := range more {
		if _, known := c[name]; !known {
			c[name] = value
		}
	}
	return nil
}

// text is a claim of text or of a whole number, "" where there is none.
func (c claims) text(name string) string {
	switch v := c[name].(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		if v == float64(int64(v)) {
			return fmt.Sprint(int64(v))
		}
	case json.Number:
		return v.String()
	}
	return ""
}

func (c claims) yes(name string) bool { return c[name] == true || c[name] == "true" }

// list is a claim of several words, or of one.
func (c claims) list(name string) []string {
	var words []string
	switch v := c[name].(type) {
	case string:
		words = append(words, v)
	case []any:
		for _, w := range v {
			if text, ok := w.(string); ok {
				words = append(words, text)
			}
		}
	}
	return words
}

// severalFactors are the values of acr that say that a person showed more than
// one thing: of OpenID Connect's EAP profile, of REFEDS, and of PAPE.
var severalFactors = map[string]bool{
	"phr": true, "phrh": true, "https://refeds.org/profile/mfa": true,
	"http://schemas.openid.net/pape/policies/2007/06/multi-factor": true,
}

// What the words of amr (RFC 8176) stand for: something known, or something had
// or been. "sms" and "tel" are left out: they are no factor that this portal
// takes from anybody.
var (
	known = map[string]bool{"pwd": true, "pin": true}
	had   = map[string]bool{"otp": true, "hwk": true, "swk": true, "sc": true, "fpt": true, "face": true, "iris": true, "vbm": true, "retina": true}
)

// secondFactor says whether the person showed two factors at the provider. A
// provider that says nothing is taken at the least: one (ASVS 6.8.4).
func (c claims) secondFactor() bool {
	if severalFactors[c.text("acr")] {
		return true
	}
	var knows, has bool
	for _, word := range c.list("amr") {
		if word == "mfa" {
			return true
		}
		knows, has = knows || known[word], has || had[word]
	}
	return knows && has
}

// role is the role that the provider gives, a member's where it gives none that
// is known.
func role(word string) ipcase.Role {
	switch r := ipcase.Role(word); r {
	case ipcase.RoleOwner, ipcase.RoleViewer:
		return r
	default:
		return ipcase.RoleMember
	}
}
