package views

import "github.com/a-h/templ"

func powerSamples() []Sample {
	return []Sample{
		{"powers", "list", PowersPage(samplePowers())},
		{"powers", "empty", PowersPage(Powers{Page: samplePowerFrame("Principals"), Add: &LinkButton{Kind: Primary, Icon: "plus", Text: "Add a principal", Href: "/holder/principals/new"}})},
		{"power-form", "filled", PowerFormPage(samplePowerForm())},
		{"power-form", "error", PowerFormPage(samplePowerFormError())},
		{"power", "in-force", PowerPage(samplePower())},
		{"power", "refused", PowerPage(samplePowerRefused())},
		{"power", "to-confirm", PowerPage(samplePowerToConfirm())},
		{"power", "long-names", PowerPage(samplePowerLong())},
		{"given-powers", "asked", GivenPowersPage(sampleGivenPowers())},
		{"given-powers", "empty", GivenPowersPage(GivenPowers{Frame: samplePowerAccount()})},
		{"review-power", "to-check", ReviewPower(sampleReviewPower())},
		{"review-power", "error", ReviewPower(sampleReviewPowerError())},
	}
}

func samplePowerFrame(title string, crumbs ...Link) Page {
	p := sampleHolderFrame(title, crumbs...)
	p.Nav = append(p.Nav[:3:3], NavItem{Label: "Principals", Href: "/holder/principals", Current: true}, p.Nav[3])
	p.Nav[0].Current = false
	p.Account = &Account{Name: "Ingrid Halden", Org: "Halden Brand Services", Role: "Rights holder", Icon: "certificate"}
	return p
}

func samplePowerAccount() AccountFrame {
	return AccountFrame{
		Page: sampleHolderFrame("Agents who act for you"), Lede: "Firms that file complaints in your name, under a power of attorney. You can revoke each at once.",
		Menu: []NavItem{{Label: "Passkeys", Href: "/account/passkeys"}, {Label: "Agents who act for you", Href: "/account/agents", Current: true}},
	}
}

func samplePowerTable(whom string) *Table {
	row := func(name, no, covers, where, valid, left string, b Badge) Row {
		return Row{Cells: []Cell{{Head: true, Text: name, Href: "/holder/principals/" + no, Small: no}, {Text: covers, Small: where}, {Text: valid}, {Text: left}, {Body: b}}}
	}
	return &Table{Caption: "Powers of attorney, the latest first", Columns: []Column{
		{Label: whom}, {Label: "Covers"}, {Label: "Valid"}, {Label: "Days left", Class: "nowrap"}, {Label: "State", Class: "lead"},
	}, Groups: []RowGroup{{Rows: []Row{
		row("Solveig Leker AS", "POA-2026-000003", "Trademark and Copyright", "European Union", "5 June 2026 to 4 June 2027", "361 days left", Badge{Info, "Being checked"}),
		row("Veyra Outdoor AB", "POA-2026-000001", "Trademark, Copyright and Design right", "China and European Union", "1 July 2025 to 22 June 2026", "14 days left", Badge{Warn, "Ends in 14 days"}),
		row("Aldermoor Press Ltd", "POA-2026-000002", "Copyright", "Worldwide", "24 May 2025 to 24 May 2026", "–", Badge{Danger, "Ended"}),
	}}}}
}

func samplePowers() Powers {
	return Powers{
		Page: samplePowerFrame("Principals"), Add: &LinkButton{Kind: Primary, Icon: "plus", Text: "Add a principal", Href: "/holder/principals/new"},
		Table: samplePowerTable("Principal"), Pager: &Pager{Text: "Newest first", Older: "/holder/principals?before=POA-2026-000001"},
	}
}

func samplePowerForm() PowerForm {
	return PowerForm{
		Page:         samplePowerFrame("Hand in a power of attorney", Link{Text: "Principals", Href: "/holder/principals"}, Link{Text: "Hand in a power of attorney"}),
		Form:         HiddenInput{Name: "form", Value: "sample"},
		Principal:    TextInput{Field: Field{Name: "principal", Label: "Name of the principal", Hint: "As the power of attorney gives it. Sellers read it beside yours.", Value: "Veyra Outdoor AB"}},
		Country:      Select{Field: Field{Name: "country", Label: "Country", Value: "SE"}, Options: []Option{{Label: "Choose a country"}, {Value: "SE", Label: "Sweden"}}},
		Registration: TextInput{Field: Field{Name: "registration", Label: "Registration number", Value: "559988-7766", Optional: true}},
		Contact:      TextInput{Field: Field{Name: "contact_name", Label: "Signed by", Hint: "Who signed for the principal.", Value: "Maja Veyra"}},
		Email: TextInput{Type: "email", Field: Field{
			Name: "contact_email", Label: "E-mail address of that person", Hint: "Whoever signs in here with this address as an owner can confirm you, read what you file, and revoke.", Value: "maja@veyra.example",
		}},
		Types:  Checkboxes{Field: Field{Name: "right_types", Label: "Kinds of right"}, Inline: true, Options: []Option{{Value: "trademark", Label: "Trademark", Selected: true}, {Value: "design", Label: "Design right"}}},
		Acts:   Checkboxes{Field: Field{Name: "acts", Label: "What it lets you do"}, Options: []Option{{Value: "register", Label: "Register rights", Selected: true}, {Value: "file", Label: "File complaints, and complete them", Selected: true}}},
		Places: Checkboxes{Field: Field{Name: "territories", Label: "Territory", Hint: "You can file on sites of these territories only."}, Inline: true, Options: []Option{{Value: "CN", Label: "China", Selected: true}, {Value: "EU", Label: "European Union"}}},
		From:   DateInput{Field: Field{Name: "valid_from", Label: "First day", Value: "2026-06-01"}},
		Until:  DateInput{Field: Field{Name: "valid_until", Label: "Last day", Hint: "It ends by itself on this day at 24:00, Asia/Shanghai.", Value: "2027-05-31"}},
		Paper: HolderFiles{
			Title: "Signed paper", List: EvidenceList{Items: samplePowerFiles()}, Upload: Button{Small: true, Icon: "upload", Text: "Upload documents", Name: "do", Value: "upload"},
			Input: FileInput{Multiple: true, Field: Field{Name: "document", Label: "The signed power of attorney", Hint: "PDF, JPG, PNG or WebP, up to 20 MB each. Reviewers and the principal see it; sellers do not."}},
		},
	}
}

func samplePowerFiles() []EvidenceTile {
	return []EvidenceTile{{Name: "Power of attorney, signed.pdf", Facts: "PDF, 89 KB", Hash: "6199…e264", Href: "/evidence/sample", Access: Badge{Neutral, "Agent, principal, reviewers"}}}
}

func samplePowerFormError() PowerForm {
	p := samplePowerForm()
	p.Page.HasError = true
	p.Again = &Notice{Tone: Warn, Title: "POA-2026-000001 was not accepted.", Text: "The paper is signed by nobody. Hand in a signed one."}
	p.Until.Value, p.Until.Error = "2026-05-01", "This power of attorney ended on 2026-05-01. Hand in one that is valid now."
	p.Paper.List, p.Paper.Input.Error = EvidenceList{}, "Add the signed power of attorney as a PDF or pictures."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "valid_until", Text: p.Until.Error}, {ID: "document", Text: p.Paper.Input.Error}}}
	return p
}

func samplePowerRows(principal, agent string) []SummaryRow {
	return []SummaryRow{
		{Key: "Principal", Text: principal, Note: "Sweden, registration 559988-7766"},
		{Key: "Agent", Text: agent},
		{Key: "Rights", Text: "Trademark, Copyright and Design right"},
		{Key: "What the agent may do", List: []string{"Register rights", "File complaints, and complete them"}},
		{Key: "Territory", Text: "China and European Union"},
		{Key: "Valid", Text: "1 July 2025 to 22 June 2026", Note: "It ends by itself on its last day at 24:00, Asia/Shanghai."},
		{Key: "Signed by", Text: "Maja Veyra", Note: "maja@veyra.example"},
	}
}

func samplePowerTimeline(agent string) Timeline {
	return Timeline{Events: []TimelineEvent{
		{Who: "system", Time: Time{ISO: "2025-07-03T09:12:00Z", Text: "Thu 3 Jul 2025, 11:12"}, Lead: "The platform", Text: "verified the power of attorney", Hash: "b106…2f5a"},
		{Who: "you", Time: Time{ISO: "2025-07-01T07:40:00Z", Text: "Tue 1 Jul 2025, 09:40"}, Lead: agent, Text: "handed in the power of attorney", Hash: "c982…75c3"},
	}}
}

func samplePower() Power {
	complaints := sampleHolderTable()
	return Power{
		Page:    samplePowerFrame("POA-2026-000001", Link{Text: "Principals", Href: "/holder/principals"}, Link{Text: "POA-2026-000001"}),
		Eyebrow: "Power of attorney POA-2026-000001", Title: "Veyra Outdoor AB", Badge: Badge{Warn, "Ends in 14 days"}, Standing: "Verified on 3 July 2025",
		Acts: []templ.Component{
			LinkButton{Kind: Primary, Icon: "certificate", Text: "Register a right", Href: "/holder/rights/new"},
			LinkButton{Text: "Hand in a new term", Href: "/holder/principals/new"},
			LinkButton{Kind: DangerKind, Text: "Lay it down", Href: "/holder/principals/POA-2026-000001/end"},
		},
		Facts: SummaryList{Rows: samplePowerRows("Veyra Outdoor AB", "Halden Brand Services")}, Files: EvidenceList{Items: samplePowerFiles()},
		Complaints: &complaints, Timeline: samplePowerTimeline("Halden Brand Services"),
	}
}

func samplePowerRefused() Power {
	p := samplePower()
	p.Badge, p.Standing, p.Complaints = Badge{Neutral, "Not accepted"}, "Checked on 3 July 2025", nil
	p.Notice = &Notice{Tone: Warn, Title: "This power of attorney was not accepted.", Text: "The paper names another agent. Hand in the one that names you."}
	p.Acts = []templ.Component{LinkButton{Text: "Hand it in again with what was missing", Href: "/holder/principals/new"}}
	return p
}

func samplePowerToConfirm() Power {
	p := samplePower()
	p.Page = sampleHolderFrame("POA-2026-000001", Link{Text: "Agents who act for you", Href: "/account/agents"}, Link{Text: "POA-2026-000001"})
	p.Title, p.Acts, p.Complaints = "Halden Brand Services", nil, nil
	p.Confirm = &PowerConfirm{
		Text: "Halden Brand Services handed in this power of attorney in the name of Norrvik Optics AB. If you confirm, you can read here what it files for you, and revoke at any time. It does not change what the agent may do.",
		Yes:  PostButton{Action: "/account/agents/POA-2026-000001/confirm", Button: Button{Kind: Primary, Text: "Yes, it acts for us"}},
		No:   LinkButton{Kind: DangerKind, Text: "No, revoke it", Href: "/account/agents/POA-2026-000001/revoke"},
	}
	p.UseNote = "What the agent has filed is shown here once you have confirmed it."
	return p
}

func samplePowerLong() Power {
	p := samplePower()
	long := "Gesellschaft zur Verwertung gewerblicher Schutzrechte und Urheberrechte Brandt, Loewe & Söhne GmbH & Co. KG"
	p.Title, p.Facts = long, SummaryList{Rows: samplePowerRows(long, "International Brand Protection and Enforcement Services Partnership LLP")}
	return p
}

func sampleGivenPowers() GivenPowers {
	return GivenPowers{
		Frame: samplePowerAccount(), Table: samplePowerTable("Agent"),
		Asked: []Notice{{
			Tone: Warn, Title: "Halden Brand Services says that it acts for Norrvik Optics AB.",
			Text: "Its power of attorney POA-2026-000009 names your e-mail address. Look at it, and confirm or revoke it.",
			Link: &Link{Text: "Look at it", Href: "/account/agents/POA-2026-000009"},
		}},
	}
}

func sampleReviewPower() ReviewPowerPage {
	return ReviewPowerPage{
		CheckBench: CheckBench{
			Page:   reviewerFrame("Check POA-2026-000003", Link{Text: "Powers to check", Href: "/review/powers"}, Link{Text: "POA-2026-000003"}),
			Number: "POA-2026-000003", Kind: "Power of attorney", Title: "Veyra Outdoor AB", Status: Badge{Info, "Being checked"},
			GiveBack: &PostButton{Action: "/review/powers/POA-2026-000003/give-back", Button: Button{Small: true, Text: "Give back"}},
			Warnings: []Notice{{Tone: Warn, Title: "Another agent names a principal of this name.", Text: "Brandwacht BV handed in POA-2026-000002.", Link: &Link{Text: "Open it", Href: "/review/powers/POA-2026-000002"}}},
			History:  samplePowerTimeline("Halden Brand Services"), Action: "/review/powers/POA-2026-000003/check", Heading: "Decision", MayDecide: true,
			Choice: &Radios{Field: Field{Name: "verify", Label: "Does the paper say so, and is it signed by the principal?"}, Options: []Option{
				{Value: "yes", Label: "Verify it", Text: "The agent can act under it, between its days."},
				{Value: "no", Label: "Refuse it", Text: "The agent is told the reason and can hand it in again."},
			}},
			Reason: TextArea{Rows: 4, Field: Field{Name: "reason", Label: "Reason", Hint: "Required where you refuse: what is missing, and how to cure it."}},
			Button: Button{Kind: Primary, Block: true, Text: "Record the decision"},
		},
		Rows: samplePowerRows("Veyra Outdoor AB", "Halden Brand Services"), Documents: reviewExhibitSamples()[:1],
		Agent: SummaryList{Rows: []SummaryRow{{Key: "Organisation", Text: "Halden Brand Services"}, {Key: "Contact", Text: "Ingrid Halden"}}},
	}
}

func sampleReviewPowerError() ReviewPowerPage {
	p := sampleReviewPower()
	p.Page.HasError = true
	p.Choice.Value, p.Reason.Error = "no", "Say why the power of attorney is not accepted and what would cure it."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "reason", Text: p.Reason.Error}}}
	return p
}
