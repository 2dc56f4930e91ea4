package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
)

// Forgetting is what an erasure wants gone from outside the database.
type Forgetting struct {
	What string `json:"what"` // a file's hash, or the key of a mail's delivery
}

// Forget reads what a delivery wants gone.
func (d Delivery) Forget() (string, error) {
	var f Forgetting
	if err := json.Unmarshal([]byte(d.Payload), &f); err != nil {
		return "", fmt.Errorf("payload of delivery %d: %w", d.ID, err)
	}
	return f.What, nil
}

// ForgetFile removes the bytes of an erased file, unless somebody else put forward
// the same ones and they stand.
func (s *Service) ForgetFile(ctx context.Context, hash string) error {
	var left int64
	err := s.read(ctx).Model(&Exhibit{}).Where("(hash = ? OR view_hash = ?) AND erased_at IS NULL", hash, hash).Count(&left).Error
	if err != nil {
		return fmt.Errorf("others with the same bytes: %w", err)
	}
	if left == 0 {
		err = s.read(ctx).Model(&Snapshot{}).Where("images LIKE ?", "%"+hash+"%").Count(&left).Error
	}
	if err != nil || left > 0 {
		return err
	}
	return s.blobs.Drop(ctx, hash)
}
