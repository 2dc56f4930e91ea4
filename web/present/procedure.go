package present

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// ProcedureHref is the page about a procedure.
func ProcedureHref(id string) string { return "/procedures/" + id }

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
	default:
		return code
	}
}

// Procedure is a procedure in plain words.
func (r Reader) Procedure(p ipcase.Procedure) views.ProcedurePage {
	page := views.ProcedurePage{
		Name: p.Name.In(r.Lang), Summary: p.Summary.In(r.Lang), Redress: p.Redress.In(r.Lang),
		Version: r.T("%s, version %d, valid from %s", p.ID, p.Version, r.DateOnly(p.ValidFrom).Text),
		For: []views.SummaryRow{
			{Key: r.T("Rights"), Text: r.procedureRights(p)},
			{Key: r.T("Sites"), Text: r.procedureSites(p)},
			{Key: r.T("Calendar"), Text: r.procedureCalendar(p)},
			{Key: r.T("Counter-notifications"), Text: r.attempts(p)},
		},
		Windows:  r.procedureWindows(p),
		Notice:   r.procedureElements(p.NoticeElements),
		Counter:  r.procedureElements(p.CounterElements),
		ToSeller: r.disclosedFields(p.Disclosure.HolderToSeller), ToHolder: r.disclosedFields(p.Disclosure.SellerToHolder),
	}
	for _, c := range p.LegalBasis {
		page.LegalBasis = append(page.LegalBasis, r.Citation(c))
	}
	return page
}

func (r Reader) procedureCalendar(p ipcase.Procedure) string {
	if p.Calendar == "" {
		return r.T("That of the site where the listing is offered")
	}
	return r.territory(p.Calendar)
}

func (r Reader) attempts(p ipcase.Procedure) string {
	if p.Attempts == 0 {
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
	{ipcase.WindowSellerFurther, views.Key("Seller"), views.Key("files a counter-notification after a removal")},
	{ipcase.WindowHolderAnswer, views.Key("Complainant"), views.Key("answers the counter-notification")},
	{ipcase.WindowCourt, views.Key("Complainant"), views.Key("shows that it has gone to court")},
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
			Who: r.T(o.who), Does: r.T(o.does), Within: r.Span(w), Starts: r.windowStarts(w), Silence: r.windowSilence(w), Cite: r.Citation(w.Cite),
		})
	}
	return rows
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
