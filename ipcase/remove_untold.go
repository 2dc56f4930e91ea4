package ipcase

import (
	"context"
	"fmt"
	"time"
)

// silentOrder is the received order that a decision carries out, where it forbids to
// tell the parties today; nil where nothing is forbidden. Only a removal can be kept
// from them: what is put back, or held open, is seen at once.
func (t *tx) silentOrder(kind DecisionKind, in DecideCase) (*ReceivedOrder, error) {
	if kind != DecisionOrder || in.Order == nil || in.Order.Received == "" {
		return nil, nil //nolint:nilnil // none is named
	}
	var o ReceivedOrder
	if err := one(t.forUpdate().Where("number = ?", in.Order.Received), &o); err != nil {
		return nil, err
	}
	if !o.Silent(t.today()) {
		return nil, nil //nolint:nilnil // everybody may be told
	}
	for _, r := range in.Rulings {
		if r.Do != MoveOrderUpheld {
			return nil, Errorf(Refused, "%s forbids to tell the parties before %s, and this would be seen at once. Before that day only a removal can be carried out under it.", o.Number, o.SilentUntil.Format(time.DateOnly))
		}
	}
	return &o, nil
}

// removeUntold takes the listings down and writes nothing into the case.
func (t *tx) removeUntold(a Actor, in DecideCase, p prepared) (Decision, error) {
	o := p.silent
	d := p.decision
	d.ToldFrom = o.SilentUntil
	var there UntoldRemoval
	if err := t.db.Where("form_id = ?", in.Order.FormID).Limit(1).Find(&there).Error; err != nil || there.ID != 0 {
		return d, err // the second press of the same button
	}
	u := UntoldRemoval{
		ReceivedID: o.ID, CaseID: p.file.Case.ID, FormID: in.Order.FormID, Facts: d.Facts, GroundKind: d.GroundKind, Reference: d.Reference,
		Explanation: d.Explanation, Territory: d.Territory, Lang: d.Lang, EvidenceIDs: d.EvidenceIDs, DecidedAt: t.now, DecidedBy: a.PersonID,
	}
	texts, salts, err := commit(u.texts())
	if err != nil {
		return d, err
	}
	u.Salts = salts
	if err := t.insert([]*UntoldRemoval{&u}); err != nil {
		return d, err
	}
	files, err := t.keepWithReceived(a, o, in.Order.FormID)
	if err != nil {
		return d, err
	}
	for n, i := range p.picked {
		if _, _, refused := step(p.file.facts(*i, a, t.now), a.Party, in.Rulings[n].Do); refused != nil {
			return d, refused
		}
		if err := t.takeDownUntold(u, i, in.Rulings[n].Comment); err != nil {
			return d, err
		}
	}
	return d, t.onReceived(o, a, EventOrderUntold, EventData{
		Number: o.Number, Code: string(o.Demand), Count: len(p.picked), DueAt: o.SilentUntil, Texts: texts, Hashes: hashesOf(files), Views: viewsOf(files),
	})
}

func (t *tx) takeDownUntold(u UntoldRemoval, i *Item, comment string) error {
	var l Listing
	if err := one(t.forUpdate().Where("id = ?", i.ListingID), &l); err != nil {
		return err
	}
	var n int64
	if err := t.db.Model(&untoldListing{}).Where("item_id = ? AND held", i.ID).Count(&n).Error; err != nil {
		return fmt.Errorf("untold removals of item %d: %w", i.ID, err)
	}
	if n > 0 {
		return Errorf(Stale, "Listing %d was taken down already under an order of which the parties are not told yet.", i.Position)
	}
	if err := t.insert([]*untoldListing{{UntoldID: u.ID, ItemID: i.ID, ListingID: l.ID, Comment: comment, Held: true}}); err != nil {
		return err
	}
	if l.Visibility == Down || l.Visibility == TakingDown { // something else did, and this keeps it there
		return nil
	}
	if err := t.db.Model(&Listing{}).Where("id = ?", l.ID).Updates(map[string]any{"visibility": TakingDown, "changed_at": t.now}).Error; err != nil {
		return fmt.Errorf("listing %d to %s: %w", l.ID, TakingDown, err)
	}
	id, listing := u.ID, l.ID
	return t.enqueue(Delivery{Kind: DeliverRemove, Key: fmt.Sprintf("%s-untold-%d-%d", DeliverRemove, u.ID, l.ID), UntoldID: &id, ListingID: &listing, Payload: "{}"})
}

// keepWithReceived keeps the files of a form with the order that they came for: of
// those that it has already nothing is kept twice.
func (t *tx) keepWithReceived(a Actor, o *ReceivedOrder, formID string) ([]Exhibit, error) {
	form, err := t.formExhibits(a, formID)
	if err != nil {
		return nil, err
	}
	var there []Exhibit
	if err := t.db.Where("received_id = ?", o.ID).Order("id").Find(&there).Error; err != nil {
		return nil, fmt.Errorf("documents of %s: %w", o.Number, err)
	}
	has := map[string]bool{}
	for _, e := range there {
		has[e.Hash] = true
	}
	var files []Exhibit
	var labels []string
	for _, e := range form {
		if !has[e.Hash] {
			files, labels = append(files, e), append(labels, fmt.Sprintf("R%d", len(there)+len(labels)+1))
		}
	}
	return files, t.labelExhibits(files, labels, map[string]any{"received_id": o.ID})
}

// onReceived records an event of an order that came in.
func (t *tx) onReceived(o *ReceivedOrder, a Actor, kind EventKind, data EventData) error {
	before := o.EventSeq
	e, err := t.receivedEvent(o, a, kind, data)
	if err != nil {
		return err
	}
	res := t.db.Model(&ReceivedOrder{}).Where("id = ? AND event_seq = ?", o.ID, before).Updates(map[string]any{"event_seq": o.EventSeq, "event_hash": o.EventHash})
	if err := changedOne(res); err != nil {
		return err
	}
	return t.insert([]*Event{&e})
}

// untoldDown notes that the marketplace has taken a listing down. Only the order's
// chain tells of it.
func (t *tx) untoldDown(d Delivery) error {
	var u UntoldRemoval
	if err := one(t.db.Where("id = ?", *d.UntoldID), &u); err != nil {
		return err
	}
	var o ReceivedOrder
	if err := one(t.forUpdate().Where("id = ?", u.ReceivedID), &o); err != nil {
		return err
	}
	var l Listing
	if err := one(t.forUpdate().Where("id = ?", *d.ListingID), &l); err != nil {
		return err
	}
	res := t.db.Model(&Listing{}).Where("id = ? AND visibility = ?", l.ID, TakingDown).Updates(map[string]any{"visibility": Down, "changed_at": t.now, "reappeared_at": nil})
	if res.Error != nil {
		return fmt.Errorf("confirm listing %d: %w", l.ID, res.Error)
	}
	return t.onReceived(&o, System(), EventOrderDown, EventData{Number: o.Number, Ref: l.Ref})
}

// untoldRemoval is an order that names no case: its marketplace tells its shop as
// little as the portal does.
func (s *Service) untoldRemoval(ctx context.Context, d Delivery) (Removal, error) {
	var r struct{ SiteCode, Ref string }
	err := s.read(ctx).Table("listings").Select("sites.code AS site_code, listings.ref").
		Joins("JOIN sites ON sites.id = listings.site_id").Where("listings.id = ?", *d.ListingID).Take(&r).Error
	if err != nil {
		return Removal{}, fmt.Errorf("untold removal of listing %d: %w", *d.ListingID, err)
	}
	return Removal{Key: d.Key, SiteCode: r.SiteCode, Ref: r.Ref, Untold: true, At: d.CreatedAt}, nil
}
