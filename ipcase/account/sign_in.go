package account

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// From is where a request comes from.
type From struct {
	Address string // of the network
	Device  string // what the cookie of a known browser holds; empty for a new one
	Agent   string // what the browser calls itself
}

// SignIn is what somebody shows first.
type SignIn struct {
	Email    string
	Password string
	From
}

// SignIn says who somebody is by their password, and whether a second factor is
// still to be shown: until then nobody is signed in. A wrong password, an unknown
// address, a disabled account and one without an organisation get the same answer
// after the same work.
func (s *Service) SignIn(ctx context.Context, in SignIn) (personID int64, second bool, err error) {
	clean, emailErr := cleanEmail(in.Email)
	if emailErr != nil {
		clean = "" // nobody's, and still the same work
	}
	c, err := s.candidate(ctx, clean)
	if err != nil {
		return 0, false, err
	}
	device, err := s.knows(ctx, c.PersonID, in.Device)
	if err != nil {
		return 0, false, err
	}
	if device == "" {
		if err := s.whole(ctx); err != nil {
			return 0, false, err
		}
	}
	keys := passwordKeys(clean, in.Address, device)
	if err := s.attempt(ctx, keys); err != nil {
		return 0, false, err
	}
	ok, err := s.matches(ctx, in.Password, c.PasswordHash)
	if err != nil {
		return 0, false, err
	}
	if !ok || c.PersonID == 0 {
		return 0, false, ipcase.Errorf(ipcase.Refused, "The email address and the password do not belong together. Check both and try again.")
	}
	return c.PersonID, c.HasFactor, s.succeeded(ctx, keys)
}

// candidate is whose password is compared. Where there is nobody, PersonID is 0
// and the hash is one that nothing matches.
type candidate struct {
	PersonID     int64
	OrgID        int64 // for which they act first
	PasswordHash string
	HasFactor    bool
}

// lastUsedFirst orders memberships so that somebody goes on for whom they acted.
const lastUsedFirst = "CASE WHEN memberships.used_at IS NULL THEN 1 ELSE 0 END, memberships.used_at DESC, memberships.id"

func (s *Service) candidate(ctx context.Context, email string) (candidate, error) {
	var c candidate
	err := s.db.WithContext(ctx).Table("people").
		Select("people.id AS person_id, memberships.org_id AS org_id, people.password_hash AS password_hash, "+hasFactor+" AS has_factor").
		Joins("JOIN memberships ON memberships.person_id = people.id AND memberships.ended_at IS NULL").
		Where("people.email = ? AND people.disabled_at IS NULL", email).
		Order(lastUsedFirst).Limit(1).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return candidate{PasswordHash: noSuchPerson}, nil
	}
	if err != nil {
		return candidate{}, fmt.Errorf("look up who signs in: %w", err)
	}
	return c, nil
}

// PendingLife is how long the second factor may follow the first.
const PendingLife = 10 * time.Minute

// StartPending begins a session of somebody who has shown the first factor only.
// Nobody is signed in by it; data is what the pages remember, and hint the ID
// token where the provider was the first factor.
func (s *Service) StartPending(ctx context.Context, personID int64, data, hint string) (id string, err error) {
	id = newSessionID()
	now := s.clock.Now()
	row := session{
		Hash: hashID(id), PendingID: &personID, Data: data, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(PendingLife),
		ProviderHint: s.sealHint(hint),
	}
	if err := s.db.WithContext(ctx).Create(&row).Error; err != nil {
		return "", fmt.Errorf("start a session: %w", err)
	}
	return id, nil
}

// How is how somebody has shown who they are.
type How struct {
	SecondFactor bool   // two factors were shown, or one that is two
	OrgID        int64  // for whom they act; 0: their first organisation
	IDToken      string // of the provider, where they signed in there
	Pending      string // the session in which they showed the first factor, whose token goes on
	From
}

// SignedIn is a session that has begun.
type SignedIn struct {
	ID     string // for the session's cookie
	Device string // for the cookie by which this browser is known
}

// CompleteSignIn signs a person in who has shown everything that is asked of
// them, in whatever way that was. They are told by mail where the browser is not
// known and others are.
func (s *Service) CompleteSignIn(ctx context.Context, personID int64, how How) (SignedIn, error) {
	var out SignedIn
	posted := false
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		m, err := actsFor(db, personID, how.OrgID)
		if err != nil {
			return err
		}
		var isNew bool
		if out.Device, isNew, err = s.know(db, personID, how.Device); err != nil {
			return err
		}
		now := s.clock.Now()
		out.ID = newSessionID()
		row := session{
			Hash: hashID(out.ID), PersonID: &personID, OrgID: &m.OrgID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(lifeOf(m.Kind)),
			AuthAt: &now, SecondFactor: how.SecondFactor, Device: deviceWords(how.Agent), Address: how.Address,
		}
		if row.ProviderHint, err = s.hintOf(db, personID, how); err != nil {
			return err
		}
		if err := db.Create(&row).Error; err != nil {
			return fmt.Errorf("start a session: %w", err)
		}
		if err := noteUse(db, personID, m.OrgID, now); err != nil {
			return err
		}
		if posted = isNew; !isNew {
			return nil
		}
		return s.post(db, letter{Kind: MailNewSignIn, PersonID: personID, Facts: map[string]string{
			"device": row.Device, "address": row.Address, "at": strconv.FormatInt(now.Unix(), 10),
		}})
	})
	if err == nil && posted {
		s.wake()
	}
	return out, err
}

// MailNewSignIn tells of a sign-in in a browser that was not known.
const MailNewSignIn ipcase.MessageKind = "account_new_sign_in"

type actsAs struct {
	OrgID int64
	Kind  ipcase.Party
}

// actsFor is the organisation for which somebody acts first.
func actsFor(db *gorm.DB, personID, orgID int64) (actsAs, error) {
	var m actsAs
	err := db.Table("memberships").Select("memberships.org_id AS org_id, orgs.kind AS kind").
		Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Joins("JOIN people ON people.id = memberships.person_id AND people.disabled_at IS NULL").
		Where("memberships.person_id = ? AND memberships.ended_at IS NULL AND (memberships.org_id = ? OR 0 = ?)", personID, orgID, orgID).
		Order(lastUsedFirst).Limit(1).Take(&m).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return m, ipcase.Errorf(ipcase.Refused, "The email address and the password do not belong together. Check both and try again.")
	}
	if err != nil {
		return m, fmt.Errorf("for whom person %d acts: %w", personID, err)
	}
	return m, nil
}
