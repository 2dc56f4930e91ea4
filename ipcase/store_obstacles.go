package ipcase

import (
	"fmt"
	"slices"
	"time"
)

// subject is whose data is asked about: a person, and the organisations of which
// nobody else is a member and which therefore go with them.
type subject struct {
	person  int64
	alone   []Org // theirs alone
	shared  []Org // with others who remain, and no other owner among them
	staff   bool
	members []Org // every party's organisation they belong to
}

func (t *tx) subjectOf(person int64) (subject, error) {
	s := subject{person: person}
	var rows []struct {
		Org    Org `gorm:"embedded"`
		Role   Role
		Others int
		Owners int
	}
	err := t.db.Table("memberships").Select(`orgs.*, memberships.role,
		(SELECT COUNT(*) FROM memberships m WHERE m.org_id = orgs.id AND m.ended_at IS NULL AND m.person_id <> memberships.person_id) AS others,
		(SELECT COUNT(*) FROM memberships m WHERE m.org_id = orgs.id AND m.ended_at IS NULL AND m.person_id <> memberships.person_id AND m.role = 'owner') AS owners`).
		Joins("JOIN orgs ON orgs.id = memberships.org_id").Where("memberships.person_id = ? AND memberships.ended_at IS NULL", person).
		Order("memberships.id").Scan(&rows).Error
	if err != nil {
		return s, fmt.Errorf("organisations of person %d: %w", person, err)
	}
	for _, r := range rows {
		switch {
		case r.Org.Kind == PartyPlatform:
			s.staff = true
			continue
		case r.Others == 0:
			s.alone = append(s.alone, r.Org)
		case r.Role == RoleOwner && r.Owners == 0:
			s.shared = append(s.shared, r.Org)
		}
		s.members = append(s.members, r.Org)
	}
	return s, nil
}

func idsOf(orgs []Org) []int64 {
	ids := []int64{0} // a list in SQL is never empty
	for _, o := range orgs {
		ids = append(ids, o.ID)
	}
	return ids
}

// caseOfData is a case in which data of the subject stands.
type caseOfData struct {
	ID               int64
	Number           string
	EndedAt          *time.Time
	Procedure        string
	ProcedureVersion int
}

// casesOf finds the cases in which the subject's own data stands: what they filed,
// and every case of an organisation that goes with them.
func (t *tx) casesOf(s subject) ([]caseOfData, error) {
	var cases []caseOfData
	err := t.db.Table("cases").Select("id, number, ended_at, procedure, procedure_version").
		Where(`seller_org_id IN ? OR holder_org_id IN ? OR complaint_id IN (SELECT id FROM complaints WHERE filed_by = ?)
			OR id IN (SELECT case_id FROM counters WHERE filed_by = ?) OR id IN (SELECT case_id FROM relay_letters WHERE person_id = ?)`,
			idsOf(s.alone), idsOf(s.alone), s.person, s.person, s.person).
		Order("id").Scan(&cases).Error
	if err != nil {
		return nil, fmt.Errorf("cases of person %d: %w", s.person, err)
	}
	return cases, nil
}

// maxObstacles is how many are named: the page says that there are more by naming
// the next when one has gone.
const maxObstacles = 50

// obstacles is all that stands against erasing a person's data now.
func (t *tx) obstacles(person int64) ([]Obstacle, error) {
	s, err := t.subjectOf(person)
	if err != nil {
		return nil, err
	}
	cases, err := t.casesOf(s)
	if err != nil {
		return nil, err
	}
	ids := []int64{0}
	for _, c := range cases {
		ids = append(ids, c.ID)
	}
	var list []Obstacle
	var holds []DataHold
	err = t.db.Where("ended_at IS NULL AND until > ?", t.now).
		Where("kind = ? AND subject_id = ? OR kind = ? AND subject_id IN ? OR kind = ? AND subject_id IN ?",
			HoldPerson, person, HoldOrganisation, idsOf(s.members), HoldCase, ids).Order("id").Find(&holds).Error
	if err != nil {
		return nil, fmt.Errorf("holds on person %d: %w", person, err)
	}
	for _, h := range holds {
		until := h.Until
		list = append(list, Obstacle{Kind: ObstacleHold, Name: h.Number, Reason: h.Reason, Until: &until})
	}
	if s.staff {
		list = append(list, Obstacle{Kind: ObstacleStaff})
	}
	for _, o := range s.shared {
		list = append(list, Obstacle{Kind: ObstacleOwner, Name: o.Name})
	}
	for _, c := range cases {
		if o, stands := t.caseObstacle(c); stands {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b Obstacle) int { return obstacleRank(a.Kind) - obstacleRank(b.Kind) })
	return list[:min(len(list), maxObstacles)], nil
}

func obstacleRank(k ObstacleKind) int {
	return slices.Index([]ObstacleKind{ObstacleHold, ObstacleStaff, ObstacleOwner, ObstacleCase, ObstacleClaims}, k)
}

// caseObstacle: a case that has not ended, or that can still be appealed.
func (t *tx) caseObstacle(c caseOfData) (Obstacle, bool) {
	if c.EndedAt == nil {
		return Obstacle{Kind: ObstacleCase, Name: c.Number}, true
	}
	p, _ := t.book.Procedure(c.Procedure, c.ProcedureVersion)
	if until := c.EndedAt.AddDate(0, p.AppealMonths, 0); until.After(t.now) {
		return Obstacle{Kind: ObstacleClaims, Name: c.Number, Until: &until}, true
	}
	return Obstacle{}, false
}
