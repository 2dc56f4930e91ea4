package ipcase_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// registered is what the register finds for a question, by number.
func registered(t *testing.T, w *ipcasetest.World, q ipcase.RegisterQuery) (numbers []string) {
	t.Helper()
	list, err := w.ReadRegister(t.Context(), q)
	no(t, err)
	for _, l := range list.Lines {
		numbers = append(numbers, l.Number)
	}
	return numbers
}

// A case is in the register after its procedure's delay and not a moment before; it is
// found by what everybody is shown of it and by nothing else.
func TestRegisterAfterItsDelay(t *testing.T) { // promise 5
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1")
		number, other := cases[w.Haiyun.OrgID], cases[w.Tianrui.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		err := w.DeleteListings(ctx, w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)})
		no(t, err)
		w.Work()
		w.Publish()
		v, err := w.ReadReviewCase(ctx, w.Rita, number)
		no(t, err)
		if r := v.Procedure.Register; r.From != ipcase.RegisterEnded || r.Delay.Amount != 7 {
			t.Fatalf("the procedure publishes otherwise: %+v", r)
		}
		if got := registered(t, w, ipcase.RegisterQuery{}); len(got) != 0 {
			t.Errorf("before the delay: %v", got)
		}
		if _, err := w.ReadRegisterCase(ctx, ipcase.Actor{}, number, ""); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("before the delay: %v", err)
		}
		var at time.Time
		no(t, w.DB.Gorm.Table("register_entries").Pluck("public_at", &at).Error)
		if h, m, s := at.In(ipcasetest.Shanghai()).Clock(); h+m+s != 0 {
			t.Errorf("the delay ends at %s, not with a day", at)
		}
		w.Clock.Set(at.Add(-time.Microsecond))
		if got := registered(t, w, ipcase.RegisterQuery{}); len(got) != 0 {
			t.Errorf("a moment before: %v", got)
		}
		w.Clock.Set(at)
		want := fmt.Sprint([]string{number})
		month := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
		for name, x := range map[string]struct {
			q     ipcase.RegisterQuery
			finds bool
		}{
			"all":            {ipcase.RegisterQuery{}, true},
			"number":         {ipcase.RegisterQuery{Search: number}, true},
			"holder":         {ipcase.RegisterQuery{Search: "norrvik"}, true},
			"shop":           {ipcase.RegisterQuery{Search: "haiyun out"}, true},
			"listing":        {ipcase.RegisterQuery{Search: "H2"}, true},
			"contact":        {ipcase.RegisterQuery{Search: "quay"}, false},
			"mail":           {ipcase.RegisterQuery{Search: "ip@norrvik.example"}, false},
			"signs":          {ipcase.RegisterQuery{Search: "%"}, false},
			"other case":     {ipcase.RegisterQuery{Search: other}, false},
			"type":           {ipcase.RegisterQuery{Type: ipcase.Trademark}, true},
			"other type":     {ipcase.RegisterQuery{Type: ipcase.Patent}, false},
			"territory":      {ipcase.RegisterQuery{Territory: "CN"}, true},
			"elsewhere":      {ipcase.RegisterQuery{Territory: "US"}, false},
			"outcome":        {ipcase.RegisterQuery{Outcome: ipcase.OutcomeDeleted}, true},
			"other outcome":  {ipcase.RegisterQuery{Outcome: ipcase.OutcomeKept}, false},
			"month":          {ipcase.RegisterQuery{From: month, To: month}, true},
			"month before":   {ipcase.RegisterQuery{To: month.AddDate(0, -1, 0)}, false},
			"month after":    {ipcase.RegisterQuery{From: month.AddDate(0, 1, 0)}, false},
			"several at one": {ipcase.RegisterQuery{Search: "haiyun norrvik", Type: ipcase.Trademark, Outcome: ipcase.OutcomeDeleted, From: month}, true},
		} {
			if got := registered(t, w, x.q); x.finds != (fmt.Sprint(got) == want) || !x.finds && len(got) > 0 {
				t.Errorf("%s: %v", name, got)
			}
		}
		if c, err := w.ReadRegisterCase(ctx, ipcase.Actor{}, number, ""); err != nil || c.Level != ipcase.LevelPublic || c.Said != "" || c.Shop != "Haiyun Outdoor" || len(c.Listings) != 2 {
			t.Errorf("for everybody: %v, %+v", err, c)
		}
		for _, a := range []ipcase.Actor{w.Norrvik, w.Haiyun} {
			if c, err := w.ReadRegisterCase(ctx, a, number, ""); err != nil || c.Level != ipcase.LevelParty || c.Said == "" {
				t.Errorf("%s: %v, %+v", a.OrgName, err, c)
			}
		}
		for _, a := range []ipcase.Actor{{}, w.Tianrui, w.Norrvik, w.Rita} {
			if c, err := w.ReadRegisterCase(ctx, a, number, ipcase.LevelRegulator); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("%s reads as a regulator: %v, %+v", a.OrgName, err, c)
			}
		}
	})
}

// endedCases ends cases of so many listings, one a day, each public after a week.
func endedCases(t *testing.T, w *ipcasetest.World, refs ...string) (numbers []string) {
	t.Helper()
	right := w.Right(ipcase.Trademark)
	for _, ref := range refs {
		_, cases := w.File(right, ref)
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		w.Work()
		w.Clock.Advance(24 * time.Hour)
		numbers = append(numbers, number)
	}
	w.Clock.Advance(9 * 24 * time.Hour)
	w.Publish()
	return numbers
}

// The pages lead through the list and back, and what is made again is the same.
func TestRegisterPagesAndAgain(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		n := endedCases(t, w, "H1", "H2", "H3", "H4", "H5")
		read := func(q ipcase.RegisterQuery) ipcase.RegisterList {
			q.PageOfMost = 2
			list, err := w.ReadRegister(t.Context(), q)
			no(t, err)
			return list
		}
		check := func(where string, l ipcase.RegisterList, newer, older bool, want ...string) {
			t.Helper()
			var got []string
			for _, x := range l.Lines {
				got = append(got, x.Number)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || l.Newer != "" != newer || l.Older != "" != older || l.Total != 5 {
				t.Errorf("%s: %v, newer %q, older %q, %d in all; want %v", where, got, l.Newer, l.Older, l.Total, want)
			}
		}
		first := read(ipcase.RegisterQuery{})
		check("first", first, false, true, n[4], n[3])
		second := read(ipcase.RegisterQuery{Older: first.Lines[1].Number})
		check("second", second, true, true, n[2], n[1])
		check("last", read(ipcase.RegisterQuery{Older: second.Lines[1].Number}), true, false, n[0])
		check("back", read(ipcase.RegisterQuery{Newer: second.Lines[0].Number}), false, true, n[4], n[3])

		tables := func() (s string) {
			for _, table := range []string{"register_entries", "public_cursor"} {
				var rows []map[string]any
				no(t, w.DB.Gorm.Table(table).Order("1, 2").Find(&rows).Error)
				s += fmt.Sprintln(table, len(rows), rows)
			}
			return s
		}
		before := tables()
		no(t, w.RebuildPublic(t.Context()))
		if len(registered(t, w, ipcase.RegisterQuery{})) != 0 {
			t.Error("what was forgotten is there")
		}
		w.Publish()
		if after := tables(); after != before {
			t.Errorf("made again it is\n%s, not\n%s", after, before)
		}
	})
}

// Every list of the register walks along an index.
func TestRegisterPlans(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		if w.DB.Dialect != database.SQLite {
			return // there, plans of so few rows say nothing
		}
		at := w.Clock.Now()
		for where, index := range map[string]string{
			"public_at <= ?": "register_newest", "public_at <= ? AND right_type = 'trademark'": "register_of_type",
			"public_at <= ? AND territory = 'CN'": "register_of_territory", "public_at <= ? AND outcome = 'kept'": "register_of_outcome",
		} {
			var plan []struct{ Detail string }
			no(t, w.DB.Gorm.Raw("EXPLAIN QUERY PLAN SELECT case_id FROM register_entries WHERE "+where+" ORDER BY public_at DESC, case_id DESC LIMIT 26", at).Scan(&plan).Error)
			if len(plan) != 1 || !strings.Contains(plan[0].Detail, index) {
				t.Errorf("%s: %+v", where, plan)
			}
			no(t, w.DB.Gorm.Raw("EXPLAIN QUERY PLAN SELECT case_id FROM register_entries NOT INDEXED WHERE "+where+" AND case_id IN (SELECT value FROM json_each('[1,2]')) ORDER BY public_at DESC, case_id DESC LIMIT 26", at).Scan(&plan).Error)
			if len(plan) == 0 || !strings.Contains(plan[0].Detail, "INTEGER PRIMARY KEY") {
				t.Errorf("few are found, and %s: %+v", where, plan)
			}
		}
	})
}
