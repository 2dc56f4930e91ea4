package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
)

const reviewColumns = `cases.id, cases.number, cases.review_task, cases.review_rank, cases.review_due_at, cases.touched_at, cases.procedure, cases.item_count,
	cases.claimed_by, cases.claimed_until, cases.right_id, cases.seller_org_id,
	rights.type AS right_type, rights.title AS right_title, rights.status AS right_status,
	rights.valid_from AS right_valid_from, rights.valid_until AS right_valid_until,
	h.name AS holder_name, COALESCE(principals.name, '') AS holder_for, h.identity AS holder_identity, s.name AS seller_name, COALESCE(people.name, '') AS claimed_name,
	complaints.unregistered`

// reviewLines reads one page of the queue in the order of its index.
func (s *Service) reviewLines(ctx context.Context, a Actor, q ReviewQuery) (lines []ReviewLine, newer, older bool, err error) {
	now := s.clock.Now()
	where, args := reviewFilter(s.db, a, q, now)
	order := "cases.review_rank, cases.review_due_at, cases.id"
	switch {
	case q.Before != nil:
		where = append(where, "(cases.review_rank, cases.review_due_at, cases.id) < (?, ?, ?)")
		args = append(args, q.Before.Rank, q.Before.Due, q.Before.ID)
		order = "cases.review_rank DESC, cases.review_due_at DESC, cases.id DESC"
	case q.After != nil:
		where = append(where, "(cases.review_rank, cases.review_due_at, cases.id) > (?, ?, ?)")
		args = append(args, q.After.Rank, q.After.Due, q.After.ID)
	}
	err = s.read(ctx).Table("cases").Select(reviewColumns).
		Joins("JOIN rights ON rights.id = cases.right_id").
		Joins("JOIN complaints ON complaints.id = cases.complaint_id").
		Joins("JOIN orgs h ON h.id = cases.holder_org_id").
		Joins("LEFT JOIN principals ON principals.id = cases.principal_id").
		Joins("JOIN orgs s ON s.id = cases.seller_org_id").
		Joins("LEFT JOIN people ON people.id = cases.claimed_by AND cases.claimed_until > ?", now).
		Where(strings.Join(where, " AND "), args...).Order(order).Limit(reviewPage + 1).Scan(&lines).Error
	if err != nil {
		return nil, false, false, fmt.Errorf("review queue: %w", err)
	}
	more := len(lines) > reviewPage
	if more {
		lines = lines[:reviewPage]
	}
	if q.Before != nil {
		slices.Reverse(lines)
		return lines, more, true, nil
	}
	return lines, q.After != nil, more, nil
}

func reviewFilter(db *gorm.DB, a Actor, q ReviewQuery, now time.Time) (where []string, args []any) {
	and := func(condition string, more ...any) {
		where = append(where, condition)
		args = append(args, more...)
	}
	and("cases.review_task <> ''")
	switch q.View {
	case ReviewMine:
		and("cases.claimed_by = ? AND cases.claimed_until > ?", a.PersonID, now)
	case ReviewCourt:
		and("cases.review_task = ?", TaskCourt)
	case ReviewFree:
		and("(cases.review_task <> ? OR cases.review_due_at <= ?) AND (cases.claimed_until IS NULL OR cases.claimed_until <= ?)", TaskCourt, now, now)
	default: // a hold comes back on the day of its next look
		and("(cases.review_task <> ? OR cases.review_due_at <= ?)", TaskCourt, now)
	}
	switch q.Due {
	case ReviewLate:
		and("cases.review_due_at <= ?", now)
	case ReviewToday:
		and("cases.review_due_at > ? AND cases.review_due_at <= ?", now, q.EndOfDay)
	case ReviewLater:
		and("cases.review_due_at > ?", q.EndOfDay)
	}
	if q.Task != TaskNone {
		and("cases.review_task = ?", q.Task)
	}
	if q.Procedure != "" {
		and("cases.procedure = ?", q.Procedure)
	}
	if q.Type != "" {
		and("rights.type = ?", q.Type)
	}
	if q.found != nil {
		condition, found := q.found.among(db, "cases.id")
		and(condition, found...)
	}
	return where, args
}

// reviewSignals adds the facts around each line, in one query for each kind.
func (s *Service) reviewSignals(ctx context.Context, a Actor, lines []ReviewLine) error {
	if len(lines) == 0 {
		return nil
	}
	var ids, appealed []int64
	for _, l := range lines {
		ids = append(ids, l.ID)
		if l.ReviewTask == TaskAppeal {
			appealed = append(appealed, l.ID)
		}
	}
	var counts []struct {
		ID int64
		N  int
	}
	err := s.read(ctx).Table("cases").Select("cases.id, COUNT(*) - 1 AS n").
		Joins("JOIN cases other ON other.right_id = cases.right_id AND other.seller_org_id = cases.seller_org_id").
		Where("cases.id IN ?", ids).Group("cases.id").Scan(&counts).Error
	if err != nil {
		return fmt.Errorf("cases between the same: %w", err)
	}
	earlier := map[int64]int{}
	for _, c := range counts {
		earlier[c.ID] = c.N
	}
	for n := range lines {
		lines[n].Earlier = earlier[lines[n].ID]
	}
	if len(appealed) == 0 {
		return nil
	}
	own, err := s.ownDecisions(ctx, a, appealed)
	if err != nil {
		return err
	}
	appeals, err := s.openAppeals(ctx, appealed)
	if err != nil {
		return err
	}
	for n := range lines {
		lines[n].OwnDecision, lines[n].AppealBy = own[lines[n].ID], appeals[lines[n].ID]
	}
	return nil
}

func (s *Service) ownDecisions(ctx context.Context, a Actor, cases []int64) (map[int64]bool, error) {
	var mine []int64
	err := s.read(ctx).Model(&Decision{}).Where("reviewer_id = ? AND case_id IN ?", a.PersonID, cases).Distinct().Pluck("case_id", &mine).Error
	if err != nil {
		return nil, fmt.Errorf("own decisions: %w", err)
	}
	found := map[int64]bool{}
	for _, id := range mine {
		found[id] = true
	}
	return found, nil
}

func (s *Service) openAppeals(ctx context.Context, cases []int64) (map[int64]Party, error) {
	var open []Appeal
	err := s.read(ctx).Select("case_id", "party").Where("case_id IN ? AND decided_at IS NULL", cases).Find(&open).Error
	if err != nil {
		return nil, fmt.Errorf("open appeals: %w", err)
	}
	by := map[int64]Party{}
	for _, ap := range open {
		by[ap.CaseID] = ap.Party
	}
	return by, nil
}

// queueReader is who reads the queue, and when their day ends.
type queueReader struct {
	personID int64
	endOfDay time.Time
}

func (s *Service) reviewCounts(ctx context.Context, a Actor, endOfDay time.Time) (ReviewCounts, error) {
	now := s.clock.Now()
	return s.queued.of(queueReader{a.PersonID, endOfDay.UTC()}, now, func() (ReviewCounts, int, error) {
		c, err := s.countQueue(ctx, a, now, endOfDay)
		return c, c.Open + c.Court, err
	})
}

// countQueue counts the parts of the queue in one pass over its index.
func (s *Service) countQueue(ctx context.Context, a Actor, now, endOfDay time.Time) (c ReviewCounts, err error) {
	err = s.read(ctx).Raw(`SELECT
		COALESCE(SUM(CASE WHEN review_task <> 'court' OR review_due_at <= ? THEN 1 ELSE 0 END), 0) AS open,
		COALESCE(SUM(CASE WHEN review_due_at <= ? THEN 1 ELSE 0 END), 0) AS late,
		COALESCE(SUM(CASE WHEN review_task <> 'court' AND review_due_at > ? AND review_due_at <= ? THEN 1 ELSE 0 END), 0) AS today,
		COALESCE(SUM(CASE WHEN review_task <> 'court' AND review_due_at > ? THEN 1 ELSE 0 END), 0) AS later,
		COALESCE(SUM(CASE WHEN (review_task <> 'court' OR review_due_at <= ?) AND (claimed_until IS NULL OR claimed_until <= ?) THEN 1 ELSE 0 END), 0) AS free,
		COALESCE(SUM(CASE WHEN claimed_by = ? AND claimed_until > ? THEN 1 ELSE 0 END), 0) AS mine,
		COALESCE(SUM(CASE WHEN review_task = 'court' THEN 1 ELSE 0 END), 0) AS court,
		(SELECT COUNT(*) FROM rights WHERE status = 'pending') AS rights,
		(SELECT COUNT(*) FROM identity_checks WHERE status = 'pending') AS identities
		FROM cases WHERE review_task <> ''`,
		now, now, now, endOfDay, endOfDay, now, now, a.PersonID, now).Scan(&c).Error
	if err != nil {
		return c, fmt.Errorf("count the review queue: %w", err)
	}
	return c, nil
}

func (s *Service) rightLines(ctx context.Context, after int64) (lines []RightLine, more bool, err error) {
	now := s.clock.Now()
	err = s.read(ctx).Table("rights").
		Select(`rights.id, rights.number, rights.type, rights.office, rights.reg_number, rights.title, rights.created_at,
			rights.claimed_by, rights.claimed_until, orgs.name AS holder_name, COALESCE(principals.name, '') AS holder_for, COALESCE(people.name, '') AS claimed_name,
			(SELECT COUNT(*) FROM cases WHERE cases.right_id = rights.id) AS waiting`).
		Joins("JOIN orgs ON orgs.id = rights.org_id").
		Joins("LEFT JOIN principals ON principals.id = rights.principal_id").
		Joins("LEFT JOIN people ON people.id = rights.claimed_by AND rights.claimed_until > ?", now).
		Where("rights.status = 'pending' AND rights.id > ?", after).Order("rights.id").Limit(reviewPage + 1).Scan(&lines).Error
	if err != nil {
		return nil, false, fmt.Errorf("rights to check: %w", err)
	}
	if more = len(lines) > reviewPage; more {
		lines = lines[:reviewPage]
	}
	return lines, more, nil
}

const siblingColumns = `rights.number, rights.org_id, rights.type, rights.office, rights.reg_number, rights.title, rights.status,
	rights.valid_from, rights.valid_until, orgs.name AS org_name`

// reviewRight adds what is known around a right.
func (s *Service) reviewRight(ctx context.Context, v *ReviewRight) error {
	r := v.Right
	if err := s.read(ctx).Where("id = ?", r.OrgID).Take(&v.Holder).Error; err != nil {
		return fmt.Errorf("holder of %s: %w", r.Number, err)
	}
	if r.PrincipalID != nil {
		var who Principal
		if err := one(s.read(ctx).Where("id = ?", *r.PrincipalID), &who); err != nil {
			return fmt.Errorf("principal of %s: %w", r.Number, err)
		}
		v.For = who.Name
	}
	if err := s.read(ctx).Where("right_id = ?", r.ID).Order("id").Find(&v.Exhibits).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", r.Number, err)
	}
	if err := s.read(ctx).Where("chain = ?", "right:"+r.Number).Order("seq").Find(&v.Events).Error; err != nil {
		return fmt.Errorf("events of %s: %w", r.Number, err)
	}
	err := s.read(ctx).Table("rights").Select(siblingColumns).Joins("JOIN orgs ON orgs.id = rights.org_id").
		Where("rights.org_id = ? AND rights.id <> ?", r.OrgID, r.ID).Order("rights.id DESC").Limit(20).Scan(&v.Siblings).Error
	if err != nil {
		return fmt.Errorf("other rights of the holder of %s: %w", r.Number, err)
	}
	var n int64
	if err := s.read(ctx).Model(&Case{}).Where("right_id = ?", r.ID).Count(&n).Error; err != nil {
		return fmt.Errorf("cases under %s: %w", r.Number, err)
	}
	v.Cases = int(n)
	if v.ClaimedName, err = s.claimedName(ctx, r.ClaimedBy, r.ClaimedUntil); err != nil {
		return err
	}
	return s.sameNumber(ctx, v)
}

// sameNumber finds rights that were registered with the same office under the
// same number, however it was typed: with spaces, dots or full-width digits.
func (s *Service) sameNumber(ctx context.Context, v *ReviewRight) error {
	folded := foldNumber(v.Right.RegNumber)
	if folded == "" {
		return nil
	}
	var all []RightSibling
	err := s.read(ctx).Table("rights").Select(siblingColumns).Joins("JOIN orgs ON orgs.id = rights.org_id").
		Where("rights.office = ? AND rights.type = ? AND rights.id <> ?", v.Right.Office, v.Right.Type, v.Right.ID).
		Order("rights.id DESC").Scan(&all).Error
	if err != nil {
		return fmt.Errorf("rights with the number of %s: %w", v.Right.Number, err)
	}
	for _, other := range all {
		if foldNumber(other.RegNumber) == folded {
			v.SameNumber = append(v.SameNumber, other)
		}
	}
	return nil
}

func (s *Service) claimedName(ctx context.Context, by *int64, until *time.Time) (string, error) {
	if !held(by, until, s.clock.Now()) {
		return "", nil
	}
	var name string
	if err := s.read(ctx).Table("people").Select("name").Where("id = ?", *by).Scan(&name).Error; err != nil {
		return "", fmt.Errorf("name of a reviewer: %w", err)
	}
	return name, nil
}

// reviewAround adds what is known around a case: who works on it, how often the
// parties have met here, what is done and cannot be told yet, and what was decided
// before.
func (s *Service) reviewAround(ctx context.Context, v *ReviewCase) error {
	c := v.Case
	var err error
	if v.ClaimedName, err = s.claimedName(ctx, c.ClaimedBy, c.ClaimedUntil); err != nil {
		return err
	}
	var sums struct{ Complaints, Cases, Met, Untold int }
	err = s.read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM complaints WHERE org_id = ?) AS complaints,
		(SELECT COUNT(*) FROM cases WHERE seller_org_id = ?) AS cases,
		(SELECT COUNT(*) FROM cases WHERE right_id = ? AND seller_org_id = ? AND id < ?) AS met,
		(SELECT COUNT(*) FROM untold_removals WHERE case_id = ? AND told_at IS NULL) AS untold`,
		c.HolderOrgID, c.SellerOrgID, c.RightID, c.SellerOrgID, c.ID, c.ID).Scan(&sums).Error
	if err != nil {
		return fmt.Errorf("counts around %s: %w", c.Number, err)
	}
	if sums.Untold > 0 {
		if v.Untold, err = s.untoldWhere(ctx, "untold_removals.case_id = ?", c.ID); err != nil {
			return err
		}
	}
	v.HolderComplaints, v.SellerCases, v.Between = sums.Complaints, sums.Cases, sums.Met
	return s.earlierDecisions(ctx, v)
}

// earlierLimit is how many earlier decisions a reviewer is shown of each sort;
// earlierCases in how many of the newest cases under the right they are looked for.
const (
	earlierLimit = 6
	earlierCases = 200
)

func (s *Service) earlierDecisions(ctx context.Context, v *ReviewCase) error {
	listings := make([]int64, len(v.Items))
	for n, i := range v.Items {
		listings[n] = i.ListingID
	}
	seen := map[string]bool{}
	for _, q := range []struct {
		cases     string
		arg       any
		onListing bool
	}{
		{"SELECT items.case_id AS id FROM items WHERE items.listing_id IN ?", listings, true},
		{fmt.Sprintf("SELECT id FROM cases WHERE right_id = ? ORDER BY id DESC LIMIT %d", earlierCases), v.Case.RightID, false},
	} {
		var found []EarlierDecision
		// In an order that no index has: a database would walk all decisions from the
		// newest, and where there are none, to the oldest.
		err := s.read(ctx).Table("decisions").
			Select(`decisions.public_id, decisions.kind, decisions.rulings, decisions.decided_at, cases.number AS case_number,
				orgs.name AS seller_name, rights.title AS right_title`).
			Joins("JOIN cases ON cases.id = decisions.case_id").
			Joins("JOIN orgs ON orgs.id = cases.seller_org_id").
			Joins("JOIN rights ON rights.id = cases.right_id").
			Where("decisions.case_id <> ? AND decisions.kind IN ?", v.Case.ID, []DecisionKind{DecisionAdjudication, DecisionAppeal, DecisionCourt, DecisionOrder, DecisionReversal}).
			Where("decisions.case_id IN ("+q.cases+")", q.arg).Order("decisions.id + 0 DESC").Limit(earlierLimit).Find(&found).Error
		if err != nil {
			return fmt.Errorf("decisions before %s: %w", v.Case.Number, err)
		}
		for _, d := range found {
			if !seen[d.PublicID] {
				seen[d.PublicID] = true
				d.OnListing = q.onListing
				v.Earlier = append(v.Earlier, d)
			}
		}
	}
	return nil
}
