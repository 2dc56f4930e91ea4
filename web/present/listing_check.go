package present

import (
	"net/url"

	"ipportal/ipcase"
	"ipportal/views"
)

// ListingCheckPath is where a shop compares its own listings with complained ones.
const ListingCheckPath = "/seller/listing-check"

// DeleteOwnPath is where it takes off one of them.
const DeleteOwnPath = ListingCheckPath + "/delete"

// ListingCheck is the page of what a shop has on sale that looks like a complained
// listing.
func (r Reader) ListingCheck(p views.Page, c ipcase.OwnCheck, may bool) views.ListingCheckPage {
	return views.ListingCheckPage{
		Page: p, Says: r.checkSays(c), Found: r.checkFound(c, may),
		Lede: r.T("Your own listings beside those that were complained of, so that you can change or delete the like before anybody complains. Only your shop sees this page; nobody is told of it, and nothing follows from it."),
		Rules: []views.SummaryRow{
			{Key: r.T("Picture"), Text: r.T("The outlines of each picture, beside those of the complained listing. Scaled or compressed copies are found; a likeness proves nothing.")},
			{Key: r.T("Words"), Text: r.T("The title, letter by letter, without regard to case, spaces and signs.")},
			{Key: r.T("Mark"), Text: r.T("Whether the title holds the complainant’s trademark, or a long one with one letter other. Naming a mark to say what goods fit can be allowed.")},
			{Key: r.T("Held against"), Text: r.T("Complaints that are open and those that ended with the listing offline. Whatever was kept, withdrawn or not accepted does not count.")},
		},
	}
}

func (r Reader) checkSays(c ipcase.OwnCheck) views.Notice {
	n := views.Notice{Tone: views.Info}
	switch {
	case c.Unknown:
		n.Title, n.Text = r.T("Your listings cannot be looked through"), r.T("The marketplace does not tell this portal what your shop has on sale.")
		return n
	case c.Complaint == 0:
		n.Tone, n.Title, n.Text = views.Success, r.T("Nothing to compare with"), r.T("No complaint about your shop is open, and none took a listing offline.")
		return n
	case len(c.Matches) == 0:
		n.Tone, n.Title = views.Success, r.T("Nothing alike was found")
	default:
		n.Tone, n.Title = views.Warn, r.N(len(c.Matches), "%d of your listings looks like a complained one", "%d of your listings look like complained ones")
	}
	n.Text = r.T("%d listings on sale were held against %d that were complained of.", c.Listings, c.Complaint)
	if c.More {
		n.Text = r.sentences(n.Text, r.T("There are more: only the first %d were looked through.", ipcase.MaxOwnListings))
	}
	if c.Unseen > 0 {
		n.Text = r.sentences(n.Text, r.N(c.Unseen, "%d picture was not looked at yet. Open this page again in a minute.", "%d pictures were not looked at yet. Open this page again in a minute."))
	}
	return n
}

func (r Reader) checkFound(c ipcase.OwnCheck, may bool) *views.Table {
	if len(c.Matches) == 0 {
		return nil
	}
	t := &views.Table{
		Caption: r.T("Your listings that look alike"), Wide: true,
		Columns: []views.Column{
			{Label: r.T("Your listing"), Class: "lead"}, {Label: r.T("What is alike")}, {Label: r.T("The complained listing")}, {Label: r.T("State")}, {Label: r.T("Action"), Class: "act", Vh: true},
		},
	}
	g := views.RowGroup{}
	for _, m := range c.Matches {
		g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: m.Offer.Title, Lang: r.OtherLang(m.Offer.Lang), Small: m.Offer.Ref},
			{Text: r.alike(m)},
			{Text: m.Of.Title, Href: SellerCaseHref(m.Of.CaseNumber), Small: r.Join([]string{m.Of.Ref, m.Of.CaseNumber})},
			{Body: r.ItemBadge(ipcase.Item{State: m.Of.State})},
			{Body: r.checkActs(m.Offer, c.CanDelete && may)},
		}})
	}
	t.Groups = []views.RowGroup{g}
	return t
}

// checkActs is what a shop can do about a listing of its own.
func (r Reader) checkActs(o ipcase.Offer, canDelete bool) views.RowActs {
	acts := views.RowActs{{Text: r.T("Open on the marketplace"), Href: o.URL, Small: true, Vh: o.Ref}}
	if o.EditURL != "" {
		acts = append(acts, views.LinkButton{Text: r.T("Edit"), Href: o.EditURL, Small: true, Vh: o.Ref})
	}
	if canDelete {
		acts = append(acts, views.LinkButton{Kind: views.DangerKind, Text: r.T("Delete"), Href: deleteOwnHref(o), Small: true, Vh: o.Ref, Dialog: true})
	}
	return acts
}

func deleteOwnHref(o ipcase.Offer) string {
	return DeleteOwnPath + "?" + url.Values{"site": {o.SiteCode}, "ref": {o.Ref}}.Encode()
}

// DeleteOwn asks before a shop takes off a listing of its own.
func (r Reader) DeleteOwn(p views.Page, o ipcase.Offer) views.SellerDeletePage {
	p.Crumbs = []views.Link{{Text: r.T("Listing check"), Href: ListingCheckPath}, {Text: o.Ref}}
	return views.SellerDeletePage{Page: p, Confirm: views.ConfirmBox{
		Action: DeleteOwnPath, Hidden: []views.HiddenInput{{Name: "site", Value: o.SiteCode}, {Name: "ref", Value: o.Ref}},
		Title: r.T("Delete listing %s?", o.Ref), Cancel: ListingCheckPath,
		Listings: []views.ListingLine{{Title: o.Title, Lang: r.OtherLang(o.Lang), ID: o.Ref, Price: Money(o.PriceMinor, o.Currency), Href: o.URL}},
		Points: []string{
			r.T("We ask the marketplace to take it offline, as if you had deleted it there. Buyers then no longer see it."),
			r.T("No complaint is answered by this, no points follow, and nobody is told."),
			r.T("It cannot be put back here. What the marketplace lets you do with deleted listings is up to the marketplace."),
		},
		Button: views.Button{Kind: views.DangerSolid, Icon: "trash", Text: r.T("Delete listing %s", o.Ref)},
	}}
}

// AlsoSold adds to what was told after a deletion how many more are like it.
func (r Reader) AlsoSold(told string, c ipcase.OwnCheck) string {
	if len(c.Matches) == 0 {
		return r.sentences(told, r.T("None of your other listings looks like a complained one."))
	}
	return r.sentences(told, r.N(len(c.Matches), "%d of your listings looks like a complained one.", "%d of your listings look like complained ones."))
}

// alike says what two listings have in common.
func (r Reader) alike(m ipcase.OwnMatch) string {
	var what []string
	if m.Picture > 0 {
		what = append(what, r.T("The picture, %d of 100.", m.Picture))
	}
	if m.Mark {
		what = append(what, r.T("The mark %s in the title.", m.Of.RightTitle))
	}
	if m.Words > 0 {
		what = append(what, r.T("The title, %d of 100.", m.Words))
	}
	return r.sentences(what...)
}
