package ipcase

import "time"

// RelayLetter is what one side of a case wrote to the other through the portal.
// It is no statement in the case and starts no clock. Personal data: Words.
type RelayLetter struct {
	ID        int64
	PublicID  string // 128 random bits
	FormID    string // unique: pressing twice writes once
	CaseID    int64
	Party     Party // who wrote
	OrgID     int64
	PersonID  int64
	ToOrgID   int64
	Words     string // empty once they were erased
	Lang      string
	Salts     Salts
	WrittenAt time.Time
}

// TableName fixes the table.
func (RelayLetter) TableName() string { return "relay_letters" }

func (l RelayLetter) texts() map[string]any { return map[string]any{"words": l.Words} }

// Limits on letters: for one side of one case, within a day.
const (
	MaxLetter       = 5_000 // characters
	LettersPerDay   = 10
	lettersWithin   = 24 * time.Hour
	lettersSentence = "You have written %d letters about this case within a day, and no more are passed on. Write again tomorrow."
)
