package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase/calendar"
)

// AbuseView is a report as one reader may see it: what that reader may not know is
// not in it (promise 5).
type AbuseView struct {
	Report       AbuseReport
	CaseNumber   string
	CaseEndedAt  *time.Time
	CaseStatus   CaseStatus
	ReporterName string
	ReportedName string
	Exhibits     []Exhibit // those that the reader may see, oldest first
	Withheld     int       // how many the other side put forward for reviewers alone
	Answer       *AbuseAnswer
	Decisions    []AbuseDecision // oldest first; the latest stands
	Appeals      []AbuseAppeal
	Calendar     string // whose days are counted, in English
	Review       calendar.Computation
	AnswerClock  calendar.Computation // once the time for an answer runs
	Measures     []Measure            // that followed: a party sees its own
	Events       []Event              // reviewers only, oldest first
	Notes        []AbuseNote          // reviewers only, oldest first
	MayAnswer    *Error               // nil: the reader can answer now
	MayAppeal    *Error               // nil: the reader can appeal now
	Barred       *Error               // nil: this reviewer can rule on it
	ClaimedName  string
	Suggested    AbuseRung // for reviewers: by what was found before
	FoundBefore  int
	Against      []AbuseLine // for reviewers: other reports against the reported side
	By           []AbuseLine // for reviewers: other reports of the reporting side
	Now          time.Time
}

// Heard says whether the reported side has answered or let its time pass.
func (v AbuseView) Heard() bool { return v.Report.Heard(v.Now) }

// AbuseLine is a report in a list.
type AbuseLine struct {
	AbuseReport

	CaseNumber   string
	ReporterName string
	ReportedName string
	ClaimedName  string
}

const abuseLines = `abuse_reports.*, cases.number AS case_number, reporters.name AS reporter_name, reported.name AS reported_name`

func (s *Service) abuseLines(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("abuse_reports").Select(abuseLines).
		Joins("JOIN cases ON cases.id = abuse_reports.case_id").
		Joins("JOIN orgs AS reporters ON reporters.id = abuse_reports.org_id").
		Joins("JOIN orgs AS reported ON reported.id = abuse_reports.against_org_id")
}

// ReadAbuse is a report as one of its sides reads it. Opening it while signed in
// tells of it: the time for an answer, or the months for an appeal, run from then.
func (s *Service) ReadAbuse(ctx context.Context, a Actor, number string) (AbuseView, error) {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return AbuseView{}, errNotFound()
	}
	const own = "abuse_reports.number = ? AND (abuse_reports.org_id = ? OR abuse_reports.against_org_id = ?)"
	v, err := s.abuseView(ctx, a, own, number, a.OrgID, a.OrgID)
	if err != nil || a.Unseen || !v.untold(a.Party) {
		return v, err
	}
	err = s.act(ctx, a, func(t *tx) error {
		r, err := t.ownAbuse(a, number)
		if err != nil {
			return err
		}
		if r.Status == AbuseDecided {
			if err := t.toldAbuseOutcome(r.ID, a.Party); err != nil {
				return err
			}
		}
		if a.Party == r.Party {
			return nil
		}
		return t.toldAbuse(&r, a, DeliveredByOpening, "")
	})
	if err != nil {
		return v, err
	}
	return s.abuseView(ctx, a, own, number, a.OrgID, a.OrgID)
}

// untold says whether opening the report tells its reader something.
func (v AbuseView) untold(by Party) bool {
	r := v.Report
	switch {
	case by != r.Party && r.Task != AbuseTaskNone && r.ToldAt == nil:
		return true
	case r.Status != AbuseDecided:
		return false
	case by == r.Party:
		return r.ReporterToldAt == nil
	default:
		return r.ReportedToldAt == nil
	}
}

func (s *Service) abuseView(ctx context.Context, a Actor, where string, args ...any) (AbuseView, error) {
	v := AbuseView{Now: Moment(s.clock.Now())}
	var row AbuseLine
	if err := one(s.abuseLines(ctx).Where(where, args...), &row); err != nil {
		return v, err
	}
	v.Report, v.CaseNumber, v.ReporterName, v.ReportedName = row.AbuseReport, row.CaseNumber, row.ReporterName, row.ReportedName
	r := v.Report
	var c Case
	if err := one(s.read(ctx).Where("id = ?", r.CaseID), &c); err != nil {
		return v, err
	}
	v.CaseEndedAt, v.CaseStatus = c.EndedAt, c.Status
	var site Site
	if err := one(s.read(ctx).Where("id = ?", c.SiteID), &site); err != nil {
		return v, err
	}
	p, _ := s.book.Procedure(c.Procedure, c.ProcedureVersion)
	if cal, ok := s.book.CalendarFor(p, site); ok {
		v.Calendar = cal.Name
	}
	rules := s.book.Standing.Abuse
	v.Review, _ = s.book.AbuseClock(p, site, r.FiledAt, rules.Review)
	if r.ToldAt != nil {
		v.AnswerClock, _ = s.book.AbuseClock(p, site, *r.ToldAt, rules.Answer)
	}
	if err := s.abusePapers(ctx, a, &v); err != nil {
		return v, err
	}
	v.MayAnswer = r.mayAnswer(v.Now)
	if a.Party == r.Party {
		v.MayAnswer = Errorf(Refused, "This is not yours to do.")
	}
	v.MayAppeal = r.mayAppeal(a.Party, standing(v.Decisions), v.Appeals, s.book.Standing.AppealMonths, v.Now)
	if !a.isReviewer() {
		v.keepFor(a)
	}
	return v, nil
}

// abusePapers reads what hangs on a report.
func (s *Service) abusePapers(ctx context.Context, a Actor, v *AbuseView) error {
	var err error
	if v.Appeals, err = abuseAppeals(s.read(ctx), v.Report.ID); err != nil {
		return err
	}
	if v.Decisions, err = abuseDecisions(s.read(ctx), v.Report.ID); err != nil {
		return err
	}
	if v.Report.AnsweredAt != nil {
		v.Answer = &AbuseAnswer{}
		if err := one(s.read(ctx).Where("abuse_id = ?", v.Report.ID), v.Answer); err != nil {
			return err
		}
	}
	if err := s.read(ctx).Where("abuse_id = ?", v.Report.ID).Order("id").Find(&v.Exhibits).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", v.Report.Number, err)
	}
	q := s.read(ctx).Where("ref = ?", v.Report.Number).Order("id")
	if !a.isReviewer() {
		q = q.Where("org_id = ? AND status IN ?", a.OrgID, toldStatuses)
	}
	if err := q.Find(&v.Measures).Error; err != nil {
		return fmt.Errorf("measures after %s: %w", v.Report.Number, err)
	}
	return nil
}

// keepFor takes out what only reviewers read, and the files that the other side
// put forward for reviewers alone.
func (v *AbuseView) keepFor(a Actor) {
	v.Report.Salts = nil
	for n := range v.Decisions {
		v.Decisions[n].Salts = nil
	}
	kept := v.Exhibits[:0]
	for _, e := range v.Exhibits {
		if e.OrgID == a.OrgID || e.Visibility == BothSides {
			kept = append(kept, e)
		} else {
			v.Withheld++
		}
	}
	v.Exhibits = kept
}

func abuseAppeals(db *gorm.DB, id int64) ([]AbuseAppeal, error) {
	var list []AbuseAppeal
	if err := db.Where("abuse_id = ?", id).Order("id").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("appeals of abuse report %d: %w", id, err)
	}
	return list, nil
}

// ReadReviewAbuse is a report on a reviewer's bench, with the record of both sides.
func (s *Service) ReadReviewAbuse(ctx context.Context, a Actor, number string) (AbuseView, error) {
	if !a.isReviewer() {
		return AbuseView{}, errNotFound()
	}
	v, err := s.abuseView(ctx, a, "abuse_reports.number = ?", number)
	if err != nil {
		return v, err
	}
	r := v.Report
	if v.Barred, err = abuseBarred(s.read(ctx), r, a); err != nil {
		return v, err
	}
	if r.ClaimedBy != nil && r.ClaimedUntil != nil && v.Now.Before(*r.ClaimedUntil) {
		var names []string
		if err := s.read(ctx).Table("people").Where("id = ?", *r.ClaimedBy).Pluck("name", &names).Error; err != nil {
			return v, fmt.Errorf("who holds %s: %w", number, err)
		}
		v.ClaimedName = firstOf(names)
	}
	rules := s.book.Standing.Abuse
	if v.FoundBefore, err = foundBefore(s.read(ctx), rules, r.AgainstOrgID, r.ID, v.Now); err != nil {
		return v, err
	}
	v.Suggested = rules.Suggest(r.Against(), v.FoundBefore)
	for _, x := range []struct {
		into   *[]AbuseLine
		column string
		org    int64
	}{{&v.Against, "against_org_id", r.AgainstOrgID}, {&v.By, "org_id", r.OrgID}} {
		err := s.abuseLines(ctx).Where("abuse_reports."+x.column+" = ? AND abuse_reports.id <> ?", x.org, r.ID).Order("abuse_reports.id DESC").Limit(20).Scan(x.into).Error
		if err != nil {
			return v, fmt.Errorf("reports beside %s: %w", number, err)
		}
	}
	if err := s.read(ctx).Where("abuse_id = ?", r.ID).Order("id").Find(&v.Notes).Error; err != nil {
		return v, fmt.Errorf("notes beside %s: %w", number, err)
	}
	if err := s.read(ctx).Where("chain = ?", r.chain()).Order("seq").Find(&v.Events).Error; err != nil {
		return v, fmt.Errorf("history of %s: %w", number, err)
	}
	return v, nil
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// ReadAbuseQueue is the reports that wait for a reviewer, the most pressing first,
// and those that were decided last.
func (s *Service) ReadAbuseQueue(ctx context.Context, a Actor) (waiting, done []AbuseLine, err error) {
	if !a.isReviewer() {
		return nil, nil, errNotFound()
	}
	now := Moment(s.clock.Now())
	list := func(into *[]AbuseLine, where, order string) error {
		return s.abuseLines(ctx).Select(abuseLines+", CASE WHEN abuse_reports.claimed_until > ? THEN people.name ELSE '' END AS claimed_name", now).
			Joins("LEFT JOIN people ON people.id = abuse_reports.claimed_by").Where(where).Order(order).Limit(100).Scan(into).Error
	}
	if err := list(&waiting, "abuse_reports.task <> ''", "abuse_reports.due_at, abuse_reports.id"); err != nil {
		return nil, nil, fmt.Errorf("abuse reports that wait: %w", err)
	}
	if err := list(&done, "abuse_reports.task = ''", "abuse_reports.decided_at DESC, abuse_reports.id DESC"); err != nil {
		return nil, nil, fmt.Errorf("abuse reports that were decided: %w", err)
	}
	return waiting, done, nil
}

// AbuseAsk is what somebody who wants to report abuse in a case is shown first.
type AbuseAsk struct {
	CaseNumber   string
	ReportedName string
	Reports      []AbuseReport // of the reader's side in this case, oldest first
	Refused      *Error        // nil: it can be reported now
	Rules        AbuseRules
}

// ReadAbuseAsk reads a party's own case for the form of a report.
func (s *Service) ReadAbuseAsk(ctx context.Context, a Actor, number string) (AbuseAsk, error) {
	v := AbuseAsk{CaseNumber: number, Rules: s.book.Standing.Abuse}
	t := &tx{Service: s, ctx: ctx, db: s.read(ctx), now: Moment(s.clock.Now())}
	var c Case
	q, org := t.db.Where("number = ? AND seller_org_id = ? AND seller_list <> ''", number, a.OrgID), "holder_org_id"
	switch a.Party {
	case PartySeller:
	case PartyHolder:
		q, org = s.read(ctx).Where("number = ? AND holder_org_id = ?", number, a.OrgID), "seller_org_id"
	case PartyPlatform, PartySystem, PartyPublic:
		return v, errNotFound()
	}
	if err := one(q, &c); err != nil {
		return v, err
	}
	if err := t.db.Table("orgs").Where("id = (SELECT "+org+" FROM cases WHERE id = ?)", c.ID).Pluck("name", &v.ReportedName).Error; err != nil {
		return v, fmt.Errorf("other side of %s: %w", number, err)
	}
	var err error
	if v.Reports, err = t.abuseOfSide(c.ID, a.Party); err != nil {
		return v, err
	}
	countered, err := t.wasCountered(c.ID)
	open := false
	for _, r := range v.Reports {
		open = open || r.Status == AbuseOpen
	}
	v.Refused = v.Rules.mayReport(a.Party, c.EndedAt, countered, open, t.now)
	return v, err
}

// AbuseOfCase is what was reported in a case, newest first: both sides and
// reviewers know of it.
func (s *Service) AbuseOfCase(ctx context.Context, a Actor, number string) ([]AbuseLine, error) {
	q := s.abuseLines(ctx).Where("cases.number = ?", number)
	if !a.isReviewer() {
		q = q.Where("abuse_reports.org_id = ? OR abuse_reports.against_org_id = ?", a.OrgID, a.OrgID)
	}
	var list []AbuseLine
	if err := q.Order("abuse_reports.id DESC").Limit(ledgerPage).Scan(&list).Error; err != nil {
		return nil, fmt.Errorf("abuse reports of case %s: %w", number, err)
	}
	return list, nil
}

// AbuseRecord is what stands of reports in an organisation's record.
type AbuseRecord struct {
	Lines []AbuseLine // that it filed, and that were filed against it; newest first
	Found int         // against it, as far as they count
	Rules AbuseRules
}

// AbuseRecord is an organisation's own record of reports.
func (s *Service) AbuseRecord(ctx context.Context, a Actor) (AbuseRecord, error) {
	v := AbuseRecord{Rules: s.book.Standing.Abuse}
	if a.Party != PartySeller && a.Party != PartyHolder {
		return v, errNotFound()
	}
	err := s.abuseLines(ctx).Where("abuse_reports.org_id = ? OR abuse_reports.against_org_id = ?", a.OrgID, a.OrgID).
		Order("abuse_reports.id DESC").Limit(ledgerPage).Scan(&v.Lines).Error
	if err != nil {
		return v, fmt.Errorf("abuse reports of %d: %w", a.OrgID, err)
	}
	v.Found, err = foundBefore(s.read(ctx), v.Rules, a.OrgID, 0, Moment(s.clock.Now()))
	return v, err
}

// AbuseMail is what a message about a report may say to either of its sides.
type AbuseMail struct {
	Report       AbuseReport
	CaseNumber   string
	ReporterName string
	ReportedName string
	Decision     *AbuseDecision // that stands
	Answer       Window
	Review       Window
}

// mailOfAbuse fills in a message about a report, for one of its sides or for staff.
func (s *Service) mailOfAbuse(ctx context.Context, m *MailData) error {
	var row AbuseLine
	q := s.abuseLines(ctx).Where("abuse_reports.number = ?", m.Payload.Abuse)
	if m.Org.Kind != PartyPlatform {
		q = q.Where("abuse_reports.org_id = ? OR abuse_reports.against_org_id = ?", m.Org.ID, m.Org.ID)
	}
	if err := one(q, &row); err != nil {
		return fmt.Errorf("report %s of a message to %d: %w", m.Payload.Abuse, m.Org.ID, err)
	}
	rules := s.book.Standing.Abuse
	x := &AbuseMail{
		Report: row.AbuseReport, CaseNumber: row.CaseNumber, ReporterName: row.ReporterName, ReportedName: row.ReportedName,
		Answer: Window{Amount: rules.Answer.Amount, Unit: rules.Answer.Unit}, Review: Window{Amount: rules.Review.Amount, Unit: rules.Review.Unit},
	}
	x.Report.Salts = nil
	all, err := abuseDecisions(s.read(ctx), row.ID)
	if err != nil {
		return err
	}
	if n := len(all); n > 0 {
		x.Decision = &all[n-1]
		x.Decision.Salts = nil
	}
	m.Abuse = x
	return nil
}
