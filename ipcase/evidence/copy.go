package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/minio/minio-go/v7"
)

// Each names everything that is kept, for a backup; Papers apart. What is put
// meanwhile may be named or not.
func (d *Store) Each(ctx context.Context, visit func(hash string) error) error {
	return d.shelf.each(ctx, visit)
}

// Keep puts bytes back under their hash, for a restoration: they were examined when
// they first came. Bytes that are others are refused.
func (d *Store) Keep(ctx context.Context, hash string, r io.Reader) error {
	if !isHash(hash) {
		return fmt.Errorf("keep %q: it is no hash", hash)
	}
	f, err := os.CreateTemp(d.tmp(), "keep-*")
	if err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(d.write(f), sum), r); err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		return &ChangedError{Hash: hash, Got: got}
	}
	return d.shelf.put(ctx, f, hash)
}

// Ready says whether evidence can be kept now: it writes where files are received,
// and asks the bucket whether it is there.
func (d *Store) Ready(ctx context.Context) error {
	f, err := os.CreateTemp(d.tmp(), "ready-*")
	if err != nil {
		return fmt.Errorf("write into the evidence folder: %w", err)
	}
	_, err = f.WriteString("ready")
	err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	if b, ok := d.shelf.(*bucket); ok && err == nil {
		ctx, stop := context.WithTimeout(ctx, 5*time.Second)
		defer stop()
		var there bool
		if there, err = b.client.BucketExists(ctx, b.name); err == nil && !there {
			err = errors.New("the evidence bucket is not there")
		}
	}
	return err
}

func (d *folder) each(ctx context.Context, visit func(hash string) error) error {
	err := filepath.WalkDir(filepath.Join(d.dir, "sha256"), func(_ string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // nothing was put yet, or it was forgotten meanwhile
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case e.Type().IsRegular() && isHash(e.Name()):
			return visit(e.Name())
		default:
			return nil
		}
	})
	if err != nil {
		return fmt.Errorf("list the evidence: %w", err)
	}
	return nil
}

func (b *bucket) each(ctx context.Context, visit func(hash string) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // ends the listing where a visit fails
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: path.Join(b.prefix, "sha256") + "/", Recursive: true}) {
		if o.Err != nil {
			return fmt.Errorf("list the evidence: %w", o.Err)
		}
		if hash := path.Base(o.Key); isHash(hash) {
			if err := visit(hash); err != nil {
				return err
			}
		}
	}
	return nil
}
