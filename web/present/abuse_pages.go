package present

import (
	"slices"

	"ipportal/ipcase"
	"ipportal/views"
)

// AbuseAskTyped is a report as it was typed.
type AbuseAskTyped struct {
	In    ipcase.ReportAbuse
	Files []ipcase.Exhibit
}

// AbuseAsk is where a side of a case reports the other.
func (r Reader) AbuseAsk(
	p views.Page, a ipcase.Actor, v ipcase.AbuseAsk, lines []ipcase.AbuseLine, book ipcase.Rulebook, typed AbuseAskTyped, refused *ipcase.Error,
) views.AbuseAskPage {
	href := CaseBase(a.Party, v.CaseNumber)
	p.Crumbs = []views.Link{{Text: v.CaseNumber, Href: href}, {Text: r.T("Reports of abuse")}}
	page := views.AbuseAskPage{
		Page: p, Eyebrow: v.CaseNumber, Back: views.Link{Text: r.T("Back to the case"), Href: href}, Reports: r.abuseTable(r.T("Reported in this case"), lines),
		Lede: r.T("If you believe that %s misuses the procedure, report it here. Another reviewer than the one of the case looks at it, usually within %s.",
			v.ReportedName, r.Span(abuseWindow(v.Rules.Review, ""))),
	}
	if refused != nil && refused.Kind != ipcase.Invalid {
		page.Stale = &views.Notice{Tone: views.Warn, Title: r.T("Your report was not filed."), Text: r.T(refused.Msg, refused.Args...)}
		refused = nil
	}
	switch {
	case v.Refused != nil:
		if page.Stale == nil {
			page.Stale = &views.Notice{Tone: views.Info, Title: r.T("Nothing can be reported at present."), Text: r.T(v.Refused.Msg, v.Refused.Args...)}
		}
		return page
	case !a.May(ipcase.PermAnswer):
		lacks := a.Lacks(ipcase.PermAnswer)
		page.Stale = &views.Notice{Tone: views.Info, Title: r.T("You can read this, and not report."), Text: r.T(lacks.Msg, lacks.Args...)}
		return page
	}
	page.Form = r.abuseForm(a, v, book, typed, refused)
	page.Errors = r.Problems(refused, nil).Summary
	return page
}

func (r Reader) abuseForm(a ipcase.Actor, v ipcase.AbuseAsk, book ipcase.Rulebook, typed AbuseAskTyped, refused *ipcase.Error) *views.AbuseForm {
	problems, in := r.Problems(refused, nil), typed.In
	f := &views.AbuseForm{
		Action: AbuseAskHref(a.Party, v.CaseNumber), Hidden: []views.HiddenInput{{Name: "form", Value: in.FormID}},
		Labels: views.Checkboxes{Field: views.Field{Name: "labels", Label: r.T("What do you report?"), Hint: r.T("Tick everything that fits. Each is decided on its own."), Error: problems.Of("labels")}},
		Other: views.TextInput{Field: views.Field{
			Name: "other", Label: r.T("What else it is"), Value: in.Other, Error: problems.Of("other"), Optional: true, Hint: r.T("Only where you ticked “Something else”."),
		}},
		Account: views.TextArea{Rows: 10, Field: views.Field{
			Name: "account", Label: r.T("What happened?"), Value: in.Account, Error: problems.Of("account"),
			Hint: r.T("When, what was said or shown, and how you know. %s and the reviewers read this. Up to %d characters.", v.ReportedName, ipcase.MaxAbuseAccount),
		}},
		Lang: r.textLang(in.Lang), Files: r.formFiles(typed.Files), Add: r.fileInput(problems), Access: r.abuseAccess(),
		Then: []string{
			r.T("The report gets a number of its own. %s is told what you report and reads it here.", v.ReportedName),
			r.T("It can answer once within %s from delivery. Nothing is found against it before that.", r.Span(abuseWindow(v.Rules.Answer, ""))),
			r.T("The case goes on as it would have: no deadline stops, and no listing comes back or goes because of a report."),
			r.T("Both sides are told the outcome in the same words, and each can appeal within %d months.", book.Standing.AppealMonths),
			r.T("If abuse is found, what can follow is %s.", r.abuseLadder(v.Rules.Ladder(otherParty(a.Party)))),
		},
		False: views.Notice{
			Tone: views.Warn, Title: r.T("A report against better knowledge is abuse too."),
			Text: r.T("What can follow for you is %s.", r.abuseLadder(v.Rules.Ladder(a.Party))),
		},
		Honest: views.Checkbox{Checked: in.Honest, Field: views.Field{Name: "honest", Label: r.T("What I report is true to the best of my knowledge."), Error: problems.Of("honest")}},
		Send:   views.Button{Kind: views.Primary, Icon: "send", Text: r.T("Send the report")},
	}
	for _, l := range ipcase.AbuseLabels(a.Party) {
		name, means := r.abuseWords(l)
		f.Labels.Options = append(f.Labels.Options, views.Option{Value: string(l), Label: name, Text: means, Selected: slices.Contains(in.Labels, l)})
	}
	return f
}

// abuseLadder is what findings lead to, in a sentence.
func (r Reader) abuseLadder(rungs []ipcase.AbuseRung) string {
	var names []string
	for _, x := range rungs {
		names = append(names, r.T("“%s”", r.MeasureKind(x.Measure)))
	}
	return r.Join(names)
}

func (r Reader) abuseAccess() views.Radios {
	choice := r.accessChoice(ipcase.BothSides)
	choice.Options[0].Text = r.T("The other side can answer them.")
	return choice
}

// AbuseTyped is what was typed on the page of a report.
type AbuseTyped struct {
	Answer *ipcase.AnswerAbuse // what was typed into the answer
	Appeal *ipcase.AppealAbuse
	Files  []ipcase.Exhibit // of the answer
	FormID string           // of the answer
}

// Abuse is a report as one of its sides reads it.
func (r Reader) Abuse(p views.Page, a ipcase.Actor, v ipcase.AbuseView, book ipcase.Rulebook, typed AbuseTyped, refused *ipcase.Error) views.AbusePage {
	x := v.Report
	p.Crumbs = []views.Link{{Text: v.CaseNumber, Href: CaseBase(a.Party, v.CaseNumber)}, {Text: x.Number}}
	page := views.AbusePage{
		Page: p, Number: x.Number, Eyebrow: v.CaseNumber, Title: r.AbuseTitle(x.Party), State: r.abuseBadge(x), Says: r.abuseSays(a, v, book),
		Report: r.abuseSaid(v), Answer: r.abuseAnswer(v), Rulings: r.abuseRulings(v), Appeals: r.abuseAppeals(v), Measures: r.measureTable(v.Measures),
		Clocks: r.abuseClocks(v, book), Case: views.LinkButton{Small: true, Text: r.T("Open the case"), Href: CaseBase(a.Party, v.CaseNumber)},
	}
	if refused != nil && refused.Kind != ipcase.Invalid {
		page.Stale = &views.Notice{Tone: views.Warn, Title: r.T("What you sent was not recorded."), Text: r.T(refused.Msg, refused.Args...)}
	}
	problems := r.Problems(refused, nil)
	if refused != nil && refused.Kind == ipcase.Invalid {
		page.Errors = problems.Summary
	}
	if !a.May(ipcase.PermAnswer) {
		return page
	}
	href := AbuseHref(a.Party, x.Number)
	if v.MayAnswer == nil {
		in := ipcase.AnswerAbuse{}
		if typed.Answer != nil {
			in = *typed.Answer
		}
		page.Reply = &views.AbuseReply{
			Action: href + "/answer", Hidden: []views.HiddenInput{{Name: "form", Value: typed.FormID}}, Lang: r.textLang(in.Lang),
			Words: views.TextArea{Rows: 8, Field: views.Field{
				Name: "words", Label: r.T("Your answer"), Value: in.Words, Error: problems.Of("words"),
				Hint: r.T("You can answer once. %s and the reviewers read this. Up to %d characters.", v.ReporterName, ipcase.MaxAbuseAccount),
			}},
			Files: r.formFiles(typed.Files), Add: r.fileInput(problems), Access: r.abuseAccess(), Send: views.Button{Kind: views.Primary, Icon: "send", Text: r.T("Send the answer")},
		}
		if x.AnswerDueAt != nil {
			page.Reply.Until = r.T("You can answer until %s.", r.Until(*x.AnswerDueAt).Text)
		}
	}
	if v.MayAppeal == nil {
		in := ipcase.AppealAbuse{}
		if typed.Appeal != nil {
			in = *typed.Appeal
		}
		page.Appeal = &views.MeasureAppeal{
			Action: href + "/appeal", Lang: r.textLang(in.Lang), Send: views.Button{Kind: views.Primary, Icon: "refresh", Text: r.T("Send appeal")},
			Text: views.TextArea{Rows: 8, Field: views.Field{
				Name: "grounds", Label: r.T("What did the decision get wrong?"), Value: in.Grounds, Error: problems.Of("grounds"),
				Hint: r.T("What was decided holds until another reviewer has looked. You can appeal once. Up to %d characters.", ipcase.MaxAbuseAccount),
			}},
		}
		if end := x.AppealUntil(a.Party, book.Standing.AppealMonths); end != nil {
			page.Appeal.Until = r.T("You can appeal until %s.", r.Time(*end).Text)
		}
	}
	return page
}

// abuseSays is whose turn it is, by when, and what silence does.
func (r Reader) abuseSays(a ipcase.Actor, v ipcase.AbuseView, book ipcase.Rulebook) views.Notice {
	x := v.Report
	answer := r.Span(abuseWindow(book.Standing.Abuse.Answer, ""))
	switch {
	case x.Task == ipcase.AbuseTaskNone && x.Found:
		return views.Notice{Tone: views.Warn, Title: r.T("Abuse was found."), Text: r.abuseFollowed(v)}
	case x.Task == ipcase.AbuseTaskNone:
		return views.Notice{Tone: views.Info, Title: r.T("Abuse was not found."), Text: r.T("The report is closed. Nothing follows from it for %s.", v.ReportedName)}
	case v.MayAnswer == nil && x.AnswerDueAt != nil:
		return views.Notice{
			Tone: views.Warn, Title: r.T("You can answer this report until %s.", r.Until(*x.AnswerDueAt).Text),
			Text: r.T("You need not. Without an answer a reviewer decides by what is there, once the time has ended."), Link: &views.Link{Text: r.T("Answer the report"), Href: "#reply"},
		}
	case x.AnsweredAt != nil:
		return views.Notice{Tone: views.Info, Title: r.T("A reviewer decides, usually by %s.", r.Until(x.DueAt).Text), Text: r.T("The report was answered. Nobody has to do anything until the decision.")}
	case v.Heard():
		return views.Notice{Tone: views.Info, Title: r.T("A reviewer decides, usually by %s.", r.Until(x.DueAt).Text), Text: r.T("The time for an answer has ended. Nobody has to do anything until the decision.")}
	case a.Party == x.Party && x.ToldAt == nil:
		return views.Notice{Tone: views.Info, Title: r.T("%s is being told.", v.ReportedName), Text: r.T("It can answer within %s from delivery. A reviewer decides afterwards, usually by %s.", answer, r.Until(x.DueAt).Text)}
	default:
		return views.Notice{
			Tone: views.Info, Title: r.T("%s can answer until %s.", v.ReportedName, r.Until(*x.AnswerDueAt).Text),
			Text: r.T("A reviewer decides afterwards, usually by %s. Nobody has to do anything until then.", r.Until(x.DueAt).Text),
		}
	}
}

// abuseFollowed says what came of a finding, as far as this reader knows of it.
func (r Reader) abuseFollowed(v ipcase.AbuseView) string {
	if len(v.Measures) > 0 {
		return r.T("A measure against the account followed: %s. It has a page and an appeal of its own.", v.Measures[len(v.Measures)-1].Number)
	}
	return r.T("What follows for the account of %s is decided by the platform and told to it alone.", v.ReportedName)
}
