package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
)

func (r AbuseReport) chain() string { return "abuse:" + r.Number }

// abuse loads a report for a reviewer, and holds it until the commit.
func (t *tx) abuse(number string) (AbuseReport, error) {
	var r AbuseReport
	return r, one(t.forUpdate().Where("number = ?", number), &r)
}

// ownAbuse loads a report for either of its sides.
func (t *tx) ownAbuse(a Actor, number string) (AbuseReport, error) {
	var r AbuseReport
	return r, one(t.forUpdate().Where("number = ? AND (org_id = ? OR against_org_id = ?)", number, a.OrgID, a.OrgID), &r)
}

// abuseOfSide is what one side of a case has reported, oldest first.
func (t *tx) abuseOfSide(caseID int64, by Party) ([]AbuseReport, error) {
	var list []AbuseReport
	if err := t.db.Where("case_id = ? AND party = ?", caseID, by).Order("id").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("abuse reports in case %d: %w", caseID, err)
	}
	return list, nil
}

func (t *tx) wasCountered(caseID int64) (bool, error) {
	var n int64
	if err := t.db.Model(&Counter{}).Where("case_id = ?", caseID).Count(&n).Error; err != nil {
		return false, fmt.Errorf("counters of case %d: %w", caseID, err)
	}
	return n > 0, nil
}

// abuseHashes are the files that reports have put forward.
func (t *tx) abuseHashes(reports []AbuseReport) (map[string]bool, error) {
	known := map[string]bool{}
	if len(reports) == 0 {
		return known, nil
	}
	ids := make([]int64, len(reports))
	for n, r := range reports {
		ids[n] = r.ID
	}
	var list []string
	if err := t.db.Model(&Exhibit{}).Where("abuse_id IN ?", ids).Pluck("hash", &list).Error; err != nil {
		return nil, fmt.Errorf("files of abuse reports: %w", err)
	}
	for _, h := range list {
		known[h] = true
	}
	return known, nil
}

// fileAbuseExhibits ties a form's files to a report and numbers them there: E for
// the holder's, S for the seller's.
func (t *tx) fileAbuseExhibits(r AbuseReport, a Actor, list []Exhibit) error {
	if len(list) == 0 {
		return nil
	}
	letter := "E"
	if a.Party == PartySeller {
		letter = "S"
	}
	var n int64
	if err := t.db.Model(&Exhibit{}).Where("abuse_id = ? AND label LIKE ?", r.ID, letter+"%").Count(&n).Error; err != nil {
		return fmt.Errorf("number exhibits: %w", err)
	}
	labels := make([]string, len(list))
	for k := range list {
		labels[k] = fmt.Sprintf("%s%d", letter, int(n)+k+1)
	}
	return t.labelExhibits(list, labels, map[string]any{"abuse_id": r.ID})
}

// changeAbuse writes a change under the version that was loaded, with the event
// that names it.
func (t *tx) changeAbuse(r *AbuseReport, a Actor, kind EventKind, data EventData, set map[string]any) error {
	data.Number = r.Number
	e, err := t.event(r.chain(), r.EventSeq, r.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	set = maps.Clone(set)
	set["version"], set["event_seq"], set["event_hash"] = r.Version+1, e.Seq, e.Hash
	if err := changedOne(t.db.Model(&AbuseReport{}).Where("id = ? AND version = ?", r.ID, r.Version).Updates(set)); err != nil {
		return err
	}
	r.Version, r.EventSeq, r.EventHash = r.Version+1, e.Seq, e.Hash
	return nil
}

// tellAbuse tells one side of a report, in the portal and by mail.
func (t *tx) tellAbuse(r AbuseReport, to Party, kind MessageKind) error {
	org := r.OrgID
	if to == r.Against() {
		org = r.AgainstOrgID
	}
	return t.sendAbuse(r, org, MailPayload{Abuse: r.Number, Party: to}, kind)
}

func (t *tx) sendAbuse(r AbuseReport, org int64, p MailPayload, kind MessageKind) error {
	words, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	msg := Message{OrgID: org, Kind: kind, Payload: string(words), CreatedAt: t.now}
	if err := t.db.Create(&msg).Error; err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	id := r.ID
	return t.enqueue(Delivery{Kind: DeliverMail, Key: fmt.Sprintf("mail-%d", msg.ID), OrgID: &org, AbuseID: &id, Message: kind, Payload: string(words)})
}

// toldAbuse notes that the reported side knows of a report: the time for its
// answer begins.
func (t *tx) toldAbuse(r *AbuseReport, a Actor, how, proof string) error {
	if r.ToldAt != nil || r.Task == AbuseTaskNone {
		return nil
	}
	f, err := t.caseByID(r.CaseID)
	if err != nil {
		return err
	}
	clock, ok := t.book.AbuseClock(f.Procedure, f.Site, t.now, t.book.Standing.Abuse.Answer)
	if !ok {
		return fmt.Errorf("no calendar for %s", f.Procedure.ID)
	}
	set := map[string]any{"told_at": t.now, "told_by": how, "answer_due_at": clock.Due}
	data := EventData{To: r.Against(), How: how, DueAt: &clock.Due}
	if proof != "" {
		if data.Texts, err = t.noteAbuse(*r, a, AbuseNoteDelivery, proof); err != nil {
			return err
		}
	}
	r.ToldAt, r.ToldBy, r.AnswerDueAt = &t.now, how, &clock.Due
	return t.changeAbuse(r, a, EventAbuseTold, data, set)
}

// toldAbuseOutcome notes that a side knows of the decision that stands.
func (t *tx) toldAbuseOutcome(id int64, to Party) error {
	var r AbuseReport
	if err := one(t.forUpdate().Where("id = ?", id), &r); err != nil {
		return err
	}
	column := "reported_told_at"
	if r.Party == to {
		column = "reporter_told_at"
	}
	res := t.db.Model(&AbuseReport{}).Where("id = ? AND status = ? AND "+column+" IS NULL", id, AbuseDecided).Updates(map[string]any{column: t.now})
	if res.Error != nil {
		return fmt.Errorf("tell of abuse report %d: %w", id, res.Error)
	}
	return nil
}

// abuseDelivered notes what the acceptance of a mail about a report means.
func (t *tx) abuseDelivered(d Delivery) error {
	var p MailPayload
	if err := json.Unmarshal([]byte(d.Payload), &p); err != nil {
		return fmt.Errorf("payload of delivery %d: %w", d.ID, err)
	}
	switch d.Message {
	case MsgAbuseReported, MsgAbuseAppealed:
		var r AbuseReport
		if err := one(t.forUpdate().Where("id = ?", *d.AbuseID), &r); err != nil {
			return err
		}
		if p.Party != r.Against() {
			return nil
		}
		return t.toldAbuse(&r, System(), DeliveredByMail, "")
	case MsgAbuseDecided:
		return t.toldAbuseOutcome(*d.AbuseID, p.Party)
	default:
		return nil
	}
}

// abuseBounced takes back what the acceptance of a mail had started, while nothing
// came of it.
func (t *tx) abuseBounced(id int64) error {
	var r AbuseReport
	if err := one(t.forUpdate().Where("id = ?", id), &r); err != nil {
		return err
	}
	if r.ToldBy != DeliveredByMail || r.Task == AbuseTaskNone || r.AnsweredAt != nil {
		return nil
	}
	return t.changeAbuse(&r, System(), EventAbuseBounced, EventData{To: r.Against()}, map[string]any{"told_at": nil, "told_by": "", "answer_due_at": nil})
}

// alarmAbuse tells staff once of each report that a reviewer is late with.
func (s *Service) alarmAbuse(ctx context.Context, limit int) error {
	now := Moment(s.clock.Now())
	var numbers []string
	err := s.read(ctx).Model(&AbuseReport{}).Where("task <> '' AND due_at <= ? AND alarmed_at IS NULL", now).Order("due_at").Limit(limit).Pluck("number", &numbers).Error
	if err != nil {
		return fmt.Errorf("find late abuse reports: %w", err)
	}
	var failed error
	for _, number := range numbers {
		err := s.inTx(ctx, func(t *tx) error {
			r, err := t.abuse(number)
			if err != nil || !r.Late(t.now) || r.AlarmedAt != nil {
				return err
			}
			if err := t.changeAbuse(&r, System(), EventAbuseLate, EventData{DueAt: &r.DueAt}, map[string]any{"alarmed_at": t.now}); err != nil {
				return err
			}
			var org Org
			if err := one(t.db.Where("kind = ?", PartyPlatform).Order("id"), &org); err != nil {
				return err
			}
			return t.sendAbuse(r, org.ID, MailPayload{Abuse: r.Number, Party: PartyPlatform, DueAt: &r.DueAt}, MsgAbuseLate)
		})
		if err != nil && KindOf(err) != Stale {
			failed = errors.Join(failed, fmt.Errorf("abuse report %s: %w", number, err))
		}
	}
	return failed
}

// notOwnAbuse: who cannot rule on a report does not hold it up either.
func (t *tx) notOwnAbuse(a Actor, number string) error {
	r, err := t.abuse(number)
	if err != nil {
		return err
	}
	e, err := abuseBarred(t.db, r, a)
	if err == nil && e != nil {
		return e
	}
	return err
}

// noteAbuse keeps what a reviewer wrote down for reviewers, and gives what the event
// says of it.
func (t *tx) noteAbuse(r AbuseReport, a Actor, kind AbuseNoteKind, words string) (map[string]string, error) {
	texts, salts, err := commit(map[string]any{"words": words})
	if err != nil {
		return nil, err
	}
	n := AbuseNote{AbuseID: r.ID, Kind: kind, Words: words, WrittenAt: t.now, WrittenBy: a.PersonID, Salts: salts}
	return texts, t.insert([]*AbuseNote{&n})
}
