package ipcase

import (
	"context"
	"fmt"
)

// addCapture takes in what an event tells of a listing's page.
func (f *toldFiles) addCapture(e Event, d EventData) {
	c := Capture{URL: d.Address}
	if e.Kind == EventPageCaptured {
		c.Cut = d.Code == codeCut
	} else {
		c.Why = CaptureWhy(d.Code)
	}
	if len(d.Hashes) > 0 {
		c.Hash = d.Hashes[0]
	}
	if d.Since != nil {
		c.At = *d.Since
	}
	for _, position := range e.Items {
		f.taken[position] = c
	}
}

// captures holds what came of the pages of complained listings against the events
// that tell of it: picture, address, time and cause, and that none is missing.
func (v *verifier) captures(ends map[string]*chainEnd) error {
	numbers := numbersOf(ends, "case:")
	if len(numbers) == 0 {
		return nil
	}
	var rows []struct {
		Capture
		Number   string
		ItemCase int64
		ItemAt   int
	}
	err := v.read(v.ctx).Table("captures").Select("captures.*, cases.number, items.case_id AS item_case, items.position AS item_at").
		Joins("JOIN cases ON cases.id = captures.case_id").Joins("JOIN items ON items.id = captures.item_id").
		Where("cases.number IN ?", numbers).Order("captures.id").Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read captures: %w", err)
	}
	found := map[string]int{}
	for _, r := range rows {
		chain := "case:" + r.Number
		found[chain]++
		told := ends[chain].files.taken[r.Position]
		if told.Hash != r.Hash || told.URL != r.URL || told.Why != r.Why || told.Cut != r.Cut || !told.At.Equal(r.At) || r.ItemCase != r.CaseID || r.ItemAt != r.Position {
			return fault(chain, "what is kept of the page of listing %d of %s (picture %s) is not what its event tells", r.Position, chain, r.Hash)
		}
	}
	for chain, end := range ends {
		if found[chain] != len(end.files.taken) {
			return fault(chain, "events of %s tell of %d captured pages, and %d are kept", chain, len(end.files.taken), found[chain])
		}
	}
	return nil
}

// verifyCaptures checks the pictures of captured pages against their hashes.
func (v *verifier) verifyCaptures(ctx context.Context, blob func(hash, of string) error) error {
	var after int64
	for {
		var page []Capture
		if err := v.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
			return fmt.Errorf("read captures: %w", err)
		}
		for _, c := range page {
			after = c.ID
			if err := blob(c.Hash, "the captured page "+c.URL); err != nil {
				return err
			}
		}
		if len(page) < 500 {
			return nil
		}
	}
}
