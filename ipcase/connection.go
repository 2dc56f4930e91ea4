package ipcase

import "time"

// Connection is a marketplace's own system, connected to one site by an operator:
// orders about the site's listings go to it, and it says what came of them.
type Connection struct {
	ID          int64
	PublicID    string // 128 random bits
	FormID      string // unique: pressing twice connects once
	SiteID      int64
	Name        string
	Way         ConnectionWay
	URL         string // of a webhook, or of an engine's own API; else ""
	Pages       string // where an engine's shop front shows a product: {slug} or {id} stands for which
	Secret      string // sealed: what webhooks are signed with, or the key to an engine's API
	OldSecret   string // sealed: signs too until OldUntil
	OldUntil    *time.Time
	TokenHash   string // SHA-256 in hex of what its own calls carry
	TokenPrefix string
	TokenUsedAt *time.Time
	CreatedAt   time.Time
	CreatedBy   int64
	EndedAt     *time.Time
	EndedBy     *int64

	Syncing `gorm:"embedded"`
}

// TableName fixes the table.
func (Connection) TableName() string { return "connections" }

// ConnectionWay is how a marketplace learns of orders.
type ConnectionWay string

// The ways: it is called, it fetches them, an employee carries them out, or it is a
// commerce engine whose own API the portal speaks.
const (
	ByWebhook ConnectionWay = "webhook"
	ByPull    ConnectionWay = "pull"
	ByHand    ConnectionWay = "hand"
	ByVendure ConnectionWay = "vendure"
)

// Listed says that orders lie in a list until somebody says what came of them.
func (w ConnectionWay) Listed() bool { return w == ByPull || w == ByHand }

// IsEngine says that the portal works the marketplace itself, and reads what is on sale.
func (w ConnectionWay) IsEngine() bool { return w == ByVendure }

// OrderOutcome is what a marketplace says of an order.
type OrderOutcome string

// The outcomes. An unknown one is asked for again with the same key.
const (
	OutcomeDone    OrderOutcome = "done"
	OutcomeRefused OrderOutcome = "refused"
	OutcomeUnknown OrderOutcome = "unknown"
)

// Times and limits of connections.
const (
	SecretOverlap  = 24 * time.Hour // old and new secret both sign for so long
	OrderAnswered  = 72 * time.Hour // an order without an answer for so long is given up aloud
	HookTolerance  = 5 * time.Minute
	MaxActions     = 100 // orders on one page
	MaxWebhookURL  = 500
	MaxEngineKey   = 500
	maxRefusedNote = 300
)

// SecretPurpose and its like name what a connection's secret is sealed for.
const SecretPurpose = "connection secret"

// Sealer seals what must not lie readable, and opens it again.
type Sealer interface {
	Seal(purpose string, plain []byte) string
	Open(purpose, sealed string) ([]byte, error)
}

// Sealing lets marketplaces be connected, whose secrets are sealed. Call it before
// anything else.
func (s *Service) Sealing(with Sealer) *Service {
	s.seal = with
	return s
}

// MarketMessage is news for a marketplace: an act in a case, a measure against a shop,
// or a test.
type MarketMessage struct {
	Key        string
	Connection int64
	At         time.Time
	Body       string       // JSON: see tellBody
	Answer     OrderOutcome // of a marketplace that fetches its orders, or of who works by hand; "" before
	AnswerNote string
}

// MarketListing is a listing as a connected marketplace sends it.
type MarketListing struct {
	Ref         string
	Page        string // https address of its page there
	SellerOrgID int64
	SellerName  string
	Title       string
	Lang        string
	Description string
	Category    string
	PriceMinor  int64
	Currency    string
	Images      []string // https addresses
	Offered     bool
}
