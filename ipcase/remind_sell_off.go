package ipcase

import (
	"context"
	"fmt"
	"time"
)

// remindSellOff tells both sides, once, that an agreed sell-off ends soon. The
// portal does nothing else about it: the terms are the parties' own.
func (s *Service) remindSellOff(ctx context.Context, limit int) error {
	var due []SettlementOffer
	until := s.Today().AddDate(0, 0, SellOffSoon).Format(time.DateOnly)
	err := s.read(ctx).Where("state = ? AND sell_off_on <> '' AND sell_off_on <= ? AND reminded_at IS NULL", OfferAccepted, until).
		Order("id").Limit(limit).Find(&due).Error
	if err != nil {
		return fmt.Errorf("find sell-offs that end: %w", err)
	}
	for _, o := range due {
		err := s.inTx(ctx, func(t *tx) error {
			f, err := t.caseByID(o.CaseID)
			if err != nil {
				return err
			}
			res := t.db.Model(&SettlementOffer{}).Where("id = ? AND reminded_at IS NULL", o.ID).Updates(map[string]any{"reminded_at": t.now})
			if res.Error != nil {
				return fmt.Errorf("remind of offer %d: %w", o.ID, res.Error)
			}
			if res.RowsAffected == 0 {
				return nil // another process was faster
			}
			for _, to := range []Party{PartyHolder, PartySeller} {
				p := MailPayload{Items: o.Items, Offer: o.PublicID}
				if err := t.tell(f, letter{to: to, kind: MsgSellOff, payload: p}); err != nil {
					return err
				}
			}
			return t.settle(f)
		})
		if err != nil && KindOf(err) != Stale {
			return fmt.Errorf("sell-off of case %d: %w", o.CaseID, err)
		}
	}
	return nil
}
