package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// The reminders, by what part of the window has passed.
const (
	RemindHalf       = "half"
	RemindFourFifths = "four_fifths"
)

// remind tells whoever's turn it is that a part of the time has passed. It says how
// many cases it looked at. What has come to its end waits for that alone.
func (s *Service) remind(ctx context.Context, limit int, stopped string) (int, error) {
	running := s.read(ctx).Where("items.due_at > ?", Moment(s.clock.Now()))
	if stopped != "" {
		running = running.Where(stopped)
	}
	return s.eachDue(ctx, limit, "items.remind_at", running, func(t *tx, f *casefile) error { return t.remind(f) })
}

// eachDue does something in a transaction of its own with every case that has such an
// item whose moment in a column has come.
func (s *Service) eachDue(ctx context.Context, limit int, column string, such *gorm.DB, do func(*tx, *casefile) error) (int, error) {
	now := Moment(s.clock.Now())
	var ids []int64
	q := such.Model(&Item{}).Where(column+" <= ?", now)
	if err := q.Order(column+", items.id").Limit(limit).Pluck("case_id", &ids).Error; err != nil {
		return 0, fmt.Errorf("find what has come by %s: %w", column, err)
	}
	moved := 0
	done := map[int64]bool{}
	var failed error
	for _, id := range ids {
		if done[id] {
			continue
		}
		done[id] = true
		err := s.inTx(ctx, func(t *tx) error {
			if err := t.lockStops("ROW SHARE"); err != nil {
				return err
			}
			f, err := t.caseByID(id)
			if err != nil {
				return err
			}
			return do(t, f)
		})
		switch {
		case KindOf(err) == Stale: // another process was faster
		case err != nil:
			failed = errors.Join(failed, fmt.Errorf("%s of case %d: %w", column, id, err))
		default:
			moved++
		}
	}
	return moved, failed
}

// remind sends the reminder whose moment has come, and sets the next. An item that
// has moved on has none; one that came due while no process ran is past it.
func (t *tx) remind(f *casefile) error {
	if held, err := t.held(f); err != nil || held {
		return err
	}
	parts := map[string][]*Item{}
	for n := range f.Items {
		i := &f.Items[n]
		if i.RemindAt == nil || i.RemindAt.After(t.now) {
			continue
		}
		at := *i.RemindAt
		part := RemindHalf
		if marks := reminders(*i); len(marks) == 2 && !t.now.Before(marks[1]) {
			part = RemindFourFifths
		}
		if i.Running() && t.now.Before(*i.DueAt) {
			parts[part] = append(parts[part], i)
		}
		i.RemindAt = nextReminder(*i, t.now)
		if err := t.setMoment(i, "remind_at", i.RemindAt, at); err != nil {
			return err
		}
	}
	for _, part := range []string{RemindHalf, RemindFourFifths} {
		items := parts[part]
		if len(items) == 0 {
			continue
		}
		data := EventData{Code: part, To: Turn(items[0].State), Window: items[0].Window, DueAt: earliestDue(items)}
		if err := t.record(f, System(), EventReminded, f.told(positions(items)), data, positions(items)...); err != nil {
			return err
		}
		if err := t.tellTurn(f, MsgReminder, part, items); err != nil {
			return err
		}
	}
	return t.settle(f)
}

// setMoment writes a moment of an item, if it still is what it was.
func (t *tx) setMoment(i *Item, column string, to *time.Time, was time.Time) error {
	res := t.db.Model(&Item{}).Where("id = ? AND version = ? AND "+column+" = ?", i.ID, i.Version, was).Updates(map[string]any{column: to})
	return changedOne(res)
}
