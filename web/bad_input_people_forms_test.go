package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// peopleForms is a portal in which every form about people can be opened.
type peopleForms struct {
	*forms
	o        objects
	verified string // a power of attorney that a reviewer has compared

	reset, claim, shop string // links
	second             *webtest.Browser
}

func newPeopleForms(t *testing.T, db *database.DB) *peopleForms {
	t.Helper()
	f := &peopleForms{forms: newForms(t, db), o: objects{}}
	site, w, ctx := f.site, f.w, t.Context()
	for _, name := range []string{"lin", "mei", "elin", "zhao", "wang", "anders", "ada", "operator"} {
		site.As(name).Open("/account/passkeys/new") // each signs in before they have a second factor
		site.As(name).Send("/preferences", do("lang", "en"))
	}
	f.o.addTeam(t, site)
	f.o["passkey"] = passkeyOf(t, site, "mei")
	f.o["identity"], _ = identityOf(t, site, w)
	f.o["power"], _ = powersOf(t, site, w, "elin")
	in := ipcasetest.PowerInput("Solhem Ljud AB", "2030-12-31")
	f.verified = w.UncheckedPower(w.Norrvik, in)
	no(t, w.Claim(ctx, w.Rita, f.verified))
	no(t, w.CheckPower(ctx, w.Rita, ipcase.CheckPower{Number: f.verified, Version: 1, Verify: true}))

	no(t, site.Accounts.AskReset(ctx, site.Person("vera").Email, "en", account.From{}))
	f.reset = linkIn(t, site, site.Person("vera").Email, "reset")
	shop := alone(t, site)
	no(t, site.Accounts.StartClaim(ctx, account.ClaimShop{OrgID: shop, Name: "Dana Ortiz", Email: "dana@brightpath.example", Password: newPassword, Lang: "en"}, "192.0.2.1"))
	f.claim = linkIn(t, site, "dana@brightpath.example", "claim")
	no(t, site.Accounts.SendShopCode(ctx, strings.TrimPrefix(f.claim, "/link/claim/")))
	no(t, site.Accounts.InviteShop(ctx, site.Person("operator").Actor(), shop))
	f.shop = linkIn(t, site, "notices@brightpath.example", "shop")

	_, err := site.Service.AskErasure(ctx, site.Person("lin").Actor())
	no(t, err)
	qinghe := site.Person("zhao").OrgID
	no(t, db.Gorm.Model(&ipcase.Org{}).Where("id = ?", qinghe).Updates(map[string]any{"identity": ipcase.IdentityNone}).Error)

	wang := site.As("wang").Open("/account/security/app").Press("Begin")
	wang.Fill("6-digit code", readPhone(t, site, wang).code()).Press("Use this app")
	f.second = signIn(site, site.Stranger(), "wang").At("/sign-in/code")
	anders := site.As("anders").Open("/account/security/app")
	anders.Press("Begin")
	for _, page := range []string{"/review/powers/" + f.o["power"], "/review/identities/" + f.o["identity"]} {
		f.claimed(page)(site.As("ada"))
	}
	return f
}

// do is the button that a form is sent by, and what is chosen before.
func do(pairs ...string) url.Values {
	v := url.Values{}
	for n := 0; n < len(pairs); n += 2 {
		v.Set(pairs[n], pairs[n+1])
	}
	return v
}

var (
	badAddresses = []string{"no address", "elin@", "elin@norrvik@example", "elin@norrvik.example, nils@norrvik.example", "<elin@norrvik.example>", "elin strand@norrvik.example"}
	badPasswords = []string{"", "short", strings.Repeat("lamp", 60), "password1234567890", "quaylane quaylane quaylane"}
	longLetter   = strings.Repeat("Dear Quaylane, ", 7_000)
	badDays      = []string{"31.12.2020", "2020-02-30", "0000-01-01", "yesterday"}
)

func (f *peopleForms) all() []peopleForm {
	by, stranger := f.site.As, f.site.Stranger
	mandate := map[string][]string{"contact_email": badAddresses, "valid_from": badDays, "valid_until": append([]string{"2026-01-01"}, badDays...)}
	return []peopleForm{
		// signing in, and back in
		{b: stranger(), open: "/sign-in", action: "/sign-in", empty: []string{"email", "password"}},
		{b: f.second, open: "/sign-in/code", action: "/sign-in/code", empty: []string{"code"}, wrong: map[string][]string{"code": {"12345a", "1"}}},
		{b: stranger(), open: "/sign-in/reset", action: "/sign-in/reset", empty: []string{"email"}, wrong: map[string][]string{"email": badAddresses}},
		{b: stranger(), open: f.reset, empty: []string{"password"}, wrong: map[string][]string{"password": badPasswords}},
		// coming in
		{
			b: stranger(), open: "/join", action: "/join", empty: []string{"org_name", "country", "address", "contact_name", "email", "password", "phone", "reg_number"},
			wrong: map[string][]string{"email": badAddresses, "password": badPasswords},
		},
		{
			b: stranger(), open: "/join/shop", action: "/join/shop", press: do("site", webtest.SiteCN, "shop", "Brightpath Supply"), empty: []string{"listing", "name", "email", "password"},
			wrong: map[string][]string{"email": badAddresses, "password": badPasswords},
		},
		{b: stranger(), open: f.claim, press: do("do", "code"), empty: []string{"code"}},
		{b: stranger(), open: f.shop, empty: []string{"name", "password"}, wrong: map[string][]string{"password": badPasswords}},
		{b: stranger(), open: "/link/invitation/" + f.o["invitation link"], empty: []string{"name", "password"}, wrong: map[string][]string{"password": badPasswords}},
		// those who are in
		{b: by("lin"), open: "/account/team", action: "/account/team/invite", empty: []string{"name", "email"}, wrong: map[string][]string{"email": append([]string{"mei@haiyun.example"}, badAddresses...)}},
		{b: by("operator"), open: "/operator/people", action: "/operator/people/invite", empty: []string{"name", "email"}, wrong: map[string][]string{"email": badAddresses}},
		{b: by("lin"), open: "/account", action: "/account/profile", empty: []string{"name", "zone"}, wrong: map[string][]string{"zone": {"Mars/Olympus", "../../etc/passwd", "Local"}}},
		{b: by("lin"), open: "/account", action: "/account/email", empty: []string{"email"}, wrong: map[string][]string{"email": append([]string{"lin.yue@haiyun.example"}, badAddresses...)}},
		{b: by("lin"), open: "/account", action: "/account/notices", empty: []string{"notice"}, wrong: map[string][]string{"notice": append([]string{"notices@haiyun.example"}, badAddresses...)}},
		// their secrets
		{b: signIn(f.site, stranger(), "elin"), open: "/account/confirm", action: "/account/confirm", empty: []string{"current"}, wrong: map[string][]string{"current": {"not my password"}}},
		{b: by("elin"), open: "/account/security/password", action: "/account/security/password", empty: []string{"current", "password"}, wrong: map[string][]string{"current": {"not my password"}}},
		{b: by("anders"), open: "/account/security/app", action: "/account/security/app/confirm", empty: []string{"code"}, wrong: map[string][]string{"code": {"12345a", "１２３"}}},
		{b: by("lin"), open: "/account/passkeys/new", action: "/account/passkeys/new"},
		{b: by("mei"), open: "/account/passkeys/" + f.o["passkey"], empty: []string{"name"}},
		{b: by("operator"), open: "/operator/second-factors", action: "/operator/second-factors", empty: []string{"email", "proof", "reason"}, wrong: map[string][]string{"email": append([]string{"nils@norrvik.example"}, badAddresses...)}},
		// who they are, and for whom
		{b: by("zhao"), open: "/account/identity", action: "/account/identity", press: do("do", "hand-in"), empty: []string{"number", "issued_on", "paper"}, wrong: map[string][]string{"issued_on": append([]string{"2031-01-01"}, badDays...)}},
		{b: by("ada"), open: "/review/identities/" + f.o["identity"], action: "/review/identities/" + f.o["identity"] + "/check", press: do("verify", "no"), empty: []string{"reason"}},
		{
			b: by("elin"), open: "/holder/principals/new", action: "/holder/principals/new", press: do("do", "send"), wrong: mandate,
			empty: []string{"principal", "country", "contact_name", "contact_email", "right_types", "acts", "territories", "valid_from", "valid_until", "document"},
		},
		{b: by("ada"), open: "/review/powers/" + f.o["power"], action: "/review/powers/" + f.o["power"] + "/check", press: do("verify", "no"), empty: []string{"reason"}},
		{b: by("ada"), open: "/review/powers/" + f.verified, action: "/review/powers/" + f.verified + "/revoke", empty: []string{"reason"}},
		// what is kept of them
		{b: by("lin"), open: "/account/privacy", action: "/account/privacy/erasure/withdraw"},
		{b: by("elin"), open: "/account/privacy", action: "/account/privacy/erasure", empty: []string{"sure"}},
		{
			b: by("operator"), open: "/operator/privacy", action: "/operator/privacy/holds", press: do("kind", "person"), empty: []string{"reason", "until", "subject"},
			wrong: map[string][]string{"subject": {"nobody@haiyun.example"}, "until": append([]string{"2026-01-01", "2031-01-01"}, badDays...)},
		},
		{b: by("operator"), open: "/operator/privacy", action: "/operator/privacy/requests/ER-2026-000001", empty: []string{"answer-ER-2026-000001"}},
		// what they write to each other, and to the platform
		{b: by("lin"), open: "/seller/cases/" + f.waiting + "/complainant", action: "/seller/cases/" + f.waiting + "/complainant", empty: []string{"letter"}},
		{b: by("elin"), open: "/holder/cases/" + f.countered + "/seller", action: "/holder/cases/" + f.countered + "/seller", empty: []string{"letter"}},
		{b: by("elin"), open: "/holder/letter", action: "/holder/letter", empty: []string{"letter"}, foreign: []string{"letter"}, wrong: map[string][]string{"letter": {longLetter}}},
		{b: by("ada"), open: "/review/letters", action: "/review/letters/look", empty: []string{"letter"}, foreign: []string{"letter"}, wrong: map[string][]string{"letter": {longLetter}}},
		// the contact of record
		{b: by("elin"), open: "/holder/file/" + f.complaintDraft + "/statements", press: do("do", "continue", "contact", "own")},
	}
}

// fileField is where a form takes a file.
type fileField struct {
	b           *webtest.Browser
	open, label string
	button      string
	field       string
	typed       map[string]string // by label, and must stay
	text        bool              // takes text, which any other form does not
}

func (f *peopleForms) files() []fileField {
	by := f.site.As
	return []fileField{
		{b: by("zhao"), open: "/account/identity", label: "Picture or PDF of the paper", button: "Hand in this paper", field: "paper", typed: map[string]string{"Number of the paper": "91330100MA2", "Issued on": "2026-05-02"}},
		{
			b: by("elin"), open: "/holder/principals/new", label: "The signed power of attorney", button: "Hand it in", field: "document",
			typed: map[string]string{"Name of the principal": "Veyra Audio AB", "Signed by": "Siv Ek", "E-mail address of that person": "siv@veyra.example", "Last day": "2030-12-31"},
		},
		{b: by("elin"), open: "/holder/letter", label: "Or a file", button: "Begin a draft from it", field: "file", text: true},
		{b: by("ada"), open: "/review/letters", label: "Or a file", button: "Lay it out", field: "file", text: true},
	}
}

// wrongFiles sends files that no paper and no letter is.
func (f *peopleForms) wrongFiles() {
	f.t.Helper()
	picture := webtest.Picture(f.t, 20, 20)
	for _, x := range f.files() {
		files := map[string][]byte{
			"run.exe": []byte("MZ\x90\x00\x03\xff\xfe"), "empty.pdf": nil, "cut.png": picture[:40], "huge.pdf": append([]byte("%PDF-1.4\n\xff\xfe\x00"), make([]byte, 30<<20)...),
		}
		if !x.text {
			files["drawing.svg"] = []byte("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
			files["page.html"] = []byte("<html><body><script>alert(1)</script></body></html>")
			files["photo.pdf"], files["words.png"] = picture, []byte("just words")
		}
		for _, name := range sortedKeys(files) {
			f.steady(func() {
				x.b.Open(x.open)
				for label, words := range x.typed {
					x.b.Fill(label, words)
				}
				x.b.Upload(x.label, name, files[name]).Press(x.button).Status(http.StatusUnprocessableEntity).SeesNot("alert(1)")
				f.besideIt(peopleForm{b: x.b}, textIn{name: x.field, id: x.field}, "")
				for label, words := range x.typed {
					if !strings.Contains(string(x.b.Body()), words) {
						f.t.Errorf("%s with %s: what was typed as %q is lost", x.open, name, label)
					}
				}
			})
		}
	}
}
