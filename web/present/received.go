package present

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReceivedPath is the platform's page of orders that came in.
const ReceivedPath = "/review/orders"

// ReceivedForm is an order as it was typed.
type ReceivedForm struct {
	In       ipcase.ReceiveOrder
	Lines    string
	Files    []ipcase.Exhibit
	Problems *ipcase.Error
}

// ReceivedOrders is the list with its form.
func (r Reader) ReceivedOrders(p views.Page, list []ipcase.ReceivedOrder, f ReceivedForm) views.ReceivedOrdersPage {
	problems := r.Problems(f.Problems, nil)
	p.HasError = problems.Any()
	in := f.In
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	area := func(name, label, hint, value string, rows int) views.TextArea {
		x := views.TextArea{Rows: rows, Field: field(name, label, hint, value)}
		x.Optional = name != "demanded"
		return x
	}
	out := views.ReceivedOrdersPage{
		Page: p, Errors: problems.Summary, None: r.T("No order has come in."),
		Lede:   r.T("Orders of authorities and courts, as they came in (Regulation (EU) 2022/2065, Articles 9 and 10, and the like elsewhere). What one lacks is named; acting on it overrides what was decided in a case."),
		Hidden: []views.HiddenInput{{Name: "form", Value: in.FormID}},
		Demand: views.Radios{Field: field("demand", r.T("What does it ask for?"), "", string(in.Demand)), Inline: true, Options: []views.Option{
			{Value: string(ipcase.DemandAct), Label: r.T("To act against listings")}, {Value: string(ipcase.DemandInformation), Label: r.T("To give information")},
		}},
		Kind: views.Radios{Field: field("order_kind", r.T("Who gave it"), "", string(in.Kind)), Inline: true, Options: []views.Option{
			{Value: string(ipcase.OrderOfCourt), Label: r.T("a court")}, {Value: string(ipcase.OrderOfAuthority), Label: r.T("an authority")},
		}},
	}
	silent := views.DateInput{Field: field("silent_until", r.T("The seller may be told from"), r.T("Empty: at once. Until then a removal is kept from both sides, and nothing else is done in a case."), in.SilentUntil)}
	silent.Optional = true
	territory := views.TextInput{Field: field("territory", r.T("Territory"), r.T("As the order says."), in.Territory)}
	territory.Optional = true
	out.Fields = []templ.Component{
		views.TextInput{Field: field("authority", r.T("Its name"), "", in.Authority)},
		views.Select{Field: field("country", r.T("Country"), "", in.Country), Options: r.countryOptions()},
		views.TextInput{Field: field("order_number", r.T("Reference number"), "", in.OrderNumber)},
		views.DateInput{Field: field("dated_on", r.T("Day of the order"), "", in.DatedOn)},
		area("demanded", r.T("What it demands, in its words"), "", in.Demanded, 3),
		area("lines", r.T("Listings that it names, one on each line"), r.T("Addresses or IDs, up to %d.", ipcase.MaxOrderListings), f.Lines, 3),
		area("legal_basis", r.T("Legal basis"), "", in.LegalBasis, 2),
		area("reasons", r.T("Its reasons"), r.T("Why the content is illegal, or what the information is needed for."), in.Reasons, 3),
		territory,
		area("redress", r.T("What it says of redress"), "", in.Redress, 2),
		area("tell", r.T("Whom it wants told of the effect"), "", in.Tell, 2),
		silent,
	}
	files := r.evidenceFiles(f.Files, problems.Of("files"), false)
	files.Title, files.Input.Label, files.Input.Name, files.Choice = r.T("Document"), r.T("The order as a file"), "files", nil
	out.Files = files
	if len(list) > 0 {
		out.Table = r.receivedTable(list)
	}
	return out
}

func (r Reader) receivedTable(list []ipcase.ReceivedOrder) *views.Table {
	t := &views.Table{Caption: r.T("Orders that came in"), Columns: []views.Column{
		{Label: r.T("Order"), Class: "nowrap"}, {Label: r.T("Authority")}, {Label: r.T("Asks for")}, {Label: r.T("Came in")}, {Label: r.T("State")},
	}}
	var rows []views.Row
	for _, o := range list {
		state := views.Badge{Tone: views.Warn, Text: r.T("Waits for an answer")}
		if o.AnsweredAt != nil {
			state = views.Badge{Tone: views.Success, Text: r.T("Answered")}
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Text: o.Number, Href: ReceivedPath + "/" + o.Number}, {Text: o.Authority, Lang: r.LangOf(o.Authority)}, {Text: r.demand(o.Demand)}, {Body: r.Day(o.RecordedAt)}, {Body: state},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

func (r Reader) demand(d ipcase.OrderDemand) string {
	if d == ipcase.DemandInformation {
		return r.T("To give information")
	}
	return r.T("To act against listings")
}

func (r Reader) orderElement(e ipcase.OrderElement) string {
	switch e {
	case ipcase.ElementBasis:
		return r.T("Legal basis")
	case ipcase.ElementReasons:
		return r.T("Its reasons")
	case ipcase.ElementAuthority:
		return r.T("Who gave it")
	case ipcase.ElementWhere:
		return r.T("Where the content is, or whose information it is")
	case ipcase.ElementRedress:
		return r.T("What it says of redress")
	case ipcase.ElementTell:
		return r.T("Whom it wants told of the effect")
	default:
		return r.T("Territory")
	}
}

// ReceivedOrder is one order.
func (r Reader) ReceivedOrder(p views.Page, v ipcase.ReceivedView, t ReceivedTyped) views.ReceivedOrderPage {
	problems := r.Problems(t.Problem, nil)
	p.HasError = problems.Any()
	out := views.ReceivedOrderPage{
		Page: p, Errors: problems.Summary, Lede: r.demand(v.Demand) + " · " + v.Authority,
		Rows: []views.SummaryRow{
			{Key: r.T("Authority"), Text: v.Authority, Lang: r.LangOf(v.Authority), Note: r.Country(v.Country)},
			{Key: r.T("Reference number"), Text: v.OrderNumber},
			{Key: r.T("Day of the order"), Text: r.isoDay(v.DatedOn)},
			{Key: r.T("What it demands, in its words"), Body: views.Said{Text: v.Demanded, Lang: r.LangOf(v.Demanded)}},
			{Key: r.T("Recorded"), Body: r.Time(v.RecordedAt)},
		},
	}
	article := "Article 9(2)"
	if v.Demand == ipcase.DemandInformation {
		article = "Article 10(2)"
	}
	var lacks []string
	for _, x := range ipcase.OrderElements(v.Demand) {
		row := views.SummaryRow{Key: r.orderElement(x), Text: r.T("there")}
		if !v.Holds(x) {
			row.Text = r.T("missing")
			lacks = append(lacks, r.orderElement(x))
		}
		out.Elements.Rows = append(out.Elements.Rows, row)
	}
	if len(lacks) > 0 {
		out.Lacks = &views.Notice{Tone: views.Warn, Title: r.T("Missing: %s", r.Join(lacks)), Text: r.T("Regulation (EU) 2022/2065, %s, asks for it. Ask the authority for what is missing, and say so in the answer.", article)}
	}
	r.untoldOf(&out, v, t, problems)
	for _, f := range v.Files {
		out.Files.Items = append(out.Files.Items, r.ExhibitTile(f))
	}
	out.Named = r.namedListings(v)
	if v.AnsweredAt == nil {
		effect := orElse(t.Effect, r.effectDraft(v))
		out.Answer = &views.ReceivedAnswer{Action: ReceivedPath + "/" + v.Number + "/answer", Effect: views.TextArea{Rows: 6, Field: views.Field{
			Name: "effect", Label: r.T("What was done, when, or why nothing could be"), Value: effect, Error: problems.Of("effect"),
			Hint: r.T("The report to the authority says this. It is kept and cannot be changed."),
		}}}
		return out
	}
	out.Effect = v.Effect
	out.Report = &views.LinkButton{Kind: views.Primary, Text: r.T("Report to the authority"), Href: ReceivedPath + "/" + v.Number + "/report.txt"}
	return out
}

// effectDraft says what was done in cases so far.
func (r Reader) effectDraft(v ipcase.ReceivedView) string {
	var lines []string
	for _, d := range v.Done {
		lines = append(lines, r.T("Carried out in case %s: %s.", d.CaseNumber, r.Listings(len(d.Items))))
	}
	for _, u := range v.Untold {
		lines = append(lines, r.T("Carried out on %s: %s, offline. The parties are told from %s.", r.Day(u.DecidedAt).Text, r.Listings(u.Count), r.DateOnly(u.TellFrom).Text))
	}
	return strings.Join(lines, "\n")
}

func (r Reader) namedListings(v ipcase.ReceivedView) *views.Table {
	if len(v.Named) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("Listings that it names"), Columns: []views.Column{{Label: r.T("Listing")}, {Label: r.T("Seller")}, {Label: r.T("Case")}}}
	var rows []views.Row
	for _, n := range v.Named {
		line := views.Cell{Text: n.Line}
		if n.Title != "" {
			line = views.Cell{Text: n.Ref + " · " + n.Title, Lang: r.OtherLang(n.Lang)}
		}
		in := views.Cell{Text: r.T("No case that its seller was told of: carry it out at the marketplace.")}
		if n.Case != "" {
			in = views.Cell{Text: r.T("Act in %s", n.Case), Href: ReviewCaseHref(n.Case) + "/acts/" + ActOrder + "?received=" + url.QueryEscape(v.Number)}
		}
		rows = append(rows, views.Row{Cells: []views.Cell{line, {Text: n.Seller, Lang: r.LangOf(n.Seller)}, in}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

// ReceivedReport is what the authority is told, as a text (Articles 9(1) and 10(1)).
func (r Reader) ReceivedReport(v ipcase.ReceivedView, platform string) string {
	var b strings.Builder
	say := func(key, value string) { fmt.Fprintf(&b, "%s: %s\n", key, value) }
	fmt.Fprintln(&b, r.T("Effect given to an order"))
	say(r.T("Platform"), platform)
	say(r.T("To"), v.Authority+", "+r.Country(v.Country))
	say(r.T("Your reference"), v.OrderNumber)
	say(r.T("Day of the order"), v.DatedOn)
	say(r.T("Our reference"), v.Number)
	say(r.T("Received"), v.RecordedAt.UTC().Format("2006-01-02 15:04 UTC"))
	if v.AnsweredAt != nil {
		say(r.T("Answered"), v.AnsweredAt.UTC().Format("2006-01-02 15:04 UTC"))
	}
	fmt.Fprintf(&b, "\n%s\n", v.Effect)
	return b.String()
}
