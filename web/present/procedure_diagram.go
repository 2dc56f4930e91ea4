package present

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// places are where a diagram shows each state: columns from the filing to the end,
// rows so that the usual road runs through the middle. A state that has no place, such
// as an end that can come at any time, stands in the table beside the diagram only.
var places = map[ipcase.State][2]int{
	ipcase.Lapsed: {0, 0}, ipcase.NeedsInfo: {0, 1}, ipcase.Intake: {0, 2}, ipcase.Rejected: {0, 3},
	ipcase.AwaitingSeller: {1, 1}, ipcase.Removed: {1, 3},
	ipcase.Countered: {2, 1}, ipcase.StatutoryWait: {2, 3},
	ipcase.Contested: {3, 2}, ipcase.LegalHold: {3, 1},
	ipcase.Restored: {4, 1}, ipcase.Appealed: {4, 2}, ipcase.Upheld: {4, 3},
}

const (
	boxWidth, boxHeight = 152.0, 48.0
	stepRight, stepDown = 196.0, 104.0
	diagramMargin       = 24.0
	lowestRow           = 3
)

// drawn leaves out what would hide the usual road: what can be done from nearly every
// state, and the rare ways out of an appeal. The table names all of them.
func drawn(w ipcase.Way) bool {
	_, from := places[w.From]
	_, to := places[w.To]
	switch {
	case !from || !to || w.From == w.To || w.Move == ipcase.MoveRetract || w.Move == ipcase.MoveDelete:
		return false
	case w.Move == ipcase.MoveOrderUpheld || w.Move == ipcase.MoveOrderRestored || w.Move == ipcase.MoveOrderHold || w.Move == ipcase.MoveReverseOwn:
		return false
	case w.From == ipcase.Appealed || w.To == ipcase.Appealed:
		return w.From != ipcase.Rejected && (w.To == ipcase.Appealed || w.To == ipcase.Upheld || w.To == ipcase.Restored)
	default:
		return true
	}
}

// ProcedureDiagram is a procedure's states and the moves between them, as a drawing
// with a numbered legend.
func (r Reader) ProcedureDiagram(p ipcase.Procedure) views.Diagram {
	ways := ipcase.Ways(p)
	d := views.Diagram{
		ID: "diagram-" + p.ID, Title: r.T("How a listing moves under the %s", p.Name.In(r.Lang)),
		Desc:  r.T("Boxes are the states of a listing, arrows the moves between them; the numbers lead to the legend below. Dashed arrows are what happens by itself when a time runs out. Before the end the complainant can retract at any time, and the seller can delete the listing."),
		Width: int(4*stepRight + boxWidth + 2*diagramMargin), Height: int(lowestRow*stepDown + boxHeight + 5*diagramMargin),
	}
	shown := map[ipcase.State]bool{}
	type pair struct{ from, to ipcase.State }
	var order []pair
	words := map[pair][]string{}
	quiet := map[pair]bool{}
	for _, w := range ways {
		if !drawn(w) {
			continue
		}
		shown[w.From], shown[w.To] = true, true
		k := pair{w.From, w.To}
		if words[k] == nil {
			order = append(order, k)
			quiet[k] = true
		}
		words[k] = append(words[k], r.wayWords(w, p))
		quiet[k] = quiet[k] && w.Move == ipcase.MoveSilence
	}
	for _, s := range ipcase.States() {
		at, ok := places[s]
		if !shown[s] || !ok {
			continue
		}
		x, y := corner(at)
		d.Nodes = append(d.Nodes, views.DiagramNode{
			X: num(x), Y: num(y), W: num(boxWidth), H: num(boxHeight), TextX: num(x + boxWidth/2), Lines: diagramLines(r.diagramState(s), y), Final: s.Final(), First: s == ipcase.Intake,
		})
	}
	for n, k := range order {
		path, x, y := arrow(places[k.from], places[k.to])
		no := strconv.Itoa(n + 1)
		d.Edges = append(d.Edges, views.DiagramEdge{Path: path, N: no, X: num(x), Y: num(y), TextY: num(y + 4.5), Dashed: quiet[k]})
		d.Legend = append(d.Legend, views.DiagramLine{
			From: r.diagramState(k.from), To: r.diagramState(k.to), Text: strings.Join(words[k], r.T("; or ")),
		})
	}
	return d
}

// diagramState is a state's name that fits a box.
func (r Reader) diagramState(s ipcase.State) string { return r.neutralBadge(s).Text }

func num(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

func corner(at [2]int) (x, y float64) {
	return diagramMargin + float64(at[0])*stepRight, diagramMargin + float64(at[1])*stepDown
}

// diagramLines breaks a name over two lines where it is long, in the middle of its box.
func diagramLines(name string, top float64) []views.DiagramText {
	lines := []string{name}
	if words := strings.Fields(name); len([]rune(name)) > 17 && len(words) > 1 {
		best, gap := 1, math.MaxFloat64
		for n := 1; n < len(words); n++ {
			a, b := len(strings.Join(words[:n], " ")), len(strings.Join(words[n:], " "))
			if g := math.Abs(float64(a - b)); g < gap {
				best, gap = n, g
			}
		}
		lines = []string{strings.Join(words[:best], " "), strings.Join(words[best:], " ")}
	}
	out := make([]views.DiagramText, len(lines))
	first := top + boxHeight/2 + 5 - float64(len(lines)-1)*9
	for n, l := range lines {
		out[n] = views.DiagramText{Y: num(first + float64(n)*18), Text: l}
	}
	return out
}

// arrow is a curve from the border of one box to that of another, and where its number
// stands. Two that run against each other bend apart; a long one bends around what lies
// between.
func arrow(a, b [2]int) (path string, x, y float64) {
	ax, ay := corner(a)
	bx, by := corner(b)
	ax, ay, bx, by = ax+boxWidth/2, ay+boxHeight/2, bx+boxWidth/2, by+boxHeight/2
	dx, dy := bx-ax, by-ay
	length := math.Hypot(dx, dy)
	bend := bendOf(a, b)
	cx, cy := (ax+bx)/2+2*bend*dy/length, (ay+by)/2-2*bend*dx/length
	if level := a[1]; level == lowestRow && b[1] == level && dx > 0 { // the lowest row bends downwards, out of the drawing's middle
		cy = (ay+by)/2 + 2*bend
	}
	sx, sy := border(ax, ay, cx, cy)
	ex, ey := border(bx, by, cx, cy)
	path = fmt.Sprintf("M%s %sQ%s %s %s %s", num(sx), num(sy), num(cx), num(cy), num(ex), num(ey))
	return path, (sx + 2*cx + ex) / 4, (sy + 2*cy + ey) / 4
}

// bendOf is how far an arrow bends: out of the way of what runs against it, and around
// what lies between.
func bendOf(a, b [2]int) float64 {
	right, down := abs(a[0]-b[0]), b[1]-a[1]
	switch span := max(right, abs(down)); {
	case right == 0 || down == 0:
		if span > 1 {
			return 62 + 22*float64(span-2)
		}
		return 26
	case right > 1:
		return 40
	case down == 2: // straight through between two columns
		return 0
	default:
		return 26
	}
}

// border is where the line from a box's middle towards a point leaves the box, with a
// little air.
func border(x, y, tx, ty float64) (float64, float64) {
	dx, dy := tx-x, ty-y
	scale := math.Min(safe(boxWidth/2+4, dx), safe(boxHeight/2+4, dy))
	return x + dx*scale, y + dy*scale
}

func safe(half, d float64) float64 {
	if math.Abs(d) < 0.01 {
		return math.MaxFloat64
	}
	return half / math.Abs(d)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
