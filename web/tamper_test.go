package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// The whole main job is done by people whose requests are changed on their way.
// What the database holds at its end must be what it holds when nobody changes
// anything: extra fields, doubled fields, the same fields in the address, and the
// names of other hosts have no effect whatever (mass assignment, parameter
// pollution, poisoned links).
func TestTamperedMainJob(t *testing.T) {
	plain := tamperedJob(t, ipcasetest.SQLite(t), nil)
	again := tamperedJob(t, ipcasetest.SQLite(t), nil)
	noise := differing(plain, again)
	for _, must := range []string{"items.state", "items.version", "cases.seller_org_id", "cases.status", "memberships.role", "rights.status", "complaints.org_id", "orgs.kind", "counters.ground"} {
		if slices.Contains(noise, must) {
			t.Fatalf("%s differs from run to run: nothing could be seen in it", must)
		}
	}
	columns := columnsOf(t, ipcasetest.SQLite(t))
	if len(columns) < 150 {
		t.Fatalf("only %d columns are known", len(columns))
	}
	for name, tamper := range map[string]*webtest.Tampering{
		"other hosts":                {Host: "evil.example", Header: evilHeaders},
		"all columns":                {Fields: func(form map[string]int) url.Values { return extra(columns, form) }},
		"all columns in the address": {Query: func(form map[string]int) url.Values { return extra(columns, form) }},
		"doubled fields":             {Fields: doubled},
		"doubled in the address":     {Query: doubled},
	} {
		t.Run(name, func(t *testing.T) {
			got := tamperedJob(t, ipcasetest.SQLite(t), tamper)
			for _, c := range differing(plain, got) {
				if !slices.Contains(noise, c) {
					t.Errorf("%s is not what it is without", c)
				}
			}
		})
	}
	t.Logf("%d columns sent with each form, %d columns compared, %d of them are random", len(columns), len(plain), len(noise))
}

// The same on PostgreSQL, whose statements are its own.
func TestTamperedMainJobOnPostgres(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		columns := columnsOf(t, db)
		tamperedJob(t, db, &webtest.Tampering{
			Host: "evil.example", Header: evilHeaders, Fields: func(form map[string]int) url.Values { return extra(columns, form) }, Query: doubled,
		})
	})
}

var evilHeaders = http.Header{
	"X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-For": {"9.9.9.9"}, "Forwarded": {"host=evil.example;proto=https"},
	"X-Original-Url": {"/operator"}, "X-Rewrite-Url": {"/operator"}, "X-Host": {"evil.example"}, "X-Http-Method-Override": {"DELETE"}, "X-Real-Ip": {"9.9.9.9"},
}

// tamperedJob does the main job and gives every column's content, by table and
// column, without what is random.
func tamperedJob(t *testing.T, db *database.DB, tamper *webtest.Tampering) map[string][]string {
	t.Helper()
	j := &mainJob{t: t, Site: webtest.New(t, db)}
	j.Tamper = tamper
	j.Watch = func(_ *webtest.Person, _ http.Header, body []byte) {
		if strings.Contains(string(body), "evil.example") {
			t.Error("a page names the other host")
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
	j.theRest()
	j.appeal()
	j.ledger()
	letters, err := j.Outbox.List(1000)
	no(t, err)
	links := 0
	for _, l := range letters {
		full, err := j.Outbox.Read(l.ID)
		no(t, err)
		for _, link := range anyLink.FindAllString(full.Text+" "+full.HTML, -1) {
			links++
			if !strings.HasPrefix(link, j.URL) {
				t.Errorf("the mail %q leads to %s", l.Subject, link)
			}
		}
	}
	if links < 20 {
		t.Errorf("only %d links in %d mails", links, len(letters))
	}
	return contents(t, db, j.URL)
}

var anyLink = regexp.MustCompile(`https?://[^\s"<>]+`)

// random is what differs from run to run: ids, hashes, the two letters of a case.
var random = regexp.MustCompile(`[0-9a-f]{64}|[a-z2-7]{26}|[A-Za-z0-9_-]{43}|(IP-2026-\d{6})-[0-9A-Z]{2}|\b[0-9a-f]{12,16}\b`)

func contents(t *testing.T, db *database.DB, address string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for table, columns := range schema(t, db) {
		var rows []map[string]any
		no(t, db.Gorm.Table(table).Find(&rows).Error)
		for _, c := range columns {
			var values []string
			for _, r := range rows {
				v := strings.ReplaceAll(fmt.Sprint(r[c]), address, "BASE")
				values = append(values, random.ReplaceAllString(v, "$1"))
			}
			slices.Sort(values)
			all[table+"."+c] = values
		}
	}
	return all
}

func differing(a, b map[string][]string) (columns []string) {
	for c := range a {
		if !slices.Equal(a[c], b[c]) {
			columns = append(columns, c)
		}
	}
	slices.Sort(columns)
	return columns
}

// schema is every table with its columns.
func schema(t *testing.T, db *database.DB) map[string][]string {
	t.Helper()
	var rows []struct{ Tab, Col string }
	q := "SELECT m.name AS tab, c.name AS col FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
	if db.Gorm.Name() == "postgres" {
		q = "SELECT table_name AS tab, column_name AS col FROM information_schema.columns WHERE table_schema = current_schema()"
	}
	no(t, db.Gorm.Raw(q).Scan(&rows).Error)
	all := map[string][]string{}
	for _, r := range rows {
		if !strings.HasPrefix(r.Tab, "sqlite_") && !strings.HasPrefix(r.Tab, "goose") {
			all[r.Tab] = append(all[r.Tab], r.Col)
		}
	}
	return all
}

// columnsOf is every name that a column has, in the spellings that a binder might
// take for it.
func columnsOf(t *testing.T, db *database.DB) []string {
	t.Helper()
	var names []string
	for table, columns := range schema(t, db) {
		for _, c := range columns {
			var camel strings.Builder
			for _, part := range strings.Split(c, "_") {
				camel.WriteString(strings.ToUpper(part[:1]) + part[1:])
			}
			names = append(names, c, camel.String(), table+"."+c, table+"["+c+"]")
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// extra are all columns that a form does not hold itself, with values that would
// do harm.
func extra(columns []string, form map[string]int) url.Values {
	harm := map[string]string{
		"role": "operator", "party": "platform", "kind": "platform", "state": "upheld", "status": "verified", "visibility": "both_sides", "seller_list": "history",
		"due_at": "2001-01-01", "created_at": "2001-01-01", "filed_at": "2001-01-01", "public": "true", "second_factor": "true", "disabled_at": "2001-01-01",
	}
	v := url.Values{}
	for _, c := range columns {
		if form[c] > 0 || ownWords[c] {
			continue
		}
		name := c[strings.LastIndexAny(c, ".[")+1:]
		value := harm[strings.TrimSuffix(name, "]")]
		if value == "" {
			value = "2"
		}
		v.Set(c, value)
	}
	return v
}

// ownWords are columns that are also the names of fields which some form takes
// where it does not show them: to send them is to fill in the form.
var ownWords = map[string]bool{"lang": true, "note": true}

// doubled sends each field that stands once in a form a second time with another
// value. Fields of which several are meant to be sent are left alone.
func doubled(form map[string]int) url.Values {
	v := url.Values{}
	for name, n := range form {
		if n == 1 && !slices.Contains([]string{"items", "ticked", "territories", "include", "evidence"}, name) {
			v.Set(name, "polluted")
		}
	}
	return v
}
