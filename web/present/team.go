package present

import (
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// Where the people of an organisation are looked after: everybody's own, and the
// platform's by its operators.
const (
	TeamPath   = "/account/team"
	PeoplePath = "/operator/people"
)

// RoleName is a role as people are told it.
func (r Reader) RoleName(role ipcase.Role) string {
	switch role {
	case ipcase.RoleOwner:
		return r.T("Owner (main account)")
	case ipcase.RoleMember:
		return r.T("Member (sub-account)")
	case ipcase.RoleViewer:
		return r.T("Viewer")
	case ipcase.RoleReviewer:
		return r.T("Reviewer")
	case ipcase.RoleSenior:
		return r.T("Senior reviewer")
	case ipcase.RoleOperator:
		return r.T("Operator")
	}
	return string(role)
}

// roleText says what a role may do.
func (r Reader) roleText(role ipcase.Role) string {
	switch role {
	case ipcase.RoleMember:
		return r.T("Sees everything, and does what you allow below.")
	case ipcase.RoleViewer:
		return r.T("Sees everything and does nothing.")
	case ipcase.RoleOwner:
		return r.T("May do everything, and looks after the people.")
	case ipcase.RoleReviewer:
		return r.T("Checks rights and notices, and decides.")
	case ipcase.RoleSenior:
		return r.T("As a reviewer.")
	case ipcase.RoleOperator:
		return r.T("Looks after deliveries and people, and sees no case.")
	}
	return ""
}

// permissionName is a permission as a box to tick, and what it is for.
func (r Reader) permissionName(by ipcase.Party, p ipcase.Permission) (name, text string) {
	switch p {
	case ipcase.PermFile:
		return r.T("File complaints"), r.T("Register rights; file, complete and retract complaints.")
	case ipcase.PermAnswer:
		if by == ipcase.PartySeller {
			return r.T("Answer"), r.T("File counter-notifications and appeals.")
		}
		return r.T("Answer"), r.T("Answer counter-notifications, and appeal.")
	case ipcase.PermDelete:
		return r.T("Delete"), r.T("Press Delete Now.")
	case ipcase.PermSee, ipcase.PermManage, ipcase.PermReview, ipcase.PermSevere, ipcase.PermOperate:
	}
	return "", ""
}

// MaySay lists what somebody may do: "See, answer, delete".
func (r Reader) MaySay(by ipcase.Party, role ipcase.Role, g ipcase.Granted) string {
	if role == ipcase.RoleOwner {
		return r.T("Everything")
	}
	words := []string{r.T("See")}
	for _, p := range ipcase.Grantable(by) {
		if role == ipcase.RoleMember && g.Has(p) {
			name, _ := r.permissionName(by, p)
			words = append(words, name)
		}
	}
	if by == ipcase.PartyPlatform {
		return r.roleText(role)
	}
	if r.chinese() {
		return strings.Join(words, "、")
	}
	for n := range words[1:] {
		words[n+1] = strings.ToLower(words[n+1])
	}
	return strings.Join(words, ", ")
}

// TeamForm is what was typed to invite somebody, and what is wrong with it.
type TeamForm struct {
	account.Invite
	Asked    []account.AskedToJoin
	Problems *ipcase.Error
}

// Team is the page about the people of an organisation. Base is where it stands.
func (r Reader) Team(f views.AccountFrame, a ipcase.Actor, t account.Team, typed TeamForm, base string) views.TeamPage {
	manage := a.May(ipcase.PermManage)
	p := views.TeamPage{Frame: f, People: r.people(a, t, base, manage)}
	if !manage {
		p.Note = r.T("You see who belongs to %s. Ask %s (owner) for changes.", a.OrgName, ownerOf(a))
		if a.Party == ipcase.PartyPlatform {
			p.Note = r.T("You see who belongs to %s. Ask an operator for changes.", a.OrgName)
		}
	} else {
		problems := r.Problems(typed.Problems, nil)
		p.Errors = problems.Summary
		p.Invite = r.inviteForm(a, typed, problems, base)
		p.History = &views.Link{Text: r.T("History of changes"), Href: base + "/history"}
		if len(typed.Asked) > 0 {
			list := r.askedToJoin(typed.Asked, base)
			p.Asked = &list
		}
		if len(t.Invitations) > 0 {
			list := r.invitations(a, t.Invitations, base)
			p.Invitations = &list
		}
	}
	if o := t.Offer; o != nil {
		text := r.T("You then become a member with every permission.")
		if o.Stay {
			text = r.T("There are then several owners.")
		}
		p.Offer = &views.TeamOffer{
			Notice: views.Notice{
				Tone: views.Info, Title: r.T("The ownership is offered to %s", o.ToName),
				Text: r.T("They can accept it until %s.", r.Time(o.Until).Text) + r.space() + text,
			},
			Withdraw: views.PostButton{Action: base + "/offer/withdraw", Button: views.Button{Small: true, Text: r.T("Withdraw the offer")}},
		}
	}
	p.Leave = &views.LinkButton{Kind: views.Quiet, Icon: "logout", Text: r.T("Leave %s", a.OrgName), Href: base + "/leave"}
	return p
}

func ownerOf(a ipcase.Actor) string {
	if a.Owner != "" {
		return a.Owner
	}
	return a.OrgName
}

func (r Reader) people(a ipcase.Actor, t account.Team, base string, manage bool) views.Table {
	table := views.Table{Caption: r.T("People"), Columns: []views.Column{{Label: r.T("Name")}, {Label: r.T("Role")}, {Label: r.T("May")}}}
	if manage {
		table.Columns = append(table.Columns, views.Column{Label: r.T("Last active")}, views.Column{Label: r.T("Action"), Class: "act", Vh: true})
	}
	var rows []views.Row
	for _, m := range t.Members {
		name := views.Cell{Head: true, Text: m.Name, Lang: r.LangOf(m.Name), Small: m.Email}
		if m.PersonID == a.PersonID {
			name.Body = views.Beside{Badge: views.Badge{Tone: views.Neutral, Text: r.T("You")}}
		}
		if m.DisabledAt != nil {
			name.Body = views.Beside{Badge: views.Badge{Tone: views.Warn, Text: r.T("Account disabled")}}
		}
		cells := []views.Cell{name, {Text: r.RoleName(m.Role)}, {Text: r.MaySay(a.Party, m.Role, m.May)}}
		if manage {
			last := views.Cell{Text: r.T("Not signed in yet")}
			if m.UsedAt != nil {
				last = views.Cell{Text: r.ShortTime(*m.UsedAt).Text, Small: r.N(m.Sessions, "%d open session", "%d open sessions")}
			}
			act := views.Cell{}
			if m.PersonID != a.PersonID {
				act.Body = views.LinkButton{Small: true, Text: r.T("Change"), Vh: m.Name, Href: memberHref(base, m.PersonID)}
			}
			cells = append(cells, last, act)
		}
		rows = append(rows, views.Row{Cells: cells})
	}
	table.Groups = []views.RowGroup{{Rows: rows}}
	return table
}

func memberHref(base string, person int64) string { return base + "/members/" + itoa(int(person)) }

func (r Reader) invitations(a ipcase.Actor, list []account.OpenInvitation, base string) views.Table {
	table := views.Table{Caption: r.T("Open invitations"), Columns: []views.Column{
		{Label: r.T("Name")}, {Label: r.T("Role")}, {Label: r.T("May")}, {Label: r.T("Good until")}, {Label: r.T("Action"), Class: "act", Vh: true},
	}}
	var rows []views.Row
	for _, i := range list {
		until := views.Cell{Text: r.ShortTime(i.Until).Text, Small: r.T("sent %s", r.ShortTime(i.SentAt).Text)}
		if !i.Until.After(r.Now) {
			until.Body = views.Badge{Tone: views.Warn, Text: r.T("Expired")}
		}
		href := base + "/invitations/" + itoa(int(i.ID))
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: i.Name, Lang: r.LangOf(i.Name), Small: i.Email},
			{Text: r.RoleName(i.Role)},
			{Text: r.MaySay(a.Party, i.Role, i.May)},
			until,
			{Body: views.ButtonRow{Buttons: []views.PostButton{
				{Action: href + "/again", Button: views.Button{Small: true, Text: r.T("Send again"), Vh: i.Name}},
				{Action: href + "/withdraw", Button: views.Button{Small: true, Kind: views.Quiet, Text: r.T("Withdraw"), Vh: i.Name}},
			}}},
		}})
	}
	table.Groups = []views.RowGroup{{Rows: rows}}
	return table
}

// askedToJoin is who asked to be let into a shop. Letting them in is inviting them, with
// the form filled in; nothing is sent before the owner has chosen what they may.
func (r Reader) askedToJoin(list []account.AskedToJoin, base string) views.Table {
	table := views.Table{Caption: r.T("Asked to join"), Columns: []views.Column{
		{Label: r.T("Name")}, {Label: r.T("Asked")}, {Label: r.T("Action"), Class: "act", Vh: true},
	}}
	var rows []views.Row
	for _, q := range list {
		id := itoa(int(q.ID))
		rows = append(rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: q.Name, Lang: r.LangOf(q.Name), Small: q.Email},
			{Text: r.ShortTime(q.At).Text},
			{Body: views.ButtonRow{
				Links:   []views.LinkButton{{Small: true, Text: r.T("Let in"), Vh: q.Name, Href: base + "?asked=" + id + "#invite"}},
				Buttons: []views.PostButton{{Action: base + "/asked/refuse", Hidden: []views.HiddenInput{{Name: "asked", Value: id}}, Button: views.Button{Small: true, Kind: views.Quiet, Text: r.T("Refuse"), Vh: q.Name}}},
			}},
		}})
	}
	table.Groups = []views.RowGroup{{Rows: rows}}
	return table
}

func (r Reader) inviteForm(a ipcase.Actor, typed TeamForm, problems Problems, base string) *views.InviteForm {
	role := typed.Role
	if role == "" {
		role = ipcase.RoleMember
		if a.Party == ipcase.PartyPlatform {
			role = ipcase.RoleReviewer
		}
	}
	lang := typed.Lang
	if lang == "" {
		lang = r.Lang
	}
	return &views.InviteForm{
		Action: base + "/invite",
		Name:   views.TextInput{Field: views.Field{Name: "name", Label: r.T("Name"), Value: typed.Name, Error: problems.Of("name")}, Autocomplete: "off", MaxLength: 200},
		Email: views.TextInput{
			Field: views.Field{Name: "email", Label: r.T("Email address"), Value: typed.Email, Error: problems.Of("email")},
			Type:  "email", Autocomplete: "off", MaxLength: 254,
		},
		Role: r.roleChoice(a.Party, role, problems.Of("role")),
		May:  r.mayChoice(a.Party, typed.May),
		Lang: views.Select{Field: views.Field{Name: "lang", Label: r.T("Language of the mail"), Value: lang}, Options: []views.Option{
			{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"},
		}},
	}
}

// roleChoice offers the roles that somebody can be given directly.
func (r Reader) roleChoice(by ipcase.Party, chosen ipcase.Role, wrong string) views.Radios {
	list := views.Radios{Field: views.Field{Name: "role", Label: r.T("Role"), Error: wrong, Value: string(chosen)}}
	for _, role := range ipcase.RolesOf(by) {
		if role != ipcase.RoleOwner {
			list.Options = append(list.Options, views.Option{
				Value: string(role), Label: r.RoleName(role), Text: r.roleText(role), Selected: role == chosen,
			})
		}
	}
	return list
}

func (r Reader) mayChoice(by ipcase.Party, g ipcase.Granted) *views.Checkboxes {
	all := ipcase.Grantable(by)
	if len(all) == 0 {
		return nil
	}
	list := &views.Checkboxes{Field: views.Field{
		Name: "may", Label: r.T("What a member may do"), Hint: r.T("Everybody sees everything of the organisation. For a viewer nothing else counts."),
	}}
	for _, p := range all {
		name, text := r.permissionName(by, p)
		list.Options = append(list.Options, views.Option{Value: string(p), Label: name, Text: text, Selected: g.Has(p)})
	}
	return list
}

// Organisations is for whom a person can act.
func (r Reader) Organisations(f views.AccountFrame, a ipcase.Actor, list []account.Belonging) views.OrganisationsPage {
	p := views.OrganisationsPage{Frame: f}
	for _, b := range list {
		line := views.OrganisationLine{
			Name: b.OrgName, Lang: r.LangOf(b.OrgName),
			Facts: strings.Join(slices.DeleteFunc([]string{r.sideName(b.Party), r.RoleName(b.Role), r.MaySay(b.Party, b.Role, b.May)}, func(s string) bool { return s == "" }), " · "),
		}
		if b.OrgID == a.OrgID {
			line.Now = &views.Badge{Tone: views.Info, Text: r.T("You act for it now")}
		} else {
			if b.UsedAt != nil {
				line.Last = r.T("You last acted for it on %s.", r.Time(*b.UsedAt).Text)
			}
			line.Switch = &views.PostButton{
				Action: "/account/organisations", Hidden: []views.HiddenInput{{Name: "org", Value: itoa(int(b.OrgID))}},
				Button: views.Button{Kind: views.Primary, Text: r.T("Act for it"), Vh: b.OrgName},
			}
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

func (r Reader) sideName(by ipcase.Party) string {
	switch by {
	case ipcase.PartySeller:
		return r.T("Seller")
	case ipcase.PartyHolder:
		return r.T("Rights holder")
	case ipcase.PartyPlatform:
		return r.T("Platform")
	case ipcase.PartySystem, ipcase.PartyPublic:
	}
	return ""
}
