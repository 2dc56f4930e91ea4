package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"
)

// askLooks asks that pictures are looked at which nobody has asked for yet.
func (t *tx) askLooks(source LookSource, keys ...string) error {
	rows := make([]PictureLook, 0, len(keys))
	asked := map[string]bool{"": true}
	for _, key := range keys {
		if !asked[key] {
			asked[key] = true
			rows = append(rows, PictureLook{Source: source, Key: key, AskedAt: t.now})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	err := t.db.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, 500).Error
	if err != nil {
		return fmt.Errorf("ask for a look at %d pictures: %w", len(rows), err)
	}
	return nil
}

// unseen are pictures that wait to be looked at, the longest first.
func (s *Service) unseen(ctx context.Context, limit int) ([]PictureLook, error) {
	var list []PictureLook
	if err := s.read(ctx).Where("looked_at IS NULL").Order("id").Limit(limit).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("find pictures to look at: %w", err)
	}
	return list, nil
}

func (s *Service) seen(ctx context.Context, p PictureLook, looks Look) error {
	return s.inTx(ctx, func(t *tx) error {
		err := t.db.Model(&PictureLook{}).Where("id = ? AND looked_at IS NULL", p.ID).Updates(map[string]any{"looks": looks, "looked_at": t.now}).Error
		if err != nil {
			return fmt.Errorf("keep what picture %d looks like: %w", p.ID, err)
		}
		return nil
	})
}

// forgetLooks keeps no more than that erased pictures cannot be looked at.
func (t *tx) forgetLooks(hashes []string) error {
	if len(hashes) == 0 {
		return nil
	}
	err := t.db.Model(&PictureLook{}).Where("source = ? AND key IN ?", KeptPicture, hashes).Updates(map[string]any{"looks": NoLook, "looked_at": t.now}).Error
	if err != nil {
		return fmt.Errorf("forget what pictures look like: %w", err)
	}
	return nil
}

// looksOf is what pictures look like, of those that were looked at.
func (s *Service) looksOf(ctx context.Context, source LookSource, keys []string) (map[string]Look, error) {
	looks := make(map[string]Look, len(keys))
	for len(keys) > 0 {
		some := keys[:min(len(keys), 500)]
		keys = keys[len(some):]
		var rows []PictureLook
		err := s.read(ctx).Select("key", "looks").Where("source = ? AND key IN ? AND looked_at IS NOT NULL", source, some).Find(&rows).Error
		if err != nil {
			return nil, fmt.Errorf("what %d pictures look like: %w", len(some), err)
		}
		for _, p := range rows {
			looks[p.Key] = p.Looks
		}
	}
	return looks, nil
}

// complainedOf are a shop's listings that are complained of, or were with the end
// that they went offline; the latest first.
func (s *Service) complainedOf(ctx context.Context, seller int64) ([]ComplainedListing, error) {
	var list []ComplainedListing
	err := s.read(ctx).Table("items").
		Select("cases.number AS case_number, sites.code AS site_code, snapshots.ref, snapshots.title, snapshots.images, items.state, rights.type AS right_type, rights.title AS right_title").
		Joins("JOIN cases ON cases.id = items.case_id").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Joins("JOIN rights ON rights.id = items.right_id").
		Joins("JOIN sites ON sites.id = cases.site_id").
		Where("cases.seller_org_id = ? AND cases.seller_list <> '' AND items.state NOT IN ?", seller, []State{Restored, Withdrawn, Rejected, Lapsed, Fixed, Intake, NeedsInfo}).
		Order("items.case_id DESC, items.position").Limit(maxComplained).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("complained listings of %d: %w", seller, err)
	}
	return list, nil
}
