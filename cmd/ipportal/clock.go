package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase/calendar"
)

// clock prints how a window is counted: its start, each day that counts or is
// left out and why, and as its last line the instant at which it ends.
func clock(_ context.Context, env environment, args []string) error {
	set := flags(env, "clock")
	code := set.String("calendar", "", "whose working days count, such as CN")
	at := set.String("start", "", "when the event was, such as 2025-09-26T10:00:00+08:00")
	length := set.String("window", "", `how long, such as "3 business_day", "15 calendar_day", "36 hour"`)
	if err := parse(set, args); err != nil {
		return err
	}
	all, err := calendar.Builtin()
	if err != nil {
		return fmt.Errorf("read the calendars: %w", err)
	}
	c, ok := all[*code]
	if !ok {
		return fmt.Errorf("there is no calendar %q; -calendar takes %s", *code, strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	start, err := time.Parse(time.RFC3339, *at)
	if err != nil {
		return fmt.Errorf("-start is %q; write an instant with its offset, such as 2025-09-26T10:00:00+08:00", *at)
	}
	amount, unit, _ := strings.Cut(strings.TrimSpace(*length), " ")
	n, err := strconv.Atoi(amount)
	if err != nil {
		return fmt.Errorf("-window is %q; write how many of what, such as \"3 business_day\"", *length)
	}
	got, err := c.Compute(start, calendar.Window{Amount: n, Unit: calendar.Unit(strings.TrimSpace(unit))})
	if err != nil {
		return fmt.Errorf("%w; -window takes 1 to %d of %s, %s or %s", err, calendar.MaxAmount, calendar.BusinessDay, calendar.CalendarDay, calendar.Hour)
	}
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(env.stdout, format+"\n", args...) }
	say("start  %s  (%s, %s)", start.In(c.Zone).Format(time.RFC3339), c.Code, c.Zone)
	sayDays(got, say)
	switch got.Doubt {
	case calendar.DoubtNotAnnounced:
		say("unsure: a counted year has its statutory days only, its arrangement is not announced yet")
	case calendar.DoubtNone:
	case calendar.DoubtNoData:
		say("unsure: a counted year has no data, weekends only are left out")
	}
	say("%s", got.Due.In(c.Zone).Format(time.RFC3339))
	return nil
}

func sayDays(got calendar.Computation, say func(string, ...any)) {
	counted := 0
	for _, s := range got.Steps {
		why := strings.TrimSpace(string(s.Why) + ": " + s.Name)
		if s.Name == "" {
			why = string(s.Why)
		}
		number := "-"
		if s.Counted {
			counted++
			number = strconv.Itoa(counted)
		}
		day, err := time.Parse(time.DateOnly, s.Day)
		weekday := ""
		if err == nil {
			weekday = day.Format("Mon")
		}
		say("%s", strings.TrimRight(fmt.Sprintf("%5s  %s %s  %s", number, s.Day, weekday, why), " "))
	}
}
