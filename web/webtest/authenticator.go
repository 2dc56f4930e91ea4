package webtest

import (
	"context"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Authenticator keeps a tab's passkeys, as a phone or a laptop does: in software,
// but behind the browser's real WebAuthn.
type Authenticator struct {
	tab *Tab
	id  webauthn.AuthenticatorID
}

// Authenticator gives the tab one, with a person before it who unlocks it.
func (b *Tab) Authenticator() *Authenticator {
	b.t.Helper()
	must(b.t, call(b.Window, webauthn.Enable, webauthn.EnableParams{}))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	made, err := chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: "ctap2", Ctap2version: "ctap2_1", Transport: "internal", HasResidentKey: true, HasUserVerification: true,
		AutomaticPresenceSimulation: true, IsUserVerified: true,
	}})
	must(b.t, err)
	return &Authenticator{tab: b, id: made.AuthenticatorID}
}

// Present says whether the person touches it when it asks.
func (a *Authenticator) Present(yes bool) {
	a.tab.t.Helper()
	must(a.tab.t, call(a.tab.Window, webauthn.SetAutomaticPresenceSimulation, webauthn.SetAutomaticPresenceSimulationParams{AuthenticatorID: a.id, Enabled: yes}))
}

// Unlocks says whether the person's finger, face or PIN is the right one.
func (a *Authenticator) Unlocks(yes bool) {
	a.tab.t.Helper()
	must(a.tab.t, call(a.tab.Window, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: a.id, IsUserVerified: yes}))
}

// Forges makes what it signs worthless.
func (a *Authenticator) Forges(yes bool) {
	a.tab.t.Helper()
	must(a.tab.t, call(a.tab.Window, webauthn.SetResponseOverrideBits, webauthn.SetResponseOverrideBitsParams{AuthenticatorID: a.id, IsBogusSignature: &yes}))
}

// Keys is how many passkeys it keeps.
func (a *Authenticator) Keys() int {
	a.tab.t.Helper()
	ctx, cancel := context.WithTimeout(a.tab.ctx, patience)
	defer cancel()
	kept, err := chromedp.Call(ctx, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: a.id})
	must(a.tab.t, err)
	return len(kept.Credentials)
}
