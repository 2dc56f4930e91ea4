package views

func sampleHolderCase() HolderCase {
	due := Time{"2026-06-22T16:00:00Z", "Mon 22 June 2026, 18:00"}
	return HolderCase{
		Page: sampleHolderFrame("Case IP-2026-000118-4H",
			Link{Text: "Complaints", Href: "/holder/complaints"}, Link{Text: "IP-2026-000118", Href: "/holder/complaints/IP-2026-000118"}, Link{Text: "IP-2026-000118-4H"}),
		Eyebrow: "Case IP-2026-000118-4H · complaint of 8 June 2026", Title: "Haiyun Outdoor disagrees about 1 of 2 listings",
		Turn: Turn{Tone: Warn, Lead: "Your turn – read the counter-notification and answer", Title: "Answer by {time}", When: due, Left: "11 days left", Options: []TurnOption{
			{Title: "If you still disagree", Text: "Keep the complaint and answer the seller’s reasons with evidence. A reviewer then decides on both sides’ evidence.", Action: LinkButton{Kind: Primary, Icon: "scale", Text: "Contest it", Href: "/holder/cases/x/contest"}},
			{Title: "If the seller is right", Text: "Accept it for one listing or all of them. They stay online, or are put back.", Action: LinkButton{Text: "Accept it", Href: "/holder/cases/x/accept", Dialog: true}},
			{Title: "If you have gone to court", Text: "Give the court and its number, and add the document. The case then waits for the court.", Action: LinkButton{Kind: Quiet, Text: "Show court action", Href: "/holder/cases/x/court"}},
			{Title: "If you do nothing", Text: "On Mon 22 June 2026, 18:00 the complaint about 1 listing closes. What is online stays online; what was removed is put back.", Passive: true},
		}},
		Track: Track{Steps: []Step{
			{State: Done, Title: "Check", Who: "A reviewer", Time: Time{"2026-06-09T07:00:00Z", "Tue 9 Jun, 09:00"}},
			{State: Done, Title: "Seller’s response", Who: "Haiyun Outdoor", Time: Time{"2026-06-11T08:04:00Z", "Today, 10:04"}},
			{State: Current, Title: "Your answer", Who: "You must act", When: "by {time}", Time: Time{due.ISO, "Mon 22 Jun, 18:00"}},
			{State: Next, Title: "Decision", Who: "A reviewer", When: "about 3 working days after your answer"},
			{State: Next, Title: "Appeal", Who: "You or the seller", When: "6 months after a decision"},
		}},
		Clock: &Clock{
			Rule: "3 working days from delivery to the party whose turn it is.", Start: "Thu 18 June 2026, 10:05", Due: "Mon 22 June 2026, 18:00", Cite: "Marketplace terms, IP complaints, 2.7",
			Days: []ClockDay{{Day: "Fri 19 June", Note: "Holiday, not counted"}, {Day: "Mon 22 June", Counted: true, Note: "Day 3 of 3"}},
		},
		Items:   sampleHolderItems(Badge{Dispute, "Counter-notification received"}, Cell{Body: sampleDue(Neutral)}),
		Retract: &LinkButton{Kind: DangerKind, Text: "Retract listings", Href: "/holder/cases/x/retract", Dialog: true},
		Counters: []HolderCounter{{
			ID: "counter-1", Title: "Counter-notification 1, received 11 June 2026", Ground: "The seller says that it does not infringe the right.",
			Text: "带子是我们自己生产的备件。\n“Norrvik N2”仅说明适配型号。", Lang: "zh-CN", Facts: SummaryList{Rows: []SummaryRow{{Key: "About", Text: "QL-88201447"}}},
			Stated: []Statement{{Text: "本人善意地相信投诉有误。", Lang: "zh-CN"}}, StatedT: "What the seller stated, signed Lin Yue",
			Files: EvidenceList{Items: []EvidenceTile{{No: "S1", Name: "CN-registration.pdf", Facts: "PDF, 640 KB · received 11 June 2026", Thumb: "/gallery/doc-cert.svg", Href: "/evidence/s1"}}},
		}},
		Evidence: sampleHolderFiles(false),
		Rulings:  []HolderRuling{{Title: "Decision on the notice", Note: "Tue 9 June 2026, 09:00", Href: "/holder/cases/x/decisions/y"}},
		Seller: ContactSeen{Rows: []SummaryRow{
			{Key: "Shop", Text: "Haiyun Outdoor"}, {Key: "Name", Text: "Lin Yue"}, {Key: "E-mail address", Text: "lin.yue@haiyun-outdoor.example"},
		}}, SellerN: "Given to you for this dispute only.",
		Facts: SummaryList{Tight: true, Rows: []SummaryRow{
			{Key: "Complaint", Link: &Link{Text: "IP-2026-000118", Href: "/holder/complaints/IP-2026-000118"}},
			{Key: "Reason", Text: "Look-alike mark"},
			{Key: "Procedure", Text: "Marketplace procedure", Note: "Marketplace terms"},
		}},
		Timeline: Timeline{Events: []TimelineEvent{
			{Who: "other", Time: Time{"2026-06-11T08:04:00Z", "Today, 10:04"}, Lead: "Haiyun Outdoor", Text: "filed a counter-notification for QL-88201447", Hash: "3e06…a2a6"},
			{Who: "system", Time: Time{"2026-06-09T07:01:00Z", "Tue 9 Jun, 09:01"}, Text: "The notice reached Haiyun Outdoor: opened here"},
			{Who: "you", Time: Time{"2026-06-08T12:00:00Z", "Mon 8 Jun, 14:00"}, Lead: "Norrvik Optics AB", Text: "complained about QL-88201447 and QL-88313350"},
		}},
	}
}

func sampleAsked() *HolderAsked {
	return &HolderAsked{Text: "A reviewer cannot go on with these listings before you have added this.", Lines: []HolderAskedLine{
		{Listing: "QL-88201447 – NORVIK style rechargeable headlamp", Comment: "The power of attorney has expired. Add a current one."},
		{Listing: "QL-88313350 – 可充电头灯", Lang: "zh-CN", Comment: "请补充对比图片。", CommentLang: "zh-CN"},
	}}
}

func sampleHolderCaseFix() HolderCase {
	p := sampleHolderCase()
	p.Title, p.Counters, p.SellerN = "Your complaint about 2 listings of Haiyun Outdoor", nil, "You receive their contact with a counter-notification, as far as the procedure discloses it."
	p.Turn = Turn{Tone: Warn, Lead: "Your turn – the seller says that it has fixed 2 listings", Title: "Look at the fix by {time}", When: Time{"2026-06-16T16:00:00Z", "Tue 16 June 2026, 18:00"}, Left: "2 days 6 hours left", Options: []TurnOption{
		{Title: "If it is enough", Text: "See each listing as it was and as it is now, and accept the fix. They stay online.", Action: LinkButton{Kind: Primary, Icon: "eye", Text: "Look at the fix", Href: "/holder/cases/IP-2026-000118-4H/fix"}},
		{Title: "If something is still wrong", Text: "Say what. The rest of the seller’s time then runs on."},
		{Passive: true, Title: "If you do nothing", Text: "On Tue 16 June 2026, 18:00 the fix counts as accepted: the complaint about 2 listings ends, and what is online stays online."},
	}}
	p.Stands = []Notice{{
		Tone: Info, Icon: "message", Title: "Your offer to settle waits for an answer.", Text: "Every deadline of the case runs on meanwhile.",
		Link: &Link{Text: "See your offer", Href: "/holder/cases/IP-2026-000118-4H/settlement"},
	}}
	p.Settle = &LinkButton{Small: true, Icon: "users", Text: "See the offers", Href: "/holder/cases/IP-2026-000118-4H/settlement"}
	p.Fixes = &LinkButton{Small: true, Icon: "edit", Text: "See what was fixed", Href: "/holder/cases/IP-2026-000118-4H/fix"}
	return p
}

func sampleHolderCaseAsked() HolderCase {
	p := sampleHolderCase()
	p.Title, p.Counters, p.Asked, p.SellerN = "Your complaint about 2 listings of Haiyun Outdoor", nil, sampleAsked(), ""
	p.Turn = Turn{Tone: Danger, Lead: "Your turn – add what is missing", Title: "Complete it by {time}", When: Time{"2026-06-11T22:00:00Z", "Thu 11 June 2026, 24:00"}, Left: "9 hours left", Options: []TurnOption{
		{Title: "If you can supply it", Text: "Add what the reviewer asked for about 2 listings. The reviewer then looks again.", Action: LinkButton{Kind: Primary, Icon: "plus", Text: "Complete the complaint", Href: "/holder/cases/x/complete"}},
		{Title: "If you do nothing", Text: "On Thu 11 June 2026, 24:00 the complaint about 2 listings lapses. The seller is not told of it.", Passive: true},
	}}
	p.Items = sampleHolderItems(Badge{Warn, "More information needed"}, Cell{Body: sampleDue(Danger)})
	return p
}

func sampleHolderCaseStale() HolderCase {
	p := sampleHolderCase()
	p.Stale = &Notice{Tone: Warn, Title: "This has changed in the meantime.", Text: "Listing 1 has moved on since you looked at it. Look at it as it is now, and choose again."}
	return p
}

func sampleHolderCaseClosed() HolderCase {
	p := sampleHolderCase()
	p.Title, p.Retract, p.Clock = "Your complaint about 2 listings of Haiyun Outdoor", nil, nil
	p.Turn = Turn{Tone: Neutral, Icon: "circle-check", Lead: "Closed on 15 June 2026", Title: "1 kept, 1 removed", Options: []TurnOption{
		{Title: "If you disagree", Text: "Ask that another reviewer looks again. You can do this once, until 15 December 2026.", Action: LinkButton{Kind: Primary, Icon: "scale", Text: "Appeal", Href: "/holder/cases/x/appeal"}},
	}}
	p.Items = sampleHolderItems(Badge{Neutral, "Not upheld"}, Cell{Text: "Closed on 15 Jun"})
	p.Answers = []HolderSaid{{Title: "Your answer of 12 June 2026", Text: "The sign differs by one letter only.", Facts: SummaryList{Rows: []SummaryRow{{Key: "Answer", Text: "Contests the counter-notification"}}}, Files: sampleHolderFiles(false)}}
	return p
}

func sampleHolderContest() HolderAct {
	counter := sampleHolderCase().Counters[0]
	files, lang := sampleHolderUpload("", false), sampleHolderLang()
	return HolderAct{
		Page: sampleHolderFrame("Contest the counter-notification"), Action: "/holder/cases/x/contest", Eyebrow: "Case IP-2026-000118-4H",
		Title: "Contest the counter-notification", Lede: "Answer the seller’s reasons. The seller reads what you write here.",
		Hidden: []HiddenInput{{Name: "form", Value: "x"}, {Name: "version-1", Value: "4"}}, Words: &counter,
		Items: Checkboxes{Field: Field{Name: "items", Label: "About which listings do you still disagree?", Hint: "Those that you leave out stay as they are."}, Options: []Option{
			{Value: "1", Label: "QL-88201447 – NORVIK style rechargeable headlamp", Selected: true}, {Value: "2", Label: "QL-88313350 – 可充电头灯", Lang: "zh-CN"},
		}},
		Text: TextArea{Rows: 8, Field: Field{Name: "explanation", Label: "Why is the counter-notification wrong?", Hint: "Take the seller’s reasons one by one."}},
		Lang: &lang, Files: &files, ThenTitle: "When you send this", Then: []string{"A reviewer decides listing by listing on both sides’ evidence, within about 3 working days.", "Haiyun Outdoor sees your answer and the files that both sides may see."},
		Button: Button{Kind: Primary, Icon: "scale", Text: "Contest and send to a reviewer", Name: "do", Value: "send"}, Back: "/holder/cases/x",
	}
}

func sampleHolderLang() Select {
	return Select{Field: Field{Name: "lang", Label: "Language of your text", Value: "en", Class: "w-m"}, Options: []Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}}}
}

func sampleHolderUpload(wrong string, some bool) HolderFiles {
	f := HolderFiles{
		Title: "Evidence", Upload: Button{Small: true, Icon: "upload", Text: "Upload", Name: "do", Value: "upload", NoCheck: true},
		Input: FileInput{Multiple: true, Field: Field{Name: "evidence", Label: "Add files", Hint: "PDF, pictures or plain text, up to 20 MB each and 20 files in all.", Error: wrong}},
		Choice: &Radios{Inline: true, Field: Field{Name: "visibility", Label: "Who may see what you add now?", Value: "both_sides"}, Options: []Option{
			{Value: "both_sides", Label: "Both sides", Text: "A decision can rely on it."}, {Value: "reviewer_only", Label: "The reviewer only", Text: "No decision can rely on it against the seller."},
		}},
	}
	if some {
		f.List = sampleHolderFiles(true)
	}
	return f
}

func sampleHolderContestError() HolderAct {
	p := sampleHolderContest()
	p.Page.HasError = true
	files := sampleHolderUpload("Add at least one file that shows what you say.", false)
	p.Files, p.Text.Error, p.Items.Error = &files, "Say why the counter-notification is wrong.", "Choose at least one listing."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"items", p.Items.Error}, {"explanation", p.Text.Error}, {"evidence", files.Input.Error}}}
	return p
}

func sampleHolderAccept() HolderConfirm {
	return HolderConfirm{
		Page: sampleHolderFrame("Accept the counter-notification"),
		Box: ConfirmBox{
			Action: "/holder/cases/x/accept", Title: "Accept the counter-notification?", Text: "You tell the seller and the marketplace that the complaint about the ticked listings does not stand.",
			Points: []string{"What is online stays online.", "The complaint about these listings ends. You cannot take this back."},
			Button: Button{Kind: Primary, Text: "Accept for the ticked listings"}, Cancel: "/holder/cases/x",
		},
		Items: Checkboxes{Field: Field{Name: "items", Label: "Listings"}, Options: []Option{{Value: "1", Label: "QL-88201447 – NORVIK style rechargeable headlamp", Selected: true}}},
	}
}

func sampleHolderRetractAll() HolderConfirm {
	return HolderConfirm{Page: sampleHolderFrame("Retract complaint IP-2026-000118?"), Box: ConfirmBox{
		Action: "/holder/complaints/x/retract", Title: "Retract complaint IP-2026-000118?", Text: "It is about 4 listings of 2 sellers.",
		Points: []string{"What was removed for this complaint is put back, unless something else keeps it down.", "You cannot take this back."},
		Link:   &Link{Text: "Retract single listings instead", Href: "/holder/complaints/x/retract-listings"},
		Button: Button{Kind: DangerSolid, Text: "Retract 4 listings"}, Cancel: "/holder/complaints/x",
	}}
}

func sampleHolderDecision() HolderDecision {
	return HolderDecision{
		Page: sampleHolderFrame("Decision in case IP-2026-000118-4H"), Eyebrow: "Case IP-2026-000118-4H · Mon 15 June 2026, 11:20", Title: "Decision on claim and answer",
		Rulings: Table{Caption: "Decision for each listing", Columns: []Column{{Label: "Listing"}, {Label: "Decision"}, {Label: "Remark"}}, Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{
			{Body: ListingLine{Picture: "/gallery/headlamp-1.svg", Title: "NORVIK style rechargeable headlamp", Href: "/snapshots/x/1", ID: "QL-88201447"}}, {Body: Badge{Neutral, "Complaint not upheld"}}, {Text: "It only says what it fits."},
		}}}}}},
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Facts", Body: Said{Text: "The listing names the lamp that the strap fits."}},
			{Key: "Ground", Text: "The law"},
			{Key: "Reference", Body: Said{Text: "Regulation (EU) 2017/1001, Article 14(1)(c)"}},
			{Key: "Restriction", Text: "None"},
			{Key: "Decided by automated means", Text: "No. A person decided."},
		}},
		Files: sampleHolderFiles(false), Redress: Said{Text: "Either side can appeal free of charge within 6 months."},
		Appeal: &LinkButton{Text: "Appeal", Icon: "scale", Href: "/holder/cases/x/appeal"}, Back: "/holder/cases/x",
	}
}
