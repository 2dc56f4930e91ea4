package merkle_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"ipportal/ipcase/merkle"
)

// stored is a log in memory: what is stored with each leaf.
type stored [][]byte

func (s stored) rows(numbers []int64) (map[int64][]byte, error) {
	found := map[int64][]byte{}
	for _, n := range numbers {
		if n < int64(len(s)) {
			found[n] = s[n]
		}
	}
	return found, nil
}

func grow(t interface{ Fatal(args ...any) }, size int) stored {
	tree, err := merkle.Resume(0, nil)
	if err != nil {
		t.Fatal(err)
	}
	var s stored
	for n := range size {
		s = append(s, tree.Append(leafOf(n)))
	}
	return s
}

func event(n int) string       { return fmt.Sprintf("%064x", n) }
func leafOf(n int) merkle.Hash { return merkle.Leaf(event(n)) }
func seed(b byte) []byte       { return bytes.Repeat([]byte{b}, 32) }
func key(t interface{ Fatal(args ...any) }, b byte) merkle.Key {
	k, err := merkle.NewKey(seed(b))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// What is stored is what tlog stores, at every size, however the log was resumed.
func TestTheTreeIsTlogs(t *testing.T) {
	const size = 300
	s := grow(t, size)
	var plain []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (list []tlog.Hash, err error) {
		for _, i := range indexes {
			list = append(list, plain[i])
		}
		return list, nil
	})
	for n := range size {
		hashes, err := tlog.StoredHashes(int64(n), []byte(event(n)), reader)
		if err != nil {
			t.Fatal(err)
		}
		plain = append(plain, hashes...)
		var want []byte
		for _, h := range hashes {
			want = append(want, h[:]...)
		}
		if !bytes.Equal(s[n], want) {
			t.Fatalf("leaf %d is stored otherwise than by tlog", n)
		}
		root, err := tlog.TreeHash(int64(n+1), reader)
		if err != nil {
			t.Fatal(err)
		}
		edge, err := merkle.Resume(int64(n+1), s[:n+1].rows)
		if err != nil || edge.Root() != root || edge.Size() != int64(n+1) {
			t.Fatalf("resumed at %d: %v, root %s instead of %s", n+1, err, edge.Root(), root)
		}
	}
}

// A proof holds for its event, its leaf and its key, and for nothing else.
func TestProofs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 200).Draw(t, "size")
		leaf := rapid.IntRange(0, size-1).Draw(t, "leaf")
		s, k := grow(t, size), key(t, 1)
		root, err := merkle.Root(int64(size), s.rows)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := k.SignCheckpoint(int64(size), root)
		if err != nil {
			t.Fatal(err)
		}
		proof, err := merkle.Prove(int64(leaf), signed, s.rows)
		if err != nil {
			t.Fatal(err)
		}
		got, c, err := merkle.CheckProof(proof, event(leaf), key(t, 2).Public(), k.Public())
		if err != nil || got != int64(leaf) || c.Size != int64(size) || c.Root != root {
			t.Fatalf("the proof does not hold: leaf %d, %+v, %v", got, c, err)
		}
		if _, _, err := merkle.CheckProof(proof, event(leaf+1), k.Public()); err == nil {
			t.Error("it holds for another event")
		}
		if _, _, err := merkle.CheckProof(proof, event(leaf), key(t, 2).Public()); err == nil {
			t.Error("it holds by another key")
		}
		head, _, _ := strings.Cut(proof, "\n\n")
		at := rapid.IntRange(0, len(proof)-1).Draw(t, "at")
		changed := proof[:at] + string(proof[at]^1) + proof[at+1:]
		if got, _, err := merkle.CheckProof(changed, event(leaf), k.Public()); err == nil && (got != int64(leaf) || !strings.HasPrefix(changed, head)) {
			t.Errorf("it holds with byte %d changed", at)
		}
	})
}

// An older tree is the beginning of a newer one, and of no other.
func TestConsistency(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		newer := rapid.IntRange(1, 200).Draw(t, "newer")
		older := rapid.IntRange(0, newer).Draw(t, "older")
		s := grow(t, newer)
		at := func(size int) merkle.Checkpoint {
			root, err := merkle.Root(int64(size), s.rows)
			if err != nil {
				t.Fatal(err)
			}
			return merkle.Checkpoint{Size: int64(size), Root: root}
		}
		proof, err := merkle.ProveConsistency(int64(older), int64(newer), s.rows)
		if err != nil {
			t.Fatal(err)
		}
		if err := merkle.CheckConsistency(proof, at(older), at(newer)); err != nil {
			t.Fatalf("%d in %d: %v", older, newer, err)
		}
		if older == 0 {
			return
		}
		other := at(older)
		other.Root[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		if err := merkle.CheckConsistency(proof, other, at(newer)); err == nil {
			t.Errorf("another log of %d is the beginning of %d", older, newer)
		}
	})
}

func TestCheckpointsAreRefused(t *testing.T) {
	k := key(t, 1)
	for name, text := range map[string]string{
		"nothing": "\n", "two lines": "a\n1\n", "no number": k.Origin() + "\nx\nAAAA\n", "a zero before": k.Origin() + "\n01\n" + strings.Repeat("A", 43) + "=\n",
		"less than nothing": k.Origin() + "\n-1\n" + strings.Repeat("A", 43) + "=\n", "a short hash": k.Origin() + "\n1\nAAAA\n",
		"another log": "elsewhere\n1\n" + strings.Repeat("A", 43) + "=\n",
	} {
		signed, err := k.SignText(text)
		if err != nil {
			continue // a note cannot say it at all
		}
		if c, err := merkle.OpenCheckpoint(signed, k.Public()); err == nil {
			t.Errorf("%s is taken: %+v", name, c)
		}
	}
	if _, err := merkle.NewKey(seed(1)[:31]); err == nil {
		t.Error("a key of 31 bytes is taken")
	}
}

func FuzzReadProof(f *testing.F) {
	s, k := grow(f, 5), key(f, 1)
	root, _ := merkle.Root(5, s.rows)
	signed, _ := k.SignCheckpoint(5, root)
	proof, _ := merkle.Prove(3, signed, s.rows)
	f.Add(proof)
	f.Fuzz(func(t *testing.T, text string) {
		if leaf, _, err := merkle.CheckProof(text, event(4), k.Public()); err == nil && leaf != 4 {
			t.Errorf("another event is proved by %q", text)
		}
	})
}
