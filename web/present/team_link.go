package present

import (
	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// NewAccount is what was typed where an invitation makes an account.
type NewAccount struct {
	Name  string
	Wrong *ipcase.Error
}

// InvitationPage is what an invitation's link opens: to who was invited and has an
// account, to who has none, and to somebody else.
func (r Reader) InvitationPage(p views.Page, a ipcase.Actor, i account.Invitation, typed NewAccount, path string) views.LinkPage {
	problems := r.Problems(typed.Wrong, nil)
	page := views.LinkPage{
		Page: p, Action: path, Title: r.T("Join %s", i.OrgName), Errors: problems.Summary,
		Lede: r.T("%s invites you to act for %s.", i.By, i.OrgName),
		Facts: views.SummaryList{Rows: []views.SummaryRow{
			{Key: r.T("Organisation"), Text: i.OrgName, Lang: r.LangOf(i.OrgName), Note: r.sideName(i.Party)},
			{Key: r.T("Role"), Text: r.RoleName(i.Role), Note: r.MaySay(i.Party, i.Role, i.May)},
			{Key: r.T("Sent to"), Text: i.Email},
			{Key: r.T("Good until"), Text: r.Time(i.Until).Text},
		}},
		Decline: &views.Button{Kind: views.Quiet, Name: "do", Value: "decline", NoCheck: true, Text: r.T("Decline")},
	}
	accept := &views.Button{Kind: views.Primary, Name: "do", Value: "accept", Text: r.T("Join %s", i.OrgName)}
	switch {
	case a.PersonID != 0 && i.Belongs:
		page.Notice = &views.Notice{Tone: views.Info, Text: r.T("You belong to %s already.", i.OrgName)}
		page.Decline = nil
	case i.Mine:
		page.Accept = accept
	case a.PersonID != 0:
		page.Notice = &views.Notice{Tone: views.Warn, Text: r.T("You are signed in under another address. Sign out, and open the link again.")}
		page.SignOut = &views.PostButton{Action: "/sign-out", Button: views.Button{Text: r.T("Sign out")}}
		page.Decline = nil
	case i.Known:
		page.Notice = &views.Notice{Tone: views.Info, Text: r.T("There is an account with this address. Sign in, and you come back to this page.")}
		page.SignIn = &views.LinkButton{Kind: views.Primary, Text: r.T("Sign in"), Href: "/sign-in?next=" + path}
	default:
		name := typed.Name
		if name == "" && typed.Wrong == nil {
			name = i.Name
		}
		page.Accept, page.Email = accept, i.Email
		page.Name = &views.TextInput{
			Field:        views.Field{Name: "name", Label: r.T("Your name"), Value: name, Error: problems.Of("name"), Hint: r.T("The other side of a case sees it where you sign something.")},
			Autocomplete: "name", MaxLength: 200,
		}
		page.Secret = &views.TextInput{
			Field: views.Field{Name: "password", Label: r.T("Choose a password"), Error: problems.Of("password"), Hint: r.T("At least 15 characters. Several words are easier to remember than signs.")},
			Type:  "password", Autocomplete: "new-password",
		}
	}
	return page
}

// OfferPage is what the link of an offered ownership opens.
func (r Reader) OfferPage(p views.Page, o account.Offer, wrong *ipcase.Error, path string) views.LinkPage {
	text := r.T("%s then becomes a member with every permission.", o.By)
	if o.Stay {
		text = r.T("%s stays an owner beside you.", o.By)
	}
	return views.LinkPage{
		Page: p, Action: path, Title: r.T("Become the owner of %s", o.OrgName), Errors: r.Problems(wrong, nil).Summary,
		Lede: r.T("%s offers you the main account: you may then do everything, and look after the people.", o.By) + r.space() + text,
		Facts: views.SummaryList{Rows: []views.SummaryRow{
			{Key: r.T("Organisation"), Text: o.OrgName, Lang: r.LangOf(o.OrgName)},
			{Key: r.T("Good until"), Text: r.Time(o.Until).Text},
		}},
		Accept:  &views.Button{Kind: views.Primary, Name: "do", Value: "accept", Text: r.T("Accept the ownership")},
		Decline: &views.Button{Kind: views.Quiet, Name: "do", Value: "decline", Text: r.T("Decline")},
	}
}
