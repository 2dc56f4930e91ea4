package ipcase

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// UnfiledDays is after how many days a file goes that was put into a form and never
// filed with it. What lies in a draft stays with it.
const UnfiledDays = 30

// dropUnfiled removes files of forms that nobody filed, at most limit: their rows now, and
// their bytes by what is enqueued with that, where nobody else put forward the same.
func (s *Service) dropUnfiled(ctx context.Context, limit int) error {
	return s.inTx(ctx, func(t *tx) error {
		var due []Exhibit
		err := t.forUpdate().Where("draft_id <> '' AND created_at <= ? AND NOT EXISTS (SELECT 1 FROM drafts WHERE drafts.id = exhibits.draft_id)", t.now.AddDate(0, 0, -UnfiledDays)).
			Order("created_at, id").Limit(limit).Find(&due).Error
		if err != nil {
			return fmt.Errorf("find files that were never filed: %w", err)
		}
		for _, e := range due {
			for n, hash := range slices.Compact([]string{e.Hash, cmp.Or(e.ViewHash, e.Hash)}) {
				payload, err := json.Marshal(Forgetting{What: hash})
				if err != nil {
					return fmt.Errorf("drop file %s: %w", e.PublicID, err)
				}
				if err := t.enqueue(Delivery{Kind: DeliverForgetFile, Key: fmt.Sprintf("unfiled-%s-%d", e.PublicID, n+1), Payload: string(payload)}); err != nil {
					return err
				}
			}
			res := t.db.Where("id = ? AND draft_id <> ''", e.ID).Delete(&Exhibit{})
			if res.Error != nil {
				return fmt.Errorf("drop file %s: %w", e.PublicID, res.Error)
			}
		}
		return nil
	})
}
