package present

import (
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// Month is "June 2026".
func (r Reader) Month(t time.Time) string {
	if r.chinese() {
		return t.Format("2006年1月")
	}
	return t.Format("January 2006")
}

// registerOutcome is what became of a case. No outcome has a colour: the register takes
// nobody's side.
func (r Reader) registerOutcome(o ipcase.RegisterOutcome) string {
	words := map[ipcase.RegisterOutcome]string{
		ipcase.OutcomeOpen: views.Key("Not closed"), ipcase.OutcomeRemoved: views.Key("Removed"), ipcase.OutcomeDeleted: views.Key("Deleted by seller"),
		ipcase.OutcomeFixed: views.Key("Fixed"), ipcase.OutcomeKept: views.Key("Kept"), ipcase.OutcomeWithdrawn: views.Key("Withdrawn"),
		ipcase.OutcomeRejected: views.Key("Not accepted"), ipcase.OutcomeMixed: views.Key("Different outcomes"),
	}
	return r.T(words[o])
}

// Register is a page of the public register.
func (r Reader) Register(p views.Page, q ipcase.RegisterQuery, list ipcase.RegisterList, platform string) views.RegisterPage {
	page := views.RegisterPage{
		Page:   p,
		Lede:   r.T("Complaints about listings on %s that were accepted, the sellers’ counter-notifications, and what came of them. Names of private persons, contact data and evidence are left out.", platform),
		Search: views.TextInput{Field: views.Field{Name: "q", Label: r.T("Search"), Value: q.Search}, Type: "search", Placeholder: r.T("Number, mark, name, listing")},
		JSON:   registerListHref(RegisterPath+".json", q), Feed: RegisterPath + ".atom", Figures: TransparencyPath,
	}
	territories := []views.Option{{Label: r.T("Every territory")}}
	for _, t := range list.Territories {
		territories = append(territories, views.Option{Value: t, Label: r.Territory(t)})
	}
	outcomes := []views.Option{{Label: r.T("Every outcome")}}
	for _, o := range ipcase.RegisterOutcomes() {
		outcomes = append(outcomes, views.Option{Value: string(o), Label: r.registerOutcome(o)})
	}
	page.Filters = []views.Select{
		{Field: views.Field{Name: "type", Label: r.T("Right"), Value: string(q.Type)}, Options: r.RightTypeOptions(string(q.Type))},
		{Field: views.Field{Name: "territory", Label: r.T("Territory"), Value: q.Territory}, Options: territories},
		{Field: views.Field{Name: "outcome", Label: r.T("Outcome"), Value: string(q.Outcome)}, Options: outcomes},
	}
	page.Months = []views.TextInput{
		{Field: views.Field{Name: "from", Label: r.T("Published from"), Value: monthValue(q.From)}, Type: "month", Placeholder: "2026-01"},
		{Field: views.Field{Name: "to", Label: r.T("until"), Value: monthValue(q.To)}, Type: "month", Placeholder: "2026-06"},
	}
	page.Note = r.found(q.Search, ipcase.Found{Instead: list.Instead}) // the pager says how many
	asked := registerListHref(RegisterPath, ipcase.RegisterQuery{Search: q.Search, Type: q.Type, Territory: q.Territory, Outcome: q.Outcome, From: q.From, To: q.To}) != RegisterPath
	if asked {
		page.Clear = RegisterPath
	}
	if len(list.Lines) == 0 {
		page.Empty = &views.EmptyState{Icon: "search", Title: r.T("Nothing is published yet"), Text: r.T("A complaint stands here once it was accepted and the time of its procedure has passed.")}
		if asked || q.Older+q.Newer != "" {
			page.Empty.Title, page.Empty.Text = r.T("Nothing found"), r.T("Nothing in the register fits. Try fewer words, or a longer time.")
		}
		if list.Older+list.Newer != "" {
			page.Empty.Text = r.T("Nothing fits among the notices looked through for this page. The search goes on with the next page.")
		}
	} else {
		t := r.registerTable(list.Lines)
		page.Table = &t
		page.Pager.Text = r.N(list.Total, "%d notice, newest first", "%d notices, newest first")
	}
	if list.More {
		page.Pager.Text = r.T("More than %d notices, newest first", list.Total)
	}
	older, newer := pagesBeside(q, list)
	if older != nil {
		page.Pager.Older = registerListHref(RegisterPath, *older)
	}
	if newer != nil {
		page.Pager.Newer = registerListHref(RegisterPath, *newer)
	}
	return page
}

func (r Reader) registerTable(lines []ipcase.RegisterLine) views.Table {
	t := views.Table{Caption: r.T("Notices, newest first"), Wide: true, Columns: []views.Column{
		{Label: r.T("Notice"), Class: "nowrap lead"},
		{Label: r.T("Outcome"), Class: "lead"},
		{Label: r.T("Right")},
		{Label: r.T("Complainant")},
		{Label: r.T("Shop")},
		{Label: r.T("Listings"), Class: "num"},
		{Label: r.T("Territory")},
		{Label: r.T("Published"), Class: "nowrap"},
	}}
	var g views.RowGroup
	for _, l := range lines {
		g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Number, Href: RegisterHref(l.Number)},
			{Body: views.Badge{Tone: views.Neutral, Text: r.registerOutcome(l.Outcome)}},
			{Text: l.Mark, Lang: r.LangOf(l.Mark), Small: r.joinNonEmpty(r.RightType(l.RightType), registrationOf(l.RegisterCase))},
			{Text: r.registerHolder(l.RegisterCase)},
			{Text: r.registerShop(l.RegisterCase)},
			{Text: itoa(l.ListingCount)},
			{Text: r.Territory(l.Territory)},
			{Text: r.Day(l.Public).Text},
		}})
	}
	t.Groups = []views.RowGroup{g}
	return t
}

func registrationOf(x ipcase.RegisterCase) string {
	if x.Office == "none" {
		return x.RegNumber
	}
	return strings.TrimSpace(x.Office + " " + x.RegNumber)
}

func (r Reader) joinNonEmpty(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " · ")
}

func (r Reader) registerHolder(x ipcase.RegisterCase) string {
	name := x.Holder
	if x.HolderWithheld {
		name = r.T("Name withheld")
	}
	if x.Agent != "" {
		return r.BothNames(x.Agent, name)
	}
	return name
}

func (r Reader) registerShop(x ipcase.RegisterCase) string {
	if x.ShopWithheld {
		return r.T("Name withheld")
	}
	return x.Shop
}

// RegisterCase is one case in the register.
func (r Reader) RegisterCase(p views.Page, book ipcase.Rulebook, x ipcase.RegisterCase, handsOut bool) views.RegisterCasePage {
	page := views.RegisterCasePage{
		Page: p, Eyebrow: x.Number, Title: r.T("%s notice", r.RightType(x.RightType)), Lede: r.registerOutcome(x.Outcome),
		Facts: views.SummaryList{Tight: true, Rows: r.registerFacts(book, x)}, Listings: r.registerListings(x), Events: r.registerEvents(x),
	}
	if x.Level != ipcase.LevelPublic {
		page.Level = r.registerLevel(x.Level)
	}
	if x.Said != "" {
		page.Said = append(page.Said, views.RegisterSaid{Title: r.T("What the complainant says"), Text: x.Said})
	}
	for _, c := range x.Counters {
		if c.Said != "" {
			page.Said = append(page.Said, views.RegisterSaid{Title: r.T("What the seller says, %s", r.Day(c.FiledAt).Text), Text: c.Said})
		}
	}
	for _, d := range x.Decisions {
		page.Decisions = append(page.Decisions, r.registerDecision(x, d))
	}
	for _, e := range x.Evidence {
		page.Evidence = append(page.Evidence, e.Label+" "+e.Hash)
	}
	at := RegisterHref(x.Number)
	page.Links = []views.Link{{Text: r.T("This notice as JSON"), Href: at + ".json"}, {Text: r.T("For the Lumen database"), Href: at + "/lumen.json"}}
	if handsOut {
		for _, l := range []struct{ level, text string }{
			{string(ipcase.LevelResearcher), r.T("For a researcher")}, {string(ipcase.LevelRegulator), r.T("For a regulator")},
		} {
			page.Levels = append(page.Levels, views.Link{Text: l.text, Href: at + "?level=" + l.level},
				views.Link{Text: r.T("%s, as JSON", l.text), Href: at + ".json?level=" + l.level})
		}
		page.Levels = append(page.Levels, views.Link{Text: r.T("For the Lumen database, with addresses"), Href: at + "/lumen.json?level=" + string(ipcase.LevelResearcher)})
	}
	return page
}

func (r Reader) registerLevel(l ipcase.RegisterLevel) *views.Notice {
	text := r.T("You are a side of this case: you are shown what both sides know. Everybody else is shown less.")
	switch l {
	case ipcase.LevelResearcher:
		text = r.T("As it is handed to researchers: without private persons’ names, mail addresses and telephone numbers.")
	case ipcase.LevelRegulator:
		text = r.T("As it is handed to regulators: with names and words of both sides.")
	default:
	}
	return &views.Notice{Tone: views.Info, Title: r.T("More than everybody is shown"), Text: text}
}

func (r Reader) registerFacts(book ipcase.Rulebook, x ipcase.RegisterCase) []views.SummaryRow {
	rows := []views.SummaryRow{
		{Key: r.T("Complainant"), Text: r.registerHolder(x), Note: r.countryOf(x.HolderCountry)},
		{Key: r.T("Shop"), Text: r.registerShop(x), Note: r.countryOf(x.ShopCountry)},
		{Key: r.T("Right"), Text: x.Mark, Lang: r.LangOf(x.Mark), Note: r.joinNonEmpty(r.RightType(x.RightType), registrationOf(x))},
	}
	if reason, ok := book.Reason(x.Reason); ok {
		rows = append(rows, views.SummaryRow{Key: r.T("Reason"), Text: reason.Label.In(r.Lang)})
	}
	rows = append(rows, views.SummaryRow{Key: r.T("Site"), Text: x.Site, Note: r.Territory(x.Territory)})
	if p, ok := book.Procedure(x.Procedure, x.ProcedureVersion); ok {
		rows = append(rows, views.SummaryRow{Key: r.T("Procedure"), Link: &views.Link{Text: p.Name.In(r.Lang), Href: ProcedureVersionHref(p)}})
		rows = append(rows, views.SummaryRow{Key: r.T("Published"), Text: r.Day(x.Public).Text, Note: r.registerRule(p.Register)})
	}
	return rows
}

func (r Reader) countryOf(code string) string {
	if code == "" {
		return ""
	}
	return r.Territory(code)
}

// registerRule says when a procedure's cases are published, and why.
func (r Reader) registerRule(reg ipcase.Register) string {
	span := r.Span(ipcase.Window{Amount: reg.Delay.Amount, Unit: reg.Delay.Unit})
	switch reg.From {
	case ipcase.RegisterAccepted:
		return r.T("%s after the notice was accepted (%s)", span, r.Citation(reg.Cite))
	case ipcase.RegisterEnded:
		return r.T("%s after the case ended (%s)", span, r.Citation(reg.Cite))
	default:
		return r.T("Cases are not published")
	}
}

func (r Reader) registerListings(x ipcase.RegisterCase) views.Table {
	t := views.Table{Caption: r.T("Listings and what became of them"), Columns: []views.Column{
		{Label: r.T("Listing")}, {Label: r.T("Outcome"), Class: "lead"}, {Label: r.T("Since"), Class: "nowrap"},
	}}
	var g views.RowGroup
	for _, l := range x.Listings {
		since := "–"
		if l.EndedAt != nil {
			since = r.Day(*l.EndedAt).Text
		}
		g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Title, Lang: r.OtherLang(l.Lang), Small: r.joinNonEmpty(l.Ref, l.URL)},
			{Body: r.neutralBadge(l.State)},
			{Text: since},
		}})
	}
	t.Groups = []views.RowGroup{g}
	return t
}

// registerEvents is what happened, newest first.
func (r Reader) registerEvents(x ipcase.RegisterCase) views.Timeline {
	type event struct {
		at         time.Time
		lead, text string
	}
	var all []event
	add := func(at time.Time, lead, text string) {
		if !at.IsZero() {
			all = append(all, event{at, lead, text})
		}
	}
	add(x.Received, r.T("Complainant"), r.T("filed the notice"))
	add(x.Accepted, r.T("Platform"), r.T("accepted the notice"))
	for _, c := range x.Counters {
		add(c.FiledAt, r.T("Seller"), r.T("filed a counter-notification about %s: %s", r.Listings(len(c.Items)), r.Ground(c.Ground)))
	}
	for _, d := range x.Decisions {
		add(d.DecidedAt, r.T("Platform"), r.DecisionKind(d.Kind))
	}
	if x.Ended != nil {
		add(*x.Ended, r.T("End"), r.registerOutcome(x.Outcome))
	}
	add(x.Public, r.T("Register"), r.T("published"))
	slices.SortStableFunc(all, func(a, b event) int { return b.at.Compare(a.at) })
	var t views.Timeline
	for _, e := range all {
		t.Events = append(t.Events, views.TimelineEvent{Who: "system", Time: r.Time(e.at), Lead: e.lead, Text: e.text})
	}
	return t
}

func (r Reader) registerDecision(x ipcase.RegisterCase, d ipcase.RegisterDecision) views.RegisterRuling {
	out := views.RegisterRuling{Title: r.DecisionKind(d.Kind) + ", " + r.Day(d.DecidedAt).Text}
	var rulings []string
	for _, k := range d.Rulings {
		ref := itoa(k.Item)
		for _, l := range x.Listings {
			if l.Position == k.Item {
				ref = l.Ref
			}
		}
		rulings = append(rulings, ref+": "+r.rulingBadge(ipcase.Ruling{Move: k.Move}).Text)
	}
	out.Facts.Rows = []views.SummaryRow{{Key: r.T("Listings"), List: rulings}}
	if d.Reference != "" {
		out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Rule"), Text: d.Reference, Lang: r.LangOf(d.Reference), Note: r.GroundKind(d.GroundKind)})
	}
	means := r.T("A person decided.")
	if d.Automated {
		means = r.T("Decided by automated means.")
	}
	out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Automated means"), Text: means})
	if d.Facts != "" {
		out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Facts"), Text: d.Facts, Lang: r.LangOf(d.Facts)})
	}
	if d.Explanation != "" {
		out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Why it follows"), Text: d.Explanation, Lang: r.LangOf(d.Explanation)})
	}
	return out
}
