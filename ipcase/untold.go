package ipcase

import (
	"fmt"
	"time"
)

// UntoldRemoval is a removal that an order demands while it forbids to tell the
// parties. Regulation (EU) 2022/2065, Article 9(5), lets them be told "at the latest
// when effect is given to the order or, where applicable, at the time provided by the
// … authority in its order". Until that day the listings are down, and the case knows
// nothing of it: no move, no statement of reasons, no mail, no clock, no line in any
// timeline, file, feed, register or answer of a program, so there is nothing that
// could be left out badly. Both sides read of such a listing what whoever opens its
// address sees too, that it is offline; the portal says the same where another case
// or a measure keeps it down, and never says that it is on sale. Its page answers
// that it is not there (RFC 9110, 15.5.5: "not willing to disclose"), since a 451
// would have to name who asked. The record holds it from the start, in the chain of
// the order. On the day the worker makes of it the decision that it is: its clocks
// and the months for an appeal start with the delivery of that.
type UntoldRemoval struct {
	ID          int64
	ReceivedID  int64
	CaseID      int64
	FormID      string // unique: pressing twice does it once
	Facts       string
	GroundKind  GroundKind
	Reference   string
	Explanation string
	Territory   string
	Lang        string
	EvidenceIDs []int64 `gorm:"serializer:json"`
	Salts       Salts
	DecidedAt   time.Time
	DecidedBy   int64
	ToldAt      *time.Time // since then it is a decision of its case
}

// TableName fixes the table.
func (UntoldRemoval) TableName() string { return "untold_removals" }

func (u UntoldRemoval) texts() map[string]any {
	return map[string]any{"facts": u.Facts, "ground_kind": string(u.GroundKind), "reference": u.Reference, "explanation": u.Explanation}
}

// untoldListing is a listing that it took down.
type untoldListing struct {
	UntoldID  int64 `gorm:"primaryKey;autoIncrement:false"`
	ItemID    int64 `gorm:"primaryKey;autoIncrement:false"`
	ListingID int64
	Comment   string // on this listing alone, for the decision
	Held      bool   // nothing else puts it back
}

// TableName fixes the table.
func (untoldListing) TableName() string { return "untold_listings" }

// TellingChange is the authority's word that the parties may be told on another day.
type TellingChange struct {
	ID         int64
	ReceivedID int64
	Until      string // 2006-01-02
	Why        string
	Salts      Salts
	ChangedAt  time.Time
	ChangedBy  int64
}

// TableName fixes the table.
func (TellingChange) TableName() string { return "telling_changes" }

// What is recorded of it, in the order's chain.
const (
	EventOrderUntold  EventKind = "order_carried_out_untold"
	EventOrderDown    EventKind = "order_listing_down"
	EventOrderTelling EventKind = "order_telling_changed" // the day from which the parties may be told
	EventOrderTold    EventKind = "order_told"
)

// heldUntold says whether such a removal keeps a listing down.
func (t *tx) heldUntold(listing int64) (bool, error) {
	var n int64
	if err := t.db.Model(&untoldListing{}).Where("listing_id = ? AND held", listing).Count(&n).Error; err != nil {
		return false, fmt.Errorf("untold removals of listing %d: %w", listing, err)
	}
	return n > 0, nil
}
