package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func (w *writer) fixProposed(l *mail.Letter) {
	l.Title = w.T("%s proposes a fix in %s", w.d.SellerName, w.d.Payload.CaseNumber)
	l.Lead = w.T("The seller has changed %s that you complained about, and asks you to look. Your page shows each listing as it was and as it is now.", w.count)
	l.Due = w.due(w.T("Answer by"), w.T("If you do nothing, the fix counts as accepted then: the complaint about these listings ends and they stay online."))
	l.Listings = w.listings(w.T("Listings"), false)
	if w.d.Fix != nil && w.d.Fix.Words != "" {
		l.Reasons = &mail.Reasons{Title: w.T("What the seller says was changed"), Lang: w.OtherLang(w.d.Fix.Lang), Parts: []mail.Fact{{Key: w.d.SellerName, Value: w.d.Fix.Words}}}
	}
}

func (w *writer) fixAnswered(l *mail.Letter) {
	by := w.complainant()
	if w.d.Payload.By == ipcase.PartyPlatform {
		by = w.T("A reviewer")
	}
	if w.d.Payload.Kind == string(ipcase.FixAccepted) {
		l.Title = w.T("The fix in %s is accepted", w.d.Payload.CaseNumber)
		l.Lead = w.T("%s accepted the fix of %s. The complaint about them has ended, and they stay online.", by, w.count)
		l.Body = []string{w.T("You need to do nothing.")}
	} else {
		l.Title = w.T("The fix in %s is not accepted", w.d.Payload.CaseNumber)
		l.Lead = w.T("%s did not accept the fix of %s.", by, w.count)
		if w.seller {
			l.Body = []string{w.T("The time that you had left when you proposed the fix runs on from the delivery of this message. You can delete the listings, file a counter-notification, or propose another fix.")}
			l.Due = w.due(w.T("Respond by"), w.silenceRemoves())
			if l.Due != nil && w.d.Estimated {
				l.Due.Note = w.T("This is what was left of your time, counted from the day on which this reaches you. The page of the case shows how it is counted.")
			}
		} else {
			l.Body = []string{w.T("You need to do nothing. What was left of the seller’s time runs on.")}
		}
	}
	l.Listings = w.listings(w.T("Listings"), false)
	if w.d.FixReply != nil && w.d.FixReply.Words != "" {
		l.Reasons = &mail.Reasons{Title: w.T("What was said about it"), Lang: w.OtherLang(w.d.FixReply.Lang), Parts: []mail.Fact{{Key: by, Value: w.d.FixReply.Words}}}
	}
}

func (w *writer) offered(l *mail.Letter) {
	l.Title = w.T("%s offers to settle %s", w.other(), w.d.Payload.CaseNumber)
	l.Lead = w.T("%s offers to end the complaint about %s by agreement. You can accept, decline, or let it be.", w.other(), w.count)
	l.Body = []string{
		w.T("No clock stops while you talk: every deadline of the case runs on."),
		w.T("The offer is without prejudice. Reviewers see that there is an offer; they see its terms only if you accept."),
	}
	l.Listings = w.listings(w.T("Listings"), false)
	l.Reasons = w.terms(w.T("The offer"))
}

func (w *writer) offerAnswered(l *mail.Letter) {
	if w.d.Payload.Kind == string(ipcase.OfferTakenBack) {
		l.Title = w.T("%s took back the offer in %s", w.other(), w.d.Payload.CaseNumber)
		l.Lead = w.T("The offer to settle the complaint about %s is off the table. Either side can make a new one.", w.count)
	} else {
		l.Title = w.T("%s declined your offer in %s", w.other(), w.d.Payload.CaseNumber)
		l.Lead = w.T("Your offer to settle the complaint about %s was declined. Either side can make a new one.", w.count)
	}
	l.Body = []string{w.T("The case goes on as if there had been no offer, and every deadline runs on.")}
	l.Listings = w.listings(w.T("Listings"), false)
	if o := w.d.Offer; o != nil && o.Reply != "" {
		l.Reasons = &mail.Reasons{Title: w.T("What was said about it"), Parts: []mail.Fact{{Key: w.other(), Value: o.Reply}}}
	}
}

func (w *writer) settled(l *mail.Letter) {
	l.Title = w.T("Settled: %s", w.d.Payload.CaseNumber)
	l.Lead = w.T("You and %s have agreed. The complaint about %s has ended as withdrawn.", w.other(), w.count)
	l.Body = []string{
		w.T("No points are booked. What was removed for this complaint is put back, unless something else keeps it offline."),
		w.T("The terms are kept with the case. The platform does not carry them out for you: keep to them yourselves."),
	}
	if o := w.d.Offer; o != nil && o.SellOffOn != "" {
		l.Body = append(l.Body, w.T("Both of you are reminded before the agreed day."))
	}
	l.Listings = w.listings(w.T("Listings"), false)
	l.Reasons = w.terms(w.T("The agreed terms"))
}

func (w *writer) sellOff(l *mail.Letter) {
	day := ""
	if o := w.d.Offer; o != nil {
		day = w.isoDay(o.SellOffOn)
	}
	l.Title = w.T("The agreed sell-off in %s ends on %s", w.d.Payload.CaseNumber, day)
	l.Lead = w.T("You and %s agreed that %s may be sold off until that day.", w.other(), w.count)
	if w.seller {
		l.Body = []string{w.T("Take the listings offline by then.")}
	} else {
		l.Body = []string{w.T("The listings should be offline from the next day on. If they are not, you can file a new complaint.")}
	}
	l.Body = append(l.Body, w.T("The platform does nothing by itself on that day."))
	l.Listings = w.listings(w.T("Listings"), false)
	l.Reasons = w.terms(w.T("The agreed terms"))
}

// terms are what an offer says.
func (w *writer) terms(title string) *mail.Reasons {
	o := w.d.Offer
	if o == nil {
		return nil
	}
	out := &mail.Reasons{Title: title, Lang: w.OtherLang(o.Lang)}
	for _, t := range w.offerTerms(*o) {
		out.Parts = append(out.Parts, mail.Fact{Key: t.Key, Value: t.Text})
	}
	if len(out.Parts) == 0 {
		return nil
	}
	return out
}
