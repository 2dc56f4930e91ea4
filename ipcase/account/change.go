package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Links by which an address is confirmed: that of a person, and the one to which
// an organisation's notices go.
const (
	LinkEmail  LinkKind = "email"
	LinkNotice LinkKind = "notice"
)

// ConfirmLife is how long such a link is good.
const ConfirmLife = 24 * time.Hour

// Mails about addresses.
const (
	MailEmailConfirm  ipcase.MessageKind = "account_email_confirm"  // to the new address
	MailEmailAsked    ipcase.MessageKind = "account_email_asked"    // to the address as it is
	MailEmailChanged  ipcase.MessageKind = "account_email_changed"  // to both
	MailNoticeConfirm ipcase.MessageKind = "account_notice_confirm" // to the new address
	MailNoticeChanged ipcase.MessageKind = "account_notice_changed" // to both, and the owner
)

// Profile is what people say of themselves.
type Profile struct {
	Email string // changed by AskEmail only
	Name  string
	Lang  string
	Zone  string
}

// Profile reads one's own.
func (s *Service) Profile(ctx context.Context, a ipcase.Actor) (Profile, error) {
	p, err := s.person(ctx, a.PersonID)
	return Profile{Email: p.Email, Name: p.Name, Lang: p.Lang, Zone: p.Zone}, err
}

// SaveProfile keeps the name, the language and the time zone.
func (s *Service) SaveProfile(ctx context.Context, a ipcase.Actor, in Profile) error {
	in.Name = strings.TrimSpace(in.Name)
	var wrong []ipcase.FieldError
	add := func(field, msg string, args ...any) {
		wrong = append(wrong, ipcase.FieldError{Field: field, Msg: msg, Args: args})
	}
	if in.Name == "" || utf8.RuneCountInString(in.Name) > 200 {
		add("name", "Enter your name, at most %d characters.", 200)
	}
	if in.Lang != "en" && in.Lang != "zh-CN" {
		add("lang", "Choose one of the languages.")
	}
	if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "" || in.Zone == "Local" {
		add("zone", "Enter a time zone by its name, like Asia/Shanghai.")
	}
	if len(wrong) > 0 {
		return &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: wrong}
	}
	err := s.db.WithContext(ctx).Model(&Person{}).Where("id = ?", a.PersonID).
		Updates(map[string]any{"name": in.Name, "lang": in.Lang, "zone": in.Zone}).Error
	if err != nil {
		return fmt.Errorf("save the profile of person %d: %w", a.PersonID, err)
	}
	return nil
}

// ChangePassword sets a new password after the current one was shown. The other
// sessions end, and browsers become strangers, where that is asked for.
func (s *Service) ChangePassword(ctx context.Context, a ipcase.Actor, current, password string, endOther bool, sessionID string, from From) error {
	p, err := s.person(ctx, a.PersonID)
	if err != nil {
		return err
	}
	if p.PasswordHash != noSuchPerson {
		if err := s.ConfirmPassword(ctx, a, current, from); err != nil {
			return err
		}
	}
	hash, err := s.acceptable(ctx, p, password)
	if err != nil {
		return err
	}
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := s.setPassword(db, p.ID, hash, isShort(password)); err != nil {
			return err
		}
		if endOther {
			if _, err := endOthers(db, p.ID, sessionID, s.clock.Now()); err != nil {
				return err
			}
			if err := forgetDevices(db, p.ID, hashID(from.Device)); err != nil {
				return err
			}
		}
		return s.post(db, letter{Kind: MailPasswordChanged, PersonID: p.ID, Facts: map[string]string{"how": "changed"}})
	})
	if err == nil {
		s.wake()
	}
	return err
}

// AskEmail mails a link to the address that somebody wants to have, and tells the
// one that they have. An address that is another's gets no mail, and the answer is
// the same.
func (s *Service) AskEmail(ctx context.Context, a ipcase.Actor, email string) error {
	clean, err := cleanEmail(email)
	if err != nil {
		return err
	}
	p, err := s.person(ctx, a.PersonID)
	if err != nil {
		return err
	}
	if clean == p.Email {
		return field("email", "This is your address already.")
	}
	return s.ask(ctx, a, clean, func(db *gorm.DB) error {
		var others int64
		if err := db.Model(&Person{}).Where("email = ?", clean).Count(&others).Error; err != nil {
			return fmt.Errorf("look up an address: %w", err)
		}
		if others == 0 {
			err := s.postLink(db, MailEmailConfirm, newLink{Kind: LinkEmail, Email: clean, PersonID: p.ID, Lang: p.Lang, For: ConfirmLife})
			if err != nil {
				return err
			}
		}
		return s.post(db, letter{Kind: MailEmailAsked, PersonID: p.ID, Facts: map[string]string{"email": clean}})
	})
}

// ask writes what asks for the confirmation of an address, not too often.
func (s *Service) ask(ctx context.Context, a ipcase.Actor, email string, write func(db *gorm.DB) error) error {
	tooOften := false
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		for _, l := range []limit{
			{keyOf("confirm mails of", fmt.Sprint(a.PersonID)), 10, time.Hour}, {keyOf("confirm mails to", email), 3, time.Hour},
		} {
			ok, err := s.within(db, l)
			if err != nil {
				return err
			}
			tooOften = tooOften || !ok
		}
		if tooOften {
			return nil
		}
		return write(db)
	})
	if err != nil {
		return err
	}
	if tooOften {
		return ipcase.Errorf(ipcase.TooMany, "You have asked for this often in a short time. Use the mail that you got, or wait an hour.")
	}
	s.wake()
	return nil
}

func (s *Service) postLink(db *gorm.DB, kind ipcase.MessageKind, in newLink) error {
	id, err := s.newLink(db, in)
	if err != nil {
		return err
	}
	return s.post(db, letter{Kind: kind, LinkID: id})
}

// LookAtLink looks at a link to confirm an address, and gives the address.
func (s *Service) LookAtLink(ctx context.Context, kind LinkKind, token string, from From) (email string, err error) {
	if err := s.mayTryLink(ctx, from.Address); err != nil {
		return "", err
	}
	l, err := s.Link(ctx, kind, token)
	return l.Email, err
}

// ConfirmEmail gives a person the address to which a link was mailed.
func (s *Service) ConfirmEmail(ctx context.Context, token string, from From) error {
	if _, err := s.LookAtLink(ctx, LinkEmail, token, from); err != nil {
		return err
	}
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		l, err := s.useLink(db, LinkEmail, token)
		if err != nil {
			return err
		}
		var p Person
		if err := db.Where("id = ? AND disabled_at IS NULL", l.PersonID).Take(&p).Error; errors.Is(err, gorm.ErrRecordNotFound) {
			return s.noLink(ctx)
		} else if err != nil {
			return fmt.Errorf("whose address changes: %w", err)
		}
		err = db.Model(&Person{}).Where("id = ?", p.ID).Updates(map[string]any{"email": l.Email}).Error
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return ipcase.Errorf(ipcase.Refused, "Another account has this address by now. Enter another address on the page of your account.")
		}
		if err != nil {
			return fmt.Errorf("change the address of person %d: %w", p.ID, err)
		}
		for _, to := range []string{p.Email, l.Email} {
			err := s.post(db, letter{Kind: MailEmailChanged, PersonID: p.ID, Facts: map[string]string{"to": to, "email": l.Email}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.wake()
	}
	return err
}

// noticeLink is what a link to confirm a notice address keeps.
type noticeLink struct {
	By int64 // who asked
}

// NoticeAddress is where the notices of the reader's organisation go.
func (s *Service) NoticeAddress(ctx context.Context, a ipcase.Actor) (string, error) {
	var o ipcase.Org
	if err := s.db.WithContext(ctx).Where("id = ?", a.OrgID).Take(&o).Error; err != nil {
		return "", fmt.Errorf("look up organisation %d: %w", a.OrgID, err)
	}
	return o.Email, nil
}

// MayChangeNotices says whether somebody looks after their organisation's notices.
func MayChangeNotices(a ipcase.Actor) bool {
	return a.Role == ipcase.RoleOwner && (a.Party == ipcase.PartySeller || a.Party == ipcase.PartyHolder)
}

// AskNoticeAddress mails a link to the address to which an organisation's notices
// are to go. Until it is used they go where they went.
func (s *Service) AskNoticeAddress(ctx context.Context, a ipcase.Actor, email string) error {
	if !MayChangeNotices(a) {
		return errAbsent()
	}
	clean, err := cleanEmail(email)
	if err != nil {
		return err
	}
	known, err := s.NoticeAddress(ctx, a)
	if err != nil {
		return err
	}
	if clean == known {
		return field("notice", "Notices go to this address already.")
	}
	return s.ask(ctx, a, clean, func(db *gorm.DB) error {
		return s.postLink(db, MailNoticeConfirm, newLink{
			Kind: LinkNotice, Email: clean, OrgID: a.OrgID, Lang: a.Lang, For: ConfirmLife, Data: noticeLink{By: a.PersonID},
		})
	})
}

// ConfirmNoticeAddress sends an organisation's notices to the address to which a
// link was mailed.
func (s *Service) ConfirmNoticeAddress(ctx context.Context, token string, from From) error {
	if _, err := s.LookAtLink(ctx, LinkNotice, token, from); err != nil {
		return err
	}
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		l, err := s.useLink(db, LinkNotice, token)
		if err != nil {
			return err
		}
		var by noticeLink
		if err := json.Unmarshal([]byte(l.Data), &by); err != nil {
			return fmt.Errorf("read link %d: %w", l.ID, err)
		}
		var o ipcase.Org
		if err := db.Where("id = ?", l.OrgID).Take(&o).Error; err != nil {
			return fmt.Errorf("whose notices: %w", err)
		}
		if err := db.Model(&ipcase.Org{}).Where("id = ?", o.ID).Updates(map[string]any{"email": l.Email}).Error; err != nil {
			return fmt.Errorf("change the notice address of organisation %d: %w", o.ID, err)
		}
		for _, to := range []string{o.Email, l.Email} {
			if to == "" {
				continue
			}
			err := s.post(db, letter{Kind: MailNoticeChanged, PersonID: by.By, Facts: map[string]string{"to": to, "email": l.Email, "org": o.Name}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.wake()
	}
	return err
}
