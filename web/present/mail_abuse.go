package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func (r Reader) abuseSubject(kind ipcase.MessageKind) string {
	switch kind {
	case ipcase.MsgAbuseFiled:
		return r.T("We received your report of abuse")
	case ipcase.MsgAbuseReported:
		return r.T("The other side reports abuse; you can answer")
	case ipcase.MsgAbuseAnswered:
		return r.T("Your report of abuse was answered")
	case ipcase.MsgAbuseDecided:
		return r.T("A report of abuse was decided, with reasons")
	case ipcase.MsgAbuseAppealed:
		return r.T("The decision on a report of abuse was appealed")
	default:
		return r.T("A report of abuse waits too long")
	}
}

// abuseLetter is what every mail about a report says beside its news.
func (w *writer) abuseLetter(l *mail.Letter) *ipcase.AbuseMail {
	x := w.d.Abuse
	l.Link.Text = w.T("Open the report")
	l.Sender = w.T("Sent by %s. Nobody reads answers to this address: answer on the page of the report.", w.product)
	l.Why = w.T("%s receives this because it is a side of the case.", w.d.Org.Name)
	l.Facts = []mail.Fact{
		{Key: w.T("Report"), Value: x.Report.Number},
		{Key: w.T("Case"), Value: x.CaseNumber},
		{Key: w.T("Reported by"), Value: x.ReporterName},
		{Key: w.T("Reported side"), Value: x.ReportedName},
		{Key: w.T("Reported"), Value: w.Join(w.abuseLabels(x.Report.Labels))},
	}
	return x
}

func (w *writer) abuseFiled(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Title = w.T("We received your report %s", x.Report.Number)
	l.Lead = w.T("%s is told what you report, and can answer once within %s from delivery.", x.ReportedName, w.Span(x.Answer))
	l.Body = []string{
		w.T("A reviewer decides, usually by %s.", w.moment(x.Report.DueAt)),
		w.T("The case goes on as it would have: no deadline stops, and no listing comes back or goes because of a report."),
	}
}

func (w *writer) abuseReported(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Title = w.T("%s reports abuse in case %s", x.ReporterName, x.CaseNumber)
	l.Lead = w.T("%s reports to the platform that you misuse the procedure. Nothing has been decided.", x.ReporterName)
	l.Due = &mail.Due{
		Label: w.T("You can answer once"), Time: w.T("%s from the day on which this reaches you", w.Span(x.Answer)),
		Note:      w.T("The page of the report shows how the time is counted."),
		Otherwise: w.T("You need not. Without an answer a reviewer decides by what is there, once the time has ended."),
	}
	l.Body = []string{
		w.T("You read the whole report and its evidence on its page, as far as it was shown to you; a decision cannot rely on what was not."),
		w.T("The case goes on as it would have: no deadline stops, and no listing comes back or goes because of a report."),
	}
}

func (w *writer) abuseAnswered(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Title = w.T("%s answered your report %s", x.ReportedName, x.Report.Number)
	l.Lead = w.T("You read the answer on the page of the report. A reviewer decides, usually by %s.", w.moment(x.Report.DueAt))
	l.Body = []string{w.T("Nobody has to do anything until the decision.")}
}

func (w *writer) abuseDecided(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Title = w.T("Decision on the report %s: abuse was not found", x.Report.Number)
	l.Lead = w.T("A reviewer decided the report of %s about %s. Abuse was not found.", x.ReporterName, x.ReportedName)
	d := x.Decision
	if d == nil {
		return
	}
	for _, f := range d.Findings {
		what := w.T("Not found")
		if f.Found {
			what = w.T("Found")
			l.Title = w.T("Decision on the report %s: abuse was found", x.Report.Number)
			l.Lead = w.T("A reviewer decided the report of %s about %s. Abuse was found.", x.ReporterName, x.ReportedName)
		}
		l.Facts = append(l.Facts, mail.Fact{Key: w.AbuseLabel(f.Label), Value: what})
	}
	if d.AppealID != nil {
		l.Body = append(l.Body, w.T("This decision was made on an appeal, by another reviewer. It stands in place of the one before."))
	}
	l.Body = append(l.Body, w.T("A measure against an account, where one follows, is told to that account alone, with an appeal of its own."))
	l.Reasons = &mail.Reasons{Title: w.T("Statement of reasons"), Lang: w.OtherLang(d.Lang), Parts: []mail.Fact{
		{Key: w.T("Facts"), Value: d.Facts},
		{Key: w.GroundKind(d.GroundKind), Value: d.Reference},
		{Key: w.T("Why it follows"), Value: d.Explanation},
		{Key: w.T("Automated means"), Value: w.T("Not used, neither to detect nor to decide.")},
		{Key: w.T("If you disagree"), Value: d.Redress},
	}}
}

func (w *writer) abuseAppealed(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Title = w.T("The decision on the report %s was appealed", x.Report.Number)
	l.Lead = w.T("The other side appealed what was decided on the report. Another reviewer looks again, usually by %s.", w.moment(x.Report.DueAt))
	l.Body = []string{w.T("What was decided holds meanwhile. You read the grounds of the appeal on the page of the report.")}
	if w.d.Org.ID == x.Report.AgainstOrgID && x.Report.AnsweredAt == nil {
		l.Body = append(l.Body, w.T("You have not answered the report yet. You can do so once, within %s from the day on which this reaches you.", w.Span(x.Answer)))
	}
}

func (w *writer) abuseLate(l *mail.Letter) {
	x := w.abuseLetter(l)
	l.Why = w.T("%s receives this because it decides reports of abuse.", w.d.Org.Name)
	l.Title = w.T("The report %s waits too long", x.Report.Number)
	l.Lead = w.T("It was to be decided by %s. It stands first in the reviewers’ queue.", w.moment(x.Report.DueAt))
}
