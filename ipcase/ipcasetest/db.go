// Package ipcasetest gives tests what they stand on: a real database of their own
// on SQLite and on PostgreSQL, and the tools that a test may need from the machine.
// Only tests may import it.
package ipcasetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"ipportal/ipcase/database"
)

// EachDatabase runs the same test on SQLite and on PostgreSQL, as the subtests
// "sqlite" and "postgres", each time on a migrated database of its own. The two
// run beside each other and beside other tests: they share nothing, and begin
// only after the calling test has returned.
func EachDatabase(t *testing.T, run func(t *testing.T, db *database.DB)) {
	t.Helper()
	t.Parallel()
	t.Run(database.SQLite, func(t *testing.T) {
		t.Helper()
		t.Parallel()
		run(t, SQLite(t))
	})
	t.Run(database.Postgres, func(t *testing.T) {
		t.Helper()
		t.Parallel()
		run(t, Postgres(t))
	})
}

// EachAlone is EachDatabase for a test that looks at what the whole process does, as at its
// memory: one database after the other, and nothing of other tests beside them.
func EachAlone(t *testing.T, run func(t *testing.T, db *database.DB)) {
	t.Helper()
	t.Run(database.SQLite, func(t *testing.T) { t.Helper(); run(t, SQLite(t)) })
	t.Run(database.Postgres, func(t *testing.T) { t.Helper(); run(t, Postgres(t)) })
}

// SQLite gives the test a migrated SQLite database in a folder of its own.
func SQLite(t testing.TB) *database.DB {
	t.Helper()
	schema, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("migrate the SQLite template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, schema, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

// open opens the database for the test's length and reports the outcome.
func open(t testing.TB, url string, options ...database.Option) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), url, options...)
	if err != nil {
		t.Fatalf("open the database: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the database: %v", err)
		}
		outcome := "passed"
		if t.Failed() {
			outcome = "failed"
		}
		report(t, outcome, db.Dialect, "")
	})
	return db
}

// sqliteTemplate is a migrated, closed SQLite file, made once in a process.
var sqliteTemplate = sync.OnceValues(func() (schema []byte, err error) {
	dir, err := os.MkdirTemp("", "ipportal-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "template.db")
	if err := migrate(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// migrate brings the schema of the database at url up to date.
func migrate(ctx context.Context, url string, options ...database.Option) error {
	db, err := database.Open(ctx, url, options...)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx, func(string) {}); err != nil {
		_ = db.Close()
		return err
	}
	if db.Dialect == database.Postgres {
		if _, err := db.Grant(ctx, appRole); err != nil {
			_ = db.Close()
			return err
		}
	}
	return db.Close()
}
