package ipcase

import (
	"slices"
	"time"
)

// AbuseReport is what one side of a case reports about the other: a seller that a
// complaint is malicious, a holder that a counter-notification is false. It has a
// number, a clock and a chain of its own, and changes nothing in the case.
// Personal data: Other, Account.
type AbuseReport struct {
	ID           int64
	Number       string // AB-2026-000001
	FormID       string // unique: pressing twice files once
	CaseID       int64
	Party        Party // who reports: the seller about the complaint, the holder about the counter-notification
	OrgID        int64
	AgainstOrgID int64
	Labels       []AbuseLabel `gorm:"serializer:json"`
	Other        string       // what AbuseOther means
	Account      string
	Lang         string
	Status       AbuseStatus
	Task         AbuseTask
	Version      int
	FiledAt      time.Time
	FiledBy      int64
	DueAt        time.Time // of the task that waits, or waited last
	AlarmedAt    *time.Time

	ToldAt      *time.Time // the reported side opened it, its mail was accepted, or a reviewer recorded it
	ToldBy      string
	AnswerDueAt *time.Time
	AnsweredAt  *time.Time

	ClaimedBy    *int64
	ClaimedUntil *time.Time

	DecidedAt      *time.Time // for the first time
	Found          bool       // as it stands now, after appeals: something of it was found
	ReporterToldAt *time.Time // of the decision that stands
	ReportedToldAt *time.Time

	Salts     Salts
	EventSeq  int // head of the chain abuse:NUMBER
	EventHash string
}

// TableName fixes the table.
func (AbuseReport) TableName() string { return "abuse_reports" }

// AbuseStatus is how far a report is.
type AbuseStatus string

// The states of a report.
const (
	AbuseOpen    AbuseStatus = "open"
	AbuseDecided AbuseStatus = "decided"
)

// AbuseTask is what a report waits for from a reviewer.
type AbuseTask string

// The tasks.
const (
	AbuseTaskNone   AbuseTask = ""
	AbuseTaskDecide AbuseTask = "decide"
	AbuseTaskAppeal AbuseTask = "appeal"
)

// AbuseLabel is what sort of abuse is reported.
type AbuseLabel string

// The labels.
const (
	AbuseForgedProof    AbuseLabel = "forged_proof"
	AbuseSquattedMark   AbuseLabel = "squatted_mark"
	AbuseExtortion      AbuseLabel = "extortion"
	AbusePriceControl   AbuseLabel = "price_control"
	AbuseTiming         AbuseLabel = "timing_before_sale"
	AbuseWrongClaim     AbuseLabel = "wrong_claim_type"
	AbuseRefiling       AbuseLabel = "repeated_refiling"
	AbuseFalseAuthority AbuseLabel = "false_authority"
	AbuseFalseStatement AbuseLabel = "false_statement"
	AbuseFalseIdentity  AbuseLabel = "false_identity"
	AbuseRelisting      AbuseLabel = "relisting"
	AbuseOther          AbuseLabel = "other"
)

// AbuseLabels lists those that a side can report.
func AbuseLabels(by Party) []AbuseLabel {
	switch by {
	case PartySeller:
		return []AbuseLabel{
			AbuseForgedProof, AbuseSquattedMark, AbuseExtortion, AbusePriceControl, AbuseTiming, AbuseWrongClaim, AbuseRefiling, AbuseFalseAuthority, AbuseOther,
		}
	case PartyHolder:
		return []AbuseLabel{AbuseForgedProof, AbuseFalseStatement, AbuseFalseIdentity, AbuseRelisting, AbuseOther}
	case PartyPlatform, PartySystem, PartyPublic:
	}
	return nil
}

// AbuseFinding is what a reviewer decided about one label.
type AbuseFinding struct {
	Label AbuseLabel `json:"label"`
	Found bool       `json:"found"`
}

func anyFound(list []AbuseFinding) bool {
	return slices.ContainsFunc(list, func(f AbuseFinding) bool { return f.Found })
}

// AbuseAnswer is what the reported side said to a report, once. Personal data:
// Words.
type AbuseAnswer struct {
	ID      int64
	AbuseID int64
	FormID  string // unique: pressing twice answers once
	OrgID   int64
	Words   string
	Lang    string
	FiledAt time.Time
	FiledBy int64
	Salts   Salts
}

// TableName fixes the table.
func (AbuseAnswer) TableName() string { return "abuse_answers" }

// AbuseAppeal is one side's appeal of what was found. Personal data: Grounds.
type AbuseAppeal struct {
	ID        int64
	AbuseID   int64
	Party     Party
	OrgID     int64
	Grounds   string
	Lang      string
	FiledAt   time.Time
	FiledBy   int64
	DecidedAt *time.Time
	Salts     Salts
}

// TableName fixes the table.
func (AbuseAppeal) TableName() string { return "abuse_appeals" }

// AbuseDecision is what a reviewer decided on a report, or on an appeal of it. The
// latest stands. Personal data: Facts, Explanation.
type AbuseDecision struct {
	ID          int64
	AbuseID     int64
	AppealID    *int64
	Findings    []AbuseFinding `gorm:"serializer:json"`
	Facts       string
	GroundKind  GroundKind
	Reference   string
	Explanation string
	Relied      []string `gorm:"serializer:json"` // exhibits relied on, by label; both sides see them
	Redress     string
	Lang        string
	DecidedAt   time.Time
	DecidedBy   int64
	Salts       Salts
}

// TableName fixes the table.
func (AbuseDecision) TableName() string { return "abuse_decisions" }

// AbuseNote is what a reviewer wrote down beside a report, for reviewers alone.
// Personal data: Words.
type AbuseNote struct {
	ID        int64
	AbuseID   int64
	Kind      AbuseNoteKind
	Words     string
	WrittenAt time.Time
	WrittenBy int64
	Salts     Salts
}

// TableName fixes the table.
func (AbuseNote) TableName() string { return "abuse_notes" }

// AbuseNoteKind is what a note is about.
type AbuseNoteKind string

// The kinds of note.
const (
	AbuseNoteDelivery  AbuseNoteKind = "delivery"  // how the reported side was told, and what shows it
	AbuseNoteDeviation AbuseNoteKind = "deviation" // why the measure is another than the figures suggest
)

// How the events of a report name what it came to.
const (
	abuseFound    = "found"
	abuseNotFound = "not_found"
)

func abuseCode(found bool) string {
	if found {
		return abuseFound
	}
	return abuseNotFound
}

func (r AbuseReport) texts() map[string]any {
	return map[string]any{"labels": r.Labels, "other": r.Other, "account": r.Account}
}

func (a AbuseAnswer) texts() map[string]any { return map[string]any{"words": a.Words} }

func (a AbuseAppeal) texts() map[string]any { return map[string]any{"grounds": a.Grounds} }

func (d AbuseDecision) texts() map[string]any {
	return map[string]any{
		"findings": d.Findings, "facts": d.Facts, "ground_kind": string(d.GroundKind), "reference": d.Reference, "explanation": d.Explanation,
		"relied": d.Relied,
	}
}
