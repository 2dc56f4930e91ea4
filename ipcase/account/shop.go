package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// LinkShop is the kind of the link that makes the owner's account of a shop. It
// goes to the address that the marketplace has of the shop, and to no other.
const LinkShop LinkKind = "shop"

// MailShop invites a shop.
const MailShop ipcase.MessageKind = letterPrefix + "shop"

const (
	shopLife  = 14 * 24 * time.Hour
	shopMails = 3 // invitations to one shop in a day
)

// ShopAlone is a shop that the marketplace has and nobody signs in for.
type ShopAlone struct {
	OrgID     int64
	Name      string
	Email     string
	Country   string
	Cases     int        // complaints that it was told of
	InvitedAt *time.Time `gorm:"-"` // the last time
	Until     *time.Time `gorm:"-"`
}

const shopPage = 50

// nobodyThere is the condition that nobody acts for an organisation.
const nobodyThere = "NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.org_id = orgs.id AND memberships.ended_at IS NULL)"

// ReadShopsAlone lists the shops without an account for the operator, after the
// row id `after`; more says that others follow.
func (s *Service) ReadShopsAlone(ctx context.Context, a ipcase.Actor, after int64) (list []ShopAlone, more bool, err error) {
	if !operates(a) {
		return nil, false, errAbsent()
	}
	db := s.db.WithContext(ctx)
	err = db.Table("orgs").Select(`orgs.id AS org_id, orgs.name, orgs.email, orgs.country,
			(SELECT COUNT(*) FROM cases WHERE cases.seller_org_id = orgs.id AND cases.seller_list <> '') AS cases`).
		Where("orgs.kind = ? AND orgs.id > ? AND "+nobodyThere, ipcase.PartySeller, after).Order("orgs.id").Limit(shopPage + 1).Scan(&list).Error
	if err != nil {
		return nil, false, fmt.Errorf("shops without an account: %w", err)
	}
	if more = len(list) > shopPage; more {
		list = list[:shopPage]
	}
	ids := make([]int64, len(list))
	for n, shop := range list {
		ids[n] = shop.OrgID
	}
	var links []Link
	if err := db.Where("org_id IN ? AND kind = ? AND used_at IS NULL", ids, LinkShop).Order("id").Find(&links).Error; err != nil {
		return nil, false, fmt.Errorf("invitations of shops: %w", err)
	}
	for _, l := range links { // the youngest stays
		for n := range list {
			if list[n].OrgID == *l.OrgID {
				at, until := l.CreatedAt, l.ExpiresAt
				list[n].InvitedAt, list[n].Until = &at, &until
			}
		}
	}
	return list, more, nil
}

func operates(a ipcase.Actor) bool {
	return a.Party == ipcase.PartyPlatform && a.Role == ipcase.RoleOperator
}

// InviteShop mails an invitation to a shop that has no account.
func (s *Service) InviteShop(ctx context.Context, a ipcase.Actor, orgID int64) error {
	if !operates(a) {
		return errAbsent()
	}
	return s.change(ctx, ipcase.Actor{}, orgID, false, func(c *crew) error {
		if err := c.alone(); err != nil {
			return err
		}
		if c.org.Email == "" {
			return ipcase.Errorf(ipcase.Refused, "The marketplace has no mail address of this shop.")
		}
		ok, err := c.allowed(c.db, "shop invitation", fmt.Sprint(orgID), shopMails, 24*time.Hour)
		if err != nil {
			return err
		}
		if !ok {
			return ipcase.Errorf(ipcase.TooMany, "This shop was invited %d times within a day. Wait until tomorrow.", shopMails)
		}
		id, err := c.shopLink()
		if err != nil {
			return err
		}
		c.by = a.PersonID
		if err := c.note(EventInvited, 0, id, EventData{Role: ipcase.RoleOwner}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailShop, LinkID: id, Facts: map[string]string{"shop": c.org.Name}})
	})
}

// shopLink makes the link for the shop's owner.
func (c *crew) shopLink() (int64, error) {
	return c.newLink(c.db, newLink{Kind: LinkShop, Email: c.org.Email, OrgID: c.org.ID, Lang: c.org.Lang, Data: struct{}{}, For: shopLife})
}

// alone refuses where somebody acts for the shop already, or where it is none.
func (c *crew) alone() error {
	if c.org.Kind != ipcase.PartySeller {
		return errAbsent()
	}
	n, err := c.size()
	if err == nil && n > 0 {
		return ipcase.Errorf(ipcase.Refused, "This shop has an account already. Its owner invites others.")
	}
	return err
}

func (c *crew) size() (int64, error) {
	var n int64
	if err := c.db.Model(&Membership{}).Where("org_id = ? AND ended_at IS NULL", c.org.ID).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count who acts for organisation %d: %w", c.org.ID, err)
	}
	return n, nil
}

// ShopInvitation is what the link leads to.
type ShopInvitation struct {
	Shop  string
	Email string
	Until time.Time
	Known bool // there is an account with this address
	Taken bool // somebody acts for the shop already
}

// ReadShopInvitation looks at an invitation of a shop. Looking changes nothing.
func (s *Service) ReadShopInvitation(ctx context.Context, token string) (ShopInvitation, error) {
	l, err := s.Link(ctx, LinkShop, token)
	if err != nil {
		return ShopInvitation{}, err
	}
	i := ShopInvitation{Email: l.Email, Until: l.ExpiresAt}
	var row struct {
		Name         string
		Known, Taken int
	}
	err = s.db.WithContext(ctx).Table("orgs").Select(`orgs.name, (SELECT COUNT(*) FROM people WHERE email = ?) AS known,
		(SELECT COUNT(*) FROM memberships WHERE org_id = orgs.id AND ended_at IS NULL) AS taken`, l.Email).Where("orgs.id = ?", *l.OrgID).Take(&row).Error
	if err != nil {
		return i, fmt.Errorf("load what link %d is for: %w", l.ID, err)
	}
	i.Shop, i.Known, i.Taken = row.Name, row.Known > 0, row.Taken > 0
	return i, nil
}

// OpenShop makes whoever got the invitation the shop's owner: with a new account,
// or with the one that the address has.
func (s *Service) OpenShop(ctx context.Context, token string, in NewPerson) error {
	l, err := s.Link(ctx, LinkShop, token)
	if err != nil {
		return err
	}
	known, err := s.byAddress(ctx, l.Email)
	if err != nil {
		return err
	}
	p := known
	if known.ID == 0 {
		var wrong []ipcase.FieldError
		in.Email = l.Email
		if p, err = s.newPersonInto(ctx, &wrong, in, "name"); err != nil {
			return err
		}
	}
	return s.change(ctx, ipcase.Actor{}, *l.OrgID, false, func(c *crew) error {
		if err := c.alone(); err != nil {
			return err
		}
		l, err := c.useLink(c.db, LinkShop, token)
		if err != nil {
			return err
		}
		return c.own(l, p)
	})
}

// own makes somebody the owner, with an account that is new where p has no id.
func (c *crew) own(l Link, p Person) error {
	if p.ID == 0 {
		if p.Zone == "" || p.Zone == "UTC" {
			p.Zone = c.org.Zone
		}
		err := c.db.Create(&p).Error
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return ipcase.Errorf(ipcase.Refused, "There is an account with this address already. Open the link again.")
		}
		if err != nil {
			return fmt.Errorf("open an account: %w", err)
		}
	} else if err := c.mayBelong(p.ID); err != nil {
		return err
	}
	c.by = p.ID
	return c.first(l, p)
}

func (s *Service) byAddress(ctx context.Context, email string) (Person, error) {
	var p Person
	if err := s.db.WithContext(ctx).Where("email = ? AND disabled_at IS NULL", email).Limit(1).Find(&p).Error; err != nil {
		return p, fmt.Errorf("look for an account: %w", err)
	}
	return p, nil
}

// ShopPath is the page on which the owner's account of a shop is made, for a
// notice to a shop that nobody acts for; "" where somebody does. The same link is
// given as long as it is good for another day.
func (s *Service) ShopPath(ctx context.Context, orgID int64) (path string, until time.Time, err error) {
	var there int64
	err = s.db.WithContext(ctx).Model(&Membership{}).Where("org_id = ? AND ended_at IS NULL", orgID).Limit(1).Count(&there).Error
	if err != nil || there > 0 {
		return "", time.Time{}, err
	}
	err = s.change(ctx, ipcase.Actor{}, orgID, false, func(c *crew) error {
		if n, err := c.size(); err != nil || n > 0 || c.org.Kind != ipcase.PartySeller || c.org.Email == "" {
			return err
		}
		var l Link
		err := c.openLinks(LinkShop).Where("email = ? AND expires_at > ? AND sealed <> ''", c.org.Email, c.now.Add(24*time.Hour)).Order("id DESC").Limit(1).Find(&l).Error
		if err != nil {
			return fmt.Errorf("look for an invitation: %w", err)
		}
		if l.ID == 0 {
			id, err := c.shopLink()
			if err != nil {
				return err
			}
			if err := c.db.Where("id = ?", id).Take(&l).Error; err != nil {
				return fmt.Errorf("load link %d: %w", id, err)
			}
		}
		token, err := c.keys.Open(sealedLink, l.Sealed)
		if err != nil {
			return fmt.Errorf("token of link %d: %w", l.ID, err)
		}
		path, until = "/link/"+string(LinkShop)+"/"+string(token), l.ExpiresAt
		return nil
	})
	return path, until, err
}
