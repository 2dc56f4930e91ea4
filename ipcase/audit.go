package ipcase

import (
	"encoding/json"
	"time"
)

// Event is one act in a chain of acts: it names the hash of the one before. Every
// change of an item's state is named by exactly one event, in the same
// transaction (promise 1). Events are never changed or deleted.
type Event struct {
	ID          int64
	Chain       string // case:NUMBER, complaint:NUMBER, right:NUMBER, poa:NUMBER, identity:NUMBER, hold:NUMBER, measure:NUMBER, abuse:NUMBER, erasure:NUMBER, stop:NUMBER, delisting:NUMBER or drawing:HASH
	Seq         int    // 1, 2, 3 … within the chain
	At          time.Time
	Kind        EventKind
	Party       Party // who acted
	OrgID       int64
	PersonID    int64
	CaseID      *int64
	ComplaintID *int64
	RightID     *int64
	Items       []int  `gorm:"serializer:json"` // positions within the case
	Public      bool   // both parties see it in their timeline
	Data        string // JSON object of EventData, without personal data
	PrevHash    string
	Hash        string
}

// TableName fixes the table.
func (Event) TableName() string { return "events" }

// Told is what the event says beyond its columns. Events are written by the
// portal alone, so that words which are not JSON mean a changed row; Verify finds
// those.
func (e Event) Told() EventData {
	var d EventData
	_ = json.Unmarshal([]byte(e.Data), &d)
	return d
}

// EventKind is what happened. Kinds that change a state carry the move's name.
type EventKind string

// EventData is what an event says beyond its columns. Fields are left out when
// empty; none is personal data.
type EventData struct {
	Moves            []ItemMove        `json:"moves,omitempty"`
	Number           string            `json:"number,omitempty"` // the complaint's, the right's
	Count            int               `json:"count,omitempty"`  // listings
	Attempt          int               `json:"attempt,omitempty"`
	Window           WindowCode        `json:"window,omitempty"`
	DueAt            *time.Time        `json:"due_at,omitempty"`
	Since            *time.Time        `json:"since,omitempty"`      // when what a worker wrote down later began to hold
	To               Party             `json:"to,omitempty"`         // addressee of a notice
	How              string            `json:"how,omitempty"`        // how a notice was delivered
	Code             string            `json:"code,omitempty"`       // refusal code, ground, reason
	Hashes           []string          `json:"hashes,omitempty"`     // snapshots and evidence
	Views            map[string]string `json:"views,omitempty"`      // by a file's hash, the hash of what others than its owner are shown
	Ref              string            `json:"ref,omitempty"`        // a listing
	Address          string            `json:"address,omitempty"`    // of a listing's public page
	Power            string            `json:"power,omitempty"`      // the power of attorney under which an agent acts
	FactsHash        string            `json:"facts_hash,omitempty"` // SHA-256 of what a power of attorney says, without personal data
	ProcedureVersion int               `json:"procedure_version,omitempty"`
	Texts            map[string]string `json:"texts,omitempty"`        // HashText of each column that was written with this act
	Exhibit          string            `json:"exhibit,omitempty"`      // its number within the case
	Erased           []ErasedText      `json:"erased,omitempty"`       // texts that this erasure took out
	ErasedFiles      []string          `json:"erased_files,omitempty"` // hashes of files that it took out
	Kept             bool              `json:"kept_down,omitempty"`    // restored, but something else keeps the listing down
}

// ErasedText names a text by the chain and the hash that told of it.
type ErasedText struct {
	Chain string `json:"chain"`
	Hash  string `json:"hash"`
}

// ItemMove is one item's change of state inside an event.
type ItemMove struct {
	Item int        `json:"item"` // position within the case
	Move Move       `json:"move"`
	From State      `json:"from"`
	To   State      `json:"to"`
	Due  *time.Time `json:"due,omitempty"`
}

// The events. The timeline of both sides is made of the public ones.
const (
	EventFiled            EventKind = "complaint_filed"
	EventCaseOpened       EventKind = "case_opened"
	EventNoticeAccepted   EventKind = "notice_accepted"
	EventInfoAsked        EventKind = "info_asked"
	EventCompleted        EventKind = "notice_completed"
	EventNoticeRefused    EventKind = "notice_refused"
	EventDelivered        EventKind = "notice_delivered" // to a party, by opening, mail or a reviewer's record
	EventDeleted          EventKind = "deleted_by_seller"
	EventCountered        EventKind = "counter_filed"
	EventCounterAccepted  EventKind = "counter_accepted"
	EventContested        EventKind = "counter_contested"
	EventCourtShown       EventKind = "court_action_shown"
	EventDecided          EventKind = "decided"
	EventWithdrawn        EventKind = "withdrawn"
	EventCourtOutcome     EventKind = "court_outcome"
	EventFixProposed      EventKind = "fix_proposed"
	EventFixAccepted      EventKind = "fix_accepted"
	EventFixRefused       EventKind = "fix_refused"
	EventOffered          EventKind = "settlement_offered" // that there is an offer, never its terms
	EventOfferDeclined    EventKind = "settlement_declined"
	EventOfferTakenBack   EventKind = "settlement_taken_back"
	EventSettled          EventKind = "settled"
	EventJoined           EventKind = "filing_joined" // a later filing named a listing that was open already
	EventAppealed         EventKind = "appealed"
	EventAppealDecided    EventKind = "appeal_decided"
	EventSilence          EventKind = "time_ran_out"
	EventRightBlocked     EventKind = "right_ended"
	EventLetGoOn          EventKind = "let_go_on"
	EventStaysDown        EventKind = "listing_stays_down"
	EventListingDown      EventKind = "listing_down"
	EventListingBack      EventKind = "listing_back"
	EventReappeared       EventKind = "listing_reappeared" // by itself, though an order keeps it down
	EventOutsideFailed    EventKind = "delivery_given_up"
	EventRelistingLetGo   EventKind = "relisting_let_go" // the holder: what looks like it is not the same
	EventOutsideAgain     EventKind = "delivery_tried_again"
	EventPageCaptured     EventKind = "page_captured"     // a complained listing's page, as a picture
	EventPageNotCaptured  EventKind = "page_not_captured" // it could not be, and why
	EventRightRegistered  EventKind = "right_registered"
	EventRightVerified    EventKind = "right_verified"
	EventRightRefused     EventKind = "right_refused"
	EventClockExtended    EventKind = "clock_extended"
	EventClockPaused      EventKind = "clock_paused"
	EventClockResumed     EventKind = "clock_resumed"
	EventDeliveryDisputed EventKind = "delivery_disputed"
	EventDisputeAnswered  EventKind = "dispute_answered"
	EventBounced          EventKind = "notice_bounced" // its mail came back after it had been accepted
	EventReminded         EventKind = "reminded"
	EventLimitNear        EventKind = "outer_limit_near"
	EventOrderReceived    EventKind = "order_received"   // an order of an authority came in
	EventOrderAnswered    EventKind = "order_answered"   // the authority is told what was done
	EventFlaggerRecorded  EventKind = "flagger_recorded" // a rights holder is a trusted flagger
	EventFlaggerEnded     EventKind = "flagger_ended"
	EventFlaggerReported  EventKind = "flagger_reported" // a report to its coordinator was drawn up
	EventClocksStopped    EventKind = "clocks_stopped"   // by an operator, for the platform, a site or a procedure
	EventClocksStarted    EventKind = "clocks_started"
	EventWritten          EventKind = "contact_written" // through the portal, to the other side
	EventHoldSet          EventKind = "hold_set"
	EventHoldEnded        EventKind = "hold_ended"
	EventErasureAsked     EventKind = "erasure_asked"
	EventErasureLeft      EventKind = "erasure_withdrawn"
	EventErasureRefused   EventKind = "erasure_refused"
	EventErased           EventKind = "erased"

	EventIdentityHandedIn EventKind = "identity_handed_in"
	EventIdentityOpened   EventKind = "identity_paper_opened"
	EventIdentityVerified EventKind = "identity_verified"
	EventIdentityRefused  EventKind = "identity_refused"
	EventIdentityDropped  EventKind = "identity_papers_deleted"
	EventIdentitySealed   EventKind = "identity_paper_sealed" // a virus was found in it

	EventGuarded          EventKind = "guarded"           // two reviewers accept it from now on
	EventGuardBlocked     EventKind = "guard_blocked"     // silence came due in guarded days
	EventFirstAccepted    EventKind = "first_accepted"    // by the first of two reviewers
	EventRemovalConfirmed EventKind = "removal_confirmed" // in guarded days, after silence

	EventExhibitAsked  EventKind = "exhibit_asked"  // by a reviewer: to show it to the other side
	EventExhibitOpened EventKind = "exhibit_opened" // it was for reviewers only
	EventExhibitSealed EventKind = "exhibit_sealed" // a virus was found in it

	EventPagesDrawn   EventKind = "pages_drawn"   // of a document, with the hash of each page's picture
	EventPagesDropped EventKind = "pages_deleted" // with the document, by an erasure

	EventMeasureProposed EventKind = "measure_proposed"
	EventMeasureDropped  EventKind = "measure_dropped"
	EventMeasureImposed  EventKind = "measure_imposed"
	EventMeasureDeclined EventKind = "measure_declined"
	EventMeasureAppealed EventKind = "measure_appealed"
	EventMeasureAffirmed EventKind = "measure_affirmed"
	EventMeasureLifted   EventKind = "measure_lifted"
	EventMeasureEnded    EventKind = "measure_ended"

	EventAbuseReported      EventKind = "abuse_reported"
	EventAbuseTold          EventKind = "abuse_told" // the reported side: the time for its answer begins
	EventAbuseBounced       EventKind = "abuse_bounced"
	EventAbuseAnswered      EventKind = "abuse_answered"
	EventAbuseLate          EventKind = "abuse_late" // a reviewer's target has passed
	EventAbuseDecided       EventKind = "abuse_decided"
	EventAbuseAppealed      EventKind = "abuse_appealed"
	EventAbuseAppealDecided EventKind = "abuse_appeal_decided"
)
