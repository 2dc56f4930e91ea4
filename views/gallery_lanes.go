package views

import "slices"

func laneSamples() []Sample {
	return []Sample{
		{"fix", "propose", Fix(sampleFixPropose())},
		{"fix", "propose-wrong", Fix(sampleFixProposeWrong())},
		{"fix", "waiting", Fix(sampleFixWaiting())},
		{"fix", "answer", Fix(sampleFixAnswer())},
		{"fix", "answer-wrong", Fix(sampleFixAnswerWrong())},
		{"fix", "reviewer", Fix(sampleFixReview())},
		{"fix", "answered", Fix(sampleFixAnswered())},
		{"settlement", "offer", Settlement(sampleSettlementForm())},
		{"settlement", "offer-wrong", Settlement(sampleSettlementWrong())},
		{"settlement", "answer", Settlement(sampleSettlementAnswer())},
		{"settlement", "own-offer", Settlement(sampleSettlementOwn())},
		{"settlement", "agreed", Settlement(sampleSettlementAgreed())},
		{"retract-listed", "ticking", RetractListed(sampleRetractTicking())},
		{"retract-listed", "looked-up", RetractListed(sampleRetractLookedUp())},
		{"retract-listed", "nothing-fits", RetractListed(sampleRetractNothing())},
		{"retract-listed", "wrong", RetractListed(sampleRetractWrong())},
		{"retract-listed", "moved-on", RetractListed(sampleRetractStale())},
	}
}

// sampleFixListing is one of two listings with its fix.
func sampleFixListing(n int) FixListing {
	line := sampleListing(n)
	f := FixListing{
		Position: line.Position, Version: line.Version, Line: line.Line, Snapshot: line.Snapshot, State: Badge{Info, "Fix proposed"}, Proposed: "Proposed on Thu 11 June 2026, 10:05",
		Words: "The name is out of the title and the description. Picture 2, which showed it on the lamp, is replaced by a picture without it.",
		Changes: []FixChange{
			{Label: "Title", Runs: []TextRun{{"gone", "NORVIK style rechargeable"}, {"come", "Rechargeable"}, {"", " headlamp, 1200 lm, IPX6"}}},
			{Label: "Price", Runs: []TextRun{{"gone", "US$9.40"}, {"", " "}, {"come", "US$8.90"}}},
			{Label: "Description", Runs: []TextRun{{"", "… with a beam of 240 m "}, {"gone", "like the Norrvik N2"}, {"come", "and a battery for 9 hours"}, {"", ", charged by USB-C. It weighs …"}}},
			{Label: "Pictures", Note: "1 picture no longer shown, 1 picture new", Gone: []Picture{{Src: "/gallery/headlamp-1.svg", Alt: "No longer shown: picture 2"}}, Come: []Picture{{Src: "/gallery/headlamp-2.svg", Alt: "New: picture 2"}}},
		},
		Before: &Picture{Src: "/gallery/headlamp-1.svg", Alt: "Listing QL-88201447 as complained of"}, After: &Picture{Src: "/gallery/headlamp-2.svg", Alt: "Listing QL-88201447 with the fix"},
	}
	if n == 3 {
		f.Words, f.Lang = "已删除标题和说明中的品牌字样。", "zh-CN"
		f.Changes = []FixChange{{Label: "Title", Lang: "zh-CN", Runs: []TextRun{{"gone", "NORVIK "}, {"", "可充电头灯 户外登山 1200 流明"}}}}
		f.Before, f.After = &Picture{Src: "/gallery/headlamp-2.svg", Alt: "Listing QL-88313350 as complained of"}, &Picture{Alt: "Listing QL-88313350 with the fix"}
	}
	return f
}

func sampleFixProposal() *FixForm {
	first, second, third := sampleFixListing(1), sampleFixListing(2), sampleFixListing(3)
	for _, l := range []*FixListing{&first, &second, &third} {
		l.Words, l.Proposed, l.Before, l.After, l.State = "", "", nil, nil, Badge{}
	}
	first.Pick, first.Checked = true, true
	first.Changes = slices.Clone(first.Changes)
	first.Changes[3].Gone, first.Changes[3].Come = nil, nil
	second.Changes, second.None = nil, "Nothing has changed yet: title, price, description and pictures are as complained of. Change it on the marketplace first, then open this page again."
	third.Pick, third.Checked, third.Changes, third.None = true, true, nil, "The marketplace does not show the listing at this moment, so nobody can compare it here. You can propose the fix all the same; the complainant is told to look for itself."
	return &FixForm{
		Action: sampleCaseHref + "/fix", Hidden: []HiddenInput{{"form", "f1"}}, Legend: "Which listings have you changed?", Items: []FixListing{first, second, third},
		Words: TextArea{Rows: 6, Field: Field{Name: "words", Label: "What have you changed?", Hint: "Say it for each listing: which words or pictures went, and what stands there now. The complainant and the reviewers read this. Up to 2000 characters."}},
		Lang:  sampleTextLang(),
		Then: []string{
			"Norrvik Optics AB is told and compares each listing as it was with a copy of it as it is now. Both copies are kept.", "Your own time stands still until somebody has looked.",
			"If Norrvik Optics AB accepts, or says nothing within 3 working days, the complaint about these listings ends and they stay online.",
			"If it does not accept, the rest of your time runs on. You can then still delete the listings or file a counter-notification.", "A fix can be proposed 2 times for each listing.",
		},
		Send: Button{Kind: Primary, Icon: "edit", Text: "Propose this fix"},
	}
}

func sampleFixPropose() FixPage {
	return FixPage{
		Page: sampleCaseFrame("Propose a fix"), Eyebrow: "Case " + sampleCaseNo, Back: Link{Text: "Back to the case", Href: sampleCaseHref},
		Lede: "You have changed a listing so that the complaint has nothing left to be about. Say what you changed, and the complainant looks at it.", Form: sampleFixProposal(),
	}
}

func sampleFixProposeWrong() FixPage {
	p := sampleFixPropose()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "words", Text: "Say what you have changed."}, {ID: "items", Text: "Choose at least one listing."}}}
	p.Form.Words.Error, p.Form.Error = "Say what you have changed.", "Choose at least one listing."
	p.Form.Items[0].Checked, p.Form.Items[2].Checked = false, false
	return p
}

func sampleFixWaiting() FixPage {
	p := sampleFixPropose()
	p.Page = sampleCaseFrame("Fix instead of removal")
	p.Lede, p.Form = "", nil
	p.Until = Deadline{Tone: Neutral, Chip: true, Time: Time{"2026-06-16T16:00:00Z", "Tue 16 Jun, 24:00"}}
	p.Silence = "If the complainant does not answer by then, the fix counts as accepted: the complaint about these listings ends and they stay online."
	p.Lines = []FixListing{sampleFixListing(1), sampleFixListing(3)}
	return p
}

func sampleFixAnswer() FixPage {
	p := sampleFixWaiting()
	p.Page = sampleHolderFrame("Answer the fix", Link{Text: sampleCaseNo, Href: "/holder/cases/" + sampleCaseNo}, Link{Text: "Answer the fix"})
	p.Lede = "Haiyun Outdoor says that it has changed these listings. Look at each as it was when it was complained of and as it is with the fix."
	p.Until.Tone, p.Until.Left, p.Until.Live = Warn, "2 days 6 hours left", true
	p.Silence = "If you do not answer by then, the fix counts as accepted: the complaint about these listings ends and they stay online."
	first, third := sampleFixListing(1), sampleFixListing(3)
	first.Since = &Notice{Tone: Warn, Text: "The listing has changed again since the fix was proposed: title."}
	third.Before, third.After, third.Changes = nil, nil, nil
	third.None = "The marketplace could not show the listing when the fix was proposed. Open it there and compare it with the snapshot."
	first.Pick, first.Checked, third.Pick, third.Checked = true, true, true, true
	p.Lines = nil
	p.Form = &FixForm{
		Action: "/holder/cases/" + sampleCaseNo + "/fix", Legend: "Which listings do you answer about?", Items: []FixListing{first, third},
		Kind: &Radios{Field: Field{Name: "kind", Label: "Is the fix enough?"}, Options: []Option{
			{Value: "accept", Label: "Yes, it is enough", Text: "The complaint about the ticked listings ends, and they stay online."},
			{Value: "refuse", Label: "No, something is still wrong", Text: "The rest of the seller’s time runs on. The seller can delete them, file a counter-notification, or propose another fix while one is left."},
		}},
		Words: TextArea{Rows: 5, Field: Field{Name: "words", Label: "What is still wrong with the listings?", Hint: "Needed for a no. The seller reads this. Up to 2000 characters."}}, Lang: sampleTextLang(),
		Then: []string{"Haiyun Outdoor is told at once.", "A yes cannot be taken back. A new complaint about the same listing needs new facts.", "Listings that you do not tick keep waiting for an answer."},
		Send: Button{Kind: Primary, Icon: "send", Text: "Send the answer"},
	}
	return p
}

func sampleFixAnswerWrong() FixPage {
	p := sampleFixAnswer()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "kind", Text: "Choose whether the fix is enough."}, {ID: "words", Text: "Say what is still wrong with the listings."}}}
	p.Form.Kind.Error, p.Form.Words.Error = "Choose whether the fix is enough.", "Say what is still wrong with the listings."
	return p
}

func sampleFixReview() FixPage {
	p := sampleFixAnswer()
	p.Page = reviewerFrame("Answer the fix", Link{Text: sampleCaseNo, Href: "/review/cases/" + sampleCaseNo}, Link{Text: "Answer the fix"})
	p.Stale = &Notice{Tone: Warn, Title: "This has changed in the meantime.", Text: "Listing 1 has moved on since you looked at it. Look at it as it is now, and choose again."}
	p.Until.Tone, p.Until.Left, p.Until.Live = Neutral, "", false
	p.Silence = "If the complainant does not answer by then, the fix counts as accepted: the complaint about these listings ends and they stay online."
	p.Form.Action, p.Form.Then = "/review/cases/"+sampleCaseNo+"/fix", append([]string{"Both sides are told at once."}, p.Form.Then[1:]...)
	return p
}

func sampleFixAnswered() FixPage {
	p := sampleFixWaiting()
	p.Until, p.Silence = Deadline{}, ""
	p.Lines[0].State, p.Lines[1].State = Badge{Success, "Fixed, listing kept"}, Badge{Warn, "Your response needed"}
	p.Said = []ClockWords{
		{Title: "Norrvik Optics AB accepted the fix of QL-88201447", When: Time{"2026-06-12T07:10:00Z", "Fri 12 Jun, 15:10"}},
		{Title: "Norrvik Optics AB did not accept the fix of QL-88313350", When: Time{"2026-06-12T07:12:00Z", "Fri 12 Jun, 15:12"}, Text: "The name is still on the lamp in picture 1."},
	}
	return p
}

func sampleSettlementForm() SettlementPage {
	area := func(name, label, hint string) TextArea {
		return TextArea{Rows: 3, Field: Field{Name: name, Label: label, Hint: hint, Optional: true}}
	}
	return SettlementPage{
		Page: sampleCaseFrame("Settlement"), Eyebrow: "Case " + sampleCaseNo, Back: Link{Text: "Back to the case", Href: sampleCaseHref},
		Lede: "Both sides can agree on terms and end the complaint without a decision. Only the two sides see the terms of an offer; the reviewers see that there is one, and its terms once both have agreed.",
		Form: &SettlementForm{
			Action: sampleCaseHref + "/settlement", Title: "Make an offer", Hidden: []HiddenInput{{"form", "s1"}},
			Items: Checkboxes{Field: Field{Name: "items", Label: "Which listings is the offer about?"}, Options: []Option{
				{Value: "1", Label: "QL-88201447 – NORVIK style rechargeable headlamp, 1200 lm, IPX6", Text: "Your response needed", Selected: true},
				{Value: "2", Label: "QL-88201502 – Headlamp strap, replacement, fits Norrvik N2 and N3", Text: "Your response needed", Selected: true},
			}},
			SellOff: DateInput{Min: "2026-06-12", Field: Field{Name: "sell_off_on", Label: "Sell-off until", Optional: true, Hint: "Until the end of this day the seller may sell what is left of the goods. Both sides are reminded before it."}},
			Licence: area("licence", "Licence", "What the seller may go on using, on what conditions."),
			Words:   area("words", "Other terms", "What else is offered or asked for, in full sentences. At least one of the three terms is needed."), Lang: sampleTextLang(),
			Then: []string{
				"Norrvik Optics AB is told at once and can accept or decline. You can take the offer back until it is answered.", "No clock stops by an offer: every deadline of the case runs on.",
				"With acceptance the complaint about these listings ends by agreement, and both sides keep the terms.",
				"What was removed for this complaint is put back, unless something else keeps it down.", "No points are booked against Haiyun Outdoor, and it is not held against Norrvik Optics AB that the complaint is withdrawn.",
			},
			Send: Button{Kind: Primary, Icon: "send", Text: "Send the offer", Name: "do", Value: "offer"},
		},
	}
}

func sampleSettlementWrong() SettlementPage {
	p := sampleSettlementForm()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "sell_off_on", Text: "Choose a day after today."}, {ID: "words", Text: "Give at least one term: a day, a licence, or other words."}}}
	p.Form.SellOff.Value, p.Form.SellOff.Error, p.Form.Words.Error = "2026-06-01", "Choose a day after today.", "Give at least one term: a day, a licence, or other words."
	declined := sampleOffer("Offer of Norrvik Optics AB", Badge{Neutral, "Declined"})
	declined.Reply, declined.ReplyBy = "A month is too short: the goods come back from a trade fair only then.", "Answer of Haiyun Outdoor"
	declined.Again = &Link{Text: "Make an offer that begins from these terms", Href: sampleCaseHref + "/settlement?from=x#offer"}
	p.Past = []SettlementOffer{declined}
	return p
}

func sampleOffer(title string, state Badge) SettlementOffer {
	return SettlementOffer{
		ID: "offer-1", Title: title, State: state, Made: Time{"2026-06-11T02:05:00Z", "Thu 11 Jun, 10:05"},
		Rows: []SummaryRow{
			{Key: "About", Text: "QL-88201447 and QL-88201502"},
			{Key: "Sell-off until", Text: "10 July 2026"},
			{Key: "Licence", Text: "The seller may say of the strap that it fits our N2 and N3, in the description and not in the title."},
			{Key: "Other terms", Text: "The seller orders no more of the headlamp."},
		},
	}
}

func sampleSettlementAnswer() SettlementPage {
	p := sampleSettlementForm()
	p.Form = nil
	open := sampleOffer("Offer of Norrvik Optics AB", Badge{Warn, "Waiting for an answer"})
	p.Open = &open
	p.Answer = &SettlementAnswer{
		Action: sampleCaseHref + "/settlement", Hidden: []HiddenInput{{"offer", "o1"}, {"items", "1"}, {"version-1", "2"}},
		Reply: TextArea{Rows: 3, Field: Field{Name: "reply", Label: "Your words to the other side", Optional: true, Hint: "Up to 2000 characters."}},
		Then: []string{
			"With acceptance the complaint about these listings ends by agreement, and both sides keep the terms.", "What was removed for this complaint is put back, unless something else keeps it down.",
			"No points are booked against Haiyun Outdoor, and it is not held against Norrvik Optics AB that the complaint is withdrawn.",
			"Declining ends nothing: the case goes on as it stands, and you can make an offer of your own.",
		},
		Buttons: []Button{{Kind: Primary, Icon: "check", Text: "Accept the offer", Name: "do", Value: "accept"}, {Text: "Decline the offer", Name: "do", Value: "decline"}},
	}
	return p
}

func sampleSettlementOwn() SettlementPage {
	p := sampleSettlementAnswer()
	own := sampleOffer("Your offer", Badge{Warn, "Waiting for an answer"})
	p.Open = &own
	p.Answer = &SettlementAnswer{
		Action: sampleCaseHref + "/settlement", Hidden: []HiddenInput{{"offer", "o1"}}, Then: []string{"The other side has not answered yet. Every deadline of the case runs on meanwhile."},
		Buttons: []Button{{Text: "Take the offer back", Name: "do", Value: "take_back"}},
	}
	return p
}

func sampleSettlementAgreed() SettlementPage {
	p := sampleSettlementAnswer()
	p.Open, p.Answer = nil, nil
	agreed := sampleOffer("What was agreed", Badge{Success, "Accepted"})
	agreed.Reply, agreed.ReplyBy = "Agreed. 谢谢。", "Answer of Haiyun Outdoor"
	back := sampleOffer("Your offer", Badge{Neutral, "Offer taken back"})
	back.ID = "offer-2"
	p.Past = []SettlementOffer{agreed, back}
	return p
}

func sampleRetractTicking() RetractListedPage {
	row := func(n int, value, result string) RetractRow {
		line := sampleListing(n).Line
		return RetractRow{Value: value, Version: HiddenInput{"version-" + value, "2"}, Listing: &line, Result: result}
	}
	ended := sampleListing(4).Line
	return RetractListedPage{
		Page: sampleHolderFrame("Retract listings", Link{Text: "Complaints", Href: "/holder/complaints"}, Link{Text: "IP-2026-000118", Href: "/holder/complaints/IP-2026-000118"}, Link{Text: "Retract listings"}), Eyebrow: "Complaint IP-2026-000118", Action: "/holder/complaints/IP-2026-000118/retract-listings",
		Lede:  "Retract the complaint about some of its listings, whoever sells them. The complaint about the others stands.",
		Lines: TextArea{Rows: 6, Field: Field{Name: "lines", Label: "Listing addresses or IDs, one on each line", Hint: "Up to 300 lines. Nothing is retracted before you have seen what they name."}},
		Look:  Button{Icon: "search", Text: "Look up this list", Name: "do", Value: "look"}, Back: Link{Text: "Back to the complaint", Href: "/holder/complaints/IP-2026-000118"},
		Found: &RetractListedForm{
			Title: "Or by ticking", Summary: "3 of 4 listings can be retracted.",
			Groups: []RetractGroup{
				{Title: "Haiyun Outdoor", Note: "IP-2026-000118-4H", Rows: []RetractRow{row(1, "IP-2026-000118-4H/1", "Waiting for seller"), row(2, "IP-2026-000118-4H/2", "Waiting for seller"), {Listing: &ended, Result: "The complaint about it has ended: Deleted by seller"}}},
				{Title: "深圳市光途电子商务有限公司", Lang: "zh-CN", Note: "IP-2026-000118-7K", Rows: []RetractRow{row(3, "IP-2026-000118-7K/1", "Counter-notification received")}},
			},
			Points: []string{"What was removed for this complaint is put back, unless something else keeps it down.", "The seller is told, if the seller knows of the complaint.", "You cannot take this back. A new complaint about the same listing needs new facts."},
			Send:   &Button{Kind: DangerSolid, Text: "Retract the ticked listings", Name: "do", Value: "retract"},
		},
	}
}

func sampleRetractLookedUp() RetractListedPage {
	p := sampleRetractTicking()
	p.Lines.Value = "https://www.quaylane.example/item/QL-88201447\nQL-88201502\nQL-88201447\nQL-10\nQL-87990031"
	p.Found.Title, p.Found.Summary = "What your list names", "2 of 5 lines can be retracted. Untick what you want to keep."
	rows := p.Found.Groups[0].Rows
	rows[0].Line, rows[1].Line, rows[2].Line = "Line 1", "Line 2", "Line 5"
	rows[0].Checked, rows[1].Checked = true, true
	again := rows[0]
	again.Value, again.Line, again.Result = "", "Line 3", "The same listing as line 1"
	p.Found.Groups = []RetractGroup{
		{Title: "Haiyun Outdoor", Note: "IP-2026-000118-4H", Rows: append(rows, again)},
		{Title: "Not in this complaint", Rows: []RetractRow{{Line: "Line 4", Typed: "QL-10", Result: "This complaint names no such listing. Check the address or ID."}}},
	}
	return p
}

func sampleRetractNothing() RetractListedPage {
	p := sampleRetractLookedUp()
	p.Lines.Value = "https://www.quaylane.example/item/a-long-address-that-leads-nowhere-and-does-not-want-to-end-on-a-phone-either?ref=mail"
	p.Found = &RetractListedForm{
		Title: "What your list names", Summary: "0 of 1 lines can be retracted. Untick what you want to keep.",
		Groups: []RetractGroup{{Title: "Not in this complaint", Rows: []RetractRow{{Line: "Line 1", Typed: p.Lines.Value, Result: "This complaint names no such listing. Check the address or ID."}}}},
	}
	return p
}

func sampleRetractWrong() RetractListedPage {
	p := sampleRetractTicking()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "items", Text: "Choose at least one listing."}}}
	p.Found.Error = "Choose at least one listing."
	return p
}

func sampleRetractStale() RetractListedPage {
	p := sampleRetractTicking()
	p.Stale = &Notice{Tone: Warn, Title: "This has changed in the meantime.", Text: "Listing 2 has moved on since you looked at it. Look at it as it is now, and choose again."}
	return p
}
