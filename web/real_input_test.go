package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

const (
	realNotices  = 60
	realCounters = 24
)

// paper is a notice or counter-notification as somebody really wrote it.
type paper struct {
	name  string // of the file
	bytes []byte
}

// text is the paper as it is pasted into a field: with one newline at the end of
// each line, which is how the portal keeps what browsers send with CRLF.
func (p paper) text() string { return strings.ReplaceAll(string(p.bytes), "\r\n", "\n") }

// papers reads the real notices and counter-notifications, the first of each by
// name; where there are too few notices, retractions are taken too.
func papers(t *testing.T) (notices, counters []paper) {
	t.Helper()
	folder := filepath.Join(ipcasetest.Shared(t), "data", "dmca")
	entries, err := os.ReadDir(folder)
	no(t, err)
	var retractions []paper
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		no(t, err)
		p := paper{name: e.Name(), bytes: content}
		switch kind, _, _ := strings.Cut(e.Name(), "-"); kind {
		case "notice":
			notices = append(notices, p)
		case "retraction":
			retractions = append(retractions, p)
		case "counter":
			counters = append(counters, p)
		}
	}
	notices = append(notices, retractions...)
	if len(notices) < realNotices || len(counters) < realCounters {
		t.Fatalf("%s holds %d notices and %d counter-notifications", folder, len(notices), len(counters))
	}
	return notices[:realNotices], counters[:realCounters]
}

// Sixty real notices are filed, and twenty-four real counter-notifications are
// carried through to an outcome, by people at the pages. Every byte that they
// gave is the byte that is kept and shown.
func TestRealInput(t *testing.T) {
	notices, counters := papers(t)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		r := &realInput{t: t, site: webtest.New(t, db)}
		r.goods()
		r.right = verified(t, r.site, "elin", ipcase.Copyright, "Mountain at dawn")
		for n, p := range notices {
			r.complain(n, p)
		}
		r.acceptAll()
		for n, p := range counters {
			r.counter(r.filed[n], p)
		}
		r.site.Work()
		r.answers()
		r.silence()
		r.compareAll()
		r.end()
	})
}

// realInput is a run of it.
type realInput struct {
	t     *testing.T
	site  *webtest.Site
	right string
	filed []*realCase // in the order of the notices
	more  []*realCase // the second seller's part of a complaint
}

// realCase is what became of one notice and its counter-notification.
type realCase struct {
	complaint, number, ref, seller string
	notice                         paper
	counter                        *paper
	want                           ipcase.State
}

func (r *realInput) all() []*realCase { return slices.Concat(r.filed, r.more) }

// Two shops on the American site, lin's and dana's.
func realRef(shop string, n int) string { return fmt.Sprintf("US-%s-%03d", strings.ToUpper(shop), n+1) }

// goods puts a listing on sale for every notice.
func (r *realInput) goods() {
	r.t.Helper()
	var listings []marketplace.CatalogueListing
	for n := range realNotices {
		for _, shop := range []string{"lin", "dana"} {
			p := r.site.Person(shop)
			listings = append(listings, marketplace.CatalogueListing{
				SiteCode: webtest.SiteUS, Ref: realRef(shop, n), SellerOrgID: p.OrgID, SellerName: p.Org, Title: fmt.Sprintf("Poster %d", n+1), Lang: "en",
				Description: "Printed on paper.", Category: "Wall art", PriceMinor: 1900, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: r.site.Clock.Now(),
			})
		}
	}
	no(r.t, r.site.Catalogue.Add(r.t.Context(), listings...))
}

// complain files one notice: its text as the explanation, its bytes as evidence.
// Every sixth complaint is about both shops.
func (r *realInput) complain(n int, p paper) {
	t := r.t
	t.Helper()
	seller, also := "lin", "dana"
	if n%2 == 1 {
		seller, also = also, seller
	}
	refs := []string{realRef(seller, n)}
	if n%6 == 5 {
		refs = append(refs, realRef(also, n))
	}
	b := r.site.As("elin")
	fileUpTo(b, r.right, refs...).Choose("Work used on merchandise").Press("Save and continue")
	b.Fill("What should the seller and the reviewer know?", p.text()).Upload("Add files", p.name, p.bytes).Press("Save and continue").Status(200)
	b.Tick("Good faith").Tick("Accuracy and authority").Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue").Status(200)
	r.shows(b, p.text())
	b.Press("Send complaint about").Status(200).Sees("Your reference number")
	complaint := complaintNo.FindString(b.Path())
	if complaint == "" {
		t.Fatalf("%s was not filed: %s\n%s", p.name, b.Path(), b.Text())
	}
	for k, ref := range refs {
		c := &realCase{complaint: complaint, ref: ref, seller: []string{seller, also}[k], notice: p, want: ipcase.Upheld}
		c.number = r.caseOf(complaint, c.seller)
		if k == 0 {
			r.filed = append(r.filed, c)
		} else {
			r.more = append(r.more, c)
		}
	}
}

// caseOf is the number of a seller's part of a complaint.
func (r *realInput) caseOf(complaint, seller string) string {
	r.t.Helper()
	var number string
	err := r.site.DB.Gorm.Raw("SELECT c.number FROM cases c JOIN complaints k ON k.id = c.complaint_id WHERE k.number = ? AND c.seller_org_id = ?",
		complaint, r.site.Person(seller).OrgID).Scan(&number).Error
	no(r.t, err)
	if number == "" {
		r.t.Fatalf("%s has no case of %s", complaint, seller)
	}
	return number
}

// acceptAll lets two reviewers take one case after the other from the queue until
// nothing waits. Nobody gets a case that the other has had.
func (r *realInput) acceptAll() {
	r.t.Helper()
	seen := map[string]bool{}
	for n := range len(r.all()) {
		b := r.site.As([]string{"ada", "ben"}[n%2])
		b.Open("/review").Press("Claim next case").Status(200)
		number := caseNo.FindString(b.Path())
		if number == "" || seen[number] {
			r.t.Fatalf("claimed %q after %d cases: %s\n%s", number, n, b.Path(), b.Text())
		}
		seen[number] = true
		b.Choose("Accept and remove").Fill("Facts", "The poster shows the work.\nThe picture is the registered one.").Fill("Why it follows", "It is a copy that nobody allowed.")
		b.Press("Preview statement of reasons").Status(200).Sees("Not sent yet.", "It is a copy that nobody allowed.")
		b.Press("Send this decision").Status(200).Sees("was sent")
	}
	r.site.As("ada").Open("/review").Sees("0 open", "Nothing waits for a reviewer")
	r.site.Work()
}

// until turns the clock to an instant, in steps of a day so that what is due on
// the way is done on its day.
func (r *realInput) until(at time.Time) {
	r.t.Helper()
	for r.site.Clock.Now().Add(24 * time.Hour).Before(at) {
		r.site.Clock.Advance(24 * time.Hour)
		r.site.Work()
	}
	r.site.Clock.Set(at)
	r.site.Work()
}
