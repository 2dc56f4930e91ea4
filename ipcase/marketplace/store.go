package marketplace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

const (
	remove  = "remove"
	restore = "restore"
	// withdraw is the shop's own order: no restoration undoes it.
	withdraw = "withdraw"
)

// act carries an order out in one transaction, once for each key.
func (c *Catalogue) act(ctx context.Context, action string, r ipcase.Removal) error {
	if r.Key == "" {
		return errors.New("an order to the catalogue needs a key")
	}
	r.At, r.Ref = ipcase.Moment(r.At), strings.ToUpper(r.Ref)
	err := c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		done, err := alreadyDone(tx, action, r)
		if err != nil || done {
			return err
		}
		var l CatalogueListing
		err = tx.Where("site_code = ? AND ref = ?", r.SiteCode, r.Ref).Take(&l).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return &ipcase.PermanentError{Reason: fmt.Sprintf("the marketplace has no listing %s on %s", r.Ref, r.SiteCode)}
		}
		if err != nil {
			return err
		}
		// An order that is older than one already carried out lost its way and
		// must not undo the younger.
		changed := false
		if l.ActedAt == nil || !r.At.Before(*l.ActedAt) {
			if changed, err = show(tx, action, r); err != nil {
				return err
			}
		}
		a := CatalogueAction{Key: r.Key, Action: action, SiteCode: r.SiteCode, Ref: r.Ref, CaseNumber: r.CaseNumber, Changed: changed, At: r.At}
		return tx.Create(&a).Error
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		// The same order at the same moment won; it did what this one asks for.
		_, err = alreadyDone(c.db.WithContext(ctx), action, r)
	}
	if err != nil {
		return fmt.Errorf("%s %s/%s: %w", action, r.SiteCode, r.Ref, err)
	}
	return nil
}

func alreadyDone(db *gorm.DB, action string, r ipcase.Removal) (bool, error) {
	var a CatalogueAction
	err := db.Where("key = ?", r.Key).Limit(1).Find(&a).Error
	if err != nil || a.ID == 0 {
		return false, err
	}
	if a.Action != action || a.SiteCode != r.SiteCode || a.Ref != r.Ref {
		return false, &ipcase.PermanentError{Reason: fmt.Sprintf("the key %s was used for another order: %s %s/%s", r.Key, a.Action, a.SiteCode, a.Ref)}
	}
	return true, nil
}

// show changes what the listing's page answers, and says whether it did.
func show(tx *gorm.DB, action string, r ipcase.Removal) (bool, error) {
	from, to := Live, map[string]any{
		"visibility": Removed, "case_number": r.CaseNumber, "complainant": r.Complainant, "right_type": r.Right,
		"removed_at": r.At, "acted_at": r.At,
	}
	if action == restore {
		from, to = Removed, map[string]any{
			"visibility": Live, "case_number": "", "complainant": "", "right_type": "", "removed_at": nil, "acted_at": r.At,
		}
	}
	if action == withdraw {
		to = map[string]any{"visibility": Withdrawn, "updated_at": r.At, "acted_at": r.At}
	}
	q := tx.Model(&CatalogueListing{}).Where("site_code = ? AND ref = ?", r.SiteCode, r.Ref)
	if action == remove { // one that was taken down without a word is told of now
		q = q.Where("visibility = ? OR visibility = ? AND case_number = ''", from, Removed)
	} else {
		q = q.Where("visibility = ?", from)
	}
	done := q.Updates(to)
	if done.Error != nil || done.RowsAffected > 0 {
		return done.RowsAffected > 0, done.Error
	}
	return false, tx.Model(&CatalogueListing{}).Where("site_code = ? AND ref = ?", r.SiteCode, r.Ref).Updates(map[string]any{"acted_at": r.At}).Error
}

func (c *Catalogue) byRef(ctx context.Context, refs []string) (map[address]CatalogueListing, error) {
	if len(refs) == 0 {
		return map[address]CatalogueListing{}, nil
	}
	var rows []CatalogueListing
	if err := c.db.WithContext(ctx).Where("ref IN ?", refs).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("look up listings: %w", err)
	}
	found := make(map[address]CatalogueListing, len(rows))
	for _, l := range rows {
		found[address{l.SiteCode, l.Ref}] = l
	}
	return found, nil
}

// Listing gives one listing, whatever its visibility.
func (c *Catalogue) Listing(ctx context.Context, siteCode, ref string) (CatalogueListing, error) {
	var l CatalogueListing
	err := c.db.WithContext(ctx).Where("site_code = ? AND ref = ?", siteCode, strings.ToUpper(ref)).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return l, errNoListing()
	}
	if err != nil {
		return l, fmt.Errorf("listing %s/%s: %w", siteCode, ref, err)
	}
	return l, nil
}

func errNoListing() error {
	return ipcase.Errorf(ipcase.NotFound, "There is no listing with this ID on this site. Check the address, or search for it.")
}

// Page is a part of a site's listings.
type Page struct {
	Listings []CatalogueListing
	Next     int64 // for After of the next page; 0 = this is the last
	Total    int64 // how many there are in all
}

// Browse gives the listings of a site that match the words, in the order in which
// they were added, from the one behind after. Those that their seller took off
// are left out.
func (c *Catalogue) Browse(ctx context.Context, siteCode, words string, after int64, limit int) (Page, error) {
	match := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(strings.TrimSpace(words))) + "%"
	const where = `site_code = ? AND visibility <> ? AND search_text LIKE ? ESCAPE '\'`
	var p Page
	err := c.db.WithContext(ctx).Model(&CatalogueListing{}).Where(where, siteCode, Withdrawn, match).Count(&p.Total).Error
	if err == nil {
		err = c.db.WithContext(ctx).Where(where+" AND id > ?", siteCode, Withdrawn, match, after).Order("id").Limit(limit + 1).Find(&p.Listings).Error
	}
	if err != nil {
		return Page{}, fmt.Errorf("browse %s: %w", siteCode, err)
	}
	if len(p.Listings) > limit {
		p.Listings = p.Listings[:limit]
		p.Next = p.Listings[limit-1].ID
	}
	return p, nil
}

// Add puts new listings on sale.
func (c *Catalogue) Add(ctx context.Context, listings ...CatalogueListing) error {
	rows := make([]CatalogueListing, len(listings))
	for n, l := range listings {
		if !isRef(l.Ref) {
			return fmt.Errorf("add listing %q: an id holds capital letters, digits and hyphens", l.Ref)
		}
		l.ID, l.Visibility, l.UpdatedAt, l.SearchText = 0, Live, ipcase.Moment(l.UpdatedAt), searchText(l)
		if l.Images == nil {
			l.Images = []string{}
		}
		rows[n] = l
	}
	if len(rows) == 0 {
		return nil
	}
	if err := c.db.WithContext(ctx).CreateInBatches(rows, 200).Error; err != nil {
		return fmt.Errorf("add %d listings: %w", len(rows), err)
	}
	return nil
}

func searchText(l CatalogueListing) string {
	return strings.ToLower(strings.Join([]string{l.Ref, l.Title, l.SellerName, l.Category}, "\n"))
}

// Update is the seller's change of what a live listing says.
func (c *Catalogue) Update(ctx context.Context, l CatalogueListing) error {
	images, err := json.Marshal(append([]string{}, l.Images...))
	if err != nil {
		return fmt.Errorf("update listing %s: %w", l.Ref, err)
	}
	done := c.db.WithContext(ctx).Model(&CatalogueListing{}).
		Where("site_code = ? AND ref = ? AND visibility = ?", l.SiteCode, l.Ref, Live).
		Updates(map[string]any{
			"title": l.Title, "lang": l.Lang, "description": l.Description, "category": l.Category,
			"price_minor": l.PriceMinor, "currency": l.Currency, "images": string(images), "search_text": searchText(l),
			"updated_at": ipcase.Moment(l.UpdatedAt),
		})
	return oneRow(done, "update listing "+l.Ref)
}

// SellerDeletes is the seller's own taking off, which no restoration undoes.
func (c *Catalogue) SellerDeletes(ctx context.Context, siteCode, ref string, at time.Time) error {
	done := c.db.WithContext(ctx).Model(&CatalogueListing{}).
		Where("site_code = ? AND ref = ?", siteCode, strings.ToUpper(ref)).
		Updates(map[string]any{"visibility": Withdrawn, "updated_at": ipcase.Moment(at)})
	return oneRow(done, "delete listing "+ref)
}

// Journal gives every order that was carried out, in order.
func (c *Catalogue) Journal(ctx context.Context) ([]CatalogueAction, error) {
	var all []CatalogueAction
	if err := c.db.WithContext(ctx).Order("id").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("the catalogue's journal: %w", err)
	}
	return all, nil
}

func oneRow(done *gorm.DB, what string) error {
	if done.Error != nil {
		return fmt.Errorf("%s: %w", what, done.Error)
	}
	if done.RowsAffected == 0 {
		return errNoListing()
	}
	return nil
}

// Shop finds a shop of a site by its name; 0 where the site has none so called.
func (c *Catalogue) Shop(ctx context.Context, siteCode, name string) (orgID int64, err error) {
	var l CatalogueListing
	err = c.db.WithContext(ctx).Select("seller_org_id").Where("site_code = ? AND LOWER(seller_name) = ?", siteCode, strings.ToLower(strings.TrimSpace(name))).
		Order("id").Limit(1).Find(&l).Error
	if err != nil {
		return 0, fmt.Errorf("look for a shop: %w", err)
	}
	return l.SellerOrgID, nil
}

// OffersOf implements ipcase.ShopLister: what a shop has on sale on all sites.
func (c *Catalogue) OffersOf(ctx context.Context, sellerOrgID int64) ([]ipcase.Offer, error) {
	var rows []CatalogueListing
	err := c.db.WithContext(ctx).Where("seller_org_id = ? AND visibility = ?", sellerOrgID, Live).Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("offers of a shop: %w", err)
	}
	var offers []ipcase.Offer
	for _, l := range rows {
		for _, site := range c.sites {
			if site.Code == l.SiteCode {
				offers = append(offers, offerOf(site, l))
			}
		}
	}
	return offers, nil
}
