package ipcase

import (
	"context"
	"fmt"
	"time"

	"ipportal/ipcase/calendar"
)

// Simulation is what past cases would have come to under a changed procedure.
type Simulation struct {
	Cases   int // that ended
	Items   int // in them
	Same    int // items that would have ended alike
	Changed []SimulatedItem
}

// SimulatedItem is an item that would have come to something else.
type SimulatedItem struct {
	Case  string
	Item  int
	Was   State
	Would State // no end: it would still be open
}

// SimulateProcedure replays the cases that ended under any version of a procedure, from
// their events, under this one, and says what would have come out otherwise. People do
// in it what they did, when they did it; what a rule no longer lets them do is left
// undone, and the clock runs as this procedure says. A notice that was never sent counts
// as delivered at once. Nothing is written.
func (s *Service) SimulateProcedure(ctx context.Context, p Procedure, progress func(done, total int)) (Simulation, error) {
	var out Simulation
	cases, sites, err := s.endedUnder(ctx, p.ID)
	if err != nil {
		return out, err
	}
	for n, c := range cases {
		cal, ok := s.book.CalendarFor(p, sites[c.SiteID])
		if !ok {
			return out, fmt.Errorf("no calendar for %s on %s", p.ID, sites[c.SiteID].Code)
		}
		events, err := s.eventsOf(ctx, c.ID)
		if err != nil {
			return out, err
		}
		out.Cases++
		for item := 1; item <= c.ItemCount; item++ {
			r := rerun{rules: p, cal: cal, acts: actsOf(events, item), until: Moment(s.clock.Now())}
			was, would, err := r.run(c.OpenedAt)
			if err != nil {
				return out, fmt.Errorf("case %s, listing %d: %w", c.Number, item, err)
			}
			out.Items++
			if was == would {
				out.Same++
				continue
			}
			out.Changed = append(out.Changed, SimulatedItem{Case: c.Number, Item: item, Was: was, Would: would})
		}
		progress(n+1, len(cases))
	}
	return out, nil
}

// pastAct is one thing that happened to an item: a move, or the delivery of a notice.
type pastAct struct {
	at        time.Time
	by        Party
	move      Move  // "" = a delivery
	to        State // where it led then
	delivered Party
}

func actsOf(events []Event, item int) []pastAct {
	var acts []pastAct
	for _, e := range events {
		d := e.Told()
		if e.Kind == EventDelivered && (len(e.Items) == 0 || contains(e.Items, item)) {
			acts = append(acts, pastAct{at: e.At, delivered: d.To})
		}
		for _, m := range d.Moves {
			if m.Item == item && m.Move != MoveFile {
				acts = append(acts, pastAct{at: e.At, by: e.Party, move: m.Move, to: m.To})
			}
		}
	}
	return acts
}

// rerun is one item's past under other rules.
type rerun struct {
	rules Procedure
	cal   *calendar.Calendar
	acts  []pastAct
	until time.Time
	item  Item
}

// run answers what the item came to, and what it would have come to.
func (r *rerun) run(opened time.Time) (was, would State, err error) {
	r.item = Item{ID: 1, State: Intake, Version: 1, ChangedAt: opened}
	was = Intake
	for n, a := range r.acts {
		if err := r.clock(a.at, n); err != nil {
			return "", "", err
		}
		if a.move == "" {
			if r.item.Window != "" && r.item.DueAt == nil && Turn(r.item.State) == a.delivered {
				err = r.start(a.at)
			}
			if a.delivered == PartySeller && r.item.ToldAt == nil {
				at := a.at
				r.item.ToldAt = &at
			}
		} else {
			was = a.to
			if a.move != MoveSilence && a.move != MoveBlock {
				err = r.make(a.by, a.move, a.at, n)
			}
		}
		if err != nil {
			return "", "", err
		}
	}
	return was, r.item.State, r.clock(r.until, len(r.acts))
}

// clock lets silence act on whatever comes due up to an instant.
func (r *rerun) clock(to time.Time, n int) error {
	for r.item.DueAt != nil && !to.Before(*r.item.DueAt) {
		due := *r.item.DueAt
		before := r.item.State
		if err := r.make(PartySystem, MoveSilence, due, n-1); err != nil {
			return err
		}
		if r.item.State == before && r.item.DueAt != nil && r.item.DueAt.Equal(due) {
			return nil // the rules let nothing happen
		}
	}
	return nil
}

// make makes a move where the rules let it be made, and leaves it undone otherwise.
func (r *rerun) make(by Party, m Move, at time.Time, n int) error {
	next, eff, refused := step(Facts{Item: r.item, Procedure: r.rules, Now: at, RightInForce: true, HolderKnown: true}, by, m)
	if refused != nil {
		return nil //nolint:nilerr // what the rules refuse is left undone
	}
	r.item = next
	if r.item.State.Final() {
		r.item.OutcomeToldAt = &at
	}
	if r.item.Window = eff.window; eff.window == "" {
		return nil
	}
	if eff.startAt != nil {
		return r.start(*eff.startAt)
	}
	for _, a := range r.acts[min(max(n+1, 0), len(r.acts)):] {
		if a.delivered == Turn(r.item.State) && !a.at.Before(at) {
			return nil // its clock starts with that delivery
		}
	}
	return r.start(at)
}

// start runs the open window from an instant.
func (r *rerun) start(at time.Time) error {
	w, ok := r.rules.Windows[r.item.Window]
	if !ok {
		return fmt.Errorf("the procedure has no window %s", r.item.Window)
	}
	c, err := r.cal.Compute(at, w.Span())
	if err != nil {
		return fmt.Errorf("window %s: %w", r.item.Window, err)
	}
	due := Moment(c.Due)
	if r.item.Window == WindowSellerFurther && r.rules.Attempts > 0 && r.item.AttemptsUsed >= r.rules.Attempts {
		due = at // no attempt is left to wait for
	}
	r.item.ClockStart, r.item.DueAt = &at, &due
	return nil
}
