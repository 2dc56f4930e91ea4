package stamp_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/stamp"
	"ipportal/ipcase/worker"
)

// The whole way of a time stamp: the checkpoint that is signed orders it, the
// worker takes it to the service, which is away at first and then answers what was
// not asked; the token that is kept at last is checked by verifying.
func TestACheckpointIsStamped(t *testing.T) { // promise 6
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		url, mood := responder(t)
		service, err := stamp.New(url)
		must(t, err)
		w := ipcasetest.New(t, db)
		w.KeepLog(true, ipcasetest.LogKey())
		outbox, err := notify.NewOutbox(t.TempDir(), w.Clock)
		must(t, err)
		var said bytes.Buffer
		work := worker.New(worker.Config{
			Store: w.Service, Market: w.Market, Mail: outbox, Log: slog.New(slog.NewTextHandler(&said, nil)), Stamp: service.Stamp,
			Compose: func(context.Context, ipcase.Delivery) (notify.Mail, error) { return notify.Mail{}, nil },
		})
		verified := func() int64 {
			t.Helper()
			report, err := w.VerifyAgainst(t.Context(), ipcase.VerifyOptions{Stamp: stamp.Check})
			must(t, err)
			return report.Stamps
		}
		var d ipcase.Delivery
		w.UncheckedRight(w.Norrvik, ipcase.Trademark)
		for _, try := range []struct {
			mood int32
			says string
		}{
			{isAway, "answered 503"}, {forgetsNonce, "answers another request"}, {mixesUp, "is of another text"}, {isAway, "answered 503"},
		} {
			mood.Store(try.mood)
			said.Reset()
			_, err := work.RunOnce(t.Context())
			must(t, err)
			must(t, db.Gorm.Where("kind = ?", ipcase.DeliverStamp).Take(&d).Error)
			if d.State != ipcase.DeliveryQueued || !strings.Contains(d.LastError, try.says) || !d.NextAt.After(w.Clock.Now()) {
				t.Fatalf("not %q: %s, next at %s: %s", try.says, d.State, d.NextAt, d.LastError)
			}
			if !strings.Contains(said.String(), "is tried again") || !strings.Contains(said.String(), try.says) {
				t.Errorf("the log does not say %q: %s", try.says, &said)
			}
			if n := verified(); n != 0 {
				t.Fatalf("%d time stamps are kept of an answer that was refused", n)
			}
			w.Clock.Advance(d.NextAt.Sub(w.Clock.Now()))
		}
		mood.Store(answers)
		_, err = work.RunOnce(t.Context())
		must(t, err)
		must(t, db.Gorm.Where("id = ?", d.ID).Take(&d).Error)
		if d.State != ipcase.DeliveryDone || verified() != 1 {
			t.Fatalf("%s: %s", d.State, d.LastError)
		}
		var kept ipcase.Stamp
		must(t, db.Gorm.Take(&kept).Error)
		if time.Since(kept.At).Abs() > time.Hour {
			t.Errorf("it says %s", kept.At)
		}
		foundWhenChanged(t, w, db, kept)
	})
}

// foundWhenChanged looks that verifying finds a token that is not the checkpoint's.
func foundWhenChanged(t *testing.T, w *ipcasetest.World, db *database.DB, kept ipcase.Stamp) {
	t.Helper()
	owner := ipcasetest.AsOwner(t, db).Gorm
	if db.Dialect == database.SQLite {
		must(t, owner.Exec("DROP TRIGGER log_stamps_no_update").Error)
	} else {
		must(t, owner.Exec("ALTER TABLE log_stamps DISABLE TRIGGER ALL").Error)
	}
	changed := append([]byte(nil), kept.Token...)
	changed[len(changed)-20] ^= 1 // in the signature
	for what, columns := range map[string]map[string]any{
		"cannot be read": {"token": changed}, "says another time": {"token": kept.Token, "at": kept.At.Add(time.Second)},
	} {
		must(t, owner.Model(&ipcase.Stamp{}).Where("size = ?", kept.Size).Updates(columns).Error)
		_, err := w.VerifyAgainst(t.Context(), ipcase.VerifyOptions{Stamp: stamp.Check})
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("not %q: %v", what, err)
		}
		must(t, owner.Model(&ipcase.Stamp{}).Where("size = ?", kept.Size).Updates(map[string]any{"token": kept.Token, "at": kept.At}).Error)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
