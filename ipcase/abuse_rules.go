package ipcase

import (
	"slices"
	"time"

	"ipportal/ipcase/calendar"
)

// AbuseRules is what holds for reports of abuse, as data.
type AbuseRules struct {
	ReportMonths int         `yaml:"report_months"` // after the end of a case
	Review       AbuseWindow `yaml:"review"`        // from filing
	Answer       AbuseWindow `yaml:"answer"`        // from delivery to the reported side
	CountMonths  int         `yaml:"count_months"`  // a finding leads further up the ladder
	Holder       []AbuseRung `yaml:"holder"`        // what is suggested against a holder at the first, the second … finding
	Seller       []AbuseRung `yaml:"seller"`
}

// AbuseWindow is a length of time in the days of the case's calendar.
type AbuseWindow struct {
	Amount int           `yaml:"amount"`
	Unit   calendar.Unit `yaml:"unit"`
}

// Span is the window as the calendar takes it.
func (w AbuseWindow) Span() calendar.Window { return calendar.Window{Amount: w.Amount, Unit: w.Unit} }

// AbuseRung is one step of what findings lead to.
type AbuseRung struct {
	Measure MeasureKind `yaml:"measure"`
	Days    int         `yaml:"days"` // 0 = until it is lifted
}

// Ladder is what findings against a side lead to, the lightest first.
func (r AbuseRules) Ladder(against Party) []AbuseRung {
	if against == PartySeller {
		return r.Seller
	}
	return r.Holder
}

// Suggest is the step for a side of which so many reports were found before.
func (r AbuseRules) Suggest(against Party, before int) AbuseRung {
	ladder := r.Ladder(against)
	if len(ladder) == 0 {
		return AbuseRung{}
	}
	return ladder[min(max(before, 0), len(ladder)-1)]
}

// AbuseClock counts one of a report's windows in the calendar of its case.
func (b Rulebook) AbuseClock(p Procedure, site Site, start time.Time, w AbuseWindow) (calendar.Computation, bool) {
	cal, ok := b.CalendarFor(p, site)
	if !ok {
		return calendar.Computation{}, false
	}
	got, err := cal.Compute(start, w.Span())
	return got, err == nil
}

// Against is the side that a report is about.
func (r AbuseReport) Against() Party { return otherSide(r.Party) }

// mayAnswer says why the reported side cannot answer, or nil: once, while a
// decision waits, and within its time where that has begun.
func (r AbuseReport) mayAnswer(now time.Time) *Error {
	switch {
	case r.AnsweredAt != nil:
		return Errorf(Refused, "You have answered this report. One answer can be given.")
	case r.Task == AbuseTaskNone:
		return Errorf(Refused, "This report has been decided, so it can no longer be answered. You can appeal the decision.")
	case r.AnswerDueAt != nil && !now.Before(*r.AnswerDueAt):
		return Errorf(Refused, "The time for an answer has ended.")
	}
	return nil
}

// Heard says whether the reported side has answered or let its time pass: before
// that nothing is found against it.
func (r AbuseReport) Heard(now time.Time) bool {
	return r.AnsweredAt != nil || r.AnswerDueAt != nil && !now.Before(*r.AnswerDueAt)
}

// Late says whether a reviewer's target has passed.
func (r AbuseReport) Late(now time.Time) bool { return r.Task != AbuseTaskNone && !now.Before(r.DueAt) }

// AppealUntil is when a side's months for an appeal end; nil while it has not been
// told of the decision.
func (r AbuseReport) AppealUntil(by Party, months int) *time.Time {
	told := r.ReportedToldAt
	if by == r.Party {
		told = r.ReporterToldAt
	}
	if told == nil {
		return nil
	}
	end := told.AddDate(0, months, 0)
	return &end
}

// mayAppeal says why a side cannot appeal what was found, or nil. The reported side
// appeals what was found, the reporting one what was not.
func (r AbuseReport) mayAppeal(by Party, findings []AbuseFinding, appeals []AbuseAppeal, months int, now time.Time) *Error {
	end := r.AppealUntil(by, months)
	against := func(f AbuseFinding) bool { return f.Found == (by != r.Party) }
	switch {
	case r.Status != AbuseDecided:
		return Errorf(Refused, "This report has not been decided, so there is nothing to appeal.")
	case slices.ContainsFunc(appeals, func(a AbuseAppeal) bool { return a.Party == by }):
		return Errorf(Refused, "You have appealed this decision once.")
	case !slices.ContainsFunc(findings, against):
		return Errorf(Refused, "Nothing in this decision goes against you, so there is nothing to appeal.")
	case end != nil && !now.Before(*end):
		return Errorf(Refused, "The %d months for an appeal have passed.", months)
	}
	return nil
}

// mayReport says why a side of a case cannot report the other, or nil.
func (r AbuseRules) mayReport(by Party, ended *time.Time, countered, open bool, now time.Time) *Error {
	switch {
	case open:
		return Errorf(Refused, "You have reported abuse in this case already, and it is being looked at. Another report can follow its decision.")
	case by == PartyHolder && !countered:
		return Errorf(Refused, "There is no counter-notification in this case that could be reported.")
	case ended != nil && !now.Before(ended.AddDate(0, r.ReportMonths, 0)):
		return Errorf(Refused, "The %d months after the end of the case in which abuse can be reported have passed.", r.ReportMonths)
	}
	return nil
}

// somethingNew says whether a report brings what earlier ones of that side did not:
// a file, or a label.
func somethingNew(earlier []AbuseReport, labels []AbuseLabel, known map[string]bool, files []Exhibit) bool {
	if len(earlier) == 0 || slices.ContainsFunc(files, func(e Exhibit) bool { return !known[e.Hash] }) {
		return true
	}
	return slices.ContainsFunc(labels, func(l AbuseLabel) bool {
		return !slices.ContainsFunc(earlier, func(r AbuseReport) bool { return slices.Contains(r.Labels, l) })
	})
}

// standing is the finding that stands of a report: the latest.
func standing(decisions []AbuseDecision) []AbuseFinding {
	if len(decisions) == 0 {
		return nil
	}
	return decisions[len(decisions)-1].Findings
}
