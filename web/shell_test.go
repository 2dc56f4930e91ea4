package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

func TestSignIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("lin")

		b := site.Stranger().Open("/sign-in?next=/not-there")
		b.Sees("Sign in").Fill("Email", "Lin.Yue@haiyun.example").Fill("Password", "wrong").Press("Sign in")
		b.Status(422).Sees("The email address and the password do not belong together.").SeesNot("wrong")
		b.Fill("Password", webtest.Password).Press("Sign in")
		b.At("/not-there").Status(404).Sees("Lin Yue", "Haiyun Outdoor")

		b.Press("Sign out").At("/demo").Sees("Who is who").SeesNot("Sign out") // the demonstration opens there

		b.Open("/sign-in").Press("Sign in").Status(422).Sees("Enter your email address.", "Enter your password.")
		b.Press("简体中文").At("/sign-in").Sees("登录")
		b.Open("/no-such-page").Status(404)
	})
}

// A session's id changes at sign-in, is worthless after signing out, after the
// account is disabled, after twelve idle hours and after seven days.
func TestSessionEnds(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		signIn := func() *http.Cookie {
			t.Helper()
			b := site.Stranger()
			b.Open("/sign-in").Fill("Email", site.Person("lin").Email).Fill("Password", webtest.Password).Press("Sign in")
			for _, c := range b.Cookies() {
				if c.Name == "session" {
					return c
				}
			}
			t.Fatal("no session cookie")
			return nil
		}
		alive := func(c *http.Cookie) bool {
			t.Helper()
			res := site.Do(t, http.MethodGet, "/messages", nil, http.Header{"Cookie": {c.Name + "=" + c.Value}})
			return res.StatusCode == http.StatusOK
		}
		first, second := signIn(), signIn()
		if first.Value == second.Value {
			t.Error("two sign-ins share an id")
		}
		if !alive(first) || !alive(second) {
			t.Fatal("a fresh session is not alive")
		}
		if alive(&http.Cookie{Name: "session", Value: strings.Repeat("A", 43)}) {
			t.Error("an id that was never given out is accepted")
		}

		res := site.Do(t, http.MethodPost, "/sign-out", nil, http.Header{"Cookie": {first.Name + "=" + first.Value}, "Sec-Fetch-Site": {"same-origin"}})
		if res.StatusCode != http.StatusSeeOther || alive(first) {
			t.Errorf("signed out (%d), and the old id still works", res.StatusCode)
		}
		if !alive(second) {
			t.Error("signing out in one browser ended another's session")
		}

		site.Clock.Advance(account.SessionIdle - time.Minute)
		if !alive(second) {
			t.Error("a session ended before its idle time")
		}
		site.Clock.Advance(account.SessionIdle + time.Minute)
		if alive(second) {
			t.Error("an idle session is still alive")
		}

		third := signIn()
		for range int(account.SessionLife/(10*time.Hour)) + 1 {
			site.Clock.Advance(10 * time.Hour)
			alive(third)
		}
		if alive(third) {
			t.Error("a session lives longer than its longest life")
		}

		fourth := signIn()
		if err := site.Accounts.Disable(t.Context(), site.Person("lin").ID); err != nil {
			t.Fatal(err)
		}
		if alive(fourth) {
			t.Error("the session of a disabled account is still alive")
		}
	})
}

func TestSignInIsNotFixed(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	site.Person("lin")
	planted := strings.Repeat("B", 43)
	form := strings.NewReader("email=lin.yue@haiyun.example&password=" + strings.ReplaceAll(webtest.Password, " ", "+"))
	res := site.Do(t, http.MethodPost, "/sign-in", form, http.Header{
		"Cookie": {"session=" + planted}, "Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"},
	})
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign-in answers %d", res.StatusCode)
	}
	for _, c := range res.Cookies() {
		if c.Name == "session" && c.Value != planted && c.HttpOnly && c.SameSite == http.SameSiteLaxMode {
			return
		}
	}
	t.Errorf("no new, closed session cookie: %v", res.Cookies())
}

func TestSignInSlowsDown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("lin")
		b := site.Stranger().Open("/sign-in")
		try := func(password string) {
			b.Fill("Email", "lin.yue@haiyun.example").Fill("Password", password).Press("Sign in")
		}
		for range 5 {
			try("not the password at all")
			b.Status(422)
		}
		try(webtest.Password)
		b.Status(429).Sees("There were too many tries to sign in.")
		site.Clock.Advance(2 * time.Second)
		try("not the password at all")
		b.Status(422)
		try(webtest.Password)
		b.Status(429)
		site.Clock.Advance(3 * time.Second)
		try(webtest.Password)
		b.At("/seller/complaints")
	})
}

func TestPreferences(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	b := site.Stranger().Open("/catalogue/quaylane?q=lamp")
	b.Press("Dark")
	if got := b.Address(); got != "/catalogue/quaylane?q=lamp" {
		t.Errorf("the choice of the appearance leads to %s", got)
	}
	if !strings.Contains(string(b.Body()), `data-theme="dark"`) {
		t.Error("the page is not dark")
	}
	site.As("lin").Open("/catalogue/quaylane").Press("简体中文").Sees("商品目录")
	// The choice is the account's: another browser speaks it too.
	other := site.Stranger().Open("/sign-in").Fill("Email", site.Person("lin").Email).Fill("Password", webtest.Password).Press("Sign in")
	other.Open("/messages").Sees("消息")
}

func TestWrongSideIsAbsent(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	absent := site.As("lin").Open("/no-such-page").Status(404).Text()
	for _, path := range []string{"/holder", "/review", "/evidence/0123456789abcdef", "/snapshots/IP-2026-000001-7K/1/1"} {
		if got := site.As("lin").Open(path).Status(404).Text(); got != absent {
			t.Errorf("%s tells more than that it is not there:\n%s\n%s", path, got, absent)
		}
	}
}

func TestFlashAndCatalogue(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.Stranger().Open("/catalogue").Sees("Quaylane", "Quaylane US")
		b.Press("Quaylane US").Sees("Poster: mountain at dawn").SeesNot("Camping lantern")
		b.Open(webtest.ListingPath("QL-2001")).Sees("诺维克同款头灯", "CN¥99.00")
		b.Open("/catalogue/quaylane/QL-9999").Status(404)
		b.Open("/procedures").Press("Marketplace procedure").Sees("3 working days", "deletes the listing or files a counter-notification")
		site.As("mei").Open("/procedures/us-dmca-512").Sees("10 至 14")
	})
}
