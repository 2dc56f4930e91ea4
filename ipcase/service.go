package ipcase

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Service holds every deed of the portal. Each deed is one method in a file of
// its own name: it loads what the actor may see, asks the rules, moves state
// under a version, writes the audit event, enqueues what must leave, and commits.
type Service struct {
	db     *gorm.DB
	clock  Clock
	book   Rulebook
	market Marketplace
	blobs  Blobs
	woken  chan struct{}
	zone   *time.Location
	eye    Eye      // nil: no likeness is said
	log    *logKeys // nil: events wait to be numbered
	scan   Scanner
	camera Camera // nil: no page is captured
	seal   Sealer // nil: no marketplace can be connected

	reports bool // statements of reasons leave for the Transparency Database

	rehearsed bool // what is done is taken back

	asSeen *seenCase // nil: a case is taken as it is

	queued *largeCounts[queueReader, ReviewCounts]
	filed  *largeCounts[int64, HolderCounts] // by organisation
}

// New ties the service to its database and to what is not its own.
func New(db *gorm.DB, clock Clock, book Rulebook, market Marketplace, blobs Blobs) *Service {
	return &Service{
		db: db, clock: clock, book: book, market: market, blobs: blobs, woken: make(chan struct{}, 1), zone: time.UTC,
		queued: &largeCounts[queueReader, ReviewCounts]{}, filed: &largeCounts[int64, HolderCounts]{},
	}
}

// InZone sets the platform's time zone, in which the days of powers of attorney
// begin and end; UTC where it is not called. Call it before anything else.
func (s *Service) InZone(zone *time.Location) *Service {
	s.zone = zone
	return s
}

// Scanning lets a scanner look through every file before anybody but its owner is
// given it. Call it before anything else.
func (s *Service) Scanning(with Scanner) *Service {
	s.scan = with
	return s
}

// Today is the day in the platform's zone, as 00:00 UTC.
func (s *Service) Today() time.Time { return DayIn(s.clock.Now(), s.zone) }

// PlatformZone is the zone in which days begin and end.
func (s *Service) PlatformZone() *time.Location { return s.zone }

// Book is the rulebook that the portal runs by.
func (s *Service) Book() Rulebook { return s.book }

// Now is the portal's instant, for pages that say how much time is left.
func (s *Service) Now() time.Time { return s.clock.Now() }

// Wake is written to after a commit that enqueued something, so that the worker
// need not wait for its next look.
func (s *Service) Wake() <-chan struct{} { return s.woken }

// WakeUp is for whoever else enqueues something: package account its letters.
func (s *Service) WakeUp() {
	select {
	case s.woken <- struct{}{}:
	default: // one wake-up is already waiting
	}
}

// read gives a reading handle: no transaction, no lock.
func (s *Service) read(ctx context.Context) *gorm.DB { return s.db.WithContext(ctx) }
