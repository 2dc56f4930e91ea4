package ipcase

import (
	"context"
	"fmt"
)

// RevokePower ends a power of attorney at once.
type RevokePower struct {
	Number  string
	Version int
	Side    PowerSide // on which the actor stands
	Reason  string    // required of a reviewer
}

// RevokePower ends a power of attorney before its last day: its principal at will,
// its agent by laying it down, a reviewer with a reason. From then on the agent can
// do nothing under it, and no silence of a seller acts for it.
func (s *Service) RevokePower(ctx context.Context, a Actor, in RevokePower) error {
	return s.act(ctx, a, func(t *tx) error {
		p, who, err := t.powerToRevoke(a, in)
		if err != nil {
			return err
		}
		if p.Status == PowerRevoked && p.RevokedBy == in.Side {
			return nil // the second press of the same button
		}
		var wrong problems
		checkText(&wrong, "reason", "Say why the power of attorney is revoked. The agent and the principal read it.", in.Reason, MaxComment, in.Side == SidePlatform)
		if err := wrong.err(); err != nil {
			return err
		}
		if p.Version != in.Version || p.Status != PowerPending && p.Status != PowerVerified {
			return errPowerMoved()
		}
		texts, salts, err := p.reasonOf(in.Reason)
		if err != nil {
			return err
		}
		res := t.db.Model(&Power{}).Where("id = ? AND version = ?", p.ID, in.Version).Updates(map[string]any{
			"status": PowerRevoked, "revoked_at": t.now, "revoked_by": in.Side, "reason": in.Reason, "salts": salts, "version": p.Version + 1,
			"claimed_by": nil, "claimed_until": nil,
		})
		if res.Error != nil {
			return fmt.Errorf("revoke %s: %w", p.Number, res.Error)
		}
		if res.RowsAffected != 1 {
			return errPowerMoved()
		}
		if err := t.recordPower(&p, a, EventPowerRevoked, EventData{Code: string(in.Side), Texts: texts}); err != nil {
			return err
		}
		to := []PowerSide{SideAgent}
		if p.Status == PowerVerified {
			to = append(to, SidePrincipal)
		}
		return t.tellPower(p, who, MsgPowerRevoked, to...)
	})
}

// powerToRevoke loads the power for the side on which the actor stands.
func (t *tx) powerToRevoke(a Actor, in RevokePower) (Power, Principal, error) {
	var p Power
	switch {
	case in.Side == SidePrincipal && a.Party == PartyHolder:
		if err := a.needs(PermManage); err != nil {
			return p, Principal{}, t.thenNeeds(a, in.Number, err)
		}
		return t.givenPower(a, in.Number)
	case in.Side == SideAgent && a.Party == PartyHolder:
		if err := one(t.forUpdate().Where("number = ? AND agent_org_id = ?", in.Number, a.OrgID), &p); err != nil {
			return p, Principal{}, err
		}
		if err := a.needs(PermFile); err != nil {
			return p, Principal{}, err
		}
	case in.Side == SidePlatform && a.isReviewer():
		if err := one(t.forUpdate().Where("number = ?", in.Number), &p); err != nil {
			return p, Principal{}, err
		}
		who, err := t.principalOf(p.PrincipalID)
		if err != nil {
			return p, who, err
		}
		return p, who, t.mayCheckPower(a, p, who)
	default:
		return p, Principal{}, errNotFound()
	}
	who, err := t.principalOf(p.PrincipalID)
	return p, who, err
}

// thenNeeds is a refusal about a power that is there for the actor, and "not
// there" about any other.
func (t *tx) thenNeeds(a Actor, number string, refused error) error {
	if _, _, err := t.givenPower(a, number); err != nil {
		return err
	}
	return refused
}
