package present

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/views/mail"
	"ipportal/web/present/casepdf"
)

// FlaggerTyped is what was typed on the page of a trusted flagger.
type FlaggerTyped struct {
	FormID  string // of the next report
	Report  string // that was to be sent
	To      string
	Problem *ipcase.Error
}

// Flagger is one trusted flagger with the listings behind its figures, and the reports
// on it.
func (r Reader) Flagger(p views.Page, f ipcase.FlaggerView, t FlaggerTyped) views.FlaggerReportPage {
	problems := r.Problems(t.Problem, map[string]string{"to": "to-" + t.Report})
	p.HasError = problems.Any()
	at := FlaggersPath + "/" + f.Number
	out := views.FlaggerReportPage{
		Page: p, Errors: problems.Summary, Card: r.flaggerCard(f),
		Lede: r.T("What its notices led to, listing by listing. A report is a PDF with the figures and cases of the moment when it is drawn up; it is kept, and sent to the coordinator when you press."),
		Draw: views.FlaggerDraw{
			Action: at + "/report", Hidden: []views.HiddenInput{{Name: "form", Value: t.FormID}},
			Lang:   views.Select{Field: views.Field{Name: "lang", Label: r.T("Language of the report"), Value: r.Lang, Class: "w-m"}, Options: []views.Option{{Value: "en", Label: "English"}, {Value: "zh-CN", Label: "简体中文"}}},
			Button: views.Button{Kind: views.Primary, Text: r.T("Draw up the report")},
		},
	}
	for _, x := range f.Reports {
		line := views.FlaggerReportLine{
			ID: x.PublicID, PDF: views.LinkButton{Small: true, Text: r.T("Report of %s (PDF)", r.ShortTime(x.DrawnAt).Text), Href: at + "/reports/" + x.PublicID + ".pdf"}, State: r.reportState(x),
		}
		if x.SentTo == "" {
			to := views.Field{ID: "to-" + x.PublicID, Name: "to", Label: r.T("Mail address of the coordinator"), Value: f.CoordinatorEmail}
			if t.Report == x.PublicID {
				to.Value, to.Error = t.To, problems.Of("to")
			}
			line.Action, line.To = at+"/reports/"+x.PublicID+"/send", &views.TextInput{Type: "email", Field: to}
			line.Send = views.Button{Text: r.T("Send it to the coordinator")}
		}
		out.Reports = append(out.Reports, line)
	}
	if len(f.Lines) == 0 {
		out.None = r.T("No notice of this flagger has been decided yet.")
		return out
	}
	out.Lines = &views.Table{Caption: r.T("Listings that were decided"), Columns: []views.Column{
		{Label: r.T("Case"), Class: "nowrap"}, {Label: r.T("Listing")}, {Label: r.T("Outcome")}, {Label: r.T("Filed on")},
	}}
	var rows []views.Row
	for _, l := range f.Lines {
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Text: l.CaseNumber}, {Text: l.Ref}, {Body: r.ItemBadge(ipcase.Item{State: l.State})}, {Body: r.Day(l.FiledAt)},
		}})
	}
	out.Lines.Groups = []views.RowGroup{{Rows: rows}}
	return out
}

// reportState says whether a report was sent, when and to whom.
func (r Reader) reportState(x ipcase.FlaggerReport) string {
	switch d := x.Delivery; {
	case x.SentTo == "":
		return r.T("Not sent")
	case d == nil || d.State == ipcase.DeliveryFailed:
		return r.T("Could not be sent to %s. See what was given up on the operator’s page.", x.SentTo)
	case d.State == ipcase.DeliveryDone && d.DoneAt != nil:
		return r.T("Sent on %s to %s", r.ShortTime(*d.DoneAt).Text, x.SentTo)
	default:
		return r.T("On its way to %s", x.SentTo)
	}
}

// FlaggerReportName is the file's name of a report.
func FlaggerReportName(x ipcase.FlaggerReport) string {
	return x.Body.Number + "-" + x.DrawnAt.UTC().Format("2006-01-02") + ".pdf"
}

// FlaggerReport is a report to a coordinator (Article 22(6)) as a document: the
// figures, how its notices ended, and the listings that they rest on.
func (r Reader) FlaggerReport(x ipcase.FlaggerReport, book ipcase.Rulebook, platform string) casepdf.Document {
	b := x.Body
	share, _ := b.Figures.Percent()
	d := casepdf.Document{
		Title: r.T("Report on a trusted flagger"), Chinese: r.chinese(), Band: true,
		Lede: []string{
			r.T("To %s (%s)", b.Coordinator, r.Territory(b.Country)),
			r.T("By %s, under Article 22(6) of Regulation (EU) 2022/2065. Drawn up on %s.", platform, r.Time(x.DrawnAt).Text),
		},
		Foot: r.T("Report on a trusted flagger") + "  ·  " + b.Number, PageOf: r.T("Page %d of %d"),
	}
	why := r.T("Of %d listings of its notices that were decided, %d were upheld: %d in a hundred. The platform reports to the coordinator where it is fewer than %d in a hundred of at least %d.", b.Figures.Decided, b.Figures.Upheld, share, ipcase.FlaggerPrecise, ipcase.FlaggerDecided)
	d.Sections = []casepdf.Section{
		{Heading: r.T("Whom it is about"), Blocks: []casepdf.Block{{Rows: []casepdf.Row{
			{Key: r.T("Trusted flagger"), Value: b.Flagger}, {Key: r.T("Reference of its decision"), Value: b.Reference}, {Key: r.T("Status since"), Value: r.DateOnly(b.From).Text}, {Key: r.T("Our record"), Value: b.Number},
		}}}},
		{Heading: r.T("In figures"), Blocks: []casepdf.Block{
			{Tiles: []casepdf.Tile{
				{Value: r.Figure(int64(b.Figures.Notices)), Label: r.T("complaints received")},
				{Value: r.Figure(int64(b.Figures.Listings)), Label: r.T("listings complained of")},
				{Value: r.Figure(int64(b.Figures.Decided)), Label: r.T("listings decided")},
				{Value: strconv.Itoa(share) + "%", Label: r.T("of them upheld")},
			}},
			{Text: why + "\n" + r.T("Upheld, deleted by the seller or changed as asked counts as upheld; refused, put back or not completed in time does not. What is still open or was withdrawn counts for neither.")},
		}},
		{Heading: r.T("How they ended"), Blocks: []casepdf.Block{{Bars: r.flaggerEnds(b.Lines)}}},
		r.flaggerSection(x, book),
	}
	return d
}

// flaggerEnds counts the outcomes of the listings that are named.
func (r Reader) flaggerEnds(lines []ipcase.FlaggerLine) []casepdf.Bar {
	counts, most := map[ipcase.State]int{}, 1
	for _, l := range lines {
		counts[l.State]++
		most = max(most, counts[l.State])
	}
	var bars []casepdf.Bar
	for _, s := range ipcase.States() {
		if n := counts[s]; n > 0 {
			bars = append(bars, casepdf.Bar{Label: r.ItemBadge(ipcase.Item{State: s}).Text, Value: r.Figure(int64(n)), Size: float64(n) / float64(most)})
		}
	}
	return bars
}

// flaggerSection names each listing with its complaint, its outcome and why.
func (r Reader) flaggerSection(x ipcase.FlaggerReport, book ipcase.Rulebook) casepdf.Section {
	t := &casepdf.Table{Columns: []casepdf.Column{
		{Label: r.T("Complaint"), Share: 19}, {Label: r.T("Case"), Share: 22}, {Label: r.T("Listing"), Share: 17}, {Label: r.T("Filed on"), Share: 20}, {Label: r.T("Outcome"), Share: 34},
	}}
	for _, l := range x.Body.Lines {
		outcome := r.ItemBadge(ipcase.Item{State: l.State}).Text
		if reason, ok := book.Refusal(l.Refusal); ok {
			outcome = r.T("%s: %s", outcome, reason.Label.In(r.Lang))
		}
		if l.Appealed {
			outcome += " · " + r.T("appealed, and looked at by another reviewer")
		}
		t.Rows = append(t.Rows, []string{l.Complaint, l.CaseNumber, l.Ref, r.DateOnly(ipcase.DayIn(l.FiledAt, r.Zone)).Text, outcome})
	}
	block := casepdf.Block{Table: t}
	if left := x.Body.Figures.Decided - len(x.Body.Lines); left > 0 {
		block.Text = r.T("%d more are left out here; the figures count all.", left)
	}
	return casepdf.Section{Heading: r.T("Listings that were decided"), Blocks: []casepdf.Block{block}}
}

// CoordinatorMail is the mail that brings a report.
func (r Reader) CoordinatorMail(ctx context.Context, x ipcase.FlaggerReport, baseURL, platform, product string) (subject, text, html string, err error) {
	share, _ := x.Body.Figures.Percent()
	l := mail.Letter{
		Lang: r.Lang, Product: product, Title: r.T("Report on the trusted flagger %s", x.Body.Flagger), Greeting: r.T("To %s", x.Body.Coordinator),
		Lead: r.T("%s reports to you under Article 22(6) of Regulation (EU) 2022/2065 that notices of %s were often not upheld.", platform, x.Body.Flagger),
		Body: []string{r.T("The report with its figures and the notices on which they rest is attached as a PDF.")},
		Link: mail.Link{Text: r.T("All figures of the platform"), Href: strings.TrimRight(baseURL, "/") + TransparencyPath}, LinkNote: r.T("The page is public."),
		Facts: []mail.Fact{
			{Key: r.T("Trusted flagger"), Value: x.Body.Flagger},
			{Key: r.T("Reference of its decision"), Value: x.Body.Reference},
			{Key: r.T("Precision"), Value: fmt.Sprintf("%d%% (%d / %d)", share, x.Body.Figures.Upheld, x.Body.Figures.Decided)},
			{Key: r.T("Our record"), Value: x.Body.Number},
		},
		Why:    r.T("You receive this as the Digital Services Coordinator that awarded the status."),
		Sender: r.T("Sent by %s. Nobody reads answers to this address.", product),
	}
	if !x.Body.Figures.Imprecise() {
		l.Lead = r.T("%s reports to you under Article 22(6) of Regulation (EU) 2022/2065 how notices of %s ended.", platform, x.Body.Flagger)
	}
	if text, err = mail.Text(l); err != nil {
		return "", "", "", err
	}
	html, err = mail.HTML(views.WithTranslator(ctx, Translator(r.Lang)), l)
	return l.Title, text, html, err
}
