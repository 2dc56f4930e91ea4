package ipcase

import (
	"context"
	"io"
	"time"
)

// Exhibit is a file that somebody put forward: proof of a right, evidence of a
// complaint, a counter-notification or an answer. The bytes are a blob named by
// their hash; the row never changes.
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
	ErasedAt    *time.Time // its bytes were taken out by an erasure
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

// Blob is bytes under the name of their hash.
type Blob struct {
	Hash     string
	Size     int64
	MIME     string // by content
	ViewHash string // the derivative that others are shown
	ViewMIME string
}

// Blobs keeps bytes by their hash, write-once. Package evidence implements it.
type Blobs interface {
	// Put reads r to its end, refuses what is not allowed (an *Error of kind
	// Invalid or TooLarge on field), and returns once the bytes are on disk.
	Put(ctx context.Context, field, name string, r io.Reader) (Blob, error)
	// Open returns the bytes with that hash after checking them against it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// Drop removes the bytes of what was erased; none there is no error.
	Drop(ctx context.Context, hash string) error
	// Papers is a store apart, for identity papers: what lies in it is dropped
	// again, and is never evidence.
	Papers() Papers
}

// Papers keeps the bytes of identity papers until they are dropped.
type Papers interface {
	Put(ctx context.Context, field, name string, r io.Reader) (Blob, error)
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// Drop removes the bytes with that hash; none there is no error.
	Drop(ctx context.Context, hash string) error
}
