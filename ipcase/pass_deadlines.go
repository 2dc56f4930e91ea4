package ipcase

import (
	"context"
	"errors"
	"fmt"
)

// PassDeadlines lets silence act on what has come due: at most limit cases, each
// in its own transaction, in order of their deadlines. It says how many cases it
// moved, reminded of, or let stand still; zero means that nothing is due. However many processes run it, each
// deadline acts once: the items' versions see to that (promise 3). What else has an
// end of its own ends by it too: notices that reached nobody, identity papers.
func (s *Service) PassDeadlines(ctx context.Context, limit int) (int, error) {
	stops, err := openStops(s.read(ctx))
	if err != nil {
		return 0, err
	}
	stopped := ""
	if len(stops) > 0 {
		stopped = "NOT " + coveredByStop
	}
	moved, failed := s.applyStops(ctx, stops, limit)
	for _, look := range []func() (int, error){
		func() (int, error) { return s.passDue(ctx, limit, stopped) },
		func() (int, error) { return s.remind(ctx, limit, stopped) },
		func() (int, error) { return s.alarm(ctx, limit) },
		func() (int, error) { return s.tellUntold(ctx, limit) },
	} {
		n, err := look()
		moved += n
		failed = errors.Join(failed, err)
	}
	if err := s.markUndelivered(ctx, limit); err != nil {
		failed = errors.Join(failed, err)
	}
	if err := s.remindSellOff(ctx, limit); err != nil {
		failed = errors.Join(failed, err)
	}
	if _, err := s.DropIdentityPapers(ctx, limit); err != nil {
		failed = errors.Join(failed, err)
	}
	failed = errors.Join(failed, s.forgetUnconfirmed(ctx), s.dropUnfiled(ctx, limit), s.DropCaseFiles(ctx, limit), s.orderWaitingStatements(ctx))
	return moved, errors.Join(failed, s.tellPowers(ctx, limit), s.passStandings(ctx, limit))
}

// passDue lets silence act on what has come due, but where a stop holds it.
func (s *Service) passDue(ctx context.Context, limit int, stopped string) (int, error) {
	q := s.read(ctx).Model(&Item{}).Where("due_at <= ?", Moment(s.clock.Now()))
	if stopped != "" {
		q = q.Where(stopped)
	}
	var ids []int64
	if err := q.Order("due_at, id").Limit(limit).Pluck("case_id", &ids).Error; err != nil {
		return 0, fmt.Errorf("find what is due: %w", err)
	}
	moved := 0
	var failed error
	pass := func(id int64, wait bool) bool {
		found, did, err := s.passCase(ctx, id, wait)
		switch {
		case KindOf(err) == Stale: // another process was faster
		case err != nil: // one broken case must not hold up the others
			failed = errors.Join(failed, fmt.Errorf("deadline of case %d: %w", id, err))
		case did:
			moved++
		}
		return found || err != nil
	}
	var later []int64 // somebody is at work on these; another worker leaves nothing to do
	seen := map[int64]bool{}
	for _, id := range ids {
		if !seen[id] && !pass(id, false) {
			later = append(later, id)
		}
		seen[id] = true
	}
	for _, id := range later {
		pass(id, true)
	}
	return moved, failed
}

// passCase moves every item of one case whose time has run out. Where none has, or the
// case is busy and that is not waited for, it is not found.
func (s *Service) passCase(ctx context.Context, id int64, wait bool) (found, moved bool, err error) {
	err = s.inTx(ctx, func(t *tx) error {
		found, moved = false, false
		if err := t.lockStops("ROW SHARE"); err != nil {
			return err
		}
		f, err := t.caseIfDue(id, wait)
		if err != nil || f == nil {
			return err
		}
		found = true
		if held, err := t.held(f); err != nil || held {
			return err
		}
		groups := map[State][]*Item{}
		var order []State
		var blocked []*Item
		for n := range f.Items {
			i := &f.Items[n]
			facts := f.facts(*i, System(), t.now)
			switch {
			case MayMove(facts, PartySystem, MoveSilence):
				if groups[i.State] == nil {
					order = append(order, i.State)
				}
				groups[i.State] = append(groups[i.State], i)
			case MayMove(facts, PartySystem, MoveBlock):
				blocked = append(blocked, i)
			}
		}
		for _, from := range order {
			moved = true
			if err := t.silence(f, from, groups[from]); err != nil {
				return err
			}
		}
		if len(blocked) > 0 {
			moved = true
			moves, err := t.act(f, System(), MoveBlock, blocked)
			if err != nil {
				return err
			}
			kind, data := EventRightBlocked, EventData{}
			switch {
			case blocked[0].GuardBlocked:
				kind = EventGuardBlocked
				if !blocked[0].Guarded {
					data.Code = "unregistered"
				}
			case f.rightInForce(t.now):
				kind = EventPowerBlocked
			}
			if err := t.recordMoves(f, System(), kind, moves, data); err != nil {
				return err
			}
		}
		if !moved {
			return nil
		}
		return t.settle(f)
	})
	return found, moved, err
}

// silence moves items of one state whose time ran out, and tells both sides.
func (t *tx) silence(f *casefile, from State, items []*Item) error {
	window := items[0].Window
	moves, err := t.act(f, System(), MoveSilence, items)
	if err != nil {
		return err
	}
	if err := t.recordMoves(f, System(), EventSilence, moves, EventData{Window: window}); err != nil {
		return err
	}
	p := MailPayload{Items: positions(items), Outcome: items[0].State, DueAt: earliestDue(items)}
	seller := letter{to: PartySeller, kind: MsgEnded, payload: p, legal: true, tells: in(items, Upheld)}
	holder := letter{to: PartyHolder, kind: MsgEnded, payload: p, legal: true, tells: in(items, Restored, Rejected)}
	if from == AwaitingSeller { // the statement of reasons of the acceptance takes effect now
		seller.kind = MsgRemovedSilence
	}
	if f.told(p.Items) {
		if err := t.tell(f, seller); err != nil {
			return err
		}
	}
	return t.tell(f, holder)
}

// markUndelivered puts cases whose notice has reached nobody into the reviewers'
// queue.
func (s *Service) markUndelivered(ctx context.Context, limit int) error {
	now := Moment(s.clock.Now())
	var ids []int64
	err := s.read(ctx).Table("notices").Joins("JOIN items ON items.notice_id = notices.id").
		Joins("JOIN cases ON cases.id = notices.case_id").
		Where("notices.delivered_at IS NULL AND (notices.late_at <= ? OR notices.failed_at IS NOT NULL) AND cases.review_task = ?", now, TaskNone).
		Distinct().Limit(limit).Pluck("cases.id", &ids).Error
	if err != nil {
		return fmt.Errorf("find undelivered notices: %w", err)
	}
	for _, id := range ids {
		err := s.inTx(ctx, func(t *tx) error {
			f, err := t.caseByID(id)
			if err != nil {
				return err
			}
			return t.settle(f)
		})
		if err != nil && KindOf(err) != Stale {
			return fmt.Errorf("undelivered notice of case %d: %w", id, err)
		}
	}
	return nil
}
