package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewExhibitPage shows one exhibit of a case large, with its neighbours.
func (r Reader) ReviewExhibitPage(p views.Page, c ipcase.CaseView, at int, l Looking) views.ReviewExhibitPage {
	e := c.Exhibits[at]
	number := c.Case.Number
	p.Crumbs = []views.Link{{Text: r.T("Queue"), Href: "/review"}, {Text: number, Href: ReviewCaseHref(number)}, {Text: e.Label}}
	out := views.ReviewExhibitPage{
		Page: p, Title: e.Label + " " + e.Name, Position: r.T("Exhibit %d of %d in %s", at+1, len(c.Exhibits), number), Exhibit: r.exhibit(e, ReviewTexts{}),
		Previous: &views.Link{Text: r.T("Previous exhibit")}, Next: &views.Link{Text: r.T("Next exhibit")},
	}
	who := r.PartyName(c.Holder)
	other := c.Seller.Name
	if e.OrgID == c.Seller.OrgID {
		who, other = other, who
	}
	if e.OrderID != nil {
		who = r.T("The platform")
	}
	out.Exhibit.From = r.T("From %s, %s", who, r.Day(e.CreatedAt).Text)
	if e.Visibility == ipcase.ReviewerOnly {
		out.Exhibit.Unseen = r.T("%s has not seen this, so a decision cannot rely on it.", other)
	}
	href := func(n int) string { return ReviewCaseHref(number) + "/exhibits/" + c.Exhibits[n].Label }
	if at > 0 {
		out.Previous.Href = href(at - 1)
	}
	if at+1 < len(c.Exhibits) {
		out.Next.Href = href(at + 1)
	}
	if e.CanBeOpened() && e.Scan != ipcase.ScanFound {
		if e.AskedAt != nil {
			out.Asked = r.T("%s was asked on %s to show it to the other side.", who, r.Day(*e.AskedAt).Text)
		} else {
			out.Ask = &views.ViewerAct{
				Action: href(at) + "/ask", Text: r.T("You can ask %s to show it to %s. Nothing else of the case changes.", who, other),
				Button: views.Button{Icon: "message", Text: r.T("Ask to show it")},
			}
		}
	}
	l.Href, l.Own = href(at), true
	out.Pages = r.ExhibitPages(e, l)
	return out
}
