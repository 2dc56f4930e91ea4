package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ipportal/ipcase/calendar"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func inZone(t *testing.T, zone string) *calendar.Calendar {
	t.Helper()
	all, err := calendar.Load(fstest.MapFS{"X/calendar.json": file(`{"code": "X", "name": "X", "zone": "` + zone + `"}`)})
	if err != nil {
		t.Fatal(err)
	}
	return all["X"]
}

// Where the clocks change at midnight, the day begins with the change (the hour
// is missing) or with the first of two midnights.
func TestClocksThatChangeAtMidnight(t *testing.T) {
	for _, w := range []struct{ zone, start, due string }{
		{"Africa/Cairo", "2024-04-24 12:00", "2024-04-25T22:00:00Z"},   // 26 April 2024 begins at 01:00
		{"America/Havana", "2024-03-08 12:00", "2024-03-10T05:00:00Z"}, // 10 March begins at 01:00
		{"America/Havana", "2024-11-01 12:00", "2024-11-03T04:00:00Z"}, // 3 November has two midnights
		{"America/Santiago", "2024-09-06 12:00", "2024-09-08T04:00:00Z"},
		{"Asia/Beirut", "2024-10-25 12:00", "2024-10-26T22:00:00Z"}, // 24:00 becomes 23:00: the day lasts an hour more
	} {
		c := inZone(t, w.zone)
		got, err := c.Compute(parse(t, c, w.start), calendar.Window{Amount: 1, Unit: calendar.CalendarDay})
		if err != nil {
			t.Fatal(err)
		}
		if due := got.Due.Format(time.RFC3339); due != w.due {
			t.Errorf("%s, the day after %s: ends %s, want %s", w.zone, w.start, due, w.due)
		}
	}
}

func TestEveryDayEndsWhereTheNextBegins(t *testing.T) {
	for _, zone := range []string{
		"Africa/Cairo", "America/Havana", "America/Santiago", "America/New_York", "Asia/Beirut", "Asia/Shanghai",
		"Atlantic/Azores", "Australia/Lord_Howe", "Europe/Berlin", "Pacific/Auckland", "UTC",
	} {
		c := inZone(t, zone)
		at := time.Date(2022, 1, 1, 12, 0, 0, 0, c.Zone)
		for range 1500 {
			got, err := c.Compute(at, calendar.Window{Amount: 1, Unit: calendar.CalendarDay})
			if err != nil {
				t.Fatal(err)
			}
			day, next := at.AddDate(0, 0, 1), at.AddDate(0, 0, 2)
			before, after := got.Due.Add(-time.Nanosecond).In(c.Zone), got.Due.In(c.Zone)
			if before.Day() != day.Day() || after.Day() != next.Day() {
				t.Fatalf("%s: %s ends between %s and %s", zone, day.Format(time.DateOnly), before, after)
			}
			at = day
		}
	}
}

func TestMistakesInAFileAreNamed(t *testing.T) {
	head := `{"code": "X", "name": "X", "zone": "Asia/Shanghai"}`
	year := `{"year": 2026, "status": "published", "source": "a notice", "days": [%s]}`
	for _, c := range []struct{ head, year, want string }{
		{`{"code": "Y", "name": "X", "zone": "Asia/Shanghai"}`, "", `the folder is "X"`},
		{`{"code": "X", "zone": "Asia/Shanghai"}`, "", "name is missing"},
		{`{"code": "X", "name": "X", "zone": "Asia/Nowhere"}`, "", "X/calendar.json: zone"},
		{`{"code": "X", "name": "X", "zone": ""}`, "", "IANA name"},
		{`{"code": "X", "name": "X", "zone": "Asia/Shanghai", "weekend": 1}`, "", `unknown field "weekend"`},
		{head, `{"year": 2025, "status": "published", "source": "s"}`, "must be named 2025.json"},
		{head, `{"year": 2026, "status": "published"}`, "source is missing"},
		{head, `{"year": 2026, "status": "guess", "source": "s"}`, `status is "guess"; it must be "published" or "regulation"`},
		{head, `{"year": 2026} {}`, "more than one JSON value"},
		{head, fmt.Sprintf(year, `{"day": "2026-02-30", "kind": "off", "name": "n"}`), `days[0]: day "2026-02-30" is not a date`},
		{head, fmt.Sprintf(year, `{"day": "2027-01-01", "kind": "off", "name": "n"}`), "not a day of the file's year"},
		{head, fmt.Sprintf(year, `{"day": "2026-01-01", "kind": "off", "name": ""}`), "name is missing"},
		{head, fmt.Sprintf(year, `{"day": "2026-01-01", "kind": "half", "name": "n"}`), `kind is "half"; it must be "off" or "work"`},
		{head, fmt.Sprintf(year, `{"day": "2026-01-01", "kind": "work", "name": "n"}`), "only a Saturday or Sunday"},
		{head, fmt.Sprintf(year, `{"day": "2026-01-01", "kind": "off", "name": "n"}, {"day": "2026-01-01", "kind": "off", "name": "n"}`), "days[1] (2026-01-01): stands there twice"},
	} {
		files := fstest.MapFS{"X/calendar.json": file(c.head)}
		if c.year != "" {
			files["X/2026.json"] = file(c.year)
		}
		_, err := calendar.Load(files)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := calendar.Load(fstest.MapFS{
		"X/calendar.json": file(`{"code": "X", "name": "X", "zone": "Asia/Shanghai"}`),
		"X/2026.json":     file(`{"year": 2026, "status": "published", "days": [{"day": "x", "kind": "off", "name": "n"}]}`),
		"Z/calendar.json": file(`{}`),
	})
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three mistakes, got %v", err)
	}
}
