package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// turnedClock stands in the past while the sample marketplace is made, so that
// its cases have a history, and goes with the machine afterwards.
type turnedClock struct {
	mu sync.Mutex
	at time.Time // zero = the machine's time
}

// Now implements ipcase.Clock.
func (c *turnedClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() {
		return systemClock{}.Now()
	}
	return c.at
}

// turn sets the clock to a moment before now.
func (c *turnedClock) turn(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = ipcase.Moment(to)
}

func (c *turnedClock) release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = time.Time{}
}

// seeder makes the sample marketplace. Everything in it is made as people make
// it: by the deeds of the service, under a clock that is turned.
type seeder struct {
	*portal
	ctx    context.Context
	clock  *turnedClock
	now    time.Time // when the demonstration was started
	say    func(string)
	orgs   map[string]ipcase.Org   // by name
	people map[string]ipcase.Actor // by the first word of the mail address
}

// seed fills an empty portal; one that has people already is left as it is.
func (p *portal) seed(ctx context.Context, clock *turnedClock, say func(string)) error {
	members, err := p.accounts.Members(ctx)
	if err != nil || len(members) > 0 {
		return err
	}
	s := &seeder{
		portal: p, ctx: ctx, clock: clock, now: systemClock{}.Now(), say: say,
		orgs: map[string]ipcase.Org{}, people: map[string]ipcase.Actor{},
	}
	clock.turn(s.now.AddDate(0, -6, 0))
	return s.addPeople()
}

// samplePerson is somebody of the demonstration, with their organisation.
type samplePerson struct {
	email, name string
	role        ipcase.Role
	org         ipcase.Org
}

// addPeople brings in everybody. They have no password: in the demonstration one
// signs in by choosing a name.
func (s *seeder) addPeople() error {
	for _, who := range samplePeople() {
		org, ok := s.orgs[who.org.Name]
		if !ok {
			org = who.org
			if err := s.accounts.AddOrg(s.ctx, &org); err != nil {
				return err
			}
			s.orgs[org.Name] = org
		}
		p, err := s.accounts.AddPerson(s.ctx, account.NewPerson{Email: who.email, Name: who.name, Lang: org.Lang, Zone: org.Zone})
		if err != nil {
			return err
		}
		if err := s.accounts.AddMembership(s.ctx, p.ID, org.ID, who.role); err != nil {
			return err
		}
		s.people[nickname(who.email)] = ipcase.Actor{
			PersonID: p.ID, OrgID: org.ID, Party: org.Kind, Role: who.role, Name: p.Name, OrgName: org.Name, Lang: p.Lang, Zone: p.Zone,
		}
	}
	s.say(fmt.Sprintf("%d people of %d organisations", len(s.people), len(s.orgs)))
	return nil
}

// nickname is how the seeding calls a person: lin for lin.yue@….
func nickname(email string) string {
	for n, r := range email {
		if r == '.' || r == '@' {
			return email[:n]
		}
	}
	return email
}
