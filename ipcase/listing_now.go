package ipcase

import (
	"context"
	"time"
)

// What a comparison with the listing of this moment may cost.
const (
	nowTimeout  = 8 * time.Second // of the marketplace, for all of it
	nowPictures = 24              // that are compared
	nowLooks    = 8               // that are looked at for a likeness
)

// ListingNow is a complained listing as it is offered at this moment, held against
// its snapshot. Nothing is kept of it.
type ListingNow struct {
	Known     bool // the marketplace answered
	Gone      bool // it is not offered
	Changes   []Change
	Pictures  []PictureNow
	NoPicture bool // the pictures could not be fetched
	More      int  // pictures beyond those that are compared
}

// PictureNow is what became of one picture.
type PictureNow struct {
	Fate     PictureFate
	Before   int    // its number in the snapshot, from 1; 0 where it was not there
	Key      string // on the marketplace; "" where it is no longer there
	After    int    // its number there, from 1
	Likeness int    // of a changed one, from 0 to 100, for reviewers
	Looked   bool   // the likeness is known
}

// PictureFate says what became of a picture.
type PictureFate string

// The fates. A changed picture stands where another one stood.
const (
	PictureKept    PictureFate = "kept"
	PictureChanged PictureFate = "changed"
	PictureGone    PictureFate = "gone"
	PictureNew     PictureFate = "new"
)

// Same says that nothing was found changed.
func (n ListingNow) Same() bool {
	if !n.Known || n.Gone || n.NoPicture || len(n.Changes) > 0 {
		return false
	}
	for _, p := range n.Pictures {
		if p.Fate != PictureKept {
			return false
		}
	}
	return true
}

// ListingNow looks at a complained listing as the marketplace offers it now, for
// whoever has read its case. Where the marketplace does not answer, Known is false.
func (s *Service) ListingNow(ctx context.Context, a Actor, i ItemView) ListingNow {
	ctx, stop := context.WithTimeout(ctx, nowTimeout)
	defer stop()
	var out ListingNow
	offers, err := s.market.Lookup(ctx, []string{i.Snapshot.URL})
	if err != nil || len(offers) != 1 {
		return out
	}
	o := offers[0]
	out.Known, out.Gone = true, !o.Found || o.Gone
	if out.Gone {
		return out
	}
	now := Snapshot{Title: o.Title, Description: o.Description, PriceMinor: o.PriceMinor, Currency: o.Currency, Images: i.Snapshot.Images}
	out.Changes = Difference(i.Snapshot, now)
	keys := o.ImageKeys
	if len(keys) > nowPictures {
		out.More, keys = len(keys)-nowPictures, keys[:nowPictures]
	}
	hashes := make([]string, len(keys))
	for n, key := range keys {
		if hashes[n], err = s.hashImage(ctx, key); err != nil {
			out.NoPicture = true
			return out
		}
	}
	out.Pictures = picturesNow(i.Snapshot.Images, keys, hashes)
	if a.Party == PartyPlatform {
		s.likenNow(ctx, i.Snapshot, out.Pictures)
	}
	return out
}

// picturesNow matches pictures by their bytes; of the rest, one that stands where
// another stood has changed.
func picturesNow(before []SnapshotImage, keys, hashes []string) []PictureNow {
	taken := make([]bool, len(keys))
	fates := make([]PictureNow, len(before))
	for n, img := range before {
		fates[n] = PictureNow{Fate: PictureGone, Before: n + 1}
		for k, hash := range hashes {
			if !taken[k] && hash == img.Hash {
				taken[k] = true
				fates[n] = PictureNow{Fate: PictureKept, Before: n + 1, Key: keys[k], After: k + 1}
				break
			}
		}
	}
	for n := range fates {
		if fates[n].Fate == PictureGone && n < len(keys) && !taken[n] {
			taken[n] = true
			fates[n] = PictureNow{Fate: PictureChanged, Before: n + 1, Key: keys[n], After: n + 1}
		}
	}
	for k := range keys {
		if !taken[k] {
			fates = append(fates, PictureNow{Fate: PictureNew, Key: keys[k], After: k + 1})
		}
	}
	return fates
}

// likenNow says how alike changed pictures look. The marketplace may show other
// bytes under the same key tomorrow, so that they are looked at as they are now.
func (s *Service) likenNow(ctx context.Context, shot Snapshot, pictures []PictureNow) {
	if s.eye == nil {
		return
	}
	var kept []string
	for _, img := range shot.Images {
		kept = append(kept, img.Hash)
	}
	looks, err := s.looksOf(ctx, KeptPicture, kept)
	if err != nil {
		return
	}
	left := nowLooks
	for n := range pictures {
		p := &pictures[n]
		if p.Fate != PictureChanged || left == 0 {
			continue
		}
		left--
		if look, err := s.lookAt(ctx, PictureLook{Source: MarketPicture, Key: p.Key}); err == nil {
			p.Likeness, p.Looked = Likeness(looks[shot.Images[p.Before-1].Hash], look)
		}
	}
}
