package evidence

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxNameBytes is how long a file name is kept.
const MaxNameBytes = 120

// CleanName makes a file name that can be shown and offered for download: no
// folder, no control, bidirectional or zero-width characters (a right-to-left
// override shows "exe.pdf" for what ends in .exe), at most MaxNameBytes with its
// ending kept, and never empty.
func CleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(name, "")) {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			b.WriteByte(' ')
		case invisible(r):
		case strings.ContainsRune(`/\:*?"<>|`, r):
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	name = strings.Trim(strings.Join(strings.Fields(b.String()), " "), ". ")
	if name == "" {
		return "file"
	}
	if len(name) <= MaxNameBytes {
		return name
	}
	ext := filepath.Ext(name)
	if len(ext) > 12 {
		ext = ""
	}
	return strings.TrimRight(cut(name[:len(name)-len(ext)], MaxNameBytes-len(ext)), ". ") + ext
}

// invisible is true for what a reader cannot see and a file name does not need.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector) ||
		r == utf8.RuneError || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u034f'
}

// cut shortens s to at most n bytes at the edge of a rune.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
