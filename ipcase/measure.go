package ipcase

import "time"

// MeasureKind is what a measure does to an account.
type MeasureKind string

// The measures. The first four are for sellers, the others for holders.
const (
	MeasureWarning       MeasureKind = "warning"
	MeasureRestriction   MeasureKind = "restriction"   // nothing new goes on sale
	MeasureListingsDown  MeasureKind = "listings_down" // everything is offline
	MeasureClosure       MeasureKind = "closure"
	MeasureHolderWarning MeasureKind = "holder_warning"
	MeasureFilingCap     MeasureKind = "filing_cap" // so many complaints a day
	MeasureSuspension    MeasureKind = "suspension" // no complaints for a time
	MeasureBan           MeasureKind = "ban"        // no complaints any more
)

// MeasureKinds lists them, the lightest of each side first.
func MeasureKinds() []MeasureKind {
	return []MeasureKind{
		MeasureWarning, MeasureRestriction, MeasureListingsDown, MeasureClosure,
		MeasureHolderWarning, MeasureFilingCap, MeasureSuspension, MeasureBan,
	}
}

// Party is the side that a measure is for.
func (k MeasureKind) Party() Party {
	switch k {
	case MeasureWarning, MeasureRestriction, MeasureListingsDown, MeasureClosure:
		return PartySeller
	case MeasureHolderWarning, MeasureFilingCap, MeasureSuspension, MeasureBan:
		return PartyHolder
	}
	return ""
}

// Ends says whether a measure ends by itself, on its day.
func (k MeasureKind) Ends() bool { return k != MeasureClosure && k != MeasureBan }

// takesDown says whether a measure takes listings offline; onlyNew, only those
// that were not on sale when it was decided.
func (k MeasureKind) takesDown() (takes, onlyNew bool) {
	return k == MeasureListingsDown || k == MeasureClosure || k == MeasureRestriction, k == MeasureRestriction
}

// MeasureStatus is how far a measure is.
type MeasureStatus string

// The states of a measure.
const (
	MeasureProposed MeasureStatus = "proposed" // its party is not told
	MeasureInForce  MeasureStatus = "in_force"
	MeasureDeclined MeasureStatus = "declined" // a reviewer decided against it
	MeasureDropped  MeasureStatus = "dropped"  // what it was proposed for fell away
	MeasureEnded    MeasureStatus = "ended"    // on its day
	MeasureLifted   MeasureStatus = "lifted"   // after an appeal
)

// MeasureTask is what a measure waits for from a reviewer.
type MeasureTask string

// The tasks.
const (
	MeasureTaskNone   MeasureTask = ""
	MeasureTaskDecide MeasureTask = "decide"
	MeasureTaskAppeal MeasureTask = "appeal"
)

// MeasureCause is what proposed a measure.
type MeasureCause string

// The causes.
const (
	CauseLadder   MeasureCause = "ladder"   // a seller's points
	CauseAccuracy MeasureCause = "accuracy" // a holder's rates
	CauseReport   MeasureCause = "report"   // of abuse, as a reviewer decided
)

// Measure is a measure against an account: proposed by figures or after a report,
// decided by a reviewer with a statement of reasons of its own, open to appeal,
// and ended by itself on its day. Personal data: Facts, Explanation, Appeal, Answer.
type Measure struct {
	ID         int64
	Number     string // AM-2026-000001
	OrgID      int64
	Party      Party
	Kind       MeasureKind
	Status     MeasureStatus
	Task       MeasureTask
	Severe     bool
	Cause      MeasureCause
	Ref        string // what proposed it, where that has a number: an abuse report
	Points     int    // what a seller had when it was proposed
	Days       int    // 0 = it does not end by itself
	Filings    int    // of a filing cap: complaints a day
	Version    int
	ProposedAt time.Time

	ClaimedBy    *int64
	ClaimedUntil *time.Time

	DecidedAt   *time.Time
	DecidedBy   *int64
	Facts       string
	GroundKind  GroundKind
	Reference   string
	Explanation string
	Redress     string
	Lang        string
	EndsAt      *time.Time
	ToldAt      *time.Time // its party opened it, or its mail was accepted

	AppealedAt      *time.Time
	AppealedBy      *int64
	Appeal          string
	AppealLang      string
	AppealDecidedAt *time.Time
	AppealDecidedBy *int64
	Answer          string // of the appeal, or why it was declined

	EndedAt   *time.Time
	CheckedAt *time.Time // when its listings were last looked for
	Salts     Salts
	EventSeq  int // head of the chain measure:NUMBER
	EventHash string
}

// TableName fixes the table.
func (Measure) TableName() string { return "measures" }

// AppealUntil is when the months for an appeal end; nil while its party has not
// been told of it.
func (m Measure) AppealUntil(months int) *time.Time {
	if m.ToldAt == nil {
		return nil
	}
	end := m.ToldAt.AddDate(0, months, 0)
	return &end
}

// mayAppeal says why a measure cannot be appealed, or nil.
func (m Measure) mayAppeal(months int, now time.Time) *Error {
	switch end := m.AppealUntil(months); {
	case m.AppealedAt != nil:
		return Errorf(Refused, "You have appealed this measure once; it was looked at again.")
	case m.Status != MeasureInForce && m.Status != MeasureEnded:
		return Errorf(Refused, "This measure is not in force, so there is nothing to appeal.")
	case end != nil && !now.Before(*end):
		return Errorf(Refused, "The %d months for an appeal have passed.", months)
	}
	return nil
}

// MayAppeal says whether its party can appeal now.
func (m Measure) MayAppeal(months int, now time.Time) bool { return m.mayAppeal(months, now) == nil }

// measureListing is a listing that a measure is about.
type measureListing struct {
	MeasureID int64 `gorm:"primaryKey;autoIncrement:false"`
	ListingID int64 `gorm:"primaryKey;autoIncrement:false"`
	Held      bool  // down because of it
}

// TableName fixes the table.
func (measureListing) TableName() string { return "measure_listings" }

func (m Measure) texts() map[string]any {
	return map[string]any{"facts": m.Facts, "ground_kind": string(m.GroundKind), "reference": m.Reference, "explanation": m.Explanation}
}
