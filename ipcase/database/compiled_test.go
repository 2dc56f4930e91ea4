package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

// oneConnection is a connection to a new SQLite file, and all that it keeps compiled.
func oneConnection(t testing.TB) (*sql.Conn, *compilingConn) {
	t.Helper()
	pool, err := openSQLiteFile(filepath.Join(t.TempDir(), "test.db"), sqliteSettings)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(conn.Close(), pool.Close()); err != nil {
			t.Error(err)
		}
	})
	var kept *compilingConn
	if err := conn.Raw(func(c any) error { kept, _ = c.(*compilingConn); return nil }); err != nil || kept == nil {
		t.Fatalf("the connection keeps nothing: %v", err)
	}
	do(t, conn, "CREATE TABLE lamps (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
	do(t, conn, "INSERT INTO lamps (name) VALUES ('brass'), ('glass'), ('steel')")
	return conn, kept
}

func do(t testing.TB, conn *sql.Conn, query string, args ...any) {
	t.Helper()
	if _, err := conn.ExecContext(context.Background(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func one[T comparable](t *testing.T, conn *sql.Conn, want T, query string, args ...any) {
	t.Helper()
	var got T
	if err := conn.QueryRowContext(t.Context(), query, args...).Scan(&got); err != nil || got != want {
		t.Errorf("%s with %v gives %v, %v", query, args, got, err)
	}
}

// reading goes through rows until it is told to stop, and closes them.
func reading(t *testing.T, conn *sql.Conn, query string, row func(*sql.Rows) bool) {
	t.Helper()
	rows, err := conn.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	for rows.Next() && row(rows) {
	}
	if err := rows.Err(); err != nil {
		t.Error(err)
	}
}

// A statement that was refused, cancelled or left in the middle works the next time, and
// sees what changed meanwhile.
func TestStatementsAreKeptCompiled(t *testing.T) {
	conn, kept := oneConnection(t)
	const byID, add, all = "SELECT name FROM lamps WHERE id = ?", "INSERT INTO lamps (name) VALUES (?)", "SELECT * FROM lamps ORDER BY id"
	one(t, conn, "brass", byID, 1)
	first, _ := kept.kept.Peek(byID)
	one(t, conn, "steel", byID, 3)
	if again, _ := kept.kept.Peek(byID); first == nil || again != first || first.busy {
		t.Errorf("it was compiled twice: %+v, %+v", first, again)
	}
	do(t, conn, add, "paper")
	if _, err := conn.ExecContext(t.Context(), add, "paper"); err == nil {
		t.Error("a second paper lamp was taken")
	}
	do(t, conn, add, "linen")
	one(t, conn, "linen", byID, 5)

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := conn.ExecContext(ended, add, "cork"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, and it says %v", err)
	}
	one(t, conn, 5, "SELECT COUNT(*) FROM lamps")

	reading(t, conn, all, func(*sql.Rows) bool { return false }) // with rows left
	do(t, conn, "ALTER TABLE lamps ADD COLUMN watts INTEGER NOT NULL DEFAULT 7")
	reading(t, conn, all, func(rows *sql.Rows) bool {
		if columns, err := rows.Columns(); err != nil || len(columns) != 3 {
			t.Errorf("the table has the columns %v, %v", columns, err)
		}
		return true
	})
	do(t, conn, "DROP TABLE lamps") // nothing holds it
	if _, err := conn.ExecContext(t.Context(), add, "tin"); err == nil {
		t.Error("a lamp was added to no table")
	}
}

// Rows that are being read stay what they are while the same statement runs again, and
// while so many others run that theirs is not kept any more.
func TestAStatementInUseIsNotTakenTwice(t *testing.T) {
	conn, kept := oneConnection(t)
	const all = "SELECT name FROM lamps ORDER BY id"
	var names []string
	reading(t, conn, all, func(rows *sql.Rows) bool {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Error(err)
		}
		names = append(names, name)
		one(t, conn, "brass", all)
		for k := range compiledMost + 1 {
			one(t, conn, k, fmt.Sprintf("SELECT %d", k))
		}
		return true
	})
	if !slices.Equal(names, []string{"brass", "glass", "steel"}) {
		t.Error(names)
	}
	if n := kept.kept.Len(); n != compiledMost {
		t.Errorf("%d statements are kept", n)
	}
}

// A pragma does its work while it is compiled: each is compiled anew.
func TestPragmasAreNotKept(t *testing.T) {
	conn, _ := oneConnection(t)
	for n := range 3 {
		for _, on := range []int{0, 1} {
			do(t, conn, fmt.Sprintf("PRAGMA foreign_keys = %d", on))
			one(t, conn, on, "PRAGMA foreign_keys")
		}
		one(t, conn, 3, "SELECT COUNT(*) FROM lamps WHERE ? >= 0", n)
	}
}

// BenchmarkCompiled is one small statement as a connection runs it: kept, and compiled each
// time, which a comment that changes makes it.
func BenchmarkCompiled(b *testing.B) {
	conn, _ := oneConnection(b)
	const query = `SELECT l.id, l.name, m.name AS other FROM lamps l LEFT JOIN lamps m ON m.id = l.id + 1
		WHERE l.id = ? AND l.name <> ? AND EXISTS (SELECT 1 FROM lamps o WHERE o.id = l.id) ORDER BY l.name LIMIT 1`
	for _, way := range []string{"kept", "anew"} {
		b.Run(way, func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				words := query
				if way == "anew" {
					words += fmt.Sprintf(" -- %d", n)
				}
				var id int
				var name, other string
				if err := conn.QueryRowContext(b.Context(), words, 2, "tin").Scan(&id, &name, &other); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
