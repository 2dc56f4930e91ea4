package ipcase

import "time"

// IdentityStatus is whether a reviewer knows who stands behind a rights holder.
type IdentityStatus string

// The states of a rights holder's identity. Until it is verified nothing that
// the holder files reaches a seller.
const (
	IdentityNone     IdentityStatus = ""         // no paper was handed in
	IdentityPending  IdentityStatus = "pending"  // waits for a reviewer
	IdentityVerified IdentityStatus = "verified" // may start a clock
	IdentityRefused  IdentityStatus = "refused"  // with a reason; can be handed in again
)

// PaperKind is what sort of identity paper was handed in.
type PaperKind string

// The kinds of paper. A company proves itself by an extract of its register, a
// person by a passport or an identity card.
const (
	CompanyExtract PaperKind = "company_extract"
	Passport       PaperKind = "passport"
	IdentityCard   PaperKind = "identity_card"
)

// PaperKinds lists every kind in the order in which a form offers them.
func PaperKinds() []PaperKind { return []PaperKind{CompanyExtract, Passport, IdentityCard} }

// PaperDays is for how many days after the check the files of an identity paper
// are kept. Ninety: long enough to answer an objection to the check, and no
// longer than that needs (Regulation (EU) 2016/679, Article 5(1)(e)).
const PaperDays = 90

// unfiledPaper is how long a file is kept that was uploaded and not handed in.
const unfiledPaper = 24 * time.Hour

// IdentityCheck is an identity paper that was handed in, and what a reviewer
// found. Its record stays when the files are gone. Personal data: PaperNumber.
type IdentityCheck struct {
	ID           int64
	Number       string // ours: IDC-2026-000007
	OrgID        int64
	FormID       string // unique: pressing twice hands in once
	Kind         PaperKind
	PaperNumber  string // as printed; only its end once the files are gone
	Country      string // ISO 3166-1 alpha-2, of the office that issued it
	IssuedOn     time.Time
	Status       IdentityStatus // never IdentityNone
	Reason       string         // why it was refused
	Salts        Salts
	Version      int
	EventSeq     int // head of the chain identity:NUMBER
	EventHash    string
	CreatedAt    time.Time
	CreatedBy    int64
	CheckedAt    *time.Time
	CheckedBy    *int64
	ClaimedBy    *int64
	ClaimedUntil *time.Time
}

// TableName fixes the table.
func (IdentityCheck) TableName() string { return "identity_checks" }

// IdentityPaper is one file of such a paper. It is no exhibit: nobody but the
// reviewers who check sees it, and it is dropped.
type IdentityPaper struct {
	ID        int64
	PublicID  string
	OrgID     int64
	FormID    string
	CheckID   *int64 // nil until it is handed in
	Name      string
	MIME      string
	Size      int64
	Hash      string
	ViewHash  string
	ViewMIME  string
	CreatedAt time.Time
	CreatedBy int64
	DropAt    *time.Time
	DroppedAt *time.Time
	Scan      ScanState
}

// PaperFile says whether the file may be opened, and why not.
func (p IdentityPaper) PaperFile() error {
	switch p.Scan {
	case ScanFound:
		return Errorf(Refused, "A virus was found in this file. It is sealed, and nobody is given it.")
	case ScanChecking:
		return Errorf(Refused, "This file is being checked for viruses. Until then nobody but who put it forward is given it.")
	default:
		return nil
	}
}

// TableName fixes the table.
func (IdentityPaper) TableName() string { return "identity_papers" }

// MayProveIdentity says whether this person hands in papers for the organisation:
// the owner alone, since they are the owner's own.
func (a Actor) MayProveIdentity() bool { return a.Party == PartyHolder && a.Role == RoleOwner }
