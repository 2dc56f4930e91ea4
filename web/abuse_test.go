package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A seller reports a malicious complaint; the complainant is told and answers; a
// reviewer who decided nothing in the case finds part of it, with reasons; both read
// the same; the complainant appeals to somebody else.
func TestAReportOfAbuseFromFilingToAppeal(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001", "QL-1002")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		lin, elin, ada, ben := site.As("lin"), site.As("elin"), site.As("ada"), site.As("ben")

		lin.Open("/seller/cases/"+number).In("Is the procedure misused?").Press("Report a malicious complaint").Status(200).
			Sees("A report against better knowledge is abuse too.", "“Warning”", "“Suspension from filing”", "3 working days", "2 working days")
		saysWhatIsWrong(t, lin.Press("Send the report").Status(422), "labels", "account", "honest")
		lin.Tick("Extortion").Tick("Something else").Fill("What happened?", "On 2 June they asked for 30,000 yuan.")
		saysWhatIsWrong(t, lin.Press("Send the report").Status(422), "other", "honest")
		lin.Sees("On 2 June they asked for 30,000 yuan.")
		lin.Fill("What else it is", "Threats by telephone").Tick("What I report is true to the best of my knowledge.").
			Upload("Choose files", "letter.txt", []byte("Pay, or we complain.")).Press("Send the report").Status(200)
		const report = "AB-2026-000001"
		lin.At("/seller/abuse/"+report).Sees("Your report "+report+" is filed.", "is being told", "Threats by telephone", "letter.txt", "Day 3 of 3")
		lin.Open("/seller/cases/"+number+"/abuse").Sees("Nothing can be reported at present.", report).SeesNot("Send the report")

		file := func(who, base string) string {
			return readable(site.As(who).Open(base + number + "/casefile.zip").Status(200).Body())
		}
		if got := file("elin", "/holder/cases/"); !strings.Contains(got, report) || !strings.Contains(got, `"unopened": true`) || strings.Contains(got, "30,000 yuan") {
			t.Errorf("the file of a side that has not opened the report: %v", strings.Contains(got, "30,000 yuan"))
		}
		site.Work()
		elin.Open("/messages").Sees("The other side reports abuse; you can answer")
		elin.Open("/holder/abuse/"+report).Status(200).Sees("On 2 June they asked for 30,000 yuan.", "Extortion", "Threats by telephone", "letter.txt", "You can answer this report until", "Day 2 of 2")
		saysWhatIsWrong(t, elin.Press("Send the answer").Status(422), "words")

		ada.Open("/review").Sees("Abuse reports")
		ada.Open("/review/abuse").Status(200).Sees(report, "Extortion")
		ada.Open("/review/abuse/" + report).Status(200).Sees("You have decided something in this case").SeesNot("Claim this report")
		ben.Open("/review/abuse").In(report).Press("Claim").Status(200).At("/review/abuse/"+report).Sees("Only “not found” can be decided now.", "If abuse is found, the figures suggest: Warning, 365 days")
		stale := site.As("ben").Open("/review/abuse/" + report)
		saysWhatIsWrong(t, ben.Press("Decide").Status(422), "finding-extortion", "finding-other", "facts", "explanation", "reference")
		elin.Fill("Your answer", "We offered a licence, nothing else.").Press("Send the answer").Status(200).Sees("Your answer is recorded.", "We offered a licence, nothing else.").SeesNot("Send the answer")
		stale.Choose("Not found").Press("Decide").Status(409).Sees("This report has changed since you opened it")

		ben.Open("/review/abuse/"+report).Sees("We offered a licence, nothing else.", "has answered.")
		v, err := site.Service.ReadReviewAbuse(t.Context(), w.Rita, report)
		no(t, err)
		ben.Send("/review/abuse/"+report+"/decide", url.Values{
			"version": {strconv.Itoa(v.Report.Version)}, "finding-extortion": {"found"}, "finding-other": {"not_found"}, "measure": {"holder_warning"}, "days": {"365"},
			"facts": {"The letter asks for money."}, "explanation": {"Who asks for money uses the complaint as a threat."}, "ground_kind": {"terms"}, "reference": {"§ 9.9"}, "lang": {"en"},
		}).Status(200)
		ben.At("/review/abuse/"+report).Sees(report+" was decided, and both sides are told.", "Abuse found", "AM-2026-000001")
		site.Work()
		same := []string{"The letter asks for money.", "Who asks for money uses the complaint as a threat.", "§ 9.9", "No automated means decided.", "Extortion Found", "Something else Not found"}
		lin.Open("/seller/abuse/" + report).Sees(append(same, "Abuse was found.")...).SeesNot("AM-2026-000001")
		elin.Open("/holder/abuse/" + report).Sees(append(same, "AM-2026-000001", "Appeal the decision")...)
		elin.Open("/holder/standing").Sees("Warning", "Reports of abuse", report, "Abuse found")
		lin.Open("/seller/standing").Sees("Reports of abuse", report)
		for who, base := range map[string]string{"elin": "/holder/cases/", "lin": "/seller/cases/", "ada": "/review/cases/"} {
			got := file(who, base)
			for _, words := range []string{report, "30,000 yuan", "We offered a licence, nothing else.", `"found": true`, "exhibits/" + report} {
				if !strings.Contains(got, words) {
					t.Errorf("the case file of %s does not say %q", who, words)
				}
			}
		}
		for _, who := range []string{"elin", "lin"} {
			site.As(who).Open("/messages").Sees("A report of abuse was decided, with reasons")
		}
		elin.Open("/holder/abuse/" + report)
		saysWhatIsWrong(t, elin.Press("Send appeal").Status(422), "grounds")
		elin.Fill("What did the decision get wrong?", "The letter is not ours.").Press("Send appeal").Status(200).Sees("Your appeal is filed.", "The letter is not ours.").SeesNot("Send appeal")
		ben.Open("/review/abuse/" + report).Sees("another reviewer decides the appeal").SeesNot("Claim this report")

		for _, who := range []string{"wang", "zhao", "operator"} {
			for _, path := range []string{"/seller/abuse/", "/holder/abuse/", "/review/abuse/"} {
				if b := site.As(who).Open(path + report); strings.Contains(b.Text(), "30,000") {
					t.Errorf("%s reads %s", who, path+report)
				} else {
					b.Status(404)
				}
			}
		}
		no(t, site.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}
