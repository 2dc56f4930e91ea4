package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

// standingLetter is what every mail about a standing says beside its news.
func (w *writer) standingLetter(l *mail.Letter) ipcase.Measure {
	l.Sender = w.T("Sent by %s. Nobody reads answers to this address.", w.product)
	l.Why = w.T("%s receives this because it is about its account.", w.d.Org.Name)
	l.Facts = nil
	m := w.d.Measure
	if m.Number == "" {
		l.Link.Text = w.T("Open the page of your standing")
		return m
	}
	l.Link.Text = w.T("Open the decision")
	l.Facts = []mail.Fact{{Key: w.T("Number"), Value: m.Number}, {Key: w.T("Measure"), Value: w.MeasureKind(m.Kind)}}
	if m.EndsAt != nil {
		l.Facts = append(l.Facts, mail.Fact{Key: w.T("Until"), Value: w.Time(*m.EndsAt).Text})
	}
	return m
}

func (w *writer) measure(l *mail.Letter) {
	m := w.standingLetter(l)
	l.Title = w.T("Decision about the account of %s: %s", w.d.Org.Name, w.MeasureKind(m.Kind))
	l.Lead = w.T("A reviewer decided a measure against the account of %s.", w.d.Org.Name)
	l.Body = []string{w.d.MeasureRule.Effect.In(w.Lang)}
	if m.Kind == ipcase.MeasureFilingCap {
		l.Body = append(l.Body, w.N(m.Filings, "%d complaint a day can be filed.", "%d complaints a day can be filed."))
	}
	if m.EndsAt != nil {
		l.Body = append(l.Body, w.T("It ends by itself. You need to do nothing for that."))
	} else {
		l.Body = append(l.Body, w.T("It holds until it is lifted."))
	}
	l.Reasons = &mail.Reasons{Title: w.T("Statement of reasons"), Parts: []mail.Fact{
		{Key: w.T("Facts"), Value: m.Facts},
		{Key: w.groundKind(m.GroundKind), Value: m.Reference},
		{Key: w.T("Explanation"), Value: m.Explanation},
		{Key: w.T("If you disagree"), Value: m.Redress},
	}}
}

func (w *writer) measureEnded(l *mail.Letter) {
	m := w.standingLetter(l)
	l.Title = w.T("Ended: %s of the account of %s", w.MeasureKind(m.Kind), w.d.Org.Name)
	l.Lead = w.T("The measure %s ended today, as it was decided.", m.Number)
	if m.Status == ipcase.MeasureLifted {
		l.Title = w.T("Lifted: %s of the account of %s", w.MeasureKind(m.Kind), w.d.Org.Name)
		l.Lead = w.T("The measure %s was lifted: the report that it followed from, %s, was decided otherwise on appeal.", m.Number, m.Ref)
	}
	if m.Kind.Party() == ipcase.PartySeller && m.Kind != ipcase.MeasureWarning {
		l.Body = []string{w.T("Listings that it took offline are being put back, unless a case or another measure keeps them down.")}
	}
}

func (w *writer) measureAppeal(l *mail.Letter) {
	m := w.standingLetter(l)
	l.Title = w.T("Your appeal against %s: the measure stays", m.Number)
	l.Lead = w.T("Another reviewer looked at the measure again. It stays as it was decided.")
	if m.Status == ipcase.MeasureLifted {
		l.Title = w.T("Your appeal against %s: the measure is lifted", m.Number)
		l.Lead = w.T("Another reviewer looked at the measure again and lifted it.")
	}
	l.Reasons = &mail.Reasons{Title: w.T("Reasons"), Parts: []mail.Fact{{Key: w.T("Explanation"), Value: m.Answer}}}
}

func (w *writer) tierGiven(l *mail.Letter) {
	w.standingLetter(l)
	l.Title = w.T("%s has the good-faith tier", w.d.Org.Name)
	l.Lead = w.T("The complaints of %s of the last months were accurate enough for the good-faith tier.", w.d.Org.Name)
	l.Body = []string{w.T("Where the procedure lets it, sellers are told of your complaints at once, without a reviewer before. The page of your standing says what keeps the tier.")}
}

func (w *writer) tierLost(l *mail.Letter) {
	w.standingLetter(l)
	l.Title = w.T("%s no longer has the good-faith tier", w.d.Org.Name)
	l.Lead = w.T("The complaints of the last months no longer meet what the good-faith tier asks for. A reviewer checks your complaints again before a seller is told.")
	if w.d.Payload.DueAt != nil {
		l.Body = []string{w.T("It can come back after %s at the earliest.", w.Day(*w.d.Payload.DueAt).Text)}
	}
}
