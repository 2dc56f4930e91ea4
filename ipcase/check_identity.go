package ipcase

import (
	"context"
	"fmt"
	"time"
)

// CheckIdentity is a reviewer's verdict on an identity paper.
type CheckIdentity struct {
	Number  string
	Version int
	Verify  bool
	Reason  string // required where it is refused
}

// CheckIdentity verifies or refuses a rights holder's identity, tells the holder,
// and sets the day on which the paper's files are dropped.
func (s *Service) CheckIdentity(ctx context.Context, a Actor, in CheckIdentity) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		c, err := t.identityCheck(in.Number)
		if err != nil {
			return err
		}
		status, event, message := IdentityVerified, EventIdentityVerified, MsgIdentityVerified
		if !in.Verify {
			status, event, message = IdentityRefused, EventIdentityRefused, MsgIdentityRefused
		}
		if c.Status == status && c.Version == in.Version+1 && c.CheckedBy != nil && *c.CheckedBy == a.PersonID {
			return nil // the second press of the same button
		}
		if err := t.mayWorkOn(c.ClaimedBy, c.ClaimedUntil, a); err != nil {
			return err
		}
		var p problems
		checkText(&p, "reason", "Say why the identity is not proven and what would cure it.", in.Reason, MaxComment, !in.Verify)
		if err := p.err(); err != nil {
			return err
		}
		if err := t.seenPaper(c, in.Verify); err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"reason": in.Reason})
		if err != nil {
			return err
		}
		res := t.db.Model(&IdentityCheck{}).Where("id = ? AND version = ? AND status = ?", c.ID, in.Version, IdentityPending).Updates(map[string]any{
			"status": status, "reason": in.Reason, "salts": salts, "version": in.Version + 1, "checked_at": t.now, "checked_by": a.PersonID,
			"claimed_by": nil, "claimed_until": nil,
		})
		if res.Error != nil {
			return fmt.Errorf("check %s: %w", c.Number, res.Error)
		}
		if res.RowsAffected != 1 {
			return Errorf(Stale, "Somebody has checked this identity already. Look at it as it is now.")
		}
		if err := t.identityChecked(c, status); err != nil {
			return err
		}
		if err := t.recordIdentity(&c, a, event, EventData{Number: c.Number, Texts: texts}); err != nil {
			return err
		}
		return t.send(c.OrgID, nil, nil, message, MailPayload{IdentityNumber: c.Number, Party: PartyHolder})
	})
}

// identityChecked keeps the verdict where every deed looks, and sets the day on
// which the files are dropped.
func (t *tx) identityChecked(c IdentityCheck, status IdentityStatus) error {
	var since *time.Time
	if status == IdentityVerified {
		since = &t.now
	}
	if err := t.setIdentity(c.OrgID, status, since); err != nil {
		return err
	}
	err := t.db.Model(&IdentityPaper{}).Where("check_id = ? AND dropped_at IS NULL", c.ID).
		Updates(map[string]any{"drop_at": t.now.AddDate(0, 0, PaperDays)}).Error
	if err != nil {
		return fmt.Errorf("end of the papers of %s: %w", c.Number, err)
	}
	return nil
}

// identityCheck loads a check for a reviewer, and holds it until the commit.
func (t *tx) identityCheck(number string) (IdentityCheck, error) {
	var c IdentityCheck
	err := one(t.forUpdate().Where("number = ?", number), &c)
	return c, err
}

// OpenIdentityPaper finds a file of an identity paper for a reviewer, and records
// that it was opened, by whom and when.
func (s *Service) OpenIdentityPaper(ctx context.Context, a Actor, number, publicID string) (IdentityPaper, error) {
	if !a.isReviewer() {
		return IdentityPaper{}, errNotFound()
	}
	var p IdentityPaper
	if a.Unseen { // nothing is shown, so nothing was opened
		err := one(s.read(ctx).Where("check_id = (SELECT id FROM identity_checks WHERE number = ?) AND public_id = ? AND dropped_at IS NULL", number, publicID), &p)
		return p, err
	}
	err := s.act(ctx, a, func(t *tx) error {
		c, err := t.identityCheck(number)
		if err != nil {
			return err
		}
		if err := one(t.db.Where("check_id = ? AND public_id = ? AND dropped_at IS NULL", c.ID, publicID), &p); err != nil {
			return err
		}
		if err := p.PaperFile(); err != nil {
			return err
		}
		return t.recordIdentity(&c, a, EventIdentityOpened, EventData{Number: c.Number, Hashes: []string{p.Hash}})
	})
	return p, err
}
