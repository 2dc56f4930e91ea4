package account

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// CeremonyKind is what a browser was asked: an answer to one is none to another.
type CeremonyKind string

// The kinds of ceremonies.
const (
	registerPasskey CeremonyKind = "passkey_register"
	signInByPasskey CeremonyKind = "passkey_sign_in"
	confirmPasskey  CeremonyKind = "passkey_confirm"
	AskProvider     CeremonyKind = "provider"
)

// CeremonyLife is how long an answer may take.
const CeremonyLife = 5 * time.Minute

// Ceremony is something asked of one browser, to which it brings one answer. The
// token is what the answer carries: a challenge, a state. It leads nowhere from
// another session.
type Ceremony struct {
	Kind     CeremonyKind
	Token    string
	Session  string // the id in the asking browser's cookie
	PersonID int64  // who is signed in there; 0: nobody
}

type ceremony struct {
	Hash        string `gorm:"primaryKey"`
	Kind        CeremonyKind
	SessionHash string
	PersonID    *int64
	Sealed      string // what the answer is checked against
	CreatedAt   time.Time
	ExpiresAt   time.Time
	UsedAt      *time.Time
}

func (ceremony) TableName() string { return "ceremonies" }

const sealedCeremony = "ceremony"

// BeginCeremony keeps data, as JSON, until the answer comes.
func (s *Service) BeginCeremony(ctx context.Context, in Ceremony, data any) error {
	plain, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("begin a ceremony: %w", err)
	}
	now := s.clock.Now()
	row := ceremony{
		Hash: hashID(in.Token), Kind: in.Kind, SessionHash: hashID(in.Session), Sealed: s.keys.Seal(sealedCeremony, plain),
		CreatedAt: now, ExpiresAt: now.Add(CeremonyLife),
	}
	if in.PersonID != 0 {
		row.PersonID = &in.PersonID
	}
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		// Nothing is proved by those that are over.
		if err := db.Where("expires_at < ?", now.Add(-time.Hour)).Delete(&ceremony{}).Error; err != nil {
			return err
		}
		return db.Create(&row).Error
	})
	if err != nil {
		return fmt.Errorf("begin a ceremony: %w", err)
	}
	return nil
}

// TakeCeremony gives the data back, once: of two answers at the same time one
// finds it. One that is unknown, used, too old, of another browser or another
// person is answered alike.
func (s *Service) TakeCeremony(ctx context.Context, in Ceremony, data any) error {
	now := s.clock.Now()
	var row ceremony
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		res := db.Model(&ceremony{}).
			Where("hash = ? AND kind = ? AND session_hash = ? AND COALESCE(person_id, 0) = ?", hashID(in.Token), in.Kind, hashID(in.Session), in.PersonID).
			Where("used_at IS NULL AND expires_at > ?", now).Updates(map[string]any{"used_at": now})
		if res.Error != nil {
			return fmt.Errorf("take a ceremony: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return ipcase.Errorf(ipcase.Refused, "This was begun in another window, or more than %d minutes ago. Start again.", int(CeremonyLife/time.Minute))
		}
		return db.Where("hash = ?", hashID(in.Token)).Take(&row).Error
	})
	if err != nil {
		return err
	}
	plain, err := s.keys.Open(sealedCeremony, row.Sealed)
	if err != nil {
		return fmt.Errorf("open a ceremony: %w", err)
	}
	if err := json.Unmarshal(plain, data); err != nil {
		return fmt.Errorf("read a ceremony: %w", err)
	}
	return nil
}
