package present

import (
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/web/present/casepdf"
)

// HalfYearReport is the figures of half a year as a document: those of the page.
func (r Reader) HalfYearReport(platform string, book ipcase.Rulebook, f ipcase.TransparencyFigures) casepdf.Document {
	d := casepdf.Document{
		Title: r.T("Transparency report of %s", platform), Chinese: r.chinese(), Band: true,
		Lede:   []string{r.T("%s to %s", r.Month(f.From), r.Month(f.To)), r.T("Complaints about intellectual property: what was received, answered and decided.")},
		Foot:   r.T("Transparency report of %s", platform),
		PageOf: r.T("Page %d of %d"),
	}
	if r.Now.Before(f.To.AddDate(0, 1, 0)) {
		d.Lede = append(d.Lede, r.T("The half-year goes on: the figures are those of %s.", r.Time(r.Now).Text))
	}
	first := casepdf.Block{}
	for _, x := range []struct {
		label string
		kind  ipcase.FigureKind
	}{
		{r.T("complaints received"), ipcase.FigComplaints},
		{r.T("listings complained of"), ipcase.FigListings},
		{r.T("counter-notifications"), ipcase.FigCounters},
		{r.T("appeals filed"), ipcase.FigAppeals},
		{r.T("reports of abuse"), ipcase.FigAbuse},
		{r.T("complaints of trusted flaggers"), ipcase.FigTrustedComplaints},
		{r.T("orders of authorities"), ipcase.FigOrders},
		{r.T("measures against accounts"), ipcase.FigMeasures},
	} {
		first.Tiles = append(first.Tiles, casepdf.Tile{Value: r.Figure(f.Sum(x.kind, nil)), Label: x.label})
	}
	d.Sections = append(d.Sections, casepdf.Section{Heading: r.T("In figures"), Blocks: []casepdf.Block{first}}, r.monthsSection(f))
	for _, s := range r.figureSections(book, f) {
		d.Sections = append(d.Sections, casepdf.Section{Heading: s.title, Blocks: []casepdf.Block{{Bars: r.bars(s), Text: s.note}}})
	}
	d.Sections = append(
		d.Sections, r.trustedSection(f), r.ordersSection(f), r.timesSection(f),
		casepdf.Section{Heading: r.T("How this is counted"), Blocks: []casepdf.Block{{Text: strings.Join(r.figureNotes(), "\n")}}},
	)
	return d
}

func (r Reader) bars(s figureSection) []casepdf.Bar {
	var most int64 = 1
	for _, x := range s.rows {
		most = max(most, x.count)
	}
	var bars []casepdf.Bar
	for _, x := range s.rows {
		bars = append(bars, casepdf.Bar{Label: x.label, Value: r.Figure(x.count), Size: float64(x.count) / float64(most)})
	}
	return bars
}

// monthsSection is the listings complained of each month, by right: drawn, and in
// numbers.
func (r Reader) monthsSection(f ipcase.TransparencyFigures) casepdf.Section {
	counts, most := r.monthCounts(f)
	step, top := chartScale(most)
	chart := &casepdf.Chart{}
	table := &casepdf.Table{Columns: []casepdf.Column{{Label: r.T("Month"), Share: 24}}}
	for _, p := range r.chartTypes() {
		chart.Parts = append(chart.Parts, p.label)
		table.Columns = append(table.Columns, casepdf.Column{Label: p.label, Share: 18, Right: true})
	}
	for n := int64(0); n <= top; n += step {
		chart.Lines = append(chart.Lines, casepdf.ChartLine{Label: r.Figure(n), At: float64(n) / float64(top)})
	}
	for n, m := range f.Months() {
		col, row := casepdf.ChartColumn{Label: r.Month(m)}, []string{r.Month(m)}
		for _, x := range counts[n] {
			col.Parts, row = append(col.Parts, float64(x)/float64(top)), append(row, r.Figure(x))
		}
		chart.Columns, table.Rows = append(chart.Columns, col), append(table.Rows, row)
	}
	return casepdf.Section{Heading: r.T("Listings complained of each month"), Blocks: []casepdf.Block{{Chart: chart}, {Table: table}}}
}

// trustedSection holds what trusted flaggers sent against all (Regulation (EU)
// 2022/2065, Article 15(1)(b)).
func (r Reader) trustedSection(f ipcase.TransparencyFigures) casepdf.Section {
	t := &casepdf.Table{Columns: []casepdf.Column{{Label: r.T("What"), Share: 50}, {Label: r.T("All"), Share: 22, Right: true}, {Label: r.T("Of them, of trusted flaggers"), Share: 28, Right: true}}}
	row := func(label string, all, trusted ipcase.FigureKind, detail string) {
		fits := func(x ipcase.Figure) bool { return detail == "" || x.Detail == detail }
		t.Rows = append(t.Rows, []string{label, r.Figure(f.Sum(all, fits)), r.Figure(f.Sum(trusted, fits))})
	}
	row(r.T("Complaints"), ipcase.FigComplaints, ipcase.FigTrustedComplaints, "")
	row(r.T("Listings complained of"), ipcase.FigListings, ipcase.FigTrustedListings, "")
	row(r.T("Removed on the ground of the law"), ipcase.FigGrounds, ipcase.FigTrustedGrounds, string(ipcase.GroundLaw))
	row(r.T("Removed on the ground of the terms"), ipcase.FigGrounds, ipcase.FigTrustedGrounds, string(ipcase.GroundTerms))
	t.Rows = append(t.Rows, []string{r.T("From a complaint to the decision on its notice, half within"), r.median(f, ipcase.FigHoursNotice), r.median(f, ipcase.FigTrustedHours)})
	return casepdf.Section{Heading: r.T("Trusted flaggers"), Blocks: []casepdf.Block{{Table: t}}}
}

// ordersSection is what authorities and courts ordered, by country (Article 15(1)(a)).
func (r Reader) ordersSection(f ipcase.TransparencyFigures) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Orders of authorities")}
	var places []string
	for _, x := range f.Rows {
		if x.Kind == ipcase.FigOrders && !slices.Contains(places, x.Territory) {
			places = append(places, x.Territory)
		}
	}
	if len(places) == 0 {
		s.Blocks = []casepdf.Block{{Text: r.T("No order came in.")}}
		return s
	}
	slices.Sort(places)
	t := &casepdf.Table{Columns: []casepdf.Column{{Label: r.T("Country"), Share: 50}, {Label: r.T("To act against listings"), Share: 25, Right: true}, {Label: r.T("To give information"), Share: 25, Right: true}}}
	row := func(label string, fits func(ipcase.Figure) bool) {
		of := func(d ipcase.OrderDemand) string {
			return r.Figure(f.Sum(ipcase.FigOrders, func(x ipcase.Figure) bool { return x.Detail == string(d) && fits(x) }))
		}
		t.Rows = append(t.Rows, []string{label, of(ipcase.DemandAct), of(ipcase.DemandInformation)})
	}
	for _, place := range places {
		row(r.Country(place), func(x ipcase.Figure) bool { return x.Territory == place })
	}
	if len(places) > 1 {
		row(r.T("Together"), func(ipcase.Figure) bool { return true })
	}
	s.Blocks = []casepdf.Block{{Table: t}}
	if f.Sum(ipcase.FigHoursOrder, nil) > 0 {
		s.Blocks = append(s.Blocks, casepdf.Block{Text: r.T("From an order to what the authority was told was done: half within %s.", r.median(f, ipcase.FigHoursOrder))})
	}
	return s
}

// median is the middle of a kind of times; a dash where there is none.
func (r Reader) median(f ipcase.TransparencyFigures, kind ipcase.FigureKind) string {
	if h, ok := f.MedianHours(kind); ok {
		return r.N(h, "%d hour", "%d hours")
	}
	return "–"
}

func (r Reader) timesSection(f ipcase.TransparencyFigures) casepdf.Section {
	t := &casepdf.Table{Columns: []casepdf.Column{{Label: r.T("What"), Share: 56}, {Label: r.T("Half took at most"), Share: 24, Right: true}, {Label: r.T("How many"), Share: 20, Right: true}}}
	for _, x := range r.figureTimes(f) {
		t.Rows = append(t.Rows, x[:])
	}
	return casepdf.Section{Heading: r.T("How long it took"), Blocks: []casepdf.Block{{Table: t}}}
}
