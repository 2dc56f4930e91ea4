package ipcase

import "time"

// Fix is a seller's proposal: what they have changed in chosen listings so that the
// complaint has nothing left to be about.
type Fix struct {
	ID       int64
	PublicID string
	FormID   string // unique: pressing twice proposes once
	CaseID   int64
	Words    string // what was changed
	Lang     string
	Items    []int     `gorm:"serializer:json"` // positions within the case
	Shots    []FixShot `gorm:"serializer:json"`
	FiledAt  time.Time
	FiledBy  int64
	Salts    Salts
}

// TableName fixes the table.
func (Fix) TableName() string { return "fixes" }

// FixShot is a listing as it was when its fix was proposed. The snapshot of the
// complaint stays beside it.
type FixShot struct {
	Item     int   `json:"item"`               // position within the case
	Snapshot int64 `json:"snapshot,omitempty"` // 0 = the marketplace could not show it then
}

// FixReply is a yes or no to a fix, of the holder or of a reviewer.
type FixReply struct {
	ID      int64
	CaseID  int64
	Party   Party
	Kind    FixReplyKind
	Words   string // why not
	Lang    string
	Items   []int `gorm:"serializer:json"` // positions within the case
	FiledAt time.Time
	FiledBy int64
	Salts   Salts
}

// TableName fixes the table.
func (FixReply) TableName() string { return "fix_replies" }

// FixReplyKind is a yes or a no.
type FixReplyKind string

// The replies.
const (
	FixAccepted FixReplyKind = "accept"
	FixRefused  FixReplyKind = "refuse"
)

// FixOf is the latest fix that names an item, or nil.
func (v CaseView) FixOf(position int) *Fix {
	for n := len(v.Fixes) - 1; n >= 0; n-- {
		if contains(v.Fixes[n].Items, position) {
			return &v.Fixes[n]
		}
	}
	return nil
}

func (f Fix) texts() map[string]any { return map[string]any{"words": f.Words} }

func (r FixReply) texts() map[string]any { return map[string]any{"words": r.Words} }
