package present

import (
	"fmt"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
	"ipportal/views"
)

// ReviewLettersPath is where reviewers lay out letters that came by mail.
const ReviewLettersPath = "/review/letters"

// ReviewLetterHref is a letter that was kept.
func ReviewLetterHref(number string) string { return ReviewLettersPath + "/" + number }

// LetterTyped is what was entered to lay out a letter.
type LetterTyped struct {
	Letter    string
	Kind      string
	Procedure string
	RightType string
}

// letterForm is the paste field and the file, which both places have.
func (r Reader) letterForm(action string, typed LetterTyped, p Problems) views.LetterForm {
	return views.LetterForm{
		Action: action,
		Letter: views.TextArea{Rows: 12, Field: views.Field{
			Name: "letter", Label: r.T("The letter’s text"), Value: typed.Letter, Error: p.Of("letter"),
			Hint: r.T("Paste all of it, with its greeting and signature. Up to 100,000 characters, in English or Chinese."),
		}},
		File: views.FileInput{Accept: ".txt,.md,.eml,text/plain,message/rfc822", Field: views.Field{
			Name: "file", Label: r.T("Or a file"), Optional: true, Error: p.Of("file"),
			Hint: r.T("Plain text or a saved mail (.eml), up to 1 MB. Pictures and attachments are not read."),
		}},
		Button: views.Button{Kind: views.Primary, Text: r.T("Lay it out")},
	}
}

// HolderLetter is where a holder begins from a letter.
func (r Reader) HolderLetter(p views.Page, typed LetterTyped, e *ipcase.Error) views.HolderLetter {
	problems := r.Problems(e, nil)
	p.HasError = problems.Any()
	out := views.HolderLetter{
		Page: p, Errors: problems.Summary, Form: r.letterForm("/holder/letter", typed, problems),
		Lede: r.T("Have you written a notice already? Paste or upload it: its contact, listings and facts begin a draft that you check, complete and send yourself. Nothing is filed by this."),
	}
	out.Form.Button.Text = r.T("Begin a draft from it")
	return out
}

// HolderLetterLaid shows the letter of a draft beside what the draft took from it.
func (r Reader) HolderLetterLaid(p views.Page, id string, d ipcase.ComplaintDraft, l letter.Layout, all ipcase.Completeness) views.HolderLetterLaid {
	out := views.HolderLetterLaid{
		Page: p, Laid: r.LetterLaid(l, all),
		Lede: r.T("Compare what was found with your letter. Then go through the steps: each shows what was taken over, and you can change all of it."),
		Next: views.LinkButton{Kind: views.Primary, Text: r.T("Go on to the draft"), Href: "/holder/file/" + id},
	}
	if l.Kind == letter.Counter || l.Kind == letter.Retraction {
		text := r.T("A counter-notification is sent by the seller, from the page of the case.")
		if l.Kind == letter.Retraction {
			text = r.T("A complaint is retracted on its own page, whole or for chosen listings.")
		}
		out.Laid.Notices = append([]views.Notice{{Tone: views.Warn, Title: r.T("This reads like another kind of letter: %s", r.LetterKind(l.Kind)), Text: text}}, out.Laid.Notices...)
	}
	contact := contactLine(d.Contact)
	out.Took.Rows = []views.SummaryRow{
		{Key: r.T("Listings"), Text: r.lines(len(d.Lines)), Note: r.T("looked up in a later step")},
		{Key: r.T("Contact"), Text: orElse(contact, "–")},
		{Key: r.T("Explanation"), Text: orElse(beginning(d.Explanation), "–"), Lang: r.LangOf(d.Explanation)},
	}
	return out
}

// ReviewLetters is the form for staff, and what was kept.
func (r Reader) ReviewLetters(p views.Page, typed LetterTyped, e *ipcase.Error, inForce []ipcase.Procedure, kept []ipcase.MailedLetter, more bool) views.ReviewLettersPage {
	problems := r.Problems(e, nil)
	p.HasError = problems.Any()
	out := views.ReviewLettersPage{
		Page: p, Errors: problems.Summary, Form: r.letterForm(ReviewLettersPath+"/look", typed, problems),
		Lede: r.T("Paste or upload a letter that came outside the portal. It is laid out, checked against a procedure, and what is missing is put in words for its sender. Nothing is filed by this."),
	}
	kind := views.Select{Field: views.Field{Name: "kind", Label: r.T("What it is"), Value: typed.Kind}, Options: []views.Option{{Label: r.T("By its own words")}}}
	for _, k := range []letter.Kind{letter.Notice, letter.Counter, letter.Retraction} {
		kind.Options = append(kind.Options, views.Option{Value: string(k), Label: r.LetterKind(k)})
	}
	right := views.Select{Field: views.Field{Name: "right-type", Label: r.T("What kind of right"), Value: typed.RightType}, Options: []views.Option{{Label: r.T("By its own words")}}}
	for _, t := range ipcase.RightTypes() {
		right.Options = append(right.Options, views.Option{Value: string(t), Label: r.RightType(t)})
	}
	procedure := views.Select{Field: views.Field{Name: "procedure", Label: r.T("Check it under"), Value: typed.Procedure, Error: problems.Of("procedure")}, Options: []views.Option{{Label: r.T("What fits its kind of right and language")}}}
	for _, x := range inForce {
		procedure.Options = append(procedure.Options, views.Option{Value: x.ID, Label: x.Name.In(r.Lang)})
	}
	out.Form.Selects = []views.Select{kind, right, procedure}
	if len(kept) > 0 {
		t := &views.Table{Caption: r.T("Letters that were kept"), Columns: []views.Column{{Label: r.T("Number"), Class: "nowrap"}, {Label: r.T("Kind")}, {Label: r.T("Sender")}, {Label: r.T("Subject")}, {Label: r.T("Kept")}}}
		var rows []views.Row
		for _, k := range kept {
			rows = append(rows, views.Row{Cells: []views.Cell{
				{Head: true, Text: k.Number, Href: ReviewLetterHref(k.Number)},
				{Text: r.LetterKind(letter.Kind(k.Kind))},
				{Text: orElse(k.SenderName, "–"), Lang: r.LangOf(k.SenderName)},
				{Text: orElse(k.Subject, "–"), Lang: r.LangOf(k.Subject)},
				{Body: r.Time(k.KeptAt)},
			}})
		}
		t.Groups = []views.RowGroup{{Rows: rows}}
		out.Kept = t
	}
	if more {
		out.More = &views.Link{Text: r.T("Older letters"), Href: ReviewLettersPath + "?before=" + strconv.FormatInt(kept[len(kept)-1].ID, 10)}
	}
	return out
}

// LetterLook is a letter that a reviewer looks at.
type LetterLook struct {
	Layout       letter.Layout
	Procedure    ipcase.Procedure
	RightType    ipcase.RightType
	Completeness ipcase.Completeness
	FormID       string
	Answer, Note string // as typed; the answer is suggested where nothing was
	Problems     *ipcase.Error
}

// ReviewLetterLook shows a letter before it is kept.
func (r Reader) ReviewLetterLook(p views.Page, k LetterLook, in Reader) views.ReviewLetterPage {
	problems := r.Problems(k.Problems, nil)
	p.HasError = problems.Any()
	out := views.ReviewLetterPage{
		Page: p, Errors: problems.Summary, Laid: r.LetterLaid(k.Layout, k.Completeness),
		Lede: r.T("%s, version %d", k.Procedure.Name.In(r.Lang), k.Procedure.Version) + " · " + r.RightType(k.RightType),
	}
	answer := k.Answer
	if answer == "" {
		answer = in.LetterAnswer(k.Layout, k.Procedure, k.Completeness)
	}
	out.Keep = &views.LetterKeep{
		Action: ReviewLettersPath,
		Hidden: []views.HiddenInput{
			{Name: "letter", Value: k.Layout.Text},
			{Name: "subject", Value: k.Layout.Subject},
			{Name: "kind", Value: string(k.Layout.Kind)},
			{Name: "procedure", Value: k.Procedure.ID},
			{Name: "right-type", Value: string(k.RightType)},
			{Name: "form", Value: k.FormID},
		},
		Answer: views.TextArea{Rows: 16, Field: views.Field{
			Name: "answer", Label: r.T("What to answer"), Value: answer, Error: problems.Of("answer"),
			Hint: r.T("What is missing and how to cure it, in the letter’s language. Check it, change it, and copy it into your answer."),
		}},
		Note:   views.TextArea{Rows: 3, Field: views.Field{Name: "note", Label: r.T("Note for colleagues"), Optional: true, Value: k.Note, Error: problems.Of("note")}},
		Button: views.Button{Kind: views.Primary, Text: r.T("Keep as a record")},
	}
	return out
}

// ReviewLetterKept shows a letter that was kept, with the checks as they were.
func (r Reader) ReviewLetterKept(p views.Page, kept ipcase.MailedLetter, l letter.Layout, all ipcase.Completeness, procedure ipcase.Procedure) views.ReviewLetterPage {
	p.Crumbs = []views.Link{{Text: r.T("Letters by mail"), Href: ReviewLettersPath}, {Text: kept.Number}}
	out := views.ReviewLetterPage{
		Page: p, Laid: r.LetterLaid(l, all),
		Lede: r.T("Kept on %s.", r.Time(kept.KeptAt).Text) + " " + r.T("%s, version %d", procedure.Name.In(r.Lang), procedure.Version),
	}
	if kept.Answer != "" {
		out.Answer = &views.ReviewSaid{Title: r.T("What to answer"), Text: kept.Answer, Lang: r.LangOf(kept.Answer)}
	}
	if kept.Note != "" {
		out.Note = &views.ReviewSaid{Title: r.T("Note for colleagues"), Text: kept.Note, Lang: r.LangOf(kept.Note)}
	}
	return out
}

// LetterAnswer is what a letter's sender can be answered: what was not found in it
// and how each is cured, in the reader's language, which is then the letter's.
func (r Reader) LetterAnswer(l letter.Layout, p ipcase.Procedure, all ipcase.Completeness) string {
	var b strings.Builder
	say := func(s string) { b.WriteString(s + "\n\n") }
	say(r.T("Thank you for your letter."))
	lacking := all.Lacking()
	switch {
	case l.Kind == letter.Retraction:
		say(r.T("A complaint is retracted by who filed it, on its page in the portal. Tell us its number if you cannot sign in."))
	case len(lacking) == 0:
		say(r.T("It holds what is asked for under “%s”. File it in the portal, where you confirm each statement in its exact words.", p.Name.In(r.Lang)))
	default:
		say(r.T("Under “%s” we did not find, or are not sure that we found, what follows. Send it to us, or file in the portal, which asks for each.", p.Name.In(r.Lang)))
		for n, c := range lacking {
			line := fmt.Sprintf("%d. %s", n+1, c.Element.Label.In(r.Lang))
			if cite := r.Citation(c.Element.Cite); cite != "" {
				line += " (" + cite + ")"
			}
			b.WriteString(line + "\n")
			if cure := c.Element.Cure.In(r.Lang); cure != "" {
				b.WriteString("   " + cure + "\n")
			}
			if s := c.Element.Statement.In(r.Lang); s != "" {
				b.WriteString("   " + r.T("In these words: “%s”", strings.TrimSpace(s)) + "\n")
			}
			b.WriteString("\n")
		}
		say(r.T("Until then no listing is removed and no clock runs because of the letter."))
	}
	return strings.TrimSpace(b.String())
}
