package database

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/stdlib"
)

// Snapshot reads the whole database as it was at one instant, while others go on
// writing. Its values are the same whichever database they come from: nil, bool,
// int64, float64, and text, which also stands for times (RFC 3339, UTC) and bytes
// (base64).
//
// On SQLite the write-ahead log grows for as long as the snapshot is held.
type Snapshot struct {
	Schema int64 // the newest migration that was applied

	dialect string
	pool    *sql.DB // of its own, without limits of time; nil: the portal's
	tx      *sql.Tx
}

// counters are kept apart from tables: they stand in tables or in sequences.
var counterTables = []string{"numbers", "goose_db_version"}

// Snapshot begins one. Close ends it.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	s := &Snapshot{dialect: db.Dialect}
	from, options := db.sql, &sql.TxOptions{ReadOnly: true}
	if db.Dialect == Postgres {
		s.pool = db.patient()
		from, options.Isolation = s.pool, sql.LevelRepeatableRead
	}
	var err error
	if s.tx, err = from.BeginTx(ctx, options); err == nil {
		err = s.tx.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version WHERE is_applied").Scan(&s.Schema)
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("begin a snapshot of the database: %w", err)
	}
	return s, nil
}

// patient is a pool whose statements and transactions may take as long as they do.
func (db *DB) patient() *sql.DB {
	config := db.Pool.Config().ConnConfig.Copy()
	config.RuntimeParams["statement_timeout"] = "0"
	config.RuntimeParams["lock_timeout"] = "60s"
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "0"
	return stdlib.OpenDB(*config, stdlib.OptionAfterConnect(readUTC))
}

// Close ends it.
func (s *Snapshot) Close() {
	if s.tx != nil {
		_ = s.tx.Rollback()
	}
	if s.pool != nil {
		_ = s.pool.Close()
	}
}

// column is one of a table, and what its values are.
type column struct {
	name string
	of   class
}

type class int

const (
	ofText class = iota
	ofTime
	ofBool
	ofBytes
	ofNumber
)

func classOf(declared string) class {
	switch d := strings.ToUpper(declared); {
	case strings.HasPrefix(d, "TIMESTAMP"), d == "DATETIME", d == "DATE":
		return ofTime
	case d == "BOOLEAN":
		return ofBool
	case d == "BYTEA", d == "BLOB":
		return ofBytes
	case strings.Contains(d, "INT"), d == "REAL", d == "DOUBLE PRECISION", d == "NUMERIC":
		return ofNumber
	default:
		return ofText
	}
}

// asker is a transaction or a connection.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// schemaOf is every table and its columns, but those that hold counters, and what
// the database makes itself: virtual tables, what lies behind them, computed columns.
func schemaOf(ctx context.Context, in asker, dialect string) (map[string][]column, error) {
	query := `SELECT t.name, c.name, c.type FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.hidden = 0 ORDER BY t.name, c.cid`
	if dialect == Postgres {
		query = `SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
			JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
			WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position`
	}
	rows, err := in.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	defer rows.Close()
	all := map[string][]column{}
	for rows.Next() {
		var table, name, declared string
		if err := rows.Scan(&table, &name, &declared); err != nil {
			return nil, fmt.Errorf("read the schema: %w", err)
		}
		if !slices.Contains(counterTables, table) {
			all[table] = append(all[table], column{name, classOf(declared)})
		}
	}
	return all, rows.Err()
}

// Tables are the names of all tables.
func (s *Snapshot) Tables(ctx context.Context) ([]string, error) {
	all, err := schemaOf(ctx, s.tx, s.dialect)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

// Read hands on a table's columns and then its rows. A row is only good until the next.
func (s *Snapshot) Read(ctx context.Context, table string, columns func([]string) error, row func([]any) error) error {
	all, err := schemaOf(ctx, s.tx, s.dialect)
	if err != nil {
		return err
	}
	cols := all[table]
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.name
	}
	if err := columns(names); err != nil {
		return err
	}
	rows, err := s.tx.QueryContext(ctx, "SELECT "+quoted(names)+" FROM "+quoted([]string{table})) //nolint:gosec // names of the schema
	if err != nil {
		return fmt.Errorf("read %s: %w", table, err)
	}
	defer rows.Close()
	values, into := make([]any, len(cols)), make([]any, len(cols))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("read %s: %w", table, err)
		}
		for i, c := range cols {
			if values[i], err = plainValue(values[i], c.of); err != nil {
				return fmt.Errorf("read %s.%s: %w", table, c.name, err)
			}
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// plainValue is a value as every database could have written it.
func plainValue(v any, of class) (any, error) {
	switch x := v.(type) {
	case nil, float64:
		return v, nil
	case bool:
		return x, nil
	case int64:
		if of == ofBool {
			return x != 0, nil
		}
		return x, nil
	case time.Time:
		return x.UTC().Format(time.RFC3339Nano), nil
	case []byte:
		if of == ofBytes {
			return base64.StdEncoding.EncodeToString(x), nil
		}
		return plainText(string(x))
	case string:
		if of == ofBytes {
			return base64.StdEncoding.EncodeToString([]byte(x)), nil
		}
		return plainText(x)
	default:
		return nil, fmt.Errorf("a value of %T cannot be kept", v)
	}
}

func plainText(s string) (any, error) {
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("text that is not UTF-8")
	}
	return s, nil
}

func quoted(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }

// Counters are how far public numbers ("number:complaint") and row ids ("id:cases")
// have been given out.
func (s *Snapshot) Counters(ctx context.Context) (map[string]int64, error) {
	query := `SELECT 'number:' || name, last FROM numbers UNION ALL SELECT 'id:' || name, seq FROM sqlite_sequence WHERE name <> 'goose_db_version'`
	if s.dialect == Postgres {
		query = `SELECT 'number:' || replace(sequencename, '_numbers', ''), last_value FROM pg_sequences
				WHERE schemaname = current_schema() AND sequencename LIKE '%!_numbers' ESCAPE '!' AND last_value IS NOT NULL
			UNION ALL SELECT 'id:' || c.table_name, q.last_value FROM information_schema.columns c
				JOIN pg_sequences q ON q.schemaname = c.table_schema AND q.sequencename = c.table_name || '_' || c.column_name || '_seq'
				WHERE c.table_schema = current_schema() AND c.column_name = 'id' AND c.is_identity = 'YES' AND q.last_value IS NOT NULL
				AND c.table_name <> 'goose_db_version'`
	}
	rows, err := s.tx.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read the counters: %w", err)
	}
	defer rows.Close()
	all := map[string]int64{}
	for rows.Next() {
		var name string
		var last int64
		if err := rows.Scan(&name, &last); err != nil {
			return nil, fmt.Errorf("read the counters: %w", err)
		}
		all[name] = last
	}
	return all, rows.Err()
}
