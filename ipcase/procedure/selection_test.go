package procedure_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/procedure"
)

// Which procedures govern, over types of right, territories, reasons and proofs: the
// first without a choice, the others where the law leaves one.
func TestSelection(t *testing.T) {
	book := builtin(t)
	on := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	want := func(right ipcase.RightType, territory string, reason ipcase.Reason, proof ipcase.Proof) []string {
		proven := reason.Code == "trademark_counterfeit_test_purchase" || proof == ipcase.ProofCourtOrder
		switch {
		case slices.Contains([]string{"EU", "DE", "FR", "PL"}, territory):
			return []string{"eu-dsa"}
		case right == ipcase.Copyright && territory == "US":
			return []string{"us-dmca-512"}
		case territory == "CN" && proven:
			return []string{"marketplace-urgent", "cn-ecommerce"}
		case territory == "CN":
			return []string{"marketplace", "cn-ecommerce"}
		case right == ipcase.Copyright && territory == "IN":
			return []string{"in-rule-75", "marketplace"}
		case proven:
			return []string{"marketplace-urgent"}
		default:
			return []string{"marketplace"}
		}
	}
	lines := 0
	for _, right := range ipcase.RightTypes() {
		for _, territory := range []string{"CN", "US", "EU", "DE", "FR", "PL", "GB", "IN", "JP", "NO", "WW"} {
			for _, reason := range append(book.ReasonsFor(right), ipcase.Reason{}) {
				for _, proof := range []ipcase.Proof{ipcase.ProofNone, ipcase.ProofCourtOrder} {
					lines++
					s, ok := book.Select(ipcase.Facing{Right: right, Reason: reason.Code, Proof: proof, Site: ipcase.Site{Territory: territory}, On: on})
					var got []string
					for _, p := range s.Options {
						got = append(got, p.ID)
					}
					if w := want(right, territory, reason, proof); !ok || !slices.Equal(got, w) {
						t.Errorf("%s in %s for %q with %q: %v, want %v", right, territory, reason.Code, proof, got, w)
					}
					for _, lang := range []string{"en", "zh-CN"} {
						if s.Rule.Why[lang] == "" {
							t.Errorf("rule %s does not say why in %s", s.Rule.ID, lang)
						}
					}
				}
			}
		}
	}
	if lines < 300 {
		t.Errorf("only %d lines", lines)
	}
	if s, ok := book.Select(ipcase.Facing{Right: ipcase.Design, Site: ipcase.Site{Territory: "CN"}, On: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)}); ok {
		t.Errorf("governs before it is in force: %+v", s)
	}
}

func TestTheHoldersChoice(t *testing.T) {
	book := builtin(t)
	s, _ := book.Select(ipcase.Facing{Right: ipcase.Trademark, Site: ipcase.Site{Territory: "CN"}, On: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)})
	for track, want := range map[ipcase.Track]string{"": "marketplace", ipcase.TrackPlatform: "marketplace", ipcase.TrackStatutory: "cn-ecommerce"} {
		if got := s.Pick(track).ID; got != want {
			t.Errorf("%q: %s, want %s", track, got, want)
		}
	}
	eu, _ := book.Select(ipcase.Facing{Right: ipcase.Trademark, Site: ipcase.Site{Territory: "EU"}, On: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)})
	if got := eu.Pick(ipcase.TrackStatutory).ID; got != "eu-dsa" {
		t.Errorf("a choice that is none led to %s", got)
	}
}

// Whatever people do or leave undone, every case ends.
func TestEveryProcedureEnds(t *testing.T) {
	for _, p := range builtin(t).Procedures {
		if err := ipcase.CheckEnds(p); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		silent := p
		silent.Windows = map[ipcase.WindowCode]ipcase.Window{}
		for code, w := range p.Windows {
			if code == ipcase.WindowSellerFurther {
				w.Silence = ipcase.Removed // nobody would ever end it
			}
			if code == ipcase.WindowCourt {
				w.Silence = ipcase.StatutoryWait
			}
			silent.Windows[code] = w
		}
		if err := ipcase.CheckEnds(silent); err == nil || !strings.Contains(err.Error(), "for ever") {
			t.Errorf("%s without an end: %v", p.ID, err)
		}
	}
}

// The checker refuses ways that do not fit each other, each with its line.
func TestWaysThatDoNotFit(t *testing.T) {
	for _, c := range []struct{ file, old, now, want string }{
		{"in-rule-75.yaml", "after_counter: no_counter", "after_counter: court_wait", "after_counter: must be no_counter in mode remove_wait"},
		{"cn-ecommerce.yaml", "after_counter: court_wait", "after_counter: no_counter", "no_counter leaves a seller without an answer in mode remove_first"},
		{"cn-ecommerce.yaml", "court_actions: [court, authority]", "court_actions: []", "court_actions: must name at least one step that holds a case"},
		{"cn-ecommerce.yaml", "court_actions: [court, authority]", "court_actions: [court, court]", `court_actions[1]: "court" is used twice`},
		{"eu-dsa.yaml", "track: platform", "track: fast", `track: unknown track "fast"; allowed: platform, statutory`},
		{"eu-dsa.yaml", "  seller_further:", "  holder_answer:", "windows.holder_answer: never runs with after_counter reviewer_decides; leave it out"},
		{"marketplace-urgent.yaml", "proofs: [court_order]", "proofs: [rumour]", `proofs[0]: unknown proof "rumour"; allowed: court_order`},
		{"selection.yaml", "  - id: everything_else\n", "  - id: everything_else\n    proofs: [court_order]\n", "proofs: the last rule must fit every complaint; leave it out"},
		{"selection.yaml", "procedures: [eu-dsa]", "procedures: []", "rules[0].procedures: must name at least one procedure"},
		{"selection.yaml", "- id: cn\n", "- id: cn_order\n", `rules[4].id: "cn_order" is used twice`},
	} {
		data, err := os.ReadFile(filepath.Join("files", c.file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), c.old) {
			t.Fatalf("%q is not in %s", c.old, c.file)
		}
		var all []string
		line := 0
		for _, p := range procedure.Check(c.file, []byte(strings.Replace(string(data), c.old, c.now, 1))) {
			all = append(all, p.String())
			if strings.Contains(p.String(), c.want) {
				line = p.Line
			}
		}
		if line == 0 {
			t.Errorf("%s: no line says %q:\n%s", c.file, c.want, strings.Join(all, "\n"))
		}
	}
}
