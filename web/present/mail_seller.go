package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func (w *writer) complaint(l *mail.Letter) {
	l.Title = w.N(w.d.ItemCount, "%[2]s says %[1]d of your listings infringes %[3]s", "%[2]s says %[1]d of your listings infringe %[3]s",
		w.d.ItemCount, w.complainant(), w.itsRight(w.d.Right.Type))
	l.Lead = w.T("This is what the complainant says; nothing has been decided and nothing has been removed. Open the case to see the listings, the right and what you can do.")
	l.Body = []string{w.T("If you disagree, file a counter-notification. If you agree, delete the listings yourself: that ends the complaint about them without a removal.")}
	l.Due = w.due(w.T("Respond by"), w.silenceRemoves())
	l.Listings = w.listings(w.T("Your listings"), false)
}

func (w *writer) silenceRemoves() string {
	if n := w.d.Procedure.Attempts; n > 0 {
		return w.T("If you do nothing, the listings are removed then, and one of your %d counter-notifications for each counts as used.", n)
	}
	return w.T("If you do nothing, the listings are removed then.")
}

func (w *writer) removedFirst(l *mail.Letter) {
	l.Title = w.T("Removed: %s, after a complaint by %s", w.count, w.complainant())
	l.Lead = w.T("%s filed a complete notice that these listings infringe %s, and a reviewer accepted it. They are being removed from the marketplace.", w.complainant(), w.itsRight(w.d.Right.Type))
	l.Body = []string{w.mayCounter()}
	if w.d.Procedure.AfterCounter == ipcase.NoCounter {
		l.Due = w.due(w.T("Put back at the latest"), w.T("Unless a court orders otherwise."))
	} else {
		l.Due = w.due(w.T("File a counter-notification by"), w.T("If you do nothing, the removal stays."))
	}
	l.Listings = w.listings(w.T("Your listings"), false)
	l.Reasons = w.reasons()
}

// mayCounter says what a counter-notification leads to.
func (w *writer) mayCounter() string {
	p := w.d.Procedure
	switch p.AfterCounter {
	case ipcase.CourtWait:
		return w.T("If this is a mistake, file a counter-notification. The complainant receives a copy with your contact; if it does not show %s within %s, the listings are put back.",
			w.action(p), w.Span(p.Windows[ipcase.WindowCourt]))
	case ipcase.ReviewerDecides:
		return w.T("If the complaint is wrong, you can still file a counter-notification. A copy goes to the complainant, and a reviewer decides.")
	case ipcase.NoCounter:
		return w.T("The listings are put back when %s have passed since the complaint was received, unless the complainant shows %s by then. You need to do nothing for that.",
			w.Span(p.Windows[ipcase.WindowCourt]), w.action(p))
	case ipcase.HolderAnswers:
	}
	return w.T("If the complaint is wrong, you can still file a counter-notification. The complainant answers it, and a reviewer decides what stays in dispute.")
}

func (w *writer) removedSilence(l *mail.Letter) {
	l.Title = w.T("Removed: %s, as no response came in time", w.count)
	l.Lead = w.T("The time to respond to the complaint by %s has run out, and nobody responded. The listings are being removed from the marketplace.", w.complainant())
	l.Body = []string{w.mayCounter()}
	l.Due = w.due(w.T("File a counter-notification by"), w.T("If you do nothing, the complaint is closed then and the removal stays."))
	l.Listings = w.listings(w.T("Your listings"), false)
	l.Reasons = w.reasons()
}

func (w *writer) counterFiled(l *mail.Letter) {
	l.Title = w.T("We received your counter-notification in %s", w.d.Payload.CaseNumber)
	l.Lead = w.T("You say that the complaint by %s about %s is wrong. Your ground: %s.", w.complainant(), w.count, w.Ground(w.d.CounterGround))
	switch w.d.Procedure.AfterCounter {
	case ipcase.CourtWait:
		l.Body = []string{w.T("A copy goes to the complainant. If it does not show %s within %s, the listings are put back.", w.action(w.d.Procedure), w.Span(w.d.Procedure.Windows[ipcase.WindowCourt]))}
	case ipcase.ReviewerDecides:
		l.Body = []string{w.T("A copy goes to the complainant, and a reviewer decides; the target is %s.", w.Span(w.d.Procedure.Windows[ipcase.WindowReview]))}
	default:
		l.Body = []string{w.T("A copy goes to the complainant. From the day on which it arrives, the complainant has %s to accept or contest it. If it does nothing, the complaint about these listings ends and they stay online, or are put back.",
			w.Span(w.d.Procedure.Windows[ipcase.WindowHolderAnswer]))}
	}
	l.Body = append(l.Body, w.T("You need to do nothing now. We write to you when something changes."))
	l.Listings = w.listings(w.T("Your listings"), false)
}

func (w *writer) answered(l *mail.Letter) {
	c := w.complainant()
	switch ipcase.AnswerKind(w.d.Payload.Kind) {
	case ipcase.AnswerAccept:
		l.Title = w.T("%s accepts your counter-notification", c)
		l.Lead = w.T("The complaint about %s has ended. What was removed because of it is put back, unless something else keeps it offline.", w.count)
		l.Body = []string{w.T("You need to do nothing.")}
	case ipcase.AnswerCourt:
		l.Title = w.T("%s shows %s", c, w.action(w.d.Procedure))
		l.Lead = w.T("The case about %s is on hold until that is decided. The listings stay as they are.", w.count)
		if w.d.Court != "" {
			l.Facts = append(l.Facts, mail.Fact{Key: w.T("Court or authority"), Value: w.d.Court}, mail.Fact{Key: w.T("Number there"), Value: w.d.CourtNumber})
		}
		l.Body = []string{w.T("You need to do nothing here. The court or authority writes to you itself.")}
	default:
		l.Title = w.T("%s contests your counter-notification", c)
		l.Lead = w.T("A reviewer now decides about %s; the target is %s. Your page holds what the complainant wrote and the files that it added.", w.count, w.Span(w.d.Procedure.Windows[ipcase.WindowReview]))
		l.Body = []string{w.T("You need to do nothing now. Both sides receive the decision with its reasons.")}
	}
	l.Listings = w.listings(w.T("Your listings"), true)
}

func (w *writer) withdrawn(l *mail.Letter) {
	l.Title = w.T("%s withdrew its complaint about %s", w.complainant(), w.count)
	l.Lead = w.T("The complaint about these listings has ended. What was removed because of it is put back, unless something else keeps it offline.")
	l.Body = []string{w.T("You need to do nothing.")}
	l.Listings = w.listings(w.T("Your listings"), false)
}
