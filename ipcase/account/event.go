package account

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// EventKind says what was done to an account or an organisation.
type EventKind string

// The kinds of event.
const (
	EventAdded           EventKind = "added" // from the command line
	EventInvited         EventKind = "invited"
	EventInvitedAgain    EventKind = "invited_again"
	EventWithdrawn       EventKind = "invitation_withdrawn"
	EventDeclined        EventKind = "invitation_declined"
	EventJoined          EventKind = "joined"
	EventRole            EventKind = "role_changed"
	EventEnded           EventKind = "membership_ended"
	EventLeft            EventKind = "left"
	EventSessionsEnded   EventKind = "sessions_ended"
	EventOffered         EventKind = "ownership_offered"
	EventOfferWithdrawn  EventKind = "ownership_offer_withdrawn"
	EventOfferDeclined   EventKind = "ownership_declined"
	EventTransferred     EventKind = "ownership_transferred"
	EventOwnerAdded      EventKind = "owner_added"
	EventDisabled        EventKind = "disabled"
	EventEnabled         EventKind = "enabled"
	EventSwitched        EventKind = "acts_for"
	EventInvitationUnfit EventKind = "invitation_unfit" // the account belongs to another kind of organisation
)

// Event is one thing that was done to an account or an organisation. It is
// written in the transaction of the deed and never changes.
type Event struct {
	ID      int64
	At      time.Time
	Kind    EventKind
	OrgID   *int64
	ByID    *int64    // who; nil: nobody signed in
	AboutID *int64    // about whom
	LinkID  *int64    // which invitation or offer
	Data    EventData `gorm:"serializer:json"`
}

// EventData is what else there is to say.
type EventData struct {
	Role   ipcase.Role    `json:"role,omitempty"`
	May    ipcase.Granted `json:"may,omitzero"`
	Before ipcase.Role    `json:"before,omitempty"`
	Had    ipcase.Granted `json:"had,omitzero"`
}

// TableName fixes the table.
func (Event) TableName() string { return "account_events" }

// record writes an event in the transaction of what it is about.
func (s *Service) record(db *gorm.DB, e Event) error {
	e.At = s.clock.Now()
	if err := db.Create(&e).Error; err != nil {
		return fmt.Errorf("record %s: %w", e.Kind, err)
	}
	return nil
}
