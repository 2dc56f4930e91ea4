package ipcase

import (
	"context"
	"fmt"
)

// RecordBounce is staff's record that a notice's mail came back after the mail
// server had taken it.
type RecordBounce struct {
	Case     string
	NoticeID int64
	Reason   string
	Lang     string
}

// RecordBounce takes back what the mail's acceptance had started. A reviewer's deed;
// what a mail server reports by itself comes by MailBounced.
func (s *Service) RecordBounce(ctx context.Context, a Actor, in RecordBounce) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, in.Case)
		if err != nil {
			return err
		}
		var p problems
		checkText(&p, "bounce_reason", "Say what came back, and what it says.", in.Reason, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		var n Notice
		if err := one(t.db.Where("id = ? AND case_id = ?", in.NoticeID, f.Case.ID), &n); err != nil {
			return err
		}
		if n.BouncedAt != nil {
			return nil
		}
		texts, err := t.writeClockPaper(f, a, PaperBounce, in.Reason, in.Lang, nil)
		if err != nil {
			return err
		}
		return t.bounced(f, a, n, in.Reason, texts)
	})
}

// MailBounced records that the mail of a delivery came back. It is false where
// there is no such mail, or it was no notice. Reported twice, it is recorded once.
func (s *Service) MailBounced(ctx context.Context, key, diagnosis string) (bool, error) {
	known := false
	err := s.inTx(ctx, func(t *tx) error {
		known = false
		var found []Delivery
		if err := t.db.Where("key = ? AND kind = ?", key, DeliverMail).Limit(1).Find(&found).Error; err != nil {
			return fmt.Errorf("find the mail %s: %w", key, err)
		}
		if len(found) == 1 && found[0].AbuseID != nil && (found[0].Message == MsgAbuseReported || found[0].Message == MsgAbuseAppealed) {
			known = true
			return t.abuseBounced(*found[0].AbuseID)
		}
		if len(found) == 0 || found[0].NoticeID == nil || found[0].CaseID == nil {
			return nil
		}
		known = true
		f, err := t.caseByID(*found[0].CaseID)
		if err != nil {
			return err
		}
		var n Notice
		if err := t.db.Where("id = ?", *found[0].NoticeID).Take(&n).Error; err != nil {
			return fmt.Errorf("notice %d: %w", *found[0].NoticeID, err)
		}
		if n.BouncedAt != nil {
			return nil
		}
		return t.bounced(f, System(), n, diagnosis, nil)
	})
	return known, err
}

// bounced makes a notice undelivered whose mail came back, with every clock that
// its acceptance had started: they wait for a delivery again, and the case goes to
// the reviewers. Who has opened the case has the notice all the same.
func (t *tx) bounced(f *casefile, a Actor, n Notice, diagnosis string, texts map[string]string) error {
	set := map[string]any{"bounced_at": t.now}
	undone := n.DeliveredAt == nil || n.DeliveredBy == DeliveredByMail
	if undone {
		set["delivered_at"], set["delivered_by"], set["failed_at"], set["proof"] = nil, "", t.now, cutText(diagnosis, MaxShortText)
	}
	res := t.db.Model(&Notice{}).Where("id = ? AND bounced_at IS NULL", n.ID).Updates(set)
	if res.Error != nil {
		return fmt.Errorf("notice %d bounced: %w", n.ID, res.Error)
	}
	if res.RowsAffected == 0 {
		return nil
	}
	data := EventData{To: n.Party, Code: string(n.Kind), Texts: texts}
	if !undone {
		if err := t.record(f, a, EventBounced, false, data); err != nil {
			return err
		}
		return t.settle(f)
	}
	var waiting []*Item
	for k := range f.Items {
		i := &f.Items[k]
		facts := f.facts(*i, a, t.now)
		if i.ClockNoticeID != nil && *i.ClockNoticeID == n.ID && MayMove(facts, a.Party, MoveAnew) {
			waiting = append(waiting, i)
		}
	}
	notice := n.ID
	moves, err := t.actOn(f, a, MoveAnew, waiting, func(i *Item) {
		takeBack(i)
		i.NoticeID = &notice
		if n.Party == PartySeller && n.DeliveredAt != nil && i.ToldAt != nil && i.ToldAt.Equal(*n.DeliveredAt) {
			i.ToldAt = nil
		}
	})
	if err != nil {
		return err
	}
	err = t.db.Exec(`UPDATE items SET outcome_told_at = NULL WHERE outcome_told_at = ? AND EXISTS (
		SELECT 1 FROM notice_outcomes o WHERE o.notice_id = ? AND o.item_id = items.id AND o.item_version = items.version)`, n.DeliveredAt, n.ID).Error
	if err != nil {
		return fmt.Errorf("outcomes of notice %d: %w", n.ID, err)
	}
	if len(moves) > 0 {
		err = t.recordMoves(f, a, EventBounced, moves, data)
	} else {
		err = t.record(f, a, EventBounced, false, data)
	}
	if err != nil {
		return err
	}
	return t.settle(f)
}

// cutText is s with at most that many characters.
func cutText(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit])
	}
	return s
}
