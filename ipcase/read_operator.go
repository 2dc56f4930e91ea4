package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// FailedDelivery is something that had to leave the portal and did not: it was given
// up, or waits to be tried again. Of a mail it says to which organisation, and
// nothing of what it held.
type FailedDelivery struct {
	ID         int64
	Kind       DeliveryKind
	Message    MessageKind
	Attempts   int
	LastError  string
	CreatedAt  time.Time
	DoneAt     *time.Time
	NextAt     time.Time
	State      DeliveryState
	CaseNumber string
	OrgName    string
	ListingRef string
}

// CanTryAgain says whether a person may have it tried now. What somebody is told of
// and can ask for anew is not.
func (d FailedDelivery) CanTryAgain() bool {
	return d.State != DeliveryFailed || d.Kind != DeliverWithdraw && d.Kind != DeliverCaseFile && d.Kind != DeliverCapture
}

// Deliveries is what the operator looks after.
type Deliveries struct {
	Failing []FailedDelivery // that wait after a failure, the next to be tried first; the first few
	Failed  []FailedDelivery
	Older   bool
	GivenUp int
	Waiting int
	Oldest  *time.Time // since when the longest waits
}

// failingShown is how many deliveries that wait after a failure are shown; all of them
// are counted among the jobs.
const failingShown = 20

func (s *Service) deliveryLines(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("deliveries").
		Select(`deliveries.id, deliveries.kind, deliveries.message, deliveries.attempts, deliveries.last_error, deliveries.created_at, deliveries.done_at,
			deliveries.next_at, deliveries.state,
			COALESCE(cases.number, '') AS case_number, COALESCE(orgs.name, '') AS org_name, COALESCE(listings.ref, '') AS listing_ref`).
		Joins("LEFT JOIN cases ON cases.id = deliveries.case_id").
		Joins("LEFT JOIN orgs ON orgs.id = deliveries.org_id").
		Joins("LEFT JOIN listings ON listings.id = deliveries.listing_id")
}

// ReadDeliveries lists deliveries that were given up, newest first, before the
// row id `before` (0 = the newest), for the operator.
func (s *Service) ReadDeliveries(ctx context.Context, a Actor, before int64) (Deliveries, error) {
	var d Deliveries
	if !a.May(PermOperate) {
		return d, errNotFound()
	}
	where, args := "deliveries.state = 'given_up'", []any{}
	if before > 0 {
		where, args = where+" AND deliveries.id < ?", []any{before}
	}
	err := s.deliveryLines(ctx).Where(where, args...).Order("deliveries.id DESC").Limit(reviewPage + 1).Scan(&d.Failed).Error
	if err != nil {
		return d, fmt.Errorf("deliveries given up: %w", err)
	}
	if before == 0 {
		err := s.deliveryLines(ctx).Where("deliveries.state = 'queued' AND deliveries.attempts > 0").Order("deliveries.next_at, deliveries.id").Limit(failingShown).Scan(&d.Failing).Error
		if err != nil {
			return d, fmt.Errorf("failing deliveries: %w", err)
		}
	}
	if d.Older = len(d.Failed) > reviewPage; d.Older {
		d.Failed = d.Failed[:reviewPage]
	}
	var n int64
	if err := s.read(ctx).Model(&Delivery{}).Where("state = 'given_up'").Count(&n).Error; err != nil {
		return d, fmt.Errorf("count deliveries given up: %w", err)
	}
	d.GivenUp = int(n)
	if err := s.read(ctx).Model(&Delivery{}).Where("state IN ('queued', 'running')").Count(&n).Error; err != nil {
		return d, fmt.Errorf("count waiting deliveries: %w", err)
	}
	d.Waiting = int(n)
	var oldest []Delivery
	if err := s.read(ctx).Where("state IN ('queued', 'running')").Order("next_at, id").Limit(1).Find(&oldest).Error; err != nil {
		return d, fmt.Errorf("oldest waiting delivery: %w", err)
	}
	if len(oldest) > 0 {
		d.Oldest = &oldest[0].CreatedAt
	}
	return d, nil
}
