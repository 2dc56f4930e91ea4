package views

// passkeySamples are a person's passkeys, and signing in by one.
func passkeySamples() []Sample {
	frame := func(title, lede string) AccountFrame {
		return AccountFrame{Page: sampleSellerFrame(title), Lede: lede, Menu: []NavItem{
			{Label: "Security", Href: "/account"}, {Label: "Passkeys", Href: "/account/passkeys", Current: true}, {Label: "Sessions", Href: "/account/sessions"},
		}}
	}
	list := frame("Passkeys", "Sign in without a password, by what unlocks your device.")
	add := func(problem string) PasskeyForm {
		return PasskeyForm{
			Action: "/account/passkeys/new", Options: "/account/passkeys/new/options", New: true,
			Name: &TextInput{Field: Field{
				Name: "name", Label: "Name of the new passkey", Error: problem,
				Hint: "By which you will know it again, such as the device that keeps it.",
			}, MaxLength: 60, Autocomplete: "off"},
			Button: Button{Kind: Primary, Icon: "fingerprint", Text: "Add a passkey"},
		}
	}
	key := PasskeyPage{
		AccountFrame: frame("Lin’s laptop", ""), Action: "/account/passkeys/7",
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Added", Text: "8 June 2026, 10:00"}, {Key: "Last used", Text: "Not yet"}, {Key: "Where it is kept", Text: "On one device only"},
		}},
		Name: TextInput{Field: Field{Name: "name", Label: "Name of the passkey", Value: "Lin’s laptop"}, MaxLength: 60, Autocomplete: "off"},
		Back: Link{Text: "Back to your passkeys", Href: "/account/passkeys"},
	}
	copied, wrong := key, key
	copied.Copied = true
	wrong.Page = sampleWrong(wrong.Page)
	wrong.Name.Value, wrong.Name.Error = "", "Enter a name for the passkey, at most 60 characters, by which you will know it again."
	wrong.Errors = ErrorSummary{Entries: []FieldProblem{{"name", wrong.Name.Error}}}
	adding := frame("Add a passkey", "")
	failed := adding
	failed.Page = sampleWrong(failed.Page)
	back := Link{Text: "Back to your passkeys", Href: "/account/passkeys"}
	return append(doorSamples(), []Sample{
		{"passkeys", "none", PasskeysPage{AccountFrame: list, Add: "/account/passkeys/new"}},
		{"passkeys", "several", PasskeysPage{AccountFrame: list, Table: samplePasskeys(), Add: "/account/passkeys/new"}},
		{"passkey-new", "empty", NewPasskeyPage{AccountFrame: adding, Form: add(""), Back: back}},
		{"passkey-new", "refused", NewPasskeyPage{
			AccountFrame: failed, Form: add("This passkey is registered already."), Back: back,
			Errors: ErrorSummary{Entries: []FieldProblem{{"name", "This passkey is registered already."}}},
		}},
		{"passkeys", "full", PasskeysPage{AccountFrame: list, Table: samplePasskeys(), Full: "You have 20 passkeys, which is the most. Remove one that you no longer use."}},
		{"passkeys", "by-number", PasskeysPage{AccountFrame: list}},
		{"passkey", "one", key},
		{"passkey", "copied", copied},
		{"passkey", "wrong-name", wrong},
	}...)
}

// doorSamples are the ways in and out: by a passkey, by the marketplace, or both.
func doorSamples() []Sample {
	return []Sample{
		{"sign-in", "passkey", SignInPage{Page: sampleFrame("Sign in"), Brand: "Quaylane", Passkey: &PasskeyForm{
			Action: "/sign-in/passkey", Options: "/sign-in/passkey/options", Or: "or with a password",
			Button: Button{Kind: Primary, Icon: "fingerprint", Block: true, Text: "Sign in with a passkey"},
		}}},
		{"sign-in", "single-sign-on", SignInPage{Page: sampleFrame("Sign in"), Brand: "Quaylane", Provider: &ProviderButton{Text: "Sign in with Quaylane Seller Centre"}}},
		{"sign-in", "all-ways", SignInPage{
			Page: sampleFrame("Sign in"), Brand: "Quaylane", Next: "/messages", Provider: &ProviderButton{Text: "Sign in with Quaylane Seller Centre"},
			Passkey: &PasskeyForm{
				Action: "/sign-in/passkey", Options: "/sign-in/passkey/options", Or: "or with a password",
				Button: Button{Kind: Primary, Icon: "fingerprint", Block: true, Text: "Sign in with a passkey"},
			},
		}},
		{"sign-in-provider", "leaving", ProviderPage{
			Page: sampleFrame("Sign in at Quaylane Seller Centre"), Provider: "Quaylane Seller Centre", Host: "login.sellers.quaylane.example",
			Href: "https://login.sellers.quaylane.example/auth?client_id=portal",
		}},
		{"signed-out", "here", SignedOutPage{Page: sampleFrame("You are signed out")}},
		{"signed-out", "leaving", SignedOutPage{
			Page: sampleFrame("You are signed out"), Provider: "Quaylane Seller Centre", Host: "login.sellers.quaylane.example",
			Href: "https://login.sellers.quaylane.example/session/end?client_id=portal",
		}},
		{"provider-link", "none", ProviderLinkPage{AccountFrame: sampleAccount("Sign-in with Quaylane Seller Centre", 1), Provider: "Quaylane Seller Centre", Shop: "Haiyun Outdoor"}},
		{"provider-link", "linked", ProviderLinkPage{
			AccountFrame: sampleAccount("Sign-in with Quaylane Seller Centre", 1), Provider: "Quaylane Seller Centre", Is: true,
			Since: Time{"2026-03-02T08:00:00Z", "Mon 2 March 2026, 16:00"}, UsedAt: Time{"2026-06-01T08:00:00Z", "Mon 1 June 2026, 16:00"},
		}},
		{"provider-link", "only-door", ProviderLinkPage{
			AccountFrame: sampleAccount("Sign-in with Quaylane Seller Centre", 1), Provider: "Quaylane Seller Centre", Is: true, OnlyDoor: true,
			Since: Time{"2026-03-02T08:00:00Z", "Mon 2 March 2026, 16:00"}, UsedAt: Time{"2026-06-01T08:00:00Z", "Mon 1 June 2026, 16:00"},
		}},
		{"confirm", "other-ways", ConfirmPage{
			Page: sampleSellerFrame("Confirm that it is you"), Next: "/account/passkeys/new",
			Provider: &ProviderButton{Text: "Confirm with Quaylane Seller Centre"},
			Passkey: &PasskeyForm{
				Action: "/account/confirm/passkey", Options: "/account/confirm/passkey/options",
				Button: Button{Kind: Primary, Icon: "fingerprint", Block: true, Text: "Confirm with a passkey"},
			},
		}},
	}
}

func samplePasskeys() Table {
	row := func(name, small, added, used string, badge *Badge) Row {
		head := Cell{Head: true, Text: name, Small: small}
		if badge != nil {
			head.Text += " "
			head.Body = *badge
		}
		return Row{Cells: []Cell{head, {Text: added}, {Text: used}, {Body: LinkButton{Small: true, Text: "Rename or remove", Vh: name, Href: "/account/passkeys/7"}}}}
	}
	return Table{
		Caption: "Your passkeys",
		Columns: []Column{{Label: "Name", Class: "lead"}, {Label: "Added"}, {Label: "Last used"}, {Label: "Change it", Class: "act", Vh: true}},
		Groups: []RowGroup{{Rows: []Row{
			row("Lin’s laptop", "On one device only", "8 June 2026", "12 June 2026", nil),
			row("Password manager of the whole family with a very long name", "Carried to your other devices by what keeps it", "9 June 2026", "Not yet", nil),
			row("Old key", "", "1 March 2026", "7 June 2026", &Badge{Tone: Danger, Text: "May be copied"}),
		}}},
	}
}
