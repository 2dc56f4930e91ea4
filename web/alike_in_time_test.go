package web_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Another's and nothing take the same time, by the median of many asked in turn:
// within a tenth, or five milliseconds. TestWrongPerson holds for every route that
// the database is asked for the same.
func TestOthersTakeNoLongerThanNothing(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	o := objectsOf(t, site, "elin", "lin")
	nothing := objects{}
	for k, v := range o {
		nothing[k] = v
	}
	for _, k := range []string{"case", "complaint", "right", "exhibit", "decision", "counter draft", "complaint draft"} {
		nothing[k] = absent[k]
	}
	objectsOf(t, site, "zhao", "wang") // so that who asks has things of their own
	for _, x := range []struct{ who, path string }{
		{"wang", "/seller/cases/:number"},
		{"zhao", "/holder/cases/:number"},
		{"zhao", "/holder/complaints/:number"},
		{"zhao", "/holder/rights/:number"},
		{"wang", "/evidence/:id"},
		{"zhao", "/evidence/:id/file"},
		{"zhao", "/holder/file/:draft/check"},
		{"wang", "/snapshots/:case/:position"},
	} {
		c := newClient(t, site, x.who)
		took := map[string][]time.Duration{}
		for range 40 {
			for name, set := range map[string]objects{"another's": o, "nothing": nothing} {
				req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.URL+set.path(x.path), nil)
				no(t, err)
				began := time.Now()
				status, _, _ := c.do(req)
				took[name] = append(took[name], time.Since(began))
				if status != http.StatusNotFound {
					t.Fatalf("%s by %s: %d", set.path(x.path), x.who, status)
				}
			}
		}
		a, b := median(took["another's"]), median(took["nothing"])
		if apart := (a - b).Abs(); apart > 5*time.Millisecond && apart > b/10 {
			t.Errorf("%s by %s: another's takes %v, nothing %v", x.path, x.who, a, b)
		}
		t.Logf("%-32s another's %v, nothing %v", x.path, a.Round(10*time.Microsecond), b.Round(10*time.Microsecond))
	}
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
