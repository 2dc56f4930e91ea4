package present

import (
	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// TeamMember is the page about one person of an organisation, for who looks after
// it.
func (r Reader) TeamMember(f views.AccountFrame, a ipcase.Actor, m account.TeamMember, t account.Team, wrong *ipcase.Error, base string) views.TeamMemberPage {
	problems := r.Problems(wrong, nil)
	p := views.TeamMemberPage{Frame: f, Errors: problems.Summary, Facts: views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Name"), Text: m.Name, Lang: r.LangOf(m.Name)},
		{Key: r.T("Email address"), Text: m.Email},
		{Key: r.T("Role"), Text: r.RoleName(m.Role), Note: r.MaySay(a.Party, m.Role, m.May)},
		{Key: r.T("Belongs since"), Text: r.Day(m.CreatedAt).Text},
	}}}
	last := r.T("Not signed in yet")
	if m.UsedAt != nil {
		last = r.Time(*m.UsedAt).Text
	}
	p.Facts.Rows = append(p.Facts.Rows, views.SummaryRow{Key: r.T("Last active"), Text: last, Note: r.N(m.Sessions, "%d open session", "%d open sessions")})
	if wrong != nil && len(wrong.Fields) == 0 {
		p.Errors, p.Problem = views.ErrorSummary{}, &views.Notice{Tone: views.Warn, Text: r.T(wrong.Msg, wrong.Args...)}
	}
	if a.May(ipcase.PermOperate) {
		p.Account = &views.Link{Text: r.T("The whole account of %s", m.Name), Href: AccountHref(m.PersonID)}
	}
	if m.PersonID == a.PersonID {
		p.Note = r.T("This is you. Nobody changes their own role. Ask another owner or operator to do it.")
		return p
	}
	href := memberHref(base, m.PersonID)
	p.Role = &views.RoleForm{
		Action: href + "/role", Version: views.HiddenInput{Name: "version", Value: itoa(m.Version)},
		Role: r.roleChoice(a.Party, m.Role, problems.Of("role")), May: r.mayChoice(a.Party, m.May),
	}
	if m.Sessions > 0 {
		p.Sessions = &views.TeamAct{
			ID: "sessions", Title: r.T("Sessions"), Text: r.T("%s is signed out wherever they act for %s now, and can sign in again.", m.Name, a.OrgName),
			Press: views.PostButton{Action: href + "/sessions", Button: views.Button{Text: r.T("End the sessions of %s", m.Name)}},
		}
	}
	if a.Role == ipcase.RoleOwner && m.Role != ipcase.RoleOwner && m.DisabledAt == nil && t.Offer == nil {
		p.Offer = &views.OfferForm{
			Action: href + "/offer",
			Text:   r.T("%s gets a mail and becomes the owner when they accept. You then become a member with every permission.", m.Name),
			Stay:   views.Checkbox{Field: views.Field{Name: "stay", Label: r.T("I stay an owner, beside %s", m.Name)}},
			Button: views.Button{Text: r.T("Offer the ownership")},
		}
	}
	p.End = &views.TeamAct{
		ID: "end", Title: r.T("End the membership"),
		Text:  r.T("%s no longer sees anything of %s, and their sessions for it end at once. What they did stays on record. They are told by mail.", m.Name, a.OrgName),
		Press: views.PostButton{Action: href + "/end", Button: views.Button{Kind: views.DangerKind, Text: r.T("End the membership of %s", m.Name)}},
	}
	return p
}

// LeaveTeam asks before somebody leaves.
func (r Reader) LeaveTeam(p views.Page, a ipcase.Actor, wrong *ipcase.Error, base string) views.TeamConfirmPage {
	return views.TeamConfirmPage{Page: p, Confirm: views.ConfirmBox{
		Action: base + "/leave", Title: r.T("Leave %s?", a.OrgName), Errors: r.Problems(wrong, nil).Summary,
		Points: []string{
			r.T("You no longer see anything of %s, at once.", a.OrgName),
			r.T("What you did stays on record under your name."),
			r.T("To come back you need a new invitation."),
		},
		Button: views.Button{Kind: views.DangerSolid, Text: r.T("Leave %s", a.OrgName)}, Cancel: base,
	}}
}

// AccountHref is where operators look at a person's account.
func AccountHref(person int64) string { return PeoplePath + "/accounts/" + itoa(int(person)) }

// Account is a person's account, for operators.
func (r Reader) Account(f views.AccountFrame, a ipcase.Actor, x account.Account, wrong *ipcase.Error) views.OperatorAccountPage {
	p := views.OperatorAccountPage{Frame: f, Facts: views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Name"), Text: x.Name, Lang: r.LangOf(x.Name)},
		{Key: r.T("Email address"), Text: x.Email},
		{Key: r.T("Account since"), Text: r.Day(x.CreatedAt).Text},
	}}}
	if wrong != nil {
		p.Problem = &views.Notice{Tone: views.Warn, Text: r.T(wrong.Msg, wrong.Args...)}
	}
	p.Belongs = views.Table{Caption: r.T("Acts for"), Columns: []views.Column{{Label: r.T("Organisation")}, {Label: r.T("Role")}, {Label: r.T("Last active")}}}
	var rows []views.Row
	for _, b := range x.Belongs {
		last := r.T("Not signed in yet")
		if b.UsedAt != nil {
			last = r.ShortTime(*b.UsedAt).Text
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: b.OrgName, Lang: r.LangOf(b.OrgName), Small: r.sideName(b.Party)},
			{Text: r.RoleName(b.Role), Small: r.MaySay(b.Party, b.Role, b.May)},
			{Text: last},
		}})
	}
	p.Belongs.Groups = []views.RowGroup{{Rows: rows}}
	switch {
	case x.DisabledAt != nil:
		p.Facts.Rows = append(p.Facts.Rows, views.SummaryRow{Key: r.T("Disabled since"), Text: r.Time(*x.DisabledAt).Text})
		p.Act = &views.TeamAct{
			ID: "enable", Title: r.T("Enable the account"), Text: r.T("%s can sign in again, with the roles that they have.", x.Name),
			Press: views.PostButton{Action: AccountHref(x.PersonID) + "/enable", Button: views.Button{Text: r.T("Enable the account of %s", x.Name)}},
		}
	case x.PersonID != a.PersonID:
		p.Act = &views.TeamAct{
			ID: "disable", Title: r.T("Disable the account"),
			Text:  r.T("%s can no longer sign in, and every session of theirs ends at once. They are told by mail.", x.Name),
			Press: views.PostButton{Action: AccountHref(x.PersonID) + "/disable", Button: views.Button{Kind: views.DangerKind, Text: r.T("Disable the account of %s", x.Name)}},
		}
	}
	return p
}
