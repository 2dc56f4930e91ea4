package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/views"
)

// StatementsPath is where the operator looks after statements of reasons.
const StatementsPath = "/operator/statements"

// Statements is the operator's list of statements of one state.
func (r Reader) Statements(p views.Page, v ipcase.Statements) views.OperatorStatementsPage {
	page := views.OperatorStatementsPage{
		Page: p,
		Lede: r.T("Each restriction in the European Union has its statement of reasons, kept as it was decided. It leaves for the Transparency Database (DSA, Article 24(5)) unless it holds what looks like personal data: then a person looks first."),
		Tabs: views.Tabs{Label: r.T("Statements of reasons")},
	}
	if !v.Reports {
		page.None = &views.Notice{Tone: views.Info, Title: r.T("No database is configured"), Text: r.T("Statements are kept and wait. They leave once IPPORTAL_DSA names the Transparency Database.")}
	}
	for _, s := range ipcase.ExportStates() {
		page.Tabs.Items = append(page.Tabs.Items, views.NavItem{
			Label: r.exportState(s).Text, Href: StatementsPath + "?state=" + string(s), Count: v.Counts[s], Current: s == v.State,
		})
	}
	if len(v.Lines) == 0 {
		page.Empty = &views.EmptyState{Title: r.T("None"), Text: r.T("Statements of reasons in this state are shown here.")}
		return page
	}
	table := views.Table{
		Caption: r.exportState(v.State).Text,
		Columns: []views.Column{{Label: r.T("Statement")}, {Label: r.T("Case or measure"), Class: "nowrap"}, {Label: r.T("Restriction")}, {Label: r.T("Why")}, {Label: r.T("Decided"), Class: "nowrap"}},
		Groups:  []views.RowGroup{{}},
	}
	for _, l := range v.Lines {
		why := strings.Join(r.heldFor(l.Export.Findings), " ")
		if v.State != ipcase.ExportHeld {
			why = l.Export.Why
		}
		if l.GivenUp {
			why = r.T("Sending was given up. Try it again under Deliveries.")
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: l.Puid, Href: StatementsPath + "/" + l.Puid},
			{Text: r.aboutStatement(l)},
			{Text: r.restrictionOf(l.Fields)},
			{Text: orElse(why, "–")},
			{Body: r.ShortTime(l.At)},
		}})
	}
	page.Table = &table
	page.Pager = views.Pager{Text: r.N(len(v.Lines), "%d statement on this page, newest first", "%d statements on this page, newest first")}
	if v.Older {
		page.Pager.Older = StatementsPath + "?state=" + string(v.State) + "&before=" + strconv.FormatInt(v.Lines[len(v.Lines)-1].ID, 10)
	}
	return page
}

// Statement is one statement for the operator, with what was typed where it was
// refused.
func (r Reader) Statement(p views.Page, l ipcase.StatementLine, typed *ipcase.ReleaseStatement, dropped string, refused *ipcase.Error) views.OperatorStatementPage {
	out := l.Outgoing()
	problems := r.Problems(refused, nil)
	page := views.OperatorStatementPage{
		Page: p, Errors: problems.Summary, State: r.exportState(l.Export.State), Fields: statementFields(out),
		Lede: r.T("What the parties were sent stays as it was decided. What is changed here changes only what leaves for the Transparency Database."),
		Rows: []views.SummaryRow{{Key: r.T("Case or measure"), Text: r.aboutStatement(l)}, {Key: r.T("Restriction"), Text: r.restrictionOf(l.Fields)}, {Key: r.T("Decided"), Body: r.Time(l.At)}},
	}
	if l.DoneBy != "" {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("Released or dropped by"), Text: l.DoneBy})
	}
	if l.Export.UUID != "" {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("Its id there"), Text: l.Export.UUID})
	}
	switch l.Export.State {
	case ipcase.ExportHeld:
		page.Why = []views.Notice{{Tone: views.Warn, Title: r.T("Held back"), Text: strings.Join(r.heldFor(l.Export.Findings), " ")}}
	case ipcase.ExportRefused:
		page.Why = []views.Notice{{Tone: views.Danger, Title: r.T("The Transparency Database refused it"), Text: l.Export.Why}}
	case ipcase.ExportDropped:
		page.Why = []views.Notice{{Tone: views.Info, Title: r.T("Not sent"), Text: l.Export.Why}}
	case ipcase.ExportWaiting, ipcase.ExportSent:
	}
	if l.GivenUp {
		page.Why = append(page.Why, views.Notice{Tone: views.Danger, Title: r.T("Given up"), Text: r.T("Sending was given up. Try it again under Deliveries.")})
	}
	if l.Export.State == ipcase.ExportHeld || l.Export.State == ipcase.ExportRefused {
		page.Release, page.Drop = r.releaseForm(l, out, typed, problems), r.dropForm(l, dropped, problems)
	}
	return page
}

func (r Reader) releaseForm(l ipcase.StatementLine, out dsa.Statement, typed *ipcase.ReleaseStatement, problems Problems) *views.StatementForm {
	words, looked := out.Texts(), false
	if typed != nil {
		words, looked = typed.Texts, typed.Looked
	}
	area := func(name, label, value string, rows, most int) views.TextArea {
		return views.TextArea{Rows: rows, MaxLength: most, Field: views.Field{
			Name: name, Label: label, Value: value, Error: problems.Of(name), Hint: r.T("At most %d characters.", most),
		}}
	}
	return &views.StatementForm{
		Title: r.T("Edit and release"), Action: StatementsPath + "/" + l.Puid + "/release", Hidden: exportVersion(l),
		Text: r.T("Take out names, addresses, telephone numbers, mail addresses and order numbers. The words are looked through again."),
		Texts: []views.TextArea{
			area("ground", r.T("Legal ground, or section of the terms"), words.Ground, 2, dsa.MaxGround),
			area("explanation", r.T("Explanation"), words.Explanation, 5, dsa.MaxExplanation),
			area("facts", r.T("Facts"), words.Facts, 6, dsa.MaxFacts),
		},
		Looked: &views.Checkbox{Field: views.Field{Name: "looked"}, Text: r.T("I looked at what was found, and it is nobody’s personal data."), Checked: looked},
		Send:   views.Button{Kind: views.Primary, Text: r.T("Release")},
	}
}

func (r Reader) dropForm(l ipcase.StatementLine, typed string, problems Problems) *views.StatementForm {
	return &views.StatementForm{
		Title: r.T("Do not send it"), Action: StatementsPath + "/" + l.Puid + "/drop", Hidden: exportVersion(l),
		Text: r.T("It stays on record with the reason and is never sent."),
		Texts: []views.TextArea{{Rows: 3, MaxLength: ipcase.MaxComment, Field: views.Field{
			Name: "why", Label: r.T("Why it is not sent"), Value: typed, Error: problems.Of("why"),
		}}},
		Send: views.Button{Kind: views.DangerKind, Text: r.T("Do not send")},
	}
}

func exportVersion(l ipcase.StatementLine) []views.HiddenInput {
	return []views.HiddenInput{{Name: "version", Value: strconv.Itoa(l.Export.Version)}}
}

func (r Reader) aboutStatement(l ipcase.StatementLine) string {
	if l.Position == 0 {
		return l.CaseNumber
	}
	return r.T("%s, listing %d", l.CaseNumber, l.Position)
}

func (r Reader) exportState(s ipcase.ExportState) views.Badge {
	switch s {
	case ipcase.ExportHeld:
		return views.Badge{Tone: views.Warn, Text: r.T("Held back")}
	case ipcase.ExportRefused:
		return views.Badge{Tone: views.Danger, Text: r.T("Refused there")}
	case ipcase.ExportWaiting:
		return views.Badge{Tone: views.Info, Text: r.T("Waiting to be sent")}
	case ipcase.ExportSent:
		return views.Badge{Tone: views.Success, Text: r.T("Sent")}
	case ipcase.ExportDropped:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not sent")}
	}
	return views.Badge{Text: string(s)}
}

func (r Reader) restrictionOf(s dsa.Statement) string {
	switch {
	case s.DecisionAccount != "":
		return r.T("Account closed")
	case s.DecisionProvision == dsa.ProvisionTotal:
		return r.T("All listings offline")
	case s.DecisionProvision != "":
		return r.T("Nothing new goes on sale")
	}
	return r.T("Listing removed")
}

// heldFor is why a statement does not leave, one sentence each.
func (r Reader) heldFor(h ipcase.HeldFor) (all []string) {
	kinds := map[dsa.FindingKind]string{
		dsa.Email: r.T("A mail address"), dsa.Phone: r.T("A telephone number"), dsa.Name: r.T("A person’s name"), dsa.Order: r.T("A number of an order or a parcel"),
		dsa.Account: r.T("A number of an account, a card or an identity paper"), dsa.Address: r.T("An address on the network"), dsa.Contact: r.T("How a party can be reached"),
	}
	fields := map[string]string{
		"ground": r.T("Legal ground, or section of the terms"), "explanation": r.T("Explanation"), "facts": r.T("Facts"),
	}
	for _, f := range h.Personal {
		all = append(all, r.T("%s in “%s”: %s.", kinds[f.Kind], fields[f.Field], f.Text))
	}
	for _, f := range h.Faults {
		name := orElse(fields[f.Field], f.Field)
		switch f.Kind {
		case dsa.TooLong:
			all = append(all, r.T("“%s” is longer than the %d characters that are taken.", name, f.Max))
		case dsa.Missing:
			all = append(all, r.T("“%s” is empty.", name))
		case dsa.BadDate, dsa.BadID:
			all = append(all, r.T("“%s” is not what the database takes.", name))
		}
	}
	return all
}

// statementFields are the fields of a statement by the database's own names.
func statementFields(s dsa.Statement) (rows []views.SummaryRow) {
	row := func(key string, values ...string) {
		if text := strings.Join(values, " "); text != "" {
			rows = append(rows, views.SummaryRow{Key: key, Text: text})
		}
	}
	row("puid", s.Puid)
	row("decision_visibility", s.DecisionVisibility...)
	row("end_date_visibility_restriction", s.EndDateVisibility)
	row("decision_provision", s.DecisionProvision)
	row("end_date_service_restriction", s.EndDateService)
	row("decision_account", s.DecisionAccount)
	row("account_type", s.AccountType)
	row("decision_ground", s.DecisionGround)
	row("illegal_content_legal_ground", s.IllegalContentLegalGround)
	row("illegal_content_explanation", s.IllegalContentExplanation)
	row("incompatible_content_ground", s.IncompatibleContentGround)
	row("incompatible_content_explanation", s.IncompatibleContentExplains)
	row("category", s.Category)
	row("category_specification", s.CategorySpecification...)
	row("content_type", s.ContentType...)
	row("content_language", s.ContentLanguage)
	row("content_date", s.ContentDate)
	row("territorial_scope", s.TerritorialScope...)
	row("application_date", s.ApplicationDate)
	row("decision_facts", s.DecisionFacts)
	row("source_type", s.SourceType)
	row("automated_detection", s.AutomatedDetection)
	row("automated_decision", s.AutomatedDecision)
	return rows
}
