package present_test

import (
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/procedure"
	"ipportal/web/present"
)

// Every move that a procedure allows is told on its card, in words and once.
func TestACardTellsEveryMoveInWords(t *testing.T) {
	book, err := procedure.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range present.Languages() {
		r := present.NewReader(ipcase.Actor{}, lang, time.UTC, time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC))
		for _, p := range book.Procedures {
			page, told := r.Procedure(book, p), 0
			for _, s := range page.States {
				seen := map[string]bool{}
				for _, w := range s.Ways {
					told += 1 + strings.Count(w.To, r.T("%s, or %s", "", ""))
					if w.Does == "" || w.To == "" || strings.Contains(w.Does, "_") || seen[w.Who+w.Does] {
						t.Errorf("%s, %s, %s: %+v", p.ID, lang, s.Name, w)
					}
					seen[w.Who+w.Does] = true
				}
			}
			for _, a := range page.Always {
				if told++; a.Does == "" || len(a.While) == 0 {
					t.Errorf("%s, %s: %+v", p.ID, lang, a)
				}
			}
			if told < 20 || len(page.States) < 6 || len(page.Always) < 6 {
				t.Errorf("%s, %s: only %d moves in %d states, %d at any time", p.ID, lang, told, len(page.States), len(page.Always))
			}
		}
	}
}
