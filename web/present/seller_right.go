package present

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// SellerRight is the right behind a complaint as its seller may see it.
func SellerRight(r Reader, in SellerCase, p views.Page) views.RightPage {
	w := r.sellerCase(in)
	right := in.View.Right
	page := views.RightPage{
		Page: p, Number: r.RightNumber(right), OurNumber: right.Number, Title: right.Title, State: r.RightBadge(right), Span: r.rightSpan(right),
	}
	if page.Number == right.Number {
		page.Number = ""
	}
	page.Crumbs = w.crumbs(views.Link{Text: r.RightNumber(right)})
	if right.CheckedAt != nil && right.Status == ipcase.RightVerified {
		page.Checked = r.T("Checked by a reviewer on %s", r.Day(*right.CheckedAt).Text)
	}
	page.Validity = []views.SummaryRow{{Key: r.T("In force in"), Text: r.Territories(right.Territories), Note: r.T("It has no effect elsewhere.")}}
	if slices.Contains(right.Territories, "WW") {
		page.Validity[0].Note = ""
	}
	if office, ok := in.Book.Office(right.Office); ok {
		page.Validity = append(page.Validity, views.SummaryRow{Key: r.T("Office"), Text: office.Name.In(r.Lang)})
	}
	page.Facts = []views.SummaryRow{
		{Key: r.T("Type"), Text: r.RightType(right.Type)},
		{Key: r.T("Owner"), Text: right.Owner, Lang: r.LangOf(right.Owner)},
		{Key: r.T("Complainant"), Link: &views.Link{Text: r.PartyName(in.View.Holder), Lang: r.LangOf(r.PartyName(in.View.Holder)), Href: w.href + "/complainant"}},
	}
	if len(right.NiceClasses) > 0 {
		classes := make([]string, len(right.NiceClasses))
		for n, c := range right.NiceClasses {
			classes[n] = strconv.Itoa(c)
		}
		page.Facts = append(page.Facts, views.SummaryRow{Key: r.T("Nice classes"), Text: strings.Join(classes, ", ")})
	}
	if right.Description != "" {
		page.Facts = append(page.Facts, views.SummaryRow{Key: r.T("What is protected"), Text: right.Description, Lang: r.LangOf(right.Description)})
	}
	for _, e := range in.View.RightExhibits {
		if e.Purpose == ipcase.PurposeSpecimen && strings.HasPrefix(e.ViewMIME, "image/") {
			page.Specimens = append(page.Specimens, views.Picture{Src: EvidenceHref(e.PublicID) + "/view", Alt: r.T("Specimen: %s", right.Title)})
			continue
		}
		page.Documents.Items = append(page.Documents.Items, r.ExhibitTile(e))
	}
	page.Advice = r.T("It protects what stands on this page, in the places named. If your goods are not sold there, or you only say what your product fits, say so in a counter-notification.")
	if !right.InForceOn(r.Now) {
		page.Advice = r.T("The right is not in force today. A reviewer looks at such a complaint before anything happens to your listings.")
	}
	if items := w.can(ipcase.MoveCounter); len(items) > 0 {
		page.Answer = &views.Link{Text: r.T("File a counter-notification"), Href: w.href + "/counter?" + choice(items)}
	}
	return page
}

// rightSpan draws how far a right is between its first and its last day; nothing
// where it has no end.
func (r Reader) rightSpan(right ipcase.Right) *views.Span {
	if right.ValidUntil == nil {
		return nil
	}
	from, until := r.DateOnly(right.ValidFrom).Text, r.DateOnly(*right.ValidUntil).Text
	whole := right.ValidUntil.Sub(right.ValidFrom)
	s := views.Span{From: r.T("From %s", from), Until: r.T("In force until %s", until), Today: r.T("Today"), Percent: 100}
	if over := r.Now.After(right.ValidUntil.Add(24 * time.Hour)); over || whole <= 0 {
		s.Over, s.Until = true, r.T("Ended %s", until)
		s.Label = r.T("In force from %s to %s; it has ended", from, until)
		return &s
	}
	s.Percent = max(0, min(100, int(r.Now.Sub(right.ValidFrom)/(whole/100))))
	s.Label = r.T("In force from %s to %s; today, %s, is %d percent of the way", from, until, r.Day(r.Now).Text, s.Percent)
	return &s
}

// SellerComplainant is what a seller may see of the complainant: the fields that
// the procedure discloses.
func SellerComplainant(r Reader, in SellerCase, p views.Page) views.ContactPage {
	w := r.sellerCase(in)
	v := in.View
	page := views.ContactPage{Page: p, Role: r.T("Complainant"), Name: r.PartyName(v.Holder), Lang: r.LangOf(r.PartyName(v.Holder))}
	page.Crumbs = w.crumbs(views.Link{Text: r.PartyName(v.Holder), Lang: page.Lang})
	page.Power = r.powerShown(v)
	page.Seen = r.ContactSeen(v.Procedure, ipcase.PartyHolder, v.Holder.Shown)
	page.Advice = r.T("Many complaints end when the two sides talk. The complainant can withdraw at any time. A deadline keeps running meanwhile. Keep what you agree in writing.")
	return page
}
