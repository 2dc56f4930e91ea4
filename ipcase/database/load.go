package database

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// Load fills an empty database with what a Snapshot gave, of either database. All
// of it is one transaction: nothing is there until Commit.
type Load struct {
	dialect string
	pool    *sql.DB
	conn    *sql.Conn
	tx      *sql.Tx
	schema  map[string][]column
	bonds   []bond
	filled  map[string]int64
}

// bond is a foreign key: it is let go while tables are filled in any order, and
// tied again, and so checked, at the end.
type bond struct{ table, name, definition string }

// ErrNotEmpty is a database that somebody uses.
var ErrNotEmpty = errors.New("the database is not empty, and only an empty one is filled: name a new one")

// Load brings an empty database to the schema that the rows were written under and
// begins to fill it. Close ends it, whether or not it was committed.
func (db *DB) Load(ctx context.Context, schema int64) (*Load, error) {
	if err := db.migrateTo(ctx, schema, func(string) {}); err != nil {
		return nil, err
	}
	l := &Load{dialect: db.Dialect, pool: db.sql, filled: map[string]int64{}}
	if db.Dialect == Postgres {
		l.pool = db.patient()
	}
	if err := l.begin(ctx); err != nil {
		l.Close() //nolint:contextcheck // it ends whatever happens
		if refused := (*pgconn.PgError)(nil); errors.As(err, &refused) && refused.Code == "42501" {
			return nil, fmt.Errorf("the database is filled by the owner of its tables, and this role is another: set DATABASE_URL to the owner's for this command: %w", err)
		}
		if errors.Is(err, ErrNotEmpty) {
			return nil, err
		}
		return nil, fmt.Errorf("begin to fill the database: %w", err)
	}
	return l, nil
}

func (l *Load) begin(ctx context.Context) (err error) {
	if l.conn, err = l.pool.Conn(ctx); err != nil {
		return err
	}
	if l.dialect == SQLite { // only outside a transaction; checked whole at the end
		if _, err := l.conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
			return err
		}
	}
	if l.tx, err = l.conn.BeginTx(ctx, nil); err != nil {
		return err
	}
	if l.schema, err = schemaOf(ctx, l.tx, l.dialect); err != nil {
		return err
	}
	for table := range l.schema {
		var n int
		err := l.tx.QueryRowContext(ctx, "SELECT 1 FROM "+quoted([]string{table})+" LIMIT 1").Scan(&n)
		if err == nil {
			return fmt.Errorf("%w (%s has rows)", ErrNotEmpty, table)
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if l.dialect == Postgres {
		return l.untie(ctx)
	}
	return nil
}

func (l *Load) untie(ctx context.Context) error {
	rows, err := l.tx.QueryContext(ctx, `SELECT r.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
		WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY 1, 2`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var b bond
		if err := rows.Scan(&b.table, &b.name, &b.definition); err != nil {
			return err
		}
		l.bonds = append(l.bonds, b)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, b := range l.bonds { // the rows are read to their end, so the connection is free
		if _, err := l.tx.ExecContext(ctx, "ALTER TABLE "+quoted([]string{b.table})+" DROP CONSTRAINT "+quoted([]string{b.name})); err != nil {
			return err
		}
	}
	return nil
}

// Fill writes rows of a table. What triggers wrote there before the first goes.
// Values are those of a Snapshot, as JSON gives them back (numbers as json.Number).
func (l *Load) Fill(ctx context.Context, table string, columns []string, rows [][]any) error {
	classes := map[string]class{}
	for _, c := range l.schema[table] {
		classes[c.name] = c.of
	}
	for i, name := range columns {
		of, known := classes[name]
		if !known {
			return fmt.Errorf("the database has no %s.%s", table, name)
		}
		for _, row := range rows {
			if len(row) != len(columns) {
				return fmt.Errorf("a row of %s has %d values and not %d", table, len(row), len(columns))
			}
			v, err := ownValue(row[i], of)
			if err != nil {
				return fmt.Errorf("a value of %s.%s: %w", table, name, err)
			}
			row[i] = v
		}
	}
	if _, begun := l.filled[table]; !begun {
		if _, err := l.tx.ExecContext(ctx, "DELETE FROM "+quoted([]string{table})); err != nil { //nolint:gosec // a name of the schema
			return fmt.Errorf("fill %s: %w", table, err)
		}
	}
	l.filled[table] += int64(len(rows))
	if len(rows) == 0 {
		return nil
	}
	if err := l.write(ctx, table, columns, rows); err != nil {
		return fmt.Errorf("fill %s: %w", table, err)
	}
	return nil
}

func (l *Load) write(ctx context.Context, table string, columns []string, rows [][]any) error {
	if l.dialect == Postgres {
		return l.conn.Raw(func(driver any) error {
			c, ok := driver.(*stdlib.Conn)
			if !ok {
				return fmt.Errorf("a connection of %T", driver)
			}
			_, err := c.Conn().CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
			return err
		})
	}
	insert, err := l.tx.PrepareContext(ctx, "INSERT INTO "+quoted([]string{table})+" ("+quoted(columns)+") VALUES (?"+strings.Repeat(", ?", len(columns)-1)+")") //nolint:gosec // names of the schema
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, row := range rows {
		if _, err := insert.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

// ownValue is a value as this database takes it.
func ownValue(v any, of class) (any, error) {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n, nil
		}
		return x.Float64()
	case string:
		switch of {
		case ofTime:
			at, err := time.Parse(time.RFC3339Nano, x)
			return at.UTC(), err
		case ofBytes:
			return base64.StdEncoding.DecodeString(x)
		default:
			return x, nil
		}
	default: // nil, bool
		return v, nil
	}
}

// Count sets how far numbers and ids have been given out.
func (l *Load) Count(ctx context.Context, counters map[string]int64) error {
	for name, last := range counters {
		if last <= 0 {
			continue
		}
		kind, of, _ := strings.Cut(name, ":")
		if err := l.count(ctx, kind, of, last); err != nil {
			return fmt.Errorf("set the counter %s: %w", name, err)
		}
	}
	return nil
}

func (l *Load) count(ctx context.Context, kind, of string, last int64) (err error) {
	switch {
	case kind == "number" && l.dialect == Postgres:
		_, err = l.tx.ExecContext(ctx, "SELECT setval(($1 || '_numbers')::regclass, $2)", of, last)
	case kind == "number":
		_, err = l.tx.ExecContext(ctx, "INSERT INTO numbers (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last", of, last)
	case kind == "id" && l.dialect == Postgres:
		_, err = l.tx.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence(quote_ident($1), 'id'), $2)", of, last)
	case kind == "id":
		var res sql.Result
		if res, err = l.tx.ExecContext(ctx, "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last, of); err == nil {
			if n, _ := res.RowsAffected(); n == 0 {
				_, err = l.tx.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", of, last)
			}
		}
	default:
		err = errors.New("nobody knows what it counts")
	}
	return err
}

// Commit sees that every table holds what it was given and that every reference
// finds its row, and makes it last.
func (l *Load) Commit(ctx context.Context) error {
	for table, want := range l.filled {
		var got int64
		if err := l.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+quoted([]string{table})).Scan(&got); err != nil {
			return fmt.Errorf("count %s: %w", table, err)
		}
		if got != want {
			return fmt.Errorf("%s was given %d rows and holds %d", table, want, got)
		}
	}
	for _, b := range l.bonds {
		if _, err := l.tx.ExecContext(ctx, "ALTER TABLE "+quoted([]string{b.table})+" ADD CONSTRAINT "+quoted([]string{b.name})+" "+b.definition); err != nil {
			return fmt.Errorf("check what %s refers to: %w", b.table, err)
		}
	}
	if l.dialect == SQLite {
		var table string
		switch err := l.tx.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table); {
		case err == nil:
			return fmt.Errorf("a row of %s refers to one that is not there", table)
		case !errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("check references: %w", err)
		}
	}
	if err := l.tx.Commit(); err != nil {
		return fmt.Errorf("make it last: %w", err)
	}
	l.tx = nil
	if l.dialect == Postgres { // the planner knows nothing of what came by COPY
		if _, err := l.conn.ExecContext(ctx, "ANALYZE"); err != nil {
			return fmt.Errorf("count for the planner: %w", err)
		}
	}
	return nil
}

// Close ends it; what was not committed is gone. It does so even where the context
// of the filling has ended.
func (l *Load) Close() {
	if l.tx != nil {
		_ = l.tx.Rollback()
	}
	if l.conn != nil {
		if l.dialect == SQLite { // the connection goes back to the portal's pool
			_, _ = l.conn.ExecContext(context.Background(), "PRAGMA foreign_keys = ON")
		}
		_ = l.conn.Close()
	}
	if l.dialect == Postgres {
		_ = l.pool.Close()
	}
}

// migrateTo brings an empty database to one version of the schema.
func (db *DB) migrateTo(ctx context.Context, version int64, progress func(string)) error {
	return db.migrate(ctx, progress, func(p *goose.Provider) (*goose.MigrationResult, error) {
		current, target, err := p.GetVersions(ctx)
		switch {
		case err != nil:
			return nil, err
		case version > target:
			return nil, fmt.Errorf("it was written under schema %d, and this portal knows %d only: use the newer portal", version, target)
		case current > version:
			return nil, fmt.Errorf("%w (its schema is %d, and %d is to be filled in)", ErrNotEmpty, current, version)
		case current == version:
			return nil, goose.ErrNoNextVersion
		default:
			return p.UpByOne(ctx)
		}
	})
}
