package calendar_test

import (
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/calendar"
)

// Worked by hand from the published arrangements. start is local to the calendar
// unless it ends in Z; last is the last counted day: the window ends at its
// 24:00.
var windows = []struct {
	code, start string
	amount      int
	unit        calendar.Unit
	last        string
	doubt       calendar.Doubt
}{
	// China 2025: New Year's Day alone; Spring Festival 28 January to 4 February
	{"CN", "2024-12-31 10:00", 1, calendar.BusinessDay, "2025-01-02", ""},
	{"CN", "2025-01-02 10:00", 3, calendar.BusinessDay, "2025-01-07", ""},
	{"CN", "2025-01-24 09:00", 1, calendar.BusinessDay, "2025-01-26", ""}, // a Sunday made a working day
	{"CN", "2025-01-24 09:00", 2, calendar.BusinessDay, "2025-01-27", ""},
	{"CN", "2025-01-24 09:00", 3, calendar.BusinessDay, "2025-02-05", ""},
	{"CN", "2025-01-26 09:00", 1, calendar.BusinessDay, "2025-01-27", ""}, // starts on the make-up day
	{"CN", "2025-01-27 18:00", 1, calendar.BusinessDay, "2025-02-05", ""},
	{"CN", "2025-01-30 12:00", 3, calendar.BusinessDay, "2025-02-07", ""}, // starts within the holidays
	{"CN", "2025-01-27 18:00", 4, calendar.BusinessDay, "2025-02-08", ""}, // a Saturday made a working day
	{"CN", "2025-01-27 18:00", 5, calendar.BusinessDay, "2025-02-10", ""},
	{"CN", "2025-02-07 00:00", 1, calendar.BusinessDay, "2025-02-08", ""},
	{"CN", "2025-02-07 23:59", 2, calendar.BusinessDay, "2025-02-10", ""},
	{"CN", "2025-04-03 12:00", 1, calendar.BusinessDay, "2025-04-07", ""}, // Tomb-Sweeping Day
	{"CN", "2025-04-25 12:00", 1, calendar.BusinessDay, "2025-04-27", ""}, // Labour Day's make-up
	{"CN", "2025-04-25 12:00", 4, calendar.BusinessDay, "2025-04-30", ""},
	{"CN", "2025-04-25 12:00", 5, calendar.BusinessDay, "2025-05-06", ""},
	{"CN", "2025-04-30 12:00", 1, calendar.BusinessDay, "2025-05-06", ""},
	{"CN", "2025-05-30 12:00", 1, calendar.BusinessDay, "2025-06-03", ""}, // Dragon Boat Festival
	{"CN", "2025-09-26 12:00", 1, calendar.BusinessDay, "2025-09-28", ""}, // National Day's make-up
	{"CN", "2025-09-26 12:00", 3, calendar.BusinessDay, "2025-09-30", ""},
	{"CN", "2025-09-26 12:00", 7, calendar.BusinessDay, "2025-10-13", ""},
	{"CN", "2025-09-30 12:00", 1, calendar.BusinessDay, "2025-10-09", ""},
	{"CN", "2025-09-30 12:00", 3, calendar.BusinessDay, "2025-10-11", ""},
	{"CN", "2025-09-30 12:00", 4, calendar.BusinessDay, "2025-10-13", ""},
	// the turn of 2025 to 2026: 1 to 3 January off, Sunday 4 January works
	{"CN", "2025-12-30 12:00", 3, calendar.BusinessDay, "2026-01-05", ""},
	{"CN", "2025-12-31 12:00", 1, calendar.BusinessDay, "2026-01-04", ""},
	{"CN", "2025-12-31 12:00", 2, calendar.BusinessDay, "2026-01-05", ""},
	// China 2026
	{"CN", "2026-02-13 12:00", 1, calendar.BusinessDay, "2026-02-14", ""}, // Spring Festival 15 to 23 February
	{"CN", "2026-02-13 12:00", 2, calendar.BusinessDay, "2026-02-24", ""},
	{"CN", "2026-02-14 12:00", 3, calendar.BusinessDay, "2026-02-26", ""},
	{"CN", "2026-02-26 12:00", 2, calendar.BusinessDay, "2026-02-28", ""},
	{"CN", "2026-02-27 12:00", 2, calendar.BusinessDay, "2026-03-02", ""},
	{"CN", "2026-04-03 12:00", 1, calendar.BusinessDay, "2026-04-07", ""},
	{"CN", "2026-04-30 12:00", 1, calendar.BusinessDay, "2026-05-06", ""},
	{"CN", "2026-04-30 12:00", 3, calendar.BusinessDay, "2026-05-08", ""},
	{"CN", "2026-04-30 12:00", 4, calendar.BusinessDay, "2026-05-09", ""},
	{"CN", "2026-04-30 12:00", 5, calendar.BusinessDay, "2026-05-11", ""},
	{"CN", "2026-06-18 12:00", 1, calendar.BusinessDay, "2026-06-22", ""},
	{"CN", "2026-09-18 12:00", 1, calendar.BusinessDay, "2026-09-20", ""},
	{"CN", "2026-09-18 12:00", 7, calendar.BusinessDay, "2026-09-29", ""}, // over Mid-Autumn, 25 to 27 September
	{"CN", "2026-09-24 12:00", 3, calendar.BusinessDay, "2026-09-30", ""},
	{"CN", "2026-09-30 12:00", 3, calendar.BusinessDay, "2026-10-10", ""}, // National Day 1 to 7 October
	{"CN", "2026-09-30 12:00", 7, calendar.BusinessDay, "2026-10-15", ""},
	{"CN", "2026-11-20 12:00", 3, calendar.BusinessDay, "2026-11-25", ""},
	// the day is Shanghai's, not that of UTC
	{"CN", "2026-11-20 16:30Z", 1, calendar.BusinessDay, "2026-11-23", ""},
	{"CN", "2026-11-23 15:59Z", 1, calendar.BusinessDay, "2026-11-24", ""},
	{"CN", "2026-11-23 16:00Z", 1, calendar.BusinessDay, "2026-11-25", ""},
	// China 2027: the statutory days only, the arrangement is not announced
	{"CN", "2026-12-31 12:00", 1, calendar.BusinessDay, "2027-01-04", calendar.DoubtNotAnnounced},
	{"CN", "2027-02-04 12:00", 1, calendar.BusinessDay, "2027-02-09", calendar.DoubtNotAnnounced},
	{"CN", "2027-06-08 12:00", 1, calendar.BusinessDay, "2027-06-10", calendar.DoubtNotAnnounced},
	{"CN", "2027-09-14 12:00", 2, calendar.BusinessDay, "2027-09-17", calendar.DoubtNotAnnounced},
	// outside the data: weekends only
	{"CN", "2027-12-30 12:00", 2, calendar.BusinessDay, "2028-01-03", calendar.DoubtNoData},
	{"CN", "2024-02-28 12:00", 1, calendar.BusinessDay, "2024-02-29", calendar.DoubtNoData},
	{"CN", "2028-02-28 12:00", 2, calendar.BusinessDay, "2028-03-01", calendar.DoubtNoData},
	// calendar days: holidays count, leap days too, and nothing is in doubt
	{"CN", "2026-02-13 12:00", 15, calendar.CalendarDay, "2026-02-28", ""},
	{"CN", "2025-12-25 12:00", 15, calendar.CalendarDay, "2026-01-09", ""},
	{"CN", "2026-01-31 23:59", 1, calendar.CalendarDay, "2026-02-01", ""},
	{"CN", "2028-02-20 12:00", 10, calendar.CalendarDay, "2028-03-01", ""},
	{"CN", "2027-02-20 12:00", 10, calendar.CalendarDay, "2027-03-02", ""},
	// United States 2025
	{"US", "2025-01-17 12:00", 1, calendar.BusinessDay, "2025-01-21", ""},
	{"US", "2025-02-14 12:00", 10, calendar.BusinessDay, "2025-03-03", ""}, // the put-back of 17 U.S.C. 512(g)(2)(C)
	{"US", "2025-02-14 12:00", 14, calendar.BusinessDay, "2025-03-07", ""},
	{"US", "2025-05-23 12:00", 1, calendar.BusinessDay, "2025-05-27", ""},
	{"US", "2025-06-18 12:00", 1, calendar.BusinessDay, "2025-06-20", ""},
	{"US", "2025-07-03 12:00", 10, calendar.BusinessDay, "2025-07-18", ""},
	{"US", "2025-11-10 12:00", 10, calendar.BusinessDay, "2025-11-25", ""},
	{"US", "2025-11-10 12:00", 14, calendar.BusinessDay, "2025-12-02", ""},
	{"US", "2025-12-24 12:00", 1, calendar.BusinessDay, "2025-12-26", ""}, // closed by order is no public holiday
	{"US", "2025-12-31 12:00", 1, calendar.BusinessDay, "2026-01-02", ""},
	// United States 2026: the 4th of July is a Saturday, Friday the 3rd is observed
	{"US", "2026-07-02 12:00", 1, calendar.BusinessDay, "2026-07-06", ""},
	{"US", "2026-06-26 12:00", 10, calendar.BusinessDay, "2026-07-13", ""},
	{"US", "2026-06-26 12:00", 14, calendar.BusinessDay, "2026-07-17", ""},
	{"US", "2026-10-09 12:00", 1, calendar.BusinessDay, "2026-10-13", ""},
	{"US", "2026-12-18 12:00", 10, calendar.BusinessDay, "2027-01-05", ""},
	// United States 2027: four observed days
	{"US", "2027-06-17 12:00", 1, calendar.BusinessDay, "2027-06-21", ""},
	{"US", "2027-07-02 12:00", 1, calendar.BusinessDay, "2027-07-06", ""},
	{"US", "2027-12-23 12:00", 1, calendar.BusinessDay, "2027-12-27", ""},
	{"US", "2027-12-15 12:00", 10, calendar.BusinessDay, "2027-12-30", ""},
	{"US", "2027-12-30 12:00", 1, calendar.BusinessDay, "2028-01-03", calendar.DoubtNoData},
	// over the nights on which the clocks change
	{"US", "2026-03-06 23:30", 1, calendar.BusinessDay, "2026-03-09", ""},
	{"US", "2026-03-07 12:00", 1, calendar.CalendarDay, "2026-03-08", ""},
	{"US", "2026-03-06 12:00", 30, calendar.CalendarDay, "2026-04-05", ""},
	{"US", "2026-10-31 12:00", 1, calendar.CalendarDay, "2026-11-01", ""},
	{"US", "2026-10-30 12:00", 1, calendar.BusinessDay, "2026-11-02", ""},
	// the day is New York's, not that of UTC
	{"US", "2026-11-20 04:59Z", 1, calendar.BusinessDay, "2026-11-20", ""},
	{"US", "2026-11-20 05:00Z", 1, calendar.BusinessDay, "2026-11-23", ""},
}

func TestWindowsWorkedByHand(t *testing.T) {
	all := builtin(t)
	for _, w := range windows {
		c := all[w.code]
		got, err := c.Compute(parse(t, c, w.start), calendar.Window{Amount: w.amount, Unit: w.unit})
		if err != nil {
			t.Fatal(err)
		}
		last, err := time.ParseInLocation(time.DateOnly, w.last, c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		name := w.code + " " + w.start
		if due := last.AddDate(0, 0, 1); !got.Due.Equal(due) {
			t.Errorf("%s + %d %s: due %s, want %s", name, w.amount, w.unit, got.Due.In(c.Zone), due)
		}
		if got.Doubt != w.doubt || got.Unsure != (w.doubt != "") {
			t.Errorf("%s + %d %s: doubt %q, want %q", name, w.amount, w.unit, got.Doubt, w.doubt)
		}
		if got.Due.Location() != time.UTC || got.Start.Location() != time.UTC || got.Zone != c.Zone.String() {
			t.Errorf("%s: not in UTC, or the zone is not named: %+v", name, got)
		}
	}
}

// Instants, so that a mistake in the zone cannot hide on both sides.
func TestExactEnds(t *testing.T) {
	all := builtin(t)
	for _, w := range []struct {
		code, start string
		amount      int
		unit        calendar.Unit
		due         string
	}{
		{"CN", "2026-11-20 12:00", 3, calendar.BusinessDay, "2026-11-25T16:00:00Z"},
		{"US", "2026-03-07 12:00", 1, calendar.CalendarDay, "2026-03-09T04:00:00Z"}, // 23 hours long
		{"US", "2026-03-06 12:00", 1, calendar.CalendarDay, "2026-03-08T05:00:00Z"},
		{"US", "2026-10-31 12:00", 1, calendar.CalendarDay, "2026-11-02T05:00:00Z"}, // 25 hours long
		{"US", "2026-10-30 12:00", 1, calendar.CalendarDay, "2026-11-01T04:00:00Z"},
		{"US", "2026-03-07 12:00", 24, calendar.Hour, "2026-03-08T17:00:00Z"}, // 13:00 on the clock
		{"US", "2026-10-31 20:00", 36, calendar.Hour, "2026-11-02T12:00:00Z"},
		{"CN", "2026-02-14 09:30", 72, calendar.Hour, "2026-02-17T01:30:00Z"},
		{"CN", "2028-02-28 12:00", 36, calendar.Hour, "2028-02-29T16:00:00Z"},
	} {
		c := all[w.code]
		got, err := c.Compute(parse(t, c, w.start), calendar.Window{Amount: w.amount, Unit: w.unit})
		if err != nil {
			t.Fatal(err)
		}
		if due := got.Due.Format(time.RFC3339); due != w.due {
			t.Errorf("%s %s + %d %s: %s, want %s", w.code, w.start, w.amount, w.unit, due, w.due)
		}
		if w.unit == calendar.Hour && len(got.Steps) > 0 {
			t.Errorf("hours have no days: %+v", got.Steps)
		}
	}
}

func TestTheComputationNamesEveryDay(t *testing.T) {
	c := builtin(t)["CN"]
	got, err := c.Compute(parse(t, c, "2026-02-12 12:00"), calendar.Window{Amount: 3, Unit: calendar.BusinessDay})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range got.Steps {
		counted := "-"
		if s.Counted {
			counted = "+"
		}
		lines = append(lines, strings.TrimRight(strings.Join([]string{counted, s.Day, string(s.Why), s.Name}, "|"), "|"))
	}
	want := []string{
		"+|2026-02-13", "+|2026-02-14|make-up working day|Spring Festival",
		"-|2026-02-15|holiday|Spring Festival", "-|2026-02-16|holiday|Spring Festival", "-|2026-02-17|holiday|Spring Festival",
		"-|2026-02-18|holiday|Spring Festival", "-|2026-02-19|holiday|Spring Festival", "-|2026-02-20|holiday|Spring Festival",
		"-|2026-02-21|holiday|Spring Festival", "-|2026-02-22|holiday|Spring Festival", "-|2026-02-23|holiday|Spring Festival",
		"+|2026-02-24",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	us := builtin(t)["US"]
	got, err = us.Compute(parse(t, us, "2026-11-25 12:00"), calendar.Window{Amount: 2, Unit: calendar.BusinessDay})
	if err != nil {
		t.Fatal(err)
	}
	if s := got.Steps[0]; s.Why != calendar.WhyHoliday || s.Name != "Thanksgiving Day" {
		t.Errorf("%+v", s)
	}
	if s := got.Steps[2]; s.Day != "2026-11-28" || s.Why != calendar.WhyWeekend || s.Counted {
		t.Errorf("%+v", s)
	}
}

func TestWindowsThatAreNone(t *testing.T) {
	c := builtin(t)["CN"]
	for _, w := range []calendar.Window{
		{},
		{Amount: 0, Unit: calendar.Hour},
		{Amount: -3, Unit: calendar.BusinessDay},
		{Amount: 3, Unit: "week"},
		{Amount: calendar.MaxAmount + 1, Unit: calendar.CalendarDay},
	} {
		if got, err := c.Compute(time.Unix(0, 0), w); err == nil {
			t.Errorf("%+v: %+v", w, got)
		}
	}
}

func FuzzCompute(f *testing.F) {
	for _, w := range windows {
		f.Add(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), w.amount, string(w.unit), w.code == "US")
	}
	f.Add(int64(1772953200), 1, "calendar_day", true)
	all := builtin(f)
	f.Fuzz(func(t *testing.T, unix int64, amount int, unit string, us bool) {
		c := all["CN"]
		if us {
			c = all["US"]
		}
		start := time.Unix(unix%10_000_000_000, 0)
		w := calendar.Window{Amount: amount%400 + 400, Unit: calendar.Unit(unit)}
		got, err := c.Compute(start, w)
		if err != nil {
			if w.Amount > 0 && (w.Unit == calendar.BusinessDay || w.Unit == calendar.CalendarDay || w.Unit == calendar.Hour) {
				t.Fatal(err)
			}
			return
		}
		if !got.Due.After(start) {
			t.Fatalf("%s + %+v: due %s is not after the start", start, w, got.Due)
		}
		longer, err := c.Compute(start, calendar.Window{Amount: w.Amount + 1, Unit: w.Unit})
		if err != nil || !longer.Due.After(got.Due) {
			t.Fatalf("%s + %+v: one more is not later: %s, %s, %v", start, w, got.Due, longer.Due, err)
		}
		if w.Unit == calendar.Hour {
			return
		}
		counted := 0
		for _, s := range got.Steps {
			if s.Counted {
				counted++
			}
		}
		if counted != w.Amount || !got.Steps[len(got.Steps)-1].Counted {
			t.Fatalf("%s + %+v: %d days counted", start, w, counted)
		}
		last := got.Due.Add(-time.Microsecond).In(c.Zone).Format(time.DateOnly)
		if at := got.Steps[len(got.Steps)-1].Day; at != last {
			t.Fatalf("the last counted day is %s, the window ends on %s", at, last)
		}
	})
}

func parse(t *testing.T, c *calendar.Calendar, s string) time.Time {
	t.Helper()
	zone := c.Zone
	if strings.HasSuffix(s, "Z") {
		zone, s = time.UTC, strings.TrimSuffix(s, "Z")
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
