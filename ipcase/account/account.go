package account

import (
	"context"
	"fmt"
	"net/mail"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/secret"
)

// Person is somebody who signs in. Personal data: Email, Name.
type Person struct {
	ID           int64
	Email        string // lower-case, unique
	Name         string
	PasswordHash string // argon2id; never leaves this package
	Lang         string // "en" or "zh-CN"
	Zone         string // IANA zone
	DisabledAt   *time.Time
	CreatedAt    time.Time

	ShortPassword bool // not enough without a second factor
}

// TableName fixes the table.
func (Person) TableName() string { return "people" }

// Membership says for which organisation a person acts, and as what.
type Membership struct {
	ID        int64
	PersonID  int64
	OrgID     int64
	Role      ipcase.Role
	May       ipcase.Granted `gorm:"embedded;embeddedPrefix:may_"` // a member's; nothing for other roles
	Version   int
	UsedAt    *time.Time // when they last acted for it
	CreatedAt time.Time
	EndedAt   *time.Time
}

// TableName fixes the table.
func (Membership) TableName() string { return "memberships" }

// Service holds what can be done with accounts.
type Service struct {
	db      *gorm.DB
	clock   ipcase.Clock
	keys    secret.Keys
	wake    func()        // after a commit with a letter
	hashing chan struct{} // a place for each password that is hashed at the same time
	work    *argon2id.Params
}

// Option changes how the service is set up.
type Option func(*Service)

// New ties the service to its database, to the portal's keys, and to the worker,
// which wake tells that a letter waits.
func New(db *gorm.DB, clock ipcase.Clock, keys secret.Keys, wake func(), options ...Option) *Service {
	s := &Service{db: db, clock: clock, keys: keys, wake: wake, hashing: make(chan struct{}, 2*runtime.NumCPU()), work: params}
	for _, option := range options {
		option(s)
	}
	return s
}

// CheapPasswords makes hashes of next to no work. It is for tests, whose people
// are many and whose passwords protect nothing: a test fails where anything but
// package webtest names it.
func CheapPasswords(s *Service) {
	s.work = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// AddOrg records an organisation and gives it its id.
func (s *Service) AddOrg(ctx context.Context, o *ipcase.Org) error {
	o.CreatedAt = s.clock.Now()
	if err := s.db.WithContext(ctx).Create(o).Error; err != nil {
		return fmt.Errorf("add organisation: %w", err)
	}
	return nil
}

// NewPerson is what somebody is added with.
type NewPerson struct {
	Email    string
	Name     string
	Password string // empty: they cannot sign in with one
	Lang     string // "en" when empty
	Zone     string // "UTC" when empty
}

// AddPerson adds somebody who may sign in once a membership is added.
func (s *Service) AddPerson(ctx context.Context, in NewPerson) (Person, error) {
	p, err := s.newPerson(ctx, in)
	if err == nil {
		err = s.insertPerson(ctx, &p)
	}
	if err != nil {
		return Person{}, err
	}
	return p, nil
}

// newPerson checks what somebody is added with, and hashes their password.
func (s *Service) newPerson(ctx context.Context, in NewPerson) (Person, error) {
	email, err := cleanEmail(in.Email)
	if err != nil {
		return Person{}, err
	}
	if in.Password != "" {
		err = s.checkFirstPassword(ctx, in.Password, email, in.Name)
	}
	if err != nil {
		return Person{}, err
	}
	p := Person{Email: email, Name: strings.TrimSpace(in.Name), Lang: in.Lang, Zone: in.Zone, CreatedAt: s.clock.Now()}
	if p.Name == "" || utf8.RuneCountInString(p.Name) > 200 {
		return Person{}, field("name", "Enter the person's name, at most %d characters.", 200)
	}
	if p.Lang == "" {
		p.Lang = "en"
	}
	if p.Zone == "" {
		p.Zone = "UTC"
	}
	if _, err := time.LoadLocation(p.Zone); err != nil {
		return Person{}, field("zone", "Enter a time zone by its name, like Asia/Shanghai.")
	}
	p.PasswordHash = noSuchPerson
	if in.Password != "" {
		p.PasswordHash, err = s.hash(ctx, in.Password)
	}
	if err != nil {
		return Person{}, err
	}
	return p, nil
}

// AddMembership lets a person act for an organisation; a member with the
// permissions that are named.
func (s *Service) AddMembership(ctx context.Context, personID, orgID int64, role ipcase.Role, may ...ipcase.Permission) error {
	m := Membership{PersonID: personID, OrgID: orgID, Role: role, Version: 1, CreatedAt: s.clock.Now()}
	for _, p := range may {
		m.May = m.May.Grant(p)
	}
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := db.Create(&m).Error; err != nil {
			return fmt.Errorf("add membership of person %d in organisation %d: %w", personID, orgID, err)
		}
		return s.record(db, Event{Kind: EventAdded, OrgID: &orgID, AboutID: &personID, Data: EventData{Role: role, May: m.May}})
	})
}

// Disable ends every session of a person and lets nobody sign in as them.
func (s *Service) Disable(ctx context.Context, personID int64) error {
	now := s.clock.Now()
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		return disable(db, personID, now)
	})
}

// SetLang keeps the language that a person chose.
func (s *Service) SetLang(ctx context.Context, personID int64, lang string) error {
	err := s.db.WithContext(ctx).Model(&Person{}).Where("id = ?", personID).Updates(map[string]any{"lang": lang}).Error
	if err != nil {
		return fmt.Errorf("set language of person %d: %w", personID, err)
	}
	return nil
}

// cleanEmail brings an address into the form that is compared and stored.
func cleanEmail(raw string) (string, error) {
	email := strings.ToLower(strings.TrimSpace(raw))
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || a.Name != "" || len(email) > 254 || strings.ContainsAny(email, "\r\n\x00") {
		return "", field("email", "Enter an email address, like name@example.com.")
	}
	return email, nil
}

func field(name, msg string, args ...any) error {
	return &ipcase.Error{
		Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.",
		Fields: []ipcase.FieldError{{Field: name, Msg: msg, Args: args}},
	}
}
