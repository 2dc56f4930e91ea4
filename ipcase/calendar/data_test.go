package calendar_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"ipportal/ipcase/calendar"
)

func builtin(t testing.TB) map[string]*calendar.Calendar {
	t.Helper()
	all, err := calendar.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The published number of days off and of make-up working days, and the working
// days that follow from them: in China every year with its full arrangement has
// as many working days as days of the year less weekends and 13.
func TestEachYearHasThePublishedDays(t *testing.T) {
	for _, want := range []struct {
		code                     string
		year, off, makeUp, works int
		status                   calendar.Status
	}{
		{"CN", 2025, 28, 5, 248, calendar.StatusPublished},
		{"CN", 2026, 33, 6, 248, calendar.StatusPublished},
		{"CN", 2027, 13, 0, 254, calendar.StatusRegulation}, // 261 weekdays less the 7 statutory days on weekdays
		{"US", 2025, 11, 0, 250, calendar.StatusPublished},
		{"US", 2026, 12, 0, 250, calendar.StatusPublished}, // 11 and the 4th of July itself, a Saturday
		{"US", 2027, 15, 0, 249, calendar.StatusPublished}, // 11, three on weekends, New Year's Day 2028 observed
		{"EU", 2025, 6, 0, 255, calendar.StatusPublished},
		{"EU", 2026, 6, 0, 256, calendar.StatusPublished},
		{"EU", 2027, 6, 0, 258, calendar.StatusPublished},
		{"IN", 2025, 16, 0, 249, calendar.StatusPublished},
		{"IN", 2026, 17, 0, 247, calendar.StatusPublished},
		{"IN", 2027, 5, 0, 259, calendar.StatusRegulation},
		{"JP", 2025, 24, 0, 241, calendar.StatusPublished},
		{"JP", 2026, 23, 0, 240, calendar.StatusPublished},
		{"JP", 2027, 22, 0, 242, calendar.StatusPublished},
		{"UK", 2025, 8, 0, 253, calendar.StatusPublished},
		{"UK", 2026, 8, 0, 253, calendar.StatusPublished},
		{"UK", 2027, 8, 0, 253, calendar.StatusPublished},
	} {
		c := builtin(t)[want.code]
		if c == nil {
			t.Fatalf("no calendar %s", want.code)
		}
		var year calendar.Year
		for _, y := range c.Years {
			if y.Year == want.year {
				year = y
			}
		}
		if year.Off != want.off || year.MakeUp != want.makeUp || year.Status != want.status || year.Source == "" {
			t.Errorf("%s %d: got %+v, want %d off, %d make-up, %s", want.code, want.year, year, want.off, want.makeUp, want.status)
		}
		works := 0
		for d := time.Date(want.year, 1, 1, 12, 0, 0, 0, c.Zone); d.Year() == want.year; d = d.AddDate(0, 0, 1) {
			if c.IsBusinessDay(d) {
				works++
			}
		}
		if works != want.works {
			t.Errorf("%s %d: %d working days, want %d", want.code, want.year, works, want.works)
		}
	}
}
