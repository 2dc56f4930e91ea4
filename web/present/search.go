package present

import (
	"net/url"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewSearchPath is the search of all cases.
const ReviewSearchPath = "/review/search"

func reviewSearchHref(typed string) string {
	return ReviewSearchPath + "?" + url.Values{"q": {typed}}.Encode()
}

// found says what a search did beside listing what it found; nil where there is
// nothing to say.
func (r Reader) found(typed string, f ipcase.Found) *views.SearchNote {
	n := &views.SearchNote{}
	if f.Instead != "" {
		n.Texts = append(n.Texts, r.T("Nothing has the words “%s”. This is what has “%s”.", typed, f.Instead))
	}
	if f.More {
		n.Texts = append(n.Texts, r.T("More than %d cases have these words. Another word narrows them.", ipcase.FoundExactly))
	}
	if len(n.Texts) == 0 {
		return nil
	}
	return n
}

// foundElsewhere adds where a search finds more.
func foundElsewhere(n *views.SearchNote, link views.Link) *views.SearchNote {
	if n == nil {
		n = &views.SearchNote{}
	}
	n.Link = &link
	return n
}

// ReviewSearch is a page of what a reviewer's words found.
func (r Reader) ReviewSearch(p views.Page, typed string, before int64, out ipcase.CaseSearch) views.ReviewSearchPage {
	page := views.ReviewSearchPage{
		Page: p, Lede: r.T("Every case in every state, the newest first. The end of a word may be left out, and the marks and zeros of a number."),
		Search: views.TextInput{Field: views.Field{Name: "q", Label: r.T("Search"), Value: typed}, Type: "search", Placeholder: r.T("Case, party, right, listing")},
		Note:   r.found(typed, out.Found),
	}
	switch {
	case typed == "":
		page.Empty = &views.EmptyState{Icon: "search", Title: r.T("Look for a case"), Text: r.T("By the number of a case, a complaint, a right or a listing, by a mark, or by the words of a party’s name or a listing’s title.")}
		return page
	case len(out.Lines) == 0:
		page.Empty = &views.EmptyState{Icon: "search", Title: r.T("Nothing found"), Text: r.T("No case has all these words. Try fewer of them.")}
		return page
	}
	t := r.foundTable(out.Lines)
	page.Table = &t
	page.Pager = views.Pager{Text: r.N(out.Total, "%d case", "%d cases")}
	if shown := len(out.Lines); shown < out.Total {
		page.Pager.Text = r.T("%d of %d cases", shown, out.Total)
	}
	if before != 0 {
		page.Pager.Newer = reviewSearchHref(typed)
	}
	if out.Older != 0 {
		page.Pager.Older = reviewSearchHref(typed) + "&before=" + strconv.FormatInt(out.Older, 10)
	}
	return page
}

func (r Reader) foundTable(lines []ipcase.CaseLine) views.Table {
	t := views.Table{Caption: r.T("Cases that were found, the newest first"), Columns: []views.Column{
		{Label: r.T("Case"), Class: "nowrap lead"},
		{Label: r.T("State")},
		{Label: r.T("Right")},
		{Label: r.T("Complainant")},
		{Label: r.T("Seller")},
		{Label: r.T("Listings"), Class: "num"},
		{Label: r.T("Opened"), Class: "nowrap"},
	}}
	var g views.RowGroup
	for _, l := range lines {
		badge := views.Badge{Tone: views.Neutral, Text: r.T("Different outcomes")}
		if l.Status != ipcase.StatusMixed {
			badge = r.CaseBadge(l.Status, nil, true)
		}
		task := ""
		if l.ReviewTask != ipcase.TaskNone {
			task = r.ReviewTask(l.ReviewTask)
		}
		holder := r.BothNames(l.HolderName, l.HolderFor)
		g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Number, Href: ReviewCaseHref(l.Number), Small: task},
			{Body: badge},
			{Text: l.RightTitle, Lang: r.LangOf(l.RightTitle), Small: r.RightType(l.RightType)},
			{Text: holder, Lang: r.LangOf(holder)},
			{Text: l.SellerName, Lang: r.LangOf(l.SellerName)},
			{Text: strconv.Itoa(l.ItemCount)},
			{Text: r.Day(l.OpenedAt).Text},
		}})
	}
	t.Groups = []views.RowGroup{g}
	return t
}
