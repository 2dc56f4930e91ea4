package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// shopsToLookThrough takes shops that are due, the longest waiting first. Whoever
// moves a shop's next time forward has it; two processes never look through one at once.
func (s *Service) shopsToLookThrough(ctx context.Context, limit int) ([]int64, error) {
	now := Moment(s.clock.Now())
	var due []int64
	err := s.read(ctx).Model(&Org{}).Where("kind = ? AND (relistings_at IS NULL OR relistings_at <= ?)", PartySeller, now).
		Order("relistings_at, id").Limit(limit).Pluck("id", &due).Error
	if err != nil || len(due) == 0 {
		return nil, err
	}
	var mine []int64
	err = s.inTx(ctx, func(t *tx) error {
		mine = nil
		for _, id := range due {
			res := t.db.Model(&Org{}).Where("id = ? AND (relistings_at IS NULL OR relistings_at <= ?)", id, now).
				Updates(map[string]any{"relistings_at": now.Add(relistEvery)})
			if res.Error != nil {
				return fmt.Errorf("look through shop %d: %w", id, res.Error)
			}
			if res.RowsAffected == 1 {
				mine = append(mine, id)
			}
		}
		return nil
	})
	return mine, err
}

// takenOff are a shop's listings that a complaint took off, by whatever way; the
// latest first.
func (s *Service) takenOff(ctx context.Context, seller int64) ([]takenOffListing, error) {
	var list []takenOffListing
	err := s.read(ctx).Table("items").
		Select("items.case_id, items.position, items.right_id, cases.holder_org_id, cases.number AS case_number, sites.code AS site_code, "+
			"snapshots.ref, snapshots.title, snapshots.images, snapshots.taken_at, items.state").
		Joins("JOIN cases ON cases.id = items.case_id").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Joins("JOIN sites ON sites.id = cases.site_id").
		Where("cases.seller_org_id = ? AND items.state IN ?", seller, []State{Removed, Upheld, DeletedBySeller}).
		Order("cases.opened_at DESC, items.case_id DESC, items.position").Limit(maxComplained).Find(&list).Error // as an index of the seller's cases has them
	if err != nil {
		return nil, fmt.Errorf("what complaints took off shop %d: %w", seller, err)
	}
	return list, nil
}

// keepRelistings keeps what was found, once for each right and listing. While
// pictures wait to be looked at, the shop is looked through again soon.
func (s *Service) keepRelistings(ctx context.Context, org int64, found []Relisting, soon bool) error {
	return s.inTx(ctx, func(t *tx) error {
		for n := range found {
			found[n].FoundAt = t.now
		}
		if len(found) > 0 {
			if err := t.db.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(found, 200).Error; err != nil {
				return fmt.Errorf("keep %d relistings: %w", len(found), err)
			}
		}
		if !soon {
			return nil
		}
		if err := t.db.Model(&Org{}).Where("id = ?", org).Updates(map[string]any{"relistings_at": t.now.Add(relistSoon)}).Error; err != nil {
			return fmt.Errorf("look through shop %d again: %w", org, err)
		}
		return nil
	})
}

// relistingLines are suggestions with what they are about, in one statement.
func (s *Service) relistingLines(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("relistings").
		Select("relistings.*, cases.number AS case_number, rights.number AS right_number, rights.title AS right_title, snapshots.ref AS was_ref, snapshots.title AS was_title").
		Joins("JOIN cases ON cases.id = relistings.case_id").
		Joins("JOIN rights ON rights.id = relistings.right_id").
		Joins("JOIN items ON items.case_id = relistings.case_id AND items.position = relistings.position").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id")
}

// notComplainedOf leaves out what was complained of under the same right.
const notComplainedOf = `NOT EXISTS (SELECT 1 FROM listings l JOIN sites ON sites.id = l.site_id JOIN items i ON i.listing_id = l.id
	WHERE l.ref = relistings.ref AND sites.code = relistings.site_code AND i.right_id = relistings.right_id)`

func (s *Service) relistings(ctx context.Context, a Actor, after int64, limit int, number string) (RelistingPage, error) {
	q := s.relistingLines(ctx)
	switch {
	case a.Party == PartyHolder && number != "":
		q = q.Where("relistings.holder_org_id = ? AND relistings.dismissed_at IS NULL AND cases.number = ? AND "+notComplainedOf, a.OrgID, number)
	case a.Party == PartyHolder:
		q = q.Where("relistings.holder_org_id = ? AND relistings.dismissed_at IS NULL AND "+notComplainedOf, a.OrgID)
	case number != "": // what this case took off and is there again, and what of it is there again itself
		q = q.Where(`cases.number = ? OR relistings.ref IN (SELECT l.ref FROM items i JOIN cases c ON c.id = i.case_id JOIN listings l ON l.id = i.listing_id
			JOIN sites x ON x.id = l.site_id WHERE c.number = ? AND x.code = relistings.site_code)`, number, number)
	default:
		q = q.Where("relistings.dismissed_at IS NULL AND " + notComplainedOf)
	}
	if after > 0 {
		q = q.Where("relistings.id < ?", after)
	}
	var p RelistingPage
	if err := q.Order("relistings.id DESC").Limit(limit + 1).Find(&p.Lines).Error; err != nil {
		return p, fmt.Errorf("relistings: %w", err)
	}
	if len(p.Lines) > limit {
		p.Lines = p.Lines[:limit]
		p.Next = p.Lines[limit-1].ID
	}
	return p, nil
}
