// Package database opens the portal's database: embedded SQLite in one file, or
// PostgreSQL. It sets what has to hold on every connection (durable commits,
// foreign keys, UTC, limits on waiting), brings the schema up to date and refuses
// settings under which an acknowledged filing could be lost. It knows no cases:
// it may not import ipcase.
//
// Times: both databases give back UTC, to the microsecond. A time that SQLite
// computes (MAX(due_at), COALESCE(a, b)) comes back as text, because only a
// column has a declared type; ask for the row instead (ORDER BY … LIMIT 1).
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
)

// The names of the two databases, as DB.Dialect has them.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// DefaultPath is where SQLite keeps the data when no URL says otherwise.
const DefaultPath = "ipportal-data/ipportal.db"

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	Gorm    *gorm.DB
	Dialect string        // SQLite or Postgres
	Pool    *pgxpool.Pool // PostgreSQL's connections, shared with Gorm; nil on SQLite
	URL     string        // what Open was given, for opening the same database once more

	sql    *sql.DB
	path   string // SQLite's file
	unsafe bool
	hasty  bool // SQLite does not wait for the disk
}

// Option changes how a database is opened.
type Option func(*DB)

// AllowUnsafe lets Check accept a PostgreSQL that does not wait for the disk. A
// test's throw-away server is such a one; nothing that is to be kept belongs there.
func AllowUnsafe() Option { return func(db *DB) { db.unsafe = true } }

// Unsynced opens SQLite without waiting for the disk, and Check lets it. It is for
// making something that is thrown away when it is not finished, such as the
// demonstration's sample; nothing that somebody was answered for belongs there.
func Unsynced() Option { return func(db *DB) { db.hasty = true } }

// Open opens the database that url names: a PostgreSQL URL (postgres://…), a path
// or sqlite:PATH for SQLite, or "" for SQLite at DefaultPath. A missing SQLite
// file is made, readable by its owner only. The schema is not touched; see Migrate.
func Open(ctx context.Context, url string, options ...Option) (*DB, error) {
	db := &DB{URL: url}
	for _, option := range options {
		option(db)
	}
	var err error
	switch {
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = db.openPostgres(ctx)
	case strings.Contains(url, "://"):
		return nil, errScheme
	default:
		err = db.openSQLite(ctx)
	}
	if err != nil {
		return nil, err
	}
	return db, nil
}

// CheckURL says what is wrong with what Open would be given, without opening it.
func CheckURL(url string) error {
	switch {
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		_, err := parsePostgres(url)
		return err
	case strings.Contains(url, "://"):
		return errScheme
	default:
		_, err := sqlitePath(url)
		return err
	}
}

var errScheme = errors.New("the database URL must start with postgres:// or sqlite:, or be the path of a file")

// Close gives all connections back. SQLite folds its write-ahead log into the file.
func (db *DB) Close() error {
	err := db.sql.Close()
	if db.Pool != nil {
		db.Pool.Close()
	}
	return err
}

// gormConfig is the same for both databases: no transaction that nobody asked
// for, typed errors, and no clock but the portal's own.
func gormConfig() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		Logger:                 slowQueries{threshold: time.Second},
		// Columns that gorm would fill in by itself get the zero time, which is
		// seen at once; legal time comes from ipcase.Clock.
		NowFunc: func() time.Time { return time.Time{} },
	}
}

// start hands the connections to gorm and sees that the database answers.
func (db *DB) start(ctx context.Context, dialector gorm.Dialector) error {
	g, err := gorm.Open(dialector, gormConfig())
	if err != nil {
		return fmt.Errorf("open %s: %w", db.Dialect, err)
	}
	db.Gorm = g
	if err := db.sql.PingContext(ctx); err != nil {
		return fmt.Errorf("reach %s: %w", db.Dialect, err)
	}
	return nil
}
