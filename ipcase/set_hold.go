package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
)

// SetHold is a legal hold to be set.
type SetHold struct {
	FormID  string
	Kind    HoldKind
	Subject string // a person's mail address, an organisation's id, a case's number
	Reason  string
	Until   string // 2006-01-02: the last day, in UTC
}

// SetHold keeps the data of a person, an organisation or a case from being erased
// until a day. An operator's deed; pressing twice sets one.
func (s *Service) SetHold(ctx context.Context, a Actor, in SetHold) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		var p problems
		subject, err := t.holdSubject(&p, in)
		if err != nil {
			return err
		}
		checkText(&p, "reason", "Say why the data must be kept. Whom it is about can read this.", in.Reason, MaxComment, true)
		until := holdEnd(&p, in.Until, t.now)
		if err := p.err(); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		var there int64
		if err := t.db.Model(&DataHold{}).Where("form_id = ?", in.FormID).Count(&there).Error; err != nil || there > 0 {
			return err
		}
		n, err := t.nextNumber("hold")
		if err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"reason": in.Reason})
		if err != nil {
			return err
		}
		h := DataHold{
			Number: fmt.Sprintf("LH-%d-%06d", t.now.Year(), n), FormID: in.FormID, Kind: in.Kind, SubjectID: subject, Reason: in.Reason,
			Salts: salts, Until: until, SetAt: t.now, SetBy: a.PersonID,
		}
		e, err := t.event("hold:"+h.Number, 0, "", a, EventHoldSet, false, EventData{Number: h.Number, Code: string(h.Kind), DueAt: &until, Texts: texts})
		if err != nil {
			return err
		}
		e.Hash = HashEvent(e)
		h.EventSeq, h.EventHash = e.Seq, e.Hash
		if err := t.insert([]*DataHold{&h}); err != nil {
			return err
		}
		return t.insert([]*Event{&e})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil // the other press of the same button
	}
	return err
}

func holdEnd(p *problems, day string, now time.Time) time.Time {
	last, err := time.Parse(time.DateOnly, day)
	until := last.AddDate(0, 0, 1)
	switch {
	case err != nil:
		p.add("until", "Enter the last day on which the data must be kept, like 2027-03-31.")
	case !until.After(now):
		p.add("until", "This day is over. Enter a day to come.")
	case until.Sub(now) > MaxHold:
		p.add("until", "A hold lasts two years at most. Set it again before it ends if it is still needed then.")
	}
	return until
}

// holdSubject finds what a hold is about.
func (t *tx) holdSubject(p *problems, in SetHold) (int64, error) {
	find, field := t.db, strings.TrimSpace(in.Subject)
	switch in.Kind {
	case HoldPerson:
		find = find.Table("people").Where("email = ?", strings.ToLower(field))
	case HoldOrganisation:
		id, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			p.add("subject", "Enter the organisation's number, as its page shows it.")
			return 0, nil //nolint:nilerr // told to who typed it
		}
		find = find.Table("orgs").Where("id = ? AND kind <> ?", id, PartyPlatform)
	case HoldCase:
		find = find.Table("cases").Where("number = ?", strings.ToUpper(field))
	default:
		p.add("kind", "Choose what the hold is about.")
		return 0, nil
	}
	var ids []int64
	if err := find.Limit(1).Pluck("id", &ids).Error; err != nil {
		return 0, fmt.Errorf("find what a hold is about: %w", err)
	}
	if len(ids) == 0 {
		p.add("subject", "Nothing is known by this. Check the address or the number.")
		return 0, nil
	}
	return ids[0], nil
}

// EndHold ends a hold before its time. Pressing twice ends it once.
func (s *Service) EndHold(ctx context.Context, a Actor, number string) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var h DataHold
		if err := one(t.forUpdate().Where("number = ?", number), &h); err != nil {
			return err
		}
		if !h.HoldsOn(t.now) {
			return nil
		}
		e, err := t.event("hold:"+h.Number, h.EventSeq, h.EventHash, a, EventHoldEnded, false, EventData{Number: h.Number})
		if err != nil {
			return err
		}
		e.Hash = HashEvent(e)
		if err := t.insert([]*Event{&e}); err != nil {
			return err
		}
		res := t.db.Model(&DataHold{}).Where("id = ? AND event_seq = ?", h.ID, h.EventSeq).
			Updates(map[string]any{"ended_at": t.now, "ended_by": a.PersonID, "event_seq": e.Seq, "event_hash": e.Hash})
		return changedOne(res)
	})
}

// changedOne is nil where a statement changed the one row that it was about.
func changedOne(res *gorm.DB) error {
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected != 1 {
		return Errorf(Stale, "Somebody was faster. Look at it as it is now.")
	}
	return nil
}
