package views

func clockSamples() []Sample {
	return []Sample{
		{"case-time", "seller", CaseTime(sampleCaseTime())},
		{"case-time", "disputed", CaseTime(sampleCaseTimeStands())},
		{"case-time", "nothing-runs", CaseTime(sampleCaseTimeNone())},
		{"case-time", "reviewer", CaseTime(sampleReviewTime())},
		{"case-time", "reviewer-wrong", CaseTime(sampleReviewTimeWrong())},
		{"operator-clocks", "running", OperatorClocks(sampleClockDesk())},
		{"operator-clocks", "stopped", OperatorClocks(sampleClockDeskStopped())},
		{"operator-clocks", "wrong", OperatorClocks(sampleClockDeskWrong())},
	}
}

func sampleTimeClock() *Clock {
	return &Clock{
		Rule:  "3 working days from delivery to the party whose turn it is. The first day is the day after. The time ends at 24:00 of the last day. Days are counted in China (Asia/Shanghai).",
		Start: "Wed 10 June 2026, 09:12", Due: "Tue 16 June 2026, 24:00", Cite: "Marketplace terms § 2.5",
		Days: []ClockDay{
			{Day: "Thu 11 June", Counted: true, Note: "Day 1 of 3"},
			{Day: "Fri 12 June", Note: "The time stood still, not counted"},
			{Day: "Sat 13 June", Note: "Weekend, not counted"},
			{Day: "Sun 14 June", Note: "Weekend, not counted"},
			{Day: "Mon 15 June", Counted: true, Note: "Day 2 of 3"},
			{Day: "Tue 16 June", Counted: true, Note: "Day 3 of 3"},
		},
	}
}

func sampleTimeItems(id string) *Checkboxes {
	return &Checkboxes{Field: Field{ID: id, Name: "items", Label: "Which listings is it about?"}, Options: []Option{
		{Value: "1", Label: "QL-88201447", Text: "Needs your answer", Selected: true}, {Value: "2", Label: "QL-88201502", Text: "Needs your answer", Selected: true},
	}}
}

func sampleCaseTime() CaseTimePage {
	return CaseTimePage{
		Page: sampleCaseFrame("Time in IP-2026-000118-4H"), Lede: "Each day that is counted or not, and why. Both sides see the same.",
		Clocks: []SellerClock{{Listings: "QL-88201447 and QL-88201502", Clock: sampleTimeClock()}, {Listings: "QL-88201610", Pending: "Not yet delivered: the time of 3 working days begins with the delivery of the notice."}},
		Said:   []ClockWords{{Title: "A reviewer answered: the delivery stands", When: Time{"2026-06-12T06:10:00Z", "Fri 12 Jun, 14:10"}, Text: "The log of the mail server shows it at 09:12."}},
		Forms: []ClockForm{{
			ID: "dispute", Title: "Dispute the delivery", Action: "/seller/cases/IP-2026-000118-4H/time", Items: sampleTimeItems("items"),
			Text:   "If the notice reached you later than shown here, say so. The time stands still until a reviewer answers, and both sides see that it does. This can be done once for each notice.",
			Reason: TextArea{Rows: 4, Field: Field{Name: "explanation", Label: "When and how it reached you"}}, Send: Button{Kind: Primary, Text: "Dispute the delivery"},
		}},
		Back: Link{Text: "Back to the case", Href: "/seller/cases/IP-2026-000118-4H"},
	}
}

func sampleCaseTimeStands() CaseTimePage {
	p := sampleCaseTime()
	p.Stands = []Notice{
		{Tone: Info, Title: "The time for QL-88201447 stands still since Fri 12 Jun, 08:00", Text: "An operator of the platform has stopped the clocks. Nothing happens by itself until they run on, and the days until then are not counted. The reason given: The portal could not be reached from two provinces."},
		{Tone: Info, Title: "The time for QL-88201502 stands still since Fri 12 Jun, 09:30", Text: "The delivery of the notice is disputed. A reviewer answers; until then nothing happens by itself."},
	}
	p.Clocks = []SellerClock{{Listings: "QL-88201447 and QL-88201502", Pending: "The time of 3 working days began at Wed 10 Jun, 09:12 and stands still."}}
	p.Forms = nil
	return p
}

func sampleCaseTimeNone() CaseTimePage {
	p := sampleCaseTime()
	p.Clocks, p.Said, p.Forms, p.None = nil, nil, nil, "No time runs in this case at the moment."
	return p
}

func sampleReviewTime() CaseTimePage {
	p := sampleCaseTime()
	p.Page = reviewerFrame("Time in IP-2026-000118-4H", Link{Text: "IP-2026-000118-4H", Href: "/review/cases/IP-2026-000118-4H"}, Link{Text: "Time in IP-2026-000118-4H"})
	reason := func(form, label string) TextArea {
		return TextArea{Rows: 3, Field: Field{ID: form + "-reason", Name: "reason", Label: label}}
	}
	p.Forms = []ClockForm{
		{
			ID: "answer", Title: "Answer the dispute about the delivery", Action: "#", Items: sampleTimeItems("answer-items"),
			Do: &Radios{Field: Field{ID: "answer-do", Name: "do", Label: "Did the notice reach them?"}, Options: []Option{
				{Value: "stands", Label: "Yes: the delivery stands", Text: "The time runs on with its rest."}, {Value: "anew", Label: "No: send the notice again", Text: "The time begins anew with its delivery."},
			}},
			Reason: reason("answer", "Why (both sides read it)"), Send: Button{Kind: Primary, Text: "Send the answer"},
		},
		{
			ID: "set", Title: "Change the time", Action: "#", Items: sampleTimeItems("set-items"),
			Do: &Radios{Field: Field{ID: "set-do", Name: "do", Label: "What is to be done with it?"}, Options: []Option{
				{Value: "extend", Label: "Give more time", Text: "The end moves by as many more days or hours as you enter."},
				{Value: "pause", Label: "Let it stand still", Text: "Nothing happens by itself until it runs on. The days until then are not counted."},
			}},
			Amount: &TextInput{Type: "number", InputMode: "numeric", Field: Field{ID: "set-amount", Name: "amount", Label: "How many more", Hint: "In the unit of the window: working days, days or hours.", Optional: true}},
			Reason: reason("set", "Why (both sides read it)"), Send: Button{Kind: Primary, Text: "Change the time"},
		},
		{
			ID: "bounce", Title: "Record that a mail came back", Action: "#", Text: "A mail server can accept a mail and return it later. The time that its acceptance had started is taken back and waits for a delivery.",
			Notice: &Select{Field: Field{ID: "bounce-notice", Name: "notice", Label: "Notice"}, Options: []Option{{Value: "7", Label: "There is a complaint about your listings, to Haiyun Outdoor, Wed 10 Jun, 09:12"}}},
			Reason: reason("bounce", "What came back"), Send: Button{Kind: Primary, Text: "Record it"},
		},
	}
	return p
}

func sampleReviewTimeWrong() CaseTimePage {
	p := sampleReviewTime()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "set-do", Text: "Choose what is to be done with the time."}, {ID: "set-reason", Text: "Say why. Both sides read it."}}}
	p.Forms[1].Do.Error, p.Forms[1].Reason.Error = "Choose what is to be done with the time.", "Say why. Both sides read it."
	return p
}

func sampleClockDesk() OperatorClocksPage {
	frame := sampleOperatorFrame("Clocks")
	return OperatorClocksPage{
		Page: frame, Lede: "While clocks are stopped no silence acts and nobody is reminded; people can still act. Both sides of each case see the stop and its reason, and get back the rest of their time.",
		Stats:     Stats{Items: []Stat{{Label: "past their end and not acted", Value: "0"}, {Label: "near an outer limit of the law", Value: "1", Tone: Danger}}},
		Site:      Select{Field: Field{Name: "site", Label: "Site"}, Options: []Option{{Label: "Every site"}, {Value: "quaylane", Label: "Quaylane"}}},
		Procedure: Select{Field: Field{Name: "procedure", Label: "Procedure"}, Options: []Option{{Label: "Every procedure"}, {Value: "marketplace", Label: "Marketplace procedure"}}},
		Reason:    TextArea{Rows: 3, Field: Field{Name: "reason", Label: "Why (both sides of every case read it)"}},
		Until:     DateInput{Field: Field{Name: "until", Label: "Last day", Hint: "Empty: until you let them run on.", Optional: true}},
		Send:      Button{Kind: DangerKind, Text: "Stop the clocks"},
	}
}

func sampleClockDeskStopped() OperatorClocksPage {
	p := sampleClockDesk()
	row := func(key, text string) SummaryRow { return SummaryRow{Key: key, Text: text} }
	p.Stops = []ClockStopCard{
		{
			Number: "CS-2026-000002", State: Badge{Warn, "Clocks stand still"},
			Rows: []SummaryRow{row("Site", "Every site"), row("Procedure", "Every procedure"), row("Why", "The portal could not be reached from two provinces, and nobody there could answer."), row("Listings that stand still", "312"), row("Ends by itself", "Mon 15 June 2026, 24:00")},
			End:  &PostButton{Action: "/operator/clocks/CS-2026-000002/end", Button: Button{Kind: Primary, Text: "Let the clocks run on", Vh: "CS-2026-000002"}},
		},
		{Number: "CS-2026-000001", State: Badge{Neutral, "Ended"}, Rows: []SummaryRow{row("Site", "Quaylane"), row("Procedure", "Marketplace procedure"), row("Why", "Maintenance."), row("Listings that stand still", "0")}},
	}
	return p
}

func sampleClockDeskWrong() OperatorClocksPage {
	p := sampleClockDesk()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "reason", Text: "Say why the clocks are stopped. Both sides of every case read it."}}}
	p.Reason.Error = "Say why the clocks are stopped. Both sides of every case read it."
	return p
}
