package web_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// accesses are the records of access, oldest first.
func accesses(t *testing.T, site *webtest.Site, where string, args ...any) []ipcase.Access {
	t.Helper()
	var all []ipcase.Access
	no(t, site.DB.Gorm.Where(where, args...).Order("id").Find(&all).Error)
	return all
}

// privateOf are the private fields of the cast's organisations that a page may
// not show to others without a record.
var privateOf = map[string][]string{
	"Haiyun Outdoor":    {"18 Wharf Road", "+86 574 5550 0143", "notices@haiyun.example"},
	"灯塔户外专营店":           {"灯塔路 8 号", "+86 574 5550 0178", "notices@lantern.example"},
	"Brightpath Supply": {"40 Pier Avenue", "+1 510 555 0146", "notices@brightpath.example"},
	"Norrvik Optics AB": {"Hamngatan 4", "+46 31 555 0132", "ip@norrvik.example"},
	"清禾文创有限公司":          {"清禾街 3 号", "+86 571 5550 0121", "ip@qinghe.example"},
}

// In the whole main job, no page shows anybody the contact data of another
// organisation without a record of it, written before the page was sent, that
// names the reader and whose data it was.
func TestEveryViewOfContactDataIsOnRecord(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		j := &mainJob{t: t, Site: webtest.New(t, db)}
		shown, missing := 0, map[string]bool{}
		j.Watch = func(p *webtest.Person, header http.Header, body []byte) {
			for org, fields := range privateOf {
				if p == nil || p.Org == org {
					continue
				}
				for _, f := range fields {
					if !strings.Contains(string(body), f) {
						continue
					}
					shown++
					about := j.Org(org)
					got := accesses(t, j.Site, "request_id = ? AND person_id = ? AND outcome = 'shown' AND (holder_org_id = ? OR seller_org_id = ?)",
						header.Get("X-Request-Id"), p.ID, about, about)
					if len(got) == 0 {
						missing[fmt.Sprintf("%s is shown %q of %s", p.Name, f, org)] = true
					}
				}
			}
		}
		for _, who := range []string{"elin", "lin", "wang", "dana", "zhao", "ada", "ben", "carol"} {
			j.Person(who)
		}
		j.rights()
		j.filing()
		j.noticeCheck()
		j.sellersAnswer()
		j.holderAnswers()
		j.adjudication()
		for m := range missing {
			t.Error(m + " without a record")
		}
		if shown < 20 {
			t.Errorf("only %d times was contact data seen: the test looks past the pages", shown)
		}
		t.Logf("%d views, %d records", shown, len(accesses(t, j.Site, "outcome = 'shown'")))
		if rows := fmt.Sprint(accesses(t, j.Site, "1 = 1")); strings.Contains(rows, "@") || strings.Contains(rows, "Lin Yue") {
			t.Error("the records hold names or addresses")
		}
		// The owner reads roles and cases, and no reviewer's name; the operator all of it.
		j.Watch = nil
		j.As("lin").Open("/account/access").Sees("Who looked at our contact data", "Reviewer", "Rights holder", j.haiyun).SeesNot("Ada Moreau", "Ben Okafor", j.lantern)
		j.As("elin").Open("/account/access").Sees("Seller", "Reviewer", j.haiyun, j.lantern).SeesNot("Ada Moreau")
		j.As("vera").Open("/account/access").Status(http.StatusNotFound)
		op := j.As("operator").Open("/operator/access").Sees("Ada Moreau", "Contact data shown")
		op.Choose("Confidential file opened").Fill("Person number", strconv.FormatInt(j.Person("ada").ID, 10)).Press("Apply").Sees("Confidential file opened", "/review/cases/:number")
		op.Open("/operator/access?person=x").Status(http.StatusUnprocessableEntity).Sees("Enter a whole number.")
		op.Open("/operator/access?before=-1").Status(http.StatusUnprocessableEntity)
	})
}

// Records are never changed or deleted, not even by whoever writes to the table.
func TestRecordsOfAccessStay(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.As("lin").Open("/holder").Status(http.StatusNotFound)
		before := accesses(t, site, "kind = ?", ipcase.AccessAbsent)
		if len(before) != 1 || before[0].Route != "/holder" || before[0].PersonID != site.Person("lin").ID || before[0].Outcome != "404" {
			t.Fatalf("the refusal is recorded as %+v", before)
		}
		for _, q := range []string{"UPDATE accesses SET kind = 'x'", "DELETE FROM accesses"} {
			if err := db.Gorm.Exec(q).Error; err == nil {
				t.Errorf("%s is carried out", q)
			}
		}
		if len(accesses(t, site, "kind = ?", ipcase.AccessAbsent)) != 1 {
			t.Error("the record is gone")
		}
	})
}

// Every refusal is on record, by ids, the failed sign-in by a hash.
func TestRefusalsAreOnRecord(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Copyright), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		site.As("wang").Open("/seller/cases/" + number).Status(http.StatusNotFound)
		site.As("wang").Open("/seller/cases/" + "%3Cscript%3E").Status(http.StatusNotFound)
		got := accesses(t, site, "kind = ?", ipcase.AccessAbsent)
		if len(got) != 2 || got[0].Subject != number || got[0].SubjectKind != "case" || got[0].Route != "/seller/cases/:number" || got[1].Subject != "" {
			t.Errorf("asking for another's case: %+v", got)
		}
		site.Do(t, http.MethodPost, "/preferences", strings.NewReader("theme=dark"), http.Header{"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {"application/x-www-form-urlencoded"}})
		if got := accesses(t, site, "kind = ?", ipcase.AccessForged); len(got) != 1 || got[0].Route != "/preferences" || got[0].Outcome != "403" {
			t.Errorf("a forged form: %+v", got)
		}
		b := site.Stranger().Open("/sign-in").Fill("Email", "nobody@secret.example").Fill("Password", "wrong wrong wrong").Press("Sign in").Status(422)
		_ = b
		signIns := accesses(t, site, "kind = ?", ipcase.AccessSignIn)
		if len(signIns) != 1 || signIns[0].Subject != web.AccountHash("NOBODY@secret.example ") || strings.Contains(fmt.Sprint(signIns), "secret") {
			t.Errorf("a failed sign-in: %+v", signIns)
		}
		if strings.Contains(site.Log.String(), "nobody@") || !strings.Contains(site.Log.String(), signIns[0].Subject) {
			t.Error("the log names the account, or does not know of it")
		}
	})
}

// However often somebody is refused, the table does not fill, and nothing is lost
// from the count.
func TestRefusalsAreBounded(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	lin := site.As("lin").Open("/seller/complaints")
	for range 150 {
		lin.Open("/holder").Status(http.StatusNotFound)
	}
	got := accesses(t, site, "kind = ?", ipcase.AccessAbsent)
	if len(got) != 60 {
		t.Errorf("150 refusals left %d records", len(got))
	}
	site.Clock.Advance(time.Minute)
	lin.Open("/holder").Status(http.StatusNotFound)
	got = accesses(t, site, "kind = ?", ipcase.AccessAbsent)
	total := 0
	for _, r := range got {
		total += r.Times
	}
	if total != 151 {
		t.Errorf("151 refusals are counted as %d", total)
	}
}

// A hundred views by one reviewer within an hour are a hundred records and one
// alert, which the operator is shown.
func TestManyViewsRaiseOneAlert(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Copyright), "QL-1001")
		path := "/review/cases/" + cases[w.Haiyun.OrgID]
		ada := site.As("ada").Open("/review")
		token := sessionOf(ada)
		views := func(n int) {
			t.Helper()
			for range n {
				if res := site.Do(t, http.MethodGet, path, nil, http.Header{"Cookie": {token}}); res.StatusCode != http.StatusOK {
					t.Fatalf("%s answers %d", path, res.StatusCode)
				}
			}
		}
		of := func(kind ipcase.AccessKind) int {
			return len(accesses(t, site, "kind = ? AND person_id = ?", kind, site.Person("ada").ID))
		}
		views(50)
		site.Clock.Advance(61 * time.Minute) // the first fifty no longer count, and the session has run out
		token = sessionOf(ada.Open("/review"))
		views(99)
		if of(ipcase.AccessAlert) != 0 {
			t.Error("an alert after 99 views within an hour")
		}
		res := site.Do(t, http.MethodHead, path, nil, http.Header{"Cookie": {token}})
		if res.StatusCode != http.StatusOK || of(ipcase.AccessContact) != 149 {
			t.Errorf("HEAD answers %d and %d views are on record", res.StatusCode, of(ipcase.AccessContact))
		}
		views(1)
		if of(ipcase.AccessContact) != 150 || of(ipcase.AccessAlert) != 1 {
			t.Errorf("%d records and %d alerts", of(ipcase.AccessContact), of(ipcase.AccessAlert))
		}
		views(20)
		if of(ipcase.AccessAlert) != 1 {
			t.Error("the alert is raised again and again")
		}
		if !strings.Contains(site.Log.String(), "unusually much private data") {
			t.Error("the log does not know of it")
		}
		site.As("operator").Open("/operator/access").Sees("Ada Moreau was shown private data 100 times within an hour")
	})
}

// sessionOf is the cookie header that a browser sends.
func sessionOf(b *webtest.Browser) string {
	var all []string
	for _, c := range b.Cookies() {
		all = append(all, c.Name+"="+c.Value)
	}
	return strings.Join(all, "; ")
}

// Asking for the head of a page is no opening of it: nothing counts as delivered
// or read, no message of one use is used up.
func TestHeadOpensNothing(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Copyright, "QL-1001")
		cookie := http.Header{"Cookie": {sessionOf(w.As("lin").Open("/seller/records"))}}
		state := func() string {
			t.Helper()
			var rows []map[string]any
			no(t, db.Gorm.Raw("SELECT delivered_at, delivered_by FROM notices WHERE party = 'seller' ORDER BY id").Scan(&rows).Error)
			var unread int64
			no(t, db.Gorm.Table("messages").Where("read_at IS NULL").Count(&unread).Error)
			return fmt.Sprint(rows, unread)
		}
		before := state()
		for _, path := range []string{"/seller/cases/" + number, "/seller/cases/" + number + "/right", "/seller/cases/" + number + "/complainant", "/messages"} {
			if res := w.Do(t, http.MethodHead, path, nil, cookie); res.StatusCode != http.StatusOK {
				t.Errorf("HEAD %s answers %d", path, res.StatusCode)
			}
		}
		if after := state(); after != before {
			t.Errorf("HEAD changed something:\n%s\n%s", before, after)
		}
		w.As("lin").Open("/seller/cases/" + number).Status(http.StatusOK)
		w.As("lin").Open("/messages").Status(http.StatusOK)
		if after := state(); after == before {
			t.Error("opening changes nothing: the test cannot fail")
		}
	})
}
