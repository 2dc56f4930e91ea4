package views

// flaggerSamples are the platform's pages of trusted flaggers.
func flaggerSamples() []Sample {
	return []Sample{
		{"flaggers", "some", OperatorFlaggers(sampleFlaggers())},
		{"flaggers", "errors", OperatorFlaggers(sampleFlaggersErrors())},
		{"flagger", "imprecise", OperatorFlagger(sampleFlagger())},
		{"flagger", "none-decided", OperatorFlagger(sampleFlaggerNone())},
	}
}

func sampleFlaggerCard() FlaggerCard {
	return FlaggerCard{
		Number: "TF-2026-000001", Org: "Norrvik Optics AB", State: Badge{Success, "In force"},
		Due: &Notice{Tone: Warn, Title: "A report to the coordinator is due", Text: "Of 24 listings that were decided, fewer than 80 in a hundred were upheld. Article 22(6) asks the platform to tell the coordinator, with the documents."},
		Rows: []SummaryRow{
			{Key: "Awarded by", Text: "Post- och telestyrelsen", Note: "Sweden"},
			{Key: "Reference", Text: "DSC-2026-17"},
			{Key: "From", Text: "1 Mar 2026"},
			{Key: "Notices", Text: "31 listings", Note: "in 4 complaints"},
			{Key: "Precision", Text: "62%: 15 of 24 listings that were decided", Note: "Upheld, deleted by the seller or changed as asked, of all that was decided."},
		},
		Open: LinkButton{Small: true, Text: "Figures and cases", Href: "/operator/flaggers/TF-2026-000001"},
		End:  &PostButton{Action: "/operator/flaggers/TF-2026-000001/end", Button: Button{Small: true, Text: "End it now", Vh: "TF-2026-000001"}},
	}
}

func sampleFlaggers() FlaggersPage {
	return FlaggersPage{
		Page: sampleOperatorFrame("Trusted flaggers"), Lede: "Rights holders that a Digital Services Coordinator has made trusted flaggers.",
		Hidden: []HiddenInput{{Name: "form", Value: "x"}}, All: []FlaggerCard{sampleFlaggerCard()},
		Org:   Select{Field: Field{Name: "org", Label: "Rights holder", Hint: "Only those whose identity is verified."}, Options: []Option{{Label: "Choose a rights holder"}, {Value: "2", Label: "浙江晨光商贸有限公司", Lang: "zh-CN"}}},
		Name:  TextInput{Field: Field{Name: "coordinator", Label: "Digital Services Coordinator"}},
		Place: Select{Field: Field{Name: "country", Label: "Its member state"}, Options: []Option{{Label: "Choose a country"}, {Value: "SE", Label: "Sweden"}}},
		Ref:   TextInput{Field: Field{Name: "reference", Label: "Reference of its decision"}},
		Email: TextInput{Type: "email", Field: Field{Name: "email", Label: "Mail address of the coordinator", Hint: "Where reports on the flagger are sent. You can enter it later.", Optional: true}},
		From:  DateInput{Field: Field{Name: "from", Label: "First day"}}, Until: DateInput{Field: Field{Name: "until", Label: "Last day", Hint: "Empty: until you end it.", Optional: true}},
	}
}

func sampleFlaggersErrors() FlaggersPage {
	p := sampleFlaggers()
	p.Page.HasError, p.All = true, nil
	p.Org.Error, p.From.Error = "Choose the rights holder.", "Enter the first day, like 2026-03-31."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"org", p.Org.Error}, {"from", p.From.Error}}}
	return p
}

func sampleFlagger() FlaggerReportPage {
	return FlaggerReportPage{
		Page: sampleOperatorFrame("Norrvik Optics AB"), Lede: "What its notices led to, listing by listing.", Card: sampleFlaggerCard(),
		Draw: FlaggerDraw{
			Action: "/operator/flaggers/TF-2026-000001/report", Button: Button{Kind: Primary, Text: "Draw up the report"},
			Lang: Select{Field: Field{Name: "lang", Label: "Language of the report", Value: "en", Class: "w-m"}, Options: []Option{{Value: "en", Label: "English"}, {Value: "zh-CN", Label: "简体中文"}}},
		},
		Reports: []FlaggerReportLine{
			{
				ID: "b", PDF: LinkButton{Small: true, Text: "Report of 15 Jun, 10:12 (PDF)", Href: "/operator/flaggers/TF-2026-000001/reports/b.pdf"}, State: "Not sent",
				Action: "/operator/flaggers/TF-2026-000001/reports/b/send", To: &TextInput{Type: "email", Field: Field{ID: "to-b", Name: "to", Label: "Mail address of the coordinator", Value: "dsc@pts.example"}},
				Send: Button{Text: "Send it to the coordinator"},
			},
			{ID: "a", PDF: LinkButton{Small: true, Text: "Report of 2 May, 09:00 (PDF)", Href: "/operator/flaggers/TF-2026-000001/reports/a.pdf"}, State: "Sent on 2 May, 09:02 to dsc@pts.example"},
		},
		Lines: &Table{Caption: "Listings that were decided", Columns: []Column{{Label: "Case", Class: "nowrap"}, {Label: "Listing"}, {Label: "Outcome"}, {Label: "Filed on"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Text: "IP-2026-000123-7K"}, {Text: "QL-88420116"}, {Body: Badge{Neutral, "Notice refused"}}, {Text: "15 Jun"}}},
			{Cells: []Cell{{Text: "IP-2026-000117-QX"}, {Text: "QL-88102951"}, {Body: Badge{Success, "Removed"}}, {Text: "11 Jun"}}},
		}}}},
	}
}

func sampleFlaggerNone() FlaggerReportPage {
	p := sampleFlagger()
	p.Card.Due, p.Lines, p.None = nil, nil, "No notice of this flagger has been decided yet."
	p.Card.Rows = p.Card.Rows[:3]
	return p
}
