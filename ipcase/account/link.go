package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// LinkKind is what a link is for: one that resets a password joins no
// organisation. Its page is /link/KIND/TOKEN.
type LinkKind string

// Link is a mailed link that leads one person to one act, once. Personal data:
// Email, Data.
type Link struct {
	ID        int64
	Kind      LinkKind
	Hash      string
	Sealed    string
	Email     string
	PersonID  *int64
	OrgID     *int64
	Lang      string
	Data      string // JSON, by kind
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// TableName fixes the table.
func (Link) TableName() string { return "links" }

// sealedLink is the purpose for which tokens are sealed.
const sealedLink = "link"

// newLink is a link to be made. PersonID and OrgID may be 0.
type newLink struct {
	Kind     LinkKind
	Email    string // where it is mailed
	PersonID int64
	OrgID    int64
	Lang     string
	Data     any // kept as JSON
	For      time.Duration
}

// newLink makes a link whose token nobody can guess or read from the database.
func (s *Service) newLink(db *gorm.DB, in newLink) (id int64, err error) {
	token := ipcase.NewID() + ipcase.NewID()
	data, err := json.Marshal(in.Data)
	if err != nil {
		return 0, fmt.Errorf("make a link: %w", err)
	}
	now := s.clock.Now()
	l := Link{
		Kind: in.Kind, Hash: hashID(token), Sealed: s.keys.Seal(sealedLink, []byte(token)), Email: in.Email, Lang: in.Lang,
		Data: string(data), CreatedAt: now, ExpiresAt: now.Add(in.For),
	}
	if in.PersonID != 0 {
		l.PersonID = &in.PersonID
	}
	if in.OrgID != 0 {
		l.OrgID = &in.OrgID
	}
	if err := db.Create(&l).Error; err != nil {
		return 0, fmt.Errorf("make a link: %w", err)
	}
	return l.ID, nil
}

// Link looks at a link without using it: mail scanners open links too. One that
// is unknown, of another kind, used or too old is answered alike.
func (s *Service) Link(ctx context.Context, kind LinkKind, token string) (Link, error) {
	return s.findLink(s.db.WithContext(ctx), kind, token)
}

func errDeadLink() error {
	return ipcase.Errorf(ipcase.NotFound, "This link was used before, or is too old. Ask for a new one.")
}

func (s *Service) findLink(db *gorm.DB, kind LinkKind, token string) (Link, error) {
	var l Link
	err := db.Where("hash = ? AND kind = ? AND used_at IS NULL AND expires_at > ?", hashID(token), kind, s.clock.Now()).Take(&l).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Link{}, errDeadLink()
	}
	if err != nil {
		return Link{}, fmt.Errorf("look up a link: %w", err)
	}
	return l, nil
}

// useLink uses a link, in the transaction of what it leads to: of two presses at
// once one wins.
func (s *Service) useLink(db *gorm.DB, kind LinkKind, token string) (Link, error) {
	l, err := s.findLink(db, kind, token)
	if err != nil {
		return Link{}, err
	}
	res := db.Model(&Link{}).Where("id = ? AND used_at IS NULL", l.ID).Updates(map[string]any{"used_at": s.clock.Now(), "sealed": ""})
	if res.Error != nil {
		return Link{}, fmt.Errorf("use a link: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return s.findLink(db, kind, "") // as one that was used before
	}
	return l, nil
}
