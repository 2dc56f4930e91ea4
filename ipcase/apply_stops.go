package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// coveredByStop is, in SQL, that the case of an item is held by a stop.
const coveredByStop = `EXISTS (SELECT 1 FROM clock_stops s JOIN cases c ON c.id = items.case_id WHERE s.closed_at IS NULL
	AND (s.site_id IS NULL OR s.site_id = c.site_id) AND (s.procedure = '' OR s.procedure = c.procedure))`

// applyStops writes into items what stops of clocks mean for them: that they stand
// still, and when the stop has ended that they run on. It says how many cases it
// moved. Until it has come to an item, that item does not act: passCase looks at
// the stops themselves.
func (s *Service) applyStops(ctx context.Context, stops []ClockStop, limit int) (int, error) {
	moved := 0
	var failed error
	for _, stop := range stops {
		if stop.EndedAt == nil && stop.endAt(s.clock.Now()) != nil {
			if err := s.endByItself(ctx, stop.ID); err != nil && KindOf(err) != Stale {
				failed = errors.Join(failed, err)
			}
			moved++ // look again: its clocks run on now
			continue
		}
		n, err := s.applyStop(ctx, stop, limit)
		moved += n
		failed = errors.Join(failed, err)
	}
	return moved, failed
}

func (s *Service) endByItself(ctx context.Context, id int64) error {
	return s.inTx(ctx, func(t *tx) error {
		var stop ClockStop
		if err := one(t.forUpdate().Where("id = ?", id), &stop); err != nil || stop.EndedAt != nil {
			return err
		}
		return t.endStop(stop, System(), *stop.UntilAt, nil)
	})
}

func (s *Service) applyStop(ctx context.Context, stop ClockStop, limit int) (int, error) {
	ids, err := s.casesToStop(ctx, stop, limit)
	if err != nil {
		return 0, err
	}
	if len(ids) == 0 && stop.EndedAt != nil {
		return 1, s.closeStop(ctx, stop.ID)
	}
	moved := 0
	var failed error
	for _, id := range ids {
		err := s.inTx(ctx, func(t *tx) error { return t.applyStop(id, stop) })
		switch {
		case KindOf(err) == Stale: // another process was faster
			moved++
		case err != nil:
			failed = errors.Join(failed, fmt.Errorf("stop %s on case %d: %w", stop.Number, id, err))
		default:
			moved++
		}
	}
	return moved, failed
}

// casesToStop finds cases with an item that does not yet say what the stop means.
func (s *Service) casesToStop(ctx context.Context, stop ClockStop, limit int) ([]int64, error) {
	var ids []int64
	q := s.read(ctx).Table("items").Joins("JOIN cases ON cases.id = items.case_id").Select("items.case_id")
	if stop.SiteID != nil {
		q = q.Where("cases.site_id = ?", *stop.SiteID)
	}
	if stop.Procedure != "" {
		q = q.Where("cases.procedure = ?", stop.Procedure)
	}
	if stop.EndedAt == nil {
		q = q.Where("items.due_at > ?", stop.FromAt)
	} else {
		seen := `%"stop":` + strconv.FormatInt(stop.ID, 10) + `,%`
		q = q.Where("items.stop_id = ? OR (items.due_at > ? AND items.clock_start < ? AND items.pauses NOT LIKE ?)", stop.ID, stop.FromAt, *stop.EndedAt, seen)
	}
	if err := q.Distinct().Limit(limit).Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("cases under stop %s: %w", stop.Number, err)
	}
	return ids, nil
}

// applyStop lets the clocks of one case stand still, or run on where the stop has
// ended; both at once where nobody had come to the case before it did.
func (t *tx) applyStop(caseID int64, stop ClockStop) error {
	f, err := t.caseByID(caseID)
	if err != nil {
		return err
	}
	var held, freed []*Item
	for n := range f.Items {
		i := &f.Items[n]
		switch {
		case i.PauseKind == PauseStop && i.StopID != nil && *i.StopID == stop.ID && stop.EndedAt != nil:
			freed = append(freed, i)
		case !i.Running() || !i.DueAt.After(stop.FromAt):
		case stop.EndedAt == nil:
			held = append(held, i)
		case i.ClockStart.Before(*stop.EndedAt) && !i.stoppedBy(stop.ID):
			held, freed = append(held, i), append(freed, i)
		}
	}
	id := stop.ID
	moves, err := t.actOn(f, System(), MovePause, held, func(i *Item) { i.pause(PauseStop, &id, max2(stop.FromAt, *i.ClockStart)) })
	if err != nil {
		return err
	}
	if err := t.recordMoves(f, System(), EventClockPaused, moves, EventData{Number: stop.Number, Code: string(PauseStop), Since: &stop.FromAt}); err != nil {
		return err
	}
	if stop.EndedAt == nil {
		return t.settle(f)
	}
	moves, err = t.actOn(f, System(), MoveResume, freed, func(i *Item) { i.resume(*stop.EndedAt) })
	if err != nil || len(freed) == 0 {
		return errors.Join(err, t.settle(f))
	}
	data := EventData{Number: stop.Number, Code: string(PauseStop), Window: freed[0].Window, DueAt: earliestDue(freed), Since: stop.EndedAt}
	if err := t.recordMoves(f, System(), EventClockResumed, moves, data); err != nil {
		return err
	}
	if err := t.tellTurn(f, MsgClock, string(PaperResume), freed); err != nil {
		return err
	}
	return t.settle(f)
}

// tellTurn writes to whoever's turn it is, once for each side.
func (t *tx) tellTurn(f *casefile, kind MessageKind, code string, items []*Item) error {
	for _, side := range []Party{PartySeller, PartyHolder} {
		var theirs []*Item
		for _, i := range items {
			if Turn(i.State) == side && (side != PartySeller || i.AcceptedAt != nil) {
				theirs = append(theirs, i)
			}
		}
		if len(theirs) == 0 {
			continue
		}
		p := MailPayload{Items: positions(theirs), Kind: code, DueAt: earliestDue(theirs)}
		if err := t.tell(f, letter{to: side, kind: kind, payload: p}); err != nil {
			return err
		}
	}
	return nil
}

// closeStop lets clocks act again that a stop had held.
func (s *Service) closeStop(ctx context.Context, id int64) error {
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&ClockStop{}).Where("id = ? AND closed_at IS NULL", id).Updates(map[string]any{"closed_at": t.now})
		if res.Error != nil {
			return fmt.Errorf("close stop %d: %w", id, res.Error)
		}
		return nil
	})
}
