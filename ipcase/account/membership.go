package account

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// ChangeRole is what a member is to be from now on, as the page of that version
// showed them.
type ChangeRole struct {
	PersonID int64
	Version  int
	Role     ipcase.Role
	May      ipcase.Granted
}

// ChangeRole gives somebody of the organisation another role or other
// permissions, which hold from their next request on. Nobody changes their own; an
// owner is made by an offer that they accept, and never the last one unmade.
func (s *Service) ChangeRole(ctx context.Context, a ipcase.Actor, in ChangeRole) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		m, err := c.member(in.PersonID)
		if err != nil {
			return err
		}
		if m.PersonID == a.PersonID {
			return ipcase.Errorf(ipcase.Refused, "Nobody changes their own role. Ask another owner or operator to do it.")
		}
		may := ipcase.Granted{}
		if in.Role == ipcase.RoleMember {
			may = in.May.For(c.org.Kind)
		}
		if m.Role == in.Role && m.May == may {
			return nil
		}
		if m.Version != in.Version {
			return errMoved()
		}
		if !slices.Contains(ipcase.RolesOf(c.org.Kind), in.Role) || in.Role == ipcase.RoleOwner {
			return field("role", "Choose one of the roles.")
		}
		if m.Role == c.chief() {
			if last, err := c.lastChief(m.PersonID); err != nil || last {
				return orElse(err, errLastChief())
			}
		}
		if err := c.set(m, in.Role, may); err != nil {
			return err
		}
		if err := c.note(EventRole, m.PersonID, 0, EventData{Role: in.Role, May: may, Before: m.Role, Had: m.May}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailRole, PersonID: m.PersonID, Facts: c.facts(a, in.Role, may)})
	})
}

func errLastChief() error {
	return ipcase.Errorf(ipcase.Refused, "Nobody else looks after this organisation. Let somebody else do so first.")
}

// orElse is err, or what is said where there is none.
func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// EndMembership takes somebody out of the organisation: their sessions for it end
// at once. A second press is no error.
func (s *Service) EndMembership(ctx context.Context, a ipcase.Actor, personID int64) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		if personID == a.PersonID {
			return ipcase.Errorf(ipcase.Refused, "Nobody ends their own membership here. Leave the organisation instead.")
		}
		m, err := c.member(personID)
		if ipcase.KindOf(err) == ipcase.NotFound {
			return c.wasMember(personID)
		}
		if err == nil {
			err = c.end(m)
		}
		if err == nil {
			err = c.note(EventEnded, m.PersonID, 0, EventData{Before: m.Role, Had: m.May})
		}
		if err != nil {
			return err
		}
		return c.tell(letter{Kind: MailEnded, PersonID: m.PersonID, Facts: c.facts(a, m.Role, m.May)})
	})
}

// wasMember is nil where somebody belonged to the organisation once.
func (c *crew) wasMember(personID int64) error {
	var n int64
	if err := c.db.Model(&Membership{}).Where("org_id = ? AND person_id = ?", c.org.ID, personID).Count(&n).Error; err != nil {
		return fmt.Errorf("look for a membership that ended: %w", err)
	}
	if n == 0 {
		return errAbsent()
	}
	return nil
}

// Leave ends the actor's own membership, unless nobody else looks after the
// organisation. Where they belong to another one they go on for it, in a session
// of the id that is returned: the one for which they acted last. Else it is "".
func (s *Service) Leave(ctx context.Context, a ipcase.Actor, sessionID string) (newID string, err error) {
	err = s.change(ctx, a, a.OrgID, false, func(c *crew) error {
		if c.me.ID == 0 {
			return errAbsent()
		}
		if c.me.Role == c.chief() {
			if last, err := c.lastChief(a.PersonID); err != nil || last {
				return orElse(err, errLastChief())
			}
		}
		if newID, err = c.goOn(a, sessionID); err != nil {
			return err
		}
		if err := c.end(c.me); err != nil {
			return err
		}
		return c.note(EventLeft, a.PersonID, 0, EventData{Before: c.me.Role, Had: c.me.May})
	})
	if err != nil {
		return "", err
	}
	return newID, nil
}

// goOn begins a session like the one that is about to end, for another
// organisation of the same person; "" where there is none.
func (c *crew) goOn(a ipcase.Actor, sessionID string) (newID string, err error) {
	var next Membership
	err = c.db.Where("person_id = ? AND org_id <> ? AND ended_at IS NULL", a.PersonID, a.OrgID).Order(lastUsedFirst).Limit(1).Find(&next).Error
	if err != nil {
		return "", fmt.Errorf("look for another organisation of person %d: %w", a.PersonID, err)
	}
	var row session
	err = c.db.Where("hash = ? AND person_id = ? AND ended_at IS NULL", hashID(sessionID), a.PersonID).Limit(1).Find(&row).Error
	if err != nil || next.ID == 0 || row.Hash == "" {
		return "", err
	}
	newID = newSessionID()
	row.Hash, row.OrgID, row.Data, row.SeenAt = hashID(newID), &next.OrgID, "", c.now
	if err := c.db.Create(&row).Error; err != nil {
		return "", fmt.Errorf("go on in a new session: %w", err)
	}
	return newID, noteUse(c.db, a.PersonID, next.OrgID, c.now)
}

// end ends a membership with its sessions, and the offers that were made to it.
func (c *crew) end(m Membership) error {
	res := c.db.Model(&Membership{}).Where("id = ? AND ended_at IS NULL", m.ID).Updates(map[string]any{"ended_at": c.now, "version": m.Version + 1})
	if res.Error != nil {
		return fmt.Errorf("end membership %d: %w", m.ID, res.Error)
	}
	err := c.db.Model(&Link{}).Where("org_id = ? AND kind = ? AND person_id = ? AND used_at IS NULL", c.org.ID, LinkOwnership, m.PersonID).
		Updates(map[string]any{"used_at": c.now, "sealed": ""}).Error
	if err != nil {
		return fmt.Errorf("withdraw offers to person %d: %w", m.PersonID, err)
	}
	if c.org.Kind == ipcase.PartyPlatform {
		if err := giveUpTasks(c.db, m.PersonID); err != nil {
			return err
		}
	}
	return endSessionsFor(c.db, m, c.now)
}

// EndMemberSessions signs somebody out wherever they act for the organisation.
func (s *Service) EndMemberSessions(ctx context.Context, a ipcase.Actor, personID int64) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		m, err := c.member(personID)
		if err != nil {
			return err
		}
		if err := endSessionsFor(c.db, m, c.now); err != nil {
			return err
		}
		return c.note(EventSessionsEnded, m.PersonID, 0, EventData{})
	})
}

// facts is what the letters about an organisation's people are made from.
func (c *crew) facts(a ipcase.Actor, role ipcase.Role, may ipcase.Granted) map[string]string {
	f := map[string]string{"org": c.org.Name, "by": a.Name, "party": string(c.org.Kind), "role": string(role)}
	for _, p := range ipcase.Grantable(c.org.Kind) {
		if may.Has(p) {
			f["may_"+string(p)] = "yes"
		}
	}
	return f
}

// insertMembership lets somebody belong, anew or again; false where they do
// already.
func (c *crew) insertMembership(db *gorm.DB, personID int64, role ipcase.Role, may ipcase.Granted) (added bool, err error) {
	var m Membership
	err = db.Where("org_id = ? AND person_id = ?", c.org.ID, personID).Limit(1).Find(&m).Error
	switch {
	case err != nil:
		return false, fmt.Errorf("look for a membership: %w", err)
	case m.ID == 0:
		m = Membership{PersonID: personID, OrgID: c.org.ID, Role: role, May: may, Version: 1, CreatedAt: c.now}
		if err := db.Create(&m).Error; err != nil {
			return false, fmt.Errorf("add membership of person %d: %w", personID, err)
		}
		return true, nil
	case m.EndedAt == nil:
		return false, nil
	}
	err = db.Model(&Membership{}).Where("id = ?", m.ID).Updates(map[string]any{
		"role": role, "may_file": may.File, "may_answer": may.Answer, "may_delete": may.Delete, "version": m.Version + 1,
		"created_at": c.now, "ended_at": nil, "used_at": nil,
	}).Error
	if err != nil {
		return false, fmt.Errorf("renew membership %d: %w", m.ID, err)
	}
	return true, nil
}
