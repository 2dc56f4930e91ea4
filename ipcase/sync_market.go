package ipcase

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm/clause"
)

// ListingLine is one listing as a marketplace sends it. Of what it leaves out the text
// is empty.
type ListingLine struct {
	ID          string     `json:"id"`
	Seller      string     `json:"seller"` // its reference, sent before under sellers
	Title       string     `json:"title"`
	Lang        string     `json:"lang"`
	Description string     `json:"description"`
	Category    string     `json:"category"`
	PriceMinor  int64      `json:"price_minor"`
	Currency    string     `json:"currency"`
	Page        string     `json:"page"`
	Images      []string   `json:"images"`
	Offered     *bool      `json:"offered"` // left out: it is
	UpdatedAt   *time.Time `json:"updated_at"`
}

// SellerLine is one shop as a marketplace sends it.
type SellerLine struct {
	ID      string `json:"id"` // its reference at the marketplace
	Name    string `json:"name"`
	Lang    string `json:"lang"`
	Country string `json:"country"`
	Zone    string `json:"zone"`
	Email   string `json:"email"`
	Subject string `json:"subject"` // of its owner at the single sign-on
}

// Limits on what a marketplace sends.
const (
	MarketBatch    = 500 // lines written at once
	maxListingText = 10_000
	maxAddress     = 1_000

	MaxListingImages = 12
)

// KeepListings enters what a marketplace sends of its listings: each line's fault, or
// "" where it was taken. Lines that are as they were change nothing.
func (s *Service) KeepListings(ctx context.Context, c Connection, lines []ListingLine) ([]string, error) {
	stock, ok := s.market.(Stocked)
	if !ok || len(lines) > MarketBatch {
		return nil, errNotFound()
	}
	site, err := s.siteOf(ctx, c)
	if err != nil {
		return nil, err
	}
	shops, err := s.shopsOf(ctx, site, lines)
	if err != nil {
		return nil, err
	}
	faults := make([]string, len(lines))
	at := map[string]int{}
	var list []MarketListing
	var offered, gone []string
	for n, line := range lines {
		l, fault := line.check(shops)
		if faults[n] = fault; fault != "" {
			continue
		}
		if before, twice := at[l.Ref]; twice { // the later line counts
			list[before] = l
			continue
		}
		at[l.Ref] = len(list)
		list = append(list, l)
	}
	for _, l := range list {
		if l.Offered {
			offered = append(offered, l.Ref)
		} else {
			gone = append(gone, l.Ref)
		}
	}
	if len(list) == 0 {
		return faults, nil
	}
	if err := stock.KeepListings(ctx, site.Code, list, s.clock.Now()); err != nil {
		return nil, fmt.Errorf("listings of %s: %w", site.Code, err)
	}
	if err := s.reappearedNoMore(ctx, site, gone); err != nil {
		return nil, err
	}
	return faults, s.noticeReappeared(ctx, site, offered)
}

// reappearedNoMore notes that listings are down again, so that the next time counts anew.
func (s *Service) reappearedNoMore(ctx context.Context, site Site, refs []string) error {
	if len(refs) == 0 {
		return nil
	}
	return s.inTx(ctx, func(t *tx) error {
		return t.db.Model(&Listing{}).Where("site_id = ? AND ref IN ? AND reappeared_at IS NOT NULL", site.ID, refs).Updates(map[string]any{"reappeared_at": nil}).Error
	})
}

// shopsOf finds the shops that lines name, by their references.
func (s *Service) shopsOf(ctx context.Context, site Site, lines []ListingLine) (map[string]Org, error) {
	refs := make([]string, 0, len(lines))
	named := map[string]bool{}
	for _, l := range lines {
		if !named[l.Seller] {
			named[l.Seller] = true
			refs = append(refs, l.Seller)
		}
	}
	var orgs []Org
	err := s.read(ctx).Select("id, name, shop_ref").Where("kind = ? AND shop_ref IN ? AND shop_ref <> '' AND shop_site_id IN ?", PartySeller, refs, []int64{0, site.ID}).
		Order("shop_site_id").Find(&orgs).Error // the site's own counts
	if err != nil {
		return nil, fmt.Errorf("find shops: %w", err)
	}
	shops := make(map[string]Org, len(orgs))
	for _, o := range orgs {
		shops[o.ShopRef] = o
	}
	return shops, nil
}

// check brings a line into the form in which it is kept, or says what is wrong.
func (l ListingLine) check(shops map[string]Org) (MarketListing, string) {
	shop, known := shops[l.Seller]
	m := MarketListing{
		Ref: strings.ToUpper(strings.TrimSpace(l.ID)), SellerOrgID: shop.ID, SellerName: shop.Name, Title: strings.TrimSpace(l.Title), Lang: l.Lang,
		Description: l.Description, Category: l.Category, PriceMinor: l.PriceMinor, Currency: l.Currency, Page: l.Page, Images: l.Images, Offered: l.Offered == nil || *l.Offered,
	}
	switch {
	case !isListingRef(m.Ref):
		return m, "id: up to 40 letters, digits and hyphens, with at least one digit."
	case !known:
		return m, fmt.Sprintf("seller: %s is not known. Send the seller first.", shortened(l.Seller))
	case m.Title == "" || !plainText(m.Title, MaxShortText):
		return m, fmt.Sprintf("title: 1 to %d characters of plain text.", MaxShortText)
	case !plainText(l.Description, maxListingText) || !plainText(l.Category, MaxShortText):
		return m, fmt.Sprintf("description, category: at most %d and %d characters of plain text.", maxListingText, MaxShortText)
	case !languageTag(l.Lang):
		return m, "lang: a language tag like en or zh-CN."
	case l.PriceMinor < 0 || l.PriceMinor > 1e14 || !isCurrency(l.Currency) && (l.PriceMinor != 0 || l.Currency != ""):
		return m, "price_minor, currency: the price in the smallest unit as a whole number, and three capital letters like USD."
	case l.Page != "" && !webAddress(l.Page):
		return m, fmt.Sprintf("page: an https address of at most %d characters, without a fragment.", maxAddress)
	case len(l.Images) > MaxListingImages:
		return m, fmt.Sprintf("images: at most %d https addresses.", MaxListingImages)
	}
	for _, image := range l.Images {
		if !webAddress(image) {
			return m, fmt.Sprintf("images: at most %d https addresses.", MaxListingImages)
		}
	}
	return m, ""
}

// KeepSellers enters what a marketplace sends of its shops: each line's fault, or ""
// where it was taken. What people of a shop said of it themselves stays as they said.
// A shop is its site's: one of another site, told by the same reference, is another shop.
func (s *Service) KeepSellers(ctx context.Context, c Connection, lines []SellerLine) ([]string, error) {
	site, err := s.siteOf(ctx, c)
	if err != nil {
		return nil, err
	}
	faults := make([]string, len(lines))
	at := map[string]int{}
	var orgs []Org
	for n, line := range lines {
		o, fault := line.check()
		if faults[n] = fault; fault != "" {
			continue
		}
		o.CreatedAt, o.ShopSiteID = Moment(s.clock.Now()), site.ID
		if before, twice := at[o.ShopRef]; twice { // the later line counts
			orgs[before] = o
			continue
		}
		at[o.ShopRef] = len(orgs)
		orgs = append(orgs, o)
	}
	if len(orgs) == 0 {
		return faults, nil
	}
	return faults, s.inTx(ctx, func(t *tx) error {
		if err := t.takeUpShops(site, orgs); err != nil {
			return err
		}
		err := t.db.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "shop_ref"}, {Name: "shop_site_id"}}, TargetWhere: clause.Where{Exprs: []clause.Expression{clause.Expr{SQL: "shop_ref <> ''"}}},
			DoUpdates: clause.AssignmentColumns([]string{"name"}),
		}).CreateInBatches(orgs, MarketBatch).Error
		if err != nil {
			return fmt.Errorf("keep %d sellers: %w", len(orgs), err)
		}
		return t.keepSubjects(site, lines, faults)
	})
}

// takeUpShops makes shops the site's that the platform's people have added, where they
// sell nothing elsewhere that was complained of. The first site that tells of one has it.
func (t *tx) takeUpShops(site Site, told []Org) error {
	refs := make([]string, len(told))
	for n, o := range told {
		refs[n] = o.ShopRef
	}
	err := t.db.Exec(`UPDATE orgs SET shop_site_id = ? WHERE kind = ? AND shop_ref IN ? AND shop_site_id = 0
		AND NOT EXISTS (SELECT 1 FROM orgs there WHERE there.shop_ref = orgs.shop_ref AND there.shop_site_id = ?)
		AND (EXISTS (SELECT 1 FROM listings WHERE listings.seller_org_id = orgs.id AND listings.site_id = ?)
			OR NOT EXISTS (SELECT 1 FROM listings WHERE listings.seller_org_id = orgs.id))`,
		site.ID, PartySeller, refs, site.ID, site.ID).Error
	if err != nil {
		return fmt.Errorf("shops of %s: %w", site.Code, err)
	}
	return nil
}

func (l SellerLine) check() (Org, string) {
	o := Org{Kind: PartySeller, ShopRef: strings.TrimSpace(l.ID), Name: strings.TrimSpace(l.Name), Lang: l.Lang, Zone: l.Zone, Country: l.Country, Email: l.Email}
	if o.Lang == "" {
		o.Lang = "en"
	}
	if o.Zone == "" {
		o.Zone = "UTC"
	}
	_, err := time.LoadLocation(o.Zone)
	switch {
	case o.ShopRef == "" || !plainText(o.ShopRef, 80):
		return o, "id: 1 to 80 characters of plain text."
	case o.Name == "" || !plainText(o.Name, MaxShortText):
		return o, fmt.Sprintf("name: 1 to %d characters of plain text.", MaxShortText)
	case o.Lang != "en" && o.Lang != "zh-CN":
		return o, "lang: en or zh-CN."
	case err != nil || o.Zone == "Local":
		return o, "zone: a time zone like Asia/Shanghai."
	case o.Country != "" && (len(o.Country) != 2 || strings.Trim(o.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != ""):
		return o, "country: two capital letters like CN."
	case o.Email != "" && !looksLikeMail(o.Email):
		return o, "email: an address like name@example.com."
	case l.Subject != "" && !plainText(l.Subject, 255):
		return o, "subject: at most 255 characters of plain text."
	}
	return o, ""
}

// isListingRef says whether s can be a listing's id.
func isListingRef(s string) bool {
	return s != "" && len(s) <= 40 && strings.ContainsAny(s, "0123456789") && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// plainText says that s is a text of at most so many characters, without control
// characters but line ends.
func plainText(s string, limit int) bool {
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > limit {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }) < 0
}

func languageTag(s string) bool {
	return len(s) <= 35 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func webAddress(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	return ok && len(s) <= maxAddress && rest != "" && plainText(s, maxAddress) && !strings.ContainsAny(s, " \"<>#\\") && !strings.ContainsAny(strings.SplitN(rest, "/", 2)[0], "@")
}

func shortened(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "?")); len(r) > 40 {
		return string(r[:40]) + "…"
	} else if len(r) == 0 {
		return "(none)"
	}
	return s
}

// shopSubject is who acts for a shop at the single sign-on.
type shopSubject struct {
	ID      int64
	OrgID   int64
	Subject string
}

// TableName fixes the table.
func (shopSubject) TableName() string { return "shop_subjects" }

// keepSubjects ties subjects of the single sign-on to shops; a subject that is sent for
// another shop acts for that one from now on.
func (t *tx) keepSubjects(site Site, lines []SellerLine, faults []string) error {
	byRef, last := map[string]string{}, map[string]string{} // a shop's subject, and the shop that a subject was last sent for
	for n, l := range lines {
		if ref := strings.TrimSpace(l.ID); faults[n] == "" && l.Subject != "" {
			byRef[ref], last[l.Subject] = l.Subject, ref
		}
	}
	if len(byRef) == 0 {
		return nil
	}
	var refs, subjects []string
	for ref, subject := range byRef {
		refs, subjects = append(refs, ref), append(subjects, subject)
	}
	var orgs []Org
	if err := t.db.Select("id, shop_ref").Where("shop_ref IN ? AND shop_site_id = ?", refs, site.ID).Order("id").Find(&orgs).Error; err != nil {
		return fmt.Errorf("shops with subjects: %w", err)
	}
	var taken []string
	err := t.db.Model(&shopSubject{}).Where("subject IN ? AND org_id IN (SELECT id FROM orgs WHERE shop_site_id <> ?)", subjects, site.ID).Pluck("subject", &taken).Error
	if err != nil {
		return fmt.Errorf("subjects of shops of other sites: %w", err)
	}
	for n, l := range lines {
		if faults[n] == "" && contains(taken, l.Subject) {
			faults[n] = "subject: with it somebody signs in to a shop of another site. The shop was taken, its subject was not."
		}
	}
	ids := make([]int64, len(orgs))
	var rows []shopSubject
	for n, o := range orgs {
		ids[n] = o.ID
		if subject := byRef[o.ShopRef]; last[subject] == o.ShopRef && !contains(taken, subject) {
			rows = append(rows, shopSubject{OrgID: o.ID, Subject: subject})
		}
	}
	if err := t.db.Where("org_id IN ? OR subject IN ? AND org_id IN (SELECT id FROM orgs WHERE shop_site_id = ?)", ids, subjects, site.ID).Delete(&shopSubject{}).Error; err != nil {
		return fmt.Errorf("subjects of shops: %w", err)
	}
	return t.insert(rows)
}
