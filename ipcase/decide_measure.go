package ipcase

import (
	"context"
)

// DecideMeasure is a reviewer's ruling on a proposed measure, with its statement
// of reasons. Against it, only Explanation is asked for: nobody but reviewers
// reads why a proposal was declined.
type DecideMeasure struct {
	Number      string
	Version     int
	Impose      bool
	Facts       string
	GroundKind  GroundKind
	Reference   string
	Explanation string
	Lang        string
	Days        int // of a measure that ends
	Filings     int // of a filing cap
}

// MaxMeasureDays is the longest time that a measure can be set for.
const MaxMeasureDays = 365

// DecideMeasure imposes a proposed measure, or declines it. Severe ones are for
// senior reviewers. Pressing twice decides once.
func (s *Service) DecideMeasure(ctx context.Context, a Actor, in DecideMeasure) (Measure, error) {
	if !a.isReviewer() {
		return Measure{}, errNotFound()
	}
	var m Measure
	if err := one(s.read(ctx).Where("number = ?", in.Number), &m); err != nil {
		return m, err
	}
	var offers []Offer
	takes, onlyNew := m.Kind.takesDown()
	if in.Impose && takes {
		var err error
		if offers, err = s.offersOf(ctx, m.OrgID); err != nil {
			return m, err
		}
	}
	err := s.act(ctx, a, func(t *tx) error {
		var err error
		if m, err = t.measure(in.Number); err != nil {
			return err
		}
		want := MeasureDeclined
		if in.Impose {
			want = MeasureInForce
		}
		if m.Status == want && m.Version == in.Version+1 && m.DecidedBy != nil && *m.DecidedBy == a.PersonID {
			return nil // the second press of the same button
		}
		if err := t.mayRuleOn(m, a, MeasureTaskDecide, in.Version); err != nil {
			return err
		}
		if !in.Impose {
			return t.declineMeasure(&m, a, in)
		}
		if err := checkMeasure(m, in); err != nil {
			return err
		}
		if err := t.imposeMeasure(&m, a, in); err != nil {
			return err
		}
		if takes {
			if err := t.holdListings(m, offers, !onlyNew); err != nil {
				return err
			}
		}
		if err := t.captureMeasure(m); err != nil {
			return err
		}
		return t.sendMeasure(m, MsgMeasure)
	})
	return m, err
}

// mayRuleOn says why a reviewer may not rule on a measure, or nil.
func (t *tx) mayRuleOn(m Measure, a Actor, task MeasureTask, version int) error {
	if err := t.mayWorkOn(m.ClaimedBy, m.ClaimedUntil, a); err != nil {
		return err
	}
	if m.Task != task || m.Version != version {
		return Errorf(Stale, "Somebody has decided about this measure already. Look at it as it is now.")
	}
	if e := m.mayRule(a); e != nil {
		return e
	}
	return nil
}

// mayRule says why this reviewer cannot rule on the measure at all, or nil.
func (m Measure) mayRule(a Actor) *Error {
	switch {
	case m.Severe && !a.May(PermSevere):
		return Errorf(Refused, "This measure is severe: a senior reviewer decides about it.")
	case m.Task == MeasureTaskAppeal && m.DecidedBy != nil && *m.DecidedBy == a.PersonID:
		return Errorf(Refused, "You decided this measure, so another reviewer decides the appeal.")
	}
	return nil
}

// checkMeasure: the statement of reasons, and what the measure needs beyond it.
func checkMeasure(m Measure, in DecideMeasure) error {
	var p problems
	checkText(&p, "facts", "Set out the facts that you found. The party reads them.", in.Facts, MaxExplanation, true)
	checkText(&p, "explanation", "Explain how the ground applies to the facts.", in.Explanation, MaxExplanation, true)
	checkText(&p, "reference", "Enter the section of the law or the terms that you apply.", in.Reference, MaxShortText, true)
	if in.GroundKind != GroundLaw && in.GroundKind != GroundTerms {
		p.add("ground_kind", "Choose whether the law or the terms are the ground.")
	}
	if m.Kind.Ends() && (in.Days < 1 || in.Days > MaxMeasureDays) {
		p.add("days", "Enter for how many days it holds: 1 to %d.", MaxMeasureDays)
	}
	if m.Kind == MeasureFilingCap && (in.Filings < 1 || in.Filings > 100) {
		p.add("filings", "Enter how many complaints can be filed on one day: 1 to 100.")
	}
	return p.err()
}

func (t *tx) imposeMeasure(m *Measure, a Actor, in DecideMeasure) error {
	lang := formLang(in.Lang)
	m.Facts, m.GroundKind, m.Reference, m.Explanation = in.Facts, in.GroundKind, in.Reference, in.Explanation
	m.Lang, m.Redress = lang, t.book.Standing.Redress.In(lang)
	m.Status, m.Task, m.DecidedAt, m.DecidedBy = MeasureInForce, MeasureTaskNone, &t.now, &a.PersonID
	m.Days, m.EndsAt = 0, nil
	if m.Kind.Ends() {
		end := t.now.AddDate(0, 0, in.Days)
		m.Days, m.EndsAt = in.Days, &end
	}
	if m.Kind == MeasureFilingCap {
		m.Filings = in.Filings
	}
	texts, salts, err := commit(m.texts())
	if err != nil {
		return err
	}
	m.Salts = salts
	return t.changeMeasure(m, a, EventMeasureImposed, EventData{DueAt: m.EndsAt, Count: m.Filings, Texts: texts}, map[string]any{
		"status": m.Status, "task": m.Task, "decided_at": t.now, "decided_by": a.PersonID, "facts": m.Facts, "ground_kind": m.GroundKind,
		"reference": m.Reference, "explanation": m.Explanation, "redress": m.Redress, "lang": m.Lang, "days": m.Days, "filings": m.Filings,
		"ends_at": m.EndsAt, "salts": m.Salts, "checked_at": t.now, "claimed_by": nil, "claimed_until": nil,
	})
}

func (t *tx) declineMeasure(m *Measure, a Actor, in DecideMeasure) error {
	var p problems
	checkText(&p, "explanation", "Say why the measure is not needed. Only reviewers read this.", in.Explanation, MaxExplanation, true)
	if err := p.err(); err != nil {
		return err
	}
	texts, salts, err := commit(map[string]any{"answer": in.Explanation})
	if err != nil {
		return err
	}
	m.Status = MeasureDeclined
	return t.changeMeasure(m, a, EventMeasureDeclined, EventData{Texts: texts}, map[string]any{
		"status": MeasureDeclined, "task": MeasureTaskNone, "decided_at": t.now, "decided_by": a.PersonID, "answer": in.Explanation, "salts": salts,
		"ended_at": t.now, "claimed_by": nil, "claimed_until": nil,
	})
}
