package ipcase_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// The same bytes put into a form at one moment are one exhibit, and every upload
// is answered with it (promise 4).
func TestSameFileAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		form, err := w.StartComplaint(t.Context(), w.Norrvik)
		no(t, err)
		for round := range 20 {
			words := fmt.Sprintf("the same words, round %d", round)
			var together sync.WaitGroup
			var found [4]ipcase.Exhibit
			var errs [4]error
			for n := range found {
				together.Go(func() {
					found[n], errs[n] = w.AddEvidence(t.Context(), w.Norrvik, ipcase.AddEvidence{
						FormID: form, Field: "files", Name: "words.txt", Body: strings.NewReader(words), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
					})
				})
			}
			together.Wait()
			for n := range found {
				no(t, errs[n])
				if found[n].PublicID != found[0].PublicID {
					t.Errorf("round %d: upload %d became %s, another %s", round, n, found[n].PublicID, found[0].PublicID)
				}
			}
			no(t, w.DropEvidence(t.Context(), w.Norrvik, form, found[0].PublicID))
			if left, err := w.FormEvidence(t.Context(), w.Norrvik, form); err != nil || len(left) != 0 {
				t.Fatalf("round %d: %d files are left, %v", round, len(left), err)
			}
		}
	})
}
