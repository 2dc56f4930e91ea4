package sample_test

import (
	"os"
	"path/filepath"
	"testing"

	"ipportal/cmd/ipportal/sample"
)

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	prepare := func(wantDone, wantAgain bool) {
		t.Helper()
		done, again, err := sample.Prepare(dir)
		if err != nil || done != wantDone || again != wantAgain {
			t.Fatalf("done %v, again %v, %v", done, again, err)
		}
	}
	write := func(name string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	prepare(false, false)
	half := write("ipportal.db")
	prepare(false, true) // the first was killed
	if _, err := os.Stat(half); !os.IsNotExist(err) {
		t.Fatalf("what was half made is still there: %v", err)
	}
	whole := write("ipportal.db")
	if err := sample.Finish(dir); err != nil {
		t.Fatal(err)
	}
	prepare(true, false)
	if _, err := os.Stat(whole); err != nil {
		t.Fatal(err)
	}
}

// A folder of the real portal, or of anything else, is never emptied.
func TestFolderOfSomethingElse(t *testing.T) {
	dir := t.TempDir()
	theirs := filepath.Join(dir, "ipportal.db")
	if err := os.WriteFile(theirs, []byte("real"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := sample.Prepare(dir); err == nil {
		t.Fatal("it was taken for a demonstration's")
	}
	if b, err := os.ReadFile(theirs); err != nil || string(b) != "real" {
		t.Fatalf("%q, %v", b, err)
	}
}
