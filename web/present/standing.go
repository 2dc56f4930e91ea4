package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// SellerStanding is a seller's page about its points.
func (r Reader) SellerStanding(p views.Page, a ipcase.Actor, v ipcase.SellerStanding, book ipcase.Rulebook) views.StandingPage {
	rules := book.Standing
	page := views.StandingPage{
		Page: p, Lede: r.T("What counts for %s, why, and until when.", a.OrgName), Ladder: r.ladder(rules, v.Points),
		Measures: r.measureTable(v.Measures), Rules: r.pointRules(rules.Points), Main: r.ledger(v.Entries, true),
	}
	page.Says = views.Notice{Tone: views.Success, Title: r.T("No points"), Text: r.T("Points are booked when a listing is removed because no answer came in time, or when a complaint about it is upheld.")}
	if v.Points > 0 {
		page.Says = views.Notice{Tone: views.Info, Title: r.N(v.Points, "%d point", "%d points")}
	}
	next, ok := rules.NextRung(v.Points)
	switch {
	case ok && v.Points > 0:
		page.Says.Text = r.T("From %d points on, a measure is proposed to a reviewer: %s.", next.Points, r.MeasureFor(next.Measure, next.Days))
	case !ok:
		page.Says.Tone, page.Says.Text = views.Warn, r.T("The last step of the ladder is reached.")
	}
	page.Stats = views.Stats{Items: []views.Stat{{Label: r.T("Points now"), Value: strconv.Itoa(v.Points)}}}
	if ok {
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("Next step of the ladder"), Value: strconv.Itoa(next.Points), Note: r.MeasureFor(next.Measure, next.Days)})
	}
	if len(v.Fading) > 0 {
		f := v.Fading[0]
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.N(f.Points, "%d point stops counting", "%d points stop counting"), Value: r.ShortDay(f.At).Text})
	}
	if page.Main == nil {
		page.Empty = &views.EmptyState{Icon: "shield-check", Title: r.T("Nothing was ever booked"), Text: r.T("When something is, it stands here with its case, and until when it counts.")}
	}
	return page
}

// pointRules says how points add up.
func (r Reader) pointRules(p ipcase.PointRules) []views.SummaryRow {
	return []views.SummaryRow{
		{Key: r.T("Booked"), Text: r.T("Once for each listing, by the reason of the complaint. Nothing is booked for a listing that you delete before your first time to answer has run out, nor after a settlement.")},
		{Key: r.T("Taken back"), Text: r.T("When the listing is put back or kept, or the complaint is withdrawn.")},
		{Key: r.T("Counts once"), Text: r.T("Listings under the same right within %d days count once.", p.BatchDays)},
		{Key: r.T("On one day"), Text: r.T("At most %d points, apart from counterfeit goods and pirated works.", p.DailyCap)},
		{Key: r.T("How long"), Text: r.T("%d days from the booking.", p.ValidDays)},
		{Key: r.T("Measures"), Text: r.T("The ladder proposes, and a reviewer decides, with reasons. You are told by mail and can appeal within six months.")},
	}
}

// ladder is the steps, with the one that was reached.
func (r Reader) ladder(rules ipcase.StandingRules, points int) views.Table {
	t := views.Table{Caption: r.T("The ladder"), Columns: []views.Column{
		{Label: r.T("Step"), Class: "num lead"}, {Label: r.T("Measure")}, {Label: r.T("What it does")}, {Label: r.T("Where you are")},
	}, Groups: []views.RowGroup{{}}}
	here, _ := rules.Rung(points)
	next, _ := rules.NextRung(points)
	for _, rung := range rules.Ladder {
		m, _ := rules.Measure(rung.Measure)
		at := views.Cell{}
		switch rung.Points {
		case here.Points:
			at.Body = views.Badge{Tone: views.Warn, Text: r.T("Reached")}
		case next.Points:
			at.Body = views.Badge{Tone: views.Info, Text: r.N(rung.Points-points, "%d point away", "%d points away")}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: r.N(rung.Points, "%d point", "%d points")}, {Text: r.MeasureFor(rung.Measure, rung.Days)}, {Text: m.Effect.In(r.Lang)}, at,
		}})
	}
	return t
}

// ledger is the entries, newest first; nil where there is none. Own leads to the
// cases of the seller who reads it.
func (r Reader) ledger(entries []ipcase.LedgerLine, own bool) *views.Table {
	if len(entries) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("What was booked, newest first"), Columns: []views.Column{
		{Label: r.T("Booked"), Class: "nowrap lead"}, {Label: r.T("Points"), Class: "num"}, {Label: r.T("Why")}, {Label: r.T("Case"), Class: "nowrap"}, {Label: r.T("Counts until"), Class: "nowrap"},
	}, Groups: []views.RowGroup{{}}}
	for _, e := range entries {
		href := ReviewCaseHref(e.CaseNumber)
		if own {
			href = SellerCaseHref(e.CaseNumber)
		}
		until := views.Cell{Body: r.ShortDay(e.CountsUntil)}
		if !e.Counts {
			until.Small = r.T("counts no more")
		}
		points := strconv.Itoa(e.Points)
		if e.Points > 0 {
			points = "+" + points
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(e.BookedAt)},
			{Text: points},
			{Text: r.entryWhy(e), Small: e.Title, Lang: ""},
			{Head: true, Text: e.CaseNumber, Href: href, Small: e.RightNumber},
			until,
		}})
	}
	return t
}

// entryWhy says why an entry was booked, and why it is less than its reason says.
func (r Reader) entryWhy(e ipcase.LedgerLine) string {
	switch e.Kind {
	case ipcase.PointsTakenBack:
		if e.Cause == ipcase.MoveRetract {
			return r.T("Taken back: the complaint was withdrawn")
		}
		return r.T("Taken back: the complaint did not stand")
	case ipcase.PointsCarried:
		return r.T("Counts in place of another listing under the same right, whose points were taken back")
	case ipcase.PointsBooked:
	}
	why := r.T("The complaint was upheld")
	if e.Cause == ipcase.MoveSilence || e.Cause == ipcase.MoveConfirmRemoval {
		why = r.T("No answer came in time")
	}
	switch e.Limit {
	case ipcase.LimitBatch:
		why = r.T("%s. Counted already: the same right within a few days", why)
	case ipcase.LimitDay:
		why = r.T("%s. Less than for the reason: the most for one day was reached", why)
	case ipcase.LimitNone:
	}
	return why
}

// measureTable is the measures that an organisation knows of.
func (r Reader) measureTable(all []ipcase.Measure) *views.Table {
	if len(all) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("Measures against the account"), Columns: []views.Column{
		{Label: r.T("Decided"), Class: "nowrap lead"}, {Label: r.T("Measure")}, {Label: r.T("State")}, {Label: r.T("Until"), Class: "nowrap"},
	}, Groups: []views.RowGroup{{}}}
	for _, m := range all {
		until := views.Cell{Text: r.T("until it is lifted")}
		if m.EndsAt != nil {
			until = views.Cell{Body: r.ShortTime(*m.EndsAt)}
		}
		href := MeasureHref(m.Party, m.Number)
		if r.Party == ipcase.PartyPlatform {
			href = ReviewMeasureHref(m.Number)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(*m.DecidedAt)}, {Head: true, Text: r.MeasureKind(m.Kind), Href: href, Small: m.Number}, {Body: r.measureBadge(m)}, until,
		}})
	}
	return t
}
