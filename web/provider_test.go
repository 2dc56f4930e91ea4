package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
)

func TestSingleSignOn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSignOn(t, db, false)
		lin := s.site.Person("lin")
		b := s.surfer()
		b.signsIn("m-1", "/messages")
		b.in("Xu Ran", "Haiyun Outdoor", "Messages")
		var people []account.Person
		no(t, db.Gorm.Where("name = ?", "Xu Ran").Find(&people).Error)
		if len(people) != 1 || people[0].Email != "xu.ran@haiyun.example" || people[0].Lang != "en" {
			t.Fatalf("%+v", people)
		}

		again := s.surfer()
		again.signsIn("m-1", "")
		again.in("Xu Ran")
		no(t, db.Gorm.Where("name = ?", "Xu Ran").Find(&people).Error)
		if len(people) != 1 {
			t.Errorf("the second sign-in made somebody: %+v", people)
		}

		// An address says nothing about who somebody is, verified or not.
		other := s.surfer()
		other.signsIn("m-5", "/messages")
		other.in("Other Lin", "消息") // the language is theirs at the marketplace
		var roles []account.Membership
		no(t, db.Gorm.Where("org_id = ?", lin.OrgID).Order("id").Find(&roles).Error)
		if len(roles) != 3 || roles[0].PersonID != lin.ID || roles[1].Role != "viewer" || roles[2].Role != "member" || roles[2].PersonID == lin.ID {
			t.Errorf("memberships: %+v", roles) // the shop has an owner, who stays the only one
		}
		unverified := s.surfer()
		unverified.signsIn("m-2", "")
		unverified.in("Gao Lan")
		no(t, db.Gorm.Where("name IN ?", []string{"Gao Lan", "Other Lin"}).Find(&people).Error)
		for _, p := range people {
			if !strings.HasSuffix(p.Email, ".invalid") {
				t.Errorf("%s has the address %s", p.Name, p.Email)
			}
		}

		for as, words := range map[string]string{
			"m-3": "Seller Centre says that you act for the shop <b>none</b>, which this portal does not know yet.",
			"m-4": "Seller Centre did not say for which shop you act.",
			"":    "You did not sign in at Seller Centre, so nothing has changed here.",
		} {
			c := s.surfer()
			c.signsIn(as, "")
			c.sees(http.StatusForbidden, words)
			if strings.Contains(c.res.body, "<b>no") {
				t.Error("what the provider says is drawn as markup")
			}
			c.out()
		}

		no(t, db.Gorm.Model(&account.Membership{}).Where("person_id = ?", roles[1].PersonID).Updates(map[string]any{"ended_at": s.site.Clock.Now()}).Error)
		left := s.surfer()
		left.signsIn("m-1", "")
		left.sees(http.StatusForbidden, "You no longer belong to Haiyun Outdoor at this portal.")
		no(t, s.site.Accounts.Disable(t.Context(), roles[2].PersonID))
		closed := s.surfer()
		closed.signsIn("m-5", "")
		closed.sees(http.StatusForbidden, "Your account at this portal was closed.")
		other.out()
	})
}

// Claims that come from the userinfo endpoint are taken too.
func TestSingleSignOnByUserInfo(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), true)
	s.site.Person("lin")
	b := s.surfer()
	b.signsIn("m-1", "")
	b.in("Xu Ran", "Haiyun Outdoor")
}

// What is between the leaving and the return is one browser's, once.
func TestSingleSignOnCannotBeTurned(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	s.site.Person("lin")
	refused := func(b *surfer, what, address string, words ...string) {
		t.Helper()
		b.open(address)
		if b.res.status != http.StatusForbidden {
			t.Errorf("%s is answered %d", what, b.res.status)
		}
		b.sees(http.StatusForbidden, words...)
		b.out()
	}
	with := func(address, name, value string) string {
		t.Helper()
		u, err := url.Parse(address)
		no(t, err)
		q := u.Query()
		if value == "" {
			q.Del(name)
		} else {
			q.Set(name, value)
		}
		u.RawQuery = q.Encode()
		return u.String()
	}
	back := func() (*surfer, string) {
		t.Helper()
		b := s.surfer()
		return b, b.returns(b.leaves("/messages"), "m-1")
	}

	b, address := back()
	for _, name := range []string{"code_challenge_method=S256", "nonce=", "state=", "response_type=code", "redirect_uri=" + url.QueryEscape(s.site.URL+web.ProviderCallback)} {
		if asked := s.surfer().leaves(""); !strings.Contains(asked, name) {
			t.Errorf("the provider is asked without %s: %s", name, asked)
		}
	}
	refused(b, "another state", with(address, "state", strings.Repeat("A", 52)), "This was begun in another window")
	refused(b, "no state", with(address, "state", ""), "This was begun in another window")
	refused(b, "two codes", address+"&code=another", "could not be confirmed")
	refused(s.surfer(), "somebody else's browser", address, "This was begun in another window")
	attacker := s.surfer()
	attacker.leaves("")
	refused(attacker, "a browser that left for itself", address, "This was begun in another window")
	b.open(address)
	b.in("Xu Ran")
	b.open(s.site.URL + "/sign-in")
	replay := s.surfer()
	replay.http.Jar = b.http.Jar
	replay.open(address)
	replay.in("This was begun in another window")

	b, address = back()
	refused(b, "another issuer", with(address, "iss", "https://evil.example"), "could not be confirmed")
	refused(b, "the same answer put right", address, "This was begun in another window")
	b, address = back()
	refused(b, "no issuer", with(address, "iss", ""), "could not be confirmed")

	// A code that was used belongs to no other question, even with a state that is good.
	first, used := back()
	first.open(used)
	first.in("Xu Ran")
	u, err := url.Parse(used)
	no(t, err)
	b, address = back()
	refused(b, "a used code under a new state", with(address, "code", u.Query().Get("code")), "could not be confirmed")
	other, unused := back()
	u, err = url.Parse(unused)
	no(t, err)
	b, address = back()
	refused(b, "a code that another browser was given", with(address, "code", u.Query().Get("code")), "could not be confirmed")
	other.out()

	b, address = back()
	s.site.Clock.Advance(account.CeremonyLife)
	refused(b, "an answer after five minutes", address, "This was begun in another window")
	s.site.Clock.Set(time.Now())

	for _, next := range []string{"//evil.example", "https://evil.example/", `/\evil.example`, "/%5Cevil.example"} {
		b := s.surfer()
		b.signsIn("m-1", next)
		if b.res.location != s.site.URL+"/home" {
			t.Errorf("next=%s leads to %s", next, b.res.location)
		}
	}
	// No other site begins a sign-in: it takes a form of ours.
	res := s.site.Do(t, http.MethodPost, "/sign-in/provider", strings.NewReader(""), http.Header{"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {"application/x-www-form-urlencoded"}})
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("another site begins a sign-in: %d", res.StatusCode)
	}
}

// An ID token that is not what it must be lets nobody in, and the page says no
// more than that.
func TestForgedIDTokens(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	s.site.Person("lin")
	now := time.Now().Unix()
	for name, forge := range map[string]func(header, claims map[string]any){
		"another nonce":          func(_, c map[string]any) { c["nonce"] = "another" },
		"no nonce":               func(_, c map[string]any) { delete(c, "nonce") },
		"expired":                func(_, c map[string]any) { c["exp"] = now - 60 },
		"no expiry":              func(_, c map[string]any) { delete(c, "exp") },
		"of the future":          func(_, c map[string]any) { c["iat"] = now + 3600 },
		"for another party":      func(_, c map[string]any) { c["aud"] = "another" },
		"for several parties":    func(_, c map[string]any) { c["aud"] = []string{"portal", "another"} },
		"given to another party": func(_, c map[string]any) { c["azp"] = "another" },
		"of another issuer":      func(_, c map[string]any) { c["iss"] = "https://evil.example" },
		"about nobody":           func(_, c map[string]any) { delete(c, "sub") },
		"not signed":             func(h, _ map[string]any) { h["alg"] = "none" },
		"signed by a known word": func(h, _ map[string]any) { h["alg"] = "HS256" },
		"by a key that is not published": func(h, _ map[string]any) {
			h["kid"], h["alg"] = "another", "RS384"
		},
	} {
		t.Run(name, func(t *testing.T) {
			s.provider.Forge(forge)
			here := *s
			here.t = t
			b := here.surfer()
			b.signsIn("m-1", "")
			b.sees(http.StatusForbidden, "The answer of Seller Centre could not be confirmed.")
			b.out()
		})
	}
	s.provider.Forge(func(_, c map[string]any) { c["forged"] = "in nothing that counts" })
	b := s.surfer()
	b.signsIn("m-1", "")
	b.in("Xu Ran") // so that the refusals are about what was changed
}

func TestProviderIsDown(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	s.site.Person("lin")
	s.provider.Down(true)
	b := s.surfer()
	b.open(s.site.URL + "/sign-in")
	token := csrfNow.FindStringSubmatch(b.res.body)
	press := func() {
		t.Helper()
		b.send(http.MethodPost, s.site.URL+"/sign-in/provider", url.Values{"_csrf": {token[1]}})
	}
	press()
	b.sees(http.StatusServiceUnavailable, "Seller Centre does not answer at the moment.", "Password")
	s.provider.Down(false)
	press()
	b.sees(http.StatusOK, "Go on to Seller Centre")
	address := b.returns(html.UnescapeString(goOn.FindStringSubmatch(b.res.body)[1]), "m-1")
	s.provider.Down(true)
	b.open(address)
	b.sees(http.StatusServiceUnavailable, "Seller Centre does not answer at the moment.")
	b.out()
	s.provider.Down(false)
	b.signsIn("m-1", "")
	b.in("Xu Ran")
	if strings.Contains(s.site.Log.String(), "xu.ran") || strings.Contains(s.site.Log.String(), "code=") {
		t.Error("the log holds who signed in, or a code")
	}
}

// Somebody signed in confirms who they are at the provider, which asks anew; as
// somebody else there they confirm nothing.
func TestConfirmingAtTheProvider(t *testing.T) {
	s := newSignOn(t, ipcasetest.SQLite(t), false)
	s.site.Person("lin")
	b := s.surfer()
	b.signsIn("m-1", "")
	b.in("Xu Ran")
	again := func(as string) {
		t.Helper()
		token := csrfNow.FindStringSubmatch(b.res.body)
		b.send(http.MethodPost, s.site.URL+"/sign-in/provider", url.Values{"_csrf": {token[1]}, "next": {"/messages"}})
		link := goOn.FindStringSubmatch(b.res.body)
		if link == nil {
			t.Fatalf("%d %s", b.res.status, b.res.body)
		}
		if !strings.Contains(link[1], "prompt=login") {
			t.Errorf("the provider need not ask: %s", link[1])
		}
		b.open(b.returns(html.UnescapeString(link[1]), as))
	}
	before := b.session()
	again("m-1")
	b.in("Xu Ran")
	if b.session() == before {
		t.Error("the session's id is the same as before")
	}
	before = b.session()
	b.leavesProvider()
	again("m-2")
	b.in("Xu Ran", "At Seller Centre you signed in as somebody else than here.")
	if b.session() != before {
		t.Error("somebody else's confirmation counts")
	}
}
