package views

func samplePublicFrame(title string) Page {
	return Page{Title: title, Zone: "Asia/Shanghai (UTC+8)", ReturnTo: "/join"}
}

func samplePassword() TextInput {
	return TextInput{Type: "password", Autocomplete: "new-password", Field: Field{Name: "password", Label: "Password", Hint: "Long is what counts. A few words in a row are easy to remember and hard to guess."}}
}

func sampleLang() Select {
	return Select{Field: Field{Name: "lang", Label: "Language of pages and mails", Value: "en"}, Options: []Option{{Value: "en", Label: "English"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}}}
}

func sampleJoin() JoinPage {
	return JoinPage{
		Page:     samplePublicFrame("Open an account"),
		Who:      Radios{Inline: true, Field: Field{Name: "who", Label: "Who is the holder?", Value: "organisation"}, Options: []Option{{Value: "organisation", Label: "An organisation"}, {Value: "person", Label: "A person"}}},
		OrgName:  TextInput{Field: Field{Name: "org_name", Label: "Full legal name", Hint: "As the register or the passport shows it."}},
		Country:  Select{Field: Field{Name: "country", Label: "Country"}, Options: []Option{{Label: "Choose a country"}, {Value: "CN", Label: "China"}, {Value: "NO", Label: "Norway"}}},
		Reg:      TextInput{Field: Field{Name: "reg_number", Label: "Number in the register", Hint: "Not needed for a person."}},
		Address:  TextArea{Rows: 3, Field: Field{Name: "address", Label: "Postal address"}},
		Contact:  TextInput{Field: Field{Name: "contact_name", Label: "Your name"}, Autocomplete: "name"},
		Phone:    TextInput{Field: Field{Name: "phone", Label: "Phone, with country code"}, Type: "tel", Autocomplete: "tel"},
		Email:    TextInput{Field: Field{Name: "email", Label: "Email", Hint: "You sign in with it, and we write to it."}, Type: "email", Autocomplete: "username"},
		Password: samplePassword(), Lang: sampleLang(),
	}
}

func sampleJoinErrors() JoinPage {
	p := sampleJoin()
	p.Page.HasError = true
	p.OrgName.Value = "Internationale Gesellschaft für Beleuchtungstechnik und Außenausrüstung mbH & Co. Kommanditgesellschaft auf Aktien"
	p.Country.Error, p.Reg.Error, p.Email.Error = "Choose a country.", "Enter the number under which the organisation is registered.", "Enter an email address, like name@example.com."
	p.Password.Error = "Choose a password of at least 15 characters. Several words are easier to remember than signs."
	p.Email.Value = "kari at fjellbris"
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"country", p.Country.Error}, {"reg_number", p.Reg.Error}, {"email", p.Email.Error}, {"password", p.Password.Error}}}
	return p
}

func sampleJoinSent() JoinNotePage {
	return JoinNotePage{
		Page: samplePublicFrame("Look into your mailbox"), Title: "Look into your mailbox",
		Texts: []string{"We have sent a mail to kari@fjellbris.example. Its link is good for 24 hours.", "Nothing has come? Look among unwanted mail, or enter the address again: at most three mails go to one address in an hour."},
		Links: []LinkButton{{Text: "Sign in", Href: "/sign-in"}},
	}
}

func sampleJoinConfirm() JoinNotePage {
	return JoinNotePage{
		Page: samplePublicFrame("Open this account?"), Title: "Open this account?", Action: "/link/join/x",
		Texts:  []string{"If you did not ask for it, close this page: then no account is opened."},
		Rows:   []SummaryRow{{Key: "Rights holder", Text: "Fjellbris AS"}, {Key: "Signs in", Text: "Kari Nes"}, {Key: "Email", Text: "kari@fjellbris.example"}},
		Button: Button{Kind: Primary, Block: true, Text: "Open the account"},
	}
}

func sampleJoinGone() JoinNotePage {
	return JoinNotePage{
		Page: samplePublicFrame("This link is no longer good"), Title: "This link is no longer good",
		Texts: []string{"It was used before, or is too old. If you have pressed its button already, your account is open."},
		Links: []LinkButton{{Kind: Primary, Text: "Sign in", Href: "/sign-in"}, {Text: "Begin again", Href: "/join"}},
	}
}

func sampleJoinShop() JoinShopPage {
	return JoinShopPage{
		Page:     samplePublicFrame("Open an account for a shop"),
		Listing:  TextInput{Field: Field{Name: "listing", Label: "Address or id of one of your listings"}},
		Site:     Select{Field: Field{Name: "site", Label: "Marketplace"}, Options: []Option{{Value: "quaylane", Label: "Quaylane"}, {Value: "quaylane-us", Label: "Quaylane US"}}},
		Shop:     TextInput{Field: Field{Name: "shop", Label: "Name of the shop", Hint: "As buyers see it."}},
		Name:     TextInput{Field: Field{Name: "name", Label: "Your name"}, Autocomplete: "name"},
		Email:    TextInput{Field: Field{Name: "email", Label: "Email", Hint: "You sign in with it, and we write to it."}, Type: "email", Autocomplete: "username"},
		Password: samplePassword(), Lang: sampleLang(),
	}
}

func sampleJoinShopErrors() JoinShopPage {
	p := sampleJoinShop()
	p.Page.HasError = true
	p.Listing.Value, p.Listing.Error = "https://quaylane.example/item/QL-0000", "This leads to no shop. Check the address of the listing, or the shop's name."
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"listing", p.Listing.Error}}}
	return p
}

func sampleShopClaim() ShopClaimPage {
	return ShopClaimPage{
		Page: samplePublicFrame("Prove that the shop is yours"), Shop: "海云户外旗舰店", Lang: "zh-CN", Action: "/link/claim/x",
		Rows: []SummaryRow{{Key: "Your account", Text: "lin.yue@mail.example"}, {Key: "Prove it until", Text: "Fri 12 June 2026, 09:12"}},
		Mail: &ShopByMail{
			Text: "The marketplace has the address n…@haiyun.example of this shop. The code is good for 10 minutes.",
			Send: Button{Kind: Primary, Text: "Send a code", Name: "do", Value: "send"},
		},
		Listing: &ShopByListing{Code: "IPP-7KQ2M4XWZ3AB", Input: TextInput{Field: Field{Name: "listing", Label: "Address or id of that listing"}}},
	}
}

func sampleShopClaimWrong() ShopClaimPage {
	p := sampleShopClaim()
	p.Page.HasError = true
	p.Mail.Send = Button{Text: "Send another code", Name: "do", Value: "send"}
	p.Mail.Code = &TextInput{InputMode: "numeric", Autocomplete: "one-time-code", Field: Field{
		Name: "code", Label: "Code from the mail", Hint: "8 digits. You have 9 tries left.", Class: "w-m", Error: "This code is not right, or is older than 10 minutes. You can try 9 more times.",
	}}
	p.Errors = ErrorSummary{Entries: []FieldProblem{{"code", p.Mail.Code.Error}}}
	return p
}

func sampleShopClaimTaken() ShopClaimPage {
	p := sampleShopClaim()
	p.Mail, p.Listing, p.Asks = nil, nil, &Button{Kind: Primary, Text: "Ask the owner", Name: "do", Value: "ask"}
	return p
}

func sampleShopInvited() ShopInvitedPage {
	return ShopInvitedPage{
		Page: samplePublicFrame("Brightpath Supply"), Shop: "Brightpath Supply", Action: "/link/shop/x",
		Text:     "You become the owner of its account: you see complaints about its listings, answer them, and invite others.",
		Rows:     []SummaryRow{{Key: "Email", Text: "notices@brightpath.example"}, {Key: "The link is good until", Text: "Mon 22 June 2026, 10:00"}},
		Name:     &TextInput{Autocomplete: "name", Field: Field{Name: "name", Label: "Your name"}},
		Password: samplePassword(), Button: Button{Kind: Primary, Text: "Open the account"},
	}
}

func sampleShopInvitedKnown() ShopInvitedPage {
	p := sampleShopInvited()
	p.Name, p.Text, p.Button.Text = nil, "There is an account with this address. The shop is added to it; you then sign in as before.", "Add the shop to my account"
	return p
}

func sampleOperatorShops() OperatorShopsPage {
	invite := func(name string) Cell {
		return Cell{Body: PostButton{Action: "/operator/shops/7/invite", Button: Button{Small: true, Text: "Invite", Vh: name}}}
	}
	page := sampleOperatorFrame("Shops without an account")
	return OperatorShopsPage{
		Page: page, Lede: "The marketplace has these shops, and nobody signs in for them. A notice to one goes to its mail address and brings the same link.",
		Pager: Pager{Text: "2 shops on this page"},
		Table: &Table{
			Caption: "Shops without an account",
			Columns: []Column{{Label: "Shop", Class: "lead"}, {Label: "Mail address of the marketplace"}, {Label: "Cases it was told of", Class: "num"}, {Label: "Invited"}, {Label: "Action", Class: "act", Vh: true}},
			Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Head: true, Text: "Brightpath Supply", Small: "United States"}, {Text: "notices@brightpath.example"}, {Text: "1"}, {Text: "8 Jun, 10:00", Small: "good until 22 Jun"}, invite("Brightpath Supply")}},
				{Cells: []Cell{{Head: true, Text: "灯塔户外专营店", Lang: "zh-CN", Small: "China"}, {Text: "notices@lantern.example"}, {Text: "0"}, {Text: "Not invited yet"}, invite("灯塔户外专营店")}},
			}}},
		},
	}
}

func sampleOperatorShopsNone() OperatorShopsPage {
	p := sampleOperatorShops()
	p.Table, p.Empty = nil, &EmptyState{Icon: "building-store", Title: "Every shop has an account", Text: "A shop that the marketplace adds appears here until somebody signs in for it."}
	return p
}
