package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// claimLease is how long a reviewer holds a task without doing anything to it.
const claimLease = 30 * time.Minute

// ClaimNext gives a reviewer the most pressing task that nobody holds, and a lease
// on it: the number of a case, or of a right, an identity or a power of attorney to
// check, of a measure or of a report of abuse. Two never get the same.
func (s *Service) ClaimNext(ctx context.Context, a Actor) (string, error) {
	if !a.isReviewer() {
		return "", errNotFound()
	}
	for range 20 { // every round that loses a race is a task somebody else got
		number, err := s.tryClaimNext(ctx, a)
		if err != nil || number != "" {
			return number, err
		}
	}
	return "", Errorf(NotFound, "Nothing waits for a reviewer at the moment.")
}

// tryClaimNext takes the first free task in order of its target; "" when another
// reviewer took it in the same moment.
func (s *Service) tryClaimNext(ctx context.Context, a Actor) (string, error) {
	number := ""
	err := s.act(ctx, a, func(t *tx) error {
		number = ""
		var c Case
		q := t.db.Where("review_task <> '' AND (review_task <> ? OR review_due_at <= ?) AND (claimed_until IS NULL OR claimed_until <= ?)", TaskCourt, t.now, t.now).
			Where("NOT (review_task = ? AND EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = cases.id AND d.reviewer_id = ?))", TaskAppeal, a.PersonID).
			Order("review_rank, review_due_at, id").Limit(1).Find(&c)
		if q.Error != nil {
			return fmt.Errorf("next case: %w", q.Error)
		}
		proof, err := t.nextProof(a)
		if err != nil {
			return err
		}
		report, err := t.nextAbuse(a)
		if err != nil {
			return err
		}
		if report.ID != 0 && (proof.ID == 0 || report.CreatedAt.Before(proof.CreatedAt)) {
			proof = report
		}
		var res *gorm.DB
		lease := map[string]any{"claimed_by": a.PersonID, "claimed_until": t.now.Add(claimLease)}
		free := "id = ? AND (claimed_until IS NULL OR claimed_until <= ?)"
		switch {
		case c.ID == 0 && proof.ID == 0:
			return Errorf(NotFound, "Nothing waits for a reviewer at the moment.")
		case c.ID == 0 || (proof.ID != 0 && proof.CreatedAt.Before(c.ReviewDueAt.Add(-24*time.Hour))):
			res = t.db.Table(proof.table).Where(free, proof.ID, t.now).Updates(lease)
			number = proof.Number
		default:
			res = t.db.Model(&Case{}).Where(free, c.ID, t.now).Updates(lease)
			number = c.Number
		}
		if res.Error != nil {
			return fmt.Errorf("claim %s: %w", number, res.Error)
		}
		if res.RowsAffected == 0 {
			number = ""
		}
		return nil
	})
	return number, err
}

// proof is a right, an identity or a power of attorney that waits to be checked.
type proof struct {
	ID        int64
	Number    string
	CreatedAt time.Time
	table     string
}

// nextProof is the one that nobody holds and that has waited longest. A power of
// attorney of an organisation of the reviewer's own is left to others.
func (t *tx) nextProof(a Actor) (proof, error) {
	var next proof
	for _, table := range []string{"rights", "identity_checks", "powers_of_attorney"} {
		p := proof{table: table}
		where, args := "status = 'pending' AND (claimed_until IS NULL OR claimed_until <= ?)", []any{t.now}
		if table == "powers_of_attorney" {
			where, args = where+notOwnPower, append(args, a.PersonID)
		}
		err := t.db.Table(table).Where(where, args...).Order("id").Limit(1).Find(&p).Error
		if err != nil {
			return next, fmt.Errorf("next of %s: %w", table, err)
		}
		if p.ID != 0 && (next.ID == 0 || p.CreatedAt.Before(next.CreatedAt)) {
			next = p
		}
	}
	m, err := t.nextMeasure(a)
	if err == nil && m.ID != 0 && (next.ID == 0 || m.CreatedAt.Before(next.CreatedAt)) {
		next = m
	}
	return next, err
}

// nextMeasure is the measure that has waited longest, of those that the reviewer
// can decide.
func (t *tx) nextMeasure(a Actor) (proof, error) {
	m := proof{table: "measures"}
	err := t.db.Table(m.table).Select("id", "number", "proposed_at AS created_at").
		Where("task <> '' AND (claimed_until IS NULL OR claimed_until <= ?)", t.now).
		Where("(NOT severe OR ?) AND NOT (task = ? AND decided_by = ?)", a.May(PermSevere), MeasureTaskAppeal, a.PersonID).
		Order("id").Limit(1).Find(&m).Error
	if err != nil {
		return m, fmt.Errorf("next measure: %w", err)
	}
	return m, nil
}

// nextAbuse is the report of abuse that presses most, of those that the reviewer
// can decide. One whose target has passed comes before everything else; another has
// its own target, where a proof is to be looked at within a day.
func (t *tx) nextAbuse(a Actor) (proof, error) {
	m := proof{table: "abuse_reports"}
	var r AbuseReport
	err := t.db.Where("task <> '' AND (claimed_until IS NULL OR claimed_until <= @now) AND "+mayTakeAbuse, map[string]any{"now": t.now, "person": a.PersonID}).
		Order("due_at, id").Limit(1).Find(&r).Error
	if err != nil {
		return m, fmt.Errorf("next abuse report: %w", err)
	}
	m.ID, m.Number = r.ID, r.Number
	if !r.Late(t.now) {
		m.CreatedAt = r.DueAt.Add(-24 * time.Hour)
	}
	return m, nil
}

const notOwnPower = ` AND NOT EXISTS (SELECT 1 FROM memberships m JOIN principals w ON w.id = powers_of_attorney.principal_id
	WHERE m.person_id = ? AND m.ended_at IS NULL AND (m.org_id = powers_of_attorney.agent_org_id OR m.org_id = w.org_id))`

// Claim takes a lease on one case, right, identity check, power of attorney, measure
// or report of abuse, or renews it.
func (s *Service) Claim(ctx context.Context, a Actor, number string) error {
	return s.lease(ctx, a, number, func(t *tx) map[string]any {
		return map[string]any{"claimed_by": a.PersonID, "claimed_until": t.now.Add(claimLease)}
	})
}

// GiveBack ends the reviewer's own lease.
func (s *Service) GiveBack(ctx context.Context, a Actor, number string) error {
	return s.lease(ctx, a, number, func(*tx) map[string]any {
		return map[string]any{"claimed_by": nil, "claimed_until": nil}
	})
}

func (s *Service) lease(ctx context.Context, a Actor, number string, set func(*tx) map[string]any) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		report := &AbuseReport{}
		for _, model := range []any{&Case{}, &Right{}, &IdentityCheck{}, &Power{}, &Measure{}, report} {
			var n int64
			if err := t.db.Model(model).Where("number = ?", number).Count(&n).Error; err != nil {
				return fmt.Errorf("find %s: %w", number, err)
			}
			if n == 0 {
				continue
			}
			barred := t.notOwnAppeal
			if model == any(report) {
				barred = t.notOwnAbuse
			}
			if err := barred(a, number); err != nil {
				return err
			}
			res := t.db.Model(model).
				Where("number = ? AND (claimed_until IS NULL OR claimed_until <= ? OR claimed_by = ?)", number, t.now, a.PersonID).
				Updates(set(t))
			if res.Error != nil {
				return fmt.Errorf("claim %s: %w", number, res.Error)
			}
			if res.RowsAffected == 0 {
				return errClaimed()
			}
			return nil
		}
		return errNotFound()
	})
}

// notOwnAppeal: nobody decides an appeal of their own decision (promise 10), so
// nobody holds one up either.
func (t *tx) notOwnAppeal(a Actor, number string) error {
	var n int64
	err := t.db.Model(&Case{}).Where("number = ? AND review_task = ?", number, TaskAppeal).
		Where("EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = cases.id AND d.reviewer_id = ?)", a.PersonID).Count(&n).Error
	if err != nil {
		return fmt.Errorf("deciders of %s: %w", number, err)
	}
	if n > 0 {
		return Errorf(Refused, "You have decided something in this case before, so another reviewer decides the appeal.")
	}
	return nil
}

func errClaimed() error {
	return Errorf(Refused, "Another reviewer is working on this. Claim the next case instead.")
}

// mayWorkOn refuses a decision while another reviewer holds the lease.
func (t *tx) mayWorkOn(by *int64, until *time.Time, a Actor) error {
	if by != nil && *by != a.PersonID && until != nil && t.now.Before(*until) {
		return errClaimed()
	}
	return nil
}
