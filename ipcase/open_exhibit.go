package ipcase

import (
	"context"
	"fmt"
)

// AskToOpen is a reviewer's word to who filed an exhibit for reviewers only: as it
// is, no decision can rely on it. The other side is not told. Asking twice asks once.
func (s *Service) AskToOpen(ctx context.Context, a Actor, caseNumber, label string) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, caseNumber)
		if err != nil {
			return err
		}
		var e Exhibit
		if err := one(t.forUpdate().Where("(case_id = ? OR complaint_id = ?) AND label = ?", f.Case.ID, f.Complaint.ID, label), &e); err != nil {
			return err
		}
		switch {
		case e.OpenedAt != nil:
			return Errorf(Stale, "Exhibit %s has been shown to the other side meanwhile.", e.Label)
		case e.AskedAt != nil:
			return nil
		case !e.CanBeOpened():
			return Errorf(Refused, "Exhibit %s cannot be shown to more people than see it now.", e.Label)
		}
		if err := t.db.Model(&Exhibit{}).Where("id = ?", e.ID).Updates(map[string]any{"asked_at": t.now}).Error; err != nil {
			return fmt.Errorf("ask for exhibit %d: %w", e.ID, err)
		}
		if err := t.record(f, a, EventExhibitAsked, false, EventData{Exhibit: e.Label, Hashes: []string{e.Hash}}); err != nil {
			return err
		}
		to := PartyHolder
		if e.OrgID == f.Case.SellerOrgID {
			to = PartySeller
		}
		if err := t.tell(f, letter{to: to, kind: MsgExhibitAsked, payload: MailPayload{Exhibit: e.Label, ExhibitName: e.Name}}); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// OpenExhibit shows the other side what was filed for reviewers only, in every
// case that it was filed in. It is not taken back. Pressing twice shows once.
func (s *Service) OpenExhibit(ctx context.Context, a Actor, publicID string) error {
	return s.act(ctx, a, func(t *tx) error {
		var e Exhibit
		if err := one(t.db.Where("public_id = ? AND org_id = ? AND draft_id = ''", publicID, a.OrgID), &e); err != nil {
			return err
		}
		perm := PermAnswer
		if a.Party == PartyHolder && e.CaseID == nil {
			perm = PermFile
		}
		if err := a.needs(perm); err != nil {
			return err
		}
		if e.OpenedAt != nil {
			return nil
		}
		if !e.CanBeOpened() || e.Scan == ScanFound {
			return Errorf(Refused, "Exhibit %s cannot be shown to more people than see it now.", e.Label)
		}
		files, err := t.casesOfExhibit(e) // first, as every deed does: two of them never wait for each other
		if err != nil {
			return err
		}
		res := t.db.Model(&Exhibit{}).Where("id = ? AND visibility = ?", e.ID, ReviewerOnly).Updates(map[string]any{"visibility": BothSides, "opened_at": t.now})
		if res.Error != nil {
			return fmt.Errorf("open exhibit %d: %w", e.ID, res.Error)
		}
		if res.RowsAffected == 0 {
			return nil
		}
		for _, f := range files {
			if err := t.tellOpened(f, a, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// casesOfExhibit loads the cases in which an exhibit was filed, in the order of their ids.
func (t *tx) casesOfExhibit(e Exhibit) ([]*casefile, error) {
	var ids []int64
	err := t.db.Model(&Case{}).Where("id = ? OR complaint_id = ?", e.CaseID, e.ComplaintID).Order("id").Pluck("id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("cases of exhibit %d: %w", e.ID, err)
	}
	files := make([]*casefile, len(ids))
	for n, id := range ids {
		if files[n], err = t.caseByID(id); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (t *tx) tellOpened(f *casefile, a Actor, e Exhibit) error {
	told := f.told(positionsOf(f.Items))
	if err := t.record(f, a, EventExhibitOpened, told, EventData{Exhibit: e.Label, Hashes: []string{e.Hash}}); err != nil {
		return err
	}
	if told { // else the seller learns of it with the complaint
		if err := t.tell(f, letter{to: otherSide(a.Party), kind: MsgExhibitOpened, payload: MailPayload{Exhibit: e.Label}}); err != nil {
			return err
		}
	}
	return t.settle(f)
}

func positionsOf(items []Item) []int {
	out := make([]int, len(items))
	for n := range items {
		out[n] = items[n].Position
	}
	return out
}
