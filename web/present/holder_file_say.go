package present

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderFileReason is step four: what is wrong with the listings.
func (r Reader) HolderFileReason(f Filing, book ipcase.Rulebook) views.HolderFileReason {
	s, problems := r.step(f, StepReason, nil)
	s.Title = r.reasonQuestion(f.Right.Type)
	out := views.HolderFileReason{HolderStep: s, Reasons: views.Radios{Field: views.Field{
		Name: "reason", Label: r.T("Reason"), Error: problems.Of("reason"), Value: f.Draft.Reason,
		Hint: r.T("One complaint has one reason. A reviewer can classify it differently; you are told then."),
	}}}
	for _, x := range book.ReasonsFor(f.Right.Type) {
		out.Reasons.Options = append(out.Reasons.Options, views.Option{Value: x.Code, Label: x.Label.In(r.Lang), Text: x.Requires.In(r.Lang)})
	}
	out.Proof, out.Track = r.proofBox(f, book), r.trackChoice(f, book)
	return out
}

func (r Reader) reasonQuestion(t ipcase.RightType) string {
	switch t {
	case ipcase.Trademark:
		return r.T("How do they infringe your trademark?")
	case ipcase.Copyright:
		return r.T("How do they infringe your copyright?")
	case ipcase.Design:
		return r.T("How do they infringe your design?")
	case ipcase.Patent:
		return r.T("How do they infringe your patent?")
	default:
		return r.T("How do they infringe your utility model?")
	}
}

// elements are what the notice must hold under its procedure and for its reason.
func (f Filing) elements() []ipcase.Element {
	return f.Check.Procedure.NoticeElementsFor(f.Right.Type, f.Reason, f.Draft.Proof)
}

// HolderFileFacts is step five: what happened, and what shows it.
func (r Reader) HolderFileFacts(f Filing) views.HolderFileFacts {
	s, problems := r.step(f, StepFacts, nil)
	s.Multipart = true
	s.Title = r.T("What happened, and what shows it?")
	out := views.HolderFileFacts{
		HolderStep: s, Governs: r.governs(f),
		Requires: views.Notice{Tone: views.Info, Title: f.Reason.Label.In(r.Lang), Text: f.Reason.Requires.In(r.Lang)},
		Facts: views.TextArea{Rows: 8, Field: views.Field{
			Name: "explanation", Label: r.T("What should the seller and the reviewer know?"), Value: f.Draft.Explanation,
			Hint: r.T("Say what you saw, in which picture or text, and why it infringes. The seller reads this."), Error: problems.Of("explanation"), Optional: true,
		}},
		Lang: r.langSelect(f.Draft.Lang, r.T("Language of your explanation"), r.T("Your statements are kept in this language too.")),
	}
	if len(f.Draft.Again) > 0 {
		out.Answers = append(out.Answers, views.TextArea{Rows: 3, Field: views.Field{
			Name: "again_reason", Label: r.T("Why do you file it again?"), Value: f.Draft.AgainReason, Error: problems.Of("again_reason"), Optional: true,
			Hint: r.T("For listings that were decided before, for the same reason: add a file that the earlier complaint did not hold, or say here what has changed. The reviewer reads this; the seller does not."),
		}})
	}
	evidence := false
	for _, e := range f.elements() {
		switch {
		case e.ID == ipcase.ElementExplanation:
			out.Facts.Optional = !e.Required
		case e.Kind == ipcase.ElementText:
			out.Answers = append(out.Answers, views.TextArea{Rows: 3, Field: views.Field{
				Name: "element-" + e.ID, Label: e.Label.In(r.Lang), Hint: r.hintOf(e), Value: f.Draft.Answers[e.ID],
				Error: problems.Of("element-" + e.ID), Optional: !e.Required,
			}})
		case e.Kind == ipcase.ElementEvidence && e.Required:
			evidence = true
			out.Requires.Body = r.neededFile(e)
		}
	}
	out.Files = r.evidenceFiles(f.Files, problems.Of("evidence"), !evidence)
	return out
}

// neededFile names a file that the reason cannot do without.
func (r Reader) neededFile(e ipcase.Element) views.SummaryList {
	return views.SummaryList{Rows: []views.SummaryRow{{Key: e.Label.In(r.Lang), Text: e.Hint.In(r.Lang), Note: r.Citation(e.Cite)}}}
}

func (r Reader) hintOf(e ipcase.Element) string {
	hint := e.Hint.In(r.Lang)
	if hint == "" {
		return e.Cure.In(r.Lang)
	}
	return hint
}

func (r Reader) langSelect(chosen, label, hint string) views.Select {
	return views.Select{
		Field:   views.Field{Name: "lang", Label: label, Hint: hint, Value: chosen, Class: "w-m"},
		Options: []views.Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}},
	}
}

// evidenceFiles is the part of a form that takes evidence.
func (r Reader) evidenceFiles(files []ipcase.Exhibit, wrong string, optional bool) views.HolderFiles {
	out := views.HolderFiles{
		Title:  r.T("Evidence"),
		Upload: views.Button{Small: true, Icon: "upload", Text: r.T("Upload"), Name: "do", Value: "upload", NoCheck: true},
		Input: views.FileInput{Accept: r.evidenceKinds(), Multiple: true, Field: views.Field{
			Name: "evidence", Label: r.T("Add files"), Hint: r.evidenceLimits(),
			Error: wrong, Optional: optional,
		}},
		Choice: &views.Radios{Inline: true, Field: views.Field{Name: "visibility", Label: r.T("Who may see what you add now?"), Value: string(ipcase.BothSides)}, Options: []views.Option{
			{Value: string(ipcase.BothSides), Label: r.T("Both sides"), Text: r.T("A decision can rely on it.")},
			{Value: string(ipcase.ReviewerOnly), Label: r.T("The reviewer only"), Text: r.T("No decision can rely on it against the seller.")},
		}},
	}
	for _, e := range files {
		if e.Purpose == ipcase.PurposeEvidence {
			out.List.Items = append(out.List.Items, r.dropTile(e))
		}
	}
	return out
}

// HolderFileStatements is step six: who files, exactly what a seller will see of
// it, and the statements in their stored words.
func (r Reader) HolderFileStatements(f Filing, orgName string) views.HolderFileStatements {
	s, problems := r.step(f, StepStatements, nil)
	s.Title = r.T("Contact and statements")
	c := f.Draft.Contact
	input := func(name, label, kind, auto, value string) views.TextInput {
		return views.TextInput{
			Field: views.Field{Name: "contact-" + name, Label: label, Value: value, Error: problems.Of("contact-" + name)}, Type: kind, Autocomplete: auto,
		}
	}
	out := views.HolderFileStatements{
		HolderStep: s,
		Contact: []views.TextInput{
			input("name", r.T("Full name"), "text", "name", c.Name),
			input("email", r.T("E-mail address"), "email", "email", c.Email),
			input("phone", r.T("Telephone with country code"), "tel", "tel", c.Phone),
		},
		Address: views.TextArea{Rows: 3, Field: views.Field{Name: "contact-address", Label: r.T("Postal address"), Value: c.Address, Error: problems.Of("contact-address")}},
		Law:     r.T("Required by: %s", r.citations(f.Check.Procedure.LegalBasis)),
	}
	out.Record = r.recordChoice(f.Check.Procedure.Disclosure.HolderToSeller, c, r.T("each seller"))
	out.Seen = r.seenBySeller(f, orgName)
	out.Statements, out.OtherWords = r.statements(f, problems)
	out.Signature = views.TextInput{Field: views.Field{
		Name: "signature", Label: r.T("Sign by typing your full name"), Value: f.Draft.Signature, Error: problems.Of("signature"), Class: "w-m",
		Hint: r.T("This has the effect of a signature."),
	}, Autocomplete: "off"}
	return out
}

func (r Reader) citations(list []ipcase.Citation) string {
	words := make([]string, len(list))
	for n, c := range list {
		words[n] = r.Citation(c)
	}
	return strings.Join(words, "; ")
}

// seenBySeller is exactly what each seller will be shown of who files.
func (r Reader) seenBySeller(f Filing, orgName string) views.ContactPreview {
	card := ipcase.AgentCard(orgName, f.Country, f.Registration, f.Principal, f.Draft.Contact)
	seen := r.preview(f.Check.Procedure, ipcase.PartyHolder, card, ipcase.OnFiling, ipcase.OnAcceptance)
	seen.Title = r.T("Exactly this is shown to each seller")
	seen.Also = r.T("Each seller also sees the right with its pictures and documents, and the complaint: reason, explanation, statements, and the evidence that both sides may see.")
	return seen
}

// statements are the required declarations in the language in which they will be
// kept; the stored words of the other language stand below.
func (r Reader) statements(f Filing, problems Problems) (views.Statements, []views.HolderOtherWords) {
	lang := f.Draft.Lang
	if lang == "" {
		lang = r.Lang
	}
	out := views.Statements{Legend: r.T("I state that")}
	others := map[string][]string{}
	for _, e := range f.elements() {
		if e.Kind != ipcase.ElementStatement {
			continue
		}
		out.Items = append(out.Items, views.Statement{
			ID: "element-" + e.ID, Name: "ticked", Value: e.ID, Lead: e.Label.In(lang) + sentenceEnd(lang), Text: e.Statement.In(lang),
			Lang: r.OtherLang(lang), Error: problems.Of("element-" + e.ID), Checked: contains(f.Draft.Ticked, e.ID),
		})
		for _, l := range Languages() {
			if l != lang {
				others[l] = append(others[l], e.Statement.In(l))
			}
		}
	}
	var words []views.HolderOtherWords
	for _, l := range Languages() {
		if len(others[l]) > 0 {
			words = append(words, views.HolderOtherWords{Summary: r.otherWordsTitle(l), Lang: l, Texts: others[l]})
		}
	}
	return out, words
}

func sentenceEnd(lang string) string {
	if lang == "zh-CN" {
		return "。"
	}
	return "."
}

func (r Reader) otherWordsTitle(lang string) string {
	if lang == "zh-CN" {
		return r.T("The same statements in Chinese")
	}
	return r.T("The same statements in English")
}
