package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite" // types its errors
)

// sqliteConnections bounds the pool. Readers do not wait for each other or for
// the writer; writers queue for the one write lock.
const sqliteConnections = 16

// sqliteSettings hold on every connection. A transaction takes the write lock
// when it begins: one that reads first and asks for the lock later fails as soon
// as another has written in between, and waiting does not help it. A plain read
// outside a transaction takes no lock. synchronous(FULL) syncs each commit, so an
// acknowledged filing survives a power cut. Times are written as UTC text that
// sorts as the times do.
const sqliteSettings = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)" +
	"&_pragma=synchronous(FULL)&_txlock=immediate&_time_format=sqlite&_timezone=UTC&_dqs=0"

func (db *DB) openSQLite(ctx context.Context) error {
	db.Dialect = SQLite
	path, err := sqlitePath(db.URL)
	if err != nil {
		return err
	}
	db.path = path
	if err := ownFile(db.path); err != nil {
		return fmt.Errorf("make the database file: %w", err)
	}
	settings := sqliteSettings
	if db.hasty {
		settings = strings.Replace(settings, "synchronous(FULL)", "synchronous(OFF)", 1)
	}
	if db.sql, err = openSQLiteFile(db.path, settings); err != nil {
		return err
	}
	db.sql.SetMaxOpenConns(sqliteConnections)
	db.sql.SetMaxIdleConns(sqliteConnections)
	if err := connectFirst(ctx, db.sql); err != nil {
		_ = db.sql.Close()
		return fmt.Errorf("open %s: %w", db.path, err)
	}
	if err := db.start(ctx, sqliteDialector{conn: db.sql}); err != nil {
		_ = db.sql.Close()
		return err
	}
	return nil
}

func sqlitePath(url string) (string, error) {
	path := strings.TrimPrefix(url, "sqlite:")
	if path == "" {
		path = DefaultPath
	}
	if strings.ContainsAny(path, "?\x00") || strings.Contains(path, ":memory:") {
		return "", fmt.Errorf("the SQLite database must be the plain path of a file: %q is not", path)
	}
	return path, nil
}

// connectFirst makes the first connection. On a new file it turns the write-ahead
// log on, and when several processes do that at once SQLite refuses all but one
// at once instead of letting them wait.
func connectFirst(ctx context.Context, pool *sql.DB) error {
	for tries := 1; ; tries++ {
		err := pool.PingContext(ctx)
		var refused *sqlite.Error
		if err == nil || tries == 100 || !errors.As(err, &refused) || refused.Code()&0xff != resultBusy {
			return err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func openSQLiteFile(path, settings string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	dsn := "file:" + (&url.URL{Path: filepath.ToSlash(absolute)}).EscapedPath() + "?" + settings
	connector, err := newCompiling(dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return sql.OpenDB(connector), nil
}

// ownFile makes the file and its folder for their owner alone, where they are
// missing. SQLite gives its log files the same rights.
func ownFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}
