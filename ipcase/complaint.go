package ipcase

import "time"

// Complaint is one filing by one rights holder, under one right and for one
// reason, against 1..n listings of 1..n sellers on one site.
type Complaint struct {
	ID               int64
	Number           string // IP-2026-000123
	OrgID            int64  // the holder, or its agent
	PrincipalID      *int64 // for whom, where an agent filed it
	PowerID          *int64 // and under which power of attorney
	RightID          int64
	SiteID           int64
	Reason           string // a Reason's code
	Procedure        string // and the version it began with stays for ever
	ProcedureVersion int
	SelectedBy       string // the id of the selection rule that led to it
	Proof            Proof
	Explanation      string
	Lang             string          // of the explanation
	Statements       []Statement     `gorm:"serializer:json"` // as shown and ticked
	Answers          []ElementAnswer `gorm:"serializer:json"` // required particulars other than statements
	Signature        string
	AgainReason      string  // why listings are complained of again without new evidence
	Contact          Contact `gorm:"serializer:json"` // given for this filing; what the seller sees of it is the procedure's Disclosure
	DraftID          string  // unique: pressing twice files once (promise 4)
	FiledAt          time.Time
	FiledBy          int64
	Unregistered     bool   // came without an account, whoever took it over since
	FlaggerID        *int64 // filed by a trusted flagger, under this record
	EventSeq         int    // head of the chain complaint:NUMBER
	EventHash        string
	Salts            Salts
}

// TableName fixes the table.
func (Complaint) TableName() string { return "complaints" }

// Statement is a declaration in the exact words in which it was shown and ticked.
type Statement struct {
	ID   string // the procedure's element id
	Lang string
	Text string
}

// ElementAnswer is a required particular that is neither a statement nor a file,
// such as the order number of a test purchase.
type ElementAnswer struct {
	ID   string
	Text string
}

// Contact is how a party can be reached. Personal data.
type Contact struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	// Relay makes the portal the contact of record: what the procedure lets a party
	// keep to itself is not shown, and letters are written and read here.
	Relay bool `json:"relay,omitempty"`
}

// Listing is the marketplace's offer as the portal knows it. Its visibility is a
// fact about the marketplace, separate from any item's state: the law does not
// wait for the network.
type Listing struct {
	ID          int64
	SiteID      int64
	Ref         string // the marketplace's id, unique within the site
	SellerOrgID int64
	Title       string
	Lang        string
	Visibility  Visibility
	ChangedAt   time.Time

	ReappearedAt *time.Time // it is offered again though an order keeps it down
}

// TableName fixes the table.
func (Listing) TableName() string { return "listings" }

// Visibility is where a listing stands with the marketplace.
type Visibility string

// The visibilities. A listing is on its way while the marketplace has not
// confirmed.
const (
	Live       Visibility = "live"
	TakingDown Visibility = "taking_down"
	Down       Visibility = "down"
	Restoring  Visibility = "restoring"
)

// Snapshot is a listing as it was when it was complained of. It never changes
// (promise 6).
type Snapshot struct {
	ID          int64
	ListingID   int64
	Ref         string
	URL         string
	Title       string
	Lang        string
	Description string
	Category    string
	PriceMinor  int64           // in the currency's smallest unit
	Currency    string          // ISO 4217
	SellerName  string          // public shop name
	Images      []SnapshotImage `gorm:"serializer:json"`
	TakenAt     time.Time
	Hash        string // SHA-256 of all the above, hex
}

// TableName fixes the table.
func (Snapshot) TableName() string { return "snapshots" }

// SnapshotImage is a picture of a snapshot, kept among the evidence blobs.
type SnapshotImage struct {
	Hash string `json:"hash"` // SHA-256, hex
	MIME string `json:"mime"`
	Alt  string `json:"alt,omitempty"`
}

// Draft is a form that is not finished: a complaint or a counter-notification.
// It survives signing out; its id is random and is what makes pressing twice
// harmless.
type Draft struct {
	ID        string // 128 random bits
	Kind      DraftKind
	OrgID     int64
	PersonID  int64
	CaseID    *int64 // for a counter-notification
	Data      string // JSON of ComplaintDraft or CounterDraft
	CreatedAt time.Time
	UpdatedAt time.Time
	UsedAt    *time.Time // filed, and so no longer editable
}

// TableName fixes the table.
func (Draft) TableName() string { return "drafts" }

// DraftKind says what a draft will become.
type DraftKind string

// The kinds of draft.
const (
	DraftComplaint DraftKind = "complaint"
	DraftCounter   DraftKind = "counter"
)

// permission is what writing and filing a draft needs.
func (k DraftKind) permission() Permission {
	if k == DraftComplaint {
		return PermFile
	}
	return PermAnswer
}
