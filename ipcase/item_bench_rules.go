package ipcase

// The moves of a reviewer beside the tasks of the queue.
const (
	MoveReclassify    Move = "re_classify"         // changes the reason and nothing else
	MoveReverseOwn    Move = "reverse_own_mistake" // as an appeal's reversal, without an appeal
	MoveOrderUpheld   Move = "order_upheld"        // an order of a court or an authority overrides
	MoveOrderRestored Move = "order_restored"
	MoveOrderHold     Move = "order_hold"
)

// What is recorded of them.
const (
	EventReclassified EventKind = "re_classified"
	EventOwnReversed  EventKind = "own_mistake_reversed"
	EventOrder        EventKind = "order_recorded"
	EventHoldLooked   EventKind = "hold_looked_at" // by when it is looked at again
)

// benchRules are the lines of the table of moves about them.
var benchRules = []rule{
	{move: MoveReclassify, by: PartyPlatform, from: openStates(), to: openStates(), pick: sameState},
	{
		move: MoveReverseOwn, by: PartyPlatform, from: []State{Upheld, Restored, Rejected},
		to: []State{Restored, Upheld, AwaitingSeller, Removed, StatutoryWait}, pick: reversedOwn, allow: mayReverseOwn,
	},
	{move: MoveOrderUpheld, by: PartyPlatform, from: toldStates(), to: []State{Upheld}, allow: sellerTold},
	{move: MoveOrderRestored, by: PartyPlatform, from: toldStates(), to: []State{Restored}, allow: sellerTold},
	{move: MoveOrderHold, by: PartyPlatform, from: toldStates(), to: []State{LegalHold}, allow: sellerTold},
}

// openStates are those that are not final.
func openStates() []State {
	var open []State
	for _, s := range States() {
		if !s.Final() {
			open = append(open, s)
		}
	}
	return open
}

// toldStates are those in which a seller can know of an item; whether they do is
// the item's to say.
func toldStates() []State {
	var told []State
	for _, s := range States() {
		if s != Intake && s != NeedsInfo {
			told = append(told, s)
		}
	}
	return told
}

// sellerTold: before the seller is told, nothing has taken effect that an order
// could change.
func sellerTold(f Facts) *Error {
	if f.Item.AcceptedAt == nil {
		return Errorf(Refused, "The seller has not been told of this listing, so nothing has taken effect that an order could change. Decide on the notice.")
	}
	return nil
}

// orderLets: what a court or an authority has decided is not the parties' to end
// and no reviewer's to reverse; only another order or the court's outcome changes it.
func orderLets(f Facts, by Party, m Move) *Error {
	if !f.Item.Ordered {
		return nil
	}
	if by == PartyHolder || by == PartySeller || m == MoveReverseOwn || m == MoveRefuse {
		return Errorf(Refused, "A court or an authority has decided about this listing. It is challenged there; what it decides next is recorded here.")
	}
	return nil
}

func reversedOwn(f Facts) State { return reverseOf(f, f.Item.State) }

// mayReverseOwn: the platform's own mistake is reversed by whoever made the latest
// decision about the item, or by a senior reviewer who decided nothing in the case
// (promise 10). What came of the holder's silence or own answer was nobody's mistake.
func mayReverseOwn(f Facts) *Error {
	if f.Item.State == Restored && !f.Item.EndedByDecision {
		return Errorf(Refused, "No reviewer decided this, so there is no mistake of the platform's to reverse.")
	}
	if !f.OwnDecision && (!f.Senior || f.DecidedBefore) {
		return Errorf(Refused, "This is reversed by the reviewer who decided it, or by a senior reviewer who decided nothing in this case.")
	}
	if f.Item.State == Rejected {
		return needRight(f)
	}
	return nil
}

// latestDeciders says who made the latest decision about each position. Another
// reason is no decision about an outcome.
func latestDeciders(decisions []Decision) map[int]int64 {
	latest := map[int]int64{}
	for _, d := range decisions {
		if d.Kind == DecisionReclassify {
			continue
		}
		for _, r := range d.Rulings {
			latest[r.Item] = d.ReviewerID
		}
	}
	return latest
}

// ReasonOf is the code of the reason that an item stands under: the complaint's,
// or the one to which a reviewer re-classified it. Consequences follow it.
func (i Item) ReasonOf(c Complaint) string {
	if i.Reason != "" {
		return i.Reason
	}
	return c.Reason
}

// Superseded finds the later decision that took the place of an earlier one, item
// by item: the index of the latest about any of its items, and whether all of them
// have been decided anew. list is in the order of deciding. Another reason takes
// nothing's place.
func Superseded(list []Decision, at int) (by int, wholly bool) {
	anew := map[int]bool{}
	by = -1
	for n := at + 1; n < len(list); n++ {
		if !list[n].Outcome() {
			continue
		}
		for _, now := range list[n].Rulings {
			for _, then := range list[at].Rulings {
				if now.Item == then.Item {
					anew[then.Item], by = true, n
				}
			}
		}
	}
	return by, by >= 0 && len(anew) == len(list[at].Rulings)
}

// Outcome says whether a decision says how listings end, and so takes the place of
// an earlier one.
func (d Decision) Outcome() bool {
	switch d.Kind {
	case DecisionAdjudication, DecisionAppeal, DecisionCourt, DecisionOrder, DecisionReversal:
		return true
	default:
		return false
	}
}

// RedressIn is what every statement of reasons says of how it can be challenged:
// here, before a body out of court, and before a court, each by its name.
func (p Procedure) RedressIn(lang string) string {
	words := p.Redress.In(lang)
	for _, f := range []struct {
		key   Text
		forum Forum
	}{
		{Text{"en": "Out of court", "zh-CN": "庭外途径"}, p.OutOfCourt},
		{Text{"en": "Court", "zh-CN": "法院"}, p.Court},
	} {
		name := f.forum.Name.In(lang)
		if name == "" {
			continue
		}
		sep, stop, space := ": ", ".", " "
		if lang == "zh-CN" {
			sep, stop, space = "：", "。", ""
		}
		words += "\n" + f.key.In(lang) + sep + name + stop
		if note := f.forum.Note.In(lang); note != "" {
			words += space + note
		}
	}
	return words
}
