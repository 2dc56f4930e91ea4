package present

import (
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// RetractListed is what the page about retracting listings of a complaint is made
// from.
type RetractListed struct {
	Complaint ipcase.HolderComplaint
	Lines     []ipcase.RetractLine // as looked up, or every listing of the complaint
	Typed     string               // the list as typed
	LookedUp  bool
	Picked    []string // values of the boxes that were ticked; nil: every one that can be
	Error     *ipcase.Error
}

// RetractListedHref is that page.
func RetractListedHref(complaint string) string {
	return "/holder/complaints/" + complaint + "/retract-listings"
}

// RetractListedPage retracts listings by list or by ticking.
func (r Reader) RetractListedPage(p views.Page, in RetractListed) views.RetractListedPage {
	number := in.Complaint.Complaint.Number
	base := "/holder/complaints/" + number
	problems := r.Problems(in.Error, nil)
	p.Crumbs = []views.Link{{Text: r.T("Complaints"), Href: "/holder/complaints"}, {Text: number, Href: base}, {Text: p.Title}}
	page := views.RetractListedPage{
		Page: p, Eyebrow: r.T("Complaint %s", number), Action: RetractListedHref(number),
		Lede: r.T("Retract the complaint about some of its listings, whoever sells them. The complaint about the others stands."),
		Lines: views.TextArea{Rows: 6, Field: views.Field{
			Name: "lines", Label: r.T("Listing addresses or IDs, one on each line"), Value: in.Typed, Error: problems.Of("lines"),
			Hint: r.T("Up to %d lines. Nothing is retracted before you have seen what they name.", ipcase.MaxListings),
		}},
		Look: views.Button{Icon: "search", Text: r.T("Look up this list"), Name: "do", Value: "look"},
		Back: views.Link{Text: r.T("Back to the complaint"), Href: base},
	}
	switch {
	case in.Error == nil:
	case in.Error.Kind == ipcase.Invalid:
		page.Errors, page.Page.HasError = problems.Summary, true
	default:
		page.Stale = r.HolderStale(in.Error)
	}
	if len(in.Lines) > 0 {
		page.Found = r.retractForm(in, problems)
	}
	return page
}

func (r Reader) retractForm(in RetractListed, problems Problems) *views.RetractListedForm {
	can := 0
	for _, l := range in.Lines {
		if l.Status == ipcase.RetractFound {
			can++
		}
	}
	f := &views.RetractListedForm{Title: r.T("Or by ticking"), Error: problems.Of("items"), Groups: r.retractGroups(in)}
	f.Summary = r.T("%d of %d listings can be retracted.", can, len(in.Lines))
	if in.LookedUp {
		f.Title = r.T("What your list names")
		f.Summary = r.T("%d of %d lines can be retracted. Untick what you want to keep.", can, len(in.Lines))
		f.Hidden = []views.HiddenInput{{Name: "lines", Value: in.Typed}}
	}
	if can > 0 {
		f.Points = r.retractPoints()
		f.Send = &views.Button{Kind: views.DangerSolid, Text: r.T("Retract the ticked listings"), Name: "do", Value: "retract"}
	}
	return f
}

// retractGroups are the lines by seller, those that name nothing at the end.
func (r Reader) retractGroups(in RetractListed) []views.RetractGroup {
	var cases []string
	rows := map[string][]views.RetractRow{}
	sellers := map[string]string{}
	for _, l := range in.Lines {
		if _, seen := rows[l.Case]; !seen {
			cases = append(cases, l.Case)
		}
		rows[l.Case], sellers[l.Case] = append(rows[l.Case], r.retractRow(in, l)), l.Seller
	}
	slices.SortStableFunc(cases, func(a, b string) int {
		if (a == "") != (b == "") {
			return strings.Compare(b, a)
		}
		return 0
	})
	var groups []views.RetractGroup
	for _, number := range cases {
		g := views.RetractGroup{Title: sellers[number], Lang: r.LangOf(sellers[number]), Note: number, Rows: rows[number]}
		if number == "" {
			g = views.RetractGroup{Title: r.T("Not in this complaint"), Rows: rows[number]}
		}
		groups = append(groups, g)
	}
	return groups
}

// RetractValue is how a box names a listing of a case.
func RetractValue(number string, position int) string { return number + "/" + itoa(position) }

func (r Reader) retractRow(in RetractListed, l ipcase.RetractLine) views.RetractRow {
	row := views.RetractRow{Typed: l.Line}
	if in.LookedUp {
		row.Line = r.T("Line %d", l.N)
	}
	if l.Case != "" {
		line := r.Listing(l.Case, l.Item.Position, l.Shot)
		row.Listing = &line
	}
	switch l.Status {
	case ipcase.RetractFound:
		row.Value = RetractValue(l.Case, l.Item.Position)
		row.Version = views.HiddenInput{Name: "version-" + row.Value, Value: itoa(l.Item.Version)}
		row.Checked = in.LookedUp && in.Picked == nil || slices.Contains(in.Picked, row.Value)
		row.Result = r.ItemBadge(l.Item).Text
	case ipcase.RetractEnded:
		row.Result = r.T("The complaint about it has ended: %s", r.ItemBadge(l.Item).Text)
	case ipcase.RetractDuplicate:
		row.Result = r.T("The same listing as line %d", l.OtherN)
	default:
		row.Result = r.T("This complaint names no such listing. Check the address or ID.")
	}
	return row
}
