package present

import (
	"context"
	"fmt"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/views/mail"
)

// AccountMail writes a mail about an account.
func AccountMail(ctx context.Context, l account.Letter, baseURL, product string) (subject, text, html string, err error) {
	write, ok := accountLetters[l.Kind]
	if !ok {
		return "", "", "", fmt.Errorf("no words for a letter of kind %q", l.Kind)
	}
	w := &accountWriter{
		Reader: NewReader(ipcase.Actor{Zone: l.Zone}, l.Lang, time.UTC, l.SentAt), l: l,
		base: strings.TrimRight(baseURL, "/"), product: product,
	}
	letter := w.frame()
	write(w, &letter)
	if text, err = mail.Text(letter); err != nil {
		return "", "", "", err
	}
	if html, err = mail.HTML(views.WithTranslator(ctx, Translator(w.Lang)), letter); err != nil {
		return "", "", "", err
	}
	return letter.Title, text, html, nil
}

// accountWriter is one letter about an account being written.
type accountWriter struct {
	Reader
	l       account.Letter
	base    string
	product string
}

// accountLetters is the wording of every kind of letter.
var accountLetters = map[ipcase.MessageKind]func(*accountWriter, *mail.Letter){
	account.MailReset:            mailReset,
	account.MailPasswordChanged:  mailPasswordChanged,
	account.MailFactorAdded:      mailFactorAdded,
	account.MailFactorRemoved:    mailFactorRemoved,
	account.MailFactorsTaken:     mailFactorsTaken,
	account.MailRecoveryUsed:     mailRecoveryUsed,
	account.MailProviderLinked:   mailProviderLinked,
	account.MailProviderUnlinked: mailProviderUnlinked,
	account.MailNewSignIn:        mailNewSignIn,
	account.MailEmailConfirm:     mailEmailConfirm,
	account.MailEmailAsked:       mailEmailAsked,
	account.MailEmailChanged:     mailEmailChanged,
	account.MailNoticeConfirm:    mailNoticeConfirm,
	account.MailNoticeChanged:    mailNoticeChanged,
	account.MailInvitation:       invitationMail,
	account.MailRole:             roleMail,
	account.MailEnded:            endedMail,
	account.MailOffer:            offerMail,
	account.MailTransferred:      transferredMail,
	account.MailDisabled:         disabledMail,
}

// frame is what every letter has. A kind with another button than that of its
// link sets Link itself.
func (w *accountWriter) frame() mail.Letter {
	f := mail.Letter{
		Lang: w.Lang, Product: w.product, Greeting: w.T("To the owner of this address"),
		Sender: w.T("Sent by %s. Nobody reads answers to this address.", w.product),
	}
	if w.l.ToName != "" {
		f.Greeting = w.T("To %s", w.l.ToName)
	}
	return f
}

// link is the button of the letter's one-time link, and how long it is good.
func (w *accountWriter) link(f *mail.Letter, text string) {
	f.Link = mail.Link{Text: text, Href: w.base + w.l.Path}
	f.LinkNote = w.T("The link only opens a page with a button. Nothing happens by opening it.")
	if w.l.Until != nil {
		f.Facts = append(f.Facts, mail.Fact{Key: w.T("The link is good until"), Value: w.Time(*w.l.Until).Text})
	}
}
