package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
)

func TestNoticeIsCheckedListingByListing(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		right := d.right("12345678", true)
		number := d.complaint(right, "QL-1001", "QL-1002", "QL-1003")
		page := "/review/cases/" + number
		ada := d.As("ada").Open(page).Press("Claim this case").At(page)
		ada.Sees("Good faith", "Given", "Elin Strand", "ip@norrvik.example", "QL-1001", "Norrvik style headlamp 900 lumen", "report.txt")

		// Nothing chosen, nothing written: each at its field, and nothing is lost.
		ada.Fill("Facts", "I looked at the three listings.").Press("Preview statement of reasons").Status(422).Sees("There is a problem", "Rule on at least one listing.")
		ada.Sees("I looked at the three listings.")

		ada.In("1. QL-1001").Choose("Accept")
		ada.In("2. QL-1002").Choose("Ask for more")
		ada.In("3. QL-1003").Choose("Refuse")
		ada.Press("Preview statement of reasons").Status(422)
		ada.Sees("Say what is missing and how to cure it.", "Choose the ground on which you refuse.", "Explain how the ground applies to the facts.")

		ada.Fill("What is missing and how to cure it, for listing 2", "A picture of the strap is missing. Add one.")
		ada.In("3. QL-1003").Choose("The comparison shows another product")
		ada.Fill("Why it follows", "The name is the mark, letter by letter.")
		ada.Press("Preview statement of reasons").Status(200)
		ada.Sees("Not sent yet.", "The seller is asked to respond about QL-1001.", "QL-1002: more information asked for", "QL-1003: notice not accepted", "I looked at the three listings.")
		d.states(number, ipcase.Intake, ipcase.Intake, ipcase.Intake)

		ada.Press("Back to the decision").Status(200).Sees("I looked at the three listings.", "A picture of the strap is missing. Add one.")
		ada.Press("Preview statement of reasons").Press("Send this decision").At("/review").Sees("The decision on " + number + " was sent.")
		d.states(number, ipcase.AwaitingSeller, ipcase.NeedsInfo, ipcase.Rejected)
		if i := d.items(number)[2]; i.Refusal == "" {
			t.Error("the ground of the refusal is not kept")
		}

		// The mails tell each side what is theirs, and the seller nothing of the rest.
		d.Work()
		seller, holder := "", ""
		for _, m := range d.Mail("haiyun.example") {
			seller += m.Subject + m.Text
		}
		for _, m := range d.Mail("norrvik.example") {
			holder += m.Subject + m.Text
		}
		if !strings.Contains(seller, "QL-1001") || strings.Contains(seller, "QL-1002") || strings.Contains(seller, "QL-1003") || strings.Contains(seller, "strap is missing") {
			t.Errorf("the seller's mail: %s", seller)
		}
		for _, want := range []string{"A picture of the strap is missing. Add one.", "The comparison shows another product", "Thu 11 June 2026"} {
			if !strings.Contains(holder+seller, want) {
				t.Errorf("no mail says %q:\n%s", want, holder)
			}
		}
		d.As("lin").Open("/seller/cases/"+number).SeesNot("QL-1002", "strap is missing")
	})
}

func TestOneAnswerForEveryListing(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001", "QL-1002", "QL-1003", "QL-1004")
		page := "/review/cases/" + number
		ada := d.As("ada").Open(page).Press("Claim this case").At(page)
		ada.In("All 4 listings").Choose("Ask for more")
		ada.Press("Preview statement of reasons").Status(422).Sees("Say what is missing and how to cure it.")
		ada.Fill("What is missing and how to cure it, for all listings", "Add the test purchase report.")
		ada.In("2. QL-1002").Choose("Accept")
		ada.Fill("What is missing and how to cure it, for listing 2", "First I wanted more of this one.")
		ada.Fill("Facts", "The name stands on the lamp.").Fill("Why it follows", "It is the mark.")
		ada.Press("Preview statement of reasons").Press("Send this decision").At("/review")
		d.states(number, ipcase.NeedsInfo, ipcase.AwaitingSeller, ipcase.NeedsInfo, ipcase.NeedsInfo)
		var decision ipcase.Decision
		d.must(d.DB.Gorm.Take(&decision).Error)
		for _, ru := range decision.Rulings {
			if ru.Move == ipcase.MoveAccept && ru.Comment != "" {
				t.Errorf("an acceptance holds %q, and reaches the seller", ru.Comment)
			}
		}
	})
}

func TestClaimAgainstCounterIsDecidedListingByListing(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("12345678", true), "QL-1001", "QL-1002")
		page := "/review/cases/" + number
		ben := d.As("ben").Open(page).Press("Claim this case").At(page)
		ben.Sees("The lamps carry our name.", "The strap only says which lamp it fits.", "The strap is ours too.", "Points in dispute", "It does not infringe the right")
		ben.Sees("packaging.png", "invoice.txt", "Tooling invoice, for the reviewer only", "Reviewer only", "cannot be relied on: Norrvik Optics AB has not seen it.")
		ben.Open(page+"/exhibits/E1").Sees("Page 1 of 3", "Next page").Press("Next page").Sees("Page 2 of 3", "A line of the report")
		ben.Press("Next exhibit").Sees("packaging.png").Open(page)

		ben.In("1. QL-1001").Choose("Remove")
		ben.In("2. QL-1002").Choose("Keep")
		ben.Tick("E1").Fill("Facts", "The lamp carries the name; the strap names what it fits.").Fill("Why it follows", "Saying what goods fit is allowed.")
		ben.Press("Preview statement of reasons").Status(200)
		ben.Sees("Removed, or stays removed: QL-1001.", "Kept, or put back: QL-1002.", "Evidence relied on", "E1", "Not used, neither to detect nor to decide.", "appeal")

		// Pressing twice sends once and answers alike.
		form := url.Values{
			"ruling-1": {"uphold_complaint"}, "ruling-2": {"uphold_counter"}, "facts": {"The lamp carries the name."}, "explanation": {"It is the mark."},
			"ground_kind": {"terms"}, "reference": {"7.2"}, "lang": {"en"}, "territory": {"CN"},
		}
		for _, i := range d.items(number) {
			form.Set("version-"+string(rune('0'+i.Position)), string(rune('0'+i.Version)))
		}
		ben.Send(page+"/decide", form).At("/review").Sees("The decision on " + number + " was sent.")
		ben.Send(page+"/decide", form).At("/review").Sees("The decision on " + number + " was sent.")
		states := d.items(number)
		if states[1].State != ipcase.Restored || states[0].State != ipcase.Removed && states[0].State != ipcase.Upheld {
			t.Errorf("states %s, %s", states[0].State, states[1].State)
		}
		var n int64
		d.must(d.DB.Gorm.Model(&ipcase.Decision{}).Where("kind = ?", ipcase.DecisionAdjudication).Count(&n).Error)
		if n != 1 {
			t.Errorf("%d decisions, want 1", n)
		}
		d.Work()
		for _, who := range []string{"haiyun.example", "norrvik.example"} {
			if m := d.Mail(who); len(m) == 0 || !strings.Contains(m[0].Text+m[1].Text, "The lamp carries the name.") {
				t.Errorf("%s did not get the reasons", who)
			}
		}
	})
}

// What one side has not seen cannot be relied on, whoever writes the request.
func TestHiddenExhibitCannotBeReliedOn(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("12345678", true), "QL-1001")
		var hidden string
		d.must(d.DB.Gorm.Model(&ipcase.Exhibit{}).Where("name = ?", "invoice.txt").Pluck("public_id", &hidden).Error)
		page := "/review/cases/" + number
		ben := d.As("ben").Open(page).Press("Claim this case")
		version := string(rune('0' + d.items(number)[0].Version))
		ben.Send(page+"/preview", url.Values{
			"version-1": {version}, "ruling-1": {"uphold_complaint"}, "facts": {"A"}, "explanation": {"B"}, "ground_kind": {"law"}, "reference": {"1"}, "evidence": {hidden},
		}).Status(422).Sees("was shown to the reviewer only")
	})
}

// A case that moved on in the meantime is shown as it is now, and what was
// written is given back.
func TestDecisionOnAStalePageIsNotLost(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001")
		page := "/review/cases/" + number
		ben := d.As("ben").Open(page).Press("Claim this case").At(page)
		ben.Choose("Accept").Fill("Facts", "My careful findings.").Fill("Why it follows", "And my reasons.")

		d.Clock.Advance(31 * time.Minute) // the lease ran out, and another reviewer decided
		d.rule("ada", number, ipcase.MoveAccept)
		ben.Press("Preview statement of reasons").Status(409).Sees("Your decision was not sent.", "My careful findings.", "And my reasons.")
		d.states(number, ipcase.AwaitingSeller)

		other := d.complaint(d.right("87654321", true), "QL-1002")
		page = "/review/cases/" + other
		ben.Open(page).Press("Claim this case").At(page)
		ben.Choose("Accept").Fill("Facts", "Findings of the second case.").Fill("Why it follows", "Reasons.")
		d.Clock.Advance(31 * time.Minute)
		d.must(d.Service.Claim(t.Context(), d.Person("ada").Actor(), other))
		ben.Press("Preview statement of reasons").Status(403).Sees("Another reviewer is working on this.", "Findings of the second case.", "Ada Moreau works on this case")
	})
}

func TestAppealIsDecidedByAnotherReviewer(t *testing.T) { // promise 10
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001")
		in := ipcase.DecideCase{Case: number, Facts: "Another lamp.", GroundKind: ipcase.GroundTerms, Reference: "7.2", Explanation: "Not the mark.", Lang: "en"}
		in.Rulings = []ipcase.RulingInput{{Position: 1, Version: 1, Do: ipcase.MoveRefuse, Code: "other_product"}}
		in.Rulings[0].Version = d.items(number)[0].Version
		_, err := d.Service.Decide(t.Context(), d.Person("ada").Actor(), in)
		d.must(err)
		elin := d.Person("elin").Actor()
		_, err = d.Service.ReadHolderCase(t.Context(), elin, number)
		d.must(err)
		d.must(d.Service.AppealDecision(t.Context(), elin, ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: number, Items: d.all(number), Explanation: "It is our lamp, look at the second picture.", Lang: "en",
		}))
		page := "/review/cases/" + number
		ada := d.As("ada").Open("/review").Sees("Appeal by the complainant", "You decided in this case")
		ada.Open(page).Sees("another reviewer decides the appeal").SeesNot("Preview statement of reasons", "Claim this case")
		ada.Send("/review/claim-next", url.Values{}).At("/review").Sees("Nothing waits for a reviewer at the moment.")
		form := url.Values{
			"version-1": {string(rune('0' + d.items(number)[0].Version))}, "ruling-1": {"reverse"}, "facts": {"F"}, "explanation": {"E"}, "ground_kind": {"law"}, "reference": {"1"}, "lang": {"en"},
		}
		ada.Send(page+"/decide", form).Status(403).Sees("another reviewer decides the appeal")
		d.states(number, ipcase.Appealed)

		carol := d.As("carol").Open("/review").Press("领取下一件").At(page)
		carol.Sees("申诉内容", "It is our lamp, look at the second picture.", "Another lamp.", "维持", "改判")
		carol.Choose("改判").Fill("事实", "第二张图片显示的就是该灯。").Fill("论证", "标识相同。").Press("预览理由说明").Status(200).Press("向双方发送裁定").At("/review")
		d.states(number, ipcase.AwaitingSeller)
	})
}

func TestUndeliveredNoticeIsRecorded(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001")
		d.rule("ada", number, ipcase.MoveAccept)
		var n ipcase.Notice
		d.must(d.DB.Gorm.Where("party = ?", ipcase.PartySeller).Take(&n).Error)
		now := d.Clock.Now()
		d.must(d.DB.Gorm.Model(&ipcase.Notice{}).Where("id = ?", n.ID).Updates(map[string]any{"failed_at": now}).Error)
		d.must(d.DB.Gorm.Model(&ipcase.Case{}).Where("number = ?", number).
			Updates(map[string]any{"review_task": ipcase.TaskUndelivered, "review_due_at": now}).Error)
		page := "/review/cases/" + number
		ada := d.As("ada").Open("/review").Sees("Notice not delivered").Press("Claim next case").At(page)
		ada.Sees("Record a delivery", "There is a complaint about your listings", "Haiyun Outdoor", "Came back")
		ada.Press("Record the delivery").Status(422).Sees("Say what shows it, such as a tracking number.")
		ada.Fill("Proof", "Receipt RR 123, signed by Lin Yue").Press("Record the delivery").At(page).Sees("The delivery was recorded, and the clock has started.")
		if i := d.items(number)[0]; i.DueAt == nil {
			t.Error("the clock has not started")
		}
	})
}

func TestRightIsVerifiedOrRefused(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		first := d.right("12 345 678", false)
		other := d.rightOf(d.Person("zhao").Actor(), "１２３４５６７８", false)
		waiting := d.complaint(first, "QL-1001")

		ada := d.As("ada").Open("/review/rights").Sees(first, other, "NORRVIK", "Nobody")
		page := "/review/rights/" + first
		ada.In(first).Press("Claim").At(page).Sees("The same number was registered before by somebody else.", other, "Certificate of registration", "Norrvik Optics AB")
		ada.Press("Record the decision").Status(422).Sees("Choose whether the right is proven.")
		ada.Choose("Refuse it").Press("Record the decision").Status(422).Sees("Say why the right is not accepted and what would cure it.")
		d.As("ben").Open(page).Sees("Ada Moreau checks this right").SeesNot("Record the decision")

		// A complaint under it cannot be accepted before.
		d.As("ben").Open("/review/cases/" + waiting).Sees("Being verified").Press("Claim this case").Sees("check the right first")

		ada.Open(page).Choose("Verify it").Press("Record the decision").At("/review").Sees(first + " was verified, and its holder is told.")
		ada.Send(page+"/check", url.Values{"verify": {"yes"}, "version": {"1"}}).At("/review")
		ada.Send(page+"/check", url.Values{"verify": {"no"}, "reason": {"Too late."}, "version": {"1"}}).Status(409).Sees("Somebody has checked this right already.", "Too late.")

		ada.Open("/review/rights/"+other).Press("Claim this right").Choose("Refuse it").Fill("Reason", "The number is Norrvik’s. Add a licence.")
		ada.Press("Record the decision").At("/review").Sees(other + " was not accepted")
		d.Work()
		if m := d.Mail("qinghe.example"); len(m) != 1 || !strings.Contains(m[0].Text, "The number is Norrvik’s. Add a licence.") {
			t.Errorf("the holder's mail: %+v", m)
		}
	})
}

// A field that holds what no text may hold is cleaned, and the reviewer is told.
func TestReviewersTextIsCleaned(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.complaint(d.right("12345678", true), "QL-1001")
		page := "/review/cases/" + number
		ada := d.As("ada").Open(page).Press("Claim this case")
		ada.Send(page+"/preview", url.Values{"facts": {"a\x00b"}, "ruling-1": {"accept_notice"}, "version-1": {"1"}}).Status(422).Sees("characters that do not show", "ab")
		ada.Send(page+"/preview", url.Values{"facts": {strings.Repeat("word ", 50_000)}, "ruling-1": {"accept_notice"}, "version-1": {"1"}}).Status(422).Sees("Shorten it to")
		ada.Send(page+"/preview", url.Values{"ruling-9": {"accept_notice"}, "version-9": {"1"}, "facts": {"F"}, "explanation": {"E"}, "ground_kind": {"law"}, "reference": {"1"}}).Status(409)
	})
}
