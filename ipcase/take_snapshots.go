package ipcase

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// takeSnapshots freezes every listing that will be filed, pictures first: their
// bytes are on disk before any row names them. No transaction is open.
func (s *Service) takeSnapshots(ctx context.Context, check ListingCheck) (map[string]Snapshot, error) {
	kept := map[string]SnapshotImage{} // many listings share pictures
	shots := make(map[string]Snapshot, check.Count)
	for _, g := range check.Sellers {
		for _, l := range g.Lines {
			shot, err := s.shoot(ctx, l.Offer, kept)
			if err != nil {
				return nil, err
			}
			shots[l.Offer.Ref] = shot
		}
	}
	return shots, nil
}

// shoot freezes one listing as it is now. Pictures that are kept already are not
// fetched again.
func (s *Service) shoot(ctx context.Context, o Offer, kept map[string]SnapshotImage) (Snapshot, error) {
	shot := Snapshot{
		Ref: o.Ref, URL: o.URL, Title: o.Title, Lang: o.Lang, Description: o.Description, Category: o.Category,
		PriceMinor: o.PriceMinor, Currency: o.Currency, SellerName: o.SellerName, Images: []SnapshotImage{}, TakenAt: Moment(s.clock.Now()),
	}
	for _, key := range o.ImageKeys {
		img, ok := kept[key]
		if !ok {
			var err error
			if img, err = s.keepImage(ctx, key); err != nil {
				return shot, err
			}
			kept[key] = img
		}
		shot.Images = append(shot.Images, img)
	}
	shot.Hash = HashSnapshot(shot)
	return shot, nil
}

func (s *Service) keepImage(ctx context.Context, key string) (SnapshotImage, error) {
	r, err := s.market.Image(ctx, key)
	if err != nil {
		return SnapshotImage{}, fmt.Errorf("picture %s: %w", key, err)
	}
	defer func() { _ = r.Close() }()
	b, err := s.blobs.Put(ctx, "image", key, r)
	if err != nil {
		return SnapshotImage{}, fmt.Errorf("keep picture %s: %w", key, err)
	}
	return SnapshotImage{Hash: b.Hash, MIME: b.MIME}, nil
}

// HashSnapshot is the SHA-256, in hex, of the snapshot's JSON without its ids and
// hash. The case's chain names it.
func HashSnapshot(sn Snapshot) string {
	sn.ID, sn.ListingID, sn.Hash = 0, 0, ""
	sn.TakenAt = Moment(sn.TakenAt)
	words, _ := json.Marshal(sn) // strings and numbers only: cannot fail
	sum := sha256.Sum256(words)
	return hex.EncodeToString(sum[:])
}
