package ipcase

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
)

// listedCase is a case as lists need it: without the words that it is found by and
// the head of its chain.
const listedCase = `cases.id, cases.number, cases.complaint_id, cases.seller_org_id, cases.holder_org_id, cases.right_id, cases.site_id,
	cases.procedure, cases.procedure_version, cases.opened_at, cases.status, cases.seller_list, cases.review_task, cases.review_due_at,
	cases.seller_due_at, cases.holder_due_at, cases.holder_turn, cases.item_count, cases.touched_at, cases.ended_at`

// sellerWhere narrows to the cases that the query asks for.
func (s *Service) sellerWhere(db *gorm.DB, a Actor, q SellerQuery) *gorm.DB {
	mine := "cases.seller_org_id = ?"
	if q.found != nil && !q.found.more {
		mine = "cases.seller_org_id + 0 = ?" // no index: from the few cases that were found, not through all of a large shop's
	}
	db = db.Where(mine+" AND cases.seller_list = ?", a.OrgID, q.List)
	if q.List == ListRespond { // what waits for the seller has not ended: its index holds nothing else
		db = db.Where("cases.ended_at IS NULL")
	}
	if q.found != nil {
		condition, found := q.found.among(s.db, "cases.id")
		db = db.Where(condition, found...)
	}
	if q.Type != "" {
		db = db.Where("rights.type = ?", q.Type)
	}
	if q.Due > 0 {
		db = db.Where("cases.seller_due_at < ?", Moment(s.clock.Now().Add(q.Due)))
	}
	switch q.State {
	case "ended":
		db = db.Where("cases.ended_at IS NOT NULL")
	case RecordsOpen:
		db = db.Where("cases.ended_at IS NULL")
	case RecordsKept:
		db = db.Where("cases.status IN ?", []State{Restored, Fixed})
	case RecordsRemoved:
		db = db.Where("cases.status = ?", Upheld)
	case RecordsDeleted:
		db = db.Where("cases.status = ?", DeletedBySeller)
	case RecordsWithdrawn:
		db = db.Where("cases.status IN ?", []State{Withdrawn, Rejected, Lapsed})
	case RecordsMixed:
		db = db.Where("cases.status = ?", StatusMixed)
	}
	return db
}

// upToMany counts a seller's cases, up to one more than FoundExactly, so that a long
// history costs a page no more than a short one.
func upToMany(where string) string {
	return fmt.Sprintf("(SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE seller_org_id = ? AND %s LIMIT %d) counted)", where, FoundExactly+1)
}

var countRespond = upToMany("seller_list = 'respond' AND ended_at IS NULL") + " AS respond"

// countSellerCases counts what waits for the seller and what the query finds, in
// one statement.
func (s *Service) countSellerCases(ctx context.Context, a Actor, q SellerQuery, page *SellerCases) error {
	var n struct{ Respond, Total, Opens, Elsewhere int }
	db := s.read(ctx)
	switch {
	case q.waits():
		db = db.Raw("SELECT "+countRespond, a.OrgID)
	case !q.Narrowed():
		db = db.Raw("SELECT "+countRespond+", "+upToMany("seller_list = 'history'")+" AS total, "+upToMany("seller_list = 'history' AND ended_at IS NULL")+" AS opens", a.OrgID, a.OrgID, a.OrgID)
	case q.found != nil && q.found.more: // too many to be counted
		db = db.Raw(fmt.Sprintf("SELECT %s, %d AS total, %[2]d AS opens", countRespond, FoundExactly+1), a.OrgID)
	default:
		columns, args := "COUNT(*) AS total, COUNT(*) - COUNT(matching.ended_at) AS opens, "+countRespond, []any{a.OrgID}
		if q.found != nil { // and in the other list, which the reader may mean
			other := ListHistory
			if q.List == ListHistory {
				other = ListRespond
			}
			among, found := q.found.among(s.db, "o.id")
			columns += ", (SELECT COUNT(*) FROM cases o WHERE o.seller_org_id + 0 = ? AND o.seller_list = ? AND " + among + ") AS elsewhere"
			args = append(append(args, a.OrgID, other), found...)
		}
		matching := s.read(ctx).Table("cases").Select("cases.ended_at")
		if q.Type != "" {
			matching = matching.Joins("JOIN rights ON rights.id = cases.right_id")
		}
		db = db.Table("(?) AS matching", s.sellerWhere(matching, a, q).Limit(FoundExactly+1)).Select(columns, args...)
	}
	if err := db.Scan(&n).Error; err != nil {
		return fmt.Errorf("count a seller's cases: %w", err)
	}
	page.Opens, page.Found.Elsewhere = n.Opens, n.Elsewhere
	if q.waits() {
		n.Total = n.Respond
	}
	page.counted(n.Respond, n.Total)
	return nil
}

// waits says whether the list is all that waits for the seller.
func (q SellerQuery) waits() bool { return q.List == ListRespond && !q.Narrowed() }

func (p *SellerCases) counted(respond, total int) {
	p.Respond, p.Total, p.More = respond, min(total, FoundExactly), total > FoundExactly
}

// sellerRows reads one page; more says that the list goes on in the direction in
// which it was read.
func (s *Service) sellerRows(ctx context.Context, a Actor, q SellerQuery) (rows []SellerCase, more bool, err error) {
	columns, args := listedCase+", orgs.name AS holder_name, COALESCE(principals.name, '') AS holder_for, rights.number AS right_number, rights.type AS right_type, "+
		"rights.office AS office, rights.reg_number AS reg_number, rights.title AS right_title", []any(nil)
	if q.waits() {
		columns, args = columns+", "+countRespond, []any{a.OrgID}
	}
	db := s.read(ctx).Table("cases").Select(columns, args...).
		Joins("JOIN orgs ON orgs.id = cases.holder_org_id").Joins("LEFT JOIN principals ON principals.id = cases.principal_id").Joins("JOIN rights ON rights.id = cases.right_id")
	db = s.sellerWhere(db, a, q)
	column, down := "seller_due_at", false
	if q.byChange() || q.State == "ended" {
		column, down = "touched_at", true
	}
	backwards := q.Before.ID != 0
	if at := q.After; at.ID != 0 || backwards {
		if backwards {
			at = q.Before
		}
		sign := ">"
		if down != backwards {
			sign = "<"
		}
		db = db.Where(fmt.Sprintf("(cases.%s, cases.id) %s (?, ?)", column, sign), Moment(at.At), at.ID)
	}
	order := "ASC"
	if down != backwards {
		order = "DESC"
	}
	db = db.Order(fmt.Sprintf("cases.%s %s, cases.id %s", column, order, order)).Limit(SellerListSize + 1)
	if err := db.Find(&rows).Error; err != nil {
		return nil, false, fmt.Errorf("list a seller's cases: %w", err)
	}
	if more = len(rows) > SellerListSize; more {
		rows = rows[:SellerListSize]
	}
	if backwards {
		slices.Reverse(rows)
	}
	return rows, more, nil
}

// tallySellerCases counts the items of the listed cases by how they stand, in one
// query: only items that the seller has been told of.
func (s *Service) tallySellerCases(ctx context.Context, cases []*SellerCase) error {
	if len(cases) == 0 {
		return nil
	}
	ids := make([]int64, len(cases))
	byID := map[int64]*SellerCase{}
	for n, c := range cases {
		ids[n], byID[c.ID] = c.ID, c
	}
	const alike = "case_id, state, ended_by_decision, seller_appealed, attempts_used, took_down, due_at, outcome_told_at"
	var tallies []SellerTally
	err := s.read(ctx).Table("items").Select(alike+", COUNT(*) AS n").
		Where("case_id IN ? AND accepted_at IS NOT NULL", ids).Group(alike).Order("case_id").Scan(&tallies).Error
	if err != nil {
		return fmt.Errorf("count the items of a seller's cases: %w", err)
	}
	for _, t := range tallies {
		byID[t.CaseID].Tallies = append(byID[t.CaseID].Tallies, t)
	}
	return nil
}
