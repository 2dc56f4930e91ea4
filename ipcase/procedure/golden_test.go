package procedure_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/procedure"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each procedure as a lawyer would read it. A change of a rule is a change of
// this text, to be reviewed as such.
func TestProceduresAsText(t *testing.T) {
	book := builtin(t)
	for _, p := range book.Procedures {
		for _, lang := range []string{"en", "zh-CN"} {
			name := filepath.Join("testdata", fmt.Sprintf("%s-%d.%s.golden", p.ID, p.Version, lang))
			got := procedure.AsText(book, p, lang)
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run the test with -update and read the difference.\n%s", name, got)
			}
		}
	}
}

func builtin(t testing.TB) ipcase.Rulebook {
	t.Helper()
	book, err := procedure.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return book
}
