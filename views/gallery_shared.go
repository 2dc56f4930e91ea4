package views

const sampleHash = "d41f9a0c5be07a63c1f2486b0e9d3375a8c6f41e2b7d905c84e3fa6610b202b9"

// sharedSamples are the pages that both sides of a case open: an exhibit, a
// right, the other party, a snapshot.
func sharedSamples() []Sample {
	return []Sample{
		{"evidence", "picture", sampleEvidence()},
		{"evidence", "document", sampleEvidenceDocument()},
		{"evidence", "checked", sampleEvidenceChecked()},
		{"evidence", "text", sampleEvidenceText()},
		{"right", "in-force", sampleRight()},
		{"right", "ended", sampleRightEnded()},
		{"contact", "complainant", sampleContact()},
		{"contact", "little-disclosed", sampleContactBare()},
		{"snapshot", "same", sampleSnapshot()},
		{"snapshot", "gone", sampleSnapshotGone()},
		{"snapshot", "changed-since", sampleSnapshotChanged()},
		{"snapshot", "captured", sampleSnapshotCaptured()},
		{"snapshot", "not-captured", sampleSnapshotNotCaptured()},
		{"snapshot", "waits-for-capture", sampleSnapshotWaits()},
	}
}

func sampleCaseFrame(title string) Page {
	return sampleSellerFrame(title,
		Link{Text: "Complaints to be responded to", Href: "/seller/complaints"},
		Link{Text: "IP-2026-000118-4H", Href: "/seller/complaints/IP-2026-000118-4H"},
		Link{Text: title})
}

func sampleEvidence() EvidencePage {
	return EvidencePage{
		Page: sampleCaseFrame("E2 Screenshots of the four listings"), No: "E2", Name: "Screenshots of the four listings", From: "Norrvik Optics AB",
		Access: Badge{Info, "Both sides can see it"}, Received: Time{"2026-06-09T13:38:00Z", "Tue 9 June 2026, 21:38"},
		Facts: "PNG, 1280 × 960, 340 KB", Hash: sampleHash, Cleaned: true, Place: "Exhibit 2 of 3",
		Pages: ViewerPages{
			Picture: &Picture{Src: "/gallery/screenshot.svg", Alt: "Screenshots of the four listings"}, Zoom: 1, Label: "E2 Screenshots of the four listings",
			Larger: &Link{Text: "Larger", Href: "?zoom=2"}, Smaller: &Link{Text: "Smaller"},
		},
		Rule:     "Whoever filed it chose that both sides see it. A decision can rely on it.",
		SaveHref: "/evidence/5f0c/file", Newer: &Link{Text: "E1 Test purchase report", Href: "/evidence/4a11"}, Older: &Link{Text: "E3 Letter", Href: "/evidence/9bd2"},
		Back: Link{Text: "Back to the case", Href: "/seller/complaints/IP-2026-000118-4H"},
	}
}

func sampleEvidenceDocument() EvidencePage {
	p := sampleEvidence()
	p.Page, p.No, p.Name = sampleCaseFrame("E1 Test purchase report"), "E1", "Test purchase report, QL-88201447"
	p.Facts, p.Cleaned, p.Place, p.Newer, p.SaveHref = "PDF, 6 pages, 2.1 MB", true, "Exhibit 1 of 3", nil, ""
	p.Pages.PageOf, p.Pages.Zoom, p.Pages.Label = "Page 2 of 6", 2, "Page 2 of 6"
	p.Pages.Back, p.Pages.On = &Link{Text: "Previous page", Href: "?page=1"}, &Link{Text: "Next page", Href: "?page=3"}
	p.Pages.Smaller = &Link{Text: "Smaller", Href: "?page=2"}
	return p
}

func sampleEvidenceChecked() EvidencePage {
	p := sampleEvidence()
	p.Page, p.No, p.Name, p.From = sampleCaseFrame("S2 Tooling invoice"), "S2", "Tooling invoice", "You"
	p.Access, p.Rule = Badge{Neutral, "Reviewer only"}, "You chose that only reviewers see it. A decision cannot rely on it."
	p.Facts, p.Cleaned, p.SaveHref = "PDF, 2.1 MB", false, "/evidence/4a11/file"
	p.Pages = ViewerPages{State: "This file is being checked for viruses. Until then nobody but you is given it."}
	p.Show = &ViewerAct{
		Action: "/evidence/4a11/open", Text: "A reviewer asked for it on 11 June 2026. A decision can rely on it once the other side has seen it. This cannot be taken back.",
		Button: Button{Text: "Show it to the other side", Icon: "eye"},
	}
	return p
}

func sampleEvidenceText() EvidencePage {
	p := sampleEvidence()
	p.Page, p.No, p.Name, p.Facts = sampleCaseFrame("E3 Letter"), "E3", "Letter", "E-mail, 4 KB"
	p.Pages = ViewerPages{
		Text: "From: Norrvik Optics AB <ip@norrvik.example>\nTo: Haiyun Outdoor\nSubject: Your listing\n\nWe make this lamp since 2019. 请修改标题。", Lang: "en", Label: "E3 Letter",
		PageOf: "Page 1 of 2", Back: &Link{Text: "Previous page"}, On: &Link{Text: "Next page", Href: "?page=2"},
	}
	return p
}

func sampleRight() RightPage {
	return RightPage{
		Page: sampleCaseFrame("EUTM 099442907"), Number: "EUTM 099442907", OurNumber: "IPR-2026-000042", Title: "NORRVIK",
		State: Badge{Success, "In force"}, Checked: "Checked by Quaylane on 10 June 2026",
		Span: &Span{
			Label: "In force from 3 March 2020 to 3 March 2030; today, 11 June 2026, is 63 percent of the way",
			From:  "From 3 March 2020", Until: "In force until 3 March 2030", Today: "Today", Percent: 63,
		},
		Validity: []SummaryRow{{Key: "Registered in", Text: "European Union. It has no effect elsewhere."}, {Key: "Office", Text: "European Union Intellectual Property Office"}},
		Facts: []SummaryRow{
			{Key: "Type", Text: "Trade mark"},
			{Key: "Owner", Text: "Norrvik Optics AB", Note: "Sweden"},
			{Key: "Complainant", Link: &Link{Text: "Norrvik Optics AB", Href: "/seller/complaints/IP-2026-000118-4H/complainant"}},
			{Key: "Nice classes", Text: "9, 11"},
			{Key: "What is protected", Text: "Word mark for headlamps, hand torches and camping lanterns."},
		},
		Documents: EvidenceList{Items: []EvidenceTile{
			{Name: "Certificate of registration", Facts: "PDF, 3 pages, 890 KB · received 14 Jan 2026", Thumb: "/gallery/doc-cert.svg", Href: "/evidence/c1", Access: Badge{Success, "Checked"}},
			{Name: "Power of attorney, E. Sandqvist", Facts: "PDF, 1 page, 140 KB · received 14 Jan 2026", Href: "/evidence/c2", Access: Badge{Success, "Checked"}},
		}},
		Specimens: []Picture{{Src: "/gallery/specimen-norrvik.svg", Alt: "The word NORRVIK in plain capitals"}},
		SpecNote:  "As registered.",
		Advice:    "It covers the goods named above, sold to buyers in the European Union. If you do not ship there, or only say what your product fits, say so in a counter-notification.",
		Answer:    &Link{Text: "File a counter-notification", Href: "/seller/complaints/IP-2026-000118-4H/counter"},
	}
}

func sampleRightEnded() RightPage {
	p := sampleRight()
	p.State = Badge{Danger, "Ended"}
	p.Span = &Span{Label: "In force from 3 March 2016 to 3 March 2026; it has ended", From: "From 3 March 2016", Until: "Ended 3 March 2026", Percent: 100, Over: true}
	p.Advice, p.Answer, p.Documents, p.Specimens = "The right ended on 3 March 2026. Nothing happens to your listings because you do not answer; a reviewer looks at this complaint first.", nil, EvidenceList{}, nil
	return p
}

func sampleContact() ContactPage {
	return ContactPage{
		Page: sampleCaseFrame("Norrvik Optics AB"), Role: "Complainant", Name: "Norrvik Optics AB", State: Badge{Success, "Identity verified"},
		Seen: ContactSeen{Rows: []SummaryRow{
			{Key: "Complainant", Text: "Norrvik Optics AB"},
			{Key: "Country", Text: "Sweden"},
			{Key: "Contact person", Text: "Elin Sandqvist"},
			{Key: "Email", Link: &Link{Text: "ip@norrvik.example", Href: "mailto:ip@norrvik.example"}},
		}, Withheld: "Not shown to the other side under Marketplace procedure: Phone and Address. A reviewer sees them."},
		Letters: &LetterBox{
			Title: "Write to the complainant", Action: sampleCaseHref + "/complainant", FormID: "f", Send: "Send letter",
			Hint: "We pass your letter on to Norrvik Optics AB, here and by mail. It brings no address of yours along. A reviewer can read it. No deadline starts or stops by a letter.",
			Letters: []LetterLine{
				{Who: "You wrote", Mine: true, Time: Time{Text: "Tue 9 June 2026, 09:00", ISO: "2026-06-09T01:00:00Z"}, Text: "Would you withdraw if we change the title?"},
				{Who: "Norrvik Optics AB", Time: Time{Text: "Wed 10 June 2026, 11:20", ISO: "2026-06-10T03:20:00Z"}, Text: "Yes, and the third picture."},
				{Who: "Norrvik Optics AB", Time: Time{Text: "Wed 10 June 2026, 11:21", ISO: "2026-06-10T03:21:00Z"}, Gone: "The words were erased with the data of who wrote them."},
			},
			Words: TextArea{Rows: 5, Field: Field{Name: "letter", Label: "Your letter", Hint: "At most 5,000 characters."}},
		},
		CasesBox: "Its complaints about your listings",
		Cases: Table{
			Caption: "Its complaints about your listings",
			Columns: []Column{{Label: "Complaint no.", Class: "nowrap"}, {Label: "IP number", Class: "nowrap"}, {Label: "Listings"}, {Label: "Received", Class: "nowrap"}, {Label: "State"}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Head: true, Text: "IP-2026-000118-4H", Href: "/seller/complaints/IP-2026-000118-4H"}, {Text: "EUTM 099442907"}, {Text: "4"}, {Text: "10 Jun 2026"}, {Body: Badge{Warn, "Your response needed"}}}},
				{Cells: []Cell{{Head: true, Text: "IP-2026-000071-R3", Href: "/seller/complaints/IP-2026-000071-R3"}, {Text: "EUTM 099442907"}, {Text: "3"}, {Text: "18 May 2026"}, {Body: Badge{Neutral, "Deleted by you"}}}},
			}}},
		},
		Record: &Record{Title: "Track record", Figure: "93 %", Label: "upheld or not contested", Percent: 93, Note: "187 of 201 listings in the last 12 months. This figure does not decide your case."},
		Advice: "Many complaints end when the two sides talk. The complainant can withdraw at any time. Your deadline keeps running.",
	}
}

func sampleContactBare() ContactPage {
	return ContactPage{
		Letters: &LetterBox{
			Title: "Write to the complainant", None: "Nothing has been written yet.", Hint: "We pass your letter on, here and by mail.",
			Closed: "Your role lets you read. Ask Lin Yue (owner) to do this, or for the permission.",
		},
		Page: sampleCaseFrame("深圳市澜光科技有限公司"), Role: "Complainant", Name: "深圳市澜光科技有限公司", Lang: "zh-CN", State: Badge{Success, "Identity verified"},
		Seen: ContactSeen{
			Rows:     []SummaryRow{{Key: "Complainant", Text: "深圳市澜光科技有限公司", Lang: "zh-CN"}, {Key: "Contact", Text: "Contact through this portal"}},
			Withheld: "Not shown to the other side under Marketplace procedure: Contact person, Email, Phone and Address. A reviewer sees them.",
		},
	}
}

func sampleSnapshot() SnapshotPage {
	return SnapshotPage{
		Page: sampleCaseFrame("Snapshot of QL-88201447"), ID: "QL-88201447", Title: "NORVIK style rechargeable headlamp, 1200 lm, IPX6",
		Taken: Time{"2026-06-09T13:38:04Z", "Tue 9 June 2026, 21:38:04"}, Hash: sampleHash,
		Facts: []SummaryRow{
			{Key: "Price", Text: "US$9.40–11.20"},
			{Key: "Seller", Text: "Haiyun Outdoor"},
			{Key: "Site", Text: "Quaylane United States"},
			{Key: "Category", Text: "Outdoor lighting"},
			{Key: "Address", Text: "https://us.quaylane.example/listings/QL-88201447"},
		},
		Description: "Bright headlamp for hikers and climbers.\n1200 lumen, three modes, USB-C.\nWaterproof to IPX6.",
		Pictures: []Picture{
			{Src: "/gallery/headlamp-1.svg", Alt: "Picture 1 of 2", Hash: sampleHash},
			{Src: "/gallery/headlamp-spec.svg", Alt: "Picture 2 of 2", Hash: sampleHash},
		},
		Back: Link{Text: "Back to the case", Href: "/seller/complaints/IP-2026-000118-4H"},
	}
}

func sampleSnapshotChanged() SnapshotPage {
	p := sampleSnapshot()
	before, after := Picture{Src: "/gallery/headlamp-1.svg", Alt: "Picture 1 when complained of"}, Picture{Src: "/gallery/headlamp-spec.svg", Alt: "Picture 1 now"}
	p.Now = &ListingNow{
		Says: Notice{Tone: Info, Title: "The listing has changed since", Text: "Title, price and pictures are not what they were. The complaint is judged by the snapshot.", Link: &Link{Text: "See the listing now", Href: "/catalogue/quaylane-us/QL-88201447"}},
		Words: []FixChange{
			{Label: "Title", Runs: []TextRun{{"gone", "NORVIK style rechargeable"}, {"come", "Rechargeable"}, {"", " headlamp, 1200 lm, IPX6"}}},
			{Label: "Price", Runs: []TextRun{{"gone", "US$9.40"}, {"", " "}, {"come", "US$11.20"}}},
			{Label: "Description", Lang: "zh-CN", Runs: []TextRun{{"", "户外登山"}, {"gone", "诺维克"}, {"come", "可充电"}, {"", "头灯，三档亮度。"}}},
		},
		Pictures: []PictureThen{
			{Fate: Badge{Warn, "Changed"}, Before: &before, After: &after, Then: "Picture 1 then", Now: "Picture 1 now", Note: "Outlines alike: 74 of 100. It proves nothing."},
			{Fate: Badge{Neutral, "Unchanged"}, Before: &before, After: &before, Then: "Picture 2 then", Now: "Picture 3 now"},
			{Fate: Badge{Danger, "No longer shown"}, Before: &before, Then: "Picture 3 then", Now: "Not there now"},
			{Fate: Badge{Info, "New"}, After: &after, Then: "Not there then", Now: "Picture 2 now"},
		},
	}
	return p
}

// sampleSnapshotCaptured has the page of the listing beside its fields; the others say
// that it waits, and why there is none.
func sampleSnapshotCaptured() SnapshotPage {
	p := sampleSnapshot()
	p.Capture = &PageCapture{
		Picture: Picture{Src: "/gallery/headlamp-spec.svg", Alt: "The page of listing QL-88201447 on Tue 9 June 2026, 21:38:09", Width: 1280, Height: 2400},
		Facts: []SummaryRow{
			{Key: "Captured", Body: Time{"2026-06-09T13:38:09Z", "Tue 9 June 2026, 21:38:09"}},
			{Key: "Address", Text: "https://us.quaylane.example/listings/QL-88201447"},
			{Key: "Picture", Text: "1280 × 10000 pixels"},
		},
		Hash: sampleHash, Note: "The page is longer than this. Its first 10,000 pixels are kept.",
	}
	return p
}

func sampleSnapshotNotCaptured() SnapshotPage {
	p := sampleSnapshot()
	p.Capture = &PageCapture{Says: &Notice{Tone: Info, Title: "The page could not be captured: it was not there any more", Text: "It was tried on Tue 9 June 2026, 21:38:09. The snapshot does not depend on it."}}
	return p
}

func sampleSnapshotWaits() SnapshotPage {
	p := sampleSnapshot()
	p.Pictures = nil // of a listing that had none
	p.Capture = &PageCapture{Says: &Notice{Tone: Info, Title: "The page is being captured", Text: "A browser opens it and keeps a picture. Come back in a few minutes."}}
	return p
}

func sampleSnapshotGone() SnapshotPage {
	p := sampleSnapshot()
	p.Now = &ListingNow{Says: Notice{Tone: Info, Title: "The listing is not offered at this moment", Text: "It is offline after a complaint. This page shows how it was."}}
	return p
}
