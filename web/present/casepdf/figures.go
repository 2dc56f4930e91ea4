package casepdf

// Table is columns under their names; the names stand again on each page.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is one of a table.
type Column struct {
	Label string
	Share float64 // of the width, beside the others
	Right bool    // numbers stand at its right edge
}

// Bar is a number drawn beside others of its kind.
type Bar struct {
	Label string
	Value string
	Size  float64 // of the longest, from 0 to 1
}

// Tile is a number that is to be seen first.
type Tile struct{ Value, Label string }

// Chart is columns of parts, one above the other, with what they are written beneath.
type Chart struct {
	Parts   []string // from the bottom up, at most as many as there are colours
	Columns []ChartColumn
	Lines   []ChartLine
}

// ChartColumn is one column, its parts as shares of the height.
type ChartColumn struct {
	Label string
	Parts []float64
}

// ChartLine is a line of the scale, at a share of the height.
type ChartLine struct {
	Label string
	At    float64
}

// ink is a colour.
type ink [3]uint8

// The colours: those of the pages in light.
var (
	black  = ink{0, 0, 0}
	grey   = ink{90, 90, 90}
	navy   = ink{20, 34, 61}
	blue   = ink{26, 86, 176}
	pale   = ink{238, 242, 248}
	rule   = ink{206, 214, 226}
	onNavy = ink{196, 207, 224}
	white  = ink{255, 255, 255}
	parts  = []ink{{26, 86, 176}, {200, 120, 10}, {124, 138, 160}, {63, 143, 138}}
)

const (
	cellPad   = 5.0
	tileHigh  = 54.0
	tileGap   = 10.0
	tilesWide = 4
	barLabel  = 215.0
	barValue  = 46.0
	barHigh   = 16.5
	chartHigh = 150.0
	chartLeft = 34.0
)

func (s *sheet) fill(c ink, x, y, w, h float64) {
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "F")
}

func (s *sheet) line(c ink, thick, x1, x2, y float64) {
	s.pdf.SetStrokeColor(c[0], c[1], c[2])
	s.pdf.SetLineWidth(thick)
	s.pdf.Line(x1, y, x2, y)
}

// putRight draws a line that ends there.
func (s *sheet) putRight(line []glyph, size, end float64, c ink) error {
	wide := 0.0
	for _, g := range line {
		wide += g.wide * size
	}
	return s.putIn(line, size, end-wide, c)
}

// table draws rows between fine lines. A row is never parted, unless it is higher than
// a page.
func (s *sheet) table(t Table) error {
	all := 0.0
	for _, c := range t.Columns {
		all += c.Share
	}
	widths := make([]float64, len(t.Columns))
	names := make([]string, len(t.Columns))
	for n, c := range t.Columns {
		widths[n], names[n] = width*c.Share/all, c.Label
	}
	if err := s.room(60); err != nil {
		return err
	}
	if err := s.tableRow(t, widths, names, true); err != nil {
		return err
	}
	for _, row := range t.Rows {
		if s.y+s.rowHigh(widths, row) > bottom {
			if err := s.newPage(); err != nil {
				return err
			}
			if err := s.tableRow(t, widths, names, true); err != nil {
				return err
			}
		}
		if err := s.tableRow(t, widths, row, false); err != nil {
			return err
		}
	}
	s.y += 6
	return nil
}

const rowSize, rowLine = 9.0, 12.5

func (s *sheet) rowHigh(widths []float64, row []string) float64 {
	most := 1
	for n, words := range row {
		most = max(most, len(s.lines(words, rowSize, widths[n]-2*cellPad)))
	}
	return float64(most)*rowLine + 6
}

func (s *sheet) tableRow(t Table, widths []float64, row []string, head bool) error {
	high, c := s.rowHigh(widths, row), black
	if head {
		s.fill(pale, margin, s.y, width, high)
		c = navy
	}
	top, x := s.y, 0.0
	for n, words := range row {
		s.y = top + 2
		for _, l := range s.lines(words, rowSize, widths[n]-2*cellPad) {
			var err error
			if t.Columns[n].Right {
				err = s.putRight(l, rowSize, x+widths[n]-cellPad, c)
			} else {
				err = s.putIn(l, rowSize, x+cellPad, c)
			}
			if err != nil {
				return err
			}
			s.y += rowLine
		}
		x += widths[n]
	}
	s.y = top + high
	s.line(rule, 0.5, margin, margin+width, s.y)
	return nil
}

// bars draws each number as long as it is beside the greatest.
func (s *sheet) bars(list []Bar) error {
	for _, b := range list {
		labels := s.lines(b.Label, 9.5, barLabel-10)
		high := max(barHigh, float64(len(labels))*13+3.5)
		if err := s.room(high); err != nil {
			return err
		}
		top, room := s.y, width-barLabel-barValue
		s.fill(pale, margin+barLabel, top+1.5, room, 10)
		if b.Size > 0 {
			s.fill(blue, margin+barLabel, top+1.5, max(room*b.Size, 1), 10)
		}
		for _, v := range s.lines(b.Value, 9.5, barValue) {
			if err := s.putRight(v, 9.5, width, black); err != nil {
				return err
			}
		}
		for _, l := range labels {
			if err := s.putIn(l, 9.5, 0, black); err != nil {
				return err
			}
			s.y += 13
		}
		s.y = top + high
	}
	return nil
}

// tiles draws the numbers that are seen first, four beside each other.
func (s *sheet) tiles(list []Tile) error {
	wide := (width - (tilesWide-1)*tileGap) / tilesWide
	for n, t := range list {
		col := n % tilesWide
		if col == 0 {
			if err := s.room(tileHigh + tileGap); err != nil {
				return err
			}
		}
		top, x := s.y, float64(col)*(wide+tileGap)
		s.fill(pale, margin+x, top, wide, tileHigh)
		s.fill(blue, margin+x, top, 3, tileHigh)
		s.y = top + 5
		for _, l := range s.lines(t.Value, 17, wide-20) {
			if err := s.putIn(l, 17, x+12, navy); err != nil {
				return err
			}
		}
		s.y = top + 28
		for _, l := range s.lines(t.Label, 8, wide-18) {
			if err := s.putIn(l, 8, x+12, grey); err != nil {
				return err
			}
			s.y += 10.5
		}
		if s.y = top; col == tilesWide-1 || n == len(list)-1 {
			s.y += tileHigh + tileGap
		}
	}
	return nil
}

// chart draws columns over their labels, and says what the colours are.
func (s *sheet) chart(c Chart) error {
	if err := s.room(chartHigh + 60); err != nil {
		return err
	}
	top := s.y + 8
	for _, l := range c.Lines {
		y := top + chartHigh*(1-l.At)
		s.line(rule, 0.5, margin+chartLeft, margin+width, y)
		s.y = y - 6
		if err := s.putRight(s.set(printable(l.Label)), 8, chartLeft-6, grey); err != nil {
			return err
		}
	}
	wide := (width - chartLeft) / float64(max(len(c.Columns), 1))
	bar := min(wide*0.6, 44)
	for n, col := range c.Columns {
		mid, so := chartLeft+(float64(n)+0.5)*wide, 0.0
		for k, part := range col.Parts {
			so += part
			if part > 0 {
				s.fill(parts[k%len(parts)], margin+mid-bar/2, top+chartHigh*(1-so), bar, chartHigh*part)
			}
		}
		s.y = top + chartHigh + 4
		label := s.set(printable(col.Label))
		used := 0.0
		for _, g := range label {
			used += g.wide * 8
		}
		if err := s.putIn(label, 8, mid-used/2, grey); err != nil {
			return err
		}
	}
	s.line(grey, 0.8, margin+chartLeft, margin+width, top+chartHigh)
	s.y = top + chartHigh + 22
	x := chartLeft
	for k, name := range c.Parts {
		label := s.set(printable(name))
		used := 0.0
		for _, g := range label {
			used += g.wide * 8.5
		}
		if x+used+30 > width {
			x, s.y = chartLeft, s.y+14
		}
		s.fill(parts[k%len(parts)], margin+x, s.y+2, 9, 9)
		if err := s.putIn(label, 8.5, x+14, black); err != nil {
			return err
		}
		x += used + 32
	}
	s.y += 22
	return nil
}

// band is the beginning of a report: its title on a dark ground.
func (s *sheet) band() error {
	const pad = 26.0
	high := 2*pad + 6
	for _, l := range append([]string{s.doc.Title}, s.doc.Lede...) {
		size := 10.5
		if l == s.doc.Title {
			size = 21
		}
		high += float64(len(s.lines(l, size, width))) * size * 1.45
	}
	s.fill(navy, 0, 0, pageWide, high)
	s.fill(blue, 0, high, pageWide, 3)
	s.y = pad
	for n, words := range append([]string{s.doc.Title}, s.doc.Lede...) {
		size, c := 10.5, onNavy
		if n == 0 {
			size, c = 21, white
		}
		for _, l := range s.lines(words, size, width) {
			if err := s.putIn(l, size, 0, c); err != nil {
				return err
			}
			s.y += size * 1.45
		}
		if n == 0 {
			s.y += 6
		}
	}
	s.y = high + 12
	return nil
}
