package ipcase

import (
	"sort"
	"time"
)

// statusOrder ranks the open states: the most pressing names the whole case.
var statusOrder = []State{
	AwaitingSeller, Appealed, FixProposed, Countered, Contested, StatutoryWait, LegalHold, Removed, NeedsInfo, Intake,
}

// derived is what a case's lists are indexed by, computed from its items alone.
type derived struct {
	status     CaseStatus
	list       SellerList
	task       ReviewTask
	sellerDue  time.Time // earliest deadline of the seller's items
	holderDue  time.Time // and of the holder's
	holderTurn bool
	ended      bool
}

// derive is the one pure function from items to a case's index. undelivered says
// that a notice which a clock waits for is late or came back.
func derive(items []Item, undelivered bool) derived {
	d := derived{sellerDue: FarFuture, holderDue: FarFuture, status: statusOf(items), task: taskOf(items, undelivered), ended: true}
	told := false
	for _, i := range items {
		told = told || i.AcceptedAt != nil
		if i.State == AwaitingSeller {
			d.list = ListRespond
		}
		if turn := Turn(i.State); i.DueAt != nil {
			if turn == PartySeller && i.DueAt.Before(d.sellerDue) {
				d.sellerDue = *i.DueAt
			}
			if turn == PartyHolder && i.DueAt.Before(d.holderDue) {
				d.holderDue = *i.DueAt
			}
		}
		d.holderTurn = d.holderTurn || Turn(i.State) == PartyHolder
		d.ended = d.ended && i.State.Final()
	}
	if told && d.list == ListNone {
		d.list = ListHistory
	}
	return d
}

func statusOf(items []Item) CaseStatus {
	for _, s := range statusOrder {
		for _, i := range items {
			if i.State == s {
				return CaseStatus(s)
			}
		}
	}
	for _, i := range items[1:] {
		if i.State != items[0].State {
			return StatusMixed
		}
	}
	return CaseStatus(items[0].State)
}

func taskOf(items []Item, undelivered bool) ReviewTask {
	has := func(want func(Item) bool) bool {
		for _, i := range items {
			if want(i) {
				return true
			}
		}
		return false
	}
	in := func(s State) func(Item) bool { return func(i Item) bool { return i.State == s } }
	switch {
	case has(func(i Item) bool { return i.AlarmedAt != nil }):
		return TaskLimit
	case has(in(Appealed)):
		return TaskAppeal
	case has(in(Contested)):
		return TaskDecide
	case has(func(i Item) bool { return i.RightBlocked }):
		return TaskRightEnded
	case has(func(i Item) bool { return i.GuardBlocked }):
		return TaskGuarded
	case undelivered:
		return TaskUndelivered
	case has(func(i Item) bool { return i.PauseKind == PauseDispute }):
		return TaskDispute
	case has(in(Intake)):
		return TaskNotice
	case has(in(LegalHold)):
		return TaskCourt
	default:
		return TaskNone
	}
}

// VisibleTo keeps the items that a party may see: a seller is never shown one
// whose notice was not accepted.
func VisibleTo(by Party, items []Item) []Item {
	if by != PartySeller {
		return items
	}
	seen := make([]Item, 0, len(items))
	for _, i := range items {
		if i.AcceptedAt != nil {
			seen = append(seen, i)
		}
	}
	return seen
}

// MovesFor lists the moves that a party may make now with at least one of the
// items, so that pages draw the buttons that the commands will accept.
func MovesFor(facts []Facts, by Party) []Move {
	found := map[Move]bool{}
	for _, f := range facts {
		for _, r := range rules {
			if r.by == by && !found[r.move] && MayMove(f, by, r.move) {
				found[r.move] = true
			}
		}
	}
	moves := make([]Move, 0, len(found))
	for m := range found {
		moves = append(moves, m)
	}
	sort.Slice(moves, func(a, b int) bool { return moves[a] < moves[b] })
	return moves
}
