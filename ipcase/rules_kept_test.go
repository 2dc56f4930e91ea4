package ipcase_test

import (
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase/ipcasetest"
)

// A case keeps the version it began with, so its file must stay.
func TestRulesThatACaseKeepsMustBeThere(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		no(t, w.CheckRules(t.Context()))
		book := w.Book()
		with := book
		with.Procedures = slices.Clone(book.Procedures)
		for n := range with.Procedures {
			if with.Procedures[n].ID == "marketplace" {
				with.Procedures[n].Version = 2
			}
		}
		w.Govern(with)
		if err := w.CheckRules(t.Context()); err == nil || !strings.Contains(err.Error(), number) || !strings.Contains(err.Error(), "version 1 of the procedure marketplace") {
			t.Errorf("a version that is gone: %v", err)
		}
		with.Procedures = append(with.Procedures, book.Procedures...)
		w.Govern(with)
		no(t, w.CheckRules(t.Context()))
	})
}
