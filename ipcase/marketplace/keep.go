package marketplace

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase"
)

// keptColumns are what a marketplace's line changes of a listing; when it was changed
// moves only with one of the others.
var keptColumns = []string{"seller_org_id", "seller_name", "title", "lang", "description", "category", "price_minor", "currency", "images", "page"}

// KeepListings implements ipcase.Stocked: one statement for all lines that are offered.
func (c *Catalogue) KeepListings(ctx context.Context, site string, list []ipcase.MarketListing, at time.Time) error {
	at = ipcase.Moment(at)
	rows := make([]CatalogueListing, len(list))
	offered := map[bool][]string{}
	for n, l := range list {
		rows[n] = CatalogueListing{
			SiteCode: site, Ref: l.Ref, SellerOrgID: l.SellerOrgID, SellerName: l.SellerName, Title: l.Title, Lang: l.Lang, Description: l.Description,
			Category: l.Category, PriceMinor: l.PriceMinor, Currency: l.Currency, Images: append([]string{}, l.Images...), Page: pageOf(l.Page),
			Visibility: Live, UpdatedAt: at,
		}
		if !l.Offered {
			rows[n].Visibility = Withdrawn
		}
		rows[n].SearchText = searchText(rows[n])
		offered[l.Offered] = append(offered[l.Offered], l.Ref)
	}
	changed := make([]string, len(keptColumns))
	for n, column := range keptColumns {
		changed[n] = "catalogue_listings." + column + " <> excluded." + column
	}
	return c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		err := tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "site_code"}, {Name: "ref"}},
			DoUpdates: clause.AssignmentColumns(append([]string{"search_text", "updated_at"}, keptColumns...)),
			Where:     clause.Where{Exprs: []clause.Expression{clause.Expr{SQL: strings.Join(changed, " OR ")}}},
		}).Create(&rows).Error
		if err != nil {
			return fmt.Errorf("keep %d listings: %w", len(rows), err)
		}
		refs := slices.Concat(offered[true], offered[false])
		err = tx.Model(&CatalogueListing{}).Where("site_code = ? AND ref IN ? AND gone_at IS NOT NULL", site, refs).Updates(map[string]any{"gone_at": nil}).Error
		if err != nil {
			return fmt.Errorf("%d listings are there again: %w", len(rows), err)
		}
		// What an order took down stays marked as that.
		for _, show := range []struct {
			offered  bool
			from, to Visibility
		}{{true, Withdrawn, Live}, {false, Live, Withdrawn}} {
			if len(offered[show.offered]) == 0 {
				continue
			}
			err := tx.Model(&CatalogueListing{}).Where("site_code = ? AND ref IN ? AND visibility = ?", site, offered[show.offered], show.from).
				Updates(map[string]any{"visibility": show.to, "updated_at": at}).Error
			if err != nil {
				return fmt.Errorf("show %d listings: %w", len(rows), err)
			}
		}
		return nil
	})
}

// pageOf is a page's address as it is compared: without its query and fragment, a slash
// at the end, or capital letters in its host. It is "" for what is no address.
func pageOf(line string) string {
	line = strings.Trim(line, " \t\r\n\u00a0\u3000\"'<>“”‘’,;，；。、")
	if line == "" || len(line) > 2000 {
		return ""
	}
	if !strings.Contains(line, "://") {
		line = "https://" + line
	}
	u, err := url.Parse(line)
	if err != nil || u.User != nil || u.Host == "" || !strings.EqualFold(u.Scheme, "https") && !strings.EqualFold(u.Scheme, "http") {
		return ""
	}
	return "https://" + strings.ToLower(strings.TrimSuffix(u.Host, ".")) + strings.TrimRight(u.EscapedPath(), "/")
}

// byPage finds listings by their pages at marketplaces of their own, for the lines that
// are no address of the portal's.
func (c *Catalogue) byPage(ctx context.Context, lines []string, asked []address) (map[string]CatalogueListing, error) {
	found := map[string]CatalogueListing{}
	var pages []string
	for n, line := range lines {
		if page := pageOf(line); asked[n].ref == "" && page != "" {
			pages = append(pages, page)
		}
	}
	if len(pages) == 0 {
		return found, nil
	}
	var rows []CatalogueListing
	if err := c.db.WithContext(ctx).Where("page <> '' AND page IN ?", pages).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("look up pages of listings: %w", err)
	}
	for _, l := range rows {
		found[l.Page] = l
	}
	return found, nil
}
