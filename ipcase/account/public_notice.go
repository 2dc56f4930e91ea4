package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// The links of a notice without an account: one confirms the mail address, once;
// the private one leads its sender to the case as often as they open it.
const (
	LinkReport LinkKind = "report"
	LinkFollow LinkKind = "follow"
)

// The mails about such a notice.
const (
	MailReport ipcase.MessageKind = letterPrefix + "report"
	MailFollow ipcase.MessageKind = letterPrefix + "follow"
)

const (
	// ReportLife is how long a notice waits for its address to be confirmed. What was
	// typed is then forgotten by the clock.
	ReportLife = 24 * time.Hour
	// FollowLife is how long a private link leads to the case: as long as anybody can
	// appeal, and well beyond.
	FollowLife = 2 * 365 * 24 * time.Hour

	reportMails   = 3  // to one address in an hour, whoever asks
	reportsFromIP = 20 // in an hour
)

// Report is a notice whose address is not confirmed yet.
type Report struct {
	Notice ipcase.PublicNotice
	Email  string
	Lang   string
	Until  time.Time
}

// AskReport takes in a notice that was checked, and mails the link that sends it.
// The answer is the same whoever has the address.
func (s *Service) AskReport(ctx context.Context, n ipcase.PublicNotice, lang, ip string) error {
	email, err := cleanEmail(n.Draft.Contact.Email)
	if err != nil {
		return field("contact-email", "Enter an email address, like name@example.com.")
	}
	if lang != "zh-CN" {
		lang = "en"
	}
	ok, err := s.allowed(s.db.WithContext(ctx), "report from", ip, reportsFromIP, time.Hour)
	if err != nil {
		return err
	}
	if !ok {
		return ipcase.Errorf(ipcase.TooMany, "Too many notices came from your connection. Wait an hour and try again, or open an account.")
	}
	n.DraftID, n.Right.FormID = ipcase.NewID(), ipcase.NewID()
	posted := false
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		ok, err := s.allowed(db, "report mail to", email, reportMails, time.Hour)
		if err != nil || !ok {
			return err // the address has had its mails: the answer stays the same
		}
		id, err := s.newLink(db, newLink{Kind: LinkReport, Email: email, Lang: lang, Data: n, For: ReportLife})
		if err != nil {
			return err
		}
		posted = true
		return s.post(db, letter{Kind: MailReport, LinkID: id, Facts: map[string]string{"right": n.Right.Title}})
	})
	if err == nil && posted {
		s.wake()
	}
	return err
}

// ReadReport is what the link of a mail leads to. Looking changes nothing.
func (s *Service) ReadReport(ctx context.Context, token string, from From) (Report, error) {
	if err := s.mayTryLink(ctx, from.Address); err != nil {
		return Report{}, err
	}
	l, err := s.Link(ctx, LinkReport, token)
	if err != nil {
		return Report{}, err
	}
	r := Report{Email: l.Email, Lang: l.Lang, Until: l.ExpiresAt}
	r.Notice, err = l.notice()
	return r, err
}

func (l Link) notice() (n ipcase.PublicNotice, err error) {
	if err := json.Unmarshal([]byte(l.Data), &n); err != nil {
		return n, fmt.Errorf("read link %d: %w", l.ID, err)
	}
	return n, nil
}

// OpenReport makes who sends a notice known: a person of this address, and an
// organisation that stands apart as not registered. The link stays good until
// CloseReport, so that a press that was cut short is pressed again; each press finds
// the same ones.
func (s *Service) OpenReport(ctx context.Context, token string) (ipcase.Actor, ipcase.PublicNotice, error) {
	var a ipcase.Actor
	var n ipcase.PublicNotice
	open := func() error {
		return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
			l, err := s.findLink(db, LinkReport, token)
			if err == nil { // two presses stand in line
				err = db.Model(&Link{}).Where("id = ?", l.ID).Updates(map[string]any{"lang": l.Lang}).Error
			}
			if err == nil {
				l, err = s.findLink(db, LinkReport, token)
			}
			if err != nil {
				return err
			}
			if n, err = l.notice(); err != nil {
				return err
			}
			a, err = s.sender(db, l, n)
			return err
		})
	}
	err := open()
	if errors.Is(err, gorm.ErrDuplicatedKey) { // an account was opened with this address in this very moment
		err = open()
	}
	return a, n, err
}

// sender finds who a notice is from, or notes them.
func (s *Service) sender(db *gorm.DB, l Link, n ipcase.PublicNotice) (ipcase.Actor, error) {
	now := s.clock.Now()
	var p Person
	if err := db.Where("email = ?", l.Email).Limit(1).Find(&p).Error; err != nil {
		return ipcase.Actor{}, fmt.Errorf("look for who sends a notice: %w", err)
	}
	if p.DisabledAt != nil {
		return ipcase.Actor{}, ipcase.Errorf(ipcase.Refused, "The account with this mail address was closed by the platform. Write to it, or use another address.")
	}
	if p.ID == 0 {
		p = Person{Email: l.Email, Name: n.Draft.Contact.Name, PasswordHash: noSuchPerson, Lang: l.Lang, Zone: zoneOf(n.Country), CreatedAt: now}
		if err := db.Create(&p).Error; err != nil {
			return ipcase.Actor{}, fmt.Errorf("note who sends a notice: %w", err)
		}
	}
	o, err := s.unregistered(db, l, p, n)
	if err != nil {
		return ipcase.Actor{}, err
	}
	c := &crew{Service: s, db: db, now: now, org: o, by: p.ID}
	if err := c.mayBelong(p.ID); err != nil {
		return ipcase.Actor{}, err
	}
	may := ipcase.Granted{File: true, Answer: true}
	added, err := c.insertMembership(db, p.ID, ipcase.RoleMember, may)
	if err == nil && added {
		err = c.note(EventJoined, p.ID, l.ID, EventData{Role: ipcase.RoleMember, May: may})
	}
	if err == nil {
		err = db.Model(&Link{}).Where("id = ?", l.ID).Updates(map[string]any{"person_id": p.ID, "org_id": o.ID}).Error
	}
	if err != nil {
		return ipcase.Actor{}, err
	}
	return ipcase.Actor{
		PersonID: p.ID, OrgID: o.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleMember, Granted: may, Name: p.Name, OrgName: o.Name,
		Lang: p.Lang, Zone: p.Zone, Unregistered: true,
	}, nil
}

// unregistered is the organisation of a notice: that of an earlier notice of the
// same sender under the same name, so that what is open is joined, or a new one.
func (s *Service) unregistered(db *gorm.DB, l Link, p Person, n ipcase.PublicNotice) (ipcase.Org, error) {
	var o ipcase.Org
	err := db.Where("kind = ? AND unregistered AND name = ? AND id IN (SELECT org_id FROM memberships WHERE person_id = ? AND ended_at IS NULL)",
		ipcase.PartyHolder, n.OrgName, p.ID).Order("id").Limit(1).Find(&o).Error
	if err != nil || o.ID != 0 {
		return o, orElse(err, nil)
	}
	who := n.Draft.Contact
	o = ipcase.Org{
		Kind: ipcase.PartyHolder, Name: n.OrgName, Lang: l.Lang, Zone: zoneOf(n.Country), Country: n.Country, ContactName: who.Name, Address: who.Address,
		Phone: who.Phone, Email: l.Email, NaturalPerson: n.NaturalPerson, Unregistered: true, CreatedAt: s.clock.Now(),
	}
	if err := db.Create(&o).Error; err != nil {
		return o, fmt.Errorf("note for whom a notice is sent: %w", err)
	}
	return o, nil
}

// CloseReport ends the link of a notice that was filed, and mails its sender the
// private link. Of two presses at once one does; the other finds it done.
func (s *Service) CloseReport(ctx context.Context, token, complaint string) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		l, err := s.useLink(db, LinkReport, token)
		if err != nil {
			return err
		}
		if err := db.Model(&Link{}).Where("id = ?", l.ID).Updates(map[string]any{"data": "{}"}).Error; err != nil {
			return fmt.Errorf("clear link %d: %w", l.ID, err)
		}
		return s.post(db, letter{Kind: MailFollow, PersonID: *l.PersonID, Facts: map[string]string{"number": complaint, "org": strconv.FormatInt(*l.OrgID, 10)}})
	})
	if ipcase.KindOf(err) == ipcase.NotFound {
		return nil
	}
	if err == nil {
		s.wake()
	}
	return err
}
