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

// LinkJoin is the kind of the link that confirms a rights holder's mail address.
const LinkJoin LinkKind = "join"

// The mails about opening an account.
const (
	MailJoin      ipcase.MessageKind = letterPrefix + "join"
	MailJoinKnown ipcase.MessageKind = letterPrefix + "join_known"
)

const (
	joinLife    = 24 * time.Hour
	joinMails   = 3  // to one address in an hour, whoever asks
	joinsFromIP = 20 // in an hour
)

// JoinHolder is what a rights holder says to open an account.
type JoinHolder struct {
	NaturalPerson bool
	OrgName       string // the legal name
	Country       string // ISO 3166-1 alpha-2
	RegNumber     string // of the company; a person has none
	Address       string
	ContactName   string // who signs in
	Phone         string
	Email         string
	Password      string
	Lang          string
}

// joining is what the link keeps until it is confirmed: there is no account and no
// organisation before.
type joining struct {
	NaturalPerson bool
	OrgName       string
	Country       string
	RegNumber     string
	Address       string
	Phone         string
	Name          string
	PasswordHash  string
	Zone          string
}

// Joining is what a confirming page shows.
type Joining struct {
	OrgName string
	Name    string
	Email   string
	Until   time.Time
}

// Join begins an account for a rights holder: a mail goes to the address, and its
// link opens it. Whether there is an account already is told in the mail alone;
// the answer here is the same, after the same work.
func (s *Service) Join(ctx context.Context, in JoinHolder, ip string) error {
	var wrong []ipcase.FieldError
	in.check(&wrong)
	p, err := s.newPersonInto(ctx, &wrong, NewPerson{Email: in.Email, Name: in.ContactName, Password: in.Password, Lang: in.Lang, Zone: zoneOf(in.Country)}, "contact_name")
	if err != nil {
		return err
	}
	data := joining{
		NaturalPerson: in.NaturalPerson, OrgName: strings.TrimSpace(in.OrgName), Country: in.Country, RegNumber: strings.TrimSpace(in.RegNumber),
		Address: in.Address, Phone: in.Phone, Name: p.Name, PasswordHash: p.PasswordHash, Zone: p.Zone,
	}
	return s.begin(ctx, ip, p, func(db *gorm.DB) error {
		id, err := s.newLink(db, newLink{Kind: LinkJoin, Email: p.Email, Lang: p.Lang, Data: data, For: joinLife})
		if err != nil {
			return err
		}
		return s.post(db, letter{Kind: MailJoin, LinkID: id, Facts: map[string]string{"org": data.OrgName}})
	})
}

// newPersonInto checks who is to sign in, all of it, beside what is wrong already,
// and hashes the password. nameField is what the form calls the person's name.
func (s *Service) newPersonInto(ctx context.Context, wrong *[]ipcase.FieldError, in NewPerson, nameField string) (Person, error) {
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		*wrong = append(*wrong, ipcase.FieldError{Field: nameField, Msg: "Enter your name, at most %d characters.", Args: []any{200}})
	}
	if in.Lang != "zh-CN" {
		in.Lang = "en"
	}
	email, err := cleanEmail(in.Email)
	if err := gather(wrong, err); err != nil {
		return Person{}, err
	}
	err = field("password", "Enter a password.")
	if in.Password != "" {
		err = s.checkFirstPassword(ctx, in.Password, email, in.Name)
	}
	if err := gather(wrong, err); err != nil {
		return Person{}, err
	}
	if len(*wrong) > 0 { // no work for a hash that nobody keeps
		return Person{}, &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: *wrong}
	}
	return s.newPerson(ctx, in)
}

// gather puts what is wrong with a field beside what is wrong already; any other
// fault is handed back.
func gather(wrong *[]ipcase.FieldError, err error) error {
	var e *ipcase.Error
	if errors.As(err, &e) && e.Kind == ipcase.Invalid && len(e.Fields) > 0 {
		*wrong = append(*wrong, e.Fields...)
		return nil
	}
	return err
}

// begin mails a link to somebody who has no account, and to somebody who has one
// that it is there; at most so many mails an hour go to one address.
func (s *Service) begin(ctx context.Context, ip string, p Person, mail func(db *gorm.DB) error) error {
	ok, err := s.allowed(s.db.WithContext(ctx), "join from", ip, joinsFromIP, time.Hour)
	if err != nil {
		return err
	}
	if !ok {
		return ipcase.Errorf(ipcase.TooMany, "Too many accounts were asked for from your connection. Wait an hour and try again.")
	}
	posted := false
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := s.forgetOld(db); err != nil {
			return err
		}
		ok, err := s.allowed(db, "join mail to", p.Email, joinMails, time.Hour)
		if err != nil || !ok {
			return err // the address has had its mails: the answer stays the same
		}
		posted = true
		var there Person
		if err := db.Where("email = ?", p.Email).Limit(1).Find(&there).Error; err != nil {
			return fmt.Errorf("look for an account: %w", err)
		}
		if there.ID != 0 {
			return s.post(db, letter{Kind: MailJoinKnown, PersonID: there.ID})
		}
		return mail(db)
	})
	if err == nil && posted {
		s.wake()
	}
	return err
}

// forgetOld takes what was typed out of links that were not confirmed in time.
func (s *Service) forgetOld(db *gorm.DB) error {
	err := db.Model(&Link{}).Where("kind IN ? AND expires_at <= ? AND data <> '{}'", []LinkKind{LinkJoin, LinkClaim}, s.clock.Now()).
		Updates(map[string]any{"data": "{}", "sealed": ""}).Error
	if err != nil {
		return fmt.Errorf("forget links that were not confirmed: %w", err)
	}
	return nil
}

func (in JoinHolder) check(wrong *[]ipcase.FieldError) {
	long := func(name, s string, limit int) bool {
		n := utf8.RuneCountInString(s)
		if n > limit || !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			*wrong = append(*wrong, ipcase.FieldError{Field: name, Msg: "Shorten this to %d characters; it has %d.", Args: []any{limit, n}})
			return true
		}
		return false
	}
	if !long("org_name", in.OrgName, 200) && strings.TrimSpace(in.OrgName) == "" {
		*wrong = append(*wrong, ipcase.FieldError{Field: "org_name", Msg: "Enter the full legal name."})
	}
	if !ipcase.IsCountry(in.Country) {
		*wrong = append(*wrong, ipcase.FieldError{Field: "country", Msg: "Choose a country."})
	}
	if !long("reg_number", in.RegNumber, 80) && !in.NaturalPerson && strings.TrimSpace(in.RegNumber) == "" {
		*wrong = append(*wrong, ipcase.FieldError{Field: "reg_number", Msg: "Enter the number under which the organisation is registered."})
	}
	if !long("address", in.Address, 1000) && strings.TrimSpace(in.Address) == "" {
		*wrong = append(*wrong, ipcase.FieldError{Field: "address", Msg: "Enter the postal address."})
	}
	if !long("phone", in.Phone, 60) && strings.TrimSpace(in.Phone) == "" {
		*wrong = append(*wrong, ipcase.FieldError{Field: "phone", Msg: "Enter a phone number with its country code, like +86 574 5550 0143."})
	}
}

// ReadJoin is what the link of a mail leads to. Looking changes nothing.
func (s *Service) ReadJoin(ctx context.Context, token string) (Joining, error) {
	l, err := s.Link(ctx, LinkJoin, token)
	if err != nil {
		return Joining{}, err
	}
	var in joining
	if err := json.Unmarshal([]byte(l.Data), &in); err != nil {
		return Joining{}, fmt.Errorf("read link %d: %w", l.ID, err)
	}
	return Joining{OrgName: in.OrgName, Name: in.Name, Email: l.Email, Until: l.ExpiresAt}, nil
}

// ConfirmJoin opens the account: person, organisation and owner at once. Of two
// presses at once one opens it, and the other finds the link used.
func (s *Service) ConfirmJoin(ctx context.Context, token string) error {
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		l, err := s.useLink(db, LinkJoin, token)
		if err != nil {
			return err
		}
		var in joining
		if err := json.Unmarshal([]byte(l.Data), &in); err != nil {
			return fmt.Errorf("read link %d: %w", l.ID, err)
		}
		now := s.clock.Now()
		p := Person{Email: l.Email, Name: in.Name, PasswordHash: in.PasswordHash, Lang: l.Lang, Zone: in.Zone, CreatedAt: now}
		if err := db.Create(&p).Error; err != nil {
			return fmt.Errorf("open an account: %w", err)
		}
		o := ipcase.Org{
			Kind: ipcase.PartyHolder, Name: in.OrgName, Lang: l.Lang, Zone: in.Zone, Country: in.Country, ContactName: in.Name, Address: in.Address,
			Phone: in.Phone, Email: l.Email, RegNumber: in.RegNumber, NaturalPerson: in.NaturalPerson, CreatedAt: now,
		}
		if err := db.Create(&o).Error; err != nil {
			return fmt.Errorf("open an account: %w", err)
		}
		c := &crew{Service: s, db: db, now: now, org: o, by: p.ID}
		return c.first(l, p)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return ipcase.Errorf(ipcase.Refused, "There is an account with this address already. Sign in with it.")
	}
	return err
}

// first makes somebody the first owner of an organisation, and takes from the link
// what was needed until now.
func (c *crew) first(l Link, p Person) error {
	if _, err := c.insertMembership(c.db, p.ID, ipcase.RoleOwner, ipcase.Granted{}); err != nil {
		return err
	}
	if err := c.db.Model(&Link{}).Where("id = ?", l.ID).Updates(map[string]any{"data": "{}"}).Error; err != nil {
		return fmt.Errorf("clear link %d: %w", l.ID, err)
	}
	return c.note(EventJoined, p.ID, l.ID, EventData{Role: ipcase.RoleOwner})
}

// zoneOf is the zone that most people of a country live in; they can change it.
func zoneOf(country string) string {
	zones := map[string]string{
		"CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "TW": "Asia/Taipei", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "SG": "Asia/Singapore", "IN": "Asia/Kolkata",
		"GB": "Europe/London", "IE": "Europe/Dublin", "PT": "Europe/Lisbon", "DE": "Europe/Berlin", "FR": "Europe/Paris", "IT": "Europe/Rome", "ES": "Europe/Madrid",
		"NL": "Europe/Amsterdam", "BE": "Europe/Brussels", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "SE": "Europe/Stockholm", "NO": "Europe/Oslo",
		"DK": "Europe/Copenhagen", "FI": "Europe/Helsinki", "PL": "Europe/Warsaw", "US": "America/New_York", "CA": "America/Toronto", "BR": "America/Sao_Paulo",
	}
	if z, ok := zones[country]; ok {
		return z
	}
	return "UTC"
}
