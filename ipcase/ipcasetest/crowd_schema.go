package ipcasetest

import (
	"slices"

	"gorm.io/gorm"

	"ipportal/ipcase/database"
)

// schemaPart is an index or a trigger, and the SQL that makes it.
type schemaPart struct{ Type, Name, SQL string }

// unindex takes away the indexes of the tables that are filled, and SQLite's triggers,
// which cannot be passed by. What keeps rows apart by a constraint stays.
func (k *copier) unindex() {
	w := k.w
	w.T.Helper()
	k.schema = k.parts()
	for _, p := range k.schema {
		if p.Type == "index" || p.Type == "trigger" && w.DB.Dialect == database.SQLite {
			k.taken = append(k.taken, p)
			w.must(k.owner.Gorm.Exec("DROP " + p.Type + " " + p.Name).Error)
		}
	}
}

// LearnMany is Learn where very many cases wait: on PostgreSQL their index is made
// afterwards, which takes a tenth of the time.
func (w *World) LearnMany() {
	w.T.Helper()
	if w.DB.Dialect != database.Postgres {
		w.Learn()
		return
	}
	owner := AsOwner(w.T, w.DB)
	var index string
	w.must(owner.Gorm.Raw("SELECT indexdef FROM pg_indexes WHERE indexname = 'case_words_found'").Scan(&index).Error)
	w.outside(owner, "DROP INDEX case_words_found")
	w.Learn()
	w.outside(owner, "SET maintenance_work_mem = '512MB'", index)
}

// index puts back what unindex took away, and looks whether all is as it was.
func (k *copier) index() {
	w := k.w
	w.T.Helper()
	if k.taken == nil {
		return
	}
	if w.DB.Dialect == database.Postgres {
		statements := []string{"SET maintenance_work_mem = '512MB'"}
		for _, p := range k.taken {
			statements = append(statements, p.SQL)
		}
		w.outside(k.owner, statements...)
	} else {
		w.must(w.DB.Gorm.Connection(func(one *gorm.DB) error {
			// What is sorted for an index goes through memory of this size at once.
			statements := []string{"PRAGMA cache_size = -500000"}
			for _, p := range k.taken {
				statements = append(statements, p.SQL)
			}
			for _, statement := range append(statements, "PRAGMA cache_size = -2000") {
				if err := one.Exec(statement).Error; err != nil {
					return err
				}
			}
			return nil
		}))
	}
	if now := k.parts(); !slices.Equal(now, k.schema) {
		w.T.Fatalf("the schema is not as it was: %v, and before %v", now, k.schema)
	}
}

// parts are the indexes and triggers of the tables that are filled.
func (k *copier) parts() []schemaPart {
	w := k.w
	w.T.Helper()
	ask := `SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> '' AND tbl_name IN ? ORDER BY type, name`
	if w.DB.Dialect == database.Postgres {
		ask = `SELECT CASE WHEN c.oid IS NULL THEN 'index' ELSE 'constraint' END AS type, i.indexname AS name, i.indexdef AS sql
			FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname WHERE i.schemaname = 'public' AND i.tablename IN ? ORDER BY 1, 2`
	}
	var parts []schemaPart
	w.must(k.owner.Gorm.Raw(ask, crowdTables).Scan(&parts).Error)
	return parts
}
