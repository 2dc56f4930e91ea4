package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"ipportal/ipcase/dsa"
)

// StatementLine is a statement of reasons in the operator's list.
type StatementLine struct {
	ReasonStatement
	Export     ReasonExport `gorm:"embedded;embeddedPrefix:e_"`
	CaseNumber string       // or that of the measure
	Position   int          // of the listing in its case; 0 for a measure
	GivenUp    bool         // the delivery that carries it
	DoneBy     string       // who released or dropped it
}

// Outgoing is the statement as it leaves or left.
func (l StatementLine) Outgoing() dsa.Statement { return l.Export.outgoing(l.ReasonStatement) }

// Statements is the operator's list of one state.
type Statements struct {
	State   ExportState
	Lines   []StatementLine
	Older   bool
	Counts  map[ExportState]int
	Reports bool // a database is configured
}

const statementColumns = `reason_statements.*, e.statement_id AS e_statement_id, e.state AS e_state, e.version AS e_version, e.batch_id AS e_batch_id, e.edited AS e_edited,
	e.findings AS e_findings, e.looked AS e_looked, e.why AS e_why, e.uuid AS e_uuid, e.done_by AS e_done_by, e.changed_at AS e_changed_at,
	COALESCE(cases.number, measures.number) AS case_number, COALESCE(items.position, 0) AS position,
	COALESCE(deliveries.state = 'given_up', false) AS given_up, COALESCE(people.name, '') AS done_by`

func (s *Service) statementLines(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("reason_statements").Select(statementColumns).
		Joins("JOIN reason_exports e ON e.statement_id = reason_statements.id").
		Joins("LEFT JOIN cases ON cases.id = reason_statements.case_id").
		Joins("LEFT JOIN items ON items.id = reason_statements.item_id").
		Joins("LEFT JOIN measures ON measures.id = reason_statements.measure_id").
		Joins("LEFT JOIN deliveries ON deliveries.id = e.batch_id").
		Joins("LEFT JOIN people ON people.id = e.done_by")
}

// ReadStatements lists statements of a state, newest first, before the row id
// `before` (0 = the newest), for the operator.
func (s *Service) ReadStatements(ctx context.Context, a Actor, state ExportState, before int64) (Statements, error) {
	v := Statements{State: state, Counts: map[ExportState]int{}, Reports: s.reports}
	if !a.May(PermOperate) || !contains(ExportStates(), state) {
		return v, errNotFound()
	}
	where, args := "e.state = ?", []any{state}
	if before > 0 {
		where, args = where+" AND reason_statements.id < ?", append(args, before)
	}
	if err := s.statementLines(ctx).Where(where, args...).Order("reason_statements.id DESC").Limit(reviewPage + 1).Scan(&v.Lines).Error; err != nil {
		return v, fmt.Errorf("statements of reasons: %w", err)
	}
	if v.Older = len(v.Lines) > reviewPage; v.Older {
		v.Lines = v.Lines[:reviewPage]
	}
	var counts []struct {
		State ExportState
		N     int
	}
	if err := s.read(ctx).Model(&ReasonExport{}).Select("state, COUNT(*) AS n").Group("state").Scan(&counts).Error; err != nil {
		return v, fmt.Errorf("count statements of reasons: %w", err)
	}
	for _, c := range counts {
		v.Counts[c.State] = c.N
	}
	return v, nil
}

// ReadStatement is one statement for the operator.
func (s *Service) ReadStatement(ctx context.Context, a Actor, puid string) (StatementLine, error) {
	var l StatementLine
	if !a.May(PermOperate) {
		return l, errNotFound()
	}
	return l, one(s.statementLines(ctx).Where("reason_statements.puid = ?", puid), &l)
}
