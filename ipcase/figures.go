package ipcase

import (
	"slices"
	"time"
)

// Figure is how often something happened in a month: the transparency figures are made
// of these. They are counts of acts, never of people, so that a small one says nothing
// of anybody that the register does not: none is suppressed, and no rule asks for it
// (Implementing Regulation (EU) 2024/2835, Annex II, asks for each as it is).
type Figure struct {
	Month     string // 2026-03, of UTC
	Kind      FigureKind
	Detail    string
	Procedure string
	RightType RightType
	Territory string // of the site
	Count     int64
}

// TableName fixes the table.
func (Figure) TableName() string { return "figures" }

// FigureKind is what is counted.
type FigureKind string

// The kinds, with what their detail says.
const (
	FigComplaints FigureKind = "complaints"  // filed
	FigListings   FigureKind = "listings"    // complained of
	FigNotices    FigureKind = "notices"     // listings, by what a reviewer did: accepted, automatic, refused, lapsed
	FigRefusals   FigureKind = "refusals"    // listings, by refusal code
	FigActions    FigureKind = "actions"     // listings, by FigureAction
	FigGrounds    FigureKind = "grounds"     // removals, by law or terms
	FigCounters   FigureKind = "counters"    // counter-notifications, by ground
	FigCounterEnd FigureKind = "counter_end" // listings of counter-notifications, by how these ended
	FigAppeals    FigureKind = "appeals"     // by side
	FigAppealEnd  FigureKind = "appeal_end"  // decided appeals: of removal or no_action, then upheld, partially or reversed
	FigAbuse      FigureKind = "abuse"       // reports, by who reports
	FigAbuseEnd   FigureKind = "abuse_end"   // reports, by found or not_found
	FigMeasures   FigureKind = "measures"    // imposed on accounts, by kind

	FigOrders FigureKind = "orders" // received of authorities and courts, by act or information

	// Of those above, what trusted flaggers sent.
	FigTrustedComplaints FigureKind = "trusted_complaints"
	FigTrustedListings   FigureKind = "trusted_listings"
	FigTrustedGrounds    FigureKind = "trusted_grounds"
	FigTrustedHours      FigureKind = "trusted_hours_notice"

	// Times, in hours begun: how many took so many.
	FigHoursNotice  FigureKind = "hours_notice"  // from a filing to the decision on its notice, by case
	FigHoursCounter FigureKind = "hours_counter" // from a counter-notification to the decision
	FigHoursAppeal  FigureKind = "hours_appeal"  // from an appeal to its decision
	FigHoursOrder   FigureKind = "hours_order"   // from an order to what the authority is told was done
	FigHoursAbuse   FigureKind = "hours_abuse"   // from a report of abuse to its decision
)

// What was decided on a notice, for FigNotices.
const (
	NoticeAccepted  = "accepted"
	NoticeAutomatic = "automatic" // by the good-faith tier
	NoticeRefused   = "refused"
	NoticeLapsed    = "lapsed"
)

// What became of a listing, for FigActions.
const (
	ActionRemovedAtOnce   = "removed_at_once" // with the acceptance of the notice
	ActionRemovedSilence  = "removed_silence"
	ActionRemovedDecision = "removed_decision"
	ActionDeleted         = "deleted_by_seller"
	ActionFixed           = "fixed"
	ActionKept            = "kept" // or put back
	ActionWithdrawn       = "withdrawn"
)

// FigureActions lists them in the order of a page.
func FigureActions() []string {
	return []string{ActionRemovedAtOnce, ActionRemovedSilence, ActionRemovedDecision, ActionDeleted, ActionFixed, ActionKept, ActionWithdrawn}
}

// How a counter-notification ended, for FigCounterEnd.
const (
	CounterEndAccepted  = "accepted" // by the complainant
	CounterEndSilence   = "silence"  // of the complainant
	CounterEndKept      = "complaint_not_upheld"
	CounterEndRemoved   = "complaint_upheld"
	CounterEndCourt     = "court"
	CounterEndDeleted   = "deleted_by_seller"
	CounterEndWithdrawn = "withdrawn"
)

// CounterEnds lists them in the order of a page.
func CounterEnds() []string {
	return []string{CounterEndAccepted, CounterEndSilence, CounterEndKept, CounterEndRemoved, CounterEndCourt, CounterEndDeleted, CounterEndWithdrawn}
}

// TransparencyFigures are the counts of some months.
type TransparencyFigures struct {
	From, To time.Time // the first days of the first and the last month
	Rows     []Figure
}

// Sum adds up the counts of a kind that fit; nil fits all.
func (f TransparencyFigures) Sum(kind FigureKind, fits func(Figure) bool) int64 {
	var n int64
	for _, r := range f.Rows {
		if r.Kind == kind && (fits == nil || fits(r)) {
			n += r.Count
		}
	}
	return n
}

// Of is the figures that fit.
func (f TransparencyFigures) Of(fits func(Figure) bool) TransparencyFigures {
	f.Rows = slices.DeleteFunc(slices.Clone(f.Rows), func(r Figure) bool { return !fits(r) })
	return f
}

// Months are the months of the figures, each as its first day.
func (f TransparencyFigures) Months() (months []time.Time) {
	for m := f.From; !m.After(f.To); m = m.AddDate(0, 1, 0) {
		months = append(months, m)
	}
	return months
}
