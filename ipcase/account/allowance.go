package account

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

// allowed takes one of n places under a key, each of which is free again after per;
// false when none is free. However many take at once, no more than n get one.
func (s *Service) allowed(db *gorm.DB, what, key string, n int, per time.Duration) (bool, error) {
	now := s.clock.Now()
	hash := hashID(what + "\x00" + key)
	for place := range n {
		res := db.Exec(`INSERT INTO allowances (key, place, free_at) VALUES (?, ?, ?)
			ON CONFLICT (key, place) DO UPDATE SET free_at = excluded.free_at WHERE allowances.free_at <= ?`, hash, place, now.Add(per), now)
		if res.Error != nil {
			return false, fmt.Errorf("take a place of %s: %w", what, res.Error)
		}
		if res.RowsAffected == 1 {
			return true, nil
		}
	}
	return false, nil
}
