package ipcase

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// sumPoints is what a seller has at an instant.
func sumPoints(db *gorm.DB, org int64, at time.Time) (int, error) {
	var sum int
	err := db.Model(&PointEntry{}).Where("org_id = ? AND counts_until > ?", org, at).Select("COALESCE(SUM(points), 0)").Scan(&sum).Error
	if err != nil {
		return 0, fmt.Errorf("points of %d: %w", org, err)
	}
	return sum, nil
}

// countOutcome keeps what an item counts for its holder's accuracy in step with
// the move. Accuracy is then one read of an index that holds all of it.
func (t *tx) countOutcome(f *casefile, i *Item, m Move, from State) error {
	moved := []State{Removed, Upheld, DeletedBySeller, Restored, Withdrawn, Rejected}
	if !contains(moved, i.State) && m != MoveCounter && !reverses(m) && m != MoveReclassify && (m != MoveAccept || i.State != StatutoryWait) {
		return nil
	}
	was := Outcome{ItemID: i.ID}
	if err := t.db.Where("item_id = ?", i.ID).Limit(1).Find(&was).Error; err != nil {
		return fmt.Errorf("outcome of item %d: %w", i.ID, err)
	}
	now := outcomeAfter(was, m, from, i.State, i.AcceptedAt != nil)
	now.ItemID, now.OrgID, now.Reason = i.ID, f.Case.HolderOrgID, i.ReasonOf(f.Complaint)
	if now == was || was.OrgID == 0 && !now.Decided && !now.Countered {
		return nil
	}
	now.At = t.now
	err := t.db.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "item_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"reason", "at", "decided", "taken_down", "countered", "restored"}),
	}).Create(&now).Error
	if err != nil {
		return fmt.Errorf("outcome of item %d: %w", i.ID, err)
	}
	if was.Decided == now.Decided && was.TakenDown == now.TakenDown && was.Restored == now.Restored {
		return nil
	}
	s := Standing{OrgID: now.OrgID, Stale: true}
	err = t.db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "org_id"}}, DoUpdates: clause.AssignmentColumns([]string{"stale"}),
		Where: clause.Where{Exprs: []clause.Expression{clause.Expr{SQL: "NOT standings.stale"}}},
	}).Create(&s).Error
	if err != nil {
		return fmt.Errorf("standing of %d: %w", now.OrgID, err)
	}
	return nil
}

// ratesOf is a holder's rates by reason, over the months that count.
func ratesOf(db *gorm.DB, book Rulebook, org int64, now time.Time) ([]Rate, error) {
	var found []Rate
	if err := db.Raw(ratesSQL(""), org, ratesSince(book, now)).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("rates of %d: %w", org, err)
	}
	book.sortRates(found)
	return found, nil
}

// ratesSQL asks for the rates of one holder since a moment, by reason, and for more
// columns where a query needs them.
func ratesSQL(more string) string {
	if more != "" {
		more = ", " + more
	}
	return `SELECT reason, COUNT(*) AS decided, SUM(CASE WHEN taken_down THEN 1 ELSE 0 END) AS taken_down,
		SUM(CASE WHEN restored THEN 1 ELSE 0 END) AS restored` + more + `
		FROM item_outcomes WHERE org_id = ? AND at > ? AND decided GROUP BY reason`
}

func ratesSince(book Rulebook, now time.Time) time.Time {
	return now.AddDate(0, -book.Standing.Accuracy.Months, 0)
}

// sortRates puts rates in the order of the book's reasons.
func (b Rulebook) sortRates(rates []Rate) {
	order := func(r Rate) int {
		return slices.IndexFunc(b.Reasons, func(x Reason) bool { return x.Code == r.Reason })
	}
	slices.SortFunc(rates, func(x, y Rate) int { return order(x) - order(y) })
}

// lookAt judges a holder's rates anew: the tier, and what they propose. It tells
// the holder of a tier given or lost.
func (t *tx) lookAt(org int64) (Standing, error) {
	s, err := t.lockStanding(org)
	if err != nil {
		return s, err
	}
	rates, err := ratesOf(t.db, t.book, org, t.now)
	if err != nil {
		return s, err
	}
	rules := t.book.Standing.Accuracy
	next := rules.Tier.afterLook(s, rates, t.now)
	res := t.db.Model(&Standing{}).Where("org_id = ?", org).Updates(map[string]any{
		"tier_since": next.TierSince, "tier_lost_at": next.TierLostAt, "locked_until": next.LockedUntil, "looked_at": next.LookedAt, "stale": false,
	})
	if res.Error != nil {
		return s, fmt.Errorf("standing of %d: %w", org, res.Error)
	}
	for _, r := range rules.rungs(rates) {
		err := t.proposeMeasure(proposal{Org: org, Kind: r.Measure, Cause: CauseAccuracy, Days: r.Days, Filings: r.Filings})
		if err != nil {
			return s, err
		}
	}
	switch {
	case s.TierSince == nil && next.TierSince != nil:
		err = t.send(org, nil, nil, MsgTierGiven, MailPayload{Standing: true, Party: PartyHolder})
	case s.TierSince != nil && next.TierSince == nil:
		err = t.send(org, nil, nil, MsgTierLost, MailPayload{Standing: true, Party: PartyHolder, DueAt: next.LockedUntil})
	}
	return next, err
}

// lookAtStandings judges the holders whose outcomes changed, and once a day those
// of the tier, since what is older than the months counts no more.
func (s *Service) lookAtStandings(ctx context.Context, limit int) error {
	now := Moment(s.clock.Now())
	var orgs []int64
	err := s.read(ctx).Raw(`SELECT org_id FROM standings WHERE stale
		UNION SELECT org_id FROM standings WHERE tier_since IS NOT NULL AND looked_at <= ? LIMIT ?`, now.AddDate(0, 0, -1), limit).Scan(&orgs).Error
	if err != nil {
		return fmt.Errorf("find standings to look at: %w", err)
	}
	var failed error
	for _, org := range orgs {
		err := s.inTx(ctx, func(t *tx) error {
			_, err := t.lookAt(org)
			return err
		})
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("look at standing of %d: %w", org, err))
		}
	}
	return failed
}
