package ipcase

import (
	"context"
	"time"
)

// What the pages about agents, principals and their powers of attorney are made
// from. An agent sees the powers that it handed in, a principal those given in its
// name, a reviewer all of them; for anybody else they are not there.

// PowerLine is a power of attorney in a list, with the two whom it ties.
type PowerLine struct {
	Power     Power     `gorm:"embedded"`
	Principal Principal `gorm:"embedded;embeddedPrefix:who_"`
	AgentName string
}

// AgentPowers is one page of the powers that an agent handed in, newest first.
type AgentPowers struct {
	Lines []PowerLine
	Newer bool
	Older bool
}

// ReadAgentPowers reads a page of them, from before the one with that number.
func (s *Service) ReadAgentPowers(ctx context.Context, a Actor, before string) (AgentPowers, error) {
	if a.Party != PartyHolder {
		return AgentPowers{}, errNotFound()
	}
	list, err := s.agentPowers(ctx, a, before, holderPage+1)
	if err != nil {
		return AgentPowers{}, err
	}
	p := AgentPowers{Lines: list, Newer: before != ""}
	if len(list) > holderPage {
		p.Lines, p.Older = list[:holderPage], true
	}
	return p, nil
}

// AgentPower is one power of attorney with its paper, its history and its use, for
// either of the two whom it ties.
type AgentPower struct {
	PowerLine
	Exhibits   []Exhibit
	Events     []Event
	Others     []Power // of the same principal by the same agent, newest first
	Rights     []Right // that the agent registered for the principal, newest first
	Complaints []HolderComplaintLine
	Confirmed  bool // the principal's own account has confirmed the agent
}

// ReadAgentPower reads a power that the actor's organisation handed in.
func (s *Service) ReadAgentPower(ctx context.Context, a Actor, number string) (AgentPower, error) {
	var v AgentPower
	if a.Party != PartyHolder {
		return v, errNotFound()
	}
	if err := s.powerLine(ctx, &v.PowerLine, "powers_of_attorney.number = ? AND powers_of_attorney.agent_org_id = ?", number, a.OrgID); err != nil {
		return v, err
	}
	return v, s.powerParts(ctx, a, &v)
}

// ReadGivenPowers lists the powers given in the name of the actor's organisation,
// newest first: those of agents that it confirmed, and for its owner those that
// name their own address and wait for their word.
func (s *Service) ReadGivenPowers(ctx context.Context, a Actor) ([]PowerLine, error) {
	if a.Party != PartyHolder {
		return nil, errNotFound()
	}
	return s.givenPowers(ctx, a)
}

// ReadGivenPower reads one of them. What the agent did is told only once it is
// confirmed.
func (s *Service) ReadGivenPower(ctx context.Context, a Actor, number string) (AgentPower, error) {
	var v AgentPower
	lines, err := s.ReadGivenPowers(ctx, a)
	if err != nil {
		return v, err
	}
	for _, l := range lines {
		if l.Power.Number == number {
			v.PowerLine = l
			return v, s.powerParts(ctx, a, &v)
		}
	}
	return v, errNotFound()
}

// PrincipalChoice is a principal for whom an agent may want to act, and why it
// cannot do so now, or nil.
type PrincipalChoice struct {
	Principal Principal
	Why       *Error
}

// ReadPrincipals lists an agent's principals by name, and whether it may register
// rights of a type for each.
func (s *Service) ReadPrincipals(ctx context.Context, a Actor, t RightType) ([]PrincipalChoice, error) {
	if a.Party != PartyHolder {
		return nil, errNotFound()
	}
	list, powers, err := s.principals(ctx, a)
	if err != nil {
		return nil, err
	}
	out := make([]PrincipalChoice, len(list))
	for n, p := range list {
		_, why := FindPower(p.Name, powers[p.ID], PowerAsk{Act: ActRegister, Type: t, Day: s.Today()})
		out[n] = PrincipalChoice{Principal: p, Why: why}
	}
	return out, nil
}

// ReviewPowerLine is a power of attorney that waits to be checked.
type ReviewPowerLine struct {
	PowerLine
	ClaimedName string
}

// ReadPowersToCheck lists the powers that wait, the oldest first, after the row id
// `after` (0 = from the start); more says that others follow.
func (s *Service) ReadPowersToCheck(ctx context.Context, a Actor, after int64) (lines []ReviewPowerLine, more bool, err error) {
	if !a.isReviewer() {
		return nil, false, errNotFound()
	}
	return s.powersToCheck(ctx, after)
}

// ReviewPower is a power of attorney as a reviewer checks it.
type ReviewPower struct {
	AgentPower
	Agent       Org
	ClaimedName string
	Namesakes   []Org       // other holders' accounts of the principal's name
	Rivals      []PowerLine // of other agents for a principal of that name, newest first
	Own         bool        // the reviewer belongs to one of the two: another checks it
	OpenCases   int
	Now         time.Time
}

// ReadReviewPower reads a power of attorney for a reviewer.
func (s *Service) ReadReviewPower(ctx context.Context, a Actor, number string) (ReviewPower, error) {
	v := ReviewPower{Now: s.clock.Now()}
	if !a.isReviewer() {
		return v, errNotFound()
	}
	if err := s.powerLine(ctx, &v.PowerLine, "powers_of_attorney.number = ?", number); err != nil {
		return v, err
	}
	if err := s.powerParts(ctx, a, &v.AgentPower); err != nil {
		return v, err
	}
	return v, s.reviewPower(ctx, a, &v)
}

// ReadPrincipalOf is for whom an agent would complain under a right, or nil where
// it would be for its own organisation.
func (s *Service) ReadPrincipalOf(ctx context.Context, a Actor, r Right) (*Principal, error) {
	return principalFor(s.read(ctx), a, r)
}

// RightToFile is a right that a complaint may be filed under, for whom, and why not
// today, or nil.
type RightToFile struct {
	Right
	For string
	Why *Error
}

// ReadRightsToFile lists the latest rights that an organisation may complain under,
// for an agent those of its principals too.
func (s *Service) ReadRightsToFile(ctx context.Context, a Actor) ([]RightToFile, error) {
	if a.Party != PartyHolder {
		return nil, errNotFound()
	}
	return s.rightsToFile(ctx, a)
}
