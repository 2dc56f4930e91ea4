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
	"ipportal/web/webtest"
)

const hostileText = "It is our own lamp. <script>alert(1)</script> “引号” &amp; O'Brien — %s %d\n\n第二段：自有模具。"

// throughGrounds opens a counter-notification for the chosen listings and goes
// past its first step.
func (w sellerWorld) throughGrounds(b *webtest.Browser, number string, titles ...string) {
	w.t.Helper()
	b.Open("/seller/cases/" + number)
	for _, title := range titles {
		b.In(title).Tick("Select")
	}
	b.In("With the listings you select:").Press("File counter-notification")
	b.Choose("My listing does not infringe the right").Fill("Explain in your own words", hostileText).Press("Save and continue")
}

func TestSellerCounters(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002", "QL-1003")
		lin := w.As("lin")
		w.throughGrounds(lin, number, "Norrvik style headlamp", "Headlamp strap")
		lin.Status(200).Sees("Which listings do you want to contest?", "Attempt 1 of 3", "Draft saved at")
		lin.Press("Save and continue").Sees("Add evidence")

		// A file of each side's kind, one that is not allowed, and none.
		lin.Press("Upload").Status(422).Sees("Choose a file first")
		lin.Upload("Choose files", "mould.txt", []byte("Mould made in 2019")).Press("Upload").Status(200).Sees("1 file added", "mould.txt", "Both sides can see it")
		lin.Upload("Choose files", "run.exe", []byte("MZ\x90\x00\x03\x00\x00\x00")).Press("Upload").Status(422).Sees("mould.txt", "There is a problem")
		lin.Choose("Reviewer only").Upload("Choose files", "cost.txt", []byte("What it costs us")).Press("Save and continue").Sees("Your statements", "Exactly this is shown to Norrvik Optics AB")

		// What is missing is told beside its field, and what was typed is kept.
		lin.Fill("Full name", "林悦 <Lin Yue>").Fill("Email", "lin").Press("Save and continue").Status(422).
			Sees("Enter an e-mail address, like name@example.com.", "Read this statement and tick it.", "Type your full name as your signature.")
		if !bytes.Contains(lin.Body(), []byte("林悦 &lt;Lin Yue&gt;")) {
			t.Error("the name that was typed is lost")
		}
		lin.Fill("Email", "lin.yue@haiyun.example").Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").
			Sees("Check your answers", "My listing does not infringe the right", "QL-1001", "QL-1002", "Left out (1)", "mould.txt", "cost.txt", "Reviewer only (1)", "lin.yue@haiyun.example")
		check := lin.Path()
		if !strings.Contains(lin.Text(), strings.Join(strings.Fields(hostileText), " ")) {
			t.Error("the explanation is not shown as it was typed")
		}
		lin.Press("Send counter-notification").Status(200).Sees("Counter-notification sent", number+"-C1", "Complainant’s answer", "If it does not answer in time")
		w.stands(number, ipcase.Countered, ipcase.Countered, ipcase.AwaitingSeller)

		// The second press and the way back both lead to the same confirmation.
		lin.Send(check, url.Values{}).Status(200).Sees("Counter-notification sent", number+"-C1")
		lin.Open(strings.Replace(check, "/check", "/grounds", 1)).Sees("Counter-notification sent")
		if n := w.events(number, ipcase.EventCountered); n != 1 {
			t.Errorf("%d events of one counter-notification", n)
		}
		lin.Open("/seller/cases/"+number).Sees("Counter-notification filed", "Your counter-notification "+number+"-C1", "mould.txt", "cost.txt", "Signed by",
			"Haiyun Outdoor filed a counter-notification for QL-1001 and QL-1002").SeesNot("You have begun")

		// The holder sees what both sides see, in the same bytes.
		v, err := w.Service.ReadHolderCase(t.Context(), w.acts.Norrvik, number)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Counters[0].Explanation; got != hostileText {
			t.Errorf("the explanation became %q", got)
		}
		for _, e := range v.Exhibits {
			if e.Name == "cost.txt" {
				t.Error("a file for the reviewer only is shown to the holder")
			}
		}
		w.Work()
		w.Clock.Advance(8 * 24 * time.Hour)
		w.Work()
		w.stands(number, ipcase.Restored, ipcase.Restored, ipcase.Removed)
		lin.Open("/seller/cases/"+number).Sees("Listing kept", "Norrvik Optics AB did not answer in time")
	})
}

func TestSellerContestsToTheEnd(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		lin := w.As("lin")
		w.throughGrounds(lin, number)
		lin.Press("Save and continue").Press("Save and continue").Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").
			Press("Save and continue").Press("Send counter-notification").Sees("Counter-notification sent")
		if err := w.acts.Answer(number, ipcase.AnswerContest); err != nil {
			t.Fatal(err)
		}
		lin.Open("/seller/cases/"+number).Sees("A reviewer decides about 1 listing", "Norrvik Optics AB answered", "The marks are the same.", "evidence.txt")
		w.rule(w.acts.Rita, number, ipcase.MoveUpholdComplaint)
		w.Work()
		w.stands(number, ipcase.Removed)
		lin.Open("/seller/cases/"+number).Sees("You can still answer", "complaint upheld for QL-1001")
		lin.Press("Decision on claim and answer").Status(200).
			Sees("Statement of reasons", "The mark stands on the product.", "Trademark Law, Article 57", "The sign and the goods are the same.", "Not used, neither", "If you disagree")
		lin.Open("/seller/records").In(number).Press("View Now").Press("File counter-notification").Sees("Why do you disagree")
	})
}

func TestCounterDraftSurvives(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
	lin := w.As("lin")
	w.throughGrounds(lin, number, "Norrvik style headlamp")
	lin.Open("/seller/cases/"+number).Sees("You have begun a counter-notification", "has not been sent")
	w.As("mei").Open("/seller/cases/" + number).Press("继续").Status(200)
	if !bytes.Contains(w.As("mei").Body(), []byte("第二段：自有模具。")) {
		t.Error("a colleague does not find the draft as it was left")
	}
	draft := w.As("mei").Path()
	w.As("dana").Open(draft).Status(404)

	// Without a reason or with too long a text nothing is lost either.
	lin.Open(draft).Fill("Explain in your own words", strings.Repeat("长", 50_001)).Press("Save and continue").Status(422).Sees("Shorten this to 50000 characters; it has 50001.")
	lin.Open(draft).Fill("Explain in your own words", "a\x00b\u202Ec").Press("Save and continue").Status(422).Sees("Error")
	if !bytes.Contains(lin.Body(), []byte("ab")) {
		t.Error("the text without the characters that cannot be kept is lost")
	}
	lin.Open(draft).Fill("Explain in your own words", strings.Repeat("x", 900_000)).Press("Save and continue").Status(422).Sees("it has 900000")

	// The listing moves on meanwhile: the case is shown as it now is.
	lin.Open(draft).Fill("Explain in your own words", "Ours.").Press("Save and continue").Press("Save and continue").Press("Save and continue").
		Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").Sees("Check your answers")
	check := lin.Path()
	err := w.Service.DeleteListings(t.Context(), w.acts.Haiyun, ipcase.DeleteListings{Case: number, Items: w.acts.All(number)[:1]})
	if err != nil {
		t.Fatal(err)
	}
	lin.Send(check, url.Values{}).Status(409).Sees("has moved on", "Deleted by you", "You have begun a counter-notification")
	lin.Open(check).Sees("Something has changed since you chose the listings")
	w.stands(number, ipcase.DeletedBySeller, ipcase.AwaitingSeller)
}

// A copyright notice in the United States: removed first, and put back by law.
func TestSellerCountersUnderTheDMCA(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Copyright, "US-1001")
		w.stands(number, ipcase.Removed)
		lin := w.As("lin")
		lin.Open("/seller/complaints").Sees("No complaint needs your response")
		lin.Open("/seller/records").In(number).Press("View Now").
			Sees("1 listing is removed. You can still answer", "put back after 10 to 14 working days", "You can still file a counter-notification after that", "US copyright procedure")
		lin.Press("File counter-notification").Choose("My listing does not infringe the right").Fill("Explain in your own words", "We took the photograph.").
			Press("Save and continue").Press("Save and continue").Press("Save and continue").Press("Save and continue").Status(422)
		for _, e := range w.Service.Book().Procedures {
			if e.ID != "us-dmca-512" {
				continue
			}
			for _, el := range e.CounterElementsFor(ipcase.Copyright) {
				if el.Kind == ipcase.ElementStatement {
					lin.Tick(el.Label.In("en"))
				}
				if el.Kind == ipcase.ElementText && el.ID != ipcase.ElementExplanation && el.Required {
					lin.Fill(el.Label.In("en"), "As the page shows.")
				}
			}
		}
		lin.Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").Press("Send counter-notification").
			Sees("Counter-notification sent", "If the complainant shows court action")
		w.stands(number, ipcase.StatutoryWait)
		lin.Open("/seller/cases/"+number).Sees("can show court action until", "Waiting for court action until")
	})
}

// Two holders complain about the same listing; one counter-notification answers both,
// and each of them reads its own.
func TestOneCounterAnswersTwoHolders(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
		other := w.Person("zhao").Actor()
		c, err := w.Service.FileComplaint(t.Context(), other, w.acts.DraftOf(other, w.acts.RightOf(other, ipcase.Trademark), "QL-1002"))
		if err != nil {
			t.Fatal(err)
		}
		second := w.acts.CasesOf(c.ID)[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, second, ipcase.MoveAccept)
		w.Work()

		lin := w.As("lin")
		w.throughGrounds(lin, number, "Norrvik style headlamp", "Headlamp strap")
		lin.Status(200).Sees("Answer these complaints with it too?", second, "QL-1002")
		listings := lin.Path()
		lin.Untick("Headlamp strap").Tick(second).Press("Save and continue").Status(422).Sees("Tick a listing that this complaint is about")
		lin.Tick("Headlamp strap").Press("Save and continue").Status(200).Sees("Add evidence")
		lin.Open(listings).Sees(second).Press("Save and continue")
		lin.Upload("Choose files", "mould.txt", []byte("Mould made in 2019")).Press("Save and continue").Sees("Exactly this is shown to Norrvik Optics AB and " + other.OrgName)
		lin.Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").Sees("Answers too", second+" by "+other.OrgName)
		lin.Press("Send counter-notification").Status(200).Sees("Counter-notification sent", number+"-C1")
		w.Work()
		w.stands(number, ipcase.Countered, ipcase.Countered)
		w.stands(second, ipcase.Countered)
		w.As("elin").Open("/holder/cases/"+number).Status(200).Sees("mould.txt").SeesNot(second, other.OrgName)
		w.As("zhao").Open("/holder/cases/"+second).Status(200).Sees("mould.txt").SeesNot(number, "Norrvik Optics AB")
		w.As("zhao").Open("/holder/cases/" + number).Status(404)
	})
}
