package ipcase

import (
	"slices"
	"time"
)

// Move is something an actor may do to an item.
type Move string

// The moves. The table below is the only place that decides who may make which
// from where; buttons and commands both ask it.
const (
	MoveFile            Move = "file"
	MoveAccept          Move = "accept_notice"
	MoveAskMore         Move = "ask_for_more"
	MoveComplete        Move = "complete"
	MoveRefuse          Move = "refuse_notice"
	MoveDelete          Move = "delete_now"
	MoveProposeFix      Move = "propose_fix"
	MoveAcceptFix       Move = "accept_fix"
	MoveRefuseFix       Move = "refuse_fix"
	MoveCounter         Move = "counter"
	MoveAcceptCounter   Move = "accept_counter"
	MoveContest         Move = "contest"
	MoveCourt           Move = "show_court_action"
	MoveUpholdComplaint Move = "uphold_complaint"
	MoveUpholdCounter   Move = "uphold_counter"
	MoveRetract         Move = "retract"
	MoveSettle          Move = "settle" // one side accepts the other's offer
	MoveCourtUpheld     Move = "record_court_upheld"
	MoveCourtRestored   Move = "record_court_restored"
	MoveAppeal          Move = "appeal"
	MoveAffirm          Move = "affirm"
	MoveReverse         Move = "reverse"
	MoveLetGoOn         Move = "let_go_on" // a right ended; the reviewer lets the item run on
	MoveSilence         Move = "silence"
	MoveBlock           Move = "block"           // silence came due on a right that had ended: a reviewer looks
	MoveConfirmRemoval  Move = "confirm_removal" // in guarded days: silence came due, and a reviewer lets it act
)

// Facts is all that the rules look at: one item, its procedure, and the moment.
type Facts struct {
	Item          Item
	Procedure     Procedure
	Now           time.Time
	RightInForce  bool       // verified, and in force today
	HolderKnown   bool       // the rights holder's identity is verified
	Power         PowerFacts // for a case that an agent filed
	DecidedBefore bool       // this reviewer has decided something in this case
	OwnDecision   bool       // and made the latest decision about this very item
	Senior        bool       // a senior reviewer asks
	Person        int64      // who acts
	Tier          bool       // the holder has the good-faith tier, and this is its filing
	Unregistered  bool       // it came without an account, and nobody has verified the holder since
}

// rule is one line of the table.
type rule struct {
	move  Move
	by    Party
	from  []State
	to    []State            // every state it can lead to, for the printed table and the tests
	pick  func(Facts) State  // which of them; nil when there is one
	allow func(Facts) *Error // beyond the state; nil when the state decides
}

// rules is the table of moves of the whole portal (domain: section 3).
var rules = append([]rule{
	{move: MoveAccept, by: PartyPlatform, from: []State{Intake}, to: []State{AwaitingSeller, Removed, StatutoryWait, Intake}, pick: acceptedTo, allow: mayAccept},
	{move: MoveAccept, by: PartySystem, from: []State{Intake}, to: []State{AwaitingSeller}, pick: byMode, allow: tierAccepts},
	{move: MoveAskMore, by: PartyPlatform, from: []State{Intake}, to: []State{NeedsInfo}},
	{move: MoveComplete, by: PartyHolder, from: []State{NeedsInfo}, to: []State{Intake}, allow: inTime},
	{
		move: MoveRefuse, by: PartyPlatform,
		from: []State{Intake, NeedsInfo, AwaitingSeller, FixProposed, Removed, Countered, Contested, StatutoryWait, LegalHold},
		to:   []State{Rejected, Restored}, pick: refusedTo, allow: intakeOrRightEnded,
	},
	{move: MoveConfirmRemoval, by: PartyPlatform, from: []State{AwaitingSeller}, to: []State{Removed}, allow: guardHolds},
	{move: MoveLetGoOn, by: PartyPlatform, from: []State{AwaitingSeller, Removed}, to: []State{AwaitingSeller, Removed}, pick: sameState, allow: needBlocked},
	{
		move: MoveDelete, by: PartySeller,
		from: []State{AwaitingSeller, FixProposed, Removed, Countered, Contested, StatutoryWait}, to: []State{DeletedBySeller},
	},
	{move: MoveProposeFix, by: PartySeller, from: []State{AwaitingSeller}, to: []State{FixProposed}, allow: mayProposeFix},
	{move: MoveAcceptFix, by: PartyHolder, from: []State{FixProposed}, to: []State{Fixed}},
	{move: MoveAcceptFix, by: PartyPlatform, from: []State{FixProposed}, to: []State{Fixed}},
	{move: MoveRefuseFix, by: PartyHolder, from: []State{FixProposed}, to: []State{AwaitingSeller}, allow: inTime},
	{move: MoveRefuseFix, by: PartyPlatform, from: []State{FixProposed}, to: []State{AwaitingSeller}, allow: inTime},
	{
		move: MoveCounter, by: PartySeller, from: []State{AwaitingSeller, Removed, Upheld},
		to: []State{Countered, StatutoryWait, Contested}, pick: afterCounter, allow: mayCounter,
	},
	{move: MoveAcceptCounter, by: PartyHolder, from: []State{Countered, StatutoryWait}, to: []State{Restored}, allow: needCounter},
	{move: MoveContest, by: PartyHolder, from: []State{Countered}, to: []State{Contested}, allow: inTime},
	{move: MoveCourt, by: PartyHolder, from: []State{Countered, Contested, StatutoryWait}, to: []State{LegalHold}, allow: inTime},
	{move: MoveUpholdComplaint, by: PartyPlatform, from: []State{Contested}, to: []State{Removed, Upheld}, pick: attemptsLeft},
	{move: MoveUpholdCounter, by: PartyPlatform, from: []State{Contested}, to: []State{Restored}},
	{
		move: MoveRetract, by: PartyHolder,
		from: []State{Intake, NeedsInfo, AwaitingSeller, FixProposed, Removed, Countered, Contested, StatutoryWait, LegalHold, Appealed, Upheld},
		to:   []State{Withdrawn},
	},
	{move: MoveSettle, by: PartyHolder, from: settleable, to: []State{Withdrawn}, allow: needTold},
	{move: MoveSettle, by: PartySeller, from: settleable, to: []State{Withdrawn}, allow: needTold},
	{move: MoveCourtUpheld, by: PartyPlatform, from: []State{LegalHold}, to: []State{Upheld}},
	{move: MoveCourtRestored, by: PartyPlatform, from: []State{LegalHold}, to: []State{Restored}},
	{move: MoveAppeal, by: PartySeller, from: []State{Upheld}, to: []State{Appealed}, allow: sellerMayAppeal},
	{move: MoveAppeal, by: PartyHolder, from: []State{Restored, Rejected}, to: []State{Appealed}, allow: holderMayAppeal},
	{move: MoveAffirm, by: PartyPlatform, from: []State{Appealed}, to: []State{Upheld, Restored, Rejected}, pick: stateBefore, allow: notOwnDecision},
	{move: MoveReverse, by: PartyPlatform, from: []State{Appealed}, to: []State{Restored, Upheld, AwaitingSeller, Removed, StatutoryWait}, pick: reversed, allow: mayReverse},
	{
		move: MoveSilence, by: PartySystem, from: clockStates,
		to: []State{Lapsed, Removed, Fixed, Upheld, Restored}, pick: silenceLeadsTo, allow: due,
	},
	{
		move: MoveBlock, by: PartySystem, from: []State{AwaitingSeller, Removed},
		to: []State{AwaitingSeller, Removed}, pick: sameState, allow: rightEndedAndDue,
	},
}, slices.Concat(clockRules, benchRules)...)

// settleable are the states of what both sides know of and what has not ended.
var settleable = []State{AwaitingSeller, FixProposed, Removed, Countered, Contested, StatutoryWait, LegalHold, Appealed}

// Target says where a move leads, or why it may not be made. It is the only
// judge: a button that it refuses is never drawn, a command that it refuses is
// answered with the same sentence.
func Target(f Facts, by Party, m Move) (State, *Error) {
	known := false
	for _, r := range rules {
		if r.move != m || r.by != by {
			continue
		}
		known = true
		if !contains(r.from, f.Item.State) {
			continue
		}
		if by == PartyHolder {
			if e := powerLets(f.Power, m); e != nil {
				return "", e
			}
		}
		if e := orderLets(f, by, m); e != nil {
			return "", e
		}
		if r.allow != nil {
			if e := r.allow(f); e != nil {
				return "", e
			}
		}
		if r.pick != nil {
			return r.pick(f), nil
		}
		return r.to[0], nil
	}
	if !known {
		return "", Errorf(Refused, "This is not yours to do.")
	}
	return "", Errorf(Refused, "This listing has moved on, and this can no longer be done. Look at the case as it is now.")
}

// MayMove says whether a move may be made.
func MayMove(f Facts, by Party, m Move) bool {
	_, e := Target(f, by, m)
	return e == nil
}

// SilenceGoverned says whether a state ends by itself when nobody acts.
func SilenceGoverned(s State) bool {
	return contains(clockStates, s)
}

func contains[T comparable](list []T, x T) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

func byMode(f Facts) State {
	switch f.Procedure.Mode {
	case RemoveFirst:
		return Removed
	case RemoveWait:
		return StatutoryWait
	default:
		return AwaitingSeller
	}
}

func sameState(f Facts) State   { return f.Item.State }
func stateBefore(f Facts) State { return f.Item.StateBefore }

// refusedTo: what the platform took down goes back up.
func refusedTo(f Facts) State {
	if f.Item.TookDown {
		return Restored
	}
	return Rejected
}

func afterCounter(f Facts) State {
	switch f.Procedure.AfterCounter {
	case CourtWait:
		return StatutoryWait
	case ReviewerDecides:
		return Contested
	default:
		return Countered
	}
}

func attemptsLeft(f Facts) State {
	if f.Procedure.Attempts == 0 || f.Item.AttemptsUsed < f.Procedure.Attempts {
		return Removed
	}
	return Upheld
}

func reversed(f Facts) State { return reverseOf(f, f.Item.StateBefore) }

func reverseOf(f Facts, end State) State {
	switch end {
	case Upheld:
		return Restored
	case Restored:
		return Upheld
	default:
		return byMode(f)
	}
}

func silenceLeadsTo(f Facts) State { return f.Procedure.Windows[f.Item.Window].Silence }

// stands: the right is verified and in force, and whoever complains may do so.
func stands(f Facts) bool { return f.RightInForce && f.Power.Stands() }

// needRight: an item leaves intake only when its holder is verified, its right
// verified and in force, and a power of attorney stands behind the agent that
// filed it.
func needRight(f Facts) *Error {
	if !f.HolderKnown && !f.Unregistered { // the law lets a notice come from anybody who gives a name and an address
		return Errorf(Refused, "The identity of the rights holder is not verified, so this notice cannot be accepted yet. Check its identity papers first, or refuse the notice with the reason.")
	}
	if f.RightInForce && !f.Power.Stands() {
		return Errorf(Refused, "No power of attorney in force stands behind this notice, so it cannot be accepted. Check whether the principal has given a new one, or refuse the notice with the reason.")
	}
	if !f.RightInForce {
		return Errorf(Refused, "The right is not verified or not in force today, so this notice cannot be accepted. Check the right first, or refuse the notice with the reason.")
	}
	return nil
}

// intakeOrRightEnded: after intake a notice is refused only because its right
// ended or lost its verification, or the power of attorney of its agent ended.
func intakeOrRightEnded(f Facts) *Error {
	if f.Item.State == Intake || !stands(f) || f.Item.GuardBlocked {
		return nil
	}
	return Errorf(Refused, "This notice was accepted. It can only be refused now when the right has ended or lost its verification.")
}

func needBlocked(f Facts) *Error {
	if !f.Item.RightBlocked && !f.Item.GuardBlocked {
		return Errorf(Refused, "Nothing holds this listing up: its clock runs.")
	}
	return nil
}

// inTime: a window is half-open, [start, due). What arrives before the instant
// counts, what arrives at it does not.
func inTime(f Facts) *Error {
	if f.Item.DueAt != nil && !f.Now.Before(*f.Item.DueAt) {
		return Errorf(Refused, "The time for this has run out.")
	}
	return nil
}

// mayCounter: attempts and window must last. Where the law sets no limit
// (17 U.S.C. 512(g)), an item that ended by silence can still be countered.
func mayCounter(f Facts) *Error {
	if f.Procedure.AfterCounter == NoCounter {
		return Errorf(Refused, "This procedure knows no counter-notification. The listing returns when the time for a court's order has run out, and you can ask the court.")
	}
	if f.Item.State == Upheld && (!f.Procedure.CounterAfterEnd || f.Item.EndedByDecision) {
		return Errorf(Refused, "The complaint about this listing has ended. You can appeal instead.")
	}
	if f.Procedure.Attempts > 0 && f.Item.AttemptsUsed >= f.Procedure.Attempts {
		return Errorf(Refused, "All %d counter-notifications for this listing have been used.", f.Procedure.Attempts)
	}
	return inTime(f)
}

// needCounter: where a procedure knows no counter-notification there is none to
// accept; the holder can retract.
func needCounter(f Facts) *Error {
	if f.Procedure.AfterCounter == NoCounter {
		return Errorf(Refused, "There is no counter-notification to accept. You can retract the complaint.")
	}
	return nil
}

// mayProposeFix: where the procedure gives somebody time to look at a fix, and
// within the seller's own.
func mayProposeFix(f Facts) *Error {
	if f.Procedure.Windows[WindowFix].Amount == 0 {
		return Errorf(Refused, "This procedure has no place for a fix. You can delete the listing or file a counter-notification.")
	}
	if f.Item.FixesUsed >= f.Procedure.Fixes {
		return Errorf(Refused, "A fix was proposed for this listing %d times, which is as often as it can be. You can delete the listing or file a counter-notification.", f.Item.FixesUsed)
	}
	return inTime(f)
}

func needTold(f Facts) *Error {
	if f.Item.AcceptedAt == nil {
		return Errorf(Refused, "The seller has not been told of this listing yet, so there is nothing to settle.")
	}
	return nil
}

func sellerMayAppeal(f Facts) *Error { return mayAppeal(f, f.Item.SellerAppealed) }

// holderMayAppeal: a restoration by silence or by the holder's own answer is no
// decision that could be appealed.
func holderMayAppeal(f Facts) *Error {
	if f.Item.State == Restored && !f.Item.EndedByDecision {
		return Errorf(Refused, "No reviewer decided this, so there is nothing to appeal. You can file a new complaint with new evidence.")
	}
	return mayAppeal(f, f.Item.HolderAppealed)
}

func mayAppeal(f Facts, already bool) *Error {
	if already {
		return Errorf(Refused, "You have appealed this outcome once; it was looked at again.")
	}
	if end := AppealUntil(f.Item, f.Procedure); end != nil && !f.Now.Before(*end) {
		return Errorf(Refused, "The %d months for an appeal have passed.", f.Procedure.AppealMonths)
	}
	return nil
}

// AppealUntil is when the appeal's months end, or nil while the outcome is not
// delivered (Regulation (EU) 2022/2065, Article 20(1), sets at least six).
func AppealUntil(i Item, p Procedure) *time.Time {
	if i.OutcomeToldAt == nil {
		return nil
	}
	end := i.OutcomeToldAt.AddDate(0, p.AppealMonths, 0)
	return &end
}

// notOwnDecision: nobody decides an appeal of their own decision (promise 10).
func notOwnDecision(f Facts) *Error {
	if f.DecidedBefore {
		return Errorf(Refused, "You have decided something in this case before, so another reviewer decides the appeal.")
	}
	return nil
}

// mayReverse: what a refusal kept from the seller can only reach them under a
// right that still stands.
func mayReverse(f Facts) *Error {
	if e := notOwnDecision(f); e != nil || f.Item.StateBefore != Rejected {
		return e
	}
	return needRight(f)
}

// due: never early, and never by a seller's silence on a right that has ended.
func due(f Facts) *Error {
	if f.Item.DueAt == nil || f.Now.Before(*f.Item.DueAt) {
		return Errorf(Refused, "The time has not run out yet.")
	}
	if rightStops(f) {
		return Errorf(Refused, "The right has ended; a reviewer looks first.")
	}
	if guardStops(f) {
		return Errorf(Refused, "These are guarded days; a reviewer looks first.")
	}
	return nil
}

func rightEndedAndDue(f Facts) *Error {
	if f.Item.DueAt == nil || f.Now.Before(*f.Item.DueAt) || !rightStops(f) && !guardStops(f) {
		return Errorf(Refused, "The clock runs on.")
	}
	return nil
}

// rightStops: a right that ends or loses its verification takes its force from
// the seller's silence, and so does a power of attorney that ends; the holder's
// silence acts all the same.
func rightStops(f Facts) bool {
	sellers := f.Item.State == AwaitingSeller || f.Item.State == Removed
	return sellers && !stands(f) && !f.Item.RightWaived
}
