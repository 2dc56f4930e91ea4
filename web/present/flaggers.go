package present

import (
	"strconv"

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
		Email:  views.TextInput{Type: "email", Field: field("email", r.T("Mail address of the coordinator"), r.T("Where reports on the flagger are sent. You can enter it later."), typed.Email)},
		From:   views.DateInput{Field: field("from", r.T("First day"), "", typed.From)},
		Until:  views.DateInput{Field: field("until", r.T("Last day"), r.T("Empty: until you end it."), typed.Until)},
	}
	out.Until.Optional, out.Email.Optional = true, true
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
