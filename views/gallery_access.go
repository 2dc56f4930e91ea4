package views

func accessSample() AccessPage {
	frame := sampleOperatorFrame("Access records")
	return AccessPage{
		Page: frame, Lede: "Who was shown private data, and who was refused.",
		Alerts: []Notice{{
			Tone: Warn, Title: "Ada Moreau was shown private data 100 times within an hour", Text: "Noticed Wed 10 Jun, 09:12. Look at what was opened and why.",
			Link: &Link{Text: "Show the records", Href: "/operator/access?person=9"},
		}},
		Person:  TextInput{Field: Field{Name: "person", Label: "Person number", Value: "9"}},
		Subject: TextInput{Field: Field{Name: "subject", Label: "Case or other number"}},
		Kind:    Select{Field: Field{Name: "kind", Label: "What happened"}, Options: []Option{{Label: "Everything", Selected: true}, {Value: "contact", Label: "Contact data shown"}}},
		Clear:   "/operator/access",
		Table: &Table{
			Caption: "Access records, newest first",
			Columns: []Column{{Label: "When", Class: "nowrap"}, {Label: "What happened"}, {Label: "Who"}, {Label: "About"}, {Label: "Where"}, {Label: "Outcome", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{
					{Head: true, Text: "Wed 10 Jun, 09:12"},
					{Text: "Contact data shown"},
					{Text: "Ada Moreau", Small: "No. 9 · Reviewer", Href: "/operator/access?person=9"},
					{Text: "IP-2026-000184-7K"},
					{Text: "/review/cases/:number", Small: "Request 3f2a9c01d4e8"},
					{Text: "shown"},
				}},
				{Cells: []Cell{
					{Head: true, Text: "Wed 10 Jun, 08:59"},
					{Text: "Sign-in failed"},
					{Text: "Nobody signed in"},
					{Text: "5f1b22c09a7de310"},
					{Text: "/sign-in", Small: "Request 77aa00b1c2d3"},
					{Text: "422", Small: "14 times"},
				}},
			}}},
		},
		Pager: Pager{Text: "2 records on this page, newest first", Older: "/operator/access?before=1"},
	}
}

func accessEmptySample() AccessPage {
	p := accessSample()
	p.Alerts, p.Table = nil, nil
	p.Empty = &EmptyState{Title: "No record fits", Text: "Views of private data and refusals are listed here as they happen."}
	return p
}

func accessRefusedSample() AccessPage {
	p := accessEmptySample()
	p.Page.HasError = true
	p.Person.Value, p.Person.Error = "nine", "Enter a whole number."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "person", Text: "Enter a whole number."}}}
	return p
}

func ownAccessSample() OwnAccessPage {
	return OwnAccessPage{
		Frame: AccountFrame{
			Page: sampleFrame("Who looked at our contact data"), Lede: "Each time somebody of another organisation or of the platform was shown your contact data, with the case it was about.",
			Menu: []NavItem{{Label: "Who looked at our contact data", Href: "/account/access", Current: true}},
		},
		Table: &Table{
			Caption: "Who looked at our contact data",
			Columns: []Column{{Label: "When", Class: "nowrap"}, {Label: "Who"}, {Label: "What happened"}, {Label: "About"}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Head: true, Text: "Wed 10 Jun, 09:12"}, {Text: "Reviewer"}, {Text: "Contact data shown"}, {Text: "IP-2026-000184-7K"}}},
				{Cells: []Cell{{Head: true, Text: "Tue 9 Jun, 16:40"}, {Text: "Seller"}, {Text: "Contact data shown"}, {Text: "IP-2026-000184-7K"}}},
			}}},
		},
		Pager: Pager{Text: "2 records on this page, newest first"},
	}
}

func ownAccessEmptySample() OwnAccessPage {
	p := ownAccessSample()
	p.Table = nil
	p.Empty = &EmptyState{Title: "Nobody outside your organisation was shown its contact data", Text: "When somebody is, it is listed here with the case and their role."}
	return p
}
