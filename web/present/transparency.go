package present

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// TransparencyPath is the page of the figures.
const TransparencyPath = "/transparency"

// figureSection is one table of figures: the page, the report and the file draw it alike.
type figureSection struct {
	id, title, head, note string
	rows                  []figureRow
}

type figureRow struct {
	label string
	count int64
}

// Figure writes a number with a mark between thousands.
func (r Reader) Figure(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// figureSections are the figures in the order of the page.
func (r Reader) figureSections(book ipcase.Rulebook, f ipcase.TransparencyFigures) []figureSection {
	by := f.Sum
	detail := func(kind ipcase.FigureKind, d string) int64 {
		return by(kind, func(x ipcase.Figure) bool { return x.Detail == d })
	}
	types := figureSection{id: "types", title: r.T("Listings complained of, by right"), head: r.T("Right")}
	for _, t := range ipcase.RightTypes() {
		types.rows = append(types.rows, figureRow{r.RightType(t), by(ipcase.FigListings, func(x ipcase.Figure) bool { return x.RightType == t })})
	}
	procedures := figureSection{id: "procedures", title: r.T("Listings complained of, by procedure"), head: r.T("Procedure")}
	seen := map[string]bool{}
	for _, p := range book.Procedures {
		if !seen[p.ID] {
			seen[p.ID] = true
			procedures.rows = append(procedures.rows, figureRow{p.Name.In(r.Lang), by(ipcase.FigListings, func(x ipcase.Figure) bool { return x.Procedure == p.ID })})
		}
	}
	notices := figureSection{id: "notices", title: r.T("What was decided on notices"), head: r.T("Decision"), note: r.T("Listings"), rows: []figureRow{
		{r.T("Accepted by a reviewer"), detail(ipcase.FigNotices, ipcase.NoticeAccepted)},
		{r.T("Accepted by automated means"), detail(ipcase.FigNotices, ipcase.NoticeAutomatic)},
		{r.T("Not accepted"), detail(ipcase.FigNotices, ipcase.NoticeRefused)},
		{r.T("Not completed in time"), detail(ipcase.FigNotices, ipcase.NoticeLapsed)},
	}}
	actions := figureSection{id: "actions", title: r.T("What became of listings"), head: r.T("Outcome"), note: r.T("A listing that is removed and later kept is counted in both.")}
	for _, a := range ipcase.FigureActions() {
		actions.rows = append(actions.rows, figureRow{r.figureAction(a), detail(ipcase.FigActions, a)})
	}
	counters := figureSection{id: "counters", title: r.T("Counter-notifications"), head: r.T("Ground")}
	for _, g := range ipcase.CounterGrounds() {
		counters.rows = append(counters.rows, figureRow{r.Ground(g), detail(ipcase.FigCounters, string(g))})
	}
	ends := figureSection{id: "counter-ends", title: r.T("How counter-notifications ended"), head: r.T("Outcome"), note: r.T("Listings")}
	for _, e := range ipcase.CounterEnds() {
		ends.rows = append(ends.rows, figureRow{r.counterEnd(e), detail(ipcase.FigCounterEnd, e)})
	}
	return append([]figureSection{types, procedures, notices, actions, counters, ends}, r.laterSections(f)...)
}

// laterSections are those of what follows a decision.
func (r Reader) laterSections(f ipcase.TransparencyFigures) []figureSection {
	detail := func(kind ipcase.FigureKind, ds ...string) (n int64) {
		for _, d := range ds {
			n += f.Sum(kind, func(x ipcase.Figure) bool { return x.Detail == d })
		}
		return n
	}
	appeals := figureSection{id: "appeals", title: r.T("Appeals"), head: r.T("Appeals"), rows: []figureRow{
		{r.T("Filed by sellers"), detail(ipcase.FigAppeals, "seller")},
		{r.T("Filed by complainants"), detail(ipcase.FigAppeals, "holder")},
		{r.T("Decided: outcome stays"), detail(ipcase.FigAppealEnd, "removal_upheld", "no_action_upheld")},
		{r.T("Decided: changed in part"), detail(ipcase.FigAppealEnd, "removal_partially", "no_action_partially")},
		{r.T("Decided: outcome changed"), detail(ipcase.FigAppealEnd, "removal_reversed", "no_action_reversed")},
	}}
	abuse := figureSection{id: "abuse", title: r.T("Reports of abuse"), head: r.T("Reports"), rows: []figureRow{
		{r.T("By sellers, about complaints"), detail(ipcase.FigAbuse, "seller")},
		{r.T("By complainants, about counter-notifications"), detail(ipcase.FigAbuse, "holder")},
		{r.T("Decided: something was found"), detail(ipcase.FigAbuseEnd, "found")},
		{r.T("Decided: nothing was found"), detail(ipcase.FigAbuseEnd, "not_found")},
	}}
	measures := figureSection{id: "measures", title: r.T("Measures against accounts"), head: r.T("Measure")}
	for _, k := range ipcase.MeasureKinds() {
		measures.rows = append(measures.rows, figureRow{r.MeasureKind(k), detail(ipcase.FigMeasures, string(k))})
	}
	return []figureSection{appeals, abuse, measures}
}

func (r Reader) figureAction(a string) string {
	words := map[string]string{
		ipcase.ActionRemovedAtOnce: views.Key("Removed when the notice was accepted"), ipcase.ActionRemovedSilence: views.Key("Removed, the seller did not answer"),
		ipcase.ActionRemovedDecision: views.Key("Removed after a decision"), ipcase.ActionDeleted: views.Key("Deleted by seller"),
		ipcase.ActionFixed: views.Key("Fixed"), ipcase.ActionKept: views.Key("Kept or put back"), ipcase.ActionWithdrawn: views.Key("Withdrawn"),
	}
	return r.T(words[a])
}

func (r Reader) counterEnd(e string) string {
	words := map[string]string{
		ipcase.CounterEndAccepted: views.Key("Accepted by the complainant"), ipcase.CounterEndSilence: views.Key("Kept, the complainant did not answer"),
		ipcase.CounterEndKept: views.Key("Complaint not upheld"), ipcase.CounterEndRemoved: views.Key("Complaint upheld"),
		ipcase.CounterEndCourt: views.Key("Decided by a court"), ipcase.CounterEndDeleted: views.Key("Deleted by seller"), ipcase.CounterEndWithdrawn: views.Key("Withdrawn"),
	}
	return r.T(words[e])
}

// figureTimes are the times, each with its middle.
func (r Reader) figureTimes(f ipcase.TransparencyFigures) (rows [][3]string) {
	for _, x := range []struct {
		kind ipcase.FigureKind
		what string
	}{
		{ipcase.FigHoursNotice, r.T("From a complaint to the decision on its notice")},
		{ipcase.FigHoursCounter, r.T("From a counter-notification to the decision")},
		{ipcase.FigHoursAppeal, r.T("From an appeal to its decision")},
		{ipcase.FigHoursAbuse, r.T("From a report of abuse to its decision")},
	} {
		rows = append(rows, [3]string{x.what, r.median(f, x.kind), r.Figure(f.Sum(x.kind, nil))})
	}
	return rows
}

func (r Reader) figureNotes() []string {
	return []string{
		r.T("Months are those of UTC. The current month goes on."),
		r.T("A time is counted in hours begun; half of the cases took so many hours, or fewer."),
		r.T("Acts are counted, not people: no small number is left out."),
		r.T("Everything is counted from the events of the cases, each of which stands in the signed log."),
	}
}

// Transparency is the page of the figures.
func (r Reader) Transparency(p views.Page, book ipcase.Rulebook, f ipcase.TransparencyFigures, months []time.Time, report string) views.TransparencyPage {
	span := "?from=" + f.From.Format(MonthForm) + "&to=" + f.To.Format(MonthForm)
	page := views.TransparencyPage{
		Page: p, Lede: r.T("What was complained of, what sellers answered and what was decided, from %s to %s.", r.Month(f.From), r.Month(f.To)),
		From: r.monthChoice("from", r.T("From month"), f.From, months), To: r.monthChoice("to", r.T("Until month"), f.To, months),
		Received: r.receivedChart(f), Notes: r.figureNotes(),
		Links: []views.Link{
			{Text: r.T("All figures as CSV"), Href: TransparencyPath + "/figures.csv" + span},
			{Text: r.T("Notices, Regulation (EU) 2024/2835, as CSV"), Href: TransparencyPath + "/notices.csv" + span},
			{Text: r.T("Orders, own initiative, suspensions and automated means, Regulation (EU) 2024/2835, as CSV"), Href: TransparencyPath + "/other.csv" + span},
			{Text: r.T("Internal complaints and suspensions, Regulation (EU) 2024/2835, as CSV"), Href: TransparencyPath + "/appeals.csv" + span},
			{Text: r.T("Half-year report as PDF"), Href: TransparencyPath + "/" + report + ".pdf"},
			{Text: r.T("Public register"), Href: RegisterPath},
		},
	}
	count := func(label string, kinds ...ipcase.FigureKind) {
		var n int64
		for _, k := range kinds {
			n += f.Sum(k, nil)
		}
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: label, Value: r.Figure(n)})
	}
	count(r.T("complaints received"), ipcase.FigComplaints)
	count(r.T("listings complained of"), ipcase.FigListings)
	count(r.T("counter-notifications"), ipcase.FigCounters)
	count(r.T("appeals filed"), ipcase.FigAppeals)
	count(r.T("reports of abuse"), ipcase.FigAbuse)
	count(r.T("complaints of trusted flaggers"), ipcase.FigTrustedComplaints)
	count(r.T("orders of authorities"), ipcase.FigOrders)
	for _, s := range r.figureSections(book, f) {
		page.Bars = append(page.Bars, r.barTable(s))
	}
	page.Times = views.Table{Caption: r.T("How long it took"), Columns: []views.Column{
		{Label: r.T("What")}, {Label: r.T("Half took at most"), Class: "num"}, {Label: r.T("How many"), Class: "num"},
	}}
	var g views.RowGroup
	for _, x := range r.figureTimes(f) {
		g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{{Head: true, Text: x[0]}, {Text: x[1]}, {Text: x[2]}}})
	}
	page.Times.Groups = []views.RowGroup{g}
	return page
}

func (r Reader) monthChoice(name, label string, chosen time.Time, months []time.Time) views.Select {
	s := views.Select{Field: views.Field{Name: name, Label: label, Value: chosen.Format(MonthForm)}}
	for _, m := range months {
		s.Options = append(s.Options, views.Option{Value: m.Format(MonthForm), Label: r.Month(m)})
	}
	return s
}

func (r Reader) barTable(s figureSection) views.BarTable {
	b := views.BarTable{ID: s.id, Title: s.title, Head: s.head, Note: s.note}
	var most int64 = 1
	for _, x := range s.rows {
		most = max(most, x.count)
	}
	for _, x := range s.rows {
		b.Rows = append(b.Rows, views.BarRow{Label: x.label, Count: r.Figure(x.count), Width: fmt.Sprintf("%.1f", 100*float64(x.count)/float64(most))})
	}
	return b
}

// chartTypes are the parts of the chart: the kinds of patents and designs together.
func (r Reader) chartTypes() []struct {
	label string
	types []ipcase.RightType
} {
	return []struct {
		label string
		types []ipcase.RightType
	}{
		{r.RightType(ipcase.Trademark), []ipcase.RightType{ipcase.Trademark}},
		{r.RightType(ipcase.Copyright), []ipcase.RightType{ipcase.Copyright}},
		{r.RightType(ipcase.Design), []ipcase.RightType{ipcase.Design}},
		{r.T("Patent or utility model"), []ipcase.RightType{ipcase.Patent, ipcase.UtilityModel}},
	}
}

// monthCounts are the listings complained of in each month, by the parts of the chart,
// and the most of a month.
func (r Reader) monthCounts(f ipcase.TransparencyFigures) (counts [][]int64, most int64) {
	for _, m := range f.Months() {
		var row []int64
		var all int64
		for _, p := range r.chartTypes() {
			k := f.Sum(ipcase.FigListings, func(x ipcase.Figure) bool {
				return x.Month == m.Format(MonthForm) && slices.Contains(p.types, x.RightType)
			})
			row, all = append(row, k), all+k
		}
		counts, most = append(counts, row), max(most, all)
	}
	return counts, most
}

// chartScale is the distance between lines, and the number of the highest.
func chartScale(most int64) (step, top int64) {
	step = scaleStep(most)
	return step, max((most+step-1)/step, 1) * step
}

// receivedChart draws the listings complained of each month, by right.
func (r Reader) receivedChart(f ipcase.TransparencyFigures) views.StackedChart {
	c := views.StackedChart{ID: "received", Title: r.T("Listings complained of each month")}
	parts := r.chartTypes()
	c.Table = views.Table{Caption: c.Title, Columns: []views.Column{{Label: r.T("Month")}}}
	for _, p := range parts {
		c.Parts = append(c.Parts, p.label)
		c.Table.Columns = append(c.Table.Columns, views.Column{Label: p.label, Class: "num"})
	}
	months := f.Months()
	counts, most := r.monthCounts(f)
	var total int64
	for _, row := range counts {
		for _, k := range row {
			total += k
		}
	}
	c.Desc = r.T("%s in all, at most %s in a month.", r.Figure(total), r.Figure(most))
	step, top := chartScale(most)
	y := func(n int64) float64 {
		return views.ChartTop + views.ChartHeight*(1-float64(n)/float64(top))
	}
	for n := int64(0); n <= top; n += step {
		c.Lines = append(c.Lines, views.ChartLine{Label: r.Figure(n), Y: fmt.Sprintf("%.1f", y(n))})
	}
	wide := (views.ChartWidth - views.ChartLeft) / len(months)
	var g views.RowGroup
	for n, m := range months {
		col := views.ChartColumn{X: views.ChartLeft + n*wide + wide/6, Width: max(wide*2/3, 1)}
		if every := (len(months) + 11) / 12; n%every == 0 {
			col.Label = strconv.Itoa(int(m.Month()))
		}
		if n == 0 || m.Month() == time.January {
			col.Year = m.Format("2006")
		}
		row := views.Row{Cells: []views.Cell{{Head: true, Text: r.Month(m)}}}
		var so int64
		for k, x := range counts[n] {
			if x > 0 {
				col.Parts = append(col.Parts, views.ChartPart{Class: string(rune('a' + k)), Y: fmt.Sprintf("%.1f", y(so+x)), Height: fmt.Sprintf("%.1f", y(so)-y(so+x))})
			}
			so += x
			row.Cells = append(row.Cells, views.Cell{Text: r.Figure(x)})
		}
		c.Columns = append(c.Columns, col)
		g.Rows = append(g.Rows, row)
	}
	c.Table.Groups = []views.RowGroup{g}
	return c
}

// scaleStep is a round distance between lines: 1, 2 or 5 times a power of ten.
func scaleStep(most int64) int64 {
	for step := int64(1); ; step *= 10 {
		for _, k := range []int64{1, 2, 5} {
			if most <= 4*k*step {
				return k * step
			}
		}
	}
}
