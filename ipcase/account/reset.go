package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// LinkReset is a link by which somebody chooses a new password.
const LinkReset LinkKind = "reset"

// ResetLife is how long such a link is good.
const ResetLife = 15 * time.Minute

// Mails about passwords.
const (
	MailReset           ipcase.MessageKind = "account_reset"
	MailPasswordChanged ipcase.MessageKind = "account_password_changed"
)

// How often a new password may be asked for. Where an account has asked often,
// the links that it was sent are still good.
const (
	resetsOfAccount = 3
	resetsOfAddress = 20
)

// AskReset mails a link to whoever has an account with this address. Whether
// there is one is not told, neither by the answer nor by its time: where there is
// none, a link is made that nobody is sent.
func (s *Service) AskReset(ctx context.Context, email, lang string, from From) error {
	clean, err := cleanEmail(email)
	if err != nil {
		return err
	}
	var tooOften, posted bool
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		ok, err := s.within(db, limit{keyOf("reset address", from.Address), resetsOfAddress, time.Hour})
		if err != nil || !ok {
			tooOften = err == nil
			return err
		}
		mayMail, err := s.within(db, limit{keyOf("reset", clean), resetsOfAccount, ResetLife})
		if err != nil {
			return err
		}
		var p Person
		// Whoever signs in by the marketplace's provider alone gets no weaker way
		// in by a mail.
		err = db.Where("email = ? AND disabled_at IS NULL", clean).
			Where("password_hash <> ? OR NOT EXISTS (SELECT 1 FROM provider_identities WHERE person_id = people.id)", noSuchPerson).Take(&p).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return fmt.Errorf("look up who asks for a password: %w", err)
		}
		in := newLink{Kind: LinkReset, PersonID: p.ID, Email: p.Email, Lang: lang, For: ResetLife}
		id, err := s.newLink(db, in)
		if err != nil || p.ID == 0 || !mayMail {
			return err
		}
		posted = true
		return s.post(db, letter{Kind: MailReset, LinkID: id})
	})
	switch {
	case err != nil:
		return err
	case tooOften:
		return ipcase.Errorf(ipcase.TooMany, "There were too many tries from your address. Wait some minutes and try again.")
	case posted:
		s.wake()
	}
	return nil
}

// LookAtReset says whether a link is still good, and where it was mailed. It uses
// nothing up.
func (s *Service) LookAtReset(ctx context.Context, token string, from From) (email string, err error) {
	if err := s.mayTryLink(ctx, from.Address); err != nil {
		return "", err
	}
	l, err := s.Link(ctx, LinkReset, token)
	if err == nil && l.PersonID == nil {
		return "", s.noLink(ctx)
	}
	return l.Email, err
}

// noLink is the answer to a link that is not there.
func (s *Service) noLink(ctx context.Context) error {
	_, err := s.Link(ctx, "", "")
	return err
}

// Reset sets a new password by a link. All sessions end, other links too, and
// nobody is signed in: a second factor is asked for as ever. It gives the
// cookie by which this browser is known, since its owner reads the account's mail.
func (s *Service) Reset(ctx context.Context, token, password string, from From) (device string, err error) {
	if _, err := s.LookAtReset(ctx, token, from); err != nil {
		return "", err
	}
	l, err := s.Link(ctx, LinkReset, token)
	if err != nil {
		return "", err
	}
	p, err := s.person(ctx, *l.PersonID)
	if err != nil {
		return "", s.noLink(ctx)
	}
	hash, err := s.acceptable(ctx, p, password)
	if err != nil {
		return "", err
	}
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if _, err := s.useLink(db, LinkReset, token); err != nil {
			return err
		}
		now := s.clock.Now()
		err := db.Model(&Link{}).Where("person_id = ? AND kind = ? AND used_at IS NULL", p.ID, LinkReset).
			Updates(map[string]any{"used_at": now, "sealed": ""}).Error
		if err != nil {
			return fmt.Errorf("end the other links: %w", err)
		}
		if err := s.setPassword(db, p.ID, hash, isShort(password)); err != nil {
			return err
		}
		if err := s.ownAccount(db, p.ID); err != nil {
			return err
		}
		if err := endSessions(db, p.ID, now); err != nil {
			return err
		}
		if err := forgetDevices(db, p.ID, ""); err != nil {
			return err
		}
		if device, _, err = s.know(db, p.ID, ""); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailPasswordChanged, PersonID: p.ID, Facts: map[string]string{"how": "reset"}})
	})
	if err == nil {
		s.wake()
	}
	return device, err
}

// acceptable checks a new password of this person and hashes it.
func (s *Service) acceptable(ctx context.Context, p Person, password string) (hash string, err error) {
	db := s.db.WithContext(ctx)
	var has struct{ HasFactor bool }
	if err := db.Table("people").Select(hasFactor+" AS has_factor").Where("people.id = ?", p.ID).Take(&has).Error; err != nil {
		return "", fmt.Errorf("factors of person %d: %w", p.ID, err)
	}
	known, err := s.context(db, p)
	if err != nil {
		return "", err
	}
	if err := checkPassword(password, has.HasFactor, known...); err != nil {
		return "", err
	}
	return s.hash(ctx, password)
}

func (s *Service) setPassword(db *gorm.DB, personID int64, hash string, short bool) error {
	err := db.Model(&Person{}).Where("id = ?", personID).Updates(map[string]any{"password_hash": hash, "short_password": short}).Error
	if err != nil {
		return fmt.Errorf("set the password of person %d: %w", personID, err)
	}
	return nil
}
