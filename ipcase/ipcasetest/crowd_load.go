package ipcasetest

import (
	"database/sql"
	"strings"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"ipportal/ipcase/database"
)

// begin learns the columns of the tables and where their ids go on.
func (k *copier) begin() {
	w := k.w
	w.T.Helper()
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

// flush writes what has been gathered, in one transaction.
func (k *copier) flush() {
	k.w.T.Helper()
	if k.w.DB.Dialect == database.Postgres {
		k.flushPostgres()
	} else {
		k.flushSQLite()
	}
	clear(k.out)
}

func (k *copier) flushPostgres() {
	w := k.w
	w.T.Helper()
	ctx := w.T.Context()
	tx, err := w.DB.Pool.Begin(ctx)
	w.must(err)
	// Rows refer to rows that are there, as SQLite checks; here that would be half
	// of the work.
	_, err = tx.Exec(ctx, "SET LOCAL session_replication_role = replica")
	w.must(err)
	for _, table := range crowdTables {
		_, err := tx.CopyFrom(ctx, pgx.Identifier{table}, k.columns[table], pgx.CopyFromRows(k.out[table]))
		w.must(err)
	}
	w.must(tx.Commit(ctx))
}

// sqliteVariables is how many values one statement of SQLite may have.
const sqliteVariables = 32766

func (k *copier) flushSQLite() {
	w := k.w
	w.T.Helper()
	w.must(w.DB.Gorm.Transaction(func(tx *gorm.DB) error {
		for _, table := range crowdTables {
			columns := k.columns[table]
			one := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
			for rows := k.out[table]; len(rows) > 0; {
				n := min(len(rows), 200, sqliteVariables/len(columns))
				var values []any
				for _, row := range rows[:n] {
					values = append(values, row...)
				}
				insert := `INSERT INTO ` + table + ` ("` + strings.Join(columns, `","`) + `") VALUES ` + one + strings.Repeat(","+one, n-1)
				if _, err := tx.Statement.ConnPool.ExecContext(w.T.Context(), insert, values...); err != nil {
					return err
				}
				rows = rows[n:]
			}
		}
		return nil
	}))
}

// end lets ids and numbers go on behind the crowd, and the planner know of it.
func (k *copier) end() {
	w := k.w
	w.T.Helper()
	if w.DB.Dialect == database.SQLite {
		w.must(w.DB.Gorm.Exec("UPDATE numbers SET last = CASE name WHEN 'complaint' THEN ? ELSE ? END", k.numbers[0], k.numbers[1]).Error)
		w.must(w.DB.Gorm.Exec("ANALYZE").Error)
		return
	}
	for _, table := range crowdTables {
		if k.columns[table][0] == "id" {
			w.must(w.DB.Gorm.Exec("SELECT setval(pg_get_serial_sequence(?, 'id'), ?)", table, k.last[table]).Error)
		}
	}
	w.must(w.DB.Gorm.Exec("SELECT setval('complaint_numbers', ?), setval('right_numbers', ?)", k.numbers[0], k.numbers[1]).Error)
	w.must(w.DB.Gorm.Exec("VACUUM ANALYZE cases, items, messages, rights, complaints").Error) // for scans of indexes only
	w.must(w.DB.Gorm.Exec("ANALYZE").Error)
}
