package web_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/signon"
	"ipportal/web"
	"ipportal/web/webtest"
)

// Who has an account at the marketplace: two people of Haiyun Outdoor, one of a
// shop that the portal does not know, and one of no shop. The last is called by
// the address that Lin has here, and is somebody else.
var atMarketplace = map[string]map[string]any{
	"m-1": {"name": "Xu Ran", "email": "xu.ran@haiyun.example", "email_verified": true, "shop_id": "QLS-20041", "shop_role": "viewer", "amr": []string{"pwd", "otp"}},
	"m-2": {"name": "Gao\u202e Lan", "email": "gao@haiyun.example", "email_verified": false, "shop_id": "QLS-20041"},
	"m-3": {"name": "Stranger", "shop_id": "<b>none</b>"},
	"m-4": {"name": "Nobody"},
	"m-5": {"name": "Other Lin", "email": "lin.yue@haiyun.example", "email_verified": true, "shop_id": "QLS-20041", "shop_role": "owner", "locale": "zh-Hans-CN"},
}

// signOn is a portal with a real provider of single sign-on beside it.
type signOn struct {
	t        *testing.T
	site     *webtest.Site
	provider *ipcasetest.OpenID
}

func newSignOn(t *testing.T, db *database.DB, userinfo bool) *signOn {
	t.Helper()
	s := &signOn{t: t}
	s.site = webtest.New(t, db, func(d *web.Deps) {
		back := d.BaseURL + web.ProviderCallback
		s.provider = ipcasetest.NewOpenID(t, ipcasetest.OpenIDSetup{RedirectURI: back, SignedOut: d.BaseURL + web.SignedOutPath, People: atMarketplace, UserInfo: userinfo})
		d.SignOn = signon.New(signon.Config{
			Issuer: s.provider.Issuer, ClientID: s.provider.ClientID, ClientSecret: s.provider.ClientSecret, Name: "Seller Centre",
			RedirectURL: back, SignedOutURL: d.BaseURL + web.SignedOutPath, Clock: d.Clock,
		})
	})
	s.site.Clock.Set(time.Now()) // the provider's time is the machine's
	return s
}

// surfer is somebody's browser: it follows links and redirects from the portal
// to the provider and back, and can be stopped on the way.
type surfer struct {
	*signOn
	http *http.Client
	page string // where it is
	res  reply
}

func (s *signOn) surfer() *surfer {
	s.t.Helper()
	jar, err := cookiejar.New(nil)
	no(s.t, err)
	return &surfer{signOn: s, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (b *surfer) send(method, address string, form url.Values) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, address, strings.NewReader(form.Encode()))
	no(b.t, err)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := b.http.Do(req)
	no(b.t, err)
	body, err := io.ReadAll(res.Body)
	no(b.t, err)
	no(b.t, res.Body.Close())
	b.page = address
	b.res = reply{status: res.StatusCode, kind: res.Header.Get("Content-Type"), body: string(body)}
	if to, err := res.Location(); err == nil {
		b.res.location = to.String()
	}
}

func (b *surfer) open(address string) { b.t.Helper(); b.send(http.MethodGet, address, nil) }

// follow goes on until a page is shown, or until an address that begins so.
func (b *surfer) follow(stop string) {
	b.t.Helper()
	for range 20 {
		if b.res.location == "" || stop != "" && strings.HasPrefix(b.res.location, stop) {
			return
		}
		b.open(b.res.location)
	}
	b.t.Fatal("the redirects go round in a circle at " + b.page)
}

var (
	goOn    = regexp.MustCompile(`<a class="btn block" href="([^"]+)"`)
	csrfNow = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)
)

// leaves opens the sign-in page, presses the provider's button, and gives the
// address at the provider to which it leads.
func (b *surfer) leaves(next string) string {
	b.t.Helper()
	b.open(b.site.URL + "/sign-in?next=" + url.QueryEscape(next))
	if !strings.Contains(b.res.body, "Sign in with Seller Centre") {
		b.t.Fatalf("no button on the sign-in page:\n%s", b.res.body)
	}
	token := csrfNow.FindStringSubmatch(b.res.body)
	b.send(http.MethodPost, b.site.URL+"/sign-in/provider", url.Values{"_csrf": {token[1]}, "next": {next}})
	link := goOn.FindStringSubmatch(b.res.body)
	if b.res.status != http.StatusOK || link == nil {
		b.t.Fatalf("the button leads to %d:\n%s", b.res.status, b.res.body)
	}
	return html.UnescapeString(link[1])
}

// returns signs in at the provider as that account, and gives the address with
// which the provider sends the browser back.
func (b *surfer) returns(address, as string) string {
	b.t.Helper()
	b.open(address)
	b.follow(b.site.URL)
	if b.res.location == "" { // the provider asks who it is
		form := url.Values{"account": {as}}
		if as == "" {
			form = url.Values{"refuse": {"yes"}}
		}
		b.send(http.MethodPost, b.page, form)
		b.follow(b.site.URL)
	}
	if !strings.HasPrefix(b.res.location, b.site.URL+web.ProviderCallback+"?") {
		b.t.Fatalf("the provider does not send back: %s %d\n%s", b.page, b.res.status, b.res.body)
	}
	return b.res.location
}

func (b *surfer) signsIn(as, next string) {
	b.t.Helper()
	b.open(b.returns(b.leaves(next), as))
}

// sees fails unless the page has this status and these words.
func (b *surfer) sees(status int, words ...string) {
	b.t.Helper()
	if b.res.status != status {
		b.t.Errorf("%s answers %d, and not %d", b.page, b.res.status, status)
	}
	for _, w := range words {
		if !strings.Contains(html.UnescapeString(b.res.body), w) {
			b.t.Errorf("%s does not say %q:\n%s", b.page, w, b.res.body)
		}
	}
}

// in follows to the page behind the sign-in.
func (b *surfer) in(words ...string) {
	b.t.Helper()
	if b.res.status != http.StatusSeeOther {
		b.t.Fatalf("%s answers %d:\n%s", b.page, b.res.status, b.res.body)
	}
	b.follow("")
	b.sees(http.StatusOK, words...)
}

// out fails where the browser is signed in.
func (b *surfer) out() {
	b.t.Helper()
	b.open(b.site.URL + "/messages")
	if !strings.HasPrefix(b.res.location, b.site.URL+"/sign-in") {
		b.t.Errorf("signed in, and should not be: %d", b.res.status)
	}
}

// leavesProvider forgets what the provider remembers this browser by.
func (b *surfer) leavesProvider() {
	b.t.Helper()
	at, err := url.Parse(b.site.URL)
	no(b.t, err)
	fresh, err := cookiejar.New(nil)
	no(b.t, err)
	fresh.SetCookies(at, b.http.Jar.Cookies(at))
	b.http.Jar = fresh
}

func (b *surfer) session() string {
	b.t.Helper()
	at, err := url.Parse(b.site.URL)
	no(b.t, err)
	for _, c := range b.http.Jar.Cookies(at) {
		if c.Name == "session" {
			return c.Value
		}
	}
	return ""
}
