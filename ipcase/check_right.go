package ipcase

import (
	"context"
	"fmt"
)

// CheckRight is a reviewer's verdict on a registered right.
type CheckRight struct {
	Number  string
	Version int
	Verify  bool
	Reason  string // required where it is refused
}

// CheckRight verifies or refuses a right and tells its holder.
func (s *Service) CheckRight(ctx context.Context, a Actor, in CheckRight) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var r Right
		if err := one(t.forUpdate().Where("number = ?", in.Number), &r); err != nil {
			return err
		}
		status, event, message := RightVerified, EventRightVerified, MsgRightVerified
		if !in.Verify {
			status, event, message = RightRefused, EventRightRefused, MsgRightRefused
		}
		if r.Status == status && r.Version == in.Version+1 && r.CheckedBy != nil && *r.CheckedBy == a.PersonID {
			return nil // the second press of the same button
		}
		if err := t.mayWorkOn(r.ClaimedBy, r.ClaimedUntil, a); err != nil {
			return err
		}
		var p problems
		checkText(&p, "reason", "Say why the right is not accepted and what would cure it.", in.Reason, MaxComment, !in.Verify)
		if err := p.err(); err != nil {
			return err
		}
		if r.Version != in.Version || r.Status != RightPending {
			return Errorf(Stale, "Somebody has checked this right already. Look at it as it is now.")
		}
		texts, salts, err := commit(map[string]any{"reason": in.Reason})
		if err != nil {
			return err
		}
		res := t.db.Model(&Right{}).Where("id = ? AND version = ?", r.ID, in.Version).Updates(map[string]any{
			"status": status, "reason": in.Reason, "salts": salts, "version": r.Version + 1, "checked_at": t.now, "checked_by": a.PersonID,
			"claimed_by": nil, "claimed_until": nil,
		})
		if res.Error != nil {
			return fmt.Errorf("check %s: %w", r.Number, res.Error)
		}
		if res.RowsAffected != 1 {
			return Errorf(Stale, "Somebody has checked this right already. Look at it as it is now.")
		}
		if err := t.recordRight(&r, a, event, EventData{Number: r.Number, Texts: texts}); err != nil {
			return err
		}
		return t.send(r.OrgID, nil, nil, message, MailPayload{RightNumber: r.Number, Party: PartyHolder})
	})
}
