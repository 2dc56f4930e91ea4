package ipcase

import (
	"context"
	"fmt"
)

// AppealAbuse is a side's request that another reviewer looks at what was found, or
// was not found, on a report.
type AppealAbuse struct {
	Number  string
	Grounds string
	Lang    string
}

// AppealAbuse files the appeal: once for each side, within the months that the
// terms give. What was decided holds meanwhile. Pressing twice files once.
func (s *Service) AppealAbuse(ctx context.Context, a Actor, in AppealAbuse) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		r, err := t.ownAbuse(a, in.Number)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		appeals, err := abuseAppeals(t.db, r.ID)
		if err != nil {
			return err
		}
		for _, x := range appeals {
			if x.Party == a.Party && x.DecidedAt == nil {
				return nil // the second press of the same button
			}
		}
		decisions, err := abuseDecisions(t.db, r.ID)
		if err != nil {
			return err
		}
		if e := r.mayAppeal(a.Party, standing(decisions), appeals, t.book.Standing.AppealMonths, t.now); e != nil {
			return e
		}
		var p problems
		checkText(&p, "grounds", "Say what the decision got wrong.", in.Grounds, MaxAbuseAccount, true)
		if err := p.err(); err != nil {
			return err
		}
		return t.fileAbuseAppeal(r, a, in)
	})
}

func (t *tx) fileAbuseAppeal(r AbuseReport, a Actor, in AppealAbuse) error {
	x := AbuseAppeal{AbuseID: r.ID, Party: a.Party, OrgID: a.OrgID, Grounds: in.Grounds, Lang: formLang(in.Lang), FiledAt: t.now, FiledBy: a.PersonID}
	texts, salts, err := commit(x.texts())
	if err != nil {
		return err
	}
	x.Salts = salts
	if err := t.insert([]*AbuseAppeal{&x}); err != nil {
		return err
	}
	f, err := t.caseByID(r.CaseID)
	if err != nil {
		return err
	}
	clock, ok := t.book.AbuseClock(f.Procedure, f.Site, t.now, t.book.Standing.Abuse.Review)
	if !ok {
		return fmt.Errorf("no calendar for %s", f.Procedure.ID)
	}
	set := map[string]any{"task": AbuseTaskAppeal, "claimed_by": nil, "claimed_until": nil}
	if r.Task == AbuseTaskNone { // else the other side's appeal waits already, and both are decided in turn
		set["due_at"], set["alarmed_at"] = clock.Due, nil
	}
	if a.Party == r.Party && r.AnsweredAt == nil { // nothing was found before: the reported side is heard now
		set["told_at"], set["told_by"], set["answer_due_at"] = nil, "", nil
	}
	if err := t.changeAbuse(&r, a, EventAbuseAppealed, EventData{Texts: texts, DueAt: &clock.Due}, set); err != nil {
		return err
	}
	return t.tellAbuse(r, otherSide(a.Party), MsgAbuseAppealed)
}

// closeAbuseAppeal ties a decision to the oldest appeal that waits, and says
// whether another one waits still.
func (t *tx) closeAbuseAppeal(r AbuseReport, d *AbuseDecision, data *EventData) (AbuseTask, error) {
	var waiting []AbuseAppeal
	if err := t.db.Where("abuse_id = ? AND decided_at IS NULL", r.ID).Order("id").Find(&waiting).Error; err != nil {
		return AbuseTaskNone, fmt.Errorf("appeals of %s: %w", r.Number, err)
	}
	if len(waiting) == 0 {
		return AbuseTaskNone, Errorf(Stale, "This appeal has been decided. Look at it as it is now.")
	}
	id := waiting[0].ID
	d.AppealID, data.To = &id, waiting[0].Party
	if err := changedOne(t.db.Model(&AbuseAppeal{}).Where("id = ? AND decided_at IS NULL", id).Updates(map[string]any{"decided_at": t.now})); err != nil {
		return AbuseTaskNone, err
	}
	if len(waiting) > 1 {
		return AbuseTaskAppeal, nil
	}
	return AbuseTaskNone, nil
}
