package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/migrations"
)

// TestTortureMigrationsKilled kills processes that migrate a new database, at any
// moment, and starts two at once again, until one came to the end. The schema is then
// the one that undisturbed migrations make, each of them once.
func TestTortureMigrationsKilled(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		times := rounds(1, 20)
		want := schemaOf(t, ipcasetest.AsOwner(t, db))
		killed, halfway := 0, 0
		files, err := migrations.Files.ReadDir(db.Dialect)
		if err != nil {
			t.Fatal(err)
		}
		for range times {
			m := &migrator{t: t, data: t.TempDir(), db: db}
			m.empty()
			for life := 20 * time.Millisecond; ; life += life/8 + 15*time.Millisecond {
				ended := m.together(life)
				if ended == nil {
					break
				}
				killed++
				if n := m.applied(); n > 0 && n < len(files) {
					halfway++
				}
				if life > time.Minute {
					t.Fatalf("it never ends: %v", ended)
				}
			}
			m.must("migrate")
			fresh := m.open()
			if n := m.applied(); n != len(files) {
				t.Errorf("%d migrations are recorded, and there are %d", n, len(files))
			}
			if got := schemaOf(t, fresh); got != want {
				t.Errorf("the schema is another:\n%s", firstDifference(got, want))
			}
			m.must("verify")
		}
		if halfway == 0 {
			t.Error("nothing was killed half-way")
		}
		t.Logf("%d databases, %d times killed, %d of them half-way", times, killed, halfway)
	})
}

// migrator is a portal whose database is new.
type migrator struct {
	t    *testing.T
	db   *database.DB // as its owner, on PostgreSQL
	data string
	vars []string

	opened *database.DB // the new one, on SQLite
}

func (m *migrator) empty() {
	m.t.Helper()
	m.vars = append(os.Environ(), aheadEnv+"="+filepath.Join(m.data, "ahead"))
	if m.db.Dialect == database.SQLite {
		return
	}
	owner := ipcasetest.AsOwner(m.t, m.db)
	for _, statement := range []string{"DROP SCHEMA public CASCADE", "CREATE SCHEMA public"} {
		if err := owner.Gorm.Exec(statement).Error; err != nil {
			m.t.Fatal(err)
		}
	}
	m.vars = append(m.vars, "DATABASE_URL="+owner.URL)
}

func (m *migrator) open() *database.DB {
	m.t.Helper()
	if m.db.Dialect == database.Postgres {
		return ipcasetest.AsOwner(m.t, m.db)
	}
	if m.opened != nil {
		return m.opened
	}
	db, err := database.Open(m.t.Context(), filepath.Join(m.data, "ipportal.db"))
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = db.Close() })
	m.opened = db
	return db
}

// applied is how many migrations are recorded; those that were killed before the first
// one left no table.
func (m *migrator) applied() (n int) {
	_ = m.open().Gorm.Raw("SELECT COUNT(*) FROM goose_db_version WHERE version_id > 0").Scan(&n).Error
	return n
}

func (m *migrator) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd, said := exec.Command(os.Args[0], append(args, "-data", m.data)...), &bytes.Buffer{}
	cmd.Env, cmd.Stdout, cmd.Stderr = m.vars, said, said
	return cmd, said
}

func (m *migrator) must(args ...string) {
	m.t.Helper()
	cmd, said := m.command(args...)
	if err := cmd.Run(); err != nil {
		m.t.Errorf("%s: %v\n%s", args[0], err, said)
	}
}

// together starts two at once and kills both after a while; nil means that both had
// come to their end.
func (m *migrator) together(life time.Duration) (ended error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	for range 2 {
		cmd, said := m.command("migrate")
		if err := cmd.Start(); err != nil {
			m.t.Fatal(err)
		}
		all.Go(func() {
			kill := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
			err := cmd.Wait()
			if kill.Stop() && err != nil {
				m.t.Errorf("migrate: %v\n%s", err, said)
			}
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				ended = err
			}
		})
	}
	all.Wait()
	return ended
}

// schemaOf is every table, column, index and trigger that a database has.
func schemaOf(t *testing.T, db *database.DB) string {
	t.Helper()
	query := "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1"
	if db.Dialect == database.Postgres {
		query = `SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') COLLATE "C" FROM information_schema.columns WHERE table_schema = 'public'
			UNION ALL SELECT indexdef COLLATE "C" FROM pg_indexes WHERE schemaname = 'public'
			UNION ALL SELECT pg_get_constraintdef(c.oid) COLLATE "C" FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'
			UNION ALL SELECT pg_get_triggerdef(g.oid) COLLATE "C" FROM pg_trigger g JOIN pg_class k ON k.oid = g.tgrelid JOIN pg_namespace n ON n.oid = k.relnamespace WHERE n.nspname = 'public' AND NOT g.tgisinternal
			ORDER BY 1`
	}
	var all []string
	if err := db.Gorm.Raw(query).Scan(&all).Error; err != nil {
		t.Fatal(err)
	}
	if len(all) < 200 {
		t.Fatalf("only %d things were found", len(all))
	}
	return strings.Join(all, "\n")
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for n := range min(len(a), len(b)) {
		if a[n] != b[n] {
			return "got  " + a[n] + "\nwant " + b[n]
		}
	}
	return "one is longer"
}
