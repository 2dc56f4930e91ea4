package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A portal is backed up by one command and made anew by another: without the keys
// only where they are there, or where their loss is said.
func TestBackupAndRestoreByOneCommandEach(t *testing.T) {
	dir, file := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "portal.tar")
	do := func(data string, args ...string) (string, error) {
		c := &console{vars: map[string]string{"IPPORTAL_DATA": data}}
		err := run(t.Context(), c.environment(), args)
		return c.text(), err
	}
	must := func(says string, data string, args ...string) {
		t.Helper()
		if out, err := do(data, args...); err != nil || !strings.Contains(out, says) {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	must("Password", dir, "operator", "add", "-email", "omar@quaylane.example", "-name", "Omar Haddad")
	must("The keys are not in it", dir, "backup", file)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup may be read by others: %v, %v", info.Mode(), err)
	}
	if out, err := do(dir, "backup", file); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("a backup was written over: %v\n%s", err, out)
	}
	if _, err := do(dir, "restore", file); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("restored over a portal: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "without keys")
	if _, err := do(empty, "restore", file); err == nil || !strings.Contains(err.Error(), "set IPPORTAL_KEY, or put the file key into") {
		t.Errorf("restored without keys: %v", err)
	}
	must("are as they were written", empty, "restore", "-new-keys", file)
	if _, err := do(empty, "operator", "add", "-email", "omar@quaylane.example", "-name", "Omar Haddad"); err == nil || !strings.Contains(err.Error(), "already an account") {
		t.Errorf("the account was not restored: %v", err)
	}

	withKeys, there := file+".keys", filepath.Join(t.TempDir(), "with keys")
	must("Backed up", dir, "backup", "-keys", withKeys)
	must("are as they were written", there, "restore", withKeys)
	for _, name := range []string{"key", "log-key"} {
		was, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if is, err := os.ReadFile(filepath.Join(there, name)); err != nil || string(is) != string(was) {
			t.Errorf("%s is another key: %v", name, err)
		}
	}
	if out, err := do(there, "backup"); err == nil || !strings.Contains(out, "takes one FILE") {
		t.Errorf("without a file: %v\n%s", err, out)
	}
}
