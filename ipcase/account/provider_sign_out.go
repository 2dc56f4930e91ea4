package account

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

const sealedHint = "provider hint"

// sealHint seals an ID token for its session's row; "" stays "".
func (s *Service) sealHint(idToken string) string {
	if idToken == "" {
		return ""
	}
	return s.keys.Seal(sealedHint, []byte(idToken))
}

// hintOf is the sealed ID token with which a session begins: that of this answer,
// or the one of the session in which the same person showed the first factor.
func (s *Service) hintOf(db *gorm.DB, personID int64, how How) (string, error) {
	if how.IDToken != "" || how.Pending == "" {
		return s.sealHint(how.IDToken), nil
	}
	var row session
	err := db.Where("hash = ? AND pending_id = ? AND ended_at IS NULL", hashID(how.Pending), personID).Limit(1).Find(&row).Error
	if err != nil {
		return "", fmt.Errorf("look for the first factor's session: %w", err)
	}
	return row.ProviderHint, nil
}

// SignOut ends a session, and gives back the ID token with which its person
// signed in at the provider, "" where they signed in otherwise. The session has
// ended before anything is asked of the provider.
func (s *Service) SignOut(ctx context.Context, id string) (idToken string, err error) {
	var row session
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		err := db.Where("hash = ? AND person_id IS NOT NULL AND ended_at IS NULL AND expires_at > ?", hashID(id), s.clock.Now()).Take(&row).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		return db.Model(&session{}).Where("hash = ? AND ended_at IS NULL", hashID(id)).Updates(ended(s.clock.Now())).Error
	})
	if err != nil {
		return "", fmt.Errorf("sign out: %w", err)
	}
	if row.ProviderHint == "" {
		return "", nil
	}
	plain, err := s.keys.Open(sealedHint, row.ProviderHint)
	if err != nil {
		return "", nil //nolint:nilerr // its key was replaced: they are signed out here all the same
	}
	return string(plain), nil
}
