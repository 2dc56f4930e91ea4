package ipcase

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// OfferSettlement is an offer by either side about chosen listings.
type OfferSettlement struct {
	FormID    string
	Case      string
	Items     []Chosen
	SellOffOn string // 2006-01-02
	Licence   string
	Words     string
	Lang      string
}

func alreadyOffered(kind Kind) *Error {
	return Errorf(kind, "An offer is on the table in this case already. It is answered or taken back first.")
}

// OfferSettlement puts an offer on the table. No clock stops by it. Pressing twice
// offers once.
func (s *Service) OfferSettlement(ctx context.Context, a Actor, in OfferSettlement) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		f, err := t.partyCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		var there []SettlementOffer
		if err := t.db.Where("case_id = ? AND (state = ? OR form_id = ?)", f.Case.ID, OfferOpen, in.FormID).Find(&there).Error; err != nil {
			return fmt.Errorf("offers in %s: %w", f.Case.Number, err)
		}
		for _, o := range there {
			if o.FormID == in.FormID && o.Party == a.Party {
				return nil
			}
		}
		if len(there) > 0 {
			return alreadyOffered(Refused)
		}
		if err := checkOffer(in, t.today()); err != nil {
			return err
		}
		return t.offer(f, a, in)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return alreadyOffered(Stale)
	}
	return err
}

// partyCase loads the case of either side.
func (t *tx) partyCase(a Actor, number string) (*casefile, error) {
	if a.Party == PartySeller {
		return t.sellerCase(a, number)
	}
	return t.holderCase(a, number)
}

func checkOffer(in OfferSettlement, today time.Time) error {
	var p problems
	if in.SellOffOn != "" {
		day, err := time.Parse(time.DateOnly, in.SellOffOn)
		switch {
		case err != nil:
			p.add("sell_off_on", "Enter a day, like %s.", today.AddDate(0, 1, 0).Format(time.DateOnly))
		case !day.After(today):
			p.add("sell_off_on", "Choose a day after today.")
		case day.After(today.AddDate(5, 0, 0)):
			p.add("sell_off_on", "Choose a day within the next five years.")
		}
	}
	checkText(&p, "licence", "", in.Licence, MaxComment, false)
	checkText(&p, "words", "", in.Words, MaxComment, false)
	if in.SellOffOn == "" && strings.TrimSpace(in.Licence) == "" && strings.TrimSpace(in.Words) == "" {
		p.add("words", "Give at least one term: a day, a licence, or other words.")
	}
	return p.err()
}

func (t *tx) offer(f *casefile, a Actor, in OfferSettlement) error {
	picked, err := f.choose(a.Party, in.Items)
	if err != nil {
		return err
	}
	for _, i := range picked {
		if _, refused := Target(f.facts(*i, a, t.now), a.Party, MoveSettle); refused != nil {
			return refused
		}
	}
	o := SettlementOffer{
		PublicID: NewID(), FormID: in.FormID, CaseID: f.Case.ID, Party: a.Party, SellOffOn: in.SellOffOn, Licence: in.Licence,
		Words: in.Words, Lang: formLang(in.Lang), Items: positions(picked), State: OfferOpen, MadeAt: t.now, MadeBy: a.PersonID,
	}
	texts, salts, err := commit(o.texts())
	if err != nil {
		return err
	}
	o.Salts = salts
	if err := t.insert([]*SettlementOffer{&o}); err != nil {
		return err
	}
	if err := t.record(f, a, EventOffered, true, EventData{Texts: texts}, o.Items...); err != nil {
		return err
	}
	p := MailPayload{Items: o.Items, Offer: o.PublicID}
	if err := t.tell(f, letter{to: otherSide(a.Party), kind: MsgOffered, payload: p}); err != nil {
		return err
	}
	return t.settle(f)
}
