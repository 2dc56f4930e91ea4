package web_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"ipportal/web"
)

// What a killed process left in the folder for temporary files goes; what may be in use,
// and what is another program's, stays.
func TestScratchIsSwept(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	now := time.Now()
	for name, age := range map[string]time.Duration{
		"ipportal-rehearsal-1": 25 * time.Hour, "ipportal-rehearsal-2": time.Hour, "ipportal-sheet-1": 25 * time.Hour, "another-1": 25 * time.Hour,
	} {
		no(t, os.MkdirAll(filepath.Join(dir, name, "tmp"), 0o700))
		no(t, os.WriteFile(filepath.Join(dir, name, "tmp", "put-1"), []byte("left"), 0o600))
		no(t, os.Chtimes(filepath.Join(dir, name), now, now.Add(-age)))
	}
	n, err := web.SweepScratch(now.Add(-24 * time.Hour))
	no(t, err)
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	no(t, err)
	if n != 2 || len(left) != 2 || filepath.Base(left[0]) != "another-1" || filepath.Base(left[1]) != "ipportal-rehearsal-2" {
		t.Errorf("%d were swept, and left are %v", n, left)
	}
}
