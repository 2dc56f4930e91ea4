package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
)

// caseRow is a case with all that it belongs to, read in one statement.
type caseRow struct {
	Case      Case      `gorm:"embedded"`
	Complaint Complaint `gorm:"foreignKey:ComplaintID"`
	Right     Right     `gorm:"foreignKey:RightID"`
	Site      Site      `gorm:"foreignKey:SiteID"`
	Holder    Org       `gorm:"foreignKey:HolderOrgID"`
	Seller    Org       `gorm:"foreignKey:SellerOrgID"`
}

// TableName fixes the table.
func (caseRow) TableName() string { return "cases" }

// itemRow is an item with its listing then and now.
type itemRow struct {
	Item     Item     `gorm:"embedded"`
	Snapshot Snapshot `gorm:"foreignKey:SnapshotID"`
	Listing  Listing  `gorm:"foreignKey:ListingID"`
}

// TableName fixes the table.
func (itemRow) TableName() string { return "items" }

// readFrame reads the case that where finds, its complaint, right, site and
// parties.
func (s *Service) readFrame(where *gorm.DB) (CaseView, error) {
	var row caseRow
	q := where.Joins("Complaint").Joins("Right").Joins("Site").Joins("Holder").Joins("Seller")
	err := q.Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return CaseView{}, errNotFound()
	}
	if err != nil {
		return CaseView{}, fmt.Errorf("read case: %w", err)
	}
	v := CaseView{
		Case: row.Case, Complaint: row.Complaint, Right: row.Right, Site: row.Site,
		Holder: PartyView{OrgID: row.Holder.ID, Name: row.Holder.Name, Country: row.Holder.Country, Registration: row.Holder.RegNumber, Identity: row.Holder.Identity},
		Seller: PartyView{OrgID: row.Seller.ID, Name: row.Seller.Name, Country: row.Seller.Country, Registration: row.Seller.RegNumber},
	}
	var ok bool
	if v.Procedure, ok = s.book.Procedure(v.Case.Procedure, v.Case.ProcedureVersion); !ok {
		return v, fmt.Errorf("case %s: no procedure %s version %d", v.Case.Number, v.Case.Procedure, v.Case.ProcedureVersion)
	}
	v.Reason, _ = s.book.Reason(v.Complaint.Reason)
	return v, nil
}

// readPower adds the agent's principal and its power; nothing is read for a case
// without an agent.
func (s *Service) readPower(ctx context.Context, v *CaseView) error {
	if v.Case.PrincipalID == nil {
		return nil
	}
	var who Principal
	if err := one(s.read(ctx).Where("id = ?", *v.Case.PrincipalID), &who); err != nil {
		return fmt.Errorf("principal of %s: %w", v.Case.Number, err)
	}
	list, err := powersOf(s.read(ctx), who.ID)
	if err != nil {
		return err
	}
	v.Holder.For = who.Name
	v.Power = PowerView{PowerFacts: powerFacts(list, v.Right.Type, v.Site.Territory, s.Today()), Principal: &who}
	for _, p := range list {
		if v.Complaint.PowerID != nil && p.ID == *v.Complaint.PowerID {
			v.Power.Number, v.Power.ValidUntil = p.Number, p.ValidUntil
		}
	}
	return nil
}

func (s *Service) itemRows(ctx context.Context, c Case) ([]itemRow, error) {
	var rows []itemRow
	err := s.read(ctx).Where("items.case_id = ?", c.ID).Joins("Snapshot").Joins("Listing").Order("items.position").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("items of %s: %w", c.Number, err)
	}
	return rows, nil
}

// paper is a counter-notification, answer, appeal, decision or notice, in columns
// that all of them fit: a page needs all, and asks once.
type paper struct {
	Kind       string
	ID         int64
	PublicID   string
	Code       string
	Party      Party
	Number     int64
	Words      string // explanation
	Lang       string
	Contact    string
	Statements string
	Word1      string
	Word2      string
	Word3      string
	Items      string
	Extra      string
	Person     int64
	At         time.Time
	At2        *time.Time
	At3        *time.Time
}

const papersSQL = `
SELECT 'counter' AS kind, id, public_id, ground AS code, '' AS party, attempt AS number, explanation AS words, lang, contact, statements,
	signature AS word1, '' AS word2, '' AS word3, items, '' AS extra, filed_by AS person, filed_at AS at, filed_at AS at2, filed_at AS at3
	FROM counters WHERE case_id = @id
UNION ALL SELECT 'answer', id, '', kind, '', 0, explanation, lang, '', '', court, court_number, '', items, '', filed_by, filed_at, filed_at, filed_at
	FROM answers WHERE case_id = @id
UNION ALL SELECT 'appeal', id, '', '', party, 0, explanation, lang, '', '', '', '', '', items, '', filed_by, filed_at, decided_at, filed_at
	FROM appeals WHERE case_id = @id
UNION ALL SELECT 'decision', id, public_id, kind, ground_kind, CASE WHEN automated THEN 1 ELSE 0 END, explanation, lang, facts, redress, reference, restriction, territory, rulings,
	evidence_ids, reviewer_id, decided_at, decided_at, decided_at
	FROM decisions WHERE case_id = @id
UNION ALL SELECT 'notice', id, '', kind, party, 0, proof, '', '', '', delivered_by, '', '', '[]', '', org_id, sent_at, delivered_at, failed_at
	FROM notices WHERE case_id = @id
UNION ALL SELECT 'letter', id, public_id, '', party, 0, words, lang, '', '', '', '', '', '[]', '', person_id, written_at, written_at, written_at
	FROM relay_letters WHERE case_id = @id
UNION ALL SELECT 'order', id, public_id, kind, '', decision_id, '', '', '', '', authority, order_number, dated_on, items, '', recorded_by, recorded_at, effect_from, recorded_at
	FROM orders WHERE case_id = @id
UNION ALL SELECT 'fix', id, public_id, '', '', 0, words, lang, '', '', '', '', '', items, shots, filed_by, filed_at, filed_at, filed_at
	FROM fixes WHERE case_id = @id
UNION ALL SELECT 'fix_reply', id, '', kind, party, 0, words, lang, '', '', '', '', '', items, '', filed_by, filed_at, filed_at, filed_at
	FROM fix_replies WHERE case_id = @id
UNION ALL SELECT 'offer', id, public_id, state, party, 0, words, lang, '', '', sell_off_on, licence, reply, items, '', made_by, made_at, answered_at, reminded_at
	FROM settlement_offers WHERE case_id = @id
UNION ALL SELECT 'draft', 0, id, '', '', 0, '', '', '', '', '', '', '', '[]', '', person_id, updated_at, updated_at, updated_at
	FROM drafts WHERE org_id = @org AND kind = 'counter' AND case_id = @id AND used_at IS NULL`

// latestDrafts is how many begun counter-notifications a case shows.
const latestDrafts = 3

// readPapers reads everything that was said, decided and shown in the case.
func (s *Service) readPapers(ctx context.Context, a Actor, v *CaseView) error {
	var papers []paper
	query, now, days := papersSQL, Moment(s.clock.Now()), s.book.Standing.Points.BatchDays
	if a.Party == PartySeller {
		query += pointsSQL
	}
	args := map[string]any{"id": v.Case.ID, "org": a.OrgID, "right": v.Right.ID, "now": now, "today": s.Today(), "batch": now.AddDate(0, 0, -days)}
	if err := s.read(ctx).Raw(query+" ORDER BY 1, 2", args).Scan(&papers).Error; err != nil {
		return fmt.Errorf("papers of %s: %w", v.Case.Number, err)
	}
	for _, p := range papers {
		if err := v.sort(p); err != nil {
			return fmt.Errorf("%s %d of %s: %w", p.Kind, p.ID, v.Case.Number, err)
		}
	}
	slices.SortFunc(v.CounterDrafts, func(a, b CounterDraftLine) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	v.CounterDrafts = v.CounterDrafts[:min(len(v.CounterDrafts), latestDrafts)]
	var exhibits []Exhibit
	err := s.read(ctx).Where("case_id = ? OR complaint_id = ? OR right_id = ?", v.Case.ID, v.Complaint.ID, v.Right.ID).Order("id").Find(&exhibits).Error
	if err != nil {
		return fmt.Errorf("exhibits of %s: %w", v.Case.Number, err)
	}
	for _, e := range exhibits {
		switch {
		case e.Sealed() && e.OrgID != a.OrgID && !a.isReviewer():
		case e.RightID != nil:
			v.RightExhibits = append(v.RightExhibits, e)
		case e.Visibility == BothSides || e.OrgID == a.OrgID || a.isReviewer():
			v.Exhibits = append(v.Exhibits, e)
		}
	}
	where := "case_id = ?"
	if a.Party == PartySeller {
		where = "case_id = ? AND public"
	}
	if err := s.read(ctx).Where(where, v.Case.ID).Order("id").Find(&v.Timeline).Error; err != nil {
		return fmt.Errorf("timeline of %s: %w", v.Case.Number, err)
	}
	return nil
}

// sort puts a paper where it belongs.
func (v *CaseView) sort(p paper) error {
	var items []int
	id, at := v.Case.ID, p.At.UTC()
	switch p.Kind {
	case "counter":
		c := Counter{
			ID: p.ID, PublicID: p.PublicID, CaseID: id, Attempt: int(p.Number), Ground: CounterGround(p.Code), Explanation: p.Words, Lang: p.Lang,
			Signature: p.Word1, FiledAt: at, FiledBy: p.Person,
		}
		err := errors.Join(json.Unmarshal([]byte(p.Items), &c.Items), json.Unmarshal([]byte(p.Contact), &c.Contact),
			json.Unmarshal([]byte(p.Statements), &c.Statements))
		v.Counters = append(v.Counters, c)
		return err
	case "answer":
		err := json.Unmarshal([]byte(p.Items), &items)
		v.Answers = append(v.Answers, Answer{
			ID: p.ID, CaseID: id, Kind: AnswerKind(p.Code), Explanation: p.Words, Lang: p.Lang, Court: p.Word1, CourtNumber: p.Word2,
			Items: items, FiledAt: at, FiledBy: p.Person,
		})
		return err
	case "appeal":
		err := json.Unmarshal([]byte(p.Items), &items)
		v.Appeals = append(v.Appeals, Appeal{
			ID: p.ID, CaseID: id, Party: p.Party, Explanation: p.Words, Lang: p.Lang, Items: items, FiledAt: at, FiledBy: p.Person, DecidedAt: p.At2,
		})
		return err
	case "decision":
		d := Decision{
			ID: p.ID, PublicID: p.PublicID, CaseID: id, Kind: DecisionKind(p.Code), ReviewerID: p.Person, Facts: p.Contact,
			GroundKind: GroundKind(p.Party), Reference: p.Word1, Explanation: p.Words, Restriction: Restriction(p.Word2), Territory: p.Word3,
			Redress: p.Statements, Lang: p.Lang, DecidedAt: at, Automated: p.Number == 1,
		}
		err := errors.Join(json.Unmarshal([]byte(p.Items), &d.Rulings), json.Unmarshal([]byte(p.Extra), &d.EvidenceIDs))
		v.Decisions = append(v.Decisions, d)
		return err
	case "order":
		err := json.Unmarshal([]byte(p.Items), &items)
		v.Orders = append(v.Orders, Order{
			ID: p.ID, PublicID: p.PublicID, CaseID: id, DecisionID: p.Number, Kind: OrderKind(p.Code), Authority: p.Word1, Number: p.Word2,
			DatedOn: p.Word3, Items: items, RecordedAt: at, RecordedBy: p.Person, EffectFrom: p.At2,
		})
		return err
	case "letter":
		v.Letters = append(v.Letters, RelayLetter{ID: p.ID, PublicID: p.PublicID, CaseID: id, Party: p.Party, Words: p.Words, Lang: p.Lang, PersonID: p.Person, WrittenAt: at})
		return nil
	case "fix", "fix_reply", "offer":
		return v.sortMoves(p, at)
	case "points":
		v.ledger.take(p)
		return nil
	case "draft":
		v.CounterDrafts = append(v.CounterDrafts, CounterDraftLine{ID: p.PublicID, UpdatedAt: at})
		return nil
	default:
		v.Notices = append(v.Notices, Notice{
			ID: p.ID, CaseID: id, OrgID: p.Person, Party: p.Party, Kind: MessageKind(p.Code), SentAt: at, DeliveredAt: p.At2,
			DeliveredBy: p.Word1, Proof: p.Words, FailedAt: p.At3,
		})
		return nil
	}
}
