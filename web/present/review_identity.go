package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewIdentity shows an identity paper where a reviewer checks it.
func (r Reader) ReviewIdentity(p views.Page, a ipcase.Actor, v ipcase.ReviewIdentity, typed *RightCheck, e *ipcase.Error) views.ReviewIdentityPage {
	c := v.Check
	href := ReviewIdentityHref(c.Number)
	p.Crumbs = []views.Link{{Text: r.T("Identities to check"), Href: "/review/identities"}, {Text: c.Number}}
	page := views.ReviewIdentityPage{
		Page: p, Number: c.Number, Kind: r.PaperKind(c.Kind), Name: v.Org.Name, Lang: r.LangOf(v.Org.Name), Status: r.checkBadge(c.Status),
		Rows: []views.SummaryRow{
			{Key: r.T("Paper"), Text: r.PaperKind(c.Kind)},
			{Key: r.T("Number of the paper"), Text: c.PaperNumber},
			{Key: r.T("Issued in"), Text: r.Country(c.Country)},
			{Key: r.T("Issued on"), Text: r.DateOnly(c.IssuedOn).Text},
			{Key: r.T("Handed in"), Body: r.Time(c.CreatedAt)},
		},
		Org: r.identityOrg(v.Org), History: r.Timeline(v.Events, Names{Holder: v.Org.Name}),
		PapersNote: r.T("Every opening is recorded with your name. The files are deleted %d days after the check.", ipcase.PaperDays),
		Action:     href + "/check", Hidden: []views.HiddenInput{{Name: "version", Value: strconv.Itoa(c.Version)}},
		Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Record the decision")},
		Before: r.identityHistory(v.Earlier),
	}
	if v.Org.Email != "" || v.Org.Phone != "" {
		page.Org.Rows = append(page.Org.Rows, views.SummaryRow{Key: r.T("Phone"), Text: orElse(v.Org.Phone, "–")}, views.SummaryRow{Key: r.T("Email"), Text: orElse(v.Org.Email, "–")})
	}
	page.Org.Rows = append(page.Org.Rows,
		views.SummaryRow{Key: r.T("Its rights here"), Text: strconv.Itoa(v.Rights)},
		views.SummaryRow{Key: r.T("Cases that wait for it"), Text: strconv.Itoa(v.Waiting)})
	for _, f := range v.Papers {
		tile := views.EvidenceTile{Name: f.Name, Facts: fileKind(f.MIME) + " · " + Size(f.Size), Hash: ShortHash(f.Hash), Access: r.scanBadge(f.Scan)}
		if f.PaperFile() == nil {
			tile.Href = href + "/papers/" + f.PublicID
		}
		page.Papers.Items = append(page.Papers.Items, tile)
	}
	if v.Dropped {
		page.PapersNote = r.T("The files were deleted, as their time was over. The record of the check stays.")
	}
	problems := r.Problems(e, nil)
	page.Choice = views.Radios{Field: views.Field{Name: "verify", Label: r.T("Is the identity proven?"), Error: problems.Of("verify")}, Options: []views.Option{
		{Value: "yes", Label: r.T("Verify it"), Text: r.T("What this holder files can reach sellers.")},
		{Value: "no", Label: r.T("Refuse it"), Text: r.T("The holder is told the reason and can hand in again.")},
	}}
	page.Reason = views.TextArea{Rows: 4, Field: views.Field{
		Name: "reason", Label: r.T("Reason"), Hint: r.T("Required where you refuse: what is missing, and how to cure it."), Error: problems.Of("reason"),
	}}
	if typed != nil {
		page.Choice.Value, page.Reason.Value = typed.Verify, typed.Reason
	}
	page.Errors, page.Stale = r.notRecorded(e, page.Reason.Value)
	r.identitySide(&page, a, v)
	return page
}

// identitySide is the form where this reviewer holds the check, or the way to it.
func (r Reader) identitySide(page *views.ReviewIdentityPage, a ipcase.Actor, v ipcase.ReviewIdentity) {
	c := v.Check
	href := ReviewIdentityHref(c.Number)
	list := &views.LinkButton{Text: r.T("Identities to check"), Href: "/review/identities"}
	mine := v.ClaimedName != "" && *c.ClaimedBy == a.PersonID
	switch {
	case c.Status != ipcase.IdentityPending:
		page.Claim = &views.ReviewClaimBox{Title: r.T("Checked"), Text: r.T("This identity was checked. The result: %s.", r.checkBadge(c.Status).Text), Link: list}
		if c.Reason != "" {
			page.Claim.Text += " " + r.T("Reason: %s", c.Reason)
		}
	case mine:
		page.MayCheck = true
		page.GiveBack = &views.PostButton{Action: href + "/give-back", Button: views.Button{Small: true, Text: r.T("Give back"), Vh: c.Number}}
	case v.ClaimedName != "":
		page.Claim = &views.ReviewClaimBox{
			Title: r.T("%s checks this identity", v.ClaimedName), Text: r.T("It can be claimed again when it is given back, or at %s.", r.ShortTime(*c.ClaimedUntil).Text), Link: list,
		}
	default:
		page.Claim = &views.ReviewClaimBox{
			Title: r.T("Nobody has claimed this check"), Text: r.T("Claim it to decide: nobody else is offered it for 30 minutes, and each act of yours renews that."),
			Button: &views.PostButton{Action: href + "/claim", Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Claim this check"), Vh: c.Number}},
		}
	}
}
