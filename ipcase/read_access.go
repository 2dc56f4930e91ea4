package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// AccessFilter narrows the operator's list of records. Zero fields do not.
type AccessFilter struct {
	PersonID int64
	Kind     AccessKind
	Subject  string // a number or public id, in full
	Before   int64  // the row id before which the page begins; 0 = the newest
}

// AccessLine is a record with the names that an operator may see beside it.
type AccessLine struct {
	Access
	PersonName string
	OrgName    string
}

// AccessList is one page of records, newest first.
type AccessList struct {
	Lines  []AccessLine
	Older  bool
	Alerts []AccessLine // raised within the last week, newest first
}

const (
	accessPage  = 50
	alertsShown = 7 * 24 * time.Hour
)

// ReadAccesses lists records of access for the operator.
func (s *Service) ReadAccesses(ctx context.Context, a Actor, f AccessFilter) (AccessList, error) {
	var l AccessList
	if a.Party != PartyPlatform || a.Role != RoleOperator {
		return l, errNotFound()
	}
	q := s.accessLines(ctx)
	if f.PersonID != 0 {
		q = q.Where("accesses.person_id = ?", f.PersonID)
	}
	if f.Kind != "" {
		q = q.Where("accesses.kind = ?", f.Kind)
	}
	if f.Subject != "" {
		q = q.Where("accesses.subject = ?", f.Subject)
	}
	if f.Before > 0 {
		q = q.Where("accesses.id < ?", f.Before)
	}
	if err := q.Order("accesses.id DESC").Limit(accessPage + 1).Scan(&l.Lines).Error; err != nil {
		return l, fmt.Errorf("records of access: %w", err)
	}
	if l.Older = len(l.Lines) > accessPage; l.Older {
		l.Lines = l.Lines[:accessPage]
	}
	err := s.accessLines(ctx).Where("accesses.kind = ? AND accesses.at > ?", AccessAlert, s.clock.Now().Add(-alertsShown)).
		Order("accesses.id DESC").Limit(accessPage).Scan(&l.Alerts).Error
	if err != nil {
		return l, fmt.Errorf("alerts: %w", err)
	}
	return l, nil
}

// accessLines begins a query for records with the names beside them.
func (s *Service) accessLines(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("accesses").
		Select("accesses.*, COALESCE(people.name, '') AS person_name, COALESCE(orgs.name, '') AS org_name").
		Joins("LEFT JOIN people ON people.id = accesses.person_id").
		Joins("LEFT JOIN orgs ON orgs.id = accesses.org_id")
}

// ReadOwnAccesses lists who was shown the contact data of an organisation, for
// its owner: sides and roles, and not the names of reviewers. What its own people
// opened is not in it.
func (s *Service) ReadOwnAccesses(ctx context.Context, a Actor, before int64) (AccessList, error) {
	var l AccessList
	column, ok := map[Party]string{PartyHolder: "accesses.holder_org_id", PartySeller: "accesses.seller_org_id"}[a.Party]
	if !ok || a.Role != RoleOwner {
		return l, errNotFound()
	}
	q := s.read(ctx).Table("accesses").Where(column+" = ? AND accesses.org_id <> ?", a.OrgID, a.OrgID).Where("accesses.kind IN ?", viewKinds)
	if before > 0 {
		q = q.Where("accesses.id < ?", before)
	}
	err := q.Select("accesses.id, accesses.at, accesses.kind, accesses.party, accesses.role, accesses.subject_kind, accesses.subject").
		Order("accesses.id DESC").Limit(accessPage + 1).Scan(&l.Lines).Error
	if err != nil {
		return l, fmt.Errorf("who was shown contact data: %w", err)
	}
	if l.Older = len(l.Lines) > accessPage; l.Older {
		l.Lines = l.Lines[:accessPage]
	}
	return l, nil
}
