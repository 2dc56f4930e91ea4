package present

import (
	"ipportal/ipcase"
	"ipportal/views/mail"
)

func invitationMail(w *accountWriter, f *mail.Letter) {
	org, by := w.l.Facts["org"], w.l.Facts["by"]
	f.Title = w.T("%s invites you to act for %s", by, org)
	f.Lead = w.T("%s invites you to act for %s on this portal.", by, org)
	f.Body = []string{w.T("If you have an account with this address, sign in and accept. If you have none, choose a name and a password.")}
	w.teamFacts(f)
	w.link(f, w.T("Look at the invitation"))
	f.Why = w.T("You get this because %s gave your address. If you do not know them, leave the mail: without your answer nothing happens.", by)
}

// teamFacts says for whom, as what.
func (w *accountWriter) teamFacts(f *mail.Letter) {
	party, role := ipcase.Party(w.l.Facts["party"]), ipcase.Role(w.l.Facts["role"])
	var may ipcase.Granted
	for _, p := range ipcase.Grantable(party) {
		if w.l.Facts["may_"+string(p)] != "" {
			may = may.Grant(p)
		}
	}
	f.Facts = append(
		f.Facts, mail.Fact{Key: w.T("Organisation"), Value: w.l.Facts["org"]}, mail.Fact{Key: w.T("Role"), Value: w.RoleName(role)},
		mail.Fact{Key: w.T("May"), Value: w.MaySay(party, role, may)},
	)
}

func roleMail(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Your role at %s was changed", w.l.Facts["org"])
	f.Lead = w.T("%s has changed what you may do for %s. It holds from now on.", w.l.Facts["by"], w.l.Facts["org"])
	w.teamFacts(f)
	w.team(f, w.T("See the people of the organisation"), TeamPath)
}

// team is a link to a page of the portal that needs no token.
func (w *accountWriter) team(f *mail.Letter, text, path string) {
	f.Link = mail.Link{Text: text, Href: w.base + path}
	f.LinkNote = w.T("Sign in first. The link holds nothing secret.")
	f.Why = w.T("You get this because you have an account on this portal.")
}

func endedMail(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("You no longer act for %s", w.l.Facts["org"])
	f.Lead = w.T("%s has ended your membership of %s. You are signed out there.", w.l.Facts["by"], w.l.Facts["org"])
	f.Body = []string{w.T("Your account stays. What you did for the organisation stays on record.")}
	w.team(f, w.T("See for whom you act"), "/account/organisations")
}

func offerMail(w *accountWriter, f *mail.Letter) {
	org, by := w.l.Facts["org"], w.l.Facts["by"]
	f.Title = w.T("%s offers you the ownership of %s", by, org)
	f.Lead = w.T("%s asks you to become the owner (main account) of %s.", by, org)
	f.Body = []string{w.T("An owner may do everything, and looks after the people. Nothing changes before you sign in and accept.")}
	w.link(f, w.T("Look at the offer"))
	f.Why = w.T("You get this because you have an account on this portal.")
}

func transferredMail(w *accountWriter, f *mail.Letter) {
	org, by := w.l.Facts["org"], w.l.Facts["by"]
	f.Title = w.T("%s is now the owner of %s", by, org)
	f.Lead = w.T("%s has accepted the ownership of %s. Whoever offered it is a member with every permission from now on.", by, org)
	if w.l.Facts["stay"] != "" {
		f.Title = w.T("%s is now an owner of %s", by, org)
		f.Lead = w.T("%s has accepted to be an owner of %s, beside those who were.", by, org)
	}
	w.team(f, w.T("See the people of the organisation"), TeamPath)
}

func disabledMail(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Your account was disabled")
	f.Lead = w.T("An operator of the platform has disabled your account. You are signed out everywhere and cannot sign in.")
	f.Body = []string{w.T("If you think that this is a mistake, write to the platform.")}
	f.Link = mail.Link{Text: w.T("Open the portal"), Href: w.base + "/"}
	f.Why = w.T("You get this because you have an account on this portal.")
}
