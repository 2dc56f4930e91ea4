package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// AskCaseFile lets a worker make the file of a case in a language, for whoever was
// shown v. Asking twice makes it once; one made before for the same person is let
// go.
func (s *Service) AskCaseFile(ctx context.Context, a Actor, v CaseView, lang string) error {
	return s.act(ctx, a, func(t *tx) error {
		var mine []MadeCaseFile
		if err := t.forUpdate().Where("person_id = ? AND state <> ?", a.PersonID, MadeGone).Order("id").Find(&mine).Error; err != nil {
			return fmt.Errorf("made files of person %d: %w", a.PersonID, err)
		}
		left := 0
		for _, f := range mine {
			same := f.CaseID == v.Case.ID && f.OrgID == a.OrgID && f.Lang == lang
			switch {
			case same && f.State == MadeAsked:
				failed, err := madeFailed(t.db, f)
				if err != nil || !failed {
					return err
				}
				fallthrough
			case same:
				if err := t.dropCaseFile(f); err != nil {
					return err
				}
			default:
				left++
			}
		}
		if left >= MaxMade {
			return Errorf(TooMany, "%d case files are kept for you already, each for a day. Ask for this one tomorrow.", MaxMade)
		}
		f := MadeCaseFile{
			PublicID: NewID(), CaseID: v.Case.ID, OrgID: a.OrgID, PersonID: a.PersonID, Party: a.Party, Lang: lang, State: MadeAsked,
			AskedAt: t.now, DropAt: t.now.Add(MadeFor),
		}
		res := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&f)
		if res.Error != nil {
			return fmt.Errorf("ask for a case file: %w", res.Error)
		}
		if res.RowsAffected == 0 { // pressed twice at once
			return nil
		}
		payload, err := json.Marshal(Forgetting{What: f.PublicID})
		if err != nil {
			return fmt.Errorf("ask for a case file: %w", err)
		}
		return t.enqueue(Delivery{Kind: DeliverCaseFile, Key: f.key(), Payload: string(payload)})
	})
}

// madeFailed says that the making was given up.
func madeFailed(db *gorm.DB, f MadeCaseFile) (bool, error) {
	var failed int64
	if err := db.Model(&Delivery{}).Where("key = ? AND state = ?", f.key(), DeliveryFailed).Count(&failed).Error; err != nil {
		return false, fmt.Errorf("how the making of a case file stands: %w", err)
	}
	return failed > 0, nil
}

// dropCaseFile lets a made file go at the worker's next look.
func (t *tx) dropCaseFile(f MadeCaseFile) error {
	set := map[string]any{"drop_at": t.now}
	if f.State == MadeAsked {
		set["state"] = MadeGone
	}
	if err := t.db.Model(&MadeCaseFile{}).Where("id = ?", f.ID).Updates(set).Error; err != nil {
		return fmt.Errorf("let go of a made file: %w", err)
	}
	return nil
}

// MadeCaseFiles are those that this reader has of a case, the latest first, those
// whose time is over left out.
func (s *Service) MadeCaseFiles(ctx context.Context, a Actor, v CaseView) ([]MadeCaseFile, error) {
	var list []MadeCaseFile
	err := s.read(ctx).Where("case_id = ? AND org_id = ? AND person_id = ? AND state <> ? AND drop_at > ?", v.Case.ID, a.OrgID, a.PersonID, MadeGone, Moment(s.clock.Now())).
		Order("id DESC").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("made files of %s: %w", v.Case.Number, err)
	}
	for n := range list {
		if list[n].State != MadeAsked {
			continue
		}
		if list[n].GivenUp, err = madeFailed(s.read(ctx), list[n]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// CaseFileToMake is what a worker is to make, for whom, and of which case. Who
// asked is looked at again: where they may not have it any more, it is given up.
func (s *Service) CaseFileToMake(ctx context.Context, d Delivery) (f MadeCaseFile, a Actor, number string, err error) {
	id, err := d.Forget()
	if err != nil {
		return f, a, "", err
	}
	err = one(s.read(ctx).Where("public_id = ? AND state = ?", id, MadeAsked), &f)
	if KindOf(err) == NotFound {
		return f, a, "", &PermanentError{Reason: "nobody asks for this case file any more"}
	}
	if err != nil {
		return f, a, "", err
	}
	var who struct {
		Role Role
		Zone string
		May  Granted `gorm:"embedded;embeddedPrefix:may_"`
	}
	err = s.read(ctx).Table("memberships").Select("memberships.role, people.zone, memberships.may_file, memberships.may_answer, memberships.may_delete").
		Joins("JOIN people ON people.id = memberships.person_id").
		Where("memberships.person_id = ? AND memberships.org_id = ? AND memberships.ended_at IS NULL AND people.disabled_at IS NULL", f.PersonID, f.OrgID).
		Limit(1).Find(&who).Error
	if err != nil {
		return f, a, "", fmt.Errorf("who asked for a case file: %w", err)
	}
	if who.Role == "" {
		return f, a, "", &PermanentError{Reason: "who asked for the case file does not belong there any more"}
	}
	// Unseen: the worker opens nothing in their name.
	a = Actor{PersonID: f.PersonID, OrgID: f.OrgID, Party: f.Party, Role: who.Role, Granted: who.May, Lang: f.Lang, Zone: who.Zone, Unseen: true}
	err = s.read(ctx).Model(&Case{}).Where("id = ?", f.CaseID).Pluck("number", &number).Error
	return f, a, number, err
}

// CaseFileProgress writes down how far the making is.
func (s *Service) CaseFileProgress(ctx context.Context, f MadeCaseFile, done, total int) error {
	err := s.read(ctx).Model(&MadeCaseFile{}).Where("id = ? AND state = ?", f.ID, MadeAsked).Updates(map[string]any{"done": done, "total": total}).Error
	if err != nil {
		return fmt.Errorf("how far a case file is: %w", err)
	}
	return nil
}

// CaseFileMade writes down that the file lies there. Where nobody asks for it any
// more, its bytes go again.
func (s *Service) CaseFileMade(ctx context.Context, f MadeCaseFile) error {
	kept := false
	err := s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&MadeCaseFile{}).Where("id = ? AND state = ?", f.ID, MadeAsked).Updates(map[string]any{
			"state": MadeReady, "seen": f.Seen, "hash": f.Hash, "size": f.Size, "made_at": f.MadeAt, "done": f.Total, "total": f.Total,
			"drop_at": t.now.Add(MadeFor),
		})
		kept = res.RowsAffected == 1
		return res.Error
	})
	if err != nil {
		return fmt.Errorf("keep a case file: %w", err)
	}
	if !kept {
		return s.dropMade(ctx, f)
	}
	return nil
}

// DropCaseFiles removes made files whose time is over, at most limit. The bytes go
// first and the row says so after.
func (s *Service) DropCaseFiles(ctx context.Context, limit int) error {
	var due []MadeCaseFile
	err := s.read(ctx).Where("state <> ? AND drop_at <= ?", MadeGone, Moment(s.clock.Now())).Order("drop_at, id").Limit(limit).Find(&due).Error
	if err != nil {
		return fmt.Errorf("find made files to drop: %w", err)
	}
	var failed error
	for _, f := range due {
		err := s.dropMade(ctx, f)
		if err == nil {
			err = s.read(ctx).Model(&MadeCaseFile{}).Where("id = ?", f.ID).Updates(map[string]any{"state": MadeGone, "hash": "", "seen": ""}).Error
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("drop made file %s: %w", f.PublicID, err))
		}
	}
	return failed
}

// dropMade removes the bytes, unless another row has the same.
func (s *Service) dropMade(ctx context.Context, f MadeCaseFile) error {
	if f.Hash == "" {
		return nil
	}
	var others int64
	err := s.read(ctx).Model(&MadeCaseFile{}).Where("hash = ? AND id <> ? AND state = ?", f.Hash, f.ID, MadeReady).Count(&others).Error
	if err != nil || others > 0 {
		return err
	}
	return s.blobs.Made().Drop(ctx, f.Hash)
}
