package calendar

import "time"

// civil is a day on the wall calendar, without a zone.
type civil struct {
	year  int
	month time.Month
	day   int
}

func civilOf(t time.Time) civil {
	y, m, d := t.Date()
	return civil{y, m, d}
}

func (d civil) utc() time.Time        { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC) }
func (d civil) next() civil           { return civilOf(d.utc().AddDate(0, 0, 1)) }
func (d civil) weekday() time.Weekday { return d.utc().Weekday() }
func (d civil) String() string        { return d.utc().Format(time.DateOnly) }

// begins is the first instant of the day in the zone. That is midnight, except
// where the clocks change at midnight: there the hour is missing (the day begins
// with the change) or comes twice (it begins with the first).
func (d civil) begins(zone *time.Location) time.Time {
	t := time.Date(d.year, d.month, d.day, 0, 0, 0, 0, zone)
	if civilOf(t) != d { // the missing hour, resolved into the day before
		_, change := t.ZoneBounds()
		return change
	}
	change, _ := t.ZoneBounds()
	if change.IsZero() {
		return t
	}
	_, after := t.Zone()
	_, before := change.Add(-time.Nanosecond).Zone()
	first := t.Add(time.Duration(after-before) * time.Second)
	switch {
	case t.Hour() > 0: // the missing hour, resolved forwards
		return change
	case first.Before(change) && civilOf(first) == d:
		return first
	default:
		return t
	}
}
