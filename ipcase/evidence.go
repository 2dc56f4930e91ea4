package ipcase

import (
	"context"
	"io"
	"time"
)

// Exhibit is a file that somebody put forward: proof of a right, evidence of a
// complaint, a counter-notification or an answer. The bytes are a blob named by
// their hash; of the row
// changes only to whom it is shown, and what is found out about the bytes.
type Exhibit struct {
	ID          int64
	PublicID    string // 128 random bits; its place in URLs
	OrgID       int64  // who put it forward
	RightID     *int64
	DraftID     string // while its form is not filed
	ComplaintID *int64 // evidence of the filing: seen in every case of it
	CaseID      *int64
	CounterID   *int64
	AnswerID    *int64
	PowerID     *int64 // the paper of a power of attorney
	OrderID     *int64 // the document of an order
	ReceivedID  *int64 // the same as it came in
	AbuseID     *int64 // the report of abuse, or its answer, that it belongs to
	Label       string // E1, S1, R1 within its case; "" while in a draft
	Purpose     ExhibitPurpose
	Visibility  ExhibitVisibility
	Name        string // as uploaded, cleaned
	MIME        string // by content
	Size        int64
	Hash        string // SHA-256 of the original, hex
	ViewHash    string // what others than its owner are shown: a derivative, or the original where that is inert
	ViewMIME    string
	CreatedAt   time.Time
	CreatedBy   int64
	AskedAt     *time.Time // a reviewer asked who filed it to show it to the other side
	OpenedAt    *time.Time // and they did
	Scan        ScanState
	Drawing     DrawState
	Pages       int        // of a document that is shown as pictures of its pages
	ErasedAt    *time.Time // its bytes were taken out by an erasure
}

// Sealed says that nobody is given the file: it has not been looked through yet,
// or a virus was found in it.
func (e Exhibit) Sealed() bool { return e.Scan == ScanChecking || e.Scan == ScanFound }

// CanBeOpened says that it is a party's, filed in a case for reviewers only.
func (e Exhibit) CanBeOpened() bool {
	return e.Visibility == ReviewerOnly && e.DraftID == "" && (e.CaseID != nil || e.ComplaintID != nil) && e.OrderID == nil && e.ErasedAt == nil
}

// TableName fixes the table.
func (Exhibit) TableName() string { return "exhibits" }

// ExhibitPurpose is what an exhibit is for.
type ExhibitPurpose string

// The purposes.
const (
	PurposeSpecimen    ExhibitPurpose = "specimen"    // picture of the right
	PurposeCertificate ExhibitPurpose = "certificate" // document of the right
	PurposeEvidence    ExhibitPurpose = "evidence"
)

// ExhibitVisibility is who may see an exhibit.
type ExhibitVisibility string

// The visibilities.
const (
	BothSides    ExhibitVisibility = "both_sides"
	ReviewerOnly ExhibitVisibility = "reviewer_only"
)

// ScanState is what is known of viruses in a file.
type ScanState string

// The states of looking for viruses.
const (
	ScanNone     ScanState = "" // no scanner is set up, or was then
	ScanChecking ScanState = "checking"
	ScanClean    ScanState = "clean"
	ScanFound    ScanState = "found"
)

// DrawState is how far the pictures of a document's pages are.
type DrawState string

// The states of drawing pages.
const (
	DrawNone    DrawState = "" // it is no document with pages
	DrawWaiting DrawState = "waiting"
	DrawDone    DrawState = "drawn"
	DrawFailed  DrawState = "failed" // only reviewers and who filed it can open it
)

// EvidenceFile is what is known of bytes, whoever put them forward.
type EvidenceFile struct {
	Hash      string `gorm:"primaryKey"`
	MIME      string
	Scan      ScanState
	Virus     string
	Drawing   DrawState
	Pages     int
	CreatedAt time.Time
	CheckedAt *time.Time
}

// TableName fixes the table.
func (EvidenceFile) TableName() string { return "evidence_files" }

// EvidencePage is the picture of one page, drawn from the document with the
// parent's hash.
type EvidencePage struct {
	ParentHash string `gorm:"primaryKey"`
	N          int    `gorm:"primaryKey;autoIncrement:false"` // from 1
	Hash       string
	MIME       string
	Width      int
	Height     int
}

// TableName fixes the table.
func (EvidencePage) TableName() string { return "evidence_pages" }

// Blob is bytes under the name of their hash.
type Blob struct {
	Hash     string
	Size     int64
	MIME     string // by content
	ViewHash string // the derivative that others are shown
	ViewMIME string
}

// Picture is a picture that was kept.
type Picture struct {
	Hash          string
	MIME          string
	Width, Height int
}

// Blobs keeps bytes by their hash, write-once. Package evidence implements it.
type Blobs interface {
	// Put reads r to its end, refuses what is not allowed (an *Error of kind
	// Invalid or TooLarge on field), and returns once the bytes are on disk.
	Put(ctx context.Context, field, name string, r io.Reader) (Blob, error)
	// Open returns the bytes with that hash after checking them against it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// Size says how many bytes there are, without reading them.
	Size(ctx context.Context, hash string) (int64, error)
	// KeepPicture keeps a picture that the portal took itself, drawn anew from its
	// pixels and as large as it is.
	KeepPicture(ctx context.Context, r io.Reader) (Picture, error)
	// Drop removes the bytes of what was erased; none there is no error.
	Drop(ctx context.Context, hash string) error
	// Pages draws the pages of a document and keeps the pictures; a document that
	// cannot be drawn is an *Error.
	Pages(ctx context.Context, hash string) ([]EvidencePage, error)
	// Papers is a store apart, for identity papers: what lies in it is dropped
	// again, and is never evidence.
	Papers() Papers
	// Made is a store apart, for files that the portal made for somebody.
	Made() MadeFiles
}

// MadeFiles keeps what the portal made for somebody until it is dropped.
type MadeFiles interface {
	// Keep keeps what write writes, and says its SHA-256 and size.
	Keep(ctx context.Context, write func(io.Writer) error) (hash string, size int64, err error)
	// Open returns the bytes with that hash after checking them against it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// Drop removes the bytes with that hash; none there is no error.
	Drop(ctx context.Context, hash string) error
}

// Scanner looks for viruses in what is handed in. Package evidence implements it.
type Scanner interface {
	// Scan reads r to its end and names what it found; "" is nothing. An error
	// means that nothing is known.
	Scan(ctx context.Context, r io.Reader) (found string, err error)
}

// Papers keeps the bytes of identity papers until they are dropped.
type Papers interface {
	Put(ctx context.Context, field, name string, r io.Reader) (Blob, error)
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// Drop removes the bytes with that hash; none there is no error.
	Drop(ctx context.Context, hash string) error
}
