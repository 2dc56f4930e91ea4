package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// StopClocks is a stop to be set.
type StopClocks struct {
	FormID    string
	Site      string // its code; empty: every site
	Procedure string // its id; empty: every procedure
	Reason    string
	Until     string // 2006-01-02, the last day in the platform's zone; empty: until an operator ends it
}

// MaxStop is how long a stop can be set for at once.
const MaxStop = 90 * 24 * time.Hour

// StopClocks is the operator's kill switch: from the answer on no clock that it
// covers acts, whatever process looks after it. Pressing twice stops once.
func (s *Service) StopClocks(ctx context.Context, a Actor, in StopClocks) (ClockStop, error) {
	var stop ClockStop
	if !a.May(PermOperate) {
		return stop, errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		var p problems
		site, err := t.checkStop(&p, in)
		if err != nil {
			return err
		}
		until := t.stopEnd(&p, in.Until)
		if err := p.err(); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		if err := t.lockStops("EXCLUSIVE"); err != nil {
			return err
		}
		var there []ClockStop
		if err := t.db.Where("form_id = ?", in.FormID).Limit(1).Find(&there).Error; err != nil {
			return fmt.Errorf("look for the stop: %w", err)
		}
		if len(there) > 0 {
			stop = there[0]
			return nil
		}
		n, err := t.nextNumber("stop")
		if err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"reason": in.Reason})
		if err != nil {
			return err
		}
		stop = ClockStop{
			Number: fmt.Sprintf("CS-%d-%06d", t.now.Year(), n), FormID: in.FormID, SiteID: site, Procedure: in.Procedure, Reason: in.Reason,
			Salts: salts, FromAt: t.now, UntilAt: until, SetBy: a.PersonID,
		}
		e, err := t.stopEvent(&stop, a, EventClocksStopped, EventData{Number: stop.Number, Ref: in.Site, Code: in.Procedure, DueAt: until, Texts: texts})
		if err != nil {
			return err
		}
		if err := t.insert([]*ClockStop{&stop}); err != nil {
			return err
		}
		t.queued = true // the worker marks what stands still
		return t.insert([]*Event{&e})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return stop, nil // the other press of the same button
	}
	return stop, err
}

func (t *tx) checkStop(p *problems, in StopClocks) (*int64, error) {
	checkText(p, "reason", "Say why the clocks are stopped. Both sides of every case read it.", in.Reason, MaxComment, true)
	if in.Procedure != "" && !t.knowsProcedure(in.Procedure) {
		p.add("procedure", "Choose one of the procedures, or all of them.")
	}
	if in.Site == "" {
		return nil, nil //nolint:nilnil // no site is every site
	}
	var ids []int64
	if err := t.db.Model(&Site{}).Where("code = ?", in.Site).Limit(1).Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("find the site of a stop: %w", err)
	}
	if len(ids) == 0 {
		p.add("site", "Choose one of the sites, or all of them.")
		return nil, nil //nolint:nilnil // told to who chose it
	}
	return &ids[0], nil
}

func (t *tx) knowsProcedure(id string) bool {
	for _, p := range t.book.Procedures {
		if p.ID == id {
			return true
		}
	}
	return false
}

func (t *tx) stopEnd(p *problems, day string) *time.Time {
	if day == "" {
		return nil
	}
	last, err := time.ParseInLocation(time.DateOnly, day, t.zone)
	until := Moment(last.AddDate(0, 0, 1))
	switch {
	case err != nil:
		p.add("until", "Enter the last day of the stop, like 2027-03-31, or leave it empty.")
	case !until.After(t.now):
		p.add("until", "This day is over. Enter a day to come.")
	case until.Sub(t.now) > MaxStop:
		p.add("until", "A stop lasts 90 days at most. Set it again before it ends if it is still needed then.")
	}
	return &until
}

// EndStop ends a stop: every window that it held runs on with the rest of its time.
// Pressing twice ends it once.
func (s *Service) EndStop(ctx context.Context, a Actor, number string) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var stop ClockStop
		if err := one(t.forUpdate().Where("number = ?", number), &stop); err != nil {
			return err
		}
		if stop.endAt(t.now) != nil {
			return nil
		}
		person := a.PersonID
		t.queued = true
		return t.endStop(stop, a, t.now, &person)
	})
}

func (t *tx) endStop(stop ClockStop, a Actor, at time.Time, by *int64) error {
	before := stop.EventSeq
	e, err := t.stopEvent(&stop, a, EventClocksStarted, EventData{Number: stop.Number, DueAt: &at})
	if err != nil {
		return err
	}
	res := t.db.Model(&ClockStop{}).Where("id = ? AND event_seq = ? AND ended_at IS NULL", stop.ID, before).
		Updates(map[string]any{"ended_at": at, "ended_by": by, "event_seq": stop.EventSeq, "event_hash": stop.EventHash})
	if err := changedOne(res); err != nil {
		return err
	}
	return t.insert([]*Event{&e})
}

// stopEvent is the next event in a stop's chain; the stop remembers it as its head.
func (t *tx) stopEvent(stop *ClockStop, a Actor, kind EventKind, data EventData) (Event, error) {
	e, err := t.event("stop:"+stop.Number, stop.EventSeq, stop.EventHash, a, kind, false, data)
	if err != nil {
		return e, err
	}
	e.Hash = HashEvent(e)
	stop.EventSeq, stop.EventHash = e.Seq, e.Hash
	return e, nil
}

// lockStops lets the setting of a stop wait for every act of the clock that has
// begun, and those that begin wait for it: when it is answered, nothing acts any
// more. SQLite's writers stand in line anyway.
func (t *tx) lockStops(mode string) error {
	if t.db.Name() != "postgres" {
		return nil
	}
	if err := t.db.Exec("LOCK TABLE clock_stops IN " + mode + " MODE").Error; err != nil {
		return fmt.Errorf("lock the stops of clocks: %w", err)
	}
	return nil
}

// openStops are those that still hold clocks.
func openStops(db *gorm.DB) ([]ClockStop, error) {
	var stops []ClockStop
	if err := db.Where("closed_at IS NULL").Order("id").Find(&stops).Error; err != nil {
		return nil, fmt.Errorf("stops of clocks: %w", err)
	}
	return stops, nil
}
