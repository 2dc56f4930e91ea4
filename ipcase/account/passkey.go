package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Passkey is a key that an authenticator keeps for a person; here lies its public
// half. It counts as two factors: something had, which was unlocked by something
// known or been. Personal data: Name.
type Passkey struct {
	ID             int64
	PersonID       int64
	CredentialID   string // base64url
	Name           string
	PublicKey      string // COSE, base64url
	AAGUID         string `gorm:"column:aaguid"` // the model of the authenticator, base64url
	Transports     string // parted by commas
	BackupEligible bool   // may be carried to other devices
	BackedUp       bool
	SignCount      int64
	CreatedAt      time.Time
	UsedAt         *time.Time
	ClonedAt       *time.Time // its counter went back: there may be a copy, and it opens nothing any more
	RemovedAt      *time.Time
}

// TableName fixes the table.
func (Passkey) TableName() string { return "passkeys" }

// What is recorded of passkeys.
const (
	EventPasskeyAdded   EventKind = "passkey_added"
	EventPasskeyRemoved EventKind = "passkey_removed"
	EventPasskeyCloned  EventKind = "passkey_cloned"
)

// Limits: how many passkeys a person has, and of how many characters a name.
const (
	MaxPasskeys    = 20
	MaxPasskeyName = 60
)

// Passkeys lists a person's passkeys, the oldest first.
func (s *Service) Passkeys(ctx context.Context, personID int64) ([]Passkey, error) {
	var list []Passkey
	err := s.db.WithContext(ctx).Where("person_id = ? AND removed_at IS NULL", personID).Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list passkeys of person %d: %w", personID, err)
	}
	return list, nil
}

// HasPasskey says whether a person can use a passkey.
func (s *Service) HasPasskey(ctx context.Context, personID int64) (bool, error) {
	var n int64
	err := s.db.WithContext(ctx).Model(&Passkey{}).
		Where("person_id = ? AND removed_at IS NULL AND cloned_at IS NULL", personID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("count passkeys of person %d: %w", personID, err)
	}
	return n > 0, nil
}

// RenamePasskey gives a person's passkey another name.
func (s *Service) RenamePasskey(ctx context.Context, personID, id int64, name string) error {
	name, err := passkeyName(name)
	if err != nil {
		return err
	}
	return s.changePasskey(s.db.WithContext(ctx), personID, id, map[string]any{"name": name})
}

// RemovePasskey makes a passkey of the reader's worthless at once. The row stays,
// so that its id is never taken for a new one. Whoever needs a second factor keeps
// one.
func (s *Service) RemovePasskey(ctx context.Context, a ipcase.Actor, id int64) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := takePerson(db, a.PersonID); err != nil {
			return err
		}
		err := s.changePasskey(db, a.PersonID, id, map[string]any{"removed_at": s.clock.Now(), "public_key": ""})
		if err != nil {
			return err
		}
		if err := s.afterRemoval(db, a); err != nil {
			return err
		}
		if err := mustHaveDoor(db, a.PersonID); err != nil {
			return err
		}
		if err := s.record(db, Event{Kind: EventPasskeyRemoved, ByID: &a.PersonID, AboutID: &a.PersonID}); err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailFactorRemoved, PersonID: a.PersonID, Facts: map[string]string{"factor": "passkey"}})
	})
	if err == nil {
		s.wake()
	}
	return err
}

func (s *Service) changePasskey(db *gorm.DB, personID, id int64, to map[string]any) error {
	res := db.Model(&Passkey{}).Where("id = ? AND person_id = ? AND removed_at IS NULL", id, personID).Updates(to)
	if res.Error != nil {
		return fmt.Errorf("change passkey %d: %w", id, res.Error)
	}
	if res.RowsAffected == 0 {
		return errNoPasskey()
	}
	return nil
}

func errNoPasskey() error {
	return ipcase.Errorf(ipcase.NotFound, "This passkey is not there any more.")
}

func passkeyName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n == 0 || n > MaxPasskeyName {
		return "", field("name", "Enter a name for the passkey, at most %d characters, by which you will know it again.", MaxPasskeyName)
	}
	return name, nil
}

// keyHolder is a person as the library of WebAuthn sees one.
type keyHolder struct {
	person Person
	handle []byte
	keys   []webauthn.Credential
	rows   map[string]Passkey // by credential id
}

func (h *keyHolder) WebAuthnID() []byte                         { return h.handle }
func (h *keyHolder) WebAuthnName() string                       { return h.person.Email }
func (h *keyHolder) WebAuthnDisplayName() string                { return h.person.Name }
func (h *keyHolder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

// keyHolder finds somebody who is not disabled by id, or by what authenticators
// call them.
func (s *Service) keyHolder(ctx context.Context, where string, arg any) (*keyHolder, error) {
	db := s.db.WithContext(ctx)
	var found struct {
		Person        `gorm:"embedded"`
		PasskeyHandle string
	}
	err := db.Table("people").Where("disabled_at IS NULL").Where(where, arg).Take(&found).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, errNoPasskey()
	}
	if err != nil {
		return nil, fmt.Errorf("look up whose passkey it is: %w", err)
	}
	h := &keyHolder{person: found.Person, handle: unbase(found.PasskeyHandle), rows: map[string]Passkey{}}
	rows, err := s.Passkeys(ctx, found.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		h.rows[r.CredentialID] = r
		h.keys = append(h.keys, r.credential())
	}
	return h, nil
}

func (p Passkey) credential() webauthn.Credential {
	c := webauthn.Credential{
		ID: unbase(p.CredentialID), PublicKey: unbase(p.PublicKey), AttestationFormat: "none",
		Flags:         webauthn.CredentialFlags{UserPresent: true, UserVerified: true, BackupEligible: p.BackupEligible, BackupState: p.BackedUp},
		Authenticator: webauthn.Authenticator{AAGUID: unbase(p.AAGUID), SignCount: uint32(p.SignCount)}, //nolint:gosec // it came from one
	}
	for _, t := range strings.Split(p.Transports, ",") {
		if t != "" {
			c.Transport = append(c.Transport, protocol.AuthenticatorTransport(t))
		}
	}
	return c
}

func base(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// unbase reads what base wrote.
func unbase(text string) []byte {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil // nothing matches it
	}
	return b
}

// nameHolder gives a person the handle by which authenticators know them, once.
func (s *Service) nameHolder(ctx context.Context, personID int64) error {
	handle := make([]byte, 32)
	_, _ = rand.Read(handle) // never fails
	err := s.db.WithContext(ctx).Model(&Person{}).Where("id = ? AND passkey_handle = ''", personID).
		Updates(map[string]any{"passkey_handle": base(handle)}).Error
	if err != nil {
		return fmt.Errorf("name person %d to authenticators: %w", personID, err)
	}
	return nil
}
