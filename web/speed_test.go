package web_test

import (
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// No page takes more statements because there is more to show.
func TestPagesTakeFewStatements(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		size := ipcasetest.Crowd{Cases: 600, Sellers: 4, Holders: 2}
		if db.Dialect == database.Postgres {
			size = ipcasetest.Crowd{Cases: 20_000, Sellers: 100, Holders: 10}
		}
		s := newStage(t, db, size)
		sizes := map[string]int{}
		if db.Dialect == database.Postgres {
			sizes = ipcasetest.Sizes(t, db)
		}
		for _, p := range s.pages() {
			s.open(p)
			all := s.record.During(func() { s.open(p) })
			if len(all) > p.limit {
				t.Errorf("%s takes %d statements:", p.name, len(all))
				for _, st := range all {
					t.Logf("%.200s", st.SQL)
				}
			}
			if db.Dialect != database.Postgres {
				continue
			}
			for _, st := range all {
				plan := ipcasetest.Explain(t, db, st)
				for _, table := range plan.Scans {
					if sizes[table] > 1000 {
						t.Errorf("%s reads all of %s:\n%s\n%v", p.name, table, st.SQL, plan.Steps)
					}
				}
			}
		}
	})
}
