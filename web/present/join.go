package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// JoinForm is what was typed to open an account. The password is never shown again.
type JoinForm struct {
	In       account.JoinHolder
	Who      string // "organisation", "person"
	Problems *ipcase.Error
}

func (r Reader) accountLang(chosen string) views.Select {
	if chosen == "" {
		chosen = r.Lang
	}
	return views.Select{Field: views.Field{Name: "lang", Label: r.T("Language of pages and mails"), Value: chosen}, Options: []views.Option{
		{Value: "en", Label: "English", Lang: r.OtherLang("en")}, {Value: "zh-CN", Label: "简体中文", Lang: r.OtherLang("zh-CN")},
	}}
}

func (r Reader) passwordInput(problem string) views.TextInput {
	return views.TextInput{Type: "password", Autocomplete: "new-password", Field: views.Field{
		Name: "password", Label: r.T("Password"), Error: problem, Hint: r.T("Long is what counts. A few words in a row are easy to remember and hard to guess."),
	}}
}

// JoinForm is the form of a rights holder.
func (r Reader) JoinForm(p views.Page, f JoinForm) views.JoinPage {
	problems := r.Problems(f.Problems, nil)
	p.HasError = problems.Any()
	in := f.In
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	return views.JoinPage{
		Page: p, Errors: problems.Summary,
		Who: views.Radios{Field: field("who", r.T("Who is the holder?"), "", f.Who), Inline: true, Options: []views.Option{
			{Value: "organisation", Label: r.T("An organisation")}, {Value: "person", Label: r.T("A person")},
		}},
		OrgName:  views.TextInput{Field: field("org_name", r.T("Full legal name"), r.T("As the register or the passport shows it."), in.OrgName), Autocomplete: "organization"},
		Country:  views.Select{Field: field("country", r.T("Country"), "", in.Country), Options: r.countryOptions()},
		Reg:      views.TextInput{Field: field("reg_number", r.T("Number in the register"), r.T("Not needed for a person."), in.RegNumber)},
		Address:  views.TextArea{Rows: 3, Field: field("address", r.T("Postal address"), "", in.Address)},
		Contact:  views.TextInput{Field: field("contact_name", r.T("Your name"), "", in.ContactName), Autocomplete: "name"},
		Phone:    views.TextInput{Field: field("phone", r.T("Phone, with country code"), "", in.Phone), Type: "tel", Autocomplete: "tel"},
		Email:    views.TextInput{Field: field("email", r.T("Email"), r.T("You sign in with it, and we write to it."), in.Email), Type: "email", Autocomplete: "username"},
		Password: r.passwordInput(problems.Of("password")),
		Lang:     r.accountLang(in.Lang),
	}
}

// JoinSent says where the mail went; the same to everybody.
func (r Reader) JoinSent(p views.Page, email string) views.JoinNotePage {
	return views.JoinNotePage{
		Page: p, Title: r.T("Look into your mailbox"),
		Texts: []string{
			r.T("We have sent a mail to %s. Its link is good for 24 hours.", email),
			r.T("Nothing has come? Look among unwanted mail, or enter the address again: at most three mails go to one address in an hour."),
		},
		Links: []views.LinkButton{{Text: r.T("Sign in"), Href: "/sign-in"}},
	}
}

// JoinConfirm is the page that opens the account when its button is pressed.
func (r Reader) JoinConfirm(p views.Page, j account.Joining, action string) views.JoinNotePage {
	return views.JoinNotePage{
		Page: p, Title: r.T("Open this account?"), Action: action,
		Texts: []string{r.T("If you did not ask for it, close this page: then no account is opened.")},
		Rows: []views.SummaryRow{
			{Key: r.T("Rights holder"), Text: j.OrgName, Lang: r.LangOf(j.OrgName)}, {Key: r.T("Signs in"), Text: j.Name, Lang: r.LangOf(j.Name)}, {Key: r.T("Email"), Text: j.Email},
		},
		Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Open the account")},
	}
}

// LinkGone is what a link that was used or is too old leads to.
func (r Reader) LinkGone(p views.Page, again views.LinkButton) views.JoinNotePage {
	return views.JoinNotePage{
		Page: p, Title: r.T("This link is no longer good"),
		Texts: []string{r.T("It was used before, or is too old. If you have pressed its button already, your account is open.")},
		Links: []views.LinkButton{{Kind: views.Primary, Text: r.T("Sign in"), Href: "/sign-in"}, again},
	}
}

// JoinShopForm is what was typed to open an account for a shop.
type JoinShopForm struct {
	Listing, Site, Shop string
	In                  account.ClaimShop
	Problems            *ipcase.Error
}

// JoinShop is the form that begins an account for a shop.
func (r Reader) JoinShop(p views.Page, sites []ipcase.Site, f JoinShopForm) views.JoinShopPage {
	problems := r.Problems(f.Problems, nil)
	p.HasError = problems.Any()
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	page := views.JoinShopPage{
		Page: p, Errors: problems.Summary,
		Listing:  views.TextInput{Field: field("listing", r.T("Address or id of one of your listings"), "", f.Listing)},
		Site:     views.Select{Field: field("site", r.T("Marketplace"), "", f.Site)},
		Shop:     views.TextInput{Field: field("shop", r.T("Name of the shop"), r.T("As buyers see it."), f.Shop)},
		Name:     views.TextInput{Field: field("name", r.T("Your name"), "", f.In.Name), Autocomplete: "name"},
		Email:    views.TextInput{Field: field("email", r.T("Email"), r.T("You sign in with it, and we write to it."), f.In.Email), Type: "email", Autocomplete: "username"},
		Password: r.passwordInput(problems.Of("password")),
		Lang:     r.accountLang(f.In.Lang),
	}
	for _, s := range sites {
		page.Site.Options = append(page.Site.Options, views.Option{Value: s.Code, Label: s.Name})
	}
	return page
}

// ShopClaim is the page on which a shop is proven.
func (r Reader) ShopClaim(p views.Page, c account.Claim, action, listing string, e *ipcase.Error) views.ShopClaimPage {
	problems := r.Problems(e, nil)
	p.HasError = problems.Any()
	page := views.ShopClaimPage{
		Page: p, Errors: problems.Summary, Shop: c.Shop, Lang: r.LangOf(c.Shop), Action: action,
		Rows: []views.SummaryRow{{Key: r.T("Your account"), Text: c.Email}, {Key: r.T("Prove it until"), Text: r.Time(c.Until).Text}},
	}
	if c.Taken {
		page.Asks = &views.Button{Kind: views.Primary, Text: r.T("Ask the owner"), Name: "do", Value: "ask"}
		return page
	}
	if c.ShopMail != "" {
		page.Mail = &views.ShopByMail{
			Text: r.T("The marketplace has the address %s of this shop. The code is good for 10 minutes.", c.ShopMail),
			Send: views.Button{Kind: views.Primary, Text: r.T("Send a code"), Name: "do", Value: "send"},
		}
		if c.CodeUntil != nil || problems.Of("code") != "" {
			page.Mail.Send = views.Button{Text: r.T("Send another code"), Name: "do", Value: "send"}
			page.Mail.Code = &views.TextInput{InputMode: "numeric", Autocomplete: "one-time-code", Field: views.Field{
				Name: "code", Label: r.T("Code from the mail"), Error: problems.Of("code"), Class: "w-m",
				Hint: r.N(c.TriesLeft, "8 digits. You have %d try left.", "8 digits. You have %d tries left."),
			}}
		}
	}
	page.Listing = &views.ShopByListing{Code: c.Code, Input: views.TextInput{Field: views.Field{
		Name: "listing", Label: r.T("Address or id of that listing"), Value: listing, Error: problems.Of("listing"),
	}}}
	return page
}

// ShopInvited is the page of a shop's invitation.
func (r Reader) ShopInvited(p views.Page, i account.ShopInvitation, action, name string, e *ipcase.Error) views.ShopInvitedPage {
	problems := r.Problems(e, nil)
	p.HasError = problems.Any()
	page := views.ShopInvitedPage{
		Page: p, Errors: problems.Summary, Shop: i.Shop, Lang: r.LangOf(i.Shop), Action: action,
		Text:   r.T("You become the owner of its account: you see complaints about its listings, answer them, and invite others."),
		Rows:   []views.SummaryRow{{Key: r.T("Email"), Text: i.Email}, {Key: r.T("The link is good until"), Text: r.Time(i.Until).Text}},
		Button: views.Button{Kind: views.Primary, Text: r.T("Open the account")},
	}
	if i.Known {
		page.Text = r.T("There is an account with this address. The shop is added to it; you then sign in as before.")
		page.Button.Text = r.T("Add the shop to my account")
		return page
	}
	page.Name = &views.TextInput{Autocomplete: "name", Field: views.Field{Name: "name", Label: r.T("Your name"), Value: name, Error: problems.Of("name")}}
	page.Password = r.passwordInput(problems.Of("password"))
	return page
}

// OperatorShops is the list of shops that nobody signs in for.
func (r Reader) OperatorShops(p views.Page, list []account.ShopAlone, more bool) views.OperatorShopsPage {
	page := views.OperatorShopsPage{
		Page: p, Lede: r.T("The marketplace has these shops, and nobody signs in for them. A notice to one goes to its mail address and brings the same link."),
		Pager: views.Pager{Text: r.N(len(list), "%d shop on this page", "%d shops on this page")},
	}
	if len(list) == 0 {
		page.Empty = &views.EmptyState{Icon: "building-store", Title: r.T("Every shop has an account"), Text: r.T("A shop that the marketplace adds appears here until somebody signs in for it.")}
		return page
	}
	table := views.Table{
		Caption: r.T("Shops without an account"),
		Columns: []views.Column{
			{Label: r.T("Shop"), Class: "lead"},
			{Label: r.T("Mail address of the marketplace")},
			{Label: r.T("Cases it was told of"), Class: "num"},
			{Label: r.T("Invited")},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, s := range list {
		invited := views.Cell{Text: r.T("Not invited yet")}
		if s.InvitedAt != nil {
			invited = views.Cell{Body: r.ShortTime(*s.InvitedAt), Small: r.T("good until %s", r.ShortDay(*s.Until).Text)}
		}
		country := ""
		if s.Country != "" {
			country = r.Country(s.Country)
		}
		action := views.Cell{Text: "–"}
		if s.Email != "" {
			action = views.Cell{Body: views.PostButton{
				Action: "/operator/shops/" + strconv.FormatInt(s.OrgID, 10) + "/invite", Button: views.Button{Small: true, Text: r.T("Invite"), Vh: s.Name},
			}}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: s.Name, Lang: r.LangOf(s.Name), Small: country}, {Text: orElse(s.Email, r.T("None"))}, {Text: strconv.Itoa(s.Cases)}, invited, action,
		}})
	}
	page.Table = &table
	if more {
		page.Pager.Older = "/operator/shops?after=" + strconv.FormatInt(list[len(list)-1].OrgID, 10)
	}
	return page
}
