package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// How long a session lives: after the last request, and at the most. Those of the
// platform's people, who see what both sides keep from each other, are shorter.
const (
	SessionIdle  = 12 * time.Hour
	SessionLife  = 7 * 24 * time.Hour
	PlatformIdle = time.Hour
	PlatformLife = 12 * time.Hour
)

func lifeOf(p ipcase.Party) time.Duration {
	if p == ipcase.PartyPlatform {
		return PlatformLife
	}
	return SessionLife
}

// seenEvery is how exactly the last request is known: a write for each would
// cost more than it tells.
const seenEvery = 5 * time.Minute

// session is a row. The id that the cookie holds is not in it: whoever reads the
// table cannot become anybody.
type session struct {
	Hash      string `gorm:"primaryKey"`
	PersonID  *int64
	OrgID     *int64
	Data      string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	EndedAt   *time.Time

	AuthAt       *time.Time // when a secret was last shown
	SecondFactor bool       // two were
	PendingID    *int64     // who has shown the first of two factors only
	Device       string     // in a few words
	Address      string     // from which it began
	ProviderHint string     // sealed: the provider's word for who this is, given back to it at the end
}

func (session) TableName() string { return "sessions" }

// Session is what a cookie's id leads to.
type Session struct {
	Actor     ipcase.Actor // PartyPublic where nobody is signed in
	Waiting   ipcase.Waiting
	Data      string // what the pages remember, as they wrote it
	ExpiresAt time.Time

	AuthAt        time.Time // when a secret was last shown
	SecondFactor  bool      // two factors were shown
	HasFactor     bool      // the person has a second one
	ShortPassword bool      // theirs is not enough alone
	PendingID     int64     // who has shown the first of two factors only; nobody is signed in then
}

// StartSession begins a session for a person acting for an organisation, who has
// shown one factor, or for nobody (both 0), and returns the id that the cookie is
// to hold. Signing in is CompleteSignIn.
func (s *Service) StartSession(ctx context.Context, personID, orgID int64, data string) (id string, err error) {
	id = newSessionID()
	now := s.clock.Now()
	row := session{Hash: hashID(id), Data: data, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(SessionLife)}
	if personID != 0 {
		row.PersonID, row.OrgID, row.AuthAt = &personID, &orgID, &now
	}
	if err := s.db.WithContext(ctx).Create(&row).Error; err != nil {
		return "", fmt.Errorf("start a session: %w", err)
	}
	if personID == 0 {
		return id, nil
	}
	return id, noteUse(s.db.WithContext(ctx), personID, orgID, now)
}

// newSessionID is what a cookie is to hold: 256 random bits.
func newSessionID() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// sessionRow is a session with whose it is, read in one query.
type sessionRow struct {
	Data         string
	SeenAt       time.Time
	ExpiresAt    time.Time
	PersonID     int64
	OrgID        int64
	Role         ipcase.Role
	May          ipcase.Granted `gorm:"embedded;embeddedPrefix:may_"`
	Owner        string
	Party        ipcase.Party
	PersonName   string
	OrgName      string
	Lang         string
	Zone         string
	IsAgent      bool
	Unregistered bool
	Waiting      ipcase.Waiting `gorm:"embedded"`

	AuthAt        *time.Time
	SecondFactor  bool
	HasFactor     bool
	ShortPassword bool
	PendingID     *int64
}

// Session finds a session that is still good. ok is false for one that is
// unknown, ended, too old, or whose person or membership has ended since.
func (s *Service) Session(ctx context.Context, id string) (found Session, ok bool, err error) {
	now := s.clock.Now()
	hash := hashID(id)
	var r sessionRow
	err = s.db.WithContext(ctx).Table("sessions").
		Select(`sessions.data AS data, sessions.seen_at AS seen_at, sessions.expires_at AS expires_at,
			COALESCE(people.id, 0) AS person_id, COALESCE(orgs.id, 0) AS org_id, COALESCE(memberships.role, '') AS role,
			COALESCE(orgs.kind, '') AS party, COALESCE(people.name, '') AS person_name, COALESCE(orgs.name, '') AS org_name,
			COALESCE(memberships.may_file, FALSE) AS may_file, COALESCE(memberships.may_answer, FALSE) AS may_answer,
			COALESCE(memberships.may_delete, FALSE) AS may_delete,
			CASE WHEN memberships.role IN ('member', 'viewer') THEN COALESCE((
				SELECT MIN(p.name) FROM memberships AS m JOIN people AS p ON p.id = m.person_id AND p.disabled_at IS NULL
				WHERE m.org_id = orgs.id AND m.role = 'owner' AND m.ended_at IS NULL
			), '') ELSE '' END AS owner,
			COALESCE(people.lang, '') AS lang, COALESCE(people.zone, '') AS zone,
			COALESCE(orgs.is_agent, FALSE) AS is_agent, COALESCE(orgs.unregistered, FALSE) AS unregistered,
			sessions.auth_at AS auth_at, sessions.second_factor AS second_factor, sessions.pending_id AS pending_id,
			COALESCE(people.short_password, FALSE) AS short_password, `+hasFactor+` AS has_factor,`+ipcase.WaitingColumns).
		Joins("LEFT JOIN people ON people.id = sessions.person_id AND people.disabled_at IS NULL").
		Joins("LEFT JOIN memberships ON memberships.person_id = people.id AND memberships.org_id = sessions.org_id AND memberships.ended_at IS NULL").
		Joins("LEFT JOIN orgs ON orgs.id = memberships.org_id").
		Where("sessions.hash = ? AND sessions.ended_at IS NULL AND sessions.expires_at > ? AND sessions.seen_at > ?", hash, now, now.Add(-SessionIdle)).
		Where("sessions.person_id IS NULL OR orgs.id IS NOT NULL").
		Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Session{}, false, nil
	}
	if err != nil {
		return Session{}, false, fmt.Errorf("look up a session: %w", err)
	}
	if r.Party == ipcase.PartyPlatform && now.Sub(r.SeenAt) >= PlatformIdle {
		return Session{}, false, nil
	}
	if now.Sub(r.SeenAt) >= seenEvery {
		err := s.db.WithContext(ctx).Model(&session{}).Where("hash = ?", hash).Updates(map[string]any{"seen_at": now}).Error
		if err != nil {
			return Session{}, false, fmt.Errorf("note the use of a session: %w", err)
		}
	}
	a := ipcase.Actor{Party: ipcase.PartyPublic}
	if r.PersonID != 0 {
		a = ipcase.Actor{
			PersonID: r.PersonID, OrgID: r.OrgID, Party: r.Party, Role: r.Role, Granted: r.May, Owner: r.Owner,
			Name: r.PersonName, OrgName: r.OrgName, Lang: r.Lang, Zone: r.Zone, Agent: r.IsAgent, Unregistered: r.Unregistered,
		}
	}
	found = Session{
		Actor: a, Waiting: r.Waiting, Data: r.Data, ExpiresAt: r.ExpiresAt,
		SecondFactor: r.SecondFactor, HasFactor: r.HasFactor, ShortPassword: r.ShortPassword,
	}
	if r.AuthAt != nil {
		found.AuthAt = *r.AuthAt
	}
	if r.PendingID != nil {
		found.PendingID = *r.PendingID
	}
	return found, true, nil
}

// SaveSession keeps what the pages want to remember.
func (s *Service) SaveSession(ctx context.Context, id, data string) error {
	err := s.db.WithContext(ctx).Model(&session{}).Where("hash = ? AND ended_at IS NULL", hashID(id)).
		Updates(map[string]any{"data": data}).Error
	if err != nil {
		return fmt.Errorf("save a session: %w", err)
	}
	return nil
}

// EndSession makes an id worthless at once, on every process.
func (s *Service) EndSession(ctx context.Context, id string) error {
	err := s.db.WithContext(ctx).Model(&session{}).Where("hash = ? AND ended_at IS NULL", hashID(id)).
		Updates(ended(s.clock.Now())).Error
	if err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// ended is a session after its end: nothing of what it remembered stays.
func ended(now time.Time) map[string]any {
	return map[string]any{"ended_at": now, "data": "", "provider_hint": ""}
}

func endSessions(db *gorm.DB, personID int64, now time.Time) error {
	err := db.Model(&session{}).Where("person_id = ? AND ended_at IS NULL", personID).
		Updates(ended(now)).Error
	if err != nil {
		return fmt.Errorf("end the sessions of person %d: %w", personID, err)
	}
	return nil
}

// hashID is how a session is stored: the id itself is only in the cookie.
func hashID(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}
