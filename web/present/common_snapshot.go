package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// Snapshot is a listing as it was when it was complained of, the same for
// everybody who may see the case.
func Snapshot(r Reader, v ipcase.CaseView, i ipcase.ItemView, c Captured, now Now, back string, p views.Page) views.SnapshotPage {
	s := i.Snapshot
	page := views.SnapshotPage{
		Page: p, ID: s.Ref, Title: s.Title, Lang: r.OtherLang(s.Lang), Taken: r.Time(s.TakenAt), Hash: s.Hash, Description: s.Description,
		Facts: []views.SummaryRow{
			{Key: r.T("Price"), Text: Money(s.PriceMinor, s.Currency)},
			{Key: r.T("Seller"), Text: s.SellerName, Lang: r.LangOf(s.SellerName)},
			{Key: r.T("Category"), Text: s.Category, Lang: r.OtherLang(s.Lang)},
			{Key: r.T("Site"), Text: v.Site.Name},
			{Key: r.T("Address"), Text: s.URL},
		},
		Back: views.Link{Text: r.T("Back to the case"), Href: back},
	}
	page.Capture = r.captured(v, i, c)
	page.Now = r.listingNow(v, i, now)
	page.Crumbs = []views.Link{{Text: v.Case.Number, Href: back}, {Text: s.Ref}}
	for n, img := range s.Images {
		page.Pictures = append(page.Pictures, views.Picture{
			Src: PictureHref(v.Case.Number, i.Position, n+1), Alt: r.T("Picture %d of %d", n+1, len(s.Images)), Hash: ShortHash(img.Hash),
		})
	}
	return page
}
