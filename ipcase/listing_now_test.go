package ipcase

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What became of each picture is told by its bytes, wherever it stands now.
func TestPicturesNow(t *testing.T) {
	shot := func(hashes ...string) (all []SnapshotImage) {
		for _, h := range hashes {
			all = append(all, SnapshotImage{Hash: h})
		}
		return all
	}
	for name, x := range map[string]struct {
		before []SnapshotImage
		after  []string
		want   []PictureNow
	}{
		"same":    {shot("a", "b"), []string{"a", "b"}, []PictureNow{{Fate: PictureKept, Before: 1, Key: "k-a", After: 1}, {Fate: PictureKept, Before: 2, Key: "k-b", After: 2}}},
		"moved":   {shot("a", "b"), []string{"b", "a"}, []PictureNow{{Fate: PictureKept, Before: 1, Key: "k-a", After: 2}, {Fate: PictureKept, Before: 2, Key: "k-b", After: 1}}},
		"changed": {shot("a", "b"), []string{"a", "c"}, []PictureNow{{Fate: PictureKept, Before: 1, Key: "k-a", After: 1}, {Fate: PictureChanged, Before: 2, Key: "k-c", After: 2}}},
		"gone and new": {shot("a", "b"), []string{"b", "b", "n"}, []PictureNow{
			{Fate: PictureGone, Before: 1}, {Fate: PictureKept, Before: 2, Key: "k-b", After: 1}, {Fate: PictureNew, Key: "k-b", After: 2}, {Fate: PictureNew, Key: "k-n", After: 3},
		}},
		"none left": {shot("a"), nil, []PictureNow{{Fate: PictureGone, Before: 1}}},
		"first one": {nil, []string{"n"}, []PictureNow{{Fate: PictureNew, Key: "k-n", After: 1}}},
	} {
		keys := make([]string, len(x.after))
		for n, h := range x.after {
			keys[n] = "k-" + h
		}
		got := picturesNow(x.before, keys, x.after)
		if diff := cmp.Diff(x.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
