package ipcase

import (
	"regexp"
	"slices"
	"time"
)

// Sees says whether a reader at this level is shown a field of a case under a
// procedure. What a procedure does not publish is still for the sides and for whom an
// operator hands it to.
func (l RegisterLevel) Sees(f RegisterField, p Procedure) bool {
	if !slices.Contains(registerTable[f], l) {
		return false
	}
	return l != LevelPublic || slices.Contains(p.Register.Fields, f)
}

// outcomeOf is what became of a case, from the items that its seller was told of.
func outcomeOf(items []Item) RegisterOutcome {
	var all RegisterOutcome
	for n, i := range items {
		if !i.State.Final() {
			return OutcomeOpen
		}
		one := outcomeOfState(i.State)
		if n > 0 && one != all {
			return mixedUnlessOpen(items)
		}
		all = one
	}
	return all
}

func mixedUnlessOpen(items []Item) RegisterOutcome {
	for _, i := range items {
		if !i.State.Final() {
			return OutcomeOpen
		}
	}
	return OutcomeMixed
}

func outcomeOfState(s State) RegisterOutcome {
	switch s {
	case DeletedBySeller:
		return OutcomeDeleted
	case Fixed:
		return OutcomeFixed
	case Upheld:
		return OutcomeRemoved
	case Restored:
		return OutcomeKept
	case Withdrawn:
		return OutcomeWithdrawn
	case Rejected, Lapsed:
		return OutcomeRejected
	default:
		return OutcomeOpen
	}
}

// stretch is a time through which a case had ended; a zero end says that it still has.
type stretch struct{ from, to time.Time }

// registerStretches replays a case's events: when its first notice was accepted, and
// through which times all of it had ended.
func registerStretches(events []Event) (accepted time.Time, ended []stretch) {
	states := map[int]State{}
	over := false
	for _, e := range events {
		moved := false
		for _, m := range e.Told().Moves {
			states[m.Item] = m.To
			moved = true
			if accepted.IsZero() && (m.To == AwaitingSeller || m.To == Removed || m.To == StatutoryWait) {
				accepted = e.At // by the notice's acceptance, or after an appeal of its refusal
			}
		}
		if !moved {
			continue
		}
		all := true
		for _, s := range states {
			all = all && s.Final()
		}
		switch {
		case all && !over:
			ended = append(ended, stretch{from: e.At})
		case !all && over:
			ended[len(ended)-1].to = e.At
		}
		over = all
	}
	return accepted, ended
}

// publicFrom is from when a case is public; false where it is not, as things stand.
// after says when a procedure's delay that begins then is over. A case that is opened
// again stays public if its delay had passed before.
func publicFrom(r Register, events []Event, after func(time.Time) (time.Time, error)) (time.Time, bool, error) {
	accepted, ended := registerStretches(events)
	if accepted.IsZero() {
		return time.Time{}, false, nil // its seller was told of nothing
	}
	switch r.From {
	case RegisterAccepted:
		at, err := after(accepted)
		return at, err == nil, err
	case RegisterEnded:
		for _, s := range ended {
			at, err := after(s.from)
			if err != nil {
				return at, false, err
			}
			if s.to.IsZero() || !at.After(s.to) {
				return at, true, nil
			}
		}
	}
	return time.Time{}, false, nil
}

var (
	saidAddress = regexp.MustCompile(`[^\s<>"'(),;:@\[\]]+@[^\s<>"'(),;:@\[\]]+`)
	saidPhone   = regexp.MustCompile(`\+?\d[\d ()./-]{7,}\d`)
)

// withoutContacts takes mail addresses and telephone numbers out of what was said.
func withoutContacts(words string) string {
	return saidPhone.ReplaceAllString(saidAddress.ReplaceAllString(words, "[…]"), "[…]")
}

// registerFacts is all that the register is made from.
type registerFacts struct {
	procedure Procedure
	person    bool   // the complainant is a private person, or not known to be none
	name      string // the complainant's
	agent     string // the organisation that filed for it
	full      RegisterCase
}

// redact is what a level is shown of a case: each field is taken over by its line in
// the table, so that what nobody thought of is not shown.
func (f registerFacts) redact(level RegisterLevel) RegisterCase {
	sees := func(field RegisterField) bool { return level.Sees(field, f.procedure) }
	words := func(field RegisterField, said string) string {
		switch {
		case !sees(field):
			return ""
		case level == LevelResearcher:
			return withoutContacts(said)
		default:
			return said
		}
	}
	all := f.full
	c := RegisterCase{ID: all.ID, Number: all.Number, Level: level, Public: all.Public, Changed: all.Changed, Outcome: all.Outcome}
	if sees(RegProcedure) {
		c.Procedure, c.ProcedureVersion = all.Procedure, all.ProcedureVersion
		c.Received, c.Accepted, c.Ended = all.Received, all.Accepted, all.Ended
	}
	if sees(RegSite) {
		c.Site, c.Territory = all.Site, all.Territory
	}
	if sees(RegReason) {
		c.Reason = all.Reason
	}
	if sees(RegRight) {
		c.RightType, c.Office, c.RegNumber = all.RightType, all.Office, all.RegNumber
	}
	if sees(RegMark) {
		c.Mark = all.Mark
	}
	f.parties(&c, sees)
	c.Said = words(RegSaid, all.Said)
	if sees(RegListings) {
		for _, l := range all.Listings {
			if !sees(RegAddress) {
				l.URL = ""
			}
			c.Listings = append(c.Listings, l)
		}
	}
	if sees(RegCounters) {
		for _, x := range all.Counters {
			x.Said = words(RegSaid, x.Said)
			c.Counters = append(c.Counters, x)
		}
	}
	if sees(RegDecisions) {
		for _, d := range all.Decisions {
			d.Facts, d.Explanation = words(RegReasons, d.Facts), words(RegReasons, d.Explanation)
			c.Decisions = append(c.Decisions, d)
		}
	}
	if sees(RegEvidence) {
		c.Evidence = all.Evidence
	}
	return c
}

// parties puts in who complained of whose listings, as far as a level is shown it.
// An erased name is nobody's.
func (f registerFacts) parties(c *RegisterCase, sees func(RegisterField) bool) {
	field := RegHolder
	if f.person {
		field = RegPerson
	}
	if sees(field) && f.name != ErasedWord {
		c.Holder = f.name
	}
	c.HolderWithheld = c.Holder == ""
	if sees(RegHolder) && f.agent != ErasedWord {
		c.Agent = f.agent
	}
	if sees(RegShop) && f.full.Shop != ErasedWord {
		c.Shop = f.full.Shop
	}
	c.ShopWithheld = c.Shop == ""
	if sees(RegCountry) {
		c.HolderCountry, c.ShopCountry = f.full.HolderCountry, f.full.ShopCountry
	}
}

// registerTexts is what an entry is found by: what everybody is shown of it.
func (c RegisterCase) registerTexts() []string {
	texts := []string{c.Number, c.RegNumber, c.Mark, c.Holder, c.Agent, c.Shop}
	if complaint, ok := beforeLast(c.Number, "-"); ok {
		texts = append(texts, complaint)
	}
	for _, l := range c.Listings {
		texts = append(texts, l.Ref, l.Title)
	}
	return texts
}
