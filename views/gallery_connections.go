package views

func connectionSamples() []Sample {
	return []Sample{
		{"operator-connections", "none", OperatorConnections(sampleConnections())},
		{"operator-connections", "connected", OperatorConnections(sampleConnected())},
		{"operator-connections", "wrong", OperatorConnections(sampleConnectionsWrong())},
	}
}

func sampleConnections() OperatorConnectionsPage {
	frame := sampleOperatorFrame("Connections")
	return OperatorConnectionsPage{
		Page: frame, Lede: "A connected site’s orders go to the marketplace’s own system, which says what came of each. An order that nobody answers for three days is given up, and stands among the deliveries.",
		Hidden: []HiddenInput{{Name: "form", Value: "k7q2"}},
		Site:   Select{Field: Field{Name: "site", Label: "Site"}, Options: []Option{{Value: "quaylane", Label: "Quaylane"}, {Value: "quaylane-us", Label: "Quaylane US"}}},
		Name:   TextInput{MaxLength: 80, Field: Field{Name: "name", Label: "Name of the marketplace’s system"}},
		Way: Radios{Field: Field{Name: "way", Label: "How it learns of orders"}, Options: []Option{
			{Value: "webhook", Label: "By signed webhooks", Text: "The portal calls it."},
			{Value: "pull", Label: "It fetches them", Text: "With its token."},
			{Value: "hand", Label: "By hand", Text: "They stand on this page until somebody ticks them off."},
			{Value: "vendure", Label: "It is a Vendure shop", Text: "The portal switches products off and on by the engine’s own API (Vendure 3.6 or later), and reads there what is on sale."},
		}},
		URL:   TextInput{Type: "url", MaxLength: 500, Field: Field{Name: "url", Label: "Address of the webhook, or of the admin API", Hint: "https, on a public address, port 443 or 8443. A Vendure shop’s ends with /admin-api.", Optional: true}},
		Key:   TextInput{Autocomplete: "off", MaxLength: 500, Field: Field{Name: "key", Label: "API key of the Vendure shop", Hint: "Its role needs ReadCatalog, UpdateCatalog, CreateCatalog and ReadSeller. It is not shown again.", Optional: true}},
		Pages: TextInput{MaxLength: 500, Field: Field{Name: "pages", Label: "Address of product pages in the shop front", Hint: "Like https://shop.example.com/product/{slug}, where {slug} or {id} stands for the product.", Optional: true}},
		Send:  Button{Kind: Primary, Text: "Connect"},
	}
}

func sampleConnected() OperatorConnectionsPage {
	p := sampleConnections()
	row := func(key, text string) SummaryRow { return SummaryRow{Key: key, Text: text} }
	cells := func(texts ...string) Row {
		r := Row{Cells: []Cell{{Head: true, Text: texts[0]}}}
		for _, t := range texts[1:] {
			r.Cells = append(r.Cells, Cell{Text: t})
		}
		return r
	}
	p.Shown = &ShownOnce{
		Title: "Keep these now", Text: "They are shown this once. Whoever has lost them asks for new ones here.",
		Rows: []SummaryRow{row("Token", "mkt_5qk2w7e3z6x4c1v8b9n0m5qk2w7e3z6x4c1v8b9n0m"), row("Secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")},
	}
	p.Back = &Table{
		Caption: "Offered again, though an order keeps them down", Columns: []Column{{Label: "Listing"}, {Label: "Site"}, {Label: "Case"}, {Label: "Since", Class: "nowrap"}},
		Groups: []RowGroup{{Rows: []Row{cells("QL-88201447", "Quaylane", "IP-2026-000118-4H", "Wed 10 June, 09:12")}}},
	}
	p.Hand = []HandOrder{{
		ID: "order-91", Title: "Take down EU-1001", Rows: []SummaryRow{row("Listing", "Norrvik style headlamp, EU plug"), row("Site", "Quaylane EU"), row("Case", "IP-2026-000121-9C"), row("Asked for", "Wed 10 June, 09:12")},
		Action: "/operator/connections/orders/remove_listing-4-2", Done: Button{Kind: Primary, Text: "It is done", Vh: "EU-1001", Name: "outcome", Value: "done"},
		Why: TextInput{MaxLength: 300, Field: Field{ID: "order-91-reason", Name: "reason", Label: "Why not, where it was refused", Optional: true}}, Refuse: Button{Text: "It was refused", Vh: "EU-1001", Name: "outcome", Value: "refused"},
	}}
	p.Cards = []ConnectionCard{
		{
			ID: "k7q2w", Title: "Shop system", State: Badge{Success, "In force"},
			Rows: []SummaryRow{row("Site", "Quaylane"), row("How it learns of orders", "By signed webhooks"), row("Address of the webhook", "https://hooks.quaylane.example/ip"), row("Token begins with", "mkt_5qk2w7e3"), row("Orders without an answer", "2"), row("Messages that failed", "1"), row("It sends signed hooks to", "/api/v1/marketplace/hooks/k7q2w")},
			Buttons: []PostButton{
				{Action: "/operator/connections/k7q2w/test", Button: Button{Kind: Primary, Text: "Send a test", Vh: "Shop system"}},
				{Action: "/operator/connections/k7q2w/secret", Button: Button{Text: "New secret", Vh: "Shop system"}},
				{Action: "/operator/connections/k7q2w/token", Button: Button{Text: "New token", Vh: "Shop system"}},
				{Action: "/operator/connections/k7q2w/end", Button: Button{Kind: DangerKind, Text: "End this connection", Vh: "Shop system"}},
			},
			Sent: &Table{
				Caption: "Last messages to Shop system", Columns: []Column{{Label: "What"}, {Label: "About"}, {Label: "State"}, {Label: "Tries", Class: "num"}, {Label: "Answer"}, {Label: "Asked for", Class: "nowrap"}},
				Groups: []RowGroup{{Rows: []Row{
					cells("Removal of a listing", "QL-88201447", "waits", "3", "the marketplace answers 503 Service Unavailable: repairs", "Wed 10 June, 09:12"),
					cells("News", "IP-2026-000118-4H", "done", "1", "answered 204 No Content", "Wed 10 June, 09:11"),
				}}},
			},
		},
		{
			ID: "v3n2d", Title: "Lakeside Market", State: Badge{Success, "In force"},
			Rows: []SummaryRow{
				row("Site", "Quaylane EU"), row("How it learns of orders", "It is a Vendure shop"), row("Address of the admin API", "https://shop.lakeside.example/admin-api"),
				row("Address of product pages in the shop front", "https://shop.lakeside.example/product/{slug}"), row("What is on sale was last read", "Wed 10 June, 09:12"),
				row("It cannot be read at the moment", "the marketplace refuses: the API key opens nothing, or not enough: You are not currently authorized to perform this action"),
				row("Products that could not be taken", "1: P-42: title: 1 to 200 characters of plain text."), row("Orders without an answer", "0"), row("Messages that failed", "0"),
			},
			Buttons: []PostButton{{Action: "/operator/connections/v3n2d/end", Button: Button{Kind: DangerKind, Text: "End this connection", Vh: "Lakeside Market"}}},
		},
		{ID: "a1b2c", Title: "Old system", State: Badge{Neutral, "Ended"}, Rows: []SummaryRow{row("Site", "Quaylane"), row("How it learns of orders", "It fetches them")}},
	}
	return p
}

func sampleConnectionsWrong() OperatorConnectionsPage {
	p := sampleConnections()
	p.Page.HasError = true
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "name", Text: "Enter a name for the marketplace’s system, by which your colleagues know it."}}}
	p.Name.Error = p.Errors.Entries[0].Text
	return p
}
