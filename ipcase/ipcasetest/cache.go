package ipcasetest

import (
	"os"
	"path/filepath"
)

// Cache is a folder for what is made once and may be used by every test after: the
// compiled machine that draws pages.
func Cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "ipportal-tests")
}
