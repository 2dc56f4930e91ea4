package present

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// ProcedureHref is the page about a procedure.
func ProcedureHref(id string) string { return "/procedures/" + id }

// ProcedureVersionHref is the page about one version of a procedure: what a case
// links to keeps what it was handled under.
func ProcedureVersionHref(p ipcase.Procedure) string {
	return ProcedureHref(p.ID) + "/" + itoa(p.Version)
}

// ProcedureLine is a procedure in the list of procedures.
func (r Reader) ProcedureLine(p ipcase.Procedure) views.ProcedureLine {
	return views.ProcedureLine{
		Name: p.Name.In(r.Lang), Summary: p.Summary.In(r.Lang), For: r.procedureFor(p), Href: ProcedureHref(p.ID),
	}
}

func (r Reader) procedureFor(p ipcase.Procedure) string {
	return strings.Join([]string{r.procedureRights(p), r.procedureSites(p)}, " · ")
}

func (r Reader) procedureRights(p ipcase.Procedure) string {
	if len(p.RightTypes) == 0 {
		return r.T("Every type of right")
	}
	var types []string
	for _, t := range p.RightTypes {
		types = append(types, r.RightType(t))
	}
	return r.Join(types)
}

func (r Reader) procedureSites(p ipcase.Procedure) string {
	if len(p.Territories) == 0 {
		return r.T("every site without a procedure of its own")
	}
	var names []string
	for _, t := range p.Territories {
		names = append(names, r.territory(t))
	}
	return r.T("sites in %s", r.Join(names))
}

// territory names the territories that come with the portal; others go by code.
func (r Reader) territory(code string) string {
	switch code {
	case "US":
		return r.T("the United States")
	case "CN":
		return r.T("China")
	case "EU":
		return r.T("the European Union")
	case "IN":
		return r.T("India")
	default:
		return code
	}
}

// Procedure is a procedure in plain words.
func (r Reader) Procedure(book ipcase.Rulebook, p ipcase.Procedure) views.ProcedurePage {
	page := views.ProcedurePage{
		Name: p.Name.In(r.Lang), Summary: p.Summary.In(r.Lang), Redress: p.Redress.In(r.Lang),
		Version: r.T("%s, version %d, valid from %s", p.ID, p.Version, r.DateOnly(p.ValidFrom).Text),
		For: []views.SummaryRow{
			{Key: r.T("Rights"), Text: r.procedureRights(p)},
			{Key: r.T("Sites"), Text: r.procedureSites(p)},
			{Key: r.T("Calendar"), Text: r.procedureCalendar(p)},
			{Key: r.T("Counter-notifications"), Text: r.attempts(p)},
			{Key: r.T("Public register"), Text: r.registerRule(p.Register)},
		},
		Diagram: r.ProcedureDiagram(p), Why: r.procedureWhy(book, p), Forums: r.procedureForums(p), Points: r.procedurePoints(book, p),
		JSON:     ProcedureVersionHref(p) + ".json",
		Windows:  r.procedureWindows(p),
		Notice:   r.procedureElements(p.NoticeElements),
		Counter:  r.procedureElements(p.CounterElements),
		ToSeller: r.disclosedFields(p.Disclosure.HolderToSeller), ToHolder: r.disclosedFields(p.Disclosure.SellerToHolder),
	}
	page.States, page.Always = r.procedureWays(p)
	for _, c := range p.LegalBasis {
		page.LegalBasis = append(page.LegalBasis, r.Citation(c))
	}
	for _, x := range book.Procedures {
		if x.ID == p.ID {
			page.Versions = append(page.Versions, views.Link{Text: r.T("Version %d, valid from %s", x.Version, r.DateOnly(x.ValidFrom).Text), Href: ProcedureVersionHref(x)})
		}
	}
	switch now, ok := book.InForce(p.ID, r.Now); {
	case p.ValidFrom.After(r.Now):
		page.Old = &views.Notice{Tone: views.Info, Title: r.T("This version governs complaints from %s on.", r.DateOnly(p.ValidFrom).Text)}
	case ok && now.Version != p.Version:
		page.Old = &views.Notice{
			Tone: views.Info, Title: r.T("A newer version governs new complaints."), Text: r.T("Cases that began under this version keep it."),
			Link: &views.Link{Text: r.T("Version %d", now.Version), Href: ProcedureVersionHref(now)},
		}
	}
	return page
}

// procedureWhy is when a procedure governs: what the rules that choose it say.
func (r Reader) procedureWhy(book ipcase.Rulebook, p ipcase.Procedure) []string {
	var why []string
	for _, rule := range book.Selection {
		if contains(rule.Procedures, p.ID) {
			why = append(why, rule.Why.In(r.Lang)+" "+r.T("(%s)", r.Citation(rule.Cite)))
		}
	}
	return why
}

// procedureForums is where either side can turn outside the portal.
func (r Reader) procedureForums(p ipcase.Procedure) []views.SummaryRow {
	return []views.SummaryRow{
		{Key: r.T("Outside a court"), Text: p.OutOfCourt.Name.In(r.Lang), Note: r.sentences(p.OutOfCourt.Note.In(r.Lang), r.T("(%s)", r.Citation(p.OutOfCourt.Cite)))},
		{Key: r.T("Court"), Text: p.Court.Name.In(r.Lang), Note: r.sentences(p.Court.Note.In(r.Lang), r.T("(%s)", r.Citation(p.Court.Cite)))},
	}
}

// procedurePoints is what an upheld complaint counts in a seller's record, by reason.
func (r Reader) procedurePoints(book ipcase.Rulebook, p ipcase.Procedure) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, reason := range book.Reasons {
		if len(p.RightTypes) == 0 || hasType(p.RightTypes, reason.RightType) {
			rows = append(rows, views.SummaryRow{Key: r.RightType(reason.RightType) + ": " + reason.Label.In(r.Lang), Text: r.N(reason.Points, "%d point", "%d points")})
		}
	}
	return rows
}

func hasType(list []ipcase.RightType, t ipcase.RightType) bool {
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}

func (r Reader) procedureCalendar(p ipcase.Procedure) string {
	if p.Calendar == "" {
		return r.T("That of the site where the listing is offered")
	}
	return r.territory(p.Calendar)
}

func (r Reader) attempts(p ipcase.Procedure) string {
	switch {
	case p.AfterCounter == ipcase.NoCounter:
		return r.T("This procedure knows none")
	case p.Attempts == 0:
		return r.T("Without limit")
	}
	return r.N(p.Attempts, "%d for each listing", "%d for each listing")
}

// windowOrder is the windows in the order of a case's life, with who acts and
// what they do.
var windowOrder = []struct {
	code      ipcase.WindowCode
	who, does string
}{
	{ipcase.WindowIntake, views.Key("Reviewer"), views.Key("checks the complaint (a target)")},
	{ipcase.WindowNeedsInfo, views.Key("Complainant"), views.Key("adds what is missing")},
	{ipcase.WindowSellerFirst, views.Key("Seller"), views.Key("deletes the listing or files a counter-notification")},
	{ipcase.WindowFix, views.Key("Complainant"), views.Key("looks at a fix that the seller proposed")},
	{ipcase.WindowSellerFurther, views.Key("Seller"), views.Key("files a counter-notification after a removal")},
	{ipcase.WindowHolderAnswer, views.Key("Complainant"), views.Key("answers the counter-notification")},
	{ipcase.WindowCourt, views.Key("Complainant"), views.Key("shows what holds the case: %s")},
	{ipcase.WindowReview, views.Key("Reviewer"), views.Key("decides what stays in dispute (a target)")},
}

func (r Reader) procedureWindows(p ipcase.Procedure) []views.ProcedureWindow {
	var rows []views.ProcedureWindow
	for _, o := range windowOrder {
		w, ok := p.Windows[o.code]
		if !ok {
			continue
		}
		rows = append(rows, views.ProcedureWindow{
			Who: r.T(o.who), Does: r.does(o.code, o.does, p), Within: r.Span(w), Starts: r.windowStarts(w), Silence: r.windowSilence(w), Cite: r.Citation(w.Cite),
		})
	}
	return rows
}

func (r Reader) does(code ipcase.WindowCode, words string, p ipcase.Procedure) string {
	if code == ipcase.WindowCourt {
		return r.T(words, r.action(p))
	}
	return r.T(words)
}

func (r Reader) windowStarts(w ipcase.Window) string {
	if w.Starts == ipcase.StartsOnDelivery {
		return r.T("delivery of our message")
	}
	return r.T("receipt of what came before")
}

func (r Reader) windowSilence(w ipcase.Window) string {
	switch w.Silence {
	case ipcase.Removed:
		return r.T("The listing is removed.")
	case ipcase.Upheld:
		return r.T("The removal stands, and the case ends.")
	case ipcase.Restored:
		return r.T("The listing is kept or put back.")
	case ipcase.Fixed:
		return r.T("The fix counts as accepted.")
	case ipcase.Lapsed:
		return r.T("The complaint lapses.")
	default:
		return r.T("Nothing happens by itself; it is shown as late.")
	}
}

func (r Reader) procedureElements(list []ipcase.Element) []views.ProcedureElement {
	var out []views.ProcedureElement
	for _, e := range list {
		row := views.ProcedureElement{Label: e.Label.In(r.Lang), Text: e.Hint.In(r.Lang), Required: e.Required}
		if e.Kind == ipcase.ElementStatement {
			row.Text, row.Exact = e.Statement.In(r.Lang), true
		}
		if e.Cite != (ipcase.Citation{}) {
			row.Cite = r.Citation(e.Cite)
		}
		out = append(out, row)
	}
	return out
}
