package ipcase

import (
	"sync"
	"time"
)

// largeCounts keeps figures about very much for a moment, so that the page of who has
// thousands of things waiting costs what a short list's costs. Figures that somebody
// could check by eye are counted each time.
type largeCounts[K comparable, V any] struct {
	mu   sync.Mutex
	kept map[K]keptCounts[V]
}

type keptCounts[V any] struct {
	at time.Time
	v  V
}

// Figures above FoundExactly are up to largeCountsFor old; largeCountsMost is of how
// many readers they are kept before all are counted anew.
const (
	largeCountsFor  = 10 * time.Second
	largeCountsMost = 1000
)

// of gives the figures for a key: those that are kept, or what count finds, which says
// also how large they are.
func (l *largeCounts[K, V]) of(key K, now time.Time, count func() (v V, size int, err error)) (V, error) {
	l.mu.Lock()
	found, ok := l.kept[key]
	l.mu.Unlock()
	if age := now.Sub(found.at); ok && age >= 0 && age < largeCountsFor {
		return found.v, nil
	}
	v, size, err := count()
	if err != nil {
		return v, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case size <= FoundExactly:
		delete(l.kept, key)
	case l.kept == nil || len(l.kept) >= largeCountsMost:
		l.kept = map[K]keptCounts[V]{key: {now, v}}
	default:
		l.kept[key] = keptCounts[V]{now, v}
	}
	return v, nil
}
