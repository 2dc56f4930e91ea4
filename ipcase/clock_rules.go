package ipcase

import (
	"slices"
	"time"

	"ipportal/ipcase/calendar"
)

// The moves of a clock. None changes the state: they change the deadline alone.
const (
	MoveExtend  Move = "extend"
	MovePause   Move = "pause"
	MoveResume  Move = "resume"
	MoveDispute Move = "dispute_delivery"
	MoveAnew    Move = "start_anew" // the notice did not arrive: its next delivery starts the clock
)

// clockStates are the states that end by themselves when nobody acts, and so have
// a clock.
var clockStates = []State{NeedsInfo, AwaitingSeller, FixProposed, Removed, Countered, StatutoryWait}

// clockRules are the lines of the table about clocks.
var clockRules = slices.Concat(
	staying(MoveExtend, PartyPlatform, mayExtend, clockStates...),
	staying(MovePause, PartyPlatform, mayPause, clockStates...),
	staying(MovePause, PartySystem, mustRun, clockStates...),
	staying(MoveResume, PartyPlatform, mayResume, clockStates...),
	staying(MoveResume, PartySystem, stoppedByOperator, clockStates...),
	staying(MoveDispute, PartySeller, mayDispute, AwaitingSeller, Removed),
	staying(MoveDispute, PartyHolder, mayDispute, NeedsInfo, FixProposed, Countered, StatutoryWait),
	staying(MoveAnew, PartyPlatform, startedByDelivery, clockStates...),
	staying(MoveAnew, PartySystem, startedByDelivery, clockStates...),
)

// staying makes a line for each state that a move leaves as it is.
func staying(m Move, by Party, allow func(Facts) *Error, states ...State) []rule {
	lines := make([]rule, len(states))
	for n, s := range states {
		lines[n] = rule{move: m, by: by, from: []State{s}, to: []State{s}, allow: allow}
	}
	return lines
}

func isClockMove(m Move) bool {
	return contains([]Move{MoveExtend, MovePause, MoveResume, MoveDispute, MoveAnew}, m)
}

// Running says that a clock runs: it was started, and does not stand still.
func (i Item) Running() bool { return i.DueAt != nil && i.PauseKind == PauseNone }

// Paused gives the pause in which the item's clock stands still.
func (i Item) Paused() *Pause {
	if i.PauseKind == PauseNone || len(i.Pauses) == 0 {
		return nil
	}
	return &i.Pauses[len(i.Pauses)-1]
}

// pause lets the clock stand still from then on. One that stands still already
// goes on doing so for the new reason.
func (i *Item) pause(kind PauseKind, stop *int64, from time.Time) {
	if p := i.Paused(); p != nil {
		from = max2(from, p.From)
		i.resume(from)
	} else if n := len(i.Pauses); n > 0 {
		from = max2(from, *i.Pauses[n-1].Until)
	}
	p := Pause{Kind: kind, From: from}
	if stop != nil {
		p.Stop = *stop
	}
	i.Pauses = append(append(Pauses(nil), i.Pauses...), p)
	i.PauseKind, i.StopID = kind, stop
}

// resume lets it run on from then.
func (i *Item) resume(at time.Time) {
	pauses := append(Pauses(nil), i.Pauses...)
	if n := len(pauses); n > 0 && pauses[n-1].Until == nil {
		until := max2(at, pauses[n-1].From)
		pauses[n-1].Until = &until
	}
	i.Pauses, i.PauseKind, i.StopID = pauses, PauseNone, nil
}

// stoppedBy says whether a stop has held this clock.
func (i Item) stoppedBy(stop int64) bool {
	for _, p := range i.Pauses {
		if p.Stop == stop {
			return true
		}
	}
	return false
}

func max2(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// forgetClock takes a window that has ended off an item, with all that was said of
// its clock.
func (i *Item) forgetClock() {
	i.Window, i.NoticeID, i.ClockStart, i.DueAt, i.RemindAt = "", nil, nil, nil, nil
	i.Extra, i.Pauses, i.PauseKind, i.StopID = 0, nil, PauseNone, nil
	i.ClockNoticeID, i.ClockBy = nil, ""
}

// Computation counts an item's window: its rule, what a reviewer added, and the
// days on which it stood still. ok is false where no clock was started.
func (b Rulebook) Computation(p Procedure, site Site, i Item) (calendar.Computation, bool, error) {
	w, known := p.Windows[i.Window]
	cal, there := b.CalendarFor(p, site)
	if !known || !there || i.ClockStart == nil {
		return calendar.Computation{}, false, nil
	}
	span := w.Span()
	span.Amount += i.Extra
	var stood []calendar.Pause
	for _, x := range i.Pauses {
		if x.Until != nil {
			stood = append(stood, calendar.Pause{From: x.From, Until: *x.Until})
		}
	}
	got, err := cal.ComputeAround(*i.ClockStart, span, stood)
	return got, err == nil, err
}

// reminderMarks are the parts of a window after which whoever's turn it is is
// reminded, in fifths and halves of it.
var reminderMarks = []struct{ num, den int64 }{{1, 2}, {4, 5}}

// reminders are the instants of a running clock at which its parts have passed. The
// time in which it stood still is no part of it.
func reminders(i Item) []time.Time {
	if i.ClockStart == nil || i.DueAt == nil {
		return nil
	}
	whole := i.DueAt.Sub(*i.ClockStart)
	for _, p := range i.Pauses {
		if p.Until != nil {
			whole -= p.Until.Sub(max2(p.From, *i.ClockStart))
		}
	}
	marks := make([]time.Time, 0, len(reminderMarks))
	for _, m := range reminderMarks {
		at := i.ClockStart.Add(whole * time.Duration(m.num) / time.Duration(m.den))
		for _, p := range i.Pauses {
			if from := max2(p.From, *i.ClockStart); p.Until != nil && from.Before(at) {
				at = at.Add(p.Until.Sub(from))
			}
		}
		marks = append(marks, Moment(at))
	}
	return marks
}

// nextReminder is the first that has not passed. What has passed is not caught up
// with: each reminder is sent once, at its time.
func nextReminder(i Item, now time.Time) *time.Time {
	if !i.Running() {
		return nil
	}
	for _, at := range reminders(i) {
		if at.After(now) && at.Before(*i.DueAt) {
			return &at
		}
	}
	return nil
}

func notRunning() *Error {
	return Errorf(Refused, "No clock runs for this listing at the moment.")
}

func mustRun(f Facts) *Error {
	if !f.Item.Running() {
		return notRunning()
	}
	return nil
}

// mayPause: what an operator or a dispute holds can be held by a reviewer too; a
// deadline that has passed is not opened again.
func mayPause(f Facts) *Error {
	if f.Item.PauseKind == PauseStop {
		return nil
	}
	if e := mustRun(f); e != nil {
		return e
	}
	return inTime(f)
}

func mayResume(f Facts) *Error {
	switch f.Item.PauseKind {
	case PauseReviewer, PauseDispute:
		return nil
	case PauseStop:
		return Errorf(Refused, "An operator has stopped this clock. It runs on when the stop ends.")
	case PauseNone, PauseFix:
	}
	return Errorf(Refused, "This clock does not stand still.")
}

func stoppedByOperator(f Facts) *Error {
	if f.Item.PauseKind != PauseStop {
		return Errorf(Refused, "No stop holds this clock.")
	}
	return nil
}

// mayExtend: an outer limit that the law sets is nobody's to extend.
func mayExtend(f Facts) *Error {
	if f.Item.DueAt == nil && f.Item.PauseKind == PauseNone {
		return notRunning()
	}
	w := f.Procedure.Windows[f.Item.Window]
	if w.Latest > 0 && w.Amount+f.Item.Extra >= w.Latest {
		return Errorf(Refused, "The law ends this time at the latest after %d days, so it cannot be extended further.", w.Latest)
	}
	return inTime(f)
}

// mayDispute: once for each clock, while it runs, and only where a mail server or a
// record says that the notice arrived; who opened the case has it.
func mayDispute(f Facts) *Error {
	if !f.Item.Running() || f.Item.ClockNoticeID == nil {
		return notRunning()
	}
	if f.Item.ClockBy == DeliveredByOpening {
		return Errorf(Refused, "This time began when the case was opened here, so its delivery cannot be disputed.")
	}
	for _, p := range f.Item.Pauses {
		if p.Kind == PauseDispute {
			return Errorf(Refused, "A reviewer has answered a dispute about this delivery. You can raise it again in an appeal.")
		}
	}
	return inTime(f)
}

func startedByDelivery(f Facts) *Error {
	if f.Item.ClockNoticeID == nil || f.Item.DueAt == nil && f.Item.PauseKind == PauseNone {
		return Errorf(Refused, "This clock was not started by a delivery.")
	}
	return nil
}
