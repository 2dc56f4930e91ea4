package marketplace_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// What the demonstration puts forward must be what the portal takes.
func TestSampleFilesAreEvidence(t *testing.T) {
	store, err := evidence.NewDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	err = fs.WalkDir(marketplace.Samples(), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(marketplace.Samples(), path)
		if err != nil {
			return err
		}
		total += len(b)
		if _, err := store.Put(t.Context(), "file", path, bytes.NewReader(b)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if strings.HasSuffix(path, ".png") && len(b) > 40_000 {
			t.Errorf("%s has %d bytes", path, len(b))
		}
		return nil
	})
	if err != nil || total > 900_000 {
		t.Errorf("%d bytes, %v", total, err)
	}
}

func TestSampleListingsHangTogether(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		sites := marketplace.SampleSites("http://127.0.0.1:20080/market/")
		c := marketplace.New(db.Gorm, sites, marketplace.Samples())
		listings := marketplace.SampleListings(start)
		if err := c.Add(t.Context(), listings...); err != nil {
			t.Fatal(err)
		}
		shops := map[string]int{}
		for _, s := range marketplace.SampleShops() {
			shops[s.Name] = 0
		}
		var lines []string
		for _, l := range listings {
			if _, ok := shops[l.SellerName]; !ok || l.Title == "" || l.Description == "" || l.PriceMinor <= 0 || len(l.Images) == 0 {
				t.Errorf("%+v", l)
			}
			shops[l.SellerName]++
			for _, key := range l.Images {
				if f, err := c.Image(t.Context(), key); err != nil {
					t.Error(err)
				} else {
					_ = f.Close()
				}
			}
			for _, site := range sites {
				if site.Code == l.SiteCode {
					lines = append(lines, marketplace.URL(site, l.Ref))
				}
			}
		}
		if len(listings) < 55 || len(shops) != 9 {
			t.Errorf("%d listings of %d shops", len(listings), len(shops))
		}
		for name, n := range shops {
			if n == 0 {
				t.Errorf("%s sells nothing", name)
			}
		}
		offers, err := c.Lookup(t.Context(), lines)
		if err != nil || len(offers) != len(listings) {
			t.Fatalf("%d offers, %v", len(offers), err)
		}
		for n, o := range offers {
			if o.Ref != listings[n].Ref || o.SiteCode != listings[n].SiteCode {
				t.Errorf("%s led to %s/%s", lines[n], o.SiteCode, o.Ref)
			}
		}
	})
}
