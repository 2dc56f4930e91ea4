package ipcase

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Look is what a picture looks like: twice 64 bits in 32 hex digits, alike for
// pictures that look alike. "" where nobody has looked yet, NoLook where that cannot
// be done.
type Look string

// NoLook is of bytes that cannot be looked at.
const NoLook Look = "-"

// SamePicture is the likeness from which two pictures are taken for the same one:
// scaled, compressed and grey copies are above it, different pictures seldom. The
// test of package likeness measures both over the sample catalogue.
const SamePicture = 70

// Likeness says how alike two pictures look, from 0, as two that have nothing to do
// with each other, to 100; false where one of them was not looked at. Half of the
// bits differ by chance, so a half counts as nothing.
func Likeness(a, b Look) (percent int, ok bool) { return a.read().like(b.read()) }

// readLook is a look as numbers, to be held against many others.
type readLook struct {
	halves [2]uint64
	ok     bool
}

func (l Look) read() readLook {
	const half = 16 // hex digits of 64 bits
	if len(l) != 2*half {
		return readLook{}
	}
	first, err := strconv.ParseUint(string(l[:half]), 16, 64)
	second, err2 := strconv.ParseUint(string(l[half:]), 16, 64)
	return readLook{halves: [2]uint64{first, second}, ok: err == nil && err2 == nil}
}

func (l readLook) like(m readLook) (percent int, ok bool) {
	if !l.ok || !m.ok {
		return 0, false
	}
	total := 0
	for n := range l.halves {
		total += max(0, 100-bits.OnesCount64(l.halves[n]^m.halves[n])*100/32)
	}
	return total / 2, true
}

// SameWords is the likeness from which two titles are taken for the same words.
const SameWords = 70

// WordLikeness says how alike two titles are, from 0 to 100: twice the pairs of
// letters in common, of all pairs (Dice). Case, spaces and signs do not count, so
// that it works for scripts without spaces too.
func WordLikeness(a, b string) int { return readTitle(a).like(readTitle(b)) }

// title is a title taken apart once, to be held against many others.
type title struct {
	words []string
	pairs []uint64 // of neighbouring letters, sorted
}

func readTitle(s string) title {
	t := title{words: strings.Fields(foldTitle(s))}
	letters := []rune(strings.Join(t.words, ""))
	for n := 1; n < len(letters); n++ {
		t.pairs = append(t.pairs, uint64(letters[n-1])<<32|uint64(letters[n]))
	}
	slices.Sort(t.pairs)
	return t
}

func (t title) like(u title) int {
	total := len(t.pairs) + len(u.pairs)
	if total == 0 {
		return 0
	}
	common := 0
	for n, m := 0, 0; n < len(t.pairs) && m < len(u.pairs); {
		switch a, b := t.pairs[n], u.pairs[m]; {
		case a < b:
			n++
		case a > b:
			m++
		default:
			common, n, m = common+1, n+1, m+1
		}
	}
	return 200 * common / total
}

// foldTitle keeps the letters and digits of a title in lower case, and one space for
// what stands between them.
func foldTitle(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// nearMark is how long a mark must be for a word that differs from it in one letter
// to be taken for it.
const nearMark = 6

// NamesMark says whether a title holds a mark, as it is or, where it is long enough,
// with one letter other, missing or more.
func NamesMark(t, mark string) bool { return readTitle(t).names(foldTitle(mark)) }

// names takes a mark that is folded already.
func (t title) names(mark string) bool {
	switch {
	case utf8.RuneCountInString(mark) < 2:
		return false
	case !isASCII(mark): // scripts without spaces: anywhere in the title
		return strings.Contains(strings.Join(t.words, ""), strings.ReplaceAll(mark, " ", ""))
	case strings.Contains(mark, " "):
		return strings.Contains(" "+strings.Join(t.words, " ")+" ", " "+mark+" ")
	}
	for _, w := range t.words {
		if w == mark || len(mark) >= nearMark && oneOff(w, mark) {
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	for _, r := range s {
		if r > unicode.MaxASCII {
			return false
		}
	}
	return true
}

// oneOff says whether two words differ in at most one letter.
func oneOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	n := 0
	for n < len(x) && x[n] == y[n] {
		n++
	}
	if len(x) == len(y) {
		return n >= len(x)-1 || string(x[n+1:]) == string(y[n+1:])
	}
	return string(x[n:]) == string(y[n+1:])
}
