package merkle

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint is what the log was at a size (C2SP tlog-checkpoint).
type Checkpoint struct {
	Origin string // the log's name, which is its key's name
	Size   int64
	Root   Hash
}

// Text is the checkpoint as it is signed: three lines.
func (c Checkpoint) Text() string {
	return c.Origin + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + base64.StdEncoding.EncodeToString(c.Root[:]) + "\n"
}

// parseCheckpoint reads the three lines; more may follow, and mean nothing here.
func parseCheckpoint(text string) (c Checkpoint, err error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) < 4 {
		return c, errors.New("a checkpoint has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := base64.StdEncoding.DecodeString(lines[2])
	if lines[0] == "" || err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] || err2 != nil || len(root) != len(c.Root) {
		return c, errors.New("a checkpoint says a name, a size and a hash, each on a line")
	}
	c.Origin, c.Size = lines[0], size
	copy(c.Root[:], root)
	return c, nil
}

// Key signs the log's checkpoints.
type Key struct {
	private  ed25519.PrivateKey
	verifier note.Verifier
	public   string
}

// NewKey makes the key of a seed of 32 bytes. The log's name follows from its
// public key, so that it stays when the portal is reached under another address.
func NewKey(seed []byte) (Key, error) {
	if len(seed) != ed25519.SeedSize {
		return Key{}, fmt.Errorf("the log's key is made of %d bytes", ed25519.SeedSize)
	}
	k := Key{private: ed25519.NewKeyFromSeed(seed)}
	public := ed25519.PublicKey(k.private[ed25519.SeedSize:])
	sum := sha256.Sum256(public)
	var err error
	if k.public, err = note.NewEd25519VerifierKey("ipportal-log-"+hex.EncodeToString(sum[:6]), public); err != nil {
		return Key{}, fmt.Errorf("the log's public key: %w", err)
	}
	if k.verifier, err = note.NewVerifier(k.public); err != nil {
		return Key{}, fmt.Errorf("the log's public key: %w", err)
	}
	return k, nil
}

// Public is the key that everybody may have: a line of package note.
func (k Key) Public() string { return k.public }

// Origin is the log's name.
func (k Key) Origin() string { return k.verifier.Name() }

// Name implements note.Signer.
func (k Key) Name() string { return k.verifier.Name() }

// KeyHash implements note.Signer.
func (k Key) KeyHash() uint32 { return k.verifier.KeyHash() }

// Sign implements note.Signer.
func (k Key) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(k.private, msg), nil }

// SignCheckpoint says what the log is, signed.
func (k Key) SignCheckpoint(size int64, root Hash) (string, error) {
	return k.SignText(Checkpoint{Origin: k.Origin(), Size: size, Root: root}.Text())
}

// SignText signs lines of text.
func (k Key) SignText(text string) (string, error) {
	signed, err := note.Sign(&note.Note{Text: text}, k)
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return string(signed), nil
}

// OpenText checks that one of these public keys signed, and gives the text.
func OpenText(signed string, publics ...string) (text, by string, err error) {
	var known []note.Verifier
	for _, public := range publics {
		v, err := note.NewVerifier(strings.TrimSpace(public))
		if err != nil {
			return "", "", fmt.Errorf("the public key cannot be read: %w", err)
		}
		known = append(known, v)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(known...))
	if err != nil {
		return "", "", err
	}
	return n.Text, n.Sigs[0].Name, nil
}

// OpenCheckpoint checks the signature by one of these public keys, and that it is
// the log's own.
func OpenCheckpoint(signed string, publics ...string) (Checkpoint, error) {
	text, by, err := OpenText(signed, publics...)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("the checkpoint's signature: %w", err)
	}
	c, err := parseCheckpoint(text)
	if err == nil && c.Origin != by {
		err = errors.New("the checkpoint is of another log than its key")
	}
	return c, err
}

// ReadCheckpoint reads a checkpoint without asking who signed it.
func ReadCheckpoint(signed string) (Checkpoint, error) { return parseCheckpoint(signed) }
