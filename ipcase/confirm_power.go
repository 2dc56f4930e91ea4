package ipcase

import (
	"context"
	"fmt"
)

// ConfirmPower is an owner's word that an agent acts for their organisation. The
// principal is theirs from then on: they see what the agent files for it, in
// reading, and can revoke. It changes nothing about what the agent may do.
func (s *Service) ConfirmPower(ctx context.Context, a Actor, number string) error {
	if a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		if err := a.needs(PermManage); err != nil {
			return t.thenNeeds(a, number, err)
		}
		p, who, err := t.givenPower(a, number)
		if err != nil {
			return err
		}
		if who.OrgID != nil {
			return nil // the second press of the same button
		}
		res := t.db.Model(&Principal{}).Where("id = ? AND org_id IS NULL", who.ID).
			Updates(map[string]any{"org_id": a.OrgID, "confirmed_at": t.now, "confirmed_by": a.PersonID})
		if res.Error != nil {
			return fmt.Errorf("confirm %s: %w", p.Number, res.Error)
		}
		if res.RowsAffected != 1 {
			return errPowerMoved()
		}
		if err := t.recordPower(&p, a, EventPowerConfirmed, EventData{}); err != nil {
			return err
		}
		return t.tellPower(p, who, MsgPowerConfirmed, SideAgent)
	})
}
