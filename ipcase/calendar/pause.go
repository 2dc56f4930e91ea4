package calendar

import (
	"fmt"
	"time"
)

// WhyPaused marks a day on which the clock stood still.
const WhyPaused Why = "clock paused"

// Pause is a time [From, Until) in which a window's clock stood still.
type Pause struct {
	From  time.Time
	Until time.Time
}

// ComputeAround is Compute for a window whose clock stood still now and then. A
// day on which it stood still for any time is not counted, so that whoever had the
// rest of the window has it whole; of hours, exactly the time of the pauses is
// added. A pause that begins when the window has ended changes nothing.
func (c *Calendar) ComputeAround(start time.Time, w Window, pauses []Pause) (Computation, error) {
	got, err := c.Compute(start, w)
	if err != nil || len(pauses) == 0 {
		return got, err
	}
	if w.Unit == Hour {
		for _, p := range pauses { // in their order: each can be reached by what the one before added
			if from := later(p.From, got.Start); from.Before(got.Due) && p.Until.After(from) {
				got.Due = got.Due.Add(p.Until.Sub(from))
			}
		}
		return got, nil
	}
	return c.daysAround(got.Start, w, pauses)
}

func (c *Calendar) daysAround(start time.Time, w Window, pauses []Pause) (Computation, error) {
	got := Computation{Start: start, Zone: c.Zone.String()}
	day := civilOf(start.In(c.Zone))
	for left := w.Amount; left > 0; {
		if len(got.Steps) > 100*MaxAmount {
			return Computation{}, fmt.Errorf("compute window: it stands still for more than %d days", 100*MaxAmount)
		}
		day = day.next()
		step := Step{Day: day.String(), Counted: true}
		if w.Unit == BusinessDay {
			step = c.step(day)
			got.doubt(c.doubtOf(day.year))
		}
		if step.Counted && c.stood(day, pauses) {
			step = Step{Day: day.String(), Why: WhyPaused}
		}
		if step.Counted {
			left--
		}
		got.Steps = append(got.Steps, step)
	}
	got.Due = day.next().begins(c.Zone).UTC()
	return got, nil
}

// stood says whether the clock stood still at any time of the day.
func (c *Calendar) stood(day civil, pauses []Pause) bool {
	begins, ends := day.begins(c.Zone), day.next().begins(c.Zone)
	for _, p := range pauses {
		if p.From.Before(ends) && p.Until.After(begins) && p.Until.After(p.From) {
			return true
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
