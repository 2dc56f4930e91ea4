package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

// overridden is the letter about what a reviewer did beside the tasks: an order
// recorded, an own mistake reversed, another reason given.
func (w *writer) overridden(l *mail.Letter, kind ipcase.DecisionKind) {
	number := w.d.Payload.CaseNumber
	switch kind {
	case ipcase.DecisionOrder:
		l.Title = w.T("Order of a court or an authority in %s", number)
		l.Lead = w.T("A reviewer recorded an order about %s, which binds the platform. Each listing below says what follows.", w.count)
		l.Body = []string{w.T("It can be challenged before the court or the authority that gave it. The page of the case shows its number, its day, and its document as far as it can be shown.")}
	case ipcase.DecisionReversal:
		l.Title = w.T("We reversed a decision of our own in %s", number)
		l.Lead = w.T("The earlier decision about %s was a mistake of ours. Each listing below says how it stands now; the earlier decision stays on the page, marked as superseded.", w.count)
		l.Body = []string{w.T("Both sides receive the same reasons. If you disagree with an end, you can appeal within %s after this reaches you; another reviewer decides. If you do nothing, the decision stands.",
			w.Months(w.d.Procedure.AppealMonths))}
		if w.seller {
			l.Due = w.due(w.T("Respond by"), w.silenceRemoves())
		}
	default:
		l.Title = w.T("Another reason for the complaint in %s", number)
		l.Lead = w.T("A reviewer gave the complaint about %s another reason. Nothing else about the listings changes, and no time starts anew.", w.count)
		l.Body = []string{w.T("What follows from the complaint goes by this reason from now on. You need to do nothing.")}
	}
	l.Listings = w.listings(w.T("Listings"), true)
	l.Reasons = w.reasons()
}
