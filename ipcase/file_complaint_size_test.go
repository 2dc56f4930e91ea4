package ipcase_test

import (
	"fmt"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// Filing is one transaction of a few statements, whatever the number of
// listings and sellers.
func TestFilingIsAHandfulOfStatements(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		record := ipcasetest.Record(db)
		w := ipcasetest.New(t, db)
		shops := w.Shops(40)
		var refs []string
		for n := range 300 {
			refs = append(refs, fmt.Sprintf("BULK-%03d", n))
			shop := shops[n%len(shops)]
			no(t, w.Market.Add(t.Context(), marketplace.CatalogueListing{
				SiteCode: w.Site.Code, Ref: refs[n], SellerOrgID: shop.OrgID, SellerName: shop.OrgName, Title: "Headlamp", Lang: "en",
				Description: "A lamp.", Category: "Lamps", PriceMinor: 100, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: w.Clock.Now(),
			}))
		}
		draft := w.Draft(w.Right(ipcase.Trademark), refs...)
		for n := range 6 {
			w.Text(w.Norrvik, draft, fmt.Sprintf("Photograph %d", n))
		}
		var filed ipcase.Complaint
		all := record.During(func() {
			var err error
			filed, err = w.FileComplaint(t.Context(), w.Norrvik, draft)
			no(t, err)
		})
		if n := len(w.CasesOf(filed.ID)); n != 40 {
			t.Fatalf("%d cases", n)
		}
		inside, begun := []string{}, 0
		for _, s := range all {
			switch {
			case s.SQL == "BEGIN":
				begun++
			case begun > 0 && s.SQL != "COMMIT":
				inside = append(inside, s.SQL)
			}
		}
		if begun != 1 || len(inside) > 17 || len(all) > 25 {
			t.Errorf("%d transactions, %d statements in it, %d in all:", begun, len(inside), len(all))
			for _, s := range all {
				t.Logf("%.120s", s.SQL)
			}
		}
	})
}
