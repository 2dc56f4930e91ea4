package views

// registerSamples are the public register's pages.
func registerSamples() []Sample {
	return []Sample{
		{"register", "list", sampleRegister()},
		{"register", "empty", sampleRegisterEmpty()},
		{"register", "goes-on", sampleRegisterGoesOn()},
		{"register", "near", sampleRegisterNear()},
		{"register-case", "public", sampleRegisterCase()},
		{"register-case", "operator", sampleRegisterHandedOut()},
	}
}

func sampleRegisterForm() RegisterPage {
	return RegisterPage{
		Page:   sampleFrame("Public register"),
		Lede:   "Complaints about listings on Quaylane that were accepted, the sellers’ counter-notifications, and what came of them. Names of private persons, contact data and evidence are left out.",
		Search: TextInput{Field: Field{Name: "q", Label: "Search"}, Type: "search", Placeholder: "Number, mark, name, listing"},
		Filters: []Select{
			{Field: Field{Name: "type", Label: "Right"}, Options: []Option{{Label: "All types"}, {Value: "trademark", Label: "Trade mark"}}},
			{Field: Field{Name: "territory", Label: "Territory"}, Options: []Option{{Label: "Every territory"}, {Value: "EU", Label: "European Union"}}},
			{Field: Field{Name: "outcome", Label: "Outcome"}, Options: []Option{{Label: "Every outcome"}, {Value: "kept", Label: "Kept"}}},
		},
		Months: []TextInput{
			{Field: Field{Name: "from", Label: "Published from", Value: "2026-01"}, Type: "month"},
			{Field: Field{Name: "to", Label: "until"}, Type: "month"},
		},
		JSON: "/register.json", Feed: "/register.atom", Figures: "/transparency",
	}
}

func sampleRegister() RegisterPage {
	p := sampleRegisterForm()
	p.Clear = "/register"
	row := func(number, outcome, mark, small, holder, shop, n, where, day string) Row {
		return Row{Cells: []Cell{
			{Head: true, Text: number, Href: "/register/" + number},
			{Body: Badge{Tone: Neutral, Text: outcome}},
			{Text: mark, Small: small},
			{Text: holder},
			{Text: shop},
			{Text: n},
			{Text: where},
			{Text: day},
		}}
	}
	p.Table = &Table{Caption: "Notices, newest first", Wide: true, Columns: []Column{
		{Label: "Notice", Class: "nowrap lead"},
		{Label: "Outcome", Class: "lead"},
		{Label: "Right"},
		{Label: "Complainant"},
		{Label: "Shop"},
		{Label: "Listings", Class: "num"},
		{Label: "Territory"},
		{Label: "Published", Class: "nowrap"},
	}, Groups: []RowGroup{{Rows: []Row{
		row("IP-2026-000118-4H", "Different outcomes", "NORRVIK", "Trade mark · EUIPO 099442907", "Norrvik Optics AB", "Haiyun Outdoor", "4", "European Union", "26 June 2026"),
		row("IP-2026-000102-9Q", "Kept", "The Quiet Harbour", "Copyright", "Name withheld", "Casa Azul", "12", "United States", "19 June 2026"),
	}}}}
	p.Pager = Pager{Text: "More than 1000 notices, newest first", Older: "/register?older=IP-2026-000102-9Q"}
	return p
}

func sampleRegisterEmpty() RegisterPage {
	p := sampleRegisterForm()
	p.Empty = &EmptyState{Icon: "search", Title: "Nothing is published yet", Text: "A complaint stands here once it was accepted and the time of its procedure has passed."}
	return p
}

func sampleRegisterGoesOn() RegisterPage {
	p := sampleRegisterForm()
	p.Search.Value, p.Clear = "headlamp", "/register"
	p.Empty = &EmptyState{Icon: "search", Title: "Nothing found", Text: "Nothing fits among the notices looked through for this page. The search goes on with the next page."}
	p.Pager = Pager{Text: "More than 1000 notices, newest first", Older: "/register?older=IP-2026-000102-9Q&q=headlamp"}
	return p
}

func sampleRegisterNear() RegisterPage {
	p := sampleRegister()
	p.Search.Value = "norvick"
	p.Note = &SearchNote{Texts: []string{"Nothing has the words “norvick”. This is what has “norrvik”."}}
	p.Table.Groups[0].Rows = p.Table.Groups[0].Rows[:1]
	p.Pager = Pager{Text: "1 notice, newest first"}
	return p
}

func sampleRegisterCase() RegisterCasePage {
	at := "/register/IP-2026-000118-4H"
	return RegisterCasePage{
		Page:    sampleFrame("Notice IP-2026-000118-4H"),
		Eyebrow: "IP-2026-000118-4H", Title: "Trade mark notice", Lede: "Different outcomes",
		Facts: SummaryList{Tight: true, Rows: []SummaryRow{
			{Key: "Complainant", Text: "Norrvik Optics AB", Note: "Sweden"},
			{Key: "Shop", Text: "Haiyun Outdoor", Note: "China"},
			{Key: "Right", Text: "NORRVIK", Note: "Trade mark · EUIPO 099442907"},
			{Key: "Reason", Text: "The mark is used on the product"},
			{Key: "Procedure", Link: &Link{Text: "Marketplace procedure", Href: "/procedures/marketplace/1"}},
			{Key: "Published", Text: "26 June 2026", Note: "7 days after the case ended (Marketplace terms, § 5.4)"},
		}},
		Listings: Table{Caption: "Listings and what became of them", Columns: []Column{{Label: "Listing"}, {Label: "Outcome", Class: "lead"}, {Label: "Since", Class: "nowrap"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "Headlamp 1200 lm, rechargeable", Small: "QL-88201447"}, {Body: Badge{Tone: Neutral, Text: "Removed"}}, {Text: "19 June 2026"}}},
			{Cells: []Cell{{Head: true, Text: "Headlamp 800 lm", Small: "QL-88201448"}, {Body: Badge{Tone: Neutral, Text: "Kept"}}, {Text: "19 June 2026"}}},
		}}}},
		Events: Timeline{Events: []TimelineEvent{
			{Who: "system", Time: Time{"2026-06-19T08:00:00Z", "Fri 19 June 2026, 16:00"}, Lead: "Platform", Text: "Decision on claim and answer"},
			{Who: "system", Time: Time{"2026-06-12T08:00:00Z", "Fri 12 June 2026, 16:00"}, Lead: "Seller", Text: "filed a counter-notification about 2 listings: It does not infringe the right"},
			{Who: "system", Time: Time{"2026-06-10T01:12:00Z", "Wed 10 June 2026, 09:12"}, Lead: "Complainant", Text: "filed the notice"},
		}},
		Decisions: []RegisterRuling{{Title: "Decision on claim and answer, 19 June 2026", Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Listings", List: []string{"QL-88201447: Complaint upheld", "QL-88201448: Complaint not upheld"}},
			{Key: "Rule", Text: "Regulation (EU) 2017/1001, Article 9(2)(a)", Note: "Ground: the law"},
			{Key: "Automated means", Text: "A person decided."},
		}}}},
		Links: []Link{{Text: "This notice as JSON", Href: at + ".json"}, {Text: "For the Lumen database", Href: at + "/lumen.json"}},
	}
}

func sampleRegisterHandedOut() RegisterCasePage {
	p := sampleRegisterCase()
	p.Level = &Notice{Tone: Info, Title: "More than everybody is shown", Text: "As it is handed to regulators: with names and words of both sides."}
	p.Said = []RegisterSaid{{Title: "What the complainant says", Text: "The lamp carries our mark on its front.\nWe have not allowed it."}}
	p.Evidence = []string{"E1 " + sampleHash}
	p.Levels = []Link{{Text: "For a researcher", Href: "/register/IP-2026-000118-4H?level=researcher"}, {Text: "For a regulator", Href: "/register/IP-2026-000118-4H?level=regulator"}}
	return p
}
