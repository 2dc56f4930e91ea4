package views

import "github.com/a-h/templ"

func reviewerFrame(title string, crumbs ...Link) Page {
	return Page{
		Title: title, Density: "compact", Wide: true, Home: "/review", Zone: "Asia/Shanghai (UTC+8)", Crumbs: crumbs,
		Nav: []NavItem{
			{Label: "Queue", Href: "/review", Count: 58, Current: true},
			{Label: "Rights", Href: "/review/rights", Count: 3},
		},
		Account: &Account{Name: "Priya Raman", Org: "Quaylane IP desk", Role: "Reviewer", Icon: "scale"},
	}
}

func reviewerSamples() []Sample {
	notice := reviewNoticeSample()
	refused := reviewNoticeSample()
	refused.Page.HasError = true
	refused.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "facts", Text: "Say what you found, in at least one sentence."}}}
	refused.Form.Facts.Error = "Say what you found, in at least one sentence."
	decide := reviewDecideSample()
	unclaimed := reviewDecideSample()
	unclaimed.Form = nil
	unclaimed.GiveBack = nil
	unclaimed.Aside = ReviewClaim(ReviewClaimBox{
		Title: "Decision", Text: "Nobody has claimed this case. Claim it, and nobody else is offered it for 30 minutes.",
		Button: &PostButton{Action: "/review/cases/IP-2026-000184-7K/claim", Button: Button{Kind: Primary, Text: "Claim this case", Block: true}},
	})
	return []Sample{
		{Page: "review-queue", State: "busy", Body: ReviewQueue(reviewQueueSample())},
		{Page: "review-search", State: "found", Body: ReviewSearch(reviewSearchSample())},
		{Page: "review-search", State: "nothing", Body: ReviewSearch(reviewSearchEmptySample())},
		{Page: "review-queue", State: "searched", Body: ReviewQueue(reviewQueueSearchedSample())},
		{Page: "review-queue", State: "empty", Body: ReviewQueue(reviewQueueEmptySample())},
		{Page: "review-notice", State: "claimed", Body: ReviewCase(notice)},
		{Page: "review-notice", State: "error", Body: ReviewCase(refused)},
		{Page: "review-decide", State: "claimed", Body: ReviewCase(decide)},
		{Page: "review-decide", State: "unclaimed", Body: ReviewCase(unclaimed)},
		{Page: "review-appeal", State: "own-decision", Body: ReviewCase(reviewAppealSample())},
		{Page: "review-undelivered", State: "claimed", Body: ReviewCase(reviewUndeliveredSample())},
		{Page: "review-act", State: "order", Body: ReviewActPage(reviewOrderSample(false))},
		{Page: "review-act", State: "errors", Body: ReviewActPage(reviewOrderSample(true))},
		{Page: "review-act", State: "nothing-to-do", Body: ReviewActPage(ReviewAct{
			Page: reviewerFrame("Reverse our own mistake"), Eyebrow: "Norrvik Optics AB and Haiyun Outdoor · IP-2026-000184-7K", Title: "Reverse our own mistake",
			Lede: "No listing of this case can be treated in this way as it stands now.", Back: "/review/cases/IP-2026-000184-7K",
		})},
		{Page: "review-statement", State: "preview", Body: ReviewStatementPreview(reviewStatementSample())},
		{Page: "review-right", State: "conflict", Body: ReviewRight(reviewRightSample())},
		{Page: "review-exhibit", State: "text", Body: ReviewExhibitView(reviewExhibitSample())},
		{Page: "operator", State: "given-up", Body: Operator(operatorSample())},
		{Page: "operator", State: "refused", Body: Operator(operatorRefusedSample())},
		{Page: "operator", State: "running", Body: Operator(operatorRunningSample())},
		{Page: "operator-access", State: "with-alert", Body: OperatorAccess(accessSample())},
		{Page: "operator-access", State: "nothing", Body: OperatorAccess(accessEmptySample())},
		{Page: "operator-access", State: "refused", Body: OperatorAccess(accessRefusedSample())},
		{Page: "own-access", State: "seen", Body: OwnAccess(ownAccessSample())},
		{Page: "own-access", State: "nothing", Body: OwnAccess(ownAccessEmptySample())},
		{Page: "security", State: "policy", Body: SecurityPolicy(SecurityPage{Page: sampleFrame("Report a weakness"), Contact: "security@quaylane.example", ContactHref: "mailto:security@quaylane.example"})},
		{Page: "operator", State: "nothing", Body: Operator(operatorEmptySample())},
	}
}

func reviewQueueSample() ReviewQueuePage {
	claim := func(no string) *PostButton {
		return &PostButton{Action: "/review/cases/" + no + "/claim", Button: Button{Small: true, Text: "Claim", Vh: no}}
	}
	late := Deadline{Tone: Danger, Time: Time{ISO: "2026-06-18T18:00:00+08:00", Text: "Thu 18 Jun, 18:00"}, Left: "20 hours late", Live: true}
	today := Deadline{Tone: Warn, Time: Time{ISO: "2026-06-19T18:00:00+08:00", Text: "Today, 18:00"}, Left: "4 hours left", Live: true}
	later := Deadline{Tone: Neutral, Time: Time{ISO: "2026-06-24T18:00:00+08:00", Text: "Wed 24 Jun, 18:00"}, Left: "5 days left", Live: true}
	return ReviewQueuePage{
		Page: reviewerFrame("Queue"), Lede: "Friday 19 June 2026, 14:20. 58 open, 31 not claimed.",
		Claim:     PostButton{Action: "/review/claim-next", Button: Button{Kind: Primary, Icon: "arrow-right", Text: "Claim next case"}},
		ClaimNote: "The most pressing one that nobody holds",
		Stats: Stats{Items: []Stat{
			{Label: "late", Value: "2", Href: "/review?due=late", Tone: Danger},
			{Label: "due today", Value: "7", Href: "/review?due=today"},
			{Label: "due later", Value: "49", Href: "/review?due=later"},
			{Label: "not claimed", Value: "31", Href: "/review?view=free"},
			{Label: "rights to check", Value: "3", Href: "/review/rights"},
		}},
		Tabs: Tabs{Label: "Queue", Items: []NavItem{
			{Label: "All open", Href: "/review", Count: 58, Current: true},
			{Label: "Not claimed", Href: "/review?view=free", Count: 31},
			{Label: "Mine", Href: "/review?view=mine", Count: 3},
			{Label: "On hold for a court", Href: "/review?view=court", Count: 2},
		}},
		Filters: reviewFilterSample(), Caption: "Open cases, the earliest target first",
		Rows: []ReviewRow{
			{
				Deadline: late, Meter: &ReviewMeter{Tone: Danger, Percent: 100, Label: "100 percent of the time is used"}, Number: "IP-2026-000166-3B",
				Href: "/review/cases/IP-2026-000166-3B", Task: "Decide a counter-notification · Patent",
				Complainant: ReviewParty{Name: "Stahlbrand Systems GmbH", Note: "52 complaints"}, Seller: ReviewParty{Name: "Jiaxing Oute Machinery", Note: "2 cases"},
				Listings: "3", ClaimedBy: "Tomasz Wolny", Open: &LinkButton{Small: true, Text: "View", Href: "/review/cases/IP-2026-000166-3B"},
			},
			{
				Deadline: today, Meter: &ReviewMeter{Tone: Warn, Percent: 93, Label: "93 percent of the time is used"}, Number: "IP-2026-000118-Q4",
				Href: "/review/cases/IP-2026-000118-Q4", Task: "Appeal by the seller · Copyright",
				Complainant: ReviewParty{Name: "Aldermoor Press Ltd", Note: "96 complaints"}, Seller: ReviewParty{Name: "Papelaria Douro", Note: "first case"},
				Listings: "12", Signals: []Badge{{Tone: Neutral, Text: "You decided in this case"}}, ClaimedBy: "Nobody", Nobody: true, Claim: claim("IP-2026-000118-Q4"),
			},
			{
				Deadline: later, Meter: &ReviewMeter{Tone: Info, Percent: 38, Label: "38 percent of the time is used"}, Number: "IP-2026-000125-HV",
				Href: "/review/cases/IP-2026-000125-HV", Task: "Check a notice · Trade mark",
				Complainant: ReviewParty{Name: "广州沐岚化妆品有限公司", Lang: "zh-CN", Note: "first complaint"}, Seller: ReviewParty{Name: "Belle Rive Beauty", Note: "4 cases"},
				Listings: "5", Signals: []Badge{{Tone: Warn, Text: "Right ends in 9 days"}, {Tone: Info, Text: "Complained of this seller 3 times before"}},
				ClaimedBy: "You", Open: &LinkButton{Small: true, Kind: Primary, Text: "Open", Href: "/review/cases/IP-2026-000125-HV"},
			},
		},
		Pager: Pager{Text: "3 of 58 cases, the earliest target first", Older: "/review?after=x"},
	}
}

func reviewFilterSample() ReviewFilters {
	return ReviewFilters{
		Action: "/review", Search: TextInput{Field: Field{Name: "q", Label: "Search"}, Type: "search", Placeholder: "Case, party, right, listing"},
		Selects: []Select{
			{Field: Field{Name: "task", Label: "Task"}, Options: []Option{{Label: "Any"}, {Value: "notice", Label: "Check a notice"}}},
			{Field: Field{Name: "procedure", Label: "Procedure"}, Options: []Option{{Label: "Any"}}},
			{Field: Field{Name: "type", Label: "Right"}, Options: []Option{{Label: "Any"}}},
		},
	}
}

func reviewQueueSearchedSample() ReviewQueuePage {
	p := reviewQueueSample()
	p.Filters.Search.Value, p.Rows = "norvick", p.Rows[:1]
	p.Note = &SearchNote{Texts: []string{"Nothing has the words “norvick”. This is what has “norrvik”."}, Link: &Link{Text: "Search all cases, ended ones too", Href: "/review/search?q=norvick"}}
	return p
}

func reviewSearchSample() ReviewSearchPage {
	row := func(number, task string, badge Badge, right, holder, seller, lang, n, opened string) Row {
		return Row{Cells: []Cell{
			{Head: true, Text: number, Href: "/review/cases/" + number, Small: task},
			{Body: badge},
			{Text: right, Small: "Trade mark"},
			{Text: holder},
			{Text: seller, Lang: lang},
			{Text: n},
			{Text: opened},
		}}
	}
	return ReviewSearchPage{
		Page: reviewerFrame("Search"), Lede: "Every case in every state, the newest first. The end of a word may be left out, and the marks and zeros of a number.",
		Search: TextInput{Field: Field{Name: "q", Label: "Search", Value: "norrvik lamp"}, Type: "search", Placeholder: "Case, party, right, listing"},
		Note:   &SearchNote{Texts: []string{"Nothing has the words “norvick lamp”. This is what has “norrvik lamp”.", "More than 1000 cases have these words. Another word narrows them."}},
		Table: &Table{
			Caption: "Cases that were found, the newest first",
			Columns: []Column{{Label: "Case", Class: "nowrap lead"}, {Label: "State"}, {Label: "Right"}, {Label: "Complainant"}, {Label: "Seller"}, {Label: "Listings", Class: "num"}, {Label: "Opened", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{
				row("IP-2026-000166-3B", "Decide on a counter-notification", Badge{Tone: Info, Text: "Countered"}, "NORRVIK", "Norrvik Optics AB", "海云户外", "zh-CN", "3", "12 June 2026"),
				row("IP-2025-009018-QF", "", Badge{Tone: Neutral, Text: "Different outcomes"}, "NORRVIK", "Norrvik Optics AB", "A seller with a name that goes on until it needs a second line of its own", "", "112", "3 November 2025"),
			}}},
		},
		Pager: Pager{Text: "2 of 1000 cases", Older: "/review/search?q=norrvik&before=7"},
	}
}

func reviewSearchEmptySample() ReviewSearchPage {
	p := reviewSearchSample()
	p.Table, p.Note, p.Pager = nil, nil, Pager{}
	p.Empty = &EmptyState{Icon: "search", Title: "Nothing found", Text: "No case has all these words. Try fewer of them."}
	return p
}

func reviewQueueEmptySample() ReviewQueuePage {
	p := reviewQueueSample()
	p.Rows, p.Lede = nil, "Friday 19 June 2026, 14:20. Nothing is open."
	p.Tabs.Items = []NavItem{{Label: "All open", Href: "/review", Current: true}, {Label: "Mine", Href: "/review?view=mine"}}
	p.Empty = &EmptyState{Title: "Nothing waits for a reviewer", Text: "New notices, contested counter-notifications and appeals appear here, the earliest target first."}
	return p
}

func reviewSides() []ReviewSide {
	return []ReviewSide{
		{
			ID: "claim", Title: "Claim", Party: Link{Text: "Norrvik Optics AB"},
			Facts: []Badge{{Tone: Neutral, Text: "201 complaints"}, {Tone: Neutral, Text: "2 earlier complaints about this seller"}},
			Said: []ReviewSaid{
				{Text: "The listings offer headlamps marked NORVIK. The sign differs from our mark NORRVIK by one letter and is used for identical goods. The items were not made by us or with our consent.", Lang: "en"},
				{Title: "Reply of 17 June", Text: "The Chinese registration has no effect in the EU, where both listings ship.", Lang: "en"},
			},
			Rows: []SummaryRow{
				{Key: "Reason", Text: "Look-alike mark"},
				{Key: "Exhibits", Link: &Link{Text: "E1", Href: "#ex-E1"}},
				{Key: "Statements", Text: "Good faith, authority, accuracy: made"},
			},
			Contact: &SummaryList{Rows: []SummaryRow{{Key: "Name", Text: "Astrid Lindqvist"}, {Key: "E-mail", Text: "ip@norrvik.example"}}},
		},
		{
			ID: "counter", Title: "Counter-notification", Party: Link{Text: "Haiyun Outdoor"},
			Facts: []Badge{{Tone: Neutral, Text: "Attempt 1 of 3"}, {Tone: Neutral, Text: "4 cases"}},
			Said:  []ReviewSaid{{Text: "The strap is a spare part made by us. “Norrvik N2 and N3” only tells the buyer which lamp it fits; our own brand HAIYUN is on the packaging.", Lang: "en"}},
			Rows: []SummaryRow{
				{Key: "Ground", Text: "Not infringing"},
				{Key: "Exhibits", Link: &Link{Text: "S1", Href: "#ex-S1"}},
				{Key: "Statements", Text: "Good faith, disclosure: made"},
			},
		},
	}
}

func reviewListingSamples() []ReviewListing {
	return []ReviewListing{
		{
			No: "1", ID: "QL-88201447", Title: "NORVIK style rechargeable headlamp, 1200 lm, IPX6", State: Badge{Tone: Neutral, Text: "Under review"}, Open: true,
			Pictures: []ReviewPicture{
				{Src: "/gallery/headlamp-1.svg", Href: "/gallery/headlamp-1.svg", Alt: "", Title: "Listing as complained of", Note: "Taken 9 Jun, 21:40"},
				{Src: "/gallery/headlamp-2.svg", Href: "/gallery/headlamp-2.svg", Alt: "Picture 2"},
			},
			Rows: []SummaryRow{
				{Key: "Title then", Text: "NORVIK style rechargeable headlamp, 1200 lm, IPX6"},
				{Key: "Title now", Text: "Rechargeable headlamp, 1200 lm, IPX6", Note: "Changed since the complaint"},
				{Key: "Price", Text: "US$11.20"},
				{Key: "Buyers see it", Text: "Yes, it is online"},
			},
		},
		{No: "2", ID: "QL-88201502", Title: "Spare strap, fits Norrvik N2 and N3", State: Badge{Tone: Neutral, Text: "Under review"}, Rows: []SummaryRow{{Key: "Price", Text: "US$3.10"}}},
	}
}

func reviewExhibitSamples() []ReviewExhibit {
	return []ReviewExhibit{
		{
			No: "E1", Name: "Test purchase report", Open: true, Picture: "/gallery/doc-report.svg", Facts: "PNG · 120 KB", From: "From Norrvik Optics AB, 10 Jun 2026",
			Access: Badge{Tone: Info, Text: "Both sides can see it"}, Hash: "d41f…02b9", Href: "/review/cases/IP-2026-000184-7K/exhibits/E1", File: "/evidence/x",
		},
		{
			No: "S2", Name: "Tooling invoice", Facts: "PDF · 640 KB", From: "From Haiyun Outdoor, 11 Jun 2026", Access: Badge{Tone: Neutral, Text: "Reviewer only"},
			Hash: "81ac…77f0", Href: "/review/cases/IP-2026-000184-7K/exhibits/S2", File: "/evidence/y", Unseen: "Norrvik Optics AB has not seen it, so the decision cannot rely on it.",
		},
	}
}

func reviewRulingSample(no, title, value string, options ...Option) ReviewRuling {
	return ReviewRuling{
		ID: "ruling-" + no, Legend: no + ". QL-8820150" + no, Note: title,
		Choice:  Radios{Field: Field{Name: "ruling-" + no, Label: "Decision for listing " + no, Value: value}, Inline: true, Options: options},
		Version: HiddenInput{Name: "version-" + no, Value: "3"},
	}
}

func reviewFormSample(options ...Option) *ReviewForm {
	return &ReviewForm{
		Title: "Decision", Action: "/review/cases/IP-2026-000184-7K/preview",
		Rulings: []ReviewRuling{
			reviewRulingSample("1", "headlamp", options[0].Value, options...),
			reviewRulingSample("2", "strap", options[1].Value, options...),
		},
		Facts: TextArea{Field: Field{
			Name: "facts", Label: "Facts", Hint: "What you found. Both sides read this.",
			Value: "NORVIK on the lamp and in the title differs from NORRVIK by one letter; the goods are identical and ship to the EU.",
		}, Rows: 4},
		Explanation: TextArea{Field: Field{Name: "explanation", Label: "Why it follows", Hint: "How the rule applies to these facts."}, Rows: 3},
		Ground: Radios{Field: Field{Name: "ground", Label: "Ground", Value: "law"}, Inline: true, Options: []Option{
			{Value: "law", Label: "Law"}, {Value: "terms", Label: "Terms"},
		}},
		Reference:   TextInput{Field: Field{Name: "reference", Label: "Reference", Value: "Regulation (EU) 2017/1001, Art. 9(2)(b)"}},
		Suggestions: []string{"Marketplace terms, section 7.2"},
		Territory:   TextInput{Field: Field{Name: "territory", Label: "Where it applies", Value: "European Union"}},
		Lang: Select{Field: Field{Name: "lang", Label: "Language of this statement", Value: "en"}, Options: []Option{
			{Value: "en", Label: "English"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"},
		}},
		Note:    "Both sides may appeal for 6 months after they receive it.",
		Buttons: []templ.Component{Button{Kind: Primary, Block: true, Text: "Preview statement of reasons"}},
	}
}

func reviewDecideSample() ReviewCasePage {
	form := reviewFormSample(Option{Value: "uphold_complaint", Label: "Remove"}, Option{Value: "uphold_counter", Label: "Keep"})
	form.Exhibits = &Checkboxes{Field: Field{Name: "evidence", Label: "Exhibits relied on"}, Inline: true, Options: []Option{{Value: "e1", Label: "E1", Selected: true}}}
	form.Unseen = []string{"S2 cannot be relied on: Norrvik Optics AB has not seen it."}
	return ReviewCasePage{
		Page:   reviewerFrame("Decide IP-2026-000184-7K", Link{Text: "Queue", Href: "/review"}, Link{Text: "IP-2026-000184-7K"}),
		Number: "IP-2026-000184-7K", Facts: []string{"Trade mark", "European Union", "2 listings"}, Title: "Norrvik Optics AB and Haiyun Outdoor",
		Task:     "Decide a counter-notification",
		Deadline: Deadline{Tone: Neutral, Chip: true, Time: Time{ISO: "2026-06-24T18:00:00+08:00", Text: "Decide by Wed 24 Jun, 18:00"}, Left: "5 days left", Live: true},
		GiveBack: &PostButton{Action: "/review/cases/IP-2026-000184-7K/give-back", Button: Button{Small: true, Text: "Give back"}},
		Sides:    reviewSides(), PointsNote: "From both sides’ forms",
		Points: []ReviewPoint{{
			Point: "Look-alike mark", Complainant: ReviewSaid{Text: "NORVIK differs by one letter.", Lang: "en"},
			Seller: ReviewSaid{Text: "Not infringing", Note: "Different origin: own line since 2019."}, Exhibits: []Link{{Text: "E1", Href: "#ex-E1"}},
		}},
		Specimen: ReviewPicture{Src: "/gallery/specimen-norrvik.svg", Alt: "The word NORRVIK in plain capitals", Title: "Right as registered", Note: "EUIPO 099442907 · classes 9, 11"},
		Listings: reviewListingSamples(), Exhibits: reviewExhibitSamples(),
		Earlier: []ReviewDecision{{
			Case: "IP-2026-000110-PX", Href: "/review/cases/IP-2026-000110-PX", About: "Mount for Norrvik lamps, by Tianrui",
			Outcome: Badge{Tone: Neutral, Text: "Kept"}, Time: Time{Text: "2 May 2026"},
		}},
		History: reviewHistorySample(), Form: form,
	}
}

func reviewHistorySample() Timeline {
	return Timeline{Events: []TimelineEvent{
		{Who: "other", Time: Time{ISO: "2026-06-17T11:30:00+08:00", Text: "Wed 17 Jun, 11:30"}, Lead: "Norrvik Optics AB", Text: "kept its complaint"},
		{Who: "other", Time: Time{ISO: "2026-06-11T10:04:00+08:00", Text: "Thu 11 Jun, 10:04"}, Lead: "Haiyun Outdoor", Text: "filed a counter-notification"},
		{Who: "system", Time: Time{ISO: "2026-06-10T09:12:00+08:00", Text: "Wed 10 Jun, 09:12"}, Text: "The notice was accepted", Hash: "9c1f…a200"},
	}}
}

func reviewNoticeSample() ReviewCasePage {
	p := reviewDecideSample()
	p.Page.Title, p.Task = "Check IP-2026-000184-7K", "Check a notice"
	p.Sides = p.Sides[:1]
	p.Points, p.Former = nil, nil
	p.ElementsNote = "Marketplace procedure, version 1"
	p.Elements = []ReviewElement{
		{Label: "The right", Given: true, Text: "EUIPO 099442907 NORRVIK, verified", Links: []Link{{Text: "Open the right", Href: "/review/rights/IPR-2026-000042"}}},
		{Label: "Good-faith statement", Given: true, Text: "I believe in good faith that the use described is not authorised.", Lang: "en", Cite: "Marketplace terms, section 7.1"},
		{Label: "Report of a test purchase", Cure: "Upload the signed report and give the order number."},
		{Label: "Telephone", Optional: true},
	}
	p.Form = reviewFormSample(Option{Value: "accept_notice", Label: "Accept"}, Option{Value: "ask_for_more", Label: "Ask for more"}, Option{Value: "refuse_notice", Label: "Refuse"})
	p.Form.Rulings[1].Code = &Select{Field: Field{Name: "code-2", Label: "Ground of refusal"}, Options: []Option{{Label: "None"}, {Value: "element_missing", Label: "Something required is missing"}}}
	p.Form.Rulings[1].Comment = &TextArea{Field: Field{Name: "comment-2", Label: "What is missing, and how to cure it"}, Rows: 2}
	return p
}

func reviewAppealSample() ReviewCasePage {
	p := reviewDecideSample()
	p.Page.Title, p.Task, p.Form = "Appeal IP-2026-000184-7K", "Appeal by the seller", nil
	p.Appeals = []ReviewSaid{{Title: "Haiyun Outdoor, 2 July 2026", Text: "The strap was removed with the lamp although it bears our own brand.", Lang: "en"}}
	p.Former = []ReviewStatement{{
		ID: "former-1", Title: "The decision appealed against", Rows: []SummaryRow{{Key: "Decision", Text: "QL-88201502: removed"}},
		Facts: ReviewSaid{Title: "Facts", Text: "The title puts the mark first.", Lang: "en"}, Why: ReviewSaid{Title: "Why it follows", Text: "Buyers may take the strap for one by Norrvik.", Lang: "en"},
	}}
	p.Aside = ReviewClaim(ReviewClaimBox{
		Title: "Another reviewer decides", Text: "You have decided something in this case before, so another reviewer decides the appeal.",
		Link: &LinkButton{Text: "Back to the queue", Href: "/review"},
	})
	return p
}

func reviewUndeliveredSample() ReviewCasePage {
	p := reviewNoticeSample()
	p.Page.Title, p.Task, p.Form, p.Elements = "Undelivered IP-2026-000184-7K", "A notice was not delivered", nil, nil
	p.Deliveries = []ReviewDelivery{{
		Title: "Record a delivery", Action: "/review/cases/IP-2026-000184-7K/delivery", Hidden: []HiddenInput{{Name: "notice", Value: "7"}},
		Rows:   []SummaryRow{{Key: "Notice", Text: "Complaint about your listings"}, {Key: "To", Text: "Haiyun Outdoor"}, {Key: "Sent", Text: "Wed 10 Jun, 09:12"}},
		How:    Select{Field: Field{Name: "how", Label: "How it was delivered"}, Options: []Option{{Value: "post", Label: "By post, with a receipt"}}},
		Proof:  TextArea{Field: Field{Name: "proof", Label: "Proof", Hint: "For instance the number of the receipt, and who signed it."}, Rows: 3},
		Button: Button{Kind: Primary, Text: "Record the delivery"},
	}}
	return p
}
