package ipcase_test

import (
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// Whether the bytes of a file that goes stand elsewhere is asked by indexes, however many
// cases there are: but of snapshots, whose pictures lie together in one column.
func TestAFileGoesByIndexes(t *testing.T) {
	db := ipcasetest.SQLite(t) // PostgreSQL reads a table as small as this whole
	record := ipcasetest.Record(db)
	w := ipcasetest.New(t, db)
	form := ipcase.NewID()
	e := w.Text(w.Norrvik, form, "Never filed")
	no(t, w.DropEvidence(t.Context(), w.Norrvik, form, e.PublicID))
	all := record.During(func() { no(t, w.ForgetFile(t.Context(), e.Hash)) })
	if _, err := w.Blobs.Open(t.Context(), e.Hash); err == nil {
		t.Error("the bytes are still there")
	}
	if len(all) < 5 {
		t.Fatalf("%d statements", len(all))
	}
	for _, s := range all {
		if !strings.HasPrefix(s.SQL, "SELECT") || strings.Contains(s.SQL, `FROM "snapshots"`) {
			continue
		}
		if plan := ipcasetest.Explain(t, db, s); len(plan.Scans) > 0 {
			t.Errorf("%s reads %v whole: %v", s.SQL, plan.Scans, plan.Steps)
		}
	}
}
