package present

import (
	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/views/mail"
)

// PaperKind names a kind of identity paper.
func (r Reader) PaperKind(k ipcase.PaperKind) string {
	switch k {
	case ipcase.Passport:
		return r.T("Passport")
	case ipcase.IdentityCard:
		return r.T("Identity card")
	default:
		return r.T("Extract of the company register")
	}
}

// IdentityBadge says how far an identity is proven, for the holder and for
// reviewers alike.
func (r Reader) IdentityBadge(s ipcase.IdentityStatus) views.Badge {
	switch s {
	case ipcase.IdentityPending:
		return views.Badge{Tone: views.Info, Text: r.T("Identity being checked")}
	case ipcase.IdentityVerified:
		return views.Badge{Tone: views.Success, Text: r.T("Identity verified")}
	case ipcase.IdentityRefused:
		return views.Badge{Tone: views.Warn, Text: r.T("Identity not proven")}
	default:
		return views.Badge{Tone: views.Warn, Text: r.T("Identity not handed in")}
	}
}

// identityText is what happened to an identity paper.
func (r Reader) identityText(k ipcase.EventKind) string {
	switch k {
	case ipcase.EventIdentityHandedIn:
		return r.T("handed in the paper")
	case ipcase.EventIdentityOpened:
		return r.T("opened a file of the paper")
	case ipcase.EventIdentityVerified:
		return r.T("verified the identity")
	case ipcase.EventIdentityRefused:
		return r.T("did not accept the paper")
	case ipcase.EventIdentitySealed:
		return r.T("A virus was found in a file of the paper. It is sealed, and nobody is given it")
	case ipcase.EventIdentityDropped:
		return r.T("The files of the paper were deleted, as their time was over")
	default:
		return ""
	}
}

func (w *writer) identityVerified(l *mail.Letter) {
	l.Title = w.T("The identity of %s is verified", w.d.Org.Name)
	l.Lead = w.T("A reviewer checked the paper that you handed in (%s) and verified who you are.", w.d.Identity.Number)
	l.Body = []string{
		w.T("Complaints that waited for this go on now. You need to do nothing."),
		w.T("The files of the paper are deleted %d days after the check. The record of the check stays.", ipcase.PaperDays),
	}
}

func (w *writer) identityRefused(l *mail.Letter) {
	l.Title = w.T("Not accepted: the identity paper of %s", w.d.Org.Name)
	l.Lead = w.T("A reviewer checked the paper that you handed in (%s) and could not verify who you are.", w.d.Identity.Number)
	if w.d.Identity.Reason != "" {
		l.Reasons = &mail.Reasons{Title: w.T("Why, and how to cure it"), Parts: []mail.Fact{{Key: w.T("Reason"), Value: w.d.Identity.Reason}}}
	}
	l.Body = []string{
		w.T("You can hand in a paper again. Until one is verified, your complaints wait and no seller is told of them."),
		w.T("The files of the paper are deleted %d days after the check. The record of the check stays.", ipcase.PaperDays),
	}
}
