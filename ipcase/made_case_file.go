package ipcase

import "time"

// MadeCaseFile is the file of a large case that somebody asked for: a worker makes
// it, it lies apart from all evidence for some hours, and whether its reader may
// still have it is looked at again when it is fetched.
type MadeCaseFile struct {
	ID       int64
	PublicID string // 128 random bits
	CaseID   int64
	OrgID    int64 // for whom: this person, in this organisation
	PersonID int64
	Party    Party
	Lang     string
	State    MadeState
	Done     int    // files that are in it already
	Total    int    // files that it will hold; 0: the making has not begun
	Seen     string // what its reader saw then, as a hash
	Hash     string // SHA-256 of the file, hex
	Size     int64
	AskedAt  time.Time
	MadeAt   *time.Time
	DropAt   time.Time

	GivenUp bool `gorm:"-"` // the making failed too often
}

// TableName fixes the table.
func (MadeCaseFile) TableName() string { return "case_files" }

// MadeState is how far a made file is.
type MadeState string

// The states.
const (
	MadeAsked MadeState = "asked"
	MadeReady MadeState = "ready"
	MadeGone  MadeState = "gone"
)

const (
	// MadeFor is how long a made file is kept.
	MadeFor = 24 * time.Hour
	// MaxMade is how many one person may have at a time.
	MaxMade = 10
)

func (f MadeCaseFile) key() string { return "case-file-" + f.PublicID }
