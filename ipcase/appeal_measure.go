package ipcase

import (
	"context"
	"maps"
)

// AppealMeasure is a party's request that another reviewer looks at a measure
// against its account.
type AppealMeasure struct {
	Number      string
	Explanation string
	Lang        string
}

// AppealMeasure files the appeal: once, within the months that the terms give.
// The measure holds meanwhile. Pressing twice files once.
func (s *Service) AppealMeasure(ctx context.Context, a Actor, in AppealMeasure) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		m, err := t.ownMeasure(a, in.Number)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		if m.Task == MeasureTaskAppeal {
			return nil // the second press of the same button
		}
		if e := m.mayAppeal(t.book.Standing.AppealMonths, t.now); e != nil {
			return e
		}
		var p problems
		checkText(&p, "explanation", "Say what the decision got wrong.", in.Explanation, MaxExplanation, true)
		if err := p.err(); err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"appeal": in.Explanation})
		if err != nil {
			return err
		}
		all := maps.Clone(m.Salts)
		maps.Copy(all, salts)
		return t.changeMeasure(&m, a, EventMeasureAppealed, EventData{Texts: texts}, map[string]any{
			"task": MeasureTaskAppeal, "appealed_at": t.now, "appealed_by": a.PersonID, "appeal": in.Explanation, "appeal_lang": formLang(in.Lang),
			"salts": all, "claimed_by": nil, "claimed_until": nil,
		})
	})
}

// DecideMeasureAppeal is another reviewer's ruling on that appeal.
type DecideMeasureAppeal struct {
	Number      string
	Version     int
	Lift        bool
	Explanation string
}

// DecideMeasureAppeal affirms a measure or lifts it, with reasons, and tells its
// party. Who decided it cannot decide its appeal (promise 10).
func (s *Service) DecideMeasureAppeal(ctx context.Context, a Actor, in DecideMeasureAppeal) error {
	if !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		m, err := t.measure(in.Number)
		if err != nil {
			return err
		}
		if m.AppealDecidedBy != nil && *m.AppealDecidedBy == a.PersonID && m.Version == in.Version+1 {
			return nil // the second press of the same button
		}
		if err := t.mayRuleOn(m, a, MeasureTaskAppeal, in.Version); err != nil {
			return err
		}
		var p problems
		checkText(&p, "explanation", "Explain the outcome of the appeal. The party reads it.", in.Explanation, MaxExplanation, true)
		if err := p.err(); err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"answer": in.Explanation})
		if err != nil {
			return err
		}
		all := maps.Clone(m.Salts)
		maps.Copy(all, salts)
		kind, set := EventMeasureAffirmed, map[string]any{
			"task": MeasureTaskNone, "appeal_decided_at": t.now, "appeal_decided_by": a.PersonID, "answer": in.Explanation, "salts": all,
			"claimed_by": nil, "claimed_until": nil,
		}
		if in.Lift {
			kind, set["status"], set["ended_at"] = EventMeasureLifted, MeasureLifted, t.now
		}
		if err := t.changeMeasure(&m, a, kind, EventData{Texts: texts}, set); err != nil {
			return err
		}
		if in.Lift {
			if err := t.releaseListings(m); err != nil {
				return err
			}
		}
		return t.sendMeasure(m, MsgMeasureAppeal)
	})
}
