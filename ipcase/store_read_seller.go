package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// listedCase is a case as lists need it: without the words that it is found by and
// the head of its chain.
const listedCase = `cases.id, cases.number, cases.complaint_id, cases.seller_org_id, cases.holder_org_id, cases.right_id, cases.site_id,
	cases.procedure, cases.procedure_version, cases.opened_at, cases.status, cases.seller_list, cases.review_task, cases.review_due_at,
	cases.seller_due_at, cases.holder_due_at, cases.holder_turn, cases.item_count, cases.touched_at, cases.ended_at`

// sellerWords is how many words of a search are looked for.
const sellerWords = 6

// sellerWhere narrows to the cases that the query asks for.
func (s *Service) sellerWhere(db *gorm.DB, a Actor, q SellerQuery) *gorm.DB {
	db = db.Where("cases.seller_org_id = ? AND cases.seller_list = ?", a.OrgID, q.List)
	if q.List == ListRespond { // what waits for the seller has not ended: its index holds nothing else
		db = db.Where("cases.ended_at IS NULL")
	}
	words := strings.Fields(strings.ToLower(q.Search))
	for _, w := range words[:min(len(words), sellerWords)] {
		db = db.Where(`cases.search_text LIKE ? ESCAPE '!'`, "%"+likeLiteral(w)+"%")
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

// likeLiteral makes a word mean itself in LIKE, with ! as the escape.
func likeLiteral(w string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(w)
}

// countSellerCases counts what waits for the seller and what the query finds, in
// one statement. What no query narrows is counted in indexes alone, so that a long
// history costs the page nothing.
func (s *Service) countSellerCases(ctx context.Context, a Actor, q SellerQuery, page *SellerCases) error {
	const respond = "(SELECT COUNT(*) FROM cases WHERE seller_org_id = ? AND seller_list = 'respond' AND ended_at IS NULL) AS respond"
	var n struct{ Respond, Total, Opens int }
	db := s.read(ctx)
	switch {
	case q.List == ListRespond && !q.Narrowed():
		db = db.Raw("SELECT "+respond, a.OrgID)
	case !q.Narrowed():
		db = db.Raw("SELECT "+respond+`,
			(SELECT COUNT(*) FROM cases WHERE seller_org_id = ? AND seller_list = 'history') AS total,
			(SELECT COUNT(*) FROM cases WHERE seller_org_id = ? AND seller_list = 'history' AND ended_at IS NULL) AS opens`, a.OrgID, a.OrgID, a.OrgID)
	default:
		db = db.Table("cases").Select("COUNT(*) AS total, COUNT(*) - COUNT(cases.ended_at) AS opens, "+respond, a.OrgID)
		if q.Type != "" {
			db = db.Joins("JOIN rights ON rights.id = cases.right_id")
		}
		db = s.sellerWhere(db, a, q)
	}
	if err := db.Scan(&n).Error; err != nil {
		return fmt.Errorf("count a seller's cases: %w", err)
	}
	page.Respond, page.Total, page.Opens = n.Respond, n.Total, n.Opens
	if q.List == ListRespond && !q.Narrowed() {
		page.Total = page.Respond
	}
	return nil
}

// sellerRows reads one page; more says that the list goes on in the direction in
// which it was read.
func (s *Service) sellerRows(ctx context.Context, a Actor, q SellerQuery) (rows []SellerCase, more bool, err error) {
	db := s.read(ctx).Table("cases").Select(
		listedCase + ", orgs.name AS holder_name, COALESCE(principals.name, '') AS holder_for, rights.number AS right_number, rights.type AS right_type, " +
			"rights.office AS office, rights.reg_number AS reg_number, rights.title AS right_title").
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
