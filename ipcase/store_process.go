package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"
)

// Process is one process of the portal, as it last gave a sign of life.
type Process struct {
	ID        int64
	Key       string // its own, made when it began
	Host      string
	Does      ProcessDoes
	StartedAt time.Time
	BeatAt    time.Time
	StoppedAt *time.Time // nil: it has not said that it ends
}

// TableName fixes the table.
func (Process) TableName() string { return "processes" }

// ProcessDoes is what a process is there for.
type ProcessDoes string

// What a process does.
const (
	ProcessServes ProcessDoes = "serve" // answers only
	ProcessWorks  ProcessDoes = "work"  // carries out only
	ProcessBoth   ProcessDoes = "both"
)

// BeatEvery is how often a process gives a sign of life; one that has given none
// for SilentAfter is taken for dead.
const (
	BeatEvery   = 15 * time.Second
	SilentAfter = 4 * BeatEvery
)

// processesKept is how long a process that is gone stands in the list.
const processesKept = 7 * 24 * time.Hour

// Alive says whether it gave a sign of life lately.
func (p Process) Alive(now time.Time) bool {
	return p.StoppedAt == nil && now.Sub(p.BeatAt) < SilentAfter
}

// Beat notes that a process is alive, and the first time that it began. It decides
// nothing: no work is given or taken by it.
func (s *Service) Beat(ctx context.Context, p Process) error {
	now := Moment(s.clock.Now())
	p.StartedAt, p.BeatAt = now, now
	err := s.read(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "key"}}, DoUpdates: clause.Assignments(map[string]any{"beat_at": now, "stopped_at": nil}),
	}).Create(&p).Error
	if err != nil {
		return fmt.Errorf("note that the process is alive: %w", err)
	}
	return nil
}

// Leave notes that a process has ended, and lets go of those that ended long ago.
func (s *Service) Leave(ctx context.Context, key string) error {
	now := Moment(s.clock.Now())
	err := s.read(ctx).Exec("UPDATE processes SET stopped_at = ?, beat_at = ? WHERE key = ?", now, now, key).Error
	if err == nil {
		err = s.read(ctx).Exec("DELETE FROM processes WHERE beat_at < ?", now.Add(-processesKept)).Error
	}
	if err != nil {
		return fmt.Errorf("note that the process has ended: %w", err)
	}
	return nil
}

// Backup is a backup that was taken whole.
type Backup struct {
	ID        int64
	TakenAt   time.Time
	EndedAt   time.Time
	RowCount  int64
	FileCount int64
	Bytes     int64
	WithFiles bool
	WithKeys  bool
}

// TableName fixes the table.
func (Backup) TableName() string { return "backups" }

// NoteBackup remembers a backup, for the operator's page.
func (s *Service) NoteBackup(ctx context.Context, b Backup) error {
	b.EndedAt = Moment(s.clock.Now())
	if err := s.read(ctx).Create(&b).Error; err != nil {
		return fmt.Errorf("note the backup: %w", err)
	}
	return nil
}

// ForgotFiles says whether files were taken away since: by an erasure, or because
// the time of an identity paper was over.
func (s *Service) ForgotFiles(ctx context.Context, since time.Time) (bool, error) {
	var n int64
	err := s.read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM deliveries WHERE kind = 'forget_file' AND done_at >= ?)
		+ (SELECT COUNT(*) FROM identity_papers WHERE dropped_at >= ?)`, since, since).Scan(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for files that were taken away: %w", err)
	}
	return n > 0, nil
}
