package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Belonging is an organisation for which a person acts.
type Belonging struct {
	OrgID   int64
	OrgName string
	Party   ipcase.Party
	Role    ipcase.Role
	May     ipcase.Granted `gorm:"embedded;embeddedPrefix:may_"`
	UsedAt  *time.Time
}

// Organisations lists the organisations for which a person acts.
func (s *Service) Organisations(ctx context.Context, personID int64) ([]Belonging, error) {
	var list []Belonging
	err := s.db.WithContext(ctx).Table("memberships").
		Select("memberships.*, orgs.name AS org_name, orgs.kind AS party").
		Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("memberships.person_id = ? AND memberships.ended_at IS NULL", personID).
		Order("orgs.name, orgs.id").Limit(listLimit).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list the organisations of person %d: %w", personID, err)
	}
	return list, nil
}

// ActFor lets a person go on for another of their organisations, under a new
// session id; the old one is worthless from then on. What they showed when they
// signed in still counts, and the session ends when it would have ended.
func (s *Service) ActFor(ctx context.Context, a ipcase.Actor, sessionID string, orgID int64) (newID string, err error) {
	newID, now := newSessionID(), s.clock.Now()
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		var m Membership
		err := db.Where("person_id = ? AND org_id = ? AND ended_at IS NULL", a.PersonID, orgID).Take(&m).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return errAbsent()
		}
		if err != nil {
			return fmt.Errorf("look for the organisation to act for: %w", err)
		}
		var row session
		if err := db.Where("hash = ? AND person_id = ? AND ended_at IS NULL", hashID(sessionID), a.PersonID).Take(&row).Error; err != nil {
			return gone(err, "the session has ended")
		}
		row.Hash, row.OrgID, row.Data, row.SeenAt = hashID(newID), &orgID, "", now
		if err := db.Create(&row).Error; err != nil {
			return fmt.Errorf("go on in a new session: %w", err)
		}
		err = db.Model(&session{}).Where("hash = ?", hashID(sessionID)).Updates(ended(now)).Error
		if err != nil {
			return fmt.Errorf("end the session before: %w", err)
		}
		return noteUse(db, a.PersonID, orgID, now)
	})
	return newID, err
}

// noteUse remembers for whom a person acted last: signing in begins there.
func noteUse(db *gorm.DB, personID, orgID int64, now time.Time) error {
	err := db.Model(&Membership{}).Where("person_id = ? AND org_id = ?", personID, orgID).Updates(map[string]any{"used_at": now}).Error
	if err != nil {
		return fmt.Errorf("note for whom person %d acts: %w", personID, err)
	}
	return nil
}

// endSessionsFor ends the sessions in which somebody acts for one organisation.
func endSessionsFor(db *gorm.DB, m Membership, now time.Time) error {
	err := db.Model(&session{}).Where("person_id = ? AND org_id = ? AND ended_at IS NULL", m.PersonID, m.OrgID).
		Updates(ended(now)).Error
	if err != nil {
		return fmt.Errorf("end the sessions of person %d: %w", m.PersonID, err)
	}
	return nil
}
