package present

import (
	"encoding/json"
	"net/url"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderSoon is how long before its end a right stands on the dashboard.
const HolderSoon = rightSoon

// HolderDashboard is a rights holder's first page.
func (r Reader) HolderDashboard(p views.Page, a ipcase.Actor, d ipcase.HolderDashboard) views.HolderDashboard {
	out := views.HolderDashboard{
		Page: p, Lede: r.T("%s. You act as %s.", a.OrgName, a.Name),
		File:     button(a.May(ipcase.PermFile), r.fileButton()),
		AddRight: button(a.May(ipcase.PermFile), views.LinkButton{Small: true, Icon: "plus", Text: r.T("Register a right"), Href: "/holder/rights/new"}),
	}
	if !a.May(ipcase.PermFile) {
		e := a.Lacks(ipcase.PermFile)
		out.Lede = r.sentences(out.Lede, r.T(e.Msg, e.Args...))
		d.Drafts = nil
	}
	if len(d.Turn) > 0 {
		t := r.holderTurn(d.Turn)
		out.Turn, out.TurnNote = &t, r.N(len(d.Turn), "%d case needs you", "%d cases need you")
		if d.More {
			out.TurnNote = r.T("The first %d that need you", len(d.Turn))
		}
	}
	out.Stats = views.Stats{Items: []views.Stat{
		{Label: r.T("open complaints"), Value: itoa(d.Counts.Open), Href: "/holder/complaints?state=open"},
		{Label: r.T("cases waiting for sellers"), Value: itoa(d.Counts.Sellers), Href: "/holder/complaints?state=seller"},
		{Label: r.T("cases with a reviewer"), Value: itoa(d.Counts.Review), Href: "/holder/complaints?state=review"},
		{Label: r.T("cases before a court"), Value: itoa(d.Counts.Court)},
		{Label: r.T("listings removed or deleted"), Value: itoa(d.Counts.Removed)},
	}}
	if len(d.Latest) > 0 {
		t := r.holderComplaintTable(d.Latest, r.T("Latest complaints"))
		for n := range t.Groups[0].Rows {
			t.Groups[0].Rows[n].Cells[1].Small = "" // the list says it; here the column is narrow
		}
		out.Latest = &t
	}
	for _, x := range d.Drafts {
		out.Drafts = append(out.Drafts, r.holderDraftLine(x))
	}
	for _, x := range d.Rights {
		out.Rights = append(out.Rights, views.HolderRightLine{
			Name: r.rightName(x), Lang: r.LangOf(x.Title), Href: "/holder/rights/" + x.Number, Note: r.rightNote(x), Badge: r.RightBadge(x),
		})
	}
	switch {
	case d.All == 0:
		out.RightsNote = r.T("You have not registered a right yet. A complaint is always filed under one.")
	case d.All == 1:
		out.RightsNote = r.T("Your right is verified and in force for more than 60 days.")
	default:
		out.RightsNote = r.T("All %d rights are verified and in force for more than 60 days.", d.All)
	}
	return out
}

func (r Reader) fileButton() views.LinkButton {
	return views.LinkButton{Kind: views.Primary, Icon: "flag", Text: r.T("File a complaint"), Href: "/holder/file"}
}

// holderTurn is the cases that wait for the holder: what is needed, and what
// follows when nothing is done.
func (r Reader) holderTurn(lines []ipcase.HolderCaseLine) views.Table {
	t := views.Table{Caption: r.T("Cases that need you"), Columns: []views.Column{
		{Label: r.T("Case")},
		{Label: r.T("What is needed")},
		{Label: r.T("If you do nothing")},
		{Label: r.T("Act by"), Class: "nowrap lead"},
		{Label: r.T("Action"), Class: "act", Vh: true},
	}}
	var rows []views.Row
	for _, l := range lines {
		need, ok := l.Need()
		if !ok {
			continue
		}
		what, otherwise, press := r.holderNeed(need.State)
		by := views.Cell{Text: r.T("When you open it"), Small: r.T("The time starts when the notice reaches you.")}
		if need.DueAt != nil {
			by = views.Cell{Body: r.Deadline(*need.DueAt)}
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Number, Href: "/holder/cases/" + l.Number, Small: l.SellerName + " · " + r.Listings(need.N)},
			{Body: r.stateBadge(need.State, false), Small: what},
			{Text: otherwise},
			by,
			{Body: views.LinkButton{Kind: views.Primary, Small: true, Text: press, Vh: l.Number, Href: "/holder/cases/" + l.Number}},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

// holderNeed says what a state asks of the holder, what silence does, and how
// the button is called.
func (r Reader) holderNeed(s ipcase.State) (what, otherwise, press string) {
	switch s {
	case ipcase.NeedsInfo:
		return r.T("Add what the reviewer asked for."), r.T("The complaint about these listings lapses. The seller is not told of it."), r.T("Complete Now")
	case ipcase.StatutoryWait:
		return r.T("Show that you have gone to court, or let the listings return."), r.T("The listings are put back."), r.T("Process Now")
	default:
		return r.T("Read it, then accept it, or contest it with evidence."),
			r.T("The complaint about these listings closes. They stay online, or are put back."), r.T("Reply Now")
	}
}

func (r Reader) holderDraftLine(d ipcase.Draft) views.HolderDraftLine {
	var draft ipcase.ComplaintDraft
	line := views.HolderDraftLine{Title: r.T("Complaint without a right yet"), Href: "/holder/file/" + url.PathEscape(d.ID)}
	saved := r.T("Last saved: %s", r.ShortTime(d.UpdatedAt).Text)
	if err := json.Unmarshal([]byte(d.Data), &draft); err == nil && draft.RightNumber != "" {
		line.Title = r.T("Complaint under %s", draft.RightNumber)
		line.Note = r.N(len(draft.Lines), "%d line", "%d lines") + " · "
	}
	line.Note += saved
	return line
}

// rightNote is what to know about a right, beside its badge.
func (r Reader) rightNote(x ipcase.Right) string {
	switch {
	case x.Status == ipcase.RightPending:
		return r.T("A reviewer compares it with the register.")
	case x.Status == ipcase.RightRefused:
		return r.T("Open it to see why.")
	case x.ValidUntil != nil && !x.InForceOn(r.Now):
		return r.T("Since %s. No complaint can be filed under it.", r.DateOnly(*x.ValidUntil).Text)
	case x.ValidUntil != nil:
		return r.T("On %s. Renew it at the office.", r.DateOnly(*x.ValidUntil).Text)
	default:
		return ""
	}
}

// holderComplaintTable is complaints in rows.
func (r Reader) holderComplaintTable(lines []ipcase.HolderComplaintLine, caption string) views.Table {
	t := views.Table{Caption: caption, Columns: []views.Column{
		{Label: r.T("Complaint no."), Class: "nowrap"},
		{Label: r.T("Right")},
		{Label: r.T("Sellers")},
		{Label: r.T("Listings")},
		{Label: r.T("State"), Class: "lead"},
		{Label: r.T("Next")},
	}}
	var rows []views.Row
	for _, l := range lines {
		badge, next := r.complaintStands(l.Cases)
		sellers := r.Sellers(len(l.Cases))
		if len(l.Cases) == 1 {
			sellers = l.Cases[0].SellerName
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Number, Href: "/holder/complaints/" + l.Number, Small: r.ShortDay(l.FiledAt).Text},
			{Text: l.RightTitle, Lang: r.LangOf(l.RightTitle), Small: l.RightNumber},
			{Text: sellers, Lang: r.sellerLang(l)},
			{Text: itoa(l.Items())},
			{Body: badge},
			{Text: next},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

func (r Reader) sellerLang(l ipcase.HolderComplaintLine) string {
	if len(l.Cases) != 1 {
		return ""
	}
	return r.LangOf(l.Cases[0].SellerName)
}
