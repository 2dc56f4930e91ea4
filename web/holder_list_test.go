package web_test

import (
	"fmt"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// The list goes page by page in both directions, without a gap and without a
// complaint told twice.
func TestHolderPagesThroughComplaints(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		const total = 113
		fileMany(t, site, right, total)
		b := site.As("elin")
		number := func(n int) string { return fmt.Sprintf("IP-2026-%06d", n) }
		row := func(n int) string { return `href="/holder/complaints/` + number(n) + `"` }
		b.Open("/holder/complaints").Sees(number(113), number(64)).SeesNot(row(63))
		b.Press("Older").Sees(number(63), number(14)).SeesNot(row(64), row(13))
		b.Press("Older").Sees(number(13), number(1)).SeesNot(row(14))
		b.Press("Newer").Sees(number(63), number(14)).SeesNot(row(64), row(13))
		b.Press("Newer").Sees(number(113), number(64)).SeesNot(row(63))
		b.Open("/holder/complaints?q=pager+lamp+007").Sees("IP-2026-").SeesNot(row(113))
		site.As("zhao").Open("/holder/complaints?before=" + number(64)).Sees("您尚未提交投诉").SeesNot(row(63))
	})
}

// fileMany files complaints about one new listing each, by the deeds that the
// pages use.
func fileMany(t *testing.T, site *webtest.Site, right string, total int) {
	t.Helper()
	ctx, elin := t.Context(), site.Person("elin").Actor()
	var listings []marketplace.CatalogueListing
	for n := range total {
		listings = append(listings, marketplace.CatalogueListing{
			SiteCode: webtest.SiteCN, Ref: fmt.Sprintf("QL-6%04d", n), SellerOrgID: site.Org("Haiyun Outdoor"), SellerName: "Haiyun Outdoor",
			Title: fmt.Sprintf("Pager lamp %03d", n), Lang: "en", Description: "A lamp.", Category: "Lighting", PriceMinor: 900, Currency: "USD",
			Visibility: marketplace.Live, UpdatedAt: site.Clock.Now(),
		})
	}
	if err := site.Catalogue.Add(ctx, listings...); err != nil {
		t.Fatal(err)
	}
	for n := range total {
		id, err := site.Service.StartComplaint(ctx, elin)
		if err != nil {
			t.Fatal(err)
		}
		d, err := site.Service.ComplaintDraft(ctx, elin, id)
		if err != nil {
			t.Fatal(err)
		}
		d.RightNumber, d.Lines, d.Reason = right, []string{listings[n].Ref}, "trademark_look_alike"
		d.Explanation, d.Signature, d.Ticked = "It uses our mark.", "Elin Strand", []string{"good_faith", "accuracy_authority"}
		if err := site.Service.SaveComplaintDraft(ctx, elin, id, d); err != nil {
			t.Fatal(err)
		}
		if _, err := site.Service.FileComplaint(ctx, elin, id); err != nil {
			t.Fatal(err)
		}
	}
}
