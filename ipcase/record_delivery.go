package ipcase

import (
	"context"
	"fmt"
)

// How a notice was delivered.
const (
	DeliveredByOpening = "opened"        // the party opened the case while signed in
	DeliveredByMail    = "mail_accepted" // the party's mail server took the mail
	DeliveredByRecord  = "recorded"      // a reviewer recorded another way, with proof
)

// deliverByOpening notes that a party opened a case while signed in: every notice
// of it to that party is delivered by that.
func (s *Service) deliverByOpening(ctx context.Context, a Actor, number string) error {
	return s.act(ctx, a, func(t *tx) error {
		load := t.sellerCase
		if a.Party == PartyHolder {
			load = t.holderCase
		}
		f, err := load(a, number)
		if err != nil {
			return err
		}
		var notices []Notice
		err = t.db.Where("case_id = ? AND party = ? AND delivered_at IS NULL", f.Case.ID, a.Party).Order("id").Find(&notices).Error
		if err != nil {
			return fmt.Errorf("notices of %s: %w", number, err)
		}
		for _, n := range notices {
			if !f.Procedure.Delivery.Counts(DeliveredByOpening) {
				continue
			}
			if err := t.delivered(f, a, n, DeliveredByOpening, ""); err != nil {
				return err
			}
		}
		return t.settle(f)
	})
}

// RecordDelivery is a reviewer's record that a notice reached its party.
type RecordDelivery struct {
	Case     string
	NoticeID int64
	How      string // in person, registered post, …
	Proof    string // what shows it
}

// RecordDelivery starts the clock of a notice that neither mail nor the portal
// delivered.
func (s *Service) RecordDelivery(ctx context.Context, a Actor, in RecordDelivery) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, in.Case)
		if err != nil {
			return err
		}
		var p problems
		checkText(&p, "how", "Say how the notice reached the party.", in.How, MaxShortText, true)
		checkText(&p, "proof", "Say what shows it, such as a tracking number.", in.Proof, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		var n Notice
		if err := one(t.db.Where("id = ? AND case_id = ?", in.NoticeID, f.Case.ID), &n); err != nil {
			return err
		}
		if n.DeliveredAt != nil {
			return nil
		}
		if err := t.delivered(f, a, n, DeliveredByRecord, in.How+": "+in.Proof); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// delivered marks a notice as delivered and starts the windows that wait for it.
// The seller's first notice also fixes from when their attempts are counted.
func (t *tx) delivered(f *casefile, a Actor, n Notice, how, proof string) error {
	res := t.db.Model(&Notice{}).Where("id = ? AND delivered_at IS NULL", n.ID).
		Updates(map[string]any{"delivered_at": t.now, "delivered_by": how, "proof": proof, "failed_at": nil})
	if res.Error != nil {
		return fmt.Errorf("deliver notice %d: %w", n.ID, res.Error)
	}
	if res.RowsAffected == 0 {
		return nil
	}
	if err := t.tellOutcomes(n); err != nil {
		return err
	}
	data := EventData{To: n.Party, How: how, Code: string(n.Kind)}
	var items []int
	for k := range f.Items {
		i := &f.Items[k]
		if i.NoticeID == nil || *i.NoticeID != n.ID {
			continue
		}
		if n.Party == PartySeller && i.ToldAt == nil {
			i.ToldAt = &t.now
		}
		notice := n.ID
		i.NoticeID, i.ClockNoticeID, i.ClockBy = nil, &notice, how
		if err := t.startClock(f, i, i.takeUpRest(t.now)); err != nil {
			return err
		}
		data.Window, data.DueAt = i.Window, i.DueAt
		items = append(items, i.Position)
		set := map[string]any{
			"notice_id": nil, "clock_start": i.ClockStart, "due_at": i.DueAt, "told_at": i.ToldAt, "clock_notice_id": i.ClockNoticeID,
			"clock_by": i.ClockBy, "remind_at": i.RemindAt, "alarm_at": i.AlarmAt, "extra": i.Extra, "pauses": i.Pauses,
		}
		if err := t.db.Model(&Item{}).Where("id = ? AND version = ?", i.ID, i.Version).Updates(set).Error; err != nil {
			return fmt.Errorf("start clock of item %d: %w", i.ID, err)
		}
	}
	return t.record(f, a, EventDelivered, len(items) > 0, data, items...)
}

// tellOutcomes starts the appeal's months of the ends that a notice brought, if
// they still are the items' ends.
func (t *tx) tellOutcomes(n Notice) error {
	err := t.db.Exec(`UPDATE items SET outcome_told_at = ? WHERE outcome_told_at IS NULL AND EXISTS (
		SELECT 1 FROM notice_outcomes o WHERE o.notice_id = ? AND o.item_id = items.id AND o.item_version = items.version)
		AND id IN (SELECT item_id FROM notice_outcomes WHERE notice_id = ?)`, t.now, n.ID, n.ID).Error
	if err != nil {
		return fmt.Errorf("tell outcomes of notice %d: %w", n.ID, err)
	}
	return nil
}
