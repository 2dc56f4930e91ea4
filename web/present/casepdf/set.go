package casepdf

import (
	"fmt"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The two fonts. Noto Sans SC draws quotation marks and dashes as wide as a
// Chinese character; between Latin letters they are drawn with another font.
const (
	notoSC = "noto"
	latin  = "latin"
)

// face is a font whose characters can be measured.
type face struct {
	font *sfnt.Font
	wide map[rune]float64 // in parts of the size
}

func (f *face) width(r rune) float64 {
	if w, ok := f.wide[r]; ok {
		return w
	}
	var buffer sfnt.Buffer
	w := 1.0
	if at, err := f.font.GlyphIndex(&buffer, r); err == nil {
		units := fixed.I(int(f.font.UnitsPerEm()))
		if advance, err := f.font.GlyphAdvance(&buffer, at, units, font.HintingNone); err == nil {
			w = float64(advance) / float64(units)
		}
	}
	f.wide[r] = w
	return w
}

var faces = sync.OnceValues(func() (map[string]*sfnt.Font, error) {
	all := map[string]*sfnt.Font{}
	for name, data := range map[string][]byte{notoSC: notoTTF, latin: goregular.TTF} {
		f, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("the font of the PDF: %w", err)
		}
		all[name] = f
	}
	return all, nil
})

// glyph is one character as it is drawn.
type glyph struct {
	r    rune
	face string
	wide float64 // in parts of the size
}

// set says with which font each character is drawn. A mark that both scripts have
// follows the letters around it: Chinese where either of them is, or, in a document
// in another language, both.
func (s *sheet) set(words string) []glyph {
	letters := []rune(words)
	out := make([]glyph, len(letters))
	for n, r := range letters {
		g := glyph{r: r, face: notoSC}
		if shared(r) && !s.chinese(letters, n) {
			g.face = latin
		}
		g.wide = s.faces[g.face].width(r)
		out[n] = g
	}
	return out
}

// shared are the marks that Latin and Chinese text share, and Noto Sans SC draws
// wide.
func shared(r rune) bool {
	switch r {
	case '‘', '’', '“', '”', '—', '…', '·':
		return true
	default:
		return false
	}
}

func (s *sheet) chinese(letters []rune, at int) bool {
	before, after := beside(letters, at, -1), beside(letters, at, 1)
	if s.doc.Chinese {
		return wide(before) || wide(after) || before == 0 && after == 0
	}
	return wide(before) && (after == 0 || wide(after)) || before == 0 && wide(after)
}

// beside is the next character to one side that is neither a space nor another
// such mark; 0 where there is none.
func beside(letters []rune, at, step int) rune {
	for at += step; at >= 0 && at < len(letters); at += step {
		if r := letters[at]; !unicode.IsSpace(r) && !shared(r) {
			return r
		}
	}
	return 0
}

// wide are Chinese characters and the marks that come with them.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}

// Where a line may not break: before these, and after those.
func noBefore(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '？', '！', '）', '》', '】', '」', '』', '”', '’', '%', '…', ',', '.', ';', ':', ')', ']', '}', '!', '?':
		return true
	default:
		return false
	}
}

func noAfter(r rune) bool {
	switch r {
	case '（', '《', '【', '「', '『', '“', '‘', '(', '[', '{':
		return true
	default:
		return false
	}
}

// breaks says whether a line may end before the n-th of the characters.
func breaks(g []glyph, n int) bool {
	before, after := g[n-1], g[n]
	switch {
	case noBefore(after.r) || noAfter(before.r) || after.r == ' ':
		return false
	case before.r == ' ':
		return true
	default:
		return wide(before.r) || wide(after.r)
	}
}

// fold breaks characters into lines of that width, in parts of the size: at spaces,
// between Chinese characters, and within a word that is longer than a line.
func fold(g []glyph, width float64) [][]glyph {
	var lines [][]glyph
	for len(g) > 0 {
		used, end, last := 0.0, 0, 0
		for end < len(g) && (used+g[end].wide <= width || g[end].r == ' ') {
			used += g[end].wide
			end++
			if end < len(g) && breaks(g, end) {
				last = end
			}
		}
		switch {
		case end == len(g):
			last = end
		case last == 0:
			last = max(end, 1)
		}
		line := g[:last]
		for len(line) > 0 && line[len(line)-1].r == ' ' {
			line = line[:len(line)-1]
		}
		if g = g[last:]; len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}
