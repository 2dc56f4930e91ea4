package web_test

import (
	"regexp"
	"strings"
	"time"

	"ipportal/web/webtest"
)

var listingNo = regexp.MustCompile(`QL-\d{4}`)

// rightIsVerified: a reviewer claims what waits, and finds the right proven.
func (w *walker) rightIsVerified() {
	b := w.ada.Open("/review")
	w.shot(b, "review-queue-first")
	b.Press("Rights")
	w.shot(b, "rights-to-check")
	b.In(w.right).Press("Claim")
	w.shot(b, "right-check")
	b.Tick("Verify it").Press("Record the decision")
	b.Open("/review/rights/" + w.right).Sees("Checked")
	w.shot(b, "right-checked")
}

// filesComplaint: about four listings of one seller and one of another.
func (w *walker) filesComplaint() {
	b := w.elin.Open("/holder/rights/" + w.right).Sees("In force")
	w.shot(b, "right-in-force")
	b.Open("/holder/file")
	w.shot(b, "file-right")
	b.Tick("EUIPO 018442907").Press("Save and continue")
	w.shot(b, "file-listings-empty")
	lines := []string{"QL-1001", w.site.URL + webtest.ListingPath("QL-1002"), "QL-1003", "QL-2001", "QL-1001", "QL-9999"}
	b.Fill("Listing addresses or IDs, one on each line", strings.Join(lines, "\n"))
	w.shot(b, "file-listings")
	w.inPlace(b, func() { b.Press("Look up these listings") })
	b.Sees("Haiyun Outdoor", "灯塔户外专营店", "Duplicate", "No listing has this address or ID.")
	w.shot(b, "file-check")
	b.Press("Continue with the ticked listings")
	w.shot(b, "file-reason")
	w.inPlace(b, func() { b.Press("Save and continue").Status(422).Sees("There is a problem") })
	w.shot(b, "file-reason-in-error")
	b.Tick("Mark used on the product").Press("Save and continue")
	b.Fill("What should the seller and the reviewer know?", "The first picture of each listing shows our mark NORRVIK on goods that are not ours.")
	w.upload(b, "Add files", "report.pdf", pdf("report"), "Upload")
	w.shot(b, "file-facts")
	b.Press("Save and continue")
	w.shot(b, "file-statements-empty")
	b.Press("Save and continue").Status(422)
	w.shot(b, "file-statements-in-error")
	b.Tick("Good faith").Tick("True and authorised").Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue")
	w.shot(b, "file-send")
	b.Press("Send complaint about 4 listings (2 sellers)").Sees("Complaint sent")
	w.shot(b, "file-sent")
	w.complaint = w.number(complaintNo, b.Path())
	b.Press("Open the complaint")
	w.shot(b, "holder-complaint")
	b.Open("/holder")
	w.shot(b, "holder-dashboard")
	w.site.Work()
}

// noticeIsAccepted for both sellers.
func (w *walker) noticeIsAccepted() {
	b := w.ada.Open("/review").Sees("Haiyun Outdoor", "灯塔户外专营店")
	w.shot(b, "review-queue")
	w.inPlace(b, func() {
		b.Fill("Search", "haiyun").Press("Apply").Sees("Haiyun Outdoor").SeesNot("灯塔户外专营店")
	})
	if at, err := webtest.Evaluate[string](b.Window, "location.search"); err != nil || !strings.Contains(at, "q=haiyun") {
		w.t.Errorf("a filtered list stands under %q: %v", at, err)
	}
	b.Back().Sees("灯塔户外专营店")
	for range 2 {
		b.Open("/review").Press("Claim next case")
		number := w.number(caseNo, b.Path())
		if strings.Contains(b.Text(), "QL-2001") {
			w.wangCase = number
		} else {
			w.linCase = number
			w.shot(b, "review-notice")
			b.Press("Preview statement of reasons").Status(422)
			w.shot(b, "review-notice-in-error")
		}
		for _, listing := range listingNo.FindAllString(b.Text(), -1) {
			b.In("Decision for " + listing).Tick("Accept")
		}
		b.Fill("Facts", "The pictures show the mark on the goods.").Fill("Why it follows", "Same sign, same goods.")
		b.Press("Preview statement of reasons").Sees("Not sent yet")
		w.shot(b, "review-notice-preview")
		b.Press("Send")
	}
	w.site.Work()
}

// sellerDeletes one of the listings: in a dialog with script, on a page without.
func (w *walker) sellerDeletes() {
	b := w.lin.Open("/seller/complaints").Sees("Process Now", "Complaints to be responded to")
	w.shot(b, "seller-complaints")
	b.Press("Process Now").Sees("QL-1001", "QL-1002", "QL-1003")
	w.shot(b, "seller-case")
	b.In("QL-1001").Press("View Snapshot")
	w.shot(b, "seller-snapshot")
	b.Open("/seller/cases/" + w.linCase + "/right")
	w.shot(b, "seller-right")
	b.Open("/seller/cases/" + w.linCase + "/complainant")
	w.shot(b, "seller-complainant")
	b.Open("/seller/cases/" + w.linCase).Tick("Select QL-1001").Press("Delete Now")
	if b.HasDialog() != w.script {
		w.t.Errorf("a dialog: %v", b.HasDialog())
	}
	w.shot(b, "seller-delete")
	b.Press("Delete 1 listing")
	w.shot(b, "seller-deleted")
	w.site.Work()
	w.public.Open(webtest.ListingPath("QL-1001")).Status(451).Sees("not available")
}

// sellerCounters about two listings, in all steps.
func (w *walker) sellerCounters() {
	b := w.lin.Open("/seller/cases/" + w.linCase).In("If you disagree").Press("File counter-notification")
	w.shot(b, "counter-reasons")
	b.Press("Save and continue").Status(422)
	w.shot(b, "counter-reasons-in-error")
	b.Tick("My listing does not infringe the right").Fill("Explain in your own words", "The strap only says which lamp it fits. The lantern is our own design.")
	b.Press("Save and continue")
	w.shot(b, "counter-listings")
	b.Press("Save and continue")
	w.shot(b, "counter-evidence-empty")
	w.upload(b, "Choose files", "invoice.pdf", pdf("invoice"), "Upload")
	w.shot(b, "counter-evidence")
	b.Press("Save and continue")
	w.shot(b, "counter-statements")
	b.Press("Save and continue").Status(422)
	w.shot(b, "counter-statements-in-error")
	b.Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue")
	w.shot(b, "counter-check")
	b.Press("Send counter-notification").Sees("Counter-notification sent")
	w.shot(b, "counter-sent")
	b.Press("View the case")
	w.shot(b, "seller-case-countered")
	b.Open("/seller/records").Sees("View Now")
	w.shot(b, "seller-records")
	w.site.Work()
}

// holderContests with evidence.
func (w *walker) holderContests() {
	b := w.elin.Open("/holder")
	w.shot(b, "holder-dashboard-turn")
	b.Open("/holder/cases/" + w.linCase).Sees("Your turn")
	w.shot(b, "holder-case-turn")
	b.Press("Contest it")
	w.shot(b, "holder-contest")
	b.Fill("Why is the counter-notification wrong?", "The word stands on the goods themselves, not in the description alone.")
	w.upload(b, "Add files", "photo.png", webtest.Picture(w.t, 300, 200), "Upload")
	b.Press("Contest and send to a reviewer")
	w.shot(b, "holder-case-contested")
	w.site.Work()
}

// reviewerDecides: one listing stays, the other goes.
func (w *walker) reviewerDecides() {
	b := w.ada.Open("/review").Press("Claim next case").Sees("Counter-notification")
	w.shot(b, "review-decide")
	b.In("Decision for QL-1002").Tick("Keep").In("Decision for QL-1003").Tick("Remove")
	b.Fill("Facts", "The strap is described as fitting the lamp. The lantern bears the mark.").Fill("Why it follows", "Saying what goods fit is allowed; putting the mark on them is not.")
	b.Press("Preview statement of reasons").Sees("Not sent yet")
	w.shot(b, "review-decide-preview")
	b.Press("Send decision to both sides")
	w.shot(b, "review-decided")
	w.site.Work()
}

// publicSees what follows for buyers.
func (w *walker) publicSees() {
	b := w.public.Open(webtest.ListingPath("QL-1003")).Status(451)
	w.shot(b, "listing-451")
	b.Open(webtest.ListingPath("QL-1002")).Status(200)
	w.shot(b, "listing")
	b = w.lin.Open("/seller/cases/" + w.linCase)
	w.shot(b, "seller-case-decided")
	b.In("Decisions").Press("Decision")
	w.shot(b, "seller-decision")
}

// holderAppeals what was kept, and another reviewer looks.
func (w *walker) holderAppeals() {
	b := w.elin.Open("/holder/cases/" + w.linCase)
	w.shot(b, "holder-case-decided")
	b.Press("Appeal")
	w.shot(b, "holder-appeal")
	b.Fill("What did the decision get wrong?", "The strap bears the mark as well, on its buckle.").Press("Send the appeal")
	w.shot(b, "holder-appealed")
	w.site.Work()
	b = w.ben.Open("/review").Press("Claim next case").Sees("Appeal")
	w.shot(b, "review-appeal")
	b.Tick("Reverse").Fill("Facts", "The buckle in the second picture bears the mark.").Fill("Why it follows", "That is use on the goods.")
	b.Press("Preview statement of reasons").Press("Send decision to both sides")
	w.site.Work()
	w.public.Open(webtest.ListingPath("QL-1002")).Status(451)
}

// silenceRemoves what the other seller left unanswered.
func (w *walker) silenceRemoves() {
	b := w.wang.Open("/seller/complaints").Sees("立即处理")
	w.shot(b, "wang-complaints")
	b.Open("/seller/cases/" + w.wangCase)
	w.shot(b, "wang-case")
	w.site.Clock.Advance(14 * 24 * time.Hour)
	w.site.Work()
	w.site.Work()
	b.Open("/seller/cases/" + w.wangCase)
	w.shot(b, "wang-case-removed")
	b.Open("/seller/records")
	w.shot(b, "wang-records")
	w.public.Open(webtest.ListingPath("QL-2001")).Status(451)
}

// mailIsRead: what was sent on the way lies in the outbox.
func (w *walker) mailIsRead() {
	b := w.public.Open("/demo/outbox").Sees("notices@haiyun.example")
	w.shot(b, "outbox")
	b.Open("/demo")
	w.shot(b, "demo")
	for name, tab := range map[string]*webtest.Tab{"lin": w.lin, "elin": w.elin, "wang": w.wang} {
		w.shot(tab.Open("/messages"), "messages-"+name)
	}
}
