package ipcase

import (
	"encoding/json"
	"fmt"
	"slices"
)

// enqueue writes something that must leave the process, with its cause
// (promise 7). The same key twice is the same delivery.
func (t *tx) enqueue(d Delivery) error {
	d.State, d.NextAt, d.CreatedAt = DeliveryQueued, t.now, t.now
	if slices.Contains(orderKinds, d.Kind) {
		var err error
		if d.ConnectionID, err = t.connectionOfListing(*d.ListingID); err != nil {
			return err
		}
		if d.ConnectionID != nil {
			if d.Seq, err = t.nextSeq(d.CaseID); err != nil {
				return err
			}
		}
	}
	if err := t.db.Create(&d).Error; err != nil {
		return fmt.Errorf("enqueue %s: %w", d.Key, err)
	}
	t.queued = true
	return nil
}

// letter is one message to one party: in the portal and by mail.
type letter struct {
	to      Party
	kind    MessageKind
	payload MailPayload
	legal   bool    // its delivery is recorded: it starts clocks or ends a wait
	starts  []*Item // items whose window starts when it is delivered
	tells   []*Item // items whose outcome it brings
}

// tell writes a message to a party of a case. A legal one becomes a notice whose
// delivery starts the clocks of the items that wait for it.
func (t *tx) tell(f *casefile, l letter) error {
	org := f.Case.SellerOrgID
	if l.to == PartyHolder {
		org = f.Case.HolderOrgID
	}
	l.payload.CaseNumber, l.payload.ComplaintNumber, l.payload.Party = f.Case.Number, f.Complaint.Number, l.to
	var notice *int64
	if l.legal || len(l.starts) > 0 || len(l.tells) > 0 {
		late, err := t.dueOf(f, WindowDelivery, t.now)
		if err != nil {
			return err
		}
		n := Notice{CaseID: f.Case.ID, OrgID: org, Party: l.to, Kind: l.kind, SentAt: t.now, LateAt: late}
		if err := t.db.Create(&n).Error; err != nil {
			return fmt.Errorf("notice of %s: %w", f.Case.Number, err)
		}
		notice = &n.ID
		for _, i := range l.starts {
			if i.DueAt == nil && i.Window != "" { // where a reviewer decides next, no clock waits for it
				i.NoticeID = notice
			}
		}
		if err := t.linkOutcome(n.ID, l.tells); err != nil {
			return err
		}
	}
	caseID := f.Case.ID
	return t.send(org, &caseID, notice, l.kind, l.payload)
}

// linkOutcome remembers which items' ends a notice brings: the months for an
// appeal run from its delivery.
func (t *tx) linkOutcome(notice int64, items []*Item) error {
	if len(items) == 0 {
		return nil
	}
	rows := make([]noticeOutcome, 0, len(items))
	for _, i := range items {
		rows = append(rows, noticeOutcome{NoticeID: notice, ItemID: i.ID, ItemVersion: i.Version})
	}
	return t.insert(rows)
}

// noticeOutcome ties a notice to an end that it brings. The version tells a
// later end of the same item apart.
type noticeOutcome struct {
	NoticeID    int64
	ItemID      int64
	ItemVersion int
}

// TableName fixes the table.
func (noticeOutcome) TableName() string { return "notice_outcomes" }

// send writes the in-app message and its mail.
func (t *tx) send(org int64, caseID, notice *int64, kind MessageKind, p MailPayload) error {
	words, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	m := Message{OrgID: org, CaseID: caseID, Kind: kind, Payload: string(words), CreatedAt: t.now}
	if err := t.db.Create(&m).Error; err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	return t.enqueue(Delivery{
		Kind: DeliverMail, Key: fmt.Sprintf("mail-%d", m.ID), CaseID: caseID, NoticeID: notice, OrgID: &org, Message: kind, Payload: string(words),
	})
}
