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

// Store takes files in, finds out what they are, and keeps them by their hash on
// a shelf: a folder, or a bucket of a server that speaks S3. Several processes may
// share one.
type Store struct {
	dir    string // for what is being received, and notes; of a folder, everything
	shelf  shelf
	limit  int64
	office bool                     // Word and Excel files are kept too
	busy   chan struct{}            // bounds how many files are held in memory at once
	write  func(*os.File) io.Writer // the way to a temporary file; tests break it
	draws  *drawer
}

var _ ipcase.Blobs = (*Store)(nil)

// shelf keeps bytes by their hash, write-once. All else is the store's.
type shelf interface {
	// put keeps what is in f under its hash, and returns once it is kept for good.
	// What is there already is compared and stays.
	put(ctx context.Context, f *os.File, hash string) error
	// open returns the bytes after checking them against the hash: fs.ErrNotExist,
	// or a ChangedError, where that fails.
	open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	has(ctx context.Context, hash string) (bool, error)
	// size says how many bytes there are, without reading them.
	size(ctx context.Context, hash string) (int64, error)
	drop(ctx context.Context, hash string) error
	// each names all that is kept.
	each(ctx context.Context, visit func(hash string) error) error
	// within is a shelf apart.
	within(name string) shelf
}

// NewDisk opens the store in dir, and makes the folder when there is none.
func NewDisk(dir string) (*Store, error) {
	return newStore(dir, &folder{dir: filepath.Clean(dir)})
}

func newStore(dir string, on shelf) (*Store, error) {
	d := &Store{
		dir: filepath.Clean(dir), shelf: on, limit: MaxFileBytes, busy: make(chan struct{}, 2),
		write: func(f *os.File) io.Writer { return f }, draws: newDrawer(filepath.Join(dir, "cache")),
	}
	for _, sub := range []string{d.tmp(), filepath.Join(dir, "views"), filepath.Join(d.papers(), "tmp"), filepath.Join(d.papers(), "views")} {
		if err := os.MkdirAll(sub, 0o700); err != nil { //nolint:gosec // below our own folder
			return nil, fmt.Errorf("open the evidence folder: %w", err)
		}
	}
	return d, nil
}

// Unsynced is the same store without waiting for the disk: a power cut can take
// what was put. It is for what is thrown away when it is not finished.
func (d *Store) Unsynced() *Store {
	h := *d
	if f, ok := d.shelf.(*folder); ok {
		hasty := *f
		hasty.hasty = true
		h.shelf = &hasty
	}
	return &h
}

func (d *Store) tmp() string { return filepath.Join(d.dir, "tmp") }

// Put implements ipcase.Blobs. Nothing is left behind when it refuses or fails.
func (d *Store) Put(ctx context.Context, field, name string, r io.Reader) (ipcase.Blob, error) {
	name = CleanName(name)
	ext := strings.ToLower(filepath.Ext(name))
	if err := checkExtension(name, ext, d.office); err != nil {
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
	if err := d.shelf.put(ctx, f, hash); err != nil {
		return ipcase.Blob{}, err //nolint:wrapcheck // says itself what it did
	}
	return blob, nil
}

// receive streams r into f, and stops at the limit.
func (d *Store) receive(ctx context.Context, f *os.File, name string, r io.Reader) (string, int64, error) {
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
func (d *Store) examine(ctx context.Context, f *os.File, name, ext, hash string) (ipcase.Blob, error) {
	select {
	case d.busy <- struct{}{}:
		defer func() { <-d.busy }()
	case <-ctx.Done():
		return ipcase.Blob{}, ctx.Err()
	}
	if blob, ok := d.known(ctx, hash); ok && fits(blob.MIME, ext) {
		return blob, nil
	}
	data, err := os.ReadFile(f.Name()) //nolint:gosec // our own temporary file
	if err != nil {
		return ipcase.Blob{}, fmt.Errorf("examine a file: %w", err)
	}
	kind, err := check(name, ext, data)
	if err != nil {
		return ipcase.Blob{}, err
	}
	blob := ipcase.Blob{MIME: kind}
	view, viewMIME, err := viewOf(name, kind, data)
	if err != nil {
		return ipcase.Blob{}, err
	}
	if viewMIME != "" {
		if blob.ViewHash, err = d.keepBytes(ctx, view); err != nil {
			return ipcase.Blob{}, err
		}
		blob.ViewMIME = viewMIME
	}
	if err := d.remember(hash, blob); err != nil {
		return ipcase.Blob{}, err
	}
	return blob, nil
}

// viewOf is what others than its owner are shown of a file: nothing where that is
// the file itself, or pictures that are drawn later.
func viewOf(name, kind string, data []byte) (view []byte, mime string, err error) {
	switch {
	case isImage(kind):
		return makeView(name, kind, data)
	case kind == typeMail:
		view, err = mailView(name, data)
		return view, typeText, err
	case isOffice(kind):
		view, err = officeView(name, kind, data)
		return view, typeText, err
	case kind == typeMP4:
		return filmView(data), typeMP4, nil
	default:
		return nil, "", nil
	}
}

// keepBytes puts bytes that the store made itself.
func (d *Store) keepBytes(ctx context.Context, b []byte) (string, error) {
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
	return hash, d.shelf.put(ctx, f, hash)
}

// Open implements ipcase.Blobs.
func (d *Store) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if !isHash(hash) {
		return nil, fmt.Errorf("open evidence %q: %w", hash, fs.ErrNotExist)
	}
	body, err := d.shelf.open(ctx, hash)
	return body, missing(err)
}

// missingError is bytes that are not where they were put.
type missingError struct{ error }

func (e *missingError) Unwrap() error { return e.error }

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &missingError{err}
	}
	return err
}

// ChangedError is bytes that are no longer those that were put there.
type ChangedError struct{ Hash, Got string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("evidence %s has changed where it is kept: its bytes now hash to %s", e.Hash, e.Got)
}

// IsLost says that what was to be read is not there any more as it was put there; to
// ask again later does not help.
func IsLost(err error) bool {
	var (
		gone    *missingError
		changed *ChangedError
	)
	return errors.As(err, &gone) || errors.As(err, &changed)
}

// Sweep removes what uploads that died before the instant left behind, and says
// how many there were.
func (d *Store) Sweep(before time.Time) (int, error) {
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

func isHash(s string) bool {
	if len(s) != sha256.Size*2 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
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
