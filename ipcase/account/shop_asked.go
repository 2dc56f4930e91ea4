package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// MailShopRefused tells somebody that the owner of a shop does not let them in.
const MailShopRefused ipcase.MessageKind = letterPrefix + "shop_refused"

// EventAskRefused is that somebody who asked was not let in.
const EventAskRefused EventKind = "ask_refused"

// AskedToJoin is somebody who asked the owner of a shop to be let in.
type AskedToJoin struct {
	ID    int64
	Name  string
	Email string
	Lang  string
	At    time.Time
}

// askedFor is how long such a question stands on the page of the team.
const askedFor = 30 * 24 * time.Hour

// ReadAskedToJoin lists who asked to be let in lately, the last first, for owners:
// neither who belongs or was invited meanwhile, nor who was refused.
func (s *Service) ReadAskedToJoin(ctx context.Context, a ipcase.Actor) ([]AskedToJoin, error) {
	if a.Party != ipcase.PartySeller || a.Role != ipcase.RoleOwner {
		return nil, nil
	}
	now := s.clock.Now()
	var list []AskedToJoin
	err := s.db.WithContext(ctx).Table("shop_claims").
		Select("shop_claims.id, shop_claims.name, shop_claims.email, links.lang, shop_claims.asked_owner_at AS at").
		Joins("JOIN links ON links.id = shop_claims.link_id").
		Where("shop_claims.org_id = ? AND shop_claims.asked_owner_at > ? AND shop_claims.refused_at IS NULL AND shop_claims.email <> ''", a.OrgID, now.Add(-askedFor)).
		Where(`NOT EXISTS (SELECT 1 FROM memberships JOIN people ON people.id = memberships.person_id
			WHERE memberships.org_id = shop_claims.org_id AND memberships.ended_at IS NULL AND people.email = shop_claims.email)`).
		Where(`NOT EXISTS (SELECT 1 FROM links AS l WHERE l.org_id = shop_claims.org_id AND l.kind = ? AND l.email = shop_claims.email
			AND l.used_at IS NULL AND l.expires_at > ?)`, LinkInvitation, now).
		Where(`NOT EXISTS (SELECT 1 FROM shop_claims AS later WHERE later.org_id = shop_claims.org_id AND later.email = shop_claims.email
			AND later.asked_owner_at IS NOT NULL AND later.id > shop_claims.id)`).
		Order("shop_claims.id DESC").Limit(20).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("who asked to be let in: %w", err)
	}
	return list, nil
}

// RefuseAskedToJoin answers somebody who asked to be let in that they are not, and
// tells them by mail. A second press is no error. They can ask again.
func (s *Service) RefuseAskedToJoin(ctx context.Context, a ipcase.Actor, id int64) error {
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		var row shopClaim
		err := c.db.Where("id = ? AND org_id = ? AND asked_owner_at IS NOT NULL AND email <> ''", id, c.org.ID).Take(&row).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return errAbsent()
		}
		if err != nil {
			return fmt.Errorf("load claim %d: %w", id, err)
		}
		res := c.db.Model(&shopClaim{}).Where("org_id = ? AND email = ? AND asked_owner_at IS NOT NULL AND refused_at IS NULL AND id <= ?", c.org.ID, row.Email, id).
			Updates(map[string]any{"refused_at": c.now})
		if res.Error != nil {
			return fmt.Errorf("refuse claim %d: %w", id, res.Error)
		}
		if res.RowsAffected == 0 {
			return nil
		}
		var l Link
		if err := c.db.Where("id = ?", row.LinkID).Take(&l).Error; err != nil {
			return fmt.Errorf("load link %d: %w", row.LinkID, err)
		}
		if err := c.note(EventAskRefused, 0, row.LinkID, EventData{}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailShopRefused, Facts: map[string]string{"shop": c.org.Name, "to": row.Email, "name": row.Name, "lang": l.Lang}})
	})
}
