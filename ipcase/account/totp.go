package account

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"image/png"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase"
)

// totp is an authenticator app. It is in use once a code of it was shown.
type totp struct {
	ID          int64
	PersonID    int64
	Secret      string // sealed
	LastStep    int64
	CreatedAt   time.Time
	ConfirmedAt *time.Time
}

func (totp) TableName() string { return "totp" }

const (
	sealedTOTP = "totp"
	totpPeriod = 30 // seconds; a code is good one period before and after its own, and once
	totpBytes  = 20
	enrolLife  = time.Hour
)

// hasFactor is true of people who have a second factor, in a query over people.
const hasFactor = `(EXISTS (SELECT 1 FROM totp WHERE totp.person_id = people.id AND totp.confirmed_at IS NOT NULL)
	OR EXISTS (SELECT 1 FROM passkeys WHERE passkeys.person_id = people.id AND passkeys.removed_at IS NULL AND passkeys.cloned_at IS NULL))`

// Mails about second factors.
const (
	MailFactorAdded   ipcase.MessageKind = "account_factor_added"
	MailFactorRemoved ipcase.MessageKind = "account_factor_removed"
)

// Enrolment is an authenticator app that is being set up.
type Enrolment struct {
	Secret string // base32, for typing
	seed   []byte
}

// Address is what an app reads from the picture.
func (e Enrolment) Address(issuer, email string) string {
	q := url.Values{"secret": {e.Secret}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return "otpauth://totp/" + url.PathEscape(issuer) + ":" + url.PathEscape(email) + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// Picture is the address as a PNG to be photographed.
func (e Enrolment) Picture(issuer, email string) ([]byte, error) {
	key, err := otp.NewKeyFromURL(e.Address(issuer, email))
	if err != nil {
		return nil, fmt.Errorf("address of an authenticator: %w", err)
	}
	m, err := key.Image(240, 240)
	if err != nil {
		return nil, fmt.Errorf("picture of an authenticator: %w", err)
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		return nil, fmt.Errorf("picture of an authenticator: %w", err)
	}
	return buf.Bytes(), nil
}

// BeginTOTP begins to set up an authenticator app. One that is in use stays so
// until a code of the new one was shown. Beginning twice within the hour is once.
func (s *Service) BeginTOTP(ctx context.Context, a ipcase.Actor) error {
	now := s.clock.Now()
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		err := db.Where("person_id = ? AND confirmed_at IS NULL AND created_at <= ?", a.PersonID, now.Add(-enrolLife)).Delete(&totp{}).Error
		if err != nil {
			return fmt.Errorf("begin an authenticator: %w", err)
		}
		seed := make([]byte, totpBytes)
		_, _ = rand.Read(seed) // never fails
		err = db.Clauses(clause.OnConflict{DoNothing: true}).
			Create(&totp{PersonID: a.PersonID, Secret: s.keys.Seal(sealedTOTP, seed), CreatedAt: now}).Error
		if err != nil {
			return fmt.Errorf("begin an authenticator: %w", err)
		}
		return nil
	})
}

// Enrolment is the app that is being set up; absent where none is.
func (s *Service) Enrolment(ctx context.Context, a ipcase.Actor) (Enrolment, error) {
	_, seed, err := s.findTOTP(s.db.WithContext(ctx).
		Where("person_id = ? AND confirmed_at IS NULL AND created_at > ?", a.PersonID, s.clock.Now().Add(-enrolLife)))
	return Enrolment{Secret: base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(seed), seed: seed}, err
}

func (s *Service) findTOTP(query *gorm.DB) (totp, []byte, error) {
	var t totp
	err := query.Take(&t).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return t, nil, errAbsent()
	}
	if err != nil {
		return t, nil, fmt.Errorf("look up an authenticator: %w", err)
	}
	seed, err := s.keys.Open(sealedTOTP, t.Secret)
	if err != nil {
		return t, nil, fmt.Errorf("open authenticator %d: %w", t.ID, err)
	}
	return t, seed, nil
}

// stepOf is the period of which this is the code, now or one before or after; 0
// for none.
func stepOf(seed []byte, code string, now time.Time) int64 {
	secret := base32.StdEncoding.EncodeToString(seed)
	var found int64
	for _, off := range []int64{-1, 0, 1} {
		step := now.Unix()/totpPeriod + off
		want, err := hotp.GenerateCode(secret, uint64(step)) //nolint:gosec // after 1970
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found
}

// bareCode is a code as it is compared: apps show it with a space.
func bareCode(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.TrimSpace(code))
}

func errCode() error {
	return field("code", "That code is not right, was used before, or has run out. Enter the newest code.")
}

// ConfirmTOTP puts the app that is being set up to use by one of its codes, in
// place of the one before. It gives the recovery codes where there were none:
// they are shown this once.
func (s *Service) ConfirmTOTP(ctx context.Context, a ipcase.Actor, code string) (codes []string, err error) {
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		now := s.clock.Now()
		t, seed, err := s.findTOTP(db.Where("person_id = ? AND confirmed_at IS NULL AND created_at > ?", a.PersonID, now.Add(-enrolLife)))
		if err != nil {
			return err
		}
		step := stepOf(seed, bareCode(code), now)
		if step == 0 {
			return errCode()
		}
		if err := db.Where("person_id = ? AND confirmed_at IS NOT NULL", a.PersonID).Delete(&totp{}).Error; err != nil {
			return fmt.Errorf("replace an authenticator: %w", err)
		}
		res := db.Model(&totp{}).Where("id = ? AND confirmed_at IS NULL", t.ID).Updates(map[string]any{"confirmed_at": now, "last_step": step})
		if res.Error != nil {
			return fmt.Errorf("confirm an authenticator: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return errAbsent()
		}
		left, err := recoveryLeft(db, a.PersonID)
		if err == nil && left == 0 {
			codes, err = s.newRecoveryCodes(db, a.PersonID)
		}
		if err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailFactorAdded, PersonID: a.PersonID, Facts: map[string]string{"factor": "totp"}})
	})
	if err == nil {
		s.wake()
	}
	return codes, err
}

// checkTOTP takes a code of the app in use; each period's only once.
func (s *Service) checkTOTP(db *gorm.DB, personID int64, code string) (bool, error) {
	t, seed, err := s.findTOTP(db.Where("person_id = ? AND confirmed_at IS NOT NULL", personID))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	step := stepOf(seed, bareCode(code), s.clock.Now())
	res := db.Model(&totp{}).Where("id = ? AND last_step < ?", t.ID, step).Updates(map[string]any{"last_step": step})
	if res.Error != nil {
		return false, fmt.Errorf("use a code: %w", res.Error)
	}
	return res.RowsAffected == 1, nil
}

// RemoveTOTP ends the use of an authenticator app. Whoever needs a second factor
// keeps one: the platform's people, and people whose password is not enough alone.
func (s *Service) RemoveTOTP(ctx context.Context, a ipcase.Actor) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		res := db.Where("person_id = ?", a.PersonID).Delete(&totp{})
		if res.Error != nil {
			return fmt.Errorf("remove an authenticator: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return errAbsent()
		}
		if err := s.afterRemoval(db, a); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailFactorRemoved, PersonID: a.PersonID, Facts: map[string]string{"factor": "totp"}})
	})
	if err == nil {
		s.wake()
	}
	return err
}

// afterRemoval refuses, and so undoes, a removal after which somebody would lack
// what they need. Without a second factor recovery codes are good for nothing.
func (s *Service) afterRemoval(db *gorm.DB, a ipcase.Actor) error {
	var p struct{ HasFactor, ShortPassword bool }
	err := db.Table("people").Select(hasFactor+" AS has_factor, people.short_password AS short_password").
		Where("people.id = ?", a.PersonID).Take(&p).Error
	switch {
	case err != nil:
		return fmt.Errorf("factors of person %d: %w", a.PersonID, err)
	case p.HasFactor:
		return nil
	case a.Party == ipcase.PartyPlatform:
		return ipcase.Errorf(ipcase.Refused, "Your work needs a second factor. Set up another one first.")
	case p.ShortPassword:
		return ipcase.Errorf(ipcase.Refused,
			"Your password is too short to be enough alone. Change it first to one of at least %d characters.", MinPassword)
	}
	return forgetRecovery(db, a.PersonID)
}
