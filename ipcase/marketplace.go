package ipcase

import (
	"context"
	"io"
	"time"
)

// Marketplace is the outside that owns the listings: the built-in catalogue of
// package marketplace, or a connector. No transaction is open during a call, and
// every call can be repeated with the same key without a second effect.
type Marketplace interface {
	// Lookup resolves addresses and listing ids, in the order given. A line that
	// leads nowhere comes back with Found false. At most a few hundred lines.
	Lookup(ctx context.Context, lines []string) ([]Offer, error)
	// Image opens a picture of an offer.
	Image(ctx context.Context, key string) (io.ReadCloser, error)
	// Remove takes a listing down; it answers 451 from then on.
	Remove(ctx context.Context, r Removal) error
	// Restore puts it back.
	Restore(ctx context.Context, r Removal) error
}

// ShopLister is a Marketplace that can say what a shop has on sale. Without it
// measures against a shop's listings reach only those that cases know.
type ShopLister interface {
	OffersOf(ctx context.Context, sellerOrgID int64) ([]Offer, error)
}

// Offer is a listing as the marketplace has it at this moment.
type Offer struct {
	Line        string // as asked for
	Found       bool
	Gone        bool // was there once, and was taken off by its seller or the marketplace
	SiteCode    string
	Ref         string
	URL         string
	SellerOrgID int64  // 0 = a shop that the portal does not know
	SellerName  string // public shop name
	Title       string
	Lang        string
	Description string
	Category    string
	PriceMinor  int64
	Currency    string
	ImageKeys   []string
	EditURL     string // where its shop changes it; "" where the marketplace does not say
	UpdatedAt   time.Time
}

// Removal is the order to take a listing down or to put it back.
type Removal struct {
	Key         string // idempotency key: the delivery's
	SiteCode    string
	Ref         string
	CaseNumber  string // shown on the page that answers 451
	Complainant string // public name
	Right       string // trademark, copyright, …
	At          time.Time
}

// PermanentError is what a Marketplace or a mail server answers when trying again
// is useless: the delivery is given up at once and staff are told.
type PermanentError struct{ Reason string }

func (e *PermanentError) Error() string { return e.Reason }
