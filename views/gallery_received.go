package views

import "github.com/a-h/templ"

// receivedSamples are the intake of orders of authorities.
func receivedSamples() []Sample {
	return []Sample{
		{"orders", "some", ReceivedOrders(sampleReceivedOrders())},
		{"orders", "errors", ReceivedOrders(sampleReceivedErrors())},
		{"order", "lacking-and-silent", ReceivedOrder(sampleReceivedOrder())},
		{"order", "answered", ReceivedOrder(sampleReceivedAnswered())},
	}
}

func sampleReceivedOrders() ReceivedOrdersPage {
	return ReceivedOrdersPage{
		Page: sampleOperatorFrame("Orders of authorities"), Lede: "Orders of authorities and courts, as they came in. What one lacks is named; acting on it overrides what was decided in a case.",
		Table: &Table{Caption: "Orders that came in", Columns: []Column{{Label: "Order", Class: "nowrap"}, {Label: "Authority"}, {Label: "Asks for"}, {Label: "Came in"}, {Label: "State"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Text: "AO-2026-000002", Href: "/review/orders/AO-2026-000002"}, {Text: "市场监督管理局", Lang: "zh-CN"}, {Text: "To act against listings"}, {Text: "15 Jun"}, {Body: Badge{Warn, "Waits for an answer"}}}},
			{Cells: []Cell{{Text: "AO-2026-000001", Href: "/review/orders/AO-2026-000001"}, {Text: "Landgericht Hamburg"}, {Text: "To give information"}, {Text: "11 Jun"}, {Body: Badge{Success, "Answered"}}}},
		}}}},
		Hidden: []HiddenInput{{Name: "form", Value: "x"}},
		Demand: Radios{Field: Field{Name: "demand", Label: "What does it ask for?"}, Inline: true, Options: []Option{{Value: "act", Label: "To act against listings"}, {Value: "information", Label: "To give information"}}},
		Kind:   Radios{Field: Field{Name: "order_kind", Label: "Who gave it"}, Inline: true, Options: []Option{{Value: "court", Label: "a court"}, {Value: "authority", Label: "an authority"}}},
		Fields: []templ.Component{
			TextInput{Field: Field{Name: "authority", Label: "Its name"}},
			DateInput{Field: Field{Name: "dated_on", Label: "Day of the order"}},
			TextArea{Rows: 3, Field: Field{Name: "demanded", Label: "What it demands, in its words"}},
		},
		Files: HolderFiles{Title: "Document", Input: FileInput{Multiple: true, Field: Field{Name: "files", Label: "The order as a file"}}, Upload: Button{Small: true, Text: "Upload", Name: "do", Value: "upload"}},
	}
}

func sampleReceivedErrors() ReceivedOrdersPage {
	p := sampleReceivedOrders()
	p.Page.HasError, p.Table, p.None = true, nil, "No order has come in."
	p.Demand.Error, p.Files.Input.Error = "Choose what the order asks for.", "Add the order as a file."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"demand", p.Demand.Error}, {"files", p.Files.Input.Error}}}
	return p
}

func sampleReceivedOrder() ReceivedOrderPage {
	return ReceivedOrderPage{
		Page: sampleOperatorFrame("AO-2026-000002"), Lede: "To act against listings · Landgericht Hamburg",
		Silent: &Notice{Tone: Warn, Title: "The parties may be told from 1 Jul 2026", Text: "A removal under this order takes effect at once and stands in no case until then: neither side is told, no clock runs, and nothing of it is published. On that day the case shows the order with your reasons, and both sides are told. Do not tell them otherwise either."},
		Untold: &Table{Caption: "Carried out, and not told yet", Columns: []Column{{Label: "Case"}, {Label: "Listings"}, {Label: "Since", Class: "nowrap"}, {Label: "State"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "IP-2026-000123-7K", Href: "/review/cases/IP-2026-000123-7K"}, {Text: "1, 3"}, {Text: "15 Jun, 10:12"}, {Body: Badge{Success, "Offline now"}}}},
		}}}},
		Telling: &ReceivedTelling{
			Action: "/review/orders/AO-2026-000002/telling",
			From:   DateInput{Field: Field{Name: "from", Label: "The parties may be told from", Value: "2026-07-01", Hint: "Today where the authority has lifted it: they are told within a minute.", Class: "w-m"}},
			Why:    TextArea{Rows: 3, Field: Field{Name: "why", Label: "What the authority wrote, and when"}},
		},
		Changes:  []SummaryRow{{Key: "16 Jun, 09:30", Text: "The parties may be told from 1 Jul 2026", Note: "By letter of 15 June: the investigation goes on."}},
		Lacks:    &Notice{Tone: Warn, Title: "Missing: What it says of redress", Text: "Regulation (EU) 2022/2065, Article 9(2), asks for it. Ask the authority for what is missing, and say so in the answer."},
		Rows:     []SummaryRow{{Key: "Authority", Text: "Landgericht Hamburg", Note: "Germany"}, {Key: "Reference number", Text: "312 O 17/26"}, {Key: "Day of the order", Text: "2026-06-12"}, {Key: "What it demands, in its words", Body: Said{Text: "The listings are to be taken down within the European Union."}}},
		Elements: SummaryList{Rows: []SummaryRow{{Key: "Legal basis", Text: "there"}, {Key: "Its reasons", Text: "there"}, {Key: "What it says of redress", Text: "missing"}}},
		Named: &Table{Caption: "Listings that it names", Columns: []Column{{Label: "Listing"}, {Label: "Seller"}, {Label: "Case"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Text: "QL-88420116 · NORVIK rechargeable headlamp 1500 lm"}, {Text: "Luminex Outdoor"}, {Text: "Act in IP-2026-000123-7K", Href: "/review/cases/IP-2026-000123-7K/acts/order?received=AO-2026-000002"}}},
			{Cells: []Cell{{Text: "QL-88102951 · 户外露营灯", Lang: "zh-CN"}, {Text: "灯塔户外专营店", Lang: "zh-CN"}, {Text: "No case that its seller was told of: carry it out at the marketplace."}}},
		}}}},
		Answer: &ReceivedAnswer{Action: "/review/orders/AO-2026-000002/answer", Effect: TextArea{Rows: 6, Field: Field{Name: "effect", Label: "What was done, when, or why nothing could be", Hint: "The report to the authority says this. It is kept and cannot be changed.", Value: "Carried out in case IP-2026-000123-7K: 1 listing."}}},
	}
}

func sampleReceivedAnswered() ReceivedOrderPage {
	p := sampleReceivedOrder()
	p.Silent, p.Untold, p.Telling, p.Changes, p.Lacks, p.Answer, p.Effect = nil, nil, nil, nil, nil, nil, "Carried out in case IP-2026-000123-7K: 1 listing, on 15 June 2026."
	p.Report = &LinkButton{Kind: Primary, Text: "Report to the authority", Href: "/review/orders/AO-2026-000002/report.txt"}
	return p
}
