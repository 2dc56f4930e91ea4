package ipcase

import (
	"context"
	"fmt"
)

// DisputeDelivery is a party's word that a notice did not reach it when the portal
// says it did.
type DisputeDelivery struct {
	Case        string
	Items       []Chosen
	Explanation string
	Lang        string
}

// DisputeDelivery lets the clocks of chosen items stand still until a reviewer has
// answered. Pressing twice disputes once.
func (s *Service) DisputeDelivery(ctx context.Context, a Actor, in DisputeDelivery) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		load := t.sellerCase
		if a.Party == PartyHolder {
			load = t.holderCase
		}
		f, err := load(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		if f.allDisputed(in.Items) {
			return nil
		}
		var p problems
		checkText(&p, "explanation", "Say when and how the notice reached you, or that it did not.", in.Explanation, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(a.Party, in.Items)
		if err != nil {
			return err
		}
		moves, err := t.actOn(f, a, MoveDispute, picked, func(i *Item) { i.pause(PauseDispute, nil, t.now) })
		if err != nil {
			return err
		}
		texts, err := t.writeClockPaper(f, a, PaperDispute, in.Explanation, in.Lang, picked)
		if err != nil {
			return err
		}
		data := EventData{Texts: texts, Window: picked[0].Window, Code: string(PauseDispute)}
		if err := t.recordMoves(f, a, EventDeliveryDisputed, moves, data); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// allDisputed says whether every chosen item is disputed already, by the press
// before this one.
func (f *casefile) allDisputed(chosen []Chosen) bool {
	for _, c := range chosen {
		i := f.at(c.Position)
		if i == nil || i.PauseKind != PauseDispute || i.Version != c.Version+1 {
			return false
		}
	}
	return len(chosen) > 0
}

// AnswerDispute is a reviewer's answer to a dispute about a delivery.
type AnswerDispute struct {
	Case   string
	Items  []Chosen
	Stands bool // it was delivered: the rest of the time runs on; else the notice is sent again
	Reason string
	Lang   string
}

// AnswerDispute lets the clocks run on, or sends the notice again, whose delivery
// then starts them anew.
func (s *Service) AnswerDispute(ctx context.Context, a Actor, in AnswerDispute) error {
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.reviewCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := t.mayWorkOn(f.Case.ClaimedBy, f.Case.ClaimedUntil, a); err != nil {
			return err
		}
		var p problems
		checkText(&p, "reason", "Say why. Both sides read it.", in.Reason, MaxComment, true)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(PartyPlatform, in.Items)
		if err != nil {
			return err
		}
		for _, i := range picked {
			if i.PauseKind != PauseDispute {
				return Errorf(Stale, "Listing %d has moved on since you looked at it. Look at it as it is now, and choose again.", i.Position)
			}
		}
		if in.Stands {
			err = t.disputeStands(f, a, in, picked)
		} else {
			err = t.startAnew(f, a, in, picked)
		}
		if err != nil {
			return err
		}
		f.Case.ClaimedBy, f.Case.ClaimedUntil = nil, nil
		return t.settle(f)
	})
}

func (t *tx) disputeStands(f *casefile, a Actor, in AnswerDispute, picked []*Item) error {
	moves, err := t.actOn(f, a, MoveResume, picked, func(i *Item) { i.resume(t.now) })
	if err != nil {
		return err
	}
	texts, err := t.writeClockPaper(f, a, PaperStands, in.Reason, in.Lang, picked)
	if err != nil {
		return err
	}
	data := EventData{Texts: texts, Window: picked[0].Window, DueAt: earliestDue(picked), Code: string(PaperStands)}
	if err := t.recordMoves(f, a, EventDisputeAnswered, moves, data); err != nil {
		return err
	}
	return t.tellClock(f, PaperStands, picked)
}

// startAnew takes a clock back to where it waits for the delivery of its notice,
// which is sent again.
func (t *tx) startAnew(f *casefile, a Actor, in AnswerDispute, picked []*Item) error {
	again := map[int64][]*Item{}
	var order []int64
	for _, i := range picked {
		if i.ClockNoticeID == nil {
			return notRunning()
		}
		id := *i.ClockNoticeID
		if again[id] == nil {
			order = append(order, id)
		}
		again[id] = append(again[id], i)
	}
	moves, err := t.actOn(f, a, MoveAnew, picked, takeBack)
	if err != nil {
		return err
	}
	texts, err := t.writeClockPaper(f, a, PaperAnew, in.Reason, in.Lang, picked)
	if err != nil {
		return err
	}
	data := EventData{Texts: texts, Window: picked[0].Window, Code: string(PaperAnew)}
	if err := t.recordMoves(f, a, EventDisputeAnswered, moves, data); err != nil {
		return err
	}
	for _, id := range order {
		var n Notice
		if err := t.db.Where("id = ?", id).Take(&n).Error; err != nil {
			return fmt.Errorf("notice %d of %s: %w", id, f.Case.Number, err)
		}
		l := letter{to: n.Party, kind: n.Kind, payload: MailPayload{Items: positions(again[id])}, legal: true, starts: again[id]}
		if err := t.tell(f, l); err != nil {
			return err
		}
	}
	return nil
}

// takeBack lets an item wait for the delivery that starts its clock.
func takeBack(i *Item) {
	w := i.Window
	i.forgetClock()
	i.Window, i.AlarmAt, i.AlarmedAt = w, nil, nil
}
