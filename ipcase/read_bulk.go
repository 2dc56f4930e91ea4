package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// BulkView is a file for whoever uploaded it and their organisation.
type BulkView struct {
	BulkFiling
	Groups     []BulkGroup
	Procedures []BulkProcedure
	Unused     []BulkLine // lines that are in no complaint; the first few
	Skipped    int        // how many there are
	Files      []Exhibit
	Contact    Contact // of the organisation, to begin with
	Limit      FilingLimit
	Failed     bool // the worker gave it up
}

// unusedShown is how many lines that cannot be used stand on the page; the file of
// results holds all.
const unusedShown = 100

// Filed counts the complaints that are filed, and those that are refused.
func (v BulkView) Filed() (filed, refused int) {
	for _, g := range v.Groups {
		switch {
		case g.Number != "":
			filed++
		case g.Problem != nil:
			refused++
		}
	}
	return filed, refused
}

// ReadBulk is one file.
func (s *Service) ReadBulk(ctx context.Context, a Actor, publicID string) (BulkView, error) {
	var v BulkView
	var err error
	if v.BulkFiling, err = ownBulk(s.read(ctx), a, publicID); err != nil {
		return v, err
	}
	if err := s.read(ctx).Where("bulk_id = ?", v.ID).Order("n").Find(&v.Groups).Error; err != nil {
		return v, fmt.Errorf("complaints of the file: %w", err)
	}
	if v.Procedures, err = s.bulkElements(v.Groups); err != nil {
		return v, err
	}
	var n int64
	if err := s.read(ctx).Model(&BulkLine{}).Where("bulk_id = ? AND group_n = 0", v.ID).Count(&n).Error; err != nil {
		return v, fmt.Errorf("lines of the file: %w", err)
	}
	v.Skipped = int(n)
	if err := s.read(ctx).Where("bulk_id = ? AND group_n = 0", v.ID).Order("n").Limit(unusedShown).Find(&v.Unused).Error; err != nil {
		return v, fmt.Errorf("lines of the file: %w", err)
	}
	if v.Files, err = s.FormEvidence(ctx, a, v.PublicID); err != nil {
		return v, err
	}
	if v.Limit, err = s.FilingLimit(ctx, a); err != nil {
		return v, err
	}
	if v.Contact, err = contactOf(s.read(ctx), a.OrgID); err != nil {
		return v, err
	}
	if err := s.read(ctx).Model(&Delivery{}).Where("key = ? AND state = ?", "bulk-"+v.PublicID, DeliveryFailed).Count(&n).Error; err != nil {
		return v, fmt.Errorf("how the file stands: %w", err)
	}
	v.Failed = n > 0
	return v, nil
}

// ReadBulks lists the files of an organisation, the newest first.
func (s *Service) ReadBulks(ctx context.Context, a Actor) ([]BulkFiling, error) {
	if a.Party != PartyHolder {
		return nil, errNotFound()
	}
	var list []BulkFiling
	if err := s.read(ctx).Where("org_id = ?", a.OrgID).Order("id DESC").Limit(reviewPage).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("files of %d: %w", a.OrgID, err)
	}
	return list, nil
}

// EachBulkLine gives what became of each line of a file, in its order, some at once.
func (s *Service) EachBulkLine(ctx context.Context, a Actor, publicID string, each func(BulkLine) error) error {
	b, err := ownBulk(s.read(ctx), a, publicID)
	if err != nil {
		return err
	}
	return eachLine(s.read(ctx).Where("bulk_id = ?", b.ID), func(l BulkLine) int { return l.N }, each)
}

// eachLine gives the lines of an uploaded file in their order, some at once; n is a
// line's number in it.
func eachLine[L any](lines *gorm.DB, n func(L) int, each func(L) error) error {
	lines = lines.Session(&gorm.Session{})
	for after := 0; ; {
		var part []L
		if err := lines.Where("n > ?", after).Order("n").Limit(rowsAtOnce).Find(&part).Error; err != nil {
			return fmt.Errorf("lines of the file: %w", err)
		}
		for _, l := range part {
			if err := each(l); err != nil {
				return err
			}
			after = n(l)
		}
		if len(part) < rowsAtOnce {
			return nil
		}
	}
}

// EachHolderComplaint gives every complaint that a holder's list would show, the newest
// first, some at once.
func (s *Service) EachHolderComplaint(ctx context.Context, a Actor, q HolderComplaintQuery, each func(HolderComplaintLine) error) error {
	for {
		page, err := s.ReadHolderComplaints(ctx, a, q)
		if err != nil {
			return err
		}
		for _, l := range page.Lines {
			if err := each(l); err != nil {
				return err
			}
			q.Before = l.Number
		}
		if !page.Older || len(page.Lines) == 0 {
			return nil
		}
	}
}
