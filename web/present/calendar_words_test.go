package present

import (
	"testing"
	"time"
	_ "time/tzdata"

	"ipportal/ipcase/calendar"
)

// The names of calendars and holidays are data, so no search of the sources
// finds them.
func TestEveryHolidayHasItsName(t *testing.T) {
	all, err := calendar.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	words := catalogues["zh-CN"]().words
	for _, c := range all {
		if words[c.Name] == "" {
			t.Errorf("no Chinese for %q", c.Name)
		}
		first, last := c.Years[0].Year, c.Years[len(c.Years)-1].Year
		days := time.Date(last, 12, 31, 0, 0, 0, 0, time.UTC).Sub(time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24
		got, err := c.Compute(time.Date(first-1, 12, 31, 12, 0, 0, 0, c.Zone), calendar.Window{Amount: int(days), Unit: calendar.BusinessDay})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range got.Steps {
			if s.Name != "" && words[s.Name] == "" {
				t.Fatalf("no Chinese for %q", s.Name)
			}
		}
	}
}
