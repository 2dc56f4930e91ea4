package calendar

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"time"
)

//go:embed data
var embedded embed.FS

type kind string

const (
	kindOff  kind = "off"
	kindWork kind = "work"
)

type entry struct {
	kind kind
	name string
}

// calendarFile is CODE/calendar.json.
type calendarFile struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Zone string `json:"zone"`
}

// yearFile is CODE/YEAR.json.
type yearFile struct {
	Year      int       `json:"year"`
	Status    Status    `json:"status"`
	Source    string    `json:"source"`
	Published string    `json:"published"` // the source's date
	Notes     []string  `json:"notes"`
	Days      []dayLine `json:"days"`
}

type dayLine struct {
	Day  string `json:"day"`
	Kind kind   `json:"kind"`
	Name string `json:"name"`
}

// Builtin reads the calendars that come with the portal. Time zone data must be
// present (cmd embeds it).
func Builtin() (map[string]*Calendar, error) {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open embedded calendars: %w", err)
	}
	return Load(sub)
}

// Load reads one folder per calendar: calendar.json and one file per year. It
// answers every mistake of every file at once.
func Load(fsys fs.FS) (map[string]*Calendar, error) {
	folders, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("list calendars: %w", err)
	}
	all := map[string]*Calendar{}
	var errs []error
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		c, err := loadCalendar(fsys, f.Name())
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all[c.Code] = c
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return all, nil
}

func loadCalendar(fsys fs.FS, folder string) (*Calendar, error) {
	var head calendarFile
	name := path.Join(folder, "calendar.json")
	if err := readStrict(fsys, name, &head); err != nil {
		return nil, err
	}
	if head.Code != folder {
		return nil, fmt.Errorf("%s: code is %q, but the folder is %q", name, head.Code, folder)
	}
	if head.Name == "" {
		return nil, fmt.Errorf("%s: name is missing", name)
	}
	if head.Zone == "" || head.Zone == "Local" {
		return nil, fmt.Errorf("%s: zone must be an IANA name such as Asia/Shanghai", name)
	}
	zone, err := time.LoadLocation(head.Zone)
	if err != nil {
		return nil, fmt.Errorf("%s: zone: %w", name, err)
	}
	c := &Calendar{Code: head.Code, Name: head.Name, Zone: zone, days: map[civil]entry{}}
	files, err := fs.Glob(fsys, path.Join(folder, "[0-9]*.json"))
	if err != nil {
		return nil, fmt.Errorf("list years of %s: %w", folder, err)
	}
	var errs []error
	for _, file := range files {
		errs = append(errs, c.loadYear(fsys, file))
	}
	sort.Slice(c.Years, func(i, j int) bool { return c.Years[i].Year < c.Years[j].Year })
	return c, errors.Join(errs...)
}

func (c *Calendar) loadYear(fsys fs.FS, name string) error {
	var f yearFile
	if err := readStrict(fsys, name, &f); err != nil {
		return err
	}
	var errs []error
	wrong := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf(name+": "+format, args...))
	}
	if want := fmt.Sprintf("%d.json", f.Year); path.Base(name) != want {
		wrong("year is %d, so the file must be named %s", f.Year, want)
	}
	if f.Source == "" {
		wrong("source is missing: say which notice or statute names these days")
	}
	if f.Status != StatusPublished && f.Status != StatusRegulation {
		wrong("status is %q; it must be %q or %q", f.Status, StatusPublished, StatusRegulation)
	}
	year := Year{Year: f.Year, Source: f.Source, Status: f.Status}
	for i, line := range f.Days {
		day, err := time.Parse(time.DateOnly, line.Day)
		if err != nil {
			wrong("days[%d]: day %q is not a date such as 2026-01-31", i, line.Day)
			continue
		}
		if msg := c.addDay(civilOf(day), line, &year); msg != "" {
			wrong("days[%d] (%s): %s", i, line.Day, msg)
		}
	}
	c.Years = append(c.Years, year)
	return errors.Join(errs...)
}

func (c *Calendar) addDay(day civil, line dayLine, year *Year) string {
	weekend := day.weekday() == time.Saturday || day.weekday() == time.Sunday
	_, twice := c.days[day]
	switch {
	case day.year != year.Year:
		return "is not a day of the file's year"
	case twice:
		return "stands there twice"
	case line.Name == "":
		return "name is missing"
	case line.Kind == kindWork && !weekend:
		return "is a working day anyway: only a Saturday or Sunday can be made one"
	case line.Kind == kindOff:
		year.Off++
	case line.Kind == kindWork:
		year.MakeUp++
	default:
		return fmt.Sprintf("kind is %q; it must be %q or %q", line.Kind, kindOff, kindWork)
	}
	c.days[day] = entry{kind: line.Kind, name: line.Name}
	return ""
}

func readStrict(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("read calendar: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if d.More() {
		return fmt.Errorf("%s: has more than one JSON value", name)
	}
	return nil
}
