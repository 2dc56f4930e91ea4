package present

import (
	"net/url"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderRights is the list of a holder's rights.
func (r Reader) HolderRights(p views.Page, a ipcase.Actor, list ipcase.HolderRights) views.HolderRights {
	out := views.HolderRights{
		Page: p,
		Add:  button(a.May(ipcase.PermFile), views.LinkButton{Kind: views.Primary, Icon: "plus", Text: r.T("Register a right"), Href: "/holder/rights/new"}),
	}
	if len(list.Rights) == 0 {
		return out
	}
	t := views.Table{Caption: r.T("IP rights"), Columns: []views.Column{
		{Label: r.T("Intellectual Property Number"), Class: "nowrap"},
		{Label: r.T("Right")},
	}}
	if a.Agent || len(list.For) > 0 {
		t.Columns = append(t.Columns, views.Column{Label: r.T("For")})
	}
	t.Columns = append(
		t.Columns, views.Column{Label: r.T("Registration")}, views.Column{Label: r.T("In force in")},
		views.Column{Label: r.T("Until"), Class: "nowrap"}, views.Column{Label: r.T("State"), Class: "lead"},
	)
	var rows []views.Row
	for _, x := range list.Rights {
		cells := []views.Cell{
			{Head: true, Text: x.Number, Href: "/holder/rights/" + x.Number},
			{Text: x.Title, Lang: r.LangOf(x.Title), Small: r.RightType(x.Type)},
		}
		if a.Agent || len(list.For) > 0 {
			whom := orElse(list.For[x.ID], a.OrgName)
			cells = append(cells, views.Cell{Text: whom, Lang: r.LangOf(whom)})
		}
		rows = append(rows, views.Row{Cells: append(
			cells, views.Cell{Text: r.registration(x)}, views.Cell{Text: r.Territories(x.Territories)}, views.Cell{Text: r.until(x)}, views.Cell{Body: r.RightBadge(x)},
		)})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	out.Table = &t
	if list.Newer || list.Older {
		pager := views.Pager{Text: r.T("Newest first")}
		if list.Newer {
			pager.Newer = "/holder/rights"
		}
		if list.Older {
			pager.Older = "/holder/rights?before=" + url.QueryEscape(list.Rights[len(list.Rights)-1].Number)
		}
		out.Pager = &pager
	}
	return out
}

func (r Reader) registration(x ipcase.Right) string {
	if x.RegNumber == "" {
		return r.T("Not registered")
	}
	return r.RightNumber(x)
}

func (r Reader) until(x ipcase.Right) string {
	if x.ValidUntil == nil {
		return r.T("No end given")
	}
	return r.DateOnly(*x.ValidUntil).Text
}

// HolderRight is one right of the holder's own.
func (r Reader) HolderRight(p views.Page, a ipcase.Actor, h ipcase.HolderRight) views.HolderRight {
	x := h.Right
	out := views.HolderRight{
		Page: p, Eyebrow: r.T("Intellectual Property Number") + " " + x.Number, Title: r.rightTitle(x), Lang: r.LangOf(x.Title),
		Badge: r.RightBadge(x), Standing: r.rightStanding(x), Validity: r.validity(x), Facts: r.rightFacts(x),
		File: button(h.Usable && a.May(ipcase.PermFile) && x.Status == ipcase.RightVerified && x.InForceOn(r.Now), views.LinkButton{
			Kind: views.Primary, Icon: "flag", Text: r.T("File a complaint"), Href: "/holder/file?right=" + url.QueryEscape(x.Number),
		}),
		Timeline: r.Timeline(h.Events, Names{Holder: orElse(h.Agent, a.OrgName)}),
		Use: views.SummaryList{Tight: true, Rows: []views.SummaryRow{
			{Key: r.T("Complaints filed"), Link: &views.Link{Text: r.N(h.Complaints, "%d complaint", "%d complaints"), Href: "/holder/complaints?right=" + url.QueryEscape(x.Number)}},
			{Key: r.T("Still open"), Text: itoa(h.Open)},
		}},
	}
	out.Facts.Rows = append(out.Facts.Rows, r.forWhomRows(h.For, h.Agent)...)
	if x.Status == ipcase.RightRefused {
		out.Refusal = &views.Notice{
			Tone: views.Warn, Title: r.T("This right was not accepted."), Text: x.Reason,
			Link: &views.Link{Text: r.T("Register it again with what was missing"), Href: "/holder/rights/new/" + string(x.Type)},
		}
	}
	for _, e := range h.Exhibits {
		if e.Purpose == ipcase.PurposeSpecimen && strings.HasPrefix(e.ViewMIME, "image/") {
			out.Specimen = append(out.Specimen, views.Picture{Src: EvidenceHref(e.PublicID) + "/view", Alt: r.T("Specimen of %s", x.Title)})
		}
		out.Files.Items = append(out.Files.Items, r.ExhibitTile(e))
	}
	return out
}

func (r Reader) rightTitle(x ipcase.Right) string {
	if x.RegNumber == "" {
		return x.Title
	}
	return r.rightName(x)
}

func (r Reader) rightStanding(x ipcase.Right) string {
	switch {
	case x.Status == ipcase.RightPending:
		return r.T("Registered here on %s. A reviewer compares it with the register; you are told by mail.", r.Day(x.CreatedAt).Text)
	case x.CheckedAt == nil:
		return ""
	case x.Status == ipcase.RightRefused:
		return r.T("Checked on %s", r.Day(*x.CheckedAt).Text)
	default:
		return r.T("Verified on %s", r.Day(*x.CheckedAt).Text)
	}
}

func (r Reader) rightFacts(x ipcase.Right) views.SummaryList {
	rows := []views.SummaryRow{
		{Key: r.T("Type"), Text: r.RightType(x.Type)},
		{Key: r.T("Office and number"), Text: r.registration(x)},
		{Key: r.T("Owner"), Text: x.Owner, Lang: r.LangOf(x.Owner)},
		{Key: r.T("In force in"), Text: r.Territories(x.Territories)},
	}
	if len(x.NiceClasses) > 0 {
		rows = append(rows, views.SummaryRow{Key: r.T("Nice classes"), Text: classList(x.NiceClasses)})
	}
	rows = append(rows, views.SummaryRow{Key: r.T("In force from"), Text: r.DateOnly(x.ValidFrom).Text}, views.SummaryRow{Key: r.T("Until"), Text: r.until(x)})
	if x.Description != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("What is protected"), Text: x.Description, Lang: r.LangOf(x.Description)})
	}
	return views.SummaryList{Rows: rows}
}

func classList(classes []int) string {
	words := make([]string, len(classes))
	for n, c := range classes {
		words[n] = itoa(c)
	}
	return strings.Join(words, ", ")
}

// validity draws the time in force of a right that has an end.
func (r Reader) validity(x ipcase.Right) *views.Span {
	if x.ValidUntil == nil || !x.ValidUntil.After(x.ValidFrom) {
		return nil
	}
	whole := x.ValidUntil.Add(24 * time.Hour).Sub(x.ValidFrom)
	percent := int(r.Now.Sub(x.ValidFrom) / (whole / 100)) // a hundred times six years is more than a Duration holds
	from, until := r.DateOnly(x.ValidFrom).Text, r.DateOnly(*x.ValidUntil).Text
	return &views.Span{
		Label: r.T("In force from %s to %s; today is %s", from, until, r.Day(r.Now).Text),
		From:  from, Until: until, Today: r.T("Today"), Percent: min(max(percent, 0), 100), Over: !x.InForceOn(r.Now),
	}
}
