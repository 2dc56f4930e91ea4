package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// AskErasure is a person's own request that the data about them be erased. It is
// carried out at once when nothing stands against it, and otherwise waits for the
// operator. It answers with the request; pressing twice asks once.
func (s *Service) AskErasure(ctx context.Context, a Actor) (Erasure, error) {
	if a.PersonID == 0 {
		return Erasure{}, errNotFound()
	}
	var r Erasure
	err := s.act(ctx, a, func(t *tx) error {
		err := t.forUpdate().Where("person_id = ? AND state = ?", a.PersonID, ErasureAsked).Take(&r).Error
		if err == nil {
			return nil
		}
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return fmt.Errorf("look for a request: %w", err)
		}
		if r, err = t.newErasure(a); err != nil {
			return err
		}
		obstacles, err := t.obstacles(a.PersonID)
		if err != nil || len(obstacles) > 0 {
			return err
		}
		return t.erase(&r, a)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return r, Errorf(Stale, "You asked for this a moment ago. Look at the page as it is now.")
	}
	return r, err
}

func (t *tx) newErasure(a Actor) (Erasure, error) {
	n, err := t.nextNumber("erasure")
	if err != nil {
		return Erasure{}, err
	}
	r := Erasure{Number: fmt.Sprintf("ER-%d-%06d", t.now.Year(), n), PersonID: a.PersonID, State: ErasureAsked, AskedAt: t.now}
	if err := t.insert([]*Erasure{&r}); err != nil {
		return r, err
	}
	return r, t.recordErasure(&r, a, EventErasureAsked, EventData{Number: r.Number}, nil)
}

// recordErasure adds an event to a request's chain, with what changes by it.
func (t *tx) recordErasure(r *Erasure, a Actor, kind EventKind, data EventData, set map[string]any) error {
	e, err := t.event("erasure:"+r.Number, r.EventSeq, r.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	if set == nil {
		set = map[string]any{}
	}
	set["event_seq"], set["event_hash"] = e.Seq, e.Hash
	if err := changedOne(t.db.Model(&Erasure{}).Where("id = ? AND event_seq = ?", r.ID, r.EventSeq).Updates(set)); err != nil {
		return fmt.Errorf("chain of %s: %w", r.Number, err)
	}
	r.EventSeq, r.EventHash = e.Seq, e.Hash
	return nil
}

// WithdrawErasure takes a person's own request back.
func (s *Service) WithdrawErasure(ctx context.Context, a Actor) error {
	return s.act(ctx, a, func(t *tx) error {
		var r Erasure
		err := one(t.forUpdate().Where("person_id = ? AND state = ?", a.PersonID, ErasureAsked), &r)
		if KindOf(err) == NotFound {
			return nil // the second press, or it was closed meanwhile: the page shows which
		}
		if err != nil {
			return err
		}
		return t.recordErasure(&r, a, EventErasureLeft, EventData{Number: r.Number},
			map[string]any{"state": ErasureWithdrawn, "closed_at": t.now, "closed_by": a.PersonID})
	})
}

// CloseErasure is an operator's answer to a request.
type CloseErasure struct {
	Number string
	Refuse bool
	Answer string // why it is refused
}

// CloseErasure carries a request out, or refuses it with a reason. What still
// stands against it is said, and nothing is erased.
func (s *Service) CloseErasure(ctx context.Context, a Actor, in CloseErasure) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var r Erasure
		if err := one(t.forUpdate().Where("number = ?", in.Number), &r); err != nil {
			return err
		}
		if r.State != ErasureAsked {
			return Errorf(Stale, "This request was closed already. Look at it as it is now.")
		}
		if in.Refuse {
			var p problems
			checkText(&p, "answer", "Say why the request is refused. Who asked reads this.", in.Answer, MaxComment, true)
			if err := p.err(); err != nil {
				return err
			}
			texts, salts, err := commit(map[string]any{"answer": in.Answer})
			if err != nil {
				return err
			}
			return t.recordErasure(&r, a, EventErasureRefused, EventData{Number: r.Number, Texts: texts},
				map[string]any{"state": ErasureRefused, "answer": in.Answer, "salts": salts, "closed_at": t.now, "closed_by": a.PersonID})
		}
		obstacles, err := t.obstacles(r.PersonID)
		if err != nil {
			return err
		}
		if len(obstacles) > 0 {
			return refusedBy(obstacles[0])
		}
		return t.erase(&r, a)
	})
}

// refusedBy is why nothing can be erased yet.
func refusedBy(o Obstacle) error {
	switch o.Kind {
	case ObstacleHold:
		return Errorf(Refused, "Legal hold %s keeps this data until %s: %s", o.Name, o.Until.Format("2006-01-02"), o.Reason)
	case ObstacleCase:
		return Errorf(Refused, "Case %s is open. The data it is about can go once it has ended.", o.Name)
	case ObstacleClaims:
		return Errorf(Refused, "Case %s can be appealed until %s. The data it is about can go then.", o.Name, o.Until.Format("2006-01-02"))
	case ObstacleOwner:
		return Errorf(Refused, "%s has no other owner. Hand the account over first.", o.Name)
	default:
		return Errorf(Refused, "This person works for the platform. End that first.")
	}
}
