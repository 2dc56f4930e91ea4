package views

func sellerCounterSamples() []Sample {
	return []Sample{
		{"seller-counter", "grounds", sampleCounterGrounds(false)},
		{"seller-counter", "grounds-errors", sampleCounterGrounds(true)},
		{"seller-counter", "listings", sampleCounterListings()},
		{"seller-counter", "evidence", sampleCounterEvidence()},
		{"seller-counter", "statements", sampleCounterStatements(false)},
		{"seller-counter", "statements-errors", sampleCounterStatements(true)},
		{"seller-counter", "check", sampleCounterCheck(false)},
		{"seller-counter", "check-moved-on", sampleCounterCheck(true)},
		{"seller-counter", "sent", sampleCounterDone()},
	}
}

func sampleCounterStep(at int, title, lede string) SellerCounterStep {
	href := sampleCaseHref + "/counter/d1/"
	s := SellerCounterStep{
		Page: sampleCaseFrame("Counter-notification"), Title: title, Lede: lede, Action: href,
		Due:  &Deadline{Tone: Neutral, Chip: true, Time: Time{"2026-06-15T16:00:00Z", "Mon 15 Jun, 24:00"}, Left: "4 days 14 hours left"},
		Note: "Send the counter-notification before this time. A draft is saved at every step. Draft saved at 09:52.",
		Send: Button{Kind: Primary, Text: "Save and continue"}, Back: Link{Text: "Back", Href: href}, Foot: "You can leave and come back until the deadline.",
	}
	s.Steps.Label = "Counter-notification steps"
	for n, step := range []string{"Your reasons", "Listings", "Evidence", "Statements", "Check your answers"} {
		link := StepLink{Title: step, State: Next}
		switch {
		case n < at:
			link.State, link.Href = Done, href+"step"
		case n == at:
			link.State = Current
		}
		s.Steps.Items = append(s.Steps.Items, link)
	}
	return s
}

func sampleCounterGrounds(wrong bool) SellerCounterGrounds {
	p := SellerCounterGrounds{
		SellerCounterStep: sampleCounterStep(0, "Why do you disagree with the complaint?", "Complaint "+sampleCaseNo+" by Norrvik Optics AB."),
		Grounds: Radios{Field: Field{Name: "ground", Label: "The main reason", Value: "not_infringing", Hint: "Choose the one that fits best; explain everything below."}, Options: []Option{
			{Value: "not_infringing", Label: "My listing does not infringe the right", Text: "For example: my sign, design or goods are different, I only say what the goods fit, or the right does not cover this."},
			{Value: "authorised", Label: "I have permission, or the goods are genuine", Text: "A licence, a distributor agreement or another authorisation; or goods that the owner first sold or agreed to the sale of."},
			{Value: "own_right", Label: "I have a right of my own", Text: "For example: my own registration, my own work, or use that is older than the right."},
			{Value: "mistaken_identity", Label: "It is a mistake", Text: "For example: the listing does not show what the complaint describes, or another listing is meant."},
		}},
		Text: TextArea{Rows: 8, Field: Field{Name: "explanation", Label: "Explain in your own words", Hint: "Say what a reviewer should look at and why. The complainant reads this. Up to 50000 characters, in any language.", Value: "The strap is a spare part made by us."}},
		Lang: sampleTextLang(),
	}
	if wrong {
		p.HasError, p.Grounds.Value, p.Text.Value = true, "", ""
		p.Grounds.Error, p.Text.Error = "Choose why the complaint is wrong.", "Explain in your own words why the complaint is wrong."
		p.Errors = ErrorSummary{Entries: []FieldProblem{{"ground", p.Grounds.Error}, {"explanation", p.Text.Error}}}
	}
	return p
}

func sampleCounterListings() SellerCounterListings {
	p := SellerCounterListings{SellerCounterStep: sampleCounterStep(1, "Which listings do you want to contest?", "Answer each listing separately. A listing that you leave out still has to be answered by its own deadline.")}
	for n := 1; n <= 3; n++ {
		item := sampleListing(n)
		item.Checked, item.After = n < 3, "Attempt 1 of 3"
		p.Items = append(p.Items, item)
	}
	p.Others = []SellerListing{sampleListing(4)}
	p.Also = &Checkboxes{Field: Field{
		Name: "also", Label: "Answer these complaints with it too?", Optional: true,
		Hint: "They are about the same listings. Each complainant receives a counter-notification of its own with the same words, statements and files, and learns of no other.",
	}, Options: []Option{
		{Value: "IP-2026-000119-2C", Label: "IP-2026-000119-2C by Ostara Paper GmbH", Text: "QL-88201447"},
		{Value: "IP-2026-000121-9X", Label: "IP-2026-000121-9X by Halden Brand Services for Veyra Audio AB", Text: "QL-88201447 and QL-88201502", Selected: true},
	}}
	return p
}

func sampleCounterEvidence() SellerCounterEvidence {
	p := SellerCounterEvidence{
		SellerCounterStep: sampleCounterStep(2, "Add evidence", "Good evidence shortens the case. For the reason you gave, reviewers usually look for:"),
		Useful:            []string{"photos of the product and its packaging, all sides", "a comparison with what the right protects", "proof of where the goods are sold"}, Count: "2 files added",
		Files: EvidenceList{Items: []EvidenceTile{
			{No: "1", Name: "CN-registration-NORVIK-class11.pdf", Facts: "PDF, 640 KB · received 11 June 2026", Hash: "SHA-256 5be1…90c4", Thumb: "/gallery/doc-cert.svg", Href: "/evidence/s1", Access: Badge{Info, "Both sides can see it"}, Action: Button{Small: true, Text: "Remove", Vh: "CN-registration-NORVIK-class11.pdf", Name: "do", Value: "drop:s1"}},
			{No: "2", Name: "invoice-mould-tooling-2019.pdf", Facts: "PDF, 212 KB · received 11 June 2026", Hash: "SHA-256 c07a…1e2d", Href: "/evidence/s2", Access: Badge{Neutral, "Reviewer only"}, Action: Button{Small: true, Text: "Remove", Vh: "invoice-mould-tooling-2019.pdf", Name: "do", Value: "drop:s2"}},
		}},
		Add: FileInput{Field: Field{Name: "files", Label: "Choose files", Hint: "PDF, JPG, PNG, WebP or TXT, up to 20 MB each, 20 files in all."}, Multiple: true}, Access: sampleAccess(),
	}
	p.Upload = true
	return p
}

func sampleCounterStatements(wrong bool) SellerCounterStatements {
	p := SellerCounterStatements{
		SellerCounterStep: sampleCounterStep(3, "Your statements", "A counter-notification is a legal statement. Read each line before you tick it."),
		Record:            sampleRecord(true),
		Seen:              sampleSeen("Exactly this is shown to Norrvik Optics AB"),
		Name:              TextInput{Field: Field{Name: "contact-name", Label: "Full name", Value: "Lin Yue"}, Autocomplete: "name"},
		Email:             TextInput{Field: Field{Name: "contact-email", Label: "Email", Value: "lin.yue@haiyun-outdoor.example"}, Type: "email", Autocomplete: "email"},
		Phone:             TextInput{Field: Field{Name: "contact-phone", Label: "Phone, with country code", Value: "+86 574 5550 0143"}, Type: "tel", Autocomplete: "tel"},
		Address:           TextArea{Rows: 2, Field: Field{Name: "contact-address", Label: "Postal address", Value: "Building 6, 218 Yongjiang Road, Beilun, Ningbo, Zhejiang, China"}},
		Statements: Statements{Items: []Statement{
			{ID: "element-good_faith", Name: "ticked", Value: "good_faith", Lead: "Good faith.", Text: "Under penalty of perjury, I have a good faith belief that the material was removed as a result of mistake or misidentification.", Checked: true},
			{ID: "element-jurisdiction", Name: "ticked", Value: "jurisdiction", Lead: "Jurisdiction.", Text: "I consent to the jurisdiction of the Federal District Court for the judicial district in which my address is located.", Checked: true},
		}},
		Signature: TextInput{Field: Field{Name: "signature", Label: "Sign by typing your full name", Hint: "This has the effect of a signature.", Value: "Lin Yue", Class: "w-m"}},
	}
	if wrong {
		p.HasError, p.Phone.Value, p.Signature.Value, p.Statements.Items[1].Checked = true, "574", "", false
		p.Phone.Error, p.Signature.Error = "Enter a phone number with its country code, like +86 574 5550 0143.", "Type your full name as your signature."
		p.Statements.Items[1].Error = "Read this statement and tick it. It cannot be sent without."
		p.Errors = ErrorSummary{Entries: []FieldProblem{{"contact-phone", p.Phone.Error}, {"element-jurisdiction", p.Statements.Items[1].Error}, {"signature", p.Signature.Error}}}
	}
	return p
}

func sampleCounterCheck(moved bool) SellerCounterCheck {
	change := &Link{Text: "Change", Href: sampleCaseHref + "/counter/d1/grounds"}
	p := SellerCounterCheck{
		Complete:          sampleCompleteness(),
		SellerCounterStep: sampleCounterStep(4, "Check your answers", "Nothing is sent until you press the button at the bottom."),
		Sections: []SellerCheckSection{
			{ID: "grounds", Title: "Your reasons", Rows: []SummaryRow{{Key: "Reason", Text: "My listing does not infringe the right", Act: change}, {Key: "Explanation", Body: OwnWords{Text: "The strap is a spare part made by us.\n它是我们自己的配件。"}, Act: change}}},
			{ID: "listings", Title: "Listings", Rows: []SummaryRow{{Key: "Contest (2)", List: []string{"QL-88201447 – NORVIK style rechargeable headlamp", "QL-88201502 – Headlamp strap"}, Act: change}, {Key: "Left out (1)", List: []string{"QL-88313350 – 可充电头灯"}, Note: "Their own deadline keeps running.", Act: change}}},
			{ID: "evidence", Title: "Evidence", Rows: []SummaryRow{{Key: "Both sides (1)", List: []string{"CN-registration-NORVIK-class11.pdf"}, Act: change}, {Key: "Reviewer only (1)", List: []string{"invoice-mould-tooling-2019.pdf"}, Act: change}}},
			{ID: "statements", Title: "Statements", Rows: []SummaryRow{{Key: "Made by", Text: "Lin Yue", Note: "lin.yue@haiyun-outdoor.example · +86 574 5550 0143", Act: change}, {Key: "Statements", List: []string{"Good faith", "Jurisdiction"}, Act: change}, {Key: "Signature", Text: "Lin Yue", Act: change}}},
		},
	}
	p.Foot, p.Send = "", Button{Kind: Primary, Icon: "scale", Text: "Send counter-notification"}
	p.Seen = sampleSeen("Exactly this is shown to Norrvik Optics AB")
	if moved {
		p.Notice = &Notice{Tone: Warn, Title: "Something has changed since you chose the listings.", Text: "QL-88201447: look at them again before you send.", Link: &Link{Text: "Choose listings", Href: sampleCaseHref + "/counter/d1/listings"}}
		p.HasError = true
		p.Sections[3].Error = "Type your full name as your signature."
		p.Sections[3].Rows[2].Text = "Nothing yet"
		p.Errors = ErrorSummary{Entries: []FieldProblem{{"statements", p.Sections[3].Error}}}
	}
	return p
}

func sampleCounterDone() SellerCounterDone {
	track := sampleSellerTrack(2)
	track.Steps[1] = Step{State: Done, Title: "Your response", Who: "You", Time: Time{"2026-06-11T02:04:00Z", "Today, 10:04"}}
	track.Steps[2].When, track.Steps[2].Time = "by {time}", Time{"2026-06-16T16:00:00Z", "Tue 16 Jun, 24:00"}
	return SellerCounterDone{
		Page: sampleCaseFrame("Counter-notification sent"), Receipt: Receipt{Title: "Counter-notification sent", Label: "Your reference number", No: sampleCaseNo + "-C1"},
		Received: "We received it on Thu 11 June 2026, 10:04 and sent you a copy by email. Norrvik Optics AB has been told.", Track: track,
		Follows: []SummaryRow{
			{Key: "If the complainant accepts your reasons", Text: "The complaint closes and nothing more is needed."},
			{Key: "If it does not answer in time", Text: "The complaint closes and your listings stay, or are put back."},
			{Key: "If it disagrees", Text: "A reviewer decides on both sides’ evidence and sends you the reasons."},
			{Key: "If it goes to court", Text: "The case is paused, the listings stay as they are, and we tell you which court."},
		},
		Actions: []LinkButton{{Kind: Primary, Text: "Back to Complaints to be responded to", Href: "/seller/complaints"}, {Text: "View the case", Href: sampleCaseHref}},
	}
}
