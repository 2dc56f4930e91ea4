package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// OwnSession is one of a person's sessions, for their list.
type OwnSession struct {
	Handle  string // names it on the page; no cookie can be made from it
	Device  string // in a few words; empty where the browser did not say
	Address string
	OrgName string
	BeganAt time.Time
	SeenAt  time.Time
	Current bool
}

// handleOf names a session on its owner's page.
func handleOf(hash string) string { return hashID("handle " + hash)[:24] }

// Sessions lists a person's sessions that are still good, the last used first.
func (s *Service) Sessions(ctx context.Context, a ipcase.Actor, currentID string) ([]OwnSession, error) {
	var rows []struct {
		Hash, Device, Address string
		CreatedAt, SeenAt     time.Time
		OrgName               string
		Kind                  ipcase.Party
	}
	now := s.clock.Now()
	err := s.db.WithContext(ctx).Table("sessions").Select("sessions.*, orgs.name AS org_name, orgs.kind AS kind").
		Joins("JOIN orgs ON orgs.id = sessions.org_id").
		Where("sessions.person_id = ? AND sessions.ended_at IS NULL AND sessions.expires_at > ? AND sessions.seen_at > ?", a.PersonID, now, now.Add(-SessionIdle)).
		Order("sessions.seen_at DESC, sessions.created_at DESC").Limit(listLimit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	var list []OwnSession
	for _, r := range rows {
		if r.Kind == ipcase.PartyPlatform && now.Sub(r.SeenAt) >= PlatformIdle {
			continue
		}
		list = append(list, OwnSession{
			Handle: handleOf(r.Hash), Device: r.Device, Address: r.Address, OrgName: r.OrgName,
			BeganAt: r.CreatedAt, SeenAt: r.SeenAt, Current: r.Hash == hashID(currentID),
		})
	}
	return list, nil
}

// EndOwnSession ends one of a person's own sessions. One that has ended already
// is answered alike.
func (s *Service) EndOwnSession(ctx context.Context, a ipcase.Actor, handle string) error {
	var hashes []string
	db := s.db.WithContext(ctx)
	err := db.Model(&session{}).Where("person_id = ? AND expires_at > ?", a.PersonID, s.clock.Now()).Limit(listLimit).Pluck("hash", &hashes).Error
	if err != nil {
		return fmt.Errorf("find a session: %w", err)
	}
	for _, h := range hashes {
		if handleOf(h) != handle {
			continue
		}
		err := db.Model(&session{}).Where("hash = ? AND ended_at IS NULL", h).Updates(ended(s.clock.Now())).Error
		if err != nil {
			return fmt.Errorf("end a session: %w", err)
		}
		return nil
	}
	return errAbsent()
}

// EndOtherSessions ends every session of a person but the one they are in.
func (s *Service) EndOtherSessions(ctx context.Context, a ipcase.Actor, currentID string) (int, error) {
	return endOthers(s.db.WithContext(ctx), a.PersonID, currentID, s.clock.Now())
}

func endOthers(db *gorm.DB, personID int64, currentID string, now time.Time) (int, error) {
	res := db.Model(&session{}).Where("person_id = ? AND ended_at IS NULL AND hash <> ?", personID, hashID(currentID)).
		Updates(ended(now))
	if res.Error != nil {
		return 0, fmt.Errorf("end the other sessions of person %d: %w", personID, res.Error)
	}
	return int(res.RowsAffected), nil
}
