package present

import (
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// CounterForm is a counter-notification that is being written.
type CounterForm struct {
	ID      string // of the draft; empty before its first step was sent
	Draft   ipcase.CounterDraft
	Saved   time.Time
	Files   []ipcase.Exhibit
	Open    []ipcase.CaseView // other complaints that it can answer too
	Refusal *ipcase.Error
}

// The steps of a counter-notification, by the last part of their address.
var counterSteps = []string{"grounds", "listings", "evidence", "statements", "check"}

// CounterHref is the address of a step.
func CounterHref(caseNumber, draft, step string) string {
	return SellerCaseHref(caseNumber) + "/counter/" + draft + "/" + step
}

// counterFields says which fields a step asks for. An element's field begins
// with "element-".
func counterFields(step string, field string) bool {
	switch step {
	case "grounds":
		return field == "ground" || field == "explanation" || field == "lang"
	case "listings":
		return field == "items" || field == "also"
	case "evidence":
		return field == "evidence" || field == "files"
	case "statements":
		return field == "signature" || strings.HasPrefix(field, "contact-") || strings.HasPrefix(field, "element-")
	default:
		return true
	}
}

// CounterStepOf is the step that asks for a field.
func CounterStepOf(field string) string {
	for _, s := range counterSteps[:4] {
		if counterFields(s, field) {
			return s
		}
	}
	return "check"
}

// OfStep keeps what is wrong with the fields of one step; nil where nothing is.
func OfStep(e *ipcase.Error, step string) *ipcase.Error {
	if e == nil {
		return nil
	}
	kept := *e
	kept.Fields = nil
	for _, f := range e.Fields {
		if counterFields(step, f.Field) {
			kept.Fields = append(kept.Fields, f)
		}
	}
	if len(kept.Fields) == 0 {
		return nil
	}
	return &kept
}

// counterWords puts a counter-notification that is being written into words.
type counterWords struct {
	caseWords
	f        CounterForm
	problems Problems
	step     int
}

func (r Reader) counterForm(in SellerCase, f CounterForm, step string) counterWords {
	return counterWords{
		caseWords: r.sellerCase(in), f: f, step: slices.Index(counterSteps, step),
		problems: r.Problems(f.Refusal, map[string]string{"ground": "ground", "evidence": "files"}),
	}
}

// frame is what every step shares.
func (w counterWords) frame(p views.Page) views.SellerCounterStep {
	r, step := w.r, counterSteps[w.step]
	s := views.SellerCounterStep{Page: p, Errors: w.problems.Summary, Action: CounterHref(w.v.Case.Number, w.f.ID, step)}
	s.HasError = w.problems.Any()
	s.Crumbs = w.crumbs(views.Link{Text: r.T("Counter-notification")})
	s.Steps = views.Steps{Label: r.T("Counter-notification steps")}
	for n, title := range []string{r.T("Your reasons"), r.T("Listings"), r.T("Evidence"), r.T("Statements"), r.T("Check your answers")} {
		link := views.StepLink{Title: title, State: views.Next}
		switch {
		case n == w.step:
			link.State = views.Current
		case n < w.step:
			link.State = views.Done
		}
		if w.f.ID != "" && n < w.step {
			link.Href = CounterHref(w.v.Case.Number, w.f.ID, counterSteps[n])
		}
		s.Steps.Items = append(s.Steps.Items, link)
	}
	s.Send = views.Button{Kind: views.Primary, Text: r.T("Save and continue")}
	s.Back = views.Link{Text: r.T("Cancel"), Href: w.href}
	if w.step > 0 {
		s.Back = views.Link{Text: r.T("Back"), Href: CounterHref(w.v.Case.Number, w.f.ID, counterSteps[w.step-1])}
	}
	s.Note = r.T("Send the counter-notification before this time. A draft is saved at every step.")
	if due := dueOf(w.can(ipcase.MoveCounter)); due != nil {
		d := r.Deadline(*due)
		d.Chip = true
		s.Due = &d
		s.Foot = r.T("You can leave and come back until the deadline.")
	} else {
		s.Note = r.T("No time runs out for this now. A draft is saved at every step.")
		s.Foot = r.T("You can leave and come back.")
	}
	if !w.f.Saved.IsZero() {
		s.Note += r.space() + r.T("Draft saved at %s.", w.f.Saved.In(r.zone()).Format("15:04"))
	}
	return s
}

// CounterGrounds is step 1.
func CounterGrounds(r Reader, in SellerCase, f CounterForm, p views.Page) views.SellerCounterGrounds {
	w := r.counterForm(in, f, "grounds")
	page := views.SellerCounterGrounds{SellerCounterStep: w.frame(p)}
	page.Title = r.T("Why do you disagree with the complaint?")
	page.Lede = r.T("Complaint %s by %s.", w.v.Case.Number, r.PartyName(w.v.Holder))
	if f.ID == "" {
		page.Action = w.href + "/counter"
		for _, c := range f.Draft.Items {
			page.Hidden = append(page.Hidden,
				views.HiddenInput{Name: "items", Value: itoa(c.Position)},
				views.HiddenInput{Name: "version-" + itoa(c.Position), Value: itoa(c.Version)})
		}
		if len(in.Drafts) > 0 {
			page.Notice = &views.Notice{
				Tone: views.Info, Icon: "edit", Title: r.T("You have begun a counter-notification."),
				Text: r.T("It was last saved on %s and has not been sent.", r.Time(in.Drafts[0].UpdatedAt).Text),
				Link: &views.Link{Text: r.T("Continue"), Href: CounterHref(w.v.Case.Number, in.Drafts[0].ID, "grounds")},
			}
		}
	}
	page.Grounds = views.Radios{Field: views.Field{
		Name: "ground", Label: r.T("The main reason"), Value: string(f.Draft.Ground), Error: w.problems.Of("ground"),
		Hint: r.T("Choose the one that fits best; explain everything below."),
	}}
	for _, g := range ipcase.CounterGrounds() {
		label, hint := r.groundChoice(g)
		page.Grounds.Options = append(page.Grounds.Options, views.Option{Value: string(g), Label: label, Text: hint})
	}
	page.Text = views.TextArea{Rows: 8, Field: views.Field{
		Name: "explanation", Label: r.T("Explain in your own words"), Value: f.Draft.Explanation, Error: w.problems.Of("explanation"),
		Hint: r.T("Say what a reviewer should look at and why. The complainant reads this. Up to %d characters, in any language.", ipcase.MaxExplanation),
	}}
	page.Lang = r.textLang(f.Draft.Lang)
	return page
}

// groundChoice is a ground in the words of the seller who claims it.
func (r Reader) groundChoice(g ipcase.CounterGround) (label, hint string) {
	switch g {
	case ipcase.GroundNotInfringing:
		return r.T("My listing does not infringe the right"),
			r.T("For example: my sign, design or goods are different, I only say what the goods fit, or the right does not cover this.")
	case ipcase.GroundAuthorised:
		return r.T("I have permission, or the goods are genuine"),
			r.T("A licence, a distributor agreement or another authorisation; or goods that the owner first sold or agreed to the sale of.")
	case ipcase.GroundOwnRight:
		return r.T("I have a right of my own"), r.T("For example: my own registration, my own work, or use that is older than the right.")
	case ipcase.GroundMistaken:
		return r.T("It is a mistake"), r.T("For example: the listing does not show what the complaint describes, or another listing is meant.")
	default:
		return string(g), ""
	}
}

// CounterListings is step 2.
func CounterListings(r Reader, in SellerCase, f CounterForm, p views.Page) views.SellerCounterListings {
	w := r.counterForm(in, f, "listings")
	page := views.SellerCounterListings{SellerCounterStep: w.frame(p), Error: w.problems.Of("items")}
	page.Title = r.T("Which listings do you want to contest?")
	page.Lede = r.T("Answer each listing separately. A listing that you leave out still has to be answered by its own deadline.")
	for _, i := range in.View.Items {
		row := w.listing(i)
		row.Note = i.Note
		row.Checked = slices.ContainsFunc(f.Draft.Items, func(c ipcase.Chosen) bool { return c.Position == i.Position })
		if slices.Contains(i.Moves, ipcase.MoveCounter) {
			if limit := in.View.Procedure.Attempts; limit > 0 {
				row.After = r.T("Attempt %d of %d", i.AttemptsUsed+1, limit)
			} else {
				row.After = ""
			}
			page.Items = append(page.Items, row)
			continue
		}
		page.Others = append(page.Others, row)
	}
	page.Also = w.also()
	return page
}

// also offers the other complaints about the same listings; nil where there is none.
func (w counterWords) also() *views.Checkboxes {
	if len(w.f.Open) == 0 {
		return nil
	}
	r := w.r
	boxes := &views.Checkboxes{Field: views.Field{
		Name: "also", Label: r.T("Answer these complaints with it too?"), Error: w.problems.Of("also"), Optional: true,
		Hint: r.T("They are about the same listings. Each complainant receives a counter-notification of its own with the same words, statements and files, and learns of no other."),
	}}
	for _, v := range w.f.Open {
		boxes.Options = append(boxes.Options, views.Option{
			Value: v.Case.Number, Label: r.T("%s by %s", v.Case.Number, r.PartyName(v.Holder)), Text: r.some(w.shared(v)),
			Selected: w.answers(v) != nil,
		})
	}
	return boxes
}

// shared are the listings that another complaint is about too.
func (w counterWords) shared(v ipcase.CaseView) []string {
	var refs []string
	for _, i := range v.Items {
		mine := slices.ContainsFunc(w.v.Items, func(o ipcase.ItemView) bool { return o.ListingID == i.ListingID })
		if mine && slices.Contains(i.Moves, ipcase.MoveCounter) {
			refs = append(refs, i.Snapshot.Ref)
		}
	}
	return refs
}

// CounterEvidence is step 3.
func CounterEvidence(r Reader, in SellerCase, f CounterForm, visibility ipcase.ExhibitVisibility, p views.Page) views.SellerCounterEvidence {
	w := r.counterForm(in, f, "evidence")
	n := len(f.Files)
	page := views.SellerCounterEvidence{
		SellerCounterStep: w.frame(p), Useful: r.usefulEvidence(f.Draft.Ground), Count: r.N(n, "%d file added", "%d files added"),
		Files: r.formFiles(f.Files), Add: r.fileInput(w.problems), Access: r.accessChoice(visibility),
	}
	page.Add.Error = orElse(page.Add.Error, w.problems.Of("evidence"))
	page.Title = r.T("Add evidence")
	page.Lede = r.T("Good evidence shortens the case. For the reason you gave, reviewers usually look for:")
	page.Upload = true
	return page
}

// usefulEvidence is what usually shows that a ground is right.
func (r Reader) usefulEvidence(g ipcase.CounterGround) []string {
	switch g {
	case ipcase.GroundAuthorised:
		return []string{r.T("the licence or distributor agreement"), r.T("invoices that lead back to the owner of the right"), r.T("photos of the goods with their serial or batch numbers")}
	case ipcase.GroundOwnRight:
		return []string{r.T("your own registration, if you have one"), r.T("documents that show since when you use the sign, the design or the work"), r.T("drafts, source files or moulds with their dates")}
	case ipcase.GroundMistaken:
		return []string{r.T("photos of what you sell"), r.T("the address of the listing that is really meant, if you know it")}
	default:
		return []string{r.T("photos of the product and its packaging, all sides"), r.T("a comparison with what the right protects"), r.T("proof of where the goods are sold")}
	}
}

// CounterStatements is step 4.
func CounterStatements(r Reader, in SellerCase, f CounterForm, p views.Page) views.SellerCounterStatements {
	w := r.counterForm(in, f, "statements")
	d, wrong, filed := f.Draft, w.problems.Of, orElse(f.Draft.Lang, r.Lang)
	page := views.SellerCounterStatements{SellerCounterStep: w.frame(p)}
	page.Title = r.T("Your statements")
	page.Lede = r.T("A counter-notification is a legal statement. Read each line before you tick it.")
	page.Seen = w.seenByHolder()
	page.Record = r.recordChoice(w.v.Procedure.Disclosure.SellerToHolder, d.Contact, r.PartyName(w.v.Holder))
	page.Name = views.TextInput{Field: views.Field{Name: "contact-name", Label: r.T("Full name"), Value: d.Contact.Name, Error: wrong("contact-name")}, Autocomplete: "name", MaxLength: ipcase.MaxShortText}
	page.Email = views.TextInput{Field: views.Field{Name: "contact-email", Label: r.T("Email"), Value: d.Contact.Email, Error: wrong("contact-email")}, Type: "email", Autocomplete: "email"}
	page.Phone = views.TextInput{Field: views.Field{Name: "contact-phone", Label: r.T("Phone, with country code"), Value: d.Contact.Phone, Error: wrong("contact-phone")}, Type: "tel", Autocomplete: "tel"}
	page.Address = views.TextArea{Rows: 2, Field: views.Field{Name: "contact-address", Label: r.T("Postal address"), Value: d.Contact.Address, Error: wrong("contact-address")}}
	page.Signature = views.TextInput{
		Field: views.Field{Name: "signature", Label: r.T("Sign by typing your full name"), Hint: r.T("This has the effect of a signature."), Value: d.Signature, Error: wrong("signature"), Class: "w-m"},
	}
	for _, e := range w.elements() {
		field := "element-" + e.ID
		switch e.Kind {
		case ipcase.ElementStatement:
			page.Statements.Items = append(page.Statements.Items, views.Statement{
				// The words that are kept are those of the language in which it is filed, so those are shown.
				ID: field, Name: "ticked", Value: e.ID, Lead: e.Label.In(filed) + stop(filed), Text: e.Statement.In(filed), Lang: r.OtherLang(filed),
				Error: wrong(field), Checked: slices.Contains(d.Ticked, e.ID),
			})
		case ipcase.ElementText:
			if e.ID == "explanation" {
				continue
			}
			page.Answers = append(page.Answers, views.TextArea{Rows: 3, Field: views.Field{
				Name: field, Label: e.Label.In(r.Lang), Hint: e.Hint.In(r.Lang), Value: d.Answers[e.ID], Error: wrong(field), Optional: !e.Required,
			}})
		default:
		}
	}
	return page
}

func (w counterWords) elements() []ipcase.Element {
	return w.v.Procedure.CounterElementsFor(w.v.Right.Type)
}

// seenByHolder is exactly what the complainant will be shown of the seller.
func (w counterWords) seenByHolder() views.ContactPreview {
	v := w.v
	seen := w.r.preview(v.Procedure, ipcase.PartySeller, v.SellerCard(w.f.Draft.Contact), ipcase.OnFiling, ipcase.OnAcceptance, ipcase.OnCounter)
	names := []string{w.r.PartyName(v.Holder)}
	for _, o := range w.answered() {
		names = append(names, w.r.PartyName(o.Holder))
	}
	seen.Title = w.r.T("Exactly this is shown to %s", w.r.Join(names))
	return seen
}

// answered are the other complaints that the draft answers too.
func (w counterWords) answered() []ipcase.CaseView {
	var list []ipcase.CaseView
	for _, v := range w.f.Open {
		if w.answers(v) != nil {
			list = append(list, v)
		}
	}
	return list
}

// answers is what of another complaint the draft answers; nil where nothing.
func (w counterWords) answers(v ipcase.CaseView) *ipcase.AlsoAnswered {
	at := slices.IndexFunc(w.f.Draft.Also, func(a ipcase.AlsoAnswered) bool { return a.Case == v.Case.Number })
	if at < 0 {
		return nil
	}
	return &w.f.Draft.Also[at]
}
