package present

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderFileSend is the last step: everything once more.
func (r Reader) HolderFileSend(f Filing, orgName string) views.HolderFileSend {
	s, _ := r.step(f, StepSend, sendParts(f))
	s.Title, s.Lede = r.T("Check your answers"), r.T("Nothing is sent until you press the button at the bottom.")
	s.Button = views.Button{Kind: views.Primary, Icon: "send", Text: r.sendWords(f.Check), Name: "do", Value: "send"}
	out := views.HolderFileSend{HolderStep: s}
	out.Sections = []views.HolderFileSection{
		{ID: "part-right", Title: r.T("IP right"), List: r.sendRight(f)},
		{ID: "part-listings", Title: r.T("Listings"), List: r.sendListings(f)},
		{ID: "part-facts", Title: r.T("Reason and facts"), List: r.sendFacts(f)},
		{ID: "part-statements", Title: r.T("Contact and statements"), List: r.sendStatements(f)},
	}
	all := ipcase.CheckCompleteness(f.elements(), f.Draft.Given(len(f.Files), f.Check, nil))
	out.Complete = views.CompletenessCard{Note: r.lackingNote(all), Elements: r.completeness(all, func(field string) string { return FileHref(f.ID, StepOf(f, field)) })}
	out.Seen = r.seenBySeller(f, orgName)
	out.Then = views.Notice{Tone: views.Info, Title: r.T("When you send this"), Text: r.whenSent(f, f.complainant(r, orgName))}
	return out
}

// sendWords is the button: what it does, with the number.
func (r Reader) sendWords(check ipcase.ListingCheck) string {
	return r.T("Send complaint about %s (%s)", r.Listings(check.Count), r.Sellers(len(check.Sellers)))
}

// sendParts leads from a wrong field to the part of the page in which it stands.
func sendParts(f Filing) map[string]string {
	parts := map[string]string{
		"right": "part-right", "lines": "part-listings", "reason": "part-facts", "explanation": "part-facts", "evidence": "part-facts", "again_reason": "part-facts",
		"signature": "part-statements", "contact-name": "part-statements", "contact-address": "part-statements",
		"contact-phone": "part-statements", "contact-email": "part-statements",
	}
	for _, e := range f.elements() {
		parts["element-"+e.ID] = "part-facts"
		if e.Kind == ipcase.ElementStatement {
			parts["element-"+e.ID] = "part-statements"
		}
	}
	return parts
}

func (r Reader) change(f Filing, step string) *views.Link {
	return &views.Link{Text: r.T("Change"), Href: FileHref(f.ID, step)}
}

func (r Reader) sendRight(f Filing) views.SummaryList {
	list := views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Right"), Text: r.rightTitle(f.Right), Lang: r.LangOf(f.Right.Title), Act: r.change(f, StepRight)},
		{Key: r.T("In force"), Text: r.rightLine(f.Right)},
	}}
	if f.Principal != nil {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Filed for"), Text: f.Principal.Name, Lang: r.LangOf(f.Principal.Name), Note: r.T("under its power of attorney; both names are shown")})
	}
	return list
}

func (r Reader) sendListings(f Filing) views.SummaryList {
	var list views.SummaryList
	for _, g := range f.Check.Sellers {
		refs := make([]string, len(g.Lines))
		for n, l := range g.Lines {
			refs[n] = l.Offer.Ref
		}
		list.Rows = append(list.Rows, views.SummaryRow{
			Key: g.SellerName + " (" + itoa(len(g.Lines)) + ")", Text: strings.Join(refs, ", "), Act: r.change(f, StepCheck),
		})
	}
	if n := len(f.Check.Unused); n > 0 {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Not used"), Text: r.lines(n), Act: r.change(f, StepCheck)})
	}
	return list
}

func (r Reader) sendFacts(f Filing) views.SummaryList {
	d := f.Draft
	list := views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Reason"), Text: f.Reason.Label.In(r.Lang), Act: r.change(f, StepReason)},
		{Key: r.T("Procedure"), Text: f.Check.Procedure.Name.In(r.Lang), Note: f.Check.Selected.Rule.Why.In(r.Lang), Act: r.change(f, StepReason)},
		{Key: r.T("Explanation"), Body: views.Said{Text: d.Explanation, Lang: r.OtherLang(d.Lang)}, Act: r.change(f, StepFacts)},
	}}
	for _, e := range f.elements() {
		if e.Kind == ipcase.ElementText && e.ID != ipcase.ElementExplanation {
			list.Rows = append(list.Rows, views.SummaryRow{Key: e.Label.In(r.Lang), Body: views.Said{Text: d.Answers[e.ID], Lang: r.LangOf(d.Answers[e.ID])}, Act: r.change(f, StepFacts)})
		}
	}
	var names []string
	for _, e := range f.Files {
		name := e.Name
		if e.Visibility == ipcase.ReviewerOnly {
			name += " – " + r.T("Reviewer only")
		}
		names = append(names, name)
	}
	row := views.SummaryRow{Key: r.T("Evidence"), List: names, Act: r.change(f, StepFacts)}
	if len(names) == 0 {
		row.Text = r.T("None")
	}
	list.Rows = append(list.Rows, row)
	return list
}

func (r Reader) sendStatements(f Filing) views.SummaryList {
	c := f.Draft.Contact
	made, all := 0, 0
	for _, e := range f.elements() {
		if e.Kind == ipcase.ElementStatement {
			all++
			if contains(f.Draft.Ticked, e.ID) {
				made++
			}
		}
	}
	contact := []string{}
	for _, x := range []string{c.Name, c.Email, c.Phone, c.Address} {
		if x != "" {
			contact = append(contact, x)
		}
	}
	return views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Contact"), Body: views.Said{Text: strings.Join(contact, "\n")}, Act: r.change(f, StepStatements)},
		{Key: r.T("Statements"), Text: r.T("%d of %d made", made, all), Act: r.change(f, StepStatements)},
		{Key: r.T("Signature"), Text: f.Draft.Signature, Lang: r.LangOf(f.Draft.Signature), Act: r.change(f, StepStatements)},
	}}
}

// whenSent says what follows, for this procedure.
func (r Reader) whenSent(f Filing, orgName string) string {
	p := f.Check.Procedure
	sellers := len(f.Check.Sellers)
	first := r.N(sellers, "One complaint with %d case is made, one for each seller.", "One complaint with %d cases is made, one for each seller.")
	check := r.T("We check that it is complete; that takes about %s.", r.Span(p.Windows[ipcase.WindowIntake]))
	if f.Right.Status != ipcase.RightVerified {
		check = r.T("It waits until your right is verified; then we check that it is complete.")
	}
	after := r.T("Then each seller is told and has %s to answer.", r.Span(p.Windows[ipcase.WindowSellerFirst]))
	switch p.Mode {
	case ipcase.RemoveFirst:
		after = r.T("Then the listings are removed, each seller is told, and can file a counter-notification.")
	case ipcase.RemoveWait:
		after = r.T("Then the listings are removed for %s, and each seller is told. They return unless you show %s by then.", r.Span(p.Windows[ipcase.WindowCourt]), r.action(p))
	case ipcase.NotifyFirst:
	}
	return r.sentences(first, check, after, r.T("Each seller sees %s and what is listed under “Exactly this is shown to each seller”.", orgName))
}

// sentences puts sentences one after the other, as the language writes them.
func (r Reader) sentences(list ...string) string {
	if r.chinese() {
		return strings.Join(list, "")
	}
	return strings.Join(list, " ")
}

// HolderFiled is the receipt of a filing.
func (r Reader) HolderFiled(p views.Page, a ipcase.Actor, h ipcase.HolderComplaint) views.HolderFiled {
	c := h.Complaint
	out := views.HolderFiled{
		Page:    p,
		Receipt: views.Receipt{Title: r.T("Complaint sent"), Label: r.T("Your reference number"), No: c.Number},
		Mail:    r.T("%s of %s. The number is in your messages, and a mail with it is on its way.", r.Listings(h.Listings()), r.Sellers(len(h.Cases))),
		Href:    "/holder/complaints/" + c.Number,
		Again:   button(a.May(ipcase.PermFile), views.LinkButton{Kind: views.Quiet, Text: r.T("File another complaint"), Href: "/holder/file"}),
	}
	t := views.Table{Caption: r.T("Cases of this complaint"), Columns: []views.Column{
		{Label: r.T("Case"), Class: "nowrap"}, {Label: r.T("Seller")}, {Label: r.T("Listings")}, {Label: r.T("State"), Class: "lead"}, {Label: r.T("Next")},
	}}
	var rows []views.Row
	check := views.Step{State: views.Current, Title: r.T("Check"), Who: r.T("A reviewer")}
	for _, k := range h.Cases {
		next := ""
		if k.ReviewDueAt != nil {
			day, _ := r.end(*k.ReviewDueAt)
			next = r.T("We check it by %s", r.ShortDay(day).Text)
			check.When, check.Time = r.T("by {time}"), r.ShortUntil(*k.ReviewDueAt)
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: k.Number, Href: "/holder/cases/" + k.Number},
			{Text: k.SellerName, Lang: r.LangOf(k.SellerName)},
			{Text: itoa(len(k.Items))},
			{Body: r.CaseBadge(k.Status, nil, false)},
			{Text: next},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	out.Cases = t
	out.Next = views.Track{Steps: append([]views.Step{check}, r.stepsAfterCheck(h.Procedure, r.T("Each seller"))...)}
	return out
}

// stepsAfterCheck is what a complaint goes through once it is complete.
func (r Reader) stepsAfterCheck(p ipcase.Procedure, seller string) []views.Step {
	answer := views.Step{State: views.Next, Title: r.T("Your answer"), Who: r.T("You"), When: r.T("only to a counter-notification; %s", r.Span(p.Windows[ipcase.WindowHolderAnswer]))}
	decision := views.Step{State: views.Next, Title: r.T("Decision"), Who: r.T("A reviewer"), When: r.T("about %s after your answer", r.Span(p.Windows[ipcase.WindowReview]))}
	response := views.Step{State: views.Next, Title: r.T("Seller’s response"), Who: seller, When: r.Span(p.Windows[ipcase.WindowSellerFirst])}
	switch p.Mode {
	case ipcase.RemoveFirst:
		response.Title, response.When = r.T("Removal and response"), r.T("removed at once; the seller may answer")
	case ipcase.RemoveWait:
		response.Title, response.Who, response.When = r.T("Removal"), r.T("The marketplace"), r.T("at once; the seller is told")
	case ipcase.NotifyFirst:
	}
	switch p.AfterCounter {
	case ipcase.CourtWait:
		answer.Title, answer.When = r.actionTitle(p), r.T("only after a counter-notification; %s", r.Span(p.Windows[ipcase.WindowCourt]))
		decision.Title, decision.Who, decision.When = r.T("Put back"), r.T("The marketplace"), r.T("unless you show %s", r.action(p))
	case ipcase.NoCounter:
		answer.Title, answer.When = r.actionTitle(p), r.T("within %s", r.Span(p.Windows[ipcase.WindowCourt]))
		decision.Title, decision.Who, decision.When = r.T("Put back"), r.T("The marketplace"), r.T("unless you show %s", r.action(p))
	case ipcase.ReviewerDecides:
		answer.Title, answer.Who, answer.When = r.T("Seller’s answer to you"), seller, r.T("you receive a copy; you need not answer")
		decision.When = r.T("about %s after the seller’s answer", r.Span(p.Windows[ipcase.WindowReview]))
	case ipcase.HolderAnswers:
	}
	return []views.Step{response, answer, decision, {
		State: views.Next, Title: r.T("Appeal"), Who: r.T("You or the seller"), When: r.T("%s after a decision", r.Months(p.AppealMonths)),
	}}
}
