package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// holderTrack shows where a case is, what comes next, by when, and who acts.
func (r Reader) holderTrack(v ipcase.CaseView) views.Track {
	steps := append([]views.Step{{State: views.Next, Title: r.T("Check"), Who: r.T("A reviewer")}}, r.stepsAfterCheck(v.Procedure, sellerOf(v))...)
	at := trackPlace(v)
	if i := leadingItem(v); i != nil && i.State == ipcase.FixProposed || i == nil && count(v, ipcase.Fixed) == len(v.Items) {
		r.fixStep(&steps[2], r.T("You"))
	}
	for n := range steps {
		if n >= at {
			break
		}
		steps[n].State, steps[n].When = views.Done, ""
		if t := r.happened(v, stepEvents[n]); t.Text != "" {
			steps[n].Time = t
		} else {
			steps[n].When = r.T("not needed")
		}
	}
	if at >= len(steps) {
		return views.Track{Steps: steps}
	}
	steps[at].State, steps[at].When = views.Current, ""
	i := leadingItem(v)
	switch {
	case i != nil && i.DueAt != nil:
		steps[at].When, steps[at].Time = r.T("by {time}"), r.ShortUntil(*i.DueAt)
	case i != nil && i.Window != "":
		steps[at].When = r.T("starts with delivery")
	case v.Case.ReviewDueAt != nil && v.Case.ReviewDueAt.Before(ipcase.FarFuture):
		steps[at].When, steps[at].Time = r.T("planned by {time}"), r.ShortUntil(*v.Case.ReviewDueAt)
	}
	if i != nil && ipcase.Turn(i.State) == ipcase.PartyHolder {
		steps[at].Who = r.T("You must act")
	}
	return views.Track{Steps: steps}
}

// stepEvents are the events that end each step.
var stepEvents = [][]ipcase.EventKind{
	{ipcase.EventNoticeAccepted, ipcase.EventNoticeRefused, ipcase.EventWithdrawn},
	{ipcase.EventCountered, ipcase.EventFixProposed, ipcase.EventDeleted, ipcase.EventSilence},
	{ipcase.EventContested, ipcase.EventCounterAccepted, ipcase.EventCourtShown, ipcase.EventFixAccepted},
	{ipcase.EventDecided, ipcase.EventCourtOutcome},
	{ipcase.EventAppealDecided},
}

// trackPlace is the step at which the case is: 5 = all are behind it.
func trackPlace(v ipcase.CaseView) int {
	i := leadingItem(v)
	if i == nil {
		if has(v.Moves, ipcase.MoveAppeal) {
			return 4
		}
		return 5
	}
	switch i.State {
	case ipcase.Intake, ipcase.NeedsInfo:
		return 0
	case ipcase.AwaitingSeller, ipcase.Removed:
		return 1
	case ipcase.Countered, ipcase.StatutoryWait, ipcase.FixProposed:
		return 2
	case ipcase.Appealed:
		return 4
	default:
		return 3
	}
}

// happened is when the last of these events was.
func (r Reader) happened(v ipcase.CaseView, kinds []ipcase.EventKind) views.Time {
	for n := len(v.Timeline) - 1; n >= 0; n-- {
		for _, k := range kinds {
			if v.Timeline[n].Kind == k {
				return r.ShortTime(v.Timeline[n].At)
			}
		}
	}
	return views.Time{}
}
