package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// tellUntold makes decisions of their cases of what was done under orders whose day
// has come. Each is told once, however many workers look (promise 3).
func (s *Service) tellUntold(ctx context.Context, limit int) (int, error) {
	var ids []int64
	err := s.read(ctx).Table("untold_removals").Joins("JOIN received_orders ON received_orders.id = untold_removals.received_id").
		Where("untold_removals.told_at IS NULL AND received_orders.silent_until <= ?", s.Today()).
		Order("untold_removals.id").Limit(limit).Pluck("untold_removals.id", &ids).Error
	if err != nil {
		return 0, fmt.Errorf("find what can be told: %w", err)
	}
	told := 0
	var failed error
	for _, id := range ids {
		ok, err := s.tellOne(ctx, id)
		if err != nil { // one broken case must not hold up the others
			failed = errors.Join(failed, fmt.Errorf("untold removal %d: %w", id, err))
		} else if ok {
			told++
		}
	}
	return told, failed
}

func (s *Service) tellOne(ctx context.Context, id int64) (told bool, err error) {
	err = s.inTx(ctx, func(t *tx) error {
		told = false
		var u UntoldRemoval
		if err := one(t.db.Where("id = ?", id), &u); err != nil {
			return err
		}
		f, err := t.caseByID(u.CaseID) // the case first, as every deed does
		if err != nil {
			return err
		}
		var o ReceivedOrder
		if err := one(t.forUpdate().Where("id = ?", u.ReceivedID), &o); err != nil {
			return err
		}
		res := t.db.Model(&UntoldRemoval{}).Where("id = ? AND told_at IS NULL", u.ID).Update("told_at", t.now)
		if res.Error != nil {
			return fmt.Errorf("tell of untold removal %d: %w", u.ID, res.Error)
		}
		if res.RowsAffected == 0 || o.Silent(t.today()) { // another worker was faster, or the authority was
			return errUntouched
		}
		told = true
		return t.tellRemoval(f, u, &o)
	})
	if errors.Is(err, errUntouched) {
		return false, nil
	}
	return told, err
}

// errUntouched rolls back what turned out not to be due.
var errUntouched = errors.New("not due: roll back")

// tellRemoval is the decision of the reviewer who carried the order out, made now for
// everybody to see.
func (t *tx) tellRemoval(f *casefile, u UntoldRemoval, o *ReceivedOrder) error {
	var platform Org
	if err := one(t.db.Where("kind = ?", PartyPlatform).Order("id").Limit(1), &platform); err != nil {
		return err
	}
	var rows []untoldListing
	if err := t.db.Where("untold_id = ?", u.ID).Order("item_id").Find(&rows).Error; err != nil {
		return fmt.Errorf("listings of untold removal %d: %w", u.ID, err)
	}
	a := Actor{Party: PartyPlatform, OrgID: platform.ID, Role: RoleReviewer, PersonID: u.DecidedBy}
	d := Decision{
		PublicID: NewID(), CaseID: f.Case.ID, Kind: DecisionOrder, ReviewerID: u.DecidedBy, Facts: u.Facts, GroundKind: u.GroundKind, Reference: u.Reference,
		Explanation: u.Explanation, Restriction: RestrictRemove, Territory: u.Territory, Redress: f.Procedure.RedressIn(u.Lang), Lang: u.Lang,
		EvidenceIDs: u.EvidenceIDs, Rulings: []Ruling{}, DecidedAt: t.now,
	}
	for _, row := range rows {
		for n := range f.Items {
			i := &f.Items[n]
			if i.ID != row.ItemID {
				continue
			}
			moves, err := t.act(f, a, MoveOrderUpheld, []*Item{i})
			if err != nil {
				return err
			}
			i.ruled(RulingInput{Do: MoveOrderUpheld})
			d.Rulings = append(d.Rulings, Ruling{Item: i.Position, Move: MoveOrderUpheld, From: moves[0].From, To: i.State, Comment: row.Comment})
		}
	}
	if err := t.db.Model(&untoldListing{}).Where("untold_id = ?", u.ID).Update("held", false).Error; err != nil {
		return fmt.Errorf("listings of untold removal %d: %w", u.ID, err)
	}
	in := DecideCase{Order: &OrderInput{
		FormID: NewID(), Kind: o.Kind, Authority: o.Authority, Number: o.OrderNumber, DatedOn: o.DatedOn, Received: o.Number, effectFrom: &u.DecidedAt,
	}}
	if err := t.copyReceived(a, o, in.Order.FormID); err != nil {
		return err
	}
	if err := t.publishDecision(f, Actor{Party: PartyPlatform, OrgID: platform.ID}, a, in, &d); err != nil {
		return err
	}
	return t.onReceived(o, System(), EventOrderTold, EventData{Number: o.Number, Count: len(rows)})
}

// copyReceived puts the documents of an order into a form; one in which a virus was
// found stays sealed with the order.
func (t *tx) copyReceived(a Actor, o *ReceivedOrder, formID string) error {
	var files []Exhibit
	if err := t.db.Where("received_id = ? AND scan <> ?", o.ID, ScanFound).Order("id").Find(&files).Error; err != nil {
		return fmt.Errorf("documents of %s: %w", o.Number, err)
	}
	for _, e := range files {
		_, err := t.addEvidence(a, AddEvidence{FormID: formID, Field: "files", Name: e.Name, Purpose: e.Purpose, Visibility: e.Visibility},
			Blob{Hash: e.Hash, Size: e.Size, MIME: e.MIME, ViewHash: e.ViewHash, ViewMIME: e.ViewMIME})
		if err != nil {
			return err
		}
	}
	return nil
}

// ChangeTelling is the authority's word about when the parties may be told.
type ChangeTelling struct {
	Number string
	From   string // 2006-01-02; a day that has come: at once
	Why    string // what it said, and when
}

// ChangeTelling sets another day, earlier or later, and today where the authority has
// lifted the silence. What was told stays told.
func (s *Service) ChangeTelling(ctx context.Context, a Actor, in ChangeTelling) error {
	if !a.keepsOrders() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var o ReceivedOrder
		if err := one(t.forUpdate().Where("number = ?", in.Number), &o); err != nil {
			return err
		}
		day, err := time.Parse(time.DateOnly, in.From)
		if err == nil && o.SilentUntil != nil && o.SilentUntil.Equal(day) {
			return nil // the second press of the same button
		}
		if !o.Silent(t.today()) {
			return Errorf(Stale, "Nothing forbids any more to tell the parties. Look at the order as it is now.")
		}
		var p problems
		if err != nil {
			p.add("from", "Enter the day from which the parties may be told, like 2026-03-31.")
		}
		checkText(&p, "why", "Say what the authority wrote, and when.", in.Why, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		c := TellingChange{ReceivedID: o.ID, Until: in.From, Why: in.Why, ChangedAt: t.now, ChangedBy: a.PersonID}
		texts, salts, err := commit(map[string]any{"why": c.Why})
		if err != nil {
			return err
		}
		c.Salts = salts
		if err := t.insert([]*TellingChange{&c}); err != nil {
			return err
		}
		if err := t.db.Model(&ReceivedOrder{}).Where("id = ?", o.ID).Update("silent_until", day).Error; err != nil {
			return fmt.Errorf("when parties are told of %s: %w", o.Number, err)
		}
		t.queued = true // a day that has come is told at the next look
		return t.onReceived(&o, a, EventOrderTelling, EventData{Number: o.Number, DueAt: &day, Texts: texts})
	})
}
