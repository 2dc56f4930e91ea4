package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// press sends a form of the page that is shown, with its own secret.
func (b *surfer) press(action string, more url.Values) {
	b.t.Helper()
	token := csrfNow.FindStringSubmatch(b.res.body)
	if token == nil || !strings.Contains(b.res.body, `action="`+action+`"`) {
		b.t.Fatalf("%s has no form for %s:\n%s", b.page, action, b.res.body)
	}
	form := url.Values{"_csrf": {token[1]}}
	for name, values := range more {
		form[name] = values
	}
	b.send(http.MethodPost, b.site.URL+action, form)
}

// withPassword signs in as somebody of the world.
func (b *surfer) withPassword(who string) {
	b.t.Helper()
	b.open(b.site.URL + "/sign-in")
	b.press("/sign-in", url.Values{"email": {b.site.Person(who).Email}, "password": {webtest.Password}})
	b.in()
}

// links goes through linking as somebody at the provider, from the page of it.
func (b *surfer) links(as string) {
	b.t.Helper()
	b.open(b.site.URL + "/account/security/provider")
	b.press("/account/security/provider", nil)
	link := goOn.FindStringSubmatch(b.res.body)
	if link == nil || !strings.Contains(link[1], "prompt=login") {
		b.t.Fatalf("the provider is not asked anew: %d %s", b.res.status, b.res.body)
	}
	b.leavesProvider()
	b.open(b.returns(html.UnescapeString(link[1]), as))
	b.follow("")
}

func TestLinkingAnAccountAtTheProvider(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSignOn(t, db, false)
		lin := s.site.Person("lin")
		b := s.surfer()
		b.withPassword("lin")
		b.open(s.site.URL + "/account/security")
		b.sees(http.StatusOK, "You can let your account at Seller Centre open this one too.")

		// Of another shop, of none, and of somebody who said no: nothing is linked.
		for as, words := range map[string]string{
			"m-3": "Seller Centre says that you act for the shop <b>none</b>",
			"m-4": "Seller Centre did not say for which shop you act.",
			"":    "You did not sign in at Seller Centre",
		} {
			b.links(as)
			b.sees(http.StatusOK, words, "Let Seller Centre open my account")
		}
		b.links("m-5")
		b.sees(http.StatusOK, "You can sign in with Seller Centre from now on.", "Remove sign-in with Seller Centre")
		b.links5Again()

		again := s.surfer()
		again.signsIn("m-5", "/messages")
		again.in("Lin Yue")
		if n := rows[account.Person](t, db, "name = ?", "Other Lin"); n != 0 {
			t.Errorf("%d people were made", n)
		}
		told := rows[account.Event](t, db, "kind = ? AND about_id = ?", account.EventProviderLinked, lin.ID)
		if told != 1 {
			t.Errorf("%d events", told)
		}

		// Whoever has it already keeps it, and a second one of the same person waits.
		xu := s.surfer()
		xu.signsIn("m-1", "")
		xu.in("Xu Ran")
		xu.open(s.site.URL + "/account/security/provider")
		xu.sees(http.StatusOK, "Nothing else opens your account.", "Choose a password")
		b.open(s.site.URL + "/account/security/provider")
		b.press("/account/security/provider/remove", nil)
		b.follow("")
		b.sees(http.StatusOK, "Seller Centre opens your account no more.")
		b.links("m-1")
		b.sees(http.StatusOK, "This account at Seller Centre opens another account here.")

		// Nobody is left without a way in, whatever they send.
		xu.open(s.site.URL + "/account/security")
		token := csrfNow.FindStringSubmatch(xu.res.body)
		xu.send(http.MethodPost, s.site.URL+"/account/security/provider/remove", url.Values{"_csrf": {token[1]}})
		xu.follow("")
		xu.sees(http.StatusOK, "Nothing else opens your account. Give it a mail address and a password")
		back := s.surfer()
		back.signsIn("m-1", "")
		back.in("Xu Ran")

		// With a password they may; a session that was left open makes none.
		back.open(s.site.URL + "/account/security/password")
		back.sees(http.StatusOK, "New password")
		s.site.Clock.Advance(account.FreshFor)
		back.press("/account/security/password", url.Values{"password": {"quiet harbour at noon"}})
		back.sees(http.StatusForbidden, "Confirm that it is you")
		back.open(s.site.URL + "/account/security/password")
		if !strings.Contains(back.res.location, "/account/confirm") {
			t.Errorf("a password is chosen in a session that was left open: %d", back.res.status)
		}
		s.site.Clock.Set(time.Now())
		back.open(s.site.URL + "/account/security/password")
		back.press("/account/security/password", url.Values{"password": {"quiet harbour at noon"}})
		back.follow("")
		back.open(s.site.URL + "/account/security/provider")
		back.press("/account/security/provider/remove", nil)
		back.follow("")
		back.sees(http.StatusOK, "Seller Centre opens your account no more.")
	})
}

// links5Again: the same account once more is no error and no second row.
func (b *surfer) links5Again() {
	b.t.Helper()
	b.open(b.site.URL + "/account/security")
	token := csrfNow.FindStringSubmatch(b.res.body)
	b.send(http.MethodPost, b.site.URL+"/account/security/provider", url.Values{"_csrf": {token[1]}})
	link := goOn.FindStringSubmatch(b.res.body)
	b.open(b.returns(html.UnescapeString(link[1]), "m-5"))
	b.follow("")
	b.sees(http.StatusOK, "You can sign in with Seller Centre from now on.")
}

// Linking and unlinking ask for a secret that was shown lately, and are sellers'.
func TestLinkingNeedsAFreshConfirmation(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	b := s.surfer()
	b.withPassword("lin")
	s.site.Clock.Advance(account.FreshFor)
	b.open(s.site.URL + "/account/security/provider")
	b.press("/account/security/provider", nil)
	b.sees(http.StatusForbidden, "Confirm that it is you")

	holder := s.surfer()
	holder.withPassword("elin")
	holder.open(s.site.URL + "/account/security/provider")
	holder.sees(http.StatusNotFound)
	holder.open(s.site.URL + "/account/security")
	if strings.Contains(holder.res.body, "Seller Centre") {
		t.Error("a rights holder is offered the sellers' sign-in")
	}
	token := csrfNow.FindStringSubmatch(holder.res.body)
	holder.send(http.MethodPost, s.site.URL+"/account/security/provider", url.Values{"_csrf": {token[1]}})
	holder.sees(http.StatusNotFound)
}

// An answer that one person's browser brings links nothing for another.
func TestLinkingIsOnePersons(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	attacker := s.surfer()
	attacker.withPassword("wang")
	attacker.open(s.site.URL + "/account/security/provider")
	attacker.press("/account/security/provider", nil)
	address := attacker.returns(html.UnescapeString(goOn.FindStringSubmatch(attacker.res.body)[1]), "m-5")
	b := s.surfer()
	b.withPassword("lin")
	b.open(address)
	b.follow("")
	b.sees(http.StatusOK, "This was begun in another window")
	attacker.open(address) // of Haiyun, and Wang acts for another shop
	attacker.follow("")
	attacker.sees(http.StatusOK, "您在 Seller Centre 代表 Haiyun Outdoor，在此处代表 灯塔户外专营店。")
	other := s.surfer()
	other.signsIn("m-5", "")
	other.in("Other Lin")
}

var xsrf = regexp.MustCompile(`name="xsrf" value="([^"]+)"`)

// signsOut presses the button, and gives the address at the provider to which it
// leads; "" where it leads nowhere else.
func (b *surfer) signsOut() string {
	b.t.Helper()
	b.open(b.site.URL + "/messages")
	b.press("/sign-out", nil)
	if link := goOn.FindStringSubmatch(b.res.body); link != nil && b.res.status == http.StatusOK {
		return html.UnescapeString(link[1])
	}
	return ""
}

func TestSigningOutAtTheProviderToo(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSignOn(t, db, false)
		s.site.Person("lin")
		b := s.surfer()
		b.signsIn("m-1", "")
		b.in("Xu Ran")
		var sealed []string
		no(t, db.Gorm.Table("sessions").Where("provider_hint <> ''").Pluck("provider_hint", &sealed).Error)
		// The header of an identity token, which is plain where it is not sealed.
		if len(sealed) != 1 || strings.Contains(sealed[0], "eyJhbGciOi") {
			t.Fatalf("the session keeps %q", sealed)
		}

		// A session goes on under other ids, and its token with it.
		token := csrfNow.FindStringSubmatch(b.res.body)
		b.send(http.MethodPost, s.site.URL+"/sign-in/provider", url.Values{"_csrf": {token[1]}, "next": {"/messages"}})
		b.open(b.returns(html.UnescapeString(goOn.FindStringSubmatch(b.res.body)[1]), "m-1"))
		b.in("Xu Ran")

		address := b.signsOut()
		for _, part := range []string{s.provider.Issuer + "/session/end?", "id_token_hint=eyJhbGciOi", "client_id=portal", "post_logout_redirect_uri=" + url.QueryEscape(s.site.URL+"/signed-out")} {
			if !strings.Contains(address, part) {
				t.Fatalf("%s is not in %q", part, address)
			}
		}
		b.sees(http.StatusOK, "You are signed out of this portal.")
		if strings.Contains(b.res.body, "Xu Ran") {
			t.Error("who signed out is named on a page that stays")
		}
		b.out() // before the provider was asked
		if n := rows[account.Person](t, db, "EXISTS (SELECT 1 FROM sessions WHERE provider_hint <> '')"); n != 0 {
			t.Error("an ended session keeps what the provider said")
		}

		b.open(address)
		b.sees(http.StatusOK)
		confirm := xsrf.FindStringSubmatch(b.res.body)
		if confirm == nil {
			t.Fatalf("the provider asks nothing:\n%s", b.res.body)
		}
		b.send(http.MethodPost, s.provider.Issuer+"/session/end/confirm", url.Values{"xsrf": {confirm[1]}, "logout": {"yes"}})
		b.follow("")
		b.sees(http.StatusOK, "You are signed out of this portal. On a shared computer, close the browser too.")
		if !strings.HasPrefix(b.page, s.site.URL+"/signed-out") {
			t.Errorf("the provider sends back to %s", b.page)
		}
		// The provider has forgotten them: it asks who it is.
		b.open(b.leaves(""))
		b.follow(s.site.URL)
		b.sees(http.StatusOK, "Marketplace sign-in")
	})
}

// The own session ends, whatever the provider does.
func TestSigningOutWhileTheProviderIsDown(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	s.site.Person("lin")
	b := s.surfer()
	b.signsIn("m-1", "")
	b.in("Xu Ran")
	s.provider.Down(true)
	s.site.Clock.Advance(2 * time.Hour) // what discovery told is too old to be believed
	if address := b.signsOut(); address != "" {
		t.Errorf("it leads to %s", address)
	}
	b.in("You are signed out of this portal.")
	b.out()

	// Whoever signed in by a password is not led there at all.
	s.provider.Down(false)
	s.site.Clock.Set(time.Now())
	p := s.surfer()
	p.withPassword("lin")
	if address := p.signsOut(); address != "" {
		t.Errorf("it leads to %s", address)
	}
	p.out()
}

func rows[T any](t *testing.T, db *database.DB, where string, args ...any) int64 {
	t.Helper()
	var n int64
	no(t, db.Gorm.Model(new(T)).Where(where, args...).Count(&n).Error)
	return n
}
