package account

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

func (s *Service) insertPerson(ctx context.Context, p *Person) error {
	err := s.db.WithContext(ctx).Create(p).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return field("email", "There is already an account with this email address.")
	}
	if err != nil {
		return fmt.Errorf("add person: %w", err)
	}
	return nil
}

// Member is a person in an organisation, for lists of who is who.
type Member struct {
	PersonID int64
	OrgID    int64
	Name     string
	OrgName  string
	Party    ipcase.Party
	Role     ipcase.Role
	May      ipcase.Granted `gorm:"embedded;embeddedPrefix:may_"`
	Lang     string
	Zone     string // IANA
}

const listLimit = 500

// Members lists everybody who can sign in, by side and organisation.
func (s *Service) Members(ctx context.Context) ([]Member, error) {
	var list []Member
	err := s.db.WithContext(ctx).Table("memberships").
		Select(`memberships.person_id AS person_id, memberships.org_id AS org_id, people.name AS name, orgs.name AS org_name,
			orgs.kind AS party, memberships.role AS role,
			memberships.may_file AS may_file, memberships.may_answer AS may_answer, memberships.may_delete AS may_delete, people.lang AS lang, people.zone AS zone`).
		Joins("JOIN people ON people.id = memberships.person_id").
		Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("memberships.ended_at IS NULL AND people.disabled_at IS NULL").
		Order("orgs.kind DESC, memberships.id").Limit(listLimit).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list who can sign in: %w", err)
	}
	return list, nil
}

// Platform is the organisation that runs the portal, made when it is first asked
// for.
func (s *Service) Platform(ctx context.Context, name, zone string) (ipcase.Org, error) {
	return s.findOrAdd(ctx, ipcase.Org{Kind: ipcase.PartyPlatform, Name: name, Lang: "en", Zone: zone}, "kind = ?", ipcase.PartyPlatform)
}

// Organisation is the one of this side and name, made where it is new.
func (s *Service) Organisation(ctx context.Context, o ipcase.Org) (ipcase.Org, error) {
	return s.findOrAdd(ctx, o, "kind = ? AND name = ?", o.Kind, o.Name)
}

func (s *Service) findOrAdd(ctx context.Context, o ipcase.Org, where string, args ...any) (ipcase.Org, error) {
	var known ipcase.Org
	err := s.db.WithContext(ctx).Where(where, args...).Order("id").Limit(1).Take(&known).Error
	if err == nil {
		return known, nil
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return ipcase.Org{}, fmt.Errorf("look up an organisation: %w", err)
	}
	return o, s.AddOrg(ctx, &o)
}
