package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// seenIn is the part of a page that shows one side to the other, as it is sent.
func seenIn(t *testing.T, b *webtest.Browser) string {
	t.Helper()
	const begin = `<div class="contact-seen">`
	body := string(b.Body())
	at := strings.Index(body, begin)
	if at < 0 || strings.Count(body, begin) != 1 {
		t.Fatalf("%s shows no contact, or several: %s", b.Address(), b.Text())
	}
	shown, _, _ := strings.Cut(body[at:], "</section>")
	inner, rest, _ := strings.Cut(shown, "</dl>")
	withheld, _, _ := strings.Cut(rest, "</div>") // the note below the list
	return inner + "</dl>" + withheld
}

// What a party is shown before sending is, to the byte, what the other side then
// sees, under each procedure and with either contact of record (T08).
func TestWhatIsShownBeforeIsWhatIsSeen(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		for _, kind := range []ipcase.RightType{ipcase.Trademark, ipcase.Copyright} {
			refs := map[ipcase.RightType][]string{ipcase.Trademark: {"QL-1001", "QL-1002"}, ipcase.Copyright: {"US-1001", "US-3001"}}[kind]
			for n, relay := range []bool{false, true} {
				who := "lin"
				if refs[n] == "US-3001" {
					who = "dana"
				}
				shop := w.Person(who).Actor()
				draft := w.acts.Draft(w.acts.Right(kind), refs[n])
				choose(t, w.Site, "elin", "/holder/file/"+draft+"/statements", relay)
				before := seenIn(t, w.As("elin").Open("/holder/file/"+draft+"/send").Status(200))
				filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
				well(t, err)
				number := w.acts.CasesOf(filed.ID)[shop.OrgID]
				w.rule(w.acts.Rita, number, ipcase.MoveAccept)
				w.Work()
				if got := seenIn(t, w.As(who).Open("/seller/cases/"+number+"/complainant").Status(200)); got != before {
					t.Errorf("%s, relay %v: shown before:\n%s\nseen by the seller:\n%s", kind, relay, before, got)
				}
				if relay == strings.Contains(before, "ip@norrvik.example") || relay != strings.Contains(before, "Contact through this portal") {
					t.Errorf("%s, relay %v: %s", kind, relay, before)
				}

				counter := w.acts.CounterDraftFor(shop, number)
				page := "/seller/cases/" + number + "/counter/" + counter
				choose(t, w.Site, who, page+"/statements", relay)
				before = seenIn(t, w.As(who).Open(page+"/check").Status(200))
				_, err = w.Service.FileCounter(t.Context(), shop, counter)
				well(t, err)
				for _, path := range []string{"", "/seller"} {
					if got := seenIn(t, w.As("elin").Open("/holder/cases/"+number+path).Status(200)); got != before {
						t.Errorf("%s, relay %v: shown before:\n%s\nseen by the holder:\n%s", kind, relay, before, got)
					}
				}
				// 17 U.S.C. 512(g)(3)(D): name, address and telephone go to the complainant in any case.
				if law := (strings.Contains(before, "18 Wharf Road") || strings.Contains(before, "40 Pier Avenue")); law != (kind == ipcase.Copyright) {
					t.Errorf("%s, relay %v: %s", kind, relay, before)
				}
			}
		}
	})
}

// choose takes a contact of record on the form, as its person does.
func choose(t *testing.T, site *webtest.Site, who, path string, relay bool) {
	t.Helper()
	choice := "My own contact"
	if relay {
		choice = "Through this portal"
	}
	site.As(who).Open(path).Status(200).Choose(choice).Press("Save and continue").Status(200)
}

func well(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A letter reaches the other side here and by mail, and neither learns the
// other's address; a second press passes nothing on; a day has ten.
func TestLettersThroughThePortal(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		lin, elin := w.As("lin"), w.As("elin")
		path := "/seller/cases/" + number + "/complainant"
		lin.Open(path).Press("Send letter").Status(422).Sees("Write what the other side should read.")
		lin.Fill("Your letter", strings.Repeat("x", ipcase.MaxLetter+1)).Press("Send letter").Status(422).Sees("This text has 5001 characters. Shorten it to 5000.", "xxxx")
		lin.Fill("Your letter", "Would you withdraw if we change the title?").Press("Send letter").Status(200).Sees("Your letter was passed on.", "You wrote", "Would you withdraw if we change the title?")
		again := url.Values{"form": {ipcase.NewID()}, "letter": {"Once."}}
		for range 2 {
			lin.Send(path, again).Status(200)
		}
		if n := strings.Count(lin.Open(path).Text(), "Once."); n != 1 {
			t.Errorf("the second press passed it on again: %d", n)
		}
		w.Work()
		elin.Open("/messages").Sees("The other side wrote to you")
		elin.Open("/holder/cases/"+number).Press("Write to the seller").Sees("Would you withdraw if we change the title?", "Haiyun Outdoor").
			SeesNot("notices@haiyun.example", "18 Wharf Road", "Lin Yue")
		letters := w.Mail("ip@norrvik.example")
		if l := letters[0]; !strings.Contains(l.Text, "Once.") || strings.Contains(l.Text+l.From+l.To, "haiyun.example") {
			t.Errorf("the mail: %+v", l)
		}
		elin.Fill("Your letter", "是的。").Press("Send letter").Sees("You wrote", "是的。")
		lin.Open(path).Sees("Norrvik Optics AB", "是的。")
		lin.Open("/seller/cases/" + number).Sees("wrote to the other side through the portal").SeesNot("是的。")
		w.As("ada").Open("/review/cases/"+number).Sees("Letters between the sides", "是的。", "Once.")
		for range 8 {
			lin.Send(path, url.Values{"form": {ipcase.NewID()}, "letter": {"More."}}).Status(200)
		}
		lin.Send(path, url.Values{"form": {ipcase.NewID()}, "letter": {"Too much."}}).Status(429).Sees("You have written 10 letters about this case within a day")
		w.Clock.Advance(25 * time.Hour)
		lin.Send(path, url.Values{"form": {ipcase.NewID()}, "letter": {"The next day."}}).Status(200)
		w.As("dana").Send(path, url.Values{"form": {ipcase.NewID()}, "letter": {"Not mine."}}).Status(404)
		w.As("zhao").Open("/holder/cases/" + number + "/seller").Status(404)
		w.As("vera").Open(path).Sees("Would you withdraw").SeesNot("Send letter")
		well(t, w.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}
