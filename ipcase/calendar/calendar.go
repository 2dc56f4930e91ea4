// Package calendar counts hours, calendar days and business days in a legal
// calendar's time zone, over weekends, public holidays and make-up working days.
// It is pure: values in, values out; it imports nothing of the portal.
package calendar

// Unit is what a window is counted in.
type Unit string

// The units.
const (
	BusinessDay Unit = "business_day"
	CalendarDay Unit = "calendar_day"
	Hour        Unit = "hour"
)

// Calendar is a territory's working days in its time zone.
type Calendar struct{}
