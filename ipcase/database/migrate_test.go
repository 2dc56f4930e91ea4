package database_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/migrations"
)

// TestTwoProcessesMigrateAtOnce opens the same empty database several times, as
// several processes do that are started together.
func TestTwoProcessesMigrateAtOnce(t *testing.T) {
	run := func(t *testing.T, url string, options ...database.Option) {
		t.Helper()
		steps := make(chan string, 1000)
		failures := make(chan error, 4)
		var all sync.WaitGroup
		for range cap(failures) {
			all.Go(func() {
				db, err := database.Open(t.Context(), url, options...)
				if err == nil {
					err = db.Migrate(t.Context(), func(step string) { steps <- step })
				}
				if err == nil {
					err = db.Close()
				}
				failures <- err
			})
		}
		all.Wait()
		close(failures)
		for err := range failures {
			must(t, err)
		}
		files, err := migrations.Files.ReadDir(database.SQLite)
		must(t, err)
		if len(steps) != len(files) {
			t.Errorf("%d steps were taken for %d migrations", len(steps), len(files))
		}
		if first := <-steps; !strings.HasPrefix(first, files[0].Name()+" applied in ") {
			t.Errorf("progress said %q", first)
		}
	}
	t.Run(database.SQLite, func(t *testing.T) { run(t, filepath.Join(t.TempDir(), "new.db")) })
	t.Run(database.Postgres, func(t *testing.T) {
		db := ipcasetest.AsOwner(t, ipcasetest.Postgres(t))
		for _, statement := range []string{"DROP SCHEMA public CASCADE", "CREATE SCHEMA public"} {
			must(t, db.Gorm.Exec(statement).Error)
		}
		run(t, db.URL, database.AllowUnsafe())
	})
}

func TestSchemaOfANewerPortalIsRefused(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		must(t, ipcasetest.AsOwner(t, db).Gorm.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)").Error)
		err := db.Migrate(t.Context(), func(string) {})
		if err == nil || !strings.Contains(err.Error(), "9999") {
			t.Errorf("got %v", err)
		}
	})
}

// TestBothDatabasesHaveTheSameTables compares the schemas as far as both can say:
// tables, columns and what may be absent. The table numbers stands in on SQLite for
// PostgreSQL's sequences.
func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	var mu sync.Mutex
	columns := map[string][]string{}
	t.Cleanup(func() { // when both have been asked
		if len(columns) < 2 {
			return // only one database is here to compare
		}
		if len(columns[database.SQLite]) < 100 {
			t.Errorf("only %d columns were found", len(columns[database.SQLite]))
		}
		if diff := cmp.Diff(columns[database.SQLite], columns[database.Postgres]); diff != "" {
			t.Errorf("SQLite (-) and PostgreSQL (+): %s", diff)
		}
	})
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		// case_words and register_words are full-text tables, a kind of its own in each.
		query := `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE ' or nothing' END
			FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'case_words%' AND m.name NOT LIKE 'register_words%' AND m.name NOT IN ('goose_db_version', 'numbers') ORDER BY 1`
		if db.Dialect == database.Postgres {
			query = `SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '' ELSE ' or nothing' END COLLATE "C"
				FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('goose_db_version', 'case_words', 'register_words') ORDER BY 1`
		}
		var all []string
		must(t, db.Gorm.Raw(query).Scan(&all).Error)
		mu.Lock()
		defer mu.Unlock()
		columns[db.Dialect] = all
	})
}

func TestMigrationsComeInPairs(t *testing.T) {
	names := func(dialect string) (names []string) {
		files, err := migrations.Files.ReadDir(dialect)
		must(t, err)
		for _, file := range files {
			names = append(names, file.Name())
		}
		return names
	}
	if diff := cmp.Diff(names(database.SQLite), names(database.Postgres)); diff != "" {
		t.Errorf("sqlite (-) and postgres (+): %s", diff)
	}
}

func TestCheckNamesWhatIsUnsafe(t *testing.T) {
	t.Run(database.Postgres, func(t *testing.T) {
		db := ipcasetest.Postgres(t) // a server that syncs nothing
		must(t, db.Check(t.Context()))
		strict, err := database.Open(t.Context(), db.URL)
		must(t, err)
		t.Cleanup(func() { _ = strict.Close() })
		err = strict.Check(t.Context())
		for _, want := range []string{"fsync is off", "synchronous_commit is off", "full_page_writes is off"} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("Check does not say %q: %v", want, err)
			}
		}
	})
	t.Run(database.SQLite, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "safe.db")
		db, err := database.Open(t.Context(), path)
		must(t, err)
		t.Cleanup(func() { _ = db.Close() })
		must(t, db.Migrate(t.Context(), func(string) {}))
		must(t, db.Check(t.Context()))
		for _, part := range []string{"", "-wal", "-shm"} {
			info, err := os.Stat(path + part)
			must(t, err)
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s%s may be read by others: %v", filepath.Base(path), part, info.Mode())
			}
		}
		plain, err := db.Gorm.DB()
		must(t, err)
		plain.SetMaxOpenConns(1)
		must(t, db.Gorm.Exec("PRAGMA synchronous = NORMAL").Error)
		must(t, db.Gorm.Exec("PRAGMA foreign_keys = OFF").Error)
		err = db.Check(t.Context())
		for _, want := range []string{"synchronous must be FULL", "foreign_keys must be ON"} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("Check does not say %q: %v", want, err)
			}
		}
	})
}
