package ipcase

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"gorm.io/gorm"
)

// DecideAbuse is a reviewer's ruling on a report, or on an appeal of one: a finding
// for each label, with its statement of reasons, and the measure that follows.
type DecideAbuse struct {
	Number      string
	Version     int
	Findings    []AbuseFinding
	Facts       string
	GroundKind  GroundKind
	Reference   string
	Explanation string
	Evidence    []string // public ids of the exhibits relied on
	Lang        string
	Measure     MeasureKind // "" = none; against the reported side where something was found, else against the reporting one
	Days        int         // of a measure that ends
	Deviation   string      // why the measure is not what the figures suggest
}

// DecideAbuse decides. Nothing is found against a side that has not answered, nor
// had its time for that. A severe measure is imposed at once by a senior reviewer,
// and proposed to one by any other. Pressing twice decides once.
func (s *Service) DecideAbuse(ctx context.Context, a Actor, in DecideAbuse) (AbuseReport, error) {
	if !a.isReviewer() {
		return AbuseReport{}, errNotFound()
	}
	var r AbuseReport
	if err := one(s.read(ctx).Where("number = ?", in.Number), &r); err != nil {
		return r, err
	}
	offers, err := s.abuseOffers(ctx, r, in)
	if err != nil {
		return r, err
	}
	err = s.act(ctx, a, func(t *tx) error {
		var err error
		if r, err = t.abuse(in.Number); err != nil {
			return err
		}
		twice, err := t.decidedAbuse(r, a, in.Version)
		if err != nil || twice {
			return err
		}
		if err := t.mayRuleOnAbuse(r, a, in.Version); err != nil {
			return err
		}
		words, deviates, err := t.checkAbuseRuling(r, in)
		if err != nil {
			return err
		}
		was, again := r.Found, r.Task == AbuseTaskAppeal
		if err := t.ruleOnAbuse(&r, a, words, deviates); err != nil {
			return err
		}
		if again && was != r.Found {
			if err := t.endAbuseMeasures(r, a, in); err != nil {
				return err
			}
		}
		if err := t.abuseMeasure(r, a, in, offers); err != nil {
			return err
		}
		if err := t.tellAbuse(r, PartySeller, MsgAbuseDecided); err != nil {
			return err
		}
		return t.tellAbuse(r, PartyHolder, MsgAbuseDecided)
	})
	return r, err
}

// abuseOffers is what the shop has on sale that a measure would take down. No
// transaction is open.
func (s *Service) abuseOffers(ctx context.Context, r AbuseReport, in DecideAbuse) ([]Offer, error) {
	if takes, _ := in.Measure.takesDown(); !takes {
		return nil, nil
	}
	return s.offersOf(ctx, abuseTarget(r, anyFound(in.Findings)))
}

// abuseTarget is the organisation that a measure would be against: the reported one
// where something was found, else the one that reported against better knowledge.
func abuseTarget(r AbuseReport, found bool) int64 {
	if found {
		return r.AgainstOrgID
	}
	return r.OrgID
}

// decidedAbuse says whether this press comes after its twin.
func (t *tx) decidedAbuse(r AbuseReport, a Actor, version int) (bool, error) {
	if r.Status != AbuseDecided || r.Version != version+1 {
		return false, nil
	}
	all, err := abuseDecisions(t.db, r.ID)
	return err == nil && len(all) > 0 && all[len(all)-1].DecidedBy == a.PersonID, err
}

func (t *tx) mayRuleOnAbuse(r AbuseReport, a Actor, version int) error {
	if err := t.mayWorkOn(r.ClaimedBy, r.ClaimedUntil, a); err != nil {
		return err
	}
	if r.Task == AbuseTaskNone || r.Version != version {
		return Errorf(Stale, "This report has changed since you opened it: somebody answered, read or decided it. Look at it as it is now.")
	}
	e, err := abuseBarred(t.db, r, a)
	if err == nil && e != nil {
		return e
	}
	return err
}

// mayTakeAbuse are the reports that a reviewer can rule on, as a condition with
// @person. Whoever decided a report decides no appeal of it (promise 10). Whoever
// decided something in the case leaves the report about it to others, unless
// nobody else is there.
const mayTakeAbuse = `NOT (abuse_reports.task = 'appeal' AND EXISTS (SELECT 1 FROM abuse_decisions x WHERE x.abuse_id = abuse_reports.id AND x.decided_by = @person))
	AND (NOT EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = abuse_reports.case_id AND d.reviewer_id = @person)
		OR NOT EXISTS (SELECT 1 FROM memberships m JOIN people p ON p.id = m.person_id JOIN orgs o ON o.id = m.org_id
			WHERE o.kind = 'platform' AND m.role IN ('reviewer', 'senior') AND m.ended_at IS NULL AND p.disabled_at IS NULL AND m.person_id <> @person
			AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = abuse_reports.case_id AND d.reviewer_id = m.person_id)
			AND NOT (abuse_reports.task = 'appeal' AND EXISTS (SELECT 1 FROM abuse_decisions x WHERE x.abuse_id = abuse_reports.id AND x.decided_by = m.person_id))))`

// abuseBarred says why this reviewer cannot rule on a report at all, or nil.
func abuseBarred(db *gorm.DB, r AbuseReport, a Actor) (*Error, error) {
	if r.Task == AbuseTaskNone {
		return nil, nil
	}
	var n int64
	err := db.Model(&AbuseReport{}).Where("id = @id AND "+mayTakeAbuse, map[string]any{"id": r.ID, "person": a.PersonID}).Count(&n).Error
	switch {
	case err != nil:
		return nil, fmt.Errorf("who decides %s: %w", r.Number, err)
	case n > 0:
		return nil, nil
	case r.Task == AbuseTaskAppeal:
		return Errorf(Refused, "You have decided something in this report or its case, so another reviewer decides the appeal."), nil
	default:
		return Errorf(Refused, "You have decided something in this case, so another reviewer decides the report about it."), nil
	}
}

// checkAbuseRuling: a finding for every label, the statement of reasons, and a
// measure of the right side.
func (t *tx) checkAbuseRuling(r AbuseReport, in DecideAbuse) (AbuseDecision, string, error) {
	var p problems
	w := AbuseDecision{
		AbuseID: r.ID, Findings: []AbuseFinding{}, Facts: in.Facts, GroundKind: in.GroundKind, Reference: in.Reference, Explanation: in.Explanation,
		Relied: []string{}, Lang: formLang(in.Lang),
	}
	for _, l := range r.Labels {
		at := slices.IndexFunc(in.Findings, func(f AbuseFinding) bool { return f.Label == l })
		if at < 0 {
			p.add("finding-"+string(l), "Choose whether this was found.")
			continue
		}
		w.Findings = append(w.Findings, in.Findings[at])
	}
	checkText(&p, "facts", "Set out the facts that you found. Both sides read them.", in.Facts, MaxExplanation, true)
	checkText(&p, "explanation", "Explain how the ground applies to the facts.", in.Explanation, MaxExplanation, true)
	checkText(&p, "reference", "Enter the section of the law or the terms that you apply.", in.Reference, MaxShortText, true)
	if in.GroundKind != GroundLaw && in.GroundKind != GroundTerms {
		p.add("ground_kind", "Choose whether the law or the terms are the ground.")
	}
	found := anyFound(w.Findings)
	if found && !r.Heard(t.now) {
		p.add("finding-"+string(r.Labels[0]), "The reported side can still answer. Nothing can be found against it before it has answered or its time has ended.")
	}
	deviates, err := t.checkAbuseMeasure(&p, r, in, found)
	if err != nil {
		return w, "", err
	}
	if len(in.Evidence) > 0 {
		if err := t.reliedInAbuse(&p, r, in.Evidence, &w); err != nil {
			return w, "", err
		}
	}
	return w, deviates, p.err()
}

// checkAbuseMeasure gives the reason why the measure is another than the figures
// suggest, where it is.
func (t *tx) checkAbuseMeasure(p *problems, r AbuseReport, in DecideAbuse, found bool) (deviates string, err error) {
	against := r.Party
	if found {
		against = r.Against()
	}
	rules := t.book.Standing.Abuse
	if in.Measure != "" && !slices.ContainsFunc(rules.Ladder(against), func(x AbuseRung) bool { return x.Measure == in.Measure }) {
		p.add("measure", "Choose a measure for the side that it is against: the reported one where something was found, else the one that reported.")
		return "", nil
	}
	if in.Measure.Ends() && in.Measure != "" && (in.Days < 1 || in.Days > MaxMeasureDays) {
		p.add("days", "Enter for how many days it holds: 1 to %d.", MaxMeasureDays)
	}
	checkText(p, "deviation", "", in.Deviation, MaxComment, false)
	if !found {
		return "", nil
	}
	before, err := foundBefore(t.db, rules, r.AgainstOrgID, r.ID, t.now)
	if err != nil {
		return "", err
	}
	if suggested := rules.Suggest(against, before); in.Measure != suggested.Measure || in.Measure.Ends() && in.Days != suggested.Days {
		checkText(p, "deviation", "Say why the measure is another than the one that is suggested. Only reviewers read this.", in.Deviation, MaxComment, true)
		return in.Deviation, nil
	}
	return "", nil
}

// reliedInAbuse names the exhibits that a ruling rests on. It cannot rest on what
// the other side has not been shown.
func (t *tx) reliedInAbuse(p *problems, r AbuseReport, ids []string, w *AbuseDecision) error {
	var list []Exhibit
	if err := t.db.Where("abuse_id = ? AND public_id IN ?", r.ID, ids).Order("id").Find(&list).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", r.Number, err)
	}
	if len(list) != len(slices.Compact(slices.Sorted(slices.Values(ids)))) {
		return errNotFound()
	}
	for _, e := range list {
		if e.Visibility != BothSides {
			p.add("relied", "Exhibit %s was shown to the reviewer only. A decision cannot rely on what the other side has not seen.", e.Label)
		} else if e.Sealed() || e.Drawing == DrawFailed {
			p.add("relied", "Exhibit %s cannot be shown to the other side: it is being checked for viruses, one was found, or its pages cannot be drawn. A decision cannot rely on it.", e.Label)
		}
		w.Relied = append(w.Relied, e.Label)
	}
	return nil
}

// ruleOnAbuse writes the decision: on the report, or on the oldest appeal of it
// that waits. What it finds stands in place of what was found before.
func (t *tx) ruleOnAbuse(r *AbuseReport, a Actor, d AbuseDecision, deviates string) error {
	d.DecidedAt, d.DecidedBy, d.Redress = t.now, a.PersonID, t.book.Standing.Redress.In(d.Lang)
	texts, salts, err := commit(d.texts())
	if err != nil {
		return err
	}
	d.Salts = salts
	r.Found = anyFound(d.Findings)
	set := map[string]any{
		"status": AbuseDecided, "found": r.Found, "claimed_by": nil, "claimed_until": nil, "reporter_told_at": nil, "reported_told_at": nil,
	}
	event, data := EventAbuseDecided, EventData{Code: abuseCode(r.Found), Texts: texts}
	next := AbuseTaskNone
	if r.Task == AbuseTaskAppeal {
		event = EventAbuseAppealDecided
		if next, err = t.closeAbuseAppeal(*r, &d, &data); err != nil {
			return err
		}
	} else {
		r.DecidedAt, set["decided_at"] = &t.now, t.now
	}
	if err := t.insert([]*AbuseDecision{&d}); err != nil {
		return err
	}
	if deviates != "" {
		note, err := t.noteAbuse(*r, a, AbuseNoteDeviation, deviates)
		if err != nil {
			return err
		}
		maps.Copy(data.Texts, note)
	}
	r.Status, r.Task, set["task"] = AbuseDecided, next, next
	return t.changeAbuse(r, a, event, data, set)
}

func abuseDecisions(db *gorm.DB, id int64) ([]AbuseDecision, error) {
	var list []AbuseDecision
	if err := db.Where("abuse_id = ?", id).Order("id").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("decisions on abuse report %d: %w", id, err)
	}
	return list, nil
}

// foundBefore counts the reports against an organisation that were found, as far
// as they still lead further up the ladder.
func foundBefore(db *gorm.DB, rules AbuseRules, org, without int64, now time.Time) (int, error) {
	var n int64
	since := now.AddDate(0, -rules.CountMonths, 0)
	err := db.Model(&AbuseReport{}).Where("against_org_id = ? AND id <> ? AND status = ? AND found AND decided_at > ?", org, without, AbuseDecided, since).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("findings against %d: %w", org, err)
	}
	return int(n), nil
}
