package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Invitation is what somebody who opens its link is shown.
type Invitation struct {
	OrgName string
	Party   ipcase.Party
	Role    ipcase.Role
	May     ipcase.Granted
	Name    string // as the inviter wrote it
	By      string
	Email   string
	Until   time.Time
	Known   bool // there is an account with this address
	Mine    bool // it went to the address of who looks
	Belongs bool // who looks belongs to the organisation already
}

// ReadInvitation is what an invitation's link leads to, for a reader who may be
// nobody. Looking changes nothing.
func (s *Service) ReadInvitation(ctx context.Context, a ipcase.Actor, token string) (Invitation, error) {
	l, err := s.Link(ctx, LinkInvitation, token)
	if err != nil {
		return Invitation{}, err
	}
	in, err := l.invited()
	if err != nil {
		return Invitation{}, err
	}
	i := Invitation{Role: in.Role, May: in.May, Name: in.Name, Email: l.Email, Until: l.ExpiresAt}
	var row struct {
		OrgName, ByName string
		Party           ipcase.Party
		Known, Mine     int
		Belongs         int
	}
	err = s.db.WithContext(ctx).Table("orgs").
		Select(`orgs.name AS org_name, orgs.kind AS party, COALESCE((SELECT name FROM people WHERE id = ?), '') AS by_name,
			(SELECT COUNT(*) FROM people WHERE email = ?) AS known,
			(SELECT COUNT(*) FROM people WHERE email = ? AND id = ?) AS mine,
			(SELECT COUNT(*) FROM memberships WHERE org_id = orgs.id AND person_id = ? AND ended_at IS NULL) AS belongs`,
			in.ByID, l.Email, l.Email, a.PersonID, a.PersonID).
		Where("orgs.id = ?", *l.OrgID).Take(&row).Error
	if err != nil {
		return i, fmt.Errorf("load what invitation %d is for: %w", l.ID, err)
	}
	i.OrgName, i.By, i.Party = row.OrgName, row.ByName, row.Party
	i.Known, i.Mine, i.Belongs = row.Known > 0, row.Mine > 0, row.Belongs > 0
	return i, nil
}

// AcceptInvitation lets the actor join by an invitation that went to their own
// address, and answers with the organisation. Of two presses at once one wins.
func (s *Service) AcceptInvitation(ctx context.Context, a ipcase.Actor, token string) (orgID int64, err error) {
	l, err := s.Link(ctx, LinkInvitation, token)
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, a, *l.OrgID, false, func(c *crew) error {
		var p Person
		if err := c.db.Where("id = ?", a.PersonID).Limit(1).Find(&p).Error; err != nil {
			return fmt.Errorf("load person %d: %w", a.PersonID, err)
		}
		if p.ID == 0 || p.Email != l.Email {
			return ipcase.Errorf(ipcase.Refused, "This invitation went to another address than yours. Sign out, and open its link again.")
		}
		return c.join(token, p.ID)
	})
	return *l.OrgID, err
}

// JoinByInvitation makes an account for whoever an invitation went to, and lets
// it join. Whoever holds the link has read the mail, so the address is proven.
func (s *Service) JoinByInvitation(ctx context.Context, token string, in NewPerson) (Person, int64, error) {
	l, err := s.Link(ctx, LinkInvitation, token)
	if err != nil {
		return Person{}, 0, err
	}
	in.Email = l.Email
	var wrong []ipcase.FieldError
	p, err := s.newPersonInto(ctx, &wrong, in, "name")
	if err != nil {
		return Person{}, 0, err
	}
	err = s.change(ctx, ipcase.Actor{}, *l.OrgID, false, func(c *crew) error {
		if in.Zone == "" {
			p.Zone = c.org.Zone
		}
		p.ID = 0
		err := c.db.Create(&p).Error
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return ipcase.Errorf(ipcase.Refused, "There is an account with this address. Sign in with it, and accept the invitation.")
		}
		if err != nil {
			return fmt.Errorf("add person: %w", err)
		}
		c.by = p.ID
		return c.join(token, p.ID)
	})
	return p, *l.OrgID, err
}

// join uses an invitation for somebody.
func (c *crew) join(token string, personID int64) error {
	l, err := c.useLink(c.db, LinkInvitation, token)
	if err != nil {
		return err
	}
	in, err := l.invited()
	if err != nil {
		return err
	}
	if err := c.mayBelong(personID); err != nil {
		return err
	}
	added, err := c.insertMembership(c.db, personID, in.Role, in.May)
	if err != nil || !added {
		return err
	}
	return c.note(EventJoined, personID, l.ID, EventData{Role: in.Role, May: in.May})
}

// mayBelong keeps the platform's people apart from the sides that they judge.
func (c *crew) mayBelong(personID int64) error {
	// Whoever decides belongs to neither side, and to no side whoever decides.
	var others int64
	err := c.db.Table("memberships").Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("memberships.person_id = ? AND memberships.ended_at IS NULL", personID).
		Where("(orgs.kind = 'platform') <> ?", c.org.Kind == ipcase.PartyPlatform).Count(&others).Error
	if err != nil {
		return fmt.Errorf("look at the other memberships of person %d: %w", personID, err)
	}
	if others > 0 {
		return ipcase.Errorf(ipcase.Refused, "Nobody works for the platform and for a seller or rights holder with the same account. Ask to be invited under another address.")
	}
	return nil
}

// DeclineInvitation ends an invitation at the wish of whoever holds its link.
func (s *Service) DeclineInvitation(ctx context.Context, a ipcase.Actor, token string) error {
	l, err := s.Link(ctx, LinkInvitation, token)
	if err != nil {
		return err
	}
	return s.change(ctx, a, *l.OrgID, false, func(c *crew) error { return c.close(l, EventDeclined) })
}
