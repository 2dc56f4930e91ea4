package present

import (
	"fmt"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// FlaggersPath is the platform's page of trusted flaggers.
const FlaggersPath = "/operator/flaggers"

// Flaggers is the platform's page of trusted flaggers.
func (r Reader) Flaggers(p views.Page, d ipcase.FlaggerDesk, typed ipcase.RecordFlagger, refused *ipcase.Error) views.FlaggersPage {
	problems := r.Problems(refused, nil)
	p.HasError = problems.Any()
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	out := views.FlaggersPage{
		Page: p, Errors: problems.Summary,
		Lede:   r.T("Rights holders that a Digital Services Coordinator has made trusted flaggers. Their notices are looked at first and are counted apart; the rules for deciding are the same (Regulation (EU) 2022/2065, Article 22)."),
		Hidden: []views.HiddenInput{{Name: "form", Value: typed.FormID}},
		Org:    views.Select{Field: field("org", r.T("Rights holder"), r.T("Only those whose identity is verified."), strconv.FormatInt(typed.OrgID, 10)), Options: []views.Option{{Label: r.T("Choose a rights holder")}}},
		Name:   views.TextInput{Field: field("coordinator", r.T("Digital Services Coordinator"), "", typed.Coordinator)},
		Place:  views.Select{Field: field("country", r.T("Its member state"), "", typed.Country), Options: r.countryOptions()},
		Ref:    views.TextInput{Field: field("reference", r.T("Reference of its decision"), "", typed.Reference)},
		From:   views.DateInput{Field: field("from", r.T("First day"), "", typed.From)},
		Until:  views.DateInput{Field: field("until", r.T("Last day"), r.T("Empty: until you end it."), typed.Until)},
	}
	out.Until.Optional = true
	for _, o := range d.Holders {
		out.Org.Options = append(out.Org.Options, views.Option{Value: strconv.FormatInt(o.ID, 10), Label: o.Name, Lang: r.LangOf(o.Name)})
	}
	for _, f := range d.All {
		out.All = append(out.All, r.flaggerCard(f))
	}
	return out
}

func (r Reader) flaggerCard(f ipcase.FlaggerView) views.FlaggerCard {
	card := views.FlaggerCard{
		Number: f.Number, Org: f.OrgName, Lang: r.LangOf(f.OrgName), State: views.Badge{Tone: views.Success, Text: r.T("In force")},
		Open: views.LinkButton{Small: true, Text: r.T("Figures and cases"), Href: FlaggersPath + "/" + f.Number},
		Rows: append([]views.SummaryRow{
			{Key: r.T("Awarded by"), Text: f.Coordinator, Lang: r.LangOf(f.Coordinator), Note: r.Territory(f.Country)},
			{Key: r.T("Reference"), Text: f.Reference},
			{Key: r.T("From"), Body: r.DateOnly(f.FromDay)},
		}, r.flaggerRows(f.Figures)...),
	}
	if f.UntilDay != nil {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Until"), Body: r.DateOnly(*f.UntilDay)})
	}
	if f.ReportedAt != nil {
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Report drawn up"), Body: r.Time(*f.ReportedAt)})
	}
	switch {
	case f.EndedAt != nil:
		card.State = views.Badge{Tone: views.Neutral, Text: r.T("Ended")}
		card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Ended"), Body: r.Time(*f.EndedAt)})
	case !f.Holds:
		card.State = views.Badge{Tone: views.Neutral, Text: r.T("Not in force today")}
	}
	if f.EndedAt == nil {
		card.End = &views.PostButton{Action: FlaggersPath + "/" + f.Number + "/end", Button: views.Button{Small: true, Text: r.T("End it now"), Vh: f.Number}}
	}
	if f.Figures.Imprecise() {
		card.Due = &views.Notice{Tone: views.Warn, Title: r.T("A report to the coordinator is due"), Text: r.T(
			"Of %d listings that were decided, fewer than %d in a hundred were upheld. Article 22(6) asks the platform to tell the coordinator, with the documents.", f.Figures.Decided, ipcase.FlaggerPrecise)}
	}
	return card
}

// flaggerRows are the figures, in the same words for the platform and the flagger.
func (r Reader) flaggerRows(f ipcase.FlaggerFigures) []views.SummaryRow {
	share := r.T("nothing decided yet")
	if n, ok := f.Percent(); ok {
		share = r.T("%d%%: %d of %d listings that were decided", n, f.Upheld, f.Decided)
	}
	return []views.SummaryRow{
		{Key: r.T("Notices"), Text: r.Listings(f.Listings), Note: r.N(f.Notices, "in %d complaint", "in %d complaints")},
		{Key: r.T("Precision"), Text: share, Note: r.T("Upheld, deleted by the seller or changed as asked, of all that was decided. Below %d%% of at least %d, the platform tells the coordinator.", ipcase.FlaggerPrecise, ipcase.FlaggerDecided)},
	}
}

// OwnFlagger is what a trusted flagger reads of itself; nil where it is none.
func (r Reader) OwnFlagger(f ipcase.FlaggerView) *views.Notice {
	if f.Number == "" {
		return nil
	}
	return &views.Notice{
		Tone: views.Info, Title: r.T("Trusted flagger, awarded by %s", f.Coordinator), Text: r.T("Your notices are looked at first, and are decided by the same rules."),
		Body: views.SummaryList{Tight: true, Rows: r.flaggerRows(f.Figures)},
	}
}

// Flagger is one trusted flagger with the listings behind its figures.
func (r Reader) Flagger(p views.Page, f ipcase.FlaggerView) views.FlaggerReportPage {
	out := views.FlaggerReportPage{
		Page: p, Card: r.flaggerCard(f), Lede: r.T("What its notices led to, listing by listing. The report is a text with the same figures and cases, to be sent to the coordinator; that it was drawn up is recorded."),
		Report: views.PostButton{Action: FlaggersPath + "/" + f.Number + "/report", Button: views.Button{Kind: views.Primary, Text: r.T("Draw up the report")}},
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

// FlaggerReport is the report to the coordinator (Article 22(6)) as a text.
func (r Reader) FlaggerReport(f ipcase.FlaggerView, platform string) string {
	var b strings.Builder
	say := func(text string, args ...any) { fmt.Fprintf(&b, text+"\n", args...) }
	share, _ := f.Figures.Percent()
	say("%s", r.T("Report on a trusted flagger (Regulation (EU) 2022/2065, Article 22(6))"))
	say("%s: %s", r.T("Platform"), platform)
	say("%s: %s, %s", r.T("To"), f.Coordinator, r.Territory(f.Country))
	say("%s: %s", r.T("Trusted flagger"), f.OrgName)
	say("%s: %s", r.T("Reference"), f.Reference)
	say("%s: %s", r.T("Drawn up"), r.Now.UTC().Format("2006-01-02 15:04 UTC"))
	say("")
	say("%s: %d", r.T("Complaints"), f.Figures.Notices)
	say("%s: %d", r.T("Listings"), f.Figures.Listings)
	say("%s: %d", r.T("Decided"), f.Figures.Decided)
	say("%s: %d (%d%%)", r.T("Upheld"), f.Figures.Upheld, share)
	say("")
	say("%s", r.T("Listings that were decided"))
	for _, l := range f.Lines {
		say("%s  %s  %s  %s", l.CaseNumber, l.Ref, r.ItemBadge(ipcase.Item{State: l.State}).Text, l.FiledAt.UTC().Format("2006-01-02"))
	}
	if len(f.Lines) < f.Figures.Decided {
		say("%s", r.T("%d more are left out here; the figures count all.", f.Figures.Decided-len(f.Lines)))
	}
	return b.String()
}
