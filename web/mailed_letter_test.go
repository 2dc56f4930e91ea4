package web_test

import (
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

const mailedNotice = `Dear Quaylane,

I am Elin Sandqvist and write on behalf of Norrvik Optics AB, the owner of the
copyright in the photographs of its headlamps.

Our original photographs are published at https://norrvik.example/press.

The following listings use them without permission:
https://www.quaylane.example/item/QL-0001
QL-0002

I believe in good faith that these uses are not authorised by the owner of the
copyright, its agent or the law. What this letter says is accurate: the
information in it is true.

Address: Hamngatan 4, 411 14 Göteborg
Phone: +46 31 555 0143
Email: elin@norrvik.example

Kind regards
Elin Sandqvist`

// A holder pastes a letter: a draft is begun with what it holds, the letter stands
// beside what was taken from it, and nothing is filed, ticked or signed.
func TestHolderStartsFromALetter(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		verified(t, site, "elin", ipcase.Copyright, "Mountain at dawn")
		b := site.As("elin").Open("/holder/file").Press("Start from a letter")
		b.Press("Begin a draft from it").Status(422).Sees("Paste the letter, or choose a file.")
		b.Fill("The letter’s text", mailedNotice).Press("Begin a draft from it")
		b.Sees("Your letter, laid out", "Good-faith belief", "Under penalty of perjury", "Not found", "QL-0002", "What your draft took from it", "2 lines")
		b.Press("Go on to the draft").Sees("Which of your rights is infringed?")
		var rows []ipcase.Draft
		well(t, db.Gorm.Find(&rows).Error)
		if len(rows) != 1 || strings.Contains(rows[0].Data, `"Signature":"Elin`) || !strings.Contains(rows[0].Data, "+46 31 555 0143") || !strings.Contains(rows[0].Data, `"Ticked":null`) {
			t.Errorf("the draft is %+v", rows)
		}
		var complaints int64
		well(t, db.Gorm.Model(&ipcase.Complaint{}).Count(&complaints).Error)
		if complaints != 0 {
			t.Error("a letter filed a complaint")
		}
	})
}

// A reviewer lays out a letter, answers from what is missing and keeps it; pressed
// twice it is kept once. Nobody else reads it, and the reading is on record.
func TestReviewerKeepsALetter(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		ada := site.As("ada").Open("/review/letters")
		ada.Press("Lay it out").Status(422).Sees("Paste the letter, or choose a file.")
		ada.Fill("The letter’s text", mailedNotice).Press("Lay it out").Sees("US copyright procedure (DMCA)", "Accuracy and authority", "Thank you for your letter.", "under penalty of perjury")
		ada.Press("Keep as a record").Sees("Letter LTR-", "Elin Sandqvist", "Thank you for your letter.")
		number := ada.Path()
		ada.Open("/review/letters").Sees("LTR-", "Elin Sandqvist")
		for _, name := range []string{"elin", "lin", "operator"} {
			site.As(name).Open(number).Status(404)
		}
		var kept []ipcase.MailedLetter
		well(t, db.Gorm.Find(&kept).Error)
		if len(kept) != 1 || kept[0].SenderEmail != "elin@norrvik.example" || kept[0].Procedure != "us-dmca-512" || len(kept[0].Checks) < 6 {
			t.Fatalf("kept %+v", kept)
		}
		again := kept[0]
		again.ID = 0
		same, err := site.Service.KeepLetter(t.Context(), site.Person("ada").Actor(), again)
		well(t, err)
		if same.Number != kept[0].Number {
			t.Errorf("kept twice: %s and %s", kept[0].Number, same.Number)
		}
		var seen int64
		well(t, db.Gorm.Model(&ipcase.Access{}).Where("subject = ? AND outcome = 'shown'", kept[0].Number).Count(&seen).Error)
		if seen == 0 {
			t.Error("nobody wrote down that the letter was read")
		}
	})
}
