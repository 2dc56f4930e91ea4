// Package search turns names, titles and numbers into the words by which cases are
// found, and what somebody typed into a question about these words. It is pure: the
// databases keep the words each by its own full-text means, and know of a text
// nothing else.
//
// A word is folded: small letters, nothing above or below them, and each character
// of another alphabet that looks like a Latin one taken for it. What holds a figure
// is a number; numbers begin with '#' and are found whole, since a marketplace has
// millions of them that begin alike. Chinese and Japanese are cut into overlapping
// pairs of characters.
package search

import (
	"slices"
	"strings"
	"unicode"

	"ipportal/ipcase/lookalike/fold"
)

const wordLimit = 40 // characters of a word; the rest of a longer one is not looked at

// Words gives the words by which texts are found, each once, in order.
func Words(texts ...string) []string {
	var words []string
	for _, text := range texts {
		digits := "" // groups that stand apart, as offices print registration numbers
		groups := 0
		for _, chunk := range chunks(text) {
			pieces := cut(chunk)
			for _, p := range pieces {
				words = append(words, p.indexed()...)
			}
			if len(pieces) > 1 {
				words = append(words, number(join(pieces)))
			}
			if len(pieces) == 1 && pieces[0].kind == figures {
				digits += pieces[0].text
				groups++
				if groups > 1 {
					words = append(words, piece{digits, figures}.indexed()...)
				}
			} else {
				digits, groups = "", 0
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// chunks gives a text, folded, in the parts between its spaces.
func chunks(text string) []string {
	spaced := strings.Join(strings.Fields(text), " ") // folding takes a line's end away
	return strings.Fields(fold.Text(spaced))
}

// kind is what a piece is made of.
type kind int

const (
	letters kind = iota
	figures      // figures alone
	mixed        // letters and figures
	pairs        // written without spaces between words
)

// piece is a run of letters and figures, or of characters that are written without
// spaces.
type piece struct {
	text string
	kind kind
}

// cut takes a text without spaces apart at everything that is neither letter nor
// figure, and where the way of writing changes.
func cut(chunk string) []piece {
	var pieces []piece
	begun := false
	for _, r := range chunk {
		k, ok := kindOf(r)
		if !ok {
			begun = false
			continue
		}
		last := len(pieces) - 1
		if !begun || (k == pairs) != (pieces[last].kind == pairs) {
			pieces = append(pieces, piece{kind: k})
			last++
			begun = true
		}
		pieces[last].text += string(r)
		if pieces[last].kind != k {
			pieces[last].kind = mixed
		}
	}
	return pieces
}

func kindOf(r rune) (kind, bool) {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return pairs, true
	case unicode.IsDigit(r):
		return figures, true
	case unicode.IsLetter(r):
		return letters, true
	default:
		return 0, false
	}
}

// indexed gives the words under which a piece is kept.
func (p piece) indexed() []string {
	switch p.kind {
	case letters:
		return []string{short(p.text)}
	case pairs:
		words := twos(p.text)
		runes := []rune(p.text)
		return append(words, string(runes[len(runes)-1])) // each character begins some word
	case figures:
		return []string{number(p.text), number(strings.TrimLeft(p.text, "0"))}
	default:
		return []string{number(p.text)}
	}
}

// twos gives the overlapping pairs of a run.
func twos(text string) []string {
	runes := []rune(text)
	var words []string
	for n := range len(runes) - 1 {
		words = append(words, string(runes[n:n+2]))
	}
	return words
}

func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

func number(text string) string { return "#" + short(text) }

func short(text string) string {
	if runes := []rune(text); len(runes) > wordLimit {
		return string(runes[:wordLimit])
	}
	return text
}
