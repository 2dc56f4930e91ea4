package ipcase

import (
	"context"
	"fmt"
	"slices"
)

// leavesAtOnce is how many events one transaction takes up.
const leavesAtOnce = 200

// TakeUpLog takes up what the log numbered since the last time into what is public:
// the register and the figures. It says of how many events; zero means that none waits. Events are
// taken up once and in the log's order, however many processes do it.
func (s *Service) TakeUpLog(ctx context.Context) (int, error) {
	var waits []int64
	err := s.read(ctx).Table("log_leaves").Where("number >= COALESCE((SELECT leaf FROM public_cursor), 0)").Order("number").Limit(1).Pluck("number", &waits).Error
	if err != nil || len(waits) == 0 {
		if err != nil {
			err = fmt.Errorf("look for events to take up: %w", err)
		}
		return 0, err
	}
	n := 0
	err = s.inTx(ctx, func(t *tx) (err error) {
		n, err = t.takeUpLog()
		return err
	})
	return n, err
}

func (t *tx) takeUpLog() (int, error) {
	if err := t.db.Exec("INSERT INTO public_cursor (id, leaf) VALUES (1, 0) ON CONFLICT DO NOTHING").Error; err != nil {
		return 0, fmt.Errorf("begin to take up the log: %w", err)
	}
	var from []int64 // held: another process waits, and then finds it moved on
	if err := t.forUpdate().Table("public_cursor").Pluck("leaf", &from).Error; err != nil || len(from) != 1 {
		return 0, fmt.Errorf("the place in the log (%d): %w", len(from), err)
	}
	var events []Event
	err := t.db.Model(&Event{}).Joins("JOIN log_leaves ON log_leaves.event_id = events.id").
		Where("log_leaves.number >= ?", from[0]).Order("log_leaves.number").Limit(leavesAtOnce).Find(&events).Error
	if err != nil {
		return 0, fmt.Errorf("read events to take up: %w", err)
	}
	var cases []int64
	for _, e := range events {
		if e.CaseID != nil {
			cases = append(cases, *e.CaseID)
		}
	}
	slices.Sort(cases)
	for _, id := range slices.Compact(cases) {
		if err := t.keepRegister(id); err != nil {
			return 0, err
		}
	}
	if err := t.addFigures(events); err != nil {
		return 0, err
	}
	err = t.db.Exec("UPDATE public_cursor SET leaf = ?", from[0]+int64(len(events))).Error
	return len(events), err
}

// RebuildPublic forgets what was made public from the record, so that the workers
// make all of it again.
func (s *Service) RebuildPublic(ctx context.Context) error {
	return s.inTx(ctx, func(t *tx) error {
		for _, statement := range []string{
			"DELETE FROM register_entries", "DELETE FROM figures", "UPDATE public_cursor SET leaf = 0",
		} {
			if err := t.db.Exec(statement).Error; err != nil {
				return fmt.Errorf("forget what is public: %w", err)
			}
		}
		return nil
	})
}
