package ipcase

import (
	"context"
	"fmt"
)

// mailMoves fills in the fix, the answer to it, or the offer that a message tells
// of. Messages about a case go to its two sides alone, and they read the terms.
func (s *Service) mailMoves(ctx context.Context, m *MailData, c Case) error {
	switch m.Message {
	case MsgFixProposed:
		var f Fix
		if err := one(s.read(ctx).Where("public_id = ? AND case_id = ?", m.Payload.Fix, c.ID), &f); err != nil {
			return fmt.Errorf("fix of %s: %w", c.Number, err)
		}
		m.Fix = &f
	case MsgFixAnswered:
		var replies []FixReply
		err := s.read(ctx).Where("case_id = ? AND filed_at <= ?", c.ID, m.SentAt).Order("id DESC").Limit(1).Find(&replies).Error
		if err != nil {
			return fmt.Errorf("answer to a fix of %s: %w", c.Number, err)
		}
		if len(replies) > 0 {
			m.FixReply = &replies[0]
		}
	default:
		var o SettlementOffer
		if err := one(s.read(ctx).Where("public_id = ? AND case_id = ?", m.Payload.Offer, c.ID), &o); err != nil {
			return fmt.Errorf("offer in %s: %w", c.Number, err)
		}
		m.Offer = &o
	}
	return nil
}
