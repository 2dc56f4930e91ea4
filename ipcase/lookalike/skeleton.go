// Package lookalike finds names and mail domains that a reader takes for another's:
// letters of two alphabets in one word, characters that do not show or turn the
// reading direction, and likeness to the names, domains and marks of those who are
// known. It marks and never blocks: a reviewer decides. It is pure and knows no
// database, page or person.
package lookalike

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// confusables are single characters that look like one or two of a-z and 0-9: each
// line is what they look like, then all of them. It is that part of the data of
// Unicode Technical Standard #39 (version 15), with letters with a stroke added.
//
//go:embed confusables.txt
var confusables string

var looksLike = func() map[rune]string {
	all := map[rune]string{}
	for line := range strings.Lines(confusables) {
		as, chars, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, c := range chars {
			all[c] = as
		}
	}
	return all
}()

// asOne are letters that together look like one, and figures that look like letters.
var asOne = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "0", "o", "1", "l", "5", "s")

// skeleton is what a text looks like, in small letters and without what stands
// above or below them: two texts with one skeleton are easily taken for each other.
func skeleton(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(s))) {
		switch as, ok := looksLike[r]; {
		case ok:
			b.WriteString(as)
		case unicode.Is(unicode.Mn, r) || hidden(r) || turns(r):
		default:
			b.WriteRune(r)
		}
	}
	return asOne.Replace(b.String())
}

// turns says whether a character changes the direction in which text is read.
func turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}

// hidden says whether a character does not show.
func hidden(r rune) bool {
	switch r {
	case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x3164, 0xFEFF, 0xFFA0:
		return true
	}
	return r < ' ' || r == 0x7f || r >= 0x2061 && r <= 0x2064 || r >= 0xE0000 && r <= 0xE007F
}

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
