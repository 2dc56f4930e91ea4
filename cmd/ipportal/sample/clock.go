package sample

import (
	"fmt"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

// Clock stands where the sample's story is.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

var _ ipcase.Clock = (*Clock)(nil)

// NewClock stands at an instant.
func NewClock(at time.Time) *Clock { return &Clock{at: ipcase.Moment(at)} }

// Now implements ipcase.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Turn sets the clock.
func (c *Clock) Turn(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = ipcase.Moment(to)
}

// days counts working days back from now, in one calendar. Windows are counted
// in them, so a story that is told in them comes out alike whatever day it is:
// what was delivered three working days ago, with three to answer, is due today,
// or on the next working day where today is none.
type days struct {
	cal *calendar.Calendar
	now time.Time
}

// back is a time of day, like 14:30, on the nth working day before today.
func (d days) back(n int, clock string) time.Time {
	var hour, minute int
	if _, err := fmt.Sscanf(clock, "%d:%d", &hour, &minute); err != nil {
		panic(fmt.Sprintf("sample: %q is no time of day: %v", clock, err)) // a slip in this package
	}
	y, m, day := d.now.In(d.cal.Zone).Date()
	for n > 0 {
		day--
		if d.cal.IsBusinessDay(time.Date(y, m, day, 12, 0, 0, 0, d.cal.Zone)) {
			n--
		}
	}
	return time.Date(y, m, day, hour, minute, 0, 0, d.cal.Zone)
}

// day is that working day as a register writes it.
func (d days) day(n int) string { return d.back(n, "12:00").Format(time.DateOnly) }

// midnight is the first one in the calendar's zone after t.
func (d days) midnight(t time.Time) time.Time {
	y, m, day := t.In(d.cal.Zone).Date()
	return time.Date(y, m, day+1, 0, 0, 0, 0, d.cal.Zone).UTC()
}

// just is a moment ago.
func (t *teller) just(ago time.Duration) time.Time { return t.Now.Add(-ago) }
