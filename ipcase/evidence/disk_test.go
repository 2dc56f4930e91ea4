package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"ipportal/ipcase"
)

func newDisk(t *testing.T) *Store {
	t.Helper()
	d, err := NewDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// pathIn is where a folder keeps the bytes with a hash.
func pathIn(t *testing.T, d *Store, hash string) string {
	t.Helper()
	f, ok := d.shelf.(*folder)
	if !ok {
		t.Fatalf("the files lie in a %T", d.shelf)
	}
	return f.path(hash)
}

func put(t *testing.T, d *Store, name string, data []byte) ipcase.Blob {
	t.Helper()
	b, err := d.Put(context.Background(), "files", name, bytes.NewReader(data))
	if err != nil {
		t.Fatalf("put %s: %v", name, err)
	}
	return b
}

// refused puts a file that must not be kept, and returns the sentence.
func refused(t *testing.T, d *Store, name string, r io.Reader) *ipcase.Error {
	t.Helper()
	_, err := d.Put(context.Background(), "files", name, r)
	var e *ipcase.Error
	if !errors.As(err, &e) {
		t.Fatalf("put %s: got %v, want a refusal", name, err)
	}
	if len(e.Fields) != 1 || e.Fields[0].Field != "files" {
		t.Fatalf("put %s: fields %v", name, e.Fields)
	}
	return e
}

func sentence(e *ipcase.Error) string { return fmt.Sprintf(e.Fields[0].Msg, e.Fields[0].Args...) }

// files lists what is in the store's folder, without its folders.
func files(t *testing.T, d *Store) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t *testing.T, d *Store, hash string) []byte {
	t.Helper()
	f, err := d.Open(context.Background(), hash)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func picture(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.NRGBA{uint8(x), uint8(y), uint8(x * y), 255})
		}
	}
	return img
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPutKeepsBytesUnderTheirHash(t *testing.T) {
	d := newDisk(t)
	text := []byte("We never licensed this shop. 我们从未授权该店铺。\n")
	b := put(t, d, "statement.txt", text)
	sum := sha256.Sum256(text)
	if b.Hash != hex.EncodeToString(sum[:]) || b.Size != int64(len(text)) || b.MIME != "text/plain" || b.ViewHash != b.Hash || b.ViewMIME != b.MIME {
		t.Errorf("blob %+v", b)
	}
	if got := read(t, d, b.Hash); !bytes.Equal(got, text) {
		t.Errorf("read back %q", got)
	}
	info, err := os.Stat(pathIn(t, d, b.Hash))
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(d.tmp()); len(left) != 0 {
		t.Errorf("left in tmp: %v", left)
	}
}

func TestSameBytesAtOnceAreKeptOnce(t *testing.T) {
	d := newDisk(t)
	data := append(pngOf(t, picture(300, 200)), "a trailer"...)
	var wg sync.WaitGroup
	got := make([]ipcase.Blob, 8)
	errs := make([]error, len(got))
	for i := range got {
		wg.Go(func() { got[i], errs[i] = d.Put(context.Background(), "f", "a.png", bytes.NewReader(data)) })
	}
	wg.Wait()
	for i := range got {
		if errs[i] != nil || got[i] != got[0] {
			t.Fatalf("upload %d: %+v, %v", i, got[i], errs[i])
		}
	}
	if all := files(t, d); len(all) != 3 { // the original, its view, the note about it
		t.Errorf("kept %v", all)
	}
}

func TestPutLeavesNothingBehind(t *testing.T) {
	full := errors.New("no space left on device")
	for name, tc := range map[string]struct {
		r     io.Reader
		write func(*os.File) io.Writer
		want  error
	}{
		"truncated stream": {r: io.MultiReader(strings.NewReader("half a "), iotest.ErrReader(io.ErrUnexpectedEOF)), want: io.ErrUnexpectedEOF},
		"disk full": {r: strings.NewReader("words"), want: full, write: func(f *os.File) io.Writer {
			return writerFunc(func(p []byte) (int, error) { _, _ = f.Write(p[:1]); return 1, full })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDisk(t)
			if tc.write != nil {
				d.write = tc.write
			}
			_, err := d.Put(context.Background(), "f", "a.txt", tc.r)
			if !errors.Is(err, tc.want) || ipcase.KindOf(err) != "" {
				t.Errorf("error %v", err)
			}
			if all := files(t, d); len(all) != 0 {
				t.Errorf("left %v", all)
			}
		})
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestPutStopsWhenTheRequestIsOver(t *testing.T) {
	d := newDisk(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Put(ctx, "f", "a.txt", strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if all := files(t, d); len(all) != 0 {
		t.Errorf("left %v", all)
	}
}

func TestTooLargeIsSaidAndNotKept(t *testing.T) {
	d := newDisk(t)
	d.limit = 1 << 20
	put(t, d, "just.txt", bytes.Repeat([]byte("a"), 1<<20))
	before := len(files(t, d))
	e := refused(t, d, "forty.txt", io.LimitReader(endless{}, 40<<20))
	if e.Kind != ipcase.TooLarge || !strings.Contains(sentence(e), "larger than 1 MB") {
		t.Errorf("%v: %s", e.Kind, sentence(e))
	}
	if after := len(files(t, d)); after != before {
		t.Errorf("%d files, then %d", before, after)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestChangedByteOnDiskIsFound(t *testing.T) {
	d := newDisk(t)
	b := put(t, d, "a.txt", []byte("the words as filed"))
	if err := os.Chmod(pathIn(t, d, b.Hash), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pathIn(t, d, b.Hash), []byte("the words as fixed"), 0o600); err != nil {
		t.Fatal(err)
	}
	var changed *ChangedError
	if _, err := d.Open(context.Background(), b.Hash); !errors.As(err, &changed) {
		t.Errorf("open: %v", err)
	}
	// Nor does the same upload again paper over it.
	if _, err := d.Put(context.Background(), "f", "a.txt", strings.NewReader("the words as filed")); !errors.As(err, &changed) {
		t.Errorf("put again: %v", err)
	}
}

func TestOpenOfWhatIsNotThere(t *testing.T) {
	d := newDisk(t)
	for _, hash := range []string{"", "../../etc/passwd", strings.Repeat("0", 64), strings.Repeat("A", 64)} {
		if _, err := d.Open(context.Background(), hash); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %q: %v", hash, err)
		}
	}
}

func TestLostNoteIsMadeAnew(t *testing.T) {
	d := newDisk(t)
	data := pngOf(t, picture(30, 20))
	first := put(t, d, "a.png", data)
	if err := os.Remove(d.notePath(first.Hash)); err != nil {
		t.Fatal(err)
	}
	if again := put(t, d, "a.png", data); again != first {
		t.Errorf("first %+v, again %+v", first, again)
	}
}

func TestSweepTakesOnlyOldLeftovers(t *testing.T) {
	d := newDisk(t)
	now := time.Date(2026, 6, 11, 9, 0, 0, 0, time.UTC)
	for name, at := range map[string]time.Time{"put-old": now.Add(-25 * time.Hour), "put-new": now.Add(-time.Minute)} {
		path := filepath.Join(d.tmp(), name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := d.Sweep(now.Add(-24 * time.Hour)); n != 1 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	if all := files(t, d); len(all) != 1 || filepath.Base(all[0]) != "put-new" {
		t.Errorf("left %v", all)
	}
}
