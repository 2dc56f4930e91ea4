package ipcase

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"

	"gorm.io/gorm"
)

// rehearsal is what of the outside a deed meets that is only tried. Listings are
// asked for between two tries, so that no transaction is open during a call.
type rehearsal struct {
	market Marketplace
	known  map[string]Offer
	asked  []string
}

// errAskFirst: the deed needs listings that were not asked for yet.
var errAskFirst = errors.New("rehearsal: the marketplace is asked first")

// errRehearsed takes back whatever a rehearsed deed did.
var errRehearsed = errors.New("rehearsed")

// Rehearse carries a deed out and takes it back: it is checked wholly, what it would
// answer is known, and nothing of it stays. Files lie in the store that is given,
// for the caller to throw away.
func (s *Service) Rehearse(ctx context.Context, files Blobs, deed func(s *Service) error) error {
	m := &rehearsal{market: s.market, known: map[string]Offer{}}
	for try := 1; ; try++ {
		var outcome error
		m.asked = nil
		err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
			r := *s
			if s.asSeen != nil {
				r.asSeen = &seenCase{s.asSeen.number, s.asSeen.seq} // each try begins there
			}
			r.db, r.market, r.blobs, r.rehearsed = db, m, rehearsedBlobs{files, s.blobs}, true
			r.woken = make(chan struct{}, 1) // nobody is to wake
			outcome = deed(&r)
			return errRehearsed
		})
		switch {
		case !errors.Is(err, errRehearsed):
			return err
		case len(m.asked) > 0 && try < 10:
			if err := m.ask(ctx); err != nil {
				return err
			}
		case try == 10 || !collided(outcome):
			return outcome
		}
	}
}

func (m *rehearsal) ask(ctx context.Context) error {
	offers, err := m.market.Lookup(ctx, m.asked)
	if err != nil {
		return fmt.Errorf("rehearsal: %w", err)
	}
	for n, o := range offers {
		m.known[m.asked[n]] = o
	}
	return nil
}

// Lookup answers what was asked before.
func (m *rehearsal) Lookup(_ context.Context, lines []string) ([]Offer, error) {
	offers := make([]Offer, len(lines))
	for n, l := range lines {
		o, ok := m.known[l]
		if !ok {
			m.asked = append(m.asked, l)
		}
		offers[n] = o
	}
	if len(m.asked) > 0 {
		return nil, errAskFirst
	}
	return offers, nil
}

// Image is one pixel in place of any picture: it is not kept.
func (m *rehearsal) Image(context.Context, string) (io.ReadCloser, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		return nil, fmt.Errorf("rehearsal: %w", err)
	}
	return io.NopCloser(&b), nil
}

// Remove and Restore are never part of a deed: a worker calls them.
func (m *rehearsal) Remove(context.Context, Removal) error { return errRehearsed }

// Restore is like Remove.
func (m *rehearsal) Restore(context.Context, Removal) error { return errRehearsed }

// rehearsedBlobs takes files into a store that is thrown away, and reads from both.
type rehearsedBlobs struct {
	Blobs
	real Blobs
}

// Open reads what the rehearsal was given, or what is kept.
func (b rehearsedBlobs) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if r, err := b.Blobs.Open(ctx, hash); err == nil {
		return r, nil
	}
	return b.real.Open(ctx, hash)
}

// Size is like Open.
func (b rehearsedBlobs) Size(ctx context.Context, hash string) (int64, error) {
	if n, err := b.Blobs.Size(ctx, hash); err == nil {
		return n, nil
	}
	return b.real.Size(ctx, hash)
}

// Drop drops nothing.
func (b rehearsedBlobs) Drop(context.Context, string) error { return nil }
