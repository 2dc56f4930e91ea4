package views

import "github.com/a-h/templ"

func holderSamples() []Sample {
	return append([]Sample{
		{"holder-dashboard", "your-turn", HolderDashboardPage(sampleHolderDashboard())},
		{"holder-dashboard", "new", HolderDashboardPage(sampleHolderDashboardNew())},
		{"holder-complaints", "list", HolderComplaintsPage(sampleHolderComplaints())},
		{"holder-complaints", "empty", HolderComplaintsPage(sampleHolderNoComplaints())},
		{"holder-complaint", "open", HolderComplaintPage(sampleHolderComplaint())},
		{"holder-case", "your-turn", HolderCasePage(sampleHolderCase())},
		{"holder-case", "fix-to-look-at", HolderCasePage(sampleHolderCaseFix())},
		{"holder-case", "info-needed", HolderCasePage(sampleHolderCaseAsked())},
		{"holder-case", "moved-on", HolderCasePage(sampleHolderCaseStale())},
		{"holder-case", "closed", HolderCasePage(sampleHolderCaseClosed())},
		{"holder-act", "contest", HolderActPage(sampleHolderContest())},
		{"holder-act", "contest-error", HolderActPage(sampleHolderContestError())},
		{"holder-confirm", "accept", HolderConfirmPage(sampleHolderAccept())},
		{"holder-confirm", "retract-all", HolderConfirmPage(sampleHolderRetractAll())},
		{"holder-decision", "not-upheld", HolderDecisionPage(sampleHolderDecision())},
	}, append(holderFileSamples(), holderRightSamples()...)...)
}

func sampleHolderFrame(title string, crumbs ...Link) Page {
	return Page{
		Title: title, Home: "/holder", Crumbs: crumbs, Zone: "Europe/Stockholm (UTC+2)",
		Nav: []NavItem{
			{Label: "Dashboard", Href: "/holder", Count: 2, Current: true},
			{Label: "Complaints", Href: "/holder/complaints"},
			{Label: "IP rights", Href: "/holder/rights"},
			{Label: "File a complaint", Href: "/holder/file"},
			{Label: "Messages", Href: "/messages", Count: 3},
		},
		Account: &Account{Name: "Elin Sandqvist", Org: "Norrvik Optics AB", Role: "Rights holder", Icon: "certificate"},
	}
}

func sampleDue(tone Tone) Deadline {
	return Deadline{Tone: tone, Time: Time{"2026-06-12T16:00:00Z", "Fri 12 Jun, 18:00"}, Left: "1 day 8 hours left"}
}

func sampleHolderTable() Table {
	row := func(no, right, sellers, n string, b Badge, next string) Row {
		return Row{Cells: []Cell{
			{Head: true, Text: no, Href: "/holder/complaints/" + no, Small: "8 Jun"}, {Text: right, Small: "IPR-2026-000042"}, {Text: sellers}, {Text: n}, {Body: b}, {Text: next},
		}}
	}
	return Table{Caption: "Complaints", Columns: []Column{
		{Label: "Complaint no.", Class: "nowrap"}, {Label: "Right"}, {Label: "Sellers"}, {Label: "Listings"}, {Label: "State", Class: "lead"}, {Label: "Next"},
	}, Groups: []RowGroup{{Rows: []Row{
		row("IP-2026-000118", "NORRVIK", "Haiyun Outdoor", "4", Badge{Dispute, "Counter-notification received"}, "You answer by 12 Jun"),
		row("IP-2026-000117", "NORRVIK", "7 sellers", "30", Badge{Info, "Waiting for seller"}, "Seller answers by 15 Jun"),
		row("IP-2026-000102", "Headlamp housing", "2 sellers", "6", Badge{Neutral, "2 kept, 4 removed"}, "Closed on 5 Jun"),
	}}}}
}

func sampleHolderDashboard() HolderDashboard {
	latest := sampleHolderTable()
	return HolderDashboard{
		Page: sampleHolderFrame("Dashboard"), Lede: "Norrvik Optics AB. You act as Elin Sandqvist.",
		File: &LinkButton{Kind: Primary, Icon: "flag", Text: "File a complaint", Href: "/holder/file"}, TurnNote: "2 cases need you",
		Turn: &Table{Caption: "Cases that need you", Columns: []Column{
			{Label: "Case"}, {Label: "What is needed"}, {Label: "If you do nothing"}, {Label: "Act by", Class: "nowrap lead"}, {Label: "Action", Class: "act", Vh: true},
		}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{
				{Head: true, Text: "IP-2026-000118-4H", Href: "/holder/cases/IP-2026-000118-4H", Small: "Haiyun Outdoor · 2 listings"},
				{Body: Badge{Dispute, "Counter-notification received"}, Small: "Read it, then accept it, or contest it with evidence."},
				{Text: "The complaint about these listings closes. They stay online, or are put back."},
				{Body: sampleDue(Warn)},
				{Body: LinkButton{Kind: Primary, Small: true, Text: "Reply Now", Vh: "IP-2026-000118-4H", Href: "/holder/cases/IP-2026-000118-4H"}},
			}},
			{Cells: []Cell{
				{Head: true, Text: "IP-2026-000120-9K", Href: "/holder/cases/IP-2026-000120-9K", Small: "Brightpath Supply · 1 listing"},
				{Body: Badge{Warn, "More information needed"}, Small: "Add what the reviewer asked for."},
				{Text: "The complaint about these listings lapses. The seller is not told of it."},
				{Text: "When you open it", Small: "The time starts when the notice reaches you."},
				{Body: LinkButton{Kind: Primary, Small: true, Text: "Complete Now", Vh: "IP-2026-000120-9K", Href: "/holder/cases/IP-2026-000120-9K"}},
			}},
		}}}},
		Stats: sampleHolderStats("14"), Latest: &latest,
		Drafts: []HolderDraftLine{{Title: "Complaint under IPR-2026-000042", Note: "12 lines · Last saved: Today, 09:31", Href: "/holder/file/x"}},
		Rights: []HolderRightLine{
			{Name: "EUIPO 099000317-0002 – Headlamp housing", Href: "/holder/rights/IPR-2026-000043", Badge: Badge{Warn, "Ends in 42 days"}, Note: "On 23 July 2026. Renew it at the office."},
			{Name: "CNIPA 9041772205 – 诺维克", Lang: "zh-CN", Href: "/holder/rights/IPR-2026-000044", Badge: Badge{Info, "Being verified"}, Note: "A reviewer compares it with the register."},
		},
		AddRight: &LinkButton{Small: true, Icon: "plus", Text: "Register a right", Href: "/holder/rights/new"},
	}
}

func sampleHolderStats(open string) Stats {
	return Stats{Items: []Stat{
		{Label: "open complaints", Value: open, Href: "/holder/complaints?state=open"},
		{Label: "cases waiting for sellers", Value: "9", Href: "/holder/complaints?state=seller"},
		{Label: "cases with a reviewer", Value: "3", Href: "/holder/complaints?state=review"},
		{Label: "cases before a court", Value: "0"},
		{Label: "listings removed or deleted", Value: "212"},
	}}
}

func sampleHolderDashboardNew() HolderDashboard {
	p := sampleHolderDashboard()
	p.Turn, p.TurnNote, p.Latest, p.Drafts, p.Rights = nil, "", nil, nil, nil
	p.Stats, p.RightsNote = sampleHolderStats("0"), "You have not registered a right yet. A complaint is always filed under one."
	return p
}

func sampleHolderComplaints() HolderComplaints {
	t := sampleHolderTable()
	return HolderComplaints{
		Page: sampleHolderFrame("Complaints"), File: &LinkButton{Kind: Primary, Icon: "flag", Text: "File a complaint", Href: "/holder/file"},
		Tabs: Tabs{Label: "Complaints by state", Items: []NavItem{
			{Label: "All", Href: "/holder/complaints", Current: true}, {Label: "Your turn", Href: "/holder/complaints?state=turn"}, {Label: "Closed", Href: "/holder/complaints?state=ended"},
		}},
		Search:  TextInput{Field: Field{Label: "Search", Value: "lamp"}, Placeholder: "Complaint no., shop, listing or right"},
		Filters: []Select{{Field: Field{Name: "right", Label: "Right"}, Options: []Option{{Label: "All rights"}, {Value: "IPR-2026-000042", Label: "EUIPO 099442907 – NORRVIK"}}}},
		State:   "turn", Clear: "/holder/complaints", Table: &t, Pager: &Pager{Text: "Newest first", Older: "/holder/complaints?before=IP-2026-000102"},
	}
}

func sampleHolderNoComplaints() HolderComplaints {
	p := sampleHolderComplaints()
	p.Table, p.Pager, p.Clear, p.Search.Value = nil, nil, "", ""
	p.Empty = &EmptyState{
		Icon: "flag", Title: "You have not filed a complaint yet", Text: "When you file one, it stands here with its cases, how they stand, and what comes next.",
		Actions: []templ.Component{*p.File},
	}
	return p
}

func sampleHolderItems(b Badge, next Cell) Table {
	return Table{Caption: "Listings", Columns: []Column{{Label: "Listing"}, {Label: "State"}, {Label: "Next"}}, Groups: []RowGroup{{Rows: []Row{
		{Cells: []Cell{
			{Body: ListingLine{Picture: "/gallery/headlamp-1.svg", Title: "NORVIK style rechargeable headlamp, 1200 lm", Href: "/snapshots/IP-2026-000118-4H/1", ID: "QL-88201447", Price: "US$8.70"}},
			{Body: b, Small: "Online now"},
			next,
		}},
		{Cells: []Cell{
			{Body: ListingLine{Picture: "/gallery/headlamp-2.svg", Title: "可充电头灯 户外登山 1200 流明", Lang: "zh-CN", Href: "/snapshots/IP-2026-000118-4H/2", ID: "QL-88313350"}, Small: "Your note: keyword in title only"},
			{Body: Badge{Success, "Deleted by seller"}, Small: "Offline now"},
			{Text: "Closed on 11 Jun"},
		}},
	}}}}
}

func sampleHolderComplaint() HolderComplaint {
	return HolderComplaint{
		Page:    sampleHolderFrame("Complaint IP-2026-000118", Link{Text: "Complaints", Href: "/holder/complaints"}, Link{Text: "IP-2026-000118"}),
		Eyebrow: "Complaint IP-2026-000118, filed on 8 June 2026", Title: "4 listings of 2 sellers", Badge: Badge{Dispute, "Counter-notification received"}, Lede: "You answer by 12 Jun",
		Retract: &LinkButton{Kind: DangerKind, Text: "Retract the complaint", Href: "/holder/complaints/IP-2026-000118/retract", Dialog: true},
		Facts: SummaryList{Tight: true, Rows: []SummaryRow{
			{Key: "Right", Link: &Link{Text: "EUIPO 099442907 – NORRVIK", Href: "/holder/rights/IPR-2026-000042"}},
			{Key: "Reason", Text: "Look-alike mark"},
			{Key: "Explanation", Body: Said{Text: "The listings offer headlamps marked NORVIK.\nThe sign differs from our mark by one letter."}},
		}},
		Stated: []Statement{{Text: "I believe in good faith that the use in these listings is not allowed."}}, StatedT: "Statements, signed Elin Sandqvist",
		Files: sampleHolderFiles(false), Seen: sampleHolderSeen(),
		Cases: []HolderCaseCard{
			{
				Seller: Party{Name: "Haiyun Outdoor", Note: "IP-2026-000118-4H · 2 listings"}, Number: "IP-2026-000118-4H", Href: "/holder/cases/IP-2026-000118-4H",
				Badge: Badge{Dispute, "Counter-notification received"}, Items: sampleHolderItems(Badge{Dispute, "Counter-notification received"}, Cell{Body: sampleDue(Warn)}),
			},
			{
				Seller: Party{Name: "灯塔户外专营店", Lang: "zh-CN", Note: "IP-2026-000118-7M · 2 listings"}, Number: "IP-2026-000118-7M", Href: "/holder/cases/IP-2026-000118-7M",
				Badge: Badge{Info, "Waiting for seller"}, Items: sampleHolderItems(Badge{Info, "Waiting for seller"}, Cell{Body: sampleDue(Neutral)}),
			},
		},
	}
}

func sampleHolderFiles(drop bool) EvidenceList {
	t := EvidenceTile{No: "E1", Name: "Test purchase report.pdf", Facts: "PDF, 1.8 MB · received 8 June 2026", Hash: "SHA-256 d41f…02b9", Thumb: "/gallery/doc-report.svg", Href: "/evidence/4a11", Access: Badge{Info, "Both sides can see it"}}
	if drop {
		t.No, t.Action = "", Button{Small: true, Text: "Remove", Vh: "Test purchase report.pdf", Name: "do", Value: "drop:x", NoCheck: true}
	}
	return EvidenceList{Items: []EvidenceTile{t}}
}

func sampleHolderSeen() ContactSeen {
	return ContactSeen{
		Rows: []SummaryRow{
			{Key: "Complainant", Text: "Norrvik Optics AB"},
			{Key: "Country", Text: "Sweden"},
			{Key: "Contact person", Text: "Elin Sandqvist"},
			{Key: "Email", Link: &Link{Text: "ip@norrvik.example", Href: "mailto:ip@norrvik.example"}},
		},
		Withheld: "Not shown to the other side under Marketplace procedure: Phone and Address. A reviewer sees them.",
	}
}

func sampleSeen(title string) ContactPreview {
	return ContactPreview{ID: "seen", Title: title, Seen: sampleHolderSeen(), Later: []string{"From “Court action shown” on, also: Address."}}
}

func sampleRecord(relay bool) *Radios {
	value := "own"
	if relay {
		value = "portal"
	}
	return &Radios{
		Field: Field{Name: "contact-record", Label: "Your contact of record", Value: value, Hint: "This is how each seller can reach you. It cannot be changed after sending."},
		Options: []Option{
			{Value: "own", Label: "My own contact", Text: "What you enter here is shown as far as the procedure says."},
			{Value: "portal", Label: "Through this portal", Text: "Not shown: Contact person and Email. Letters are written here; we pass them on to you by mail."},
		},
	}
}
