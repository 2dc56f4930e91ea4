package ipcase

import "time"

// HoldKind is what a legal hold is about.
type HoldKind string

// The kinds.
const (
	HoldPerson       HoldKind = "person"
	HoldOrganisation HoldKind = "organisation"
	HoldCase         HoldKind = "case"
)

// HoldKinds lists them in the order in which a form offers them.
func HoldKinds() []HoldKind { return []HoldKind{HoldPerson, HoldOrganisation, HoldCase} }

// DataHold is a legal hold. It keeps data from being erased, for a reason and until a day. It ends by
// itself then. It is no state of an item: nothing in a case moves by it. Personal
// data: Reason, which is shown to whom it is about.
type DataHold struct {
	ID        int64
	Number    string // LH-2026-000001
	FormID    string // unique: pressing twice sets one
	Kind      HoldKind
	SubjectID int64
	Reason    string
	Salts     Salts
	Until     time.Time // from then on it holds nothing
	SetAt     time.Time
	SetBy     int64
	EndedAt   *time.Time // ended before its time
	EndedBy   *int64
	EventSeq  int // head of the chain hold:NUMBER
	EventHash string
}

// TableName fixes the table.
func (DataHold) TableName() string { return "legal_holds" }

// HoldsOn says whether it keeps data at that instant.
func (h DataHold) HoldsOn(t time.Time) bool { return h.EndedAt == nil && t.Before(h.Until) }

// MaxHold is how long a hold can be set for at once: who needs it longer says why
// anew.
const MaxHold = 2 * 366 * 24 * time.Hour

// ErasureState is how far a request for erasure is.
type ErasureState string

// The states.
const (
	ErasureAsked     ErasureState = "asked"
	ErasureDone      ErasureState = "done"
	ErasureRefused   ErasureState = "refused"
	ErasureWithdrawn ErasureState = "withdrawn"
)

// Erasure is somebody's request that the data about them be erased, and what came
// of it. Personal data: Answer.
type Erasure struct {
	ID        int64
	Number    string // ER-2026-000001
	PersonID  int64
	OrgID     *int64 // an organisation that goes with them: nobody else belongs to it
	State     ErasureState
	Answer    string // why it was refused
	Salts     Salts
	AskedAt   time.Time
	ClosedAt  *time.Time
	ClosedBy  *int64
	EventSeq  int // head of the chain erasure:NUMBER
	EventHash string
}

// TableName fixes the table.
func (Erasure) TableName() string { return "erasures" }

// ObstacleKind is why an erasure has to wait.
type ObstacleKind string

// The kinds.
const (
	ObstacleCase   ObstacleKind = "open_case" // a case that has not ended
	ObstacleClaims ObstacleKind = "claims"    // a case that ended, and can still be appealed
	ObstacleHold   ObstacleKind = "hold"
	ObstacleOwner  ObstacleKind = "owner" // others remain in the organisation, and nobody else owns it
	ObstacleStaff  ObstacleKind = "staff" // the platform's own people: another operator ends their work first
)

// Obstacle is one thing that stands against an erasure.
type Obstacle struct {
	Kind   ObstacleKind
	Name   string     // the case's or hold's number, the organisation's name
	Reason string     // of a hold
	Until  *time.Time // when it ends by itself, where that is known
}
