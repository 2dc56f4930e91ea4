package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/worker"
	"ipportal/web"
	"ipportal/web/webtest"
)

// A complained listing's page is captured by a real browser, stands beside the snapshot
// for both sides and the reviewer, in the case file and in the chain; of a page that is
// gone it is said that there is none. Whoever changes picture or row is found out.
func TestCaptures(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Service.WithCamera(webtest.Camera(t))
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001", "QL-1003")
		number := cases[w.Haiyun.OrgID]
		page := "/snapshots/" + number + "/1"
		site.As("elin").Open(page).Status(200).Sees("The page is being captured")
		site.As("elin").Open(page + "/page").Status(404)
		no(t, site.Catalogue.SellerDeletes(t.Context(), webtest.SiteCN, "QL-1003", site.Clock.Now()))
		site.Clock.Advance(time.Minute)
		site.Work()
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()

		address := site.URL + "/catalogue/" + webtest.SiteCN + "/QL-1001"
		c := onlyCapture(t, db, number, 1)
		if c.Why != "" || c.URL != address || c.Cut || c.Width != 1280 || c.Height < 500 {
			t.Errorf("captured: %+v", c)
		}
		if gone := onlyCapture(t, db, number, 2); gone.Why != ipcase.PageGone || gone.Hash != "" {
			t.Errorf("a page that was taken off: %+v", gone)
		}
		for who, home := range map[string]string{"elin": "/holder/cases/", "lin": "/seller/cases/", "ada": "/review/cases/"} {
			b := site.As(who).Open(page).Status(200).Sees("The page of the listing", address, c.Hash, fmt.Sprintf("1280 × %d pixels", c.Height))
			b.Open(page + "/page").Status(200)
			img, kind, err := image.Decode(bytes.NewReader(b.Body()))
			if err != nil || img.Bounds().Dy() != c.Height || b.Header("Content-Type") != "image/"+kind || b.Header("Content-Security-Policy") != "sandbox; default-src 'none'" {
				t.Errorf("%s: %v, %s, %s", who, err, b.Header("Content-Type"), b.Header("Content-Security-Policy"))
			}
			b.Open("/snapshots/"+number+"/2").Status(200).Sees("The page could not be captured: it was not there any more", "The snapshot does not depend on it.")
			b.Open("/snapshots/" + number + "/2/page").Status(404)
			file := readable(b.Open(home + number + "/casefile.zip").Status(200).Body())
			for _, words := range []string{"pages/1 QL-1001.", c.Hash, `"not_captured": "gone"`} {
				if !strings.Contains(file, words) {
					t.Errorf("the case file of %s does not say %q", who, words)
				}
			}
		}
		for _, other := range []string{"dana", "zhao"} {
			site.As(other).Open(page + "/page").Status(404)
		}
		no(t, site.Service.Verify(t.Context(), nil))
		tamperWithCapture(t, site, c)
	})
}

func onlyCapture(t *testing.T, db *database.DB, number string, position int) ipcase.Capture {
	t.Helper()
	var rows []ipcase.Capture
	no(t, db.Gorm.Where("position = ? AND case_id = (SELECT id FROM cases WHERE number = ?)", position, number).Find(&rows).Error)
	if len(rows) != 1 {
		t.Fatalf("listing %d of %s has %d captures: %+v", position, number, len(rows), rows)
	}
	return rows[0]
}

// tamperWithCapture changes what is kept of a page, each time in one place.
func tamperWithCapture(t *testing.T, site *webtest.Site, c ipcase.Capture) {
	t.Helper()
	other, err := site.Blobs.Put(t.Context(), "evidence", "other.png", bytes.NewReader(webtest.Picture(t, 64, 48)))
	no(t, err)
	undo := errors.New("undo")
	for what, change := range map[string]string{
		"another picture": "UPDATE captures SET hash = '" + other.Hash + "' WHERE id = ?",
		"another address": "UPDATE captures SET url = url || '0' WHERE id = ?",
		"cut":             "UPDATE captures SET cut = NOT cut WHERE id = ?",
		"another listing": "UPDATE captures SET position = 9 WHERE id = ?",
		"taken away":      "DELETE FROM captures WHERE id = ?",
	} {
		err := ipcasetest.AsOwner(t, site.DB).Gorm.Transaction(func(tx *gorm.DB) error {
			if site.DB.Dialect == database.Postgres {
				no(t, tx.Exec("SET LOCAL session_replication_role = replica").Error)
			} else {
				no(t, tx.Exec("DROP TRIGGER captures_no_update").Error)
				no(t, tx.Exec("DROP TRIGGER captures_no_delete").Error)
			}
			no(t, tx.Exec(change, c.ID).Error)
			on := ipcase.New(tx, site.Clock, site.Service.Book(), site.Catalogue, site.Blobs).KeepLog(false, ipcasetest.LogKey())
			if err := on.Verify(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "page") {
				t.Errorf("%s: %v", what, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
	}
	var at string
	no(t, filepath.WalkDir(site.Dir, func(p string, _ os.DirEntry, err error) error {
		if filepath.Base(p) == c.Hash {
			at = p
		}
		return err
	}))
	data, err := os.ReadFile(at)
	no(t, err)
	data[len(data)/2] ^= 1
	no(t, os.Chmod(at, 0o600))
	no(t, os.WriteFile(at, data, 0o600))
	if err := site.Service.Verify(t.Context(), nil); err == nil || !strings.Contains(err.Error(), c.Hash) {
		t.Errorf("a byte of the picture: %v", err)
	}
}

// dying is the store of a worker that is killed when the picture is kept, before the row.
type dying struct {
	ipcase.Blobs
	kill context.CancelFunc
}

func (d dying) KeepPicture(ctx context.Context, r io.Reader) (ipcase.Picture, error) {
	p, err := d.Blobs.KeepPicture(ctx, r)
	d.kill()
	return p, err //nolint:wrapcheck // as it came
}

// A page is captured once, though a worker dies between picture and row and two others
// take up at once what it left.
func TestCapturedOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lens := webtest.Camera(t)
		site.Service.WithCamera(lens)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]

		ctx, kill := context.WithCancel(t.Context())
		defer kill()
		dies := ipcase.New(db.Gorm, site.Clock, site.Service.Book(), site.Catalogue, dying{site.Blobs, kill}).WithCamera(lens)
		list, err := dies.ClaimDeliveries(ctx, 1, time.Minute, ipcase.DeliverCapture)
		no(t, err)
		if err := dies.CapturePage(ctx, list[0]); !errors.Is(err, context.Canceled) {
			t.Fatalf("it was to die: %v", err)
		}
		var rows int64
		no(t, db.Gorm.Model(&ipcase.Capture{}).Count(&rows).Error)
		if rows != 0 {
			t.Fatalf("%d rows before anybody wrote one", rows)
		}
		site.Clock.Advance(2 * time.Minute) // its lease has run out
		first, err := site.Service.ClaimDeliveries(t.Context(), 1, time.Minute, ipcase.DeliverCapture)
		no(t, err)
		site.Clock.Advance(2 * time.Minute) // the next one is slow, and loses it too
		second, err := site.Service.ClaimDeliveries(t.Context(), 1, time.Minute, ipcase.DeliverCapture)
		no(t, err)
		if len(first) != 1 || len(second) != 1 {
			t.Fatalf("claimed: %d and %d", len(first), len(second))
		}
		var both sync.WaitGroup
		for _, d := range []ipcase.Delivery{first[0], second[0]} {
			both.Go(func() {
				if err := errors.Join(site.Service.CapturePage(t.Context(), d), site.Service.DeliveryDone(t.Context(), d, "captured")); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		c := onlyCapture(t, db, number, 1)
		var events []ipcase.Event
		no(t, db.Gorm.Where("kind = ?", ipcase.EventPageCaptured).Find(&events).Error)
		if len(events) != 1 || !strings.Contains(events[0].Data, c.Hash) || !strings.Contains(events[0].Data, c.URL) {
			t.Errorf("events: %+v", events)
		}
		no(t, site.Service.Verify(t.Context(), nil))
	})
}

// Where no browser can be started the filing goes its way; the page is tried a few
// times, given up aloud, and said not to have been captured.
func TestNotCaptured(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lens := webtest.Camera(t)
		lens.Path = filepath.Join(t.TempDir(), "chromium")
		site.Service.WithCamera(lens)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		tries := 0
		for range 20 {
			site.Work()
			var d ipcase.Delivery
			no(t, db.Gorm.Where("kind = ?", ipcase.DeliverCapture).Take(&d).Error)
			if tries = d.Attempts; d.State == ipcase.DeliveryFailed {
				break
			}
			site.As("lin").Open("/snapshots/" + number + "/1").Sees("The page is being captured")
			site.Clock.Advance(10 * time.Minute)
		}
		if tries != 6 {
			t.Errorf("it was tried %d times", tries)
		}
		for _, who := range []string{"lin", "elin", "ada"} {
			site.As(who).Open("/snapshots/"+number+"/1").Status(200).Sees("The page could not be captured: no browser could be used", "Norrvik style headlamp 900 lumen")
		}
		site.As("operator").Open("/operator").Sees("Capture of a listing’s page", number)
		no(t, site.Service.Verify(t.Context(), nil))

		// A portal without a browser says nothing of captures, and leaves what waits alone.
		plain := webtest.New(t, ipcasetest.SQLite(t))
		p := worldOf(t, plain, "elin", "lin")
		_, cases = p.File(p.Right(ipcase.Trademark), "QL-1001")
		plain.As("elin").Open("/snapshots/"+cases[p.Haiyun.OrgID]+"/1").Status(200).SeesNot("captur", "The page of the listing")
	})
}

// A running worker captures by itself, one page after the other.
func TestWorkerCaptures(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	site.Service.WithCamera(webtest.Camera(t))
	w := worldOf(t, site, "elin", "lin")
	_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001", "QL-1002")
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		worker.New(worker.Config{
			Store: site.Service, Market: site.Catalogue, Mail: site.Outbox, Log: slog.New(slog.DiscardHandler), Captures: true, Poll: 10 * time.Millisecond,
			Compose: web.Letters(site.Service, site.Accounts, site.URL, "Quaylane IP Protection", "Quaylane IP Protection <ip@quaylane.example>"),
		}).Run(ctx)
	})
	for n := int64(0); n < 2 && t.Context().Err() == nil; {
		no(t, site.DB.Gorm.Model(&ipcase.Capture{}).Where("hash <> ''").Count(&n).Error)
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	running.Wait()
	onlyCapture(t, site.DB, cases[w.Haiyun.OrgID], 2)
}
