package ipcase

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
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
	// All snapshots are read for it, so they are asked before anything is locked.
	if stand, err := shown(s.read(ctx).Model(&Snapshot{}).Where("images LIKE ?", "%"+hash+"%")); err != nil || stand {
		return err
	}
	return s.inTx(ctx, func(t *tx) error {
		if err := t.lockBytes(hash); err != nil {
			return err
		}
		if stand, err := shown(t.db.Model(&Exhibit{}).Where("(hash = ? OR view_hash <> hash AND view_hash = ?) AND erased_at IS NULL", hash, hash)); err != nil || stand {
			return err
		}
		if stand, err := shown(t.db.Model(&Capture{}).Where("hash = ? AND hash <> ''", hash)); err != nil || stand {
			return err
		}
		if err := t.forgetPages(hash); err != nil {
			return err
		}
		return t.blobs.Drop(ctx, hash) // while the hash is locked: nobody can count on the bytes any more
	})
}

// shown says whether any row that shows the bytes is found.
func shown(rows *gorm.DB) (bool, error) {
	var n int64
	if err := rows.Count(&n).Error; err != nil {
		return false, fmt.Errorf("others with the same bytes: %w", err)
	}
	return n > 0, nil
}

// lockBytes keeps files from being put forward and forgotten at once, by their hashes,
// until the commit. SQLite's write transactions stand in line anyway.
func (t *tx) lockBytes(hashes ...string) error {
	if t.db.Name() != "postgres" {
		return nil
	}
	for _, hash := range hashes {
		if err := t.db.Exec("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", hash).Error; err != nil {
			return fmt.Errorf("lock a file: %w", err)
		}
	}
	return nil
}

// forgetPages removes the pictures of an erased document's pages, but those that
// another document's page looks like to the byte.
func (t *tx) forgetPages(hash string) error {
	var pages []string
	err := t.db.Model(&EvidencePage{}).Where(`parent_hash = ? AND NOT EXISTS (SELECT 1 FROM evidence_pages o
		WHERE o.hash = evidence_pages.hash AND o.parent_hash <> evidence_pages.parent_hash)`, hash).Distinct().Pluck("hash", &pages).Error
	if err != nil {
		return fmt.Errorf("pages of an erased file: %w", err)
	}
	for _, page := range pages {
		if err := t.blobs.Drop(t.ctx, page); err != nil {
			return fmt.Errorf("drop a page of an erased file: %w", err)
		}
	}
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
}
