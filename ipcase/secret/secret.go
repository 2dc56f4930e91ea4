// Package secret keeps what must not lie readable in the database: second
// factors' seeds, tokens of links that wait to be mailed. It seals with
// AES-256-GCM under a key of its own for each purpose, derived by HKDF-SHA-256
// from the portal's key, so that what was sealed for one purpose opens for no
// other. It knows no database and no person.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Size is how many bytes a key has.
const Size = 32

// Keys are the portal's keys. The first seals; all open, so that a key can be
// replaced without losing what the one before it sealed.
type Keys struct{ keys [][]byte }

// New takes keys of Size bytes each, the newest first.
func New(keys ...[]byte) (Keys, error) {
	if len(keys) == 0 {
		return Keys{}, errors.New("a key is needed")
	}
	for n, k := range keys {
		if len(k) != Size {
			return Keys{}, fmt.Errorf("key %d has %d bytes, and must have %d", n+1, len(k), Size)
		}
	}
	return Keys{keys}, nil
}

// Parse reads keys as base64, parted by commas, the newest first.
func Parse(text string) (Keys, error) {
	var keys [][]byte
	for _, part := range strings.Split(text, ",") {
		k, err := base64.StdEncoding.DecodeString(strings.TrimSpace(part))
		if err != nil {
			return Keys{}, errors.New("a key is not written in base64")
		}
		keys = append(keys, k)
	}
	return New(keys...)
}

// File reads the keys from a file, which is made with a new key where it is not
// there, readable by its owner alone.
func File(path string) (Keys, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := create(path); err != nil {
			return Keys{}, err
		}
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return Keys{}, fmt.Errorf("read the portal's key: %w", err)
	}
	keys, err := Parse(strings.TrimSpace(string(text)))
	if err != nil {
		return Keys{}, fmt.Errorf("read the portal's key in %s: %w", path, err)
	}
	return keys, nil
}

// create writes a new key so that of two processes that begin at once both read
// the same: the file appears whole, and the first one stays.
func create(path string) error {
	key := make([]byte, Size)
	_, _ = rand.Read(key) // never fails
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return fmt.Errorf("make the portal's key: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write the portal's key: %w", err)
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("keep the portal's key: %w", err)
	}
	return nil
}

// Seal encrypts for one purpose. What comes out is text, another each time.
func (k Keys) Seal(purpose string, plain []byte) string {
	c := gcm(k.keys[0], purpose)
	return base64.RawStdEncoding.EncodeToString(c.Seal(nil, nil, plain, nil)) //nolint:gosec // NewGCMWithRandomNonce makes its own nonce
}

// errSealed says nothing of why something does not open.
var errSealed = errors.New("it was not sealed by this portal for this purpose")

// Open decrypts what Seal gave for the same purpose.
func (k Keys) Open(purpose, sealed string) ([]byte, error) {
	raw, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, errSealed
	}
	for _, key := range k.keys {
		if plain, err := gcm(key, purpose).Open(nil, nil, raw, nil); err == nil {
			return plain, nil
		}
	}
	return nil, errSealed
}

// gcm never fails: the key has the right size, and AES takes it.
func gcm(key []byte, purpose string) cipher.AEAD {
	block, err := aes.NewCipher(derive(key, purpose))
	if err != nil {
		panic(err)
	}
	c, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return c
}

// Seeds derives Size bytes for one purpose from each key, the newest first: what a
// key of another sort is made of.
func (k Keys) Seeds(purpose string) [][]byte {
	seeds := make([][]byte, len(k.keys))
	for n, key := range k.keys {
		seeds[n] = derive(key, purpose)
	}
	return seeds
}

// derive never fails: the hash gives far more bytes than are asked for.
func derive(key []byte, purpose string) []byte {
	derived, err := hkdf.Key(sha256.New, key, nil, "ipportal "+purpose, Size)
	if err != nil {
		panic(err)
	}
	return derived
}
