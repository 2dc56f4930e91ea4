// Package procedure holds the procedure files that come with the portal, reads
// them and checks them: a mistake is told with file, line, field and what is
// allowed, all mistakes at once. It decides nothing about cases and touches no
// database, clock or network; what a rulebook means is in ipcase.
package procedure

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/ipcase/standing"
)

//go:embed files
var embedded embed.FS

// Builtin reads the rulebook that comes with the portal.
func Builtin() (ipcase.Rulebook, error) {
	files, calendars, err := builtinFiles()
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	return build(files, calendars)
}

// Load reads a rulebook from a folder: reasons.yaml, refusals.yaml, offices.yaml,
// selection.yaml and one .yaml file for each version of a procedure. A folder calendars in it
// adds to the portal's calendars or replaces one of the same code.
func Load(fsys fs.FS) (ipcase.Rulebook, error) {
	files, err := readFiles(fsys)
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	calendars, err := readCalendars(fsys)
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	return build(files, calendars)
}

// LoadOver reads the rulebook that comes with the portal with the files of a
// folder in place of, or beside, those of the same name: how an operator adds or
// replaces a procedure without a build.
func LoadOver(fsys fs.FS) (ipcase.Rulebook, error) {
	files, _, err := builtinFiles()
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	own, err := readFiles(fsys)
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	maps.Copy(files, own)
	calendars, err := readCalendars(fsys)
	if err != nil {
		return ipcase.Rulebook{}, err
	}
	return build(files, calendars)
}

// Parse reads one procedure from a file's bytes, or says everything that is wrong
// with it.
func Parse(name string, data []byte) (ipcase.Procedure, error) {
	var p ipcase.Procedure
	if wrong := Check(name, data); len(wrong) > 0 {
		return p, Problems(wrong)
	}
	if err := decode(data, &p); err != nil {
		return p, fmt.Errorf("decode %s: %w", name, err)
	}
	return p, nil
}

func builtinFiles() (map[string][]byte, map[string]*calendar.Calendar, error) {
	sub, err := fs.Sub(embedded, "files")
	if err != nil {
		return nil, nil, fmt.Errorf("open embedded procedures: %w", err)
	}
	files, err := readFiles(sub)
	if err != nil {
		return nil, nil, err
	}
	calendars, err := calendar.Builtin()
	if err != nil {
		return nil, nil, fmt.Errorf("load calendars: %w", err)
	}
	return files, calendars, nil
}

func readFiles(fsys fs.FS) (map[string][]byte, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list procedures: %w", err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read procedure: %w", err)
		}
		files[name] = data
	}
	return files, nil
}

func readCalendars(fsys fs.FS) (map[string]*calendar.Calendar, error) {
	all, err := calendar.Builtin()
	if err != nil {
		return nil, fmt.Errorf("load calendars: %w", err)
	}
	if _, err := fs.Stat(fsys, "calendars"); errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	sub, err := fs.Sub(fsys, "calendars")
	if err != nil {
		return nil, fmt.Errorf("open calendars: %w", err)
	}
	own, err := calendar.Load(sub)
	if err != nil {
		return nil, fmt.Errorf("load calendars: %w", err)
	}
	maps.Copy(all, own)
	return all, nil
}

// build checks what is not, to the byte, what comes with the portal: that is checked
// by this package's tests, and walking every road of six procedures would be most of
// what a start takes.
func build(files map[string][]byte, calendars map[string]*calendar.Calendar) (ipcase.Rulebook, error) {
	var problems Problems
	for _, name := range []string{reasonsFile, refusalsFile, officesFile, selectionFile} {
		if _, ok := files[name]; !ok {
			problems = append(problems, Problem{File: name, Msg: "the file is missing"})
		}
	}
	k := knownIn(files[reasonsFile], calendars)
	changed := func(name string) bool {
		own, err := fs.ReadFile(embedded, path.Join("files", name))
		return err != nil || !bytes.Equal(own, files[name])
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if changed(name) || changed(reasonsFile) {
			problems = append(problems, check(name, files[name], k)...)
		}
	}
	if len(problems) > 0 {
		return ipcase.Rulebook{}, problems
	}
	return assemble(files, calendars)
}

// assemble decodes files that were checked one by one, and checks them together.
func assemble(files map[string][]byte, calendars map[string]*calendar.Calendar) (ipcase.Rulebook, error) {
	book := ipcase.Rulebook{Calendars: calendars}
	var reasons reasonList
	var refusals refusalList
	var offices officeList
	var selection selectionList
	from := map[string]string{} // id and version to file
	var problems Problems
	for _, name := range slices.Sorted(maps.Keys(files)) {
		var into any
		var p ipcase.Procedure
		switch path.Base(name) {
		case reasonsFile:
			into = &reasons
		case refusalsFile:
			into = &refusals
		case officesFile:
			into = &offices
		case selectionFile:
			into = &selection
		default:
			into = &p
		}
		if err := decode(files[name], into); err != nil {
			return ipcase.Rulebook{}, fmt.Errorf("decode %s: %w", name, err)
		}
		if into != any(&p) {
			continue
		}
		key := fmt.Sprintf("%s version %d", p.ID, p.Version)
		if first, twice := from[key]; twice {
			problems = append(problems, Problem{File: name, Msg: fmt.Sprintf("%s stands in %s already; give a changed procedure a new version", key, first)})
			continue
		}
		from[key] = name
		book.Procedures = append(book.Procedures, p)
	}
	book.Reasons, book.Refusals, book.Offices = reasons.Reasons, refusals.Refusals, offices.Offices
	book.Selection = selection.Rules
	problems = append(problems, together(book, from)...)
	if len(problems) > 0 {
		return ipcase.Rulebook{}, problems
	}
	var err error
	if book.Standing, err = standing.Builtin(); err != nil {
		return ipcase.Rulebook{}, fmt.Errorf("how a record adds up: %w", err)
	}
	return book, nil
}

// together finds what no single file shows: an element id that a procedure and a
// reason share, and a type of right that no procedure governs everywhere.
func together(book ipcase.Rulebook, from map[string]string) Problems {
	var problems Problems
	for _, p := range book.Procedures {
		own := map[string]bool{}
		for _, e := range p.NoticeElements {
			own[e.ID] = true
		}
		for _, r := range book.Reasons {
			for _, e := range r.Elements {
				if own[e.ID] {
					file := from[fmt.Sprintf("%s version %d", p.ID, p.Version)]
					problems = append(problems, Problem{
						File: file, Path: "notice_elements",
						Msg: fmt.Sprintf("element %q has the id of an element of the reason %s; rename one", e.ID, r.Code),
					})
				}
			}
		}
	}
	for _, t := range ipcase.RightTypes() {
		if len(book.ReasonsFor(t)) == 0 {
			problems = append(problems, Problem{File: reasonsFile, Msg: fmt.Sprintf("no reason has the right_type %s", t)})
		}
		if len(book.OfficesFor(t)) == 0 {
			problems = append(problems, Problem{File: officesFile, Msg: fmt.Sprintf("no office has patterns for %s", t)})
		}
	}
	return append(problems, selects(book)...)
}

// selects: the rules that choose a procedure name procedures that are there, that
// cover what the rule fits, and that differ in track where several are offered.
func selects(book ipcase.Rulebook) Problems {
	var problems Problems
	wrong := func(n int, format string, args ...any) {
		problems = append(problems, Problem{File: selectionFile, Path: fmt.Sprintf("rules[%d].procedures", n), Msg: fmt.Sprintf(format, args...)})
	}
	for n, r := range book.Selection {
		tracks := map[ipcase.Track]string{}
		for _, id := range r.Procedures {
			at := slices.IndexFunc(book.Procedures, func(p ipcase.Procedure) bool { return p.ID == id })
			if at < 0 {
				wrong(n, "there is no procedure %q", id)
				continue
			}
			p := book.Procedures[at]
			if first, twice := tracks[p.Track]; twice {
				wrong(n, "%s and %s are both of the track %s; a holder chooses between tracks", first, id, p.Track)
			}
			tracks[p.Track] = id
			if !within(r.RightTypes, p.RightTypes, ipcase.RightTypes()) {
				wrong(n, "%s does not cover every type of right that the rule fits; give the rule right_types", id)
			}
			if len(p.Territories) > 0 && !within(r.Territories, p.Territories, nil) {
				wrong(n, "%s does not cover every territory that the rule fits; give the rule territories", id)
			}
		}
	}
	return problems
}

// within says whether everything that the rule fits is covered; an empty list is
// everything there is.
func within[T ~string](rule, covered, all []T) bool {
	if len(covered) == 0 {
		return true
	}
	if len(rule) == 0 {
		rule = all
	}
	if len(rule) == 0 {
		return false
	}
	return !slices.ContainsFunc(rule, func(x T) bool { return !slices.Contains(covered, x) })
}

// knownIn reads the reasons' codes as far as they can be read: what is wrong in
// the file itself is told by its own check.
func knownIn(reasons []byte, calendars map[string]*calendar.Calendar) known {
	k := known{calendars: slices.Sorted(maps.Keys(calendars))}
	var list struct {
		Reasons []struct {
			Code string `yaml:"code"`
		} `yaml:"reasons"`
	}
	if err := yaml.Unmarshal(reasons, &list); err != nil {
		return k
	}
	for _, r := range list.Reasons {
		if strings.TrimSpace(r.Code) != "" {
			k.reasons = append(k.reasons, r.Code)
		}
	}
	return k
}

var builtinKnown = sync.OnceValues(func() (known, error) {
	files, calendars, err := builtinFiles()
	if err != nil {
		return known{}, err
	}
	return knownIn(files[reasonsFile], calendars), nil
})
