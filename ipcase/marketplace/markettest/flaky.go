// Package markettest makes a marketplace misbehave as real ones do. Only tests
// and the demonstration may import it.
package markettest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"ipportal/ipcase"
)

// Fault is what goes wrong with one call.
type Fault string

// The faults.
const (
	None         Fault = ""
	Away         Fault = "away"         // nobody answers; nothing happened
	Refuses      Fault = "refuses"      // answers that it will not, for good
	TimesOut     Fault = "times out"    // hangs until the caller gives up; nothing happened
	AnswerIsLost Fault = "answer lost"  // does it, and the caller hears nothing
	Panics       Fault = "panics"       // a bug in the connector
	LookupFails  Fault = "lookup fails" // only Lookup and Image are away
)

var errAway = errors.New("the marketplace does not answer")

// Flaky is a marketplace with faults in front of a working one.
type Flaky struct {
	inner ipcase.Marketplace

	mu     sync.Mutex
	next   []Fault
	always Fault
	calls  []string
}

var _ ipcase.Marketplace = (*Flaky)(nil)

// New puts a faultless front before inner.
func New(inner ipcase.Marketplace) *Flaky { return &Flaky{inner: inner} }

// Next sets what the next calls of Remove and Restore meet, one fault each.
func (f *Flaky) Next(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next = append(f.next, faults...)
}

// Always sets what every call meets for which Next says nothing.
func (f *Flaky) Always(fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.always = fault
}

// Calls lists the orders that came, "remove QL-1 key" and so on, whatever became
// of them.
func (f *Flaky) Calls() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.calls...)
}

func (f *Flaky) fault(call string) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
	if len(f.next) == 0 {
		return f.always
	}
	fault := f.next[0]
	f.next = f.next[1:]
	return fault
}

func (f *Flaky) reading() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.always == Away || f.always == LookupFails {
		return errAway
	}
	return nil
}

// Lookup implements ipcase.Marketplace.
func (f *Flaky) Lookup(ctx context.Context, lines []string) ([]ipcase.Offer, error) {
	if err := f.reading(); err != nil {
		return nil, err
	}
	return f.inner.Lookup(ctx, lines)
}

// Image implements ipcase.Marketplace.
func (f *Flaky) Image(ctx context.Context, key string) (io.ReadCloser, error) {
	if err := f.reading(); err != nil {
		return nil, err
	}
	return f.inner.Image(ctx, key)
}

// Remove implements ipcase.Marketplace.
func (f *Flaky) Remove(ctx context.Context, r ipcase.Removal) error {
	return f.meet(ctx, "remove", r, f.inner.Remove)
}

// Restore implements ipcase.Marketplace.
func (f *Flaky) Restore(ctx context.Context, r ipcase.Removal) error {
	return f.meet(ctx, "restore", r, f.inner.Restore)
}

func (f *Flaky) meet(ctx context.Context, what string, r ipcase.Removal, do func(context.Context, ipcase.Removal) error) error {
	switch f.fault(fmt.Sprintf("%s %s %s", what, r.Ref, r.Key)) {
	case Away:
		return errAway
	case Refuses:
		return &ipcase.PermanentError{Reason: "the marketplace will not " + what + " " + r.Ref}
	case TimesOut:
		<-ctx.Done()
		return ctx.Err()
	case AnswerIsLost:
		if err := do(ctx, r); err != nil {
			return err
		}
		return context.DeadlineExceeded
	case Panics:
		panic("the connector has a bug")
	default:
		return do(ctx, r)
	}
}
