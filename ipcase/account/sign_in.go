package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase"
)

// SignIn answers with who somebody is and for which organisation they act first.
// A wrong password, an unknown address, a disabled account and one without an
// organisation get the same answer after the same work.
func (s *Service) SignIn(ctx context.Context, email, password, ip string) (personID, orgID int64, err error) {
	clean, emailErr := cleanEmail(email)
	if emailErr != nil {
		clean = "" // nobody's, and still the same work
	}
	keys := throttleKeys(clean, ip)
	if err := s.mayTry(ctx, keys); err != nil {
		return 0, 0, err
	}
	c, err := s.candidate(ctx, clean)
	if err != nil {
		return 0, 0, err
	}
	ok, err := s.matches(ctx, password, c.PasswordHash)
	if err != nil {
		return 0, 0, err
	}
	if !ok || c.PersonID == 0 {
		if err := s.countFailure(ctx, keys); err != nil {
			return 0, 0, err
		}
		return 0, 0, ipcase.Errorf(ipcase.Refused, "The email address and the password do not belong together. Check both and try again.")
	}
	if err := s.forgetFailures(ctx, keys); err != nil {
		return 0, 0, err
	}
	return c.PersonID, c.OrgID, nil
}

// candidate is whose password is compared. Where there is nobody, PersonID is 0
// and the hash is one that nothing matches.
type candidate struct {
	PersonID     int64
	OrgID        int64
	PasswordHash string
}

func (s *Service) candidate(ctx context.Context, email string) (candidate, error) {
	var c candidate
	err := s.db.WithContext(ctx).Table("people").
		Select("people.id AS person_id, memberships.org_id AS org_id, people.password_hash AS password_hash").
		Joins("JOIN memberships ON memberships.person_id = people.id AND memberships.ended_at IS NULL").
		Where("people.email = ? AND people.disabled_at IS NULL", email).
		Order("CASE WHEN memberships.used_at IS NULL THEN 1 ELSE 0 END, memberships.used_at DESC, memberships.id").Limit(1).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return candidate{PasswordHash: noSuchPerson}, nil
	}
	if err != nil {
		return candidate{}, fmt.Errorf("look up who signs in: %w", err)
	}
	return c, nil
}

// failure counts failed sign-ins under one key.
type failure struct {
	Key      string `gorm:"primaryKey"`
	Failures int
	LastAt   time.Time
}

func (failure) TableName() string { return "sign_in_failures" }

// throttleKey is under what failures are counted, how many are free, and the
// longest wait. Nothing locks: waiting always ends, so that nobody can keep the
// owner of an account out of it for long.
type throttleKey struct {
	key     string
	free    int
	longest time.Duration
}

// throttleKeys are the three counts: this account from this address, this
// account from anywhere, and this address for any account.
func throttleKeys(email, ip string) []throttleKey {
	name := func(parts ...string) string {
		h := sha256.New()
		for _, p := range parts {
			fmt.Fprintf(h, "%d:%s", len(p), p)
		}
		return hex.EncodeToString(h.Sum(nil))
	}
	return []throttleKey{
		{key: name("pair", email, ip), free: 5, longest: 15 * time.Minute},
		{key: name("account", email), free: 30, longest: 30 * time.Second},
		{key: name("address", ip), free: 50, longest: 15 * time.Minute},
	}
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

func (s *Service) mayTry(ctx context.Context, keys []throttleKey) error {
	now := s.clock.Now()
	counts, err := s.failures(ctx, keys)
	if err != nil {
		return err
	}
	for _, k := range keys {
		f := counts[k.key]
		if now.Sub(f.LastAt) > forgotten {
			continue
		}
		if left := f.LastAt.Add(k.wait(f.Failures)).Sub(now); left > 0 {
			seconds := int((left + time.Second - 1) / time.Second)
			return ipcase.Errorf(ipcase.TooMany, "There were too many tries to sign in. Wait %d seconds and try again.", seconds)
		}
	}
	return nil
}

func (s *Service) failures(ctx context.Context, keys []throttleKey) (map[string]failure, error) {
	names := make([]string, len(keys))
	for n, k := range keys {
		names[n] = k.key
	}
	var rows []failure
	if err := s.db.WithContext(ctx).Where("key IN ?", names).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("count failed sign-ins: %w", err)
	}
	counts := make(map[string]failure, len(rows))
	for _, r := range rows {
		counts[r.Key] = r
	}
	return counts, nil
}

func (s *Service) countFailure(ctx context.Context, keys []throttleKey) error {
	now := s.clock.Now()
	for _, k := range keys {
		err := s.db.WithContext(ctx).Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "key"}},
			DoUpdates: clause.Assignments(map[string]any{
				"failures": gorm.Expr("CASE WHEN sign_in_failures.last_at < ? THEN 1 ELSE sign_in_failures.failures + 1 END", now.Add(-forgotten)),
				"last_at":  now,
			}),
		}).Create(&failure{Key: k.key, Failures: 1, LastAt: now}).Error
		if err != nil {
			return fmt.Errorf("count a failed sign-in: %w", err)
		}
	}
	return nil
}

// forgetFailures clears the account's counts; the address's stay, since one good
// account must not buy an address more guesses at others.
func (s *Service) forgetFailures(ctx context.Context, keys []throttleKey) error {
	for _, k := range keys[:2] {
		if err := s.db.WithContext(ctx).Where("key = ?", k.key).Delete(&failure{}).Error; err != nil {
			return fmt.Errorf("clear failed sign-ins: %w", err)
		}
	}
	return nil
}
