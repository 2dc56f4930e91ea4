package ipcase_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string // what it names itself, tests aside
	Deps       []string // what it comes to stand on
}

// TestImportsPointOneWay holds the direction of architecture: cmd → web →
// web/present → views, web and its parts → ipcase, ipcase's neighbours → ipcase.
func TestImportsPointOneWay(t *testing.T) {
	all := listPackages(t)
	for _, fault := range importFaults(all) {
		t.Error(fault)
	}
	if _, ok := all["ipportal/ipcase"]; !ok || len(all) < 100 {
		t.Errorf("go list gave %d packages only", len(all))
	}
}

// importRule says what the packages below one path may import. A path stands for
// itself and all below it; where several rules fit, the longest path wins.
type importRule struct {
	path  string
	ours  []string // packages of ours; "…/" at the end takes all below
	only  []string // modules; nil means any but what never says
	never []string // not even by way of others
}

var (
	webParts = []string{"ipportal/web", "ipportal/views", "ipportal/static", "ipportal/cmd", "github.com/labstack/echo", "github.com/a-h/templ"}

	importRules = []importRule{
		{path: "ipportal/cmd", ours: []string{"ipportal/"}},
		{path: "ipportal/web", ours: []string{"ipportal/ipcase/", "ipportal/web/", "ipportal/views/", "ipportal/static"}},
		{path: "ipportal/web/present", ours: []string{"ipportal/ipcase/", "ipportal/web/present/", "ipportal/views/", "ipportal/static"}, never: []string{"github.com/labstack/echo"}},
		{path: "ipportal/views", ours: []string{"ipportal/views/"}, only: []string{"github.com/a-h/templ"}, never: []string{"gorm.io", "ipportal/ipcase", "github.com/labstack/echo"}},
		{path: "ipportal/static", ours: []string{}, only: []string{}},
		{path: "ipportal/migrations", ours: []string{}, only: []string{}},
		{path: "ipportal/ipcase", ours: []string{"ipportal/ipcase/"}, never: webParts},
		{path: "ipportal/ipcase/calendar", ours: []string{}, only: []string{}},
		{path: "ipportal/ipcase/merkle", ours: []string{}, only: []string{"golang.org/x/mod/sumdb"}}, // pure, like calendar
		{path: "ipportal/ipcase/dsa", ours: []string{}, only: []string{}},                            // pure: what is captured with the cause
		{path: "ipportal/ipcase/dsa/api", ours: []string{"ipportal/ipcase", "ipportal/ipcase/dsa"}, only: []string{}, never: webParts},
		{path: "ipportal/ipcase/database", ours: []string{"ipportal/migrations"}, never: webParts},
		{path: "ipportal/ipcase/ipcasetest", ours: []string{"ipportal/ipcase/", "ipportal/migrations"}, never: webParts},
	}

	// ipcase itself is stricter than its neighbours below it.
	coreRule = importRule{path: "ipportal/ipcase", ours: []string{"ipportal/ipcase/calendar", "ipportal/ipcase/merkle", "ipportal/ipcase/dsa", "ipportal/ipcase/search", "ipportal/ipcase/lookalike/fold"}, only: []string{"gorm.io/gorm"}, never: append(webParts, "net/http", "html/template")}

	// These may come into the process by one door each.
	doors = map[string][]string{
		"gorm.io":                  {"ipportal/ipcase"},
		"modernc.org":              {"ipportal/ipcase/database"},
		"github.com/jackc":         {"ipportal/ipcase/database", "ipportal/ipcase/ipcasetest"},
		"database/sql":             {"ipportal/ipcase"},
		"github.com/labstack/echo": {"ipportal/web"},
		"github.com/xuri/excelize": {"ipportal/ipcase/sheet"},
	}
)

func importFaults(all map[string]pkg) (faults []string) {
	for path, p := range all {
		if !within(path, "ipportal") {
			continue
		}
		rule, ok := ruleFor(path)
		if !ok {
			faults = append(faults, path+" has no rule about its imports: add one here")
			continue
		}
		for _, imported := range p.Imports {
			if within(imported, "ipportal") && !slices.ContainsFunc(rule.ours, func(o string) bool { return allows(o, imported) }) {
				faults = append(faults, path+" may not import "+imported)
			}
			if !within(imported, "ipportal") && rule.only != nil && !all[imported].Standard && !slices.ContainsFunc(rule.only, func(m string) bool { return within(imported, m) }) {
				faults = append(faults, path+" may not import "+imported)
			}
			for door, users := range doors {
				if within(imported, door) && !slices.ContainsFunc(users, func(u string) bool { return within(path, u) }) {
					faults = append(faults, path+" may not import "+imported+" itself")
				}
			}
		}
		for _, dep := range p.Deps {
			if slices.ContainsFunc(rule.never, func(n string) bool { return within(dep, n) }) {
				faults = append(faults, path+" comes to stand on "+dep)
			}
		}
	}
	slices.Sort(faults)
	return faults
}

func ruleFor(path string) (rule importRule, ok bool) {
	if path == coreRule.path {
		return coreRule, true
	}
	for _, r := range importRules {
		if within(path, r.path) && len(r.path) > len(rule.path) {
			rule, ok = r, true
		}
	}
	return rule, ok
}

// within says that path is parent or lies below it.
func within(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}

func allows(pattern, path string) bool {
	if parent, below := strings.CutSuffix(pattern, "/"); below {
		return within(path, parent)
	}
	return path == pattern
}

// TestImportRulesCanFail shows the rules an import of each sort that they forbid.
func TestImportRulesCanFail(t *testing.T) {
	std := map[string]pkg{"net/http": {ImportPath: "net/http", Standard: true}, "database/sql": {ImportPath: "database/sql", Standard: true}}
	forbidden := [][2]string{
		{"ipportal/ipcase", "ipportal/ipcase/account"},
		{"ipportal/ipcase", "ipportal/web"},
		{"ipportal/ipcase", "net/http"},
		{"ipportal/ipcase", "github.com/jackc/pgx/v5"},
		{"ipportal/ipcase/calendar", "ipportal/ipcase"},
		{"ipportal/ipcase/calendar", "gorm.io/gorm"},
		{"ipportal/ipcase/notify", "ipportal/views/mail"},
		{"ipportal/ipcase/notify", "github.com/labstack/echo/v4"},
		{"ipportal/ipcase/notify", "modernc.org/sqlite"},
		{"ipportal/ipcase/database", "ipportal/ipcase"},
		{"ipportal/views", "ipportal/ipcase"},
		{"ipportal/views", "golang.org/x/text/language"},
		{"ipportal/views", "ipportal/web/present"},
		{"ipportal/web", "gorm.io/gorm"},
		{"ipportal/web", "database/sql"},
		{"ipportal/web/present", "ipportal/web"},
		{"ipportal/web/present", "github.com/labstack/echo/v4"},
		{"ipportal/web", "ipportal/cmd/ipportal"},
		{"ipportal/static", "ipportal/views"},
		{"ipportal/elsewhere", "net/http"},
	}
	for _, pair := range forbidden {
		all := map[string]pkg{pair[0]: {ImportPath: pair[0], Imports: pair[1:], Deps: pair[1:]}}
		for path, p := range std {
			all[path] = p
		}
		if len(importFaults(all)) == 0 {
			t.Errorf("%s may import %s", pair[0], pair[1])
		}
	}
	fine := map[string]pkg{"ipportal/web": {ImportPath: "ipportal/web", Imports: []string{"ipportal/ipcase", "ipportal/ipcase/account", "github.com/labstack/echo/v4", "net/http"}, Deps: []string{"gorm.io/gorm"}}}
	if faults := importFaults(fine); len(faults) != 0 {
		t.Errorf("what web needs is refused: %v", faults)
	}
}

func listPackages(t *testing.T) map[string]pkg {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "ipportal/...")
	var complaint bytes.Buffer
	list.Stderr = &complaint
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, complaint.String())
	}
	all := map[string]pkg{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}
