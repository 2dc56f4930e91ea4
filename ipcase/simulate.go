package ipcase

import (
	"context"
	"fmt"
	"time"
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
		events, err := s.eventsOf(ctx, c.ID)
		if err != nil {
			return out, err
		}
		out.Cases++
		for item := 1; item <= c.ItemCount; item++ {
			r := rerun{book: s.book, rules: p, site: sites[c.SiteID], acts: actsOf(events, item), until: Moment(s.clock.Now())}
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
	person    int64
	move      Move  // "" = a delivery
	to        State // where it led then
	delivered Party
	amount    int // of an extension
}

func actsOf(events []Event, item int) []pastAct {
	var acts []pastAct
	for _, e := range events {
		d, at := e.Told(), e.At
		if d.Since != nil { // the stop of clocks held from then on, whenever a worker wrote it down
			at = *d.Since
			if n := len(acts); n > 0 {
				at = max2(at, acts[n-1].at)
			}
		}
		if e.Kind == EventDelivered && (len(e.Items) == 0 || contains(e.Items, item)) {
			acts = append(acts, pastAct{at: at, delivered: d.To})
		}
		for _, m := range d.Moves {
			if m.Item == item && m.Move != MoveFile {
				acts = append(acts, pastAct{at: at, by: e.Party, person: e.PersonID, move: m.Move, to: m.To, amount: d.Attempt})
			}
		}
	}
	return acts
}

// rerun is one item's past under other rules.
type rerun struct {
	book  Rulebook
	rules Procedure
	site  Site
	acts  []pastAct
	until time.Time
	item  Item
}

// run answers what the item came to, and what it would have come to.
func (r *rerun) run(opened time.Time) (was, would State, err error) {
	r.item = Item{ID: 1, State: Intake, Version: 1, ChangedAt: opened}
	was = Intake
	for n, a := range r.acts {
		if a.move == MoveBlock { // what would have been silence
			if r.item.DueAt != nil && !a.at.Before(*r.item.DueAt) {
				err = r.make(a, *r.item.DueAt, n)
			}
		} else if err = r.clock(a.at, n); err == nil {
			switch {
			case a.move == "":
				err = r.delivered(a)
			case isClockMove(a.move):
				err = r.clockMove(a)
			case a.move != MoveSilence:
				err = r.make(a, a.at, n)
			}
		}
		if err != nil {
			return "", "", err
		}
		if a.move != "" {
			was = a.to
		}
	}
	err = r.clock(r.until, len(r.acts))
	return was, r.item.State, err
}

// clock lets silence act on whatever comes due up to an instant.
func (r *rerun) clock(to time.Time, n int) error {
	for r.item.DueAt != nil && !to.Before(*r.item.DueAt) {
		due := *r.item.DueAt
		before := r.item.State
		if err := r.make(pastAct{by: PartySystem, move: MoveSilence}, due, n-1); err != nil {
			return err
		}
		if r.item.State == before && r.item.DueAt != nil && r.item.DueAt.Equal(due) {
			return nil // the rules let nothing happen
		}
	}
	return nil
}

// step makes a move where the rules let it be made; ok is false where they do not.
func (r *rerun) step(a pastAct, at time.Time) (next Item, eff effects, ok bool) {
	if a.move == MoveAccept && a.to == Intake { // the first of two acceptances: it was filed in guarded days
		r.item.Guarded = true
	}
	// Nobody did these where the right was in force, but at intake and in guarded days.
	ended := a.move == MoveBlock && !r.item.Guarded || a.move == MoveRefuse
	facts := Facts{
		Item: r.item, Procedure: r.rules, Now: at, RightInForce: !ended, HolderKnown: true, Senior: true, Person: a.person,
		Tier: a.by == PartySystem && a.move == MoveAccept,
	}
	next, eff, refused := step(facts, a.by, a.move)
	return next, eff, refused == nil
}

// make makes a move, and leaves it undone where the rules do not let it be made.
func (r *rerun) make(a pastAct, at time.Time, n int) error {
	next, eff, ok := r.step(a, at)
	if !ok {
		return nil
	}
	r.item = next
	if a.move == MoveReclassify || a.move == MoveBlock {
		return nil
	}
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
	return r.start(r.item.takeUpRest(at))
}

// delivered starts the clock that waited for a notice.
func (r *rerun) delivered(a pastAct) error {
	if a.delivered == PartySeller && r.item.ToldAt == nil {
		at := a.at
		r.item.ToldAt = &at
	}
	if r.item.Window == "" || r.item.ClockStart != nil || Turn(r.item.State) != a.delivered {
		return nil
	}
	var notice int64
	r.item.ClockNoticeID = &notice
	return r.start(r.item.takeUpRest(a.at))
}

// clockMove lets the clock stand still, run on, take longer or wait again.
func (r *rerun) clockMove(a pastAct) error {
	next, _, ok := r.step(a, a.at)
	if !ok || r.item.ClockStart == nil {
		return nil
	}
	r.item = next
	switch a.move {
	case MoveExtend:
		r.item.Extra += a.amount
	case MovePause, MoveDispute:
		kind := map[Party]PauseKind{PartySystem: PauseStop, PartyPlatform: PauseReviewer}[a.by]
		if a.move == MoveDispute {
			kind = PauseDispute
		}
		r.item.pause(kind, nil, max2(a.at, *r.item.ClockStart))
	case MoveResume:
		r.item.resume(a.at)
	case MoveAnew:
		takeBack(&r.item)
		return nil
	default:
	}
	return r.reckon()
}

// start runs the open window from an instant.
func (r *rerun) start(at time.Time) error {
	r.item.ClockStart = &at
	if err := r.reckon(); err != nil {
		return err
	}
	if r.item.Window == WindowSellerFurther && r.rules.Attempts > 0 && r.item.AttemptsUsed >= r.rules.Attempts {
		due := at // no attempt is left to wait for
		r.item.DueAt = &due
	}
	return nil
}

func (r *rerun) reckon() error {
	r.item.DueAt = nil
	if r.item.PauseKind != PauseNone {
		return nil
	}
	got, ok, err := r.book.Computation(r.rules, r.site, r.item)
	if err != nil || !ok {
		return fmt.Errorf("window %q of %s on %s cannot be computed: %w", r.item.Window, r.rules.ID, r.site.Code, err)
	}
	due := Moment(got.Due)
	r.item.DueAt = &due
	return nil
}
