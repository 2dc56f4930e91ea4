package present

import (
	"ipportal/ipcase"
	"ipportal/web/present/casepdf"
)

// HalfYearReport is the figures of half a year as a document: those of the page.
func (r Reader) HalfYearReport(platform string, book ipcase.Rulebook, f ipcase.TransparencyFigures) casepdf.Document {
	d := casepdf.Document{
		Title: r.T("Transparency report of %s", platform), Chinese: r.chinese(),
		Lede:   []string{r.T("%s to %s", r.Month(f.From), r.Month(f.To)), r.T("Complaints about intellectual property: what was received, answered and decided.")},
		Foot:   r.T("Transparency report of %s", platform),
		PageOf: r.T("Page %d of %d"),
	}
	if r.Now.Before(f.To.AddDate(0, 1, 0)) {
		d.Lede = append(d.Lede, r.T("The half-year goes on: the figures are those of %s.", r.Time(r.Now).Text))
	}
	received := casepdf.Block{}
	for _, x := range []struct {
		label string
		kind  ipcase.FigureKind
	}{
		{r.T("complaints received"), ipcase.FigComplaints},
		{r.T("listings complained of"), ipcase.FigListings},
		{r.T("counter-notifications"), ipcase.FigCounters},
		{r.T("appeals filed"), ipcase.FigAppeals},
		{r.T("reports of abuse"), ipcase.FigAbuse},
	} {
		received.Rows = append(received.Rows, casepdf.Row{Key: x.label, Value: r.Figure(f.Sum(x.kind, nil))})
	}
	d.Sections = append(d.Sections, casepdf.Section{Heading: r.T("In figures"), Blocks: []casepdf.Block{received}}, r.monthsSection(f))
	for _, s := range r.figureSections(book, f) {
		b := casepdf.Block{}
		for _, x := range s.rows {
			b.Rows = append(b.Rows, casepdf.Row{Key: x.label, Value: r.Figure(x.count)})
		}
		b.Text = s.note
		d.Sections = append(d.Sections, casepdf.Section{Heading: s.title, Blocks: []casepdf.Block{b}})
	}
	times := casepdf.Block{}
	for _, x := range r.figureTimes(f) {
		times.Rows = append(times.Rows, casepdf.Row{Key: x[0], Value: r.T("half within %s, of %s", x[1], x[2])})
	}
	d.Sections = append(d.Sections, casepdf.Section{Heading: r.T("How long it took"), Blocks: []casepdf.Block{times}})
	notes := casepdf.Block{}
	for _, n := range r.figureNotes() {
		notes.Text += n + "\n"
	}
	d.Sections = append(d.Sections, casepdf.Section{Heading: r.T("How this is counted"), Blocks: []casepdf.Block{notes}})
	return d
}

// monthsSection is the listings complained of each month, by right.
func (r Reader) monthsSection(f ipcase.TransparencyFigures) casepdf.Section {
	chart := r.receivedChart(f)
	b := casepdf.Block{}
	for _, row := range chart.Table.Groups[0].Rows {
		var parts []string
		for n, cell := range row.Cells[1:] {
			parts = append(parts, r.T("%s: %s", chart.Parts[n], cell.Text))
		}
		b.Rows = append(b.Rows, casepdf.Row{Key: row.Cells[0].Text, Value: r.joinNonEmpty(parts...)})
	}
	return casepdf.Section{Heading: chart.Title, Blocks: []casepdf.Block{b}}
}
