package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
	"ipportal/web/webtest"
)

var (
	shownKey   = regexp.MustCompile(`([A-Z2-7]{4} ){7}[A-Z2-7]{4}`)
	shownCodes = regexp.MustCompile(`[a-z2-7]{6}-[a-z2-7]{6}-[a-z2-7]{6}-[a-z2-7]{6}`)
)

// phone is somebody's authenticator app.
type phone struct {
	t    *testing.T
	site *webtest.Site
	key  string
}

// readPhone types the key that the page shows into an app.
func readPhone(t *testing.T, site *webtest.Site, b *webtest.Browser) phone {
	t.Helper()
	key := shownKey.FindString(b.Text())
	if key == "" {
		t.Fatalf("no key on the page:\n%s", b.Text())
	}
	return phone{t, site, strings.ReplaceAll(key, " ", "")}
}

// code is what the app shows now.
func (p phone) code() string {
	p.t.Helper()
	code, err := totp.GenerateCode(p.key, p.site.Clock.Now())
	no(p.t, err)
	return code
}

// next is what it shows half a minute later.
func (p phone) next() string {
	p.site.Clock.Advance(30 * time.Second)
	return p.code()
}

func signIn(site *webtest.Site, b *webtest.Browser, name string) *webtest.Browser {
	return b.Open("/sign-in").Fill("Email", site.Person(name).Email).Fill("Password", webtest.Password).Press("Sign in")
}

// A reviewer sets up a second factor before anything else opens, and from then on
// is asked for it: each code is good once, and a recovery code stands in for one.
func TestSecondFactor(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := signIn(site, site.Stranger(), "ada").At("/account/security/app").Sees("Your work for the platform needs a second factor.")
		for _, path := range []string{"/review", "/account", "/account/security", "/account/sessions", "/review/rights", "/home"} {
			b.Open(path).At("/account/security/app")
		}
		b.Send("/review/claim-next", url.Values{}).At("/account/security/app")
		b.Open("/account/security/app").Press("Begin").Sees("Let the app read this picture.")
		p := readPhone(t, site, b)
		picture := b.Open("/account/security/app.png").Status(200)
		if got := picture.Header("Content-Type"); got != "image/png" || !strings.HasPrefix(string(picture.Body()), "\x89PNG") {
			t.Errorf("the picture is %s", got)
		}
		b.Open("/account/security/app").Fill("6-digit code", "12 34").Press("Use this app").Status(422).Sees("That code is not right")
		b.Press("Use this app").Status(422)
		b.Fill("6-digit code", p.code()).Press("Use this app").Status(200).Sees("They are shown only now.")
		codes := shownCodes.FindAllString(b.Text(), -1)
		if len(codes) != account.RecoveryCodes {
			t.Fatalf("%d recovery codes", len(codes))
		}
		b.Press("I have kept them").At("/review")
		b.Open("/account/security").Sees("In use since", "10 of 10 are left.").SeesNot(codes[0], "Stop asking for it")

		second := signIn(site, site.Stranger(), "ada").At("/sign-in/code").Sees("Enter your code").SeesNot("Ada Moreau")
		for _, path := range []string{"/review", "/account", "/home"} { // nobody is signed in between the two pages
			second.Open(path).At("/sign-in")
		}
		second.Open("/sign-in/code").Press("Sign in").Status(422).Sees("Enter the code.")
		second.Fill("6-digit code", p.code()).Press("Sign in").Status(422).Sees("was used before")
		second.Fill("6-digit code", p.next()).Press("Sign in").At("/review")

		third := signIn(site, site.Stranger(), "ada").Press("Use a recovery code")
		third.Fill("Recovery code", codes[0]).Press("Sign in").At("/review")
		signIn(site, site.Stranger(), "ada").Press("Use a recovery code").Fill("Recovery code", codes[0]).Press("Sign in").Status(422)
		site.Work()
		mails := site.Mail("ada@quaylane.example")
		var subjects []string
		for _, m := range mails {
			subjects = append(subjects, m.Subject)
		}
		all := strings.Join(subjects, " · ")
		for _, want := range []string{"A second factor was added to your account", "A recovery code was used", "A new browser signed in to your account"} {
			if !strings.Contains(all, want) {
				t.Errorf("no mail %q among %q", want, all)
			}
		}
	})
}

// Between both pages there are ten minutes, and where one wanted to go is kept.
func TestTheSecondPageOfSigningIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin := site.As("lin").Open("/account/security/app").Press("Begin")
		p := readPhone(t, site, lin)
		lin.Fill("6-digit code", p.code()).Press("Use this app").Press("I have kept them").At("/seller/complaints")

		b := site.Stranger().Open("/sign-in?next=/seller/records")
		b.Fill("Email", "lin.yue@haiyun.example").Fill("Password", webtest.Password).Press("Sign in").At("/sign-in/code")
		b.Open("/sign-in/lost").Sees("A recovery code stands in for it")
		b.Open("/sign-in/code").Press("简体中文").Sees("6 位验证码").Press("English")
		b.Fill("6-digit code", p.next()).Press("Sign in").At("/seller/records")

		late := signIn(site, site.Stranger(), "lin").At("/sign-in/code")
		site.Clock.Advance(account.PendingLife)
		late.Fill("6-digit code", p.code()).Press("Sign in").At("/sign-in")

		guess := signIn(site, site.Stranger(), "lin")
		for range 5 {
			guess.Fill("6-digit code", "000000").Press("Sign in").Status(422)
		}
		guess.Fill("6-digit code", p.code()).Press("Sign in").Status(429).Sees("There were too many tries to sign in.")

		lin.Open("/account/security").Press("Stop asking for it").At("/account/security").Sees("is not asked for any more").SeesNot("10 of 10")
		signIn(site, site.Stranger(), "lin").At("/seller/complaints")
	})
}

// What was there before a second factor was required of somebody gives way: the
// session of a person of the platform that has shown one factor opens nothing.
func TestASessionWithOneFactorOpensNothingOfThePlatform(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	person := site.Person("ada")
	ada := site.As("ada").Open("/account/security/app").Press("Begin")
	p := readPhone(t, site, ada)
	ada.Fill("6-digit code", p.code()).Press("Use this app")
	begun, err := site.Accounts.CompleteSignIn(t.Context(), person.ID, account.How{})
	no(t, err)
	res := site.Do(t, http.MethodGet, "/review", nil, http.Header{"Cookie": {"session=" + begun.ID}})
	if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/account/confirm?next=%2Freview" {
		t.Errorf("answered %d %s", res.StatusCode, to)
	}
}

func TestAnOperatorHelpsWhoHasLostTheirPhone(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin := site.As("lin").Open("/account/security/app").Press("Begin")
		p := readPhone(t, site, lin)
		lin.Fill("6-digit code", p.code()).Press("Use this app")

		b := site.As("operator").Open("/operator").Press("Remove second factors")
		b.Press("Remove the second factors").Status(422).Sees("Nobody signs in with this address.", "Say how the person has shown who they are")
		b.Fill("Email address of the account", "lin.yue@haiyun.example").Fill("How they have shown who they are", "Passport compared with the one on file")
		b.Fill("Why", "Phone lost at sea").Press("Remove the second factors").At("/operator").Sees("The second factors are removed.")
		lin.WithoutConfirming().Open("/seller/complaints")
		signIn(site, site.Stranger(), "lin").At("/seller/complaints")
		site.Work()
		mails := slices.DeleteFunc(site.Mail("lin.yue@haiyun.example"), func(m notify.Letter) bool { return !strings.Contains(m.Subject, "were removed") })
		if len(mails) != 1 || !strings.Contains(mails[0].Text, "Phone lost at sea") ||
			strings.Contains(mails[0].Text, "Passport") {
			t.Errorf("the mails: %+v", mails)
		}
	})
}
