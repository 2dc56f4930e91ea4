package ipcase_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// veryMany fills the register with entries like one that stands in it, a minute apart and
// each older than the one before; those of numbers that divide by nth have the word besides.
func veryMany(t *testing.T, w *ipcasetest.World, like string, n, nth int, word string) {
	t.Helper()
	columns, err := w.DB.Gorm.Migrator().ColumnTypes("cases")
	no(t, err)
	var names, values []string
	for _, c := range columns {
		value := map[string]string{"id": "1000000 + i", "number": "'IPC-2020-' || (1000000 + i) || '-1'"}[c.Name()]
		names, values = append(names, c.Name()), append(values, cmp.Or(value, c.Name()))
	}
	numbers := "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?) "
	no(t, w.DB.Gorm.Exec(numbers+"INSERT INTO cases ("+strings.Join(names, ", ")+") SELECT "+strings.Join(values, ", ")+" FROM cases, numbers WHERE number = ?", n, like).Error)
	ago := "strftime('%Y-%m-%d %H:%M:%S+00:00', substr(e.public_at, 1, 19), '-' || i || ' minutes')"
	if w.DB.Dialect == database.Postgres {
		ago = "e.public_at - i * INTERVAL '1 minute'"
	}
	no(t, w.DB.Gorm.Exec(numbers+`INSERT INTO register_entries (case_id, public_at, changed_at, right_type, territory, outcome, words)
		SELECT 1000000 + i, `+ago+`, e.changed_at, e.right_type, e.territory, e.outcome, e.words || CASE WHEN i % ? = 0 THEN ? ELSE '' END
		FROM register_entries e JOIN cases ON cases.id = e.case_id, numbers WHERE cases.number = ?`, n, nth, word+" ", like).Error)
}

// However many have the words, a page asks so many entries and no more, and the next goes
// on where it ended: nothing is passed by, and nobody waits for a walk through all of it.
func TestRegisterOfVeryMany(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db) // what fills it was filed by nobody, and no chain tells of it
		like := endedCases(t, w, "H1")[0]
		const many, nth = 120_000, 3
		veryMany(t, w, like, many, nth, "everythird")
		no(t, w.DB.Gorm.Exec("UPDATE register_entries SET words = words || 'oldest ' WHERE case_id > ?", 1_000_000+many-1500).Error)
		no(t, w.DB.Gorm.Exec("UPDATE register_entries SET words = words || 'single ' WHERE case_id = ?", 1_000_000+many).Error)
		read := func(q ipcase.RegisterQuery) ipcase.RegisterList {
			list, err := w.ReadRegister(t.Context(), q)
			no(t, err)
			return list
		}
		third := read(ipcase.RegisterQuery{Search: "everythird"})
		if len(third.Lines) != 25 || !third.More || third.Lines[24].Number != fmt.Sprintf("IPC-2020-%d-1", 1_000_000+25*nth) || third.Older != third.Lines[24].Number {
			t.Errorf("every third: %d lines, more %t, older %s", len(third.Lines), third.More, third.Older)
		}
		q, pages := ipcase.RegisterQuery{Search: "oldest"}, 0
		page := read(q)
		for len(page.Lines) == 0 && page.Older != "" && pages < 5 {
			pages++
			q.Older = page.Older
			page = read(q)
		}
		if pages != 2 || len(page.Lines) != 25 || page.Lines[0].Number != fmt.Sprintf("IPC-2020-%d-1", 1_000_000+many-1500+1) {
			t.Errorf("the oldest stand on page %d: %d lines, older %q", pages, len(page.Lines), page.Older)
		}
		for n := 0; page.Newer != "" && n < 5; n++ { // and back, until nothing newer has it
			page = read(ipcase.RegisterQuery{Search: "oldest", Newer: page.Newer})
			if len(page.Lines) > 0 {
				t.Errorf("newer than the newest: %v", page.Lines[0].Number)
			}
		}
		if one := read(ipcase.RegisterQuery{Search: "single oldest"}); one.Total != 1 || one.More || len(one.Lines) != 1 || one.Older+one.Newer != "" {
			t.Errorf("one of very many: %+v", one)
		}
		if none := read(ipcase.RegisterQuery{Search: "everythird", Type: ipcase.Patent}); none.Total != 0 || none.Older != "" {
			t.Errorf("of another type: %d", none.Total)
		}
	})
}

// What narrows the list narrows what is found in it: months, whole years, open ends.
func TestRegisterNarrowed(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := endedCases(t, w, "H1")[0]
		var e struct{ PublicAt time.Time }
		no(t, w.DB.Gorm.Table("register_entries").Take(&e).Error)
		month := time.Date(e.PublicAt.Year(), e.PublicAt.Month(), 1, 0, 0, 0, 0, time.UTC)
		year := time.Date(e.PublicAt.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		for where, x := range map[string]struct {
			q    ipcase.RegisterQuery
			want int
		}{
			"all":                  {ipcase.RegisterQuery{}, 1},
			"its month":            {ipcase.RegisterQuery{From: month, To: month}, 1},
			"its year":             {ipcase.RegisterQuery{From: year, To: year.AddDate(0, 11, 0)}, 1},
			"many years":           {ipcase.RegisterQuery{From: year.AddDate(-30, 0, 0), To: year.AddDate(30, 0, 0)}, 1},
			"since it":             {ipcase.RegisterQuery{From: month}, 1},
			"until it":             {ipcase.RegisterQuery{To: month}, 1},
			"before it":            {ipcase.RegisterQuery{To: month.AddDate(0, -1, 0)}, 0},
			"after it":             {ipcase.RegisterQuery{From: month.AddDate(0, 1, 0)}, 0},
			"the wrong way round":  {ipcase.RegisterQuery{From: month.AddDate(0, 1, 0), To: month.AddDate(0, -1, 0)}, 0},
			"of its type":          {ipcase.RegisterQuery{Type: ipcase.Trademark}, 1},
			"of another type":      {ipcase.RegisterQuery{Type: ipcase.UtilityModel}, 0},
			"of its outcome":       {ipcase.RegisterQuery{Outcome: ipcase.OutcomeDeleted}, 1},
			"of another outcome":   {ipcase.RegisterQuery{Outcome: ipcase.OutcomeKept}, 0},
			"of another territory": {ipcase.RegisterQuery{Territory: "ZW"}, 0},
		} {
			for _, words := range []string{"", number, strings.ToLower(number), "headl"} {
				x.q.Search = words
				list, err := w.ReadRegister(t.Context(), x.q)
				no(t, err)
				if len(list.Lines) != x.want || list.Total != x.want {
					t.Errorf("%s, %q: %d lines, %d in all", where, words, len(list.Lines), list.Total)
				}
			}
		}
		for _, words := range []string{"=ttrademark", "=y" + e.PublicAt.Format("2006"), "==", "nothing-has-this"} {
			list, err := w.ReadRegister(t.Context(), ipcase.RegisterQuery{Search: words})
			no(t, err)
			if len(list.Lines) != 0 {
				t.Errorf("%q finds %s", words, list.Lines[0].Number)
			}
		}
	})
}

// A word typed badly finds what has the nearest, of what is public: nobody learns a word
// of a case here that stands in no register.
func TestRegisterTypedBadly(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		w.Retitle("H1", "Reading lamp Kestrelwood, brass")
		number := endedCases(t, w, "H1")[0]
		w.Retitle("H2", "Reading lamp Vexholmgard, brass")
		w.File(w.Right(ipcase.Copyright), "H2")
		w.Learn()
		find := func(q ipcase.RegisterQuery) ipcase.RegisterList {
			t.Helper()
			list, err := w.ReadRegister(t.Context(), q)
			no(t, err)
			return list
		}
		for typed, instead := range map[string]string{"kestrelwood": "", "kestrelwod": "kestrelwood", "readng lamp": "reading lamp", "kestrel wood": "kestrelwood", "trelwood": "kestrelwood"} {
			list := find(ipcase.RegisterQuery{Search: typed, Type: ipcase.Trademark})
			if len(list.Lines) != 1 || list.Lines[0].Number != number || list.Total != 1 || list.Instead != instead {
				t.Errorf("%q: %+v", typed, list)
			}
			if list := find(ipcase.RegisterQuery{Search: typed, Type: ipcase.Patent}); len(list.Lines) != 0 || list.Instead != "" {
				t.Errorf("%q of another right: %+v", typed, list)
			}
		}
		for _, typed := range []string{"vexholmgard", "vexholmgrd", "vex holmgard", "holmgard", "reading vexholmgrd"} {
			if list := find(ipcase.RegisterQuery{Search: typed}); len(list.Lines) != 0 || list.Instead != "" {
				t.Errorf("%q tells of a case that is not public: %+v", typed, list)
			}
		}
		no(t, w.DB.Gorm.Exec("UPDATE register_entries SET public_at = ?", ipcase.Moment(w.Clock.Now().Add(time.Hour))).Error)
		if list := find(ipcase.RegisterQuery{Search: "kestrelwod"}); len(list.Lines) != 0 || list.Instead != "" {
			t.Errorf("tells of a case that is public in an hour: %+v", list)
		}
	})
}
