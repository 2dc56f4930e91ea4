package ipcase

import "time"

// Decision is a reviewer's ruling with its statement of reasons. What it did to
// each item is in its Rulings. Nothing of it changes afterwards.
type Decision struct {
	ID          int64
	PublicID    string // 128 random bits; its place in URLs
	CaseID      int64
	Kind        DecisionKind
	ReviewerID  int64
	Facts       string
	GroundKind  GroundKind
	Reference   string // the statute and section, or the term
	Explanation string
	Restriction Restriction
	Territory   string
	Automated   bool   // nobody decided: the good-faith tier let a notice in; stated because the law asks for it
	Redress     string // as shown: how and until when it can be challenged
	Lang        string
	Rulings     []Ruling `gorm:"serializer:json"`
	EvidenceIDs []int64  `gorm:"serializer:json"` // exhibits relied on; both sides have seen them
	DecidedAt   time.Time
	Salts       Salts

	// ToldFrom is the day before which the parties may not be told, where an order
	// forbids it: nothing is written into the case until then.
	ToldFrom *time.Time `gorm:"-"`
}

// TableName fixes the table.
func (Decision) TableName() string { return "decisions" }

// Ruling is what a decision did to one item.
type Ruling struct {
	Item    int    `json:"item"` // position within the case
	Move    Move   `json:"move"`
	From    State  `json:"from"`
	To      State  `json:"to"`
	Code    string `json:"code,omitempty"` // refusal code, the ground upheld, or the reason re-classified to
	Comment string `json:"comment,omitempty"`
}

// DecisionKind is the occasion of a decision.
type DecisionKind string

// The occasions.
const (
	DecisionNotice       DecisionKind = "notice"       // accept, refuse or ask for more
	DecisionAdjudication DecisionKind = "adjudication" // claim against counter
	DecisionAppeal       DecisionKind = "appeal"
	DecisionRightEnded   DecisionKind = "right_ended"
	DecisionCourt        DecisionKind = "court"       // a court's outcome recorded
	DecisionOrder        DecisionKind = "order"       // of a court or an authority, overriding
	DecisionReversal     DecisionKind = "reversal"    // of the platform's own mistake
	DecisionReclassify   DecisionKind = "re_classify" // another reason; no outcome changes
	DecisionGuarded      DecisionKind = "guarded"     // in guarded days silence came due
)

// GroundKind says on what a decision rests.
type GroundKind string

// The grounds of a decision.
const (
	GroundLaw   GroundKind = "law"
	GroundTerms GroundKind = "terms"
)

// Restriction is what a decision does to the listing.
type Restriction string

// The restrictions.
const (
	RestrictNone   Restriction = "none"
	RestrictRemove Restriction = "removal"
)

func earliestDue(items []*Item) *time.Time {
	var due *time.Time
	for _, i := range items {
		if i.DueAt != nil && (due == nil || i.DueAt.Before(*due)) {
			due = i.DueAt
		}
	}
	return due
}
