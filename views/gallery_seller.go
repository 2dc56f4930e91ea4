package views

import "github.com/a-h/templ"

const (
	sampleCaseNo   = "IP-2026-000118-4H"
	sampleCaseHref = "/seller/cases/" + sampleCaseNo
)

func sellerSamples() []Sample {
	return append([]Sample{
		{"seller-complaints", "filled", sampleComplaints()},
		{"seller-complaints", "nothing-found", sampleNothingFound()},
		{"seller-complaints", "empty", sampleNoComplaints()},
		{"seller-records", "filled", sampleRecords()},
		{"seller-records", "empty", sampleNoRecords()},
		{"seller-delete", "two-listings", sampleDelete()},
		{"seller-appeal", "new", sampleAppeal(false)},
		{"seller-appeal", "errors", sampleAppeal(true)},
		{"seller-decision", "upheld", sampleSellerDecision()},
	}, append(sellerCaseSamples(), sellerCounterSamples()...)...)
}

func sampleSellerTabs(current int) Tabs {
	t := Tabs{Label: "Complaint Management", Items: []NavItem{
		{Label: "Complaints to be responded to", Href: "/seller/complaints", Count: 4},
		{Label: "Historical Complaint Records", Href: "/seller/records"},
	}}
	t.Items[current].Current = true
	return t
}

func sampleSellerFilters(records bool) SellerFilters {
	f := SellerFilters{
		Label: "Filter complaints", Action: "/seller/complaints",
		Search: TextInput{Field: Field{ID: "q", Name: "q", Label: "Search"}, Placeholder: "Complaint no., mark, complainant, IP number or listing"},
		Selects: []Select{
			{Field: Field{Name: "type", Label: "Right type"}, Options: []Option{{Label: "All types"}, {Value: "trademark", Label: "Trademark"}}},
			{Field: Field{Name: "due", Label: "Respond by"}, Options: []Option{{Label: "Any time"}, {Value: "1", Label: "In the next 24 hours"}}},
			{Field: Field{Name: "sort", Label: "Order"}, Options: []Option{{Label: "Deadline"}, {Value: "newest", Label: "Newest"}}},
		},
	}
	if records {
		f.Action = "/seller/records"
		f.Selects = append(f.Selects[:1], Select{Field: Field{Name: "state", Label: "State"}, Options: []Option{{Label: "All states"}, {Value: "kept", Label: "Listing kept"}}})
	}
	return f
}

func sampleSellerColumns(when string) []Column {
	return []Column{
		{Label: "Complaint no.", Class: "nowrap"},
		{Label: "Complainant"},
		{Label: "Intellectual Property Number"},
		{Label: "Right type"},
		{Label: "Listings", Class: "num-l"},
		{Label: "Filed", Class: "nowrap"},
		{Label: when, Class: "nowrap lead"},
		{Label: "State", Class: "lead"},
		{Label: "Action", Class: "act", Vh: true},
	}
}

type sampleRow struct {
	no, holder, lang, right, mark, kind, listings, note, filed string
	when                                                       Cell
	state                                                      Badge
	still                                                      string
}

func (s sampleRow) row(press LinkButton) Row {
	press.Href, press.Small, press.Vh = "/seller/cases/"+s.no, true, s.no
	return Row{Cells: []Cell{
		{Head: true, Text: s.no, Href: press.Href},
		{Text: s.holder, Lang: s.lang, Href: press.Href + "/complainant"},
		{Text: s.right, Href: press.Href + "/right", Small: s.mark},
		{Text: s.kind},
		{Text: s.listings, Small: s.note},
		{Text: s.filed},
		s.when,
		{Body: s.state, Small: s.still},
		{Body: press},
	}}
}

func sampleComplaints() SellerListPage {
	due := func(tone Tone, iso, text, left string) Cell {
		return Cell{Body: Deadline{Tone: tone, Time: Time{iso, text}, Left: left}}
	}
	needed := Badge{Warn, "Your response needed"}
	var rows []Row
	for _, s := range []sampleRow{
		{"IP-2026-000097-R3", "Aldermoor Press Ltd", "", "US VA 9-388-140", "Mountain at dawn", "Copyright", "12", "5 answered", "8 Jun", due(Danger, "2026-06-11T10:00:00Z", "Today, 18:00", "8 hours left"), needed, ""},
		{"IP-2026-000110-K9", "Kestrel Forge Tools Inc.", "", "USPTO D9024618", "Folding multitool", "Design right", "1", "", "9 Jun", due(Warn, "2026-06-12T16:00:00Z", "Fri 12 Jun, 24:00", "1 day 14 hours left"), needed, ""},
		{sampleCaseNo, "Norrvik Optics AB", "", "EUIPO 099442907", "NORRVIK", "Trademark", "4", "1 answered", "10 Jun", due(Neutral, "2026-06-15T16:00:00Z", "Mon 15 Jun, 24:00", "4 days 14 hours left"), needed, ""},
		{"IP-2026-000121-7K", "深圳市澜光科技有限公司", "zh-CN", "CNIPA ZL209330412857.6", "头灯", "Design right", "6", "", "11 Jun", Cell{Text: "Not running", Small: "the time begins when you open it"}, needed, ""},
	} {
		rows = append(rows, s.row(LinkButton{Kind: Primary, Text: "Process Now"}))
	}
	return SellerListPage{
		Page: sampleSellerFrame("Complaints to be responded to"), Name: "Complaints to be responded to",
		Lede: "Rights holders say that some of your listings infringe their rights. Answer each complaint before its deadline: delete the listings, or file a counter-notification if you disagree.",
		Urgent: &Notice{
			Tone: Danger, Icon: "alert-triangle", Title: "Start with IP-2026-000097-R3.", Text: "7 of its 12 listings have no answer yet. If nothing is done, they are removed at Today, 18:00.",
			Link: &Link{Text: "Process Now", Href: "/seller/cases/IP-2026-000097-R3"},
		},
		Tabs: sampleSellerTabs(0), Filters: sampleSellerFilters(false), Pager: Pager{Text: "4 of 61 complaints", Older: "/seller/complaints?after=1"},
		Table: Table{Caption: "Complaints to be responded to, the nearest deadline first", Wide: true, Columns: sampleSellerColumns("Respond by"), Groups: []RowGroup{{Rows: rows}}},
	}
}

func sampleNothingFound() SellerListPage {
	p := sampleComplaints()
	p.Urgent, p.Table = nil, Table{}
	p.Filters.Search.Value, p.Filters.Clear = "lantern", &Link{Text: "Clear", Href: "/seller/complaints"}
	p.None = &EmptyState{
		Icon: "filter", Title: "Nothing found", Text: "No complaint fits these words and filters. Try fewer of them, or look in the other list.",
		Actions: []templ.Component{LinkButton{Text: "Clear search and filters", Href: "/seller/complaints"}},
	}
	p.Pager = Pager{Text: "0 complaints"}
	return p
}

func sampleNoComplaints() SellerListPage {
	p := sampleComplaints()
	p.Urgent, p.Lede = nil, ""
	p.Tabs.Items[0].Count = 0
	p.Flash = &Flash{Tone: Success, Text: "We have asked the marketplace to take 3 listings offline. The complaint about them is closed."}
	p.Empty = &EmptyState{
		Title: "No complaint needs your response",
		Text:  "When a rights holder complains about one of your listings, the complaint appears here with the date by which you must answer. We also send you an email and a message.",
		Actions: []templ.Component{
			LinkButton{Text: "See Historical Complaint Records", Href: "/seller/records"},
		},
	}
	return p
}

func sampleRecords() SellerListPage {
	view := LinkButton{Text: "View Now"}
	day := func(iso, text, small string) Cell { return Cell{Body: Time{iso, text}, Small: small} }
	return SellerListPage{
		Page: sampleSellerFrame("Historical Complaint Records"), Name: "Historical Complaint Records", Tabs: sampleSellerTabs(1), Filters: sampleSellerFilters(true),
		Lede:  "Every complaint that does not wait for your response. About some of them you can still do something; each says so.",
		Pager: Pager{Text: "6 of 23 complaints", Older: "/seller/records?after=1"}, More: &Link{Text: "Show all 3 that have not ended", Href: "/seller/records?state=open"},
		Table: Table{Caption: "Historical Complaint Records", Wide: true, Columns: sampleSellerColumns("When"), Groups: []RowGroup{
			{Title: "You can still answer", Note: "the listings are removed", Rows: []Row{
				sampleRow{"IP-2026-000088-2M", "Norrvik Optics AB", "", "EUIPO 099442907", "NORRVIK", "Trademark", "2", "", "3 Jun", Cell{Body: Deadline{Tone: Warn, Time: Time{"2026-06-13T16:00:00Z", "Sat 13 Jun, 24:00"}, Left: "2 days 14 hours left"}}, Badge{Danger, "Removed"}, "You can file a counter-notification until Sat 13 Jun, 24:00"}.row(view),
			}},
			{Title: "Waiting for others", Note: "nothing for you to do now", Rows: []Row{
				sampleRow{"IP-2026-000079-QX", "Solenne Cosmétiques SAS", "", "INPI 9901336", "SOLENNE", "Trademark", "2", "", "4 Jun", day("2026-06-16T16:00:00Z", "Tue 16 Jun, 24:00", "complainant answers by"), Badge{Dispute, "Counter-notification filed"}, ""}.row(view),
				sampleRow{"IP-2026-000065-PP", "Brisk Cycle GmbH", "", "DPMA 20 2099 105 442", "Klemme", "Utility model", "3", "", "2 Jun", day("2026-06-17", "17 Jun", "decision planned by"), Badge{Info, "Under review"}, ""}.row(view),
			}},
			{Title: "Ended", Note: "newest first", Rows: []Row{
				sampleRow{"IP-2026-000053-8T", "Lumen & Field Ltd", "", "UKIPO 9003114872", "LUMEN", "Trademark", "1", "", "12 May", day("2026-05-29", "29 May", "ended"), Badge{Success, "Listing kept"}, "Decision: complaint not upheld"}.row(view),
				sampleRow{"IP-2026-000047-3C", "Kestrel Forge Tools Inc.", "", "USPTO D9011207", "Multitool", "Design right", "2", "", "28 Apr", day("2026-05-14", "14 May", "ended"), Badge{Danger, "Removed after decision"}, "You can appeal until 14 Nov"}.row(view),
				sampleRow{"IP-2026-000031-W6", "Aldermoor Press Ltd", "", "US VA 9-377-002", "Harbour", "Copyright", "3", "", "9 Apr", day("2026-04-20", "20 Apr", "ended"), Badge{Neutral, "1 kept, 2 removed"}, ""}.row(view),
			}},
		}},
	}
}

func sampleNoRecords() SellerListPage {
	p := sampleRecords()
	p.Lede = ""
	p.Empty = &EmptyState{
		Icon: "inbox", Title: "No records yet", Text: "Complaints move here when they no longer wait for your response, and stay here after they have ended.",
		Actions: []templ.Component{LinkButton{Text: "See Complaints to be responded to", Href: "/seller/complaints"}},
	}
	return p
}

func sampleDelete() SellerDeletePage {
	return SellerDeletePage{Page: sampleCaseFrame("Delete Now"), Confirm: ConfirmBox{
		Action: sampleCaseHref + "/delete", Title: "Delete 2 listings?", Cancel: sampleCaseHref,
		Listings: []ListingLine{sampleListing(1).Line, sampleListing(3).Line},
		Points: []string{
			"We ask the marketplace to take them offline. Buyers then no longer see them.",
			"The complaint closes for these listings. The lighter outcome: no decision is made against you.",
			"If other complaints about the same listings are open, they close for them too.",
			"Norrvik Optics AB is told that you deleted them.",
			"This cannot be undone: afterwards you can neither put them back here nor file a counter-notification about them.",
		},
		Hidden: []HiddenInput{{"items", "1"}, {"version-1", "2"}},
		Link:   &Link{Text: "Choose other listings", Href: sampleCaseHref + "#listings"},
		Button: Button{Kind: DangerSolid, Icon: "trash", Text: "Delete 2 listings"},
	}}
}

func sampleAppeal(wrong bool) SellerAppealPage {
	item := sampleListing(1)
	item.State, item.After, item.Checked = Badge{Danger, "Removed after decision"}, "You can appeal until 14 Nov", true
	p := SellerAppealPage{
		Page: sampleCaseFrame("Appeal"), Action: sampleCaseHref + "/appeal", Cancel: sampleCaseHref, Hidden: []HiddenInput{{"form", "x"}},
		Lede:  "A reviewer who decided nothing in this case before looks again, free of charge. You can appeal once about each outcome.",
		Until: Deadline{Tone: Neutral, Chip: true, Time: Time{"2026-11-14T00:00:00Z", "Sat 14 Nov, 08:00"}, Left: "155 days left"}, Items: []SellerListing{item},
		Text:   TextArea{Rows: 8, Field: Field{Name: "explanation", Label: "What did the decision get wrong?", Hint: "Say which facts or reasons are wrong, and why. Both sides and the reviewer read this."}},
		Lang:   sampleTextLang(),
		Add:    FileInput{Field: Field{Name: "files", Label: "Choose files", Hint: "PDF, JPG, PNG, WebP or TXT, up to 20 MB each, 20 files in all."}, Multiple: true},
		Access: sampleAccess(), Send: Button{Kind: Primary, Icon: "refresh", Text: "Send appeal"},
		Follows: []string{"Norrvik Optics AB is told that you appealed, and reads your reasons.", "Another reviewer decides, usually within 3 working days. The listings stay as they are until then."},
	}
	if wrong {
		p.HasError = true
		p.Text.Error = "Say what the decision got wrong."
		p.Errors = ErrorSummary{Entries: []FieldProblem{{"explanation", "Say what the decision got wrong."}}}
	}
	return p
}

func sampleTextLang() Select {
	return Select{Field: Field{Name: "lang", Label: "Language of your text", Value: "en", Class: "w-m"}, Options: []Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}}}
}

func sampleAccess() Radios {
	return Radios{Field: Field{Name: "visibility", Label: "Who may see them", Value: "both_sides"}, Options: []Option{
		{Value: "both_sides", Label: "Both sides", Text: "The complainant can answer them."},
		{Value: "reviewer_only", Label: "Reviewer only", Text: "For trade secrets. A decision cannot rest on it, because the other side cannot answer it."},
	}}
}

func sampleSellerDecision() SellerDecisionPage {
	return SellerDecisionPage{
		Page: sampleCaseFrame("Decision"), Eyebrow: "Statement of reasons · Decision on claim and answer", Title: "Decision on complaint " + sampleCaseNo,
		Rows: []SummaryRow{
			{Key: "Parties", List: []string{"Norrvik Optics AB, complainant", "Haiyun Outdoor, seller"}},
			{Key: "Right", Text: "EUIPO 099442907 NORRVIK"},
			{Key: "Decision", List: []string{"Complaint upheld for QL-88201447", "Complaint not upheld for QL-88201502"}},
			{Key: "What it does", Text: "The listing is taken offline."},
			{Key: "For each listing", List: []string{"QL-88201502: It only says what the goods fit."}},
			{Key: "Where it applies", Text: "European Union"},
			{Key: "Made on", Body: Time{"2026-06-19T02:00:00Z", "Fri 19 June 2026, 10:00"}},
			{Key: "Rests on the law", Text: "Art. 9(2)(b) and 14(1)(c) of Regulation (EU) 2017/1001"},
		},
		Facts: "The sign NORVIK appears on the headlamp and in the title as it stood on 9 June 2026 (E2).\nIt differs from NORRVIK by one letter.",
		Why:   "The goods are identical. Buyers are likely to be misled.",
		After: []SummaryRow{
			{Key: "Evidence relied on", List: []string{"E1 Test purchase report", "S1 Registration"}},
			{Key: "Automated means", Text: "Not used, neither to find the listings nor to decide."},
			{Key: "Decided by", Text: "Reviewer 214"},
		},
		Redress: "Either side can appeal free of charge within 6 months after this decision reached it.",
		Appeal:  &LinkButton{Icon: "refresh", Text: "Appeal", Href: sampleCaseHref + "/appeal?items=1"},
		Back:    Link{Text: "Back to the case", Href: sampleCaseHref},
	}
}
