package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
)

// Target is what a backup is restored into: an empty database, and folders.
type Target struct {
	DB       *database.DB
	Blobs    *evidence.Store
	Pictures string // folder of the catalogue's pictures
	Keys     string // folder where the keys' files go, where there are none

	Ready func(keys bool) error // told whether the backup holds the keys, before anything is written
}

// ErrDamaged is a backup that is not whole.
var ErrDamaged = errors.New("the backup is damaged")

// Read restores a backup. The database is filled in one transaction, which ends
// only when the manifest has confirmed every entry; files that were put before a
// fault was found stay, which does no harm: they are only ever found by their hash.
func Read(ctx context.Context, from io.Reader, to Target) (Manifest, error) {
	r := &reader{tar: tar.NewReader(bufio.NewReaderSize(from, 1<<20)), Target: to, sums: map[string]string{}}
	defer func() { //nolint:contextcheck // it ends whatever happens
		if r.load != nil {
			r.load.Close()
		}
	}()
	for {
		h, err := r.tar.Next()
		if errors.Is(err, io.EOF) {
			return r.m, fmt.Errorf("%w: it has no end", ErrDamaged)
		}
		if err != nil {
			return r.m, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if h.Name == manifestName {
			return r.m, r.end(ctx)
		}
		if r.load == nil && h.Name != headName || h.Typeflag != tar.TypeReg {
			return r.m, fmt.Errorf("%w: %q stands where it does not belong", ErrDamaged, h.Name)
		}
		switch err := r.entry(ctx, h.Name); {
		case errors.Is(err, database.ErrNotEmpty): // not about the entry
			return r.m, err
		case err != nil:
			return r.m, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

type reader struct {
	Target
	tar  *tar.Reader
	load *database.Load
	head Head
	m    Manifest
	sums map[string]string
	keys map[string][]byte
}

// entry takes one entry in, and notes the hash of what it was.
func (r *reader) entry(ctx context.Context, name string) error {
	if _, twice := r.sums[name]; twice {
		return fmt.Errorf("%w: it stands there twice", ErrDamaged)
	}
	sum := sha256.New()
	from := io.TeeReader(r.tar, sum)
	if err := r.take(ctx, name, from); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, from); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r.sums[name] = hashOf(sum)
	return nil
}

func hashOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

func (r *reader) take(ctx context.Context, name string, from io.Reader) error {
	dir, rest, _ := strings.Cut(name, "/")
	switch dir + "/" {
	case tablesDir:
		table, _, _ := strings.Cut(rest, "/")
		return r.rows(ctx, table, from)
	case evidenceDir:
		return r.Blobs.Keep(ctx, rest, from)
	case papersDir:
		papers, ok := r.Blobs.Papers().(evidence.Papers)
		if !ok {
			return errors.New("identity papers are kept in an unknown way")
		}
		return papers.Keep(ctx, rest, from)
	case picturesDir:
		return writeFile(r.Pictures, rest, from)
	case keysDir:
		data, err := io.ReadAll(io.LimitReader(from, 1<<20))
		if r.keys == nil {
			r.keys = map[string][]byte{}
		}
		r.keys[rest] = data
		return err
	case headName + "/":
		return r.begin(ctx, from)
	default:
		return fmt.Errorf("%w: nobody knows what this is", ErrDamaged)
	}
}

func (r *reader) begin(ctx context.Context, from io.Reader) error {
	if err := json.NewDecoder(from).Decode(&r.head); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if r.head.Format != Format {
		return fmt.Errorf("this backup is of format %d, and this portal reads %d only", r.head.Format, Format)
	}
	if err := r.Ready(r.head.Keys); err != nil {
		return err
	}
	var err error
	r.load, err = r.DB.Load(ctx, r.head.Schema)
	return err
}

// rowsAtOnce is how many rows are handed to the database in one go.
const rowsAtOnce = 1000

func (r *reader) rows(ctx context.Context, table string, from io.Reader) error {
	z, err := gzip.NewReader(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	lines := json.NewDecoder(z)
	lines.UseNumber()
	var columns []string
	if err := lines.Decode(&columns); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	var rows [][]any
	for more := true; more; {
		var row []any
		switch err := lines.Decode(&row); {
		case err == nil:
			rows = append(rows, row)
		case errors.Is(err, io.EOF):
			more = false
		default:
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if len(rows) == rowsAtOnce || !more {
			if err := r.load.Fill(ctx, table, columns, rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
	}
	return nil
}

// end holds what came against the manifest, and makes it last.
func (r *reader) end(ctx context.Context) error {
	data, err := io.ReadAll(r.tar)
	if err == nil {
		err = json.NewDecoder(bytes.NewReader(data)).Decode(&r.m)
	}
	if err != nil || r.load == nil {
		return fmt.Errorf("%w: its manifest cannot be read: %w", ErrDamaged, err)
	}
	for name, sum := range r.m.Entries {
		if got, there := r.sums[name]; !there || got != sum {
			return fmt.Errorf("%w: %s is not what the manifest says", ErrDamaged, name)
		}
	}
	if len(r.sums) != len(r.m.Entries) {
		return fmt.Errorf("%w: it holds %d entries, and its manifest names %d", ErrDamaged, len(r.sums), len(r.m.Entries))
	}
	if err := r.load.Count(ctx, r.m.Counters); err != nil {
		return err
	}
	for name, data := range r.keys {
		if err := writeKey(r.Keys, name, data); err != nil {
			return err
		}
	}
	return r.load.Commit(ctx)
}

func writeFile(dir, name string, from io.Reader) error {
	if !fs.ValidPath(name) || dir == "" {
		return fmt.Errorf("%w: a file of this name is not taken", ErrDamaged)
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}

// writeKey never writes over a key.
func writeKey(dir, name string, data []byte) error {
	if name != "key" && name != "log-key" {
		return fmt.Errorf("%w: nobody knows the key %q", ErrDamaged, name)
	}
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("write a key: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
