package ipcase

import (
	"context"
	"fmt"
)

// verifyPages checks the pictures of documents' pages: each against its hash, and
// that a document which counts so many has them all, from the first on.
func (v *verifier) verifyPages(ctx context.Context, blob func(hash, of string) error) error {
	parent, n := "", 0
	for {
		var page []EvidencePage
		err := v.read(ctx).Where("parent_hash > ? OR (parent_hash = ? AND n > ?)", parent, parent, n).Order("parent_hash, n").Limit(500).Find(&page).Error
		if err != nil {
			return fmt.Errorf("read pages: %w", err)
		}
		for _, p := range page {
			if p.ParentHash == parent && p.N != n+1 || p.ParentHash != parent && p.N != 1 {
				return fmt.Errorf("page %d of the document %s is missing", p.N-1, p.ParentHash)
			}
			parent, n = p.ParentHash, p.N
			if err := blob(p.Hash, fmt.Sprintf("page %d of the document %s", p.N, p.ParentHash)); err != nil {
				return err
			}
		}
		if len(page) < 500 {
			break
		}
	}
	var short []string
	err := v.read(ctx).Raw(`SELECT e.public_id FROM exhibits e WHERE e.drawing = ? AND e.erased_at IS NULL
		AND e.pages <> (SELECT COUNT(*) FROM evidence_pages p WHERE p.parent_hash = e.hash) ORDER BY e.id LIMIT 1`, DrawDone).Scan(&short).Error
	if err != nil {
		return fmt.Errorf("count pages: %w", err)
	}
	if len(short) > 0 {
		return fmt.Errorf("exhibit %s does not have the pages that it counts", short[0])
	}
	var unknown []string
	err = v.read(ctx).Model(&EvidencePage{}).Where("NOT EXISTS (SELECT 1 FROM drawings d WHERE d.number = evidence_pages.parent_hash)").
		Limit(1).Pluck("parent_hash", &unknown).Error
	if err != nil {
		return fmt.Errorf("look for pages without a chain: %w", err)
	}
	if len(unknown) > 0 {
		return fmt.Errorf("the document %s has pages, and no chain tells of their drawing", unknown[0])
	}
	return nil
}
