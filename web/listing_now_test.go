package web_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// The snapshot stands beside the listing of this moment for both sides and the
// reviewer: words inside their sentences, pictures by their bytes; and it stands
// alone where the listing is gone.
func TestListingNow(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		page := "/snapshots/" + number + "/1"
		site.As("lin").Open(page).Status(200).Sees("The listing is as it was").SeesNot("Struck out")

		l, err := site.Catalogue.Listing(t.Context(), webtest.SiteCN, "QL-1001")
		no(t, err)
		l.Title, l.PriceMinor = "Norrvik style headlamp 1200 lumen", l.PriceMinor+100
		l.Images = []string{swapped(l.Images[0]), l.Images[0]}
		no(t, site.Catalogue.Update(t.Context(), l))
		for _, who := range []string{"lin", "elin", "ada"} {
			site.As(who).Open(page).Status(200).
				Sees("The listing has changed since", "[removed: 900]", "[added: 1200]", "[added: US$25.99]", "Unchanged", "Picture 1 then", "Picture 2 now", "New", "Not there then")
		}
		l.Images = []string{swapped(l.Images[1])}
		no(t, site.Catalogue.Update(t.Context(), l))
		site.As("elin").Open(page).Sees("Changed", "Picture 1 now").SeesNot("Outlines alike")
		site.As("ada").Open(page).Sees("Changed", "Outlines alike:", "It proves nothing.")

		no(t, site.Catalogue.SellerDeletes(t.Context(), webtest.SiteCN, "QL-1001", site.Clock.Now()))
		site.As("elin").Open(page).Status(200).Sees("The listing is not offered at this moment", "Norrvik style headlamp 900 lumen").SeesNot("1200")
	})
}

// swapped is another picture of the sample catalogue.
func swapped(key string) string {
	for _, other := range []string{"tool.png", "lamp.png"} {
		if other != key {
			return other
		}
	}
	return key
}
