package views

func reviewStatementSample() ReviewStatementPage {
	return ReviewStatementPage{
		Page: reviewerFrame("Statement of reasons", Link{Text: "Queue", Href: "/review"},
			Link{Text: "IP-2026-000184-7K", Href: "/review/cases/IP-2026-000184-7K"}, Link{Text: "Statement of reasons"}),
		Notice: Notice{Tone: Warn, Title: "Not sent yet.", Text: "Both sides will receive this text. QL-88201447 is removed when you send it."},
		Title:  "Decision on IP-2026-000184-7K",
		Rows: []SummaryRow{
			{Key: "Parties", List: []string{"Norrvik Optics AB, complainant", "Haiyun Outdoor, seller"}},
			{Key: "Right", Text: "EUIPO 099442907 NORRVIK"},
			{Key: "Decision", List: []string{"QL-88201447: removed", "QL-88201502: kept"}},
			{Key: "Where it applies", Text: "European Union"},
			{Key: "Rule", Text: "Law: Regulation (EU) 2017/1001, Art. 9(2)(b)"},
		},
		Facts: ReviewSaid{Title: "Facts", Text: "1. The sign NORVIK appears on the headlamp.\n2. The strap is sold under the seller’s own brand.", Lang: "en"},
		Why:   ReviewSaid{Title: "Why it follows", Text: "The signs differ by one letter and the goods are identical.", Lang: "en"},
		After: []SummaryRow{
			{Key: "Evidence relied on", Text: "E1"}, {Key: "Automated means", Text: "Not used, neither to detect nor to decide."}, {Key: "Decided by", Text: "Reviewer 214"},
		},
		Appeal: ReviewSaid{Title: "If you disagree", Text: "Either side may appeal free of charge for 6 months after receiving this; another reviewer decides."},
		Action: "/review/cases/IP-2026-000184-7K/decision", Send: Button{Kind: Primary, Text: "Send decision to both sides"},
		Back: Button{Text: "Back to the decision", Action: "/review/cases/IP-2026-000184-7K/edit", NoCheck: true},
	}
}

func reviewRightSample() ReviewRightPage {
	return ReviewRightPage{
		CheckBench: CheckBench{
			Page:   reviewerFrame("Check IPR-2026-000042", Link{Text: "Rights to check", Href: "/review/rights"}, Link{Text: "IPR-2026-000042"}),
			Number: "IPR-2026-000042", Kind: "Trade mark", Title: "NORRVIK", Status: Badge{Tone: Info, Text: "To be verified"},
			GiveBack: &PostButton{Action: "/review/rights/IPR-2026-000042/give-back", Button: Button{Small: true, Text: "Give back"}},
			Warnings: []Notice{
				{Tone: Warn, Title: "The same number is registered by somebody else.", Text: "Norvik Lights Ltd entered EUIPO 099442907 as IPR-2026-000017.", Link: &Link{Text: "Open it", Href: "/review/rights/IPR-2026-000017"}},
				{Tone: Neutral, Title: "The number does not look like one of this office.", Text: "EUIPO writes them like 018123456."},
			},
			History: Timeline{Events: []TimelineEvent{{Who: "other", Time: Time{Text: "Wed 10 Jun, 09:12"}, Lead: "Norrvik Optics AB", Text: "registered the right"}}},
			Action:  "/review/rights/IPR-2026-000042/check", Hidden: []HiddenInput{{Name: "version", Value: "1"}}, MayDecide: true, Heading: "Decision",
			Choice: &Radios{Field: Field{Name: "verify", Label: "Is the right proven?"}, Options: []Option{
				{Value: "yes", Label: "Verify it", Text: "Complaints can be filed under it."}, {Value: "no", Label: "Refuse it", Text: "The holder is told the reason."},
			}},
			Reason: TextArea{Field: Field{Name: "reason", Label: "Reason", Hint: "Required when you refuse: what is missing, and how to cure it."}, Rows: 4},
			Button: Button{Kind: Primary, Block: true, Text: "Record the decision"},
		},
		Rows: []SummaryRow{
			{Key: "Office", Text: "EUIPO"},
			{Key: "Registration number", Text: "099442907", Note: "Looks like a number of this office"},
			{Key: "Owner", Text: "Norrvik Optics AB"},
			{Key: "Territories", Text: "European Union"},
			{Key: "Nice classes", Text: "9, 11"},
			{Key: "In force", Text: "3 Mar 2019 to 3 Mar 2029"},
		},
		Specimens: []ReviewPicture{{Src: "/gallery/specimen-norrvik.svg", Alt: "The word NORRVIK", Title: "Specimen 1", Note: "norrvik.svg"}},
		Documents: []ReviewExhibit{{
			No: "C1", Name: "certificate.png", Open: true, Picture: "/gallery/doc-cert.svg", Facts: "PNG · 88 KB", From: "Uploaded 10 Jun 2026",
			Access: Badge{Tone: Neutral, Text: "Reviewer only"}, Hash: "77aa…1f00", File: "/evidence/z",
		}},
		Holder: SummaryList{Rows: []SummaryRow{{Key: "Organisation", Text: "Norrvik Optics AB, Sweden"}, {Key: "Other rights", Text: "3 verified, 1 refused"}}},
		Others: &Table{
			Caption: "Other rights", Columns: []Column{{Label: "Right", Class: "nowrap"}, {Label: "Title"}, {Label: "Status"}},
			Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{
				{Head: true, Text: "IPR-2026-000017", Href: "/review/rights/IPR-2026-000017", Small: "Norvik Lights Ltd"}, {Text: "NORRVIK"}, {Body: Badge{Tone: Warn, Text: "Same number"}},
			}}}}},
		},
	}
}

func reviewExhibitSample() ReviewExhibitPage {
	return ReviewExhibitPage{
		Page: reviewerFrame("S1 Letter", Link{Text: "Queue", Href: "/review"},
			Link{Text: "IP-2026-000184-7K", Href: "/review/cases/IP-2026-000184-7K"}, Link{Text: "S1"}),
		Title: "S1 Letter of authorisation", Position: "2 of 5",
		Exhibit: ReviewExhibit{
			No: "S1", Name: "letter.txt", Text: "To whom it may concern\n\nWe have made this strap since 2019.", Lang: "en", Facts: "Text · 2 KB",
			From: "From Haiyun Outdoor, 11 Jun 2026", Access: Badge{Tone: Info, Text: "Both sides can see it"}, Hash: "1a2b…99ff", File: "/evidence/x",
		},
		Previous: &Link{Text: "E1", Href: "/review/cases/IP-2026-000184-7K/exhibits/E1"}, Next: &Link{Text: "S2"},
		Pages: ViewerPages{
			Text: "To whom it may concern\n\nWe have made this strap since 2019.", Lang: "en", Label: "S1 letter.txt",
			PageOf: "Page 1 of 3", Back: &Link{Text: "Previous page"}, On: &Link{Text: "Next page", Href: "?page=2"},
		},
	}
}

func operatorSample() OperatorPage {
	frame := sampleOperatorFrame("Deliveries")
	failing := deliveriesSample("Deliveries that failed and are tried again", "Next try", []Cell{
		{Head: true, Text: "Removal of a listing", Small: "No. 1051"},
		{Text: "IP-2026-000190-H2"},
		{Text: "QL-88420116"},
		{Text: "3"},
		{Text: "the marketplace answered 503"},
		{Text: "Wed 10 Jun, 14:52"},
		{Body: tryAgainSample("1051")},
	})
	failed := deliveriesSample("Deliveries given up, newest first", "Asked for", []Cell{
		{Head: true, Text: "Mail: decision", Small: "No. 1044"},
		{Text: "IP-2026-000184-7K"},
		{Text: "Haiyun Outdoor"},
		{Text: "18"},
		{Text: "550 5.1.1 no such user"},
		{Text: "Wed 10 Jun, 09:12"},
		{Body: tryAgainSample("1044")},
	})
	return OperatorPage{
		Page: frame, Lede: "What had to leave the portal and could not.",
		Stats:   Stats{Items: []Stat{{Label: "given up", Value: "1", Tone: Danger}, {Label: "waiting", Value: "4"}, {Label: "longest wait", Value: "3 minutes"}}},
		Failing: &failing, TryAll: PostButton{Action: "/operator/deliveries/again", Button: Button{Text: "Try all that failed now", Small: true}},
		Table: &failed, Pager: Pager{Text: "1 delivery on this page, newest first"},
	}
}

func deliveriesSample(caption, when string, row []Cell) Table {
	return Table{
		Caption: caption, Columns: []Column{
			{Label: "What", Class: "nowrap"},
			{Label: "About"},
			{Label: "To"},
			{Label: "Tries", Class: "num"},
			{Label: "Last error"},
			{Label: when, Class: "nowrap"},
			{Label: "Action", Class: "act", Vh: true},
		},
		Groups: []RowGroup{{Rows: []Row{{Cells: row}}}},
	}
}

func tryAgainSample(number string) PostButton {
	return PostButton{Action: "/operator/deliveries/" + number + "/again", Button: Button{Text: "Try again now", Vh: "No. " + number, Small: true}}
}

func operatorRefusedSample() OperatorPage {
	p := operatorSample()
	p.Page.HasError = true
	p.Wrong = &Notice{Tone: Danger, Title: "Not tried again", Text: "Another order about this listing was given after this one. Trying this one again would undo it."}
	return p
}

func operatorEmptySample() OperatorPage {
	p := operatorSample()
	p.Table, p.Failing = nil, nil
	p.Stats.Items[0] = Stat{Label: "given up", Value: "0"}
	p.Empty = &EmptyState{Title: "Everything was delivered", Text: "A mail, removal or restoration that had to be given up is shown here with its last error."}
	return p
}
