package present

import (
	"strconv"
	"time"

	"ipportal/views/mail"
)

// linkButton is a button that leads to a page of the portal and to no act.
func (w *accountWriter) linkButton(f *mail.Letter, text, path string) {
	f.Link = mail.Link{Text: text, Href: w.base + path}
}

// ifNotYou is what somebody does who did not do themselves what a mail tells of.
func (w *accountWriter) ifNotYou(f *mail.Letter) {
	f.Body = append(f.Body, w.T("If it was not you, choose a new password at once: that ends every session of your account."))
	w.linkButton(f, w.T("Choose a new password"), "/sign-in/reset")
}

func mailReset(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Choose a new password")
	f.Lead = w.T("Somebody asked for a new password for your account at %s.", w.product)
	f.Body = []string{w.T("If it was not you, do nothing. Your password stays as it is.")}
	w.link(f, w.T("Choose a new password"))
	f.Why = w.T("You get this because the form for a forgotten password was sent with your address.")
}

func mailPasswordChanged(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Your password was changed")
	f.Lead = w.T("The password of your account was changed by somebody who knew the one before.")
	if w.l.Facts["how"] == "reset" {
		f.Lead = w.T("The password of your account was changed by a link that was mailed to you. Every session has ended.")
	}
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailFactorAdded(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("A second factor was added to your account")
	f.Lead = w.T("An authenticator app was set up for your account. Signing in asks for its code from now on.")
	if w.l.Facts["factor"] == "passkey" {
		f.Title = w.T("A passkey was added to your account")
		f.Lead = w.T("It signs in without a password, and counts as both factors.")
		f.Facts = []mail.Fact{{Key: w.T("Its name"), Value: w.l.Facts["name"]}}
	}
	if w.l.Facts["factor"] == "recovery" {
		f.Title = w.T("New recovery codes were made for your account")
		f.Lead = w.T("The recovery codes that you had before are worthless now.")
	}
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailFactorRemoved(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("A second factor was removed from your account")
	f.Lead = w.T("Signing in does not ask for the code of an authenticator app any more.")
	if w.l.Facts["factor"] == "passkey" {
		f.Lead = w.T("A passkey was removed. It opens nothing here any more.")
	}
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailProviderLinked(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("%s can open your account", w.l.Facts["provider"])
	f.Lead = w.T("Signing in there signs you in here from now on. Your other ways of signing in stay as they are.")
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailProviderUnlinked(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("%s no longer opens your account", w.l.Facts["provider"])
	f.Lead = w.T("Signing in there does not sign you in here any more.")
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailRecoveryUsed(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("A recovery code was used")
	left, _ := strconv.Atoi(w.l.Facts["left"])
	f.Lead = w.N(left, "A recovery code of your account was used. %d is left.", "A recovery code of your account was used. %d are left.")
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailFactorsTaken(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Your second factors were removed")
	f.Lead = w.T("An operator removed every second factor and every recovery code of your account, and ended its sessions.")
	f.Facts = []mail.Fact{{Key: w.T("Reason"), Value: w.l.Facts["reason"]}}
	f.Body = []string{w.T("You sign in with your password alone, and can set up a new second factor.")}
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailNewSignIn(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("A new browser signed in to your account")
	f.Lead = w.T("Somebody signed in to your account with a browser that was not used for it before.")
	if at, err := strconv.ParseInt(w.l.Facts["at"], 10, 64); err == nil {
		f.Facts = append(f.Facts, mail.Fact{Key: w.T("When"), Value: w.Time(time.Unix(at, 0)).Text})
	}
	if d := w.l.Facts["device"]; d != "" {
		f.Facts = append(f.Facts, mail.Fact{Key: w.T("Browser"), Value: d})
	}
	if a := w.l.Facts["address"]; a != "" {
		f.Facts = append(f.Facts, mail.Fact{Key: w.T("From the network address"), Value: a})
	}
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailEmailConfirm(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Confirm your new address")
	f.Lead = w.T("Your account at %s is to have this address.", w.product)
	f.Body = []string{w.T("If you did not ask for this, do nothing. Nothing changes then.")}
	w.link(f, w.T("Look at it and confirm"))
	f.Why = w.T("You get this because this address was entered on the page of an account.")
}

func mailEmailAsked(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Your account is to have another address")
	f.Lead = w.T("Somebody who is signed in to your account asked that it have the address %s. It changes when the link that was sent there is followed.", w.l.Facts["email"])
	w.ifNotYou(f)
	f.Why = w.aboutAccount()
}

func mailEmailChanged(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("The address of your account was changed")
	f.Lead = w.T("You sign in with %s from now on, and mail about your account goes there.", w.l.Facts["email"])
	f.Body = []string{w.T("If it was not you, write to the platform at once and name the address that you had.")}
	w.linkButton(f, w.T("Sign in"), "/sign-in")
	f.Why = w.aboutAccount()
}

func mailNoticeConfirm(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Confirm the address for notices")
	f.Lead = w.T("Notices about complaints to an organisation at %s are to go to this address. Deadlines begin with their delivery.", w.product)
	f.Body = []string{w.T("If you did not ask for this, do nothing. Nothing changes then.")}
	w.link(f, w.T("Look at it and confirm"))
	f.Why = w.T("You get this because this address was entered on the page of an account.")
}

func mailNoticeChanged(w *accountWriter, f *mail.Letter) {
	f.Title = w.T("Notices go to another address")
	f.Lead = w.T("Notices to %s go to %s from now on.", w.l.Facts["org"], w.l.Facts["email"])
	f.Body = []string{w.T("If nobody of your organisation wanted this, let an owner of its account change it back at once.")}
	w.linkButton(f, w.T("Sign in"), "/sign-in")
	f.Why = w.T("You get this because notices to this organisation went or go to this address.")
}

func (w *accountWriter) aboutAccount() string {
	return w.T("You get this because it is about the safety of your account. Such mail cannot be turned off.")
}
