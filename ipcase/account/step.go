package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// FreshFor is how long a shown secret counts for what needs it to be fresh.
const FreshFor = 15 * time.Minute

// Fresh says whether everything that is asked of this person at signing in was
// shown lately: where they have a second factor, both.
func (s Session) Fresh(now time.Time) bool {
	return now.Sub(s.AuthAt) < FreshFor && (s.SecondFactor || !s.HasFactor)
}

// MustSetUp says that this person has to set up a second factor before anything
// else: it is asked of the platform's people, and of people whose password is not
// enough alone.
func (s Session) MustSetUp() bool {
	return !s.HasFactor && !s.SecondFactor && (s.Actor.Party == ipcase.PartyPlatform || s.ShortPassword)
}

// MustShow says that this person has a second factor that they need and have not
// shown in this session.
func (s Session) MustShow() bool {
	return s.HasFactor && !s.SecondFactor && s.Actor.Party == ipcase.PartyPlatform
}

// Confirmed notes that the person of a session has shown a secret again, and
// gives the session a new id. second says that two factors have been shown now.
func (s *Service) Confirmed(ctx context.Context, a ipcase.Actor, sessionID string, second bool) (newID string, err error) {
	newID = newSessionID()
	changes := map[string]any{"hash": hashID(newID), "auth_at": s.clock.Now()}
	if second {
		changes["second_factor"] = true
	}
	res := s.db.WithContext(ctx).Model(&session{}).
		Where("hash = ? AND person_id = ? AND ended_at IS NULL", hashID(sessionID), a.PersonID).Updates(changes)
	if res.Error != nil {
		return "", fmt.Errorf("confirm a session: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return "", errAbsent()
	}
	return newID, nil
}

// ConfirmPassword compares the password of somebody who is signed in.
func (s *Service) ConfirmPassword(ctx context.Context, a ipcase.Actor, password string, from From) error {
	p, err := s.person(ctx, a.PersonID)
	if err != nil {
		return err
	}
	keys := confirmKeys(a.PersonID, from.Address)
	if err := s.attempt(ctx, keys); err != nil {
		return err
	}
	ok, err := s.matches(ctx, password, p.PasswordHash)
	if err != nil {
		return err
	}
	if !ok {
		return field("current", "This is not your password. Check it and enter it again.")
	}
	return s.succeeded(ctx, keys)
}

// ConfirmCode takes a code of somebody who is signed in.
func (s *Service) ConfirmCode(ctx context.Context, a ipcase.Actor, code string, from From) error {
	return s.takeCode(ctx, a.PersonID, code, confirmKeys(a.PersonID, from.Address))
}

func (s *Service) person(ctx context.Context, id int64) (Person, error) {
	var p Person
	err := s.db.WithContext(ctx).Where("id = ? AND disabled_at IS NULL", id).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return p, errAbsent()
	}
	if err != nil {
		return p, fmt.Errorf("look up person %d: %w", id, err)
	}
	return p, nil
}

// Secrets is what a person can show to say who they are.
type Secrets struct {
	Password      bool
	ShortPassword bool
	App           bool // an authenticator app is in use
	AppSince      *time.Time
	Recovery      int // codes that are left
	Devices       int // browsers that are known
}

// Secrets lists what a person has, and never what it is.
func (s *Service) Secrets(ctx context.Context, a ipcase.Actor) (Secrets, error) {
	p, err := s.person(ctx, a.PersonID)
	if err != nil {
		return Secrets{}, err
	}
	out := Secrets{Password: p.PasswordHash != noSuchPerson, ShortPassword: p.ShortPassword}
	db := s.db.WithContext(ctx)
	var t totp
	err = db.Where("person_id = ? AND confirmed_at IS NOT NULL", a.PersonID).Take(&t).Error
	if err == nil {
		out.App, out.AppSince = true, t.ConfirmedAt
	} else if !errors.Is(err, gorm.ErrRecordNotFound) {
		return out, fmt.Errorf("look up an authenticator: %w", err)
	}
	if out.Recovery, err = recoveryLeft(db, a.PersonID); err != nil {
		return out, err
	}
	var n int64
	if err := db.Model(&device{}).Where("person_id = ? AND seen_at > ?", a.PersonID, s.clock.Now().Add(-DeviceLife)).Count(&n).Error; err != nil {
		return out, fmt.Errorf("count known browsers: %w", err)
	}
	out.Devices = int(n)
	return out, nil
}
