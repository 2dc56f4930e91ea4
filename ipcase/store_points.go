package ipcase

import (
	"fmt"
	"time"

	"gorm.io/gorm/clause"
)

// consequences books what a move means for the standing of both sides, in its
// transaction. It is called for every move there is, by act, and by nothing else:
// whoever adds a move gets it for free.
func (t *tx) consequences(f *casefile, i *Item, m Move, from State) error {
	if err := t.countOutcome(f, i, m, from); err != nil {
		return err
	}
	switch {
	case books(m, from, i.State):
		return t.bookPoints(f, i, m)
	case takesBack(i.State):
		return t.takeBackPoints(f, i, m)
	}
	return nil
}

// reclassified lets the consequences follow the reason that an item has now.
func (t *tx) reclassified(f *casefile, i *Item, m Move) error {
	if m != MoveReclassify {
		return nil
	}
	if err := t.countOutcome(f, i, m, i.State); err != nil {
		return err
	}
	mine, err := t.entriesOf(i.ID)
	if err != nil || liveEntries(mine) == 0 {
		return err
	}
	if err := t.takeBackPoints(f, i, m); err != nil {
		return err
	}
	return t.bookPoints(f, i, m)
}

// lockStanding makes deeds that book for one organisation wait for each other,
// and gives its row.
func (t *tx) lockStanding(org int64) (Standing, error) {
	var s Standing
	for range 2 {
		if err := t.forUpdate().Where("org_id = ?", org).Limit(1).Find(&s).Error; err != nil {
			return s, fmt.Errorf("standing of %d: %w", org, err)
		}
		if s.OrgID != 0 {
			break
		}
		if err := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&Standing{OrgID: org}).Error; err != nil {
			return s, fmt.Errorf("begin the standing of %d: %w", org, err)
		}
	}
	return s, nil
}

// bookPoints books an item to its seller: once, less what the batch and the day's
// cap leave out. The reason is the one that the complaint has by now.
func (t *tx) bookPoints(f *casefile, i *Item, m Move) error {
	org := f.Case.SellerOrgID
	if _, err := t.lockStanding(org); err != nil {
		return err
	}
	mine, err := t.entriesOf(i.ID)
	if err != nil || liveEntries(mine) > 0 {
		return err
	}
	rules := t.book.Standing.Points
	reason, _ := t.book.Reason(i.ReasonOf(f.Complaint))
	e := PointEntry{
		Key: fmt.Sprintf("booked-%d-%d", i.ID, len(mine)), OrgID: org, CaseID: f.Case.ID, ItemID: i.ID, RightID: i.RightID,
		Kind: PointsBooked, Cause: m, Reason: reason.Code, General: rules.General(reason.Code), BatchAt: t.now,
		Day: t.today(), BookedAt: t.now, CountsUntil: t.now.AddDate(0, 0, rules.ValidDays),
	}
	e.Batch = e.Key
	began, err := t.batchOf(org, i.RightID, t.now.AddDate(0, 0, -rules.BatchDays))
	if err != nil {
		return err
	}
	if began.ID != 0 {
		e.Batch, e.BatchAt, e.Limit = began.Batch, began.BatchAt, LimitBatch
	} else {
		today, err := t.generalOn(org, e.Day)
		if err != nil {
			return err
		}
		if e.Points = rules.allows(reason.Points, today, e.General); e.Points < reason.Points {
			e.Limit = LimitDay
		}
	}
	return t.writeEntry(e)
}

// takeBackPoints undoes an item's booking. Where a batch counted by it, another
// item of the batch that still stands counts in its place, for no more.
func (t *tx) takeBackPoints(f *casefile, i *Item, m Move) error {
	mine, err := t.entriesOf(i.ID)
	if err != nil || liveEntries(mine) == 0 {
		return err
	}
	if _, err := t.lockStanding(f.Case.SellerOrgID); err != nil {
		return err
	}
	if mine, err = t.entriesOf(i.ID); err != nil {
		return err
	}
	var booked PointEntry
	sum := 0
	for _, e := range mine {
		sum += e.Points
		if e.Kind == PointsBooked {
			booked = e
		}
	}
	back := booked
	back.ID, back.Key, back.Kind, back.Cause, back.Limit = 0, fmt.Sprintf("taken_back-%d-%d", i.ID, len(mine)), PointsTakenBack, m, LimitNone
	back.Points, back.BookedAt = -sum, t.now
	if err := t.writeEntry(back); err != nil || sum == 0 {
		return err
	}
	return t.carryPoints(booked, sum, m)
}

// carryPoints lets the next standing item of a batch count.
func (t *tx) carryPoints(gone PointEntry, points int, m Move) error {
	var next PointEntry
	err := t.db.Where("batch = ? AND kind = ?", gone.Batch, PointsBooked).
		Where(standingEntry).
		Order("id").Limit(1).Find(&next).Error
	if err != nil {
		return fmt.Errorf("next of batch %s: %w", gone.Batch, err)
	}
	if next.ID == 0 {
		return nil
	}
	rules := t.book.Standing.Points
	reason, _ := t.book.Reason(next.Reason)
	e := next
	today, err := t.generalOn(next.OrgID, next.Day)
	if err != nil {
		return err
	}
	mine, err := t.entriesOf(next.ItemID)
	if err != nil {
		return err
	}
	e.Points = rules.allows(min(points, reason.Points), today, next.General)
	e.ID, e.Key, e.Kind, e.Cause, e.Limit, e.BookedAt = 0, fmt.Sprintf("carried-%d-%d", next.ItemID, len(mine)), PointsCarried, m, LimitNone, t.now
	return t.writeEntry(e)
}

// writeEntry adds a line to the ledger, and lets the ladder look at the sum.
func (t *tx) writeEntry(e PointEntry) error {
	before, err := sumPoints(t.db, e.OrgID, t.now)
	if err != nil {
		return err
	}
	if err := t.insert([]*PointEntry{&e}); err != nil {
		return err
	}
	if e.Points == 0 {
		return nil
	}
	return t.climb(e.OrgID, before, before+e.Points)
}

// entriesOf is all that was ever booked for an item.
func (t *tx) entriesOf(item int64) ([]PointEntry, error) {
	var all []PointEntry
	if err := t.db.Where("item_id = ?", item).Order("id").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("points of item %d: %w", item, err)
	}
	return all, nil
}

// liveEntries is 1 while an item is booked, 0 when it never was or was taken back.
func liveEntries(entries []PointEntry) int {
	n := 0
	for _, e := range entries {
		switch e.Kind {
		case PointsBooked:
			n++
		case PointsTakenBack:
			n--
		case PointsCarried:
		}
	}
	return n
}

// batchOf finds the batch of a right that began after an instant and of which
// something still stands.
func (t *tx) batchOf(org, right int64, after time.Time) (PointEntry, error) {
	var e PointEntry
	err := t.db.Where("org_id = ? AND right_id = ? AND batch_at > ? AND kind = ?", org, right, after, PointsBooked).
		Where(standingEntry).
		Order("id DESC").Limit(1).Find(&e).Error
	if err != nil {
		return e, fmt.Errorf("batch of right %d: %w", right, err)
	}
	return e, nil
}

// generalOn is what general reasons have booked on a day, less what was taken back.
func (t *tx) generalOn(org int64, day time.Time) (int, error) {
	var sum int
	err := t.db.Model(&PointEntry{}).Where("org_id = ? AND day = ? AND general", org, day).
		Select("COALESCE(SUM(points), 0)").Scan(&sum).Error
	if err != nil {
		return 0, fmt.Errorf("points of a day of %d: %w", org, err)
	}
	return sum, nil
}
