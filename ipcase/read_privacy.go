package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// Privacy is what a person is told about the data kept of them.
type Privacy struct {
	Asked     *Erasure // a request that waits
	Refused   *Erasure // the last one, when it was refused
	Obstacles []Obstacle
	Alone     []string // organisations that would go with them
	Stay      []string // organisations that go on without them
	Owner     bool     // of the organisation that they act for: its data is theirs to have
}

// ReadPrivacy reads what stands about a person's own data.
func (s *Service) ReadPrivacy(ctx context.Context, a Actor) (Privacy, error) {
	var p Privacy
	if a.PersonID == 0 {
		return p, errNotFound()
	}
	t := &tx{Service: s, ctx: ctx, db: s.read(ctx), now: Moment(s.clock.Now())}
	var last []Erasure
	if err := t.db.Where("person_id = ?", a.PersonID).Order("id DESC").Limit(1).Find(&last).Error; err != nil {
		return p, fmt.Errorf("requests of person %d: %w", a.PersonID, err)
	}
	for n := range last {
		switch last[n].State {
		case ErasureAsked:
			p.Asked = &last[n]
		case ErasureRefused:
			p.Refused = &last[n]
		case ErasureDone, ErasureWithdrawn:
		}
	}
	who, err := t.subjectOf(a.PersonID)
	if err != nil {
		return p, err
	}
	for _, o := range who.alone {
		p.Alone = append(p.Alone, o.Name)
	}
	for _, o := range who.members {
		if !contains(p.Alone, o.Name) {
			p.Stay = append(p.Stay, o.Name)
		}
	}
	p.Owner = a.Role == RoleOwner
	p.Obstacles, err = t.obstacles(a.PersonID)
	return p, err
}

// ErasureLine is a request as the operator sees it.
type ErasureLine struct {
	Erasure   Erasure `gorm:"-"`
	Name      string
	Email     string
	Obstacles []Obstacle `gorm:"-"`
}

// HoldLine is a legal hold with what it is about.
type HoldLine struct {
	Hold DataHold
	Name string
}

// PrivacyDesk is the operator's page of requests and holds.
type PrivacyDesk struct {
	Requests []ErasureLine // that wait, the oldest first
	Holds    []HoldLine    // that hold now
}

// deskLimit is how many requests and holds the page shows: the oldest first, so
// that what is done makes room.
const deskLimit = 50

// ReadPrivacyDesk reads what waits for the operator.
func (s *Service) ReadPrivacyDesk(ctx context.Context, a Actor) (PrivacyDesk, error) {
	var d PrivacyDesk
	if !a.May(PermOperate) {
		return d, errNotFound()
	}
	t := &tx{Service: s, ctx: ctx, db: s.read(ctx), now: Moment(s.clock.Now())}
	var asked []Erasure
	if err := t.db.Where("state = ?", ErasureAsked).Order("id").Limit(deskLimit).Find(&asked).Error; err != nil {
		return d, fmt.Errorf("requests: %w", err)
	}
	for _, r := range asked {
		line := ErasureLine{Erasure: r}
		err := t.db.Table("people").Select("name", "email").Where("id = ?", r.PersonID).Take(&line).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return d, fmt.Errorf("person of %s: %w", r.Number, err)
		}
		if line.Obstacles, err = t.obstacles(r.PersonID); err != nil {
			return d, err
		}
		d.Requests = append(d.Requests, line)
	}
	var rows []struct {
		Hold  DataHold `gorm:"embedded"`
		About string
	}
	err := t.db.Table("legal_holds").Select("legal_holds.*, COALESCE(people.name, orgs.name, cases.number, '') AS about").
		Joins("LEFT JOIN people ON legal_holds.kind = 'person' AND people.id = legal_holds.subject_id").
		Joins("LEFT JOIN orgs ON legal_holds.kind = 'organisation' AND orgs.id = legal_holds.subject_id").
		Joins("LEFT JOIN cases ON legal_holds.kind = 'case' AND cases.id = legal_holds.subject_id").
		Where("legal_holds.ended_at IS NULL AND legal_holds.until > ?", t.now).Order("legal_holds.until, legal_holds.id").Limit(deskLimit).Scan(&rows).Error
	if err != nil {
		return d, fmt.Errorf("holds: %w", err)
	}
	for _, r := range rows {
		d.Holds = append(d.Holds, HoldLine{Hold: r.Hold, Name: r.About})
	}
	return d, nil
}
