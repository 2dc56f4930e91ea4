package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// MailFactorsTaken tells a person that an operator removed their second factors.
const MailFactorsTaken ipcase.MessageKind = "account_factors_taken"

// HasFactor says whether a person has a second factor here.
func (s *Service) HasFactor(ctx context.Context, personID int64) (bool, error) {
	var p struct{ HasFactor bool }
	err := s.db.WithContext(ctx).Table("people").Select(hasFactor+" AS has_factor").Where("people.id = ?", personID).Take(&p).Error
	if err != nil {
		return false, fmt.Errorf("factors of person %d: %w", personID, err)
	}
	return p.HasFactor, nil
}

// dropFactors removes every second factor of a person, and says how many.
func dropFactors(db *gorm.DB, personID int64, now time.Time) (int64, error) {
	apps := db.Where("person_id = ?", personID).Delete(&totp{})
	if apps.Error != nil {
		return 0, fmt.Errorf("remove the authenticator of person %d: %w", personID, apps.Error)
	}
	keys := db.Table("passkeys").Where("person_id = ? AND removed_at IS NULL", personID).Updates(map[string]any{"removed_at": now})
	if keys.Error != nil {
		return 0, fmt.Errorf("remove the passkeys of person %d: %w", personID, keys.Error)
	}
	return apps.RowsAffected + keys.RowsAffected, errors.Join(forgetRecovery(db, personID), forgetDevices(db, personID, ""))
}

// factorRemoval records that an operator removed second factors.
type factorRemoval struct {
	ID         int64
	PersonID   int64
	OperatorID int64
	Proof      string
	Reason     string
	CreatedAt  time.Time
}

func (factorRemoval) TableName() string { return "factor_removals" }

// TakeFactors is what an operator enters.
type TakeFactors struct {
	Email  string
	Proof  string // how the person has shown who they are, as when the account was opened
	Reason string
}

// TakeFactors removes the second factors of somebody who has lost them, after the
// same proof of identity as when they were set up. Their sessions end, and they
// are told by mail.
func (s *Service) TakeFactors(ctx context.Context, a ipcase.Actor, in TakeFactors) error {
	if a.Party != ipcase.PartyPlatform || a.Role != ipcase.RoleOperator {
		return errAbsent()
	}
	in.Email, in.Proof, in.Reason = strings.ToLower(strings.TrimSpace(in.Email)), strings.TrimSpace(in.Proof), strings.TrimSpace(in.Reason)
	var wrong []ipcase.FieldError
	checkText := func(name, value, msg string) {
		if n := utf8.RuneCountInString(value); n < 5 || n > 1000 {
			wrong = append(wrong, ipcase.FieldError{Field: name, Msg: msg})
		}
	}
	checkText("proof", in.Proof, "Say how the person has shown who they are, in 5 to 1000 characters.")
	checkText("reason", in.Reason, "Say why the second factors are removed, in 5 to 1000 characters. The person reads it.")
	var p Person
	err := s.db.WithContext(ctx).Where("email = ? AND disabled_at IS NULL", in.Email).Take(&p).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		wrong = append(wrong, ipcase.FieldError{Field: "email", Msg: "Nobody signs in with this address. Check it."})
	case err != nil:
		return fmt.Errorf("look up whose factors are removed: %w", err)
	case p.ID == a.PersonID:
		wrong = append(wrong, ipcase.FieldError{Field: "email", Msg: "Your own second factors are removed by another operator."})
	}
	if len(wrong) > 0 {
		return &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: wrong}
	}
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		now := s.clock.Now()
		removed, err := dropFactors(db, p.ID, now)
		if err != nil {
			return err
		}
		if removed == 0 {
			return field("email", "This person has no second factor.")
		}
		row := factorRemoval{PersonID: p.ID, OperatorID: a.PersonID, Proof: in.Proof, Reason: in.Reason, CreatedAt: now}
		if err := db.Create(&row).Error; err != nil {
			return fmt.Errorf("record a removal: %w", err)
		}
		if err := endSessions(db, p.ID, now); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailFactorsTaken, PersonID: p.ID, Facts: map[string]string{"reason": in.Reason}})
	})
	if err == nil {
		s.wake()
	}
	return err
}
