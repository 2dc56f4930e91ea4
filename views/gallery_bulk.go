package views

func bulkSamples() []Sample {
	return []Sample{
		{"holder-bulks", "filled", sampleBulks(false)},
		{"holder-bulks", "wrong", sampleBulks(true)},
		{"holder-bulk", "preview", sampleBulk()},
		{"holder-bulk", "filing", sampleBulkRunning()},
		{"seller-answers", "preview", sampleAnswers()},
	}
}

func sampleBulks(wrong bool) BulksPage {
	p := BulksPage{
		Page:   sampleHolderFrame("File by upload"),
		Action: "/holder/bulk",
		Lede:   "A file of lines over many rights and sellers becomes the complaints that it must be: one for each right, reason and site. You see them before anything is filed.",
		Limits: []string{"CSV in UTF-8, or XLSX; at most 10 MB and 10000 lines.", "Columns: right number, listing (address or id), reason, what is complained of. The first row names them, in English or Chinese."},
		Models: []LinkButton{{Href: "/holder/bulk/template.csv", Text: "Template as CSV", Icon: "download", Small: true}, {Href: "/holder/bulk/template.xlsx", Text: "Template as XLSX", Icon: "download", Small: true}},
		File:   FileInput{Accept: ".csv,.xlsx,text/csv", Field: Field{Name: "file", Label: "File"}},
		Send:   Button{Kind: Primary, Icon: "upload", Text: "Upload and look through"},
		Files: &Table{
			Caption: "Files uploaded before", Columns: []Column{{Label: "File"}, {Label: "Lines", Class: "num"}, {Label: "State"}, {Label: "Uploaded", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{{Head: true, Text: "lamps-june.xlsx", Href: "/holder/bulk/abc"}, {Text: "9,998"}, {Body: Badge{Tone: Success, Text: "Done"}}, {Text: "Mon 15 June, 09:02"}}}}}},
		},
		Lists: []Table{{
			Caption: "Reasons", Columns: []Column{{Label: "In the column"}, {Label: "Or in words"}, {Label: "For"}},
			Groups: []RowGroup{{Rows: []Row{{Cells: []Cell{{Head: true, Text: "trademark_in_title"}, {Text: "Mark used in title or keywords"}, {Text: "Trademark"}}}}}},
		}},
	}
	if wrong {
		const msg = "The first row has no column for the right, the listing or the reason. Use the template: its headings are “right number”, “listing”, “reason”, “what is complained of”."
		p.Page.HasError, p.File.Error = true, msg
		p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "file", Text: msg}}}
	}
	return p
}

func sampleBulk() BulkPage {
	frame := sampleHolderFrame("lamps-june.xlsx")
	frame.Crumbs = []Link{{Text: "File by upload", Href: "/holder/bulk"}, {Text: "lamps-june.xlsx"}}
	return BulkPage{
		Page: frame, Lede: "Nothing is filed yet. These complaints will be made when you send them below.",
		Stats:   Stats{Items: []Stat{{Label: "lines", Value: "312"}, {Label: "lines that cannot be used", Value: "2"}, {Label: "complaints", Value: "2"}}},
		Results: []LinkButton{{Href: "/holder/bulk/abc/result.csv", Text: "Line by line as CSV", Icon: "download", Small: true}, {Href: "/holder/bulk/abc/result.xlsx", Text: "Line by line as XLSX", Icon: "download", Small: true}},
		Groups: &Table{
			Caption: "Complaints", Columns: []Column{{Label: "Right", Class: "nowrap"}, {Label: "Reason"}, {Label: "Procedure"}, {Label: "Listings", Class: "num"}, {Label: "Sellers", Class: "num"}, {Label: "Result"}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Head: true, Text: "IPR-2026-000042", Href: "/holder/rights/IPR-2026-000042"}, {Text: "Mark used in title or keywords"}, {Text: "Marketplace procedure"}, {Text: "300"}, {Text: "41"}, {Text: "–"}}},
				{Cells: []Cell{{Head: true, Text: "IPR-2026-000051", Href: "/holder/rights/IPR-2026-000051"}, {Text: "Images copied"}, {Text: "Marketplace procedure"}, {Text: "10"}, {Text: "3"}, {Text: "–"}}},
			}}},
		},
		Unused: &Table{
			Caption: "Lines that cannot be used: 2", Columns: []Column{{Label: "Row", Class: "num"}, {Label: "Right", Class: "nowrap"}, {Label: "Listing"}, {Label: "Why, and what to do"}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Head: true, Text: "17"}, {Text: "IPR-2026-000042"}, {Text: "QL-1"}, {Text: "No listing has this address or ID. Correct it. An ID stands on the listing's page, below its title."}}},
				{Cells: []Cell{{Head: true, Text: "88"}, {Text: "IPR-2026-000099"}, {Text: "QL-88420116"}, {Text: "“IPR-2026-000099” is no right of yours. Use the number that stands in your list of rights."}}},
			}}},
		},
		Form: &BulkForm{
			Title: "What you say for all of them", Action: "/holder/bulk/abc", Text: "It holds for each complaint of the file, as if you filed it alone. What is complained of in one listing stands in its line.",
			Said: &BulkSaid{
				Facts:     TextArea{Rows: 6, Field: Field{Name: "explanation", Label: "What happened?"}},
				Files:     HolderFiles{Title: "Evidence", Upload: Button{Small: true, Icon: "upload", Text: "Upload", Name: "do", Value: "upload", NoCheck: true}, Input: FileInput{Multiple: true, Field: Field{Name: "evidence", Label: "Add files", Optional: true}}},
				Contact:   []TextInput{{Field: Field{Name: "contact-name", Label: "Full name", Value: "Elin Sandqvist"}}, {Type: "email", Field: Field{Name: "contact-email", Label: "E-mail address", Value: "elin@norrvik.example"}}},
				Address:   TextArea{Rows: 3, Field: Field{Name: "contact-address", Label: "Postal address", Value: "Storgatan 1, Stockholm"}},
				Relay:     Checkbox{Field: Field{Name: "relay"}, Text: "Sellers write to me through the portal; my name and mail address are not shown where the procedure allows it.", Checked: true},
				Signature: TextInput{Field: Field{Name: "signature", Label: "Sign by typing your full name", Hint: "This has the effect of a signature.", Class: "w-m"}},
				Procedures: []BulkProcedureForm{{
					ID: "procedure-marketplace", Title: "Marketplace procedure", Law: "Required by: Marketplace terms, § 1",
					Statements: Statements{Legend: "I state that", Items: []Statement{{ID: "element-marketplace:good_faith", Name: "ticked", Value: "marketplace:good_faith", Lead: "Good faith.", Text: "I believe in good faith that what I wrote is accurate and complete."}}},
				}},
			},
			Send: Button{Kind: Primary, Text: "File 2 complaints"},
		},
		Back: Link{Href: "/holder/bulk", Text: "File by upload"},
	}
}

func sampleBulkRunning() BulkPage {
	p := sampleBulk()
	p.Form, p.Lede = nil, ""
	p.Progress = &BulkProgress{Href: "?", Label: "Complaints filed", Done: "1", Total: "2", Waits: true, Look: "Look again", Text: "1 of 2 complaints are done. You can close this page: the filing goes on, and this address shows how far it is."}
	p.Groups.Groups[0].Rows[0].Cells[5] = Cell{Text: "IP-2026-000318", Href: "/holder/complaints/IP-2026-000318"}
	return p
}

// sampleAnswers is a file by which a seller deletes some listings and counters others.
func sampleAnswers() BulkPage {
	p := sampleBulk()
	p.Page = sampleSellerFrame("answers-june.xlsx")
	p.Page.Crumbs = []Link{{Text: "Answer by upload", Href: "/seller/answers"}, {Text: "answers-june.xlsx"}}
	p.Lede = "Nothing is done yet. What stands below will be done when you send it."
	p.Stats = Stats{Items: []Stat{
		{Label: "lines", Value: "41"},
		{Label: "listings to delete", Value: "12"},
		{Label: "counter-notifications to file", Value: "3"},
		{Label: "lines left as they are", Value: "24"},
		{Label: "lines that cannot be carried out", Value: "1", Tone: Warn},
	}}
	columns := []Column{{Label: "Row", Class: "num"}, {Label: "Complaint", Class: "nowrap"}, {Label: "Listing"}, {Label: "Listings", Class: "num"}, {Label: "Result"}}
	p.Groups = &Table{Caption: "What will be done", Columns: columns, Groups: []RowGroup{{Note: "The first 2 of them. The file of results holds all.", Rows: []Row{
		{Cells: []Cell{{Head: true, Text: "2"}, {Text: "IP-2026-000318-K7", Href: "/seller/cases/IP-2026-000318-K7"}, {Text: "QL-88420116"}, {Text: "1"}, {Text: "Will be deleted."}}},
		{Cells: []Cell{{Head: true, Text: "3"}, {Text: "IP-2026-000322-M2", Href: "/seller/cases/IP-2026-000322-M2"}, {Text: "–"}, {Text: "11"}, {Text: "Will be answered with a counter-notification."}}},
	}}}}
	p.Unused = &Table{Caption: "Lines that cannot be carried out: 1", Columns: columns, Groups: []RowGroup{{Rows: []Row{
		{Cells: []Cell{{Head: true, Text: "17"}, {Text: "IPC-1"}, {Text: "QL-1"}, {Text: "0"}, {Text: "“IPC-1” is no complaint of yours. Use the number that stands in your list."}}},
	}}}}
	p.Form.Title, p.Form.Action = "What you say in every counter-notification", "/seller/answers/abc"
	p.Form.Text = "It holds for each counter-notification of the file, as if you filed it alone; the words of a line are added to those of its complaint."
	p.Form.Said.Contact[0].Value, p.Form.Said.Contact[1].Value, p.Form.Said.Address.Value = "Lin Yue", "lin@haiyun.example", "18 Wharf Road, Ningbo"
	p.Form.Said.Relay.Text = "Complainants write to me through the portal; my name and mail address are not shown where the procedure allows it."
	p.Form.Said.Facts.Label, p.Form.Said.Facts.Optional = "Explain in your own words", true
	p.Form.Send = Button{Kind: DangerSolid, Text: "Carry out 16 lines"}
	p.Back = Link{Href: "/seller/answers", Text: "Answer by upload"}
	return p
}
