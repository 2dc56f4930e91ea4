package account

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// RecoveryCodes is how many recovery codes somebody has.
const RecoveryCodes = 10

// MailRecoveryUsed tells that somebody signed in with a recovery code.
const MailRecoveryUsed ipcase.MessageKind = "account_recovery_used"

// recoveryCode is a row. 120 random bits need no slow hash: they cannot be
// guessed.
type recoveryCode struct {
	Hash      string `gorm:"primaryKey"`
	PersonID  int64
	CreatedAt time.Time
	UsedAt    *time.Time
}

func (recoveryCode) TableName() string { return "recovery_codes" }

// NewRecoveryCodes replaces a person's codes. They are shown this once.
func (s *Service) NewRecoveryCodes(ctx context.Context, a ipcase.Actor) (codes []string, err error) {
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		var p struct{ HasFactor bool }
		if err := db.Table("people").Select(hasFactor+" AS has_factor").Where("people.id = ?", a.PersonID).Take(&p).Error; err != nil {
			return fmt.Errorf("factors of person %d: %w", a.PersonID, err)
		}
		if !p.HasFactor {
			return ipcase.Errorf(ipcase.Refused, "Recovery codes stand in for a second factor. Set up one first.")
		}
		codes, err = s.newRecoveryCodes(db, a.PersonID)
		if err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailFactorAdded, PersonID: a.PersonID, Facts: map[string]string{"factor": "recovery"}})
	})
	if err == nil {
		s.wake()
	}
	return codes, err
}

func (s *Service) newRecoveryCodes(db *gorm.DB, personID int64) ([]string, error) {
	if err := forgetRecovery(db, personID); err != nil {
		return nil, err
	}
	now := s.clock.Now()
	codes, rows := make([]string, RecoveryCodes), make([]recoveryCode, RecoveryCodes)
	for n := range codes {
		b := make([]byte, 15)
		_, _ = rand.Read(b) // never fails
		c := strings.ToLower(base32.StdEncoding.EncodeToString(b))
		codes[n] = c[:6] + "-" + c[6:12] + "-" + c[12:18] + "-" + c[18:]
		rows[n] = recoveryCode{Hash: hashID(c), PersonID: personID, CreatedAt: now}
	}
	if err := db.Create(&rows).Error; err != nil {
		return nil, fmt.Errorf("make recovery codes: %w", err)
	}
	return codes, nil
}

func forgetRecovery(db *gorm.DB, personID int64) error {
	if err := db.Where("person_id = ?", personID).Delete(&recoveryCode{}).Error; err != nil {
		return fmt.Errorf("forget recovery codes: %w", err)
	}
	return nil
}

func recoveryLeft(db *gorm.DB, personID int64) (int, error) {
	var n int64
	if err := db.Model(&recoveryCode{}).Where("person_id = ? AND used_at IS NULL", personID).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count recovery codes: %w", err)
	}
	return int(n), nil
}

// checkRecovery takes a recovery code, once, and tells the person.
func (s *Service) checkRecovery(db *gorm.DB, personID int64, code string) (bool, error) {
	res := db.Model(&recoveryCode{}).
		Where("hash = ? AND person_id = ? AND used_at IS NULL", hashID(strings.ToLower(bareCode(code))), personID).
		Updates(map[string]any{"used_at": s.clock.Now()})
	if res.Error != nil {
		return false, fmt.Errorf("use a recovery code: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return false, nil
	}
	left, err := recoveryLeft(db, personID)
	if err != nil {
		return false, err
	}
	return true, s.post(db, letter{Kind: MailRecoveryUsed, PersonID: personID, Facts: map[string]string{"left": strconv.Itoa(left)}})
}

// SecondFactor takes a code of the authenticator app, or a recovery code, of
// somebody who has shown the first factor.
func (s *Service) SecondFactor(ctx context.Context, personID int64, code string, from From) error {
	device, err := s.knows(ctx, personID, from.Device)
	if err != nil {
		return err
	}
	return s.takeCode(ctx, personID, code, codeKeys(personID, from.Address, device))
}

func (s *Service) takeCode(ctx context.Context, personID int64, code string, keys []throttleKey) error {
	if err := s.attempt(ctx, keys); err != nil {
		return err
	}
	recovery := len(bareCode(code)) > 10
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		check := s.checkTOTP
		if recovery {
			check = s.checkRecovery
		}
		ok, err := check(db, personID, code)
		if err == nil && !ok {
			err = errCode()
		}
		return err
	})
	if err != nil {
		return err
	}
	if recovery {
		s.wake()
	}
	return s.succeeded(ctx, keys)
}
