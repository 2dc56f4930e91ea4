package views

func caseFileSamples() []Sample {
	return []Sample{
		{"case-file", "ready", CaseFile(sampleCaseFile())},
		{"case-file", "waiting", CaseFile(sampleCaseFileWaiting())},
		{"case-file", "large", CaseFile(sampleCaseFileLarge(false))},
		{"case-file", "being-made", CaseFile(sampleCaseFileLarge(true))},
	}
}

func sampleCaseFile() CaseFilePage {
	return CaseFilePage{
		Page: sampleCaseFrame("Case file IP-2026-000118-4H"), Lede: "One file with what you see of this case, which proves itself.",
		Holds: SummaryList{Rows: []SummaryRow{
			{Key: "Case", Text: "IP-2026-000118-4H"},
			{Key: "Listings", Text: "12 listings"},
			{Key: "Events", Text: "9, of which 7 are shown to you"},
			{Key: "Files", List: []string{"exhibits/E1 Photographs of the headlamp beside the registered design, front and back.jpg · 1.2 MB", "exhibits/S1 invoice.txt · 3 kB"}},
			{Key: "Size", Text: "about 1.4 MB"},
		}},
		Saves: []LinkButton{
			{Kind: Primary, Text: "Save the ZIP", Href: "/seller/cases/IP-2026-000118-4H/casefile.zip"},
			{Text: "Save the PDF", Href: "/seller/cases/IP-2026-000118-4H/casefile.pdf"},
			{Text: "ZIP in Chinese", Href: "/seller/cases/IP-2026-000118-4H/casefile.zip?lang=zh-CN"},
			{Text: "PDF in Chinese", Href: "/seller/cases/IP-2026-000118-4H/casefile.pdf?lang=zh-CN"},
		},
		Check: "Each event names the hash of the one before it, and is a leaf of the log that joins all cases.",
		Events: []CaseFileEvent{
			{Seq: "1", Time: &Time{ISO: "2026-06-10T01:12:00Z", Text: "Wed 10 Jun, 09:12"}, Text: "complained about QL-88201447", Hash: "9f2c 41ab", Place: "leaf 1,204 of the log"},
			{Seq: "2", Text: "An event that is not shown to you", Hash: "77ab 0c1e", Place: "leaf 1,207 of the log"},
		},
		Public: []Link{{Text: "Public key of the log", Href: "/log/key"}, {Text: "Last checkpoint of the log", Href: "/log/checkpoint"}},
		Back:   Link{Text: "Back to the case", Href: sampleCaseHref},
	}
}

func sampleCaseFileWaiting() CaseFilePage {
	p := sampleCaseFile()
	p.Wait = "The newest events are not in the log yet. That takes about a minute."
	p.Events[1].Place = "not in the log yet"
	p.Holds.Rows = p.Holds.Rows[:3]
	return p
}

func sampleCaseFileLarge(asked bool) CaseFilePage {
	p := sampleCaseFile()
	p.Saves = p.Saves[1:2]
	p.Making = &CaseFileMaking{
		Href: "/seller/cases/IP-2026-000118-4H/casefile", Text: "This case is large: its ZIP is made first, and kept here for a day. You can close this page meanwhile.",
		Look: Link{Text: "See how far it is", Href: "/seller/cases/IP-2026-000118-4H/casefile#making"},
	}
	ask := &PostButton{Action: p.Making.Href, Hidden: []HiddenInput{{Name: "lang", Value: "en"}}, Button: Button{Text: "Make the ZIP", Vh: "ZIP in Chinese"}}
	p.Making.Lines = []CaseFileMade{
		{
			Name: "ZIP in English", Text: "Made on Wed 10 June 2026, 09:12, 204 MB. Kept until Thu 11 June 2026, 09:12.",
			Save: &LinkButton{Kind: Primary, Text: "Save the ZIP", Href: "/seller/cases/IP-2026-000118-4H/casefile.zip?lang=en"},
		},
		{Name: "ZIP in Chinese", Text: "The case has changed since the ZIP was made on Tue 9 June 2026, 09:12. Make it again.", Make: ask},
	}
	if asked {
		p.Making.Waits = true
		p.Making.Lines = []CaseFileMade{
			{Name: "ZIP in English", Text: "Being made: 120 of 300 files.", Done: "120", Total: "300"},
			{Name: "ZIP in Chinese", Make: ask},
		}
	}
	return p
}
