package ipcase_test

import (
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Processes that start at once on a new database all record its sites: one does, and
// the others find what it recorded.
func TestSitesRecordedAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		for _, code := range []string{"q1", "q2", "q3", "q4", "q5"} {
			var all sync.WaitGroup
			for range 6 {
				all.Go(func() {
					got, err := w.AddSite(t.Context(), ipcase.Site{Code: code, Name: "Quaylane", BaseURL: "https://" + code + ".example", Territory: "CN", Calendar: "CN"})
					if err != nil || got.ID == 0 || got.Code != code {
						t.Errorf("%s: %+v, %v", code, got, err)
					}
				})
			}
			all.Wait()
		}
	})
}
