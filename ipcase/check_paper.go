package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// watchPaper says what is known of the bytes of an identity paper, and orders that
// they are looked through where nothing is.
func (t *tx) watchPaper(hash, name string) (ScanState, error) {
	var there []IdentityPaper
	if err := t.db.Where("hash = ? AND scan <> ''", hash).Order("id DESC").Limit(1).Find(&there).Error; err != nil {
		return "", fmt.Errorf("what is known of a paper: %w", err)
	}
	if len(there) > 0 && there[0].Scan == ScanFound {
		return "", errVirus("paper", name)
	}
	if t.scan == nil {
		return ScanNone, nil
	}
	payload, err := json.Marshal(Forgetting{What: hash, Paper: true})
	if err != nil {
		return "", fmt.Errorf("check paper %s: %w", hash, err)
	}
	return ScanChecking, t.enqueue(Delivery{Kind: DeliverCheckFile, Key: "check-paper-" + NewID(), Payload: string(payload)})
}

// checkPaper looks through the files of identity papers with these bytes. While
// the scanner does not answer they stay sealed, and it is tried again.
func (s *Service) checkPaper(ctx context.Context, hash string) error {
	waiting := s.read(ctx).Model(&IdentityPaper{}).Where("hash = ? AND scan = ? AND dropped_at IS NULL", hash, ScanChecking)
	var n int64
	if err := waiting.Count(&n).Error; err != nil || n == 0 { // dropped meanwhile
		return err
	}
	if s.scan == nil {
		return errors.New("a paper waits for a scanner, and none is set up here")
	}
	virus, err := s.scanFile(ctx, s.blobs.Papers().Open, hash)
	if err != nil {
		return err
	}
	found := ScanClean
	if virus != "" {
		found = ScanFound
	}
	return s.inTx(ctx, func(t *tx) error {
		var sealed []IdentityPaper
		if err := t.forUpdate().Where("hash = ? AND scan = ?", hash, ScanChecking).Order("id").Find(&sealed).Error; err != nil {
			return fmt.Errorf("papers with these bytes: %w", err)
		}
		err := t.db.Model(&IdentityPaper{}).Where("hash = ? AND scan = ?", hash, ScanChecking).Updates(map[string]any{"scan": found}).Error
		if err != nil {
			return fmt.Errorf("what was found in a paper: %w", err)
		}
		for _, p := range sealed {
			if found == ScanClean || p.CheckID == nil {
				continue // in a form its owner sees it there
			}
			var c IdentityCheck
			if err := one(t.forUpdate().Where("id = ?", *p.CheckID), &c); err != nil {
				return err
			}
			if err := t.recordIdentity(&c, System(), EventIdentitySealed, EventData{Number: c.Number, Code: virus, Hashes: []string{hash}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// seenPaper refuses to verify an identity of which no file can be opened.
func (t *tx) seenPaper(c IdentityCheck, verify bool) error {
	if !verify {
		return nil
	}
	var papers []IdentityPaper
	if err := t.db.Where("check_id = ? AND dropped_at IS NULL", c.ID).Find(&papers).Error; err != nil {
		return fmt.Errorf("papers of %s: %w", c.Number, err)
	}
	for _, p := range papers {
		if p.PaperFile() == nil {
			return nil
		}
	}
	if len(papers) == 0 {
		return nil
	}
	return Errorf(Refused, "No file of this paper can be opened: each is being checked for viruses, or one was found in it. Wait until one can be opened, or refuse the paper and say so.")
}
