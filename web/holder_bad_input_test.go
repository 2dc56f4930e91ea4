package web_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// What no form may swallow in silence: a clear answer, nothing lost, nothing half
// done.
func TestHolderBadInput(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		fileUpTo(b, right, "QL-1001").Choose(lookAlike).Press("Save and continue")
		facts := b.Path()
		statements := strings.TrimSuffix(facts, "facts") + "statements"

		b.Fill("What should the seller and the reviewer know?", "before\x00after").Press("Save and continue").Status(422).
			Sees("This field held characters that do not show", "beforeafter")
		b.Fill("What should the seller and the reviewer know?", strings.Repeat("长", 50_001)).Press("Save and continue").Status(422).
			Sees("This text has 50001 characters. Shorten it to 50000.", strings.Repeat("长", 50_001))
		b.Fill("What should the seller and the reviewer know?", "Our mark is on the first picture.")
		b.Upload("Add files", "huge.pdf", bytes.Repeat([]byte("x"), 40<<20)).Press("Save and continue").Status(422).
			Sees("huge.pdf", "20 MB", "Our mark is on the first picture.")
		b.Upload("Add files", "report\u202efdp.exe", []byte("MZ\x90\x00")).Press("Upload").Status(422).SeesNot("\u202e")
		b.Upload("Add files", "empty.pdf", nil).Press("Save and continue").Status(422).Sees("The file empty.pdf is empty. Choose another.")
		b.Open(facts).Sees("Our mark is on the first picture.").Press("Save and continue").At(statements)

		b.Choose("My own contact").Fill("Full name", "Elin\u202eStrand").Press("Save and continue").Status(422).Sees("ElinStrand", "turn the reading direction")
		b.Open(statements).Send(statements, url.Values{"do": {"continue"}, "signature": {strings.Repeat("e", 1<<20)}}).Status(413)
		b.Open(statements).Tick("Good faith").Tick("True and authorised").Fill("Full name", "Elin Strand").Fill("Sign by typing your full name", "Elin Strand").
			Press("Save and continue").Press("Send complaint about 1 listing (1 seller)").Sees("Complaint sent")
		sent := b.Path()
		b.Send(strings.TrimSuffix(facts, "facts")+"send", url.Values{"do": {"send"}}).At(sent)
		b.Send(facts, url.Values{"do": {"continue"}, "explanation": {"changed"}}).At(sent)
		b.Open("/holder/complaints").Sees(complaintNo.FindString(sent)).SeesNot("IP-2026-000002")
	})
}

// A right that ended yesterday, a listing of one's own shop, a listing of a shop
// that nobody knows: each is refused with what can be done.
func TestHolderCannotFile(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		err := site.Catalogue.Add(t.Context(), marketplace.CatalogueListing{
			SiteCode: webtest.SiteCN, Ref: "QL-7001", SellerOrgID: site.Org("Norrvik Optics AB"), SellerName: "Norrvik flagship", Title: "Norrvik N3", Lang: "en",
			Description: "Ours.", Category: "Lighting", PriceMinor: 4900, Currency: "USD", Visibility: marketplace.Live, UpdatedAt: site.Clock.Now(),
		})
		if err != nil {
			t.Fatal(err)
		}
		b.Open("/holder/file?right=" + right).Press("Save and continue")
		listings := b.Path()
		b.Fill("Listing addresses or IDs, one on each line", "QL-7001").Press("Look up these listings").
			Sees("Your own listing", "It is sold by your own shop.", "None of the lines leads to a listing that can be complained of.")
		b.Open(strings.TrimSuffix(listings, "listings") + "send").At(strings.TrimSuffix(listings, "listings") + "check")
		b.Open(listings).Fill("Listing addresses or IDs, one on each line", "QL-7001\nQL-1001").Press("Look up these listings").Press("Continue with the ticked listings")
		b.Choose(lookAlike).Press("Save and continue")
		state(t, b)
		b.Sees("Check your answers")

		site.Clock.Set(time.Date(2030, 3, 4, 12, 0, 0, 0, time.UTC)) // the day after the last one in force
		b.Open(strings.TrimSuffix(listings, "listings")+"send").Press("Send complaint about 1 listing (1 seller)").Status(422).
			Sees(right+" ended on 2030-03-03. Renew it at the office and register the new term, or choose another right.", "QL-1001", "Elin Strand")
		b.Open("/holder/file").Sees("You have no right that a complaint can be filed under", right+" ended on 2030-03-03.")
		b.Open("/holder").Sees("Ended", "No complaint can be filed under it.")
		b.Open("/holder/rights/" + right).Sees("Ended").SeesNot("/holder/file?right=")

		for _, path := range []string{"/holder/file/x/send", "/holder/file/x", "/holder/rights/x", "/holder/rights/new/x", "/holder/cases/x", "/holder/complaints/x"} {
			b.Open(path).Status(404)
		}
		b.Open("/holder/complaints?state=x&right=x&before=x&after=x&q=" + url.QueryEscape("'; DROP TABLE cases; --")).Status(200).Sees("No complaint fits")
	})
}

// A copyright complaint on the American site runs under the statute: its exact
// words, removal at once, and after a counter-notification the wait for a court.
func TestHolderUnderDMCA(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Copyright, "Mountain at dawn")
		b := site.As("elin")
		fileUpTo(b, right, "US-1001").Sees("How do they infringe your copyright?").Choose("Images copied").Press("Save and continue")
		b.Sees("What should the seller and the reviewer know? (optional)").Press("Save and continue").Status(200)
		b.Sees("17 U.S.C.", "under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed", "The same statements in Chinese", "伪证罪")
		b.Tick("Good faith").Tick("Accuracy and authority").Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue")
		b.Sees("Then the listings are removed, each seller is told, and can file a counter-notification.").Press("Send complaint about 1 listing (1 seller)").Sees("Complaint sent", "Court action")
		number := caseNo.FindString(b.Text())
		ruleAs(t, site, "ada", number, ipcase.MoveAccept, "")
		b.Open("/holder/cases/"+number).Sees("1 listing removed – the seller may still answer", "Offline now")
		counter(t, site, "lin", number)
		b.Open("/holder").Sees("Waiting for court action", "Process Now").Press("Process Now")
		b.Sees("Your turn – the law gives you time to go to court", "Show court action by", "If you can show court action", "§ 512(g)(2)(C)", "Lin Yue", "18 Wharf Road, Ningbo", "+86 574 5550 0143").SeesNot("Contest it")
		b.Open("/holder/cases/" + number + "/contest").At("/holder/cases/" + number).Sees("This cannot be done in this case now.")
		site.Clock.Advance(30 * 24 * time.Hour)
		site.Work()
		b.Open("/holder/cases/"+number).Sees("Closed on", "Listing kept", "did not show court action in time").SeesNot("If you disagree")
	})
}

// When the right ends before the seller's time does, silence does nothing and
// the holder is told why.
func TestHolderRightEndsMeanwhile(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Clock.Set(time.Date(2030, 3, 1, 2, 0, 0, 0, time.UTC))
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		b.Open("/holder").Sees("Ends in 2 days", "Renew it at the office.")
		complaint, cases := file(t, b, right, lookAlike, "QL-1001")
		ruleAs(t, site, "ada", cases[0], ipcase.MoveAccept, "")
		site.Clock.Advance(12 * 24 * time.Hour)
		site.Work()
		b.Open("/holder/cases/"+cases[0]).Sees("Your right was not in force when the seller’s time ran out", "A reviewer looks at your right first", "Online now")
		b.Open("/holder/complaints").Sees(complaint, "A reviewer looks at your right first")
	})
}
