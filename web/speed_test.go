package web_test

import (
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// No page takes more statements because there is more to show, and none reads a
// large table from one end to the other.
func TestPagesTakeFewStatements(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		size := ipcasetest.Crowd{Cases: 2000, Sellers: 20, Holders: 4}
		if db.Dialect == database.Postgres {
			size = ipcasetest.Crowd{Cases: 20_000, Sellers: 100, Holders: 10}
		}
		s := newStage(t, db, size)
		sizes := ipcasetest.Sizes(t, db)
		for _, p := range s.pages() {
			s.open(p)
			all := s.record.During(func() { s.open(p) })
			if len(all) > p.limit {
				t.Errorf("%s takes %d statements:", p.name, len(all))
				for _, st := range all {
					t.Logf("%.200s", st.SQL)
				}
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
