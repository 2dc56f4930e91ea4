package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// What is recorded, and told by mail, of an account at the provider that is to
// open an account here.
const (
	EventProviderLinked   EventKind = "provider_linked"
	EventProviderUnlinked EventKind = "provider_unlinked"

	MailProviderLinked   ipcase.MessageKind = letterPrefix + "provider_linked"
	MailProviderUnlinked ipcase.MessageKind = letterPrefix + "provider_unlinked"
)

// Linked is the account at the provider by which somebody signs in here too.
type Linked struct {
	Is       bool
	Since    time.Time
	UsedAt   time.Time
	OnlyDoor bool // they have no other way in, and cannot give this one up
	MayLink  bool // who acts for a seller may: only sellers have accounts there
}

// ProviderLink says how a person stands to the provider with that issuer.
func (s *Service) ProviderLink(ctx context.Context, a ipcase.Actor, issuer string) (Linked, error) {
	db := s.db.WithContext(ctx)
	l := Linked{MayLink: a.Party == ipcase.PartySeller}
	var row providerIdentity
	if err := db.Where("person_id = ? AND issuer = ?", a.PersonID, issuer).Limit(1).Find(&row).Error; err != nil {
		return l, fmt.Errorf("look up the identity of person %d: %w", a.PersonID, err)
	}
	if row.ID == 0 {
		return l, nil
	}
	other, err := hasOtherDoor(db, a.PersonID, issuer)
	l.Is, l.Since, l.UsedAt, l.OnlyDoor = true, row.CreatedAt, row.UsedAt, !other
	return l, err
}

// LinkProvider lets somebody who is signed in, and has just shown who they are
// both here and at the provider, sign in by the provider from now on. The account
// there must be of the shop for which they act, and nobody else's here. Doing it
// twice is no error.
func (s *Service) LinkProvider(ctx context.Context, a ipcase.Actor, id Identity) error {
	if a.Party != ipcase.PartySeller {
		return errAbsent()
	}
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		org, err := shopOf(db, id)
		if err != nil {
			return err
		}
		if org.ID != a.OrgID {
			return ipcase.Errorf(ipcase.Refused, "At %s you act for %s, and here for %s. Choose the same shop at both, then try again.", id.Provider, org.Name, a.OrgName)
		}
		var known []providerIdentity
		err = db.Where("issuer = ? AND (subject = ? OR person_id = ?)", id.Issuer, id.Subject, a.PersonID).Find(&known).Error
		if err != nil {
			return fmt.Errorf("look up an identity: %w", err)
		}
		for _, k := range known {
			switch {
			case k.PersonID == a.PersonID && k.Subject == id.Subject:
				return nil
			case k.PersonID == a.PersonID:
				return ipcase.Errorf(ipcase.Refused, "Another account at %s opens yours already. Remove it first.", id.Provider)
			default:
				return errOpensAnother(id.Provider)
			}
		}
		now := s.clock.Now()
		if err := db.Create(&providerIdentity{PersonID: a.PersonID, Issuer: id.Issuer, Subject: id.Subject, CreatedAt: now, UsedAt: now}).Error; err != nil {
			return err
		}
		if err := s.record(db, Event{Kind: EventProviderLinked, ByID: &a.PersonID, AboutID: &a.PersonID}); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailProviderLinked, PersonID: a.PersonID, Facts: map[string]string{"provider": id.Provider}})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return errOpensAnother(id.Provider) // somebody was faster by a moment
	}
	if err == nil {
		s.wake()
	}
	return err
}

func errOpensAnother(provider string) error {
	return ipcase.Errorf(ipcase.Refused, "This account at %s opens another account here. Sign in with it, give that account a password and a mail address, remove it there, and come back.", provider)
}

// UnlinkProvider takes away signing in by the provider, where another way in is
// left. A second press is no error.
func (s *Service) UnlinkProvider(ctx context.Context, a ipcase.Actor, issuer, provider string) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := takePerson(db, a.PersonID); err != nil {
			return err
		}
		res := db.Where("person_id = ? AND issuer = ?", a.PersonID, issuer).Delete(&providerIdentity{})
		if res.Error != nil {
			return fmt.Errorf("remove an identity: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return nil
		}
		if err := mustHaveDoor(db, a.PersonID); err != nil {
			return err
		}
		// What the provider said of their sessions is no longer of use.
		if err := db.Model(&session{}).Where("person_id = ?", a.PersonID).Updates(map[string]any{"provider_hint": ""}).Error; err != nil {
			return fmt.Errorf("forget what the provider said: %w", err)
		}
		if err := s.record(db, Event{Kind: EventProviderUnlinked, ByID: &a.PersonID, AboutID: &a.PersonID}); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailProviderUnlinked, PersonID: a.PersonID, Facts: map[string]string{"provider": provider}})
	})
	if err == nil {
		s.wake()
	}
	return err
}

// takePerson lets one transaction at a time take away a person's ways in, so that
// of two at once the second sees what the first has left.
func takePerson(db *gorm.DB, personID int64) error {
	if err := db.Model(&Person{}).Where("id = ?", personID).Updates(map[string]any{"disabled_at": gorm.Expr("disabled_at")}).Error; err != nil {
		return fmt.Errorf("take person %d: %w", personID, err)
	}
	return nil
}

// hasOtherDoor says whether a person can sign in otherwise than by that provider:
// by a password with an address to write before it, by a passkey, or by another
// provider.
func hasOtherDoor(db *gorm.DB, personID int64, without string) (bool, error) {
	var p Person
	if err := db.Where("id = ?", personID).Take(&p).Error; err != nil {
		return false, fmt.Errorf("look up person %d: %w", personID, err)
	}
	if p.PasswordHash != noSuchPerson && !strings.HasSuffix(p.Email, nowhere) {
		return true, nil
	}
	var n int64
	err := db.Raw(`SELECT (SELECT COUNT(*) FROM passkeys WHERE person_id = ? AND removed_at IS NULL AND cloned_at IS NULL)
		+ (SELECT COUNT(*) FROM provider_identities WHERE person_id = ? AND issuer <> ?)`, personID, personID, without).Scan(&n).Error
	if err != nil {
		return false, fmt.Errorf("count the ways in of person %d: %w", personID, err)
	}
	return n > 0, nil
}

// mustHaveDoor refuses, and so undoes, a removal after which nothing opens the
// account.
func mustHaveDoor(db *gorm.DB, personID int64) error {
	open, err := hasOtherDoor(db, personID, "")
	if err == nil && !open {
		return ipcase.Errorf(ipcase.Refused, "Nothing else opens your account. Give it a mail address and a password, or a passkey, first.")
	}
	return err
}
