package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"
)

// pageToCapture is where the page of an item is, and whether something came of it
// already.
func (s *Service) pageToCapture(ctx context.Context, d Delivery) (page struct {
	URL, BaseURL string
	Position     int
}, there bool, err error,
) {
	var n int64
	if err := s.read(ctx).Model(&Capture{}).Where("item_id = ?", *d.ItemID).Count(&n).Error; err != nil || n > 0 {
		return page, n > 0, err
	}
	err = s.read(ctx).Table("items").Select("snapshots.url, sites.base_url, items.position").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Joins("JOIN cases ON cases.id = items.case_id").
		Joins("JOIN sites ON sites.id = cases.site_id").
		Where("items.id = ?", *d.ItemID).Take(&page).Error
	if err != nil {
		return page, false, fmt.Errorf("the page of item %d: %w", *d.ItemID, err)
	}
	return page, false, nil
}

// codeCut is the code of a picture that shows the beginning of its page only.
const codeCut = "cut"

// keepCapture writes down what came of a page, once, with its event.
func (s *Service) keepCapture(ctx context.Context, c Capture) error {
	return s.inTx(ctx, func(t *tx) error {
		f, err := t.caseByID(c.CaseID) // the case first, as every deed does
		if err != nil {
			return err
		}
		if err := t.keepCapture(f, c); err != nil {
			return err
		}
		return t.settle(f)
	})
}

func (t *tx) keepCapture(f *casefile, c Capture) error {
	if c.At.IsZero() {
		c.At = t.now
	}
	res := t.db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "item_id"}}, DoNothing: true}).Create(&c)
	if res.Error != nil {
		return fmt.Errorf("keep a capture: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return nil
	}
	said := EventData{Address: c.URL, Since: &c.At, Code: string(c.Why)}
	kind := EventPageNotCaptured
	if c.Why == "" {
		kind, said.Hashes = EventPageCaptured, []string{c.Hash}
	}
	if c.Cut {
		said.Code = codeCut
	}
	return t.record(f, System(), kind, f.told([]int{c.Position}), said, c.Position)
}

// giveUpCapture writes down why a page was not captured.
func (t *tx) giveUpCapture(f *casefile, d Delivery, cause error) error {
	for _, i := range f.Items {
		if i.ID != *d.ItemID {
			continue
		}
		var sn Snapshot
		if err := t.db.Where("id = ?", i.SnapshotID).Take(&sn).Error; err != nil {
			return fmt.Errorf("the page of item %d: %w", i.ID, err)
		}
		return t.keepCapture(f, Capture{CaseID: f.Case.ID, ItemID: i.ID, Position: i.Position, URL: sn.URL, Why: whyNot(cause)})
	}
	return fmt.Errorf("case %s has no item %d", f.Case.Number, *d.ItemID)
}

// Captures are what came of the pages of a case's listings, of those that the reader
// of the case was shown, by position.
func (s *Service) Captures(ctx context.Context, v CaseView) (map[int]Capture, error) {
	var rows []Capture
	if err := s.read(ctx).Where("case_id = ?", v.Case.ID).Order("position").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("captures of %s: %w", v.Case.Number, err)
	}
	shown := map[int]bool{}
	for _, i := range v.Items {
		shown[i.Position] = true
	}
	found := make(map[int]Capture, len(rows))
	for _, c := range rows {
		if shown[c.Position] {
			found[c.Position] = c
		}
	}
	return found, nil
}

// CaptureWaits says whether the page of an item is still to be captured; never where
// no browser is configured.
func (s *Service) CaptureWaits(ctx context.Context, i Item) (bool, error) {
	if s.camera == nil {
		return false, nil
	}
	var n int64
	err := s.read(ctx).Model(&Delivery{}).Where("case_id = ? AND item_id = ? AND kind = ? AND state IN ('queued', 'running')", i.CaseID, i.ID, DeliverCapture).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("whether item %d waits for its capture: %w", i.ID, err)
	}
	return n > 0, nil
}

// CapturedPage finds the picture of a complained listing's page.
func (s *Service) CapturedPage(ctx context.Context, a Actor, caseNumber string, position int) (Capture, error) {
	var c Capture
	q, err := s.snapshotsOf(ctx, a, caseNumber, position)
	if err != nil {
		return c, err
	}
	err = one(q.Select("captures.*").Joins("JOIN captures ON captures.item_id = items.id AND captures.hash <> ''"), &c)
	return c, err
}
