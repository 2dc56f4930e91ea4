package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
	"ipportal/web/webtest"
)

var mailedLink = regexp.MustCompile(`/link/[a-z]+/[a-z0-9]+`)

// linkInMail is the link in the newest mail to an address.
func linkInMail(t *testing.T, site *webtest.Site, to, subject string) string {
	t.Helper()
	site.Work()
	for _, m := range site.Mail(to) {
		if strings.Contains(m.Subject, subject) {
			if !strings.Contains(m.Text, site.URL+mailedLink.FindString(m.Text)) {
				t.Errorf("the link leads away: %s", m.Text)
			}
			return mailedLink.FindString(m.Text)
		}
	}
	t.Fatalf("no mail %q to %s", subject, to)
	return ""
}

const herons = "eleven brown herons walking"

// Whoever asks for a new password is told the same, whoever has an account. The
// link works once, a scanner of mail that opens it changes nothing, and every
// session ends.
func TestForgottenPassword(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin := site.As("lin").Open("/seller/complaints")
		b := site.Stranger().Open("/sign-in").Press("Forgot your password?")
		b.Press("Send the link").Status(422).Sees("Enter your email address.")
		b.Fill("Email", "lin at haiyun").Press("Send the link").Status(422).Sees("Enter an email address, like name@example.com.")
		b.Fill("Email", "nobody@haiyun.example").Press("Send the link")
		unknown := b.At("/sign-in/reset/sent").Text()
		b.Open("/sign-in/reset").Fill("Email", "lin.yue@haiyun.example").Press("Send the link")
		if b.Text() != unknown {
			t.Errorf("it can be told who has an account:\n%s\n%s", b.Text(), unknown)
		}
		link := linkInMail(t, site, "lin.yue@haiyun.example", "Choose a new password")
		if len(site.Mail("nobody@haiyun.example")) > 0 {
			t.Error("a mail went to who has no account")
		}
		for range 3 {
			site.Stranger().Open(link).Status(200)
		}
		b.Open(link).Fill("New password", "short").Press("Change the password").Status(422).Sees("at least 15 characters")
		b.Fill("New password", "Haiyun Outdoor 2026").Press("Change the password").Status(422).Sees("names that belong to the account")
		b.Fill("New password", herons).Press("Change the password").At("/sign-in").Sees("Your password is changed")
		site.Stranger().Open(link).Status(404).Sees("This link was used before").Press("Ask for a new link").At("/sign-in/reset")
		lin.WithoutConfirming()
		if res := site.Do(t, http.MethodGet, "/messages", nil, http.Header{"Cookie": {sessionOf(lin)}}); res.StatusCode == http.StatusOK {
			t.Error("a session of before goes on")
		}
		b.Fill("Email", "lin.yue@haiyun.example").Fill("Password", herons).Press("Sign in").At("/seller/complaints")
		signIn(site, site.Stranger(), "lin").Status(422)
		site.Work()
		if !slices.ContainsFunc(site.Mail("lin.yue@haiyun.example"), func(m notify.Letter) bool { return m.Subject == "Your password was changed" }) {
			t.Error("the owner is not told")
		}
	})
}

// A statement under penalty needs a secret shown in the last quarter of an hour.
// What was typed before waits, and is sent by its sender's own press.
func TestStatementsNeedAFreshConfirmation(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, number := countered(t, db)
		b := signIn(site, site.Stranger(), "elin").Open("/holder/cases/" + number + "/contest").Status(200)
		b.Fill("Why is the counter-notification wrong?", "The lamps carry our mark.\nBoth of them.").Upload("Add files", "proof.pdf", pdf("proof"))
		site.Clock.Advance(account.FreshFor)
		b.Press("Contest and send to a reviewer").Status(403).Sees("Confirm that it is you", "Nothing has been sent yet.")
		b.Fill("Password", "not this one").Press("Confirm").Status(422).Sees("This is not your password.").SeesNot("not this one")
		before := sessionOf(b)
		b.Fill("Password", webtest.Password).Press("Confirm").Status(200).Sees("Send it now", "Nothing has been sent yet")
		if after := sessionOf(b); after == before {
			t.Error("the session keeps its id")
		}
		b.Press("Continue").At("/holder/cases/"+number).Sees("Your answer was sent.", "The lamps carry our mark.", "Both of them.", "proof.pdf")

		site.Clock.Advance(account.FreshFor)
		b.Open("/holder/cases/" + number + "/complete").At("/account/confirm")
		b.Fill("Password", webtest.Password).Press("Confirm").At("/holder/cases/" + number)
		b.Open("/holder/complaints").At("/holder/complaints") // reading needs none
	})
}

func TestOwnAccount(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin := site.As("lin").Open("/account").Sees("Your account", "lin.yue@haiyun.example", "Notices to Haiyun Outdoor go to notices@haiyun.example.")
		lin.Fill("Name", " ").Fill("Time zone", "Moon/Crater").In("Time zone").Press("Save").Status(422).Sees("Enter your name")
		lin.Fill("Name", "Lin Yue-Chen").Fill("Time zone", "Europe/Berlin").Choose("简体中文").In("Time zone").Press("Save").At("/account")
		lin.Sees("账户信息已保存。", "Europe/Berlin", "Lin Yue-Chen")
		lin.Choose("English").In("时区").Press("保存").Sees("Your account is saved.")

		lin.Press("Change the address").Status(422).Sees("Enter your email address.")
		lin.Fill("New email address", "lin.yue@haiyun.example").Press("Change the address").Status(422).Sees("This is your address already.")
		lin.Fill("New email address", "yue@haiyun.example").Press("Change the address").At("/account").Sees("We have sent a mail to yue@haiyun.example.")
		link := linkInMail(t, site, "yue@haiyun.example", "Confirm your new address")
		site.Stranger().Open(link).Sees("yue@haiyun.example").Open("/sign-in")
		lin.Open("/account").Sees("You sign in with lin.yue@haiyun.example")
		site.Stranger().Open(link).Press("Use this address").At("/sign-in").Sees("Your address is changed.")
		site.Stranger().Open(link).Status(404)
		lin.Open("/account").Sees("You sign in with yue@haiyun.example")

		lin.Fill("New address for notices", "legal@haiyun.example").Press("Change the address for notices").At("/account")
		lin.Sees("go to notices@haiyun.example").Open(linkInMail(t, site, "legal@haiyun.example", "Confirm the address for notices"))
		lin.Press("Send notices to this address").At("/account").Sees("go to legal@haiyun.example")

		site.As("vera").Open("/account").SeesNot("Where notices go").Open("/account/security").Sees("Set up an authenticator app")
		site.As("mei").Open("/account").Sees("您的账户").Open("/account/security").Sees("登录与安全").Open("/account/sessions").Sees("登录中的设备")
		site.As("mei").Open("/account/security/password").Sees("更改密码").Open("/account/security/app").Press("开始").Sees("用应用扫描此图片。")
	})
}

func TestChangingAPassword(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		elsewhere := signIn(site, site.Stranger(), "lin").At("/seller/complaints")
		b := signIn(site, site.Stranger(), "lin").Open("/account/security").Press("Change the password")
		b.Press("Change the password").Status(422).Sees("Enter your password.", "Enter the new password.")
		b.Fill("Current password", "not mine").Fill("New password", herons).Press("Change the password").Status(422).Sees("This is not your password.").SeesNot(herons)
		b.Fill("Current password", webtest.Password).Fill("New password", "password1234567").Press("Change the password").Status(422).Sees("among the first that are tried")
		b.Fill("Current password", webtest.Password).Fill("New password", herons).Press("Change the password").At("/account/security").Sees("Your password is changed.")
		elsewhere.Open("/messages").At("/sign-in")
		b.Open("/messages").At("/messages")
		signIn(site, site.Stranger(), "lin").Status(422)
	})
}

func TestWhereOneIsSignedIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		other := signIn(site, site.Stranger(), "lin").At("/seller/complaints")
		b := signIn(site, site.Stranger(), "lin").Open("/account/sessions").Sees("This browser", "from 127.0.0.1", "Acts for Haiyun Outdoor")
		b.Press("End").At("/account/sessions").Sees("The session has ended.")
		other.Open("/messages").At("/sign-in")
		third := signIn(site, site.Stranger(), "lin")
		b.Open("/account/sessions").Press("End all other sessions").Sees("All other sessions have ended.").SeesNot("End all other sessions</button>")
		third.Open("/messages").At("/sign-in")
		b.Open("/account/sessions").At("/account/sessions")
		wang := site.As("wang").Open("/account/sessions").SeesNot("Haiyun Outdoor")
		wang.Send("/account/sessions/0123456789abcdef01234567/end", map[string][]string{}).Status(404)
	})
}

// The platform's people are signed out sooner.
func TestPlatformSessionsAreShort(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	person := site.Person("ada")
	begin := func() string {
		begun, err := site.Accounts.CompleteSignIn(t.Context(), person.ID, account.How{SecondFactor: true})
		no(t, err)
		return "session=" + begun.ID
	}
	alive := func(cookie string) bool {
		return site.Do(t, http.MethodGet, "/review", nil, http.Header{"Cookie": {cookie}}).StatusCode == http.StatusOK
	}
	idle := begin()
	site.Clock.Advance(account.PlatformIdle)
	if alive(idle) {
		t.Error("an idle session goes on")
	}
	used := begin()
	for range int(account.PlatformLife / (30 * time.Minute)) {
		if !alive(used) {
			t.Fatal("a session in use ended early")
		}
		site.Clock.Advance(30 * time.Minute)
	}
	if alive(used) {
		t.Error("a session lives longer than its longest life")
	}
}
