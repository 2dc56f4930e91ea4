package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// EventKind says what was done to an account or an organisation.
type EventKind string

// The kinds of event.
const (
	EventAdded          EventKind = "added" // from the command line
	EventInvited        EventKind = "invited"
	EventInvitedAgain   EventKind = "invited_again"
	EventWithdrawn      EventKind = "invitation_withdrawn"
	EventDeclined       EventKind = "invitation_declined"
	EventJoined         EventKind = "joined"
	EventRole           EventKind = "role_changed"
	EventEnded          EventKind = "membership_ended"
	EventLeft           EventKind = "left"
	EventSessionsEnded  EventKind = "sessions_ended"
	EventOffered        EventKind = "ownership_offered"
	EventOfferWithdrawn EventKind = "ownership_withdrawn"
	EventOfferDeclined  EventKind = "ownership_declined"
	EventTransferred    EventKind = "ownership_transferred"
	EventOwnerAdded     EventKind = "owner_added"
	EventDisabled       EventKind = "disabled"
	EventEnabled        EventKind = "enabled"
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

// EventLine is an event with the names that it is told with.
type EventLine struct {
	Event
	OrgName   string
	ByName    string
	AboutName string // empty where nobody has an account yet
	Email     string // where an invitation went
}

// EventPage is one page of a history, newest first.
type EventPage struct {
	Events []EventLine
	Older  bool
}

const eventPage = 50

// Events is the history of an organisation for its owners, and of all of them for
// operators, from before the event `before` (0 = the newest).
func (s *Service) Events(ctx context.Context, a ipcase.Actor, before int64) (EventPage, error) {
	if !a.May(ipcase.PermManage) {
		return EventPage{}, a.Lacks(ipcase.PermManage)
	}
	q := s.db.WithContext(ctx).Table("account_events").
		Select(`account_events.*, COALESCE(orgs.name, '') AS org_name, COALESCE(who.name, '') AS by_name, COALESCE(about.name, '') AS about_name,
			COALESCE(links.email, '') AS email`).
		Joins("LEFT JOIN orgs ON orgs.id = account_events.org_id").
		Joins("LEFT JOIN people AS who ON who.id = account_events.by_id").
		Joins("LEFT JOIN people AS about ON about.id = account_events.about_id").
		Joins("LEFT JOIN links ON links.id = account_events.link_id")
	if !a.May(ipcase.PermOperate) {
		q = q.Where("account_events.org_id = ?", a.OrgID)
	}
	if before > 0 {
		q = q.Where("account_events.id < ?", before)
	}
	var p EventPage
	if err := q.Order("account_events.id DESC").Limit(eventPage + 1).Find(&p.Events).Error; err != nil {
		return p, fmt.Errorf("read the history of accounts: %w", err)
	}
	if p.Older = len(p.Events) > eventPage; p.Older {
		p.Events = p.Events[:eventPage]
	}
	return p, nil
}
