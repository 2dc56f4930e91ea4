package views

// abuseSamples are reports of abuse: filing, either side, the bench, in each state.
func abuseSamples() []Sample {
	ask, wrong, blocked := sampleAbuseAsk(), sampleAbuseAsk(), sampleAbuseAsk()
	wrong.Page.HasError = true
	wrong.Form.Labels.Error, wrong.Form.Account.Error, wrong.Form.Honest.Error = "Choose at least one kind of abuse.",
		"Say what happened: when, what was said or shown, and how you know.", "Confirm that the report is true to the best of your knowledge."
	wrong.Errors = ErrorSummary{Entries: []FieldProblem{{"labels", wrong.Form.Labels.Error}, {"account", wrong.Form.Account.Error}, {"honest", wrong.Form.Honest.Error}}}
	blocked.Form, blocked.Reports = nil, sampleAbuseTable("Reported in this case")
	blocked.Stale = &Notice{Tone: Info, Title: "Nothing can be reported at present.", Text: "You have reported abuse in this case already, and it is being looked at."}

	told, decided := sampleAbuse(), sampleAbuse()
	told.Reply = &AbuseReply{
		Action: "/holder/abuse/AB-2026-000001/answer", Until: "You can answer until Thu 11 June 2026, 24:00.", Words: TextArea{Rows: 8, Field: Field{Name: "words", Label: "Your answer"}},
		Lang: sampleAbuseLang(), Add: ask.Form.Add, Access: ask.Form.Access, Send: Button{Kind: Primary, Icon: "send", Text: "Send the answer"},
	}
	decided.State, decided.Says = Badge{Tone: Warn, Text: "Abuse found"}, Notice{Tone: Warn, Title: "Abuse was found.", Text: "A measure against the account followed: AM-2026-000003."}
	decided.Rulings, decided.Answer, decided.Measures = []AbuseRuling{sampleAbuseRuling()}, &AbuseSaid{ID: "answer", Title: "What Norrvik Optics AB answers", Text: "We offered a licence."}, sampleMeasureTable("Measures against the account")
	decided.Appeals = []AbuseSaid{{ID: "appeal-holder", Title: "Appeal of Norrvik Optics AB", Text: "The letter is not ours.", Rows: []SummaryRow{{Key: "Outcome", Text: "Another reviewer looks at it. What was decided holds meanwhile."}}}}
	decided.Appeal = &MeasureAppeal{
		Action: "/holder/abuse/AB-2026-000001/appeal", Until: "You can appeal until Tue 8 December 2026, 10:00.",
		Text: TextArea{Rows: 8, Field: Field{Name: "grounds", Label: "What did the decision get wrong?"}}, Lang: sampleAbuseLang(), Send: Button{Kind: Primary, Text: "Send appeal"},
	}
	list := ReviewMeasuresPage{Page: reviewerFrame("Abuse reports"), Lede: "What one side of a case reports about the other.", Waiting: sampleAbuseTable("Waiting for a decision, the most pressing first")}
	return []Sample{
		{"abuse-ask", "fresh", AbuseAsk(ask)},
		{"abuse-ask", "errors", AbuseAsk(wrong)},
		{"abuse-ask", "reported-already", AbuseAsk(blocked)},
		{"abuse", "reporter", Abuse(sampleAbuse())},
		{"abuse", "to-answer", Abuse(told)},
		{"abuse", "decided-and-appealed", Abuse(decided)},
		{"review-abuses", "waiting", ReviewMeasures(list)},
		{"review-abuses", "none", ReviewMeasures(ReviewMeasuresPage{Page: reviewerFrame("Abuse reports"), Empty: &EmptyState{Icon: "shield-check", Title: "No report waits", Text: "An entry appears here when abuse is reported."}})},
		{"review-abuse", "to-decide", ReviewAbuse(sampleAbuseBench(true))},
		{"review-abuse", "decided", ReviewAbuse(sampleAbuseBench(false))},
	}
}

func sampleAbuseLang() Select {
	return Select{Field: Field{Name: "lang", Label: "Language of your text"}, Options: []Option{{Value: "en", Label: "English"}}}
}

func sampleAbuseAsk() AbuseAskPage {
	return AbuseAskPage{
		Page: sampleSellerFrame("Report of a malicious complaint"), Eyebrow: "IP-2026-000123-7K", Lede: "If you believe that Norrvik Optics AB misuses the procedure, report it here.",
		Back: Link{Text: "Back to the case", Href: "/seller/cases/IP-2026-000123-7K"},
		Form: &AbuseForm{
			Action: "/seller/cases/IP-2026-000123-7K/abuse",
			Labels: Checkboxes{Field: Field{Name: "labels", Label: "What do you report?", Hint: "Tick everything that fits. Each is decided on its own."}, Options: []Option{
				{Value: "forged_proof", Label: "Forged proof", Text: "A document, picture or test purchase that was made up or altered."},
				{Value: "extortion", Label: "Extortion", Text: "Money or another advantage asked for so that the complaint is not filed or is withdrawn.", Selected: true},
				{Value: "other", Label: "Something else", Text: "Say in a few words what it is."},
			}},
			Other: TextInput{Field: Field{Name: "other", Label: "What else it is", Optional: true}}, Account: TextArea{Rows: 10, Field: Field{Name: "account", Label: "What happened?"}},
			Lang: sampleAbuseLang(), Add: FileInput{Field: Field{Name: "files", Label: "Choose files"}, Multiple: true},
			Access: Radios{Field: Field{Name: "visibility", Label: "Who may see them", Value: "both_sides"}, Options: []Option{{Value: "both_sides", Label: "Both sides"}, {Value: "reviewer_only", Label: "Reviewer only"}}},
			Then:   []string{"The report gets a number of its own.", "The case goes on as it would have."},
			False:  Notice{Tone: Warn, Title: "A report against better knowledge is abuse too.", Text: "What can follow for you is “Warning”, “Restriction” and “Closure of the account”."},
			Honest: Checkbox{Field: Field{Name: "honest", Label: "What I report is true to the best of my knowledge."}}, Send: Button{Kind: Primary, Icon: "send", Text: "Send the report"},
		},
	}
}

func sampleAbuseTable(caption string) *Table {
	return &Table{Caption: caption, Columns: []Column{{Label: "Filed", Class: "nowrap lead"}, {Label: "Report"}, {Label: "What is reported"}, {Label: "Between"}, {Label: "State"}}, Groups: []RowGroup{{Rows: []Row{
		{Cells: []Cell{
			{Text: "Mon 8 June, 10:00", Small: "Late"},
			{Head: true, Text: "AB-2026-000001", Href: "/review/abuse/AB-2026-000001", Small: "IP-2026-000123-7K"},
			{Text: "Extortion and Timing before a sale"},
			{Text: "Haiyun Outdoor and Mountain Equipment Trading about Norrvik Optics AB"},
			{Body: Badge{Tone: Info, Text: "Under review"}},
		}},
	}}}}
}

func sampleAbuseSaid() AbuseSaid {
	return AbuseSaid{
		ID: "report", Title: "What Haiyun Outdoor reports", Time: Time{ISO: "2026-06-08T02:00:00Z", Text: "Mon 8 June, 10:00"}, Text: "On 2 June they asked for 30,000 yuan.\nOn 3 June they complained.",
		Rows: []SummaryRow{{Key: "Reported", List: []string{"Extortion", "Timing before a sale"}}}, Withheld: "1 file was shown to the reviewer only. The decision cannot rely on it.",
		Evidence: EvidenceList{Items: []EvidenceTile{{No: "S1", Name: "letter.pdf", Facts: "PDF, 640 KB", Hash: "SHA-256 8b1a…", Href: "/evidence/x", Icon: "file-text"}}},
	}
}

func sampleAbuseClocks() []AbuseClock {
	return []AbuseClock{
		{Title: "Review by the platform", Clock: &Clock{Rule: "3 working days from receipt by the platform.", Start: "Mon 8 June 2026, 10:00", Due: "Thu 11 June 2026, 24:00", Days: []ClockDay{{Day: "Tue 9 June", Counted: true, Note: "Day 1 of 3"}}}},
		{Title: "Answer of the reported side", Text: "2 working days from delivery to it. It has not been delivered yet."},
	}
}

func sampleAbuse() AbusePage {
	return AbusePage{
		Page: sampleSellerFrame("AB-2026-000001"), Number: "AB-2026-000001", Eyebrow: "IP-2026-000123-7K", Title: "Report of a malicious complaint", State: Badge{Tone: Info, Text: "Under review"},
		Says:   Notice{Tone: Info, Title: "Norrvik Optics AB is being told.", Text: "It can answer within 2 working days from delivery."},
		Report: sampleAbuseSaid(), Clocks: sampleAbuseClocks(), Case: LinkButton{Small: true, Text: "Open the case", Href: "/seller/cases/IP-2026-000123-7K"},
	}
}

func sampleAbuseRuling() AbuseRuling {
	return AbuseRuling{
		ID: "decision-1", Title: "Decision on the report", State: Badge{Tone: Warn, Text: "Abuse found"},
		Rows: []SummaryRow{
			{Key: "Extortion", Text: "Found"},
			{Key: "Timing before a sale", Text: "Not found"},
			{Key: "Exhibits relied on", List: []string{"S1"}},
			{Key: "Decided by", Text: "A person: reviewer 901. No automated means decided."},
		},
		Facts: "The letter of 2 June asks for 30,000 yuan.", Why: "Who asks for money so that a complaint is not filed uses it as a threat.", Redress: "You can appeal on this page within six months.",
	}
}

func sampleAbuseBench(open bool) ReviewAbusePage {
	p := ReviewAbusePage{
		Page: reviewerFrame("AB-2026-000001"), Number: "AB-2026-000001", Eyebrow: "IP-2026-000123-7K", Title: "Report of a malicious complaint", State: Badge{Tone: Info, Text: "Under review"},
		Says:   Notice{Tone: Danger, Title: "Norrvik Optics AB has not been reached yet.", Text: "Late: it was to be decided by Thu 11 June 2026, 24:00."},
		Rows:   []SummaryRow{{Key: "Reported by", Text: "Haiyun Outdoor"}, {Key: "Reported side", Text: "Norrvik Optics AB"}, {Key: "Found against it before", Text: "1 report", Note: "in the last 24 months"}},
		Report: sampleAbuseSaid(), Clocks: sampleAbuseClocks(), Against: sampleAbuseTable("Other reports about Norrvik Optics AB"), Case: LinkButton{Small: true, Text: "Open the case", Href: "/review/cases/IP-2026-000123-7K"},
		History: Timeline{Events: []TimelineEvent{{Who: "other", Lead: "Haiyun Outdoor", Text: "filed the report", Time: Time{ISO: "2026-06-08T02:00:00Z", Text: "Mon 8 June, 10:00"}}}},
	}
	if !open {
		p.Says, p.State, p.Rulings = Notice{Tone: Info, Title: "Decided. Nothing waits here."}, Badge{Tone: Warn, Text: "Abuse found"}, []AbuseRuling{sampleAbuseRuling()}
		p.Reverse = &Notice{Tone: Warn, Title: "Proof in this case was forged.", Text: "Look whether a decision rests on it.", Link: &Link{Text: "Reverse a decision in the case", Href: "/review/cases/IP-2026-000123-7K/acts/reverse"}}
		return p
	}
	finding := func(name, label string) Radios {
		return Radios{Inline: true, Field: Field{Name: name, Label: label}, Options: []Option{{Value: "found", Label: "Found"}, {Value: "not_found", Label: "Not found"}}}
	}
	p.Form = &AbuseDecide{
		Action: "/review/abuse/AB-2026-000001/decide", Title: "Decision", Findings: []Radios{finding("finding-extortion", "Extortion"), finding("finding-timing_before_sale", "Timing before a sale")},
		Unheard: &Notice{Tone: Info, Title: "Only “not found” can be decided now.", Text: "Nothing is found against Norrvik Optics AB before it has answered."},
		Facts:   TextArea{Rows: 5, Field: Field{Name: "facts", Label: "Facts"}}, Why: TextArea{Rows: 5, Field: Field{Name: "explanation", Label: "Why it follows"}},
		Ground: Radios{Inline: true, Field: Field{Name: "ground_kind", Label: "The decision rests on", Value: "terms"}, Options: []Option{{Value: "law", Label: "the law"}, {Value: "terms", Label: "the marketplace’s terms"}}},
		Ref:    TextInput{Field: Field{Name: "reference", Label: "Section"}}, Relied: &Checkboxes{Inline: true, Field: Field{Name: "relied", Label: "Exhibits relied on"}, Options: []Option{{Value: "x", Label: "S1"}}},
		Lang: sampleAbuseLang(), Suggested: "If abuse is found, the figures suggest: Suspension from filing, 30 days. Another measure needs its reason.",
		Measure:   Radios{Field: Field{Name: "measure", Label: "Measure", Value: "none"}, Options: []Option{{Value: "none", Label: "No measure"}, {Value: "suspension", Label: "Suspension from filing", Text: "Where abuse was found, against Norrvik Optics AB."}}},
		Days:      TextInput{InputMode: "numeric", Field: Field{Name: "days", Label: "For how many days", Class: "w-s", Optional: true}},
		Deviation: TextArea{Rows: 3, Field: Field{Name: "deviation", Label: "Why not the suggested measure", Optional: true}}, Button: Button{Kind: Primary, Block: true, Text: "Decide"},
	}
	p.Delivery = &AbuseDelivery{
		Action: "/review/abuse/AB-2026-000001/delivery", Text: "If it was told in another way, record how.", How: TextInput{Field: Field{Name: "how", Label: "How it was delivered"}},
		Proof: TextArea{Rows: 2, Field: Field{Name: "proof", Label: "What shows it"}}, Button: Button{Block: true, Text: "Record the delivery"},
	}
	return p
}
