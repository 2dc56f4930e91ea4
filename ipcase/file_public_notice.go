package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// NoticeFile is a file that came with a notice, its bytes kept already.
type NoticeFile struct {
	Name string
	Blob Blob
}

// FilePublicNotice files the notice of somebody without an account whose address
// has been confirmed: the right is registered for a reviewer to look at, the draft
// is laid down, and the complaint is filed as any other. Each part is done once,
// however often this is called: whoever goes on after a crash goes on here.
func (s *Service) FilePublicNotice(ctx context.Context, a Actor, n PublicNotice, files []NoticeFile) (Complaint, error) {
	if a.Party != PartyHolder || !a.Unregistered || !validFormID(n.DraftID) || !validFormID(n.Right.FormID) {
		return Complaint{}, errNotFound()
	}
	number, err := s.nameRight(ctx, a, n.Right)
	if err != nil {
		return Complaint{}, err
	}
	n.Draft.RightNumber = number
	if err := s.layDown(ctx, a, n); err != nil {
		return Complaint{}, err
	}
	if d, err := s.ComplaintDraft(ctx, a, n.DraftID); err != nil {
		return Complaint{}, err
	} else if d.Filed {
		return s.filedAs(ctx, a, n.DraftID)
	}
	for k, f := range files {
		if k == MaxNoticeFiles {
			break
		}
		_, err := s.AddEvidence(ctx, a, AddEvidence{
			FormID: n.DraftID, Field: "evidence", Name: f.Name, Blob: f.Blob, Purpose: PurposeEvidence, Visibility: BothSides,
		})
		if err != nil {
			return Complaint{}, err
		}
	}
	return s.FileComplaint(ctx, a, n.DraftID)
}

// nameRight finds the right that an earlier notice of the same sender named, or
// registers it. One that a reviewer did not accept is named anew.
func (s *Service) nameRight(ctx context.Context, a Actor, in RegisterRight) (string, error) {
	var own []Right
	if err := s.read(ctx).Where("org_id = ? AND status <> ?", a.OrgID, RightRefused).Order("id").Find(&own).Error; err != nil {
		return "", fmt.Errorf("rights of %d: %w", a.OrgID, err)
	}
	for _, r := range own {
		if r.sameRight(in) && CheckRightForFiling(r, Site{}, s.clock.Now()) == nil {
			return r.Number, nil
		}
	}
	in.Named = true
	number, err := s.registerRight(ctx, a, in)
	if errors.Is(err, gorm.ErrDuplicatedKey) { // the other press of the same button was first
		return s.registerRight(ctx, a, in)
	}
	return number, err
}

// layDown writes the draft, where no press has done so yet.
func (s *Service) layDown(ctx context.Context, a Actor, n PublicNotice) error {
	words, err := json.Marshal(n.Draft)
	if err != nil {
		return fmt.Errorf("lay down a notice: %w", err)
	}
	return s.act(ctx, a, func(t *tx) error {
		d := Draft{ID: n.DraftID, Kind: DraftComplaint, OrgID: a.OrgID, PersonID: a.PersonID, Data: string(words), CreatedAt: t.now, UpdatedAt: t.now}
		if err := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&d).Error; err != nil {
			return fmt.Errorf("lay down a notice: %w", err)
		}
		return nil
	})
}
