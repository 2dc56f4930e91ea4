package views

// standingSamples are the pages of a record, of measures, and of guarded days.
func standingSamples() []Sample {
	wrong := sampleMeasureBench()
	wrong.Page.HasError = true
	wrong.Form.Facts.Error = "Set out the facts that you found. The party reads them."
	wrong.Errors = ErrorSummary{Entries: []FieldProblem{{"facts", wrong.Form.Facts.Error}}}
	peak := PeakPage{
		Page: sampleOperatorFrame("Guarded days"), Lede: "Some complaints go to two reviewers in these days.", Action: "/operator/peak",
		Name: TextInput{Field: Field{Name: "name", Label: "Sales event"}}, From: DateInput{Field: Field{Name: "from", Label: "First day"}}, Until: DateInput{Field: Field{Name: "until", Label: "Last day"}},
		Empty: &EmptyState{Icon: "shield-check", Title: "No days are guarded", Text: "Every complaint goes to one reviewer."},
	}
	return []Sample{
		{"standing", "seller-points", Standing(sampleStanding())},
		{"standing", "nothing-booked", Standing(sampleStandingEmpty())},
		{"measure", "can-be-appealed", Measure(sampleMeasure())},
		{"review-measures", "waiting", ReviewMeasures(ReviewMeasuresPage{
			Page: reviewerFrame("Account measures"), Lede: "Nothing happens to an account before a reviewer decides.", Waiting: sampleMeasureTable("Waiting for a decision, the oldest first"), Done: sampleMeasureTable("Decided, the latest first"),
		})},
		{"review-measures", "none", ReviewMeasures(ReviewMeasuresPage{Page: reviewerFrame("Account measures"), Empty: &EmptyState{Icon: "shield-check", Title: "No measure waits", Text: "An entry appears here when a record reaches a step."}})},
		{"review-measure", "to-decide", ReviewMeasure(sampleMeasureBench())},
		{"review-measure", "facts-missing", ReviewMeasure(wrong)},
		{"operator-peak", "empty", Peak(peak)},
	}
}

func sampleStanding() StandingPage {
	rung := func(from, what, effect string, at Badge) Row {
		c := Cell{}
		if at.Text != "" {
			c.Body = at
		}
		return Row{Cells: []Cell{{Head: true, Text: from}, {Text: what}, {Text: effect}, c}}
	}
	return StandingPage{
		Page: sampleSellerFrame("Your standing"), Lede: "What counts for Haiyun Outdoor, why, and until when.",
		Says: Notice{Tone: Info, Title: "7 points", Text: "From 12 points on, a measure is proposed to a reviewer: Restriction, 7 days."},
		Stats: Stats{Items: []Stat{
			{Label: "Points now", Value: "7"}, {Label: "Next step of the ladder", Value: "12", Note: "Restriction, 7 days"}, {Label: "2 points stop counting", Value: "Tue 8 June"},
		}},
		Ladder: Table{Caption: "The ladder", Columns: []Column{{Label: "Step", Class: "num lead"}, {Label: "Measure"}, {Label: "What it does"}, {Label: "Where you are"}}, Groups: []RowGroup{{Rows: []Row{
			rung("6 points", "Warning, 365 days", "Nothing is restricted. The warning stands on the record until it ends.", Badge{Tone: Warn, Text: "Reached"}),
			rung("12 points", "Restriction, 7 days", "No new listings go on sale. Those that are on sale stay.", Badge{Tone: Info, Text: "5 points away"}),
			rung("36 points", "All listings down, 21 days", "Every listing of the shop is taken offline, and put back when the measure ends.", Badge{}),
		}}}},
		Main: &Table{Caption: "What was booked, newest first", Columns: []Column{
			{Label: "Booked", Class: "nowrap lead"}, {Label: "Points", Class: "num"}, {Label: "Why"}, {Label: "Case", Class: "nowrap"}, {Label: "Counts until", Class: "nowrap"},
		}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Text: "Mon 8 June, 10:00"}, {Text: "+4"}, {Text: "No answer came in time", Small: "Rechargeable headlamp with a very long name for hikers and cyclists, 1200 lm"}, {Head: true, Text: "IP-2026-000123-7K", Href: "/seller/cases/IP-2026-000123-7K", Small: "IPR-2026-000042"}, {Text: "Tue 8 June 2027"}}},
			{Cells: []Cell{{Text: "Fri 5 June, 16:00"}, {Text: "-2"}, {Text: "Taken back: the complaint did not stand", Small: "Strap"}, {Head: true, Text: "IP-2026-000118-4H", Href: "/seller/cases/IP-2026-000118-4H", Small: "IPR-2026-000042"}, {Text: "Mon 3 May 2027", Small: "counts no more"}}},
		}}}},
		Rules:    []SummaryRow{{Key: "Booked", Text: "Once for each listing, by the reason of the complaint."}, {Key: "On one day", Text: "At most 6 points, apart from counterfeit goods and pirated works."}},
		Measures: sampleMeasureTable("Measures against the account"),
	}
}

func sampleStandingEmpty() StandingPage {
	p := sampleStanding()
	p.Says = Notice{Tone: Success, Title: "No points", Text: "Points are booked when a complaint is upheld."}
	p.Main, p.Measures, p.Empty = nil, nil, &EmptyState{Icon: "shield-check", Title: "Nothing was ever booked", Text: "When something is, it stands here with its case."}
	return p
}

func sampleMeasureTable(caption string) *Table {
	return &Table{Caption: caption, Columns: []Column{{Label: "Decided", Class: "nowrap lead"}, {Label: "Measure"}, {Label: "State"}, {Label: "Until", Class: "nowrap"}}, Groups: []RowGroup{{Rows: []Row{
		{Cells: []Cell{{Text: "Mon 8 June, 10:00"}, {Head: true, Text: "Warning", Href: "/seller/standing/AM-2026-000001", Small: "AM-2026-000001"}, {Body: Badge{Tone: Warn, Text: "In force"}}, {Text: "Tue 8 June 2027, 10:00"}}},
	}}}}
}

func sampleMeasure() MeasurePage {
	return MeasurePage{
		Page: sampleSellerFrame("Restriction"), Eyebrow: "Statement of reasons · AM-2026-000002", Title: "Restriction, 7 days", State: Badge{Tone: Warn, Text: "In force"},
		Rows: []SummaryRow{
			{Key: "What it does", Text: "No new listings go on sale. Those that are on sale stay."},
			{Key: "Ends by itself", Text: "Mon 15 June 2026, 10:00"},
			{Key: "Rests on the terms", Text: "Marketplace terms, § 9.2"},
			{Key: "Decided by", Text: "A person: reviewer 901. No automated means decided."},
		},
		Facts: "The shop has 12 points from five cases within a year.", Why: "The warning of May did not change how listings are put up.", Redress: "You can appeal on this page within six months.",
		Appeal: &MeasureAppeal{
			Action: "/seller/standing/AM-2026-000002/appeal", Until: "You can appeal until Tue 8 December 2026, 10:00.",
			Text: TextArea{Rows: 8, Field: Field{Name: "explanation", Label: "What did the decision get wrong?"}},
			Lang: Select{Field: Field{Name: "lang", Label: "Language of your text"}, Options: []Option{{Value: "en", Label: "English"}}}, Send: Button{Kind: Primary, Text: "Send appeal"},
		},
		Back: Link{Text: "Your standing", Href: "/seller/standing"},
	}
}

func sampleMeasureBench() ReviewMeasurePage {
	return ReviewMeasurePage{
		Page: reviewerFrame("AM-2026-000003"), Number: "AM-2026-000003", Eyebrow: "All listings down, 21 days", Title: "Haiyun Outdoor", State: Badge{Tone: Neutral, Text: "Proposed"},
		Rows:   []SummaryRow{{Key: "Proposed", Text: "Mon 8 June 2026, 10:00", Note: "The shop reached 37 points."}, {Key: "Points now", Text: "37"}},
		Record: sampleStanding().Main, Before: sampleMeasureTable("Measures against the account"),
		History: Timeline{Events: []TimelineEvent{{Who: "system", Lead: "The portal", Text: "proposed the measure", Time: Time{ISO: "2026-06-08T02:00:00Z", Text: "Mon 8 June, 10:00"}}}},
		Form: &MeasureForm{
			Action: "/review/measures/AM-2026-000003/decide", Title: "Decision",
			Verdict: Radios{Field: Field{Name: "verdict", Label: "What you decide"}, Options: []Option{{Value: "impose", Label: "Impose the measure"}, {Value: "decline", Label: "Do not impose it"}}},
			Numbers: []TextInput{{InputMode: "numeric", Field: Field{Name: "days", Label: "For how many days", Value: "21", Class: "w-s"}}},
			Facts:   &TextArea{Rows: 5, Field: Field{Name: "facts", Label: "Facts"}}, Why: TextArea{Rows: 5, Field: Field{Name: "explanation", Label: "Why it follows"}},
			Ground: &Radios{Inline: true, Field: Field{Name: "ground_kind", Label: "The decision rests on", Value: "terms"}, Options: []Option{{Value: "law", Label: "the law"}, {Value: "terms", Label: "the marketplace’s terms"}}},
			Ref:    &TextInput{Field: Field{Name: "reference", Label: "Section", Value: "Marketplace terms, § 9.3"}}, Button: Button{Kind: Primary, Block: true, Text: "Decide"},
		},
	}
}
