package database

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Check refuses settings under which the portal could lose what it has
// acknowledged, or keep what breaks its own rules. Its sentences are for the
// operator who reads the log.
func (db *DB) Check(ctx context.Context) error {
	if db.Dialect == SQLite {
		return db.checkSQLite(ctx)
	}
	return db.checkPostgres(ctx)
}

func (db *DB) setting(ctx context.Context, query string) (string, error) {
	var value string
	if err := db.sql.QueryRowContext(ctx, query).Scan(&value); err != nil {
		return "", fmt.Errorf("%s: %w", query, err)
	}
	return value, nil
}

func (db *DB) checkSQLite(ctx context.Context) error {
	needs := []struct{ query, want, sentence string }{
		{"PRAGMA synchronous", "2", "SQLite does not wait for the disk when it commits (synchronous must be FULL)."},
		{"PRAGMA foreign_keys", "1", "SQLite does not check foreign keys (foreign_keys must be ON)."},
		{"PRAGMA journal_mode", "wal", "SQLite does not keep a write-ahead log: the file system may not support it. Put the database on a local disk."},
	}
	if db.hasty {
		needs = needs[1:]
	}
	var problems []error
	for _, need := range needs {
		got, err := db.setting(ctx, need.query)
		if err != nil {
			return err
		}
		if !strings.EqualFold(got, need.want) {
			problems = append(problems, errors.New(need.sentence))
		}
	}
	return errors.Join(problems...)
}

func (db *DB) checkPostgres(ctx context.Context) error {
	needs := []struct {
		query, not, sentence string
		durability           bool
	}{
		{"SHOW fsync", "off", "PostgreSQL does not wait for the disk (fsync is off): a power cut would lose filings. Turn fsync on.", true},
		{"SHOW synchronous_commit", "off", "PostgreSQL acknowledges commits before they are on disk (synchronous_commit is off). Turn it on.", true},
		{"SHOW full_page_writes", "off", "PostgreSQL may keep half-written pages after a power cut (full_page_writes is off). Turn it on.", true},
		{"SELECT CASE WHEN current_setting('server_encoding') = 'UTF8' THEN 'on' ELSE 'off' END", "off", "The PostgreSQL database does not keep text as UTF-8. Make it with ENCODING 'UTF8'.", false},
		{"SELECT CASE WHEN current_setting('server_version_num')::int >= 140000 THEN 'on' ELSE 'off' END", "off", "This PostgreSQL is older than 14. Use a newer one.", false},
		{"SELECT CASE WHEN pg_is_in_recovery() THEN 'off' ELSE 'on' END", "off", "This PostgreSQL is a read-only copy. Give the portal the address of the primary server.", false},
	}
	var problems []error
	for _, need := range needs {
		if need.durability && db.unsafe {
			continue
		}
		got, err := db.setting(ctx, need.query)
		if err != nil {
			return err
		}
		if got == need.not {
			problems = append(problems, errors.New(need.sentence))
		}
	}
	return errors.Join(problems...)
}
