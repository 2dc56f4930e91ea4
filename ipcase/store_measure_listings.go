package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm/clause"
)

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
		untold, err2 := t.heldUntold(id)
		if err = errors.Join(err, err2); err != nil || items > 0 || others || untold {
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
