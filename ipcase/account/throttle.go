package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase"
)

// failure counts failed tries under one key.
type failure struct {
	Key      string `gorm:"primaryKey"`
	Failures int
	LastAt   time.Time
}

func (failure) TableName() string { return "sign_in_failures" }

// throttleKey is under what failures are counted, how many are free, and the
// longest wait. Nothing locks: waiting always ends, and the owner's own browser
// is counted apart from everybody else's, so that nobody can keep the owner of
// an account out of it.
type throttleKey struct {
	key     string
	free    int
	longest time.Duration
	address bool // counted over all accounts: a good one buys no more guesses at others
}

// keyOf names what is counted, so that the table tells nobody who it was.
func keyOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// passwordKeys are the counts of guessing passwords. In a browser that the
// account knows it is that browser's alone; elsewhere this account from this
// address, this account from anywhere, and this address for any account.
func passwordKeys(email, address, device string) []throttleKey {
	if device != "" {
		return []throttleKey{{key: keyOf("device", email, device), free: 5, longest: 15 * time.Minute}}
	}
	return []throttleKey{
		{key: keyOf("pair", email, address), free: 5, longest: 15 * time.Minute},
		{key: keyOf("account", email), free: 30, longest: 30 * time.Second},
		{key: keyOf("address", address), free: 50, longest: 15 * time.Minute, address: true},
	}
}

// codeKeys are the counts of guessing second factors. Whoever gets as far knows
// the password.
func codeKeys(personID int64, address, device string) []throttleKey {
	person := strconv.FormatInt(personID, 10)
	if device != "" {
		return []throttleKey{{key: keyOf("code device", person, device), free: 5, longest: 15 * time.Minute}}
	}
	return []throttleKey{
		{key: keyOf("code pair", person, address), free: 5, longest: 15 * time.Minute},
		{key: keyOf("code", person), free: 10, longest: 15 * time.Minute},
	}
}

// confirmKeys are the counts of guessing inside a session.
func confirmKeys(personID int64, address string) []throttleKey {
	return []throttleKey{{key: keyOf("confirm", strconv.FormatInt(personID, 10), address), free: 5, longest: 15 * time.Minute}}
}

// wait is how long after the last failure the next try is looked at: nothing
// for the free ones, then one second, doubling.
func (k throttleKey) wait(failures int) time.Duration {
	over := failures - k.free
	if over < 0 {
		return 0
	}
	if over > 20 {
		return k.longest
	}
	return min(time.Second<<over, k.longest)
}

// forgotten is after what quiet time failures no longer count.
const forgotten = 24 * time.Hour

func errTooMany(left time.Duration) error {
	seconds := int((left + time.Second - 1) / time.Second)
	return ipcase.Errorf(ipcase.TooMany, "There were too many tries to sign in. Wait %d seconds and try again.", seconds)
}

// attempt counts a try before it is looked at, under every key or under none: of
// a thousand at once no more are looked at than one after another would be. What
// turns out good is taken back by succeeded.
func (s *Service) attempt(ctx context.Context, keys []throttleKey) error {
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		for _, k := range keys {
			if err := s.count(db, k); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) count(db *gorm.DB, k throttleKey) error {
	now := s.clock.Now()
	old := now.Add(-forgotten)
	made := db.Clauses(clause.OnConflict{DoNothing: true}).Create(&failure{Key: k.key, Failures: 1, LastAt: now})
	if made.Error != nil {
		return fmt.Errorf("count a try: %w", made.Error)
	}
	if made.RowsAffected == 1 {
		return nil
	}
	free := db.Model(&failure{}).Where("key = ? AND (failures < ? OR last_at < ?)", k.key, k.free, old).Updates(map[string]any{
		"failures": gorm.Expr("CASE WHEN last_at < ? THEN 1 ELSE failures + 1 END", old), "last_at": now,
	})
	if free.Error != nil {
		return fmt.Errorf("count a try: %w", free.Error)
	}
	if free.RowsAffected == 1 {
		return nil
	}
	var f failure
	if err := db.Where("key = ?", k.key).Take(&f).Error; errors.Is(err, gorm.ErrRecordNotFound) {
		return errTooMany(time.Second) // another's success has just cleared it
	} else if err != nil {
		return fmt.Errorf("count a try: %w", err)
	}
	if left := f.LastAt.Add(k.wait(f.Failures)).Sub(now); left > 0 {
		return errTooMany(left)
	}
	turn := db.Model(&failure{}).Where("key = ? AND failures = ? AND last_at = ?", f.Key, f.Failures, f.LastAt).
		Updates(map[string]any{"failures": f.Failures + 1, "last_at": now})
	if turn.Error != nil {
		return fmt.Errorf("count a try: %w", turn.Error)
	}
	if turn.RowsAffected == 0 {
		return errTooMany(k.wait(f.Failures + 1)) // another try took this turn
	}
	return nil
}

// succeeded forgets the failures of an account, and takes the one try back from
// what is counted over all accounts.
func (s *Service) succeeded(ctx context.Context, keys []throttleKey) error {
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		for _, k := range keys {
			row := db.Where("key = ?", k.key)
			var err error
			if k.address {
				err = row.Model(&failure{}).Where("failures > 0").Updates(map[string]any{"failures": gorm.Expr("failures - 1")}).Error
			} else {
				err = row.Delete(&failure{}).Error
			}
			if err != nil {
				return fmt.Errorf("clear failed tries: %w", err)
			}
		}
		return nil
	})
}

// tries counts within a span of time.
type tries struct {
	Key   string `gorm:"primaryKey"`
	Tries int
	Since time.Time
}

func (tries) TableName() string { return "tries" }

// limit is how often something may be done within a span of time.
type limit struct {
	key  string
	most int
	per  time.Duration
}

// within counts one more and says whether it is still within the limit.
func (s *Service) within(db *gorm.DB, l limit) (bool, error) {
	now := s.clock.Now()
	begun := now.Add(-l.per)
	err := db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "key"}},
		DoUpdates: clause.Assignments(map[string]any{
			"tries": gorm.Expr("CASE WHEN tries.since <= ? THEN 1 ELSE tries.tries + 1 END", begun),
			"since": gorm.Expr("CASE WHEN tries.since <= ? THEN ? ELSE tries.since END", begun, now),
		}),
	}).Create(&tries{Key: l.key, Tries: 1, Since: now}).Error
	if err != nil {
		return false, fmt.Errorf("count what is limited: %w", err)
	}
	var t tries
	if err := db.Where("key = ?", l.key).Take(&t).Error; err != nil {
		return false, fmt.Errorf("count what is limited: %w", err)
	}
	return t.Tries <= l.most, nil
}

// Limits over all accounts. Browsers that an account knows pass them by.
const (
	wholeSignIns = 600 // tries a minute from browsers that no account knows
	linkTries    = 30  // an address's tries of mailed links in a quarter of an hour
)

// whole slows everybody without a known browser when guesses come from very
// many addresses at very many accounts.
func (s *Service) whole(ctx context.Context) error {
	ok, err := s.within(s.db.WithContext(ctx), limit{keyOf("whole"), wholeSignIns, time.Minute})
	if err != nil || ok {
		return err
	}
	return errTooMany(time.Minute)
}

// mayTryLink holds back an address that guesses at mailed links.
func (s *Service) mayTryLink(ctx context.Context, address string) error {
	ok, err := s.within(s.db.WithContext(ctx), limit{keyOf("link", address), linkTries, 15 * time.Minute})
	if err != nil || ok {
		return err
	}
	return ipcase.Errorf(ipcase.TooMany, "There were too many tries from your address. Wait some minutes and try again.")
}
