package ipcase

import (
	"context"
	"errors"
	"fmt"
)

// tellPowers writes to agents and principals before a power of attorney ends, and
// when it has ended. Nothing depends on it: the day ends the power, and these only
// say so. Each is told once, however many processes run it.
func (s *Service) tellPowers(ctx context.Context, limit int) error {
	day := s.Today()
	var due []Power
	err := s.read(ctx).Where("status = 'verified' AND told < 3").
		Where("(told < 1 AND valid_until <= ?) OR (told < 2 AND valid_until <= ?) OR valid_until < ?",
			day.AddDate(0, 0, PowerEndsSoon), day.AddDate(0, 0, 1), day).
		Order("valid_until, id").Limit(limit).Find(&due).Error
	if err != nil {
		return fmt.Errorf("find powers of attorney that end: %w", err)
	}
	var failed error
	for _, p := range due {
		if err := s.tellEnd(ctx, p.ID); err != nil && KindOf(err) != Stale {
			failed = errors.Join(failed, fmt.Errorf("tell of the end of %s: %w", p.Number, err))
		}
	}
	return failed
}

func (s *Service) tellEnd(ctx context.Context, id int64) error {
	return s.inTx(ctx, func(t *tx) error {
		var p Power
		if err := one(t.forUpdate().Where("id = ?", id), &p); err != nil {
			return err
		}
		stage := endTold(p, t.today())
		if p.Status != PowerVerified || p.Told >= stage {
			return nil // another process told it, or it was revoked
		}
		res := t.db.Model(&Power{}).Where("id = ? AND told = ?", p.ID, p.Told).Updates(map[string]any{"told": stage})
		if res.Error != nil {
			return fmt.Errorf("note what was told: %w", res.Error)
		}
		if res.RowsAffected != 1 {
			return errPowerMoved()
		}
		who, err := t.principalOf(p.PrincipalID)
		if err != nil {
			return err
		}
		if stage < 3 {
			return t.tellPower(p, who, MsgPowerEnding, SideAgent, SidePrincipal)
		}
		if err := t.recordPower(&p, System(), EventPowerEnded, EventData{}); err != nil {
			return err
		}
		return t.tellPower(p, who, MsgPowerEnded, SideAgent, SidePrincipal)
	})
}
