package ipcase

import "time"

// Principal is somebody for whom an agent acts. Its name, country and
// registration never change: another name is another principal.
type Principal struct {
	ID           int64
	PublicID     string // its place in forms
	AgentOrgID   int64
	Name         string
	Country      string     // ISO 3166-1 alpha-2
	Registration string     // company or personal number, where there is one
	OrgID        *int64     // its own account, once an owner of that has confirmed it
	ConfirmedAt  *time.Time // and when
	ConfirmedBy  *int64
	CreatedAt    time.Time
	CreatedBy    int64
}

// TableName fixes the table.
func (Principal) TableName() string { return "principals" }

// PowerAct is what a power of attorney lets an agent do.
type PowerAct string

// The acts.
const (
	ActRegister PowerAct = "register" // rights
	ActFile     PowerAct = "file"     // complaints, and complete them
	ActAnswer   PowerAct = "answer"   // counter-notifications; appeal
	ActRetract  PowerAct = "retract"
)

// PowerActs lists every act in the order in which a form offers them.
func PowerActs() []PowerAct { return []PowerAct{ActRegister, ActFile, ActAnswer, ActRetract} }

// PowerStatus is what a person decided about a power of attorney. That it has run
// out is not a state: it follows from ValidUntil and the day that is asked about,
// and needs no process to make it true.
type PowerStatus string

// The states of a power of attorney.
const (
	PowerPending  PowerStatus = "pending"  // waits for a reviewer
	PowerVerified PowerStatus = "verified" // lets the agent act, between its days
	PowerRefused  PowerStatus = "refused"  // with a reason
	PowerRevoked  PowerStatus = "revoked"  // by its principal, the agent or a reviewer
)

// Power is a power of attorney as an agent handed it in: for whom, for which
// rights, acts and territories, from when until when. Its paper is its exhibits.
// Personal data: ContactName, ContactEmail.
type Power struct {
	ID           int64
	Number       string // POA-2026-000042
	DraftID      string // unique: pressing twice hands it in once
	PrincipalID  int64
	AgentOrgID   int64
	RightTypes   []RightType `gorm:"serializer:json"`
	Acts         []PowerAct  `gorm:"serializer:json"`
	Territories  []string    `gorm:"serializer:json"` // ISO 3166-1 alpha-2, "EU", or "WW"
	ValidFrom    time.Time   // first day, 00:00 UTC; the day is the platform's
	ValidUntil   time.Time   // last day, which ends at 24:00 in the platform's zone
	ContactName  string      // who signed it for the principal
	ContactEmail string      // lower-case; whose account can confirm it
	Status       PowerStatus
	Reason       string // why it was refused or revoked
	Salts        Salts
	Version      int
	Told         int // how much of its end was told by mail: 1 fourteen days before, 2 the day before, 3 that it has ended
	EventSeq     int // head of the chain poa:NUMBER
	EventHash    string
	CheckedAt    *time.Time
	CheckedBy    *int64
	RevokedAt    *time.Time
	RevokedBy    PowerSide
	CreatedAt    time.Time
	CreatedBy    int64
	ClaimedBy    *int64     // the reviewer who checks it now
	ClaimedUntil *time.Time // and until when the lease holds
}

// TableName fixes the table.
func (Power) TableName() string { return "powers_of_attorney" }

// PowerSide is on which side of a power of attorney somebody stands.
type PowerSide string

// The sides: who gave it, who acts under it, and who checks it.
const (
	SidePrincipal PowerSide = "principal"
	SideAgent     PowerSide = "agent"
	SidePlatform  PowerSide = "platform"
)

// The events of a power's own chain, and of cases whose power has ended.
const (
	EventPowerHandedIn  EventKind = "power_handed_in"
	EventPowerVerified  EventKind = "power_verified"
	EventPowerRefused   EventKind = "power_refused"
	EventPowerConfirmed EventKind = "power_confirmed" // by its principal's account
	EventPowerRevoked   EventKind = "power_revoked"
	EventPowerEnded     EventKind = "power_ended"   // its last day is over: a note, the day itself ends it
	EventPowerBlocked   EventKind = "power_blocked" // a seller's silence came due in a case under it
)

// The messages about powers of attorney. Payload.Kind says on which side of the
// power the addressee stands.
const (
	MsgPowerVerified  MessageKind = "power_verified"  // agent, and the principal that has an account
	MsgPowerRefused   MessageKind = "power_refused"   // agent
	MsgPowerConfirmed MessageKind = "power_confirmed" // agent
	MsgPowerEnding    MessageKind = "power_ending"    // both: fourteen days before its last day, and the day before
	MsgPowerEnded     MessageKind = "power_ended"     // both
	MsgPowerRevoked   MessageKind = "power_revoked"   // both
)

// PurposePower is the paper of a power of attorney: its agent, its principal and
// reviewers see it.
const PurposePower ExhibitPurpose = "power_of_attorney"
