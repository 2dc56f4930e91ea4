package ipcase

import (
	"context"
	"fmt"
	"time"
)

// ConnectionLine is a connection in the operator's list.
type ConnectionLine struct {
	Connection `gorm:"embedded"`
	SiteCode   string
	SiteName   string
	Open       int // orders that it has not answered
	Failing    int // messages that failed and are tried again, or were given up
}

// ConnectionView is one connection with the last of what it was sent.
type ConnectionView struct {
	ConnectionLine
	Sent []SentMessage // newest first
}

// SentMessage is an order or news for a connection, and how far it is.
type SentMessage struct {
	ID         int64
	Kind       DeliveryKind
	Key        string
	Payload    string
	State      DeliveryState
	Attempts   int
	LastError  string // why it failed, or what was answered
	Answer     OrderOutcome
	AnswerNote string
	AskedAt    *time.Time
	NextAt     time.Time
	CreatedAt  time.Time
	DoneAt     *time.Time
	CaseNumber string
	ListingRef string
}

// sentShown is how many of the last messages are shown.
const sentShown = 50

const connectionLines = `connections.*, sites.code AS site_code, sites.name AS site_name,
	(SELECT COUNT(*) FROM deliveries WHERE deliveries.connection_id = connections.id AND ` + isListedOrder + ` AND deliveries.state IN ('queued', 'running') AND deliveries.answer = '') AS open,
	(SELECT COUNT(*) FROM deliveries d WHERE d.connection_id = connections.id AND (d.state = 'given_up' OR d.state = 'queued' AND d.attempts > 0 AND d.asked_at IS NULL)) AS failing`

// ReadConnections lists the connections, those in force first.
func (s *Service) ReadConnections(ctx context.Context, a Actor) ([]ConnectionLine, error) {
	if !a.May(PermOperate) {
		return nil, errNotFound()
	}
	var list []ConnectionLine
	err := s.read(ctx).Table("connections").Select(connectionLines, orderKinds).Joins("JOIN sites ON sites.id = connections.site_id").
		Order("connections.ended_at IS NOT NULL, connections.id DESC").Limit(100).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("connections: %w", err)
	}
	return list, nil
}

// ReadConnection reads one with the last messages that it was sent.
func (s *Service) ReadConnection(ctx context.Context, a Actor, id string) (ConnectionView, error) {
	var v ConnectionView
	if !a.May(PermOperate) {
		return v, errNotFound()
	}
	err := one(s.read(ctx).Table("connections").Select(connectionLines, orderKinds).Joins("JOIN sites ON sites.id = connections.site_id").
		Where("connections.public_id = ?", id), &v.ConnectionLine)
	if err != nil {
		return v, err
	}
	err = s.read(ctx).Table("deliveries").Select(`deliveries.id, deliveries.kind, deliveries.key, deliveries.payload, deliveries.state, deliveries.attempts, deliveries.last_error,
			deliveries.answer, deliveries.answer_note, deliveries.asked_at, deliveries.next_at, deliveries.created_at, deliveries.done_at,
			COALESCE(cases.number, '') AS case_number, COALESCE(listings.ref, '') AS listing_ref`).
		Joins("LEFT JOIN cases ON cases.id = deliveries.case_id").
		Joins("LEFT JOIN listings ON listings.id = deliveries.listing_id").
		Where("deliveries.connection_id = ?", v.ID).Order("deliveries.id DESC").Limit(sentShown).Scan(&v.Sent).Error
	if err != nil {
		return v, fmt.Errorf("messages of connection %d: %w", v.ID, err)
	}
	return v, nil
}

// ReappearedListing is offered again though an order keeps it down.
type ReappearedListing struct {
	Ref        string
	Title      string
	Lang       string
	Site       string
	CaseNumber string // that keeps it down; "" where a measure does
	Since      time.Time
}

// ReadReappeared lists them, the newest first, for the platform's people.
func (s *Service) ReadReappeared(ctx context.Context, a Actor) ([]ReappearedListing, error) {
	if !a.May(PermOperate) && !a.isReviewer() {
		return nil, errNotFound()
	}
	var list []ReappearedListing
	err := s.read(ctx).Table("listings").Select(`listings.ref, listings.title, listings.lang, sites.name AS site, listings.reappeared_at AS since,
			COALESCE((SELECT cases.number FROM items JOIN cases ON cases.id = items.case_id WHERE items.listing_id = listings.id AND items.took_down ORDER BY items.id DESC LIMIT 1), '') AS case_number`).
		Joins("JOIN sites ON sites.id = listings.site_id").
		Where("listings.reappeared_at IS NOT NULL").Order("listings.reappeared_at DESC, listings.id DESC").Limit(MaxActions).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("listings that are back: %w", err)
	}
	return list, nil
}
