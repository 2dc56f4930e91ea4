// Package calendar counts hours, calendar days and business days in a legal
// calendar's time zone, over weekends, public holidays and make-up working days.
// It is pure: values in, values out; it imports nothing of the portal and reads
// no clock. The days themselves are dated data with their source (see data/).
package calendar

import (
	"fmt"
	"time"
)

// Unit is what a window is counted in.
type Unit string

// The units.
const (
	BusinessDay Unit = "business_day"
	CalendarDay Unit = "calendar_day"
	Hour        Unit = "hour"
)

// MaxAmount is the longest window that is computed, in any unit.
const MaxAmount = 10_000

// Window is a length of time: how many of which unit.
type Window struct {
	Amount int
	Unit   Unit
}

// Calendar is a territory's working days in its time zone. It never changes
// after it was loaded.
type Calendar struct {
	Code  string // CN, US
	Name  string // in English; the key of its translation
	Zone  *time.Location
	Years []Year // with data, ascending
	days  map[civil]entry
}

// Year is where the days of one year come from.
type Year struct {
	Year   int
	Source string // the notice or statute
	Status Status
	Off    int // days named as holidays
	MakeUp int // days named as working days in their place
}

// Status is how final a year's days are.
type Status string

// The statuses of a year.
const (
	StatusPublished  Status = "published"  // fixed by statute, or by the year's published arrangement
	StatusRegulation Status = "regulation" // the statutory days only: the year's arrangement is not yet announced
)

// Doubt is why a computation may still change.
type Doubt string

// The doubts, the lesser first.
const (
	DoubtNone         Doubt = ""
	DoubtNotAnnounced Doubt = "not_announced" // a counted year has its statutory days only
	DoubtNoData       Doubt = "no_data"       // a counted year has no data: weekends only
)

// Computation is how a window's end was found, for showing beside the deadline.
type Computation struct {
	Start  time.Time // UTC: the event
	Due    time.Time // UTC: the window is [Start, Due), so acting at Due is too late
	Zone   string    // IANA name of the zone whose days were counted
	Steps  []Step    // every day after the start up to the last counted one; none for hours
	Unsure bool      // the days may still change: see Doubt
	Doubt  Doubt
}

// Step is one day of a computation.
type Step struct {
	Day     string // 2006-01-02, in the calendar's zone
	Counted bool
	Why     Why    // why it was not counted, or why a Saturday or Sunday was
	Name    string // the holiday's, or that of the holiday it makes up for; English, the key of its translation
}

// Why is what is special about a day.
type Why string

// The special days.
const (
	WhyNone    Why = ""
	WhyWeekend Why = "weekend"
	WhyHoliday Why = "holiday"
	WhyMakeUp  Why = "make-up working day"
)

// Compute finds the end of the window that the event at start opens. Day windows
// begin with the day after the event's day and end at 24:00 of the last counted
// day, both in the calendar's zone; hours are exact elapsed hours.
func (c *Calendar) Compute(start time.Time, w Window) (Computation, error) {
	if w.Amount <= 0 || w.Amount > MaxAmount {
		return Computation{}, fmt.Errorf("compute window: amount %d is not between 1 and %d", w.Amount, MaxAmount)
	}
	start = start.UTC()
	got := Computation{Start: start, Zone: c.Zone.String()}
	switch w.Unit {
	case Hour:
		got.Due = start.Add(time.Duration(w.Amount) * time.Hour)
		return got, nil
	case BusinessDay, CalendarDay:
	default:
		return Computation{}, fmt.Errorf("compute window: unknown unit %q", w.Unit)
	}
	day := civilOf(start.In(c.Zone))
	for left := w.Amount; left > 0; {
		day = day.next()
		step := Step{Day: day.String(), Counted: true}
		if w.Unit == BusinessDay {
			step = c.step(day)
			got.doubt(c.doubtOf(day.year))
		}
		if step.Counted {
			left--
		}
		got.Steps = append(got.Steps, step)
	}
	got.Due = day.next().begins(c.Zone).UTC()
	return got, nil
}

// IsBusinessDay says whether the day into which the instant falls, in the
// calendar's zone, is a working day.
func (c *Calendar) IsBusinessDay(at time.Time) bool {
	return c.step(civilOf(at.In(c.Zone))).Counted
}

func (c *Calendar) step(day civil) Step {
	weekend := day.weekday() == time.Saturday || day.weekday() == time.Sunday
	e, special := c.days[day]
	switch {
	case special && e.kind == kindWork:
		return Step{Day: day.String(), Counted: true, Why: WhyMakeUp, Name: e.name}
	case special:
		return Step{Day: day.String(), Why: WhyHoliday, Name: e.name}
	case weekend:
		return Step{Day: day.String(), Why: WhyWeekend}
	default:
		return Step{Day: day.String(), Counted: true}
	}
}

func (c *Calendar) doubtOf(year int) Doubt {
	for _, y := range c.Years {
		if y.Year != year {
			continue
		}
		if y.Status == StatusRegulation {
			return DoubtNotAnnounced
		}
		return DoubtNone
	}
	return DoubtNoData
}

// doubt keeps the graver doubt.
func (got *Computation) doubt(d Doubt) {
	if d == DoubtNone || got.Doubt == DoubtNoData {
		return
	}
	got.Doubt, got.Unsure = d, true
}
