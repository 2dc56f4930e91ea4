package ipcase_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/sheet"
)

// TestManyLinesByXLSX files many lines over 20 rights and 40 sellers by XLSX, and
// says how long each step took: as many as IPPORTAL_BULK_LINES says.
func TestManyLinesByXLSX(t *testing.T) {
	lines := 600
	if s := os.Getenv("IPPORTAL_BULK_LINES"); s != "" {
		if _, err := fmt.Sscan(s, &lines); err != nil {
			t.Fatal(err)
		}
	}
	each(t, func(t *testing.T, w *ipcasetest.World) {
		shops := w.Shops(40)
		var rights []string
		for range 20 {
			rights = append(rights, w.Right(ipcase.Trademark))
		}
		var offers []marketplace.CatalogueListing
		var file bytes.Buffer
		out, err := sheet.NewWriter(&file, sheet.XLSX)
		no(t, err)
		no(t, out.Row("right number", "listing", "reason", "what is complained of"))
		for n := range lines {
			shop, ref := shops[n%40], fmt.Sprintf("BULK%05d", n)
			offers = append(offers, marketplace.CatalogueListing{
				SiteCode: w.Site.Code, Ref: ref, SellerOrgID: shop.OrgID, SellerName: shop.OrgName, Title: "Headlamp " + ref, Lang: "en", Description: "Rechargeable.",
				Category: "Lamps", PriceMinor: 1290, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: w.Clock.Now(),
			})
			no(t, out.Row(rights[n%20], ref, inTitle, "The mark stands in the title"))
		}
		no(t, out.Close())
		for n := 0; n < len(offers); n += 1000 {
			no(t, w.Market.Add(t.Context(), offers[n:min(n+1000, len(offers))]...))
		}
		began := time.Now()
		lap := func() time.Duration { d := time.Since(began); began = time.Now(); return d.Round(time.Millisecond) }
		read, err := sheet.Read(bytes.NewReader(file.Bytes()), ipcase.MaxBulkLines)
		no(t, err)
		reading := lap()
		var rows []ipcase.BulkRow
		for _, r := range read[1:] {
			rows = append(rows, ipcase.BulkRow{N: r.N, Right: r.Cells[0], Listing: r.Cells[1], Reason: r.Cells[2], Words: r.Cells[3]})
		}
		id, err := w.PreviewBulk(t.Context(), w.Norrvik, "lines.xlsx", rows)
		no(t, err)
		looking := lap()
		in := said(t, w, id)
		lap()
		no(t, w.SendBulk(t.Context(), w.Norrvik, in))
		sending := lap()
		list, err := w.ClaimDeliveries(t.Context(), 1, time.Hour, ipcase.DeliverBulk)
		no(t, err)
		no(t, w.FileBulk(t.Context(), list[0]))
		filing := lap()
		v, err := w.ReadBulk(t.Context(), w.Norrvik, id)
		no(t, err)
		var items int64
		no(t, w.DB.Gorm.Model(&ipcase.Item{}).Count(&items).Error)
		if filed, wrong := v.Filed(); int(items) != lines || wrong != 0 || filed != len(v.Groups) {
			t.Errorf("%d listings in %d complaints, %d refused", items, filed, wrong)
		}
		t.Logf("%d lines (%d KB): read in %s, looked through in %s, sent in %s, %d complaints filed in %s", lines, file.Len()>>10, reading, looking, sending, len(v.Groups), filing)
	})
}
