package web_test

import (
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// The operator records a trusted flagger; its notices say so in the queue; it reads
// how precise it is; and the report to its coordinator holds its figures and cases.
func TestATrustedFlagger(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		right := w.Right(ipcase.Trademark)
		op := site.As("operator")
		op.Open("/operator/flaggers").Status(200)
		saysWhatIsWrong(t, op.Press("Record it").Status(http.StatusUnprocessableEntity), "org", "coordinator", "country", "reference", "from")
		op.Choose(site.Person("elin").Org).Fill("Digital Services Coordinator", "Post- och telestyrelsen").Choose("Sweden").
			Fill("Reference of its decision", "DSC-2026-17").Fill("First day", "2026-03-01").Press("Record it").Status(200).
			Sees("The trusted flagger is recorded.", "TF-2026-000001", "nothing decided yet")
		_, cases := w.File(right, "QL-1001")
		number := cases[w.Haiyun.OrgID]
		site.As("ada").Open("/review").Sees(number, "Trusted flagger: looked at first")
		site.As("elin").Open("/holder/standing").Sees("Trusted flagger, awarded by Post- och telestyrelsen", "nothing decided yet")
		no(t, w.Rule(w.Rita, number, ipcase.MoveRefuse))
		op.Open("/operator/flaggers/TF-2026-000001").Status(200).Sees("0%: 0 of 1 listings that were decided", number, "QL-1001").Press("Draw up the report").Status(200)
		if text := string(op.Body()); !strings.Contains(text, "DSC-2026-17") || !strings.Contains(text, number) || !strings.Contains(text, "Article 22(6)") {
			t.Errorf("the report says %s", text)
		}
		op.Open("/operator/flaggers").Sees("Report drawn up").Press("End it now").Status(200).Sees("The record has ended.")
		for _, who := range []string{"elin", "lin", "ada"} {
			site.As(who).Open("/operator/flaggers").Status(http.StatusNotFound)
			site.As(who).Open("/operator/flaggers/TF-2026-000001").Status(http.StatusNotFound)
		}
	})
}
