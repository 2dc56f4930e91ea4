package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"ipportal/migrations"
)

// Migrate brings the schema up to date and tells progress a line for each step.
// Two processes may start at once: one migrates, the other waits and then finds
// nothing to do. A database of a newer portal is refused.
func (db *DB) Migrate(ctx context.Context, progress func(string)) error {
	return db.migrate(ctx, progress, func(p *goose.Provider) (*goose.MigrationResult, error) { return p.UpByOne(ctx) })
}

// migrate takes steps until there is none.
func (db *DB) migrate(ctx context.Context, progress func(string), next func(*goose.Provider) (*goose.MigrationResult, error)) error {
	pool, options, release, err := db.lockSchema(ctx)
	if err != nil {
		return err
	}
	defer release()

	files, err := fs.Sub(migrations.Files, db.Dialect)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	dialect := goose.DialectSQLite3
	if db.Dialect == Postgres {
		dialect = goose.DialectPostgres
	}
	provider, err := goose.NewProvider(dialect, pool, files, append(options, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	for {
		step, err := next(provider)
		if errors.Is(err, goose.ErrNoNextVersion) {
			break
		}
		if refused := (*pgconn.PgError)(nil); errors.As(err, &refused) && refused.Code == "42501" {
			return fmt.Errorf("the database is not up to date, and this role may not change it: run `ipportal migrate` as the owner of its tables (%w)", err)
		}
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		progress(fmt.Sprintf("%s applied in %s", path.Base(step.Source.Path), step.Duration.Round(time.Millisecond)))
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if current > target {
		return fmt.Errorf("the database has schema %d and this portal knows %d only: run the newer portal", current, target)
	}
	return nil
}

// newest is the version of the schema that this portal knows.
func (db *DB) newest() (int64, error) {
	files, err := migrations.Files.ReadDir(db.Dialect)
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("read migrations: %w", err)
	}
	return goose.NumericComponent(files[len(files)-1].Name())
}

// lockSchema makes sure that nobody else migrates, and gives the connections to
// migrate on; release ends both.
func (db *DB) lockSchema(ctx context.Context) (*sql.DB, []goose.ProviderOption, func(), error) {
	if db.Dialect == SQLite {
		release, err := lockBeside(ctx, db.path)
		return db.sql, nil, release, err
	}
	pool := db.patient() // changing a large table takes longer than a request may
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 600))
	if err != nil {
		_ = pool.Close()
		return nil, nil, nil, fmt.Errorf("lock the schema: %w", err)
	}
	return pool, []goose.ProviderOption{goose.WithSessionLocker(locker)}, func() { _ = pool.Close() }, nil
}

// lockBeside takes a lock in a small SQLite file of its own beside the database:
// the migrations cannot hold one in the database itself, because each commits.
// The lock goes with its process, however that ends.
func lockBeside(ctx context.Context, path string) (release func(), err error) {
	pool, err := openSQLiteFile(path+".migrating", "_pragma=busy_timeout(600000)&_txlock=exclusive")
	if err != nil {
		return nil, err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("wait for another process that migrates: %w", err)
	}
	return func() {
		_ = tx.Rollback()
		_ = pool.Close()
	}, nil
}
