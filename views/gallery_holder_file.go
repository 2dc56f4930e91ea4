package views

import "github.com/a-h/templ"

func holderFileSamples() []Sample {
	return []Sample{
		{"holder-file-right", "choose", HolderFileRightPage(sampleFileRight())},
		{"holder-file-right", "none", HolderFileRightPage(sampleFileRightNone())},
		{"holder-file-listings", "typed", HolderFileListingsPage(sampleFileListings())},
		{"holder-file-listings", "file-error", HolderFileListingsPage(sampleFileListingsError())},
		{"holder-file-check", "found", HolderFileCheckPage(sampleFileCheck())},
		{"holder-file-reason", "choose", HolderFileReasonPage(sampleFileReason())},
		{"holder-file-facts", "filled-in", HolderFileFactsPage(sampleFileFacts())},
		{"holder-file-statements", "ticked", HolderFileStatementsPage(sampleFileStatements())},
		{"holder-file-statements", "error", HolderFileStatementsPage(sampleFileStatementsError())},
		{"holder-file-send", "ready", HolderFileSendPage(sampleFileSend())},
		{"holder-filed", "sent", HolderFiledPage(sampleFiled())},
	}
}

func holderRightSamples() []Sample {
	return []Sample{
		{"holder-rights", "list", HolderRightsPage(sampleHolderRights())},
		{"holder-rights", "empty", HolderRightsPage(HolderRights{Page: sampleHolderFrame("IP rights"), Add: sampleAddRight()})},
		{"holder-right", "in-force", HolderRightPage(sampleHolderRight())},
		{"holder-right", "not-accepted", HolderRightPage(sampleHolderRightRefused())},
		{"holder-right-type", "choose", HolderRightTypePage(sampleRightType())},
		{"holder-right-form", "error", HolderRightFormPage(sampleRightForm())},
	}
}

// sampleStep is the frame of step n of filing, counted from 1.
func sampleStep(n int, title, lede string) HolderStep {
	names := []string{"IP right", "Listings", "Check the listings", "Reason", "Facts and evidence", "Contact and statements", "Check your answers"}
	s := HolderStep{
		Page: sampleHolderFrame("File a complaint", Link{Text: "Dashboard", Href: "/holder"}, Link{Text: "File a complaint"}), Title: title, Lede: lede, Action: "/holder/file/x",
		Note: "What you enter is saved at every step. You find the draft on your dashboard until you send it.", Save: true, Back: "/holder/file/x/right",
		Button: Button{Kind: Primary, Text: "Save and continue", Name: "do", Value: "continue"}, Steps: Steps{Label: "Complaint steps"},
	}
	for i, name := range names {
		state, href := Next, ""
		switch {
		case i+1 < n:
			state, href = Done, "/holder/file/x/check"
		case i+1 == n:
			state = Current
		}
		s.Steps.Items = append(s.Steps.Items, StepLink{Title: name, State: state, Href: href})
	}
	return s
}

func sampleFileRight() HolderFileRight {
	s := sampleStep(1, "Which of your rights is infringed?", "")
	s.Back = ""
	return HolderFileRight{
		HolderStep: s, OtherSum: "1 right cannot be chosen",
		Rights: Radios{Field: Field{Name: "right", Label: "Your rights", Hint: "One complaint is about one right.", Value: "1"}, Options: []Option{
			{Value: "1", Label: "EUIPO 099442907 – NORRVIK", Text: "Trademark · European Union · classes 9, 11 · in force until 3 March 2030"},
			{Value: "2", Label: "清禾插画集", Lang: "zh-CN", Text: "Copyright · Worldwide"},
		}},
		Others: []HolderOtherRight{{Name: "USPTO D1012345 – Headlamp housing", Why: "IPR-2026-000044 ended on 2026-05-31. Renew it at the office and register the new term, or choose another right.", Href: "/holder/rights/IPR-2026-000044"}},
	}
}

func sampleFileRightNone() HolderFileRight {
	p := sampleFileRight()
	p.None = &EmptyState{Icon: "certificate", Title: "You have no right that a complaint can be filed under", Text: "Register the right with its certificate first.", Actions: []templ.Component{*sampleAddRight()}}
	return p
}

func sampleFileListings() HolderFileListings {
	s := sampleStep(2, "Which listings infringe it?", "Paste addresses or listing IDs, or upload a file. We look each one up and show you what we found before anything is sent.")
	s.Multipart, s.Button.Text = true, "Look up these listings"
	return HolderFileListings{
		HolderStep: s,
		Lines:      TextArea{Rows: 10, Field: Field{Name: "lines", Label: "Listing addresses or IDs, one on each line", Hint: "Up to 300 for one complaint.", Class: "mono", Value: "QL-88420116\nQL-88420117 keyword in title only\nhttps://www.quaylane.example/item/QL-88420390"}},
		File:       FileInput{Accept: ".csv", Field: Field{Name: "file", Label: "CSV file", Optional: true, Hint: "First column: address or ID."}},
	}
}

func sampleFileListingsError() HolderFileListings {
	p := sampleFileListings()
	p.Page.HasError = true
	p.File.Error = "Some lines of the file were left out; they are named above. The others stand in the list now."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"file", p.File.Error}}}
	p.Problems = &Notice{Tone: Warn, Title: "1 line of the file was left out. The others were kept.", Body: SummaryList{Tight: true, Rows: []SummaryRow{{Key: "Line 3", Text: "Line 3 is not valid CSV: a quotation mark is out of place."}}}}
	return p
}

func sampleFileCheck() HolderFileCheck {
	s := sampleStep(3, "Check what we found", "6 lines: 3 listings of 2 sellers found, 2 lines not used. Each seller gets a case of its own and sees only its own listings.")
	s.Full, s.Button.Text = true, "Continue with the ticked listings"
	return HolderFileCheck{
		HolderStep: s, UnusedSum: "3 lines not used", UnusedTip: "Correct 1 of them here, or go on without it.", CanFix: true,
		Unused: []HolderUnusedLine{
			{N: 3, Line: "QL-8810294", Edit: true, Badge: Badge{Warn, "Not found"}, Cause: "No listing has this address or ID.", Cure: "Correct it."},
			{N: 4, Line: "QL-88420116", Badge: Badge{Neutral, "Duplicate"}, Cause: "The same listing as line 1.", Cure: "Nothing to do. It is counted once."},
			{N: 5, Line: "QL-88420117", Badge: Badge{Neutral, "Already complained of"}, Cause: "A complaint under this right about it is open.", Cure: "Nothing is filed twice. When you send the other lines, this one joins your complaint and is noted in its case. See", Link: &Link{Text: "IP-2026-000102", Href: "/holder/complaints/IP-2026-000102"}},
		},
		Sellers: []HolderSellerLines{
			{Seller: Party{Name: "Luminex Outdoor", Note: "2 listings"}, Lines: []HolderFoundLine{
				{N: 1, Ticked: true, Listing: ListingLine{Picture: "/gallery/headlamp-1.svg", Title: "NORVIK rechargeable headlamp 1500 lm", Href: "/catalogue/quaylane/QL-88420116", ID: "QL-88420116", Price: "US$8.70"}, Remark: "Your note: keyword in title only"},
				{N: 2, Listing: ListingLine{Picture: "/gallery/headlamp-3.svg", Title: "TRAILBEAM dual headlamp", Href: "/catalogue/quaylane/QL-88377012", ID: "QL-88377012"}, Badge: Badge{Warn, "Decided before"}, Remark: "Your complaint IP-2026-000090 about it did not lead to removal. Give new facts if you include it."},
			}},
			{Seller: Party{Name: "灯塔户外专营店", Lang: "zh-CN", Note: "1 listing"}, Lines: []HolderFoundLine{
				{N: 6, Ticked: true, Listing: ListingLine{Title: "户外露营灯", Lang: "zh-CN", Href: "/catalogue/quaylane/QL-88102951", ID: "QL-88102951", Price: "CN¥59.00"}},
			}},
		},
	}
}

func sampleFileReason() HolderFileReason {
	return HolderFileReason{HolderStep: sampleStep(4, "How do they infringe your trademark?", ""), Reasons: Radios{
		Field: Field{Name: "reason", Label: "Reason", Hint: "One complaint has one reason.", Value: "b"},
		Options: []Option{
			{Value: "a", Label: "Counterfeit goods, shown by a test purchase", Text: "The order number of the test purchase and a report, signed by the owner."},
			{Value: "b", Label: "Look-alike mark", Text: "Name the sign in the listing, and say what makes it so close to the mark that buyers are misled."},
		},
	}}
}

func sampleFileFacts() HolderFileFacts {
	s := sampleStep(5, "What happened, and what shows it?", "")
	s.Multipart = true
	return HolderFileFacts{
		HolderStep: s, Lang: sampleHolderLang(), Files: sampleHolderUpload("", true),
		Requires: Notice{Tone: Info, Title: "Counterfeit goods, shown by a test purchase", Text: "The order number of the test purchase and a report.", Body: SummaryList{Rows: []SummaryRow{{Key: "Signed report on the goods bought", Text: "What was examined, how, and why.", Note: "Marketplace terms § 5.1"}}}},
		Facts:    TextArea{Rows: 8, Field: Field{Name: "explanation", Label: "What should the seller and the reviewer know?", Hint: "The seller reads this.", Value: "The listings offer headlamps marked NORVIK."}},
		Answers:  []TextArea{{Rows: 3, Field: Field{Name: "element-test_purchase_order", Label: "Order number of the test purchase", Value: "T-2026-77"}}},
	}
}

func sampleFileStatements() HolderFileStatements {
	return HolderFileStatements{
		HolderStep: sampleStep(6, "Contact and statements", ""), Law: "Required by: 17 U.S.C. § 512(c)",
		Contact: []TextInput{
			{Field: Field{Name: "contact-name", Label: "Full name", Value: "Elin Sandqvist"}, Autocomplete: "name"},
			{Field: Field{Name: "contact-email", Label: "E-mail address", Value: "ip@norrvik.example"}, Type: "email", Autocomplete: "email"},
		},
		Address: TextArea{Rows: 3, Field: Field{Name: "contact-address", Label: "Postal address", Value: "Hamngatan 4, Göteborg"}}, Record: sampleRecord(false),
		Seen: sampleSeen("Exactly this is shown to each seller"),
		Statements: Statements{Legend: "I state that", Items: []Statement{
			{ID: "element-good_faith", Name: "ticked", Value: "good_faith", Lead: "Good faith.", Text: "I believe in good faith that the use in these listings is not allowed.", Checked: true},
			{ID: "element-accuracy", Name: "ticked", Value: "accuracy", Lead: "True and authorised.", Text: "What this complaint says is accurate, and I may act for the owner.", Checked: true},
		}},
		OtherWords: []HolderOtherWords{{Summary: "The same statements in Chinese", Lang: "zh-CN", Texts: []string{"本人善意地相信，这些商品中的使用未经许可。"}}},
		Signature:  TextInput{Field: Field{Name: "signature", Label: "Sign by typing your full name", Hint: "This has the effect of a signature.", Value: "Elin Sandqvist", Class: "w-m"}},
	}
}

func sampleFileStatementsError() HolderFileStatements {
	p := sampleFileStatements()
	p.Page.HasError = true
	p.Statements.Items[1].Checked, p.Statements.Items[1].Error = false, "Read this statement and tick it. It cannot be sent without."
	p.Signature.Value, p.Signature.Error = "", "Type your full name as your signature."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"element-accuracy", p.Statements.Items[1].Error}, {"signature", p.Signature.Error}}}
	return p
}

func sampleFileSend() HolderFileSend {
	change := &Link{Text: "Change", Href: "/holder/file/x/right"}
	s := sampleStep(7, "Check your answers", "Nothing is sent until you press the button at the bottom.")
	s.Button = Button{Kind: Primary, Icon: "send", Text: "Send complaint about 3 listings (2 sellers)", Name: "do", Value: "send"}
	return HolderFileSend{
		HolderStep: s, Complete: sampleCompleteness(), Seen: sampleSeen("Exactly this is shown to each seller"), Then: Notice{Tone: Info, Title: "When you send this", Text: "One complaint with 2 cases is made, one for each seller."},
		Sections: []HolderFileSection{
			{ID: "part-right", Title: "IP right", List: SummaryList{Rows: []SummaryRow{{Key: "Right", Text: "EUIPO 099442907 – NORRVIK", Act: change}}}},
			{ID: "part-listings", Title: "Listings", List: SummaryList{Rows: []SummaryRow{{Key: "Luminex Outdoor (2)", Text: "QL-88420116, QL-88420117", Act: change}, {Key: "Not used", Text: "3 lines", Act: change}}}},
			{ID: "part-facts", Title: "Reason and facts", List: SummaryList{Rows: []SummaryRow{{Key: "Explanation", Body: Said{Text: "第一行\n第二行", Lang: "zh-CN"}, Act: change}, {Key: "Evidence", List: []string{"report.pdf"}, Act: change}}}},
		},
	}
}

func sampleFiled() HolderFiled {
	return HolderFiled{
		Page: sampleHolderFrame("Complaint sent"), Receipt: Receipt{Title: "Complaint sent", Label: "Your reference number", No: "IP-2026-000123"},
		Mail: "3 listings of 2 sellers. The number is in your messages, and a mail with it is on its way.", Href: "/holder/complaints/IP-2026-000123",
		Again: &LinkButton{Kind: Quiet, Text: "File another complaint", Href: "/holder/file"},
		Cases: Table{Caption: "Cases of this complaint", Columns: []Column{{Label: "Case", Class: "nowrap"}, {Label: "Seller"}, {Label: "Listings"}, {Label: "State", Class: "lead"}, {Label: "Next"}}, Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{
			{Head: true, Text: "IP-2026-000123-7K", Href: "/holder/cases/IP-2026-000123-7K"}, {Text: "Luminex Outdoor"}, {Text: "2"}, {Body: Badge{Info, "Being checked"}}, {Text: "We check it by 12 Jun"},
		}}}}}},
		Next: Track{Steps: []Step{{State: Current, Title: "Check", Who: "A reviewer", When: "by {time}", Time: Time{"2026-06-12T16:00:00Z", "Fri 12 Jun, 18:00"}}, {State: Next, Title: "Seller’s response", Who: "Each seller", When: "3 working days"}}},
	}
}

func sampleAddRight() *LinkButton {
	return &LinkButton{Kind: Primary, Icon: "plus", Text: "Register a right", Href: "/holder/rights/new"}
}

func sampleHolderRights() HolderRights {
	t := Table{Caption: "IP rights", Columns: []Column{
		{Label: "Intellectual Property Number", Class: "nowrap"}, {Label: "Right"}, {Label: "Registration"}, {Label: "In force in"}, {Label: "Until", Class: "nowrap"}, {Label: "State", Class: "lead"},
	}, Groups: []RowGroup{{Rows: []Row{
		{Cells: []Cell{{Head: true, Text: "IPR-2026-000042", Href: "/holder/rights/IPR-2026-000042"}, {Text: "NORRVIK", Small: "Trademark"}, {Text: "EUIPO 099442907"}, {Text: "European Union"}, {Text: "3 March 2030"}, {Body: Badge{Success, "In force"}}}},
		{Cells: []Cell{{Head: true, Text: "IPR-2026-000044", Href: "/holder/rights/IPR-2026-000044"}, {Text: "清禾插画集", Lang: "zh-CN", Small: "Copyright"}, {Text: "Not registered"}, {Text: "Worldwide"}, {Text: "No end given"}, {Body: Badge{Info, "Being verified"}}}},
	}}}}
	return HolderRights{Page: sampleHolderFrame("IP rights"), Add: sampleAddRight(), Table: &t, Pager: &Pager{Text: "Newest first", Older: "/holder/rights?before=IPR-2026-000042"}}
}

func sampleHolderRight() HolderRight {
	r := sampleRight()
	return HolderRight{
		Page: sampleHolderFrame("IPR-2026-000042 NORRVIK", Link{Text: "IP rights", Href: "/holder/rights"}, Link{Text: "IPR-2026-000042"}), Eyebrow: "Intellectual Property Number IPR-2026-000042",
		Title: "EUIPO 099442907 – NORRVIK", Badge: Badge{Warn, "Ends in 42 days"}, Standing: "Verified on 12 January 2026", File: &LinkButton{Kind: Primary, Icon: "flag", Text: "File a complaint", Href: "/holder/file?right=IPR-2026-000042"},
		Validity: r.Span, Facts: SummaryList{Rows: r.Facts}, Specimen: r.Specimens, Files: r.Documents,
		Timeline: Timeline{Events: []TimelineEvent{{Who: "system", Time: Time{"2026-01-12T09:00:00Z", "12 Jan, 10:00"}, Lead: "The platform", Text: "verified the right"}}},
		Use:      SummaryList{Tight: true, Rows: []SummaryRow{{Key: "Complaints filed", Link: &Link{Text: "14 complaints", Href: "/holder/complaints?right=IPR-2026-000042"}}, {Key: "Still open", Text: "3"}}},
	}
}

func sampleHolderRightRefused() HolderRight {
	p := sampleHolderRight()
	p.Badge, p.Standing, p.File, p.Validity, p.Specimen, p.Files = Badge{Neutral, "Not accepted"}, "Checked on 12 January 2026", nil, nil, nil, EvidenceList{}
	p.Refusal = &Notice{Tone: Warn, Title: "This right was not accepted.", Text: "The certificate names another owner.", Link: &Link{Text: "Register it again with what was missing", Href: "/holder/rights/new/trademark"}}
	return p
}

func sampleRightType() HolderRightType {
	return HolderRightType{Page: sampleHolderFrame("Register a right"), Types: Radios{Field: Field{Name: "type", Label: "Kind of right"}, Options: []Option{
		{Value: "trademark", Label: "Trademark", Text: "A sign, name or logo that is registered for goods."}, {Value: "copyright", Label: "Copyright", Text: "It need not be registered."},
	}}}
}

func sampleRightForm() HolderRightForm {
	number := "This number does not look like one of CNIPA, such as 12345678. Correct it, or confirm that it is right."
	p := HolderRightForm{
		Page: sampleHolderFrame("Register a right"), Action: "/holder/rights/new/trademark", Form: HiddenInput{Name: "form", Value: "x"}, Title: "Register a trademark",
		Office: Select{Field: Field{Name: "office", Label: "Office", Hint: "Which office registered it?", Value: "CNIPA"}, Options: []Option{{Label: "Choose an office"}, {Value: "CNIPA", Label: "China National Intellectual Property Administration (CNIPA)"}}},
		Number: TextInput{Field: Field{Name: "reg_number", Label: "Registration number", Value: "TM-1"}}, Confirm: &Checkbox{Field: Field{Name: "confirm_number", Label: "The number is right as I typed it", Error: number}},
		Name: TextInput{Field: Field{Name: "title", Label: "The mark, in words", Value: "NORRVIK"}}, Owner: TextInput{Field: Field{Name: "owner", Label: "Owner", Value: "Norrvik Optics AB"}},
		Places:  Checkboxes{Inline: true, Field: Field{Name: "territories", Label: "Where is it in force?"}, Options: []Option{{Value: "CN", Label: "China", Selected: true}, {Value: "EU", Label: "European Union"}}},
		Classes: &TextInput{Field: Field{Name: "nice_classes", Label: "Nice classes", Value: "9, 11", Class: "w-m"}},
		From:    DateInput{Field: Field{Name: "valid_from", Label: "In force from", Value: "2020-03-03"}}, Until: DateInput{Field: Field{Name: "valid_until", Label: "Last day in force", Value: "2030-03-03"}},
		About: TextArea{Rows: 4, Field: Field{Name: "description", Label: "What is protected", Optional: true}},
	}
	p.Picture = HolderFiles{Title: "Pictures of the right", List: sampleHolderFiles(true), Input: FileInput{Field: Field{Name: "specimen", Label: "The mark, design or work as registered"}}, Upload: Button{Small: true, Text: "Upload pictures", Name: "do", Value: "upload"}}
	p.Proof = HolderFiles{Title: "Documents", Input: FileInput{Field: Field{Name: "certificate", Label: "Certificate", Error: "Add the certificate or an extract of the register."}}, Upload: Button{Small: true, Text: "Upload documents", Name: "do", Value: "upload"}}
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"confirm_number", number}, {"certificate", p.Proof.Input.Error}}}
	p.Page.HasError = true
	return p
}
