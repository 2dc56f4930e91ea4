package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// Deliveries is the operator's list of what was given up.
func (r Reader) Deliveries(p views.Page, d ipcase.Deliveries) views.OperatorPage {
	page := views.OperatorPage{
		Page: p, Lede: r.T("What had to leave the portal: mails, removals, restorations. Each is tried again for hours before it is given up."),
		Stats: views.Stats{Items: []views.Stat{
			{Label: r.T("given up"), Value: strconv.Itoa(d.GivenUp), Tone: lateTone(d.GivenUp)},
			{Label: r.T("waiting or under way"), Value: strconv.Itoa(d.Waiting)},
		}},
		Pager: views.Pager{Text: r.N(len(d.Failed), "%d delivery on this page, newest first", "%d deliveries on this page, newest first")},
	}
	if d.Oldest != nil {
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("longest waiting since"), Value: r.ShortTime(*d.Oldest).Text})
	}
	if len(d.Failed) == 0 {
		page.Empty = &views.EmptyState{Title: r.T("Nothing was given up"), Text: r.T("A delivery that had to be given up is shown here with its last error.")}
		return page
	}
	table := views.Table{
		Caption: r.T("Deliveries given up, newest first"),
		Columns: []views.Column{
			{Label: r.T("What"), Class: "nowrap"},
			{Label: r.T("About")},
			{Label: r.T("To")},
			{Label: r.T("Tries"), Class: "num"},
			{Label: r.T("Last error")},
			{Label: r.T("Asked for"), Class: "nowrap"},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, f := range d.Failed {
		to := f.OrgName
		if f.ListingRef != "" {
			to = f.ListingRef
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: r.deliveryKind(f), Small: r.T("No. %d", f.ID)},
			{Text: orElse(f.CaseNumber, "–")},
			{Text: to, Lang: r.LangOf(to)},
			{Text: strconv.Itoa(f.Attempts)},
			{Text: f.LastError, Lang: r.OtherLang("en")},
			{Body: r.ShortTime(f.CreatedAt)},
		}})
	}
	page.Table = &table
	if d.Older {
		page.Pager.Older = "/operator?before=" + strconv.FormatInt(d.Failed[len(d.Failed)-1].ID, 10)
	}
	return page
}

func (r Reader) deliveryKind(f ipcase.FailedDelivery) string {
	switch f.Kind {
	case ipcase.DeliverRemove:
		return r.T("Removal of a listing")
	case ipcase.DeliverRestore:
		return r.T("Restoration of a listing")
	default:
		return r.T("Mail: %s", r.messageSubject(f.Message, ipcase.MailPayload{}))
	}
}
