package procedure_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/ipcase/procedure"
)

// ruleFiles are all that come with the portal.
var ruleFiles = []string{
	"marketplace.yaml", "marketplace-urgent.yaml", "us-dmca-512.yaml", "cn-ecommerce.yaml", "eu-dsa.yaml", "in-rule-75.yaml",
	"reasons.yaml", "refusals.yaml", "offices.yaml", "selection.yaml",
}

func folder(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range ruleFiles {
		files[name] = &fstest.MapFile{Data: []byte(read(t, name))}
	}
	return files
}

func edit(t testing.TB, files fstest.MapFS, name, as string, oldnew ...string) {
	t.Helper()
	s := string(files[name].Data)
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(s, oldnew[i]) {
			t.Fatalf("%q is not in %s", oldnew[i], name)
		}
		s = strings.Replace(s, oldnew[i], oldnew[i+1], 1)
	}
	files[as] = &fstest.MapFile{Data: []byte(s)}
}

func TestMistakesAcrossFiles(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func(files fstest.MapFS)
	}{
		{"a file is missing", "refusals.yaml: the file is missing", func(f fstest.MapFS) { delete(f, "refusals.yaml") }},
		{"the same version twice", "marketplace2.yaml: marketplace version 1 stands in marketplace.yaml already; give a changed procedure a new version", func(f fstest.MapFS) {
			f["marketplace2.yaml"] = f["marketplace.yaml"]
		}},
		{"nothing governs", "selection.yaml: rules[8].procedures: marketplace does not cover every type of right that the rule fits; give the rule right_types", func(f fstest.MapFS) {
			edit(t, f, "marketplace.yaml", "marketplace.yaml", "right_types: []", "right_types: [trademark, copyright, patent, utility_model]")
		}},
		{"a rule names no procedure", `selection.yaml: rules[0].procedures: there is no procedure "eu-dsb"`, func(f fstest.MapFS) {
			edit(t, f, "selection.yaml", "selection.yaml", "procedures: [eu-dsa]", "procedures: [eu-dsb]")
		}},
		{"a procedure elsewhere than its rule", "selection.yaml: rules[1].procedures: us-dmca-512 does not cover every territory that the rule fits", func(f fstest.MapFS) {
			edit(t, f, "selection.yaml", "selection.yaml", "territories: [US]", "territories: [US, CA]")
		}},
		{"a choice that is none", "selection.yaml: rules[4].procedures: marketplace and marketplace-urgent are both of the track platform", func(f fstest.MapFS) {
			edit(t, f, "selection.yaml", "selection.yaml", "[marketplace, cn-ecommerce]", "[marketplace, marketplace-urgent]")
		}},
		{"one id for two elements", `notice_elements: element "comparison_table" has the id of an element of the reason patent_claim; rename one`, func(f fstest.MapFS) {
			edit(t, f, "marketplace.yaml", "marketplace.yaml", "id: explanation", "id: comparison_table")
		}},
		{"no reason", "reasons.yaml: no reason has the right_type design", func(f fstest.MapFS) {
			edit(t, f, "reasons.yaml", "reasons.yaml", "right_type: design", "right_type: patent")
		}},
		{"reason gone that an element names", `notice_elements[6].reasons[0]: unknown reason "copyright_text"`, func(f fstest.MapFS) {
			edit(t, f, "us-dmca-512.yaml", "us-dmca-512.yaml", "    required: false", "    required: false\n    reasons: [copyright_text]")
			edit(t, f, "reasons.yaml", "reasons.yaml", "code: copyright_text", "code: copyright_words")
		}},
		{"a broken calendar", `kind is "half"`, func(f fstest.MapFS) {
			f["calendars/DE/calendar.json"] = &fstest.MapFile{Data: []byte(`{"code": "DE", "name": "Germany", "zone": "Europe/Berlin"}`)}
			f["calendars/DE/2026.json"] = &fstest.MapFile{Data: []byte(`{"year": 2026, "status": "published", "source": "s", "days": [{"day": "2026-10-03", "kind": "half", "name": "n"}]}`)}
		}},
	} {
		files := folder(t)
		c.spoil(files)
		_, err := procedure.Load(files)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", c.name, c.want, err)
		}
	}
}

func TestMistakesOfAllFilesAtOnce(t *testing.T) {
	files := folder(t)
	edit(t, files, "marketplace.yaml", "marketplace.yaml", "version: 1", "version: 0")
	edit(t, files, "refusals.yaml", "refusals.yaml", "code: abuse", "code: Abuse")
	delete(files, "offices.yaml")
	_, err := procedure.Load(files)
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three problems, got %v", err)
	}
}

// An operator puts a new version and a calendar into a folder; nothing is built.
func TestLoadOver(t *testing.T) {
	files := folder(t)
	edit(t, files, "marketplace.yaml", "marketplace-2.yaml",
		"version: 1", "version: 2", "valid_from: 2025-01-01", "valid_from: 2026-12-01", "attempts: 3", "attempts: 2", `calendar: ""`, "calendar: DE")
	own := fstest.MapFS{
		"marketplace-2.yaml":         files["marketplace-2.yaml"],
		"calendars/DE/calendar.json": &fstest.MapFile{Data: []byte(`{"code": "DE", "name": "Germany", "zone": "Europe/Berlin"}`)},
	}
	book, err := procedure.LoadOver(own)
	if err != nil {
		t.Fatal(err)
	}
	facing := func(year int, month time.Month, day int) ipcase.Procedure {
		s, ok := book.Select(ipcase.Facing{Right: ipcase.Design, Site: ipcase.Site{Territory: "CN"}, On: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)})
		if !ok {
			t.Fatal("nothing governs")
		}
		return s.Options[0]
	}
	before, after := facing(2026, 11, 30), facing(2026, 12, 1)
	if before.Version != 1 || after.Version != 2 || after.Attempts != 2 {
		t.Errorf("before: version %d; after: version %d with %d attempts", before.Version, after.Version, after.Attempts)
	}
	if c, ok := book.CalendarFor(after, ipcase.Site{Calendar: "CN"}); !ok || c.Code != "DE" {
		t.Errorf("calendar %+v", c)
	}
	if _, ok := book.Procedure("us-dmca-512", 1); !ok || book.Calendars["CN"] == nil {
		t.Error("what comes with the portal is gone")
	}
}

// The figures of the domain, so that no edit changes them unseen.
func TestTheTwoProcedures(t *testing.T) {
	book := builtin(t)
	bd, cd := calendar.BusinessDay, calendar.CalendarDay
	for _, c := range []struct {
		id      string
		windows map[ipcase.WindowCode]string
	}{
		{"marketplace", map[ipcase.WindowCode]string{
			"intake": window(1, 0, bd, "receipt", ""), "review": window(3, 0, bd, "receipt", ""), "delivery": window(2, 0, bd, "sending", ""),
			"needs_info": window(5, 0, bd, "delivery", "lapsed"), "seller_first": window(3, 0, bd, "delivery", "removed"),
			"fix_proposed":   window(3, 0, bd, "delivery", "fixed"),
			"seller_further": window(7, 0, bd, "delivery", "upheld"), "holder_answer": window(3, 0, bd, "delivery", "restored"),
		}},
		{"us-dmca-512", map[ipcase.WindowCode]string{
			"intake": window(1, 0, bd, "receipt", ""), "review": window(3, 0, bd, "receipt", ""), "delivery": window(2, 0, bd, "sending", ""),
			"needs_info": window(5, 0, bd, "delivery", "lapsed"), "seller_further": window(30, 0, cd, "delivery", "upheld"),
			"court": window(10, 14, bd, "receipt", "restored"),
		}},
	} {
		p, ok := book.Procedure(c.id, 1)
		if !ok || len(p.Windows) != len(c.windows) {
			t.Fatalf("%s: %+v", c.id, p.Windows)
		}
		for code, want := range c.windows {
			w := p.Windows[code]
			if got := window(w.Amount, w.Latest, w.Unit, w.Starts, w.Silence); got != want {
				t.Errorf("%s %s: %s, want %s", c.id, code, got, want)
			}
		}
		for lang, words := range p.Redress {
			if !strings.Contains(words, fmt.Sprint(p.AppealMonths)) {
				t.Errorf("%s: the redress text (%s) does not say %d months", c.id, lang, p.AppealMonths)
			}
		}
	}
	m, _ := book.Procedure("marketplace", 1)
	if m.Mode != ipcase.NotifyFirst || m.AfterCounter != ipcase.HolderAnswers || m.Attempts != 3 || m.CounterAfterEnd || m.AppealMonths != 6 {
		t.Errorf("%+v", m)
	}
	d, _ := book.Procedure("us-dmca-512", 1)
	if d.Mode != ipcase.RemoveFirst || d.AfterCounter != ipcase.CourtWait || d.Attempts != 0 || !d.CounterAfterEnd || d.Calendar != "US" {
		t.Errorf("%+v", d)
	}
}

func window(amount, latest int, unit calendar.Unit, starts ipcase.Starts, silence ipcase.State) string {
	return fmt.Sprintf("%d/%d %s from %s: %s", amount, latest, unit, starts, silence)
}

// 17 U.S.C. § 512 names six elements of a notice and, in four letters, six of a
// counter-notification; none more is required.
func TestTheStatutesElements(t *testing.T) {
	p, _ := builtin(t).Procedure("us-dmca-512", 1)
	for _, c := range []struct {
		what string
		list []ipcase.Element
		want []string
	}{
		{"notice", p.NoticeElements, []string{
			"§ 512(c)(3)(A)(i)", "§ 512(c)(3)(A)(ii)", "§ 512(c)(3)(A)(iii)", "§ 512(c)(3)(A)(iv)", "§ 512(c)(3)(A)(v)", "§ 512(c)(3)(A)(vi)",
		}},
		{"counter-notification", p.CounterElements, []string{
			"§ 512(g)(3)(A)", "§ 512(g)(3)(B)", "§ 512(g)(3)(C)", "§ 512(g)(3)(D)", "§ 512(g)(3)(D)", "§ 512(g)(3)(D)",
		}},
	} {
		var got []string
		for _, e := range c.list {
			if e.Required {
				got = append(got, e.Cite.Section)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	for _, r := range builtin(t).ReasonsFor(ipcase.Copyright) {
		for _, e := range r.Elements {
			if e.Required {
				t.Errorf("%s asks for %s, which the statute does not", r.Code, e.ID)
			}
		}
	}
}

// Silence goes where the file says by the same table of moves that governs the
// buttons.
func TestSilenceIsAMove(t *testing.T) {
	states := map[ipcase.WindowCode]ipcase.State{
		ipcase.WindowNeedsInfo: ipcase.NeedsInfo, ipcase.WindowSellerFirst: ipcase.AwaitingSeller, ipcase.WindowSellerFurther: ipcase.Removed,
		ipcase.WindowFix:          ipcase.FixProposed,
		ipcase.WindowHolderAnswer: ipcase.Countered, ipcase.WindowCourt: ipcase.StatutoryWait,
	}
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, p := range builtin(t).Procedures {
		for code, w := range p.Windows {
			state, acts := states[code]
			if acts != (w.Silence != "") {
				t.Errorf("%s %s: silence %q", p.ID, code, w.Silence)
			}
			if !acts {
				continue
			}
			f := ipcase.Facts{Item: ipcase.Item{State: state, Window: code, DueAt: &now}, Procedure: p, Now: now, RightInForce: true, HolderKnown: true}
			if to, refused := ipcase.Target(f, ipcase.PartySystem, ipcase.MoveSilence); refused != nil || to != w.Silence {
				t.Errorf("%s %s: silence leads to %q, want %q (%v)", p.ID, code, to, w.Silence, refused)
			}
		}
	}
}

// A text folded over lines gets a space where each line ends; Chinese has none.
func TestChineseTextsHaveNoFoldedSpaces(t *testing.T) {
	folded := regexp.MustCompile(`[\p{Han}，。；：、）] +[\p{Han}（]`)
	for _, name := range ruleFiles {
		for i, line := range strings.Split(read(t, name), "\n") {
			if strings.Contains(line, "zh-CN: >") || folded.MatchString(line) {
				t.Errorf("%s:%d: %s", name, i+1, line)
			}
		}
	}
}
