package web_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// leaver is a rights holder of one person who comes in by the portal's own pages,
// and every word about whom stands nowhere else.
type leaver struct {
	*webtest.Site
	t     *testing.T
	w     *ipcasetest.World
	log   *kept
	b     *webtest.Browser
	words map[string]string // word → what it is
	email string
	case1 string
}

func (l *leaver) plant(what string) string {
	word := fmt.Sprintf("kanari%03dq", len(l.words)+1)
	l.words[word] = what
	return word
}

func newLeaver(t *testing.T, db *database.DB) *leaver {
	t.Helper()
	l := &leaver{t: t, log: &kept{}, words: map[string]string{}}
	l.Site = webtest.New(t, db, func(d *web.Deps) { d.Logger = web.NewLogger(l.log) })
	l.email = l.plant("the address") + "@fjellbris.example"
	l.comesIn()
	l.w = worldOf(t, l.Site, "elin", "lin")
	l.files()
	l.leavesTraces()
	return l
}

// comesIn opens an account and has its identity verified.
func (l *leaver) comesIn() {
	l.b = l.Stranger()
	l.b.Open("/join").Fill("Full legal name", l.plant("the organisation")).Choose("An organisation").Choose("Norway").Fill("Number in the register", l.plant("the register number")).
		Fill("Postal address", l.plant("the street")).Fill("Your name", l.plant("the name")).Fill("Phone", "+47 22 55 50 14").Fill("Email", l.email).Fill("Password", newPassword).
		Press("Open an account").Sees("Look into your mailbox")
	l.words["+47 22 55 50 14"] = "the telephone"
	l.b.Open(linkIn(l.t, l.Site, l.email, "join")).Press("Open the account").Fill("Email", l.email).Fill("Password", newPassword).Press("Sign in")
	l.b.Open("/account/identity").Choose("Extract of the company register").Fill("Number of the paper", l.plant("the paper’s number")).Fill("Issued on", "2026-05-02").
		Upload("Picture or PDF of the paper", l.plant("the paper’s name")+".jpg", photograph(l.t, l.plant("who took the picture of the paper"))).Press("Hand in this paper").Sees("A reviewer checks your paper")
	l.As("ada").Open("/review/identities").Press("Claim").Choose("Verify it").Press("Record the decision").Sees("was verified")
}

// files lets them complain of a listing, and a seller hear of it.
func (l *leaver) files() {
	t, ctx := l.t, l.t.Context()
	var p struct{ PersonID, OrgID int64 }
	no(t, l.DB.Gorm.Raw("SELECT people.id AS person_id, memberships.org_id FROM people JOIN memberships ON memberships.person_id = people.id WHERE people.email = ?", l.email).Scan(&p).Error)
	a := ipcase.Actor{PersonID: p.PersonID, OrgID: p.OrgID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, Name: "Kari", OrgName: "Fjellbris", Lang: "en", Zone: "UTC"}
	draft := l.w.DraftOf(a, l.w.RightOf(a, ipcase.Trademark), "QL-1001")
	_, err := l.w.AddEvidence(ctx, a, ipcase.AddEvidence{
		FormID: draft, Field: "evidence", Name: l.plant("the evidence’s name") + ".jpg", Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
		Body: strings.NewReader(string(photograph(t, l.plant("who took the picture")))),
	})
	no(t, err)
	d, err := l.w.ComplaintDraft(ctx, a, draft)
	no(t, err)
	d.Explanation, d.Signature = l.plant("the explanation"), l.plant("the signature")
	d.Contact = ipcase.Contact{Name: l.plant("the contact’s name"), Address: l.plant("the contact’s street"), Phone: "+47 22 55 50 19", Email: l.plant("the contact’s address") + "@fjellbris.example"}
	l.words["+47 22 55 50 19"] = "the contact’s telephone"
	no(t, l.w.SaveComplaintDraft(ctx, a, draft, d))
	c, err := l.w.FileComplaint(ctx, a, draft)
	no(t, err)
	l.case1 = l.w.CasesOf(c.ID)[l.w.Haiyun.OrgID]
	no(t, l.w.Rule(l.w.Rita, l.case1, ipcase.MoveAccept))
	l.Work()
	l.b.Open("/holder/cases/"+l.case1+"/seller").Fill("Your letter", l.plant("the letter")).Press("Send").Status(200)
	l.Work()
	l.As("lin").Open("/seller/cases/" + l.case1 + "/complainant").Status(200)
	l.As("ada").Open("/review/cases/" + l.case1).Status(200)
}

// leavesTraces is what somebody does besides: wrong passwords, a new address,
// a forgotten password, a name for a key, an export.
func (l *leaver) leavesTraces() {
	l.Stranger().Open("/sign-in").Fill("Email", l.email).Fill("Password", "not "+newPassword).Press("Sign in").Status(422)
	l.Stranger().Open("/sign-in/reset").Fill("Email", l.email).Press("Send")
	next := l.plant("the next address") + "@fjellbris.example"
	l.b.Open("/account").Fill("New email address", next).Press("Change the address")
	l.b.Open("/account/privacy/data.zip")
	l.Work()
}

// held is everything that somebody could read who has the machine: every row,
// every file, every mail, every line of the log.
func (l *leaver) held() map[string]string {
	l.t.Helper()
	all := map[string]string{"log": l.log.buf.String() + l.Log.String()}
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
	if l.DB.Dialect == database.Postgres {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
	}
	var tables []string
	no(l.t, l.DB.Gorm.Raw(query).Scan(&tables).Error)
	for _, table := range tables {
		var rows []map[string]any
		no(l.t, l.DB.Gorm.Table(table).Find(&rows).Error)
		all["table "+table] = fmt.Sprint(rows)
	}
	no(l.t, filepath.WalkDir(l.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		words, err := os.ReadFile(path)
		name, _ := filepath.Rel(l.Dir, path)
		all[name] = name + " " + strings.NewReplacer("=\r\n", "", "=\n", "").Replace(string(words))
		return err
	}))
	letters, err := l.Outbox.List(1000)
	no(l.t, err)
	for _, x := range letters {
		full, err := l.Outbox.Read(x.ID)
		no(l.t, err)
		all["mail "+x.ID] = fmt.Sprintf("%+v", full)
	}
	return all
}

// found is which of the words stand where.
func (l *leaver) found() (words, where []string) {
	l.t.Helper()
	for place, text := range l.held() {
		for word, what := range l.words {
			if strings.Contains(text, word) {
				words, where = append(words, word), append(where, what+" in "+place)
			}
		}
	}
	slices.Sort(words)
	slices.Sort(where)
	return slices.Compact(words), where
}

// Whoever leaves leaves nothing behind: not in a row, a file, a mail that lies in
// the folder, or a line of the log. A hold stops it, says so, and ends by itself;
// the chains hold before and after (T15).
func TestErasureReachesEverything(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		l := newLeaver(t, db)
		before, where := l.found()
		if len(before) != len(l.words) {
			t.Fatalf("of %v only %v were ever kept", l.words, before)
		}
		if !slices.ContainsFunc(where, func(s string) bool { return strings.Contains(s, "outbox") }) {
			t.Fatal("no mail holds a word of theirs")
		}
		t.Logf("%d words in %d places before", len(before), len(where))
		op := l.As("operator")
		l.b.Open("/account/privacy").Tick("I want the data about me to be erased.").Press("Ask for erasure").Sees("Your request was received.")
		op.Open("/operator/privacy").Choose("A person").Fill("Address or number", l.email).Fill("Why the data must be kept", "Suit 17 of 2026").Fill("Last day", "2027-03-31").Press("Set the hold").Sees("The hold is set.")
		l.b.Open("/holder/cases/" + l.case1 + "/retract").Press("Retract the ticked listings")
		l.Work()
		l.Clock.Advance(200 * 24 * time.Hour) // nothing can be claimed from the case any more
		op.Open("/operator/privacy").Sees("Suit 17 of 2026").SeesNot("Erase now")
		op.Send("/operator/privacy/requests/ER-2026-000001", do("do", "erase")).Status(403).Sees("keeps this data until")
		if held, _ := l.found(); len(held) != len(before) {
			t.Errorf("under a hold %v of %v are left", held, before)
		}
		no(t, l.Service.Verify(t.Context(), func(int64, int64) {}))
		l.Clock.Set(time.Date(2027, 4, 1, 4, 0, 0, 0, time.UTC))
		op.Open("/operator/privacy").Press("Erase now").Sees("The data was erased.")
		l.Work()
		if _, left := l.found(); len(left) > 0 {
			t.Errorf("left behind: %s", strings.Join(left, "; "))
		}
		no(t, l.Service.Verify(t.Context(), func(int64, int64) {}))
		l.As("lin").Open("/seller/cases/" + l.case1).Status(200).Sees(ipcase.ErasedWord)
	})
}

// One of several leaves: what they did for the organisation stays, and nothing says
// any more that it was they, not even the letters that colleagues got.
func TestErasureOfAColleague(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		l := &leaver{t: t, log: &kept{}, words: map[string]string{"kanarimei": "the name", "mei@haiyun.example": "the address"}}
		l.Site = webtest.New(t, db, func(d *web.Deps) { d.Logger = web.NewLogger(l.log) })
		lin, mei := l.As("lin"), l.As("mei")
		no(t, db.Gorm.Table("people").Where("id = ?", l.Person("mei").ID).Updates(map[string]any{"name": "kanarimei"}).Error)
		mei.Send("/preferences", do("lang", "en"))
		lin.Open(fmt.Sprintf("/account/team/members/%d", l.Person("mei").ID)).Press("Offer the ownership")
		mei.Open(linkTo(t, l.Site, "mei@haiyun.example")).Press("Accept the ownership")
		mei.Open("/account/team").Fill("Name", "Kai Wen").Fill("Email address", "kai@haiyun.example").Press("Send the invitation")
		mei.Open(fmt.Sprintf("/account/team/members/%d", l.Person("lin").ID)).Press("Offer the ownership")
		lin.Open(linkTo(t, l.Site, "lin.yue@haiyun.example")).Press("Accept the ownership")
		l.Work()
		if words, where := l.found(); len(words) != 2 || !slices.ContainsFunc(where, func(s string) bool { return strings.Contains(s, "table deliveries") }) {
			t.Fatalf("before: %v", where)
		}
		mei.Open("/account/privacy").Tick("I want the data about me to be erased.").Press("Erase my data now").At("/erased")
		l.Work()
		if _, left := l.found(); len(left) > 0 {
			t.Errorf("left behind: %s", strings.Join(left, "; "))
		}
		lin.Open("/account/team/history").Sees("invited", ipcase.ErasedWord)
		no(t, l.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}
