package views

func statementSamples() []Sample {
	return []Sample{
		{"operator-statements", "held", OperatorStatements(sampleStatements())},
		{"operator-statements", "none", OperatorStatements(sampleNoStatements())},
		{"operator-statement", "held", OperatorStatement(sampleStatement(false))},
		{"operator-statement", "wrong", OperatorStatement(sampleStatement(true))},
		{"operator-statement", "sent", OperatorStatement(sampleSentStatement())},
	}
}

func sampleStatements() OperatorStatementsPage {
	frame := sampleOperatorFrame("Statements of reasons")
	line := func(puid, about, what, why string) Row {
		return Row{Cells: []Cell{{Head: true, Text: puid, Href: "/operator/statements/" + puid}, {Text: about}, {Text: what}, {Text: why}, {Text: "Mon 15 June, 09:02"}}}
	}
	return OperatorStatementsPage{
		Page: frame, Lede: "Each restriction in the European Union has its statement of reasons, kept as it was decided. It leaves for the Transparency Database (DSA, Article 24(5)) unless it holds what looks like personal data: then a person looks first.",
		Tabs: Tabs{Label: "Statements of reasons", Items: []NavItem{
			{Label: "Held back", Href: "/operator/statements?state=held", Count: 2, Current: true},
			{Label: "Refused there", Href: "/operator/statements?state=refused"},
			{Label: "Waiting to be sent", Href: "/operator/statements?state=waiting", Count: 41},
			{Label: "Sent", Href: "/operator/statements?state=sent", Count: 1318},
			{Label: "Not sent", Href: "/operator/statements?state=dropped", Count: 1},
		}},
		Table: &Table{
			Caption: "Held back",
			Columns: []Column{{Label: "Statement"}, {Label: "Case or measure", Class: "nowrap"}, {Label: "Restriction"}, {Label: "Why"}, {Label: "Decided", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{
				line("sor-IP-2026-000123-7K-1-4", "IP-2026-000123-7K, listing 1", "Listing removed", "A mail address in “Facts”: maja@norrvik.example. A person’s name in “Facts”: Maja Lindqvist."),
				line("sor-AM-2026-000007", "AM-2026-000007", "All listings offline", "“Explanation” is longer than the 2000 characters that are taken."),
			}}},
		},
		Pager: Pager{Text: "2 statements on this page, newest first"},
	}
}

func sampleNoStatements() OperatorStatementsPage {
	p := sampleStatements()
	p.None = &Notice{Tone: Info, Title: "No database is configured", Text: "Statements are kept and wait. They leave once IPPORTAL_DSA names the Transparency Database."}
	p.Table, p.Pager, p.Empty = nil, Pager{}, &EmptyState{Title: "None", Text: "Statements of reasons in this state are shown here."}
	return p
}

func sampleStatement(wrong bool) OperatorStatementPage {
	frame := sampleStatements().Page
	frame.Title, frame.HasError = "sor-IP-2026-000123-7K-1-4", wrong
	frame.Crumbs = []Link{{Text: "Statements of reasons", Href: "/operator/statements"}, {Text: frame.Title}}
	const facts = "Maja Lindqvist (maja@norrvik.example) bought a lamp. Its housing bears the mark."
	page := OperatorStatementPage{
		Page: frame, Lede: "What the parties were sent stays as it was decided. What is changed here changes only what leaves for the Transparency Database.",
		State:  Badge{Tone: Warn, Text: "Held back"},
		Why:    []Notice{{Tone: Warn, Title: "Held back", Text: "A mail address in “Facts”: maja@norrvik.example. A person’s name in “Facts”: Maja Lindqvist."}},
		Rows:   []SummaryRow{{Key: "Case or measure", Text: "IP-2026-000123-7K, listing 1"}, {Key: "Restriction", Text: "Listing removed"}, {Key: "Decided", Text: "Mon 15 June 2026, 09:02"}},
		Fields: []SummaryRow{{Key: "puid", Text: frame.Title}, {Key: "decision_visibility", Text: "DECISION_VISIBILITY_CONTENT_REMOVED"}, {Key: "territorial_scope", Text: "DE FR SE"}, {Key: "decision_facts", Text: facts}},
		Release: &StatementForm{
			Title: "Edit and release", Action: "/operator/statements/" + frame.Title + "/release", Hidden: []HiddenInput{{Name: "version", Value: "1"}},
			Text: "Take out names, addresses, telephone numbers, mail addresses and order numbers. The words are looked through again.",
			Texts: []TextArea{
				{Rows: 2, MaxLength: 500, Field: Field{Name: "ground", Label: "Legal ground, or section of the terms", Value: "Article 9(2)(a) Regulation (EU) 2017/1001", Hint: "At most 500 characters."}},
				{Rows: 5, MaxLength: 2000, Field: Field{Name: "explanation", Label: "Explanation", Value: "The sign and the goods are identical.", Hint: "At most 2000 characters."}},
				{Rows: 6, MaxLength: 5000, Field: Field{Name: "facts", Label: "Facts", Value: facts, Hint: "At most 5000 characters."}},
			},
			Looked: &Checkbox{Field: Field{Name: "looked"}, Text: "I looked at what was found, and it is nobody’s personal data."}, Send: Button{Kind: Primary, Text: "Release"},
		},
		Drop: &StatementForm{
			Title: "Do not send it", Action: "/operator/statements/" + frame.Title + "/drop", Hidden: []HiddenInput{{Name: "version", Value: "1"}},
			Text:  "It stays on record with the reason and is never sent.",
			Texts: []TextArea{{Rows: 3, Field: Field{Name: "why", Label: "Why it is not sent"}}}, Send: Button{Kind: DangerKind, Text: "Do not send"},
		},
	}
	if wrong {
		const said = "“maja@norrvik.example” looks like personal data. Take it out, or tick that you looked and it is nobody’s."
		page.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "facts", Text: said}}}
		page.Release.Texts[2].Error = said
	}
	return page
}

func sampleSentStatement() OperatorStatementPage {
	p := sampleStatement(false)
	p.State, p.Why, p.Release, p.Drop = Badge{Tone: Success, Text: "Sent"}, nil, nil, nil
	p.Rows = append(p.Rows, SummaryRow{Key: "Released or dropped by", Text: "Ada Moreau"}, SummaryRow{Key: "Its id there", Text: "6f2c8a52-0b51-4a2e-9a60-1f0f5a2c7d11"})
	return p
}
