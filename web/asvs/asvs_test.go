package asvs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// required is every requirement that applies, by chapter: "3.2: 1 2" is 3.2.1 and
// 3.2.2.
const required = `
1.1: 1 2 | 1.2: 1 2 3 4 5 9 | 1.3: 1 2 3 4 5 6 7 10 11 | 1.4: 1 2 3 | 1.5: 1 2
2.1: 1 2 3 | 2.2: 1 2 3 | 2.3: 1 2 3 4 | 2.4: 1
3.2: 1 2 | 3.3: 1 2 3 4 | 3.4: 1 2 3 4 5 6 | 3.5: 1 2 3 4 | 3.7: 1 2
4.1: 1 2 3 | 4.2: 1
5.1: 1 | 5.2: 1 2 3 | 5.3: 1 2 | 5.4: 1 2 3
6.1: 1 2 3 | 6.2: 1 2 3 4 5 6 7 8 9 10 11 12 | 6.3: 1 2 3 4 | 6.4: 1 2 3 4 | 6.5: 1 2 3 4 5 | 6.6: 2 3
7.1: 1 2 | 7.2: 1 2 3 4 | 7.3: 1 2 | 7.4: 1 2 3 4 5 | 7.5: 1 2 | 7.6: 2
8.1: 1 2 | 8.2: 1 2 3 | 8.3: 1 | 8.4: 1
9.1: 1 2 3 | 9.2: 1 2
11.1: 1 2 | 11.2: 1 2 3 | 11.3: 1 2 3 | 11.4: 1 2 3 | 11.5: 1 | 11.6: 1
12.1: 1 2 | 12.2: 1 2 | 12.3: 1 2 4
13.1: 1 | 13.2: 1 2 3 4 5 | 13.3: 1 2 | 13.4: 1 2 3 4 5
14.1: 1 2 | 14.2: 1 2 3 4 | 14.3: 1 2 3
15.1: 1 2 3 | 15.2: 1 2 3 | 15.3: 1 2 3 4 5 6 7
16.1: 1 | 16.2: 1 2 3 4 5 | 16.3: 1 2 3 4 | 16.4: 1 2 3 | 16.5: 1 2 3`

// brought is what single sign-on brings in: the client's side of it.
const brought = `6.8: 1 2 3 4 | 10.1: 1 2 | 10.2: 1 2 | 10.5: 1 2 3 4 5`

func ids(t *testing.T, text string) []string {
	t.Helper()
	var all []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '\n' }) {
		section, numbers, ok := strings.Cut(strings.TrimSpace(part), ":")
		if !ok {
			t.Fatalf("%q", part)
		}
		for _, n := range strings.Fields(numbers) {
			all = append(all, section+"."+n)
		}
	}
	return all
}

func TestTable(t *testing.T) {
	table, err := Table()
	if err != nil {
		t.Fatal(err)
	}
	base, more := ids(t, required), ids(t, brought)
	if len(base) != 193 {
		t.Fatalf("the list holds %d requirements, and not 193", len(base))
	}
	want := slices.Concat(base, more)
	seen := map[string]bool{}
	counts := map[Status]int{}
	tests := testsOf(t)
	for _, l := range table {
		if seen[l.ID] {
			t.Errorf("%s stands twice", l.ID)
		}
		seen[l.ID] = true
		counts[l.Status]++
		if !slices.Contains(want, l.ID) {
			t.Errorf("%s is none that applies", l.ID)
		}
		if !slices.Contains([]Status{Holds, Partly, Not, Operator}, l.Status) || len(l.Answer) < 15 {
			t.Errorf("%s: %q, %q", l.ID, l.Status, l.Answer)
		}
		if l.Status != Not && len(l.Shown) == 0 {
			t.Errorf("%s: nothing shows it", l.ID)
		}
		for _, s := range l.Shown {
			if wrong := missing(t, s, tests); wrong != "" {
				t.Errorf("%s: %s", l.ID, wrong)
			}
		}
	}
	for _, id := range want {
		if !seen[id] {
			t.Errorf("%s is not answered", id)
		}
	}
	t.Logf("%d of the list and %d by single sign-on: %v", len(base), len(more), counts)
}

const root = "../.."

// missing says what of a reference is not there; "" when it is.
func missing(t *testing.T, shown string, tests map[string]bool) string {
	t.Helper()
	switch {
	case strings.HasPrefix(shown, "doc:"):
		name, heading, _ := strings.Cut(strings.TrimPrefix(shown, "doc:"), "#")
		text, err := os.ReadFile(filepath.Base(name))
		if err != nil {
			return "there is no document " + name
		}
		if heading == "" {
			return ""
		}
		for line := range strings.Lines(string(text)) {
			if title, is := strings.CutPrefix(strings.TrimSpace(line), "## "); is && strings.ReplaceAll(title, " ", "-") == heading {
				return ""
			}
		}
		return name + " has no part " + heading
	case strings.HasPrefix(shown, "file:"):
		if _, err := os.Stat(filepath.Join(root, strings.TrimPrefix(shown, "file:"))); err != nil {
			return "there is no file " + shown
		}
		return ""
	case !tests[shown]:
		return "there is no test " + shown
	}
	return ""
}

// testsOf are the names of all tests, fuzz targets and benchmarks there are.
func testsOf(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	sources(t, true, func(f *ast.File) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && (strings.HasPrefix(fn.Name.Name, "Test") || strings.HasPrefix(fn.Name.Name, "Fuzz")) {
				found[fn.Name.Name] = true
			}
		}
	})
	if len(found) < 200 {
		t.Fatalf("only %d tests are found", len(found))
	}
	return found
}

// sources parses the Go files of the repository: tests, or all but tests.
func sources(t *testing.T, tests bool, visit func(*ast.File)) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && len(name) > 2 && (strings.HasPrefix(name, ".") || name == "node_modules") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") != tests {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			visit(f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A test that is not there, a document without its part, and a file that is gone
// are found.
func TestMissingIsFound(t *testing.T) {
	tests := testsOf(t)
	for _, bad := range []string{"TestThatIsNotThere", "doc:none.md", "doc:log.md#None", "file:none.go"} {
		if missing(t, bad, tests) == "" {
			t.Errorf("%s is taken for there", bad)
		}
	}
	for _, good := range []string{"TestTable", "doc:log.md", "doc:running.md#Https", "file:web/log.go"} {
		if wrong := missing(t, good, tests); wrong != "" {
			t.Errorf("%s: %s", good, wrong)
		}
	}
}

// Every entry that the program can log stands in the inventory, and every line of
// the inventory is logged somewhere.
func TestLogInventory(t *testing.T) {
	text, err := os.ReadFile("log.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if part := strings.Split(line, "|"); len(part) == 6 && strings.TrimSpace(part[1]) != "msg" && !strings.HasPrefix(part[1], "---") {
			listed[strings.TrimSpace(part[1])] = true
		}
	}
	logged := map[string]bool{}
	levels := []string{"Debug", "Info", "Warn", "Error", "DebugContext", "InfoContext", "WarnContext", "ErrorContext"}
	sources(t, false, func(f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(levels, method.Sel.Name) || !isLogger(method.X) {
				return true
			}
			for _, arg := range call.Args[:min(len(call.Args), 2)] {
				if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					msg, err := strconv.Unquote(lit.Value)
					if err == nil {
						logged[msg] = true
					}
					return true
				}
			}
			t.Errorf("%s: an entry whose words are not written out", f.Name)
			return true
		})
	})
	for msg := range logged {
		if !listed[msg] {
			t.Errorf("log.md does not know of %q", msg)
		}
	}
	for msg := range listed {
		if !logged[msg] {
			t.Errorf("nothing logs %q", msg)
		}
	}
	if len(logged) < 15 {
		t.Errorf("only %d entries are found", len(logged))
	}
}

// isLogger says whether an expression is a logger by its last name.
func isLogger(x ast.Expr) bool {
	name := ""
	switch x := x.(type) {
	case *ast.Ident:
		name = x.Name
	case *ast.SelectorExpr:
		name = x.Sel.Name
	}
	return slices.Contains([]string{"slog", "log", "Log", "logger", "Logger"}, name)
}
