package views

// transparencySamples are the page of the figures.
func transparencySamples() []Sample {
	return []Sample{{"transparency", "year", sampleTransparency()}, {"transparency", "nothing-yet", sampleTransparencyEmpty()}}
}

func sampleTransparencyEmpty() TransparencyPage {
	p := sampleTransparency()
	p.Stats = Stats{Items: []Stat{{Label: "complaints received", Value: "0"}, {Label: "listings complained of", Value: "0"}}}
	p.Received.Columns, p.Received.Desc = nil, "0 in all, at most 0 in a month."
	p.Received.Lines = []ChartLine{{"0", "292.0"}, {"1", "20.0"}}
	p.Received.Table.Groups = []RowGroup{{Rows: []Row{{Cells: []Cell{{Head: true, Text: "June 2026"}, {Text: "0"}, {Text: "0"}}}}}}
	p.Bars = []BarTable{{ID: "appeals", Title: "Appeals", Head: "Appeals", Rows: []BarRow{{"Filed by sellers", "0", "0.0"}, {"Filed by complainants", "0", "0.0"}}}}
	return p
}

func sampleTransparency() TransparencyPage {
	months := Select{Field: Field{Name: "from", Label: "From", Value: "2025-07"}, Options: []Option{{Value: "2025-07", Label: "July 2025"}, {Value: "2026-06", Label: "June 2026"}}}
	until := months
	until.Field = Field{Name: "to", Label: "Until", Value: "2026-06"}
	chart := StackedChart{
		ID: "received", Title: "Listings complained of each month", Desc: "29,700 in all, at most 5,400 in a month.", Parts: []string{"Trademark", "Copyright"},
		Lines: []ChartLine{{"0", "292.0"}, {"2,000", "201.3"}, {"4,000", "110.7"}, {"6,000", "20.0"}},
		Columns: []ChartColumn{
			{Label: "7", Year: "2025", X: 100, Width: 120, Parts: []ChartPart{{"a", "151.5", "140.5"}, {"b", "97.1", "54.4"}}},
			{Label: "8", X: 320, Width: 120, Parts: []ChartPart{{"a", "120.0", "172.0"}, {"b", "60.0", "60.0"}}},
			{Label: "1", Year: "2026", X: 540, Width: 120, Parts: []ChartPart{{"a", "100.0", "192.0"}, {"b", "47.2", "52.8"}}},
		},
		Table: Table{Caption: "Listings complained of each month", Columns: []Column{{Label: "Month"}, {Label: "Trademark", Class: "num"}, {Label: "Copyright", Class: "num"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "July 2025"}, {Text: "3,100"}, {Text: "1,200"}}},
			{Cells: []Cell{{Head: true, Text: "August 2025"}, {Text: "3,800"}, {Text: "1,320"}}},
		}}}},
	}
	return TransparencyPage{
		Page: sampleFrame("Transparency"), Lede: "What was complained of, what sellers answered and what was decided, from July 2025 to June 2026.", From: months, To: until,
		Stats: Stats{Items: []Stat{
			{Label: "complaints received", Value: "61,904"},
			{Label: "listings complained of", Value: "148,212"},
			{Label: "counter-notifications", Value: "7,318"},
			{Label: "appeals", Value: "812"},
			{Label: "reports of abuse", Value: "94"},
		}},
		Received: chart,
		Bars: []BarTable{
			{ID: "actions", Title: "What became of listings", Note: "A listing that is removed and later kept is counted in both.", Head: "Outcome", Rows: []BarRow{
				{"Removed, the seller did not answer", "61,020", "100.0"}, {"Deleted by seller", "41,300", "67.7"}, {"Kept or put back", "9,110", "14.9"},
			}},
			{ID: "appeals", Title: "Appeals", Head: "Appeals", Rows: []BarRow{{"Filed by sellers", "612", "100.0"}, {"Filed by complainants", "200", "32.7"}}},
		},
		Times: Table{Caption: "How long it took", Columns: []Column{{Label: "What"}, {Label: "Half took at most", Class: "num"}, {Label: "Number", Class: "num"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "From a complaint to the decision on its notice"}, {Text: "9 hours"}, {Text: "61,001"}}},
		}}}},
		Notes: []string{"Months are those of UTC. The current month goes on.", "Acts are counted, not people: no small number is left out."},
		Links: []Link{{Text: "All figures as CSV", Href: "/transparency/figures.csv"}, {Text: "Half-year report as PDF", Href: "/transparency/2026-H1.pdf"}},
	}
}
