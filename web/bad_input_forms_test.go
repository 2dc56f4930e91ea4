package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Every form, sent with nothing in it, says what is wrong: once above all, as a
// link to the field, and once beside the field. Nothing happens by it.
func TestEveryFormSaysWhatIsWrong(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		f := newForms(t, db)
		f.site.As("operator") // who signs in for the first time is a row of their own
		before := rowsOfSite(t, f.site)
		b := f.site.Stranger().Open("/sign-in").Press("Sign in").Status(422)
		saysWhatIsWrong(t, b, "email", "password")
		for _, form := range f.all() {
			b := form.open(f.site.As(form.who))
			b.Press(form.button).Status(422)
			saysWhatIsWrong(t, b, form.fields...)
		}
		// A counter-notification is kept from its first step on, as wrong as it is.
		begun := fmt.Sprintf("drafts %d ", f.drafts()-1)
		after := rowsOfSite(t, f.site)
		if strings.Replace(after, fmt.Sprintf("drafts %d ", f.drafts()), begun, 1) != before {
			t.Errorf("forms that were refused changed something:\n%s\n%s", before, after)
		}
	})
}

// saysWhatIsWrong fails unless each of these fields is named in the summary and
// explained at its place in the same words.
func saysWhatIsWrong(t *testing.T, b *webtest.Browser, fields ...string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(b.Body())))
	no(t, err)
	var title string
	summary := map[string]string{} // field → words
	var beside []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		classes := strings.Fields(attrOf(n, "class"))
		switch {
		case n.Data == "title" && n.Parent.Data == "head":
			title = rawText(n)
		case slices.Contains(classes, "error-summary"):
			for a := range n.Descendants() {
				if a.Type == html.ElementNode && a.Data == "a" {
					id := strings.TrimPrefix(attrOf(a, "href"), "#")
					summary[id] += rawText(a)
				}
			}
		case n.Data == "p" && slices.Contains(classes, "error"):
			beside = append(beside, strings.TrimSuffix(attrOf(n, "id"), "-error")+"\n"+rawText(n))
		}
	}
	if !strings.HasPrefix(title, "Error: ") {
		t.Errorf("%s: the title is %q", b.Address(), title)
	}
	for _, field := range fields {
		words, ok := summary[field]
		if !ok {
			t.Errorf("%s: the summary does not lead to %q, only to %v", b.Address(), field, summary)
			continue
		}
		if !slices.ContainsFunc(beside, func(s string) bool {
			id, text, _ := strings.Cut(s, "\n")
			return id == field && strings.Contains(text, words)
		}) {
			t.Errorf("%s: nothing beside %q says %q: %q", b.Address(), field, words, beside)
		}
	}
	for field := range summary {
		if len(fields) > 0 && !slices.Contains(fields, field) {
			t.Errorf("%s: the summary leads to %q too: %s", b.Address(), field, summary[field])
		}
	}
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// forms is a portal with a case at every turn, so that every form can be opened.
type forms struct {
	t    *testing.T
	site *webtest.Site
	w    *ipcasetest.World

	right, unchecked           string
	intake, asked, waiting     string // cases by whose turn it is
	countered, contested       string
	refused, appealed, upheld  string
	fixed, complaint           string
	complaintDraft, emptyDraft string
	counterDraft               string
}

func newForms(t *testing.T, db *database.DB) *forms {
	t.Helper()
	f := &forms{t: t, site: webtest.New(t, db)}
	f.w = worldOf(t, f.site, "elin", "lin")
	w := f.w
	f.right = w.Right(ipcase.Trademark)
	more := w.Right(ipcase.Design)
	f.unchecked = w.UncheckedRight(w.Norrvik, ipcase.Patent)
	of := func(right, ref string) string {
		_, cases := w.File(right, ref)
		return cases[w.Haiyun.OrgID]
	}
	f.intake, f.waiting = of(f.right, "QL-1001"), of(f.right, "QL-1002")
	f.asked, f.countered = of(f.right, "QL-1003"), of(f.right, "QL-1004")
	f.contested, f.refused = of(more, "QL-1001"), of(more, "QL-1002")
	f.appealed, f.upheld = of(more, "QL-1004"), of(more, "QL-1003")
	no(t, w.Rule(w.Rita, f.asked, ipcase.MoveAskMore))
	no(t, w.Rule(w.Rita, f.refused, ipcase.MoveRefuse))
	no(t, w.Rule(w.Rita, f.appealed, ipcase.MoveRefuse))
	for _, number := range []string{f.waiting, f.countered, f.contested, f.upheld} {
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	}
	f.site.Work()
	for _, number := range []string{f.countered, f.contested} {
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
	}
	f.site.Work()
	no(t, w.Answer(f.contested, ipcase.AnswerContest))
	no(t, w.AppealDecision(t.Context(), w.Norrvik, ipcase.AppealDecision{
		FormID: ipcase.NewID(), Case: f.appealed, Items: w.All(f.appealed), Explanation: "Look at the second picture.", Lang: "en",
	}))
	f.fixed = f.upheld
	retitle(t, f.site, "QL-1003", "A plain one")
	no(t, w.ProposeFix(t.Context(), w.Haiyun, ipcase.ProposeFix{FormID: ipcase.NewID(), Case: f.fixed, Items: w.All(f.fixed), Words: "The name is gone.", Lang: "en"}))
	f.complaint = f.waiting[:strings.LastIndex(f.waiting, "-")]
	retitle(t, f.site, "QL-1002", "Another plain one")
	f.counterDraft = w.CounterDraftFor(w.Haiyun, f.waiting)
	f.complaintDraft = w.DraftOf(w.Norrvik, f.right, "QL-2001")
	id, err := w.StartComplaint(t.Context(), w.Norrvik)
	no(t, err)
	f.emptyDraft = id
	d, err := w.ComplaintDraft(t.Context(), w.Norrvik, id)
	no(t, err)
	d.RightNumber, d.Lines, d.Reason = f.right, []string{"QL-2001"}, lookAlikeCode(w, ipcase.Trademark)
	no(t, w.SaveComplaintDraft(t.Context(), w.Norrvik, id, d))
	f.site.Work()
	return f
}

func lookAlikeCode(w *ipcasetest.World, kind ipcase.RightType) string {
	reasons := w.Book().ReasonsFor(kind)
	return reasons[len(reasons)-1].Code
}

// blankForm is a form as somebody opens and empties it.
type blankForm struct {
	who    string
	open   func(b *webtest.Browser) *webtest.Browser
	button string
	fields []string // about which something must be said; none: any
}

func at(path string) func(*webtest.Browser) *webtest.Browser {
	return func(b *webtest.Browser) *webtest.Browser { return b.Open(path) }
}

func (f *forms) claimed(page string) func(*webtest.Browser) *webtest.Browser {
	return func(b *webtest.Browser) *webtest.Browser {
		b.Open(page)
		if strings.Contains(b.Text(), "Claim this ") {
			b.Press("Claim this ")
		}
		return b
	}
}

func (f *forms) drafts() (n int64) {
	f.t.Helper()
	no(f.t, f.site.DB.Gorm.Model(&ipcase.Draft{}).Count(&n).Error)
	return n
}

func (f *forms) all() []blankForm {
	file, held := "/holder/file/"+f.emptyDraft+"/", func(number, deed string) string { return "/holder/cases/" + number + "/" + deed }
	sold := "/seller/cases/" + f.waiting
	untick := func(path, label string) func(*webtest.Browser) *webtest.Browser {
		return func(b *webtest.Browser) *webtest.Browser { return b.Open(path).Untick(label) }
	}
	f.site.Clock.Advance(time.Minute)
	return []blankForm{
		{"elin", at("/holder/rights/new"), "Continue", []string{"type"}},
		{"elin", at("/holder/rights/new/trademark"), "Register this right", []string{
			"office", "title", "territories", "nice_classes", "valid_from", "valid_until", "specimen", "certificate",
		}},
		{"elin", at("/holder/file"), "Save and continue", []string{"right"}},
		{"elin", func(b *webtest.Browser) *webtest.Browser {
			return b.Open(file+"listings").Fill("Listing addresses or IDs, one on each line", "")
		}, "Look up these listings", []string{"lines"}},
		{"elin", untick("/holder/file/"+f.complaintDraft+"/check", "Include QL-2001"), "Continue with the ticked listings", nil},
		{"elin", at(held(f.countered, "contest")), "Contest and send to a reviewer", []string{"explanation", "evidence"}},
		{"elin", at(held(f.countered, "court")), "Send it", []string{"court", "court_number", "evidence"}},
		{"elin", untick(held(f.countered, "accept"), "QL-1004"), "Accept for the ticked listings", []string{"items"}},
		{"elin", untick(held(f.countered, "retract"), "QL-1004"), "Retract the ticked listings", []string{"items"}},
		{"elin", at(held(f.asked, "complete")), "Send it to the reviewer", []string{"explanation"}},
		{"elin", at(held(f.refused, "appeal")), "Send the appeal", []string{"explanation"}},
		{"lin", at(sold + "/counter?items=1&version-1=2"), "Save and continue", []string{"ground", "explanation"}},
		{"lin", untick(sold+"/counter/"+f.counterDraft+"/listings", "Headlamp strap"), "Save and continue", []string{"items"}},
		{"lin", at(sold + "/counter/" + f.counterDraft + "/evidence"), "Upload", []string{"files"}},
		{"lin", func(b *webtest.Browser) *webtest.Browser {
			b.Open(sold + "/counter/" + f.counterDraft + "/statements")
			return b.Fill("Full name", "").Fill("Email", "").Fill("Phone", "").Fill("Postal address", "").Untick("Good faith").Fill("Sign by typing", "")
		}, "Save and continue", []string{"contact-name", "contact-email", "contact-phone", "contact-address", "element-good_faith", "signature"}},
		{"ada", f.claimed("/review/cases/" + f.intake), "Preview statement of reasons", []string{"ruling-1"}},
		{"ada", f.claimed("/review/cases/" + f.contested), "Preview statement of reasons", []string{"ruling-1"}},
		{"ben", f.claimed("/review/cases/" + f.appealed), "Preview statement of reasons", []string{"ruling-1"}},
		{"ada", f.claimed("/review/rights/" + f.unchecked), "Record the decision", []string{"verify"}},
		{"elin", at("/holder/letter"), "Begin a draft from it", []string{"letter"}},
		{"ada", at("/review/letters"), "Lay it out", []string{"letter"}},
		{"lin", at(sold + "/time"), "Dispute the delivery", []string{"explanation"}},
		{"ada", at("/review/cases/" + f.waiting + "/time"), "Change the time", []string{"set-do", "set-reason"}},
		{"ada", at("/review/cases/" + f.waiting + "/time"), "Record it", []string{"bounce-reason"}},
		{"lin", at(sold + "/fix"), "Propose this fix", []string{"words"}},
		{"elin", untick(held(f.fixed, "fix"), "QL-1003"), "Send the answer", []string{"kind"}},
		{"lin", untick(sold+"/settlement", "QL-1002"), "Send the offer", []string{"words"}},
		{"elin", at("/holder/complaints/" + f.complaint + "/retract-listings"), "Look up this list", []string{"lines"}},
		{"elin", at("/holder/complaints/" + f.complaint + "/retract-listings"), "Retract the ticked listings", []string{"items"}},
		{"operator", at("/operator/clocks"), "Stop the clocks", []string{"reason"}},
		{"operator", at("/operator/peak"), "Guard these days", []string{"name", "from", "until"}},
	}
}

func rowsOfSite(t *testing.T, site *webtest.Site) string {
	t.Helper()
	return (&matrix{t: t, site: site}).rows()
}
