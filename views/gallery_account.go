package views

// accountSamples are signing in beside the password, and the pages of one's own
// account.
func accountSamples() []Sample {
	return []Sample{
		{"sign-in-code", "app", SignInCodePage{Page: sampleOutside("Enter your code")}},
		{"sign-in-code", "wrong", SignInCodePage{
			Page: sampleWrong(sampleOutside("Enter your code")), CodeErr: sampleCodeErr,
			Errors: ErrorSummary{Entries: []FieldProblem{{ID: "code", Text: sampleCodeErr}}},
		}},
		{"sign-in-code", "recovery", SignInCodePage{Page: sampleOutside("Enter your code"), Recovery: true}},
		{"sign-in-lost", "told", LostFactorPage{Page: sampleOutside("You cannot show your second factor"), Brand: "Quaylane"}},
		{"reset", "asked", ResetPage{Page: sampleOutside("Choose a new password")}},
		{"reset", "wrong", ResetPage{
			Page: sampleWrong(sampleOutside("Choose a new password")), Email: "lin.yue at haiyun", EmailErr: sampleEmailErr,
			Errors: ErrorSummary{Entries: []FieldProblem{{ID: "email", Text: sampleEmailErr}}},
		}},
		{"reset-sent", "told", ResetSentPage{Page: sampleOutside("Look into your mail"), Minutes: 15}},
		{"new-password", "empty", NewPasswordPage{Page: sampleOutside("Choose a new password"), Action: "/link/reset/x", Email: "lin.yue@haiyun.example", Least: 15, LeastSecond: 8}},
		{"dead-link", "told", DeadLinkPage{Page: sampleOutside("This link is no longer good"), Text: "This link was used before, or is too old. Ask for a new one.", Again: "/sign-in/reset"}},
		{"confirm-address", "email", ConfirmAddressPage{
			Page: sampleOutside("Confirm your new address"), Action: "/link/email/x", Button: "Use this address",
			Text: "From now on you sign in with lin.yue@a-rather-long-name-of-a-trading-company.haiyun-outdoor.example, and mail to you goes there.",
		}},
		{"confirm", "password-or-code", ConfirmPage{Page: sampleOutside("Confirm that it is you"), AskPassword: true, AskCode: true, Email: "lin.yue@haiyun.example", Next: "/account"}},
		{"confirm", "with-what-was-typed", ConfirmPage{
			Page: sampleWrong(sampleOutside("Confirm that it is you")), AskPassword: true, Email: "lin.yue@haiyun.example", To: "/holder/cases/IP-2026-000118-4H/contest",
			Kept: []HiddenInput{{Name: "kept.explanation", Value: "The mark on the picture is ours."}}, PassErr: samplePassErr,
			Errors: ErrorSummary{Entries: []FieldProblem{{ID: "current", Text: samplePassErr}}},
		}},
		{"confirm", "demonstration", ConfirmPage{Page: sampleOutside("Confirm that it is you"), Demo: true}},
		{"confirm", "nothing-to-show", ConfirmPage{Page: sampleOutside("Confirm that it is you")}},
		{"confirmed", "with-what-was-typed", ConfirmedPage{
			Page: sampleOutside("Send it now"), To: "/holder/cases/IP-2026-000118-4H/contest", Kept: []HiddenInput{{Name: "explanation", Value: "The mark on the picture is ours."}},
		}},
		{"account", "owner", sampleProfile(true)},
		{"account", "wrong", sampleProfileWrong()},
		{"security", "without-app", SecretsPage{AccountFrame: sampleAccount("Sign-in and security", 1), Password: true, Devices: 1}},
		{"security", "with-app", SecretsPage{
			AccountFrame: sampleAccount("Sign-in and security", 1), Password: true, App: true, AppSince: Time{"2026-06-01T08:00:00Z", "Mon 1 June 2026, 16:00"},
			Recovery: 2, RecoveryOf: 10, Devices: 3,
		}},
		{"password", "change", PasswordPage{AccountFrame: sampleAccount("Change your password", 1), Has: true, Email: "lin.yue@haiyun.example", Least: 15, EndOthers: true}},
		{"password", "wrong", PasswordPage{
			AccountFrame: sampleWrongAccount("Change your password", 1), Has: true, Email: "lin.yue@haiyun.example", Least: 15,
			CurrentErr: samplePassErr, Errors: ErrorSummary{Entries: []FieldProblem{{ID: "current", Text: samplePassErr}}},
		}},
		{"app", "before", AppPage{AccountFrame: sampleAccount("Set up an authenticator app", 1)}},
		{"app", "required", AppPage{AccountFrame: AccountFrame{Page: sampleOutside("Set up an authenticator app")}, Required: true, Platform: true}},
		{"app", "begun", AppPage{ //nolint:gosec // the secret of an example
			AccountFrame: sampleAccount("Set up an authenticator app", 1), Begun: true, Picture: "/gallery/screenshot.svg", Secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP",
			Address: "otpauth://totp/Quaylane:lin.yue@haiyun.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Replaces: true,
		}},
		{"recovery", "codes", RecoveryPage{AccountFrame: sampleAccount("Your recovery codes", 1), First: true, Others: 1, Next: "/home", Codes: sampleCodes}},
		{"sessions", "three", SessionsPage{AccountFrame: sampleAccount("Where you are signed in", 2), Others: 2, Sessions: []SessionLine{
			{Handle: "a", Device: "Firefox, Windows", Address: "203.0.113.7", Org: "Haiyun Outdoor", Began: sampleBegan, Seen: sampleUsed, Current: true},
			{Handle: "b", Device: "WeChat, Android", Address: "2001:db8:85a3:8d3:1319:8a2e:370:7348", Org: "Haiyun Outdoor", Began: sampleBegan, Seen: sampleUsed},
			{Handle: "c", Device: "A browser that does not say what it is", Org: "Ningbo Haiyun Outdoor Equipment Manufacturing and Export Company Limited", Began: sampleBegan, Seen: sampleUsed},
		}}},
		{"sessions", "one", SessionsPage{AccountFrame: sampleAccount("Where you are signed in", 2), Sessions: []SessionLine{
			{Handle: "a", Device: "Safari, iPhone", Address: "203.0.113.7", Org: "Haiyun Outdoor", Began: sampleBegan, Seen: sampleUsed, Current: true},
		}}},
		{"api-keys", "owner", sampleKeys("")},
		{"api-keys", "made", sampleKeys("ipp_live_k3vq6mzt2xw5ab7ncd4rp9hj8fgykslu2eo3iqtv6wzxmb5a4nd7")},
		{"api-keys", "none", KeysPage{AccountFrame: sampleAccount("API keys", 1)}},
		{"second-factors-removed", "empty", TakeFactorsPage{Page: sampleOperatorFrame("Remove second factors")}},
		{"second-factors-removed", "wrong", TakeFactorsPage{
			Page: sampleWrong(sampleOperatorFrame("Remove second factors")), Email: "nobody@haiyun.example", Proof: "Passport compared with the one on file.",
			EmailErr: sampleNobody, Errors: ErrorSummary{Entries: []FieldProblem{{ID: "email", Text: sampleNobody}}},
		}},
	}
}

const (
	sampleCodeErr  = "That code is not right, was used before, or has run out. Enter the newest code."
	sampleEmailErr = "Enter an email address, like name@example.com."
	samplePassErr  = "This is not your password. Check it and enter it again."
	sampleNobody   = "Nobody signs in with this address. Check it."
)

var (
	sampleBegan = Time{"2026-06-09T01:12:00Z", "Tue 9 June 2026, 09:12"}
	sampleUsed  = Time{"2026-06-11T02:40:00Z", "Thu 11 June 2026, 10:40"}
	sampleCodes = []string{
		"h4k2xz-q7vn3d-a5twlm-c6rpye", "m7dqwe-n2vbxk-z3hyta-p5flco", "r6tuyn-b4kmwq-e2xzva-d7hslp", "c3vfga-y5nwpl-k7zqtb-m2xreh", "t2lwqh-x6dkcn-f4vypa-z7rmbe",
		"w5npza-g3xktv-q6hlcd-y2rmfe", "a7zmqk-l4wtvn-h2xpcy-d6rbfe", "n3xvhp-z5qtwk-m7lacy-r2dbge", "e6kqwz-v2nhxt-p4lmay-c7rdbf", "y2pmxw-k7zvqt-n5hlca-d3rfbe",
	}
)

// sampleOutside is a page as somebody not signed in sees it.
func sampleOutside(title string) Page {
	p := sampleSellerFrame(title)
	p.Account, p.Nav, p.Crumbs = nil, nil, nil
	return p
}

func sampleAccount(title string, current int) AccountFrame {
	p := sampleSellerFrame(title)
	p.Crumbs = nil
	f := AccountFrame{Page: p, Menu: []NavItem{
		{Label: "Your account", Href: "/account"}, {Label: "Sign-in and security", Href: "/account/security"}, {Label: "Where you are signed in", Href: "/account/sessions"},
	}}
	f.Menu[current].Current = true
	return f
}

func sampleWrongAccount(title string, current int) AccountFrame {
	f := sampleAccount(title, current)
	f.HasError = true
	return f
}

func sampleProfile(owner bool) ProfilePage {
	return ProfilePage{
		AccountFrame: sampleAccount("Your account", 0), Name: "Lin Yue", Lang: "en", Zone: "Asia/Shanghai", Email: "lin.yue@haiyun.example",
		Langs:   []Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}},
		Notices: owner, Org: "Haiyun Outdoor", Notice: "notices@haiyun.example",
	}
}

func sampleProfileWrong() ProfilePage {
	p := sampleProfile(false)
	p.AccountFrame = sampleWrongAccount("Your account", 0)
	p.NewEmail, p.EmailErr = "lin.yue at haiyun", sampleEmailErr
	p.Errors = ErrorSummary{Entries: []FieldProblem{{ID: "email", Text: sampleEmailErr}}}
	return p
}

func sampleOperatorFrame(title string) Page {
	p := sampleSellerFrame(title)
	p.Wide, p.Density, p.ReturnTo = true, "compact", "/operator"
	p.Account = &Account{Name: "Operator", Org: "Quaylane", Role: "Operator", Icon: "shield-check"}
	p.Nav = nil
	for _, label := range []string{
		"Deliveries", "Clocks", "Connections", "Statements of reasons", "Shops without an account", "Access records", "Erasure and legal hold",
		"Guarded days", "Trusted flaggers", "Orders of authorities",
	} {
		p.Nav = append(p.Nav, NavItem{Label: label, Href: "/operator", Current: label == title})
	}
	return p
}
