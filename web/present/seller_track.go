package present

import (
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// stages of a case on its track.
const (
	stageAccepted = iota
	stageSeller
	stageHolder
	stageDecision
	stageAppeal
)

// track is where the complaint stands, in five steps at most.
func (w caseWords) track() views.Track { return w.trackAt(w.stage()) }

func (w caseWords) trackAt(at int, due *time.Time) views.Track {
	r, p := w.r, w.v.Procedure
	steps := []views.Step{
		{Title: r.T("Complaint accepted"), Who: r.T("A reviewer checked that it is complete")},
		{Title: r.T("Your response"), Who: r.T("You")},
	}
	decision := views.Step{Title: r.T("Decision"), Who: r.T("A reviewer"), When: r.T("usually within %s of the answer", r.Span(p.Windows[ipcase.WindowReview]))}
	switch p.AfterCounter {
	case ipcase.CourtWait:
		steps = append(steps, views.Step{
			Title: r.T("%s or return", r.actionTitle(p)), Who: r.PartyName(w.v.Holder),
			When: r.T("only for listings you contest; %s", r.Span(p.Windows[ipcase.WindowCourt])),
		})
	case ipcase.NoCounter:
		steps[stageSeller] = views.Step{Title: r.T("Removal"), Who: r.T("The marketplace")}
		steps = append(steps, views.Step{
			Title: r.T("%s or return", r.actionTitle(p)), Who: r.PartyName(w.v.Holder), When: r.T("within %s", r.Span(p.Windows[ipcase.WindowCourt])),
		})
	case ipcase.ReviewerDecides:
		steps = append(steps, views.Step{Title: r.T("Copy to the complainant"), Who: r.PartyName(w.v.Holder), When: r.T("at once; no answer is needed")}, decision)
	default:
		steps = append(steps,
			views.Step{
				Title: r.T("Complainant’s answer"), Who: r.PartyName(w.v.Holder),
				When: r.T("only for listings you contest; %s", r.Span(p.Windows[ipcase.WindowHolderAnswer])),
			},
			decision,
		)
	}
	steps = append(steps, views.Step{Title: r.T("Appeal"), Who: r.T("You or the complainant"), When: r.T("%s after an outcome", r.Months(p.AppealMonths))})
	if len(steps) == stageDecision+1 && at > stageHolder { // no reviewer decides
		at = len(steps) - 1
	}
	if at == stageHolder && ipcase.State(w.v.Case.Status) == ipcase.FixProposed || w.v.Case.EndedAt != nil && len(w.in(ipcase.Fixed)) == len(w.v.Items) {
		r.fixStep(&steps[stageHolder], r.PartyName(w.v.Holder))
	}
	w.fillTrack(steps, at, due)
	return views.Track{Steps: steps}
}

// stage is the step at which the case stands, and by when it is left; a case
// that has ended stands behind its last step.
func (w caseWords) stage() (int, *time.Time) {
	switch s := ipcase.State(w.v.Case.Status); s {
	case ipcase.AwaitingSeller, ipcase.Removed:
		return stageSeller, dueOf(w.in(s))
	case ipcase.Countered, ipcase.StatutoryWait, ipcase.FixProposed:
		return stageHolder, dueOf(w.in(s))
	case ipcase.LegalHold:
		return stageHolder, nil
	case ipcase.Contested:
		return stageDecision, nil
	case ipcase.Appealed:
		return stageAppeal, nil
	default:
		return stageAppeal + 1, nil
	}
}

func (w caseWords) fillTrack(steps []views.Step, at int, due *time.Time) {
	r := w.r
	ended := at > stageAppeal
	for n := range steps {
		steps[n].State = views.Next
		done := w.doneAt(n, len(steps))
		switch {
		case n == at:
			steps[n].State = views.Current
		case done != nil || n < at && !ended:
			steps[n].State = views.Done
			steps[n].When, steps[n].Time = "", views.Time{}
			if done != nil {
				steps[n].Time = r.ShortTime(*done)
			}
		}
	}
	switch {
	case ended:
		last := &steps[len(steps)-1]
		if items := w.can(ipcase.MoveAppeal); len(items) > 0 {
			last.State = views.Current
			last.When = r.appealUntil(items[0].Item, w.v.Procedure)
		}
	case at == stageSeller && due != nil:
		steps[at].Who = r.T("You must act")
		if ipcase.State(w.v.Case.Status) == ipcase.Removed {
			steps[at].Who = r.T("You can act")
		}
		steps[at].When, steps[at].Time = r.T("by {time}"), r.ShortUntil(*due)
	case ipcase.State(w.v.Case.Status) == ipcase.LegalHold && at == stageHolder:
		steps[at].When = r.T("Paused for a court or authority")
	case due != nil:
		steps[at].When, steps[at].Time = r.T("by {time}"), r.ShortUntil(*due)
	}
}

// doneAt is when a step was left, or nil where it was not, by the first paper
// that shows it.
func (w caseWords) doneAt(step, of int) *time.Time {
	switch {
	case step == stageAccepted:
		for _, i := range w.v.Items {
			if i.AcceptedAt != nil {
				return i.AcceptedAt
			}
		}
	case step == stageSeller:
		if len(w.v.Counters) > 0 {
			return &w.v.Counters[len(w.v.Counters)-1].FiledAt
		}
		for _, i := range w.in(ipcase.DeletedBySeller) {
			return i.EndedAt
		}
		if n := len(w.v.Fixes); n > 0 && len(w.in(ipcase.FixProposed, ipcase.Fixed)) > 0 {
			return &w.v.Fixes[n-1].FiledAt
		}
	case step == of-1:
		for _, d := range w.v.Decisions {
			if d.Kind == ipcase.DecisionAppeal {
				return &d.DecidedAt
			}
		}
	case step == stageHolder:
		if len(w.v.Answers) > 0 {
			return &w.v.Answers[len(w.v.Answers)-1].FiledAt
		}
		for _, i := range w.in(ipcase.Fixed) {
			return i.EndedAt
		}
	case step == stageDecision:
		for _, d := range w.v.Decisions {
			if d.Kind == ipcase.DecisionAdjudication {
				return &d.DecidedAt
			}
		}
	}
	return nil
}
