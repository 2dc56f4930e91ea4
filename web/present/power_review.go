package present

import (
	"net/url"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewPowerHref is where a reviewer checks a power of attorney.
func ReviewPowerHref(number string) string { return PowersPath + "/" + url.PathEscape(number) }

// PowersToCheck is the list of powers of attorney that wait for a reviewer.
func (r PowerReader) PowersToCheck(p views.Page, a ipcase.Actor, lines []ipcase.ReviewPowerLine, more bool) views.ChecksPage {
	page := views.ChecksPage{
		Page: p, Lede: r.T("An agent acts only under a power of attorney that is verified. The oldest entry comes first."),
		Pager: views.Pager{Text: r.N(len(lines), "%d power of attorney on this page, the oldest first", "%d powers of attorney on this page, the oldest first")},
	}
	if len(lines) == 0 {
		page.Empty = &views.EmptyState{Icon: "users", Title: r.T("No power of attorney waits to be checked"), Text: r.T("One appears here when an agent hands it in.")}
		return page
	}
	table := views.Table{
		Caption: r.T("Powers of attorney to check, the oldest first"),
		Columns: []views.Column{
			{Label: r.T("Entered"), Class: "nowrap lead"},
			{Label: r.T("Power of attorney")},
			{Label: r.T("Principal")},
			{Label: r.T("Valid")},
			{Label: r.T("Claimed by")},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, l := range lines {
		href := ReviewPowerHref(l.Power.Number)
		who, act := r.T("Nobody"), views.Cell{Body: views.PostButton{Action: href + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: l.Power.Number}}}
		if l.ClaimedName != "" {
			who, act = l.ClaimedName, views.Cell{Body: views.LinkButton{Small: true, Text: r.T("View"), Vh: l.Power.Number, Href: href}}
			if *l.Power.ClaimedBy == a.PersonID {
				who = r.T("You")
			}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(l.Power.CreatedAt)},
			{Head: true, Text: l.Power.Number, Href: href, Small: l.AgentName},
			{Text: l.Principal.Name, Lang: r.LangOf(l.Principal.Name), Small: r.Territory(l.Principal.Country)},
			{Text: r.powerDays(l.Power)},
			{Text: who},
			act,
		}})
	}
	page.Table = &table
	if more {
		page.Pager.Older = PowersPath + "?after=" + strconv.FormatInt(lines[len(lines)-1].Power.ID, 10)
	}
	return page
}

// ReviewPower shows a power of attorney where a reviewer checks or revokes it.
func (r PowerReader) ReviewPower(p views.Page, a ipcase.Actor, v ipcase.ReviewPower, texts ReviewTexts, typed *RightCheck, e *ipcase.Error) views.ReviewPowerPage {
	w := v.Power
	p.Crumbs = []views.Link{{Text: r.T("Powers to check"), Href: PowersPath}, {Text: w.Number}}
	page := views.ReviewPowerPage{
		CheckBench: r.checkBench(p, w.Number, ReviewPowerHref(w.Number), w.Version, checkWords{
			question: r.T("Does the paper say so, and is it signed by the principal?"), verified: r.T("The agent can act under it, between its days."),
			refused: r.T("The agent is told the reason and can hand it in again."),
		}, typed, e),
		Rows: r.powerRows(v.PowerLine), Agent: r.holderRows(ipcase.ReviewRight{Holder: v.Agent}), Others: r.otherPowers(v),
	}
	page.Kind, page.Title, page.Lang, page.Status = r.T("Power of attorney"), v.Principal.Name, r.LangOf(v.Principal.Name), r.PowerBadge(w)
	page.Warnings, page.History = r.powerWarnings(v), r.powerTimeline(v.PowerLine, v.Events)
	for n, x := range v.Exhibits {
		shown := r.exhibit(x, texts)
		shown.No, shown.Open = "P"+strconv.Itoa(n+1), n == 0
		shown.Access = views.Badge{Tone: views.Neutral, Text: r.T("Agent, principal, reviewers")}
		shown.From = r.T("Uploaded %s", r.Day(x.CreatedAt).Text)
		page.Documents = append(page.Documents, shown)
	}
	r.powerReviewSide(&page, a, v)
	return page
}

// powerReviewSide is the form where this reviewer may decide, or why not.
func (r PowerReader) powerReviewSide(page *views.ReviewPowerPage, a ipcase.Actor, v ipcase.ReviewPower) {
	w := v.Power
	back := &views.LinkButton{Text: r.T("Powers to check"), Href: PowersPath}
	switch {
	case v.Own:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Another reviewer checks this"), Text: r.T("You belong to one of the organisations that this power of attorney names."), Link: back}
	case w.Status == ipcase.PowerVerified && w.DaysLeft(r.Today) >= 0:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Verified"), Text: r.N(v.OpenCases, "%d open case stands on it.", "%d open cases stand on it."), Link: back}
		page.MayDecide, page.Choice, page.Action, page.Heading = true, nil, ReviewPowerHref(w.Number)+"/revoke", r.T("Revoke it")
		page.Reason.Hint = r.T("Required. The agent and the principal read it.")
		page.Button = views.Button{Kind: views.DangerKind, Block: true, Text: r.T("Revoke this power of attorney")}
	case w.Status != ipcase.PowerPending:
		page.Claim = &views.ReviewClaimBox{Title: page.Status.Text, Text: r.powerStanding(w), Link: back}
		if w.Reason != "" {
			page.Claim.Text += " " + r.T("Reason: %s", w.Reason)
		}
	default:
		mine := v.ClaimedName != "" && *w.ClaimedBy == a.PersonID
		r.checkClaim(&page.CheckBench, ReviewPowerHref(w.Number), v.ClaimedName, mine, w.ClaimedUntil, claimWords{
			taken: r.T("%s checks this power of attorney", v.ClaimedName), free: r.T("Nobody has claimed this power of attorney"), claim: r.T("Claim this power of attorney"),
		}, back)
	}
}

// powerWarnings are what a reviewer should know before anything else.
func (r PowerReader) powerWarnings(v ipcase.ReviewPower) []views.Notice {
	var list []views.Notice
	for _, o := range v.Namesakes {
		n := views.Notice{Tone: views.Warn, Title: r.T("An account of the principal’s name exists, and has not confirmed the agent."), Text: r.T("%s, %s.", o.Name, r.Territory(o.Country))}
		if v.Principal.OrgID != nil && *v.Principal.OrgID == o.ID {
			n = views.Notice{Tone: views.Success, Title: r.T("The principal’s own account has confirmed the agent."), Text: n.Text}
		}
		list = append(list, n)
	}
	for _, l := range v.Rivals {
		list = append(list, views.Notice{
			Tone: views.Warn, Title: r.T("Another agent names a principal of this name."), Text: r.T("%s handed in %s.", l.AgentName, l.Power.Number),
			Link: &views.Link{Text: r.T("Open it"), Href: ReviewPowerHref(l.Power.Number)},
		})
	}
	if v.Power.Status == ipcase.PowerPending && !v.Power.CoversDay(r.Today) {
		list = append(list, views.Notice{Tone: views.Warn, Title: r.T("By its own dates the power of attorney is not in force today.")})
	}
	return list
}

func (r PowerReader) otherPowers(v ipcase.ReviewPower) *views.Table {
	if len(v.Others) == 0 {
		return nil
	}
	lines := make([]ipcase.PowerLine, len(v.Others))
	for n, o := range v.Others {
		lines[n] = ipcase.PowerLine{Power: o, Principal: v.Principal, AgentName: v.AgentName}
	}
	return r.powerTable(r.T("Other powers of attorney of this principal"), r.T("Agent"), lines, func(l ipcase.PowerLine) (string, string) {
		return l.AgentName, ReviewPowerHref(l.Power.Number)
	})
}
