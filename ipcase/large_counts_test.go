package ipcase

import (
	"errors"
	"testing"
	"time"
)

// TestLargeCountsAreKeptForAMoment: what somebody could check by eye is counted each
// time, and what is large after ten seconds.
func TestLargeCountsAreKeptForAMoment(t *testing.T) {
	t.Parallel()
	var l largeCounts[string, int]
	at := time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)
	counted := 0
	ask := func(key string, after time.Duration, there int) int {
		t.Helper()
		v, err := l.of(key, at.Add(after), func() (int, int, error) { counted++; return there, there, nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		key    string
		after  time.Duration
		there  int
		want   int
		counts int
	}{
		{"small", 0, FoundExactly, FoundExactly, 1},
		{"small", 0, 7, 7, 2},
		{"large", 0, 5000, 5000, 3},
		{"large", largeCountsFor - 1, 4999, 5000, 3},
		{"other", 0, 6000, 6000, 4},
		{"large", largeCountsFor, 4998, 4998, 5},
		{"large", 0, 4997, 4997, 6}, // a clock that was set back
		{"large", largeCountsFor, 12, 12, 7},
		{"large", largeCountsFor, 13, 13, 8},
	} {
		if got := ask(c.key, c.after, c.there); got != c.want || counted != c.counts {
			t.Errorf("%s after %s: %d, counted %d times; want %d and %d", c.key, c.after, got, counted, c.want, c.counts)
		}
	}
	away := errors.New("the database is away")
	if _, err := l.of("large", at.Add(time.Hour), func() (int, int, error) { return 0, 0, away }); !errors.Is(err, away) {
		t.Errorf("an error came out as %v", err)
	}
}
