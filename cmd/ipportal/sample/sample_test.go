package sample_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"ipportal/cmd/ipportal/sample"
	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/procedure"
	"ipportal/web"
)

// ground is an empty portal at an instant.
func ground(t testing.TB, db *database.DB, now time.Time) sample.Ground {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	clock := sample.NewClock(now)
	book, err := procedure.Builtin()
	must(err)
	blobs, err := evidence.NewDisk(filepath.Join(dir, "evidence"))
	blobs = blobs.Unsynced()
	must(err)
	outbox, err := notify.NewOutbox(filepath.Join(dir, "outbox"), clock)
	must(err)
	sites := marketplace.SampleSites("http://127.0.0.1:8080/catalogue")
	catalogue := marketplace.New(db.Gorm, sites, marketplace.Samples())
	service := ipcase.New(db.Gorm, clock, book, catalogue, blobs)
	for _, site := range sites {
		_, err := service.AddSite(t.Context(), site)
		must(err)
	}
	return sample.Ground{
		Service: service, Accounts: account.New(db.Gorm, clock), Catalogue: catalogue, Blobs: blobs, Mail: outbox.Unsynced(),
		Compose: web.Letters(service, "http://127.0.0.1:8080", "Quaylane IP Protection", "Quaylane <ip@quaylane.example>"),
		Clock:   clock, Now: now, Say: func(string) {},
	}
}

func TestSample(t *testing.T) {
	db, err := database.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), database.Unsynced())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Migrate(t.Context(), func(string) {}); err != nil {
		t.Fatal(err)
	}
	g := ground(t, db, time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC))
	began := time.Now()
	if err := sample.Seed(context.Background(), g); err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(began))
}
