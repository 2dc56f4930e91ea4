package merkle

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// proofHead is the first line of a proof (C2SP tlog-proof).
const proofHead = "c2sp.org/tlog-proof@v1"

// Prove says that the tree of a checkpoint has a leaf: the leaf's number, the
// hashes beside its way to the root, and the signed checkpoint, as text.
func Prove(leaf int64, signed string, rows Rows) (string, error) {
	c, err := ReadCheckpoint(signed)
	if err != nil {
		return "", err
	}
	if leaf < 0 || leaf >= c.Size {
		return "", fmt.Errorf("leaf %d is not in a log of %d", leaf, c.Size)
	}
	path, err := tlog.ProveRecord(c.Size, leaf, rows)
	if err != nil {
		return "", fmt.Errorf("prove leaf %d: %w", leaf, err)
	}
	return FormatProof(leaf, path, signed), nil
}

// FormatProof writes a proof down.
func FormatProof(leaf int64, path []Hash, signed string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nindex %d\n", proofHead, leaf)
	for _, h := range path {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n" + signed)
	return b.String()
}

// CheckProof checks that the log of one of these public keys holds an event with
// this hash, and says as which leaf, under which checkpoint.
func CheckProof(proof, eventHash string, publics ...string) (leaf int64, c Checkpoint, err error) {
	leaf, path, signed, err := parseProof(proof)
	if err != nil {
		return 0, c, err
	}
	if c, err = OpenCheckpoint(signed, publics...); err != nil {
		return 0, c, err
	}
	if err := tlog.CheckRecord(path, c.Size, c.Root, leaf, Leaf(eventHash)); err != nil {
		return 0, c, fmt.Errorf("the log does not hold this event as leaf %d: %w", leaf, err)
	}
	return leaf, c, nil
}

var errProof = errors.New("this is no proof of the log: its first line is " + proofHead)

func parseProof(proof string) (leaf int64, path []Hash, signed string, err error) {
	head, signed, ok := strings.Cut(proof, "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 || lines[0] != proofHead || len(lines) > 2+64 {
		return 0, nil, "", errProof
	}
	number, ok := strings.CutPrefix(lines[1], "index ")
	leaf, err = strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || leaf < 0 {
		return 0, nil, "", errProof
	}
	for _, line := range lines[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return 0, nil, "", errProof
		}
		path = append(path, Hash(raw))
	}
	return leaf, path, signed, nil
}

// CheckLeaf checks that a leaf of a checkpoint is an event's, by the hashes beside
// its way to the root.
func CheckLeaf(path []Hash, c Checkpoint, leaf int64, eventHash string) error {
	return tlog.CheckRecord(path, c.Size, c.Root, leaf, Leaf(eventHash))
}

// ProveLeaf gives those hashes.
func ProveLeaf(size, leaf int64, rows Rows) ([]Hash, error) {
	return tlog.ProveRecord(size, leaf, rows)
}
