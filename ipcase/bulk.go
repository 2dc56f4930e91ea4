package ipcase

import "time"

// The limits of filing by a file. They are said before somebody uploads one.
const (
	MaxBulkLines = 10_000
	MaxBulkBytes = 10 << 20
	maxBulkWords = 500 // characters of what is complained of in one line
)

// BulkFiling is a file of lines over many rights and sellers that becomes
// complaints. Personal data: Name.
type BulkFiling struct {
	ID        int64
	PublicID  string // 128 random bits; also the id under which its files of evidence are kept
	OrgID     int64
	PersonID  int64
	Name      string // of the file
	State     BulkState
	Lines     int
	CreatedAt time.Time
	StartedAt *time.Time
	DoneAt    *time.Time
}

// TableName fixes the table.
func (BulkFiling) TableName() string { return "bulk_filings" }

// BulkState is how far a file is.
type BulkState string

// The states of a file.
const (
	BulkPreview BulkState = "preview" // nothing is filed
	BulkRunning BulkState = "filing"  // the worker files it
	BulkDone    BulkState = "done"
)

// BulkGroup is one complaint that a file becomes: one right, one reason, one site,
// at most MaxListings lines. Its draft is what keeps it from being filed twice
// (promise 4).
type BulkGroup struct {
	BulkID           int64 `gorm:"primaryKey;autoIncrement:false"`
	N                int   `gorm:"primaryKey;autoIncrement:false"`
	RightNumber      string
	Reason           string
	SiteCode         string
	Procedure        string
	ProcedureVersion int
	Listings         int
	Sellers          int
	DraftID          string // "" before it is sent
	Number           string // of the complaint, once it is filed
	Problem          *Error `gorm:"serializer:json"` // why it was not filed
}

// TableName fixes the table.
func (BulkGroup) TableName() string { return "bulk_groups" }

// BulkLine is one line of a file. Personal data: Words.
type BulkLine struct {
	BulkID      int64 `gorm:"primaryKey;autoIncrement:false"`
	N           int   `gorm:"primaryKey;autoIncrement:false"` // row of the file
	GroupN      int   // 0 = it is in no complaint
	RightNumber string
	Listing     string // as typed
	Reason      string
	Words       string
	Ref         string
	Status      LineStatus // "" where Problem says what is wrong
	OtherN      int
	Number      string // the complaint in which it is: filed, or open before
	Problem     *Error `gorm:"serializer:json"`
}

// TableName fixes the table.
func (BulkLine) TableName() string { return "bulk_lines" }

// LineFiled and LineJoined are what became of a line of a file.
const (
	LineFiled  LineStatus = "filed"
	LineJoined LineStatus = "joined" // an open complaint of the same holder
)

// BulkRow is a line as it was read from the file.
type BulkRow struct {
	N                             int
	Right, Listing, Reason, Words string
}

// groupable says that a line goes into a complaint: it is filed, or joins one.
func (l BulkLine) groupable() bool {
	return l.Status == LineFound || l.Status == LineAlreadyComplained && l.Number != ""
}
