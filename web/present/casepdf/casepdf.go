// Package casepdf lays a document out as a PDF: headings, rows of a name and a
// value, paragraphs, lines of hashes. It takes plain words, English or Chinese, and
// knows nothing of cases. The fonts are Go Regular, for the quotation marks between Latin
// letters, and for all else a part of Noto Sans SC (see its licence
// beside it): Latin, Greek and Cyrillic letters and the 6,763 characters of GB 2312; another
// character is written as its number, so that no word is lost without a sign.
package casepdf

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

//go:embed NotoSansSC.ttf
var notoTTF []byte

// Document is what is laid out.
type Document struct {
	Title    string
	Lede     []string
	Foot     string // at the foot of each page, before its number
	PageOf   string // "Page %d of %d"
	Chinese  bool   // the language of what is not quoted
	Band     bool   // it begins with its title on a dark ground, as a report does
	Sections []Section
}

// Section is a part under a heading.
type Section struct {
	Heading string
	Blocks  []Block
}

// Block is one thing in a section: the fields that are set are laid out in the
// order in which they stand here.
type Block struct {
	Title string
	Tiles []Tile
	Chart *Chart
	Bars  []Bar
	Table *Table
	Rows  []Row
	Text  string
	Code  []string // lines of hashes and the like, small
}

// Row is a name and what it is.
type Row struct{ Key, Value string }

// Measures in points, on A4.
const (
	margin   = 56.0
	pageWide = 595.28
	width    = pageWide - 2*margin
	bottom   = 841.89 - 64
	keyWide  = 130.0
)

// sheet is the document while it is laid out.
type sheet struct {
	pdf   *gopdf.GoPdf
	doc   Document
	y     float64
	page  int
	pages int // in all; 0 while they are counted
	faces map[string]*face
}

// Write lays the document out. The number of pages is known only at its end, so
// that it is laid out twice.
func Write(w io.Writer, d Document) error {
	fonts, err := faces()
	if err != nil {
		return err
	}
	measured := map[string]*face{}
	for name, f := range fonts {
		measured[name] = &face{font: f, wide: map[rune]float64{}}
	}
	pages := 0
	for range 2 {
		s := &sheet{pdf: &gopdf.GoPdf{}, doc: d, pages: pages, faces: measured}
		s.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
		s.pdf.SetInfo(gopdf.PdfInfo{Title: d.Title, Creator: "ipportal"})
		for name, data := range map[string][]byte{notoSC: notoTTF, latin: goregular.TTF} {
			if err := s.pdf.AddTTFFontData(name, data); err != nil {
				return fmt.Errorf("the font of the PDF: %w", err)
			}
		}
		if err := s.all(); err != nil {
			return fmt.Errorf("lay out the PDF: %w", err)
		}
		if pages > 0 {
			_, err := s.pdf.WriteTo(w)
			return err
		}
		pages = s.page
	}
	return nil
}

func (s *sheet) all() error {
	if err := s.newPage(); err != nil {
		return err
	}
	if err := s.head(); err != nil {
		return err
	}
	for _, section := range s.doc.Sections {
		if err := s.room(section.atLeast()); err != nil { // no heading stands alone
			return err
		}
		s.y += 16
		if err := s.text(section.Heading, 14, 2); err != nil {
			return err
		}
		s.pdf.SetLineWidth(0.6)
		s.pdf.SetStrokeColor(120, 120, 120)
		s.pdf.Line(margin, s.y, margin+width, s.y)
		s.y += 6
		for _, b := range section.Blocks {
			if err := s.block(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// atLeast is the room that a heading needs with the beginning of what follows it.
func (c Section) atLeast() float64 {
	if len(c.Blocks) == 0 {
		return 120
	}
	if c.Blocks[0].Chart != nil {
		return chartHigh + 110
	}
	return max(120, 44+min(15, float64(len(c.Blocks[0].Bars)))*barHigh) // what is held against each other is seen at once
}

// head is the title with what is said of the whole.
func (s *sheet) head() error {
	if s.doc.Band {
		return s.band()
	}
	if err := s.text(s.doc.Title, 20, 6); err != nil {
		return err
	}
	for _, l := range s.doc.Lede {
		if err := s.text(l, 10.5, 3); err != nil {
			return err
		}
	}
	return nil
}

// figures are what is drawn of a block.
func (s *sheet) figures(b Block) error {
	if err := s.tiles(b.Tiles); err != nil {
		return err
	}
	if b.Chart != nil {
		if err := s.chart(*b.Chart); err != nil {
			return err
		}
	}
	if err := s.bars(b.Bars); err != nil {
		return err
	}
	if b.Table != nil {
		return s.table(*b.Table)
	}
	return nil
}

func (s *sheet) block(b Block) error {
	if b.Title != "" {
		if err := s.room(60); err != nil {
			return err
		}
		s.y += 4
		if err := s.text(b.Title, 11, 2); err != nil {
			return err
		}
	}
	if err := s.figures(b); err != nil {
		return err
	}
	for _, r := range b.Rows {
		if err := s.row(r); err != nil {
			return err
		}
	}
	if b.Text != "" {
		if len(b.Rows) > 0 || len(b.Bars) > 0 {
			s.y += 4
		}
		for _, paragraph := range strings.Split(b.Text, "\n") {
			if err := s.text(paragraph, 10, 3); err != nil {
				return err
			}
		}
	}
	for _, line := range b.Code {
		if err := s.text(line, 7.5, 1); err != nil {
			return err
		}
	}
	s.y += 4
	return nil
}

// row puts a name beside what it is; both wrap.
func (s *sheet) row(r Row) error {
	keys, values := s.lines(r.Key, 9.5, keyWide-8), s.lines(r.Value, 9.5, width-keyWide)
	for n := range max(len(keys), len(values)) {
		if err := s.room(14); err != nil {
			return err
		}
		if n < len(keys) {
			if err := s.put(keys[n], 9.5, 0, 90); err != nil {
				return err
			}
		}
		if n < len(values) {
			if err := s.put(values[n], 9.5, keyWide, 0); err != nil {
				return err
			}
		}
		s.y += 14
	}
	return nil
}

// text sets words in lines, and goes on to the next page where one is full.
func (s *sheet) text(words string, size, after float64) error {
	for _, l := range s.lines(words, size, width) {
		if err := s.room(size * 1.5); err != nil {
			return err
		}
		if err := s.put(l, size, 0, 0); err != nil {
			return err
		}
		s.y += size * 1.45
	}
	s.y += after
	return nil
}

// put draws a line, each run of characters with its font.
func (s *sheet) put(line []glyph, size, indent float64, dark uint8) error {
	return s.putIn(line, size, indent, ink{dark, dark, dark})
}

// putIn draws a line in a colour.
func (s *sheet) putIn(line []glyph, size, indent float64, c ink) error {
	s.pdf.SetTextColor(c[0], c[1], c[2])
	x := margin + indent
	for from := 0; from < len(line); {
		to, run, used := from, "", 0.0
		for ; to < len(line) && line[to].face == line[from].face; to++ {
			run += string(line[to].r)
			used += line[to].wide * size
		}
		if err := s.pdf.SetFont(line[from].face, "", size); err != nil {
			return err
		}
		s.pdf.SetXY(x, s.y+0.95*size) // on one line, whatever the font says of its height
		if err := s.pdf.Text(run); err != nil {
			return err
		}
		x += used
		from = to
	}
	return nil
}

// lines breaks words into lines that can be drawn.
func (s *sheet) lines(words string, size, wide float64) [][]glyph {
	return fold(s.set(printable(words)), wide/size)
}

// room begins a new page where less than this is left.
func (s *sheet) room(need float64) error {
	if s.y+need <= bottom {
		return nil
	}
	return s.newPage()
}

// newPage begins a page with its foot.
func (s *sheet) newPage() error {
	s.pdf.AddPage()
	s.page++
	s.y = 800
	foot := printable(s.doc.Foot + "  ·  " + fmt.Sprintf(s.doc.PageOf, s.page, s.pages))
	if err := s.put(s.set(foot), 8, 0, 90); err != nil {
		return err
	}
	s.y = margin
	return nil
}

// printable is the words with only what the font can draw: another character
// becomes its number in brackets, what cannot be seen is left out, a tab and a line's
// end are a space.
func printable(words string) string {
	fonts, err := faces()
	if err != nil {
		return words // Write says what is wrong with the fonts
	}
	f := fonts[notoSC]
	var b strings.Builder
	var buffer sfnt.Buffer
	for _, r := range words {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
			continue
		case r < ' ' || r == 0x7f || r == utf8.RuneError || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff:
			continue
		}
		if at, err := f.GlyphIndex(&buffer, r); err != nil || at == 0 {
			fmt.Fprintf(&b, "[U+%04X]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
