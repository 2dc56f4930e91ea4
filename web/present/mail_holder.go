package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func (w *writer) filed(l *mail.Letter) {
	l.Title = w.T("We received your complaint %s", w.d.Payload.ComplaintNumber)
	l.Lead = w.T("%s filed a complaint about %s of %s.", w.complainant(), w.count, w.N(w.d.SellerCount, "%d seller", "%d sellers"))
	l.Body = []string{
		w.T("A reviewer now checks whether it is complete; the target is %s. No seller is told of it before that.", w.Span(w.d.Procedure.Windows[ipcase.WindowIntake])),
		w.T("You need to do nothing now. We write to you as soon as it is your turn, and say by when."),
	}
}

func (w *writer) needsInfo(l *mail.Letter) {
	l.Title = w.T("Your complaint %s needs more information", w.d.Payload.CaseNumber)
	l.Lead = w.T("A reviewer checked your complaint about %s of %s and asks you for more before it can go on.", w.count, w.d.SellerName)
	l.Due = w.due(w.T("Complete it by"), w.T("If it is not completed by then, the complaint about these listings lapses. You can file it anew."))
	l.Listings = w.listings(w.T("What is missing"), false)
	l.Reasons = w.reasons()
}

func (w *writer) refused(l *mail.Letter) {
	l.Title = w.T("Not accepted: your complaint %s", w.d.Payload.CaseNumber)
	l.Lead = w.T("A reviewer did not accept your complaint about %s of %s.", w.count, w.d.SellerName)
	l.Body = []string{
		w.T("Each listing below says why, and what would cure it. You can then file a new complaint."),
		w.T("If you disagree, you can appeal within %s after this reaches you. Another reviewer decides. If you do nothing, the complaint about these listings stays closed.", w.Months(w.d.Procedure.AppealMonths)),
	}
	l.Listings = w.listings(w.T("Listings not accepted"), false)
	l.Reasons = w.reasons()
}

func (w *writer) accepted(l *mail.Letter) {
	l.Title = w.T("Accepted: your complaint %s", w.d.Payload.CaseNumber)
	l.Lead = w.T("A reviewer accepted your complaint about %s of %s. The seller is being told now.", w.count, w.d.SellerName)
	first := w.d.Procedure.Windows[ipcase.WindowSellerFirst]
	switch w.d.Procedure.Mode {
	case ipcase.RemoveWait:
		l.Body = []string{w.T("The listings are being removed. Show %s within the time that the law gives; without it they are put back.", w.action(w.d.Procedure))}
		l.Due = w.due(w.T("Show %s by", w.action(w.d.Procedure)), w.T("If you show nothing by then, the listings are put back."))
		l.Listings = w.listings(w.T("Listings"), false)
		return
	case ipcase.RemoveFirst:
		l.Body = []string{w.T("The listings are being removed. The seller can file a counter-notification; you would receive a copy and be told what you can do.")}
	default:
		l.Body = []string{w.T("From the day on which the notice reaches it, the seller has %s to delete the listings or to answer. If it does nothing, they are removed.", w.Span(first))}
	}
	l.Body = append(l.Body, w.T("You need to do nothing now. We write to you as soon as it is your turn, and say by when."))
	l.Listings = w.listings(w.T("Listings"), false)
}

func (w *writer) sellerDeleted(l *mail.Letter) {
	l.Title = w.T("%s deleted %s that you complained about", w.d.SellerName, w.count)
	l.Lead = w.T("The seller deleted the listings below. The complaint about them is closed, and you need to do nothing.")
	l.Listings = w.listings(w.T("Deleted by the seller"), false)
}

func (w *writer) countered(l *mail.Letter) {
	l.Title = w.T("%s filed a counter-notification in %s", w.d.SellerName, w.d.Payload.CaseNumber)
	l.Lead = w.T("The seller says that the complaint about %s is wrong. Its ground: %s.", w.count, w.Ground(w.d.CounterGround))
	switch w.d.Procedure.AfterCounter {
	case ipcase.CourtWait:
		l.Body = []string{w.T("You can accept it, or show %s. Your page holds what the seller wrote and the files that it added.", w.action(w.d.Procedure))}
		l.Due = w.due(w.T("Show %s by", w.action(w.d.Procedure)), w.T("If you show nothing by then, the listings are put back."))
	case ipcase.ReviewerDecides:
		l.Body = []string{w.T("A reviewer decides on it; the target is %s. You need not answer. Your page holds what the seller wrote and the files that it added.", w.Span(w.d.Procedure.Windows[ipcase.WindowReview]))}
	default:
		l.Body = []string{w.T("You can accept it, contest it with evidence, or show court action. Your page holds what the seller wrote and the files that it added.")}
		l.Due = w.due(w.T("Answer by"), w.T("If you do nothing, the complaint about these listings ends then: they stay online, or are put back."))
	}
	l.Listings = w.listings(w.T("Listings"), false)
}

func (w *writer) rightVerified(l *mail.Letter) {
	l.Title = w.T("Verified: %s (%s)", w.d.Right.Title, w.d.Right.Number)
	l.Lead = w.T("A reviewer verified this right. Complaints that you file under it go to the next step as soon as they are complete.")
	l.Body = []string{w.T("You need to do nothing. We look again if the register changes.")}
}

func (w *writer) rightRefused(l *mail.Letter) {
	l.Title = w.T("Not accepted: %s (%s)", w.d.Right.Title, w.d.Right.Number)
	l.Lead = w.T("A reviewer checked this right and did not accept it.")
	if w.d.Right.Reason != "" {
		l.Reasons = &mail.Reasons{Title: w.T("Why, and how to cure it"), Parts: []mail.Fact{{Key: w.T("Reason"), Value: w.d.Right.Reason}}}
	}
	l.Body = []string{w.T("Until it is verified, no complaint under it is accepted. You can register the right again with what was missing.")}
}
