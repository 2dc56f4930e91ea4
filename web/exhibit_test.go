package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
)

// document is a PDF of so many pages, each with its number on it.
func document(pages int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	add := func(o string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), o)
	}
	var kids []string
	for n := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*n))
	}
	add("<</Type/Catalog/Pages 2 0 R>>")
	add(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, strings.Join(kids, " ")))
	add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for n := range pages {
		words := fmt.Sprintf("BT /F1 36 Tf 72 700 Td (Page number %d) Tj ET", n+1)
		add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", 5+2*n))
		add(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(words), words))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// A document of one side is pictures of its pages to the other, which is given no
// file; its owner and the reviewer have the file.
func TestDocumentIsShownAsPages(t *testing.T) { // promise 5
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		draft := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1001")
		e, err := w.Service.AddEvidence(t.Context(), w.acts.Norrvik, ipcase.AddEvidence{
			FormID: draft, Field: "evidence", Name: "report.pdf", Body: bytes.NewReader(document(3)), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
		})
		well(t, err)
		filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		number := w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		page := "/evidence/" + e.PublicID
		w.As("lin").Open(page).Status(http.StatusOK).Sees("being drawn")
		w.As("lin").Open(page + "/pages/1").Status(http.StatusNotFound)
		w.Work()
		w.As("lin").Open(page+"?page=2&zoom=2").Status(http.StatusOK).Sees("Page 2 of 3", "Previous page", "Next page", "Larger", "Smaller", "both sides", e.Hash).SeesNot("Download")
		w.As("lin").Open(page + "/file").Status(http.StatusForbidden)
		b := w.As("lin").Open(page + "/pages/3").Status(http.StatusOK)
		if got := b.Header("Content-Security-Policy"); got != "sandbox; default-src 'none'" {
			t.Errorf("policy %q", got)
		}
		if !bytes.HasPrefix(b.Body(), []byte("\x89PNG")) {
			t.Error("the page is no picture")
		}
		w.As("lin").Open(page + "/pages/4").Status(http.StatusNotFound)
		w.As("elin").Open(page).Sees("Download").Open(page + "/file").Status(http.StatusOK)
		w.As("wang").Open(page + "/pages/1").Status(http.StatusNotFound)
		verify := func() error { return w.Service.Verify(t.Context(), func(int64, int64) {}) }
		well(t, verify())
		well(t, db.Gorm.Exec("UPDATE evidence_pages SET hash = (SELECT hash FROM evidence_pages WHERE n = 1) WHERE n = 2").Error)
		well(t, db.Gorm.Exec("DELETE FROM evidence_pages WHERE n = 3").Error)
		if err := verify(); err == nil || !strings.Contains(err.Error(), "not those that were drawn") {
			t.Errorf("a page that is gone: %v", err)
		}
	})
}

// What was filed for reviewers only is asked for by a reviewer and shown by who
// filed it, each on a page.
func TestReviewerAsksForAnExhibit(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number := d.contested(d.right("099442907", true), "QL-1001")
		d.As("ada").Open("/review/cases/"+number+"/exhibits/S2").Sees("has not seen this").Press("Ask to show it").Sees("They are asked", "was asked on")
		d.Work()
		if !slices.ContainsFunc(d.Mail("@"), func(l notify.Letter) bool { return strings.Contains(l.Subject, "S2") }) {
			t.Error("no mail asks for it")
		}
		v, err := d.Service.ReadReviewCase(t.Context(), d.Person("ada").Actor(), number)
		well(t, err)
		for _, e := range v.Exhibits {
			if e.Label == "S2" {
				d.As("elin").Open("/evidence/" + e.PublicID).Status(http.StatusNotFound)
				d.As("vera").Open("/evidence/" + e.PublicID).SeesNot("Show it to the other side")
				d.As("lin").Open("/evidence/" + e.PublicID).Sees("No decision can rely on it").Press("Show it to the other side").Sees("The other side can see it now")
				d.As("elin").Open("/evidence/" + e.PublicID).Status(http.StatusOK)
			}
		}
	})
}

// EICAR's way from the form to the page: sealed until the real scanner has looked,
// then refused, told to who uploaded it, and given to nobody.
func TestEICARsWay(t *testing.T) {
	at, _ := ipcasetest.Clamd(t)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		clamd, err := evidence.NewClamd(at)
		well(t, err)
		away, err := evidence.NewClamd("unix:" + t.TempDir() + "/nobody")
		well(t, err)
		w.Service.Scanning(away)
		draft := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1001")
		upload := func(name string, data []byte) ipcase.Exhibit {
			w.As("elin").Open("/holder/file/"+draft+"/facts").Upload("Add files", name, data).Press("Upload").Status(http.StatusOK).Sees(name, "Being checked for viruses")
			list, err := w.Service.FormEvidence(t.Context(), w.acts.Norrvik, draft)
			well(t, err)
			return list[len(list)-1]
		}
		bad, good := upload("invoice.txt", append([]byte("Invoice\n"), ipcasetest.EICAR()...)), upload("report.txt", []byte("Report"))
		filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		number := w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		page := func(e ipcase.Exhibit) string { return "/evidence/" + e.PublicID }
		w.Work() // the scanner is away: nothing is known, and it is tried again
		for _, e := range []ipcase.Exhibit{bad, good} {
			w.As("lin").Open(page(e)).Status(http.StatusNotFound)
			w.As("lin").Open(page(e) + "/file").Status(http.StatusNotFound)
			w.As("ada").Open(page(e)).Sees("being checked").Open(page(e) + "/file").Status(http.StatusForbidden)
		}
		w.As("lin").Open("/seller/cases/"+number).SeesNot("invoice.txt", "report.txt")
		w.Service.Scanning(clamd)
		w.Clock.Advance(time.Hour)
		w.Work()
		w.As("lin").Open(page(good)).Status(http.StatusOK).Sees("Report")
		w.As("lin").Open(page(bad)).Status(http.StatusNotFound)
		w.As("elin").Open(page(bad)).Sees("A virus was found", "Blocked: virus found").SeesNot("Download").Open(page(bad) + "/file").Status(http.StatusForbidden).SeesNot("EICAR")
		w.As("ada").Open(page(bad) + "/file").Status(http.StatusForbidden)
		w.As("ada").Open("/review/cases/" + number).Sees("A virus was found in exhibit E2")
		w.As("elin").Open("/messages").Sees("A virus was found in a file of yours")
		well(t, w.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}

// A file whose bytes are gone keeps nobody from the case: the page says which it is, and
// everything else stands there.
func TestAFileOfEvidenceIsLost(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		w.Log.ExpectFaults()
		draft := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1001")
		add := func(words string) ipcase.Exhibit {
			e, err := w.Service.AddEvidence(t.Context(), w.acts.Norrvik, ipcase.AddEvidence{
				FormID: draft, Field: "evidence", Name: "letter.txt", Body: strings.NewReader(words), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			})
			well(t, err)
			return e
		}
		lost := add("This one will be lost.")
		add("This one stays.")
		filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		bench := "/review/cases/" + w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
		const says = "This file cannot be read"
		w.As("ada").Open(bench).Status(http.StatusOK).Sees("This one will be lost.", "This one stays.").SeesNot(says)
		well(t, w.Blobs.Drop(t.Context(), lost.Hash))
		w.As("ada").Open(bench).Status(http.StatusOK).Sees(says, "This one stays.").SeesNot("This one will be lost.")
		w.As("ada").Open(bench+"/exhibits/E2").Status(http.StatusOK).Sees(says, "What the record says of it stands.")
		w.As("ada").Open(bench + "/exhibits/E3").Status(http.StatusOK).Sees("This one stays.").SeesNot(says)
		w.As("elin").Open("/evidence/" + lost.PublicID).Status(http.StatusOK).Sees(says)
		w.As("elin").Open("/evidence/"+lost.PublicID+"/file").Status(http.StatusInternalServerError).Sees("A file that belongs here cannot be read", "Reference:")
		if !strings.Contains(w.Log.String(), "a file of evidence is lost") {
			t.Error("the log does not say it")
		}
	})
}
