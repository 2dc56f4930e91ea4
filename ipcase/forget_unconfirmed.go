package ipcase

import (
	"context"
	"fmt"
)

// forgetUnconfirmed takes all that was typed, and the address, out of notices
// without an account that nobody confirmed in time.
func (s *Service) forgetUnconfirmed(ctx context.Context) error {
	err := s.read(ctx).Exec(`UPDATE links SET data = '{}', sealed = '', email = '' WHERE kind = 'report' AND used_at IS NULL AND email <> '' AND expires_at <= ?`,
		Moment(s.clock.Now())).Error
	if err != nil {
		return fmt.Errorf("forget notices that were not confirmed: %w", err)
	}
	return nil
}
