package ipcase

import (
	"context"
	"fmt"
)

// CheckPower is a reviewer's verdict on a power of attorney.
type CheckPower struct {
	Number  string
	Version int
	Verify  bool
	Reason  string // required where it is refused
}

// CheckPower verifies or refuses a power of attorney and tells its agent, and the
// principal that has an account. Nobody checks one of an organisation that they
// belong to themselves.
func (s *Service) CheckPower(ctx context.Context, a Actor, in CheckPower) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var p Power
		if err := one(t.forUpdate().Where("number = ?", in.Number), &p); err != nil {
			return err
		}
		who, err := t.principalOf(p.PrincipalID)
		if err != nil {
			return err
		}
		status, event, message, to := PowerVerified, EventPowerVerified, MsgPowerVerified, []PowerSide{SideAgent, SidePrincipal}
		if !in.Verify {
			status, event, message, to = PowerRefused, EventPowerRefused, MsgPowerRefused, []PowerSide{SideAgent}
		}
		if p.Status == status && p.Version == in.Version+1 && p.CheckedBy != nil && *p.CheckedBy == a.PersonID {
			return nil // the second press of the same button
		}
		if err := t.mayCheckPower(a, p, who); err != nil {
			return err
		}
		var wrong problems
		checkText(&wrong, "reason", "Say why the power of attorney is not accepted and what would cure it.", in.Reason, MaxComment, !in.Verify)
		if err := wrong.err(); err != nil {
			return err
		}
		if p.Version != in.Version || p.Status != PowerPending {
			return errPowerMoved()
		}
		told := 0 // what is over is never verified as such: its agent is told of the end all the same
		if in.Verify {
			told = min(endTold(p, t.today()), 2)
		}
		texts, salts, err := p.reasonOf(in.Reason)
		if err != nil {
			return err
		}
		res := t.db.Model(&Power{}).Where("id = ? AND version = ?", p.ID, in.Version).Updates(map[string]any{
			"status": status, "reason": in.Reason, "salts": salts, "version": p.Version + 1, "checked_at": t.now, "checked_by": a.PersonID,
			"claimed_by": nil, "claimed_until": nil, "told": told,
		})
		if res.Error != nil {
			return fmt.Errorf("check %s: %w", p.Number, res.Error)
		}
		if res.RowsAffected != 1 {
			return errPowerMoved()
		}
		if err := t.recordPower(&p, a, event, EventData{Texts: texts}); err != nil {
			return err
		}
		return t.tellPower(p, who, message, to...)
	})
}

// mayCheckPower: no other reviewer holds it, and this one is on neither side.
func (t *tx) mayCheckPower(a Actor, p Power, who Principal) error {
	orgs, err := t.accountsOf(p, who)
	if err != nil {
		return err
	}
	own, err := belongsTo(t.db, a.PersonID, append(orgs, p.AgentOrgID)...)
	if err != nil {
		return err
	}
	if own {
		return errOwnPower()
	}
	return t.mayWorkOn(p.ClaimedBy, p.ClaimedUntil, a)
}

func errOwnPower() error {
	return Errorf(Refused, "You belong to one of the organisations that this power of attorney names. Another reviewer checks it.")
}
