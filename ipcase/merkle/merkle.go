// Package merkle is the tree over the events of all chains: a log as of RFC 6962
// that only ever grows, with signed checkpoints and proofs that an outsider can
// check with the public key alone. The tree's arithmetic is
// golang.org/x/mod/sumdb/tlog, the signatures golang.org/x/mod/sumdb/note. It
// knows nothing of cases, and stores nothing: whoever keeps the leaves hands them
// in as Rows.
package merkle

import (
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a node of the tree.
type Hash = tlog.Hash

// Leaf is the tree's leaf for an event: the record is the event's own hash, as the
// 64 letters of its hex form.
func Leaf(eventHash string) Hash { return tlog.RecordHash([]byte(eventHash)) }

// Rows reads what was stored with leaves, by their number: for each the hashes
// that Append gave, 32 bytes each.
type Rows func(leaves []int64) (map[int64][]byte, error)

// ReadHashes implements tlog.HashReader: the node of level l and place n was
// completed by, and is stored with, the last leaf below it.
func (r Rows) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	leaves := make([]int64, 0, len(indexes))
	for _, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		leaves = append(leaves, (n+1)<<level-1)
	}
	rows, err := r(leaves)
	if err != nil {
		return nil, err
	}
	hashes := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		level, _ := tlog.SplitStoredHashIndex(index)
		row := rows[leaves[at]]
		if len(row) < (level+1)*tlog.HashSize {
			return nil, fmt.Errorf("leaf %d of the log is not there, or holds too few hashes", leaves[at])
		}
		copy(hashes[at][:], row[level*tlog.HashSize:])
	}
	return hashes, nil
}

// Frontier is the right edge of a tree: enough to go on appending, and to say its
// root, in O(log n) memory.
type Frontier struct {
	size  int64
	nodes [64]Hash // of the full subtree of 2^level leaves, where size has that bit
}

// Resume reads the right edge of a stored tree.
func Resume(size int64, rows Rows) (*Frontier, error) {
	f := &Frontier{size: size}
	var levels []int
	var indexes []int64
	for level := range 63 {
		if size>>level&1 == 1 {
			levels = append(levels, level)
			indexes = append(indexes, tlog.StoredHashIndex(level, size>>level-1))
		}
	}
	if len(levels) == 0 {
		return f, nil
	}
	hashes, err := rows.ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	for at, level := range levels {
		f.nodes[level] = hashes[at]
	}
	return f, nil
}

// Append adds a leaf and gives what is to be stored with it: its own hash and
// those of the subtrees that it completes, from below.
func (f *Frontier) Append(leaf Hash) []byte {
	stored := append([]byte(nil), leaf[:]...)
	node, level := leaf, 0
	for ; f.size>>level&1 == 1; level++ {
		node = tlog.NodeHash(f.nodes[level], node)
		stored = append(stored, node[:]...)
	}
	f.nodes[level] = node
	f.size++
	return stored
}

// Size is how many leaves there are.
func (f *Frontier) Size() int64 { return f.size }

// Root is the tree's hash: SHA-256 of nothing for an empty tree.
func (f *Frontier) Root() Hash {
	if f.size == 0 {
		root, _ := tlog.TreeHash(0, nil)
		return root
	}
	level := bits.TrailingZeros64(uint64(f.size)) //nolint:gosec // a count
	root := f.nodes[level]
	for level++; f.size>>level > 0; level++ {
		if f.size>>level&1 == 1 {
			root = tlog.NodeHash(f.nodes[level], root)
		}
	}
	return root
}

// Root is the hash of the stored tree when it had that size.
func Root(size int64, rows Rows) (Hash, error) { return tlog.TreeHash(size, rows) }

// ProveConsistency says that the tree of the older size is the beginning of the
// newer one.
func ProveConsistency(older, newer int64, rows Rows) ([]Hash, error) {
	if older < 0 || older > newer {
		return nil, fmt.Errorf("a log of %d leaves is no beginning of one of %d", older, newer)
	}
	if older == 0 || older == newer {
		return nil, nil
	}
	return tlog.ProveTree(newer, older, rows)
}

// CheckConsistency checks such a proof.
func CheckConsistency(proof []Hash, older, newer Checkpoint) error {
	switch {
	case older.Size > newer.Size:
		return errors.New("the older checkpoint has more leaves than the newer one")
	case older.Size == newer.Size:
		if older.Root != newer.Root {
			return errors.New("two different logs of the same size")
		}
		return nil
	case older.Size == 0:
		return nil
	}
	return tlog.CheckTree(proof, newer.Size, newer.Root, older.Size, older.Root)
}
