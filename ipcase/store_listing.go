package ipcase

import (
	"fmt"

	"gorm.io/gorm/clause"
)

// knowListings enters the listings of a filing in the portal's own table and
// gives their row ids by ref. What the portal knows of a listing's visibility
// stays as it is.
func (t *tx) knowListings(check ListingCheck) (map[string]int64, error) {
	var rows []*Listing
	for _, g := range check.Sellers {
		for _, l := range g.Lines {
			rows = append(rows, &Listing{
				SiteID: check.Site.ID, Ref: l.Offer.Ref, SellerOrgID: g.SellerOrgID, Title: l.Offer.Title, Lang: l.Offer.Lang,
				Visibility: Live, ChangedAt: t.now,
			})
		}
	}
	err := t.db.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "site_id"}, {Name: "ref"}},
		DoUpdates: clause.AssignmentColumns([]string{"seller_org_id", "title", "lang"}),
	}, clause.Returning{Columns: []clause.Column{{Name: "id"}, {Name: "ref"}}}).CreateInBatches(rows, rowsAtOnce).Error
	if err != nil {
		return nil, fmt.Errorf("know %d listings: %w", len(rows), err)
	}
	// No database says in which order it answers, so each row says which one it is.
	ids := make(map[string]int64, len(rows))
	for _, l := range rows {
		ids[l.Ref] = l.ID
	}
	return ids, nil
}
