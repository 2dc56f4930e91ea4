package present

import (
	"net/url"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// AccessWords are the words for what a record of access is about.
func (r Reader) AccessWords(k ipcase.AccessKind) string {
	words, ok := map[ipcase.AccessKind]string{
		ipcase.AccessContact:   views.Key("Contact data shown"),
		ipcase.AccessExhibit:   views.Key("Confidential file opened"),
		ipcase.AccessPapers:    views.Key("Identity papers opened"),
		ipcase.AccessPeople:    views.Key("Page about people opened"),
		ipcase.AccessExport:    views.Key("Data exported"),
		ipcase.AccessAbsent:    views.Key("Asked for what is not theirs or not there"),
		ipcase.AccessRefused:   views.Key("Refused"),
		ipcase.AccessForged:    views.Key("Form from elsewhere refused"),
		ipcase.AccessThrottled: views.Key("Held back: too many requests"),
		ipcase.AccessSignIn:    views.Key("Sign-in failed"),
		ipcase.AccessAlert:     views.Key("Alert: unusually many views"),
	}[k]
	if !ok {
		return string(k)
	}
	return r.T(words)
}

// Accesses is the operator's list of records of access.
func (r Reader) Accesses(p views.Page, l ipcase.AccessList, f ipcase.AccessFilter, wrong map[string]string) views.AccessPage {
	page := views.AccessPage{
		Page: p, Lede: r.T("Who was shown private data, and who was refused. A record is written before the page is sent and is never changed."),
		Person:  views.TextInput{Field: views.Field{Name: "person", Label: r.T("Person number"), Error: wrong["person"]}, InputMode: "numeric", MaxLength: 19},
		Subject: views.TextInput{Field: views.Field{Name: "subject", Label: r.T("Case or other number"), Value: f.Subject}, MaxLength: 40},
		Kind:    views.Select{Field: views.Field{Name: "kind", Label: r.T("What happened")}, Options: []views.Option{{Label: r.T("Everything"), Selected: f.Kind == ""}}},
		Pager:   views.Pager{Text: r.N(len(l.Lines), "%d record on this page, newest first", "%d records on this page, newest first")},
	}
	if f.PersonID != 0 {
		page.Person.Value = strconv.FormatInt(f.PersonID, 10)
	}
	for _, k := range ipcase.AccessKinds {
		page.Kind.Options = append(page.Kind.Options, views.Option{Value: string(k), Label: r.AccessWords(k), Selected: k == f.Kind})
	}
	for _, a := range l.Alerts {
		page.Alerts = append(page.Alerts, views.Notice{
			Tone: views.Warn, Title: r.T("%s was shown private data %d times within an hour", a.PersonName, a.Times),
			Text: r.T("Noticed %s. Look at what was opened and why.", r.ShortTime(a.At).Text),
			Link: &views.Link{Text: r.T("Show the records"), Href: "/operator/access?person=" + strconv.FormatInt(a.PersonID, 10)},
		})
	}
	query := url.Values{}
	if f.PersonID != 0 {
		query.Set("person", strconv.FormatInt(f.PersonID, 10))
	}
	if f.Kind != "" {
		query.Set("kind", string(f.Kind))
	}
	if f.Subject != "" {
		query.Set("subject", f.Subject)
	}
	if len(query) > 0 {
		page.Clear = "/operator/access"
	}
	if len(l.Lines) == 0 {
		page.Empty = &views.EmptyState{Title: r.T("No record fits"), Text: r.T("Views of private data and refusals are listed here as they happen.")}
		return page
	}
	page.Table = r.accessTable(l.Lines)
	if f.Before > 0 {
		page.Pager.Newer = "/operator/access?" + query.Encode()
	}
	if l.Older {
		query.Set("before", strconv.FormatInt(l.Lines[len(l.Lines)-1].ID, 10))
		page.Pager.Older = "/operator/access?" + query.Encode()
	}
	return page
}

func (r Reader) accessTable(lines []ipcase.AccessLine) *views.Table {
	table := &views.Table{
		Caption: r.T("Access records, newest first"),
		Columns: []views.Column{
			{Label: r.T("When"), Class: "nowrap"},
			{Label: r.T("What happened")},
			{Label: r.T("Who")},
			{Label: r.T("About")},
			{Label: r.T("Where")},
			{Label: r.T("Outcome"), Class: "nowrap"},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, l := range lines {
		who := views.Cell{Text: r.T("Nobody signed in")}
		if l.PersonID != 0 {
			who = views.Cell{
				Text: l.PersonName, Lang: r.LangOf(l.PersonName), Small: r.T("No. %d", l.PersonID) + " · " + r.roleWords(l.Party, l.Role),
				Href: "/operator/access?person=" + strconv.FormatInt(l.PersonID, 10),
			}
		}
		outcome := views.Cell{Text: l.Outcome}
		if l.Kind.IsView() {
			outcome.Text = r.T("shown")
		}
		if l.Times > 1 {
			outcome.Small = r.T("%d times", l.Times)
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Body: r.ShortTime(l.At)},
			{Text: r.AccessWords(l.Kind)},
			who,
			{Text: orElse(l.Subject, "–")},
			{Text: orElse(l.Route, "–"), Lang: r.OtherLang("en"), Small: r.T("Request %s", l.RequestID)},
			outcome,
		}})
	}
	return table
}

// OwnAccesses is the owner's list of who was shown the organisation's contact
// data: by side and role.
func (r Reader) OwnAccesses(f views.AccountFrame, l ipcase.AccessList, before int64) views.OwnAccessPage {
	page := views.OwnAccessPage{Frame: f, Pager: views.Pager{Text: r.N(len(l.Lines), "%d record on this page, newest first", "%d records on this page, newest first")}}
	if len(l.Lines) == 0 {
		page.Empty = &views.EmptyState{Title: r.T("Nobody outside your organisation was shown its contact data"), Text: r.T("When somebody is, it is listed here with the case and their role.")}
		return page
	}
	page.Table = &views.Table{
		Caption: r.T("Who looked at our contact data"),
		Columns: []views.Column{{Label: r.T("When"), Class: "nowrap"}, {Label: r.T("Who")}, {Label: r.T("What happened")}, {Label: r.T("About")}},
		Groups:  []views.RowGroup{{}},
	}
	for _, line := range l.Lines {
		about := views.Cell{Text: "–"}
		if line.SubjectKind == "case" || line.SubjectKind == "right" || line.SubjectKind == "complaint" {
			about.Text = line.Subject
		}
		page.Table.Groups[0].Rows = append(page.Table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Body: r.ShortTime(line.At)}, {Text: r.roleWords(line.Party, line.Role)}, {Text: r.AccessWords(line.Kind)}, about,
		}})
	}
	if before > 0 {
		page.Pager.Newer = "/account/access"
	}
	if l.Older {
		page.Pager.Older = "/account/access?before=" + strconv.FormatInt(l.Lines[len(l.Lines)-1].ID, 10)
	}
	return page
}

// roleWords are the side and, at the platform, the role.
func (r Reader) roleWords(p ipcase.Party, role ipcase.Role) string {
	switch {
	case p == ipcase.PartyHolder:
		return r.T("Rights holder")
	case p == ipcase.PartySeller:
		return r.T("Seller")
	case p == ipcase.PartyPlatform && role == ipcase.RoleOperator:
		return r.T("Operator")
	case p == ipcase.PartyPlatform && role == ipcase.RoleSenior:
		return r.T("Senior reviewer")
	case p == ipcase.PartyPlatform:
		return r.T("Reviewer")
	default:
		return r.T("Nobody signed in")
	}
}
