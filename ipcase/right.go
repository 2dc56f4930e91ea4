package ipcase

import "time"

// RightType is the sort of intellectual property right.
type RightType string

// The types of right.
const (
	Trademark    RightType = "trademark"
	Copyright    RightType = "copyright"
	Design       RightType = "design"
	Patent       RightType = "patent"
	UtilityModel RightType = "utility_model"
)

// RightTypes lists every type in the order in which a form offers them.
func RightTypes() []RightType {
	return []RightType{Trademark, Copyright, Design, Patent, UtilityModel}
}

// RightStatus is how far the platform trusts a registered right.
type RightStatus string

// The states of a right. That a right has run out is not a state: it follows
// from ValidUntil and the day that is asked about.
const (
	RightPending  RightStatus = "pending"  // waits for a reviewer
	RightVerified RightStatus = "verified" // may carry a complaint
	RightRefused  RightStatus = "refused"  // with a reason
)

// Right is a registered or claimed intellectual property right and its proof.
type Right struct {
	ID           int64
	Number       string // ours: IPR-2026-000042
	OrgID        int64  // who registered it
	PrincipalID  *int64 // for whom, where an agent did
	PowerID      *int64 // and under which power of attorney
	Type         RightType
	Office       string     // EUIPO, CNIPA, USPTO, …; "none" for an unregistered copyright
	RegNumber    string     // as the office writes it; may be empty for copyright
	Title        string     // the mark's words, the work's or invention's title
	Owner        string     // as registered
	Territories  []string   `gorm:"serializer:json"` // ISO 3166-1 alpha-2, "EU", or "WW"
	NiceClasses  []int      `gorm:"serializer:json"` // trademarks only, 1 to 45
	ValidFrom    time.Time  // first day, 00:00 UTC
	ValidUntil   *time.Time // last day on which it is in force, 00:00 UTC; nil = without end
	Description  string     // what is protected, in the holder's words
	Status       RightStatus
	Reason       string // why it was refused, or what the reviewer noted
	Version      int
	DraftID      string // unique: pressing twice registers once
	EventSeq     int    // head of the chain right:NUMBER
	EventHash    string
	CheckedAt    *time.Time
	CheckedBy    *int64
	CreatedAt    time.Time
	CreatedBy    int64
	ClaimedBy    *int64     // the reviewer who checks it now
	ClaimedUntil *time.Time // and until when the lease holds
	Salts        Salts
}

// TableName fixes the table.
func (Right) TableName() string { return "rights" }

// InForceOn says whether the right is in force on the day of t (UTC).
func (r Right) InForceOn(t time.Time) bool {
	day := t.UTC().Truncate(24 * time.Hour)
	return !day.Before(r.ValidFrom) && (r.ValidUntil == nil || !day.After(*r.ValidUntil))
}
