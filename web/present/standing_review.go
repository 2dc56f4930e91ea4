package present

import (
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// MeasureTyped is a ruling on a measure as it was typed.
type MeasureTyped struct {
	Verdict string // impose, decline, lift, affirm
	In      ipcase.DecideMeasure
}

// ReviewMeasure is a measure on the reviewer's bench.
func (r Reader) ReviewMeasure(p views.Page, a ipcase.Actor, v ipcase.MeasureView, book ipcase.Rulebook, typed *MeasureTyped, refused *ipcase.Error) views.ReviewMeasurePage {
	m := v.Measure
	p.Crumbs = []views.Link{{Text: r.T("Account measures"), Href: ReviewMeasuresPath}, {Text: m.Number}}
	page := views.ReviewMeasurePage{
		Page: p, Number: m.Number, Eyebrow: r.MeasureFor(m.Kind, m.Days), Title: v.Org.Name, Lang: r.LangOf(v.Org.Name), State: r.measureBadge(m),
		Rows:   append([]views.SummaryRow{{Key: r.T("Proposed"), Body: r.Time(m.ProposedAt), Note: r.measureCause(m)}}, r.measureRows(m, book)...),
		Before: r.measureTable(v.Before), History: r.measureHistory(v),
	}
	if m.DecidedAt != nil {
		for _, x := range []struct{ key, text string }{{r.T("Facts"), m.Facts}, {r.T("Explanation"), m.Explanation}} {
			if x.text != "" {
				page.Decided = append(page.Decided, views.SummaryRow{Key: x.key, Body: views.OwnWords{Text: x.text, Lang: r.OtherLang(m.Lang)}})
			}
		}
		if m.AppealedAt != nil {
			page.Decided = append(page.Decided, r.measureAppealRows(m)...)
		} else if m.Answer != "" {
			page.Decided = append(page.Decided, views.SummaryRow{Key: r.T("Why it was not imposed"), Body: views.OwnWords{Text: m.Answer}})
		}
	}
	if v.Seller != nil {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("Points now"), Text: strconv.Itoa(v.Seller.Points)})
		page.Record = r.ledger(v.Seller.Entries, false)
	} else {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("Takedown rate"), Text: percent(v.Holder.All.TakedownPercent()), Note: r.T("%d of %d", v.Holder.All.TakenDown, v.Holder.All.Decided)})
		page.Record = r.rates(v.Holder.Rates, book)
	}
	href := ReviewMeasureHref(m.Number)
	mine := m.ClaimedBy != nil && *m.ClaimedBy == a.PersonID && m.ClaimedUntil != nil && r.Now.Before(*m.ClaimedUntil)
	switch {
	case m.Task == ipcase.MeasureTaskNone:
	case v.Refused != nil:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Another reviewer decides"), Text: r.T(v.Refused.Msg, v.Refused.Args...)}
	case v.Claimed:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Another reviewer works on it"), Text: r.T("It can be claimed again when it is given back, or at %s.", r.ShortTime(*m.ClaimedUntil).Text)}
	case !mine && typed == nil:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Nobody has claimed this measure"), Text: r.T("Claim it to decide: nobody else is offered it for 30 minutes."), Button: &views.PostButton{
			Action: href + "/claim", Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Claim this measure"), Vh: m.Number},
		}}
	default:
		page.Form = r.measureForm(m, book, typed, refused)
		if mine {
			page.GiveBack = &views.PostButton{Action: href + "/give-back", Button: views.Button{Small: true, Text: r.T("Give back"), Vh: m.Number}}
		}
	}
	if typed != nil {
		page.Errors, page.Stale = r.notRecorded(refused, typed.In.Explanation)
	}
	return page
}

// measureForm is the ruling: on the proposal, or on the appeal.
func (r Reader) measureForm(m ipcase.Measure, book ipcase.Rulebook, typed *MeasureTyped, refused *ipcase.Error) *views.MeasureForm {
	problems := r.Problems(refused, nil)
	rule, _ := book.Standing.Measure(m.Kind)
	in := ipcase.DecideMeasure{Days: m.Days, Filings: m.Filings, GroundKind: ipcase.GroundTerms, Reference: rule.Reference.In(r.Lang), Lang: r.Lang}
	verdict := ""
	if typed != nil {
		in, verdict = typed.In, typed.Verdict
	}
	f := &views.MeasureForm{
		Action: ReviewMeasureHref(m.Number) + "/decide", Title: r.T("Decision"), Hidden: []views.HiddenInput{{Name: "version", Value: strconv.Itoa(m.Version)}},
		Verdict: views.Radios{Field: views.Field{Name: "verdict", Label: r.T("What you decide"), Value: verdict, Error: problems.Of("verdict")}},
		Why: views.TextArea{Rows: 5, Field: views.Field{
			Name: "explanation", Label: r.T("Why it follows"), Hint: r.T("How the rule applies to these facts. Against the measure: why it is not needed; only reviewers read that."), Value: in.Explanation, Error: problems.Of("explanation"),
		}},
		Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Decide")},
	}
	if m.Task == ipcase.MeasureTaskAppeal {
		f.Title = r.T("Decision on the appeal")
		f.Verdict.Options = []views.Option{{Value: "affirm", Label: r.T("The measure stays")}, {Value: "lift", Label: r.T("Lift the measure"), Text: r.T("What it took offline is put back, unless something else keeps it down.")}}
		f.Why.Hint = r.T("The party reads it.")
		return f
	}
	f.Verdict.Options = []views.Option{{Value: "impose", Label: r.T("Impose the measure"), Text: rule.Effect.In(r.Lang)}, {Value: "decline", Label: r.T("Do not impose it"), Text: r.T("Nobody is told of the proposal.")}}
	number := func(name, label string, value int) {
		f.Numbers = append(f.Numbers, views.TextInput{InputMode: "numeric", Field: views.Field{Name: name, Label: label, Value: strconv.Itoa(value), Error: problems.Of(name), Class: "w-s"}})
	}
	if m.Kind.Ends() {
		number("days", r.T("For how many days"), in.Days)
	}
	if m.Kind == ipcase.MeasureFilingCap {
		number("filings", r.T("Complaints a day"), in.Filings)
	}
	f.Facts = &views.TextArea{Rows: 5, Field: views.Field{Name: "facts", Label: r.T("Facts"), Hint: r.T("What you found. The party reads this."), Value: in.Facts, Error: problems.Of("facts")}}
	f.Ground = &views.Radios{
		Inline: true, Field: views.Field{Name: "ground_kind", Label: r.T("The decision rests on"), Value: string(in.GroundKind), Error: problems.Of("ground_kind")},
		Options: []views.Option{{Value: string(ipcase.GroundLaw), Label: r.T("the law")}, {Value: string(ipcase.GroundTerms), Label: r.T("the marketplace’s terms")}},
	}
	f.Ref = &views.TextInput{Field: views.Field{Name: "reference", Label: r.T("Section"), Hint: r.T("The statute and section, or the term."), Value: in.Reference, Error: problems.Of("reference")}}
	lang := r.textLang(in.Lang)
	lang.Label = r.T("Language of this statement")
	f.Lang = &lang
	return f
}

// measureHistory is what happened to a measure, newest first.
func (r Reader) measureHistory(v ipcase.MeasureView) views.Timeline {
	var t views.Timeline
	for _, e := range v.Events {
		lead, who := r.T("The portal"), "system"
		switch {
		case e.Party == ipcase.PartyPlatform:
			lead, who = r.T("Reviewer %s", strconv.FormatInt(e.PersonID, 10)), "other"
		case e.Party != ipcase.PartySystem:
			lead, who = v.Org.Name, "other"
		}
		t.Events = append(t.Events, views.TimelineEvent{Who: who, Lead: lead, Text: r.measureEvent(e.Kind), Time: r.ShortTime(e.At), Hash: ShortHash(e.Hash)})
	}
	return t
}

// Peak is where operators set the days before sales events.
func (r Reader) Peak(p views.Page, all []ipcase.PeakDays, book ipcase.Rulebook, today time.Time, typed ipcase.SetPeakDays, refused *ipcase.Error) views.PeakPage {
	problems := r.Problems(refused, nil)
	g := book.Standing.Guard
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	page := views.PeakPage{
		Page: p, Errors: problems.Summary, Action: PeakPath, Hidden: []views.HiddenInput{{Name: "form", Value: typed.FormID}},
		Lede: r.T("In the days before a sales event, complaints of complainants with fewer than %d accepted complaints, and of %d or more listings of one shop within %d hours, go to two reviewers. Nothing of them is removed by the clock alone.",
			g.FirstTimeBelow, g.Surge.Listings, g.Surge.Hours),
		Name:  views.TextInput{Field: field("name", r.T("Sales event"), "", typed.Name)},
		From:  views.DateInput{Field: field("from", r.T("First day"), "", typed.From)},
		Until: views.DateInput{Field: field("until", r.T("Last day"), "", typed.Until)},
	}
	if len(all) == 0 {
		page.Empty = &views.EmptyState{Icon: "shield-check", Title: r.T("No days are guarded"), Text: r.T("Every complaint goes to one reviewer.")}
		return page
	}
	t := &views.Table{Caption: r.T("Guarded days, the latest first"), Columns: []views.Column{
		{Label: r.T("Sales event"), Class: "lead"}, {Label: r.T("From")}, {Label: r.T("Until")}, {Label: r.T("State")}, {Label: r.T("Action"), Class: "act", Vh: true},
	}, Groups: []views.RowGroup{{}}}
	for _, d := range all {
		state, act := views.Badge{Tone: views.Neutral, Text: r.T("Over")}, views.Cell{}
		switch {
		case d.EndedAt != nil:
			state.Text = r.T("Ended early")
		case d.Holds(today):
			state = views.Badge{Tone: views.Warn, Text: r.T("Guarded now")}
		case today.Before(d.FromDay):
			state = views.Badge{Tone: views.Info, Text: r.T("To come")}
		}
		if d.EndedAt == nil && !today.After(d.UntilDay) {
			act.Body = views.PostButton{Action: PeakPath + "/" + strconv.FormatInt(d.ID, 10) + "/end", Button: views.Button{Small: true, Text: r.T("End it now"), Vh: d.Name}}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: d.Name, Lang: r.LangOf(d.Name)}, {Body: r.DateOnly(d.FromDay)}, {Body: r.DateOnly(d.UntilDay)}, {Body: state}, act,
		}})
	}
	page.Table = t
	return page
}
