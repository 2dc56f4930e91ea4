package present

import (
	"net/url"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderComplaints is the list of a holder's complaints.
func (r Reader) HolderComplaints(p views.Page, a ipcase.Actor, q ipcase.HolderComplaintQuery, page ipcase.HolderComplaintPage, rights []ipcase.Right) views.HolderComplaints {
	out := views.HolderComplaints{
		Page: p, File: button(a.May(ipcase.PermFile), r.fileButton()), State: q.State, Tabs: r.complaintTabs(q),
		Search: views.TextInput{Field: views.Field{Label: r.T("Search"), Value: q.Search}, Placeholder: r.T("Complaint no., shop, listing or right")},
	}
	options := []views.Option{{Value: "", Label: r.T("All rights")}}
	for _, x := range rights {
		options = append(options, views.Option{Value: x.Number, Label: r.rightTitle(x), Lang: r.LangOf(x.Title)})
	}
	out.Filters = []views.Select{{Field: views.Field{Name: "right", Label: r.T("Right"), Value: q.Right}, Options: options}}
	out.Note = r.found(q.Search, page.Found)
	searched := q.Search != "" || q.Right != ""
	if searched {
		out.Clear = complaintsHref(ipcase.HolderComplaintQuery{State: q.State})
	}
	if len(page.Lines) == 0 {
		out.Empty = r.noComplaints(a, q, searched)
		return out
	}
	t := r.holderComplaintTable(page.Lines, r.T("Complaints"))
	out.Table, out.Save = &t, r.saveComplaints(q)
	pager := views.Pager{Text: r.T("Newest first")}
	if page.Newer {
		newer := q
		newer.Before, newer.After = "", page.Lines[0].Number
		pager.Newer = complaintsHref(newer)
	}
	if page.Older {
		older := q
		older.After, older.Before = "", page.Lines[len(page.Lines)-1].Number
		pager.Older = complaintsHref(older)
	}
	if page.Newer || page.Older {
		out.Pager = &pager
	}
	return out
}

func (r Reader) noComplaints(a ipcase.Actor, q ipcase.HolderComplaintQuery, searched bool) *views.EmptyState {
	if searched || q.State != "" {
		return &views.EmptyState{
			Icon: "search", Title: r.T("No complaint fits"), Text: r.T("Try other words, or look at all complaints."),
			Actions: []templ.Component{views.LinkButton{Text: r.T("All complaints"), Href: "/holder/complaints"}},
		}
	}
	e := &views.EmptyState{
		Icon: "flag", Title: r.T("You have not filed a complaint yet"),
		Text: r.T("When you file one, it stands here with its cases, how they stand, and what comes next."),
	}
	if a.May(ipcase.PermFile) {
		e.Actions = []templ.Component{r.fileButton()}
	}
	return e
}

func (r Reader) complaintTabs(q ipcase.HolderComplaintQuery) views.Tabs {
	tabs := views.Tabs{Label: r.T("Complaints by state")}
	for _, x := range []struct{ state, label string }{
		{"", views.Key("All")},
		{"turn", views.Key("Your turn")},
		{"seller", views.Key("With sellers")},
		{"review", views.Key("With a reviewer")},
		{"open", views.Key("Not closed")},
		{"ended", views.Key("Closed")},
	} {
		to := q
		to.State, to.Before, to.After = x.state, "", ""
		tabs.Items = append(tabs.Items, views.NavItem{Label: r.T(x.label), Href: complaintsHref(to), Current: x.state == q.State})
	}
	return tabs
}

func complaintsHref(q ipcase.HolderComplaintQuery) string {
	v := url.Values{}
	for name, value := range map[string]string{"q": q.Search, "state": q.State, "right": q.Right, "before": q.Before, "after": q.After} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return "/holder/complaints"
	}
	return "/holder/complaints?" + v.Encode()
}

// HolderComplaint is one complaint with the case of every seller in it.
func (r Reader) HolderComplaint(p views.Page, a ipcase.Actor, h ipcase.HolderComplaint) views.HolderComplaint {
	c := h.Complaint
	out := views.HolderComplaint{
		Page: p, Eyebrow: r.T("Complaint %s, filed on %s", c.Number, r.Day(c.FiledAt).Text),
		Title: r.T("%s of %s", r.Listings(h.Listings()), r.Sellers(len(h.Cases))),
		Retract: button(h.CanRetract > 0, views.LinkButton{
			Kind: views.DangerKind, Text: r.T("Retract the complaint"), Href: "/holder/complaints/" + c.Number + "/retract", Dialog: true,
		}),
		Some:    button(h.CanRetract > 0 && h.Listings() > 1, views.LinkButton{Text: r.T("Retract listings"), Href: RetractListedHref(c.Number)}),
		StatedT: r.T("Statements, signed %s", c.Signature),
	}
	lines := make([]ipcase.HolderCaseLine, len(h.Cases))
	for n, k := range h.Cases {
		lines[n] = caseLine(k)
		out.Cases = append(out.Cases, r.holderCaseCard(k, lines[n]))
	}
	out.Badge, out.Lede = r.complaintStands(lines)
	out.Facts = r.complaintFacts(h)
	for _, s := range c.Statements {
		out.Stated = append(out.Stated, views.Statement{Text: s.Text, Lang: r.OtherLang(s.Lang)})
	}
	for _, e := range h.Exhibits {
		out.Files.Items = append(out.Files.Items, r.ExhibitTile(e))
	}
	card := ipcase.AgentCard(h.Holder.Name, h.Country, h.Holder.Registration, h.Principal, c.Contact)
	out.Seen = r.ContactSeen(h.Procedure, ipcase.PartyHolder, ipcase.PublicContactOf(h.Procedure, ipcase.PartyHolder, card, ipcase.OnFiling, ipcase.OnAcceptance))
	return out
}

// caseLine counts a case's items as a list would.
func caseLine(k ipcase.HolderCaseItems) ipcase.HolderCaseLine {
	l := ipcase.HolderCaseLine{Case: k.Case, SellerName: k.SellerName}
	for _, i := range k.Items {
		l.Tallies = append(l.Tallies, ipcase.HolderTally{CaseID: k.ID, State: i.Item.State, Decided: i.Item.EndedByDecision, Blocked: i.Item.RightBlocked, DueAt: i.Item.DueAt, N: 1})
	}
	return l
}

func (r Reader) holderCaseCard(k ipcase.HolderCaseItems, l ipcase.HolderCaseLine) views.HolderCaseCard {
	badge, _ := r.complaintStands([]ipcase.HolderCaseLine{l})
	card := views.HolderCaseCard{
		Seller: views.Party{Name: k.SellerName, Lang: r.LangOf(k.SellerName), Note: k.Number + " · " + r.Listings(len(k.Items))},
		Number: k.Number, Href: "/holder/cases/" + k.Number, Badge: badge,
	}
	t := views.Table{Caption: r.T("Listings of %s", k.SellerName), Columns: []views.Column{
		{Label: r.T("Listing")}, {Label: r.T("State")}, {Label: r.T("Next")},
	}}
	var rows []views.Row
	for _, i := range k.Items {
		line := r.Listing(k.Number, i.Item.Position, i.Snapshot)
		line.Href = SnapshotHref(k.Number, i.Item.Position)
		rows = append(rows, views.Row{Cells: []views.Cell{{Body: line}, {Body: r.ItemBadge(i.Item)}, r.itemNext(i.Item)}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	card.Items = t
	return card
}

// itemNext is the deadline of one listing, whose it is, or when it ended.
func (r Reader) itemNext(i ipcase.Item) views.Cell {
	switch {
	case i.DueAt != nil && ipcase.Turn(i.State) == ipcase.PartyHolder:
		return views.Cell{Body: r.Deadline(*i.DueAt)}
	case i.DueAt != nil:
		return views.Cell{Body: r.OthersDeadline(*i.DueAt)}
	case i.State.Final() && i.EndedAt != nil:
		return views.Cell{Text: r.T("Closed on %s", r.ShortDay(*i.EndedAt).Text)}
	case i.GuardBlocked:
		return views.Cell{Text: r.T("A reviewer looks at it first")}
	case i.RightBlocked:
		return views.Cell{Text: r.T("A reviewer looks at your right first")}
	case i.Window != "":
		return views.Cell{Text: r.T("Not yet delivered")}
	case i.State == ipcase.LegalHold:
		return views.Cell{Text: r.T("A court decides")}
	default:
		return views.Cell{Text: r.T("A reviewer looks at it")}
	}
}

func (r Reader) complaintFacts(h ipcase.HolderComplaint) views.SummaryList {
	c := h.Complaint
	list := views.SummaryList{Tight: true, Rows: []views.SummaryRow{
		{Key: r.T("Right"), Link: &views.Link{Text: r.rightTitle(h.Right), Href: "/holder/rights/" + h.Right.Number, Lang: r.LangOf(h.Right.Title)}},
		{Key: r.T("Reason"), Text: h.Reason.Label.In(r.Lang)},
		{Key: r.T("Procedure"), Link: &views.Link{Text: h.Procedure.Name.In(r.Lang), Href: ProcedureVersionHref(h.Procedure)}, Note: r.citations(h.Procedure.LegalBasis)},
	}}
	agent := ""
	if !h.Own {
		agent = h.Holder.Name
	}
	list.Rows = append(list.Rows, r.forWhomRows(h.Holder.For, agent)...)
	if c.Explanation != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Explanation"), Body: views.Said{Text: c.Explanation, Lang: r.OtherLang(c.Lang)}})
	}
	for _, an := range c.Answers {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.elementLabel(h, an.ID), Body: views.Said{Text: an.Text, Lang: r.LangOf(an.Text)}})
	}
	return list
}

func (r Reader) elementLabel(h ipcase.HolderComplaint, id string) string {
	for _, e := range h.Procedure.NoticeElementsFor(h.Right.Type, h.Reason, h.Complaint.Proof) {
		if e.ID == id {
			return e.Label.In(r.Lang)
		}
	}
	return id
}
