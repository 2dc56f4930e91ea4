package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// The pages of an organisation's standing.
const (
	SellerStandingPath = "/seller/standing"
	HolderStandingPath = "/holder/standing"
	ReviewMeasuresPath = "/review/measures"
	PeakPath           = "/operator/peak"
)

// StandingPath is the page of a side's standing.
func StandingPath(by ipcase.Party) string {
	if by == ipcase.PartySeller {
		return SellerStandingPath
	}
	return HolderStandingPath
}

// MeasureHref is a measure as its party reads it.
func MeasureHref(by ipcase.Party, number string) string { return StandingPath(by) + "/" + number }

// ReviewMeasureHref is a measure on the reviewer's bench.
func ReviewMeasureHref(number string) string { return ReviewMeasuresPath + "/" + number }

// MeasureKind names a measure.
func (r Reader) MeasureKind(k ipcase.MeasureKind) string {
	switch k {
	case ipcase.MeasureWarning, ipcase.MeasureHolderWarning:
		return r.T("Warning")
	case ipcase.MeasureRestriction:
		return r.T("Restriction")
	case ipcase.MeasureListingsDown:
		return r.T("All listings down")
	case ipcase.MeasureClosure:
		return r.T("Closure of the account")
	case ipcase.MeasureFilingCap:
		return r.T("Filing cap")
	case ipcase.MeasureSuspension:
		return r.T("Suspension from filing")
	case ipcase.MeasureBan:
		return r.T("Exclusion from filing")
	}
	return string(k)
}

// MeasureFor names a measure with how long it lasts.
func (r Reader) MeasureFor(k ipcase.MeasureKind, days int) string {
	if days == 0 {
		return r.MeasureKind(k)
	}
	return r.T("%s, %s", r.MeasureKind(k), r.N(days, "%d day", "%d days"))
}

// measureBadge says how far a measure is.
func (r Reader) measureBadge(m ipcase.Measure) views.Badge {
	switch m.Status {
	case ipcase.MeasureInForce:
		if m.Task == ipcase.MeasureTaskAppeal {
			return views.Badge{Tone: views.Info, Text: r.T("In force, appeal under review")}
		}
		return views.Badge{Tone: views.Warn, Text: r.T("In force")}
	case ipcase.MeasureEnded:
		return views.Badge{Tone: views.Neutral, Text: r.T("Ended")}
	case ipcase.MeasureLifted:
		return views.Badge{Tone: views.Neutral, Text: r.T("Lifted after appeal")}
	case ipcase.MeasureDeclined:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not imposed")}
	case ipcase.MeasureDropped:
		return views.Badge{Tone: views.Neutral, Text: r.T("Proposal fell away")}
	case ipcase.MeasureProposed:
	}
	return views.Badge{Tone: views.Neutral, Text: r.T("Proposed")}
}

// measureCause says what proposed a measure.
func (r Reader) measureCause(m ipcase.Measure) string {
	switch m.Cause {
	case ipcase.CauseLadder:
		return r.N(m.Points, "The shop reached %d point.", "The shop reached %d points.")
	case ipcase.CauseAccuracy:
		return r.T("The takedown rate of the last months is low.")
	case ipcase.CauseReport:
		return r.T("A reviewer decided the report of abuse %s.", m.Ref)
	}
	return ""
}

// measureSubject is a message about a measure or the tier, in one line.
func (r Reader) measureSubject(kind ipcase.MessageKind) string {
	switch kind {
	case ipcase.MsgMeasure:
		return r.T("A measure against your account was decided")
	case ipcase.MsgMeasureEnded:
		return r.T("A measure against your account has ended")
	case ipcase.MsgMeasureAppeal:
		return r.T("Your appeal against a measure was decided")
	case ipcase.MsgTierGiven:
		return r.T("Your organisation has the good-faith tier")
	default:
		return r.T("Your organisation no longer has the good-faith tier")
	}
}

// measureEvent is what happened to a measure.
func (r Reader) measureEvent(k ipcase.EventKind) string {
	switch k {
	case ipcase.EventMeasureProposed:
		return r.T("proposed the measure")
	case ipcase.EventMeasureDropped:
		return r.T("dropped the proposal: what it was made for fell away")
	case ipcase.EventMeasureImposed:
		return r.T("imposed the measure")
	case ipcase.EventMeasureDeclined:
		return r.T("decided against the measure")
	case ipcase.EventMeasureAppealed:
		return r.T("appealed")
	case ipcase.EventMeasureAffirmed:
		return r.T("decided the appeal: the measure stays")
	case ipcase.EventMeasureLifted:
		return r.T("decided the appeal: the measure is lifted")
	default:
		return r.T("ended the measure on its day")
	}
}

// guardWhy says why two reviewers look at a case.
func (r Reader) guardWhy(g ipcase.GuardReason) string {
	if g == ipcase.GuardSurge {
		return r.T("Many listings of this shop were complained about within days.")
	}
	return r.T("The complainant has hardly filed complaints before.")
}

// guardMark tells a reviewer that a case is guarded, and how far it is.
func (r Reader) guardMark(c ipcase.ReviewCase) []views.Notice {
	if c.Case.Guard == ipcase.GuardNone {
		return nil
	}
	n := views.Notice{Tone: views.Warn, Title: r.T("Guarded: filed in the days before a sales event"), Text: r.guardWhy(c.Case.Guard) + r.space() +
		r.T("Two different reviewers accept it, and nothing is removed by the clock alone.")}
	for _, i := range c.Items {
		if i.State == ipcase.Intake && i.FirstAcceptBy != nil {
			n.Text += r.space() + r.T("One reviewer has accepted it; the second one decides.")
			break
		}
	}
	return []views.Notice{n}
}
