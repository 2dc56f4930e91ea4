package ipcase

import (
	"fmt"
	"time"
)

// act makes one move for several items of a case: the only way in which an
// item's state changes. It returns the items moved; the caller records the event
// that names them, and settles.
func (t *tx) act(f *casefile, a Actor, m Move, items []*Item) ([]ItemMove, error) {
	return t.actOn(f, a, m, items, nil)
}

// actOn is act for a move that says more than its name: change writes that into
// the item before its clock is reckoned.
func (t *tx) actOn(f *casefile, a Actor, m Move, items []*Item, change func(*Item)) ([]ItemMove, error) {
	moves := make([]ItemMove, 0, len(items))
	for _, i := range items {
		from := i.State
		next, eff, refused := step(f.facts(*i, a, t.now), a.Party, m)
		if refused != nil {
			return nil, refused
		}
		if f.changed[i.ID] { // a second move in the same deed: one version, one write
			next.Version = i.Version
		}
		if change != nil {
			change(&next)
		}
		if err := t.openWindow(f, &next, eff); err != nil {
			return nil, err
		}
		*i = next
		f.changed[i.ID] = true
		if err := t.askMarketplace(f, i, eff, m); err != nil {
			return nil, err
		}
		if err := t.consequences(f, i, m, from); err != nil {
			return nil, err
		}
		moves = append(moves, ItemMove{Item: i.Position, Move: m, From: from, To: i.State, Due: i.DueAt})
	}
	return moves, nil
}

// openWindow sets the deadline of a window that starts now. One that starts with
// a delivery stays without a deadline until tell names its notice.
func (t *tx) openWindow(f *casefile, i *Item, eff effects) error {
	if eff.clock {
		return t.reckon(f, i)
	}
	i.Window = eff.window
	if eff.startAt == nil || eff.window == "" {
		return nil
	}
	if err := t.startClock(f, i, *eff.startAt); err != nil {
		return err
	}
	if i.State == StatutoryWait && !i.DueAt.After(t.now) {
		return Errorf(Refused, "The time for which this procedure removes a listing has passed since the complaint was received. Refuse it; the complainant can file again.")
	}
	return nil
}

// dueOf computes when a window of the case's procedure ends.
func (t *tx) dueOf(f *casefile, code WindowCode, start time.Time) (time.Time, error) {
	w, ok := f.Procedure.Windows[code]
	if !ok {
		return time.Time{}, fmt.Errorf("procedure %s has no window %s", f.Procedure.ID, code)
	}
	due, err := t.endOf(f, w, start)
	if err != nil {
		return due, fmt.Errorf("window %s: %w", code, err)
	}
	return due, nil
}

// endOf computes when a window that starts then ends in the case's calendar.
func (t *tx) endOf(f *casefile, w Window, start time.Time) (time.Time, error) {
	cal, ok := t.book.CalendarFor(f.Procedure, f.Site)
	if !ok {
		return time.Time{}, fmt.Errorf("no calendar for %s on %s", f.Procedure.ID, f.Site.Code)
	}
	c, err := cal.Compute(start, w.Span())
	if err != nil {
		return time.Time{}, fmt.Errorf("window of %s: %w", f.Procedure.ID, err)
	}
	return Moment(c.Due), nil
}

// askMarketplace enqueues a removal or a restoration. A listing comes back only
// when no other item keeps it down (promise 8); otherwise it stays down, and the
// event says so without naming the other case.
func (t *tx) askMarketplace(f *casefile, i *Item, eff effects, m Move) error {
	if !eff.takeDown && !eff.restore {
		return nil
	}
	if eff.takeDown && m != MoveDelete {
		f.restricted = append(f.restricted, restricted{i, m})
	}
	kind, towards := DeliverRemove, TakingDown
	if eff.restore {
		kind, towards = DeliverRestore, Restoring
		held, err := t.heldByOthers(i)
		if err != nil {
			return err
		}
		if held {
			return t.record(f, System(), EventStaysDown, true, EventData{Kept: true}, i.Position)
		}
	}
	res := t.db.Model(&Listing{}).Where("id = ?", i.ListingID).
		Updates(map[string]any{"visibility": towards, "changed_at": t.now})
	if res.Error != nil {
		return fmt.Errorf("listing %d to %s: %w", i.ListingID, towards, res.Error)
	}
	caseID, itemID, listingID := f.Case.ID, i.ID, i.ListingID
	return t.enqueue(Delivery{
		Kind: kind, Key: fmt.Sprintf("%s-%d-%d", kind, i.ID, i.Version), CaseID: &caseID, ItemID: &itemID, ListingID: &listingID,
		Payload: "{}", Message: MessageKind(m),
	})
}

// heldByOthers says whether another item, of whatever case, a measure against the
// account, or a removal of which nobody may be told yet keeps the listing down.
func (t *tx) heldByOthers(i *Item) (bool, error) {
	// The listing's row is locked first, so that two items that let go of it at
	// once do not both see the other still holding.
	var l Listing
	if err := one(t.forUpdate().Where("id = ?", i.ListingID), &l); err != nil {
		return false, err
	}
	var n int64
	err := t.db.Model(&Item{}).Where("listing_id = ? AND id <> ? AND took_down", i.ListingID, i.ID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("holds on listing %d: %w", i.ListingID, err)
	}
	if n > 0 {
		return true, nil
	}
	if held, err := t.heldUntold(i.ListingID); err != nil || held {
		return held, err
	}
	return t.heldByMeasures(i.ListingID)
}
