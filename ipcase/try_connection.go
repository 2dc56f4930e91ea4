package ipcase

import (
	"context"
	"fmt"
	"strings"
)

// TestConnection sends a webhook that says only that it is a test.
func (s *Service) TestConnection(ctx context.Context, a Actor, id string) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		c, err := t.connection(id)
		if err != nil {
			return err
		}
		if c.EndedAt != nil || c.Way != ByWebhook {
			return Errorf(Refused, "Only a connection by webhook that has not ended can be tried.")
		}
		var site Site
		if err := one(t.db.Where("id = ?", c.SiteID), &site); err != nil {
			return err
		}
		body := tellBody{Type: "connection.test", Timestamp: t.now, Data: tellData{Site: site.Code}}
		return t.enqueueTold(c.ID, nil, "test-"+NewID(), body)
	})
}

// SendAgain sends a message of a connection once more, under the key that it had, so
// that whoever took it before knows it again. An order that was carried out is not asked
// for a second time.
func (s *Service) SendAgain(ctx context.Context, a Actor, id string, delivery int64) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	done := false
	err := s.act(ctx, a, func(t *tx) error {
		c, err := t.connection(id)
		if err != nil {
			return err
		}
		var d Delivery
		if err := one(t.forUpdate().Where("id = ? AND connection_id = ?", delivery, c.ID), &d); err != nil {
			return err
		}
		if d.Kind != DeliverTell || d.State != DeliveryDone {
			return nil
		}
		if c.EndedAt != nil {
			return Errorf(Refused, "This connection has ended. Connect the site anew.")
		}
		done, t.queued = true, true
		return t.db.Exec("UPDATE deliveries SET state = 'queued', attempts = 0, next_at = ?, done_at = NULL, answer = '', answer_note = '' WHERE id = ? AND state = 'done'", t.now, d.ID).Error
	})
	if err != nil || done {
		return err
	}
	return s.TryDeliveryAgain(ctx, a, delivery)
}

// tellMeasure has connected marketplaces told that a measure against a shop is in force,
// or has ended: what they restrict of it is theirs to do. Of a site's shop only that site
// is told. An engine is worked listing by listing.
func (t *tx) tellMeasure(m Measure, what string) error {
	if m.Party != PartySeller {
		return nil
	}
	var org Org
	if err := one(t.db.Select("shop_ref, shop_site_id").Where("id = ?", m.OrgID), &org); err != nil {
		return err
	}
	var to []Connection
	err := t.db.Where("way IN ? AND ended_at IS NULL AND (site_id = ? OR ? = 0)", []ConnectionWay{ByWebhook, ByPull, ByHand}, org.ShopSiteID, org.ShopSiteID).Order("id").Find(&to).Error
	if err != nil {
		return err
	}
	for _, c := range to {
		body := tellBody{Type: what, Timestamp: t.now, Data: tellData{Seller: org.ShopRef, Measure: m.Number, Kind: string(m.Kind), Until: m.EndsAt}}
		if err := t.enqueueTold(c.ID, nil, fmt.Sprintf("measure-%d-%s-%s", c.ID, m.Number, strings.TrimPrefix(what, "seller.")), body); err != nil {
			return err
		}
	}
	return nil
}
