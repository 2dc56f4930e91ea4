package ipcase

import (
	"fmt"
	"unicode"
)

// ChangedPart is what of a listing has changed.
type ChangedPart string

// The parts that are compared.
const (
	PartTitle       ChangedPart = "title"
	PartPrice       ChangedPart = "price"
	PartDescription ChangedPart = "description"
	PartPictures    ChangedPart = "pictures"
)

// Change is one part of a listing that is not what it was.
type Change struct {
	Part   ChangedPart
	Before string // title, description; a price as it is stored, with its currency
	After  string
	Words  []DiffRun       // of a text: what stayed, went and came, in order
	Gone   []SnapshotImage // pictures that are no longer shown
	Come   []SnapshotImage // pictures that are new
}

// DiffRun is a stretch of text that stayed, went or came.
type DiffRun struct {
	Kind DiffKind
	Text string
}

// DiffKind says what became of a stretch of text.
type DiffKind string

// The kinds.
const (
	DiffSame DiffKind = "same"
	DiffGone DiffKind = "gone"
	DiffCome DiffKind = "come"
)

// Difference says in what a listing differs between two snapshots: title, price,
// description and pictures. Nothing in it means that a buyer sees no difference.
func Difference(before, after Snapshot) []Change {
	var all []Change
	if before.Title != after.Title {
		all = append(all, Change{Part: PartTitle, Before: before.Title, After: after.Title, Words: DiffWords(before.Title, after.Title)})
	}
	if before.PriceMinor != after.PriceMinor || before.Currency != after.Currency {
		price := func(s Snapshot) string { return fmt.Sprintf("%d %s", s.PriceMinor, s.Currency) }
		all = append(all, Change{Part: PartPrice, Before: price(before), After: price(after)})
	}
	if before.Description != after.Description {
		all = append(all, Change{Part: PartDescription, Before: before.Description, After: after.Description, Words: DiffWords(before.Description, after.Description)})
	}
	gone, come := without(before.Images, after.Images), without(after.Images, before.Images)
	if len(gone)+len(come) > 0 || len(before.Images) != len(after.Images) {
		all = append(all, Change{Part: PartPictures, Gone: gone, Come: come})
	}
	return all
}

// without keeps the pictures whose bytes are not among the others.
func without(images, others []SnapshotImage) []SnapshotImage {
	var kept []SnapshotImage
	for _, i := range images {
		found := false
		for _, o := range others {
			found = found || o.Hash == i.Hash
		}
		if !found {
			kept = append(kept, i)
		}
	}
	return kept
}

// diffLimit bounds the work of comparing two texts: beyond it the one is shown
// gone and the other come as a whole.
const diffLimit = 4_000_000

// DiffWords compares two texts word by word, Chinese character by character.
func DiffWords(before, after string) []DiffRun {
	a, b := diffTokens(before), diffTokens(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out diffRuns
	out.add(DiffSame, a[:head]...)
	out.middle(a[head:len(a)-tail], b[head:len(b)-tail])
	out.add(DiffSame, a[len(a)-tail:]...)
	return out
}

// diffTokens parts a text into words, the white space between them, and single
// characters of scripts that are written without spaces.
func diffTokens(s string) []string {
	kind := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return 1
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana), unicode.IsPunct(r), unicode.IsSymbol(r):
			return 0 // stands alone
		default:
			return 2
		}
	}
	var out []string
	start, last := 0, -1
	for n, r := range s {
		k := kind(r)
		if n > 0 && (k != last || k == 0) {
			out = append(out, s[start:n])
			start = n
		}
		last = k
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

type diffRuns []DiffRun

func (d *diffRuns) add(kind DiffKind, tokens ...string) {
	for _, text := range tokens {
		if n := len(*d); n > 0 && (*d)[n-1].Kind == kind {
			(*d)[n-1].Text += text
			continue
		}
		*d = append(*d, DiffRun{Kind: kind, Text: text})
	}
}

// middle finds the longest run of words that both have in common, what stands
// between beginning and end that are alike.
func (d *diffRuns) middle(a, b []string) {
	if len(a)*len(b) > diffLimit {
		d.add(DiffGone, a...)
		d.add(DiffCome, b...)
		return
	}
	common := make([][]int, len(a)+1) // lengths of what the rests have in common
	for n := range common {
		common[n] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			d.add(DiffSame, a[i])
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			d.add(DiffGone, a[i])
			i++
		default:
			d.add(DiffCome, b[j])
			j++
		}
	}
	d.add(DiffGone, a[i:]...)
	d.add(DiffCome, b[j:]...)
}
