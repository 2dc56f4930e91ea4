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
		CheckBench: r.checkBench(p, c.Number, href, c.Version, checkWords{
			question: r.T("Is the identity proven?"), verified: r.T("What this holder files can reach sellers."),
			refused: r.T("The holder is told the reason and can hand in again."),
		}, typed, e),
		Rows: []views.SummaryRow{
			{Key: r.T("Paper"), Text: r.PaperKind(c.Kind)},
			{Key: r.T("Number of the paper"), Text: c.PaperNumber},
			{Key: r.T("Issued in"), Text: r.Country(c.Country)},
			{Key: r.T("Issued on"), Text: r.DateOnly(c.IssuedOn).Text},
			{Key: r.T("Handed in"), Body: r.Time(c.CreatedAt)},
		},
		Org: r.identityOrg(v.Org), Before: r.identityHistory(v.Earlier),
		PapersNote: r.T("Every opening is recorded with your name. The files are deleted %d days after the check.", ipcase.PaperDays),
	}
	page.Kind, page.Title, page.Lang, page.Status = r.PaperKind(c.Kind), v.Org.Name, r.LangOf(v.Org.Name), r.checkBadge(c.Status)
	page.History = r.Timeline(v.Events, Names{Holder: v.Org.Name})
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
	list := &views.LinkButton{Text: r.T("Identities to check"), Href: "/review/identities"}
	if c.Status != ipcase.IdentityPending {
		page.Claim = &views.ReviewClaimBox{Title: r.T("Checked"), Text: r.T("This identity was checked. The result: %s.", page.Status.Text), Link: list}
		if c.Reason != "" {
			page.Claim.Text += " " + r.T("Reason: %s", c.Reason)
		}
		return page
	}
	mine := v.ClaimedName != "" && *c.ClaimedBy == a.PersonID
	r.checkClaim(&page.CheckBench, href, v.ClaimedName, mine, c.ClaimedUntil, claimWords{
		taken: r.T("%s checks this identity", v.ClaimedName), free: r.T("Nobody has claimed this check"), claim: r.T("Claim this check"),
	}, list)
	return page
}
