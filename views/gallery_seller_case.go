package views

func sellerCaseSamples() []Sample {
	return []Sample{
		{"seller-case", "your-turn", sampleSellerCase()},
		{"seller-case", "moved-on", sampleSellerCaseStale()},
		{"seller-case", "nothing-chosen", sampleSellerCaseError()},
		{"seller-case", "removed", sampleSellerCaseRemoved()},
		{"seller-case", "countered", sampleSellerCaseCountered()},
		{"seller-case", "fix-waits", sampleSellerCaseFix()},
		{"seller-case", "court-wait", sampleSellerCaseCourt()},
		{"seller-case", "ended", sampleSellerCaseEnded()},
	}
}

// sampleListing is one of the four listings of the sample case.
func sampleListing(n int) SellerListing {
	needs := Badge{Warn, "Needs your answer"}
	due := Deadline{Tone: Neutral, Time: Time{"2026-06-15T16:00:00Z", "Mon 15 Jun, 24:00"}}
	return []SellerListing{
		{Position: "1", Version: "2", Pick: true, Line: ListingLine{Picture: "/gallery/headlamp-1.svg", Title: "NORVIK style rechargeable headlamp, 1200 lm, IPX6", ID: "QL-88201447", Price: "US$9.40"}, Snapshot: "/snapshots/" + sampleCaseNo + "/1", Note: "“NORVIK” in the title and on the product, image 2", State: needs, Visible: "Online now", Due: due},
		{Position: "2", Version: "2", Pick: true, Line: ListingLine{Picture: "/gallery/strap.svg", Title: "Headlamp strap, replacement, fits Norrvik N2 and N3", ID: "QL-88201502", Price: "US$1.10"}, Snapshot: "/snapshots/" + sampleCaseNo + "/2", Note: "“Norrvik” in the title", State: needs, Visible: "Online now", Due: due},
		{Position: "3", Version: "2", Pick: true, Line: ListingLine{Picture: "/gallery/headlamp-2.svg", Title: "可充电头灯 户外登山 1200 流明", Lang: "zh-CN", ID: "QL-88313350", Price: "US$8.90"}, Snapshot: "/snapshots/" + sampleCaseNo + "/3", Note: "“NORVIK” on the product, image 1", State: needs, Visible: "Online now", Due: due},
		{Position: "4", Version: "3", Line: ListingLine{Title: "Outdoor headlamp gift box with your own logo", ID: "QL-87990031", Price: "US$12.00"}, Snapshot: "/snapshots/" + sampleCaseNo + "/4", Note: "“Norrvik” in the description", State: Badge{Neutral, "Deleted by you"}, Visible: "Offline now", After: "Wed 10 Jun, 16:41"},
	}[n-1]
}

func sampleSellerCase() SellerCasePage {
	frame := sampleCaseFrame(sampleCaseNo)
	frame.Crumbs = frame.Crumbs[:2]
	return SellerCasePage{
		Page: frame, Eyebrow: "Complaint " + sampleCaseNo + " · Trademark · filed 9 June 2026", Title: "Norrvik Optics AB says that 4 of your listings infringe its trademark",
		Turn: Turn{
			Tone: Warn, Lead: "Your turn – 3 of 4 listings need your answer", Title: "Respond by {time}", When: Time{"2026-06-15T16:00:00Z", "Mon 15 June 2026, 24:00"}, Left: "4 days 14 hours left",
			Options: []TurnOption{
				{Title: "If you disagree", Text: "Say why and add evidence. The listings stay online while Norrvik Optics AB answers (3 working days) and, if it disagrees, a reviewer decides.", Action: LinkButton{Kind: Primary, Icon: "scale", Text: "File counter-notification", Href: sampleCaseHref + "/counter"}},
				{Title: "If you accept the complaint", Text: "Delete the listings yourself. The complaint closes for them.", Action: LinkButton{Kind: DangerKind, Icon: "trash", Text: "Delete Now", Href: sampleCaseHref + "/delete", Dialog: true}},
				{Title: "If you have changed the listing", Text: "Say what you changed. Norrvik Optics AB looks at it, and your time stands still meanwhile.", Action: LinkButton{Icon: "edit", Text: "Propose a fix", Href: sampleCaseHref + "/fix"}},
				{Passive: true, Title: "If you do nothing", Text: "At Mon 15 June 2026, 24:00 we remove the listings. One of your 3 attempts is then used up. You can still file a counter-notification within 7 working days of the delivery."},
			},
		},
		Track: sampleSellerTrack(1), Listings: sampleSellerListings(), Claim: sampleSellerClaim(), About: sampleSellerAbout(),
		Drafts:  []Notice{{Tone: Info, Icon: "edit", Title: "You have begun a counter-notification.", Text: "It was last saved on Wed 10 June 2026, 17:20 and has not been sent.", Link: &Link{Text: "Continue", Href: sampleCaseHref + "/counter/d1/grounds"}}},
		Rules:   SellerRules{Name: "Marketplace procedure", Summary: "The seller is told first and can delete the listing or answer before anything is removed.", Href: "/procedures/marketplace", Cites: []string{"Marketplace terms §§ 1–5"}},
		Contact: &LinkButton{Small: true, Icon: "message", Text: "Contact the complainant", Href: sampleCaseHref + "/complainant"},
		Timeline: Timeline{Events: []TimelineEvent{
			{Who: "you", Time: Time{"2026-06-10T08:41:00Z", "Wed 10 Jun, 16:41"}, Lead: "Haiyun Outdoor", Text: "deleted QL-87990031", Hash: "4c1f…90aa"},
			{Who: "system", Time: Time{"2026-06-10T01:30:00Z", "Wed 10 Jun, 09:30"}, Text: "The notice reached Haiyun Outdoor: opened here", Hash: "be27…11c0"},
			{Who: "system", Time: Time{"2026-06-10T01:12:00Z", "Wed 10 Jun, 09:12"}, Lead: "Quaylane", Text: "accepted the complaint about QL-88201447, QL-88201502 and 2 more", Hash: "97d0…5e3b"},
			{Who: "other", Time: Time{"2026-06-09T13:38:00Z", "Tue 9 Jun, 21:38"}, Lead: "Norrvik Optics AB", Text: "complained about QL-88201447, QL-88201502 and 2 more", Hash: "05aa…c2f8"},
		}},
	}
}

func sampleSellerTrack(at int) Track {
	steps := []Step{
		{Title: "Complaint accepted", Who: "A reviewer checked that it is complete", Time: Time{"2026-06-10T01:12:00Z", "Wed 10 Jun, 09:12"}},
		{Title: "Your response", Who: "You must act", When: "by {time}", Time: Time{"2026-06-15T16:00:00Z", "Mon 15 Jun, 24:00"}},
		{Title: "Complainant’s answer", Who: "Norrvik Optics AB", When: "only for listings you contest; 3 working days"},
		{Title: "Decision", Who: "A reviewer", When: "usually within 3 working days of the answer"},
		{Title: "Appeal", Who: "You or the complainant", When: "6 months after an outcome"},
	}
	for n := range steps {
		switch {
		case n < at:
			steps[n].State = Done
		case n == at:
			steps[n].State = Current
		default:
			steps[n].State = Next
		}
	}
	return Track{Steps: steps}
}

func sampleSellerListings() SellerListings {
	return SellerListings{
		Action: sampleCaseHref + "/delete", Note: "3 need your answer. You may answer some one way and some the other.",
		Rows: []SellerListing{sampleListing(1), sampleListing(2), sampleListing(3), sampleListing(4)},
		Clocks: []SellerClock{{Listings: "QL-88201447, QL-88201502 and 1 more", Clock: &Clock{
			Rule: "3 working days from delivery. The first day is the day after. The time ends at 24:00 of the last day. Days are counted in China (Asia/Shanghai).", Start: "Wed 10 June 2026, 09:30", Due: "Mon 15 June 2026, 24:00", Cite: "Marketplace terms § 2.5",
			Days: []ClockDay{{"Thu 11 June", true, "Day 1 of 3"}, {"Fri 12 June", true, "Day 2 of 3"}, {"Sat 13 June", false, "Weekend, not counted"}, {"Sun 14 June", false, "Weekend, not counted"}, {"Mon 15 June", true, "Day 3 of 3"}},
		}}},
		Buttons: []Button{
			{Small: true, Icon: "scale", Text: "File counter-notification", Action: sampleCaseHref + "/counter"},
			{Small: true, Kind: DangerKind, Icon: "trash", Text: "Delete Now", Action: sampleCaseHref + "/delete", Dialog: true},
		},
	}
}

func sampleSellerClaim() SellerClaim {
	return SellerClaim{
		Text: "The listings offer headlamps marked NORVIK. The sign differs from our mark NORRVIK by one letter and is used for identical goods.\nA test purchase of QL-88201447 on 2 June confirmed this.",
		Rows: []SummaryRow{{Key: "Reason given", Text: "Look-alike mark"}, {Key: "Made by", Text: "Elin Sandqvist"}},
		Stated: []Statement{
			{Lead: "Good faith", Text: "I believe in good faith that the use in these listings is not allowed by the owner of the right, its agent or the law."},
			{Lead: "True and authorised", Text: "What this complaint says is accurate, and I am the owner of the right or authorised to act for the owner."},
		},
		Evidence: EvidenceList{Items: []EvidenceTile{
			{No: "E1", Name: "Test purchase report, QL-88201447", Facts: "PDF, 2.1 MB · received 9 June 2026", Hash: "SHA-256 5be1…90c4", Thumb: "/gallery/doc-report.svg", Href: "/evidence/e1"},
			{No: "E2", Name: "Screenshots of the four listings", Facts: "PNG, 340 KB · received 9 June 2026", Hash: "SHA-256 c07a…1e2d", Thumb: "/gallery/screenshot.svg", Href: "/evidence/e2"},
		}},
	}
}

func sampleSellerAbout() SummaryList {
	return SummaryList{Tight: true, Rows: []SummaryRow{
		{Key: "Complainant", Link: &Link{Text: "Norrvik Optics AB", Href: sampleCaseHref + "/complainant"}},
		{Key: "Intellectual Property Number", Link: &Link{Text: "EUIPO 099442907", Href: sampleCaseHref + "/right"}, Note: "IPR-2026-000042"},
		{Key: "Right", Text: "Trademark NORRVIK"},
		{Key: "State of the right", Body: Badge{Success, "In force"}},
		{Key: "In force in", Text: "European Union"},
		{Key: "In force until", Body: Time{"2030-03-03", "3 March 2030"}},
	}}
}

func sampleSellerCaseStale() SellerCasePage {
	p := sampleSellerCase()
	p.Drafts, p.HasError = nil, true
	p.Problem = &Notice{Tone: Warn, Text: "Listing 4 has moved on since you looked at it. Look at it as it is now, and choose again."}
	return p
}

func sampleSellerCaseError() SellerCasePage {
	p := sampleSellerCase()
	p.Drafts, p.HasError = nil, true
	p.Listings.Error = "Choose at least one listing."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"listings", p.Listings.Error}}}
	return p
}

func sampleSellerCaseRemoved() SellerCasePage {
	p := sampleSellerCase()
	p.Drafts = nil
	p.Turn.Lead, p.Turn.Title, p.Turn.Tone = "3 listings are removed. You can still answer", "File a counter-notification by {time}, if you disagree", Danger
	p.Turn.When, p.Turn.Left = Time{"2026-06-12T16:00:00Z", "Fri 12 June 2026, 24:00"}, "14 hours left"
	for n := range 3 {
		r := &p.Listings.Rows[n]
		r.State, r.Visible, r.After = Badge{Danger, "Removed"}, "Offline now", "You can file a counter-notification until Fri 12 Jun, 24:00"
	}
	return p
}

func sampleSellerCaseFix() SellerCasePage {
	p := sampleSellerCaseCountered()
	p.Said = nil
	p.Turn.Title = "Norrvik Optics AB looks at your fix by {time}"
	p.Turn.Options = []TurnOption{
		{Title: "If it accepts the fix", Text: "The complaint closes and the listings stay online.", Action: LinkButton{Text: "See what you proposed", Href: sampleCaseHref + "/fix"}},
		{Title: "If it does not accept the fix", Text: "The rest of your time runs on. You can then delete the listings or file a counter-notification."},
		{Passive: true, Title: "If it does nothing", Text: "The fix counts as accepted. The complaint closes and the listings stay online."},
	}
	p.Track.Steps[2].Title, p.Track.Steps[2].When, p.Track.Steps[2].Time = "Answer to the fix", "by {time}", Time{"2026-06-16T16:00:00Z", "Tue 16 Jun, 24:00"}
	for n := range 3 {
		p.Listings.Rows[n].State, p.Listings.Rows[n].After = Badge{Info, "Fix proposed"}, "Norrvik Optics AB looks at your fix by then"
	}
	p.Drafts = []Notice{{
		Tone: Warn, Icon: "message", Title: "Norrvik Optics AB offers to settle the complaint about QL-88201447.", Text: "Every deadline of the case runs on meanwhile.",
		Link: &Link{Text: "Read the offer and answer", Href: sampleCaseHref + "/settlement"},
	}}
	p.Settle = &LinkButton{Small: true, Icon: "users", Text: "See the offers", Href: sampleCaseHref + "/settlement"}
	p.Fixes = &LinkButton{Small: true, Icon: "edit", Text: "See what was fixed", Href: sampleCaseHref + "/fix"}
	return p
}

func sampleSellerCaseCountered() SellerCasePage {
	p := sampleSellerCase()
	p.Drafts = nil
	p.Turn = Turn{
		Tone: Info, Lead: "Waiting for Norrvik Optics AB – nothing for you to do now", Title: "Norrvik Optics AB answers by {time}", When: Time{"2026-06-16T16:00:00Z", "Tue 16 June 2026, 24:00"}, Left: "5 days 14 hours left",
		Options: []TurnOption{
			{Title: "If it accepts your reasons", Text: "The complaint closes and the listings stay online."},
			{Title: "If it disagrees", Text: "A reviewer decides on both sides’ evidence, usually within 3 working days, and sends you the reasons."},
			{Passive: true, Title: "If it does nothing", Text: "Its time runs out. The complaint closes and the listings stay online."},
		},
	}
	p.Track = sampleSellerTrack(2)
	p.Listings.Buttons = p.Listings.Buttons[1:]
	for n := range 3 {
		p.Listings.Rows[n].State, p.Listings.Rows[n].After = Badge{Dispute, "Counter-notification filed"}, "Norrvik Optics AB answers by then"
	}
	p.Said = []SellerSaid{{
		ID: "counter-1", Title: "Your counter-notification " + sampleCaseNo + "-C1", Time: Time{"2026-06-11T02:04:00Z", "Thu 11 June 2026, 10:04"},
		Text: "The strap is a spare part made by us.\nThe two headlamps carry the sign NORVIK, the name of our 2019 product line.",
		Rows: []SummaryRow{{Key: "Reason", Text: "It does not infringe the right"}, {Key: "About", Text: "QL-88201447, QL-88201502 and 1 more"}, {Key: "Signed by", Text: "Lin Yue"}}, Stated: sampleSellerClaim().Stated[:1],
		Evidence: EvidenceList{Items: []EvidenceTile{{No: "S1", Name: "CN-registration-NORVIK-class11.pdf", Facts: "PDF, 640 KB · received 11 June 2026", Hash: "SHA-256 5be1…90c4", Href: "/evidence/s1", Access: Badge{Info, "Both sides can see it"}}}},
	}}
	return p
}

func sampleSellerCaseCourt() SellerCasePage {
	p := sampleSellerCaseCountered()
	p.Turn.Title = "Norrvik Optics AB can show court action until {time}"
	p.Turn.Options = []TurnOption{
		{Title: "If it shows court action", Text: "The case is paused, the listings stay as they are, and we tell you which court."},
		{Passive: true, Title: "If it does not", Text: "The listings are put back."},
	}
	p.Track.Steps = append(p.Track.Steps[:2], Step{State: Current, Title: "Court action or return", Who: "Norrvik Optics AB", When: "by {time}", Time: Time{"2026-06-25T04:00:00Z", "Thu 25 Jun, 12:00"}}, p.Track.Steps[4])
	p.Rules = SellerRules{Name: "US copyright procedure (DMCA)", Summary: "After a counter-notification a listing is put back 10 to 14 business days later, unless the complainant shows that it has gone to court.", Href: "/procedures/us-dmca-512", Cites: []string{"17 U.S.C. § 512(c)", "17 U.S.C. § 512(g)"}}
	for n := range 3 {
		p.Listings.Rows[n].State = Badge{Info, "Waiting for court action until 25 Jun"}
	}
	return p
}

func sampleSellerCaseEnded() SellerCasePage {
	p := sampleSellerCaseCountered()
	p.Contact, p.Listings.Clocks = nil, nil
	p.Turn = Turn{Tone: Neutral, Icon: "circle-check", Lead: "This complaint ended on 19 June 2026", Title: "1 kept, 3 removed", Options: []TurnOption{{
		Title: "If you disagree", Text: "Ask for another reviewer to look again, free of charge. You can appeal until 19 Dec.", Action: LinkButton{Icon: "refresh", Text: "Appeal", Href: sampleCaseHref + "/appeal"},
	}}}
	p.Track = sampleSellerTrack(4)
	p.Decisions = []SellerDecisionLine{{Title: "Decision on claim and answer", Note: "QL-88201447 and QL-88201502", Href: sampleCaseHref + "/decisions/d1", Time: Time{"2026-06-19T02:00:00Z", "Fri 19 Jun, 10:00"}}}
	p.Listings.Buttons = []Button{{Small: true, Icon: "refresh", Text: "Appeal", Action: sampleCaseHref + "/appeal"}}
	for n := range 3 {
		r := &p.Listings.Rows[n]
		r.Due, r.State, r.Visible, r.After = Deadline{}, Badge{Danger, "Removed after decision"}, "Offline now", "You can appeal until 19 Dec"
	}
	p.Listings.Rows[1].State, p.Listings.Rows[1].Visible, p.Listings.Rows[1].Pick, p.Listings.Rows[1].After = Badge{Success, "Listing kept"}, "Online now", false, "Fri 19 Jun, 10:00"
	return p
}
