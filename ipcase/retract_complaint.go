package ipcase

import (
	"context"
	"fmt"
)

// Retract is a holder's withdrawal: of a whole complaint, or of chosen items of
// one case.
type Retract struct {
	Complaint string
	Case      string
	Items     []Chosen
	Whole     bool
}

// Retract withdraws items and says how many. What the platform took down for
// them goes back up, unless something else keeps it down.
func (s *Service) Retract(ctx context.Context, a Actor, in Retract) (int, error) {
	if a.Party != PartyHolder {
		return 0, errNotFound()
	}
	count := 0
	err := s.act(ctx, a, func(t *tx) error {
		count = 0
		if !in.Whole {
			f, err := t.holderCase(a, in.Case)
			if err != nil {
				return err
			}
			if err := a.needs(PermFile); err != nil {
				return err
			}
			if f.allIn(in.Items, Withdrawn) {
				return nil
			}
			picked, err := f.choose(PartyHolder, in.Items)
			if err != nil {
				return err
			}
			count = len(picked)
			return t.retract(f, a, picked)
		}
		var c Complaint
		if err := one(t.db.Where("number = ? AND org_id = ?", in.Complaint, a.OrgID), &c); err != nil {
			return err
		}
		if err := a.needs(PermFile); err != nil {
			return err
		}
		var ids []int64
		if err := t.db.Model(&Case{}).Where("complaint_id = ?", c.ID).Order("id").Pluck("id", &ids).Error; err != nil {
			return fmt.Errorf("cases of %s: %w", c.Number, err)
		}
		for _, id := range ids {
			f, err := t.caseByID(id)
			if err != nil {
				return err
			}
			var open []*Item
			for n := range f.Items {
				if MayMove(f.facts(f.Items[n], a, t.now), a.Party, MoveRetract) {
					open = append(open, &f.Items[n])
				}
			}
			count += len(open)
			if err := t.retract(f, a, open); err != nil {
				return err
			}
		}
		return nil
	})
	return count, err
}

func (t *tx) retract(f *casefile, a Actor, picked []*Item) error {
	if len(picked) == 0 {
		return nil
	}
	moves, err := t.act(f, a, MoveRetract, picked)
	if err != nil {
		return err
	}
	if err := t.recordMoves(f, a, EventWithdrawn, moves, EventData{}); err != nil {
		return err
	}
	if f.told(positions(picked)) {
		err := t.tell(f, letter{to: PartySeller, kind: MsgWithdrawn, payload: MailPayload{Items: positions(picked)}})
		if err != nil {
			return err
		}
	}
	return t.settle(f)
}
