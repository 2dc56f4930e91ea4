package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// letterPrefix begins the kind of every mail about an account; its words are in
// web/present.
const letterPrefix = "account_"

// letter is a mail about an account that is to be written: to a person, or to
// where a link leads. It holds no address and no token itself.
type letter struct {
	Kind     ipcase.MessageKind `json:"-"`
	PersonID int64              `json:"person,omitempty"`
	LinkID   int64              `json:"link,omitempty"`
	ClaimID  int64              `json:"claim,omitempty"` // of a shop: its code is in the mail
	Facts    map[string]string  `json:"facts,omitempty"` // what its words need
}

// post writes the mail as a row, in the transaction of its cause (promise 7).
// Whoever commits it calls s.wake.
func (s *Service) post(db *gorm.DB, l letter) error {
	if l.LinkID == 0 && l.Facts["to"] == "" {
		var none int64
		if err := db.Model(&Person{}).Where("id = ? AND email LIKE ?", l.PersonID, "%"+nowhere).Count(&none).Error; err != nil {
			return fmt.Errorf("whom a letter is for: %w", err)
		}
		if none > 0 {
			return nil // they have told no address
		}
	}
	payload, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("write a letter: %w", err)
	}
	now := s.clock.Now()
	d := ipcase.Delivery{
		Kind: ipcase.DeliverMail, Key: "account-" + ipcase.NewID(), Message: l.Kind, Payload: string(payload),
		State: ipcase.DeliveryQueued, NextAt: now, CreatedAt: now,
	}
	if err := db.Create(&d).Error; err != nil {
		return fmt.Errorf("enqueue a letter: %w", err)
	}
	return nil
}

// Letter is what a mail about an account is made from when it is sent.
type Letter struct {
	Kind   ipcase.MessageKind
	To     string // address
	ToName string // empty where nobody has an account there yet
	Lang   string
	Zone   string     // IANA; empty: the platform's
	Path   string     // the page that its link opens; empty where it has none
	Until  *time.Time // how long the link is good
	SentAt time.Time
	Facts  map[string]string
}

// IsLetter says whether a delivery is a mail about an account.
func IsLetter(d ipcase.Delivery) bool { return strings.HasPrefix(string(d.Message), letterPrefix) }

// Letter loads a mail for whoever sends it. One whose link is no longer good, or
// whose person is gone, is not sent at all.
func (s *Service) Letter(ctx context.Context, d ipcase.Delivery) (Letter, error) {
	var in letter
	if err := json.Unmarshal([]byte(d.Payload), &in); err != nil {
		return Letter{}, fmt.Errorf("payload of delivery %d: %w", d.ID, err)
	}
	l := Letter{Kind: d.Message, Facts: in.Facts, SentAt: d.CreatedAt}
	db := s.db.WithContext(ctx)
	if in.LinkID != 0 {
		var link Link
		err := db.Where("id = ? AND used_at IS NULL AND expires_at > ?", in.LinkID, s.clock.Now()).Take(&link).Error
		if err != nil {
			return Letter{}, gone(err, "the link is no longer good")
		}
		token, err := s.keys.Open(sealedLink, link.Sealed)
		if err != nil {
			return Letter{}, fmt.Errorf("token of link %d: %w", link.ID, err)
		}
		l.To, l.Lang, l.Until = link.Email, link.Lang, &link.ExpiresAt
		l.Path = "/link/" + string(link.Kind) + "/" + string(token)
		if link.PersonID != nil {
			in.PersonID = *link.PersonID
		}
	}
	if in.PersonID != 0 {
		var p Person
		if err := db.Where("id = ?", in.PersonID).Take(&p).Error; err != nil {
			return Letter{}, gone(err, "the person is no longer there")
		}
		l.ToName, l.Lang, l.Zone = p.Name, p.Lang, p.Zone
		if l.To == "" {
			l.To = p.Email
		}
	}
	if d.Message == MailFollow {
		org, err := strconv.ParseInt(in.Facts["org"], 10, 64)
		if err == nil {
			l.Path, err = s.FollowPath(ctx, org)
		}
		if err != nil {
			return Letter{}, fmt.Errorf("private link of a letter: %w", err)
		}
	}
	if in.ClaimID != 0 {
		if err := s.claimLetter(db, in.ClaimID, &l); err != nil {
			return Letter{}, err
		}
	}
	if to := in.Facts["to"]; to != "" {
		// An address that the person no longer has, told of its change; or that of
		// somebody who has no account.
		l.To = to
		if in.PersonID == 0 {
			l.ToName, l.Lang = in.Facts["name"], in.Facts["lang"]
		}
	}
	return l, nil
}

// gone ends the tries to send a mail that has no reason any more.
func gone(err error, reason string) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return &ipcase.PermanentError{Reason: reason}
	}
	return fmt.Errorf("load a letter: %w", err)
}
