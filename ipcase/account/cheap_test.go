package account

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Hashes of next to no work are made in tests and nowhere else.
func TestOnlyTestsMakeCheapPasswords(t *testing.T) {
	var named []string
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "CheapPasswords") {
			name, _ := filepath.Rel(root, path)
			named = append(named, filepath.ToSlash(name))
		}
		return err
	})
	if want := []string{"ipcase/account/account.go", "web/webtest/market.go"}; err != nil || !slices.Equal(named, want) {
		t.Errorf("%v name it, and not %v: %v", named, want, err)
	}
}
