package ipcase

import (
	"context"
	"fmt"
	"time"
)

// hooksKept is how long the ids of hooks are remembered: longer than one can be late.
const hooksKept = 24 * time.Hour

// marketHook is a signed hook that was taken.
type marketHook struct {
	ID           int64
	ConnectionID int64
	HookID       string
	ReceivedAt   time.Time
}

// TableName fixes the table.
func (marketHook) TableName() string { return "market_hooks" }

// HookSeen says whether a hook was taken before.
func (s *Service) HookSeen(ctx context.Context, c Connection, id string) (bool, error) {
	var n int64
	if err := s.read(ctx).Model(&marketHook{}).Where("connection_id = ? AND hook_id = ?", c.ID, id).Count(&n).Error; err != nil {
		return false, fmt.Errorf("look for the hook: %w", err)
	}
	return n > 0, nil
}

// HookTaken remembers a hook whose effect is written. What it tells can be told twice
// without a second effect, so that the same one at the same moment does no harm.
func (s *Service) HookTaken(ctx context.Context, c Connection, id string) error {
	return s.inTx(ctx, func(t *tx) error {
		if err := t.db.Where("received_at < ?", t.now.Add(-hooksKept)).Delete(&marketHook{}).Error; err != nil {
			return fmt.Errorf("forget old hooks: %w", err)
		}
		return t.db.Exec("INSERT INTO market_hooks (connection_id, hook_id, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", c.ID, id, t.now).Error
	})
}
