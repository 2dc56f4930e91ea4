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
	Untold      bool // an order forbids to tell its shop; there is no case to name

	Connection int64        `json:"-"` // of its site; 0: the built-in catalogue
	Seq        int          `json:"-"` // counts what the marketplace is told about the case
	Answer     OrderOutcome `json:"-"` // what the marketplace has said of it meanwhile
	AnswerNote string       `json:"-"`
}

// PermanentError is what a Marketplace or a mail server answers when trying again
// is useless: the delivery is given up at once and staff are told.
type PermanentError struct{ Reason string }

func (e *PermanentError) Error() string { return e.Reason }

// PendingError is what a Marketplace answers that has taken an order and says later
// what came of it: nothing is guessed until then.
type PendingError struct {
	Note  string
	Again time.Duration // when to ask with the same key again
}

func (e *PendingError) Error() string { return e.Note }

// Told is a Marketplace that is told of acts in cases. The answer is what it said.
type Told interface {
	Tell(ctx context.Context, m MarketMessage) (answer string, err error)
}

// Stocked is a Marketplace whose listings are sent to the portal.
type Stocked interface {
	// KeepListings enters listings of a site, or what has changed of them.
	KeepListings(ctx context.Context, site string, list []MarketListing, at time.Time) error
	// ShowListing notes what a marketplace says of one listing: that it is offered, or not.
	ShowListing(ctx context.Context, site, ref string, offered bool, at time.Time) error
	// ListingGone notes that a listing is not there any more, and that what follows from
	// that here is done.
	ListingGone(ctx context.Context, site, ref string, at time.Time) error
}
