package web_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// TestEachProcedureInChromium walks one case of each procedure to its end in a real
// browser: each deed of each person by its page, every page read by axe and as wide
// as a phone, with pictures where IPPORTAL_TEST_SHOTS names a folder.
func TestEachProcedureInChromium(t *testing.T) {
	axe := string(ipcasetest.Axe(t))
	chromium := webtest.NewChromium(t)
	for n, c := range procedureWalks {
		t.Run(c.procedure, func(t *testing.T) {
			t.Parallel()
			open, script := []func(testing.TB) *database.DB{ipcasetest.SQLite, ipcasetest.Postgres}[n%2], n%3 != 0
			site := webtest.New(t, open(t))
			w := &walker{t: t, site: site, axe: axe, script: script}
			if dir := os.Getenv("IPPORTAL_TEST_SHOTS"); dir != "" {
				w.shots = filepath.Join(dir, c.procedure)
				if err := os.MkdirAll(w.shots, 0o750); err != nil {
					t.Fatal(err)
				}
			}
			own := chromium.For(t)
			w.elin, w.lin, w.ada = own.Tab(site, "elin", script), own.Tab(site, "lin", script), own.Tab(site, "ada", script)
			w.throughProcedure(c)
		})
	}
}

func (w *walker) throughProcedure(c procedureWalk) {
	w.right = verified(w.t, w.site, "elin", c.right, "NORRVIK")
	w.filesUnder(c)
	w.decides(c, "Accept")
	stands(w.t, w.site, w.linCase, c.procedure, c.accepted)
	b := w.lin.Open("/seller/cases/" + w.linCase).Sees(c.says)
	w.shot(b, "seller-told")
	if c.after != "" {
		w.countersUnder(c)
		stands(w.t, w.site, w.linCase, c.procedure, c.after)
	}
	w.shot(w.elin.Open("/holder/cases/"+w.linCase), "holder-told")
	if c.procedure == "eu-dsa" {
		w.decides(c, "Put back")
	}
	w.site.Work()
	w.site.Clock.Advance(time.Duration(c.days) * 24 * time.Hour)
	w.site.Work()
	stands(w.t, w.site, w.linCase, c.procedure, c.end)
	w.shot(w.lin.Open("/seller/cases/"+w.linCase).Sees("This complaint ended"), "seller-end")
	w.shot(w.elin.Open("/holder/cases/"+w.linCase), "holder-end")
}

// filesUnder files a complaint about one listing, whatever its procedure asks for.
func (w *walker) filesUnder(c procedureWalk) {
	p, _ := w.site.Service.Book().InForce(c.procedure, w.site.Clock.Now())
	b := w.elin.Open("/holder/file?right=" + w.right).Press("Save and continue")
	b.Fill("Listing addresses or IDs, one on each line", c.ref).Press("Look up these listings").Press("Continue with the ticked listings")
	b.Tick(c.reason)
	if c.choose != "" {
		b.Tick(c.choose)
	}
	w.shot(b, "which-procedure")
	b.Press("Save and continue")
	facts := "What should the seller and the reviewer know?"
	if c.procedure == "us-dmca-512" {
		facts += " (optional)"
	}
	b.Sees("Handled under: "+p.Name.In("en")).Fill(facts, "The first picture shows it.")
	if c.procedure == "marketplace-urgent" {
		b.Fill("Order number of the test purchase", "QO-7781")
	}
	w.upload(b, "Add files", "report.pdf", pdf("report"), "Upload")
	b.Press("Save and continue")
	for _, e := range p.NoticeElementsFor(c.right, ipcase.Reason{}, "") {
		if e.Kind == ipcase.ElementStatement {
			b.Tick(e.Label.In("en"))
		}
	}
	w.shot(b, "statements")
	b.Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue").Press("Send complaint about").Sees("Complaint sent")
	w.linCase = w.number(caseNo, b.Text())
	w.site.Work()
}

// decides gives the one listing of the next case the same answer.
func (w *walker) decides(c procedureWalk, what string) {
	b := w.ada.Open("/review").Press("Claim next case")
	w.number(caseNo, b.Path())
	b.In("Decision for " + c.ref).Tick(what)
	b.Fill("Facts", "The pictures show the mark on the goods.").Fill("Why it follows", "Same sign, same goods.")
	w.shot(b, "reviewer")
	b.Press("Preview statement of reasons").Sees("Not sent yet").Press("Send")
	w.site.Work()
}

func (w *walker) countersUnder(c procedureWalk) {
	p, _ := w.site.Service.Book().InForce(c.procedure, w.site.Clock.Now())
	b := w.lin.Open("/seller/cases/" + w.linCase).In("If you disagree").Press("File counter-notification")
	b.Tick("My listing does not infringe the right").Fill("Explain in your own words", "The lamp is our own design.").Press("Save and continue").Press("Save and continue")
	w.upload(b, "Choose files", "invoice.pdf", pdf("invoice"), "Upload")
	b.Press("Save and continue")
	for _, e := range p.CounterElementsFor(c.right) {
		if e.Kind == ipcase.ElementStatement {
			b.Tick(e.Label.In("en"))
		}
	}
	w.shot(b, "counter-statements")
	b.Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").Press("Send counter-notification").Sees("Counter-notification sent")
	w.site.Work()
}
