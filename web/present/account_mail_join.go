package present

import (
	"ipportal/ipcase/account"
	"ipportal/views/mail"
)

func init() { //nolint:gochecknoinits // each area adds its own letters
	accountLetters[account.MailJoin] = (*accountWriter).join
	accountLetters[account.MailJoinKnown] = (*accountWriter).joinKnown
	accountLetters[account.MailReport] = (*accountWriter).report
	accountLetters[account.MailFollow] = (*accountWriter).follow
	accountLetters[account.MailShop] = (*accountWriter).shop
	accountLetters[account.MailClaim] = (*accountWriter).claim
	accountLetters[account.MailShopCode] = (*accountWriter).shopCode
	accountLetters[account.MailShopAsked] = (*accountWriter).shopAsked
	accountLetters[account.MailShopRefused] = (*accountWriter).shopRefused
}

func (w *accountWriter) join(l *mail.Letter) {
	l.Title = w.T("Confirm your mail address to open your account")
	l.Lead = w.T("Somebody entered this address to open an account for the rights holder %s.", w.l.Facts["org"])
	l.Body = []string{w.T("Open the link and press its button. If it was not you, do nothing: then no account is opened.")}
	w.link(l, w.T("Confirm the address"))
}

func (w *accountWriter) joinKnown(l *mail.Letter) {
	l.Title = w.T("You have an account already")
	l.Lead = w.T("Somebody entered your mail address to open an account. You have one, and nothing has changed.")
	l.Body = []string{w.T("If it was you, sign in. If you have forgotten the password, ask for a new one on the page for signing in. If it was not you, you need to do nothing.")}
	l.Link = mail.Link{Text: w.T("Sign in"), Href: w.base + "/sign-in"}
}

func (w *accountWriter) report(l *mail.Letter) {
	l.Title = w.T("Confirm your mail address to send your notice about %s", w.l.Facts["right"])
	l.Lead = w.T("Somebody entered this address to report listings that infringe the right %s. Nothing has been sent to anybody yet.", w.l.Facts["right"])
	l.Body = []string{w.T("Open the link, add files if you have any, and press its button. If it was not you, do nothing: then all that was typed is deleted.")}
	w.link(l, w.T("Confirm the address"))
}

func (w *accountWriter) follow(l *mail.Letter) {
	number := w.l.Facts["number"]
	l.Title = w.T("Your notice is filed as %s", number)
	l.Lead = w.T("A reviewer looks at it. We write to this address when something happens.")
	to := "/holder/complaints/" + number
	if w.l.Path == "" { // they have an account
		l.Body = []string{w.T("Your mail address has an account here. Sign in with it to follow the notice, to answer and to take it back.")}
		l.Link = mail.Link{Text: w.T("Sign in"), Href: w.base + to}
		return
	}
	l.Body = []string{
		w.T("The button is your private link: it opens what you filed, to follow it, to answer and to take it back. Give it to nobody else."),
		w.T("You can make an account of it at any time: ask for a new password for this address on the page for signing in. What you filed then goes on in your account."),
	}
	l.Link = mail.Link{Text: w.T("Open what I filed"), Href: w.base + w.l.Path + "?to=" + to}
	l.LinkNote = w.T("The link only opens a page with a button. Nothing happens by opening it.")
}

func (w *accountWriter) shop(l *mail.Letter) {
	l.Title = w.T("Open the account of your shop %s", w.l.Facts["shop"])
	l.Lead = w.T("Complaints about listings of %s are handled here. With an account you see them, answer them in time, and invite others.", w.l.Facts["shop"])
	l.Body = []string{w.T("The marketplace has this address as that of the shop. If it is not yours, do nothing.")}
	w.link(l, w.T("Open the account"))
}

func (w *accountWriter) claim(l *mail.Letter) {
	l.Title = w.T("Prove that the shop %s is yours", w.l.Facts["shop"])
	l.Lead = w.T("Somebody entered this address to open an account for the shop %s.", w.l.Facts["shop"])
	l.Body = []string{w.T("Open the link to go on. If it was not you, do nothing: then no account is opened.")}
	w.link(l, w.T("Go on"))
}

func (w *accountWriter) shopCode(l *mail.Letter) {
	l.Title = w.T("Code for the account of your shop %s", w.l.Facts["shop"])
	l.Lead = w.T("%s (%s) wants to open the account of your shop and needs this code: %s", w.l.Facts["who"], w.l.Facts["email"], w.l.Facts["code"])
	l.Body = []string{w.T("Give it to nobody whom you do not know. If you do not expect this, do nothing: then no account is opened.")}
	if w.l.Until != nil {
		l.Facts = append(l.Facts, mail.Fact{Key: w.T("The code is good until"), Value: w.Time(*w.l.Until).Text})
	}
	l.Link = mail.Link{Text: w.T("What the portal is for"), Href: w.base + "/procedures"}
}

func (w *accountWriter) shopAsked(l *mail.Letter) {
	l.Title = w.T("%s asks to join the account of %s", w.l.Facts["who"], w.l.Facts["shop"])
	l.Lead = w.T("%s says to belong to your shop, and has confirmed the address %s.", w.l.Facts["who"], w.l.Facts["email"])
	l.Body = []string{w.T("If you know this person, invite this address on the page of your team. If you do not, refuse or do nothing: nobody gets in without your invitation.")}
	l.Link = mail.Link{Text: w.T("Open the team"), Href: w.base + "/account/team"}
}

func (w *accountWriter) shopRefused(l *mail.Letter) {
	l.Title = w.T("You were not let into the account of %s", w.l.Facts["shop"])
	l.Lead = w.T("You asked to join the account of this shop. Its owner has refused.")
	l.Body = []string{w.T("If you think that this is a mistake, talk to the owner. The account that the shop has stays as it is.")}
}
