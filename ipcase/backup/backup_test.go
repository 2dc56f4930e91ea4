package backup_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/backup"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%+v", err)
	}
}

func source(w *ipcasetest.World) backup.Source {
	return backup.Source{
		DB: w.DB, Blobs: w.Blobs, Pictures: fstest.MapFS{"lamp.png": {Data: []byte("a lamp")}}, LogKeys: w.LogKeys(), Now: w.Clock.Now,
		Keys: map[string][]byte{"key": []byte("one"), "log-key": []byte("two")}, Forgotten: w.ForgotFiles,
	}
}

func target(t *testing.T, db *database.DB) backup.Target {
	blobs, err := evidence.NewDisk(t.TempDir())
	no(t, err)
	return backup.Target{DB: db, Blobs: blobs, Pictures: t.TempDir(), Keys: t.TempDir(), Ready: func(bool) error { return nil }}
}

// filing files complaints one after the other until it is told to stop, and gives
// their numbers with when they were answered.
type filing struct {
	mu    sync.Mutex
	acked []string
	stop  context.CancelFunc
	done  sync.WaitGroup
}

func file(t *testing.T, w *ipcasetest.World, drafts []string) *filing {
	ctx, stop := context.WithCancel(t.Context())
	f := &filing{stop: stop}
	f.done.Go(func() {
		for _, d := range drafts {
			if ctx.Err() != nil {
				return
			}
			c, err := w.FileComplaint(t.Context(), w.Norrvik, d)
			if err != nil {
				t.Errorf("file: %v", err)
				return
			}
			if _, err := w.SequenceLog(t.Context()); err != nil {
				t.Errorf("sequence: %v", err)
			}
			f.mu.Lock()
			f.acked = append(f.acked, c.Number)
			f.mu.Unlock()
		}
	})
	return f
}

func (f *filing) numbers() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.acked)
}

// A backup taken while complaints are filed is restored on either database, holds
// all that was answered before it began, verifies, and goes on being used.
func TestBackupUnderLoadIsRestoredOnEitherDatabase(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		w.OwnRules = true // replaying so many cases is not what is looked at
		w.Grow(ipcasetest.Crowd{Cases: 30, Sellers: 6, Holders: 3})
		var drafts []string
		for range 2 {
			right := w.Right(ipcase.Trademark)
			for n := 1; n <= 9; n++ {
				drafts = append(drafts, w.Draft(right, fmt.Sprintf("H%d", n), fmt.Sprintf("T%d", n)))
			}
		}
		_, err := w.SignCheckpoint(t.Context())
		no(t, err)
		load := file(t, w, drafts)
		for len(load.numbers()) < 3 && !t.Failed() {
			time.Sleep(time.Millisecond)
		}
		before := load.numbers()
		var kept bytes.Buffer
		m, err := backup.Write(t.Context(), &kept, source(w))
		after := load.numbers()
		load.stop()
		load.done.Wait()
		no(t, err)
		rows, files := m.Total()
		t.Logf("%d rows of %d tables, %d files, %d bytes; %d complaints answered before, %d more while it was taken", rows, len(m.Rows), files, kept.Len(), len(before), len(after)-len(before))
		into := map[string]func(testing.TB) *database.DB{database.SQLite: ipcasetest.SQLite, database.Postgres: func(t testing.TB) *database.DB { return ipcasetest.AsOwner(t, ipcasetest.Postgres(t)) }}
		for name, make := range into {
			t.Run("to "+name, func(t *testing.T) {
				to := target(t, make(t))
				got, err := backup.Read(t.Context(), bytes.NewReader(kept.Bytes()), to)
				no(t, err)
				same(t, w, kept.Bytes(), to)
				held(t, w, got, m, to, before)
			})
		}
	})
}

// same holds what was restored against the backup, row by row: a backup of it is
// the same backup, whichever database it lies in.
func same(t *testing.T, w *ipcasetest.World, kept []byte, to backup.Target) {
	t.Helper()
	from := source(w)
	from.DB, from.Blobs = to.DB, to.Blobs
	var again bytes.Buffer
	m, err := backup.Write(t.Context(), &again, from)
	no(t, err)
	first, second := rowsOf(t, kept), rowsOf(t, again.Bytes())
	for table := range m.Rows {
		if !slices.Equal(first[table], second[table]) {
			t.Errorf("%s is another: %d and %d rows, such as\n%.300s\n%.300s", table, len(first[table]), len(second[table]), first[table], second[table])
		}
	}
	if len(first) < 50 || len(first["events"]) < 100 {
		t.Errorf("only %d tables were compared", len(first))
	}
}

// rowsOf are the rows of each table, in the order of their text.
func rowsOf(t *testing.T, kept []byte) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for in := tar.NewReader(bytes.NewReader(kept)); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		no(t, err)
		rest, is := strings.CutPrefix(h.Name, "tables/")
		if !is {
			continue
		}
		table, _, _ := strings.Cut(rest, "/")
		z, err := gzip.NewReader(in)
		no(t, err)
		text, err := io.ReadAll(z)
		no(t, err)
		for line := range strings.Lines(string(text)) {
			all[table] = append(all[table], line)
		}
	}
	for _, rows := range all {
		slices.Sort(rows)
	}
	return all
}

// held looks at what was restored.
func held(t *testing.T, w *ipcasetest.World, got, m backup.Manifest, to backup.Target, before []string) {
	t.Helper()
	rows, files := m.Total()
	if r, f := got.Total(); r != rows || f != files || rows < 1000 || files < 5 {
		t.Errorf("%d rows and %d files were restored of %d and %d", r, f, rows, files)
	}
	restored := ipcase.New(to.DB.Gorm, w.Clock, w.Book(), w.Market, to.Blobs).InZone(ipcasetest.Shanghai()).KeepLog(false, ipcasetest.LogKey())
	report, err := restored.VerifyAgainst(t.Context(), ipcase.VerifyOptions{Publics: restored.LogKeys()})
	no(t, err)
	if report.Events < 100 || report.Blobs < 5 {
		t.Errorf("verify found %+v", report)
	}
	var numbers []string
	no(t, to.DB.Gorm.Table("complaints").Pluck("number", &numbers).Error)
	for _, n := range before {
		if !slices.Contains(numbers, n) {
			t.Errorf("%s was answered before the backup and is not in it", n)
		}
	}
	for name, want := range map[string]string{to.Pictures + "/lamp.png": "a lamp", to.Keys + "/key": "one", to.Keys + "/log-key": "two"} {
		if data, err := os.ReadFile(filepath.FromSlash(name)); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", filepath.Base(name), data, err)
		}
	}
	// The counters go on where they were: nothing is given a number twice.
	w2 := *w
	w2.T, w2.DB, w2.Service, w2.Blobs = t, to.DB, restored, to.Blobs
	right := w2.Right(ipcase.Trademark)
	c, _ := w2.File(right, "H1")
	if slices.Contains(numbers, c.Number) {
		t.Errorf("%s was given out twice", c.Number)
	}
	_, err = restored.SignCheckpoint(t.Context())
	no(t, err)
	_, err = restored.VerifyAgainst(t.Context(), ipcase.VerifyOptions{})
	no(t, err)
}

func written(t *testing.T) (*ipcasetest.World, []byte) {
	t.Helper()
	w := ipcasetest.New(t, ipcasetest.SQLite(t))
	w.File(w.Right(ipcase.Trademark), "H1", "T1")
	_, err := w.SignCheckpoint(t.Context())
	no(t, err)
	var kept bytes.Buffer
	_, err = backup.Write(t.Context(), &kept, source(w))
	no(t, err)
	return w, kept.Bytes()
}

// A backup that was cut off, or in which a byte is another, is refused, and leaves
// the database as empty as it was.
func TestDamagedBackupIsRefusedWhole(t *testing.T) {
	_, whole := written(t)
	damage := map[string][]byte{
		"nothing": nil, "cut in the middle": whole[:len(whole)/2], "cut before its manifest": upTo(t, whole, "manifest.json"),
		"another word": bytes.Replace(whole, []byte("manifest.json"), []byte("manifesto.jso"), 1),
	}
	for n, at := range places(t, whole) {
		other := bytes.Clone(whole)
		other[at] ^= 1
		damage[fmt.Sprintf("a byte of %s", n)] = other
	}
	db := ipcasetest.SQLite(t)
	for name, data := range damage {
		to := target(t, db)
		if _, err := backup.Read(t.Context(), bytes.NewReader(data), to); err == nil {
			t.Fatalf("%s: it was restored", name)
		}
		var n int64
		no(t, db.Gorm.Table("orgs").Count(&n).Error)
		if n != 0 {
			t.Fatalf("%s: something is there", name)
		}
	}
	to := target(t, db)
	_, err := backup.Read(t.Context(), bytes.NewReader(whole), to)
	no(t, err) // the same database, after all that
	if _, err := backup.Read(t.Context(), bytes.NewReader(whole), to); !errors.Is(err, database.ErrNotEmpty) {
		t.Errorf("a second time: %v", err)
	}
}

// places are where an entry's bytes stand, one for each sort of entry.
func places(t *testing.T, whole []byte) map[string]int {
	t.Helper()
	at := map[string]int{}
	r := bytes.NewReader(whole)
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return at
		}
		no(t, err)
		if h.Size > 0 && h.Name != "backup.json" && h.Name != "manifest.json" {
			dir, _, _ := strings.Cut(h.Name, "/")
			at[dir] = len(whole) - r.Len() + int(h.Size)/2
		}
	}
}

// upTo is what stands before an entry.
func upTo(t *testing.T, whole []byte, name string) []byte {
	t.Helper()
	at := bytes.LastIndex(whole, []byte(name))
	if at < 0 {
		t.Fatal("there is no " + name)
	}
	return whole[:at-at%512]
}

// A file that is taken away while a backup is being taken makes it fail.
func TestErasureDuringABackupMakesItFail(t *testing.T) {
	w, _ := written(t)
	from := source(w)
	from.Forgotten = func(context.Context, time.Time) (bool, error) { return true, nil }
	if _, err := backup.Write(t.Context(), io.Discard, from); !errors.Is(err, backup.ErrForgotten) {
		t.Errorf("got %v", err)
	}
	no(t, w.DB.Gorm.Exec("UPDATE deliveries SET kind = 'forget_file', state = 'done', done_at = ? WHERE id = (SELECT MIN(id) FROM deliveries)", w.Clock.Now()).Error)
	if _, err := backup.Write(t.Context(), io.Discard, source(w)); !errors.Is(err, backup.ErrForgotten) {
		t.Errorf("got %v", err)
	}
	w.Clock.Advance(time.Second)
	_, err := backup.Write(t.Context(), io.Discard, source(w))
	no(t, err)
}
