package account

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// byLinkAlone finds people who have no way of their own to sign in: they alone are
// let in by a private link.
const byLinkAlone = `people.disabled_at IS NULL AND people.password_hash = ?
	AND NOT EXISTS (SELECT 1 FROM provider_identities i WHERE i.person_id = people.id) AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.person_id = people.id)`

// FollowPath is the private link of who files without an account, for the mails
// about their cases; "" where they sign in.
func (s *Service) FollowPath(ctx context.Context, orgID int64) (path string, err error) {
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		var m Membership
		err := db.Where("org_id = ? AND ended_at IS NULL AND org_id IN (SELECT id FROM orgs WHERE unregistered)", orgID).Order("id").Limit(1).Find(&m).Error
		if err != nil {
			return fmt.Errorf("who files for %d without an account: %w", orgID, err)
		}
		if m.ID == 0 {
			return nil
		}
		path, err = s.followPath(db, m.PersonID, orgID)
		return err
	})
	return path, err
}

// followPath is the link that was made before and is still good, or a new one.
func (s *Service) followPath(db *gorm.DB, personID, orgID int64) (string, error) {
	var p Person
	if err := db.Where("people.id = ? AND "+byLinkAlone, personID, noSuchPerson).Limit(1).Find(&p).Error; err != nil {
		return "", fmt.Errorf("how person %d signs in: %w", personID, err)
	}
	if p.ID == 0 {
		return "", nil
	}
	var l Link
	find := func() error {
		return db.Where("kind = ? AND person_id = ? AND org_id = ? AND used_at IS NULL AND expires_at > ? AND sealed <> ''", LinkFollow, personID, orgID, s.clock.Now()).
			Order("id").Limit(1).Find(&l).Error
	}
	if err := find(); err != nil {
		return "", fmt.Errorf("look for a private link: %w", err)
	}
	if l.ID == 0 {
		_, err := s.newLink(db, newLink{Kind: LinkFollow, Email: p.Email, PersonID: personID, OrgID: orgID, Lang: p.Lang, Data: struct{}{}, For: FollowLife})
		if err == nil {
			err = find()
		}
		if err != nil {
			return "", err
		}
	}
	token, err := s.keys.Open(sealedLink, l.Sealed)
	if err != nil {
		return "", fmt.Errorf("token of link %d: %w", l.ID, err)
	}
	return "/link/" + string(LinkFollow) + "/" + string(token), nil
}

// Followed is whose cases a private link leads to.
type Followed struct {
	PersonID, OrgID int64
	OrgName         string
}

// Follow looks at a private link: whoever signs in by it acts for what was filed
// without an account, and for nothing else. It uses nothing up.
func (s *Service) Follow(ctx context.Context, token string, from From) (Followed, error) {
	if err := s.mayTryLink(ctx, from.Address); err != nil {
		return Followed{}, err
	}
	l, err := s.Link(ctx, LinkFollow, token)
	if err != nil {
		return Followed{}, err
	}
	alone, err := s.ByLinkAlone(ctx, *l.PersonID)
	if err != nil || !alone { // with an account that is the only way in
		return Followed{}, orElse(err, errDeadLink())
	}
	var o ipcase.Org
	if err := s.db.WithContext(ctx).Where("id = ?", *l.OrgID).Take(&o).Error; err != nil {
		return Followed{}, fmt.Errorf("load organisation %d: %w", *l.OrgID, err)
	}
	return Followed{PersonID: *l.PersonID, OrgID: o.ID, OrgName: o.Name}, nil
}

// ByLinkAlone says whether somebody has no account: no password, no passkey, no
// provider that knows them.
func (s *Service) ByLinkAlone(ctx context.Context, personID int64) (bool, error) {
	var n int64
	err := s.db.WithContext(ctx).Model(&Person{}).Where("people.id = ? AND "+byLinkAlone, personID, noSuchPerson).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("how person %d signs in: %w", personID, err)
	}
	return n > 0, nil
}

// ownAccount makes the account of somebody who filed without one, once they have
// chosen a password by a mail to their address: what they filed is theirs from then
// on as an owner, and their private links end.
func (s *Service) ownAccount(db *gorm.DB, personID int64) error {
	var mine []Membership
	err := db.Where("person_id = ? AND ended_at IS NULL AND org_id IN (SELECT id FROM orgs WHERE unregistered)", personID).Find(&mine).Error
	if err != nil {
		return fmt.Errorf("what person %d filed without an account: %w", personID, err)
	}
	for _, m := range mine {
		res := db.Model(&Membership{}).Where("id = ? AND version = ?", m.ID, m.Version).Updates(map[string]any{
			"role": ipcase.RoleOwner, "may_file": false, "may_answer": false, "version": m.Version + 1,
		})
		if res.Error != nil || res.RowsAffected == 0 {
			return orElse(res.Error, errMoved())
		}
		if err := db.Model(&ipcase.Org{}).Where("id = ?", m.OrgID).Updates(map[string]any{"unregistered": false}).Error; err != nil {
			return fmt.Errorf("register organisation %d: %w", m.OrgID, err)
		}
		err := s.record(db, Event{Kind: EventRole, OrgID: &m.OrgID, ByID: &personID, AboutID: &personID, Data: EventData{Role: ipcase.RoleOwner, Before: m.Role, Had: m.May}})
		if err != nil {
			return err
		}
	}
	err = db.Model(&Link{}).Where("person_id = ? AND kind = ? AND used_at IS NULL", personID, LinkFollow).Updates(map[string]any{"used_at": s.clock.Now(), "sealed": ""}).Error
	if err != nil {
		return fmt.Errorf("end private links of person %d: %w", personID, err)
	}
	return nil
}
