package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// The main job, from the registration of rights to the last appeal, by people at
// the pages: a rights holder, three sellers who go different ways, and three
// reviewers. Beside every step stands what must be seen and what must not; at the
// end, every event and every mail that must have followed, and no other.
func TestMainJob(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		j := &mainJob{t: t, Site: webtest.New(t, db)}
		for _, who := range []string{"elin", "lin", "wang", "dana", "zhao", "ada", "ben", "carol"} {
			j.Person(who)
		}
		j.rights()
		j.filing()
		j.noticeCheck()
		j.sellersAnswer()
		j.holderAnswers()
		j.adjudication()
		j.theRest()
		j.appeal()
		j.ledger()
	})
}

// mainJob is a run of it.
type mainJob struct {
	*webtest.Site
	t                       *testing.T
	mark                    string // the trademark's number here
	first, complaint        string
	small                   string // the case of the first complaint
	haiyun, lantern, bright string
}

// rights registers a right of each type; a reviewer verifies four of them and
// refuses the fifth with a reason.
func (j *mainJob) rights() {
	elin := j.As("elin")
	numbers := map[ipcase.RightType]string{}
	for n, kind := range []ipcase.RightType{ipcase.Trademark, ipcase.Copyright, ipcase.Design, ipcase.Patent, ipcase.UtilityModel} {
		title := []string{"NORRVIK", "Mountain at dawn", "Headlamp housing", "Hinge for a lamp", "Clip for a lamp"}[n]
		numbers[kind] = register(j.t, elin, kind, title)
		elin.Sees(title, "Being verified")
	}
	j.mark = numbers[ipcase.Trademark]
	elin.Open("/holder/file").Sees("being verified: the complaint waits until that is done")

	ada := j.As("ada")
	ada.Open("/review/rights").Sees("NORRVIK", "Mountain at dawn", "Headlamp housing", "Hinge for a lamp", "Clip for a lamp", "Norrvik Optics AB")
	for kind, number := range numbers {
		ada.Open("/review/rights/"+number).Press("Claim this right").Status(http.StatusOK).Sees("specimen.png", "certificate.pdf")
		if kind == ipcase.Patent {
			ada.Choose("Refuse it").Fill("Reason", "The certificate names another owner. Add the assignment.").Press("Record the decision").Sees("was not accepted")
			continue
		}
		ada.Choose("Verify it").Press("Record the decision").Sees("was verified")
	}
	elin.Open("/holder/rights/" + numbers[ipcase.Patent]).Sees("The certificate names another owner. Add the assignment.")
	elin.Open("/holder/rights").Sees("In force", "Not accepted").SeesNot("Being verified")
	j.As("zhao").Open("/holder/rights").SeesNot("NORRVIK", "IPR-2026")
	for _, number := range numbers {
		j.As("zhao").Open("/holder/rights/" + number).Status(http.StatusNotFound)
		j.As("lin").Open("/holder/rights/" + number).Status(http.StatusNotFound)
	}
	j.Work()
}

// filing files a small complaint, and then one about three sellers, with every
// kind of line that leads to nothing, and a draft that is left and found again.
func (j *mainJob) filing() {
	elin := j.As("elin")
	var cases []string
	j.first, cases = file(j.t, elin, j.mark, lookAlike, "QL-3002")
	j.small = cases[0]

	no(j.t, j.Catalogue.SellerDeletes(j.t.Context(), webtest.SiteCN, "QL-2002", j.Clock.Now()))
	elin.Open("/holder/file").Choose("NORRVIK").Press("Save and continue")
	pasted := []string{
		j.URL + webtest.ListingPath("QL-1001"), "QL-1002", "QL-1003 on the second picture", "QL-1001", "QL-9999", "QL-2002", "QL-3002", "US-3001", "a lamp",
	}
	elin.Fill("Listing addresses or IDs, one on each line", strings.Join(pasted, "\n"))
	elin.Upload("CSV file", "more.csv", []byte("\ufefflisting,note\r\nQL-1004,multitool\r\nQL-2001,头灯\r\n")).Press("Look up these listings").Status(http.StatusOK)
	elin.Sees("11 lines: 5 listings of 2 sellers found, 6 lines not used.", "Haiyun Outdoor", "灯塔户外专营店", "Your note: on the second picture", "Your note: multitool", "Your note: 头灯")
	elin.Sees("QL-1001 Duplicate", "The same listing as line 1.", "No listing has this address or ID.", "QL-2002 Already gone", "QL-3002 Already complained of", "is noted in its case. See "+j.first,
		"US-3001 Elsewhere", "File it in a complaint of its own.", "This is not the address or ID of a listing.")
	elin.Fill("Line 5", "QL-3001").Press("Look up again").Sees("6 listings of 3 sellers found", "Brightpath Supply")
	elin.Press("Save and leave").At("/holder").Sees("The draft is saved.", "11 lines")
	j.As("zhao").Open("/holder").SeesNot(j.mark, "11 lines")
	j.Clock.Advance(3 * time.Hour)
	elin.Open("/holder").Press("Complaint under "+j.mark).Sees("Check what we found", "QL-3001").Press("Continue with the ticked listings")
	elin.Choose(lookAlike).Press("Save and continue")
	state(j.t, elin)
	elin.Sees("Check your answers", "QL-1001", "QL-1004", "QL-2001", "QL-3001").SeesNot("QL-9999")
	elin.Press("Send complaint about 6 listings (3 sellers)").Status(http.StatusOK).Sees("Your reference number", "What happens next")
	j.complaint = complaintNo.FindString(elin.Path())
	for who, number := range map[string]*string{"lin": &j.haiyun, "wang": &j.lantern, "dana": &j.bright} {
		err := j.DB.Gorm.Raw("SELECT c.number FROM cases c JOIN complaints k ON k.id = c.complaint_id WHERE k.number = ? AND c.seller_org_id = ?",
			j.complaint, j.Person(who).OrgID).Scan(number).Error
		no(j.t, err)
		if *number == "" {
			j.t.Fatalf("%s has no case of %s", who, j.complaint)
		}
		j.As(who).Open("/seller/complaints").SeesNot(*number, "Norrvik").Open("/seller/cases/" + *number).Status(http.StatusNotFound)
	}
	j.Work()
	elin.Open("/holder/complaints").Sees(j.first, j.complaint, "3 sellers", "Being checked")
}

// is fails unless the case's listings are in these states.
func (j *mainJob) is(number string, want ...ipcase.State) {
	j.t.Helper()
	var got []ipcase.State
	err := j.DB.Gorm.Raw("SELECT i.state FROM items i JOIN cases c ON c.id = i.case_id WHERE c.number = ? ORDER BY i.position", number).Scan(&got).Error
	no(j.t, err)
	if d := cmp.Diff(want, got); d != "" {
		j.t.Errorf("%s (-want +got):\n%s", number, d)
	}
}

// wait turns the clock on, a day at a time.
func (j *mainJob) wait(days int) {
	for range days {
		j.Clock.Advance(24 * time.Hour)
		j.Work()
	}
}

// public fails unless somebody who is not signed in is answered so on the page of
// a listing.
func (j *mainJob) public(ref string, status int) {
	j.t.Helper()
	b := j.Stranger().Open(webtest.ListingPath(ref)).Status(status)
	if status == http.StatusUnavailableForLegalReasons {
		b.Sees("Norrvik Optics AB", ref).SeesNot("Elin", "norrvik.example")
		if link := b.Header("Link"); !strings.Contains(link, `rel="blocked-by"`) {
			j.t.Errorf("%s: Link is %q", ref, link)
		}
	}
}

// ledger holds what happened against what must have happened.
func (j *mainJob) ledger() {
	j.t.Helper()
	no(j.t, j.Service.Verify(j.t.Context(), func(int64, int64) {}))
	for name, want := range mainEvents {
		number := map[string]string{"haiyun": j.haiyun, "lantern": j.lantern, "bright": j.bright, "small": j.small}[name]
		var events []ipcase.Event
		no(j.t, j.DB.Gorm.Where("chain = ?", "case:"+number).Order("seq").Find(&events).Error)
		var got []string
		for _, e := range events {
			line := fmt.Sprintf("%s %s", e.Party, e.Kind)
			if len(e.Items) > 0 {
				line += fmt.Sprint(" ", e.Items)
			}
			got = append(got, line)
		}
		sortOutside(got)
		if d := cmp.Diff(want, got); d != "" {
			j.t.Errorf("the events of %s (-want +got):\n%s", name, d)
		}
	}
	for who, want := range mainMails {
		got := map[string]int{}
		var kinds []string
		err := j.DB.Gorm.Raw("SELECT message FROM deliveries WHERE kind = 'mail' AND org_id = ? AND state = 'done'", j.Person(who).OrgID).Scan(&kinds).Error
		no(j.t, err)
		for _, k := range kinds {
			got[k]++
		}
		if d := cmp.Diff(want, got); d != "" {
			j.t.Errorf("the mails to %s (-want +got):\n%s", who, d)
		}
		letters := j.Mail(strings.SplitAfter(j.Person(who).Email, "@")[1])
		if len(letters) != len(kinds) {
			j.t.Errorf("%s got %d mails of %d", who, len(letters), len(kinds))
		}
		for _, l := range letters {
			if l.Lang != j.Person(who).Lang {
				j.t.Errorf("%s got %q in %s", who, l.Subject, l.Lang)
			}
			for _, other := range mainStrangers[who] {
				if strings.Contains(l.Text+l.HTML+l.Subject, other) {
					j.t.Errorf("the mail %q to %s names %s", l.Subject, who, other)
				}
			}
		}
	}
	acts, err := j.Catalogue.Journal(j.t.Context())
	no(j.t, err)
	did := map[string][]string{}
	for _, a := range acts {
		seller := a.Ref[:len("QL-1")]
		did[seller] = append(did[seller], fmt.Sprintf("%s %s %t", a.Action, a.Ref, a.Changed))
	}
	if d := cmp.Diff(mainJournal, did); d != "" {
		j.t.Errorf("what the marketplace did (-want +got):\n%s", d)
	}
}

// sortOutside sorts each run of events that only say what reached its outside.
func sortOutside(events []string) {
	outside := func(e string) bool {
		return strings.Contains(e, " listing_") || strings.Contains(e, " notice_delivered")
	}
	for from := 0; from < len(events); from++ {
		to := from
		for to < len(events) && outside(events[to]) {
			to++
		}
		slices.Sort(events[from:to])
		from = max(from, to-1)
	}
}
