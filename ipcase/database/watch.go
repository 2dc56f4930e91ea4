package database

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// Observer is told of a statement before it goes out, and of its end with its text,
// in which no values stand. The second may be nil.
type Observer func(ctx context.Context, operation, table string) (context.Context, func(text string, err error))

// Observe lets somebody watch every statement. Call it before anything else.
func (db *DB) Observe(by Observer) error {
	const key = "ipportal:observed"
	before := func(operation string) func(*gorm.DB) {
		return func(g *gorm.DB) {
			ctx, end := by(g.Statement.Context, operation, g.Statement.Table)
			if end != nil {
				g.Statement.Context = ctx
				g.InstanceSet(key, end)
			}
		}
	}
	after := func(g *gorm.DB) {
		v, _ := g.InstanceGet(key)
		if end, ok := v.(func(string, error)); ok {
			end(g.Statement.SQL.String(), g.Error)
		}
	}
	on := db.Gorm.Callback()
	return errors.Join(
		on.Create().Before("gorm:create").Register("ipportal:create", before("INSERT")), on.Create().After("gorm:create").Register("ipportal:created", after),
		on.Query().Before("gorm:query").Register("ipportal:query", before("SELECT")), on.Query().After("gorm:query").Register("ipportal:queried", after),
		on.Update().Before("gorm:update").Register("ipportal:update", before("UPDATE")), on.Update().After("gorm:update").Register("ipportal:updated", after),
		on.Delete().Before("gorm:delete").Register("ipportal:delete", before("DELETE")), on.Delete().After("gorm:delete").Register("ipportal:deleted", after),
		on.Row().Before("gorm:row").Register("ipportal:row", before("SELECT")), on.Row().After("gorm:row").Register("ipportal:rowed", after),
		on.Raw().Before("gorm:raw").Register("ipportal:raw", before("")), on.Raw().After("gorm:raw").Register("ipportal:rawed", after),
	)
}

// Connections are how the connections of this process stand.
type Connections struct {
	Most, Used, Idle int
	Waits            int64 // how often somebody waited for one
	Waited           time.Duration
}

// Connections are as they stand now.
func (db *DB) Connections() Connections {
	if db.Pool == nil {
		s := db.sql.Stats()
		return Connections{s.MaxOpenConnections, s.InUse, s.Idle, s.WaitCount, s.WaitDuration}
	}
	s := db.Pool.Stat()
	return Connections{int(s.MaxConns()), int(s.AcquiredConns()), int(s.IdleConns()), s.EmptyAcquireCount(), s.EmptyAcquireWaitTime()}
}

// Ready says what of the database is missing: "database" where it does not answer,
// "migrations" where its schema is not the one that this portal knows.
func (db *DB) Ready(ctx context.Context) (string, error) {
	var version int64
	if err := db.sql.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&version); err != nil {
		if db.sql.PingContext(ctx) == nil { // it answers, and has no schema
			return "migrations", fmt.Errorf("read the schema's version: %w", err)
		}
		return "database", fmt.Errorf("ask the database: %w", err)
	}
	want, err := db.newest()
	if err == nil && version < want {
		return "migrations", fmt.Errorf("the database has schema %d, and this portal needs %d", version, want)
	}
	return "", err
}
