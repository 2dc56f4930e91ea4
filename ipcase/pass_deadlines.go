package ipcase

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
)

// PassDeadlines lets silence act on what has come due: at most limit cases, each in its
// own transaction, those of one seller in order of their deadlines. It says how many
// cases it moved, reminded of, or let stand still; zero means that nothing is due. However
// many processes run it, each deadline acts once: the items' versions see to that
// (promise 3). What else has an end of its own ends by it too: notices that reached
// nobody, identity papers.
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
	seen := map[int64]bool{} // a case may have several items
	ids = slices.DeleteFunc(ids, func(id int64) bool {
		before := seen[id]
		seen[id] = true
		return before
	})
	queues, err := s.bySeller(ctx, ids)
	if err != nil {
		return 0, err
	}
	var p passing
	pass := func(id int64, wait bool) {
		defer func() {
			if fault := recover(); fault != nil { // out of here it would end the process
				p.note(id, true, false, fmt.Errorf("panic: %v\n%s", fault, debug.Stack()))
			}
		}()
		found, moved, err := s.passCase(ctx, id, wait)
		p.note(id, found, moved, err)
	}
	var all sync.WaitGroup
	turns := make(chan struct{}, passedAtOnce)
	for _, queue := range queues {
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			for _, id := range queue {
				pass(id, false)
			}
		})
	}
	all.Wait()
	for _, id := range p.later {
		pass(id, true)
	}
	return p.moved, p.failed
}

// passedAtOnce is how many cases one process moves at once: most of the time that one
// takes it waits for the database's answers.
const passedAtOnce = 4

// bySeller parts cases into queues that may be moved at once: the cases of one seller
// stand in one, in their order, since what is booked for one may count for the next. On
// SQLite, which lets one write at a time, all stand in one.
func (s *Service) bySeller(ctx context.Context, ids []int64) ([][]int64, error) {
	if len(ids) < 2 || s.db.Name() != "postgres" {
		return [][]int64{ids}, nil
	}
	var cases []Case
	if err := s.read(ctx).Select("id", "seller_org_id").Where("id IN ?", ids).Find(&cases).Error; err != nil {
		return nil, fmt.Errorf("sellers of what is due: %w", err)
	}
	seller := make(map[int64]int64, len(cases))
	for _, c := range cases {
		seller[c.ID] = c.SellerOrgID
	}
	var queues [][]int64
	at := map[int64]int{}
	for _, id := range ids {
		n, known := at[seller[id]]
		if !known {
			n = len(queues)
			at[seller[id]], queues = n, append(queues, nil)
		}
		queues[n] = append(queues[n], id)
	}
	return queues, nil
}

// passing is what came of cases that are moved at once.
type passing struct {
	mu     sync.Mutex
	later  []int64 // somebody is at work on these; another worker leaves nothing to do
	moved  int
	failed error
}

// note counts what became of one case.
func (p *passing) note(id int64, found, moved bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case KindOf(err) == Stale: // another process was faster
	case err != nil: // one broken case must not hold up the others
		p.failed = errors.Join(p.failed, fmt.Errorf("deadline of case %d: %w", id, err))
	case moved:
		p.moved++
	case !found:
		p.later = append(p.later, id)
	}
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
