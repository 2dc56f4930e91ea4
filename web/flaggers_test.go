package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
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
		op.Open("/operator/flaggers/TF-2026-000001").Status(200).Sees("0%: 0 of 1 listings that were decided", number, "QL-1001").Press("Draw up the report").Status(200).Sees("The report is drawn up.", "Not sent")
		sendsReport(t, site, op, number)
		op.Open("/operator/flaggers").Sees("Report drawn up").Press("End it now").Status(200).Sees("The record has ended.")
		for _, who := range []string{"elin", "lin", "ada"} {
			site.As(who).Open("/operator/flaggers").Status(http.StatusNotFound)
			site.As(who).Open("/operator/flaggers/TF-2026-000001").Status(http.StatusNotFound)
		}
	})
}

// sendsReport: the PDF holds what the report rests on, and goes to the coordinator once,
// with a page that says when and to whom.
func sendsReport(t *testing.T, site *webtest.Site, op *webtest.Browser, number string) {
	t.Helper()
	const at = "/operator/flaggers/TF-2026-000001"
	var id string
	no(t, site.DB.Gorm.Raw("SELECT public_id FROM flagger_reports").Scan(&id).Error)
	pdf := at + "/reports/" + id + ".pdf"
	if kind := op.Open(pdf).Status(200).Header("Content-Type"); kind != "application/pdf" {
		t.Errorf("the report is %s", kind)
	}
	kept := op.Body()
	words := pdfWords(t, kept)
	for _, want := range []string{"DSC-2026-17", number, "Article 22(6)", "Post- och telestyrelsen", "QL-1001", "0%"} {
		if !strings.Contains(words, want) {
			t.Errorf("the report does not say %q: %s", want, words)
		}
	}
	op.Open(at).Status(200)
	op.Fill("Mail address of the coordinator", "nobody").Press("Send it to the coordinator").Status(http.StatusUnprocessableEntity).Sees("Enter the coordinator’s mail address, like name@example.com.")
	op.Fill("Mail address of the coordinator", "dsc@pts.example").Press("Send it to the coordinator").Status(200).Sees("The report is on its way to the coordinator.", "On its way to dsc@pts.example")
	site.Work()
	site.Work()
	op.Open(at).Sees("Sent on", "to dsc@pts.example")
	mails := site.Mail("dsc@pts.example")
	if len(mails) != 1 || len(mails[0].Attached) != 1 || !bytes.Equal(mails[0].Attached[0].Body, kept) && pdfWords(t, mails[0].Attached[0].Body) != words {
		t.Errorf("%d mails came, with %+v", len(mails), mails)
	}
	for _, who := range []string{"elin", "lin"} {
		site.As(who).Open(pdf).Status(http.StatusNotFound)
		site.As(who).Open("/account").Send(at+"/reports/"+id+"/send", url.Values{"to": {"x@y.example"}}).Status(http.StatusNotFound)
	}
}

// pdfWords is what a PDF says.
func pdfWords(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	no(t, os.WriteFile(path, pdf, 0o600))
	out, err := exec.CommandContext(t.Context(), ipcasetest.Program(t, "pdftotext"), "-layout", path, "-").Output()
	no(t, err)
	return string(out)
}
