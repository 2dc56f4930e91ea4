package ipcase

import (
	"slices"
	"strings"
	"time"
)

// DayIn is the calendar day of an instant in a zone, as 00:00 UTC: how first and
// last days are stored.
func DayIn(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// CoversDay says whether a day lies between the first and the last, both counted.
func (p Power) CoversDay(day time.Time) bool {
	return !day.Before(p.ValidFrom) && !day.After(p.ValidUntil)
}

// StandsOn says whether an agent may act under it on a day.
func (p Power) StandsOn(day time.Time) bool { return p.Status == PowerVerified && p.CoversDay(day) }

// EndsAt is the instant at which its last day is over.
func (p Power) EndsAt(zone *time.Location) time.Time {
	y, m, d := p.ValidUntil.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, zone).UTC()
}

// DaysLeft counts the days after this one on which it still stands: 0 on its last
// day, below that when it is over.
func (p Power) DaysLeft(day time.Time) int { return int(p.ValidUntil.Sub(day) / (24 * time.Hour)) }

// CoversPlace says whether its territories hold a place.
func (p Power) CoversPlace(place string) bool {
	if contains(p.Territories, "WW") || contains(p.Territories, place) {
		return true
	}
	return contains(p.Territories, "EU") && contains(euMembers, place)
}

// uncovered are the places that it does not hold.
func (p Power) uncovered(places []string) []string {
	var out []string
	for _, place := range places {
		if !p.CoversPlace(place) {
			out = append(out, place)
		}
	}
	return out
}

// PowerAsk is what an agent wants to do for a principal.
type PowerAsk struct {
	Act    PowerAct
	Type   RightType
	Places []string // each must be covered
	Day    time.Time
}

// FindPower gives the power of attorney under which an agent may do what it asks
// for a principal, or says which of status, days, acts, rights and territory does
// not fit, and how to cure it. Of several that fit it is the one that lasts
// longest.
func FindPower(principal string, powers []Power, ask PowerAsk) (Power, *Error) {
	left := slices.Clone(powers)
	slices.SortStableFunc(left, func(a, b Power) int { return b.ValidUntil.Compare(a.ValidUntil) })
	if len(left) == 0 {
		return Power{}, Errorf(Invalid, "You have handed in no power of attorney of %s. Add it under “Principals”.", principal)
	}
	for _, step := range []struct {
		fits func(Power) bool
		why  func(Power) *Error
	}{
		{func(p Power) bool { return p.Status == PowerVerified }, func(p Power) *Error { return notVerified(p, principal) }},
		{func(p Power) bool { return p.CoversDay(ask.Day) }, func(p Power) *Error { return notNow(p, ask.Day, principal) }},
		{func(p Power) bool { return contains(p.Acts, ask.Act) }, func(p Power) *Error { return notTheAct(p, ask.Act, principal) }},
		{func(p Power) bool { return contains(p.RightTypes, ask.Type) }, func(p Power) *Error {
			return Errorf(Invalid, "%s does not cover this kind of right. Hand in a power of attorney of %s that does.", p.Number, principal)
		}},
		{func(p Power) bool { return len(p.uncovered(ask.Places)) == 0 }, func(p Power) *Error {
			return Errorf(Invalid, "%s does not cover this territory: %s. Hand in a power of attorney of %s that does.", p.Number, strings.Join(p.uncovered(ask.Places), ", "), principal)
		}},
	} {
		var fit []Power
		for _, p := range left {
			if step.fits(p) {
				fit = append(fit, p)
			}
		}
		if len(fit) == 0 {
			return Power{}, step.why(nearest(left))
		}
		left = fit
	}
	return left[0], nil
}

// nearest is the power that a refusal names: one that may still come to stand
// before one that cannot, and then the one that lasts longest.
func nearest(powers []Power) Power {
	rank := []PowerStatus{PowerVerified, PowerPending, PowerRefused, PowerRevoked}
	best := powers[0]
	for _, p := range powers[1:] {
		if slices.Index(rank, p.Status) < slices.Index(rank, best.Status) {
			best = p
		}
	}
	return best
}

func notVerified(p Power, principal string) *Error {
	switch p.Status {
	case PowerRefused:
		return Errorf(Invalid, "%s was not accepted. Read why under “Principals”, and hand in a power of attorney of %s that cures it.", p.Number, principal)
	case PowerRevoked:
		return Errorf(Invalid, "%s was revoked. Hand in a new power of attorney of %s.", p.Number, principal)
	default:
		return Errorf(Invalid, "A reviewer is still checking %s of %s. You can go on when it is verified; you are told by mail.", p.Number, principal)
	}
}

func notNow(p Power, day time.Time, principal string) *Error {
	if day.Before(p.ValidFrom) {
		return Errorf(Invalid, "%s begins on %s. Wait until then, or hand in a power of attorney of %s for today.", p.Number, p.ValidFrom.Format(time.DateOnly), principal)
	}
	return Errorf(Invalid, "%s ended on %s. Hand in a new power of attorney of %s.", p.Number, p.ValidUntil.Format(time.DateOnly), principal)
}

func notTheAct(p Power, act PowerAct, principal string) *Error {
	switch act {
	case ActRegister:
		return Errorf(Invalid, "%s does not let you register rights. Hand in a power of attorney of %s that does.", p.Number, principal)
	case ActFile:
		return Errorf(Invalid, "%s does not let you file complaints. Hand in a power of attorney of %s that does.", p.Number, principal)
	case ActAnswer:
		return Errorf(Invalid, "%s does not let you answer counter-notifications. Hand in a power of attorney of %s that does.", p.Number, principal)
	default:
		return Errorf(Invalid, "%s does not let you retract complaints. Hand in a power of attorney of %s that does.", p.Number, principal)
	}
}

// askToRegister is what an agent asks for when it registers a right. A copyright
// arises everywhere at once (Berne Convention, Article 5), so that no territory
// keeps it from being registered; where complaints reach is asked at each filing.
func askToRegister(r Right, day time.Time) PowerAsk {
	ask := PowerAsk{Act: ActRegister, Type: r.Type, Places: r.Territories, Day: day}
	if r.Type == Copyright {
		ask.Places = nil
	}
	return ask
}

// askToFile is what it asks for when it complains on a site; a site for all the
// world is covered by any territory.
func askToFile(r Right, site Site, day time.Time) PowerAsk {
	ask := PowerAsk{Act: ActFile, Type: r.Type, Day: day}
	if site.Code != "" && site.Territory != "WW" {
		ask.Places = []string{site.Territory}
	}
	return ask
}

// PowerFacts is what the rules see of the powers under which a case stands. The
// zero value is a case that its complainant filed itself.
type PowerFacts struct {
	Needed  bool // an agent filed it for somebody
	InForce bool // a verified power of that principal lets the agent file this today, the first or a new one
	Answer  bool // and lets it answer
	Retract bool // and retract
}

// powerFacts finds what the powers of one principal let its agent do in a case.
func powerFacts(powers []Power, kind RightType, place string, day time.Time) PowerFacts {
	may := func(act PowerAct) bool {
		for _, p := range powers {
			if p.StandsOn(day) && contains(p.Acts, act) && contains(p.RightTypes, kind) && (place == "WW" || p.CoversPlace(place)) {
				return true
			}
		}
		return false
	}
	return PowerFacts{Needed: true, InForce: may(ActFile), Answer: may(ActAnswer), Retract: may(ActRetract)}
}

// Stands says whether the complainant may still complain.
func (p PowerFacts) Stands() bool { return !p.Needed || p.InForce }

// powerLets refuses an agent what its power does not let it do.
func powerLets(p PowerFacts, m Move) *Error {
	if !p.Needed {
		return nil
	}
	may := p.InForce
	switch m {
	case MoveAcceptCounter, MoveContest, MoveCourt, MoveAppeal, MoveAcceptFix, MoveRefuseFix:
		may = p.Answer
	case MoveRetract, MoveSettle:
		may = p.Retract
	default:
	}
	if may {
		return nil
	}
	return Errorf(Refused, "No power of attorney in force lets you do this. Hand in one that does under “Principals”.")
}

// endTold is how much of a power's end should have been told on a day: 1 from
// fourteen days before its last day, 2 from the day before, 3 when it is over.
func endTold(p Power, day time.Time) int {
	switch left := p.DaysLeft(day); {
	case left < 0:
		return 3
	case left <= 1:
		return 2
	case left <= PowerEndsSoon:
		return 1
	default:
		return 0
	}
}

// PowerEndsSoon is from how many days before its last a power's end is told.
const PowerEndsSoon = 14

// AgentCard is how a complainant can be reached: an organisation of its own, with
// its number in the register where it has one, or the principal through its agent.
func AgentCard(name, country, registration string, principal *Principal, c Contact) Card {
	if principal == nil {
		return Card{Organisation: name, Country: country, Registration: registration, Contact: c}
	}
	return Card{Organisation: principal.Name, Agent: name, Country: principal.Country, Registration: principal.Registration, Contact: c}
}
