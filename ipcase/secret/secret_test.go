package secret

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func key(b byte) []byte { return bytes.Repeat([]byte{b}, Size) }

func TestWhatIsSealedOpensForItsPurposeOnly(t *testing.T) {
	old, err := New(key(1))
	if err != nil {
		t.Fatal(err)
	}
	sealed := old.Seal("totp", []byte("seed"))
	if sealed == old.Seal("totp", []byte("seed")) {
		t.Error("the same words are sealed alike")
	}
	rotated, err := New(key(2), key(1))
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]Keys{"the same key": old, "a newer key beside it": rotated} {
		if plain, err := k.Open("totp", sealed); err != nil || string(plain) != "seed" {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
	if plain, err := old.Open("totp", rotated.Seal("totp", []byte("seed"))); err == nil {
		t.Errorf("the old key opens what the new one sealed: %q", plain)
	}
	flipped := []byte(sealed)
	flipped[len(flipped)/2] ^= 1
	for name, try := range map[string][2]string{
		"another purpose": {"link", sealed}, "a changed letter": {"totp", string(flipped)}, "a part": {"totp", sealed[:20]},
		"nothing": {"totp", ""}, "no base64": {"totp", "*"},
	} {
		if plain, err := old.Open(try[0], try[1]); err == nil {
			t.Errorf("%s opens: %q", name, plain)
		}
	}
}

func TestKeysAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "too short": base64.StdEncoding.EncodeToString(key(1)[:31]), "no base64": "password",
		"one of two": base64.StdEncoding.EncodeToString(key(1)) + ",x",
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestTheFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	made := make([]Keys, 8)
	var all sync.WaitGroup
	for n := range made {
		all.Go(func() {
			k, err := File(path)
			if err != nil {
				t.Error(err)
			}
			made[n] = k
		})
	}
	all.Wait()
	for _, k := range made {
		if len(k.keys) != 1 || !bytes.Equal(k.keys[0], made[0].keys[0]) {
			t.Fatal("two processes have different keys")
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
