package ipcase

import (
	"context"
	"fmt"
	"time"
)

// IdentityView is what an owner sees of the own organisation's identity. The
// files of a paper are not in it: once handed in, only reviewers open them.
type IdentityView struct {
	Org     Org
	Checks  []IdentityCheck // newest first
	Waiting int             // complaints' cases that wait in intake for it
}

// ReadIdentity reads the identity of the actor's own organisation.
func (s *Service) ReadIdentity(ctx context.Context, a Actor) (IdentityView, error) {
	var v IdentityView
	if !a.MayProveIdentity() {
		return v, errNotFound()
	}
	if err := one(s.read(ctx).Where("id = ?", a.OrgID), &v.Org); err != nil {
		return v, err
	}
	if err := s.read(ctx).Where("org_id = ?", a.OrgID).Order("id DESC").Limit(20).Find(&v.Checks).Error; err != nil {
		return v, fmt.Errorf("identity checks of %d: %w", a.OrgID, err)
	}
	var err error
	v.Waiting, err = s.waitingInIntake(ctx, a.OrgID)
	return v, err
}

func (s *Service) waitingInIntake(ctx context.Context, org int64) (int, error) {
	var n int64
	err := s.read(ctx).Model(&Case{}).Where("holder_org_id = ? AND review_task = ? AND ended_at IS NULL", org, TaskNotice).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("cases of %d in intake: %w", org, err)
	}
	return int(n), nil
}

// FormIdentityPapers lists the files of a form that is not handed in yet, for the
// owner who fills it in.
func (s *Service) FormIdentityPapers(ctx context.Context, a Actor, formID string) ([]IdentityPaper, error) {
	if !a.MayProveIdentity() || !validFormID(formID) {
		return nil, errNotFound()
	}
	var list []IdentityPaper
	err := s.read(ctx).Where("form_id = ? AND org_id = ? AND check_id IS NULL AND dropped_at IS NULL", formID, a.OrgID).Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("papers of form: %w", err)
	}
	return list, nil
}

// IdentityOf says how far an organisation's identity is proven, for the pages of
// its own people.
func (s *Service) IdentityOf(ctx context.Context, a Actor) (IdentityStatus, error) {
	var status IdentityStatus
	err := s.read(ctx).Model(&Org{}).Select("identity").Where("id = ?", a.OrgID).Scan(&status).Error
	if err != nil {
		return "", fmt.Errorf("identity of %d: %w", a.OrgID, err)
	}
	return status, nil
}

// IdentityLine is an identity check that waits for a reviewer.
type IdentityLine struct {
	ID           int64
	Number       string
	Kind         PaperKind
	Country      string
	OrgName      string
	CreatedAt    time.Time
	ClaimedBy    *int64
	ClaimedUntil *time.Time
	ClaimedName  string
	Waiting      int // cases that cannot leave intake before it
}

// ReadIdentitiesToCheck lists the identity checks that wait, the oldest first,
// after the row id `after`; more says that others follow.
func (s *Service) ReadIdentitiesToCheck(ctx context.Context, a Actor, after int64) (lines []IdentityLine, more bool, err error) {
	if !a.isReviewer() {
		return nil, false, errNotFound()
	}
	err = s.read(ctx).Table("identity_checks i").
		Select(`i.id, i.number, i.kind, i.country, i.created_at, i.claimed_by, i.claimed_until, orgs.name AS org_name,
			COALESCE(people.name, '') AS claimed_name,
			(SELECT COUNT(*) FROM cases WHERE cases.holder_org_id = i.org_id AND cases.review_task = 'notice' AND cases.ended_at IS NULL) AS waiting`).
		Joins("JOIN orgs ON orgs.id = i.org_id").
		Joins("LEFT JOIN people ON people.id = i.claimed_by AND i.claimed_until > ?", s.clock.Now()).
		Where("i.status = 'pending' AND i.id > ?", after).Order("i.id").Limit(reviewPage + 1).Scan(&lines).Error
	if err != nil {
		return nil, false, fmt.Errorf("identities to check: %w", err)
	}
	if more = len(lines) > reviewPage; more {
		lines = lines[:reviewPage]
	}
	return lines, more, nil
}

// ReviewIdentity is an identity check on the reviewer's bench.
type ReviewIdentity struct {
	Check       IdentityCheck
	Org         Org
	Papers      []IdentityPaper // those that are still there
	Dropped     bool            // they were, and are gone
	Earlier     []IdentityCheck // of the same organisation, newest first
	Events      []Event
	Rights      int
	Waiting     int
	ClaimedName string
}

// ReadReviewIdentity reads an identity check for a reviewer. The papers' names are
// in it, their bytes are not: opening one is a deed of its own.
func (s *Service) ReadReviewIdentity(ctx context.Context, a Actor, number string) (ReviewIdentity, error) {
	var v ReviewIdentity
	if !a.isReviewer() {
		return v, errNotFound()
	}
	if err := one(s.read(ctx).Where("number = ?", number), &v.Check); err != nil {
		return v, err
	}
	c := v.Check
	if err := s.read(ctx).Where("id = ?", c.OrgID).Take(&v.Org).Error; err != nil {
		return v, fmt.Errorf("organisation of %s: %w", c.Number, err)
	}
	var papers []IdentityPaper
	if err := s.read(ctx).Where("check_id = ?", c.ID).Order("id").Find(&papers).Error; err != nil {
		return v, fmt.Errorf("papers of %s: %w", c.Number, err)
	}
	for _, p := range papers {
		if p.DroppedAt == nil {
			v.Papers = append(v.Papers, p)
		} else {
			v.Dropped = true
		}
	}
	if err := s.read(ctx).Where("org_id = ? AND id <> ?", c.OrgID, c.ID).Order("id DESC").Limit(10).Find(&v.Earlier).Error; err != nil {
		return v, fmt.Errorf("other checks beside %s: %w", c.Number, err)
	}
	if err := s.read(ctx).Where("chain = ?", "identity:"+c.Number).Order("seq").Limit(200).Find(&v.Events).Error; err != nil {
		return v, fmt.Errorf("events of %s: %w", c.Number, err)
	}
	var rights int64
	if err := s.read(ctx).Model(&Right{}).Where("org_id = ?", c.OrgID).Count(&rights).Error; err != nil {
		return v, fmt.Errorf("rights beside %s: %w", c.Number, err)
	}
	v.Rights = int(rights)
	var err error
	if v.Waiting, err = s.waitingInIntake(ctx, c.OrgID); err != nil {
		return v, err
	}
	v.ClaimedName, err = s.claimedName(ctx, c.ClaimedBy, c.ClaimedUntil)
	return v, err
}

// KnownHolder is a verified rights holder, as others' names are compared with.
type KnownHolder struct {
	OrgID int64
	Name  string
	Email string
	Since time.Time
	Marks []string `gorm:"-"` // the words of its verified trademarks
}

// knownHolders is how many verified holders names are compared with.
const knownHolders = 20_000

// ReadKnownHolders lists the verified rights holders with their marks, for a
// reviewer who is shown which names look like theirs.
func (s *Service) ReadKnownHolders(ctx context.Context, a Actor) ([]KnownHolder, error) {
	if !a.isReviewer() {
		return nil, errNotFound()
	}
	var list []KnownHolder
	err := s.read(ctx).Table("orgs").Select("id AS org_id, name, email, identity_at AS since").
		Where("identity = 'verified' AND identity_at IS NOT NULL").Order("identity_at, id").Limit(knownHolders).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("known holders: %w", err)
	}
	at := make(map[int64]int, len(list))
	for n, h := range list {
		at[h.OrgID] = n
	}
	var marks []struct {
		OrgID int64
		Title string
	}
	err = s.read(ctx).Table("rights").Select("DISTINCT org_id, title").Where("type = ? AND status = ?", Trademark, RightVerified).
		Limit(knownHolders).Scan(&marks).Error
	if err != nil {
		return nil, fmt.Errorf("known marks: %w", err)
	}
	for _, m := range marks {
		if n, ok := at[m.OrgID]; ok {
			list[n].Marks = append(list[n].Marks, m.Title)
		}
	}
	return list, nil
}
