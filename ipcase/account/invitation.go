package account

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// LinkInvitation is the kind of the link that lets somebody join an organisation.
const LinkInvitation LinkKind = "invitation"

const (
	invitationLife  = 7 * 24 * time.Hour
	invitationPause = 10 * time.Minute // between two mails of the same invitation
	maxInvitations  = 50               // open at once, of one organisation
	maxToAddress    = 5                // in a day, from everybody, so that nobody floods a mailbox
)

// invited is what an invitation's link keeps.
type invited struct {
	Name   string
	Role   ipcase.Role
	May    ipcase.Granted
	ByID   int64
	SentAt time.Time
}

func (l Link) invited() (invited, error) {
	var in invited
	if err := json.Unmarshal([]byte(l.Data), &in); err != nil {
		return in, fmt.Errorf("read invitation %d: %w", l.ID, err)
	}
	return in, nil
}

// Invite is whom to ask, and as what they are to come.
type Invite struct {
	Name  string
	Email string
	Role  ipcase.Role
	May   ipcase.Granted
	Lang  string // of the mail
}

// OpenInvitation is one that was not answered yet.
type OpenInvitation struct {
	ID     int64
	Name   string
	Email  string
	Role   ipcase.Role
	May    ipcase.Granted
	SentAt time.Time
	Until  time.Time
}

// Invite asks somebody by mail to join the actor's organisation. The answer is
// the same whether they have an account or not.
func (s *Service) Invite(ctx context.Context, a ipcase.Actor, in Invite) error {
	if err := in.clean(a.Party); err != nil {
		if !a.May(ipcase.PermManage) {
			return a.Lacks(ipcase.PermManage)
		}
		return err
	}
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		if err := c.mayInvite(in.Email); err != nil {
			return err
		}
		data := invited{Name: in.Name, Role: in.Role, May: in.May, ByID: a.PersonID, SentAt: c.now}
		id, err := c.newLink(c.db, newLink{Kind: LinkInvitation, Email: in.Email, OrgID: c.org.ID, Lang: in.Lang, Data: data, For: invitationLife})
		if err != nil {
			return err
		}
		if err := c.note(EventInvited, 0, id, EventData{Role: in.Role, May: in.May}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailInvitation, LinkID: id, Facts: c.facts(a, in.Role, in.May)})
	})
}

// clean checks an invitation, all of it, and brings it into its form.
func (in *Invite) clean(by ipcase.Party) error {
	var wrong []ipcase.FieldError
	in.Name = strings.TrimSpace(in.Name)
	if in.Name == "" || utf8.RuneCountInString(in.Name) > 200 {
		wrong = append(wrong, ipcase.FieldError{Field: "name", Msg: "Enter the person's name, at most %d characters.", Args: []any{200}})
	}
	email, err := cleanEmail(in.Email)
	if err != nil {
		wrong = append(wrong, ipcase.FieldError{Field: "email", Msg: "Enter an email address, like name@example.com."})
	}
	in.Email = email
	if !slices.Contains(ipcase.RolesOf(by), in.Role) || in.Role == ipcase.RoleOwner {
		wrong = append(wrong, ipcase.FieldError{Field: "role", Msg: "Choose one of the roles."})
	}
	in.May = in.May.For(by)
	if in.Role != ipcase.RoleMember {
		in.May = ipcase.Granted{}
	}
	if in.Lang != "zh-CN" {
		in.Lang = "en"
	}
	if len(wrong) > 0 {
		return &ipcase.Error{Kind: ipcase.Invalid, Msg: "Something in the form needs your attention.", Fields: wrong}
	}
	return nil
}

// mayInvite refuses somebody who belongs already or was asked already, and more
// than a mailbox or a list should hold. It says nothing of who has an account.
func (c *crew) mayInvite(email string) error {
	var belongs, open, mine, lately int64
	err := c.db.Table("memberships").Joins("JOIN people ON people.id = memberships.person_id").
		Where("memberships.org_id = ? AND memberships.ended_at IS NULL AND people.email = ?", c.org.ID, email).Count(&belongs).Error
	if err == nil {
		err = c.openLinks(LinkInvitation).Count(&open).Error
	}
	if err == nil {
		err = c.openLinks(LinkInvitation).Where("email = ?", email).Count(&mine).Error
	}
	if err == nil {
		err = c.db.Model(&Link{}).Where("email = ? AND kind = ? AND created_at > ?", email, LinkInvitation, c.now.Add(-24*time.Hour)).Count(&lately).Error
	}
	switch {
	case err != nil:
		return fmt.Errorf("look for invitations: %w", err)
	case belongs > 0:
		return field("email", "This person belongs to your organisation already.")
	case mine > 0:
		return field("email", "This address has been invited already. You can send the invitation again below.")
	case open >= maxInvitations:
		return ipcase.Errorf(ipcase.Refused, "There are %d open invitations, which is the most. Withdraw some first.", maxInvitations)
	case lately >= maxToAddress:
		return ipcase.Errorf(ipcase.TooMany, "No more invitations can be sent to this address today. Try again tomorrow.")
	}
	return nil
}

// openLinks are the organisation's links of a kind that were not used, also those
// that are too old: they can be sent again.
func (c *crew) openLinks(kind LinkKind) *gorm.DB {
	return c.db.Model(&Link{}).Where("org_id = ? AND kind = ? AND used_at IS NULL", c.org.ID, kind)
}

func (c *crew) openLink(kind LinkKind, id int64) (Link, error) {
	var l Link
	if err := c.db.Where("org_id = ? AND kind = ? AND id = ?", c.org.ID, kind, id).Limit(1).Find(&l).Error; err != nil {
		return l, fmt.Errorf("load link %d: %w", id, err)
	}
	if l.ID == 0 {
		return l, errAbsent()
	}
	return l, nil
}

// InviteAgain sends an invitation another time; it is good for seven days anew.
func (s *Service) InviteAgain(ctx context.Context, a ipcase.Actor, id int64) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		l, err := c.openLink(LinkInvitation, id)
		if err != nil {
			return err
		}
		if l.UsedAt != nil {
			return errMoved()
		}
		data, err := l.invited()
		if err != nil {
			return err
		}
		if c.now.Sub(data.SentAt) < invitationPause {
			return ipcase.Errorf(ipcase.Refused, "This invitation was sent a moment ago. Wait ten minutes before you send it again.")
		}
		data.SentAt = c.now
		words, err := json.Marshal(data)
		if err != nil {
			return fmt.Errorf("keep invitation %d: %w", l.ID, err)
		}
		err = c.openLinks(LinkInvitation).Where("id = ?", l.ID).Updates(map[string]any{"data": string(words), "expires_at": c.now.Add(invitationLife)}).Error
		if err != nil {
			return fmt.Errorf("renew invitation %d: %w", l.ID, err)
		}
		if err := c.note(EventInvitedAgain, 0, l.ID, EventData{Role: data.Role, May: data.May}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailInvitation, LinkID: l.ID, Facts: c.facts(a, data.Role, data.May)})
	})
}

// WithdrawInvitation makes an invitation's link worthless. A second press, and one
// after it was answered, changes nothing.
func (s *Service) WithdrawInvitation(ctx context.Context, a ipcase.Actor, id int64) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		l, err := c.openLink(LinkInvitation, id)
		if err != nil || l.UsedAt != nil {
			return err
		}
		return c.close(l, EventWithdrawn)
	})
}

// close ends a link unused, and records why.
func (c *crew) close(l Link, kind EventKind) error {
	res := c.openLinks(l.Kind).Where("id = ?", l.ID).Updates(map[string]any{"used_at": c.now, "sealed": ""})
	if res.Error != nil {
		return fmt.Errorf("close link %d: %w", l.ID, res.Error)
	}
	if res.RowsAffected == 0 {
		return nil // used in this very moment
	}
	about := int64(0)
	if l.PersonID != nil {
		about = *l.PersonID
	}
	return c.note(kind, about, l.ID, EventData{})
}

func (s *Service) openInvitations(ctx context.Context, orgID int64) ([]OpenInvitation, error) {
	var links []Link
	err := s.db.WithContext(ctx).Where("org_id = ? AND kind = ? AND used_at IS NULL", orgID, LinkInvitation).Order("id").Limit(maxInvitations).Find(&links).Error
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	var list []OpenInvitation
	for _, l := range links {
		in, err := l.invited()
		if err != nil {
			return nil, err
		}
		list = append(list, OpenInvitation{ID: l.ID, Name: in.Name, Email: l.Email, Role: in.Role, May: in.May, SentAt: in.SentAt, Until: l.ExpiresAt})
	}
	return list, nil
}
