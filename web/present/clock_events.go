package present

import "ipportal/ipcase"

// clockEvent tells what happened to the time of listings.
func (r Reader) clockEvent(k ipcase.EventKind, d ipcase.EventData, n Names, what string) string {
	switch k {
	case ipcase.EventClockExtended:
		return r.T("extended the time for %s", what)
	case ipcase.EventClockPaused:
		if d.Number != "" {
			return r.T("The clocks were stopped by an operator (%s). The time for %s stands still", d.Number, what)
		}
		return r.T("let the time for %s stand still", what)
	case ipcase.EventClockResumed:
		if d.Number != "" {
			return r.T("The stop of the clocks %s ended. The time for %s runs on with what was left", d.Number, what)
		}
		return r.T("let the time for %s run on", what)
	case ipcase.EventDeliveryDisputed:
		return r.T("disputed the delivery of the notice about %s. Its time stands still until a reviewer answers", what)
	case ipcase.EventDisputeAnswered:
		if d.Code == string(ipcase.PaperAnew) {
			return r.T("answered the dispute: the notice about %s is sent again, and the time begins with its delivery", what)
		}
		return r.T("answered the dispute: the delivery stands, and the time for %s runs on", what)
	case ipcase.EventBounced:
		to := n.Seller
		if d.To == ipcase.PartyHolder {
			to = n.Holder
		}
		if len(d.Moves) > 0 {
			return r.T("The mail to %s came back after it had been accepted. No time runs by it for %s", to, what)
		}
		return r.T("The mail to %s came back after it had been accepted", to)
	case ipcase.EventReminded:
		to := n.Seller
		if d.To == ipcase.PartyHolder {
			to = n.Holder
		}
		if d.Code == ipcase.RemindFourFifths {
			return r.T("A reminder went to %s: four fifths of the time for %s have passed", to, what)
		}
		return r.T("A reminder went to %s: half of the time for %s has passed", to, what)
	case ipcase.EventLimitNear:
		return r.T("The outer limit of the law is near, and %s is not back. Staff were told", what)
	case ipcase.EventReappeared:
		return r.T("%s is offered again on the marketplace, though it is to stay offline. Staff were told", what)
	default:
		return ""
	}
}

// clockFact says whether an event about the time is told as a fact, whoever did it.
func clockFact(k ipcase.EventKind, d ipcase.EventData) bool {
	switch k {
	case ipcase.EventBounced, ipcase.EventReminded, ipcase.EventLimitNear, ipcase.EventReappeared:
		return true
	case ipcase.EventClockPaused, ipcase.EventClockResumed:
		return d.Number != ""
	default:
		return false
	}
}

func (r Reader) clockSubject(k ipcase.ClockPaperKind) string {
	switch k {
	case ipcase.PaperExtend:
		return r.T("A reviewer gave more time")
	case ipcase.PaperPause:
		return r.T("The time stands still")
	default:
		return r.T("The time runs on")
	}
}
