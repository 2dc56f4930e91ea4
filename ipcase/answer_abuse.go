package ipcase

import (
	"context"
	"fmt"
)

// AnswerAbuse is the reported side's answer. Its files are those of the form.
type AnswerAbuse struct {
	Number string
	FormID string
	Words  string
	Lang   string
}

// AnswerAbuse files the answer: once, before the decision and within its time.
// Pressing twice files once.
func (s *Service) AnswerAbuse(ctx context.Context, a Actor, in AnswerAbuse) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var r AbuseReport
		if err := one(t.forUpdate().Where("number = ? AND against_org_id = ?", in.Number, a.OrgID), &r); err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		var twins int64
		if err := t.db.Model(&AbuseAnswer{}).Where("abuse_id = ? AND form_id = ?", r.ID, in.FormID).Count(&twins).Error; err != nil {
			return fmt.Errorf("answers to %s: %w", r.Number, err)
		}
		if twins > 0 {
			return nil // the second press of the same button
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		if e := r.mayAnswer(t.now); e != nil {
			return e
		}
		var p problems
		checkText(&p, "words", "Write your answer to the report.", in.Words, MaxAbuseAccount, true)
		if err := p.err(); err != nil {
			return err
		}
		if r.ToldAt == nil { // whoever answers has read it
			if err := t.toldAbuse(&r, a, DeliveredByOpening, ""); err != nil {
				return err
			}
		}
		x := AbuseAnswer{
			AbuseID: r.ID, FormID: in.FormID, OrgID: a.OrgID, Words: in.Words, Lang: formLang(in.Lang), FiledAt: t.now, FiledBy: a.PersonID,
		}
		texts, salts, err := commit(x.texts())
		if err != nil {
			return err
		}
		x.Salts = salts
		if err := t.insert([]*AbuseAnswer{&x}); err != nil {
			return err
		}
		err = t.changeAbuse(&r, a, EventAbuseAnswered, EventData{Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts}, map[string]any{"answered_at": t.now})
		if err != nil {
			return err
		}
		if err := t.fileAbuseExhibits(r, a, files); err != nil {
			return err
		}
		return t.tellAbuse(r, r.Party, MsgAbuseAnswered)
	})
}

// RecordAbuseDelivery is a reviewer's record that the reported side was told of a
// report in another way than by mail or by opening it.
type RecordAbuseDelivery struct {
	Number string
	How    string
	Proof  string
}

// RecordAbuseDelivery starts the time for an answer.
func (s *Service) RecordAbuseDelivery(ctx context.Context, a Actor, in RecordAbuseDelivery) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		r, err := t.abuse(in.Number)
		if err != nil {
			return err
		}
		if err := t.mayWorkOn(r.ClaimedBy, r.ClaimedUntil, a); err != nil {
			return err
		}
		var p problems
		checkText(&p, "how", "Say how the notice reached the party.", in.How, MaxShortText, true)
		checkText(&p, "proof", "Say what shows it, such as a tracking number.", in.Proof, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		if r.ToldAt != nil {
			return nil
		}
		return t.toldAbuse(&r, a, DeliveredByRecord, in.How+": "+in.Proof)
	})
}
