package present

import (
	"slices"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// AbuseRulingTyped is a reviewer's form as it was typed.
type AbuseRulingTyped struct {
	In       ipcase.DecideAbuse
	Delivery *ipcase.RecordAbuseDelivery // the other form of the page
}

// ReviewAbuses is the reviewers' list.
func (r Reader) ReviewAbuses(p views.Page, a ipcase.Actor, waiting, done []ipcase.AbuseLine) views.ReviewMeasuresPage {
	page := views.ReviewMeasuresPage{
		Page: p, Lede: r.T("What one side of a case reports about the other. Whoever decided something in the case leaves the report about it to others."),
		Waiting: r.abuseLines(r.T("Waiting for a decision, the most pressing first"), a, waiting, true), Done: r.abuseLines(r.T("Decided, the latest first"), a, done, false),
	}
	if page.Waiting == nil {
		page.Empty = &views.EmptyState{Icon: "shield-check", Title: r.T("No report waits"), Text: r.T("An entry appears here when a seller or a rights holder reports abuse, or appeals what was found.")}
	}
	return page
}

func (r Reader) abuseLines(caption string, a ipcase.Actor, lines []ipcase.AbuseLine, waiting bool) *views.Table {
	if len(lines) == 0 {
		return nil
	}
	t := &views.Table{Caption: caption, Columns: []views.Column{
		{Label: r.T("Due"), Class: "nowrap lead"},
		{Label: r.T("Report")},
		{Label: r.T("What is reported")},
		{Label: r.T("Between")},
		{Label: r.T("State")},
		{Label: r.T("Action"), Class: "act", Vh: true},
	}, Groups: []views.RowGroup{{}}}
	if !waiting {
		t.Columns[0].Label = r.T("Decided")
	}
	for _, l := range lines {
		href, state := AbuseHref(ipcase.PartyPlatform, l.Number), views.Cell{Body: r.abuseBadge(l.AbuseReport)}
		when := views.Cell{Body: r.ShortUntil(l.DueAt)}
		act := views.Cell{Body: views.LinkButton{Small: true, Text: r.T("View"), Vh: l.Number, Href: href}}
		switch {
		case !waiting && l.DecidedAt != nil:
			when = views.Cell{Body: r.ShortTime(*l.DecidedAt)}
		case l.Late(r.Now):
			when.Small = r.T("Late")
		}
		switch {
		case waiting && l.ClaimedName == "":
			act = views.Cell{Body: views.PostButton{Action: href + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: l.Number}}}
		case l.ClaimedName != "" && l.ClaimedBy != nil && *l.ClaimedBy == a.PersonID:
			state.Small = r.T("You")
		case l.ClaimedName != "":
			state.Small = l.ClaimedName
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			when,
			{Head: true, Text: l.Number, Href: href, Small: l.CaseNumber},
			{Text: r.Join(r.abuseLabels(l.Labels))},
			{Text: r.T("%s about %s", l.ReporterName, l.ReportedName)},
			state, act,
		}})
	}
	return t
}

// ReviewAbuse is a report on the reviewer's bench.
func (r Reader) ReviewAbuse(p views.Page, a ipcase.Actor, v ipcase.AbuseView, book ipcase.Rulebook, typed *AbuseRulingTyped, refused *ipcase.Error) views.ReviewAbusePage {
	x := v.Report
	p.Crumbs = []views.Link{{Text: r.T("Abuse reports"), Href: ReviewAbusePath}, {Text: x.Number}}
	page := views.ReviewAbusePage{
		Page: p, Number: x.Number, Eyebrow: v.CaseNumber, Title: r.AbuseTitle(x.Party), State: r.abuseBadge(x), Says: r.abuseBenchSays(v),
		Rows: r.abuseRows(v, book), Report: r.abuseSaid(v), Answer: r.abuseAnswer(v), Rulings: r.abuseRulings(v), Appeals: r.abuseAppeals(v), Clocks: r.abuseClocks(v, book),
		Measures: r.abuseMeasures(v), Against: r.abuseTable(r.T("Other reports about %s", v.ReportedName), v.Against), By: r.abuseTable(r.T("Other reports of %s", v.ReporterName), v.By),
		History: r.abuseHistory(v), Case: views.LinkButton{Small: true, Text: r.T("Open the case"), Href: ReviewCaseHref(v.CaseNumber)},
	}
	if n := len(v.Decisions); n > 0 && slices.ContainsFunc(v.Decisions[n-1].Findings, func(f ipcase.AbuseFinding) bool { return f.Found && f.Label == ipcase.AbuseForgedProof }) {
		page.Reverse = &views.Notice{
			Tone: views.Warn, Title: r.T("Proof in this case was forged."), Text: r.T("Look whether a decision rests on it. A decision of the platform’s own that was wrong can be reversed in the case, with reasons."),
			Link: &views.Link{Text: r.T("Reverse a decision in the case"), Href: ReviewCaseHref(v.CaseNumber) + "/acts/" + ActReverse},
		}
	}
	href := AbuseHref(ipcase.PartyPlatform, x.Number)
	mine := x.ClaimedBy != nil && *x.ClaimedBy == a.PersonID && v.ClaimedName != ""
	switch {
	case x.Task == ipcase.AbuseTaskNone:
	case v.Barred != nil:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Another reviewer decides"), Text: r.T(v.Barred.Msg, v.Barred.Args...)}
	case v.ClaimedName != "" && !mine:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Another reviewer works on it"), Text: r.T("It can be claimed again when it is given back, or at %s.", r.ShortTime(*x.ClaimedUntil).Text)}
	case !mine && typed == nil:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Nobody has claimed this report"), Text: r.T("Claim it to decide: nobody else is offered it for 30 minutes."), Button: &views.PostButton{
			Action: href + "/claim", Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Claim this report"), Vh: x.Number},
		}}
	default:
		page.Form = r.abuseRulingForm(v, book, typed, refused)
		page.Delivery = r.abuseDelivery(v, typed, refused)
		if mine {
			page.GiveBack = &views.PostButton{Action: href + "/give-back", Button: views.Button{Small: true, Text: r.T("Give back"), Vh: x.Number}}
		}
	}
	if typed != nil {
		page.Errors, page.Stale = r.notRecorded(refused, typed.In.Explanation)
	}
	return page
}

// abuseBenchSays is whether the reported side was heard, and how the time stands.
func (r Reader) abuseBenchSays(v ipcase.AbuseView) views.Notice {
	x := v.Report
	n := views.Notice{Tone: views.Info}
	switch {
	case x.Task == ipcase.AbuseTaskNone:
		return views.Notice{Tone: views.Info, Title: r.T("Decided. Nothing waits here.")}
	case x.AnsweredAt != nil:
		n.Title = r.T("%s has answered.", v.ReportedName)
	case v.Heard():
		n.Title = r.T("%s has not answered, and its time has ended.", v.ReportedName)
	case x.ToldAt == nil:
		n.Tone, n.Title = views.Warn, r.T("%s has not been reached yet.", v.ReportedName)
	default:
		n.Tone, n.Title = views.Warn, r.T("%s can answer until %s.", v.ReportedName, r.Until(*x.AnswerDueAt).Text)
	}
	n.Text = r.T("To be decided by %s.", r.Until(x.DueAt).Text)
	if x.Late(r.Now) {
		n.Tone, n.Text = views.Danger, r.T("Late: it was to be decided by %s.", r.Until(x.DueAt).Text)
	}
	return n
}

func (r Reader) abuseRows(v ipcase.AbuseView, book ipcase.Rulebook) []views.SummaryRow {
	x := v.Report
	state := r.T("goes on")
	if v.CaseEndedAt != nil {
		state = r.T("ended on %s", r.Day(*v.CaseEndedAt).Text)
	}
	rows := []views.SummaryRow{
		{Key: r.T("Reported by"), Text: v.ReporterName, Lang: r.LangOf(v.ReporterName)},
		{Key: r.T("Reported side"), Text: v.ReportedName, Lang: r.LangOf(v.ReportedName)},
		{Key: r.T("Case"), Text: v.CaseNumber, Note: state},
		{Key: r.T("Found against it before"), Text: r.N(v.FoundBefore, "%d report", "%d reports"), Note: r.N(book.Standing.Abuse.CountMonths, "in the last %d month", "in the last %d months")},
	}
	if x.ToldAt != nil {
		how := r.T("by opening the page")
		switch x.ToldBy {
		case ipcase.DeliveredByMail:
			how = r.T("by mail")
		case ipcase.DeliveredByRecord:
			how = r.T("recorded: %s", noteOf(v, ipcase.AbuseNoteDelivery))
		}
		rows = append(rows, views.SummaryRow{Key: r.T("Told"), Body: r.Time(*x.ToldAt), Note: how})
	}
	if words := noteOf(v, ipcase.AbuseNoteDeviation); words != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("Why not the suggested measure"), Body: views.OwnWords{Text: words}})
	}
	return rows
}

// noteOf is the latest note of a kind.
func noteOf(v ipcase.AbuseView, kind ipcase.AbuseNoteKind) string {
	words := ""
	for _, n := range v.Notes {
		if n.Kind == kind {
			words = n.Words
		}
	}
	return words
}

// abuseMeasures are those that followed, also those that wait for a senior reviewer.
func (r Reader) abuseMeasures(v ipcase.AbuseView) *views.Table {
	if len(v.Measures) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("Measures that followed"), Columns: []views.Column{{Label: r.T("Measure"), Class: "lead"}, {Label: r.T("Organisation")}, {Label: r.T("State")}}, Groups: []views.RowGroup{{}}}
	for _, m := range v.Measures {
		name := v.ReportedName
		if m.OrgID == v.Report.OrgID {
			name = v.ReporterName
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: m.Number, Href: ReviewMeasureHref(m.Number), Small: r.MeasureFor(m.Kind, m.Days)}, {Text: name, Lang: r.LangOf(name)}, {Body: r.measureBadge(m)},
		}})
	}
	return t
}

func (r Reader) abuseHistory(v ipcase.AbuseView) views.Timeline {
	var t views.Timeline
	for _, e := range slices.Backward(v.Events) {
		lead, who := r.T("The portal"), "system"
		switch {
		case e.Party == ipcase.PartyPlatform:
			lead, who = r.T("Reviewer %s", strconv.FormatInt(e.PersonID, 10)), "other"
		case e.Party != ipcase.PartySystem:
			lead, who = abuseNameOf(v, e.Party), "other"
		}
		t.Events = append(t.Events, views.TimelineEvent{Who: who, Lead: lead, Text: r.abuseEvent(e), Time: r.ShortTime(e.At), Hash: ShortHash(e.Hash)})
	}
	return t
}

func (r Reader) abuseEvent(e ipcase.Event) string {
	switch e.Kind {
	case ipcase.EventAbuseReported:
		return r.T("filed the report")
	case ipcase.EventAbuseTold:
		return r.T("told the reported side; its time to answer runs")
	case ipcase.EventAbuseBounced:
		return r.T("noted that the mail came back; the time to answer does not run")
	case ipcase.EventAbuseAnswered:
		return r.T("answered the report")
	case ipcase.EventAbuseLate:
		return r.T("told staff that the time to decide has passed")
	case ipcase.EventAbuseDecided:
		return r.T("decided the report")
	case ipcase.EventAbuseAppealed:
		return r.T("appealed the decision")
	case ipcase.EventAbuseAppealDecided:
		return r.T("decided the appeal")
	default:
		return string(e.Kind)
	}
}
