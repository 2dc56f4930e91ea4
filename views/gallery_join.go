package views

// joinSamples are the pages by which people come in and prove who they are.
func joinSamples() []Sample {
	return []Sample{
		{"account-identity", "asked", AccountIdentity(sampleIdentity())},
		{"account-identity", "errors", AccountIdentity(sampleIdentityErrors())},
		{"account-identity", "scanned", AccountIdentity(sampleIdentityScanned())},
		{"account-identity", "waiting", AccountIdentity(sampleIdentityWaiting())},
		{"account-identity", "verified", AccountIdentity(sampleIdentityVerified())},
		{"review-identities", "some", Checks(sampleIdentities())},
		{"review-identities", "none", Checks(sampleIdentitiesNone())},
		{"review-identity", "claimed", ReviewIdentity(sampleReviewIdentity())},
		{"review-identity", "checked-and-deleted", ReviewIdentity(sampleReviewIdentityGone())},
		{"join", "empty", Join(sampleJoin())},
		{"join", "errors", Join(sampleJoinErrors())},
		{"join-note", "sent", JoinNote(sampleJoinSent())},
		{"join-note", "confirm", JoinNote(sampleJoinConfirm())},
		{"join-note", "gone", JoinNote(sampleJoinGone())},
		{"join-shop", "empty", JoinShop(sampleJoinShop())},
		{"join-shop", "errors", JoinShop(sampleJoinShopErrors())},
		{"shop-claim", "fresh", ShopClaim(sampleShopClaim())},
		{"shop-claim", "wrong-code", ShopClaim(sampleShopClaimWrong())},
		{"shop-claim", "taken", ShopClaim(sampleShopClaimTaken())},
		{"shop-invited", "new", ShopInvited(sampleShopInvited())},
		{"shop-invited", "known", ShopInvited(sampleShopInvitedKnown())},
		{"operator-shops", "some", OperatorShops(sampleOperatorShops())},
		{"operator-shops", "none", OperatorShops(sampleOperatorShopsNone())},
	}
}

func sampleHolderAccount(title string) AccountFrame {
	return AccountFrame{
		Page: Page{
			Title: title, Home: "/holder", Zone: "Europe/Stockholm (UTC+2)",
			Nav:     []NavItem{{Label: "Dashboard", Href: "/holder"}, {Label: "Complaints", Href: "/holder/complaints"}, {Label: "IP rights", Href: "/holder/rights"}},
			Account: &Account{Name: "Elin Sandqvist", Org: "Norrvik Optics AB", Role: "Rights holder", Icon: "certificate"},
		},
		Menu: []NavItem{{Label: "Password", Href: "/account/password"}, {Label: "Identity", Href: "/account/identity", Current: true}},
	}
}

func sampleIdentity() AccountIdentityPage {
	frame := sampleHolderAccount("Identity")
	frame.Lede = "Before anything that Norrvik Optics AB files reaches a seller, a reviewer verifies who it is."
	countries := []Option{{Label: "Choose a country"}, {Value: "CN", Label: "China"}, {Value: "SE", Label: "Sweden"}}
	return AccountIdentityPage{
		AccountFrame: frame, State: Badge{Warn, "Identity not handed in"},
		Says: Notice{Tone: Warn, Title: "Hand in a paper", Text: "You can register rights and file complaints before; they wait, and no seller is told of them. 2 cases wait for it now."},
		Org:  SummaryList{Rows: []SummaryRow{{Key: "Organisation", Text: "Norrvik Optics AB"}, {Key: "Country", Text: "Sweden"}, {Key: "Number in the register", Text: "556677-8899"}, {Key: "Address", Text: "Hamnslingan 14, 115 41 Stockholm, Sweden"}}},
		Told: []SummaryRow{
			{Key: "Who sees it", Text: "The reviewers who check it, and nobody else: not the sellers, not the operator, not other people of your organisation. Every opening is recorded."},
			{Key: "How long it is kept", Text: "Until 90 days after the check. Then the files are deleted, and of the number only the last three characters stay."},
			{Key: "What stays", Text: "The record of the check: which kind of paper, from which country, who checked it, when, and what was found."},
			{Key: "What happens", Text: "A reviewer compares the paper with what you entered, and verifies it or says what is missing. You are told here and by mail. You can hand in again."},
		},
		Form: &IdentityForm{
			Form: HiddenInput{Name: "form", Value: "x"},
			Kind: Radios{Field: Field{Name: "kind", Label: "Which paper?", Value: "company_extract"}, Options: []Option{
				{Value: "company_extract", Label: "Extract of the company register", Text: "For an organisation. Not older than a year."},
				{Value: "passport", Label: "Passport", Text: "For a person. The page with the picture is enough."},
				{Value: "identity_card", Label: "Identity card", Text: "For a person. Both sides."},
			}},
			Number:  TextInput{Field: Field{Name: "number", Label: "Number of the paper", Hint: "As it is printed: of the register, the passport or the card."}},
			Country: Select{Field: Field{Name: "country", Label: "Issued in", Value: "SE"}, Options: countries},
			Issued:  DateInput{Field: Field{Name: "issued_on", Label: "Issued on"}},
			Files: HolderFiles{
				Title: "The paper", Upload: Button{Small: true, Icon: "upload", Text: "Upload the paper", Name: "do", Value: "upload", NoCheck: true},
				Input: FileInput{Multiple: true, Field: Field{Name: "paper", Label: "Picture or PDF of the paper", Hint: "PDF, JPG, PNG or WebP, up to 20 MB each. Only the reviewers who check it see it."}},
				List: EvidenceList{Items: []EvidenceTile{{
					Name: "Register extract, January.pdf", Facts: "PDF · 240 KB",
					Action: Button{Small: true, Text: "Remove", Vh: "Register extract, January.pdf", Name: "do", Value: "drop:a", NoCheck: true},
				}}},
			},
		},
	}
}

func sampleIdentityScanned() AccountIdentityPage {
	p := sampleIdentity()
	found := p.Form.Files.List.Items[0]
	p.Form.Files.List.Items[0].Access = Badge{Info, "Being checked for viruses"}
	found.Name, found.Facts, found.Access = "Register extract, February.pdf", "PDF · 180 KB", Badge{Danger, "Blocked: virus found"}
	found.Action = Button{Small: true, Text: "Remove", Vh: found.Name, Name: "do", Value: "drop:b", NoCheck: true}
	p.Form.Files.List.Items = append(p.Form.Files.List.Items, found)
	return p
}

func sampleIdentityErrors() AccountIdentityPage {
	p := sampleIdentity()
	p.HasError = true
	p.Form.Files.List = EvidenceList{}
	p.Form.Number.Error, p.Form.Files.Input.Error = "Enter the number that is printed on the paper.", "Add a picture or a PDF of the paper."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"number", p.Form.Number.Error}, {"paper", p.Form.Files.Input.Error}}}
	p.State = Badge{Warn, "Identity not proven"}
	p.History = &Table{
		Caption: "Papers handed in, newest first", Columns: []Column{{Label: "Number", Class: "nowrap lead"}, {Label: "Paper"}, {Label: "Handed in", Class: "nowrap"}, {Label: "Result"}},
		Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{
			{Head: true, Text: "IDC-2026-000007"},
			{Text: "Extract of the company register", Small: "Sweden · 556677-8899"},
			{Text: "2 Jun, 10:14"},
			{Body: Badge{Neutral, "Not accepted"}, Small: "The extract is two years old. Hand in one of this year."},
		}}}}},
	}
	return p
}

func sampleIdentityWaiting() AccountIdentityPage {
	p := sampleIdentity()
	p.Form, p.State = nil, Badge{Info, "Identity being checked"}
	p.Says = Notice{Tone: Info, Title: "A reviewer checks your paper", Text: "You need to do nothing. You can register rights and file complaints meanwhile; they wait, and no seller is told of them."}
	return p
}

func sampleIdentityVerified() AccountIdentityPage {
	p := sampleIdentityWaiting()
	p.State = Badge{Success, "Identity verified"}
	p.Says = Notice{Tone: Success, Title: "Your identity is verified", Text: "Verified on 3 June 2026. Complaints that you file can be accepted."}
	return p
}

func sampleIdentities() ChecksPage {
	return ChecksPage{
		Page: reviewerFrame("Identities to check"), Lede: "Nothing that a rights holder files reaches a seller before its identity is verified. The oldest entry comes first.",
		Pager: Pager{Text: "2 identities on this page, the oldest first"},
		Table: &Table{
			Caption: "Identities to check, the oldest first",
			Columns: []Column{
				{Label: "Handed in", Class: "nowrap lead"},
				{Label: "Check"},
				{Label: "Holder"},
				{Label: "Paper"},
				{Label: "Cases that wait for it", Class: "num"},
				{Label: "Claimed by"},
				{Label: "Action", Class: "act", Vh: true},
			},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{
					{Text: "18 Jun, 09:12"},
					{Head: true, Text: "IDC-2026-000012", Href: "/review/identities/IDC-2026-000012"},
					{Text: "Norvik Optics Trading Ltd"},
					{Text: "Extract of the company register", Small: "United Kingdom"},
					{Text: "3"},
					{Text: "Nobody"},
					{Body: PostButton{Action: "/review/identities/IDC-2026-000012/claim", Button: Button{Small: true, Text: "Claim", Vh: "IDC-2026-000012"}}},
				}},
				{Cells: []Cell{
					{Text: "18 Jun, 15:40"},
					{Head: true, Text: "IDC-2026-000013", Href: "/review/identities/IDC-2026-000013"},
					{Text: "索蓝妮（上海）化妆品有限公司", Lang: "zh-CN"},
					{Text: "Extract of the company register", Small: "China"},
					{Text: "0"},
					{Text: "Tomasz Wolny"},
					{Body: LinkButton{Small: true, Text: "View", Vh: "IDC-2026-000013", Href: "/review/identities/IDC-2026-000013"}},
				}},
			}}},
		},
	}
}

func sampleIdentitiesNone() ChecksPage {
	p := sampleIdentities()
	p.Table, p.Empty = nil, &EmptyState{Icon: "shield-check", Title: "No identity waits to be checked", Text: "An entry appears here when a rights holder hands in a paper."}
	return p
}

func sampleReviewIdentity() ReviewIdentityPage {
	return ReviewIdentityPage{
		CheckBench: CheckBench{
			Page:   reviewerFrame("Check IDC-2026-000012", Link{Text: "Identities to check", Href: "/review/identities"}, Link{Text: "IDC-2026-000012"}),
			Number: "IDC-2026-000012", Kind: "Extract of the company register", Title: "Norvik Optics Trading Ltd", Status: Badge{Info, "Being checked"},
			GiveBack: &PostButton{Action: "/review/identities/IDC-2026-000012/give-back", Button: Button{Small: true, Text: "Give back", Vh: "IDC-2026-000012"}},
			Warnings: []Notice{
				{Tone: Warn, Title: "The name looks like Norrvik Optics AB, which is verified.", Text: "In plain letters: Norvik Optics Trading Ltd"},
				{Tone: Warn, Title: "The mail address looks like one of norrvik.example.", Text: "In plain letters: legal@xn--norrvk-q9a.example"},
			},
			History: Timeline{Events: []TimelineEvent{{Who: "other", Time: Time{"2026-06-18T01:12:00Z", "18 Jun, 09:12"}, Lead: "Norvik Optics Trading Ltd", Text: "handed in the paper", Hash: "4be1…"}}},
			Action:  "/review/identities/IDC-2026-000012/check", Hidden: []HiddenInput{{Name: "version", Value: "1"}}, MayDecide: true, Heading: "Decision",
			Choice: &Radios{Field: Field{Name: "verify", Label: "Is the identity proven?"}, Options: []Option{
				{Value: "yes", Label: "Verify it", Text: "What this holder files can reach sellers."},
				{Value: "no", Label: "Refuse it", Text: "The holder is told the reason and can hand in again."},
			}},
			Reason: TextArea{Rows: 4, Field: Field{Name: "reason", Label: "Reason", Hint: "Required where you refuse: what is missing, and how to cure it."}},
			Button: Button{Kind: Primary, Block: true, Text: "Record the decision"},
		},
		Rows: []SummaryRow{
			{Key: "Paper", Text: "Extract of the company register"},
			{Key: "Number of the paper", Text: "09988776"},
			{Key: "Issued in", Text: "United Kingdom"},
			{Key: "Issued on", Text: "2 May 2026"},
			{Key: "Handed in", Text: "18 June 2026, 09:12"},
		},
		Org: SummaryList{Rows: []SummaryRow{
			{Key: "Organisation", Text: "Norvik Optics Trading Ltd"},
			{Key: "Country", Text: "United Kingdom"},
			{Key: "Contact", Text: "J. Doe"},
			{Key: "Phone", Text: "+44 20 5550 0142"},
			{Key: "Email", Text: "legal@norrvık.example"},
			{Key: "Its rights here", Text: "1"},
			{Key: "Cases that wait for it", Text: "3"},
		}},
		Papers:     EvidenceList{Items: []EvidenceTile{{Name: "Register extract.pdf", Facts: "PDF · 240 KB", Hash: "d41f9a0c…", Href: "/review/identities/IDC-2026-000012/papers/a"}}},
		PapersNote: "Every opening is recorded with your name. The files are deleted 90 days after the check.",
	}
}

func sampleReviewIdentityGone() ReviewIdentityPage {
	p := sampleReviewIdentity()
	p.Warnings, p.GiveBack, p.MayDecide, p.Papers = nil, nil, false, EvidenceList{}
	p.Status, p.Rows[1].Text = Badge{Success, "Verified"}, "…776"
	p.PapersNote = "The files were deleted, as their time was over. The record of the check stays."
	p.Claim = &ReviewClaimBox{Title: "Checked", Text: "This identity was checked. The result: Verified.", Link: &LinkButton{Text: "Identities to check", Href: "/review/identities"}}
	return p
}
