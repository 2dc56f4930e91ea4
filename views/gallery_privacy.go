package views

// privacySamples are the pages about people's own data.
func privacySamples() []Sample {
	return []Sample{
		{"account-privacy", "nothing-against-it", samplePrivacy(false)},
		{"account-privacy", "waits", samplePrivacy(true)},
		{"account-privacy", "not-ticked", samplePrivacyWrong()},
		{"account-erased", "erased", ErasedPage{Page: sampleSellerFrame("Your data was erased")}},
		{"operator-privacy", "requests-and-holds", samplePrivacyDesk(false)},
		{"operator-privacy", "empty-and-wrong", samplePrivacyDesk(true)},
	}
}

func samplePrivacy(waits bool) AccountPrivacyPage {
	p := AccountPrivacyPage{
		AccountFrame: AccountFrame{
			Page: sampleSellerFrame("Your data"), Lede: "What is kept about you, who sees it, how you get it, and how it goes.",
			Menu: []NavItem{{Label: "Sign-in and security", Href: "/account/security"}, {Label: "Your data", Href: "/account/privacy", Current: true}},
		},
		Kept: []SummaryRow{
			{Key: "Contact", Text: "Names, mail and postal addresses and telephone numbers, to reach you and because a notice must say who gives it.", List: []string{
				"Your mail address: seen by you, your organisation and operators. Kept: while your account exists.",
				"The organisation’s contact, address and telephone: seen by you, your organisation and reviewers. Kept: while your account exists.",
				"The contact that stands in a complaint: seen by you, your organisation, the other side of a case, as far as its procedure says and reviewers. Kept: until a case has ended and can no longer be appealed.",
			}},
			{Key: "Identity", Text: "What an identity paper says, so that nobody complains in another’s name.", List: []string{
				"The registration number: seen by you, your organisation and reviewers. Kept: while your account exists.",
				"The identity papers themselves: seen by reviewers. Kept: hours or days, then it ends by itself.",
			}},
			{Key: "Evidence", Text: "Files that you put forward, with what cameras and programs left in them.", Note: "Seen by: you, your organisation, the other side of a case, as far as its procedure says, and reviewers. Kept: until a case has ended and can no longer be appealed."},
		},
		Download:  LinkButton{Icon: "download", Text: "Download my data", Href: "/account/privacy/data.zip"},
		DownloadN: "A ZIP with what is kept about you as JSON, and the files that you put forward. Passwords and keys are not in it.",
		Goes:      []string{"your name and address of mail, your sign-in, your sessions, passkeys and drafts", "the mails that we keep of you"},
		Stays:     []string{"decisions with their reasons: the law asks for them, and both sides rely on them", "what belongs to Haiyun Outdoor, which goes on without you"},
		Sure:      Checkbox{Field: Field{Name: "sure"}, Text: "I want the data about me to be erased."},
		Ask:       &Button{Kind: DangerSolid, Text: "Erase my data now"},
		AskNote:   "Nothing stands against it. Your account closes at once, and this cannot be undone.",
	}
	if waits {
		p.Ask, p.Obstacles = nil, sampleObstacles()
		p.Request = &Notice{Tone: Info, Title: "You asked for erasure on 8 June 2026.", Text: "Request ER-2026-000001 waits for what stands against it. An operator then carries it out."}
		p.Withdraw = &PostButton{Action: "/account/privacy/erasure/withdraw", Button: Button{Text: "Take the request back"}}
	}
	return p
}

func samplePrivacyWrong() AccountPrivacyPage {
	p := samplePrivacy(false)
	p.HasError = true
	p.Sure.Error = "Tick this if you want it. Nothing is erased without."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"sure", p.Sure.Error}}}
	p.AskNote = "Your request waits until nothing stands against it any more. You can take it back until then."
	p.Obstacles, p.Ask = sampleObstacles(), &Button{Kind: DangerKind, Text: "Ask for erasure"}
	return p
}

func sampleObstacles() []SummaryRow {
	return []SummaryRow{
		{Key: "Legal hold LH-2026-000001", Text: "Suit 17 of 2026 before the Ningbo Intermediate People’s Court, announced by the complainant.", Note: "Ends by itself on 1 October 2026."},
		{Key: "IP-2026-000118-4H", Text: "The case is open."},
	}
}

func samplePrivacyDesk(empty bool) OperatorPrivacyPage {
	p := OperatorPrivacyPage{
		Page: sampleSellerFrame("Erasure and legal holds"), None: "Nobody waits.", NoHolds: "Nothing is held.", FormID: "f",
		Kinds: Radios{Field: Field{Name: "kind", Label: "What it is about", Value: "case"}, Options: []Option{
			{Value: "person", Label: "A person", Text: "Enter their mail address below."}, {Value: "organisation", Label: "An organisation", Text: "Enter its number below."}, {Value: "case", Label: "A case", Text: "Enter its number below."},
		}},
		Subject: TextInput{Field: Field{Name: "subject", Label: "Address or number"}},
		Reason:  TextArea{Rows: 3, Field: Field{Name: "reason", Label: "Why the data must be kept", Hint: "Whom it is about reads this."}},
		Until:   DateInput{Field: Field{Name: "until", Label: "Last day", Hint: "It ends by itself then. Two years at most."}},
	}
	if empty {
		p.HasError = true
		p.Reason.Error = "Say why the data must be kept. Whom it is about can read this."
		p.Errors = ErrorSummary{Entries: []FieldProblem{{"reason", p.Reason.Error}}}
		return p
	}
	answer := func(n string) TextArea {
		return TextArea{Rows: 2, Field: Field{ID: "answer-" + n, Name: "answer", Label: "Why it is refused", Hint: "Only to refuse. Who asked reads this.", Optional: true}}
	}
	refuse := func(n string) Button {
		return Button{Kind: DangerKind, Text: "Refuse", Vh: n, Name: "do", Value: "refuse"}
	}
	p.Requests = []OperatorErasure{
		{
			Title: "ER-2026-000001", Action: "/operator/privacy/requests/ER-2026-000001", Answer: answer("ER-2026-000001"), Refuse: refuse("ER-2026-000001"), Obstacles: sampleObstacles(),
			Facts: []SummaryRow{{Key: "Who", Text: "Elin Sandqvist", Note: "elin@norrvik.example"}, {Key: "Asked", Text: "Mon 8 June 2026, 10:00"}},
		},
		{
			Title: "ER-2026-000002", Action: "/operator/privacy/requests/ER-2026-000002", Answer: answer("ER-2026-000002"), Refuse: refuse("ER-2026-000002"),
			CarryOut: &Button{Kind: DangerSolid, Text: "Erase now", Vh: "ER-2026-000002", Name: "do", Value: "erase"},
			Facts:    []SummaryRow{{Key: "Who", Text: "Vera Hou", Note: "vera@haiyun.example"}, {Key: "Asked", Text: "Tue 9 June 2026, 09:12"}},
		},
	}
	p.Holds = []OperatorHold{{
		Title: "LH-2026-000001", End: PostButton{Action: "/operator/privacy/holds/LH-2026-000001/end", Button: Button{Small: true, Text: "End it now", Vh: "LH-2026-000001"}},
		Facts: []SummaryRow{{Key: "About", Text: "IP-2026-000118-4H"}, {Key: "Why", Text: "Suit 17 of 2026"}, {Key: "Last day", Text: "30 September 2026"}},
	}}
	return p
}
