package views

import "strconv"

// publicSamples are the pages of everybody, and those that every party sees.
func publicSamples() []Sample {
	all := []Sample{
		{"home", "signed-out", HomePage{
			Page: sampleFrame(""), Brand: "Quaylane", AnswerWithin: "within 3 working days", AppealWithin: "within 6 months",
		}},
		{"home", "demo", HomePage{
			Page: sampleDemo(sampleFrame("")), Brand: "Quaylane", Demo: true, AnswerWithin: "within 3 working days", AppealWithin: "within 6 months",
		}},
		{"sign-in", "empty", SignInPage{Page: sampleFrame("Sign in"), Brand: "Quaylane", Next: "/seller/complaints"}},
		{"sign-in", "refused", SignInPage{
			Page: sampleWrong(sampleFrame("Sign in")), Brand: "Quaylane", Email: "lin.yue@haiyun-outdoor.example", Demo: true,
			Errors:  ErrorSummary{Entries: []FieldProblem{{"email", "Check the email address and the password, and type them again."}}},
			PassErr: "Check the email address and the password, and type them again.",
		}},
		{"demo", "people", sampleDemoPage()},
		{"outbox", "empty", OutboxPage{Page: sampleDemo(sampleFrame("Mail that was sent"))}},
		{"outbox", "mails", sampleOutbox()},
		{"outbox-mail", "english", sampleMail()},
		{"messages", "empty", MessagesPage{Page: sampleSellerFrame("Messages"), Org: "Haiyun Outdoor"}},
		{"messages", "unread", sampleMessages()},
		{"catalogue", "sites", SitesPage{Page: sampleFrame("Catalogue"), Sites: []SiteLine{
			{"Quaylane United States", "Prices in US$", 38, "/catalogue/us"},
			{"Quaylane Europe", "European Union · prices in €", 24, "/catalogue/eu"},
		}}},
		{"catalogue", "offers", sampleCatalogue()},
		{"catalogue", "no-match", CataloguePage{
			Page: sampleFrame("Quaylane United States"), Site: "Quaylane United States", Action: "/catalogue/us", Query: "periscope",
		}},
		{"listing", "online", sampleListingPage()},
		{"listing", "no-picture", sampleBareListing()},
		{"blocked", "decided", sampleBlocked("the European Union", "It was removed on 19 June 2026 after a complaint about a trade mark. Both sides were heard and a reviewer decided.")},
		{"blocked", "no-response", sampleBlocked("", "It was removed on 15 June 2026 after a complaint about a trade mark. The seller did not answer in time.")},
		{"procedures", "list", ProceduresPage{Page: sampleFrame("How complaints are handled"), Procedures: []ProcedureLine{
			{"Marketplace procedure", "The seller is told first and has 3 working days to answer. A reviewer decides what stays in dispute.", "Every type of right", "/procedures/marketplace"},
			{"Notice and takedown, United States", "A complete notice takes the listing down at once. A counter-notification puts it back after 10 to 14 working days, unless a court is asked.", "Copyright · United States", "/procedures/us-dmca-512"},
		}}},
		{"procedure", "marketplace", sampleProcedure()},
	}
	for _, status := range []int{400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503} {
		p := ErrorPage{Page: sampleFrame("Error " + strconv.Itoa(status)), Status: status}
		switch status {
		case 409:
			p.Page = sampleSellerFrame("Error 409")
			p.Text = "Listing QL-88201447 has moved on since you looked at it. Look at it as it is now, and choose again."
			p.Actions = []Link{{Text: "See the case as it is now", Href: "/seller/complaints/IP-2026-000118-4H"}, {Text: "Complaints to be responded to", Href: "/seller/complaints"}}
		case 500:
			p.Reference = "7f3a-91c2"
		}
		all = append(all, Sample{"error", strconv.Itoa(status), p})
	}
	all = append(all, registerSamples()...)
	all = append(all, transparencySamples()...)
	return append(all, sharedSamples()...)
}

func sampleFrame(title string) Page {
	return Page{
		Title: title, Zone: "UTC", ReturnTo: "/",
		Nav: []NavItem{
			{Label: "How complaints are handled", Href: "/procedures"},
			{Label: "Catalogue", Href: "/catalogue"},
		},
	}
}

func sampleDemo(p Page) Page {
	p.Demo = true
	return p
}

func sampleWrong(p Page) Page {
	p.HasError = true
	return p
}

func sampleSellerFrame(title string, crumbs ...Link) Page {
	return Page{
		Title: title, Zone: "Asia/Shanghai (UTC+8)", ReturnTo: "/seller/complaints", Crumbs: crumbs,
		Nav: []NavItem{
			{Label: "Complaint Management", Href: "/seller/complaints", Count: 4, Current: true},
			{Label: "Messages", Href: "/messages", Count: 2},
		},
		Account: &Account{Name: "Lin Yue", Org: "Haiyun Outdoor", Role: "Seller", Icon: "building-store"},
	}
}

func sampleDemoPage() DemoPage {
	return DemoPage{Page: sampleDemo(sampleFrame("Who is who")), Groups: []DemoGroup{
		{Title: "Sellers", Note: "They are told of complaints and answer them.", Icon: "building-store", People: []DemoPerson{
			{"lin", "Lin Yue", "", "Haiyun Outdoor, Ningbo", []string{"4 complaints to be responded to, the first today at 18:00", "1 removed listing that can still be countered"}},
			{"chen", "陈思远", "zh-CN", "Chen & Co. Tools, Yiwu", []string{"2 complaints to be responded to"}},
			{"marta", "Marta Oliveira", "", "Casa Azul, Porto", nil},
		}},
		{Title: "Rights holders", Note: "They register rights and file complaints.", Icon: "certificate", People: []DemoPerson{
			{"elin", "Elin Sandqvist", "", "Norrvik Optics AB, Stockholm", []string{"1 counter-notification to answer by Monday", "12 open complaints"}},
			{"amara", "Amara Boateng", "", "Aldermoor Press Ltd, London", []string{"1 complaint that needs more information"}},
		}},
		{Title: "Quaylane", Note: "They check notices, decide what stays in dispute, and run the portal.", Icon: "shield-check", People: []DemoPerson{
			{"rev1", "Reviewer 1", "", "Quaylane", []string{"9 cases waiting, 1 late"}},
			{"op", "Operator", "", "Quaylane", nil},
		}},
	}}
}

func sampleOutbox() OutboxPage {
	return OutboxPage{
		Page: sampleDemo(sampleFrame("Mail that was sent")),
		Mails: []OutboxLine{
			{"/demo/outbox/12", "Respond by Monday 15 June, 18:00: Norrvik Optics AB says 4 of your listings infringe its trade mark", "", "lin.yue@haiyun-outdoor.example", Time{"2026-06-10T01:12:00Z", "Wed 10 June, 09:12"}},
			{"/demo/outbox/11", "请于 6月16日 周二 18:00 前回应投诉 IP-2026-000131-9Q", "zh-CN", "chen@chen-tools.example", Time{"2026-06-09T06:40:00Z", "Tue 9 June, 14:40"}},
		},
		Pager: Pager{Text: "2 mails"},
	}
}

func sampleMail() OutboxMailPage {
	return OutboxMailPage{
		Page:    Page{Title: "Mail", Zone: "UTC", Demo: true, Crumbs: []Link{{Text: "Mail that was sent", Href: "/demo/outbox"}, {Text: "Mail"}}},
		Subject: "Respond by Monday 15 June, 18:00: 4 of your listings", From: "Quaylane IP Protection <ip@quaylane.example>",
		To: "lin.yue@haiyun-outdoor.example", Time: Time{"2026-06-10T01:12:00Z", "Wed 10 June, 09:12"},
		Text: "Dear Lin Yue,\n\nNorrvik Optics AB says that 4 of your listings infringe its trade mark NORRVIK.\n\n" +
			"Respond by Monday 15 June 2026, 18:00 (Asia/Shanghai).\n\nhttps://ip.quaylane.example/seller/complaints/IP-2026-000118-4H\n",
		HTMLHref: "/demo/outbox/12/html", RawHref: "/demo/outbox/12/raw", Older: "/demo/outbox/11",
	}
}

func sampleMessages() MessagesPage {
	return MessagesPage{
		Page: sampleSellerFrame("Messages"), Org: "Haiyun Outdoor", Unread: 1, Action: "/messages/read",
		Items: []MessageLine{
			{
				true,
				Time{"2026-06-10T01:12:00Z", "Wed 10 Jun, 09:12"},
				"Norrvik Optics AB says 4 of your listings infringe its trade mark",
				"Respond by Monday 15 June, 18:00. If you do nothing, the listings are removed.",
				Badge{Warn, "Your response needed"},
				&Link{Text: "IP-2026-000118-4H", Href: "/seller/complaints/IP-2026-000118-4H"},
			},
			{
				false,
				Time{"2026-06-04T02:00:00Z", "Thu 4 Jun, 10:00"},
				"Solenne Cosmétiques SAS has withdrawn its complaint",
				"Nothing is left for you to do.",
				Badge{Neutral, "Complaint withdrawn"},
				&Link{Text: "IP-2026-000097-2K", Href: "/seller/complaints/IP-2026-000097-2K"},
			},
		},
		Pager: Pager{Text: "2 messages, newest first"},
	}
}

func sampleCatalogue() CataloguePage {
	return CataloguePage{
		Page: sampleFrame("Quaylane United States"), Site: "Quaylane United States", Note: "38 listings, prices in US$", Action: "/catalogue/us",
		Offers: []OfferTile{
			{"/listings/QL-88201447", "/gallery/headlamp-1.svg", "NORVIK style rechargeable headlamp, 1200 lm, IPX6", "", "US$9.40–11.20", "Haiyun Outdoor", Badge{}},
			{"/listings/QL-88313350", "/gallery/headlamp-2.svg", "可充电头灯 户外登山 1200 流明", "zh-CN", "US$8.90–10.75", "Haiyun Outdoor", Badge{}},
			{"/listings/QL-88315107", "/gallery/lantern.svg", "Camping lantern, foldable, 400 lm", "", "US$6.10", "Casa Azul", Badge{Neutral, "Not available"}},
			{"/listings/QL-88277365", "", "Hand torch 900 lm, belt clip", "", "US$4.95", "Casa Azul", Badge{}},
		},
		Pager: Pager{Text: "4 of 38, newest first", Older: "/catalogue/us?after=4"},
	}
}

func sampleListingPage() ListingPage {
	return ListingPage{
		Page: sampleFrame("NORVIK style rechargeable headlamp"), ID: "QL-88201447", Title: "NORVIK style rechargeable headlamp, 1200 lm, IPX6",
		Price: "US$9.40–11.20", Seller: Party{Name: "Haiyun Outdoor", Note: "Ningbo, China · selling since 2018"},
		Site: Link{Text: "Quaylane United States", Href: "/catalogue/us"}, Category: "Outdoor lighting",
		Pictures:    []Picture{{Src: "/gallery/headlamp-1.svg", Alt: "A headlamp with an orange strap"}},
		Description: "Bright headlamp for hikers and climbers.\n1200 lumen, three modes, USB-C.\nWaterproof to IPX6.",
		ReportHref:  "/holder/file?listing=QL-88201447",
	}
}

func sampleBareListing() ListingPage {
	p := sampleListingPage()
	p.ID, p.Title, p.Lang, p.Pictures = "QL-88313350", "可充电头灯 户外登山 1200 流明", "zh-CN", nil
	p.Description = "户外登山头灯，1200 流明，三档亮度，USB-C 充电。"
	return p
}

func sampleBlocked(where, why string) BlockedPage {
	return BlockedPage{
		Page: sampleFrame("Not available for legal reasons"), ID: "QL-88201447", Site: "Quaylane", Where: where, Why: why,
		Facts: []SummaryRow{
			{Key: "Who asked for it", Text: "Norrvik Optics AB"},
			{Key: "Right relied on", Text: "Trade mark NORRVIK, EUTM 099442907"},
			{Key: "Who decided", Text: "Quaylane, as the marketplace. No court was involved."},
			{Key: "Reason", Text: "Confusingly similar sign on identical goods"},
			{Key: "Case", Text: "IP-2026-000118-4H"},
		},
	}
}

func sampleProcedure() ProcedurePage {
	return ProcedurePage{
		Page: Page{Title: "Marketplace procedure", Zone: "UTC", Crumbs: []Link{{Text: "How complaints are handled", Href: "/procedures"}, {Text: "Marketplace procedure"}}},
		Name: "Marketplace procedure", Version: "marketplace, version 1, valid from 1 January 2026",
		Summary: "The seller is told first and answers while the listing is online. What stays in dispute is decided by a reviewer on the evidence of both sides.",
		For:     []SummaryRow{{Key: "Rights", Text: "Every type"}, {Key: "Sites", Text: "Every site without a procedure of its own"}, {Key: "Calendar", Text: "Working days in China"}},
		Windows: []ProcedureWindow{
			{"Reviewer", "checks the complaint", "1 working day (a target)", "when it is received", "It ages, and is shown as late.", ""},
			{"Seller", "deletes the listing or files a counter-notification", "3 working days", "when the notice is delivered", "The listing is removed.", "Marketplace terms, section 4.2"},
			{"Complainant", "answers the counter-notification", "3 working days", "when the counter-notification is delivered", "The listing is kept or put back.", "Marketplace terms, section 4.5"},
			{"Reviewer", "decides", "3 working days (a target)", "when the answer is received", "It ages, and is shown as late.", ""},
		},
		Notice: []ProcedureElement{
			{Label: "The right", Text: "A registered right, in force and covering the territory.", Required: true},
			{Label: "The listings", Text: "Their exact addresses or IDs.", Required: true},
			{Label: "Good faith", Text: "I believe in good faith that the use I complain of is not authorised by the owner, its agent or the law.", Exact: true, Required: true, Cite: "Marketplace terms, section 3.1"},
			{Label: "Evidence", Text: "Documents that show the infringement.", Required: false},
		},
		Counter: []ProcedureElement{
			{Label: "Your reason", Text: "Why the complaint is wrong for each listing.", Required: true},
			{Label: "Signature", Text: "Your full name, typed.", Required: true},
		},
		ToSeller: []string{"Name", "Email address"}, ToHolder: []string{"Name", "Address", "Email address", "Telephone number"},
		Redress:    "You can appeal within 6 months. Somebody who decided nothing in the case before looks at it again. Your way to the courts stays open.",
		LegalBasis: []string{"Marketplace terms, section 4", "E-Commerce Law of China, articles 42 to 45"},
		Others:     []Link{{Text: "Notice and takedown, United States", Href: "/procedures/us-dmca-512"}},
		States: []ProcedureState{
			{Name: "Waiting for the seller", Ways: []ProcedureWay{
				{"Seller", "deletes the listing", "Deleted by the seller", "3 working days"},
				{"Seller", "files a counter-notification", "Waiting for the complainant", "3 working days"},
				{"Nobody", "the time runs out: 3 working days", "Removed", ""},
			}},
			{Name: "Removed", Ways: []ProcedureWay{{"Seller", "appeals", "Appeal", ""}}},
		},
		Always: []ProcedureAlways{{"Complainant", "retracts the complaint", []string{"Waiting for the seller", "Waiting for the complainant", "Removed"}}},
		Diagram: Diagram{
			ID: "diagram-marketplace", Title: "How a listing moves under the Marketplace procedure",
			Desc:  "Boxes are the states of a listing, arrows the moves between them; the numbers lead to the legend below.",
			Width: 396, Height: 200,
			Nodes: []DiagramNode{
				{X: "24", Y: "24", W: "152", H: "48", TextX: "100", Lines: []DiagramText{{"44", "Awaiting"}, {"62", "the seller"}}, First: true},
				{X: "220", Y: "24", W: "152", H: "48", TextX: "296", Lines: []DiagramText{{"53", "Countered"}}},
				{X: "24", Y: "128", W: "152", H: "48", TextX: "100", Lines: []DiagramText{{"157", "Removed"}}, Final: true},
			},
			Edges: []DiagramEdge{
				{Path: "M180 48Q198 44 216 48", N: "1", X: "198", Y: "46", TextY: "50.5"},
				{Path: "M100 76Q104 100 100 124", N: "2", X: "102", Y: "100", TextY: "104.5", Dashed: true},
			},
			Legend: []DiagramLine{
				{"Awaiting the seller", "Countered", "Seller files a counter-notification"}, {"Awaiting the seller", "Removed", "the time runs out: 3 working days"},
			},
		},
	}
}
