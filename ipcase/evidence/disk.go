// Package evidence keeps the bytes that parties put forward: each file once,
// under the SHA-256 of its content, on disk, never changed afterwards (promise 6).
// It decides what kinds of file are kept and makes the picture that others than
// its owner are shown. It knows nothing of cases, parties or who may see what.
package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ipportal/ipcase"
)

// The limits of one file. Forms state them.
const (
	MaxFileBytes = 20 << 20   // bytes of a file
	MaxSide      = 12_000     // pixels, either side of a picture
	MaxPixels    = 50_000_000 // pixels of a picture
	MaxFrames    = 200        // frames of a GIF
	ViewSide     = 2_400      // pixels, longer side of the picture that others are shown
)

// Disk is a store of blobs in a folder. Several processes may share it.
type Disk struct {
	dir   string
	limit int64
	busy  chan struct{}            // bounds how many files are held in memory at once
	write func(*os.File) io.Writer // the way to a temporary file; tests break it
	hasty bool                     // nothing waits for the disk
}

var _ ipcase.Blobs = (*Disk)(nil)

// NewDisk opens the store in dir, and makes the folder when there is none.
func NewDisk(dir string) (*Disk, error) {
	d := &Disk{
		dir: filepath.Clean(dir), limit: MaxFileBytes, busy: make(chan struct{}, 2),
		write: func(f *os.File) io.Writer { return f },
	}
	papers := d.papers()
	for _, sub := range []string{
		d.tmp(), filepath.Join(dir, "sha256"), filepath.Join(dir, "views"),
		filepath.Join(papers, "tmp"), filepath.Join(papers, "sha256"), filepath.Join(papers, "views"),
	} {
		if err := os.MkdirAll(sub, 0o700); err != nil {
			return nil, fmt.Errorf("open the evidence folder: %w", err)
		}
	}
	return d, nil
}

// Unsynced is the same store without waiting for the disk: a power cut can take
// what was put. It is for what is thrown away when it is not finished.
func (d *Disk) Unsynced() *Disk {
	h := *d
	h.hasty = true
	return &h
}

func (d *Disk) tmp() string { return filepath.Join(d.dir, "tmp") }

// Put implements ipcase.Blobs. Nothing is left behind when it refuses or fails.
func (d *Disk) Put(ctx context.Context, field, name string, r io.Reader) (ipcase.Blob, error) {
	name = CleanName(name)
	ext := strings.ToLower(filepath.Ext(name))
	if err := checkExtension(name, ext); err != nil {
		return ipcase.Blob{}, refusal(field, err)
	}
	f, err := os.CreateTemp(d.tmp(), "put-*")
	if err != nil {
		return ipcase.Blob{}, fmt.Errorf("keep a file: %w", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()

	hash, size, err := d.receive(ctx, f, name, r)
	if err != nil {
		return ipcase.Blob{}, refusal(field, err)
	}
	blob, err := d.examine(ctx, f, name, ext, hash)
	if err != nil {
		return ipcase.Blob{}, refusal(field, err)
	}
	blob.Hash, blob.Size = hash, size
	if blob.ViewHash == "" {
		blob.ViewHash, blob.ViewMIME = hash, blob.MIME
	}
	if err := d.keep(f, hash); err != nil {
		return ipcase.Blob{}, err
	}
	return blob, nil
}

// receive streams r into f, and stops at the limit.
func (d *Disk) receive(ctx context.Context, f *os.File, name string, r io.Reader) (string, int64, error) {
	sum := sha256.New()
	from := &readerUntil{ctx: ctx, r: io.LimitReader(r, d.limit+1)}
	n, err := io.Copy(io.MultiWriter(d.write(f), sum), from)
	var tooLong *http.MaxBytesError
	if n > d.limit || errors.As(err, &tooLong) {
		return "", 0, errTooLarge(name, d.limit)
	}
	if err != nil {
		return "", 0, fmt.Errorf("receive a file: %w", err)
	}
	if n == 0 {
		return "", 0, errEmpty(name)
	}
	return hex.EncodeToString(sum.Sum(nil)), n, nil
}

// examine decides what the received file is and makes its view. Files whose
// bytes are here already were examined before.
func (d *Disk) examine(ctx context.Context, f *os.File, name, ext, hash string) (ipcase.Blob, error) {
	select {
	case d.busy <- struct{}{}:
		defer func() { <-d.busy }()
	case <-ctx.Done():
		return ipcase.Blob{}, ctx.Err()
	}
	if blob, ok := d.known(hash); ok && fits(blob.MIME, ext) {
		return blob, nil
	}
	data, err := os.ReadFile(f.Name())
	if err != nil {
		return ipcase.Blob{}, fmt.Errorf("examine a file: %w", err)
	}
	kind, err := check(name, ext, data)
	if err != nil {
		return ipcase.Blob{}, err
	}
	blob := ipcase.Blob{MIME: kind}
	if isImage(kind) {
		view, viewMIME, err := makeView(name, kind, data)
		if err != nil {
			return ipcase.Blob{}, err
		}
		if blob.ViewHash, err = d.keepBytes(view); err != nil {
			return ipcase.Blob{}, err
		}
		blob.ViewMIME = viewMIME
	}
	if err := d.remember(hash, blob); err != nil {
		return ipcase.Blob{}, err
	}
	return blob, nil
}

// keepBytes puts bytes that the store made itself.
func (d *Disk) keepBytes(b []byte) (string, error) {
	f, err := os.CreateTemp(d.tmp(), "view-*")
	if err != nil {
		return "", fmt.Errorf("keep a view: %w", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := d.write(f).Write(b); err != nil {
		return "", fmt.Errorf("keep a view: %w", err)
	}
	sum := sha256.Sum256(b)
	hash := hex.EncodeToString(sum[:])
	return hash, d.keep(f, hash)
}

// keep gives the temporary file its lasting name. It returns once file and
// folder are on disk: what was acknowledged survives a power cut. A file has its
// name only after its bytes are on disk, so bytes that are here already need no
// second writing; but they must still be the same.
func (d *Disk) keep(f *os.File, hash string) error {
	path := d.path(hash)
	err := d.link(f, path)
	if errors.Is(err, fs.ErrExist) {
		var old *os.File
		if old, err = d.open(hash); err != nil {
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

func (d *Disk) link(f *os.File, path string) error {
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

// Open implements ipcase.Blobs.
func (d *Disk) Open(_ context.Context, hash string) (io.ReadSeekCloser, error) { return d.open(hash) }

func (d *Disk) open(hash string) (*os.File, error) {
	if !isHash(hash) {
		return nil, fmt.Errorf("open evidence %q: %w", hash, fs.ErrNotExist)
	}
	f, err := os.Open(d.path(hash))
	if err != nil {
		return nil, fmt.Errorf("open evidence: %w", err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		f.Close()
		return nil, fmt.Errorf("read evidence %s: %w", hash, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		f.Close()
		return nil, &ChangedError{Hash: hash, Got: got}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		f.Close()
		return nil, fmt.Errorf("read evidence %s: %w", hash, err)
	}
	return f, nil
}

// ChangedError is bytes on disk that are no longer those that were put there.
type ChangedError struct{ Hash, Got string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("evidence %s has changed on disk: its bytes now hash to %s", e.Hash, e.Got)
}

// Sweep removes what uploads that died before the instant left behind, and says
// how many there were.
func (d *Disk) Sweep(before time.Time) (int, error) {
	entries, err := os.ReadDir(d.tmp())
	if err != nil {
		return 0, fmt.Errorf("sweep the evidence folder: %w", err)
	}
	n := 0
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(before) {
			continue
		}
		if os.Remove(filepath.Join(d.tmp(), e.Name())) == nil {
			n++
		}
	}
	return n, nil
}

func (d *Disk) path(hash string) string {
	return filepath.Join(d.dir, "sha256", hash[:2], hash[2:4], hash)
}

func isHash(s string) bool {
	if len(s) != sha256.Size*2 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// readerUntil stops reading when the request is over.
type readerUntil struct {
	ctx context.Context
	r   io.Reader
}

func (r *readerUntil) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
