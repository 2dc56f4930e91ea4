package calendar_test

import (
	"testing"
	"time"

	"ipportal/ipcase/calendar"
)

func TestADayOnWhichTheClockStoodIsNotCounted(t *testing.T) {
	all := builtin(t)
	day := func(n int) calendar.Window { return calendar.Window{Amount: n, Unit: calendar.BusinessDay} }
	for _, row := range []struct {
		name, code, start string
		window            calendar.Window
		pauses            [][2]string
		due               string // in the calendar's zone
	}{
		{"none", "CN", "2026-06-08 10:00", day(3), nil, "2026-06-12 00:00"},
		{"on the event's own day", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-08 11:00", "2026-06-08 12:00"}}, "2026-06-12 00:00"},
		{"some minutes of one day", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-09 11:00", "2026-06-09 11:05"}}, "2026-06-13 00:00"},
		{"from a day into the next", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-09 11:00", "2026-06-10 11:00"}}, "2026-06-16 00:00"},
		{"two on one day", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-09 11:00", "2026-06-09 12:00"}, {"2026-06-09 13:00", "2026-06-09 14:00"}}, "2026-06-13 00:00"},
		{"over a weekend only", "CN", "2026-06-11 10:00", day(2), [][2]string{{"2026-06-13 00:00", "2026-06-15 00:00"}}, "2026-06-16 00:00"},
		{"until 24:00 leaves the next day", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-09 11:00", "2026-06-10 00:00"}}, "2026-06-13 00:00"},
		{"after its end", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-12 00:00", "2026-06-30 00:00"}}, "2026-06-12 00:00"},
		{"in the last minute", "CN", "2026-06-08 10:00", day(3), [][2]string{{"2026-06-11 23:59", "2026-06-15 08:00"}}, "2026-06-17 00:00"},
		{"over the change of the clocks", "US", "2026-03-05 12:00", day(2), [][2]string{{"2026-03-06 09:00", "2026-03-09 09:00"}}, "2026-03-12 00:00"},
		{"hours", "CN", "2026-06-08 10:00", calendar.Window{Amount: 36, Unit: calendar.Hour}, [][2]string{{"2026-06-08 12:00", "2026-06-08 13:30"}}, "2026-06-09 23:30"},
		{"hours, a pause that the first one reaches", "CN", "2026-06-08 10:00", calendar.Window{Amount: 2, Unit: calendar.Hour}, [][2]string{{"2026-06-08 11:00", "2026-06-08 13:00"}, {"2026-06-08 13:30", "2026-06-08 14:30"}}, "2026-06-08 15:00"},
		{"hours over the change of the clocks", "US", "2026-03-07 20:00", calendar.Window{Amount: 10, Unit: calendar.Hour}, [][2]string{{"2026-03-08 01:00", "2026-03-08 03:00"}}, "2026-03-08 08:00"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := all[row.code]
			var pauses []calendar.Pause
			for _, p := range row.pauses {
				pauses = append(pauses, calendar.Pause{From: parse(t, c, p[0]), Until: parse(t, c, p[1])})
			}
			got, err := c.ComputeAround(parse(t, c, row.start), row.window, pauses)
			if err != nil {
				t.Fatal(err)
			}
			if due := got.Due.In(c.Zone).Format("2006-01-02 15:04"); due != row.due {
				t.Errorf("due %s, want %s\n%+v", due, row.due, got.Steps)
			}
		})
	}
}

func FuzzComputeAround(f *testing.F) {
	f.Add(int64(1780884000), 3, int64(3600), int64(100000), false)
	f.Add(int64(1772820000), 2, int64(90000), int64(300000), true)
	all := builtin(f)
	f.Fuzz(func(t *testing.T, unix int64, amount int, after, length int64, us bool) {
		c := all["CN"]
		if us {
			c = all["US"]
		}
		start := time.Unix(unix%10_000_000_000, 0)
		w := calendar.Window{Amount: max(amount%40, -amount%40, 1), Unit: calendar.BusinessDay}
		plain, err := c.Compute(start, w)
		if err != nil {
			t.Fatal(err)
		}
		from := start.Add(time.Duration(max(after%10_000_000, -after%10_000_000)) * time.Second)
		p := calendar.Pause{From: from, Until: from.Add(time.Duration(max(length%10_000_000, -length%10_000_000)) * time.Second)}
		got, err := c.ComputeAround(start, w, []calendar.Pause{p})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case got.Due.Before(plain.Due):
			t.Fatalf("a pause made the window end earlier: %s, without it %s", got.Due, plain.Due)
		case !p.From.Before(plain.Due) && !got.Due.Equal(plain.Due):
			t.Fatalf("a pause after the end moved it: %s, without it %s", got.Due, plain.Due)
		case p.From.Before(plain.Due) && p.Until.After(p.From) && p.Until.After(got.Due):
			t.Fatalf("the window ended at %s, within the pause %+v", got.Due, p)
		}
	})
}
