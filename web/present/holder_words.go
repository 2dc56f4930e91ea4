package present

import (
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// territories are those that a form offers, the widest first.
var territories = []string{
	"WW", "EU", "CN", "US", "GB", "JP", "KR", "IN", "DE", "FR", "IT", "ES", "NL", "SE", "CH", "CA", "AU", "BR", "MX", "SG", "HK", "TW",
}

// rightName is how a right is called in a sentence: its number and its title.
func (r Reader) rightName(right ipcase.Right) string {
	return r.RightNumber(right) + " – " + right.Title
}

// holderPlaces ranks how a case stands for its holder: what waits for them first.
var holderPlaces = []ipcase.State{
	ipcase.NeedsInfo, ipcase.FixProposed, ipcase.Countered, ipcase.StatutoryWait, ipcase.AwaitingSeller, ipcase.Appealed, ipcase.Contested,
	ipcase.Intake, ipcase.LegalHold, ipcase.Removed,
}

// leading is the state that tells the holder most about some items.
func leading(states map[ipcase.State]int) (ipcase.State, bool) {
	for _, s := range holderPlaces {
		if states[s] > 0 {
			return s, true
		}
	}
	return "", false
}

// complaintStands says how a whole complaint stands, and what comes next.
func (r Reader) complaintStands(cases []ipcase.HolderCaseLine) (views.Badge, string) {
	states := map[ipcase.State]int{}
	decided := false
	var ended *time.Time
	for _, c := range cases {
		for s, n := range c.States() {
			states[s] += n
		}
		decided = decided || c.Decided()
		if c.EndedAt != nil && (ended == nil || c.EndedAt.After(*ended)) {
			ended = c.EndedAt
		}
	}
	if s, open := leading(states); open {
		return r.stateBadge(s, false), r.whatNext(s, cases)
	}
	next := ""
	if ended != nil {
		next = r.T("Closed on %s", r.ShortDay(*ended).Text)
	}
	if len(states) > 1 {
		return views.Badge{Tone: views.Neutral, Text: r.mixed(states)}, next
	}
	for s := range states {
		return r.stateBadge(s, decided), next
	}
	return views.Badge{}, next
}

// whatNext says who acts next on the items in one state, and by when.
func (r Reader) whatNext(s ipcase.State, cases []ipcase.HolderCaseLine) string {
	var due *time.Time
	blocked := false
	for _, c := range cases {
		for _, t := range c.Tallies {
			blocked = blocked || t.State == s && t.Blocked
			if t.State == s && t.DueAt != nil && (due == nil || t.DueAt.Before(*due)) {
				due = t.DueAt
			}
		}
		if (s == ipcase.Intake || s == ipcase.Contested || s == ipcase.Appealed) && c.ReviewDueAt != nil && (due == nil || c.ReviewDueAt.Before(*due)) {
			due = c.ReviewDueAt
		}
	}
	switch {
	case due != nil:
	case blocked:
		return r.T("A reviewer looks at your right first")
	case s == ipcase.LegalHold:
		return r.T("A court decides")
	default:
		return r.T("Not yet delivered")
	}
	day, _ := r.end(*due)
	when := r.ShortDay(day).Text
	switch s {
	case ipcase.NeedsInfo:
		return r.T("You complete it by %s", when)
	case ipcase.Countered, ipcase.FixProposed:
		return r.T("You answer by %s", when)
	case ipcase.StatutoryWait:
		return r.T("You show court action by %s", when)
	case ipcase.AwaitingSeller:
		return r.T("Seller answers by %s", when)
	case ipcase.Removed:
		return r.T("Seller may still answer until %s", when)
	case ipcase.Intake:
		return r.T("We check it by %s", when)
	case ipcase.LegalHold:
		return r.T("A court decides")
	default:
		return r.T("Decision planned by %s", when)
	}
}

// Cases is a count of cases.
func (r Reader) Cases(n int) string { return r.N(n, "%d case", "%d cases") }

// Sellers is a count of sellers.
func (r Reader) Sellers(n int) string { return r.N(n, "%d seller", "%d sellers") }

// button is a link that looks like a button, where it is offered at all.
func button(offered bool, b views.LinkButton) *views.LinkButton {
	if !offered {
		return nil
	}
	return &b
}
