package web_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// softKey is a passkey in software, for one portal.
type softKey struct {
	auth virtualwebauthn.Authenticator
	key  virtualwebauthn.Credential
	rp   virtualwebauthn.RelyingParty
}

func newSoftKey(t *testing.T, origin string) *softKey {
	t.Helper()
	return &softKey{
		auth: virtualwebauthn.NewAuthenticator(), key: ipcasetest.PasskeyKey(t),
		rp: virtualwebauthn.RelyingParty{Name: "Quaylane IP Protection", ID: "localhost", Origin: origin},
	}
}

func (k *softKey) made(t *testing.T, options string) string {
	t.Helper()
	asked, err := virtualwebauthn.ParseAttestationOptions(options)
	no(t, err)
	if k.auth.Options.UserHandle, err = base64.RawURLEncoding.DecodeString(asked.UserID); err != nil {
		k.auth.Options.UserHandle = []byte(asked.UserID)
	}
	return virtualwebauthn.CreateAttestationResponse(k.rp, k.auth, k.key, *asked)
}

func (k *softKey) signed(t *testing.T, options string) string {
	t.Helper()
	asked, err := virtualwebauthn.ParseAssertionOptions(options)
	no(t, err)
	k.key.Counter++
	return virtualwebauthn.CreateAssertionResponse(k.rp, k.auth, k.key, *asked)
}

// reply is what a script, or a form, was answered.
type reply struct {
	status         int
	location, kind string
	body           string
	cookies        []*http.Cookie
}

// post sends a form as a page of the portal does.
func (c *client) post(site *webtest.Site, path string, form url.Values) reply {
	c.t.Helper()
	sent := url.Values{"_csrf": {c.token}}
	for k, v := range form {
		sent[k] = v
	}
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, site.URL+path, strings.NewReader(sent.Encode()))
	no(c.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, header, body := c.do(req)
	return reply{status, header.Get("Location"), header.Get("Content-Type"), body, (&http.Response{Header: header}).Cookies()}
}

// passkeyOf gives somebody of the cast a passkey, and its id.
func passkeyOf(t *testing.T, site *webtest.Site, name string) string {
	t.Helper()
	p := site.Person(name)
	desk := site.Accounts.PasskeyDesk(site.URL, "Quaylane IP Protection")
	options, err := desk.BeginRegister(t.Context(), "a session", p.ID)
	no(t, err)
	key, err := desk.Register(t.Context(), "a session", p.ID, "Key of "+name, []byte(newSoftKey(t, site.URL).made(t, string(options))))
	no(t, err)
	return strconv.FormatInt(key.ID, 10)
}

// What a browser posts is answered as what it is: an answer to another page, a
// page of another site, an answer twice.
func TestPasskeyAnswers(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	lin, stranger := newClient(t, site, "lin"), newClient(t, site, "")
	key := newSoftKey(t, site.URL)
	ask := func(c *client, path string) string {
		t.Helper()
		res := c.post(site, path, nil)
		if res.status != http.StatusOK || !strings.HasPrefix(res.kind, "application/json") {
			t.Fatalf("%s answers %d, %s", path, res.status, res.kind)
		}
		return res.body
	}
	send := func(c *client, path, answer string, more ...string) reply {
		t.Helper()
		form := url.Values{"answer": {answer}}
		for n := 0; n < len(more); n += 2 {
			form.Set(more[n], more[n+1])
		}
		return c.post(site, path, form)
	}
	made := key.made(t, ask(lin, "/account/passkeys/new/options"))
	if res := send(lin, "/account/passkeys/new", made, "name", ""); res.status != http.StatusUnprocessableEntity {
		t.Errorf("without a name: %d", res.status)
	}
	if res := send(lin, "/account/passkeys/new", made, "name", "Laptop"); res.status != http.StatusOK || !strings.Contains(res.body, "Your recovery codes") {
		t.Fatalf("registering answers %d:\n%s", res.status, res.body)
	}
	if res := send(lin, "/account/passkeys/new", made, "name", "Laptop"); res.status != http.StatusUnprocessableEntity {
		t.Errorf("registering with the same answer: %d", res.status)
	}

	// The page asks for a challenge by itself. Its answer may come after that of a
	// password which was sent meanwhile, and must leave the browser signed in.
	late := newClient(t, site, "").post(site, "/sign-in/passkey/options", nil) // asked before there was a session
	for _, cookie := range late.cookies {
		if strings.HasSuffix(cookie.Name, "session") {
			t.Errorf("the challenge brings a session: %s", cookie.Name)
		}
	}

	options := ask(stranger, "/sign-in/passkey/options")
	answer := key.signed(t, options)
	elsewhere := newClient(t, site, "")
	ask(elsewhere, "/sign-in/passkey/options")
	if res := send(elsewhere, "/sign-in/passkey", answer); res.status != http.StatusUnprocessableEntity {
		t.Errorf("the answer from another browser: %d", res.status)
	}
	for _, next := range []string{"//evil.example/", "https://evil.example/", `/\evil.example`} {
		c, k := newClient(t, site, ""), key
		res := send(c, "/sign-in/passkey", k.signed(t, ask(c, "/sign-in/passkey/options")), "next", next)
		if res.status != http.StatusSeeOther || res.location != "/home" {
			t.Errorf("next=%s leads to %q (%d)", next, res.location, res.status)
		}
	}
	// The counter has gone on: the first answer is older than those, and is used up.
	if res := send(stranger, "/sign-in/passkey", key.signed(t, options), "next", "/messages"); res.status != http.StatusSeeOther || res.location != "/messages" {
		t.Errorf("the right answer: %d to %q\n%s", res.status, res.location, res.body)
	}
	if res := send(stranger, "/sign-in/passkey", key.signed(t, options)); res.status != http.StatusUnprocessableEntity {
		t.Errorf("the same challenge again: %d", res.status)
	}
	key.rp.Origin = "http://localhost:1"
	c := newClient(t, site, "")
	if res := send(c, "/sign-in/passkey", key.signed(t, ask(c, "/sign-in/passkey/options"))); res.status != http.StatusUnprocessableEntity {
		t.Errorf("an answer made at another origin: %d", res.status)
	}
}

// Where the portal is opened by a number there is no passkey, and nothing about
// them but how to go on.
func TestPasskeysAtANumber(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t), webtest.AtBaseURL("http://127.0.0.1:1"))
	site.Stranger().Open("/sign-in").SeesNot("passkey")
	site.As("lin").Open("/account/passkeys").Sees("You have no passkey yet.", "needs an address with a name")
	c := newClient(t, site, "lin")
	for _, path := range []string{"/sign-in/passkey/options", "/sign-in/passkey", "/account/passkeys/new/options", "/account/passkeys/new", "/account/confirm/passkey/options", "/account/confirm/passkey"} {
		if res := c.post(site, path, url.Values{}); res.status != http.StatusNotFound {
			t.Errorf("%s answers %d", path, res.status)
		}
	}
}
