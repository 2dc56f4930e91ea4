package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"

	"ipportal/ipcase"
)

// made is a shelf apart for files that the portal made for somebody and drops
// again: none of it is ever evidence.
type made struct{ d *Store }

var _ ipcase.MadeFiles = made{}

// Made implements ipcase.Blobs.
func (d *Store) Made() ipcase.MadeFiles {
	m := *d
	m.shelf = d.shelf.within("made")
	return made{&m}
}

// Keep implements ipcase.MadeFiles. What is written passes through a temporary file:
// nothing of it is held in memory, and nothing is kept of what was not finished.
func (m made) Keep(ctx context.Context, write func(io.Writer) error) (hash string, size int64, err error) {
	f, err := os.CreateTemp(m.d.tmp(), "made-*")
	if err != nil {
		return "", 0, fmt.Errorf("keep a made file: %w", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	sum := sha256.New()
	if err := write(io.MultiWriter(m.d.write(f), sum)); err != nil {
		return "", 0, err
	}
	if size, err = f.Seek(0, io.SeekCurrent); err != nil {
		return "", 0, fmt.Errorf("keep a made file: %w", err)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	return hash, size, m.d.shelf.put(ctx, f, hash) //nolint:wrapcheck // says itself what it did
}

// Open implements ipcase.MadeFiles.
func (m made) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	return m.d.Open(ctx, hash)
}

// Drop implements ipcase.MadeFiles.
func (m made) Drop(ctx context.Context, hash string) error {
	if !isHash(hash) {
		return fmt.Errorf("drop a made file %q: %w", hash, fs.ErrNotExist)
	}
	return m.d.shelf.drop(ctx, hash) //nolint:wrapcheck // says itself what it did
}

// Size implements ipcase.Blobs.
func (d *Store) Size(ctx context.Context, hash string) (int64, error) {
	if !isHash(hash) {
		return 0, fmt.Errorf("look at evidence %q: %w", hash, fs.ErrNotExist)
	}
	size, err := d.shelf.size(ctx, hash)
	return size, missing(err)
}
