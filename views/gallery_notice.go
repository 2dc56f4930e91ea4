package views

// noticeSamples are the pages of a notice without an account.
func noticeSamples() []Sample {
	return []Sample{
		{"notice", "begin", NoticeTypesPage(sampleNoticeTypes())},
		{"notice", "about", NoticeAboutPage(sampleNoticeAbout())},
		{"notice", "about-errors", NoticeAboutPage(sampleNoticeAboutErrors())},
		{"notice", "say", NoticeSayPage(sampleNoticeSay())},
		{"notice", "say-errors", NoticeSayPage(sampleNoticeSayErrors())},
		{"notice", "confirm", NoticeConfirmPage(sampleNoticeConfirm())},
		{"notice", "confirm-errors", NoticeConfirmPage(sampleNoticeConfirmErrors())},
		{"notice", "follow", JoinNote(sampleNoticeFollow())},
	}
}

func sampleNoticeFrame(title string) Page {
	return Page{Title: title, Zone: "Asia/Shanghai (UTC+8)", ReturnTo: "/notice"}
}

func sampleNoticeTypes() NoticeTypes {
	return NoticeTypes{
		Page: sampleNoticeFrame("Report listings without an account"),
		Types: []Option{
			{Value: "/notice/trademark", Label: "Trademark", Text: "A sign, name or logo that is registered for goods."},
			{Value: "/notice/copyright", Label: "Copyright", Text: "A text, picture, film, program or other work. It need not be registered."},
			{Value: "/notice/design", Label: "Design", Text: "The registered appearance of a product. In China: a design patent."},
		},
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Limits", Text: "One right and up to 10 listings. When you confirm your address you can add up to 5 files: PDF, JPG, PNG or WebP, up to 20 MB each."},
			{Key: "Your mail address", Text: "You confirm it by a link. Until then no seller and no reviewer sees anything; after 24 hours without it all that you typed is deleted."},
			{Key: "What happens then", Text: "A reviewer looks at the right and the notice. Their silence alone removes nothing: a reviewer looks again."},
		}},
	}
}

func sampleNoticeAbout() NoticeAbout {
	p := NoticeAbout{
		Page: sampleNoticeFrame("Report listings without an account"), Action: "/notice/copyright", Title: "How do they infringe your copyright?",
		Lines:  TextArea{Rows: 5, Field: Field{Name: "lines", Label: "Listing addresses or IDs, one on each line", Hint: "Up to 10. After a space you can say what is wrong with that listing; its seller reads this.", Value: "QL-88420116\nQL-88420117", Class: "mono"}},
		Reason: sampleFileReason().Reasons,
		Right:  sampleRightForm(),
	}
	return p
}

func sampleNoticeAboutErrors() NoticeAbout {
	p := sampleNoticeAbout()
	p.Page.HasError = true
	p.Lines.Error, p.Reason.Error = "None of the lines leads to a listing that can be complained of. Correct at least one.", "Choose what the listings do."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"lines", p.Lines.Error}, {"reason", p.Reason.Error}}}
	return p
}

func sampleNoticeSay() NoticeSay {
	return NoticeSay{
		Page: sampleNoticeFrame("Report listings without an account"), Action: "/notice/trademark/send", Carry: []HiddenInput{{Name: "lang", Value: "en"}},
		Found: SummaryList{Rows: []SummaryRow{
			{Key: "QL-88420116", Text: "NORVIK rechargeable headlamp 1500 lm", Note: "Luminex Outdoor"},
			{Key: "QL-88102951", Text: "户外露营灯", Lang: "zh-CN", Note: "灯塔户外专营店"},
			{Key: "Right", Text: "FJELLBRIS", Note: "Trademark"},
		}},
		Unused: &Notice{Tone: Warn, Title: "1 line leads to no listing and is left out", Body: SummaryList{Tight: true, Rows: []SummaryRow{{Key: "Line 3", Text: "QL-8810294", Note: "No listing has this address or ID. Correct it."}}}},
		Facts:  sampleNoticeFacts(), File: &Notice{Tone: Warn, Title: "This reason needs a file", Text: "Have it ready: you add it on the page where you confirm your address."},
		Who: Radios{Field: Field{Name: "who", Label: "Who is the holder?", Value: "organisation"}, Inline: true, Options: []Option{{Value: "organisation", Label: "An organisation"}, {Value: "person", Label: "A person"}}},
		Org: TextInput{Field: Field{Name: "org_name", Label: "Full legal name", Value: "Fjellbris AS"}}, Place: Select{Field: Field{Name: "country", Label: "Country", Value: "NO"}, Options: []Option{{Label: "Choose a country"}, {Value: "NO", Label: "Norway"}}},
		Say:  sampleFileStatements(),
		Mail: Notice{Tone: Info, Title: "Nothing reaches anybody before you confirm your address", Text: "We send a mail to it. On the page of its link you can add up to 5 files and press the button that sends the notice. The link is good for 24 hours."},
	}
}

func sampleNoticeFacts() HolderFileFacts {
	f := sampleFileFacts()
	f.Governs = Notice{Tone: Info, Title: "Governed by: Marketplace procedure", Text: "It fits every kind of right on this site."}
	return f
}

func sampleNoticeSayErrors() NoticeSay {
	p := sampleNoticeSay()
	p.Page.HasError = true
	p.Say = sampleFileStatementsError()
	p.Place.Value, p.Place.Error = "", "Choose a country."
	p.Errors = ErrorSummary{Entries: append([]FieldProblem{{"country", p.Place.Error}}, p.Say.Errors.Entries...)}
	return p
}

func sampleNoticeConfirm() NoticeConfirm {
	return NoticeConfirm{
		Page: sampleNoticeFrame("Send this notice?"), Action: "/link/report/x", Text: "If you did not write it, close this page: then nothing is sent, and what was typed is deleted at 16 Jun, 09:12.",
		Rows: []SummaryRow{
			{Key: "Rights holder", Text: "Fjellbris AS"},
			{Key: "Sent by", Text: "Kari Nes", Note: "kari@fjellbris.example"},
			{Key: "Right", Text: "FJELLBRIS", Note: "Trademark"},
			{Key: "Listings", Text: "QL-88420116; QL-88102951"},
		},
		Files: FileInput{Multiple: true, Field: Field{Name: "evidence", Label: "Add files", Optional: true, Hint: "Up to 5 files that show what you say. Both sides and the reviewer can see them. PDF, JPG, PNG or WebP, up to 20 MB each."}},
	}
}

func sampleNoticeConfirmErrors() NoticeConfirm {
	p := sampleNoticeConfirm()
	p.Page.HasError, p.Files.Optional = true, false
	p.Files.Error = "Add at least one file that shows what you say."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"evidence", p.Files.Error}}}
	return p
}

func sampleNoticeFollow() JoinNotePage {
	return JoinNotePage{
		Page: sampleNoticeFrame("Open what you filed"), Title: "Open what you filed", Action: "/link/follow/x",
		Texts:  []string{"This private link opens what Fjellbris AS has filed here, to read it, to answer and to take it back. Give it to nobody else.", "On a device that others use, sign out afterwards."},
		Button: Button{Kind: Primary, Block: true, Text: "Open what I filed"},
	}
}
