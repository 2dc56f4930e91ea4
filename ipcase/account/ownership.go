package account

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ipportal/ipcase"
)

// LinkOwnership is the kind of the link by which a member becomes an owner.
const LinkOwnership LinkKind = "ownership"

// offered is what an offer's link keeps.
type offered struct {
	ByID int64
	Stay bool // who offers stays an owner
}

// OpenOffer is an offer of the ownership that was not answered yet.
type OpenOffer struct {
	ID     int64
	ToID   int64
	ToName string
	ByID   int64
	Stay   bool
	Until  time.Time
}

// OfferOwnership asks a member by mail to become an owner: in the actor's place,
// or beside them where they stay.
func (s *Service) OfferOwnership(ctx context.Context, a ipcase.Actor, personID int64, stay bool) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		m, err := c.member(personID)
		if err != nil {
			return err
		}
		var p Person
		if err := c.db.Where("id = ?", personID).Take(&p).Error; err != nil {
			return fmt.Errorf("load person %d: %w", personID, err)
		}
		var open int64
		if err := c.openLinks(LinkOwnership).Where("expires_at > ?", c.now).Count(&open).Error; err != nil {
			return fmt.Errorf("look for an offer: %w", err)
		}
		switch {
		case c.org.Kind == ipcase.PartyPlatform, personID == a.PersonID, p.DisabledAt != nil:
			return errAbsent()
		case m.Role == ipcase.RoleOwner:
			return ipcase.Errorf(ipcase.Refused, "%s is an owner already.", p.Name)
		case open > 0:
			return ipcase.Errorf(ipcase.Refused, "The ownership is offered to somebody already. Withdraw that offer first.")
		}
		id, err := c.newLink(c.db, newLink{
			Kind: LinkOwnership, Email: p.Email, PersonID: p.ID, OrgID: c.org.ID, Lang: p.Lang, Data: offered{ByID: a.PersonID, Stay: stay}, For: invitationLife,
		})
		if err != nil {
			return err
		}
		if err := c.note(EventOffered, p.ID, id, EventData{}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailOffer, LinkID: id, Facts: c.facts(a, ipcase.RoleOwner, ipcase.Granted{})})
	})
}

// WithdrawOffer ends the offer that is open; without one it changes nothing.
func (s *Service) WithdrawOffer(ctx context.Context, a ipcase.Actor) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		var open []Link
		if err := c.openLinks(LinkOwnership).Find(&open).Error; err != nil {
			return fmt.Errorf("look for an offer: %w", err)
		}
		for _, l := range open {
			if err := c.close(l, EventOfferWithdrawn); err != nil {
				return err
			}
		}
		return nil
	})
}

// Offer is what whoever opens the link of an offer is shown.
type Offer struct {
	OrgName string
	By      string
	Stay    bool
	Until   time.Time
}

// ReadOffer is what the link of an offer leads to, for whom it is meant alone.
func (s *Service) ReadOffer(ctx context.Context, a ipcase.Actor, token string) (Offer, error) {
	l, in, err := s.offer(ctx, a, token)
	if err != nil {
		return Offer{}, err
	}
	o := Offer{Stay: in.Stay, Until: l.ExpiresAt}
	err = s.db.WithContext(ctx).Table("orgs").Select("orgs.name AS org_name, COALESCE((SELECT name FROM people WHERE id = ?), '') AS by", in.ByID).
		Where("orgs.id = ?", *l.OrgID).Take(&o).Error
	if err != nil {
		return o, fmt.Errorf("load what offer %d is of: %w", l.ID, err)
	}
	return o, nil
}

func (s *Service) offer(ctx context.Context, a ipcase.Actor, token string) (Link, offered, error) {
	var in offered
	l, err := s.Link(ctx, LinkOwnership, token)
	if err != nil {
		return l, in, err
	}
	if l.PersonID == nil || *l.PersonID != a.PersonID {
		return Link{}, in, errDeadLink() // to anybody else as one that is not there, and as soon
	}
	if err := json.Unmarshal([]byte(l.Data), &in); err != nil {
		return l, in, fmt.Errorf("read offer %d: %w", l.ID, err)
	}
	return l, in, nil
}

// AcceptOwnership makes the actor an owner, as they were offered. Both roles
// change together, or neither.
func (s *Service) AcceptOwnership(ctx context.Context, a ipcase.Actor, token string) (orgID int64, err error) {
	l, in, err := s.offer(ctx, a, token)
	if err != nil {
		return 0, err
	}
	return *l.OrgID, s.change(ctx, a, *l.OrgID, false, func(c *crew) error {
		if _, err := c.useLink(c.db, LinkOwnership, token); err != nil {
			return err
		}
		from, err := c.member(in.ByID)
		if ipcase.KindOf(err) == ipcase.NotFound || err == nil && (from.Role != ipcase.RoleOwner || c.me.ID == 0) {
			return ipcase.Errorf(ipcase.Refused, "This offer no longer stands: one of you has left, or is no longer an owner.")
		}
		if err != nil {
			return err
		}
		if err := c.set(c.me, ipcase.RoleOwner, ipcase.Granted{}); err != nil {
			return err
		}
		kind := EventOwnerAdded
		if !in.Stay {
			kind = EventTransferred
			if err := c.set(from, ipcase.RoleMember, ipcase.GrantedAll().For(c.org.Kind)); err != nil {
				return err
			}
		}
		if err := c.note(kind, from.PersonID, l.ID, EventData{Before: c.me.Role, Had: c.me.May}); err != nil {
			return err
		}
		facts := c.facts(a, ipcase.RoleOwner, ipcase.Granted{})
		if in.Stay {
			facts["stay"] = "yes"
		}
		for _, to := range []int64{from.PersonID, a.PersonID} {
			if err := c.tell(letter{Kind: MailTransferred, PersonID: to, Facts: facts}); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeclineOwnership ends an offer at the wish of whom it was made to.
func (s *Service) DeclineOwnership(ctx context.Context, a ipcase.Actor, token string) error {
	l, _, err := s.offer(ctx, a, token)
	if err != nil {
		return err
	}
	return s.change(ctx, a, *l.OrgID, false, func(c *crew) error { return c.close(l, EventOfferDeclined) })
}

func (s *Service) openOffer(ctx context.Context, orgID int64) (*OpenOffer, error) {
	var row struct {
		Link
		ToName string
	}
	err := s.db.WithContext(ctx).Table("links").Select("links.*, people.name AS to_name").Joins("JOIN people ON people.id = links.person_id").
		Where("links.org_id = ? AND links.kind = ? AND links.used_at IS NULL AND links.expires_at > ?", orgID, LinkOwnership, s.clock.Now()).
		Order("links.id DESC").Limit(1).Find(&row).Error
	if err != nil {
		return nil, fmt.Errorf("look for an offer: %w", err)
	}
	if row.ID == 0 {
		return nil, nil
	}
	var in offered
	if err := json.Unmarshal([]byte(row.Data), &in); err != nil {
		return nil, fmt.Errorf("read offer %d: %w", row.ID, err)
	}
	return &OpenOffer{ID: row.ID, ToID: *row.PersonID, ToName: row.ToName, ByID: in.ByID, Stay: in.Stay, Until: row.ExpiresAt}, nil
}
