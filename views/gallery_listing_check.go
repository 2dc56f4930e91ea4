package views

// listingCheckSamples are the page on which a shop checks its own listings.
func listingCheckSamples() []Sample {
	page := func(says Notice, found *Table) ListingCheckPage {
		return ListingCheckPage{
			Page: sampleSellerFrame("Listing check"), Says: says, Found: found,
			Lede: "Your own listings beside those that were complained of. Only your shop sees this page.",
			Rules: []SummaryRow{
				{Key: "Picture", Text: "The outlines of each picture, beside those of the complained listing. A likeness proves nothing."},
				{Key: "Words", Text: "The title, letter by letter."},
				{Key: "Mark", Text: "Whether the title holds the complainant’s trademark."},
			},
		}
	}
	row := func(title, lang, ref, alike string, state Badge) Row {
		return Row{Cells: []Cell{
			{Head: true, Text: title, Lang: lang, Small: ref},
			{Text: alike},
			{Text: "NORVIK style rechargeable headlamp, 1200 lm, IPX6", Href: "/seller/cases/IP-2026-000123-7K", Small: "QL-88201447, IP-2026-000123-7K"},
			{Body: state},
			{Body: RowActs{
				{Text: "Open on the marketplace", Href: "/catalogue/quaylane/" + ref, Small: true, Vh: ref},
				{Kind: DangerKind, Text: "Delete", Href: "/seller/listing-check/quaylane/" + ref + "/delete", Small: true, Vh: ref, Dialog: true},
			}},
		}}
	}
	found := &Table{
		Caption: "Your listings that look alike", Wide: true,
		Columns: []Column{{Label: "Your listing", Class: "lead"}, {Label: "What is alike"}, {Label: "The complained listing"}, {Label: "State"}, {Label: "Action", Class: "act", Vh: true}},
		Groups: []RowGroup{{Rows: []Row{
			row("可充电头灯 户外登山 1200 流明", "zh-CN", "QL-88313350", "The picture, 96 of 100.", Badge{Warn, "Your response needed"}),
			row("NORVIK camping lantern with a very long name for hikers and cyclists, foldable, 400 lm", "", "QL-88315107", "The mark NORRVIK in the title. The title, 71 of 100.", Badge{Neutral, "Deleted by you"}),
		}}},
	}
	act := func(kind, text string) PostButton {
		return PostButton{Action: "/holder/relistings", Hidden: []HiddenInput{{"relisting", "7"}}, Button: Button{Kind: kind, Small: true, Text: text, Vh: "QL-88431004"}}
	}
	again := RelistingsPage{
		Page: sampleCaseFrame("Perhaps the same thing again"), Lede: "Listings that look like one that a complaint took off. A likeness proves nothing.",
		Lines: []RelistingLine{
			{
				Listing: ListingLine{Title: "Headlamp with red light mode, new batch", ID: "QL-88431004", Href: "/catalogue/quaylane/QL-88431004"}, Note: "Luminex Outdoor · found Wed 10 Jun, 16:41",
				Alike: "The picture, 100 of 100.", Was: Link{Text: "QL-88420117, IP-2026-000118-4H", Href: "/holder/cases/IP-2026-000118-4H"},
				WasTitle: "NORVIK headlamp with red light mode", Right: "NORRVIK", Acts: []PostButton{act(Primary, "Begin a complaint"), act("", "Not the same")},
			},
			{
				Listing: ListingLine{Title: "可充电头灯 户外登山 1200 流明 强光远射 夜钓夜跑露营多用途超长名称", Lang: "zh-CN", ID: "QL-88431005"}, Note: "Luminex Outdoor · found Wed 10 Jun, 16:41",
				Alike: "The title, 88 of 100.", Was: Link{Text: "QL-88420117", Href: "/holder/cases/IP-2026-000118-4H"}, WasTitle: "NORVIK headlamp with red light mode", Right: "NORRVIK",
			},
		},
		Pager: Pager{Older: "/holder/relistings?after=7"},
	}
	return []Sample{
		{"relistings", "some", Relistings(again)},
		{"relistings", "none", Relistings(RelistingsPage{Page: again.Page, Lede: again.Lede})},
		{"listing-check", "found", ListingCheck(page(Notice{Tone: Warn, Title: "2 of your listings look like complained ones", Text: "14 listings on sale were held against 3 that were complained of. 2 pictures were not looked at yet. Open this page again in a minute."}, found))},
		{"listing-check", "delete", SellerDeletePage{Page: sampleSellerFrame("Delete a listing"), Confirm: ConfirmBox{
			Action: "/seller/listing-check/quaylane/QL-88313350/delete", Title: "Delete listing QL-88313350?", Cancel: "/seller/listing-check",
			Listings: []ListingLine{{Title: "可充电头灯 户外登山 1200 流明", Lang: "zh-CN", ID: "QL-88313350", Price: "¥99.00"}},
			Points:   []string{"We ask the marketplace to take it offline, as if you had deleted it there.", "No complaint is answered by this, no points follow, and nobody is told."},
			Button:   Button{Kind: DangerSolid, Icon: "trash", Text: "Delete listing QL-88313350"},
		}}},
		{"listing-check", "nothing-alike", ListingCheck(page(Notice{Tone: Success, Title: "Nothing alike was found", Text: "14 listings on sale were held against 3 that were complained of."}, nil))},
	}
}
