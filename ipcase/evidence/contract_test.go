package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

// eachStore runs a test on a folder and on a real S3 server. lies is the folder in
// which the bytes are in the end.
func eachStore(t *testing.T, run func(t *testing.T, s *evidence.Store, lies string)) {
	t.Run("disk", func(t *testing.T) {
		dir := t.TempDir()
		s, err := evidence.NewDisk(dir)
		well(t, err)
		run(t, s, dir)
	})
	t.Run("s3", func(t *testing.T) {
		at, lies := ipcasetest.S3(t)
		s, err := evidence.NewBucket(t.Context(), t.TempDir(), at)
		well(t, err)
		run(t, s, lies)
	})
}

func well(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s interface {
	Open(context.Context, string) (io.ReadSeekCloser, error)
}, hash string,
) []byte {
	t.Helper()
	r, err := s.Open(t.Context(), hash)
	well(t, err)
	data, err := io.ReadAll(r)
	well(t, errors.Join(err, r.Close()))
	return data
}

func TestStoreKeepsWhatItIsGivenOnceAndUnchanged(t *testing.T) { // promise 6
	eachStore(t, func(t *testing.T, s *evidence.Store, lies string) {
		words := []byte("the words as filed\n")
		b, err := s.Put(t.Context(), "files", "a.txt", bytes.NewReader(words))
		well(t, err)
		again, err := s.Put(t.Context(), "files", "b.txt", bytes.NewReader(words))
		well(t, err)
		if again.Hash != b.Hash || !bytes.Equal(read(t, s, b.Hash), words) {
			t.Errorf("%+v, and again %+v", b, again)
		}
		if _, err := s.Open(t.Context(), strings.Repeat("0", 64)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what is not there: %v", err)
		}
		if _, err := s.Put(t.Context(), "files", "x.svg", strings.NewReader("<svg/>")); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("an SVG: %v", err)
		}
		p := s.Papers()
		paper, err := p.Put(t.Context(), "paper", "p.txt", strings.NewReader("a passport"))
		well(t, err)
		if _, err := s.Open(t.Context(), paper.Hash); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a paper among the evidence: %v", err)
		}
		well(t, p.Drop(t.Context(), paper.Hash))
		well(t, p.Drop(t.Context(), paper.Hash))
		if _, err := p.Open(t.Context(), paper.Hash); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a dropped paper: %v", err)
		}
		path := filepath.Join(lies, "sha256", b.Hash[:2], b.Hash[2:4], b.Hash)
		well(t, os.Chmod(path, 0o600))
		well(t, os.WriteFile(path, []byte("the words as fixed\n"), 0o600))
		var changed *evidence.ChangedError
		if _, err := s.Open(t.Context(), b.Hash); !errors.As(err, &changed) {
			t.Errorf("changed bytes: %v", err)
		}
		if _, err := s.Put(t.Context(), "files", "a.txt", bytes.NewReader(words)); !errors.As(err, &changed) {
			t.Errorf("the same again, over changed bytes: %v", err)
		}
		well(t, s.Drop(t.Context(), b.Hash))
		if _, err := s.Open(t.Context(), b.Hash); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("dropped: %v", err)
		}
	})
}

func TestStoreTakesTheSameBytesFromManyAtOnce(t *testing.T) {
	eachStore(t, func(t *testing.T, s *evidence.Store, lies string) {
		words := bytes.Repeat([]byte("one line of many\n"), 100_000)
		hashes := make([]string, 8)
		var all sync.WaitGroup
		for n := range hashes {
			all.Go(func() {
				b, err := s.Put(t.Context(), "files", "a.txt", bytes.NewReader(words))
				if err != nil {
					t.Error(err)
				}
				hashes[n] = b.Hash
			})
		}
		all.Wait()
		for _, h := range hashes {
			if h != hashes[0] || h == "" {
				t.Fatal(hashes)
			}
		}
		found := 0
		well(t, filepath.WalkDir(filepath.Join(lies, "sha256"), func(_ string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				found++
			}
			return err
		}))
		if found != 1 || !bytes.Equal(read(t, s, hashes[0]), words) {
			t.Errorf("%d files", found)
		}
	})
}

func TestBucketRefusesAWrongKeyAndAWrongName(t *testing.T) {
	at, _ := ipcasetest.S3(t)
	if _, err := evidence.NewBucket(t.Context(), t.TempDir(), strings.Replace(at, "secret", "guess", 1)); err == nil {
		t.Error("opened with a wrong key")
	}
	if _, err := evidence.NewBucket(t.Context(), t.TempDir(), strings.Replace(at, "/evidence/", "/elsewhere/", 1)); err == nil {
		t.Error("opened a bucket that is not there")
	}
	for _, at := range []string{"", "s3://", "s3://host/bucket", "s3://k:s@host", "https://k:s@host/b", "s3://k:s@host/b?tls=maybe", "s3://k:s@host/b?acl=public", "s3://k:%zz@host/b"} {
		if err := evidence.CheckBucket(at); err == nil || strings.Contains(err.Error(), ":s@") {
			t.Errorf("%q: %v", at, err)
		}
	}
}

// The real daemon finds EICAR, alone and inside a document, and what it does not
// answer is no answer.
func TestClamdFindsEICAR(t *testing.T) {
	at, stop := ipcasetest.Clamd(t)
	c, err := evidence.NewClamd(at)
	well(t, err)
	eicar := ipcasetest.EICAR()
	for name, tc := range map[string]struct {
		data  []byte
		found bool
	}{
		"EICAR": {eicar, true}, "in a text": {append([]byte("words\n"), eicar...), true}, "words": {[]byte("words"), false}, "nothing": {nil, false},
		"twenty megabytes": {bytes.Repeat([]byte("0123456789abcdef"), 20<<16), false},
		"at the end of it": {append(bytes.Repeat([]byte("0123456789abcdef"), 19<<16), eicar...), true},
	} {
		got, err := c.Scan(t.Context(), bytes.NewReader(tc.data))
		if err != nil || (got != "") != tc.found {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Scan(ctx, strings.NewReader("words")); err == nil {
		t.Error("an answer after the time was up")
	}
	stop()
	if _, err := c.Scan(t.Context(), strings.NewReader("words")); err == nil {
		t.Error("an answer of a daemon that is away")
	}
	for _, at := range []string{"", "unix:", "unix:relative", "tcp://host", "tcp://host:1/x", "http://host:1"} {
		if _, err := evidence.NewClamd(at); err == nil {
			t.Errorf("%q was taken", at)
		}
	}
}
