package views

// sampleCompleteness has an element in each state.
func sampleCompleteness() CompletenessCard {
	return CompletenessCard{Note: "2 elements are missing", Elements: []ReviewElement{
		{Label: "Signature", Given: true, Cite: "17 U.S.C. § 512(c)(3)(A)(i)"},
		{Label: "Good faith", Cure: "Tick the statement of good faith, or do not file the notice.", Cite: "17 U.S.C. § 512(c)(3)(A)(v)", Links: []Link{{Text: "Go to where it is entered", Href: "/holder/file/x/statements"}}},
		{Label: "Accuracy and authority", Unsure: true, Cure: "Tick the statement of accuracy and authority, or do not file the notice.", Cite: "17 U.S.C. § 512(c)(3)(A)(vi)"},
		{Label: "What the seller and the reviewer should know", Optional: true},
	}}
}

func letterSamples() []Sample {
	refused := sampleReviewLetters(true)
	return []Sample{
		{"holder-letter", "empty", HolderLetterPage(sampleHolderLetter(""))},
		{"holder-letter", "refused", HolderLetterPage(sampleHolderLetter("This file is neither text nor a mail. Save the letter as plain text or as .eml and choose that."))},
		{"holder-letter-laid", "found", HolderLetterLaidPage(sampleHolderLetterLaid())},
		{"review-letters", "empty", ReviewLetters(sampleReviewLetters(false))},
		{"review-letters", "kept", ReviewLetters(refused)},
		{"review-letter", "look", ReviewLetter(sampleReviewLetter(true))},
		{"review-letter", "kept", ReviewLetter(sampleReviewLetter(false))},
	}
}

func sampleLetterForm(action, wrong string) LetterForm {
	return LetterForm{
		Action: action,
		Letter: TextArea{Rows: 12, Field: Field{Name: "letter", Label: "The letter’s text", Hint: "Paste all of it, with its greeting and signature."}},
		File:   FileInput{Accept: ".txt,.eml", Field: Field{Name: "file", Label: "Or a file", Optional: true, Error: wrong, Hint: "Plain text or a saved mail (.eml), up to 1 MB."}},
		Button: Button{Kind: Primary, Text: "Lay it out"},
	}
}

func sampleHolderLetter(wrong string) HolderLetter {
	p := HolderLetter{
		Page: sampleHolderFrame("Start from a letter", Link{Text: "Dashboard", Href: "/holder"}, Link{Text: "Start from a letter"}), Form: sampleLetterForm("/holder/letter", wrong),
		Lede: "Have you written a notice already? Paste or upload it: its contact, listings and facts begin a draft that you check, complete and send yourself.",
	}
	if wrong != "" {
		p.Page.HasError, p.Errors = true, ErrorSummary{Entries: []FieldProblem{{"file", wrong}}}
	}
	return p
}

func sampleLaid() LetterLaid {
	found, unsure, missing := Badge{Success, "Found"}, Badge{Info, "Not sure"}, Badge{Warn, "Not found"}
	return LetterLaid{
		Notices: []Notice{{Tone: Warn, Title: "The letter held characters that do not show", Text: "3 characters that do not show or turn the reading direction were taken out."}},
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Kind", Text: "Notice"},
			{Key: "Sender", Text: "Elin Sandqvist", Note: "not sure"},
			{Key: "Organisation", Text: "Norrvik Optics AB"},
			{Key: "Complained of", List: []string{"https://www.quaylane.example/item/QL-88420116", "QL-88420117"}},
		}},
		Findings: []LetterFinding{
			{Label: "Good-faith belief", State: found, Quotes: []LetterQuote{{Text: "We are convinced in good faith that nobody allowed these pictures.", Href: "#place-1"}}},
			{Label: "Owner, or authorised", State: unsure, Why: "It may say what somebody else says.", Quotes: []LetterQuote{{Text: "The dealer claims to act for us.", Href: "#place-2"}}},
			{Label: "Under penalty of perjury", State: missing},
		},
		Complete: sampleCompleteness(),
		Pieces: []LetterPiece{
			{Text: "Dear Quaylane,\n\nour pictures are used in QL-88420116.\n\n"},
			{ID: "place-1", Label: "Good-faith belief", Text: "We are convinced in good faith that nobody allowed these pictures."},
			{Text: " "},
			{ID: "place-2", Label: "Owner, or authorised", Text: "The dealer claims to act for us."},
			{Text: "\n\nKind regards\nElin Sandqvist"},
		},
	}
}

func sampleHolderLetterLaid() HolderLetterLaid {
	return HolderLetterLaid{
		Page: sampleHolderFrame("Your letter, laid out", Link{Text: "Dashboard", Href: "/holder"}, Link{Text: "Your letter, laid out"}), Laid: sampleLaid(),
		Lede: "Compare what was found with your letter. Then go through the steps.",
		Took: SummaryList{Rows: []SummaryRow{{Key: "Listings", Text: "2 lines", Note: "looked up in a later step"}, {Key: "Contact", Text: "Elin Sandqvist · elin@norrvik.example"}}},
		Next: LinkButton{Kind: Primary, Text: "Go on to the draft", Href: "/holder/file/x"},
	}
}

func sampleReviewLetters(full bool) ReviewLettersPage {
	p := ReviewLettersPage{Page: Page{Title: "Letters by mail", Home: "/review"}, Form: sampleLetterForm("/review/letters/look", ""), Lede: "Paste or upload a letter that came outside the portal."}
	p.Form.Selects = []Select{{Field: Field{Name: "procedure", Label: "Check it under"}, Options: []Option{{Label: "What fits its kind of right and language"}, {Value: "us-dmca-512", Label: "US copyright procedure (DMCA)"}}}}
	if full {
		p.Form.Letter.Error = "Paste the letter, or choose a file."
		p.Page.HasError, p.Errors = true, ErrorSummary{Entries: []FieldProblem{{"letter", p.Form.Letter.Error}}}
		p.Kept = &Table{Caption: "Letters that were kept", Columns: []Column{{Label: "Number", Class: "nowrap"}, {Label: "Kind"}, {Label: "Sender"}, {Label: "Subject"}, {Label: "Kept"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "LTR-2026-000002", Href: "/review/letters/LTR-2026-000002"}, {Text: "Counter-notification"}, {Text: "王海"}, {Text: "关于恢复商品的说明"}, {Text: "19 June 2026"}}},
			{Cells: []Cell{{Head: true, Text: "LTR-2026-000001", Href: "/review/letters/LTR-2026-000001"}, {Text: "Notice"}, {Text: "–"}, {Text: "–"}, {Text: "12 June 2026"}}},
		}}}}
	}
	return p
}

func sampleReviewLetter(look bool) ReviewLetterPage {
	p := ReviewLetterPage{Page: Page{Title: "A letter that came by mail", Home: "/review", Wide: true}, Lede: "US copyright procedure (DMCA), version 1 · Copyright", Laid: sampleLaid()}
	answer := "Thank you for your letter.\n\n1. Good faith (17 U.S.C. § 512(c)(3)(A)(v))\n   Tick the statement of good faith, or do not file the notice."
	if look {
		p.Keep = &LetterKeep{
			Action: "/review/letters", Hidden: []HiddenInput{{Name: "letter", Value: "Dear Quaylane"}},
			Answer: TextArea{Rows: 16, Field: Field{Name: "answer", Label: "What to answer", Value: answer, Hint: "What is missing and how to cure it, in the letter’s language."}},
			Note:   TextArea{Rows: 3, Field: Field{Name: "note", Label: "Note for colleagues", Optional: true}},
			Button: Button{Kind: Primary, Text: "Keep as a record"},
		}
		return p
	}
	p.Page.Title, p.Lede = "Letter LTR-2026-000001", "Kept on 12 June 2026."
	p.Answer = &ReviewSaid{Title: "What to answer", Text: answer}
	p.Note = &ReviewSaid{Title: "Note for colleagues", Text: "Second letter of this sender."}
	return p
}
