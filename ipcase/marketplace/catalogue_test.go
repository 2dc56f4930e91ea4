package marketplace_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/marketplace/markettest"
)

var (
	start = time.Date(2026, 6, 11, 9, 0, 0, 123456000, time.UTC)
	sites = []ipcase.Site{
		{Code: "quaylane", BaseURL: "https://quaylane.example/item"},
		{Code: "quaylane-us", BaseURL: "http://us.quaylane.example:8080"},
	}
)

func lamp(site, ref string) marketplace.CatalogueListing {
	return marketplace.CatalogueListing{
		SiteCode: site, Ref: ref, SellerOrgID: 7, SellerName: "Haiyun Outdoor", Title: "可充电头灯 Headlamp 1200 lm", Lang: "zh-CN",
		Description: "IPX6", Category: "Headlamps", PriceMinor: 940, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: start,
	}
}

func catalogue(t *testing.T, db *database.DB) *marketplace.Catalogue {
	t.Helper()
	c := marketplace.New(db.Gorm, sites, fstest.MapFS{"lamp.png": {Data: []byte("png")}, "a.pdf": {Data: []byte("pdf")}})
	if err := c.Add(t.Context(), lamp("quaylane", "QL-88201447"), lamp("quaylane", "QL-88201502"), lamp("quaylane-us", "QU-1001")); err != nil {
		t.Fatal(err)
	}
	return c
}

func listing(t *testing.T, c *marketplace.Catalogue, site, ref string) marketplace.CatalogueListing {
	t.Helper()
	l, err := c.Listing(t.Context(), site, ref)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func order(key string, after time.Duration) ipcase.Removal {
	return ipcase.Removal{
		Key: key, SiteCode: "quaylane", Ref: "QL-88201447", CaseNumber: "IP-2026-000123-7K", Complainant: "Norrvik Optics AB",
		Right: "trademark", At: start.Add(after),
	}
}

func TestLookup(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		want := map[string]string{ // line → ref, "" = leads nowhere
			"QL-88201447":   "QL-88201447",
			" ql-88201447 ": "QL-88201447",
			"https://quaylane.example/item/QL-88201447":                        "QL-88201447",
			"HTTP://QuayLane.Example/item/ql-88201447/?utm_source=x&spm=1#top": "QL-88201447",
			"quaylane.example/item/QL-88201502":                                "QL-88201502",
			"“https://quaylane.example/item/QL-88201502”，":                     "QL-88201502",
			"https://quaylane.example:443/item/QL-88201502":                    "QL-88201502",
			"http://us.quaylane.example:8080/QU-1001":                          "QU-1001",
			"QU-1001":                                                "QU-1001",
			"http://us.quaylane.example/QU-1001":                     "", // another port
			"https://quaylane.example/item/QU-1001":                  "", // of the other site
			"https://quaylane.example/shop/QL-88201447":              "",
			"https://quaylane.example/item/QL-88201447/reviews":      "",
			"https://quaylane.example@evil.example/item/QL-88201447": "",
			"https://user@quaylane.example/item/QL-88201447":         "",
			"https://quaylane.example.evil.example/item/QL-88201447": "",
			"javascript://quaylane.example/item/QL-88201447":         "",
			"QL-99999999":         "",
			"":                    "",
			"haiyun outdoor":      "",
			"QL-88201447' OR 1=1": "",
			"https://quaylane.example/item/%51L-88201447":                        "QL-88201447",
			"https://www.otherbazaar.example/p/3391220":                          "",
			"https://quaylane.example/item/" + string(make([]byte, 3000)) + "QL": "",
		}
		var lines []string
		for line := range want {
			lines = append(lines, line)
		}
		offers, err := c.Lookup(t.Context(), lines)
		if err != nil || len(offers) != len(lines) {
			t.Fatalf("%d offers, %v", len(offers), err)
		}
		for n, o := range offers {
			if o.Line != lines[n] || o.Found != (want[lines[n]] != "") || o.Ref != want[lines[n]] || o.Gone {
				t.Errorf("%q: found %v, ref %q, line %q", lines[n], o.Found, o.Ref, o.Line)
			}
		}
		all, err := c.Lookup(t.Context(), []string{"QU-1001"})
		if err != nil {
			t.Fatal(err)
		}
		wantOffer := ipcase.Offer{
			Line: "QU-1001", Found: true, SiteCode: "quaylane-us", Ref: "QU-1001", URL: "http://us.quaylane.example:8080/QU-1001", SellerOrgID: 7,
			SellerName: "Haiyun Outdoor", Title: "可充电头灯 Headlamp 1200 lm", Lang: "zh-CN", Description: "IPX6", Category: "Headlamps",
			PriceMinor: 940, Currency: "USD", ImageKeys: []string{"lamp.png"}, UpdatedAt: start,
		}
		if diff := cmp.Diff(wantOffer, all[0]); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRemoveAndRestore(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		for range 2 { // the same order twice is one
			if err := c.Remove(t.Context(), order("d-1", 0)); err != nil {
				t.Fatal(err)
			}
		}
		l := listing(t, c, "quaylane", "ql-88201447")
		if l.Visibility != marketplace.Removed || l.CaseNumber != "IP-2026-000123-7K" || l.Complainant != "Norrvik Optics AB" ||
			l.RightType != "trademark" || l.RemovedAt == nil || !l.RemovedAt.Equal(start) {
			t.Errorf("removed: %+v", l)
		}
		if o, _ := c.Lookup(t.Context(), []string{l.Ref}); !o[0].Found || !o[0].Gone {
			t.Errorf("looked up: %+v", o[0])
		}
		for range 2 {
			if err := c.Restore(t.Context(), order("d-2", time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		if l := listing(t, c, "quaylane", l.Ref); l.Visibility != marketplace.Live || l.CaseNumber != "" || l.RemovedAt != nil {
			t.Errorf("restored: %+v", l)
		}
		// The first order, arriving again or late, takes nothing down any more.
		if err := c.Remove(t.Context(), order("d-1", 0)); err != nil {
			t.Error(err)
		}
		if err := c.Remove(t.Context(), order("d-0", 30*time.Minute)); err != nil {
			t.Error(err)
		}
		if l := listing(t, c, "quaylane", l.Ref); l.Visibility != marketplace.Live {
			t.Errorf("an old order took it down: %+v", l)
		}
		if l := listing(t, c, "quaylane", "QL-88201502"); l.Visibility != marketplace.Live {
			t.Errorf("the neighbour: %+v", l)
		}
		journal, err := c.Journal(t.Context())
		if err != nil || len(journal) != 3 || !journal[0].Changed || journal[1].Action != "restore" || journal[2].Changed {
			t.Errorf("journal %+v, %v", journal, err)
		}
	})
}

func TestOrdersThatCannotBeCarriedOut(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		if err := c.Remove(t.Context(), order("d-1", 0)); err != nil {
			t.Fatal(err)
		}
		var permanent *ipcase.PermanentError
		if err := c.Restore(t.Context(), order("d-1", time.Hour)); !errors.As(err, &permanent) {
			t.Errorf("one key for two orders: %v", err)
		}
		unknown := order("d-2", 0)
		unknown.Ref = "QL-1"
		if err := c.Remove(t.Context(), unknown); !errors.As(err, &permanent) {
			t.Errorf("unknown listing: %v", err)
		}
		if err := c.Remove(t.Context(), order("", 0)); err == nil {
			t.Error("an order without a key")
		}
	})
}

func TestSellerWithdrawsForGood(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		if err := c.Remove(t.Context(), order("d-1", 0)); err != nil {
			t.Fatal(err)
		}
		if err := c.SellerDeletes(t.Context(), "quaylane", "QL-88201447", start.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if err := c.Restore(t.Context(), order("d-2", time.Hour)); err != nil {
			t.Error(err)
		}
		if err := c.Remove(t.Context(), order("d-3", 2*time.Hour)); err != nil {
			t.Error(err)
		}
		if l := listing(t, c, "quaylane", "QL-88201447"); l.Visibility != marketplace.Withdrawn {
			t.Errorf("%+v", l)
		}
		if o, _ := c.Lookup(t.Context(), []string{"QL-88201447"}); !o[0].Found || !o[0].Gone {
			t.Errorf("looked up: %+v", o[0])
		}
		if err := c.SellerDeletes(t.Context(), "quaylane", "QL-1", start); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("unknown: %v", err)
		}
	})
}

func TestSameOrderAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := c.Remove(context.Background(), order("d-1", 0)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if journal, err := c.Journal(t.Context()); err != nil || len(journal) != 1 {
			t.Errorf("%d orders, %v", len(journal), err)
		}
	})
}

func TestBrowseAndUpdate(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		first, err := c.Browse(t.Context(), "quaylane", "", 0, 1)
		if err != nil || first.Total != 2 || len(first.Listings) != 1 || first.Next == 0 {
			t.Fatalf("%+v, %v", first, err)
		}
		second, err := c.Browse(t.Context(), "quaylane", "", first.Next, 1)
		if err != nil || len(second.Listings) != 1 || second.Next != 0 || second.Listings[0].Ref != "QL-88201502" {
			t.Errorf("%+v, %v", second, err)
		}
		l := second.Listings[0]
		l.Title, l.PriceMinor, l.Images, l.UpdatedAt = "Strap 100%", 110, []string{"strap.png", "b.png"}, start.Add(time.Hour)
		if err := c.Update(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		for words, n := range map[string]int64{"STRAP": 1, "100%": 1, "头灯": 1, "haiyun": 2, "_": 0, "%": 1, "ql-8820": 2} {
			if p, err := c.Browse(t.Context(), "quaylane", words, 0, 10); err != nil || p.Total != n {
				t.Errorf("%s: %d, %v", words, p.Total, err)
			}
		}
		got := listing(t, c, "quaylane", l.Ref)
		if got.Title != l.Title || !cmp.Equal(got.Images, l.Images) || !got.UpdatedAt.Equal(l.UpdatedAt) {
			t.Errorf("%+v", got)
		}
		if err := c.SellerDeletes(t.Context(), "quaylane", l.Ref, start); err != nil {
			t.Fatal(err)
		}
		if p, err := c.Browse(t.Context(), "quaylane", "", 0, 10); err != nil || p.Total != 1 {
			t.Errorf("%d, %v", p.Total, err)
		}
		if err := c.Update(t.Context(), l); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("update of what is gone: %v", err)
		}
		if _, err := c.Listing(t.Context(), "quaylane-us", l.Ref); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("on the other site: %v", err)
		}
		if err := c.Add(t.Context(), lamp("quaylane", "QL-88201447")); err == nil {
			t.Error("the same id twice")
		}
	})
}

func TestImage(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		r, err := c.Image(t.Context(), "lamp.png")
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); err != nil || string(b) != "png" {
			t.Errorf("%q, %v", b, err)
		}
		for _, key := range []string{"", ".", "no.png", "../lamp.png", "/lamp.png", "a.pdf"} {
			if _, err := c.Image(t.Context(), key); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q: %v", key, err)
			}
		}
	})
}

func TestFlakyMarketplaceIsStillOnceOnly(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := catalogue(t, db)
		f := markettest.New(c)
		f.Next(markettest.Away, markettest.AnswerIsLost, markettest.Refuses)
		var permanent *ipcase.PermanentError
		for n, want := range []bool{true, true, true, false} {
			if err := f.Remove(t.Context(), order("d-1", 0)); (err != nil) != want || errors.As(err, &permanent) != (n == 2) {
				t.Errorf("call %d: %v", n, err)
			}
		}
		if journal, err := c.Journal(t.Context()); err != nil || len(journal) != 1 || len(f.Calls()) != 4 {
			t.Errorf("%d orders of %v, %v", len(journal), f.Calls(), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		f.Always(markettest.TimesOut)
		if err := f.Restore(ctx, order("d-2", time.Hour)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("timed out: %v", err)
		}
		f.Always(markettest.Away)
		if _, err := f.Lookup(t.Context(), nil); err == nil {
			t.Error("looked up while away")
		}
	})
}
