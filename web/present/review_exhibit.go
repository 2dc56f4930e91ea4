package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// pageLines is how many lines of a text stand on one page of the viewer.
const pageLines = 60

// ReviewExhibitPage shows one exhibit of a case large, with its neighbours; text
// is the words of a text file, of which page is shown.
func (r Reader) ReviewExhibitPage(p views.Page, c ipcase.CaseView, at int, text string, page int) views.ReviewExhibitPage {
	e := c.Exhibits[at]
	number := c.Case.Number
	p.Crumbs = []views.Link{{Text: r.T("Queue"), Href: "/review"}, {Text: number, Href: ReviewCaseHref(number)}, {Text: e.Label}}
	out := views.ReviewExhibitPage{
		Page: p, Title: e.Label + " " + e.Name, Position: r.T("Exhibit %d of %d in %s", at+1, len(c.Exhibits), number), Exhibit: r.exhibit(e, nil),
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
	if text != "" {
		r.textPage(&out, href(at), text, page)
	}
	return out
}

// textPage cuts a text into pages; one out of range is the nearest.
func (r Reader) textPage(out *views.ReviewExhibitPage, href, text string, page int) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" { // behind the last newline is no line
		lines = lines[:len(lines)-1]
	}
	pages := max(1, (len(lines)+pageLines-1)/pageLines)
	page = min(max(page, 1), pages)
	end := min(page*pageLines, len(lines))
	out.Exhibit.Text = strings.Join(lines[(page-1)*pageLines:end], "")
	out.Exhibit.Lang = r.LangOf(out.Exhibit.Text)
	out.PageOf = r.T("Page %d of %d", page, pages)
	out.PageBack, out.PageOn = &views.Link{Text: r.T("Previous page")}, &views.Link{Text: r.T("Next page")}
	if page > 1 {
		out.PageBack.Href = href + "?page=" + strconv.Itoa(page-1)
	}
	if page < pages {
		out.PageOn.Href = href + "?page=" + strconv.Itoa(page+1)
	}
}
