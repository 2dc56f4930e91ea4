package ipcase

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"
)

// Figures are how the portal stands as a whole, for whoever runs it: counts, and
// nothing of anybody. Few statements read them, each by an index over what is open.
type Figures struct {
	At              time.Time
	Turns           []TurnFigure
	LateDeadlines   int        // deadlines that have passed and on which nothing acted yet
	OldestDeadline  *time.Time // of these
	Jobs            []JobFigure
	Complaints      int64 // how many were ever given an id; likewise the next two
	Decisions       int64
	Events          int64
	DecidedLastHour int
	CheckpointAt    *time.Time // nil: there is none
	Unnumbered      int        // events without a leaf in the log, counted up to UnnumberedMost
	Processes       []Process  // the newest sign of life first
	Backup          *Backup    // the last; nil: none is known
}

// UnnumberedMost is how far events without a leaf are counted.
const UnnumberedMost = 10_000

// TurnFigure is how many cases wait for one side, or for reviewers with one task.
type TurnFigure struct {
	Kind    string // "seller", "holder", or "review_" and the task
	Waiting int
	Late    int        // past their time: for reviewers a target, not a deadline
	Oldest  *time.Time // the earliest time by which one is due
}

// JobFigure is how many deliveries of one kind are under way.
type JobFigure struct {
	Kind    DeliveryKind
	Waiting int
	Failing int // of these: failed at least once
	GivenUp int
	Oldest  *time.Time // since when the longest waits
}

// LateDeadline is how long after its time a deadline counts as late: the worker
// looks every second.
const LateDeadline = time.Minute

// ReadFigures reads how the portal stands.
func (s *Service) ReadFigures(ctx context.Context) (Figures, error) {
	f := Figures{At: Moment(s.clock.Now())}
	for _, part := range []func(context.Context, *Figures) error{s.turnFigures, s.deadlineFigures, s.jobFigures, s.totalFigures, s.logFigures, s.processFigures} {
		if err := part(ctx, &f); err != nil {
			return f, fmt.Errorf("figures: %w", err)
		}
	}
	return f, nil
}

func (s *Service) turnFigures(ctx context.Context, f *Figures) error {
	var rows []struct {
		Kind    string
		Waiting int
		Late    int
		Oldest  *computedTime
	}
	err := s.read(ctx).Raw(`SELECT 'seller' AS kind, COUNT(*) AS waiting, COALESCE(SUM(CASE WHEN seller_due_at <= @now THEN 1 ELSE 0 END), 0) AS late, MIN(seller_due_at) AS oldest
			FROM cases WHERE seller_list = 'respond' AND ended_at IS NULL
		UNION ALL SELECT 'holder', COUNT(*), COALESCE(SUM(CASE WHEN holder_due_at <= @now THEN 1 ELSE 0 END), 0), MIN(holder_due_at) FROM cases WHERE holder_turn
		UNION ALL SELECT 'review_' || review_task, COUNT(*), COALESCE(SUM(CASE WHEN review_due_at <= @now THEN 1 ELSE 0 END), 0), MIN(review_due_at)
			FROM cases WHERE review_task <> '' GROUP BY review_task`, map[string]any{"now": f.At}).Scan(&rows).Error
	for _, r := range rows {
		f.Turns = append(f.Turns, TurnFigure{r.Kind, r.Waiting, r.Late, r.Oldest.moment()})
	}
	return err
}

func (s *Service) deadlineFigures(ctx context.Context, f *Figures) error {
	var row struct {
		N      int
		Oldest *computedTime
	}
	stops, err := openStops(s.read(ctx))
	if err != nil {
		return err
	}
	q := s.read(ctx).Model(&Item{}).Select("COUNT(*) AS n, MIN(due_at) AS oldest").Where("due_at <= ?", f.At.Add(-LateDeadline))
	if len(stops) > 0 { // where the operator stopped the clocks nothing is late
		q = q.Where("NOT " + coveredByStop)
	}
	err = q.Scan(&row).Error
	f.LateDeadlines, f.OldestDeadline = row.N, row.Oldest.moment()
	return err
}

func (s *Service) jobFigures(ctx context.Context, f *Figures) error {
	var rows []struct {
		Kind                      DeliveryKind
		Waiting, Failing, GivenUp int
		Oldest                    *computedTime
	}
	err := s.read(ctx).Raw(`SELECT kind, COUNT(*) AS waiting, SUM(CASE WHEN attempts > 0 AND state = 'queued' THEN 1 ELSE 0 END) AS failing, 0 AS given_up, MIN(created_at) AS oldest
			FROM deliveries WHERE state IN ('queued', 'running') GROUP BY kind
		UNION ALL SELECT kind, 0, 0, COUNT(*), NULL FROM deliveries WHERE state = 'given_up' GROUP BY kind`).Scan(&rows).Error
	for _, r := range rows {
		at := slices.IndexFunc(f.Jobs, func(j JobFigure) bool { return j.Kind == r.Kind })
		if at < 0 {
			f.Jobs = append(f.Jobs, JobFigure{Kind: r.Kind})
			at = len(f.Jobs) - 1
		}
		j := &f.Jobs[at]
		j.Waiting, j.Failing, j.GivenUp = j.Waiting+r.Waiting, j.Failing+r.Failing, j.GivenUp+r.GivenUp
		if r.Oldest != nil {
			j.Oldest = r.Oldest.moment()
		}
	}
	return err
}

func (s *Service) totalFigures(ctx context.Context, f *Figures) error {
	var row struct{ Complaints, Decisions, Events int64 }
	err := s.read(ctx).Raw(`SELECT (SELECT COALESCE(MAX(id), 0) FROM complaints) AS complaints, (SELECT COALESCE(MAX(id), 0) FROM decisions) AS decisions,
		(SELECT COALESCE(MAX(id), 0) FROM events) AS events`).Scan(&row).Error
	if err != nil {
		return err
	}
	f.Complaints, f.Decisions, f.Events = row.Complaints, row.Decisions, row.Events
	return s.read(ctx).Raw("SELECT COUNT(*) FROM (SELECT decided_at FROM decisions ORDER BY id DESC LIMIT 10000) newest WHERE decided_at > ?", f.At.Add(-time.Hour)).
		Scan(&f.DecidedLastHour).Error
}

func (s *Service) logFigures(ctx context.Context, f *Figures) error {
	var last []Checkpoint
	if err := s.read(ctx).Order("size DESC").Limit(1).Find(&last).Error; err != nil {
		return err
	}
	if len(last) > 0 {
		f.CheckpointAt = &last[0].At
	}
	return s.read(ctx).Raw("SELECT COUNT(*) FROM (SELECT event_id FROM log_queue LIMIT ?) waiting", UnnumberedMost).Scan(&f.Unnumbered).Error
}

// processesShown is how many processes are read.
const processesShown = 50

func (s *Service) processFigures(ctx context.Context, f *Figures) error {
	if err := s.read(ctx).Order("beat_at DESC, id").Limit(processesShown).Find(&f.Processes).Error; err != nil {
		return err
	}
	var last []Backup
	if err := s.read(ctx).Order("id DESC").Limit(1).Find(&last).Error; err != nil {
		return err
	}
	if len(last) > 0 {
		f.Backup = &last[0]
	}
	return nil
}

// computedTime is a time that the database computed: SQLite gives it as text.
type computedTime struct{ at time.Time }

// Scan implements sql.Scanner.
func (c *computedTime) Scan(v any) error {
	switch x := v.(type) {
	case time.Time:
		c.at = x.UTC()
		return nil
	case string:
		at, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", x)
		c.at = at.UTC()
		return err
	default:
		return fmt.Errorf("a time of %T", v)
	}
}

// Value implements driver.Valuer, for gorm; nothing writes it.
func (c computedTime) Value() (driver.Value, error) { return c.at, nil }

func (c *computedTime) moment() *time.Time {
	if c == nil {
		return nil
	}
	return &c.at
}
