package account

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// APIKey is by what a program acts for whoever made it, within what the key may do
// and what that person may do at the moment. Personal data: Name.
type APIKey struct {
	ID        int64
	PublicID  string
	OrgID     int64
	PersonID  int64
	Name      string
	Prefix    string // the beginning, by which people know it again
	Hash      string
	Scopes    []ipcase.Permission `gorm:"serializer:json"`
	Sandbox   bool                // what it files is checked wholly and not done
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	EndedAt   *time.Time
	EndedBy   *int64
}

// TableName fixes the table.
func (APIKey) TableName() string { return "api_keys" }

// Has says whether a key was made for something.
func (k APIKey) Has(p ipcase.Permission) bool { return slices.Contains(k.Scopes, p) }

// Ended says whether a key opens nothing any more, of itself.
func (k APIKey) Ended(now time.Time) bool { return k.EndedAt != nil || !now.Before(k.ExpiresAt) }

// What is recorded of keys.
const (
	EventKeyMade  EventKind = "api_key_made"
	EventKeyEnded EventKind = "api_key_ended"
)

// How a key begins: the one acts, the other only tries.
const (
	LivePrefix    = "ipp_live_"
	SandboxPrefix = "ipp_test_"
	shownOfKey    = 6 // characters after that which stay readable; the others are 230 random bits
	keyLetters    = 52
)

// Limits of keys: how many an organisation has at once, of how many characters a
// name, and how long one lives.
const (
	MaxAPIKeys    = 50
	MaxAPIKeyName = 60
	MaxAPIKeyDays = 365
)

// keySeenEvery is how exactly the last use of a key is known.
const keySeenEvery = time.Minute

// NewAPIKey is what somebody asks of a key.
type NewAPIKey struct {
	Name    string
	Scopes  []ipcase.Permission // beside seeing, which every key may
	Days    int
	Sandbox bool
}

// APIScopes lists what somebody can let a key do beside seeing; nil where they make
// no keys: the owner of a shop's or a rights holder's organisation does, and a
// reviewer for themselves.
func APIScopes(a ipcase.Actor) []ipcase.Permission {
	switch {
	case a.Party == ipcase.PartyPlatform && a.May(ipcase.PermReview):
		return []ipcase.Permission{ipcase.PermReview}
	case a.Party != ipcase.PartyPlatform && a.May(ipcase.PermManage):
		return ipcase.Grantable(a.Party)
	default:
		return nil
	}
}

// SeesAPIKeys says whether somebody looks after keys: who makes them, and the
// operator, who can end those of the platform's people.
func SeesAPIKeys(a ipcase.Actor) bool { return APIScopes(a) != nil || a.May(ipcase.PermOperate) }

// MakeAPIKey makes a key and gives it in full, this once: only its hash is kept.
func (s *Service) MakeAPIKey(ctx context.Context, a ipcase.Actor, in NewAPIKey) (secret string, key APIKey, err error) {
	can := APIScopes(a)
	if can == nil {
		return "", key, errAbsent()
	}
	if err := in.check(can); err != nil {
		return "", key, err
	}
	secret = newAPIKey(in.Sandbox)
	now := s.clock.Now()
	key = APIKey{
		PublicID: ipcase.NewID(), OrgID: a.OrgID, PersonID: a.PersonID, Name: in.Name, Prefix: secret[:len(LivePrefix)+shownOfKey], Hash: hashID(secret),
		Scopes: append([]ipcase.Permission{ipcase.PermSee}, in.Scopes...), Sandbox: in.Sandbox, CreatedAt: now, ExpiresAt: now.AddDate(0, 0, in.Days),
	}
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := takePerson(db, a.PersonID); err != nil { // two at once are counted one after the other
			return err
		}
		var there int64
		err := db.Model(&APIKey{}).Where("org_id = ? AND ended_at IS NULL AND expires_at > ?", a.OrgID, now).Count(&there).Error
		if err != nil {
			return fmt.Errorf("count the keys of organisation %d: %w", a.OrgID, err)
		}
		if there >= MaxAPIKeys {
			return ipcase.Errorf(ipcase.Refused, "There are %d keys, which is the most. End one that is no longer used.", MaxAPIKeys)
		}
		if err := db.Create(&key).Error; err != nil {
			return fmt.Errorf("make a key: %w", err)
		}
		return s.record(db, Event{Kind: EventKeyMade, OrgID: &a.OrgID, ByID: &a.PersonID, AboutID: &a.PersonID})
	})
	return secret, key, err
}

func (in *NewAPIKey) check(can []ipcase.Permission) error {
	in.Name = strings.TrimSpace(in.Name)
	var wrong []ipcase.FieldError
	add := func(field, msg string, args ...any) {
		wrong = append(wrong, ipcase.FieldError{Field: field, Msg: msg, Args: args})
	}
	if n := utf8.RuneCountInString(in.Name); n == 0 || n > MaxAPIKeyName {
		add("name", "Enter a name for the key, at most %d characters, that says what uses it.", MaxAPIKeyName)
	}
	if in.Days < 1 || in.Days > MaxAPIKeyDays {
		add("days", "Enter in how many days the key ends, from 1 to %d.", MaxAPIKeyDays)
	}
	for _, p := range in.Scopes {
		if !slices.Contains(can, p) {
			add("scopes", "Choose only from what is offered.")
			break
		}
	}
	slices.Sort(in.Scopes)
	in.Scopes = slices.Compact(in.Scopes)
	if wrong == nil {
		return nil
	}
	return &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: wrong}
}

func newAPIKey(sandbox bool) string {
	b := make([]byte, 33)
	_, _ = rand.Read(b) // never fails
	letters := strings.ToLower(base32.StdEncoding.EncodeToString(b))[:keyLetters]
	if sandbox {
		return SandboxPrefix + letters
	}
	return LivePrefix + letters
}

// APIKeyLine is a key with who made it.
type APIKeyLine struct {
	APIKey
	PersonName string
}

// APIKeys lists the keys that somebody looks after, the newest first: an owner those
// of the organisation, a reviewer their own, an operator the platform's.
func (s *Service) APIKeys(ctx context.Context, a ipcase.Actor) ([]APIKeyLine, error) {
	if !SeesAPIKeys(a) {
		return nil, errAbsent()
	}
	var list []APIKeyLine
	err := ofKeeper(s.db.WithContext(ctx).Table("api_keys").Select("api_keys.*, people.name AS person_name").
		Joins("JOIN people ON people.id = api_keys.person_id"), a).
		Order("api_keys.id DESC").Limit(listLimit).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	return list, nil
}

func ofKeeper(q *gorm.DB, a ipcase.Actor) *gorm.DB {
	if a.Party == ipcase.PartyPlatform && !a.May(ipcase.PermOperate) {
		return q.Where("api_keys.org_id = ? AND api_keys.person_id = ?", a.OrgID, a.PersonID)
	}
	return q.Where("api_keys.org_id = ?", a.OrgID)
}

// EndAPIKey makes a key worthless at once, on every process. Pressing twice is no
// error.
func (s *Service) EndAPIKey(ctx context.Context, a ipcase.Actor, publicID string) error {
	if !SeesAPIKeys(a) {
		return errAbsent()
	}
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		var k APIKey
		err := ofKeeper(db.Model(&APIKey{}), a).Where("api_keys.public_id = ?", publicID).Take(&k).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return errAbsent()
		}
		if err != nil {
			return fmt.Errorf("find a key: %w", err)
		}
		res := db.Model(&APIKey{}).Where("id = ? AND ended_at IS NULL", k.ID).Updates(map[string]any{"ended_at": s.clock.Now(), "ended_by": a.PersonID})
		if res.Error != nil {
			return fmt.Errorf("end key %d: %w", k.ID, res.Error)
		}
		if res.RowsAffected == 0 {
			return nil
		}
		return s.record(db, Event{Kind: EventKeyEnded, OrgID: &k.OrgID, ByID: &a.PersonID, AboutID: &k.PersonID})
	})
}
