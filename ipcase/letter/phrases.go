package letter

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed phrases.yaml
var phraseFile []byte

// phrase is the parts of a phrase in their order, each with its alternatives.
type phrase [][]string

// phraseSet is the phrases of one mark.
type phraseSet struct {
	Sure    []phrase `yaml:"sure"`
	Perhaps []phrase `yaml:"perhaps"`
}

// lexicon is phrases.yaml as it is used.
type lexicon struct {
	Marks      map[string]phraseSet `yaml:"marks"`
	Elements   map[string][]string  `yaml:"elements"`
	ElementsOf map[string][]string  `yaml:"elements_of"`
	Doubts     map[string][]string  `yaml:"doubts"`
	Prompts    []string             `yaml:"prompts"`
	Labels     map[string][]string  `yaml:"labels"`
	Fields     map[string][]string  `yaml:"fields"`
	Places     map[string][]string  `yaml:"places"`
	Closings   []string             `yaml:"closings"`
	Companies  []string             `yaml:"companies"`
	Rights     map[string][]string  `yaml:"rights"`
	Kinds      map[string][]string  `yaml:"kinds"`
	Quoted     []string             `yaml:"quoted"`
}

// lex is the lexicon, read once. The file is part of the program: one that cannot
// be read is found by the package's tests.
var lex = sync.OnceValue(func() lexicon {
	l, err := readLexicon(phraseFile)
	if err != nil {
		panic(err)
	}
	return l
})

func readLexicon(data []byte) (lexicon, error) {
	var l lexicon
	if err := yaml.Unmarshal(data, &l); err != nil {
		return l, fmt.Errorf("phrases: %w", err)
	}
	for id := range l.Marks {
		if !slices.Contains(Marks(), id) {
			return l, fmt.Errorf("phrases: there is no mark %q", id)
		}
	}
	for element, all := range l.Elements {
		for _, id := range all {
			if _, known := l.Marks[id]; !known {
				return l, fmt.Errorf("phrases: element %s is made of %q, which has no phrases", element, id)
			}
		}
	}
	for _, lists := range []map[string][]string{l.Doubts, l.Labels, l.Fields, l.Places, l.Rights, l.Kinds} {
		for name, words := range lists {
			for _, w := range words {
				if w == "" || strings.ContainsRune(w, '|') {
					return l, fmt.Errorf("phrases: %q in %s is not one word or phrase", w, name)
				}
			}
		}
	}
	for _, words := range l.Fields { // a longer label is tried before a shorter
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	}
	return l, nil
}

// UnmarshalYAML reads "one|another .. third".
func (p *phrase) UnmarshalYAML(n *yaml.Node) error {
	for part := range strings.SplitSeq(n.Value, " .. ") {
		alternatives := strings.Split(part, "|")
		if slices.Contains(alternatives, "") {
			return fmt.Errorf("line %d: %q has an empty part", n.Line, n.Value)
		}
		*p = append(*p, alternatives)
	}
	return nil
}

// in finds the phrase in a sentence, and where its first part begins; ok is false
// where a part is missing. Each part is looked for once, onward
// from the one before.
func (p phrase) in(s string) (start int, ok bool) {
	at := 0
	for n, alternatives := range p {
		first, size := -1, 0
		for _, a := range alternatives {
			if i := wordIndex(s[at:], a, at > 0); i >= 0 && (first < 0 || i < first) {
				first, size = i, len(a)
			}
		}
		if first < 0 {
			return 0, false
		}
		if n == 0 {
			start = at + first
		}
		at += first + size
	}
	return start, true
}

// wordIndex finds w where a word begins; in Chinese anywhere. within says that s
// goes on from something before it.
func wordIndex(s, w string, within bool) int {
	for from := 0; from <= len(s)-len(w); {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return -1
		}
		i += from
		if w[0] >= 0x80 || !letterOrDigit(w[0]) || i == 0 && !within || i > 0 && !letterOrDigit(s[i-1]) {
			return i
		}
		from = i + 1
	}
	return -1
}

// hasWord finds a word from its beginning to its end.
func hasWord(s, w string) bool {
	for from := 0; ; {
		i := wordIndex(s[from:], w, from > 0)
		if i < 0 {
			return false
		}
		if end := from + i + len(w); w[0] >= 0x80 || end == len(s) || !letterOrDigit(s[end]) {
			return true
		}
		from += i + 1
	}
}

func letterOrDigit(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return hasWord(s, w) })
}

func startsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(s, w) && (w[0] >= 0x80 || len(s) == len(w) || !letterOrDigit(s[len(w)]))
	})
}
