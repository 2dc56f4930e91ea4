// Package marketplace is the built-in marketplace: a catalogue of listings in
// tables of its own, behind ipcase.Marketplace. It stands for an outside. It
// knows no complaint, no item and no reason; it does what a Removal says, once
// for each key, and never puts back what its seller took off.
package marketplace

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Catalogue is the built-in marketplace.
type Catalogue struct {
	db     *gorm.DB
	sites  []ipcase.Site
	images fs.FS
}

var (
	_ ipcase.Marketplace = (*Catalogue)(nil)
	_ ipcase.ShopLister  = (*Catalogue)(nil)
	_ ipcase.Withdrawer  = (*Catalogue)(nil)
)

// New makes the catalogue of these sites, with its pictures in images.
func New(db *gorm.DB, sites []ipcase.Site, images fs.FS) *Catalogue {
	return &Catalogue{db: db, sites: sites, images: images}
}

// Sites gives the catalogue's sites.
func (c *Catalogue) Sites() []ipcase.Site { return c.sites }

// Lookup implements ipcase.Marketplace: one query for all lines.
func (c *Catalogue) Lookup(ctx context.Context, lines []string) ([]ipcase.Offer, error) {
	offers := make([]ipcase.Offer, len(lines))
	asked := make([]address, len(lines))
	var refs []string
	for n, line := range lines {
		offers[n].Line = line
		if asked[n] = c.parse(line); asked[n].ref != "" {
			refs = append(refs, asked[n].ref)
		}
	}
	pages, err := c.byPage(ctx, lines, asked)
	if err != nil {
		return nil, err
	}
	found, err := c.byRef(ctx, refs)
	if err != nil {
		return nil, err
	}
	for n := range offers {
		if at, ok := pages[pageOf(lines[n])]; ok && asked[n].ref == "" {
			asked[n] = address{at.SiteCode, at.Ref}
			found[asked[n]] = at
		}
		for _, site := range c.sites {
			l, ok := found[address{site.Code, asked[n].ref}]
			if !ok || (asked[n].site != "" && asked[n].site != site.Code) {
				continue
			}
			offers[n] = offerOf(site, l)
			offers[n].Line = lines[n]
			break
		}
	}
	return offers, nil
}

func offerOf(site ipcase.Site, l CatalogueListing) ipcase.Offer {
	page := l.Page
	if page == "" {
		page = URL(site, l.Ref)
	}
	return ipcase.Offer{
		Found: true, Gone: l.Visibility != Live, SiteCode: site.Code, Ref: l.Ref, URL: page,
		SellerOrgID: l.SellerOrgID, SellerName: l.SellerName, Title: l.Title, Lang: l.Lang, Description: l.Description,
		Category: l.Category, PriceMinor: l.PriceMinor, Currency: l.Currency, ImageKeys: l.Images, UpdatedAt: l.UpdatedAt,
	}
}

// Image implements ipcase.Marketplace.
func (c *Catalogue) Image(_ context.Context, key string) (io.ReadCloser, error) {
	if MIME(key) == "" || !fs.ValidPath(key) {
		return nil, fmt.Errorf("picture %q: %w", key, fs.ErrNotExist)
	}
	f, err := c.images.Open(key)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	return f, nil
}

// MIME is the type of a picture by its key, or "" for what is no picture.
func MIME(key string) string {
	switch strings.ToLower(path.Ext(key)) {
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	default:
		return ""
	}
}

// Remove implements ipcase.Marketplace.
func (c *Catalogue) Remove(ctx context.Context, r ipcase.Removal) error { return c.act(ctx, remove, r) }

// Restore implements ipcase.Marketplace.
func (c *Catalogue) Restore(ctx context.Context, r ipcase.Removal) error {
	return c.act(ctx, restore, r)
}

// Withdraw implements ipcase.Withdrawer.
func (c *Catalogue) Withdraw(ctx context.Context, r ipcase.Removal) error {
	return c.act(ctx, withdraw, r)
}

// Visibility is whether a listing is offered.
type Visibility string

// The visibilities of a listing.
const (
	Live      Visibility = "live"
	Removed   Visibility = "removed"             // its page answers 451
	Withdrawn Visibility = "withdrawn_by_seller" // and nothing but its seller brings it back
)

// CatalogueListing is a listing as the marketplace keeps it.
type CatalogueListing struct {
	ID          int64
	SiteCode    string
	Ref         string // unique within the site; capital letters, digits, hyphens
	SellerOrgID int64
	SellerName  string
	Title       string
	Lang        string
	Description string
	Category    string
	PriceMinor  int64
	Currency    string
	Images      []string `gorm:"serializer:json"`
	Page        string   // of the listing at a marketplace of its own; "" where it is the portal's
	SearchText  string
	Visibility  Visibility
	CaseNumber  string // of the removal, and so are the next three
	Complainant string
	RightType   string
	RemovedAt   *time.Time
	ActedAt     *time.Time // of the youngest order: an older one comes too late
	GoneAt      *time.Time // when its seller had deleted it at the marketplace; nil while it is there
	UpdatedAt   time.Time
}

// TableName fixes the table.
func (CatalogueListing) TableName() string { return "catalogue_listings" }

// CatalogueAction is an order that was carried out.
type CatalogueAction struct {
	ID         int64
	Key        string
	Action     string // remove, restore or withdraw
	SiteCode   string
	Ref        string
	CaseNumber string
	Changed    bool // false: the listing already was so, or must stay as it is
	At         time.Time
}

// TableName fixes the table.
func (CatalogueAction) TableName() string { return "catalogue_actions" }
