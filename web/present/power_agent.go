package present

import (
	"net/url"
	"slices"

	"ipportal/ipcase"
	"ipportal/views"
)

// PrincipalHref is an agent's page of a power of attorney.
func PrincipalHref(number string) string { return PrincipalsPath + "/" + url.PathEscape(number) }

// AgentHref is its principal's.
func AgentHref(number string) string { return AgentsPath + "/" + url.PathEscape(number) }

// Powers is the list of an agent's powers of attorney.
func (r PowerReader) Powers(p views.Page, a ipcase.Actor, list ipcase.AgentPowers) views.Powers {
	out := views.Powers{Page: p, Add: button(a.May(ipcase.PermFile), views.LinkButton{
		Kind: views.Primary, Icon: "plus", Text: r.T("Add a principal"), Href: PrincipalsPath + "/new",
	})}
	if len(list.Lines) == 0 {
		return out
	}
	out.Table = r.powerTable(r.T("Powers of attorney, the latest first"), r.T("Principal"), list.Lines, func(l ipcase.PowerLine) (string, string) {
		return l.Principal.Name, PrincipalHref(l.Power.Number)
	})
	if list.Newer || list.Older {
		pager := views.Pager{Text: r.T("Newest first")}
		if list.Newer {
			pager.Newer = PrincipalsPath
		}
		if list.Older {
			pager.Older = PrincipalsPath + "?before=" + url.QueryEscape(list.Lines[len(list.Lines)-1].Power.Number)
		}
		out.Pager = &pager
	}
	return out
}

// powerTable lists powers by the one of the two who is not the reader.
func (r PowerReader) powerTable(caption, whom string, lines []ipcase.PowerLine, of func(ipcase.PowerLine) (name, href string)) *views.Table {
	t := views.Table{Caption: caption, Columns: []views.Column{
		{Label: whom}, {Label: r.T("Covers")}, {Label: r.T("Valid")}, {Label: r.T("Days left"), Class: "nowrap"}, {Label: r.T("State"), Class: "lead"},
	}}
	var rows []views.Row
	for _, l := range lines {
		name, href := of(l)
		types := make([]string, len(l.Power.RightTypes))
		for n, k := range l.Power.RightTypes {
			types[n] = r.RightType(k)
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: name, Lang: r.LangOf(name), Href: href, Small: l.Power.Number},
			{Text: r.Join(types), Small: r.Territories(l.Power.Territories)},
			{Text: r.powerDays(l.Power)},
			{Text: r.daysLeft(l.Power)},
			{Body: r.PowerBadge(l.Power)},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return &t
}

// PowerForm is a power of attorney as it was typed, with the files of its form.
type PowerForm struct {
	In       ipcase.RegisterPower
	Files    []ipcase.Exhibit
	Problems *ipcase.Error
	Cures    *ipcase.Power // the refused one that this is handed in for
}

// PowerForm is the form that hands one in.
func (r PowerReader) PowerForm(p views.Page, f PowerForm) views.PowerForm {
	problems := r.Problems(f.Problems, nil)
	p.HasError = problems.Any()
	in := f.In
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	out := views.PowerForm{
		Page: p, Errors: problems.Summary, Form: views.HiddenInput{Name: "form", Value: in.FormID},
		Principal: views.TextInput{Field: field("principal", r.T("Name of the principal"), r.T("As the power of attorney gives it. Sellers read it beside yours."), in.Principal)},
		Country:   views.Select{Field: field("country", r.T("Country"), "", in.Country), Options: []views.Option{{Label: r.T("Choose a country")}}},
		Contact:   views.TextInput{Field: field("contact_name", r.T("Signed by"), r.T("Who signed for the principal."), in.ContactName)},
		Email: views.TextInput{
			Field: field("contact_email", r.T("E-mail address of that person"), r.T("Whoever signs in here with this address as an owner can confirm you, read what you file, and revoke."), in.ContactEmail), Type: "email",
		},
		From:  views.DateInput{Field: field("valid_from", r.T("First day"), "", in.ValidFrom)},
		Until: views.DateInput{Field: field("valid_until", r.T("Last day"), r.T("It ends by itself on this day at 24:00, %s.", r.Place.String()), in.ValidUntil)},
	}
	out.Registration = views.TextInput{Field: field("registration", r.T("Registration number"), "", in.Registration)}
	out.Registration.Optional = true
	for _, c := range countries {
		out.Country.Options = append(out.Country.Options, views.Option{Value: c, Label: r.Territory(c)})
	}
	out.Types = views.Checkboxes{Field: field("right_types", r.T("Kinds of right"), "", ""), Inline: true}
	for _, t := range ipcase.RightTypes() {
		out.Types.Options = append(out.Types.Options, views.Option{Value: string(t), Label: r.RightType(t), Selected: slices.Contains(in.RightTypes, t)})
	}
	out.Acts = views.Checkboxes{Field: field("acts", r.T("What it lets you do"), "", "")}
	for _, a := range ipcase.PowerActs() {
		out.Acts.Options = append(out.Acts.Options, views.Option{Value: string(a), Label: r.PowerAct(a), Selected: slices.Contains(in.Acts, a)})
	}
	out.Places = r.placeBoxes(field("territories", r.T("Territory"), r.T("You can file on sites of these territories only."), ""), in.Territories)
	out.Paper = views.HolderFiles{
		Title:  r.T("Signed paper"),
		Upload: views.Button{Small: true, Icon: "upload", Text: r.T("Upload documents"), Name: "do", Value: "upload", NoCheck: true},
		Input: views.FileInput{Accept: acceptFiles, Multiple: true, Field: views.Field{
			Name: "document", Label: r.T("The signed power of attorney"), Hint: r.T("PDF, JPG, PNG or WebP, up to 20 MB each. Reviewers and the principal see it; sellers do not."), Error: problems.Of("document"),
		}},
	}
	for _, e := range f.Files {
		out.Paper.List.Items = append(out.Paper.List.Items, r.dropTile(e))
	}
	if f.Cures != nil && f.Cures.Status == ipcase.PowerRefused {
		out.Again = &views.Notice{Tone: views.Warn, Title: r.T("%s was not accepted.", f.Cures.Number), Text: f.Cures.Reason}
	}
	return out
}

// AgentPower is a power of attorney for its agent.
func (r PowerReader) AgentPower(p views.Page, a ipcase.Actor, v ipcase.AgentPower) views.Power {
	w := v.Power
	out := r.power(p, v, PrincipalHref)
	out.Eyebrow, out.Title, out.Lang = r.T("Power of attorney %s", w.Number), v.Principal.Name, r.LangOf(v.Principal.Name)
	may := a.May(ipcase.PermFile)
	again := r.T("Hand in a new term")
	if w.Status == ipcase.PowerRefused {
		again = r.T("Hand it in again with what was missing")
		out.Notice = &views.Notice{Tone: views.Warn, Title: r.T("This power of attorney was not accepted."), Text: w.Reason}
	}
	if may && w.StandsOn(r.Today) && slices.Contains(w.Acts, ipcase.ActRegister) {
		out.Acts = append(out.Acts, views.LinkButton{Kind: views.Primary, Icon: "certificate", Text: r.T("Register a right"), Href: "/holder/rights/new?for=" + url.QueryEscape(v.Principal.PublicID)})
	}
	if may && w.Status != ipcase.PowerPending {
		out.Acts = append(out.Acts, views.LinkButton{Text: again, Href: PrincipalsPath + "/new?from=" + url.QueryEscape(w.Number)})
	}
	if may && (w.Status == ipcase.PowerPending || w.Status == ipcase.PowerVerified && w.DaysLeft(r.Today) >= 0) {
		out.Acts = append(out.Acts, views.LinkButton{Kind: views.DangerKind, Text: r.T("Lay it down"), Href: PrincipalHref(w.Number) + "/end", Dialog: true})
	}
	out.Facts.Rows = append(out.Facts.Rows, r.confirmedRow(v))
	return out
}

func (r PowerReader) confirmedRow(v ipcase.AgentPower) views.SummaryRow {
	row := views.SummaryRow{Key: r.T("The principal’s own account"), Text: r.T("Has not confirmed you; it need not for you to act.")}
	if v.Confirmed && v.Principal.ConfirmedAt != nil {
		row.Text = r.T("Confirmed you on %s. It reads what you file for it, and you can complain under its own rights.", r.Day(*v.Principal.ConfirmedAt).Text)
	}
	return row
}

// power is what both of its sides read.
func (r PowerReader) power(p views.Page, v ipcase.AgentPower, href func(string) string) views.Power {
	w := v.Power
	out := views.Power{
		Page: p, Badge: r.PowerBadge(w), Standing: r.powerStanding(w), Facts: views.SummaryList{Rows: r.powerRows(v.PowerLine)},
		Timeline: r.powerTimeline(v.PowerLine, v.Events),
	}
	switch {
	case w.Status == ipcase.PowerRevoked && w.Reason != "":
		out.Notice = &views.Notice{Tone: views.Neutral, Title: r.T("This power of attorney was revoked."), Text: w.Reason}
	case w.Status == ipcase.PowerVerified && w.DaysLeft(r.Today) < 0:
		out.Notice = &views.Notice{
			Tone: views.Neutral, Title: r.T("This power of attorney has ended."),
			Text: r.T("Its last day was %s. Nothing can be done under it any more, and no silence of a seller acts on the complaints that it stood behind: a reviewer looks first.", r.DateOnly(w.ValidUntil).Text),
		}
	}
	for _, e := range v.Exhibits {
		tile := r.ExhibitTile(e)
		tile.Access = views.Badge{Tone: views.Neutral, Text: r.T("Agent, principal, reviewers")}
		out.Files.Items = append(out.Files.Items, tile)
	}
	out.Complaints, out.Rights = r.powerComplaints(v), r.powerRights(v)
	if len(v.Others) > 0 {
		t := views.Table{Caption: r.T("Other powers of this principal"), Columns: []views.Column{{Label: r.T("Number"), Class: "nowrap"}, {Label: r.T("Last day")}, {Label: r.T("State")}}}
		var rows []views.Row
		for _, o := range v.Others {
			cell := views.Cell{Head: true, Text: o.Number, Href: href(o.Number)}
			rows = append(rows, views.Row{Cells: []views.Cell{cell, {Text: r.DateOnly(o.ValidUntil).Text}, {Body: r.PowerBadge(o)}}})
		}
		t.Groups = []views.RowGroup{{Rows: rows}}
		out.Others = &t
	}
	return out
}

func (r PowerReader) powerComplaints(v ipcase.AgentPower) *views.Table {
	if len(v.Complaints) == 0 {
		return nil
	}
	t := views.Table{Caption: r.T("Complaints filed for the principal"), Columns: []views.Column{
		{Label: r.T("Complaint"), Class: "nowrap"}, {Label: r.T("Right")}, {Label: r.T("Listings"), Class: "num"}, {Label: r.T("State"), Class: "lead"},
	}}
	var rows []views.Row
	for _, c := range v.Complaints {
		badge, next := r.complaintStands(c.Cases)
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: c.Number, Href: "/holder/complaints/" + c.Number, Small: r.ShortDay(c.FiledAt).Text},
			{Text: c.RightTitle, Lang: r.LangOf(c.RightTitle), Small: r.RightType(c.RightType)},
			{Text: itoa(c.Items())},
			{Body: badge, Small: next},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return &t
}

func (r PowerReader) powerRights(v ipcase.AgentPower) *views.Table {
	if len(v.Rights) == 0 {
		return nil
	}
	t := views.Table{Caption: r.T("Rights registered for the principal"), Columns: []views.Column{
		{Label: r.T("Intellectual Property Number"), Class: "nowrap"}, {Label: r.T("Right")}, {Label: r.T("State"), Class: "lead"},
	}}
	var rows []views.Row
	for _, x := range v.Rights {
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: x.Number, Href: "/holder/rights/" + x.Number},
			{Text: x.Title, Lang: r.LangOf(x.Title), Small: r.RightType(x.Type)},
			{Body: r.RightBadge(x)},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return &t
}

// EndPower asks before a power of attorney ends before its day.
func (r PowerReader) EndPower(p views.Page, v ipcase.PowerLine, side ipcase.PowerSide) views.HolderConfirm {
	href := PrincipalHref(v.Power.Number)
	box := views.ConfirmBox{
		Action: href + "/end", Title: r.T("Lay down the power of attorney of %s?", v.Principal.Name),
		Button: views.Button{Kind: views.DangerSolid, Text: r.T("Lay it down now")},
	}
	if side == ipcase.SidePrincipal {
		href = AgentHref(v.Power.Number)
		box.Action, box.Title = href+"/revoke", r.T("Revoke the power of attorney of %s?", v.AgentName)
		box.Button.Text = r.T("Revoke it now")
	}
	box.Cancel, box.Hidden = href, []views.HiddenInput{{Name: "version", Value: itoa(v.Power.Version)}}
	box.Points = []string{
		r.T("The agent can do nothing under %s from this moment on.", v.Power.Number),
		r.T("Complaints that stand on it alone wait for a reviewer when their sellers do not answer. Listings that were removed stay as they are meanwhile."),
		r.T("Both sides are told. It cannot be taken back; a new power of attorney can be handed in."),
	}
	return views.HolderConfirm{Page: p, Box: box}
}
