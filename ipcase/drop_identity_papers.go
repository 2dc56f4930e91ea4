package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// DropIdentityPapers removes the files of identity papers whose time has come, at
// most limit, and says how many. The bytes go first and the row says so after: a
// process that dies between the two leaves work that is done again, and nothing
// that is called gone and is there.
func (s *Service) DropIdentityPapers(ctx context.Context, limit int) (int, error) {
	var due []IdentityPaper
	err := s.read(ctx).Where("drop_at <= ? AND dropped_at IS NULL", Moment(s.clock.Now())).Order("drop_at, id").Limit(limit).Find(&due).Error
	if err != nil {
		return 0, fmt.Errorf("find papers to drop: %w", err)
	}
	n := 0
	var failed error
	for _, p := range due {
		if err := s.dropPaper(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("drop paper %s: %w", p.PublicID, err))
			continue
		}
		n++
	}
	return n, failed
}

func (s *Service) dropPaper(ctx context.Context, p IdentityPaper) error {
	for _, hash := range []string{p.Hash, p.ViewHash} {
		var others int64 // the same bytes may have been handed in again
		err := s.read(ctx).Model(&IdentityPaper{}).Where("(hash = ? OR view_hash = ?) AND id <> ? AND dropped_at IS NULL", hash, hash, p.ID).Count(&others).Error
		if err != nil {
			return fmt.Errorf("find others with the same bytes: %w", err)
		}
		if others > 0 {
			continue
		}
		if err := s.blobs.Papers().Drop(ctx, hash); err != nil {
			return err
		}
	}
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&IdentityPaper{}).Where("id = ? AND dropped_at IS NULL", p.ID).Updates(map[string]any{"dropped_at": t.now, "name": ""})
		if res.Error != nil {
			return fmt.Errorf("note that it is gone: %w", res.Error)
		}
		if res.RowsAffected != 1 || p.CheckID == nil {
			return nil
		}
		return t.identityDropped(*p.CheckID)
	})
}

// identityDropped takes from the record what only the paper needed, once its last
// file is gone.
func (t *tx) identityDropped(check int64) error {
	var left int64
	if err := t.db.Model(&IdentityPaper{}).Where("check_id = ? AND dropped_at IS NULL", check).Count(&left).Error; err != nil {
		return fmt.Errorf("papers that are left: %w", err)
	}
	if left > 0 {
		return nil
	}
	var c IdentityCheck
	if err := one(t.forUpdate().Where("id = ?", check), &c); err != nil {
		return err
	}
	err := t.db.Model(&IdentityCheck{}).Where("id = ?", check).Updates(map[string]any{"paper_number": numberEnd(c.PaperNumber)}).Error
	if err != nil {
		return fmt.Errorf("shorten the number of %s: %w", c.Number, err)
	}
	return t.recordIdentity(&c, System(), EventIdentityDropped, EventData{Number: c.Number})
}

// numberEnd keeps the last three characters of a number: enough to tell two
// papers apart, too little to use one.
func numberEnd(number string) string {
	r := []rune(strings.TrimSpace(number))
	if len(r) <= 3 {
		return "…"
	}
	return "…" + string(r[len(r)-3:])
}
