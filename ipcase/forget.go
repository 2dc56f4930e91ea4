package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
)

// Forgetting is what an erasure wants gone from outside the database.
type Forgetting struct {
	What  string `json:"what"`            // a file's hash, or the key of a mail's delivery
	Paper bool   `json:"paper,omitempty"` // the file is one of an identity paper
}

// Forget reads what a delivery wants gone.
func (d Delivery) Forget() (string, error) {
	f, err := d.about()
	return f.What, err
}

// about reads what file or mail a delivery is about.
func (d Delivery) about() (f Forgetting, err error) {
	if err := json.Unmarshal([]byte(d.Payload), &f); err != nil {
		return f, fmt.Errorf("payload of delivery %d: %w", d.ID, err)
	}
	return f, nil
}

// ForgetFile removes the bytes of an erased file, unless somebody else put forward
// the same ones and they stand.
func (s *Service) ForgetFile(ctx context.Context, hash string) error {
	if stand, err := s.bytesStand(ctx, hash); err != nil || stand {
		return err
	}
	if err := s.forgetPages(ctx, hash); err != nil {
		return err
	}
	return s.blobs.Drop(ctx, hash)
}

// bytesStand says whether an exhibit, a snapshot or a capture still shows the bytes with
// that hash.
func (s *Service) bytesStand(ctx context.Context, hash string) (bool, error) {
	var n int64
	count := func(of any, where string, args ...any) error {
		if err := s.read(ctx).Model(of).Where(where, args...).Count(&n).Error; err != nil {
			return fmt.Errorf("others with the same bytes: %w", err)
		}
		return nil
	}
	if err := count(&Exhibit{}, "(hash = ? OR view_hash <> hash AND view_hash = ?) AND erased_at IS NULL", hash, hash); err != nil || n > 0 {
		return n > 0, err
	}
	if err := count(&Capture{}, "hash = ? AND hash <> ''", hash); err != nil || n > 0 {
		return n > 0, err
	}
	err := count(&Snapshot{}, "images LIKE ?", "%"+hash+"%")
	return n > 0, err
}

// forgetPages removes the pictures of an erased document's pages, but those that
// another document's page looks like to the byte.
func (s *Service) forgetPages(ctx context.Context, hash string) error {
	var pages []string
	err := s.read(ctx).Model(&EvidencePage{}).Where(`parent_hash = ? AND NOT EXISTS (SELECT 1 FROM evidence_pages o
		WHERE o.hash = evidence_pages.hash AND o.parent_hash <> evidence_pages.parent_hash)`, hash).Distinct().Pluck("hash", &pages).Error
	if err != nil {
		return fmt.Errorf("pages of an erased file: %w", err)
	}
	for _, page := range pages {
		if err := s.blobs.Drop(ctx, page); err != nil {
			return fmt.Errorf("drop a page of an erased file: %w", err)
		}
	}
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Where("parent_hash = ?", hash).Delete(&EvidencePage{})
		if res.Error != nil {
			return fmt.Errorf("pages of an erased file: %w", res.Error)
		}
		if res.RowsAffected > 0 {
			if err := t.recordDrawing(hash, EventPagesDropped, nil); err != nil {
				return err
			}
		}
		if err := t.db.Where("hash = ?", hash).Delete(&EvidenceFile{}).Error; err != nil {
			return fmt.Errorf("what is known of an erased file: %w", err)
		}
		return nil
	})
}
