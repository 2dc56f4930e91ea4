package present

import (
	"ipportal/ipcase"
	"ipportal/web/present/casepdf"
)

// fileFixes are what the seller changed instead of a removal, and what was
// answered to it.
func (r Reader) fileFixes(in CaseFile) casepdf.Section {
	v := in.View
	s := casepdf.Section{Heading: r.T("Fixes instead of removal")}
	for _, f := range v.Fixes {
		s.Blocks = append(s.Blocks, casepdf.Block{Title: r.T("Fix proposed by the seller"), Rows: []casepdf.Row{
			{Key: r.T("Proposed"), Value: r.Time(f.FiledAt).Text}, {Key: r.T("Listings"), Value: r.fileRefs(v, f.Items)},
		}, Text: f.Words})
		for _, l := range in.Fixed {
			if l.Fix != f.PublicID {
				continue
			}
			b := casepdf.Block{Title: r.T("What the fix changed in %s", r.fileRefs(v, []int{l.Position})), Code: []string{r.T("SHA-256 of the listing with the fix") + " " + l.After.Hash}}
			for _, c := range l.Changes {
				b.Rows = append(b.Rows, r.fileChange(c)...)
			}
			s.Blocks = append(s.Blocks, b)
		}
	}
	for _, x := range v.FixReplies {
		said := r.fixReply(v, x)
		s.Blocks = append(s.Blocks, casepdf.Block{Title: said.Title, Rows: []casepdf.Row{{Key: r.T("Answered"), Value: r.Time(x.FiledAt).Text}}, Text: x.Words})
	}
	return s
}

// fileChange is one part of a listing before and after a fix.
func (r Reader) fileChange(c ipcase.Change) []casepdf.Row {
	before, after := c.Before, c.After
	switch c.Part {
	case ipcase.PartPrice:
		before, after = storedMoney(before), storedMoney(after)
	case ipcase.PartPictures:
		return []casepdf.Row{{Key: upperFirst(r.changedPart(c.Part)), Value: r.T("%s no longer shown, %s new", r.Pictures(len(c.Gone)), r.Pictures(len(c.Come)))}}
	case ipcase.PartTitle, ipcase.PartDescription:
	}
	part := upperFirst(r.changedPart(c.Part))
	return []casepdf.Row{{Key: r.T("%s before", part), Value: before}, {Key: r.T("%s with the fix", part), Value: after}}
}

// fileOffers are the offers to settle, with the terms that this reader may see:
// who decides the case reads them only once both sides have agreed.
func (r Reader) fileOffers(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Settlement")}
	for _, o := range v.Offers {
		b := casepdf.Block{Title: r.T("Offer of %s", r.nameOfSide(v, o.Party)), Rows: []casepdf.Row{
			{Key: r.T("Made"), Value: r.Time(o.MadeAt).Text}, {Key: r.T("About"), Value: r.fileRefs(v, o.Items)}, {Key: r.T("Stands"), Value: offerBadge(r, o.State).Text},
		}}
		if o.AnsweredAt != nil {
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Answered"), Value: r.Time(*o.AnsweredAt).Text})
		}
		b.Rows = append(b.Rows, pdfRows(r.offerTerms(o))...)
		if r.Party == ipcase.PartyPlatform && o.State != ipcase.OfferAccepted {
			b.Text = r.T("Only the two sides see the terms of an offer until both have agreed on them.")
		}
		s.Blocks = append(s.Blocks, b)
		if o.Reply != "" {
			by := r.T("Answer of %s", r.nameOfSide(v, otherOf(o)))
			if o.State == ipcase.OfferTakenBack {
				by = r.T("Said with it")
			}
			s.Blocks = append(s.Blocks, casepdf.Block{Title: by, Text: o.Reply})
		}
	}
	return s
}

// fileLetters are what the sides wrote to each other through the portal.
func (r Reader) fileLetters(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Letters through the portal")}
	for _, l := range v.Letters {
		words := l.Words
		if words == "" {
			words = r.T("The words were erased with the data of who wrote them.")
		}
		s.Blocks = append(s.Blocks, casepdf.Block{
			Title: r.T("From %s", r.nameOfSide(v, l.Party)), Rows: []casepdf.Row{{Key: r.T("Written"), Value: r.Time(l.WrittenAt).Text}}, Text: words,
		})
	}
	return s
}

// fileOrders are the orders of courts and authorities, as they were recorded.
func (r Reader) fileOrders(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Orders of courts and authorities")}
	for _, o := range v.Orders {
		title := r.T("Order of a court")
		if o.Kind == ipcase.OrderOfAuthority {
			title = r.T("Order of an authority")
		}
		b := casepdf.Block{Title: title, Rows: []casepdf.Row{
			{Key: r.T("Given by"), Value: o.Authority},
			{Key: r.T("Number"), Value: o.Number},
			{Key: r.T("Of the day"), Value: r.dayWritten(o.DatedOn)},
			{Key: r.T("Recorded"), Value: r.Time(o.RecordedAt).Text},
			{Key: r.T("Listings"), Value: r.fileRefs(v, o.Items)},
		}}
		for _, e := range v.Exhibits {
			if e.OrderID != nil && *e.OrderID == o.ID {
				b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Document"), Value: e.Label + " " + e.Name})
			}
		}
		s.Blocks = append(s.Blocks, b)
	}
	return s
}

// fileTime is how the times that run are counted, why one stands still, and what
// was said about them.
func (r Reader) fileTime(in CaseFile) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Time")}
	w := r.sellerCase(SellerCase{View: in.View, Book: in.Book})
	for _, c := range w.clocks() {
		b := casepdf.Block{Title: c.Listings, Text: c.Pending}
		if c.Clock != nil {
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Rule"), Value: c.Clock.Rule}, casepdf.Row{Key: r.T("Start"), Value: c.Clock.Start})
			for _, day := range c.Clock.Days {
				b.Rows = append(b.Rows, casepdf.Row{Key: day.Day, Value: day.Note})
			}
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("End"), Value: c.Clock.Due})
		}
		s.Blocks = append(s.Blocks, b)
	}
	for _, n := range r.StandsStill(in.View) {
		s.Blocks = append(s.Blocks, casepdf.Block{Title: n.Title, Text: n.Text})
	}
	for _, p := range in.Papers {
		s.Blocks = append(s.Blocks, casepdf.Block{
			Title: r.clockPaper(p, r.fileNames(in.View)), Rows: []casepdf.Row{
				{Key: r.T("Recorded"), Value: r.Time(p.FiledAt).Text}, {Key: r.T("Listings"), Value: r.fileRefs(in.View, p.Items)},
			}, Text: p.Words,
		})
	}
	return s
}
