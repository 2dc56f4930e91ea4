package evidence

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ipportal/ipcase"
)

// Papers are identity papers: a store of its own inside the folder, so that what
// is dropped from it can never be anybody's evidence.
type Papers struct{ *Store }

var _ ipcase.Papers = Papers{}

// Papers implements ipcase.Blobs.
func (d *Store) Papers() ipcase.Papers {
	p := *d
	p.dir, p.shelf = d.papers(), d.shelf.within("papers")
	return Papers{&p}
}

func (d *Store) papers() string { return filepath.Join(d.dir, "papers") }

// Drop implements ipcase.Blobs: an erasure is the only thing that takes bytes out
// of the evidence.
func (d *Store) Drop(ctx context.Context, hash string) error { return Papers{d}.Drop(ctx, hash) }

// Drop implements ipcase.Papers. The bytes are overwritten by nothing: a copy in a
// backup ends when the backup does.
func (p Papers) Drop(ctx context.Context, hash string) error {
	if !isHash(hash) {
		return fmt.Errorf("drop paper %q: %w", hash, fs.ErrNotExist)
	}
	if err := os.Remove(p.notePath(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop a paper: %w", err)
	}
	return p.shelf.drop(ctx, hash) //nolint:wrapcheck // says itself what it did
}
