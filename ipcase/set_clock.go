package ipcase

import "context"

// SetClock is what a reviewer does to the clocks of chosen items of a case: extend,
// pause or let run on, with the reason, which both sides read.
type SetClock struct {
	Case   string
	Items  []Chosen
	Do     Move // MoveExtend, MovePause or MoveResume
	Amount int  // MoveExtend: how many more of the window's unit
	Reason string
	Lang   string
}

// MaxExtension is the most that one extension can add, in the window's unit.
const MaxExtension = 60

// SetClock changes the deadline of chosen items and nothing else of them. Each is
// moved under its version, and one event tells of it.
func (s *Service) SetClock(ctx context.Context, a Actor, in SetClock) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := t.mayWorkOn(f.Case.ClaimedBy, f.Case.ClaimedUntil, a); err != nil {
			return err
		}
		var p problems
		if !contains([]Move{MoveExtend, MovePause, MoveResume}, in.Do) {
			p.add("do", "Choose what is to be done with the time.")
		}
		if in.Do == MoveExtend && (in.Amount < 1 || in.Amount > MaxExtension) {
			p.add("amount", "Enter how many days more, from 1 to %d.", MaxExtension)
		}
		checkText(&p, "reason", "Say why. Both sides read it.", in.Reason, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(PartyPlatform, in.Items)
		if err != nil {
			return err
		}
		if err := f.withinLimit(in, picked); err != nil {
			return err
		}
		return t.setClock(f, a, in, picked)
	})
}

// withinLimit refuses an extension beyond an outer limit that the law sets.
func (f *casefile) withinLimit(in SetClock, picked []*Item) error {
	for _, i := range picked {
		w := f.Procedure.Windows[i.Window]
		if left := w.Latest - w.Amount - i.Extra; in.Do == MoveExtend && w.Latest > 0 && left > 0 && in.Amount > left {
			const msg = "The law ends this time at the latest after %d days, so %d more can be given at most."
			return &Error{Kind: Invalid, Msg: msg, Args: []any{w.Latest, left}, Fields: []FieldError{{Field: "amount", Msg: msg, Args: []any{w.Latest, left}}}}
		}
	}
	return nil
}

func (t *tx) setClock(f *casefile, a Actor, in SetClock, picked []*Item) error {
	kind, event, change := PaperExtend, EventClockExtended, func(i *Item) { i.Extra += in.Amount }
	switch in.Do {
	case MovePause:
		kind, event, change = PaperPause, EventClockPaused, func(i *Item) { i.pause(PauseReviewer, nil, t.now) }
	case MoveResume:
		kind, event, change = PaperResume, EventClockResumed, func(i *Item) { i.resume(t.now) }
	default:
	}
	moves, err := t.actOn(f, a, in.Do, picked, change)
	if err != nil {
		return err
	}
	texts, err := t.writeClockPaper(f, a, kind, in.Reason, in.Lang, picked)
	if err != nil {
		return err
	}
	data := EventData{Texts: texts, Window: picked[0].Window, DueAt: earliestDue(picked), Code: string(PauseReviewer)}
	if in.Do == MoveExtend {
		data.Code, data.Attempt = "", in.Amount
	}
	if err := t.recordMoves(f, a, event, moves, data); err != nil {
		return err
	}
	if err := t.tellClock(f, kind, picked); err != nil {
		return err
	}
	return t.settle(f)
}

// tellClock tells both sides that a deadline is another now; the seller of what
// they know of.
func (t *tx) tellClock(f *casefile, kind ClockPaperKind, items []*Item) error {
	p := MailPayload{Items: positions(items), Kind: string(kind), DueAt: earliestDue(items)}
	if f.told(p.Items) {
		if err := t.tell(f, letter{to: PartySeller, kind: MsgClock, payload: p}); err != nil {
			return err
		}
	}
	return t.tell(f, letter{to: PartyHolder, kind: MsgClock, payload: p})
}
