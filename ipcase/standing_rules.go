package ipcase

import (
	"slices"
	"time"
)

// Measure finds what a measure does and rests on.
func (r StandingRules) Measure(k MeasureKind) (MeasureRule, bool) {
	at := slices.IndexFunc(r.Measures, func(m MeasureRule) bool { return m.Code == k })
	if at < 0 {
		return MeasureRule{}, false
	}
	return r.Measures[at], true
}

// Rung is the highest step of the ladder that a sum has reached.
func (r StandingRules) Rung(points int) (Rung, bool) {
	for n := len(r.Ladder) - 1; n >= 0; n-- {
		if points >= r.Ladder[n].Points {
			return r.Ladder[n], true
		}
	}
	return Rung{}, false
}

// NextRung is the first step that a sum has not reached.
func (r StandingRules) NextRung(points int) (Rung, bool) {
	for _, rung := range r.Ladder {
		if points < rung.Points {
			return rung, true
		}
	}
	return Rung{}, false
}

// General says whether the day's cap holds for a reason.
func (p PointRules) General(reason string) bool { return !slices.Contains(p.Uncapped, reason) }

// allows is how much of some points still goes under the day's cap.
func (p PointRules) allows(points, today int, general bool) int {
	if !general {
		return points
	}
	return max(0, min(points, p.DailyCap-today))
}

// books says whether a move is one that books points to the seller: the first
// window passed in silence, or the complaint was upheld (domain: section 5).
func books(m Move, from, to State) bool {
	return to == Upheld || to == Removed && from == AwaitingSeller && (m == MoveSilence || m == MoveConfirmRemoval)
}

// takesBack says whether an item that is moved there counts against its seller no
// more: the complaint about it did not stand.
func takesBack(to State) bool { return to == Restored || to == Withdrawn || to == Rejected }

// outcomeAfter is what an item counts for its holder's accuracy after a move.
// Retraction before the seller was told is no outcome, and neither is what the
// parties settled or the seller cured: it is not held against the holder.
func outcomeAfter(o Outcome, m Move, from, to State, accepted bool) Outcome {
	if m == MoveCounter {
		o.Countered = true
	}
	switch to {
	case Removed, Upheld, DeletedBySeller:
		o.Decided, o.TakenDown, o.Restored = true, true, false
	case StatutoryWait:
		if m == MoveAccept || reverses(m) { // removed, and kept down until a court orders otherwise
			o.Decided, o.TakenDown = true, true
		}
	case Restored:
		o.Decided, o.Restored = true, o.Countered
	case Rejected:
		o.Decided, o.TakenDown, o.Restored = true, false, false
	case Withdrawn:
		held := m == MoveRetract && accepted && from != FixProposed
		o.Decided, o.TakenDown, o.Restored = held, false, false
	case AwaitingSeller:
		if reverses(m) {
			o.Decided, o.TakenDown, o.Restored = false, false, false
		}
	default:
	}
	return o
}

// reverses says whether a move undoes an end, on appeal or as an own mistake.
func reverses(m Move) bool { return m == MoveReverse || m == MoveReverseOwn }

// totalRate is all reasons together.
func totalRate(byReason []Rate) Rate {
	var all Rate
	for _, r := range byReason {
		all.Decided += r.Decided
		all.TakenDown += r.TakenDown
		all.Restored += r.Restored
	}
	return all
}

// TakedownPercent is items taken down of those decided, rounded down.
func (r Rate) TakedownPercent() int { return percentOf(r.TakenDown, r.Decided) }

// RestoredPercent is items restored after a counter-notification of those taken
// down, rounded up: a rate that is over a limit never reads as the limit.
func (r Rate) RestoredPercent() int {
	if r.Restored == 0 {
		return 0
	}
	if r.TakenDown == 0 {
		return 100
	}
	return min(100, (r.Restored*100+r.TakenDown-1)/r.TakenDown)
}

func percentOf(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return part * 100 / whole
}

// Meets says whether a rate is what the tier asks for, apart from how many were
// decided.
func (t TierRule) Meets(r Rate) bool {
	return r.TakenDown*100 >= t.TakenDownPercent*r.Decided && r.Restored*100 <= t.RestoredPercent*r.TakenDown
}

// Earned says whether these rates earn the good-faith tier: overall and for each
// reason.
func (t TierRule) Earned(byReason []Rate) bool {
	all := totalRate(byReason)
	return all.Decided >= t.Decided && t.Meets(all) && !slices.ContainsFunc(byReason, func(r Rate) bool { return !t.Meets(r) })
}

// Cap is how many complaints a day these rates allow; 0 = no cap.
func (a AccuracyRules) Cap(byReason []Rate) int {
	all, filings := totalRate(byReason), 0
	for _, c := range a.Caps {
		if all.Decided >= c.Decided && all.TakenDown*100 < c.BelowPercent*all.Decided && (filings == 0 || c.Filings < filings) {
			filings = c.Filings
		}
	}
	return filings
}

// rungs are the measures that these rates propose.
func (a AccuracyRules) rungs(byReason []Rate) []AccuracyRung {
	all := totalRate(byReason)
	var found []AccuracyRung
	for _, r := range a.Ladder {
		if all.Decided >= r.Decided && all.TakenDown*100 < r.BelowPercent*all.Decided {
			found = append(found, r)
		}
	}
	return found
}

// afterLook is a holder's standing once its rates have been looked at: the tier
// given, kept or lost. A tier that was lost comes back after the lock-out at the
// earliest.
func (t TierRule) afterLook(s Standing, byReason []Rate, now time.Time) Standing {
	earned := t.Earned(byReason)
	switch {
	case earned && s.TierSince == nil && (s.LockedUntil == nil || !now.Before(*s.LockedUntil)):
		s.TierSince = &now
	case s.TierSince != nil && !earned:
		until := now.AddDate(0, t.LockoutMonths, 0)
		s.TierSince, s.TierLostAt, s.LockedUntil = nil, &now, &until
	}
	s.LookedAt, s.Stale = &now, false
	return s
}
