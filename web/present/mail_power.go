package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

// powerLetter is what every mail about a power of attorney says beside its news.
func (w *writer) powerLetter(l *mail.Letter) (p ipcase.MailPower, mine bool) {
	if w.d.Power == nil {
		return p, false
	}
	p, mine = *w.d.Power, ipcase.PowerSide(w.d.Payload.Kind) != ipcase.SidePrincipal
	l.Link.Text = w.T("Open the power of attorney")
	l.Sender = w.T("Sent by %s. Nobody reads answers to this address.", w.product)
	l.Why = w.T("%s receives this because it acts under this power of attorney.", w.d.Org.Name)
	if !mine {
		l.Why = w.T("%s receives this because this power of attorney was given in its name.", w.d.Org.Name)
	}
	l.Facts = []mail.Fact{
		{Key: w.T("Power of attorney"), Value: p.Number},
		{Key: w.T("Principal"), Value: p.PrincipalName},
		{Key: w.T("Agent"), Value: p.AgentName},
		{Key: w.T("Valid"), Value: w.T("%s to %s", w.DateOnly(p.ValidFrom).Text, w.DateOnly(p.ValidUntil).Text)},
	}
	if w.d.Org.ID == 0 { // a principal that nobody acts for here
		l.Link = mail.Link{Text: w.T("Open an account"), Href: w.base + "/join"}
		l.Why = w.T("%s receives this at the address that the power of attorney names.", w.d.Org.Name)
	}
	return p, mine
}

func (w *writer) powerVerified(l *mail.Letter) {
	p, mine := w.powerLetter(l)
	l.Title = w.T("Verified: the power of attorney of %s", p.PrincipalName)
	l.Lead = w.T("A reviewer compared %s with the signed paper and verified it. You can act for %s until %s.", p.Number, p.PrincipalName, w.DateOnly(p.ValidUntil).Text)
	l.Body = []string{w.T("What you file says both names. The power of attorney ends by itself on its last day; we write to you before.")}
	if !mine {
		l.Title = w.T("%s acts for you under a power of attorney", p.AgentName)
		l.Lead = w.T("A reviewer verified a power of attorney that %s handed in in the name of %s. It can act for you until %s.", p.AgentName, p.PrincipalName, w.DateOnly(p.ValidUntil).Text)
		l.Body = []string{w.T("An owner of your account can confirm it and then read what is filed for you. If you did not give it, revoke it on its page: it ends at once.")}
	}
	if w.d.Org.ID == 0 {
		l.Body = []string{w.T("With an account that is opened with this mail address you can confirm it, read what is filed for you, and revoke it: it then ends at once. Without one it goes on as the signed paper says.")}
	}
}

func (w *writer) powerRefused(l *mail.Letter) {
	p, _ := w.powerLetter(l)
	l.Title = w.T("Not accepted: the power of attorney of %s", p.PrincipalName)
	l.Lead = w.T("A reviewer compared %s with the signed paper and did not accept it.", p.Number)
	w.powerReason(l, p)
	l.Body = []string{w.T("You cannot act for %s under it. You can hand in one that cures this.", p.PrincipalName)}
}

func (w *writer) powerReason(l *mail.Letter, p ipcase.MailPower) {
	if p.Reason != "" {
		l.Reasons = &mail.Reasons{Title: w.T("Why"), Parts: []mail.Fact{{Key: w.T("Reason"), Value: p.Reason}}}
	}
}

func (w *writer) powerConfirmed(l *mail.Letter) {
	p, _ := w.powerLetter(l)
	l.Title = w.T("%s has confirmed you as its agent", p.PrincipalName)
	l.Lead = w.T("An owner of the account of %s confirmed that you act for it under %s.", p.PrincipalName, p.Number)
	l.Body = []string{w.T("It reads what you file for it, and you can complain under its own rights as far as the power of attorney goes.")}
}

func (w *writer) powerEnding(l *mail.Letter) {
	p, mine := w.powerLetter(l)
	l.Title = w.N(p.DaysLeft, "%d day left: the power of attorney of %s", "%d days left: the power of attorney of %s", p.DaysLeft, p.PrincipalName)
	if p.DaysLeft <= 0 {
		l.Title = w.T("Ends today: the power of attorney of %s", p.PrincipalName)
	}
	l.Lead = w.T("%s ends by itself on %s at 24:00. After that %s can do nothing under it.", p.Number, w.DateOnly(p.ValidUntil).Text, p.AgentName)
	if mine {
		l.Body = []string{w.T("To go on acting for %s, hand in a new power of attorney in time. Otherwise no silence of a seller acts on its open complaints any more; a reviewer looks at them.", p.PrincipalName)}
		return
	}
	l.Body = []string{w.T("If the agent is to go on, give it a new power of attorney in time. You need to do nothing if it is not.")}
}

func (w *writer) powerEnded(l *mail.Letter) {
	p, _ := w.powerLetter(l)
	l.Title = w.T("Ended: the power of attorney of %s", p.PrincipalName)
	l.Lead = w.T("The last day of %s is over. %s can do nothing under it any more.", p.Number, p.AgentName)
	l.Body = []string{w.powerOpen(p)}
}

func (w *writer) powerRevoked(l *mail.Letter) {
	p, _ := w.powerLetter(l)
	l.Title = w.T("Revoked: the power of attorney of %s", p.PrincipalName)
	l.Lead = w.T("%s was revoked by %s. %s can do nothing under it any more.", p.Number, w.powerSide(p.RevokedBy), p.AgentName)
	w.powerReason(l, p)
	l.Body = []string{w.powerOpen(p)}
}

// powerOpen says what becomes of what is open.
func (w *writer) powerOpen(p ipcase.MailPower) string {
	return w.T("Open complaints for %s stay as they are. Where a seller does not answer, a reviewer looks first, and lets the complaint go on if a new power of attorney or the principal takes over.", p.PrincipalName)
}
