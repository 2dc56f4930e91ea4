package ipcasetest

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"ipportal/ipcase/database"
)

// begin learns the columns of the tables and where their ids go on.
func (k *copier) begin() {
	w := k.w
	w.T.Helper()
	k.owner = AsOwner(w.T, w.DB)
	k.columns = map[string][]string{}
	for _, table := range crowdTables {
		k.columns[table] = w.columns(table)
		if k.columns[table][0] == "id" {
			var last sql.NullInt64
			w.must(w.DB.Gorm.Raw("SELECT MAX(id) FROM " + table).Scan(&last).Error)
			k.last[table] = last.Int64
		}
	}
	k.numbers = [2]int64{k.last["complaints"], k.last["rights"]}
	if !k.crowd.Lifelike {
		return
	}
	c, err := w.SignCheckpoint(w.T.Context())
	w.must(err)
	k.tree, err = w.LogTree(w.T.Context(), c.Size)
	w.must(err)
	k.unindex()
}

// columns gives the names of a table's columns in their order.
func (w *World) columns(table string) []string {
	w.T.Helper()
	rows, err := w.DB.Gorm.Raw("SELECT * FROM " + table + " WHERE 1 = 0").Rows()
	w.must(err)
	defer func() { w.must(rows.Close()) }()
	names, err := rows.Columns()
	w.must(err)
	w.must(rows.Err())
	return names
}

// read gives whole rows as the driver has them.
func (k *copier) read(table, where string, id int64) [][]any {
	w := k.w
	w.T.Helper()
	rows, err := w.DB.Gorm.Raw("SELECT * FROM "+table+" WHERE "+where, map[string]any{"id": id}).Rows()
	w.must(err)
	defer func() { w.must(rows.Close()) }()
	var all [][]any
	for rows.Next() {
		row := make([]any, len(k.columns[table]))
		into := make([]any, len(row))
		for n := range row {
			into[n] = &row[n]
		}
		w.must(rows.Scan(into...))
		all = append(all, row)
	}
	w.must(rows.Err())
	return all
}

// flush lets what has been gathered be written, in one transaction, while more is
// gathered.
func (k *copier) flush() {
	k.w.T.Helper()
	k.wait()
	out, done := k.out, make(chan error, 1)
	k.out, k.writing = map[string][][]any{}, done
	go func() {
		if k.w.DB.Dialect == database.Postgres {
			done <- k.writePostgres(out)
		} else {
			done <- k.writeSQLite(out)
		}
	}()
}

// wait waits for what is being written.
func (k *copier) wait() {
	k.w.T.Helper()
	if k.writing != nil {
		k.w.must(<-k.writing)
		k.writing = nil
	}
}

func (k *copier) writePostgres(out map[string][][]any) error {
	ctx := k.w.T.Context()
	return pgx.BeginFunc(ctx, k.owner.Pool, func(tx pgx.Tx) error {
		// Rows refer to rows that are there, as SQLite checks; here that would be half
		// of the work. And triggers make events wait for leaves, and cases for words:
		// that is seen to at the end.
		if _, err := tx.Exec(ctx, "SET LOCAL session_replication_role = replica"); err != nil {
			return err
		}
		for _, table := range crowdTables {
			if _, err := tx.CopyFrom(ctx, pgx.Identifier{table}, k.columns[table], pgx.CopyFromRows(out[table])); err != nil {
				return fmt.Errorf("copy into %s: %w", table, err)
			}
		}
		return nil
	})
}

func (k *copier) writeSQLite(out map[string][][]any) error {
	return k.w.DB.Gorm.Transaction(func(tx *gorm.DB) error {
		for _, table := range crowdTables {
			if err := k.insertSQLite(tx.Statement.ConnPool, table, out[table]); err != nil {
				return fmt.Errorf("insert into %s: %w", table, err)
			}
		}
		return nil
	})
}

// insertSQLite writes many rows by one statement, which is read by SQLite once.
func (k *copier) insertSQLite(tx gorm.ConnPool, table string, rows [][]any) error {
	ctx, columns := k.w.T.Context(), k.columns[table]
	one := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	insert := `INSERT INTO ` + table + ` ("` + strings.Join(columns, `","`) + `") VALUES ` + one
	const atOnce = 50
	whole := len(rows) / atOnce * atOnce
	if whole > 0 {
		prepared, err := tx.PrepareContext(ctx, insert+strings.Repeat(","+one, atOnce-1))
		if err != nil {
			return err
		}
		defer func() { _ = prepared.Close() }()
		for some := range slices.Chunk(rows[:whole], atOnce) {
			if _, err := prepared.ExecContext(ctx, slices.Concat(some...)...); err != nil {
				return err
			}
		}
	}
	for _, row := range rows[whole:] {
		if _, err := tx.ExecContext(ctx, insert, row...); err != nil {
			return err
		}
	}
	return nil
}

// end lets ids and numbers go on behind the crowd, and the planner know of it.
func (k *copier) end() {
	w := k.w
	w.T.Helper()
	k.wait()
	k.index()
	if w.DB.Dialect == database.SQLite {
		w.must(w.LearnAgain(w.T.Context()))
		w.must(w.DB.Gorm.Exec("UPDATE numbers SET last = CASE name WHEN 'complaint' THEN ? ELSE ? END", k.numbers[0], k.numbers[1]).Error)
		w.must(w.DB.Gorm.Exec("ANALYZE").Error)
		return
	}
	sql := []string{
		"SET LOCAL statement_timeout = 0",
		"INSERT INTO word_queue (case_id) SELECT id FROM cases ON CONFLICT DO NOTHING",
		fmt.Sprintf("SELECT setval('complaint_numbers', %d), setval('right_numbers', %d)", k.numbers[0], k.numbers[1]),
	}
	if k.tree == nil {
		sql = append(sql, "INSERT INTO log_queue (event_id) SELECT id FROM events WHERE NOT EXISTS (SELECT 1 FROM log_leaves WHERE event_id = events.id) ON CONFLICT DO NOTHING")
	}
	for _, table := range crowdTables {
		if k.columns[table][0] == "id" {
			sql = append(sql, fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', 'id'), %d)", table, k.last[table]))
		}
	}
	k.exec(sql...)
	w.outside(k.owner, "VACUUM ANALYZE cases, items, messages, rights, complaints", "ANALYZE") // for scans of indexes only
}

// exec sends statements in one transaction, as the owner.
func (k *copier) exec(statements ...string) {
	k.w.T.Helper()
	k.w.must(k.owner.Gorm.Transaction(func(tx *gorm.DB) error {
		for _, statement := range statements {
			if err := tx.Exec(statement).Error; err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	}))
}

// outside sends statements that stand in no transaction, on a connection that has
// time for them.
func (w *World) outside(owner *database.DB, statements ...string) {
	w.T.Helper()
	conn, err := owner.Pool.Acquire(w.T.Context())
	w.must(err)
	defer conn.Release()
	for _, statement := range slices.Concat([]string{"SET statement_timeout = 0"}, statements, []string{"RESET ALL"}) {
		_, err := conn.Exec(w.T.Context(), statement)
		w.must(err)
	}
}
