package ipcase

import "time"

// effects is what a step asks of the world beyond the item's own row.
type effects struct {
	takeDown bool       // ask the marketplace to take the listing down
	restore  bool       // ask for its return, unless something else keeps it down
	window   WindowCode // a window that starts now or with a notice's delivery
	startAt  *time.Time // when it starts now; nil = with the delivery of the notice
	clock    bool       // the window stays: its clock alone is reckoned anew
}

// step makes a move: the item as it will be, and what follows from it. It does
// not touch deadlines that need a calendar; it names the window instead.
func step(f Facts, by Party, m Move) (Item, effects, *Error) {
	to, e := Target(f, by, m)
	if e != nil {
		return f.Item, effects{}, e
	}
	next, now := f.Item, f.Now
	from := next.State
	next.State = to
	next.Version++
	next.ChangedAt = now
	if m == MoveBlock {
		next.RightBlocked, next.GuardBlocked = rightStops(f), !rightStops(f)
		next.DueAt, next.RemindAt = nil, nil
		return next, effects{}, nil
	}
	if m == MoveReclassify { // nothing of its clock changes
		return next, effects{window: next.Window}, nil
	}
	if isClockMove(m) {
		return next, effects{clock: true}, nil
	}
	notice, how := next.ClockNoticeID, next.ClockBy
	next.forgetClock()
	next.RightBlocked, next.GuardBlocked = false, false
	if to != Restored || !next.TookDown { // one on its way back is watched until it is there
		next.AlarmAt, next.AlarmedAt = nil, nil
	}
	next.Rest = restOf(f, m)
	switch {
	case m == MoveAccept && to == Intake: // the first of two acceptances
		next.FirstAcceptBy = &f.Person
	case m == MoveLetGoOn: // what only a guarded day held up waives nothing of the right
		next.RightWaived = next.RightWaived || f.Item.RightBlocked
	}
	if from == AwaitingSeller && m == MoveSilence {
		next.AttemptsUsed++                            // the attempt not used in time is forfeited
		next.ClockNoticeID, next.ClockBy = notice, how // the further window counts from the same delivery
	}
	next.note(by, m, from, now)
	if byReviewer := by == PartyPlatform; to.Final() {
		next.EndedAt, next.OutcomeToldAt = &now, nil
		next.EndedByDecision = byReviewer
	} else if to != Appealed {
		next.EndedAt, next.EndedByDecision = nil, false
	}
	eff := visibilityEffect(&next, to, f.Procedure.Mode)
	eff.window, eff.startAt = windowOf(f, next, m)
	return next, eff, nil
}

// note keeps what an item remembers of a move, beyond its state.
func (i *Item) note(by Party, m Move, from State, now time.Time) {
	switch m {
	case MoveAccept:
		if i.State != Intake {
			i.AcceptedAt = &now
		}
	case MoveRefuse:
		i.EndedByDecision = true
	case MoveConfirmRemoval:
		i.AttemptsUsed++ // as by silence
	case MoveProposeFix:
		i.FixesUsed++
	case MoveCounter:
		i.AttemptsUsed++
	case MoveAppeal:
		i.StateBefore = from
		if by == PartySeller {
			i.SellerAppealed = true
		} else {
			i.HolderAppealed = true
		}
	case MoveReverse, MoveReverseOwn:
		if i.AcceptedAt == nil {
			i.AcceptedAt = &now
		}
		i.StateBefore = ""
	case MoveOrderUpheld, MoveOrderRestored, MoveOrderHold, MoveCourtUpheld, MoveCourtRestored:
		i.Ordered, i.StateBefore = true, ""
	case MoveAffirm:
		i.StateBefore = ""
	default:
	}
}

// visibilityEffect keeps TookDown in step with what is asked of the marketplace.
func visibilityEffect(next *Item, to State, mode Mode) effects {
	switch to {
	case StatutoryWait: // elsewhere it was removed before, or is live as long as it may be
		if mode == RemoveWait && !next.TookDown {
			next.TookDown = true
			return effects{takeDown: true}
		}
	case Removed, Upheld, DeletedBySeller:
		if !next.TookDown {
			next.TookDown = true
			return effects{takeDown: true}
		}
	case Restored, Withdrawn:
		if next.TookDown {
			next.TookDown = false
			return effects{restore: true}
		}
	default:
	}
	return effects{}
}

// windowOf names the window that the new state opens, and when it starts if that
// is already known.
func windowOf(f Facts, next Item, m Move) (WindowCode, *time.Time) {
	now := f.Now
	switch next.State {
	case NeedsInfo:
		return WindowNeedsInfo, nil
	case FixProposed:
		return WindowFix, nil
	case AwaitingSeller:
		if m == MoveLetGoOn {
			return WindowSellerFirst, &now
		}
		return WindowSellerFirst, nil
	case Removed:
		if m == MoveLetGoOn || m == MoveConfirmRemoval {
			return WindowSellerFurther, &now
		}
		if m == MoveSilence { // counted from the delivery of the first notice, which has long been
			return WindowSellerFurther, next.ToldAt
		}
		return WindowSellerFurther, nil
	case Countered:
		return WindowHolderAnswer, nil
	case StatutoryWait:
		if m == MoveAccept { // the complaint was received, complete, when it came to intake
			return WindowCourt, &f.Item.ChangedAt
		}
		if m == MoveReverse || f.Procedure.Windows[WindowCourt].Starts == StartsOnReceipt {
			return WindowCourt, &now
		}
		return WindowCourt, nil
	default:
		return "", nil
	}
}

// Turn says whose turn it is in a state.
func Turn(s State) Party {
	switch s {
	case NeedsInfo, FixProposed, Countered, StatutoryWait:
		return PartyHolder
	case AwaitingSeller, Removed:
		return PartySeller
	case Intake, Contested, Appealed:
		return PartyPlatform
	default:
		return ""
	}
}
