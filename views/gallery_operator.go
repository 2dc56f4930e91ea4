package views

func operatorRunningSample() OperatorPage {
	p := operatorEmptySample()
	row := func(cells ...string) Row {
		r := Row{Cells: []Cell{{Head: true, Text: cells[0]}}}
		for _, c := range cells[1:] {
			r.Cells = append(r.Cells, Cell{Text: c})
		}
		return r
	}
	p.Running = []Table{
		{
			Caption: "Processes", Columns: []Column{{Label: "Machine"}, {Label: "Does"}, {Label: "Began", Class: "nowrap"}, {Label: "Last sign of life", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{
				row("portal-7d9c6b5f4-x2x9k.production.quaylane.example", "answers and carries out", "Mon 15 June, 09:02", "Mon 15 June, 18:00"),
				row("worker-1", "carries out", "Mon 15 June, 09:02", "Mon 15 June, 17:20"),
			}}},
		},
		{
			Caption: "What waits", Columns: []Column{{Label: "Who is waited for"}, {Label: "Waiting", Class: "num"}, {Label: "Late", Class: "num"}},
			Groups: []RowGroup{{Rows: []Row{row("Sellers\u2019 turns", "318", "0"), row("Reviewers\u2019 tasks", "41", "3")}}},
		},
		{
			Caption: "What runs out, and what was done last", Columns: []Column{{Label: "What"}, {Label: "When", Class: "nowrap"}},
			Groups: []RowGroup{{Rows: []Row{row("Last backup", "none is known"), row("The right IPR-2026-000102 ends", "Fri 26 June")}}},
		},
	}
	return p
}
