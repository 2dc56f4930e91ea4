package ipcasetest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What a test may need from the machine, as IPPORTAL_TEST_REQUIRE names it.
const (
	needChromium = "chromium"
	needShared   = "shared"
	needOIDC     = "oidc"
	needS3       = "s3"
	needClamd    = "clamd"
	needOpenAPI  = "openapi"
	needVendure  = "vendure"
)

// Chromium is the path of a Chromium or Chrome; without one the test is skipped.
func Chromium(t testing.TB) string {
	t.Helper()
	wished(t, needChromium)
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	need(t, needChromium, "no Chromium is installed; .ci/need chromium installs one")
	return ""
}

// Axe is the accessibility checker's script, to be run in Chromium.
func Axe(t testing.TB) []byte {
	t.Helper()
	wished(t, needChromium)
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(root, ".ci", "node_modules", "axe-core", "axe.min.js"))
	if errors.Is(err, os.ErrNotExist) {
		need(t, needChromium, "axe-core is not installed; make browser-tools installs it")
	}
	if err != nil {
		t.Fatal(err)
	}
	return script
}

// Shared is the folder of real notices beside the repository, or where
// IPPORTAL_SHARED says; a test of real input is skipped where it is absent.
func Shared(t testing.TB) string {
	t.Helper()
	wished(t, needShared)
	path := os.Getenv("IPPORTAL_SHARED")
	if path == "" {
		root, err := root()
		if err != nil {
			t.Fatal(err)
		}
		path = filepath.Join(filepath.Dir(root), "shared")
	}
	if _, err := os.Stat(path); err != nil {
		need(t, needShared, "the folder of real notices is not beside the repository")
	}
	return path
}

// Program is the path of a small program that a test reads with or talks to, named
// as in .ci/need; without it the test is skipped.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		need(t, name, name+" is not installed; .ci/need "+name+" installs it")
	}
	return path
}

// OneByOne is said by a long test in which one thing is done after the other: the
// race detector, under which it would take many times as long, finds nothing in it.
func OneByOne(t testing.TB) {
	t.Helper()
	wished(t, "one-by-one")
}

// wished ends the test where IPPORTAL_TEST_WITHOUT names what it needs, as the
// race detector's run does with the browser.
func wished(t testing.TB, what string) {
	t.Helper()
	if named("IPPORTAL_TEST_WITHOUT", what) {
		why := what + ", left out on purpose (IPPORTAL_TEST_WITHOUT)"
		report(t, "left out", what, why)
		t.Skip(why)
	}
}

// need ends a test that cannot run on this machine: it is skipped and named in
// the summary of `make test`, or fails where IPPORTAL_TEST_REQUIRE wants it run.
func need(t testing.TB, what, why string) {
	t.Helper()
	if named("IPPORTAL_TEST_REQUIRE", what) {
		t.Fatalf("%s is required here: %s", what, why)
	}
	report(t, "left out", what, why)
	t.Skip(why)
}

func named(variable, what string) bool {
	return slices.Contains(strings.Split(os.Getenv(variable), ","), what)
}

// report adds a line to the file from which `make test` prints its summary.
func report(t testing.TB, outcome, what, why string) {
	t.Helper()
	path := os.Getenv("IPPORTAL_TEST_REPORT")
	if path == "" {
		return
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Errorf("report: %v", err)
		return
	}
	_, err = fmt.Fprintf(f, "%s\t%s\t%s\t%s\n", outcome, what, t.Name(), why)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Errorf("report: %v", err)
	}
}

// root is the folder of go.mod.
func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the test")
		}
		dir = parent
	}
}
