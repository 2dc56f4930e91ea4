package web_test

import (
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase"
)

func TestOrderIsRecordedAndBothSidesReadIt(t *testing.T) { // promises 8, 9
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("12345678", true), "QL-1001", "QL-1002")
		page := "/review/cases/" + number
		act := page + "/acts/order"
		ada := d.As("ada").Open(page).Sees("Other acts in this case", "Record an order", "Give another reason").SeesNot("Reverse our own mistake")
		ada.Open(act).Sees("overrides what was decided here", "When you send this")

		// Nothing said: each at its field. Then piece by piece, and nothing is lost.
		ada.Press("Send to both sides").Status(422).Sees("Choose at least one listing.", "Choose what it means for these listings.")
		ada.Tick("QL-1001").Press("Send to both sides").Status(422)
		ada.Sees("Enter the name of the court or the authority.", "Enter the day of the order", "Add the order as a file.", "Set out the facts that you found.")
		ada.Choose("Remove, or keep removed").Fill("Its name", "宁波市中级人民法院").Fill("Reference number", "(2026) Zhe 02 No. 17").Fill("Day of the order", "2026-06-05")
		ada.Fill("Facts", "The court ordered the removal.").Fill("Why it follows", "It binds the platform.").Fill("Section", "Article 103")
		ada.Upload("The order as a file", "order.txt", []byte("We order the removal.")).Press("Upload").Status(200).Sees("order.txt")
		ada.Press("Send to both sides").At(page).Sees("The order is recorded, and both sides are told.", "宁波市中级人民法院")
		if s := d.items(number); s[0].State != ipcase.Upheld || !s[0].Ordered || s[1].State != ipcase.Contested {
			t.Errorf("states %s, %s", s[0].State, s[1].State)
		}
		d.Work()
		for who, path := range map[string]string{"lin": "/seller/cases/", "elin": "/holder/cases/"} {
			d.As(who).Open(path+number).Sees("宁波市中级人民法院", "(2026) Zhe 02 No. 17")
		}
		for _, who := range []string{"haiyun.example", "norrvik.example"} {
			told := ""
			for _, m := range d.Mail(who) {
				told += m.Subject + m.Text
			}
			if !strings.Contains(told, "The court ordered the removal.") {
				t.Errorf("%s was not told", who)
			}
		}
		// Somebody else's order is not there, and nobody else's to record.
		d.As("wang").Open("/seller/cases/" + number).Status(404)
		d.As("elin").Open(act).Status(404)
		d.As("elin").Send(act, url.Values{"effect": {"order_upheld"}}).Status(404)
	})
}

func TestOwnMistakeIsReversedAndTheOldDecisionStaysVisible(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("12345678", true), "QL-1001")
		d.rule("ben", number, ipcase.MoveUpholdCounter)
		page := "/review/cases/" + number
		d.As("ada").Open(page).SeesNot("Reverse our own mistake")
		d.As("ada").Open(page + "/acts/reverse").Sees("No listing of this case can be treated in this way").SeesNot("Send to both sides")
		ben := d.As("ben").Open(page).Press("Reverse our own mistake").At(page + "/acts/reverse")
		ben.Sees("QL-1001", "removed").Fill("Facts", "The mark on the lamp was overlooked.").Fill("Why it follows", "The sign and the goods are the same.")
		ben.Press("Send to both sides").At(page).Sees("The decision is reversed, and both sides are told.", "Superseded.", "The mark on the lamp was overlooked.")
		d.states(number, ipcase.Upheld)
		d.Work()

		lin := d.As("lin").Open("/seller/cases/"+number).Sees("The platform’s own mistake reversed", "Superseded", "Appeal")
		lin.Press("Decision on claim and answer").Sees("Superseded.", "Open the later decision").Press("Open the later decision").Sees("The mark on the lamp was overlooked.")
		d.As("elin").Open("/holder/cases/"+number).Sees("The platform’s own mistake reversed", "Superseded")
		// It can be appealed, and neither who decided before is offered that.
		_, err := d.Service.ReadSellerCase(t.Context(), d.Person("lin").Actor(), number)
		d.must(err)
		d.must(d.Service.AppealDecision(t.Context(), d.Person("lin").Actor(), ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: number, Items: d.all(number), Explanation: "It only says what it fits.", Lang: "en",
		}))
		d.As("ben").Open(page).Sees("another reviewer decides the appeal").SeesNot("Claim this case")
		d.As("carol").Open("/review").Press("领取下一件").At(page).Sees("It only says what it fits.", "The lamps carry our name.", "The mark on the lamp was overlooked.")
	})
}

func TestAnotherReasonIsGivenAndToldToBoth(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("12345678", true), "QL-1001")
		page := "/review/cases/" + number
		ada := d.As("ada").Open(page+"/acts/reclassify").Press("Send to both sides").Status(422).Sees("Choose the reason that fits.", "Explain how the ground applies to the facts.")
		reasons := d.Service.Book().ReasonsFor(ipcase.Trademark)
		var c ipcase.Complaint
		d.must(d.DB.Gorm.Take(&c).Error)
		other := reasons[0]
		if other.Code == c.Reason {
			other = reasons[1]
		}
		ada.Choose(other.Label.In("en")).Fill("Why it fits", "It is a plain copy.").Press("Send to both sides").At(page).Sees("The other reason is recorded")
		d.states(number, ipcase.Contested)
		d.As("lin").Open("/seller/cases/"+number).Sees("Re-classified", other.Label.In("en"))
		d.As("elin").Open("/holder/cases/"+number).Sees("Re-classified", other.Label.In("en"))
	})
}

func TestHoldHasANextLookAndItsOutcomeIsRecorded(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001")
		d.rule("ada", number, ipcase.MoveAccept)
		d.counter(number)
		elin, form := d.Person("elin").Actor(), ipcase.NewID()
		_, err := d.Service.ReadHolderCase(t.Context(), elin, number)
		d.must(err)
		d.file(elin, form, "evidence", "claim.txt", []byte("Statement of claim"), ipcase.PurposeEvidence, ipcase.BothSides)
		d.must(d.Service.AnswerCounter(t.Context(), elin, ipcase.AnswerCounter{
			FormID: form, Case: number, Items: d.all(number), Kind: ipcase.AnswerCourt, Court: "Ningbo Court", CourtNumber: "(2026) 4711", Lang: "en",
		}))
		page := "/review/cases/" + number
		ben := d.As("ben").Open(page).Sees("On hold for a court", "Ningbo Court", "Number (2026) 4711", "Next look")
		ben.Press("Set the next look").At(page+"/acts/look").Fill("Next look", "2020-01-01").Press("Set the day").Status(422).Sees("Choose a day to come.")
		ben.Fill("Next look", "2026-12-01").Press("Set the day").At(page).Sees("The day of the next look is set.", "1 December 2026")
		ben.Press("Record the outcome of the court").At(page + "/acts/outcome")
		ben.Choose("Court: put back or kept").Fill("Day of the order", "2026-06-08").Fill("Facts", "The claim was dismissed.").Fill("Why it follows", "It binds.").Fill("Section", "Article 1")
		ben.Press("Send to both sides").At(page).Sees("The outcome is recorded, and both sides are told.")
		d.states(number, ipcase.Restored)
		d.As("lin").Open("/seller/cases/"+number).Sees("Ningbo Court", "(2026) 4711")
	})
}
