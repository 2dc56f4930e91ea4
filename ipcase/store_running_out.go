package ipcase

import (
	"context"
	"fmt"
	"time"
)

// EndingRight is a verified right whose last day is near.
type EndingRight struct {
	Number     string
	ValidUntil time.Time
	Org        string
}

// Running is how the portal stands, for the operator's page.
type Running struct {
	Figures
	Ending     []EndingRight // the nearest first, at most endingShown
	EndingMore bool
}

// endingSoon is how long before its end a right stands on the operator's page;
// endingShown how many of them.
const (
	endingSoon  = 60 * 24 * time.Hour
	endingShown = 10
)

// ReadRunning reads it for an operator.
func (s *Service) ReadRunning(ctx context.Context, a Actor) (Running, error) {
	if !a.May(PermOperate) {
		return Running{}, errNotFound()
	}
	f, err := s.ReadFigures(ctx)
	r := Running{Figures: f}
	if err != nil {
		return r, err
	}
	err = s.read(ctx).Table("rights").Select("rights.number, rights.valid_until, orgs.name AS org").Joins("JOIN orgs ON orgs.id = rights.org_id").
		Where("rights.status = 'verified' AND rights.valid_until >= ? AND rights.valid_until < ?", f.At, f.At.Add(endingSoon)).
		Order("rights.valid_until, rights.id").Limit(endingShown + 1).Scan(&r.Ending).Error
	if err != nil {
		return r, fmt.Errorf("rights that end: %w", err)
	}
	if r.EndingMore = len(r.Ending) > endingShown; r.EndingMore {
		r.Ending = r.Ending[:endingShown]
	}
	return r, nil
}
