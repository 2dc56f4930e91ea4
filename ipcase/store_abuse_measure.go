package ipcase

import (
	"fmt"
	"maps"
)

// abuseMeasure does what a ruling says about an account.
func (t *tx) abuseMeasure(r AbuseReport, a Actor, in DecideAbuse, offers []Offer) error {
	if in.Measure == "" {
		return nil
	}
	rule, ok := t.book.Standing.Measure(in.Measure)
	if !ok {
		return fmt.Errorf("no measure %s", in.Measure)
	}
	days := 0
	if in.Measure.Ends() {
		days = in.Days
	}
	org := abuseTarget(r, r.Found)
	var n int64
	if err := t.db.Model(&Measure{}).Where("ref = ? AND org_id = ? AND status IN ?", r.Number, org, []MeasureStatus{MeasureProposed, MeasureInForce}).Count(&n).Error; err != nil {
		return fmt.Errorf("measures after %s: %w", r.Number, err)
	}
	if n > 0 {
		return nil // an appeal left what was found: its measure stands, with an appeal of its own
	}
	m, err := t.newMeasure(proposal{Org: org, Kind: in.Measure, Cause: CauseReport, Ref: r.Number, Days: days}, rule)
	if err != nil || rule.Severe && !a.May(PermSevere) {
		return err
	}
	err = t.imposeMeasure(&m, a, DecideMeasure{
		Facts: in.Facts, GroundKind: in.GroundKind, Reference: in.Reference, Explanation: in.Explanation, Lang: in.Lang, Days: days,
	})
	if err != nil {
		return err
	}
	if takes, onlyNew := in.Measure.takesDown(); takes {
		if err := t.holdListings(m, offers, !onlyNew); err != nil {
			return err
		}
	}
	return t.sendMeasure(m, MsgMeasure)
}

// endAbuseMeasures takes back what followed from a report that an appeal turned.
func (t *tx) endAbuseMeasures(r AbuseReport, a Actor, in DecideAbuse) error {
	var list []Measure
	err := t.forUpdate().Where("ref = ? AND status IN ?", r.Number, []MeasureStatus{MeasureProposed, MeasureInForce}).Order("id").Find(&list).Error
	if err != nil {
		return fmt.Errorf("measures after %s: %w", r.Number, err)
	}
	for n := range list {
		m := &list[n]
		if m.Status == MeasureProposed {
			if err := t.dropMeasure(m); err != nil {
				return err
			}
			continue
		}
		texts, salts, err := commit(map[string]any{"answer": in.Explanation})
		if err != nil {
			return err
		}
		all := maps.Clone(m.Salts)
		maps.Copy(all, salts)
		m.Status = MeasureLifted
		err = t.changeMeasure(m, a, EventMeasureLifted, EventData{Ref: r.Number, Texts: texts}, map[string]any{
			"status": MeasureLifted, "task": MeasureTaskNone, "ended_at": t.now, "answer": in.Explanation, "salts": all, "claimed_by": nil, "claimed_until": nil,
		})
		if err != nil {
			return err
		}
		if err := t.releaseListings(*m); err != nil {
			return err
		}
		if err := t.sendMeasure(*m, MsgMeasureEnded); err != nil {
			return err
		}
	}
	return nil
}
