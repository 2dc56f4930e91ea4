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
	"path/filepath"
)

// folder is a shelf on disk.
type folder struct {
	dir   string
	hasty bool // nothing waits for the disk
}

func (d *folder) path(hash string) string {
	return filepath.Join(d.dir, "sha256", hash[:2], hash[2:4], hash)
}

func (d *folder) within(name string) shelf {
	return &folder{dir: filepath.Join(d.dir, name), hasty: d.hasty}
}

// put gives the temporary file its lasting name. It returns once file and
// folder are on disk: what was acknowledged survives a power cut. A file has its
// name only after its bytes are on disk, so bytes that are here already need no
// second writing; but they must still be the same.
func (d *folder) put(ctx context.Context, f *os.File, hash string) error {
	path := d.path(hash)
	err := d.link(f, path)
	if errors.Is(err, fs.ErrExist) {
		var old io.ReadSeekCloser
		if old, err = d.open(ctx, hash); err != nil {
			return err
		}
		err = old.Close()
	}
	for dir := filepath.Dir(path); err == nil && dir != d.dir && !d.hasty; dir = filepath.Dir(dir) {
		err = syncDir(dir)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", hash, err)
	}
	return nil
}

func (d *folder) link(f *os.File, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	if err := f.Chmod(0o400); err != nil {
		return err
	}
	if !d.hasty {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.Link(f.Name(), path)
}

func (d *folder) open(_ context.Context, hash string) (io.ReadSeekCloser, error) {
	f, err := os.Open(d.path(hash))
	if err != nil {
		return nil, fmt.Errorf("open evidence: %w", err)
	}
	return checked(f, hash)
}

func (d *folder) has(_ context.Context, hash string) (bool, error) {
	_, err := os.Stat(d.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (d *folder) size(_ context.Context, hash string) (int64, error) {
	info, err := os.Stat(d.path(hash))
	if err != nil {
		return 0, fmt.Errorf("look at evidence: %w", err)
	}
	return info.Size(), nil
}

func (d *folder) drop(_ context.Context, hash string) error {
	if err := os.Remove(d.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop a file: %w", err)
	}
	if d.hasty {
		return nil
	}
	if err := syncDir(filepath.Dir(d.path(hash))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop a file: %w", err)
	}
	return nil
}

// checked holds a file's bytes against their hash, and turns back to its start.
func checked(f *os.File, hash string) (io.ReadSeekCloser, error) {
	sum := sha256.New()
	_, err := io.Copy(sum, f)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read evidence %s: %w", hash, err), f.Close())
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		return nil, errors.Join(&ChangedError{Hash: hash, Got: got}, f.Close())
	}
	return f, nil
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
