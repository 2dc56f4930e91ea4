package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// Measure is a measure as its party reads it: a statement of reasons of its own.
func (r Reader) Measure(p views.Page, a ipcase.Actor, m ipcase.Measure, book ipcase.Rulebook, typed ipcase.AppealMeasure, refused *ipcase.Error) views.MeasurePage {
	problems := r.Problems(refused, nil)
	p.Crumbs = []views.Link{{Text: r.T("Your standing"), Href: StandingPath(m.Party)}, {Text: m.Number}}
	page := views.MeasurePage{
		Page: p, Errors: problems.Summary, Eyebrow: r.T("Statement of reasons") + " · " + m.Number, Title: r.MeasureFor(m.Kind, m.Days), State: r.measureBadge(m),
		Rows: r.measureRows(m, book), Facts: m.Facts, Why: m.Explanation, Lang: r.OtherLang(m.Lang), Redress: m.Redress,
		Back: views.Link{Text: r.T("Your standing"), Href: StandingPath(m.Party)},
	}
	if m.AppealedAt != nil {
		page.Appealed = r.measureAppealRows(m)
	}
	months := book.Standing.AppealMonths
	if !m.MayAppeal(months, r.Now) || !a.May(ipcase.PermAnswer) {
		return page
	}
	page.Appeal = &views.MeasureAppeal{
		Action: MeasureHref(m.Party, m.Number) + "/appeal",
		Text: views.TextArea{Rows: 8, Field: views.Field{
			Name: "explanation", Label: r.T("What did the decision get wrong?"), Value: typed.Explanation, Error: problems.Of("explanation"),
			Hint: r.T("The measure holds until another reviewer has decided. You can appeal once. Up to %d characters.", ipcase.MaxExplanation),
		}},
		Lang: r.textLang(typed.Lang), Send: views.Button{Kind: views.Primary, Icon: "refresh", Text: r.T("Send appeal")},
	}
	if end := m.AppealUntil(months); end != nil {
		page.Appeal.Until = r.T("You can appeal until %s.", r.Time(*end).Text)
	}
	return page
}

// measureRows is what a measure is, does and rests on.
func (r Reader) measureRows(m ipcase.Measure, book ipcase.Rulebook) []views.SummaryRow {
	rule, _ := book.Standing.Measure(m.Kind)
	rows := []views.SummaryRow{{Key: r.T("Measure"), Text: r.MeasureKind(m.Kind)}, {Key: r.T("What it does"), Text: rule.Effect.In(r.Lang)}}
	if m.Filings > 0 {
		rows = append(rows, views.SummaryRow{Key: r.T("Complaints"), Text: r.N(m.Filings, "%d complaint a day", "%d complaints a day")})
	}
	if m.DecidedAt != nil {
		rows = append(rows, views.SummaryRow{Key: r.T("Made on"), Body: r.Time(*m.DecidedAt)})
	}
	switch {
	case m.Status == ipcase.MeasureLifted || m.Status == ipcase.MeasureEnded:
		rows = append(rows, views.SummaryRow{Key: r.T("Ended"), Body: r.Time(*m.EndedAt)})
	case m.EndsAt != nil:
		rows = append(rows, views.SummaryRow{Key: r.T("Ends by itself"), Body: r.Time(*m.EndsAt)})
	case m.Status == ipcase.MeasureInForce:
		rows = append(rows, views.SummaryRow{Key: r.T("Until"), Text: r.T("until it is lifted")})
	}
	if m.Reference != "" {
		rows = append(rows, views.SummaryRow{Key: r.groundKind(m.GroundKind), Text: m.Reference, Lang: r.OtherLang(m.Lang)})
	}
	if m.DecidedBy != nil {
		rows = append(rows, views.SummaryRow{Key: r.T("Decided by"), Text: r.T("A person: reviewer %s. No automated means decided.", strconv.FormatInt(*m.DecidedBy, 10))})
	}
	return rows
}

func (r Reader) measureAppealRows(m ipcase.Measure) []views.SummaryRow {
	rows := []views.SummaryRow{
		{Key: r.T("Filed"), Body: r.Time(*m.AppealedAt)}, {Key: r.T("Grounds of the appeal"), Body: views.OwnWords{Text: m.Appeal, Lang: r.OtherLang(m.AppealLang)}},
	}
	if m.AppealDecidedAt == nil {
		return append(rows, views.SummaryRow{Key: r.T("Outcome"), Text: r.T("Another reviewer looks at it. The measure holds meanwhile.")})
	}
	what := r.T("The measure stays.")
	if m.Status == ipcase.MeasureLifted {
		what = r.T("The measure is lifted.")
	}
	return append(rows, views.SummaryRow{Key: r.T("Outcome"), Text: what}, views.SummaryRow{Key: r.T("Reasons"), Body: views.OwnWords{Text: m.Answer}})
}

// ReviewMeasures is the reviewers' list.
func (r Reader) ReviewMeasures(p views.Page, a ipcase.Actor, waiting, done []ipcase.MeasureLine) views.ReviewMeasuresPage {
	page := views.ReviewMeasuresPage{
		Page: p, Lede: r.T("Measures that a record or a report proposes. Nothing happens to an account before a reviewer decides, with reasons. Severe ones are for senior reviewers."),
		Waiting: r.measureLines(r.T("Waiting for a decision, the oldest first"), a, waiting, true), Done: r.measureLines(r.T("Decided, the latest first"), a, done, false),
	}
	if page.Waiting == nil {
		page.Empty = &views.EmptyState{Icon: "shield-check", Title: r.T("No measure waits"), Text: r.T("An entry appears here when a seller’s points or a holder’s accuracy reach a step, or when a measure is appealed.")}
	}
	return page
}

func (r Reader) measureLines(caption string, a ipcase.Actor, lines []ipcase.MeasureLine, waiting bool) *views.Table {
	if len(lines) == 0 {
		return nil
	}
	t := &views.Table{Caption: caption, Columns: []views.Column{
		{Label: r.T("Since"), Class: "nowrap lead"}, {Label: r.T("Measure")}, {Label: r.T("Organisation")}, {Label: r.T("Why")}, {Label: r.T("State")}, {Label: r.T("Action"), Class: "act", Vh: true},
	}, Groups: []views.RowGroup{{}}}
	for _, m := range lines {
		href, since, state := ReviewMeasureHref(m.Number), m.ProposedAt, views.Cell{Body: r.measureBadge(m.Measure)}
		if m.AppealedAt != nil && waiting {
			since = *m.AppealedAt
		}
		act := views.Cell{Body: views.LinkButton{Small: true, Text: r.T("View"), Vh: m.Number, Href: href}}
		if waiting && m.ClaimedName == "" {
			act = views.Cell{Body: views.PostButton{Action: href + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: m.Number}}}
		}
		switch {
		case m.ClaimedName != "" && m.ClaimedBy != nil && *m.ClaimedBy == a.PersonID:
			state.Small = r.T("You")
		case m.ClaimedName != "":
			state.Small = m.ClaimedName
		case m.Severe && waiting:
			state.Small = r.T("for a senior reviewer")
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(since)},
			{Head: true, Text: m.Number, Href: href, Small: r.MeasureFor(m.Kind, m.Days)},
			{Text: m.OrgName, Lang: r.LangOf(m.OrgName)},
			{Text: r.measureCause(m.Measure)},
			state, act,
		}})
	}
	return t
}
