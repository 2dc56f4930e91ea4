package ipcase

import (
	"context"
	"fmt"
)

// alarm tells staff that an outer limit of the law is near and the listing is not
// back: the wait stands still, or the marketplace has not obeyed (17 U.S.C.
// 512(g)(2)(C): not more than 14 business days). It goes off under a stop as well,
// since the law knows of none.
func (s *Service) alarm(ctx context.Context, limit int) (int, error) {
	return s.eachDue(ctx, limit, "items.alarm_at", s.read(ctx), func(t *tx, f *casefile) error { return t.alarm(f) })
}

func (t *tx) alarm(f *casefile) error {
	var near []*Item
	for n := range f.Items {
		i := &f.Items[n]
		if i.AlarmAt == nil || i.AlarmAt.After(t.now) {
			continue
		}
		late, err := t.notBack(i)
		if err != nil {
			return err
		}
		set := map[string]any{"alarm_at": nil}
		i.AlarmAt = nil
		if late {
			i.AlarmedAt = &t.now
			set["alarmed_at"] = t.now
			near = append(near, i)
		}
		if err := changedOne(t.db.Model(&Item{}).Where("id = ? AND version = ?", i.ID, i.Version).Updates(set)); err != nil {
			return err
		}
	}
	if len(near) > 0 {
		limit := t.outerLimit(f, *near[0])
		data := EventData{Window: WindowCourt, DueAt: limit}
		if err := t.record(f, System(), EventLimitNear, false, data, positions(near)...); err != nil {
			return err
		}
		if err := t.tellStaff(f, MsgLimitNear, MailPayload{CaseNumber: f.Case.Number, Items: positions(near), DueAt: limit, Outcome: near[0].State}); err != nil {
			return err
		}
	}
	return t.settle(f)
}

// notBack says whether an item still waits, or its listing is still on its way.
func (t *tx) notBack(i *Item) (bool, error) {
	if i.State == StatutoryWait {
		return true, nil
	}
	if i.State != Restored || i.TookDown {
		return false, nil
	}
	var l Listing
	if err := t.db.Where("id = ?", i.ListingID).Take(&l).Error; err != nil {
		return false, fmt.Errorf("listing %d: %w", i.ListingID, err)
	}
	return l.Visibility == Restoring, nil
}

// calmDown ends the watch over an item whose listing is back.
func (t *tx) calmDown(f *casefile, item int64) error {
	for n := range f.Items {
		i := &f.Items[n]
		if i.ID != item || i.AlarmAt == nil && i.AlarmedAt == nil {
			continue
		}
		i.AlarmAt, i.AlarmedAt = nil, nil
		set := map[string]any{"alarm_at": nil, "alarmed_at": nil}
		if err := t.db.Model(&Item{}).Where("id = ?", i.ID).Updates(set).Error; err != nil {
			return fmt.Errorf("end the watch over item %d: %w", i.ID, err)
		}
	}
	return nil
}

// tellStaff writes to the platform's own organisation.
func (t *tx) tellStaff(f *casefile, kind MessageKind, p MailPayload) error {
	var orgs []int64
	if err := t.db.Model(&Org{}).Where("kind = ?", PartyPlatform).Order("id").Limit(1).Pluck("id", &orgs).Error; err != nil {
		return fmt.Errorf("find the platform: %w", err)
	}
	caseID := f.Case.ID
	p.Party = PartyPlatform
	for _, org := range orgs {
		if err := t.send(org, &caseID, nil, kind, p); err != nil {
			return err
		}
	}
	return nil
}

// held says whether an operator's stop holds the clocks of a case.
func (t *tx) held(f *casefile) (bool, error) {
	stops, err := openStops(t.db)
	if err != nil {
		return false, err
	}
	for _, s := range stops {
		if s.Covers(f.Case) {
			return true, nil
		}
	}
	return false, nil
}
