package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"ipportal/ipcase/dsa"
)

// statementsAtOnce is how many statements the Transparency Database takes in a batch.
const statementsAtOnce = 100

// StatementsToSend is the batch that a delivery carries: the same one at each try,
// and at the first what waits, its own statement before others. Each is looked
// through again: whoever has become known to the case meanwhile is found, and what
// holds something is taken out for a person.
func (s *Service) StatementsToSend(ctx context.Context, d Delivery) ([]dsa.Statement, error) {
	var batch []dsa.Statement
	err := s.inTx(ctx, func(t *tx) error {
		batch = nil
		own, err := d.Forget()
		if err != nil {
			return err
		}
		var n int64
		if err := t.db.Model(&ReasonExport{}).Where("batch_id = ?", d.ID).Count(&n).Error; err != nil {
			return fmt.Errorf("batch of %s: %w", d.Key, err)
		}
		if n == 0 {
			err := t.db.Exec(`UPDATE reason_exports SET batch_id = ? WHERE state = 'waiting' AND batch_id IS NULL AND statement_id IN (
				SELECT e.statement_id FROM reason_exports e JOIN reason_statements s ON s.id = e.statement_id WHERE e.state = 'waiting' AND e.batch_id IS NULL
				ORDER BY CASE WHEN s.puid = ? THEN 0 ELSE 1 END, e.statement_id LIMIT ?)`, d.ID, own, statementsAtOnce).Error
			if err != nil {
				return fmt.Errorf("make the batch of %s: %w", d.Key, err)
			}
		}
		var rows []ReasonExport
		if err := t.db.Where("batch_id = ? AND state = ?", d.ID, ExportWaiting).Order("statement_id").Find(&rows).Error; err != nil {
			return fmt.Errorf("batch of %s: %w", d.Key, err)
		}
		for _, e := range rows {
			st, known, err := t.statementAndKnown(e.StatementID)
			if err != nil {
				return err
			}
			out := e.outgoing(st)
			if held := judgeStatement(out, known, e.Looked); !held.empty() {
				if err := t.changeExport(e, map[string]any{"state": ExportHeld, "batch_id": nil, "findings": held}); err != nil {
					return err
				}
				continue
			}
			batch = append(batch, out)
		}
		return nil
	})
	return batch, err
}

// KeepStatementAnswers notes what the database said of statements, by their puids.
func (s *Service) KeepStatementAnswers(ctx context.Context, d Delivery, answers map[string]StatementAnswer) error {
	if len(answers) == 0 {
		return nil
	}
	return s.inTx(ctx, func(t *tx) error {
		var rows []struct {
			ReasonExport
			Puid string
		}
		err := t.db.Table("reason_exports").Select("reason_exports.*, reason_statements.puid").
			Joins("JOIN reason_statements ON reason_statements.id = reason_exports.statement_id").
			Where("reason_exports.batch_id = ? AND reason_exports.state = ?", d.ID, ExportWaiting).Order("statement_id").Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("batch of %s: %w", d.Key, err)
		}
		for _, r := range rows {
			a, ok := answers[r.Puid]
			if !ok {
				continue
			}
			set := map[string]any{"state": ExportSent, "uuid": a.UUID, "why": ""}
			if a.Kind == StatementWrong {
				set = map[string]any{"state": ExportRefused, "why": a.Why, "batch_id": nil}
			}
			if err := t.changeExport(r.ReasonExport, set); err != nil {
				return err
			}
		}
		return nil
	})
}

// orderWaitingStatements orders the way of statements that nothing carries: those
// captured before a database was configured, and those that a batch had no room for.
func (s *Service) orderWaitingStatements(ctx context.Context) error {
	if !s.reports {
		return nil
	}
	var waiting []ReasonExport
	err := s.read(ctx).Where(`state = 'waiting' AND batch_id IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries WHERE kind = ? AND state IN ('queued', 'running'))`,
		DeliverStatements).Order("statement_id").Limit(1).Find(&waiting).Error
	if err != nil || len(waiting) == 0 {
		return err
	}
	err = s.inTx(ctx, func(t *tx) error {
		st, _, err := t.statementAndKnown(waiting[0].StatementID)
		if err != nil {
			return err
		}
		payload := fmt.Sprintf(`{"what":%q}`, st.Puid)
		return t.enqueue(Delivery{Kind: DeliverStatements, Key: fmt.Sprintf("statements-from-%s-%d", st.Puid, waiting[0].Version), Payload: payload})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) { // another process was faster
		return nil
	}
	return err
}

// changeExport moves a statement under the version that was read.
func (t *tx) changeExport(e ReasonExport, set map[string]any) error {
	if held, ok := set["findings"].(HeldFor); ok {
		words, err := jsonText(held)
		if err != nil {
			return err
		}
		set["findings"] = words
	}
	set["version"], set["changed_at"] = e.Version+1, t.now
	res := t.db.Model(&ReasonExport{}).Where("statement_id = ? AND version = ?", e.StatementID, e.Version).Updates(set)
	if res.Error != nil {
		return fmt.Errorf("export of statement %d: %w", e.StatementID, res.Error)
	}
	if res.RowsAffected != 1 {
		return Errorf(Stale, "Somebody was faster. Look at the statement as it is now.")
	}
	return nil
}

// statementAndKnown loads a statement with what is known of the people that it could
// name.
func (t *tx) statementAndKnown(id int64) (ReasonStatement, dsa.Known, error) {
	var st ReasonStatement
	var known dsa.Known
	if err := one(t.db.Where("id = ?", id), &st); err != nil {
		return st, known, err
	}
	if st.MeasureID != nil {
		var m Measure
		if err := one(t.db.Where("id = ?", *st.MeasureID), &m); err != nil {
			return st, known, err
		}
		known, err := t.knownPeople(m.OrgID)
		return st, known, err
	}
	f := &casefile{}
	if err := one(t.db.Where("id = ?", *st.CaseID), &f.Case); err != nil {
		return st, known, err
	}
	if err := one(t.db.Where("id = ?", f.Case.ComplaintID), &f.Complaint); err != nil {
		return st, known, err
	}
	known, err := t.knownOf(f)
	return st, known, err
}
