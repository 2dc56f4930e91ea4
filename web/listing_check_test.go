package web_test

import (
	"net/url"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// A shop sees which of its listings look like complained ones; the reviewer sees how
// alike the specimen and the picture look. Neither the other shop nor the complainant
// learns what the first one sells.
func TestListingCheck(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		lin := site.As("lin")
		lin.Open("/seller/listing-check").Status(200).Sees("Nothing to compare with")

		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		lin.Open("/seller/listing-check").Sees("Nothing to compare with") // of which the seller was not told
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		site.As("ada").Open("/review/cases/" + number).Sees("Outlines like those of specimen 1:")

		own := marketplace.CatalogueListing{
			SiteCode: webtest.SiteCN, Ref: "QL-1077", SellerOrgID: w.Haiyun.OrgID, SellerName: "Haiyun Outdoor", Title: "Quiet fan for the desk", Lang: "en",
			Description: "A fan.", Category: "Office", PriceMinor: 1900, Currency: "USD", Visibility: marketplace.Live, UpdatedAt: site.Clock.Now(),
		}
		no(t, site.Catalogue.Add(t.Context(), own))
		lin.Open("/seller/listing-check").Sees("not looked at yet", "EU-1001", "The mark", "in the title.", "The title,", number)
		site.Work()
		lin.Open("/seller/listing-check").SeesNot("not looked at yet", "QL-1077", "Quiet fan").Sees("The picture,", "EU-1001")

		chosen := w.All(number)
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: chosen}))
		lin.Open("/seller/listing-check").Sees("EU-1001", "Deleted by you")
		site.As("wang").Open("/seller/listing-check").Sees("没有可对照的商品").SeesNot("EU-1001")
		site.As("elin").Open("/seller/listing-check").Status(404)
	})
}

// From Listing check a shop takes off a listing of its own: after a question, once,
// through a row that is carried out, and without a case. Nobody else can, and a
// complaint that it was told of meanwhile is the place to do so.
func TestListingCheckDeletes(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		lin := site.As("lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()

		const path = "/seller/listing-check/delete"
		the := func(site, ref string) url.Values { return url.Values{"site": {site}, "ref": {ref}} }
		lin.Open("/seller/listing-check").In("EU-1001").Press("Delete").At(path).Sees("Delete listing EU-1001?", "no points follow")
		lin.Press("Delete listing EU-1001").At("/seller/listing-check").Sees("We have asked the marketplace to take EU-1001 offline")
		lin.Send(path, the(webtest.SiteEU, "EU-1001")).At("/seller/listing-check").Status(200) // pressed twice
		site.Work()
		lin.Send(path, the(webtest.SiteEU, "EU-1001")).At("/seller/listing-check").Status(200)
		lin.Open(path + "?" + the(webtest.SiteEU, "EU-1001").Encode()).At("/seller/listing-check").SeesNot("EU-1001")
		l, err := site.Catalogue.Listing(t.Context(), webtest.SiteEU, "EU-1001")
		no(t, err)
		if l.Visibility != marketplace.Withdrawn {
			t.Errorf("EU-1001 is %s", l.Visibility)
		}
		var rows []ipcase.OwnDeletion
		no(t, db.Gorm.Find(&rows).Error)
		if len(rows) != 1 || rows[0].DoneAt == nil || rows[0].Failed {
			t.Errorf("deletions: %+v", rows)
		}
		if err := site.Service.Verify(t.Context(), nil); err != nil {
			t.Error(err)
		}

		// Not another shop's.
		site.As("wang").Send(path, the(webtest.SiteCN, "QL-1003")).Status(404)

		// One complaint is filed about it before the press: the shop does not learn of it
		// here. Of another it was told: there the complaint ends with the listing.
		w.File(w.Right(ipcase.Trademark), "QL-1003")
		_, told := w.File(w.Right(ipcase.Trademark), "QL-1002")
		no(t, w.Rule(w.Rita, told[w.Haiyun.OrgID], ipcase.MoveAccept))
		lin.Send(path, the(webtest.SiteCN, "QL-1002")).Status(403).Sees("A complaint about this listing is open")
		lin.Send(path, the(webtest.SiteCN, "QL-1003")).At("/seller/listing-check").Status(200)
	})
}
