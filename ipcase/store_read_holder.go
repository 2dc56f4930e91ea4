package ipcase

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// holderTurn reads the cases that wait for the holder, by deadline.
func (s *Service) holderTurn(ctx context.Context, a Actor) (lines []HolderCaseLine, more bool, err error) {
	var cases []Case
	err = s.read(ctx).Where("holder_org_id = ? AND holder_turn", a.OrgID).Order("holder_due_at, id").Limit(holderPage + 1).Find(&cases).Error
	if err != nil {
		return nil, false, fmt.Errorf("cases that wait for holder %d: %w", a.OrgID, err)
	}
	if more = len(cases) > holderPage; more {
		cases = cases[:holderPage]
	}
	lines = make([]HolderCaseLine, len(cases))
	for n, c := range cases {
		lines[n].Case = c
	}
	return lines, more, nil
}

// holderComplaintRow is a case with what a list says of its complaint.
type holderComplaintRow struct {
	Case        Case `gorm:"embedded"`
	LineNumber  string
	Reason      string
	FiledAt     time.Time
	RightNumber string
	RightTitle  string
	RightType   RightType
	For         string `gorm:"column:principal"`
}

// holderComplaints reads complaints with their cases, newest first. Reading
// upwards (After) gives the ones just newer, newest first as well.
func (s *Service) holderComplaints(ctx context.Context, a Actor, q HolderComplaintQuery, limit int) ([]HolderComplaintLine, error) {
	where, args := holderFilter(s.db, a, q)
	order := "complaints.id DESC"
	if q.After != "" {
		order = "complaints.id"
	}
	page := s.read(ctx).Table("complaints").
		Select("complaints.id, complaints.number, complaints.reason, complaints.filed_at, "+
			"rights.number AS right_number, rights.title AS right_title, rights.type AS right_type, COALESCE(principals.name, '') AS principal").
		Joins("JOIN rights ON rights.id = complaints.right_id").
		Joins("LEFT JOIN principals ON principals.id = complaints.principal_id").
		Where(where, args...).Order(order).Limit(limit)
	var rows []holderComplaintRow
	err := s.read(ctx).Table("(?) AS page", page).
		Select(listedCase + ", page.number AS line_number, page.reason, page.filed_at, page.right_number, page.right_title, page.right_type, page.principal").
		Joins("JOIN cases ON cases.complaint_id = page.id").Order("cases.complaint_id DESC, cases.id").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("complaints of holder %d: %w", a.OrgID, err)
	}
	var lines []HolderComplaintLine
	for _, r := range rows {
		if n := len(lines); n == 0 || lines[n-1].ID != r.Case.ComplaintID {
			lines = append(lines, HolderComplaintLine{
				ID: r.Case.ComplaintID, Number: r.LineNumber, Reason: r.Reason, FiledAt: r.FiledAt,
				RightNumber: r.RightNumber, RightTitle: r.RightTitle, RightType: r.RightType, For: r.For,
			})
		}
		line := &lines[len(lines)-1]
		line.Cases = append(line.Cases, HolderCaseLine{Case: r.Case})
	}
	return lines, nil
}

// holderFilter is the condition of a list of complaints, with its arguments.
func holderFilter(db *gorm.DB, a Actor, q HolderComplaintQuery) (string, []any) {
	const some = "EXISTS (SELECT 1 FROM cases c WHERE c.complaint_id = complaints.id AND "
	const place = "(SELECT k.id FROM complaints k WHERE k.number = ? AND k.org_id = ?)"
	where, args := []string{"complaints.org_id = ?"}, []any{a.OrgID}
	if q.principal != 0 {
		where, args = []string{"complaints.principal_id = ?"}, []any{q.principal}
	}
	and := func(condition string, more ...any) { where, args = append(where, condition), append(args, more...) }
	// From the cases that are open, which are few, to their complaints: a holder may have
	// very many that have ended.
	open := "complaints.id IN (SELECT c.complaint_id FROM cases c WHERE c.holder_org_id = ? AND "
	if q.principal != 0 {
		open = strings.Replace(open, "c.holder_org_id", "c.principal_id", 1)
	}
	switch q.State {
	case "turn":
		and(open+"c.holder_turn)", args[0])
	case "seller":
		and(open+"c.ended_at IS NULL AND c.status IN ?)", args[0], []State{AwaitingSeller, Removed})
	case "review":
		and(open+"c.ended_at IS NULL AND c.status IN ?)", args[0], []State{Intake, Contested, Appealed})
	case "open":
		and(open+"c.ended_at IS NULL)", args[0])
	case "ended":
		and("NOT " + some + "c.ended_at IS NULL)")
	}
	if q.Right != "" {
		and("rights.number = ?", q.Right)
	}
	if q.found != nil {
		condition, found := q.found.among(db, "c.id")
		if q.found.more { // along the list, whose page is soon full
			and(some+condition+")", found...)
		} else {
			and("complaints.id IN (SELECT c.complaint_id FROM cases c WHERE "+condition+")", found...)
		}
	}
	switch {
	case q.After != "":
		and("complaints.id > "+place, q.After, a.OrgID)
	case q.Before != "":
		and("complaints.id < "+place, q.Before, a.OrgID)
	}
	return strings.Join(where, " AND "), args
}

func pointersTo(lines []HolderCaseLine) []*HolderCaseLine {
	out := make([]*HolderCaseLine, len(lines))
	for n := range lines {
		out[n] = &lines[n]
	}
	return out
}

func casesOf(lines []HolderComplaintLine) []*HolderCaseLine {
	var out []*HolderCaseLine
	for n := range lines {
		out = append(out, pointersTo(lines[n].Cases)...)
	}
	return out
}

// tallyHolder counts the items of all these cases by how they stand, at once.
func (s *Service) tallyHolder(ctx context.Context, lines []*HolderCaseLine) error {
	if len(lines) == 0 {
		return nil
	}
	byCase := map[int64][]*HolderCaseLine{} // a case can stand in two lists of a page
	ids := make([]int64, 0, len(lines))
	for _, l := range lines {
		if byCase[l.ID] == nil {
			ids = append(ids, l.ID)
		}
		byCase[l.ID] = append(byCase[l.ID], l)
	}
	var tallies []HolderTally
	err := s.read(ctx).Table("items").
		Select("items.case_id, items.state, items.ended_by_decision AS decided, items.right_blocked AS blocked, items.due_at, COUNT(*) AS n, MIN(snapshots.seller_name) AS seller_name").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Where("items.case_id IN ?", ids).
		Group("items.case_id, items.state, items.ended_by_decision, items.right_blocked, items.due_at").
		Order("items.case_id, items.due_at, items.state").
		Scan(&tallies).Error
	if err != nil {
		return fmt.Errorf("count items of %d cases: %w", len(ids), err)
	}
	for _, t := range tallies {
		for _, l := range byCase[t.CaseID] {
			l.SellerName = t.SellerName
			l.Tallies = append(l.Tallies, t)
		}
	}
	return nil
}

func (s *Service) holderCounts(ctx context.Context, a Actor) (HolderCounts, error) {
	return s.filed.of(a.OrgID, s.clock.Now(), func() (HolderCounts, int, error) {
		c, err := s.countFiled(ctx, a)
		return c, c.Open + c.Removed, err
	})
}

// countFiled counts in one reading, each figure in an index.
func (s *Service) countFiled(ctx context.Context, a Actor) (c HolderCounts, err error) {
	err = s.read(ctx).Raw(`SELECT COUNT(DISTINCT complaint_id) AS open,
		COALESCE(SUM(CASE WHEN status IN ? THEN 1 ELSE 0 END), 0) AS sellers,
		COALESCE(SUM(CASE WHEN status IN ? THEN 1 ELSE 0 END), 0) AS review,
		COALESCE(SUM(CASE WHEN status = ? THEN 1 ELSE 0 END), 0) AS court,
		(SELECT CAST(COALESCE(SUM((SELECT COUNT(*) FROM items WHERE items.right_id = rights.id AND items.state IN ?)), 0) AS BIGINT)
			FROM rights WHERE rights.org_id = ?) AS removed
		FROM cases WHERE holder_org_id = ? AND ended_at IS NULL`,
		[]State{AwaitingSeller, Removed}, []State{Intake, Contested, Appealed}, LegalHold,
		[]State{Removed, Upheld, DeletedBySeller}, a.OrgID, a.OrgID).Scan(&c).Error
	if err != nil {
		return c, fmt.Errorf("counts of holder %d: %w", a.OrgID, err)
	}
	return c, nil
}

// holderRightsToTell reads the rights about which a holder should know
// something: not yet verified, refused, ended or ending soon.
func (s *Service) holderRightsToTell(ctx context.Context, a Actor, soon time.Duration) ([]Right, int, error) {
	var all []Right
	if err := s.read(ctx).Where("org_id = ?", a.OrgID).Order("id DESC").Limit(500).Find(&all).Error; err != nil {
		return nil, 0, fmt.Errorf("rights of holder %d: %w", a.OrgID, err)
	}
	until := s.clock.Now().Add(soon)
	var tell []Right
	for _, r := range all {
		if r.Status != RightVerified || r.ValidUntil != nil && r.ValidUntil.Before(until) {
			tell = append(tell, r)
		}
	}
	return tell, len(all), nil
}

func (s *Service) holderRights(ctx context.Context, a Actor, before string, limit int) ([]Right, error) {
	where, args := "org_id = ?", []any{a.OrgID}
	if before != "" {
		where, args = where+" AND id < (SELECT k.id FROM rights k WHERE k.number = ? AND k.org_id = ?)", append(args, before, a.OrgID)
	}
	var list []Right
	if err := s.read(ctx).Where(where, args...).Order("id DESC").Limit(limit).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("rights of holder %d: %w", a.OrgID, err)
	}
	return list, nil
}

// rightsFor names for whom rights were registered, where an agent did.
func (s *Service) rightsFor(ctx context.Context, rights []Right) (map[int64]string, error) {
	var ids []int64
	for _, r := range rights {
		if r.PrincipalID != nil {
			ids = append(ids, *r.PrincipalID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var list []Principal
	if err := s.read(ctx).Where("id IN ?", ids).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("for whom rights are: %w", err)
	}
	names := map[int64]string{}
	for _, r := range rights {
		for _, p := range list {
			if r.PrincipalID != nil && *r.PrincipalID == p.ID {
				names[r.ID] = p.Name
			}
		}
	}
	return names, nil
}

func (s *Service) holderDrafts(ctx context.Context, a Actor) ([]Draft, error) {
	var list []Draft
	err := s.read(ctx).Where("org_id = ? AND kind = ? AND used_at IS NULL", a.OrgID, DraftComplaint).
		Order("updated_at DESC").Limit(holderDrafts).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("drafts of holder %d: %w", a.OrgID, err)
	}
	return list, nil
}

// holderComplaintParts reads what a complaint consists of, each kind at once.
func (s *Service) holderComplaintParts(ctx context.Context, h *HolderComplaint) error {
	if err := one(s.read(ctx).Where("id = ?", h.Complaint.RightID), &h.Right); err != nil {
		return err
	}
	var cases []Case
	if err := s.read(ctx).Where("complaint_id = ?", h.Complaint.ID).Order("id").Find(&cases).Error; err != nil {
		return fmt.Errorf("cases of %s: %w", h.Complaint.Number, err)
	}
	place := make(map[int64]int, len(cases))
	h.Cases = make([]HolderCaseItems, len(cases))
	for n, c := range cases {
		h.Cases[n].Case, place[c.ID] = c, n
	}
	var items []HolderItem
	err := s.read(ctx).Table("items").
		Select("items.*, snapshots.ref AS shot_ref, snapshots.url AS shot_url, snapshots.title AS shot_title, snapshots.lang AS shot_lang, "+
			"snapshots.price_minor AS shot_price_minor, snapshots.currency AS shot_currency, snapshots.seller_name AS shot_seller_name, snapshots.images AS shot_images").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Joins("JOIN cases ON cases.id = items.case_id").
		Where("cases.complaint_id = ?", h.Complaint.ID).Order("items.case_id, items.position").Scan(&items).Error
	if err != nil {
		return fmt.Errorf("items of %s: %w", h.Complaint.Number, err)
	}
	for _, i := range items {
		n := place[i.Item.CaseID]
		h.Cases[n].Items = append(h.Cases[n].Items, i)
		h.Cases[n].SellerName = i.Snapshot.SellerName
	}
	if err := s.read(ctx).Where("complaint_id = ?", h.Complaint.ID).Order("id").Find(&h.Exhibits).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", h.Complaint.Number, err)
	}
	return nil
}

func (s *Service) holderRightParts(ctx context.Context, h *HolderRight) error {
	if err := s.read(ctx).Where("right_id = ?", h.Right.ID).Order("id").Find(&h.Exhibits).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", h.Right.Number, err)
	}
	if err := s.read(ctx).Where("chain = ?", "right:"+h.Right.Number).Order("seq").Find(&h.Events).Error; err != nil {
		return fmt.Errorf("history of %s: %w", h.Right.Number, err)
	}
	var n struct{ Complaints, Open int }
	err := s.read(ctx).Raw(`SELECT COUNT(DISTINCT complaint_id) AS complaints,
		COUNT(DISTINCT CASE WHEN ended_at IS NULL THEN complaint_id END) AS open FROM cases WHERE right_id = ?`, h.Right.ID).Scan(&n).Error
	if err != nil {
		return fmt.Errorf("use of %s: %w", h.Right.Number, err)
	}
	h.Complaints, h.Open = n.Complaints, n.Open
	return nil
}
