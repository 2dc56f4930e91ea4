package views

import "github.com/a-h/templ"

// reviewOrderSample is the form that records an order, as it is opened or as it
// was not accepted.
func reviewOrderSample(wrong bool) ReviewAct {
	const number = "IP-2026-000184-7K"
	say := func(s string) string {
		if wrong {
			return s
		}
		return ""
	}
	p := ReviewAct{
		Page:    reviewerFrame("Record an order", Link{Text: "Queue", Href: "/review"}, Link{Text: number, Href: "/review/cases/" + number}, Link{Text: "Record an order"}),
		Eyebrow: "Norrvik Optics AB and Haiyun Outdoor · " + number, Title: "Record an order",
		Lede:   "An order of a court or an authority overrides what was decided here. Neither side can end it here, and no reviewer can reverse it; only another order does.",
		Action: "/review/cases/" + number + "/acts/order", Back: "/review/cases/" + number,
		Items: &Checkboxes{Field: Field{Name: "items", Label: "About which listings?", Error: say("Choose at least one listing.")}, Options: []Option{
			{Value: "1", Label: "QL-88201447 – NORVIK style headlamp 900 lumen", Text: "Contested", Selected: !wrong},
			{Value: "2", Label: "QL-88201502 – 适用于 Norrvik 头灯的替换头带，弹性织带，可调节，两条装", Lang: "zh-CN", Text: "Removed"},
		}},
		Fields: []templ.Component{
			Radios{Field: Field{Name: "effect", Label: "What it means for these listings", Error: say("Choose what it means for these listings.")}, Options: []Option{
				{Value: "a", Label: "Remove, or keep removed", Text: "No other case puts the listing back while this stands."},
				{Value: "b", Label: "Keep, or put back", Text: "Unless another case or order keeps it down."},
				{Value: "c", Label: "Hold everything", Text: "The listing stays as it is until the next order."},
			}},
			Radios{Inline: true, Field: Field{Name: "order_kind", Label: "Who gave it", Value: "court"}, Options: []Option{{Value: "court", Label: "a court"}, {Value: "authority", Label: "an authority"}}},
			TextInput{Field: Field{Name: "authority", Label: "Its name", Error: say("Enter the name of the court or the authority.")}},
			TextInput{Field: Field{Name: "order_number", Label: "Reference number", Value: "(2026) Zhe 02 No. 17", Class: "w-m"}},
			DateInput{Field: Field{Name: "dated_on", Label: "Day of the order", Value: "2026-06-05", Class: "w-m"}},
		},
		Files: &HolderFiles{
			Title: "Document", Upload: Button{Small: true, Icon: "upload", Text: "Upload", Name: "do", Value: "upload", NoCheck: true},
			Input: FileInput{Field: Field{Name: "files", Label: "The order as a file", Hint: "PDF, pictures or plain text, up to 20 MB each and 20 files in all.", Error: say("Add the order as a file.")}},
			Choice: &Radios{Inline: true, Field: Field{Name: "visibility", Label: "Who may see it?", Value: "both_sides"}, Options: []Option{
				{Value: "both_sides", Label: "Both sides", Text: "Both sides read what binds them."},
				{Value: "reviewer_only", Label: "The reviewer only", Text: "Where the court or the authority forbids to show it."},
			}},
		},
		Reasons: []templ.Component{
			TextArea{Rows: 5, Field: Field{Name: "facts", Label: "Facts", Hint: "What you found. Both sides read this."}},
			TextArea{Rows: 4, Field: Field{Name: "explanation", Label: "Why it follows", Hint: "How the rule applies to these facts."}},
		},
		Then: []string{
			"Both sides are told, with your reasons; they see who decided, the number, the day, and the document as you chose.",
			"The listings follow at once.",
		},
		Button: Button{Kind: Primary, Name: "do", Value: "send", Text: "Send to both sides"},
	}
	if wrong {
		p.Page.HasError = true
		p.Errors = ErrorSummary{Entries: []FieldProblem{
			{ID: "items", Text: "Choose at least one listing."},
			{ID: "effect", Text: "Choose what it means for these listings."},
			{ID: "authority", Text: "Enter the name of the court or the authority."},
			{ID: "files", Text: "Add the order as a file."},
		}}
	}
	return p
}
