package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func (w *writer) other() string {
	if w.seller {
		return w.complainant()
	}
	return w.d.SellerName
}

func (w *writer) decided(l *mail.Letter) {
	l.Title = w.T("Decision in %s", w.d.Payload.CaseNumber)
	kind := ipcase.DecisionAdjudication
	if w.d.Decision != nil {
		kind = w.d.Decision.Kind
	}
	switch kind {
	case ipcase.DecisionAppeal:
		l.Title = w.T("Decision on the appeal in %s", w.d.Payload.CaseNumber)
		l.Lead = w.T("Another reviewer looked again at the decision about %s. Each listing below says how it ended.", w.count)
	case ipcase.DecisionRightEnded:
		l.Lead = w.T("The right was no longer in force, so a reviewer looked at the complaint about %s. Each listing below says how it goes on.", w.count)
	case ipcase.DecisionGuarded:
		l.Lead = w.T("The seller’s time ran out in the days before a sales event, so a reviewer looked at the complaint about %s. Each listing below says how it goes on.", w.count)
	case ipcase.DecisionCourt:
		l.Title = w.T("Outcome of the court recorded in %s", w.d.Payload.CaseNumber)
		l.Lead = w.T("A reviewer recorded what the court decided about %s. Each listing below says what follows.", w.count)
	case ipcase.DecisionOrder, ipcase.DecisionReversal, ipcase.DecisionReclassify:
		w.overridden(l, kind)
		return
	default:
		l.Lead = w.T("A reviewer decided between the complaint and the counter-notification about %s. Each listing below says how it ended.", w.count)
	}
	if w.seller {
		l.Due = w.due(w.T("File another counter-notification by"), w.T("If you do nothing, the complaint is closed then and the removal stays."))
	}
	l.Body = []string{w.T("Both sides receive the same reasons. If you disagree with an end, you can appeal within %s after this reaches you; another reviewer decides. If you do nothing, the decision stands.",
		w.Months(w.d.Procedure.AppealMonths))}
	l.Listings = w.listings(w.T("Listings"), true)
	l.Reasons = w.reasons()
}

func (w *writer) ended(l *mail.Letter) {
	l.Title = w.T("The complaint %s has ended", w.d.Payload.CaseNumber)
	after := w.d.Procedure.AfterCounter
	court := after == ipcase.CourtWait || after == ipcase.NoCounter
	switch w.d.Payload.Outcome {
	case ipcase.Lapsed:
		l.Lead = w.T("The time to complete your complaint about %s of %s ran out, so it lapsed.", w.count, w.d.SellerName)
		l.Body = []string{w.T("You can file it anew with what was missing.")}
	case ipcase.Fixed:
		l.Lead = w.T("Nobody answered the fix of %s in time, so it counts as accepted. The complaint about them has ended, and they stay online.", w.count)
		l.Body = []string{w.T("You need to do nothing.")}
	case ipcase.Restored:
		l.Lead = w.T("The complainant did not answer the counter-notification about %s in time. The complaint about them has ended: they stay online, or are put back unless something else keeps them offline.", w.count)
		if court {
			l.Lead = w.T("Nothing that holds the case about %s was shown in time. The listings are put back, unless something else keeps them offline.", w.count)
		}
		l.Body = []string{w.T("You need to do nothing.")}
		if !w.seller {
			l.Body = []string{w.T("You can file a new complaint with new evidence.")}
		}
	default:
		l.Lead = w.T("The time for a counter-notification about %s ran out. The complaint about them is closed, and the removal stays.", w.count)
		l.Body = []string{w.T("You need to do nothing.")}
		if w.seller {
			l.Body = []string{w.T("If you disagree, you can appeal within %s after this reaches you. If you do nothing, the removal stays.", w.Months(w.d.Procedure.AppealMonths))}
		}
	}
	l.Listings = w.listings(w.T("Listings"), true)
}

func (w *writer) appealed(l *mail.Letter) {
	l.Title = w.T("%s appeals in %s", w.other(), w.d.Payload.CaseNumber)
	l.Lead = w.T("%s disagrees with the decision about %s and asks for another look. A reviewer who decided nothing in this case before does that; the target is %s.",
		w.other(), w.count, w.Span(w.d.Procedure.Windows[ipcase.WindowReview]))
	l.Body = []string{w.T("You need to do nothing now. Until then the listings stay as they are, and both sides receive the decision.")}
	l.Listings = w.listings(w.T("Listings"), false)
}

// letter passes on what the other side wrote. It says whose words they are, and
// nothing of how either side can be reached.
func (w *writer) letter(l *mail.Letter) {
	l.Title = w.T("%s wrote to you about %s", w.other(), w.d.Payload.CaseNumber)
	l.Lead = w.T("%s wrote to you through the portal. It is a letter, not a statement in the case: no deadline starts or stops by it.", w.other())
	l.Body = []string{w.T("Answer on the page of the case, if you wish. Your address is not passed on, and you were not told theirs.")}
	if w.d.Letter == nil || w.d.Letter.Words == "" {
		return
	}
	l.Reasons = &mail.Reasons{Title: w.T("The letter"), Lang: w.OtherLang(w.d.Letter.Lang), Parts: []mail.Fact{{Key: w.other(), Value: w.d.Letter.Words}}}
}
