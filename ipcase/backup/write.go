package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
)

// Format is the number of the way in which a backup is written.
const Format = 1

// chunk is after how many bytes of rows, before they are packed, the next entry
// begins: what is held in memory.
const chunk = 8 << 20

// Head says what a backup is, before anything else in it.
type Head struct {
	Format  int       `json:"format"`
	Schema  int64     `json:"schema"`
	TakenAt time.Time `json:"taken_at"`
	From    string    `json:"from"` // the database it was taken of
	Files   bool      `json:"files"`
	Keys    bool      `json:"keys"`
}

// Manifest is what a backup holds, after everything else in it.
type Manifest struct {
	Head
	Rows     map[string]int64  `json:"rows"`     // by table
	Counters map[string]int64  `json:"counters"` // how far numbers and ids have been given out
	Entries  map[string]string `json:"entries"`  // name → SHA-256
	LogKeys  []string          `json:"log_keys"` // public keys of the log, the newest first
}

// Total is how many rows and files there are.
func (m Manifest) Total() (rows int64, files int) {
	for _, n := range m.Rows {
		rows += n
	}
	for name := range m.Entries {
		if strings.HasPrefix(name, evidenceDir) || strings.HasPrefix(name, papersDir) {
			files++
		}
	}
	return rows, files
}

const (
	headName, manifestName                         = "backup.json", "manifest.json"
	tablesDir, evidenceDir, papersDir, picturesDir = "tables/", "evidence/", "papers/", "catalogue/"
	keysDir                                        = "keys/"
)

// transient are the tables that nothing is kept of: who is signed in, what runs, and
// the words by which cases are found, which each database keeps in its own way.
var transient = []string{"sessions", "ceremonies", "processes", "case_words", "register_words"}

// Source is what a backup is taken of.
type Source struct {
	DB        *database.DB
	Blobs     *evidence.Store   // nil: files are not taken
	Pictures  fs.FS             // of the catalogue; nil: none
	Keys      map[string][]byte // by file name; nil: they are not taken
	LogKeys   []string          // public
	Now       func() time.Time
	Forgotten func(ctx context.Context, since time.Time) (bool, error) // whether an erasure took files away
}

// ErrForgotten is an erasure that was carried out while a backup was being taken.
var ErrForgotten = errors.New("a file was erased while the backup was being taken, so the backup would be of two minds about it: take it again")

// Write takes a backup into w.
func Write(ctx context.Context, w io.Writer, from Source) (Manifest, error) {
	b := &writer{tar: tar.NewWriter(w), Source: from}
	b.m = Manifest{
		Head:    Head{Format: Format, TakenAt: from.Now().UTC().Truncate(time.Microsecond), From: from.DB.Dialect, Files: from.Blobs != nil, Keys: from.Keys != nil},
		Entries: map[string]string{}, Rows: map[string]int64{}, LogKeys: from.LogKeys,
	}
	for _, part := range []func(context.Context) error{b.database, b.files, b.pictures, b.keys, b.end} {
		if err := part(ctx); err != nil {
			return b.m, err
		}
	}
	return b.m, nil
}

type writer struct {
	Source
	tar *tar.Writer
	m   Manifest
}

func (b *writer) entry(name string, data []byte) error {
	sum := sha256.Sum256(data)
	if name != manifestName {
		b.m.Entries[name] = hex.EncodeToString(sum[:])
	}
	return b.stream(name, int64(len(data)), bytes.NewReader(data))
}

func (b *writer) stream(name string, size int64, r io.Reader) error {
	err := b.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: b.m.TakenAt, Format: tar.FormatPAX})
	if err == nil {
		_, err = io.Copy(b.tar, r)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func (b *writer) json(name string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return b.entry(name, append(data, '\n'))
}

func (b *writer) database(ctx context.Context) error {
	at, err := b.DB.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer at.Close()
	b.m.Schema = at.Schema
	if err := b.json(headName, b.m.Head); err != nil {
		return err
	}
	tables, err := at.Tables(ctx)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if slices.Contains(transient, table) {
			continue
		}
		if err := b.table(ctx, at, table); err != nil {
			return err
		}
	}
	b.m.Counters, err = at.Counters(ctx)
	for name := range b.m.Counters {
		if slices.Contains(transient, strings.TrimPrefix(name, "id:")) {
			delete(b.m.Counters, name)
		}
	}
	return err
}

// table writes the rows of one table. The columns stand at the head of each entry.
func (b *writer) table(ctx context.Context, at *database.Snapshot, table string) error {
	var (
		raw     bytes.Buffer
		head    []string
		parts   int
		encoder = json.NewEncoder(&raw)
	)
	encoder.SetEscapeHTML(false)
	flush := func() error {
		parts++
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, err := z.Write(raw.Bytes())
		if err = errors.Join(err, z.Close()); err != nil {
			return fmt.Errorf("pack %s: %w", table, err)
		}
		raw.Reset()
		if err := b.entry(fmt.Sprintf("%s%s/%06d.jsonl.gz", tablesDir, table, parts), packed.Bytes()); err != nil {
			return err
		}
		return encoder.Encode(head)
	}
	b.m.Rows[table] = 0
	err := at.Read(ctx, table, func(columns []string) error {
		head = columns
		return encoder.Encode(head)
	}, func(row []any) error {
		b.m.Rows[table]++
		if err := encoder.Encode(row); err != nil {
			return fmt.Errorf("write a row of %s: %w", table, err)
		}
		if raw.Len() >= chunk {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func (b *writer) files(ctx context.Context) error {
	if b.Blobs == nil {
		return nil
	}
	papers, ok := b.Blobs.Papers().(evidence.Papers)
	if !ok {
		return errors.New("identity papers are kept in an unknown way")
	}
	err := b.shelf(ctx, evidenceDir, b.Blobs)
	if err == nil {
		err = b.shelf(ctx, papersDir, papers.Store)
	}
	if err != nil {
		return err
	}
	forgotten, err := b.Forgotten(ctx, b.m.TakenAt)
	if err == nil && forgotten {
		err = ErrForgotten
	}
	return err
}

func (b *writer) shelf(ctx context.Context, dir string, store *evidence.Store) error {
	return store.Each(ctx, func(hash string) error {
		r, err := store.Open(ctx, hash) // held against its hash
		if errors.Is(err, fs.ErrNotExist) {
			return ErrForgotten
		}
		if err != nil {
			return err
		}
		defer r.Close()
		size, err := r.Seek(0, io.SeekEnd)
		if err == nil {
			_, err = r.Seek(0, io.SeekStart)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", hash, err)
		}
		b.m.Entries[dir+hash] = hash
		return b.stream(dir+hash, size, r)
	})
}

func (b *writer) pictures(ctx context.Context) error {
	if b.Pictures == nil || b.Blobs == nil {
		return nil
	}
	return fs.WalkDir(b.Pictures, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := fs.ReadFile(b.Pictures, path)
		if err != nil {
			return fmt.Errorf("read the picture %s: %w", path, err)
		}
		return errors.Join(ctx.Err(), b.entry(picturesDir+path, data))
	})
}

func (b *writer) keys(context.Context) error {
	for name, data := range b.Keys {
		if err := b.entry(keysDir+name, data); err != nil {
			return err
		}
	}
	return nil
}

func (b *writer) end(context.Context) error {
	if err := b.json(manifestName, b.m); err != nil {
		return err
	}
	if err := b.tar.Close(); err != nil {
		return fmt.Errorf("end the backup: %w", err)
	}
	return nil
}
