// Package fold makes one of the many ways in which a text can be written: small
// letters, without accents, each in the alphabet in which it is read. It is pure.
package fold

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

// Text gives a text in small letters, without what stands above or below them, with
// each character that looks like one or two of a-z and 0-9 taken for these.
func Text(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(s))) {
		switch as, ok := looksLike[r]; {
		case ok:
			b.WriteString(as)
		case unicode.Is(unicode.Mn, r) || Hidden(r) || Turns(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Turns says whether a character changes the direction in which text is read.
func Turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}

// Hidden says whether a character does not show.
func Hidden(r rune) bool {
	switch r {
	case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x3164, 0xFEFF, 0xFFA0:
		return true
	}
	return r < ' ' || r == 0x7f || r >= 0x2061 && r <= 0x2064 || r >= 0xE0000 && r <= 0xE007F
}
