package present

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// CounterCheck is step 5: everything once more before it is sent.
func CounterCheck(r Reader, in SellerCase, f CounterForm, p views.Page) views.SellerCounterCheck {
	w := r.counterForm(in, f, "check")
	d := f.Draft
	page := views.SellerCounterCheck{SellerCounterStep: w.frame(p)}
	page.Title = r.T("Check your answers")
	page.Lede = r.T("Nothing is sent until you press the button at the bottom.")
	page.Send = views.Button{Kind: views.Primary, Icon: "scale", Text: r.T("Send counter-notification")}
	page.Foot = ""
	page.Seen = w.seenByHolder()
	all := ipcase.CheckCompleteness(w.elements(), d.Given(len(f.Files)))
	page.Complete = views.CompletenessCard{Note: r.lackingNote(all), Elements: r.completeness(all, func(field string) string {
		return CounterHref(w.v.Case.Number, f.ID, CounterStepOf(field))
	})}
	if moved := w.movedOn(); moved != "" {
		page.Notice = &views.Notice{
			Tone: views.Warn, Title: r.T("Something has changed since you chose the listings."), Text: r.T("%s: look at them again before you send.", moved),
			Link: &views.Link{Text: r.T("Choose listings"), Href: CounterHref(w.v.Case.Number, f.ID, "listings")},
		}
	}
	label, _ := r.groundChoice(d.Ground)
	if page.Notice == nil {
		page.Notice = w.costOfCounter()
	}
	page.Sections = []views.SellerCheckSection{
		w.section("grounds", r.T("Your reasons"),
			views.SummaryRow{Key: r.T("Reason"), Text: label},
			views.SummaryRow{Key: r.T("Explanation"), Body: ownWords(d.Explanation, r.OtherLang(d.Lang))}),
		w.section("listings", r.T("Listings"), append(w.contested(), w.alsoRows()...)...),
		w.section("evidence", r.T("Evidence"), w.fileRows()...),
		w.section("statements", r.T("Statements"),
			views.SummaryRow{Key: r.T("Made by"), Text: d.Contact.Name, Note: strings.Join(filled(d.Contact.Email, d.Contact.Phone, d.Contact.Address), " · ")},
			views.SummaryRow{Key: r.T("Statements"), List: w.tickedLabels()},
			views.SummaryRow{Key: r.T("Signature"), Text: d.Signature}),
	}
	for n := range page.Errors.Entries {
		field := f.Refusal.Fields[n].Field
		page.Errors.Entries[n].ID = CounterStepOf(field)
	}
	return page
}

// ownWords is a text with its line breaks, or nothing where there is none.
func ownWords(text, lang string) templ.Component {
	if text == "" {
		return nil
	}
	return views.OwnWords{Text: text, Lang: lang}
}

func filled(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// section is one step as it was answered, with the way back to it.
func (w counterWords) section(step, title string, rows ...views.SummaryRow) views.SellerCheckSection {
	s := views.SellerCheckSection{ID: step, Title: title, Rows: rows}
	for n := range s.Rows {
		s.Rows[n].Act = &views.Link{Text: w.r.T("Change"), Href: CounterHref(w.v.Case.Number, w.f.ID, step)}
		if s.Rows[n].Text == "" && len(s.Rows[n].List) == 0 && s.Rows[n].Body == nil {
			s.Rows[n].Text = w.r.T("Nothing yet")
		}
	}
	if w.f.Refusal != nil {
		for _, f := range w.f.Refusal.Fields {
			if CounterStepOf(f.Field) == step {
				s.Error = w.r.T(f.Msg, f.Args...)
				break
			}
		}
	}
	return s
}

func (w counterWords) contested() []views.SummaryRow {
	var chosen, left []string
	for _, i := range w.v.Items {
		line := i.Snapshot.Ref + " – " + i.Snapshot.Title
		if slices.ContainsFunc(w.f.Draft.Items, func(c ipcase.Chosen) bool { return c.Position == i.Position }) {
			chosen = append(chosen, line)
		} else if slices.Contains(i.Moves, ipcase.MoveCounter) {
			left = append(left, line)
		}
	}
	rows := []views.SummaryRow{{Key: w.r.T("Contest (%d)", len(chosen)), List: chosen}}
	if len(left) > 0 {
		rows = append(rows, views.SummaryRow{Key: w.r.T("Left out (%d)", len(left)), List: left, Note: w.r.T("Their own deadline keeps running.")})
	}
	return rows
}

// movedOn names the chosen listings that are no longer as they were chosen.
func (w counterWords) movedOn() string {
	var positions []int
	for _, c := range w.f.Draft.Items {
		for _, i := range w.v.Items {
			if i.Position == c.Position && (i.Version != c.Version || !slices.Contains(i.Moves, ipcase.MoveCounter)) {
				positions = append(positions, i.Position)
			}
		}
	}
	if len(positions) == 0 {
		return ""
	}
	return w.refsOf(positions)
}

func (w counterWords) fileRows() []views.SummaryRow {
	var both, reviewer []string
	for _, e := range w.f.Files {
		if e.Visibility == ipcase.ReviewerOnly {
			reviewer = append(reviewer, e.Name)
		} else {
			both = append(both, e.Name)
		}
	}
	rows := []views.SummaryRow{{Key: w.r.T("Both sides (%d)", len(both)), List: both}}
	if len(reviewer) > 0 {
		rows = append(rows, views.SummaryRow{Key: w.r.T("Reviewer only (%d)", len(reviewer)), List: reviewer})
	}
	return rows
}

func (w counterWords) tickedLabels() []string {
	var labels []string
	for _, e := range w.elements() {
		if e.Kind == ipcase.ElementStatement && slices.Contains(w.f.Draft.Ticked, e.ID) {
			labels = append(labels, e.Label.In(w.r.Lang))
		}
	}
	return labels
}

// CounterDone is step 6: it was received under a reference, and what happens next.
func CounterDone(r Reader, in SellerCase, c ipcase.Counter, p views.Page) views.SellerCounterDone {
	w := r.sellerCase(in)
	v := in.View
	n := slices.IndexFunc(v.Counters, func(x ipcase.Counter) bool { return x.ID == c.ID })
	page := views.SellerCounterDone{
		Page: p, Receipt: views.Receipt{Title: r.T("Counter-notification sent"), Label: r.T("Your reference number"), No: CounterRef(v.Case.Number, max(n, 0))},
		Received: r.T("We received it on %s and sent you a copy by email. %s has been told.", r.Time(c.FiledAt).Text, r.PartyName(v.Holder)),
		Track:    w.trackOf(c),
	}
	page.Crumbs = w.crumbs(views.Link{Text: r.T("Counter-notification")})
	switch act := r.action(v.Procedure); v.Procedure.AfterCounter {
	case ipcase.CourtWait:
		page.Follows = []views.SummaryRow{
			{Key: r.T("If the complainant shows %s", act), Text: r.T("The case is paused, the listings stay as they are, and we tell you which court.")},
			{Key: r.T("If it does not"), Text: r.T("The listings are put back after %s.", r.Span(v.Procedure.Windows[ipcase.WindowCourt]))},
			{Key: r.T("If it accepts your reasons"), Text: r.T("The complaint closes and the listings are put back.")},
		}
	case ipcase.ReviewerDecides:
		page.Follows = []views.SummaryRow{
			{Key: r.T("A reviewer decides"), Text: r.T("Usually within %s, on both sides’ evidence, and sends you the reasons.", r.Span(v.Procedure.Windows[ipcase.WindowReview]))},
			{Key: r.T("If you disagree with the decision"), Text: r.T("You can appeal within %s; another reviewer looks at it again.", r.Months(v.Procedure.AppealMonths))},
			{Key: r.T("If it goes to court"), Text: r.T("The case is paused, the listings stay as they are, and we tell you which court.")},
		}
	default:
		page.Follows = []views.SummaryRow{
			{Key: r.T("If the complainant accepts your reasons"), Text: r.T("The complaint closes and nothing more is needed.")},
			{Key: r.T("If it does not answer in time"), Text: r.T("The complaint closes and your listings stay, or are put back.")},
			{Key: r.T("If it disagrees"), Text: r.T("A reviewer decides on both sides’ evidence and sends you the reasons.")},
			{Key: r.T("If it goes to court"), Text: r.T("The case is paused, the listings stay as they are, and we tell you which court.")},
		}
	}
	page.Actions = []views.LinkButton{
		{Kind: views.Primary, Text: r.T("Back to Complaints to be responded to"), Href: SellerComplaints},
		{Text: r.T("View the case"), Href: w.href},
	}
	return page
}

// trackOf is the track of a counter-notification: of its own listings, while
// others of the case may stand elsewhere.
func (w caseWords) trackOf(c ipcase.Counter) views.Track {
	var waiting []ipcase.ItemView
	for _, i := range w.in(ipcase.Countered, ipcase.StatutoryWait, ipcase.Contested) {
		if slices.Contains(c.Items, i.Position) {
			waiting = append(waiting, i)
		}
	}
	if len(waiting) == 0 {
		return w.track()
	}
	if waiting[0].State == ipcase.Contested {
		return w.trackAt(stageDecision, nil)
	}
	return w.trackAt(stageHolder, dueOf(waiting))
}

// alsoRows are the other complaints that are answered with it.
func (w counterWords) alsoRows() []views.SummaryRow {
	var rows []views.SummaryRow
	for _, v := range w.answered() {
		var refs []string
		for _, i := range v.Items {
			if slices.ContainsFunc(w.answers(v).Items, func(c ipcase.Chosen) bool { return c.Position == i.Position }) {
				refs = append(refs, i.Snapshot.Ref)
			}
		}
		rows = append(rows, views.SummaryRow{Key: w.r.T("Answers too"), Text: w.r.T("%s by %s", v.Case.Number, w.r.PartyName(v.Holder)), Note: w.r.some(refs)})
	}
	return rows
}
