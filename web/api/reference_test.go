package api

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/ipcasetest"
)

// asked is an API that is only read about.
func asked() *API {
	return New(Deps{Clock: ipcasetest.NewClock(time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)), BaseURL: "https://ip.quaylane.example", Name: "Example"})
}

// Each problem's type is the address of a passage on the reference page, every
// operation is there once, and no id twice.
func TestReferenceHasEveryAnchor(t *testing.T) {
	a := asked()
	var page bytes.Buffer
	if err := a.Reference(english).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(page.String(), -1) {
		ids[m[1]]++
	}
	for code := range sorts {
		anchor, ok := strings.CutPrefix(problemf(code, "").at(a.BaseURL).Type, a.BaseURL+"/api#")
		if !ok || ids[anchor] == 0 {
			t.Errorf("the problem %s leads nowhere", code)
		}
	}
	for _, id := range a.order {
		if ids[id] == 0 {
			t.Errorf("the operation %s is not on the page", id)
		}
	}
	if len(a.order) != len(a.Routes()) {
		t.Errorf("%d operations are known, and %d routes", len(a.order), len(a.Routes()))
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %s is there %d times", id, n)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page.String(), -1) {
		if ids[m[1]] == 0 {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
}

// Every parameter and every field says what it means, and every operation an answer and
// a request.
func TestReferenceExplainsEverything(t *testing.T) {
	p := asked().Reference(english)
	for _, g := range p.Groups {
		for _, o := range g.Operations {
			for _, f := range append(o.Params, o.Body...) {
				if f.Text == "" {
					t.Errorf("%s: %s %s is not explained", o.ID, f.In, f.Name)
				}
			}
			if o.Answer.Text == "" || !strings.Contains(o.Request, "curl ") {
				t.Errorf("%s has no answer or no request: %+v", o.ID, o)
			}
		}
	}
	for _, o := range p.Objects {
		for _, f := range o.Fields {
			if f.Text == "" {
				t.Errorf("%s.%s is not explained", o.Name, f.Name)
			}
		}
	}
}

func english(key string, args ...any) string {
	if len(args) == 0 {
		return key
	}
	return fmt.Sprintf(key, args...)
}

// Neither document has anything that a linter which is not ours calls wrong, and that
// linter finds what is.
func TestDocumentPassesALinter(t *testing.T) {
	a := asked()
	latest, old := a.Spec()
	for name, doc := range map[string][]byte{"3.1": latest, "3.0": old} {
		for _, f := range ipcasetest.LintOpenAPI(t, doc) {
			t.Errorf("%s: %s %s at %s: %s", name, f.Severity, f.Rule, f.At, f.Message)
		}
	}
	broken := bytes.ReplaceAll(latest, []byte(`"operationId":"claim"`), []byte(`"operationId":"claim-next"`))
	if len(ipcasetest.LintOpenAPI(t, broken)) == 0 {
		t.Error("the linter finds nothing in a document that names two operations alike")
	}
}
