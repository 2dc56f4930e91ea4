package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// linkIn is the path of the one-time link in the newest mail to an address.
func linkIn(t *testing.T, site *webtest.Site, to, kind string) string {
	t.Helper()
	site.Work()
	for _, l := range site.Mail(to) {
		if _, after, ok := strings.Cut(l.Text, "/link/"+kind+"/"); ok {
			return "/link/" + kind + "/" + strings.Fields(after)[0]
		}
	}
	t.Fatalf("no mail to %s leads to a %s: %+v", to, kind, site.Mail(to))
	return ""
}

const newPassword = "four lamps on a quiet quay"

func fillJoin(b *webtest.Browser, org, email string) *webtest.Browser {
	return b.Open("/join").Fill("Full legal name", org).Choose("An organisation").Choose("Norway").Fill("Number in the register", "998 877 665").
		Fill("Postal address", "4 Fjordgata, Oslo").Fill("Your name", "Kari Nes").Fill("Phone", "+47 22 55 50 14").Fill("Email", email).Fill("Password", newPassword)
}

func count(t *testing.T, site *webtest.Site, table, where string, args ...any) int64 {
	t.Helper()
	var n int64
	no(t, site.DB.Gorm.Table(table).Where(where, args...).Count(&n).Error)
	return n
}

// Kari opens an account, hands in a paper that is refused, hands in another that
// is verified; what she filed before waits until then.
func TestARightsHolderComesIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		const email = "kari@fjellbris.example"
		b := site.Stranger()
		fillJoin(b, "Fjellbris AS", email).Press("Open an account").Sees("Look into your mailbox").Sees(email)
		if n := count(t, site, "people", "email = ?", email); n != 0 {
			t.Fatal("there is an account before the address was confirmed")
		}
		link := linkIn(t, site, email, "join")
		for range 3 { // a mail scanner opens links
			site.Stranger().Open(link).Sees("Fjellbris AS").Sees("Open this account?")
		}
		if n := count(t, site, "orgs", "name = ?", "Fjellbris AS"); n != 0 {
			t.Fatal("looking at the link opened the account")
		}
		b.Open(link).Press("Open the account").Sees("Your account is open")
		b.Fill("Email", email).Fill("Password", newPassword).Press("Sign in").Sees("Fjellbris AS")
		site.Stranger().Open(link).Status(http.StatusNotFound).Sees("This link is no longer good")

		b.Open("/account/identity").Sees("Identity not handed in").Sees("Every opening is recorded")
		b.Choose("Extract of the company register").Fill("Number of the paper", "998 877 665").Fill("Issued on", "2026-05-02").
			Upload("Picture or PDF of the paper", "extract.png", webtest.Picture(t, 40, 30)).Press("Hand in this paper").Sees("A reviewer checks your paper")

		ada := site.As("ada").Open("/review").Sees("identities to check").Open("/review/identities").Sees("Fjellbris AS").Press("Claim")
		ada.Sees("Number of the paper").Choose("Refuse it").Press("Record the decision").Status(http.StatusUnprocessableEntity)
		ada.Choose("Refuse it").Fill("Reason", "The extract is too old.").Press("Record the decision").Sees("was not accepted")
		b.Open("/account/identity").Sees("The extract is too old.").Sees("Identity not proven")
		site.Work()
		if mails := site.Mail(email); len(mails) == 0 || !strings.Contains(mails[0].Subject, "Not accepted: the identity paper") {
			t.Errorf("Kari was not told: %+v", mails)
		}
		b.Choose("Extract of the company register").Fill("Number of the paper", "998 877 665").Fill("Issued on", "2026-05-02").
			Upload("Picture or PDF of the paper", "extract.png", webtest.Picture(t, 50, 30)).Press("Hand in this paper")
		ada.Open("/review/identities").Press("Claim").Choose("Verify it").Press("Record the decision").Sees("was verified")
		b.Open("/account/identity").Sees("Your identity is verified")
	})
}

// The answer is the same whether an address has an account; only the mail tells.
func TestJoiningTellsNobodyWhoIsHere(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		elin := site.Person("elin")
		fresh, known := site.Stranger(), site.Stranger()
		fillJoin(fresh, "Fjellbris AS", "new@norrvik.example").Press("Open an account").Sees("Look into your mailbox")
		fillJoin(known, "Fjellbris AS", elin.Email).Press("Open an account").Sees("Look into your mailbox")
		site.Work()
		if m := site.Mail(elin.Email); len(m) != 1 || !strings.Contains(m[0].Subject, "You have an account already") {
			t.Errorf("who has an account is told %+v", m)
		}
		for range 6 {
			fillJoin(fresh, "Fjellbris AS", "new@norrvik.example").Press("Open an account").Sees("Look into your mailbox")
		}
		site.Work()
		if n := len(site.Mail("new@norrvik.example")); n != 3 {
			t.Errorf("%d mails went to one address within an hour", n)
		}
		site.Clock.Advance(time.Hour + time.Minute)
		fillJoin(fresh, "Fjellbris AS", "new@norrvik.example").Press("Open an account")
		site.Work()
		if n := len(site.Mail("new@norrvik.example")); n != 4 {
			t.Errorf("%d mails after an hour", n)
		}
	})
}

func TestConfirmingTwiceAtOnceOpensOneAccount(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		const email = "kari@fjellbris.example"
		fillJoin(site.Stranger(), "Fjellbris AS", email).Press("Open an account")
		token := strings.TrimPrefix(linkIn(t, site, email, "join"), "/link/join/")
		var all sync.WaitGroup
		var mu sync.Mutex
		good := 0
		for range 8 {
			all.Go(func() {
				err := site.Accounts.ConfirmJoin(t.Context(), token)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					good++
				} else if k := ipcase.KindOf(err); k != ipcase.NotFound && k != ipcase.Refused {
					t.Error(err)
				}
			})
		}
		all.Wait()
		people, orgs := count(t, site, "people", "email = ?", email), count(t, site, "orgs", "name = ?", "Fjellbris AS")
		if good != 1 || people != 1 || orgs != 1 {
			t.Errorf("%d presses won, %d people, %d organisations", good, people, orgs)
		}
		if n := count(t, site, "links", "kind = 'join' AND data <> '{}'"); n != 0 {
			t.Error("what was typed still lies in the link")
		}
		fillJoin(site.Stranger(), "Ny AS", "ny@fjellbris.example").Press("Open an account")
		late := linkIn(t, site, "ny@fjellbris.example", "join")
		site.Clock.Advance(24 * time.Hour)
		site.Stranger().Open(late).Status(http.StatusNotFound).Sees("This link is no longer good")
	})
}

// alone is a shop of the catalogue that nobody signs in for.
func alone(t *testing.T, site *webtest.Site) int64 {
	t.Helper()
	return site.Org("Brightpath Supply")
}

func TestAShopIsInvited(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		alone(t, site)
		const mail = "notices@brightpath.example"
		op := site.As("operator").Open("/operator/shops").Sees("Brightpath Supply")
		op.In("Brightpath Supply").Press("Invite")
		op.Sees("The invitation is on its way")
		link := linkIn(t, site, mail, "shop")
		b := site.Stranger().Open(link).Sees("Brightpath Supply").Press("Open the account").Status(http.StatusUnprocessableEntity).Sees("Enter a password.")
		b.Fill("Your name", "Dana Ortiz").Fill("Password", newPassword).Press("Open the account").Sees("Your account is open")
		b.Fill("Email", mail).Fill("Password", newPassword).Press("Sign in").Sees("Brightpath Supply")
		site.Stranger().Open(link).Status(http.StatusNotFound)
		op.Open("/operator/shops").SeesNot("Brightpath Supply")
	})
}

// A first complaint's notice to a shop without an account brings the link.
func TestANoticeBringsTheLinkToOpenAnAccount(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		shop := alone(t, site)
		w := worldOf(t, site, "elin", "lin")
		right := w.Right(ipcase.Trademark)
		_, cases := w.File(right, "QL-3001")
		no(t, w.Rule(w.Rita, cases[shop], ipcase.MoveAccept))
		link := linkIn(t, site, "notices@brightpath.example", "shop")
		b := site.Stranger().Open(link).Fill("Your name", "Dana Ortiz").Fill("Password", newPassword).Press("Open the account")
		b.Fill("Email", "notices@brightpath.example").Fill("Password", newPassword).Press("Sign in").Sees(cases[shop])
	})
}

func fillShop(b *webtest.Browser, listing, email string) *webtest.Browser {
	return b.Open("/join/shop").Fill("Address or id of one of your listings", listing).Fill("Your name", "Dana Ortiz").Fill("Email", email).Fill("Password", newPassword)
}

func TestAShopIsProvenByACode(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		alone(t, site)
		const email = "dana.ortiz@mail.example"
		b := site.Stranger()
		fillShop(b, "QL-9999", email).Press("Continue").Status(http.StatusUnprocessableEntity).Sees("This leads to no shop.")
		fillShop(b, site.URL+webtest.ListingPath("QL-3001"), email).Press("Continue").Sees("Look into your mailbox")
		link := linkIn(t, site, email, "claim")
		b.Open(link).Sees("Brightpath Supply").Sees("n…@brightpath.example").SeesNot("notices@brightpath.example").Press("Send a code")
		site.Work()
		code := codeIn(t, site, "notices@brightpath.example")
		wrong := strings.Repeat("0", 8)
		if code == wrong {
			wrong = strings.Repeat("1", 8)
		}
		b.Fill("Code from the mail", wrong).Press("Confirm the code").Status(http.StatusUnprocessableEntity).Sees("You can try 9 more times")

		other := site.Stranger() // the code belongs to the request that asked for it
		fillShop(other, "QL-3001", "thief@mail.example").Press("Continue")
		theirs := linkIn(t, site, "thief@mail.example", "claim")
		other.Open(theirs).Press("Send a code").Fill("Code from the mail", code).Press("Confirm the code").Status(http.StatusUnprocessableEntity)
		for range 8 {
			other.Fill("Code from the mail", wrong).Press("Confirm the code").Status(http.StatusUnprocessableEntity)
		}
		other.Fill("Code from the mail", wrong).Press("Confirm the code").Sees("That was the last of 10 tries")
		site.Stranger().Open(theirs).Status(http.StatusNotFound)

		b.Fill("Code from the mail", code).Press("Confirm the code").Sees("Your account is open")
		b.Fill("Email", email).Fill("Password", newPassword).Press("Sign in").Sees("Brightpath Supply")
	})
}

// codeIn is the code of the newest mail with one.
func codeIn(t *testing.T, site *webtest.Site, to string) string {
	t.Helper()
	for _, l := range site.Mail(to) {
		if _, after, ok := strings.Cut(l.Text, "needs this code: "); ok {
			return strings.Fields(after)[0]
		}
	}
	t.Fatalf("no code was mailed to %s", to)
	return ""
}

func TestACodeIsGoodForTenMinutesAndNoMoreThanThreeGo(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		alone(t, site)
		b := site.Stranger()
		fillShop(b, "QL-3001", "dana@mail.example").Press("Continue")
		b.Open(linkIn(t, site, "dana@mail.example", "claim")).Press("Send a code")
		site.Work()
		code := codeIn(t, site, "notices@brightpath.example")
		site.Clock.Advance(10 * time.Minute)
		b.Fill("Code from the mail", code).Press("Confirm the code").Status(http.StatusUnprocessableEntity).Sees("older than 10 minutes")
		b.Press("Send another code").Press("Send another code")
		b.Press("Send another code").Status(http.StatusTooManyRequests).Sees("3 codes within an hour")
	})
}

func TestAShopIsProvenByAListing(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		alone(t, site)
		b := site.Stranger()
		b.Open("/join/shop").Choose("Quaylane").Fill("Name of the shop", "brightpath supply").Fill("Your name", "Dana Ortiz").
			Fill("Email", "dana@mail.example").Fill("Password", newPassword).Press("Continue")
		link := linkIn(t, site, "dana@mail.example", "claim")
		b.Open(link).Fill("Address or id of that listing", "QL-1001").Press("Check now").Status(http.StatusUnprocessableEntity).Sees("This is not a listing of the shop")
		b.Fill("Address or id of that listing", "QL-3002").Press("Check now").Status(http.StatusUnprocessableEntity).Sees("The code is not in the description")
		claim, err := site.Accounts.ReadClaim(t.Context(), strings.TrimPrefix(link, "/link/claim/"))
		no(t, err)
		no(t, site.DB.Gorm.Table("catalogue_listings").Where("ref = 'QL-3002'").Updates(map[string]any{"description": "Poster. " + claim.Code}).Error)
		b.Fill("Address or id of that listing", "QL-3002").Press("Check now").Sees("Your account is open")
		b.Fill("Email", "dana@mail.example").Fill("Password", newPassword).Press("Sign in").Sees("Brightpath Supply")
	})
}

// A shop that has an owner is not taken over: the owner is asked.
func TestTheOwnerOfAShopIsAsked(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin := site.Person("lin")
		b := site.Stranger()
		fillShop(b, "QL-1001", "cousin@mail.example").Press("Continue")
		link := linkIn(t, site, "cousin@mail.example", "claim")
		b.Open(link).Sees("This shop has an account already").SeesNot("Send a code").Press("Ask the owner").Sees("The owner of the shop was asked")
		site.Work()
		if m := site.Mail(lin.Email); len(m) != 1 || !strings.Contains(m[0].Text, "cousin@mail.example") {
			t.Errorf("Lin was told %+v", m)
		}
		if n := count(t, site, "people", "email = 'cousin@mail.example'"); n != 0 {
			t.Error("somebody came in without an invitation")
		}
		asked, err := site.Accounts.ReadAskedToJoin(t.Context(), lin.Actor())
		if err != nil || len(asked) != 1 {
			t.Fatalf("%+v, %v", asked, err)
		}
		refuse := func(who string) *webtest.Browser {
			return site.As(who).Send("/account/team/asked/refuse", url.Values{"asked": {fmt.Sprint(asked[0].ID)}})
		}
		refuse("wang").Status(404) // another shop's owner
		refuse("elin").Status(404)
		refuse("operator").Status(404)
		refuse("mei").Status(403)
		site.As("mei").Open("/account/team").SeesNot("cousin@mail.example")
		site.As("wang").Open(fmt.Sprintf("/account/team?asked=%d", asked[0].ID)).Status(200).SeesNot("cousin@mail.example")

		// Letting in is inviting: what they may is chosen first.
		owner := site.As("lin").Open("/account/team").Sees("Asked to join", "cousin@mail.example").Press("Let in")
		owner.Press("Send the invitation").At("/account/team").Sees("The invitation is on its way to cousin@mail.example.").SeesNot("Asked to join")
		b.Open(linkIn(t, site, "cousin@mail.example", "invitation")).Fill("Choose a password", webtest.Password).Press("Join Haiyun Outdoor").Sees("Haiyun Outdoor")
		owner.Open("/account/team").SeesNot("Asked to join")
		if got := refuse("lin"); got == nil { // who belongs is not thrown out by it
			t.Fatal("no answer")
		}
		b.Open("/account/team").Status(200).Sees("Haiyun Outdoor")

		// And refusing tells them, once.
		stranger := site.Stranger()
		fillShop(stranger, "QL-1001", "nephew@mail.example").Press("Continue")
		stranger.Open(linkIn(t, site, "nephew@mail.example", "claim")).Press("Ask the owner")
		owner.Open("/account/team").Sees("nephew@mail.example").Press("Refuse").At("/account/team").Sees("They are told by mail that they are not let in.").SeesNot("nephew@mail.example")
		if asked, err = site.Accounts.ReadAskedToJoin(t.Context(), lin.Actor()); err != nil || len(asked) != 0 {
			t.Errorf("%+v, %v", asked, err)
		}
		site.Work()
		told := 0
		for _, m := range site.Mail("nephew@mail.example") {
			if strings.Contains(m.Text, "Its owner has refused.") {
				told++
			}
		}
		if told != 1 {
			t.Errorf("who was refused was told %d times", told)
		}
		owner.Open("/account/team/history").Sees("nephew@mail.example asked to join and was refused")
	})
}
