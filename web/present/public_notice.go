package present

import (
	"net/url"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// PublicNotice is a notice without an account as it was typed.
type PublicNotice struct {
	Page     views.Page
	Notice   ipcase.PublicNotice
	Lines    string // as typed
	Classes  string // as typed
	Who      string // "organisation", "person"
	Right    ipcase.Right
	Reason   ipcase.Reason
	Check    ipcase.ListingCheck
	Carry    url.Values // what the first step held
	Problems *ipcase.Error
}

// NoticeHref is where a notice about a kind of right is written.
func NoticeHref(t ipcase.RightType) string { return "/notice/" + string(t) }

// noticeCarried are the fields of the first step, which the second one carries.
var noticeCarried = []string{
	"lines", "reason", "office", "reg_number", "confirm_number", "title", "owner", "territories", "nice_classes", "valid_from", "valid_until", "description", "lang",
}

// NoticeTypes is where a notice begins.
func (r Reader) NoticeTypes(p views.Page) views.NoticeTypes {
	out := views.NoticeTypes{Page: p}
	for _, o := range r.HolderRightType(p, "", "", nil).Types.Options {
		o.Value = NoticeHref(ipcase.RightType(o.Value))
		out.Types = append(out.Types, o)
	}
	out.Facts = views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Limits"), Text: r.T("One right and up to %d listings. When you confirm your address you can add up to %d files: PDF, JPG, PNG or WebP, up to 20 MB each.", ipcase.MaxNoticeListings, ipcase.MaxNoticeFiles)},
		{Key: r.T("Your name and address"), Text: r.T("The law lets a notice about intellectual property come from anybody who gives a name and a mail address. An anonymous one cannot be taken.")},
		{Key: r.T("Your mail address"), Text: r.T("You confirm it by a link. Until then no seller and no reviewer sees anything; after %d hours without it all that you typed is deleted.", int(account.ReportLife.Hours()))},
		{Key: r.T("What happens then"), Text: r.T("A reviewer looks at the right and the notice. What is accepted goes to the sellers, who can answer. Their silence alone removes nothing: a reviewer looks again.")},
		{Key: r.T("How you follow it"), Text: r.T("By a private link in our mail: you see the case, answer and take back. You can make an account of it at any time.")},
	}}
	return out
}

// NoticeAbout is the first step.
func (r Reader) NoticeAbout(f PublicNotice, book ipcase.Rulebook) views.NoticeAbout {
	t := f.Notice.Right.Type
	problems := r.Problems(f.Problems, nil)
	f.Page.HasError = problems.Any()
	out := views.NoticeAbout{
		Page: f.Page, Errors: problems.Summary, Action: NoticeHref(t), Title: r.reasonQuestion(t),
		Lines: views.TextArea{Rows: 5, Field: views.Field{
			Name: "lines", Label: r.T("Listing addresses or IDs, one on each line"), Value: f.Lines, Error: problems.Of("lines"), Class: "mono",
			Hint: r.T("Up to %d. After a space you can say what is wrong with that listing; its seller reads this.", ipcase.MaxNoticeListings),
		}},
		Reason: views.Radios{Field: views.Field{Name: "reason", Label: r.T("Reason"), Error: problems.Of("reason"), Value: f.Notice.Draft.Reason}},
		Right:  r.HolderRightForm(f.Page, book, RightForm{In: f.Notice.Right, Classes: f.Classes, Problems: f.Problems}),
	}
	for _, x := range book.ReasonsFor(t) {
		out.Reason.Options = append(out.Reason.Options, views.Option{Value: x.Code, Label: x.Label.In(r.Lang), Text: x.Requires.In(r.Lang)})
	}
	return out
}

// NoticeSay is the second step.
func (r Reader) NoticeSay(f PublicNotice) views.NoticeSay {
	problems := r.Problems(f.Problems, nil)
	f.Page.HasError = problems.Any()
	filing := Filing{
		Page: f.Page, ID: "-", Draft: f.Notice.Draft, Right: f.Right, Reason: f.Reason, Check: f.Check, Problems: f.Problems, Country: f.Notice.Country,
	}
	t := f.Notice.Right.Type
	out := views.NoticeSay{
		Page: f.Page, Errors: problems.Summary, Action: NoticeHref(t) + "/send", Carry: carried(f.Carry),
		Facts: r.HolderFileFacts(filing), Say: r.HolderFileStatements(filing, f.Notice.OrgName),
		Who: views.Radios{Field: views.Field{Name: "who", Label: r.T("Who is the holder?"), Value: f.Who, Error: problems.Of("who")}, Inline: true, Options: []views.Option{
			{Value: "organisation", Label: r.T("An organisation")}, {Value: "person", Label: r.T("A person")},
		}},
		Org: views.TextInput{Field: views.Field{
			Name: "org_name", Label: r.T("Full legal name"), Value: f.Notice.OrgName, Error: problems.Of("org_name"),
		}, Autocomplete: "organization"},
		Place: views.Select{Field: views.Field{Name: "country", Label: r.T("Country"), Value: f.Notice.Country, Error: problems.Of("country")}, Options: r.countryOptions()},
		Mail: views.Notice{Tone: views.Info, Title: r.T("Nothing reaches anybody before you confirm your address"), Text: r.T(
			"We send a mail to it. On the page of its link you can add up to %d files and press the button that sends the notice. The link is good for %d hours.",
			ipcase.MaxNoticeFiles, int(account.ReportLife.Hours()))},
	}
	for _, g := range f.Check.Sellers {
		for _, l := range g.Lines {
			out.Found.Rows = append(out.Found.Rows, views.SummaryRow{Key: l.Offer.Ref, Text: l.Offer.Title, Lang: r.OtherLang(l.Offer.Lang), Note: g.SellerName})
		}
	}
	out.Found.Rows = append(out.Found.Rows, views.SummaryRow{Key: r.T("Right"), Text: f.Right.Title, Lang: r.LangOf(f.Right.Title), Note: r.RightType(t)})
	out.Unused = r.noticeUnused(f.Check.Unused)
	if f.Check.Procedure.NeedsFile(t, f.Reason, f.Notice.Draft.Proof) {
		out.File = &views.Notice{Tone: views.Warn, Title: r.T("This reason needs a file"), Text: r.T("Have it ready: you add it on the page where you confirm your address.")}
	}
	return out
}

// noticeUnused names the lines that lead to nothing; the others are reported.
func (r Reader) noticeUnused(lines []ipcase.CheckedLine) *views.Notice {
	if len(lines) == 0 {
		return nil
	}
	n := &views.Notice{Tone: views.Warn, Title: r.N(len(lines), "%d line leads to no listing and is left out", "%d lines lead to no listing and are left out")}
	rows := views.SummaryList{Tight: true}
	for _, l := range lines {
		u := r.unusedLine(l)
		rows.Rows = append(rows.Rows, views.SummaryRow{Key: r.T("Line %d", l.N), Text: l.Line, Note: u.Cause + r.space() + u.Cure})
	}
	n.Body = rows
	return n
}

func carried(v url.Values) []views.HiddenInput {
	var out []views.HiddenInput
	for _, name := range noticeCarried {
		for _, value := range v[name] {
			out = append(out, views.HiddenInput{Name: name, Value: value})
		}
	}
	return out
}

// NoticeConfirm is the page whose button confirms the address and sends the notice.
func (r Reader) NoticeConfirm(p views.Page, rep account.Report, action string, needsFile bool, e *ipcase.Error) views.NoticeConfirm {
	if e != nil {
		for _, f := range e.Fields {
			if f.Field != "evidence" { // it is not on this page: something has changed since it was typed
				e = &ipcase.Error{Kind: e.Kind, Msg: f.Msg, Args: f.Args}
				break
			}
		}
	}
	problems := r.Problems(e, nil)
	p.HasError = problems.Any()
	n := rep.Notice
	out := views.NoticeConfirm{
		Page: p, Errors: problems.Summary, Action: action,
		Text: r.T("If you did not write it, close this page: then nothing is sent, and what was typed is deleted at %s.", r.Until(rep.Until).Text),
		Rows: []views.SummaryRow{
			{Key: r.T("Rights holder"), Text: n.OrgName, Lang: r.LangOf(n.OrgName)},
			{Key: r.T("Sent by"), Text: n.Draft.Contact.Name, Lang: r.LangOf(n.Draft.Contact.Name), Note: rep.Email},
			{Key: r.T("Right"), Text: n.Right.Title, Lang: r.LangOf(n.Right.Title), Note: r.RightType(n.Right.Type)},
			{Key: r.T("Listings"), Text: strings.Join(n.Draft.Lines, "; ")},
		},
		Files: views.FileInput{Accept: r.evidenceKinds(), Multiple: true, Field: views.Field{
			Name: "evidence", Label: r.T("Add files"), Error: problems.Of("evidence"), Optional: !needsFile,
			Hint: r.T("Up to %s files that show what you say. Both sides and the reviewer can see them.", strconv.Itoa(ipcase.MaxNoticeFiles)) + r.space() + r.evidenceLimits(),
		}},
	}
	return out
}

// FollowOpen is the page whose button opens what was filed without an account.
func (r Reader) FollowOpen(p views.Page, org, action string) views.JoinNotePage {
	return views.JoinNotePage{
		Page: p, Title: p.Title, Action: action,
		Texts: []string{
			r.T("This private link opens what %s has filed here, to read it, to answer and to take it back. Give it to nobody else.", org),
			r.T("On a device that others use, sign out afterwards."),
		},
		Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Open what I filed")},
	}
}

// OfferAccount says to who filed without an account how it becomes one.
func (r Reader) OfferAccount() *views.Notice {
	return &views.Notice{
		Tone: views.Info, Title: r.T("You filed without an account"), Text: r.T(
			"You can follow, answer and take back what you filed. With an account you can also file more, register rights and invite others; what you filed goes on in it. Ask for a new password for your mail address: the link that we send makes the account."),
		Link: &views.Link{Text: r.T("Make an account"), Href: "/sign-in/reset"},
	}
}

// NoticeLinkGone is what a link about a notice leads to once it is not good any more.
func (r Reader) NoticeLinkGone(p views.Page) views.JoinNotePage {
	return views.JoinNotePage{
		Page: p, Title: p.Title,
		Texts: []string{r.T("It was used before, or is too old. If you have pressed its button already, your notice was sent: the private link in our next mail leads to it. Whoever has made an account of it signs in.")},
		Links: []views.LinkButton{{Kind: views.Primary, Text: r.T("Sign in"), Href: "/sign-in"}, {Text: r.T("Write a new notice"), Href: "/notice"}},
	}
}

// notRegistered says to the other side what is known of the complainant.
func (r Reader) notRegistered(v ipcase.CaseView) string {
	if !v.NotRegistered() {
		return ""
	}
	return r.T("Not registered: filed without an account, with a confirmed mail address")
}

// notRegisteredMark tells a reviewer what is known of who filed without an account.
func (r Reader) notRegisteredMark() views.Notice {
	return views.Notice{Tone: views.Warn, Title: r.T("Not registered: filed without an account"), Text: r.T(
		"Only the mail address is confirmed; nobody has proven who files, or the right. Look at the right in its register first. The seller’s silence alone removes nothing: it comes back to a reviewer.")}
}
