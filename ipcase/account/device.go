package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// DeviceLife is how long a browser stays known that is not used.
const DeviceLife = 180 * 24 * time.Hour

// device is a browser in which somebody has signed in.
type device struct {
	Hash      string `gorm:"primaryKey"`
	PersonID  int64  `gorm:"primaryKey"`
	CreatedAt time.Time
	SeenAt    time.Time
}

func (device) TableName() string { return "known_devices" }

// knows gives the hash of a cookie when its browser is one of this person's.
func (s *Service) knows(ctx context.Context, personID int64, cookie string) (hash string, err error) {
	if cookie == "" || personID == 0 {
		return "", nil
	}
	var d device
	err = s.db.WithContext(ctx).
		Where("hash = ? AND person_id = ? AND seen_at > ?", hashID(cookie), personID, s.clock.Now().Add(-DeviceLife)).Take(&d).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look up a known browser: %w", err)
	}
	return d.Hash, nil
}

// know makes a browser one of this person's. It gives what its cookie is to
// hold, and whether it is a new one beside others.
func (s *Service) know(db *gorm.DB, personID int64, cookie string) (token string, isNew bool, err error) {
	now := s.clock.Now()
	var others int64
	if err := db.Model(&device{}).Where("person_id = ? AND seen_at > ?", personID, now.Add(-DeviceLife)).Count(&others).Error; err != nil {
		return "", false, fmt.Errorf("count known browsers: %w", err)
	}
	if len(cookie) == 43 {
		res := db.Model(&device{}).Where("hash = ? AND person_id = ? AND seen_at > ?", hashID(cookie), personID, now.Add(-DeviceLife)).
			Updates(map[string]any{"seen_at": now})
		if res.Error != nil {
			return "", false, fmt.Errorf("note the use of a browser: %w", res.Error)
		}
		if res.RowsAffected == 1 {
			return cookie, false, nil
		}
	}
	// What the cookie holds is taken over only where it is somebody's already: two
	// people share this browser. Nobody can plant one.
	token = newSessionID()
	if cookie != "" {
		var shared int64
		if err := db.Model(&device{}).Where("hash = ?", hashID(cookie)).Count(&shared).Error; err != nil {
			return "", false, fmt.Errorf("look up a known browser: %w", err)
		}
		if shared > 0 {
			token = cookie
		}
	}
	err = db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "hash"}, {Name: "person_id"}}, DoUpdates: clause.Assignments(map[string]any{"seen_at": now}),
	}).Create(&device{Hash: hashID(token), PersonID: personID, CreatedAt: now, SeenAt: now}).Error
	if err != nil {
		return "", false, fmt.Errorf("make a browser known: %w", err)
	}
	return token, others > 0, nil
}

// forgetDevices makes every browser of a person a stranger's again, but one.
func forgetDevices(db *gorm.DB, personID int64, butHash string) error {
	if err := db.Where("person_id = ? AND hash <> ?", personID, butHash).Delete(&device{}).Error; err != nil {
		return fmt.Errorf("forget the browsers of person %d: %w", personID, err)
	}
	return nil
}

// deviceWords says in a few words, alike in every language, which browser on
// which system calls itself so. Nothing else of what it says is kept.
func deviceWords(agent string) string {
	first := func(pairs ...string) string {
		for n := 0; n < len(pairs); n += 2 {
			if strings.Contains(agent, pairs[n]) {
				return pairs[n+1]
			}
		}
		return ""
	}
	browser := first("Edg", "Edge", "OPR/", "Opera", "MicroMessenger", "WeChat", "Firefox/", "Firefox", "FxiOS", "Firefox",
		"HeadlessChrome", "Chrome", "CriOS", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari")
	system := first("iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "HarmonyOS", "HarmonyOS", "Windows", "Windows",
		"Mac OS X", "macOS", "CrOS", "ChromeOS", "Linux", "Linux")
	switch {
	case browser == "":
		return system
	case system == "":
		return browser
	default:
		return browser + ", " + system
	}
}
