package ipcasetest

import (
	"sync"
	"time"

	"ipportal/ipcase"
)

// Clock is a clock that a test turns. It is safe for use by several goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at an instant.
func NewClock(at time.Time) *Clock { return &Clock{now: ipcase.Moment(at)} }

// Now implements ipcase.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance turns the clock on, or with a negative d back.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock at an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = ipcase.Moment(at)
}
