package ipcase

import (
	"context"
	"fmt"
	"time"
)

// RenewLease keeps a delivery for the process that carries it out for another
// lease. False means that it is no longer this process's: the lease ran out and
// another took it, or it was closed.
func (s *Service) RenewLease(ctx context.Context, d Delivery, lease time.Duration) (bool, error) {
	mine := false
	err := s.inTx(ctx, func(t *tx) error {
		until := t.now.Add(lease)
		res := t.db.Exec("UPDATE deliveries SET lease_until = ?, next_at = ? WHERE id = ? AND attempts = ? AND state = 'running'", until, until, d.ID, d.Attempts)
		mine = res.RowsAffected == 1
		return res.Error
	})
	if err != nil {
		return false, fmt.Errorf("renew the lease of %s: %w", d.Key, err)
	}
	return mine, nil
}
