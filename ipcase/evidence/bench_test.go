package evidence

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
)

// words20 is a text file of the largest size, different each time.
func words20() []byte {
	seed := make([]byte, 32)
	_, _ = rand.Read(seed)
	line := fmt.Appendf(nil, "%x the words of one line\n", seed)
	return bytes.Repeat(line, MaxFileBytes/len(line))
}

// BenchmarkPut is an upload of the largest file beside a plain copy of it to the
// same disk, both with fsync; x/copy is how many copies' time an upload takes.
func BenchmarkPut(b *testing.B) {
	d, err := NewDisk(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	var copies, puts time.Duration
	for n := 0; b.Loop(); n++ {
		data := words20()
		from := time.Now()
		f, err := os.Create(filepath.Join(d.tmp(), fmt.Sprint("copy", n)))
		if err != nil {
			b.Fatal(err)
		}
		if _, err = f.Write(data); err == nil {
			err = f.Sync()
		}
		if err != nil || f.Close() != nil || syncDir(d.tmp()) != nil {
			b.Fatal(err)
		}
		copies += time.Since(from)
		from = time.Now()
		if _, err := d.Put(context.Background(), "f", "words.txt", bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
		puts += time.Since(from)
	}
	b.SetBytes(MaxFileBytes)
	b.ReportMetric(float64(puts)/float64(copies), "x/copy")
	b.ReportMetric(float64(MaxFileBytes)/1e6*float64(b.N)/puts.Seconds(), "MB/s")
}

// Many uploads of the largest file at once hold a few of them in memory, not all.
func TestUploadsHoldLittleMemory(t *testing.T) {
	d := newDisk(t)
	var peak atomic.Uint64
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapInuse))
			}
		}
	}()
	data := words20()
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	errs := make(chan error)
	const uploads = 12
	for n := range uploads {
		go func() {
			mine := strings.NewReader(fmt.Sprintf("%d\n", n))
			_, err := d.Put(context.Background(), "f", "words.txt", &two{mine, bytes.NewReader(data)})
			errs <- err
		}()
	}
	for range uploads {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	close(done)
	held := (int64(peak.Load()) - int64(before.HeapInuse)) >> 20
	t.Logf("%d uploads of 20 MB at once: %d MB held at most", uploads, held)
	if held > 200 { // two files at once, with what the collector has not taken yet; all of them are 240
		t.Errorf("%d MB were held", held)
	}
}

// two reads one thing after the other.
type two struct {
	a, b interface{ Read([]byte) (int, error) }
}

func (r *two) Read(p []byte) (int, error) {
	if n, err := r.a.Read(p); n > 0 || err == nil {
		return n, nil
	}
	return r.b.Read(p)
}

// A disk that refuses more bytes (a limit of the process on what a file may hold,
// set in another process) leaves nothing behind, and takes files again after.
func TestFullDiskKeepsNothingHalf(t *testing.T) {
	if dir := os.Getenv("IPPORTAL_TEST_FULL_DISK"); dir != "" {
		d, err := NewDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Put(context.Background(), "f", "big.txt", bytes.NewReader(words20()))
		if err == nil || ipcase.KindOf(err) != "" {
			t.Fatalf("a full disk is told as %v", err)
		}
		put(t, d, "small.txt", []byte("room for this"))
		if left := files(t, d); len(left) != 2 { // the small one and its note
			t.Fatalf("left behind: %v", left)
		}
		return
	}
	cmd := exec.Command("sh", "-c", `ulimit -f 4096; exec "$0" -test.run '^TestFullDiskKeepsNothingHalf$'`, os.Args[0])
	cmd.Env = append(os.Environ(), "IPPORTAL_TEST_FULL_DISK="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
