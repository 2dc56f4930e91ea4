package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderStanding is a holder's page about its accuracy.
func (r Reader) HolderStanding(p views.Page, a ipcase.Actor, v ipcase.HolderStanding, book ipcase.Rulebook) views.StandingPage {
	rules := book.Standing.Accuracy
	page := views.StandingPage{
		Page: p, Lede: r.T("How accurate the complaints of %s were since %s, what that gives, and what it costs.", a.OrgName, r.Day(v.Since).Text),
		Says: r.tierSays(v, rules.Tier), Ladder: r.holderLadder(rules, v, book.Standing), Measures: r.measureTable(v.Measures), Main: r.rates(v.Rates, book),
		Rules: []views.SummaryRow{
			{Key: r.T("Takedown rate"), Text: r.T("Listings taken down, of those decided.")},
			{Key: r.T("Successful counters"), Text: r.T("Listings put back or kept after a counter-notification, of those taken down.")},
			{Key: r.T("Not counted"), Text: r.T("What you retract before the seller is told; what ends by a fix or a settlement; what still goes on.")},
			{Key: r.T("How long"), Text: r.T("Outcomes of the last %d months.", rules.Months)},
			{Key: r.T("Good-faith tier"), Text: r.T("From %d decided listings on: at least %d%% taken down and at most %d%% successful counters, overall and for each reason. Lost when either fails; then it cannot come back for %d months.",
				rules.Tier.Decided, rules.Tier.TakenDownPercent, rules.Tier.RestoredPercent, rules.Tier.LockoutMonths)},
		},
	}
	page.Stats = views.Stats{Items: []views.Stat{
		{Label: r.T("Takedown rate"), Value: percent(v.All.TakedownPercent()), Note: r.T("%d of %d", v.All.TakenDown, v.All.Decided)},
		{Label: r.T("Successful counters"), Value: percent(v.All.RestoredPercent()), Note: r.T("%d of %d", v.All.Restored, v.All.TakenDown)},
	}}
	switch left := v.Limit.Left(); {
	case v.Limit.Suspended != nil:
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("Complaints today"), Value: "0", Note: v.Limit.Suspended.Number, Tone: views.Danger})
	case left >= 0:
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("Complaints today"), Value: r.T("%d of %d", v.Limit.Today, v.Limit.Cap), Note: r.T("the most for one day")})
	default:
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("Complaints today"), Value: "∞", Note: r.T("no limit")})
	}
	if page.Main == nil {
		page.Empty = &views.EmptyState{Icon: "certificate", Title: r.T("Nothing was decided in this time"), Text: r.T("When listings that you complained about are decided, the rates stand here by reason.")}
	}
	return page
}

func percent(n int) string { return strconv.Itoa(n) + " %" }

func (r Reader) tierSays(v ipcase.HolderStanding, t ipcase.TierRule) views.Notice {
	s := v.Standing
	switch {
	case v.Limit.Suspended != nil:
		return views.Notice{
			Tone: views.Danger, Title: r.T("No complaint can be filed at present"), Text: r.T("The decision %s says why, until when, and how to appeal.", v.Limit.Suspended.Number),
			Link: &views.Link{Text: r.T("Open the decision"), Href: MeasureHref(ipcase.PartyHolder, v.Limit.Suspended.Number)},
		}
	case v.Limit.Tier && s.TierSince != nil:
		return views.Notice{Tone: views.Success, Title: r.T("Good-faith tier since %s", r.Day(*s.TierSince).Text), Text: r.T("Where the procedure lets it, sellers are told of your complaints at once, without a reviewer before.")}
	case s.LockedUntil != nil && r.Now.Before(*s.LockedUntil):
		return views.Notice{Tone: views.Warn, Title: r.T("The good-faith tier was lost on %s", r.Day(*s.TierLostAt).Text), Text: r.T("It can come back after %s at the earliest.", r.Day(*s.LockedUntil).Text)}
	case v.Limit.Cap > 0:
		return views.Notice{Tone: views.Warn, Title: r.N(v.Limit.Cap, "%d complaint a day can be filed", "%d complaints a day can be filed"), Text: r.T("Because the takedown rate is low, or by a measure below.")}
	case v.All.Decided < t.Decided:
		return views.Notice{Tone: views.Info, Title: r.T("No tier yet"), Text: r.N(t.Decided-v.All.Decided, "%d more decided listing is needed before accuracy can earn the good-faith tier.", "%d more decided listings are needed before accuracy can earn the good-faith tier.")}
	}
	return views.Notice{Tone: views.Info, Title: r.T("No tier"), Text: r.T("The rates do not earn the good-faith tier, overall or for one of the reasons.")}
}

// holderLadder is what high and low accuracy lead to.
func (r Reader) holderLadder(rules ipcase.AccuracyRules, v ipcase.HolderStanding, all ipcase.StandingRules) views.Table {
	t := views.Table{Caption: r.T("What accuracy leads to"), Columns: []views.Column{
		{Label: r.T("Takedown rate"), Class: "lead"}, {Label: r.T("What it leads to")}, {Label: r.T("At least")}, {Label: r.T("Where you are")},
	}, Groups: []views.RowGroup{{}}}
	row := func(rate, what string, decided int, here bool, tone views.Tone) {
		at := views.Cell{}
		if here {
			at.Body = views.Badge{Tone: tone, Text: r.T("Reached")}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{{Head: true, Text: rate}, {Text: what}, {Text: r.N(decided, "%d decided listing", "%d decided listings")}, at}})
	}
	below := func(decided, percent int) bool {
		return v.All.Decided >= decided && v.All.TakenDown*100 < percent*v.All.Decided
	}
	row(r.T("%d%% or more", rules.Tier.TakenDownPercent), r.T("Good-faith tier"), rules.Tier.Decided, v.Limit.Tier, views.Success)
	for _, c := range rules.Caps {
		row(r.T("below %d%%", c.BelowPercent), r.N(c.Filings, "%d complaint a day", "%d complaints a day"), c.Decided, below(c.Decided, c.BelowPercent), views.Warn)
	}
	for _, x := range rules.Ladder {
		m, _ := all.Measure(x.Measure)
		row(r.T("below %d%%", x.BelowPercent), r.T("Proposed to a reviewer: %s. %s", r.MeasureFor(x.Measure, x.Days), m.Effect.In(r.Lang)), x.Decided, below(x.Decided, x.BelowPercent), views.Warn)
	}
	return t
}

// rates is accuracy by reason; nil where nothing was decided.
func (r Reader) rates(all []ipcase.Rate, book ipcase.Rulebook) *views.Table {
	if len(all) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("Accuracy by reason"), Columns: []views.Column{
		{Label: r.T("Reason"), Class: "lead"}, {Label: r.T("Decided"), Class: "num"}, {Label: r.T("Taken down"), Class: "num"}, {Label: r.T("After a counter put back or kept"), Class: "num"}, {Label: r.T("Good-faith tier")},
	}, Groups: []views.RowGroup{{}}}
	for _, x := range all {
		reason, _ := book.Reason(x.Reason)
		meets := views.Badge{Tone: views.Neutral, Text: r.T("Does not meet it")}
		if book.Standing.Accuracy.Tier.Meets(x) {
			meets = views.Badge{Tone: views.Success, Text: r.T("Meets it")}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: reason.Label.In(r.Lang)},
			{Text: strconv.Itoa(x.Decided)},
			{Text: strconv.Itoa(x.TakenDown), Small: percent(x.TakedownPercent())},
			{Text: strconv.Itoa(x.Restored), Small: percent(x.RestoredPercent())},
			{Body: meets},
		}})
	}
	return t
}
