package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// shows fails unless some element of the page holds exactly these words: every
// space and every line.
func (r *realInput) shows(b *webtest.Browser, words string) {
	r.t.Helper()
	if showsExactly(r.t, b, words) == 0 {
		r.t.Errorf("%s does not show the text as it was given (%d characters, %.60q …)", b.Address(), len(words), words)
	}
}

// showsExactly counts the innermost elements that hold exactly these words.
func showsExactly(t *testing.T, b *webtest.Browser, words string) (count int) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(b.Body())))
	no(t, err)
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.FirstChild != nil && n.FirstChild.Type == html.TextNode && rawText(n) == words {
			count++
		}
	}
	return count
}

// paged reads a file through the reviewer's page about it, one page after the
// other.
func (r *realInput) paged(c *realCase, label string, p paper) {
	r.t.Helper()
	var pages []string
	for n := 1; ; n++ {
		b := r.site.As("ada").Open(fmt.Sprintf("/review/cases/%s/exhibits/%s?page=%d", c.number, label, n)).Status(http.StatusOK)
		turned := strings.Contains(b.Text(), fmt.Sprintf("Page %d of", n))
		if n > 1 && !turned {
			break
		}
		doc, err := html.Parse(strings.NewReader(string(b.Body())))
		no(r.t, err)
		for e := range doc.Descendants() {
			if e.Type == html.ElementNode && e.Data == "pre" {
				pages = append(pages, rawText(e))
			}
		}
		if !turned {
			break // a short text has one page, and says no number
		}
	}
	r.same(p.name+" in pages", strings.Join(pages, ""), p.text())
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// compareAll holds every text and file against what its author gave: as it is
// stored, and as each side is shown it.
func (r *realInput) compareAll() {
	r.t.Helper()
	for _, c := range r.all() {
		var kept string
		no(r.t, r.site.DB.Gorm.Raw("SELECT explanation FROM complaints WHERE number = ?", c.complaint).Scan(&kept).Error)
		r.same(c.notice.name+" as stored", kept, c.notice.text())
		r.exhibit(c, c.notice, "complaint:"+c.complaint, "elin", "ada", c.seller)
		words := []string{c.notice.text()}
		r.paged(c, "E1", c.notice)
		if c.counter != nil {
			no(r.t, r.site.DB.Gorm.Raw("SELECT explanation FROM counters WHERE case_id = (SELECT id FROM cases WHERE number = ?)", c.number).Scan(&kept).Error)
			r.same(c.counter.name+" as stored", kept, c.counter.text())
			r.exhibit(c, *c.counter, "case:"+c.number, c.seller, "ada", "elin")
			r.paged(c, "S1", *c.counter)
			words = append(words, c.counter.text())
		}
		for _, w := range words {
			// as what was said, and as what the file holds
			if n := showsExactly(r.t, r.site.As("ada").Open("/review/cases/"+c.number).Status(http.StatusOK), w); n != 2 {
				r.t.Errorf("the reviewer's page of %s shows the text %d times as it was given, and not twice", c.number, n)
			}
			r.shows(r.site.As(c.seller).Open("/seller/cases/"+c.number).Status(http.StatusOK), w)
		}
		r.shows(r.site.As("elin").Open("/holder/complaints/"+c.complaint).Status(http.StatusOK), c.notice.text())
		if c.counter != nil {
			r.shows(r.site.As("elin").Open("/holder/cases/"+c.number).Status(http.StatusOK), c.counter.text())
		}
	}
}

func (r *realInput) same(what, got, want string) {
	r.t.Helper()
	if got == want {
		return
	}
	a, b := difference(got, want)
	r.t.Errorf("%s is not what was given:\n%q\n%q", what, a, b)
}

// exhibit holds a file against its bytes: the row, the chain's event, and what
// each reader downloads.
func (r *realInput) exhibit(c *realCase, p paper, chain string, readers ...string) {
	r.t.Helper()
	sum := sha256.Sum256(p.bytes)
	hash := hex.EncodeToString(sum[:])
	of := "complaint_id = (SELECT complaint_id FROM cases WHERE number = ?)"
	if strings.HasPrefix(chain, "case:") {
		of = "counter_id IN (SELECT id FROM counters WHERE case_id = (SELECT id FROM cases WHERE number = ?))"
	}
	var found []ipcase.Exhibit
	no(r.t, r.site.DB.Gorm.Where(of, c.number).Find(&found).Error)
	if len(found) != 1 || found[0].Hash != hash || found[0].Name != p.name || found[0].Size != int64(len(p.bytes)) || found[0].MIME != "text/plain" {
		r.t.Errorf("%s is kept as %+v", p.name, found)
		return
	}
	var events []ipcase.Event
	no(r.t, r.site.DB.Gorm.Where("chain = ?", chain).Find(&events).Error)
	if !slices.ContainsFunc(events, func(e ipcase.Event) bool { return slices.Contains(e.Told().Hashes, hash) }) {
		r.t.Errorf("no event of %s names the hash of %s", chain, p.name)
	}
	for _, who := range readers {
		b := r.site.As(who).Open("/evidence/"+found[0].PublicID).Status(http.StatusOK).Sees(p.name, hash)
		b.Open("/evidence/" + found[0].PublicID + "/file").Status(http.StatusOK)
		r.same(p.name+" as "+who+" downloads it", string(b.Body()), string(p.bytes))
		if d := b.Header("Content-Disposition"); !strings.HasPrefix(d, "attachment") || !strings.Contains(d, p.name) {
			r.t.Errorf("%s is sent as %q", p.name, d)
		}
	}
}

// end holds the whole against itself: the chains, the mails, the marketplace.
func (r *realInput) end() {
	r.t.Helper()
	for _, c := range r.all() {
		r.is(c, c.want)
	}
	no(r.t, r.site.Service.Verify(r.t.Context(), func(int64, int64) {}))
	r.mails()
	r.journal()
}

// mails counts what each side was sent.
func (r *realInput) mails() {
	r.t.Helper()
	cases := len(r.all())
	withdrawn := 2                                 // a counter-notification's case, and the other seller's of the same complaint
	silent := cases - realCounters - withdrawn + 1 // about which no seller said anything
	want := map[string]int{
		"holder right_verified": 1, "holder good_faith_tier": 1, "holder good_faith_lost": 1, "holder complaint_filed": realNotices, "holder notice_accepted": cases, "holder counter_received": realCounters,
		"holder decision": 8, "holder case_ended": 9 + silent,
		"seller listings_removed": cases, "seller counter_filed": realCounters, "seller counter_answered": 6 + 8, "seller complaint_withdrawn": withdrawn,
		"seller decision": 8, "seller case_ended": 9 + silent,
		"holder reminder": 2 * 9, "seller reminder": 2 * silent, // at half and at four fifths of what ran out
	}
	var rows []struct {
		Kind, Message, State string
		N                    int
	}
	no(r.t, r.site.DB.Gorm.Raw("SELECT o.kind, d.message, d.state, COUNT(*) AS n FROM deliveries d JOIN orgs o ON o.id = d.org_id WHERE d.kind = 'mail' GROUP BY o.kind, d.message, d.state").Scan(&rows).Error)
	got, total := map[string]int{}, 0
	for _, row := range rows {
		got[row.Kind+" "+row.Message] += row.N
		total += row.N
		if row.State != string(ipcase.DeliveryDone) {
			r.t.Errorf("%d mails %s are %s", row.N, row.Message, row.State)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		r.t.Errorf("mails by side and kind (-want +got):\n%s", d)
	}
	letters, err := r.site.Outbox.List(10_000)
	no(r.t, err)
	if len(letters) != total {
		r.t.Errorf("%d mails are recorded as sent, and %d were", total, len(letters))
	}
}

// journal holds the marketplace's own list of what it did against the outcomes:
// each listing is taken down once, and put back once where its case says so.
func (r *realInput) journal() {
	r.t.Helper()
	acts, err := r.site.Catalogue.Journal(r.t.Context())
	no(r.t, err)
	did := map[string]string{}
	for _, a := range acts {
		did[a.Ref] += fmt.Sprintf("%s %s %t; ", a.Action, a.CaseNumber, a.Changed)
	}
	for _, c := range r.all() {
		want, visible := fmt.Sprintf("remove %s true; ", c.number), marketplace.Removed
		if c.want != ipcase.Upheld {
			want, visible = want+fmt.Sprintf("restore %s true; ", c.number), marketplace.Live
		}
		if did[c.ref] != want {
			r.t.Errorf("the marketplace did %q with %s, and not %q", did[c.ref], c.ref, want)
		}
		delete(did, c.ref)
		l, err := r.site.Catalogue.Listing(r.t.Context(), webtest.SiteUS, c.ref)
		no(r.t, err)
		if l.Visibility != visible {
			r.t.Errorf("%s is %s", c.ref, l.Visibility)
		}
		status := http.StatusOK
		if visible == marketplace.Removed {
			status = http.StatusUnavailableForLegalReasons
		}
		r.site.Stranger().Open(webtest.ListingPath(c.ref)).Status(status)
	}
	if len(did) != 0 {
		r.t.Errorf("the marketplace did more: %v", did)
	}
}
