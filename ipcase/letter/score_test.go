package letter_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/letter"
)

// labelled is what a person found in a real letter.
type labelled struct {
	File       string      `yaml:"file"`
	SHA256     string      `yaml:"sha256"`
	Set        string      `yaml:"set"`
	Kind       letter.Kind `yaml:"kind"`
	There      []string    `yaml:"there"`
	Missing    []string    `yaml:"missing"`
	CannotTell []string    `yaml:"cannot_tell"`
}

// score is how the rules agree with the person.
type score struct{ there, found, unsure, missed, absent, invented, left int }

func (s score) String() string {
	return fmt.Sprintf("%4d there: %4d found, %2d said unsure, %2d missed; %3d not there: %2d invented; %d not to be told", s.there, s.found, s.unsure, s.missed, s.absent, s.invented, s.left)
}

func (s *score) add(o score) {
	s.there += o.there
	s.found += o.found
	s.unsure += o.unsure
	s.missed += o.missed
	s.absent += o.absent
	s.invented += o.invented
	s.left += o.left
}

var (
	noticeMarks  = []string{letter.MarkSignature, letter.MarkWork, letter.MarkListings, letter.MarkContact, letter.MarkGoodFaith, letter.MarkAccuracy, letter.MarkPerjury, letter.MarkAuthority}
	counterMarks = []string{letter.MarkSignature, letter.MarkListings, letter.MarkContact, letter.MarkMistake, letter.MarkPerjury, letter.MarkJurisdiction, letter.MarkService}
)

// The rules are held against forty real letters that a person has read: how many
// of the elements that are there they find, and how many they invent. The figures
// are printed with -v. A letter's own kind is not told to them.
func TestRealLetters(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "labels.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(ipcasetest.Shared(t), "data", "dmca")
	sets := map[string]map[string]score{}
	for _, l := range all {
		content, err := os.ReadFile(filepath.Join(folder, l.File))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != l.SHA256 {
			t.Fatalf("%s is not the letter that was read", l.File)
		}
		lay(t, l.Set, l, string(content), sets)
		if bare := strings.ReplaceAll(string(content), "**", ""); bare != string(content) {
			lay(t, l.Set+", without bold", l, bare, sets)
		}
		for mark, cut := range cuts {
			text := cut.ReplaceAllString(string(content), "$1")
			if mark == letter.MarkAuthority { // the words of good faith speak of authority too, and stay
				text = cutLines(string(content), cut)
			}
			if text == string(content) || mark == letter.MarkGoodFaith && l.Kind == letter.Counter || !slices.Contains(l.There, mark) {
				continue
			}
			less := l
			less.There = []string{mark} // looked at alone
			less.Missing, less.CannotTell = []string{mark}, nil
			lay(t, l.Set+", cut", less, text, sets)
		}
	}
	for _, set := range []string{"tuning", "tuning, without bold", "tuning, cut", "measuring", "measuring, without bold", "measuring, cut"} {
		if sets[set] == nil {
			continue
		}
		var total score
		for _, m := range letter.Marks() {
			if s, ok := sets[set][m]; ok {
				t.Logf("%-24s %-12s %s", set, m, s)
				total.add(s)
			}
		}
		t.Logf("%-24s %-12s %s", set, "all", total)
		if total.missed*20 > total.there || total.invented*10 > total.absent && total.invented > 2 {
			t.Errorf("%s: too many missed or invented: %s", set, total)
		}
	}
}

// cuts take one element out of a letter, so that it is known to be missing: what
// is published was found complete, and says little about what is invented.
var cuts = map[string]*regexp.Regexp{
	letter.MarkGoodFaith:    regexp.MustCompile(`(?im)^.*good.faith.*$`),
	letter.MarkMistake:      regexp.MustCompile(`(?im)^.*(good.faith|mistake|misidentif).*$`),
	letter.MarkPerjury:      regexp.MustCompile(`(?i),? ?(and )?“?under\s+(the\s+)?penalty\s+of\s+perjury”?,?`),
	letter.MarkAuthority:    regexp.MustCompile(`(?im)^.*(perjury|authori|behalf|represent|I am the|copyright holder|own).*$`),
	letter.MarkAccuracy:     regexp.MustCompile(`(?im)^.*(perjury|accurate).*$`),
	letter.MarkJurisdiction: regexp.MustCompile(`(?im)^.*consent to the jurisdiction.*$`),
	letter.MarkService:      regexp.MustCompile(`(?i),? and I will accept service of process[^.]*`),
	letter.MarkListings:     regexp.MustCompile(`(?i)https?://[^\s]*`),
	letter.MarkSignature:    regexp.MustCompile(`(?is)(((Electronic Signature|\*\*Please type your full)[^\n]*\n)|(\n(sincerely|kind regards|regards|best regards|yours faithfully),?)).*$`),
}

func cutLines(text string, cut *regexp.Regexp) string {
	lines := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool {
		return cut.MatchString(l) && (!strings.Contains(strings.ToLower(l), "good faith") || strings.Contains(l, " to act ") || strings.Contains(l, "on behalf"))
	}), "\n")
}

func lay(t *testing.T, set string, l labelled, text string, sets map[string]map[string]score) {
	t.Helper()
	if sets[set] == nil {
		sets[set] = map[string]score{}
	}
	raw, err := letter.Read([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", l.File, err)
	}
	out := letter.Lay(raw, "")
	if out.Kind != l.Kind && !strings.HasSuffix(set, "cut") {
		t.Logf("%s, %s: taken for a %s, it is a %s", set, l.File, out.Kind, l.Kind)
	}
	compare(t, set, l, out, sets[set])
}

func compare(t *testing.T, set string, l labelled, out letter.Layout, by map[string]score) {
	t.Helper()
	marks := noticeMarks
	if l.Kind == letter.Counter {
		marks = counterMarks
	}
	for _, m := range marks {
		if strings.HasSuffix(set, "cut") && !slices.Contains(l.Missing, m) {
			continue
		}
		s, sure := score{}, out.Found[m].Sure
		switch {
		case slices.Contains(l.CannotTell, m):
			s.left = 1
		case slices.Contains(l.There, m) && !slices.Contains(l.Missing, m):
			s.there = 1
			switch sure {
			case letter.Found:
				s.found = 1
			case letter.Perhaps:
				s.unsure = 1
			default:
				s.missed = 1
			}
		default:
			s.absent = 1
			if sure == letter.Found {
				s.invented = 1
			}
		}
		if s.missed+s.unsure+s.invented > 0 {
			t.Logf("%s, %s: %s missed %d, unsure %d (%s), invented %d", set, l.File, m, s.missed, s.unsure, out.Found[m].Doubt, s.invented)
		}
		total := by[m]
		total.add(s)
		by[m] = total
	}
}
