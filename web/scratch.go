package web

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// What lies for a moment in the machine's folder for such things, by how it is called.
const (
	scratchRehearsal = "ipportal-rehearsal-"
	scratchSheet     = "ipportal-sheet-"
)

// SweepScratch removes what requests that died with their process before the instant left
// in the machine's folder for temporary files, and says how much it was. What is younger
// may be in use by another process.
func SweepScratch(before time.Time) (n int, err error) {
	for _, prefix := range []string{scratchRehearsal, scratchSheet} {
		left, globbed := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
		if globbed != nil {
			return n, fmt.Errorf("sweep the folder for temporary files: %w", globbed)
		}
		for _, path := range left {
			is, gone := os.Lstat(path)
			if gone != nil || !is.ModTime().Before(before) { // another process has swept it
				continue
			}
			if failed := os.RemoveAll(path); failed != nil {
				err = errors.Join(err, fmt.Errorf("sweep the folder for temporary files: %w", failed))
				continue
			}
			n++
		}
	}
	return n, err
}
