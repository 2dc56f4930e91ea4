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
type Papers struct{ *Disk }

var _ ipcase.Papers = Papers{}

// Papers implements ipcase.Blobs.
func (d *Disk) Papers() ipcase.Papers {
	p := *d
	p.dir = d.papers()
	return Papers{&p}
}

func (d *Disk) papers() string { return filepath.Join(d.dir, "papers") }

// Drop implements ipcase.Blobs: an erasure is the only thing that takes bytes out
// of the evidence.
func (d *Disk) Drop(ctx context.Context, hash string) error { return Papers{d}.Drop(ctx, hash) }

// Drop implements ipcase.Papers. The bytes are overwritten by nothing: a copy in a
// backup ends when the backup does.
func (p Papers) Drop(_ context.Context, hash string) error {
	if !isHash(hash) {
		return fmt.Errorf("drop paper %q: %w", hash, fs.ErrNotExist)
	}
	for _, path := range []string{p.path(hash), p.notePath(hash)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("drop a paper: %w", err)
		}
	}
	if p.hasty {
		return nil
	}
	err := syncDir(filepath.Dir(p.path(hash)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop a paper: %w", err)
	}
	return nil
}
