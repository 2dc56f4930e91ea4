package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"gorm.io/gorm/clause"
)

// proposal is a measure to be put before a reviewer.
type proposal struct {
	Org     int64
	Kind    MeasureKind
	Cause   MeasureCause
	Points  int
	Days    int
	Filings int
}

// proposeMeasure puts a measure before the reviewers; its party is not told. One
// of a kind waits at a time: the newer takes the place of the older where they
// differ. What accuracy proposes is not proposed again within a month, nor while
// it is in force.
func (t *tx) proposeMeasure(p proposal) error {
	rule, ok := t.book.Standing.Measure(p.Kind)
	if !ok {
		return fmt.Errorf("no measure %s", p.Kind)
	}
	if p.Cause == CauseAccuracy {
		var n int64
		err := t.db.Model(&Measure{}).Where("org_id = ? AND kind = ? AND (status = ? OR cause = ? AND proposed_at > ?)",
			p.Org, p.Kind, MeasureInForce, CauseAccuracy, t.now.AddDate(0, -1, 0)).Count(&n).Error
		if err != nil || n > 0 {
			return err
		}
	}
	var open []Measure
	if err := t.forUpdate().Where("org_id = ? AND kind = ? AND status = ?", p.Org, p.Kind, MeasureProposed).Find(&open).Error; err != nil {
		return fmt.Errorf("open proposals about %d: %w", p.Org, err)
	}
	for n := range open {
		if m := open[n]; m.Days == p.Days && m.Filings == p.Filings {
			return nil
		}
		if err := t.dropMeasure(&open[n]); err != nil {
			return err
		}
	}
	n, err := t.nextNumber("measure")
	if err != nil {
		return err
	}
	m := Measure{
		Number: fmt.Sprintf("AM-%d-%06d", t.now.Year(), n), OrgID: p.Org, Party: p.Kind.Party(), Kind: p.Kind, Status: MeasureProposed, Task: MeasureTaskDecide,
		Severe: rule.Severe, Cause: p.Cause, Points: p.Points, Days: p.Days, Filings: p.Filings, Version: 1, ProposedAt: t.now, Salts: Salts{},
	}
	e, err := t.event("measure:"+m.Number, 0, "", System(), EventMeasureProposed, false, EventData{Number: m.Number, Code: string(m.Kind), Count: m.Points})
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	m.EventSeq, m.EventHash = e.Seq, e.Hash
	if err := t.insert([]*Measure{&m}); err != nil {
		return err
	}
	return t.insert([]*Event{&e})
}

// dropMeasure takes a proposal off the reviewers' list: what it was made for fell
// away.
func (t *tx) dropMeasure(m *Measure) error {
	return t.changeMeasure(m, System(), EventMeasureDropped, EventData{}, map[string]any{
		"status": MeasureDropped, "task": MeasureTaskNone, "ended_at": t.now, "claimed_by": nil, "claimed_until": nil,
	})
}

// climb proposes what the ladder says when a seller's sum reaches a step, and
// drops a proposal whose step the sum has left.
func (t *tx) climb(org int64, before, after int) error {
	rules := t.book.Standing
	if rung, ok := rules.Rung(after); ok && after > before && rung.Points > before {
		return t.proposeMeasure(proposal{Org: org, Kind: rung.Measure, Cause: CauseLadder, Points: after, Days: rung.Days})
	}
	if after > before {
		return nil
	}
	var open []Measure
	err := t.forUpdate().Where("org_id = ? AND cause = ? AND status = ?", org, CauseLadder, MeasureProposed).Find(&open).Error
	if err != nil {
		return fmt.Errorf("open proposals about %d: %w", org, err)
	}
	for n := range open {
		for _, rung := range rules.Ladder {
			if rung.Measure != open[n].Kind || rung.Days != open[n].Days || after >= rung.Points {
				continue
			}
			if err := t.dropMeasure(&open[n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// changeMeasure writes a change under the version that was loaded, with the event
// that names it.
func (t *tx) changeMeasure(m *Measure, a Actor, kind EventKind, data EventData, set map[string]any) error {
	data.Number, data.Code = m.Number, string(m.Kind)
	e, err := t.event("measure:"+m.Number, m.EventSeq, m.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	set = maps.Clone(set)
	set["version"], set["event_seq"], set["event_hash"] = m.Version+1, e.Seq, e.Hash
	res := t.db.Model(&Measure{}).Where("id = ? AND version = ?", m.ID, m.Version).Updates(set)
	if err := changedOne(res); err != nil {
		return err
	}
	m.Version, m.EventSeq, m.EventHash = m.Version+1, e.Seq, e.Hash
	return nil
}

// measure loads one for a reviewer, and holds it until the commit.
func (t *tx) measure(number string) (Measure, error) {
	var m Measure
	return m, one(t.forUpdate().Where("number = ?", number), &m)
}

// ownMeasure loads one for its party: not before it was decided.
func (t *tx) ownMeasure(a Actor, number string) (Measure, error) {
	var m Measure
	return m, one(t.forUpdate().Where("number = ? AND org_id = ? AND status IN ?", number, a.OrgID, toldStatuses), &m)
}

// toldStatuses are those of which the party knows.
var toldStatuses = []MeasureStatus{MeasureInForce, MeasureEnded, MeasureLifted}

// sendMeasure tells the party, in the portal and by mail. The acceptance of the
// mail is what the months for an appeal run from, unless it is opened before.
func (t *tx) sendMeasure(m Measure, kind MessageKind) error {
	words, err := json.Marshal(MailPayload{Measure: m.Number, Party: m.Party, DueAt: m.EndsAt})
	if err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	msg := Message{OrgID: m.OrgID, Kind: kind, Payload: string(words), CreatedAt: t.now}
	if err := t.db.Create(&msg).Error; err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	org, id := m.OrgID, m.ID
	return t.enqueue(Delivery{Kind: DeliverMail, Key: fmt.Sprintf("mail-%d", msg.ID), OrgID: &org, MeasureID: &id, Message: kind, Payload: string(words)})
}

// toldMeasure notes that its party knows of a measure.
func (t *tx) toldMeasure(id int64) error {
	res := t.db.Model(&Measure{}).Where("id = ? AND told_at IS NULL AND decided_at IS NOT NULL", id).Updates(map[string]any{"told_at": t.now})
	if res.Error != nil {
		return fmt.Errorf("tell of measure %d: %w", id, res.Error)
	}
	return nil
}

// offersOf is what a shop has on sale, as far as the marketplace can say. No
// transaction is open.
func (s *Service) offersOf(ctx context.Context, org int64) ([]Offer, error) {
	lister, ok := s.market.(ShopLister)
	if !ok {
		return nil, nil
	}
	offers, err := lister.OffersOf(ctx, org)
	if err != nil {
		return nil, fmt.Errorf("offers of %d: %w", org, err)
	}
	return offers, nil
}

// holdListings puts a shop's offers under a measure: takes them down, or notes
// that they were there before it.
func (t *tx) holdListings(m Measure, offers []Offer, down bool) error {
	for _, o := range offers {
		id, err := t.knowListing(o)
		if err != nil {
			return err
		}
		if err := t.holdListing(m, id, down); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) holdListing(m Measure, listing int64, down bool) error {
	row := measureListing{MeasureID: m.ID, ListingID: listing, Held: down}
	res := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	if res.Error != nil {
		return fmt.Errorf("measure %s on listing %d: %w", m.Number, listing, res.Error)
	}
	if res.RowsAffected == 0 || !down {
		return nil
	}
	return t.orderListing(m, listing, DeliverRemove, TakingDown)
}

// orderListing asks the marketplace through the same rows as an item does.
func (t *tx) orderListing(m Measure, listing int64, kind DeliveryKind, towards Visibility) error {
	res := t.db.Model(&Listing{}).Where("id = ?", listing).Updates(map[string]any{"visibility": towards, "changed_at": t.now})
	if res.Error != nil {
		return fmt.Errorf("listing %d to %s: %w", listing, towards, res.Error)
	}
	measure, id := m.ID, listing
	return t.enqueue(Delivery{
		Kind: kind, Key: fmt.Sprintf("%s-%s-%d", kind, m.Number, listing), MeasureID: &measure, ListingID: &id, Payload: "{}", Message: MsgMeasure,
	})
}

// releaseListings lets go of what a measure took down. What a case or another
// measure keeps down stays so (promise 8).
func (t *tx) releaseListings(m Measure) error {
	var held []int64
	if err := t.db.Model(&measureListing{}).Where("measure_id = ? AND held", m.ID).Order("listing_id").Pluck("listing_id", &held).Error; err != nil {
		return fmt.Errorf("listings of %s: %w", m.Number, err)
	}
	for _, id := range held {
		var l Listing
		if err := one(t.forUpdate().Where("id = ?", id), &l); err != nil {
			return err
		}
		err := t.db.Model(&measureListing{}).Where("measure_id = ? AND listing_id = ?", m.ID, id).Updates(map[string]any{"held": false}).Error
		if err != nil {
			return fmt.Errorf("let go of listing %d: %w", id, err)
		}
		var items int64
		if err := t.db.Model(&Item{}).Where("listing_id = ? AND took_down", id).Count(&items).Error; err != nil {
			return fmt.Errorf("holds on listing %d: %w", id, err)
		}
		others, err := t.heldByMeasures(id)
		if err != nil || items > 0 || others {
			if err != nil {
				return err
			}
			continue
		}
		if err := t.orderListing(m, id, DeliverRestore, Restoring); err != nil {
			return err
		}
	}
	return nil
}

// heldByMeasures says whether a measure keeps a listing down.
func (t *tx) heldByMeasures(listing int64) (bool, error) {
	var n int64
	if err := t.db.Model(&measureListing{}).Where("listing_id = ? AND held", listing).Count(&n).Error; err != nil {
		return false, fmt.Errorf("measures on listing %d: %w", listing, err)
	}
	return n > 0, nil
}

// knowListing enters one offer in the portal's own table.
func (t *tx) knowListing(o Offer) (int64, error) {
	var site Site
	if err := one(t.db.Where("code = ?", o.SiteCode), &site); err != nil {
		return 0, err
	}
	l := Listing{SiteID: site.ID, Ref: o.Ref, SellerOrgID: o.SellerOrgID, Title: o.Title, Lang: o.Lang, Visibility: Live, ChangedAt: t.now}
	err := t.db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "site_id"}, {Name: "ref"}}, DoUpdates: clause.AssignmentColumns([]string{"title", "lang"}),
	}).Create(&l).Error
	if err != nil {
		return 0, fmt.Errorf("know listing %s: %w", o.Ref, err)
	}
	var known Listing
	if err := one(t.db.Where("site_id = ? AND ref = ?", site.ID, o.Ref), &known); err != nil {
		return 0, err
	}
	return known.ID, nil
}

// passStandings does what has an end or a rhythm of its own about standing:
// measures end on their day, shops that may not sell anew are looked at again,
// and holders' rates are judged.
func (s *Service) passStandings(ctx context.Context, limit int) error {
	return errors.Join(s.endMeasures(ctx, limit), s.enforceMeasures(ctx, limit), s.lookAtStandings(ctx, limit))
}

func (s *Service) endMeasures(ctx context.Context, limit int) error {
	now := Moment(s.clock.Now())
	return s.eachMeasure(ctx, limit, func(t *tx, m *Measure) error {
		if m.Status != MeasureInForce || m.EndsAt == nil || m.EndsAt.After(t.now) {
			return nil // another process was faster
		}
		err := t.changeMeasure(m, System(), EventMeasureEnded, EventData{}, map[string]any{"status": MeasureEnded, "ended_at": t.now})
		if err != nil {
			return err
		}
		if err := t.releaseListings(*m); err != nil {
			return err
		}
		return t.sendMeasure(*m, MsgMeasureEnded)
	}, "status = ? AND ends_at <= ?", MeasureInForce, now)
}

// lookAgain is how often a shop under a measure is looked at for new offers.
const lookAgain = time.Hour

func (s *Service) enforceMeasures(ctx context.Context, limit int) error {
	since := Moment(s.clock.Now()).Add(-lookAgain)
	kinds := []MeasureKind{MeasureRestriction, MeasureListingsDown, MeasureClosure}
	var due []Measure
	err := s.read(ctx).Where("status = ? AND kind IN ? AND checked_at <= ?", MeasureInForce, kinds, since).Order("checked_at").Limit(limit).Find(&due).Error
	if err != nil {
		return fmt.Errorf("find measures to look at: %w", err)
	}
	var failed error
	for _, m := range due {
		offers, err := s.offersOf(ctx, m.OrgID)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		err = s.inTx(ctx, func(t *tx) error {
			m, err := t.measure(m.Number)
			if err != nil || m.Status != MeasureInForce {
				return err
			}
			if err := t.holdListings(m, offers, true); err != nil {
				return err
			}
			return t.db.Model(&Measure{}).Where("id = ?", m.ID).Updates(map[string]any{"checked_at": t.now}).Error
		})
		failed = errors.Join(failed, err)
	}
	return failed
}

// eachMeasure does something to each measure that is found, in a transaction of
// its own.
func (s *Service) eachMeasure(ctx context.Context, limit int, do func(*tx, *Measure) error, where string, args ...any) error {
	var numbers []string
	if err := s.read(ctx).Model(&Measure{}).Where(where, args...).Order("id").Limit(limit).Pluck("number", &numbers).Error; err != nil {
		return fmt.Errorf("find measures: %w", err)
	}
	var failed error
	for _, number := range numbers {
		err := s.inTx(ctx, func(t *tx) error {
			m, err := t.measure(number)
			if err != nil {
				return err
			}
			return do(t, &m)
		})
		if err != nil && KindOf(err) != Stale {
			failed = errors.Join(failed, fmt.Errorf("measure %s: %w", number, err))
		}
	}
	return failed
}

// measureDelivered notes what came of a mail or an order about a measure.
func (t *tx) measureDelivered(d Delivery) error {
	from, to := TakingDown, Down
	switch d.Kind {
	case DeliverMail:
		return t.toldMeasure(*d.MeasureID)
	case DeliverRestore:
		from, to = Restoring, Live
	case DeliverRemove, DeliverForgetFile, DeliverForgetMail:
	}
	res := t.db.Model(&Listing{}).Where("id = ? AND visibility = ?", *d.ListingID, from).Updates(map[string]any{"visibility": to, "changed_at": t.now})
	if res.Error != nil {
		return fmt.Errorf("confirm listing %d: %w", *d.ListingID, res.Error)
	}
	return nil
}

// measureRemoval is an order without a complaint: it is the platform's own.
func (s *Service) measureRemoval(ctx context.Context, d Delivery) (Removal, error) {
	var r struct{ SiteCode, Ref, Number, Platform string }
	err := s.read(ctx).Table("measures").
		Select("sites.code AS site_code, listings.ref, measures.number, (SELECT name FROM orgs WHERE kind = ? ORDER BY id LIMIT 1) AS platform", PartyPlatform).
		Joins("JOIN listings ON listings.id = ?", *d.ListingID).
		Joins("JOIN sites ON sites.id = listings.site_id").
		Where("measures.id = ?", *d.MeasureID).Take(&r).Error
	if err != nil {
		return Removal{}, fmt.Errorf("removal for measure %d: %w", *d.MeasureID, err)
	}
	return Removal{Key: d.Key, SiteCode: r.SiteCode, Ref: r.Ref, CaseNumber: r.Number, Complainant: r.Platform, At: d.CreatedAt}, nil
}
