// Package lookalike finds names and mail domains that a reader takes for another's:
// letters of two alphabets in one word, characters that do not show or turn the
// reading direction, and likeness to the names, domains and marks of those who are
// known. It marks and never blocks: a reviewer decides. It is pure and knows no
// database, page or person.
package lookalike

import (
	"strings"
	"unicode"

	"ipportal/ipcase/lookalike/fold"
)

// asOne are letters that together look like one, and figures that look like letters.
var asOne = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "0", "o", "1", "l", "5", "s")

// skeleton is what a text looks like: two texts with one skeleton are easily taken
// for each other.
func skeleton(s string) string { return asOne.Replace(fold.Text(s)) }

// scriptsOf are the alphabets that a lookalike mixes in practice, and those that
// may stand beside each other.
var scriptsOf = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin},
	{"Cyrillic", unicode.Cyrillic},
	{"Greek", unicode.Greek},
	{"Han", unicode.Han},
	{"Hiragana", unicode.Hiragana},
	{"Katakana", unicode.Katakana},
	{"Hangul", unicode.Hangul},
	{"Bopomofo", unicode.Bopomofo},
	{"Armenian", unicode.Armenian},
	{"Cherokee", unicode.Cherokee},
	{"Arabic", unicode.Arabic},
	{"Hebrew", unicode.Hebrew},
	{"Devanagari", unicode.Devanagari},
	{"Thai", unicode.Thai},
	{"Georgian", unicode.Georgian},
	{"Coptic", unicode.Coptic},
	{"Lisu", unicode.Lisu},
}

// together are the sets that are written in one word in East Asia ("highly
// restrictive" of UTS #39); each may hold Latin letters beside.
var together = []map[string]bool{
	{"Latin": true, "Han": true, "Hiragana": true, "Katakana": true},
	{"Latin": true, "Han": true, "Bopomofo": true},
	{"Latin": true, "Han": true, "Hangul": true},
}

// mixes says whether one word is written in alphabets that are not written together.
func mixes(word string) bool {
	found := map[string]bool{}
	for _, r := range word {
		for _, s := range scriptsOf {
			if unicode.Is(s.table, r) {
				found[s.name] = true
			}
		}
	}
	if len(found) < 2 {
		return false
	}
	for _, set := range together {
		fits := true
		for name := range found {
			fits = fits && set[name]
		}
		if fits {
			return false
		}
	}
	return true
}
