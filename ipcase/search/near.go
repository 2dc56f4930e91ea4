package search

import (
	"slices"
	"unicode/utf8"
)

// Words that can be typed badly and are still known: shorter ones have too many
// neighbours, longer ones are hardly typed.
const (
	nearLeast = 4
	nearMost  = 24
)

// Learnt are those of the words that somebody can mean who typed their beginning, their
// end or something like them.
func Learnt(words []string) []string {
	var learnt []string
	for _, w := range words {
		if utf8.RuneCountInString(w) >= nearLeast && spelled(w) {
			learnt = append(learnt, w)
		}
	}
	return learnt
}

func spelled(w string) bool {
	for _, r := range w {
		if k, ok := kindOf(r); !ok || k != letters {
			return false
		}
	}
	return true
}

// Keys gives a word and all that is left of it when one letter is taken out. Two
// words share a key when a letter is wrong, missing or too many in one of them, or two
// letters have changed places. A word that is too long for that has itself alone.
func Keys(word string) []string {
	runes := []rune(word)
	keys := []string{word}
	if len(runes) > nearMost {
		return keys
	}
	for n := range runes {
		keys = append(keys, string(runes[:n])+string(runes[n+1:]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Ending is the key under which the words lie that end so.
func Ending(end string) string { return "~" + end }

// Endings gives the keys of a word's ends, without the word itself: "lamp" of
// "headlamp".
func Endings(word string) []string {
	runes := []rune(word)
	var keys []string
	for n := 1; n <= len(runes)-nearLeast; n++ {
		keys = append(keys, Ending(string(runes[n:])))
	}
	return keys
}

// Misspelled says whether a term can be a word that was typed badly.
func (t Term) Misspelled() bool {
	n := utf8.RuneCountInString(t.Typed)
	return t.word() && n >= nearLeast && n <= nearMost
}

// Nearest sorts words by how far they are from what was typed, and leaves out those
// that only share a key by chance.
func Nearest(typed string, words []string) []string {
	from := []rune(typed)
	limit := 1
	if len(from) >= 8 {
		limit = 2
	}
	type far struct {
		word string
		n    int
	}
	var near []far
	for _, w := range words {
		if n := distance(from, []rune(w)); n <= limit {
			near = append(near, far{w, n})
		}
	}
	slices.SortStableFunc(near, func(a, b far) int { return a.n - b.n })
	sorted := make([]string, len(near))
	for n := range near {
		sorted[n] = near[n].word
	}
	return sorted
}

// distance is how many letters are wrong, missing, too many or changed places with
// the next (optimal string alignment).
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for n := range last {
		last[n] = n
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
