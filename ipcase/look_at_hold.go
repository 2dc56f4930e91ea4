package ipcase

import (
	"context"
	"time"
)

// holdLook is after what time a hold is looked at again where no reviewer has set
// another day: courts take long, and a hold without a day is forgotten.
const holdLook = 90 * 24 * time.Hour

// maxHoldLook is how far ahead the next look can be put.
const maxHoldLook = 366 * 24 * time.Hour

// LookAtHold is a reviewer's note that a hold goes on.
type LookAtHold struct {
	Case string
	Next string // 2006-01-02: the day of the next look
}

// LookAtHold sets the day on which a case on hold for a court or an authority comes
// back to the queue. Nothing in the case moves by it.
func (s *Service) LookAtHold(ctx context.Context, a Actor, in LookAtHold) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := t.mayWorkOn(f.Case.ClaimedBy, f.Case.ClaimedUntil, a); err != nil {
			return err
		}
		if f.Case.ReviewTask != TaskCourt {
			return Errorf(Refused, "This case does not wait for a court. Look at it as it is now.")
		}
		day, err := time.ParseInLocation(time.DateOnly, in.Next, s.zone)
		next := Moment(day)
		var p problems
		switch {
		case err != nil:
			p.add("next", "Enter the day of the next look, like 2026-12-01.")
		case !next.After(t.now):
			p.add("next", "Choose a day to come.")
		case next.Sub(t.now) > maxHoldLook:
			p.add("next", "A hold is looked at once a year at least. Choose an earlier day.")
		}
		if err := p.err(); err != nil {
			return err
		}
		if f.Case.ReviewDueAt != nil && f.Case.ReviewDueAt.Equal(next) {
			return nil // the second press
		}
		if err := t.record(f, a, EventHoldLooked, false, EventData{DueAt: &next}, positions(inStates(f, LegalHold))...); err != nil {
			return err
		}
		f.Case.ReviewDueAt, f.Case.ClaimedBy, f.Case.ClaimedUntil = &next, nil, nil
		return t.settle(f)
	})
}

func inStates(f *casefile, states ...State) []*Item {
	var items []*Item
	for n := range f.Items {
		if contains(states, f.Items[n].State) {
			items = append(items, &f.Items[n])
		}
	}
	return items
}
