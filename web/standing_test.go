package web_test

import (
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// counterfeitsOf lets Norrvik's complaints about counterfeit goods pass in silence:
// each books Haiyun four points.
func counterfeitsOf(t *testing.T, w *ipcasetest.World, refs ...string) (cases []string) {
	t.Helper()
	for _, ref := range refs {
		draft := w.Draft(w.Right(ipcase.Trademark), ref)
		d, err := w.ComplaintDraft(t.Context(), w.Norrvik, draft)
		no(t, err)
		d.Reason = "trademark_counterfeit"
		no(t, w.SaveComplaintDraft(t.Context(), w.Norrvik, draft, d))
		c, err := w.FileComplaint(t.Context(), w.Norrvik, draft)
		no(t, err)
		number := w.CasesOf(c.ID)[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		cases = append(cases, number)
	}
	w.Work()
	w.Clock.Advance(8 * 24 * time.Hour)
	w.Work()
	return cases
}

// A seller's points lead to a measure: proposed to reviewers, decided with reasons,
// told, appealed, lifted by somebody else. Nobody else meets it.
func TestAMeasureFromProposalToAppeal(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		lin, ada, ben := site.As("lin"), site.As("ada"), site.As("ben")
		lin.Open("/seller/standing").Status(200).Sees("Your standing", "No points", "Nothing was ever booked", "6 points", "Warning")
		cases := counterfeitsOf(t, w, "QL-1001", "QL-1002")
		lin.Open("/seller/standing").Sees("8 points", "4 points away", "No answer came in time", cases[0], "+4", "12 points", "Restriction, 7 days").SeesNot("AM-2026-")

		const measure = "AM-2026-000001"
		ada.Open("/review/measures").Status(200).Sees("Waiting for a decision", measure, "Haiyun Outdoor", "Warning")
		ada.In(measure).Press("Claim").Status(200).At("/review/measures/"+measure).Sees("Impose the measure", "Nobody is told of the proposal.", cases[1])
		saysWhatIsWrong(t, ada.Press("Decide").Status(422), "verdict")
		ada.Choose("Impose the measure")
		saysWhatIsWrong(t, ada.Fill("Section", "").Fill("For how many days", "900").Press("Decide").Status(422), "facts", "explanation", "reference", "days")
		stale := ada.Fill("Facts", "Two complaints, eight points.").Fill("Why it follows", "The terms say so.").Fill("Section", "§ 9.1").Fill("For how many days", "30")
		ben.Open("/review/measures/" + measure).Status(200).Sees("Another reviewer works on it").SeesNot("Impose the measure")
		stale.Press("Decide").Status(200).At("/review/measures").Sees(measure+" was decided, and its party is told.", "In force")

		site.Work()
		lin.Open("/seller/standing").In(measure).Press("Warning").Status(200).
			Sees("Statement of reasons", "Two complaints, eight points.", "The terms say so.", "§ 9.1", "Appeal the decision", "No automated means decided.")
		saysWhatIsWrong(t, lin.Press("Send appeal").Status(422), "explanation")
		lin.Fill("What did the decision get wrong?", "Both complaints were mistakes.").Press("Send appeal").Status(200).Sees("Your appeal against "+measure+" was sent.", "Both complaints were mistakes.").
			SeesNot("Send appeal")

		ada.Open("/review/measures/" + measure).Status(200).Sees("another reviewer decides the appeal")
		ben.Open("/review/measures").In(measure).Press("Claim").Status(200).Sees("Both complaints were mistakes.").Choose("Lift the measure").Fill("Why it follows", "They were mistakes indeed.").Press("Decide").Status(200)
		site.Work()
		lin.Open("/seller/standing/"+measure).Sees("The measure is lifted.", "They were mistakes indeed.")

		for _, who := range []string{"elin", "wang", "operator"} {
			for _, path := range []string{"/seller/standing/", "/holder/standing/", "/review/measures/"} {
				if b := site.As(who).Open(path + measure); strings.Contains(b.Text(), "eight points") {
					t.Errorf("%s reads %s", who, path+measure)
				} else {
					b.Status(404)
				}
			}
		}
		no(t, site.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}

// A holder reads how its complaints ended, before it files, and on its own page.
func TestAHolderReadsItsAccuracy(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		elin := site.As("elin")
		elin.Open("/holder/standing").Status(200).Sees("Your standing")
		right := w.Right(ipcase.Trademark)
		_, cases := w.File(right, "QL-1001", "QL-1002")
		no(t, w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveAccept))
		site.Work()
		elin.Open("/holder/cases/" + cases[w.Haiyun.OrgID] + "/retract").Sees("count for your accuracy as decided and not taken down")
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: cases[w.Haiyun.OrgID], Items: w.All(cases[w.Haiyun.OrgID])}))
		site.Work()
		elin.Open("/holder/standing").Sees("100 %", "2 of 2", "Look-alike mark")
		elin.Open("/holder/file/" + w.Draft(right, "QL-1003") + "/send").Sees("so far 100% of 2 were taken down")
		site.As("lin").Open("/holder/standing").Status(404)
	})
}

// An operator guards days before a sales event; a first complaint of these days says
// to its reviewer, and to its holder, that two look at it.
func TestDaysAreGuarded(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		op := site.As("operator")
		op.Open("/operator/peak").Status(200).Sees("No days are guarded")
		saysWhatIsWrong(t, op.Press("Guard these days").Status(422), "name", "from", "until")
		op.Fill("Sales event", "June sale").Fill("First day", "2026-06-20").Fill("Last day", "2026-06-08")
		saysWhatIsWrong(t, op.Press("Guard these days").Status(422), "until")
		op.Fill("First day", "2026-06-08").Fill("Last day", "2026-06-20").Press("Guard these days").Status(200).Sees("The days are guarded.", "June sale")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		site.As("elin").Open("/holder/cases/"+number).Sees("Two reviewers look at this notice", "hardly filed complaints before")
		site.As("ada").Open("/review/cases/"+number).Sees("Guarded: filed in the days before a sales event", "Two different reviewers accept it")
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.As("lin").Open("/seller/cases/" + number).Status(404)
		site.As("ben").Open("/review/cases/" + number).Sees("One reviewer has accepted it; the second one decides.")
		no(t, w.Rule(w.Bo, number, ipcase.MoveAccept))
		site.Work()
		site.As("lin").Open("/seller/cases/" + number).Status(200).Sees("a reviewer looks before anything is removed")
		site.As("ada").Open("/operator/peak").Status(404)

		// The time runs out: nothing goes, and a reviewer looks.
		site.Clock.Set(*w.Items(number)[0].DueAt)
		site.Work()
		site.As("lin").Open("/seller/cases/" + number).Sees("A reviewer looks first")
		site.As("elin").Open("/holder/cases/" + number).Sees("Nothing is removed by the clock alone in these days.")
		ben := site.As("ben").Open("/review?task=guarded").Status(200).Sees(number, "Silence under guard")
		ben.Open("/review/cases/"+number).Press("Claim this case").Choose("Confirm the removal").Fill("Facts", "The mark stands on the lamp.").
			Fill("Why it follows", "The seller did not answer, and the notice is well founded.").Press("Preview statement of reasons").Status(200).
			Press("Send").Status(200)
		site.Work()
		if got := w.States(number); got[0] != ipcase.Removed || w.Visible("QL-1001") {
			t.Errorf("after the reviewer confirmed: %s", got)
		}
		site.As("lin").Open("/seller/cases/" + number).Sees("confirmed the removal of QL-1001").Open("/seller/standing").Sees("2 points")
		op.Open("/operator/peak").In("June sale").Press("End").Status(200).Sees("The days are no longer guarded.")
	})
}
