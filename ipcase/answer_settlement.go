package ipcase

import (
	"context"
	"fmt"
	"time"
)

// OfferAnswer is what is done about an offer.
type OfferAnswer string

// The answers. Only the side that made an offer takes it back.
const (
	AcceptOffer   OfferAnswer = "accept"
	DeclineOffer  OfferAnswer = "decline"
	TakeBackOffer OfferAnswer = "take_back"
)

// AnswerSettlement answers the offer on the table of a case.
type AnswerSettlement struct {
	Case  string
	Offer string   // public id
	Items []Chosen // what acceptance ends: all of the offer's listings that are open, as the page showed them
	Do    OfferAnswer
	Words string
	Lang  string
}

// AnswerSettlement accepts, declines or takes back an offer. Acceptance ends the
// complaint about its listings as withdrawn: what was taken down for it goes back
// up, and no points are booked. Pressing twice answers once.
func (s *Service) AnswerSettlement(ctx context.Context, a Actor, in AnswerSettlement) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.partyCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		var o SettlementOffer
		if err := one(t.db.Where("public_id = ? AND case_id = ?", in.Offer, f.Case.ID), &o); err != nil {
			return err
		}
		to := map[OfferAnswer]OfferState{AcceptOffer: OfferAccepted, DeclineOffer: OfferDeclined, TakeBackOffer: OfferTakenBack}[in.Do]
		switch {
		case to == "":
			var p problems
			p.add("do", "Choose what you answer.")
			return p.err()
		case (in.Do == TakeBackOffer) != (o.Party == a.Party):
			return Errorf(Refused, "This is not yours to do.")
		case o.State == to:
			return nil // the second press
		case o.State != OfferOpen:
			return Errorf(Refused, "This offer has been answered or taken back. Look at the case as it is now.")
		}
		var p problems
		checkText(&p, "reply", "", in.Words, MaxComment, false)
		if err := p.err(); err != nil {
			return err
		}
		texts, err := t.closeOffer(a, &o, to, in.Words)
		if err != nil {
			return err
		}
		if in.Do == AcceptOffer {
			return t.acceptOffer(f, a, o, in, texts)
		}
		event := EventOfferDeclined
		if in.Do == TakeBackOffer {
			event = EventOfferTakenBack
		}
		if err := t.record(f, a, event, true, EventData{Texts: texts}, o.Items...); err != nil {
			return err
		}
		payload := MailPayload{Items: o.Items, Offer: o.PublicID, Kind: string(to)}
		if err := t.tell(f, letter{to: otherSide(a.Party), kind: MsgOfferAnswered, payload: payload}); err != nil {
			return err
		}
		return t.settle(f)
	})
}

// closeOffer answers an offer that is open; of two answers at once one wins.
func (t *tx) closeOffer(a Actor, o *SettlementOffer, to OfferState, words string) (map[string]string, error) {
	texts, salts, err := commit(map[string]any{"reply": words})
	if err != nil {
		return nil, err
	}
	merged := Salts{"reply": salts["reply"]}
	for column, salt := range o.Salts {
		merged[column] = salt
	}
	res := t.db.Model(&SettlementOffer{}).Where("id = ? AND state = ?", o.ID, OfferOpen).Updates(map[string]any{
		"state": to, "reply": words, "answered_at": t.now, "answered_by": a.PersonID, "salts": merged,
	})
	if res.Error != nil {
		return nil, fmt.Errorf("answer offer %d: %w", o.ID, res.Error)
	}
	if res.RowsAffected != 1 {
		return nil, Errorf(Stale, "Somebody was faster. Look at the case as it is now.")
	}
	o.State = to
	return texts, nil
}

// acceptOffer ends the complaint about the offer's listings.
func (t *tx) acceptOffer(f *casefile, a Actor, o SettlementOffer, in AnswerSettlement, texts map[string]string) error {
	if len(f.settles(o, a, t.now)) == 0 {
		return Errorf(Refused, "The complaint about these listings has ended meanwhile, so there is nothing left to settle.")
	}
	picked, err := f.choose(a.Party, in.Items)
	if err != nil {
		return err
	}
	for _, i := range f.settles(o, a, t.now) {
		if !contains(positions(picked), i.Position) {
			return Errorf(Stale, "Listing %d has moved on since you looked at it. Look at it as it is now, and choose again.", i.Position)
		}
	}
	for _, i := range picked {
		if !contains(o.Items, i.Position) {
			return errNotFound()
		}
	}
	moves, err := t.act(f, a, MoveSettle, picked)
	if err != nil {
		return err
	}
	if err := t.recordMoves(f, a, EventSettled, moves, EventData{Texts: texts}); err != nil {
		return err
	}
	for _, to := range []Party{PartyHolder, PartySeller} {
		p := MailPayload{Items: positions(picked), Offer: o.PublicID}
		if err := t.tell(f, letter{to: to, kind: MsgSettled, payload: p}); err != nil {
			return err
		}
	}
	return t.settle(f)
}

// settles are the listings of an offer that its acceptance would end now.
func (f *casefile) settles(o SettlementOffer, a Actor, now time.Time) []*Item {
	var open []*Item
	for n := range f.Items {
		i := &f.Items[n]
		if contains(o.Items, i.Position) && MayMove(f.facts(*i, a, now), a.Party, MoveSettle) {
			open = append(open, i)
		}
	}
	return open
}
