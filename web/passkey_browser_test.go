package web_test

import (
	"testing"

	"ipportal/ipcase/account"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Lin adds a passkey, signs in with it from the button and from what the browser
// offers by itself, and removes it: in Chromium, with its own WebAuthn, and a
// device in software that she unlocks.
func TestPasskeyInChromium(t *testing.T) {
	chromium := webtest.NewChromium(t)
	site := webtest.New(t, ipcasetest.Postgres(t))
	b := chromium.Tab(site, "lin", true)
	device := b.Authenticator()

	b.Open("/account/passkeys").Sees("You have no passkey yet.").Press("Add a passkey").SeesNot("JavaScript must be on")
	b.Press("Add a passkey").Status(422).Sees("Enter a name for the passkey")
	device.Unlocks(false)
	b.Fill("Name of the new passkey", "Laptop").Press("Add a passkey").Sees("Your device did not confirm it.")
	device.Unlocks(true)
	b.Press("Add a passkey").Sees("The passkey is added.", "Your recovery codes")
	b.Open("/account/passkeys").Sees("Laptop", "Not yet").Press("Add a passkey")
	b.Fill("Name of the new passkey", "Again").Press("Add a passkey").Sees("This device has a passkey for your account already.")

	device.Present(false) // nobody touches it yet
	signOut(b)
	// A password alone is no longer enough, and the passkey stands beside the code.
	b.Open("/sign-in").Fill("Email", site.Person("lin").Email).Fill("Password", webtest.Password).Press("Sign in")
	b.Sees("Enter your code", "Sign in with a passkey")
	s := "/sign-in?next=/messages"
	b.Open(s).Sees("Sign in with a passkey", "or with a password")
	device.Present(true)
	b.Press("Sign in with a passkey").Sees("Lin Yue")
	if b.Path() != "/messages" {
		t.Errorf("the button leads to %s", b.Path())
	}

	// Without pressing anything: the browser offers it where the address is typed.
	signOut(b)
	b.Open(s)
	b.Sees("Lin Yue")
	if b.Path() != "/messages" {
		t.Errorf("what the browser offers leads to %s", b.Path())
	}
	b.Open("/account/passkeys").Press("Rename or remove").Sees("On one device only").SeesNot("Not yet")
	b.Fill("Name of the passkey", "Old laptop").Press("Save the name").Sees("The name is saved.", "Old laptop")
	// What needs a fresh confirmation takes the passkey for it.
	site.Clock.Advance(account.FreshFor)
	b.Press("Rename or remove").Press("Remove this passkey").Sees("Confirm that it is you", "Nothing has been sent yet.")
	b.Press("Confirm with a passkey").Sees("Send it now").Press("Continue").Sees("The passkey “Old laptop” is removed.", "You have no passkey yet.")

	signOut(b)
	b.Open("/sign-in").Sees("This passkey could not be confirmed.")
	if device.Keys() != 1 {
		t.Error("the device has forgotten it, and nothing was shown")
	}
}

func signOut(b *webtest.Tab) { b.Press("Haiyun Outdoor").Press("Sign out") }
