package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// EventByProvider is that single sign-on made somebody a member.
const EventByProvider EventKind = "joined_by_provider"

// Identity is who somebody is as the marketplace's provider of single sign-on
// says, checked by package signon. Issuer and Subject alone say who it is: an
// address can pass from one person to another (ASVS 6.8.1). Personal data:
// Subject, Name, Email.
type Identity struct {
	Issuer  string
	Subject string

	Provider      string      // the provider's name, for sentences
	Shop          string      // the seller's reference at the marketplace
	Role          ipcase.Role // in the shop, where they are new there
	Name          string
	Email         string
	EmailVerified bool
	Lang          string // as the provider writes it: zh-Hans-CN
	Zone          string
	SecondFactor  bool   // they showed two
	IDToken       string // the provider's word for all this, as it was checked
}

// providerIdentity is a row: which person somebody at a provider is.
type providerIdentity struct {
	ID        int64
	PersonID  int64
	Issuer    string
	Subject   string
	CreatedAt time.Time
	UsedAt    time.Time
}

func (providerIdentity) TableName() string { return "provider_identities" }

// SignInByProvider answers with who somebody is here and the shop for which they
// act. The first time, the person and their membership are made. Whoever left
// the shop here, or was made to, does not come back by this door.
func (s *Service) SignInByProvider(ctx context.Context, id Identity) (personID, orgID int64, err error) {
	// Of two first sign-ins at once one makes the person; the other finds them.
	for range 2 {
		err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
			org, err := shopOf(db, id)
			if err != nil {
				return err
			}
			person, err := s.personOf(db, id, org)
			if err != nil {
				return err
			}
			personID, orgID = person, org.ID
			if err := s.enter(db, person, org, id); err != nil {
				return err
			}
			return noteUse(db, person, org.ID, s.clock.Now())
		})
		if !errors.Is(err, gorm.ErrDuplicatedKey) {
			break
		}
	}
	if err != nil {
		return 0, 0, fmt.Errorf("sign in by a provider: %w", err)
	}
	return personID, orgID, nil
}

func shopOf(db *gorm.DB, id Identity) (ipcase.Org, error) {
	var org ipcase.Org
	if id.Shop == "" { // or the marketplace told whose subject it is
		err := db.Where("kind = ? AND id IN (SELECT org_id FROM shop_subjects WHERE subject = ?)", ipcase.PartySeller, id.Subject).Take(&org).Error
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return org, err
		}
		return org, ipcase.Errorf(ipcase.Refused, "%s did not say for which shop you act. Choose a shop there, then sign in again.", id.Provider)
	}
	// Where two sites call shops alike, the platform's own counts, and then the older: nobody
	// comes between a shop and its people by telling of another one.
	err := db.Where("kind = ? AND shop_ref = ?", ipcase.PartySeller, id.Shop).Order("shop_site_id <> 0, id").Take(&org).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return org, ipcase.Errorf(ipcase.Refused,
			"%s says that you act for the shop %s, which this portal does not know yet. Ask the marketplace's support to add it.", id.Provider, id.Shop)
	}
	return org, err
}

// personOf finds the person by issuer and subject, or adds them.
func (s *Service) personOf(db *gorm.DB, id Identity, org ipcase.Org) (int64, error) {
	now := s.clock.Now()
	var known struct {
		ID         int64
		PersonID   int64
		DisabledAt *time.Time
	}
	err := db.Table("provider_identities").Select("provider_identities.id AS id, people.id AS person_id, people.disabled_at AS disabled_at").
		Joins("JOIN people ON people.id = provider_identities.person_id").
		Where("issuer = ? AND subject = ?", id.Issuer, id.Subject).Take(&known).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return s.addPersonOf(db, id, org, now)
	case err != nil:
		return 0, err
	case known.DisabledAt != nil:
		return 0, ipcase.Errorf(ipcase.Refused, "Your account at this portal was closed. Write to the marketplace's support if you think that this is a mistake.")
	}
	return known.PersonID, db.Model(&providerIdentity{}).Where("id = ?", known.ID).Updates(map[string]any{"used_at": now}).Error
}

func (s *Service) addPersonOf(db *gorm.DB, id Identity, org ipcase.Org, now time.Time) (int64, error) {
	p := Person{Name: plainName(id.Name), PasswordHash: noSuchPerson, Lang: "en", Zone: org.Zone, CreatedAt: now}
	if p.Name == "" {
		p.Name = org.Name
	}
	if strings.HasPrefix(id.Lang, "zh") || id.Lang == "" && org.Lang == "zh-CN" {
		p.Lang = "zh-CN"
	}
	if _, err := time.LoadLocation(id.Zone); err == nil && id.Zone != "" && id.Zone != "Local" {
		p.Zone = id.Zone
	}
	var err error
	if p.Email, err = freeAddress(db, id); err != nil {
		return 0, err
	}
	if err := db.Create(&p).Error; err != nil {
		return 0, err
	}
	return p.ID, db.Create(&providerIdentity{PersonID: p.ID, Issuer: id.Issuer, Subject: id.Subject, CreatedAt: now, UsedAt: now}).Error
}

// nowhere ends the address of somebody who has none of their own here: the name
// is reserved (RFC 2606), and nothing is sent there.
const nowhere = "@sign-in.invalid"

// freeAddress is the person's address where the provider has verified it and
// nobody here has it. Somebody who has it is another person, who need not be
// the same human being.
func freeAddress(db *gorm.DB, id Identity) (string, error) {
	email, err := cleanEmail(id.Email)
	if err == nil && id.EmailVerified && !strings.HasSuffix(email, nowhere) {
		var n int64
		if err := db.Model(&Person{}).Where("email = ?", email).Count(&n).Error; err != nil {
			return "", err
		}
		if n == 0 {
			return email, nil
		}
	}
	return strings.ToLower(ipcase.NewID()) + nowhere, nil
}

// plainName is a name without what does not show, at most as long as one may be.
func plainName(raw string) string {
	clean := []rune(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.C, r) && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(raw, ""))), " "))
	return string(clean[:min(len(clean), 200)])
}

// enter makes the membership where the person never had one in this shop.
func (s *Service) enter(db *gorm.DB, personID int64, org ipcase.Org, id Identity) error {
	var m Membership
	err := db.Where("person_id = ? AND org_id = ?", personID, org.ID).Take(&m).Error
	if err == nil && m.EndedAt != nil {
		return ipcase.Errorf(ipcase.Refused, "You no longer belong to %s at this portal. Ask the owner of its account to invite you again.", org.Name)
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	role := id.Role
	if role == ipcase.RoleOwner { // a main account is taken over in the portal only
		var owners int64
		if err := db.Model(&Membership{}).Where("org_id = ? AND role = ? AND ended_at IS NULL", org.ID, ipcase.RoleOwner).Count(&owners).Error; err != nil {
			return err
		}
		if owners > 0 {
			role = ipcase.RoleMember
		}
	}
	m = Membership{PersonID: personID, OrgID: org.ID, Role: role, Version: 1, CreatedAt: s.clock.Now()}
	if role == ipcase.RoleMember { // as in the marketplace's own seller pages; the owner can take it away
		m.May = m.May.Grant(ipcase.PermAnswer).Grant(ipcase.PermDelete)
	}
	if err := db.Create(&m).Error; err != nil {
		return err
	}
	return s.record(db, Event{Kind: EventByProvider, OrgID: &org.ID, AboutID: &personID, Data: EventData{Role: role, May: m.May}})
}

// IsSameByProvider says whether an identity is this person: for who confirms
// who they are once more.
func (s *Service) IsSameByProvider(ctx context.Context, personID int64, id Identity) (bool, error) {
	var n int64
	err := s.db.WithContext(ctx).Model(&providerIdentity{}).
		Where("person_id = ? AND issuer = ? AND subject = ?", personID, id.Issuer, id.Subject).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("compare an identity: %w", err)
	}
	return n == 1, nil
}

// HasProvider says whether a person signs in by a provider.
func (s *Service) HasProvider(ctx context.Context, personID int64) (bool, error) {
	var n int64
	if err := s.db.WithContext(ctx).Model(&providerIdentity{}).Where("person_id = ?", personID).Count(&n).Error; err != nil {
		return false, fmt.Errorf("look up identities of person %d: %w", personID, err)
	}
	return n > 0, nil
}
