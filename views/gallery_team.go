package views

// teamSamples are the pages on which organisations look after their people.
func teamSamples() []Sample {
	owner := sampleTeam()
	wrong := sampleTeam()
	wrong.Frame.HasError = true
	wrong.Errors = ErrorSummary{Entries: []FieldProblem{{"name", "Enter the person's name, at most 200 characters."}, {"email", "Enter an email address, like name@example.com."}}}
	wrong.Invite.Name.Error, wrong.Invite.Email.Error, wrong.Invite.Email.Value = "Enter the person's name, at most 200 characters.", "Enter an email address, like name@example.com.", "mei@"
	reader := sampleTeam()
	reader.Note, reader.Offer, reader.Invitations, reader.Invite, reader.History = "You see who belongs to Haiyun Outdoor. Ask Lin Yue (owner) for changes.", nil, nil, nil, nil
	reader.People.Columns = reader.People.Columns[:3]
	for n := range reader.People.Groups[0].Rows {
		row := &reader.People.Groups[0].Rows[n]
		row.Cells = row.Cells[:3]
		row.Cells[0].Small = ""
	}
	return []Sample{
		{"team", "owner", Team(owner)},
		{"team", "wrong", Team(wrong)},
		{"team", "reader", Team(reader)},
		{"team-member", "change", TeamMember(sampleTeamMember())},
		{"team-history", "changes", TeamHistory(TeamHistoryPage{
			Frame: sampleTeamFrame("History of changes"),
			Table: &Table{Caption: "History of changes", Columns: []Column{{Label: "When", Class: "nowrap"}, {Label: "What"}, {Label: "By"}}, Groups: []RowGroup{{Rows: []Row{
				{Cells: []Cell{{Text: "Today, 09:31"}, {Text: "The role of 陈美 was changed from “Viewer” to “Member (sub-account)”"}, {Text: "Lin Yue"}}},
				{Cells: []Cell{{Text: "Yesterday, 17:02"}, {Text: "kai.wen@haiyun.example was invited as: Member (sub-account)"}, {Text: "Lin Yue"}}},
				{Cells: []Cell{{Text: "Mon 8 Jun, 10:00"}, {Text: "Lin Yue was added by the platform as: Owner (main account)"}, {Text: "Nobody signed in"}}},
			}}}},
			Pager: &Pager{Text: "Newest first", Older: "/account/team/history?before=12"},
		})},
		{"team-history", "empty", TeamHistory(TeamHistoryPage{
			Frame: sampleTeamFrame("History of changes"),
			Empty: &EmptyState{Icon: "history", Title: "Nothing was changed yet", Text: "Invitations, roles, ownership and ended sessions are listed here, newest first."},
		})},
		{"team-leave", "ask", TeamConfirm(TeamConfirmPage{Page: sampleSellerFrame("Leave Haiyun Outdoor"), Confirm: ConfirmBox{
			Action: "/account/team/leave", Title: "Leave Haiyun Outdoor?", Button: Button{Kind: DangerSolid, Text: "Leave Haiyun Outdoor"}, Cancel: "/account/team",
			Points: []string{"You no longer see anything of Haiyun Outdoor, at once.", "What you did stays on record under your name.", "To come back you need a new invitation."},
		}})},
		{"organisations", "two", Organisations(OrganisationsPage{Frame: sampleTeamFrame("Act for…"), Lines: []OrganisationLine{
			{Name: "Haiyun Outdoor", Facts: "Seller · Owner (main account) · Everything", Now: &Badge{Tone: Info, Text: "You act for it now"}},
			{Name: "灯塔户外专营店", Lang: "zh-CN", Facts: "Seller · Member (sub-account) · See, answer", Last: "You last acted for it on Mon 8 June 2026, 10:00.", Switch: &PostButton{
				Action: "/account/organisations", Button: Button{Kind: Primary, Text: "Act for it", Vh: "灯塔户外专营店"},
			}},
		}})},
		{"invitation", "new", AcceptLink(sampleInvitation(true, ErrorSummary{}))},
		{"invitation", "wrong", AcceptLink(sampleInvitation(true, ErrorSummary{Entries: []FieldProblem{{"password", "Choose a password of at least 15 characters."}}}))},
		{"invitation", "known", AcceptLink(sampleInvitation(false, ErrorSummary{}))},
		{"ownership", "offer", AcceptLink(LinkPage{
			Page: sampleSellerFrame("Become the owner of Haiyun Outdoor"), Title: "Become the owner of Haiyun Outdoor", Action: "/link/ownership/x",
			Lede:   "Lin Yue offers you the main account: you may then do everything, and look after the people. Lin Yue then becomes a member with every permission.",
			Facts:  SummaryList{Rows: []SummaryRow{{Key: "Organisation", Text: "Haiyun Outdoor"}, {Key: "Good until", Text: "Mon 15 June 2026, 10:00"}}},
			Accept: &Button{Kind: Primary, Text: "Accept the ownership"}, Decline: &Button{Kind: Quiet, Text: "Decline"},
		})},
		{"operator-account", "enabled", OperatorAccount(sampleOperatorAccount())},
	}
}

func sampleTeamFrame(title string) AccountFrame {
	return AccountFrame{Page: sampleSellerFrame(title), Lede: "Haiyun Outdoor", Menu: []NavItem{
		{Label: "Your account", Href: "/account"}, {Label: "Act for…", Href: "/account/organisations"}, {Label: "Team", Href: "/account/team", Current: true},
	}}
}

func sampleRoles() Radios {
	return Radios{Field: Field{Name: "role", Label: "Role"}, Options: []Option{
		{Value: "member", Label: "Member (sub-account)", Text: "Sees everything, and does what you allow below.", Selected: true},
		{Value: "viewer", Label: "Viewer", Text: "Sees everything and does nothing."},
	}}
}

func sampleMay() *Checkboxes {
	return &Checkboxes{Field: Field{Name: "may", Label: "What a member may do", Hint: "Everybody sees everything of the organisation. For a viewer nothing else counts."}, Options: []Option{
		{Value: "answer", Label: "Answer", Text: "File counter-notifications and appeals.", Selected: true}, {Value: "delete", Label: "Delete", Text: "Press Delete Now."},
	}}
}

func sampleTeam() TeamPage {
	change := func(name string) Cell {
		return Cell{Body: LinkButton{Small: true, Text: "Change", Vh: name, Href: "/account/team/members/2"}}
	}
	return TeamPage{
		Frame: sampleTeamFrame("Team"),
		Offer: &TeamOffer{
			Notice:   Notice{Tone: Info, Title: "The ownership is offered to 陈美", Text: "They can accept it until Mon 15 June 2026, 10:00. You then become a member with every permission."},
			Withdraw: PostButton{Action: "/account/team/offer/withdraw", Button: Button{Small: true, Text: "Withdraw the offer"}},
		},
		People: Table{Caption: "People", Columns: []Column{{Label: "Name"}, {Label: "Role"}, {Label: "May"}, {Label: "Last active"}, {Label: "Action", Class: "act", Vh: true}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "Lin Yue", Small: "lin.yue@haiyun-outdoor.example", Body: Beside{Badge{Neutral, "You"}}}, {Text: "Owner (main account)"}, {Text: "Everything"}, {Text: "Today, 09:31", Small: "2 open sessions"}, {}}},
			{Cells: []Cell{{Head: true, Text: "陈美", Lang: "zh-CN", Small: "mei@haiyun-outdoor.example"}, {Text: "Member (sub-account)"}, {Text: "See, answer, delete"}, {Text: "Yesterday, 17:02", Small: "1 open session"}, change("陈美")}},
			{Cells: []Cell{{Head: true, Text: "Bartholomew Featherstonehaugh-Cholmondeley", Small: "bartholomew.featherstonehaugh.cholmondeley@haiyun-outdoor.example", Body: Beside{Badge{Warn, "Account disabled"}}}, {Text: "Viewer"}, {Text: "See"}, {Text: "Not signed in yet"}, change("Bartholomew")}},
		}}}},
		Asked: &Table{Caption: "Asked to join", Columns: []Column{{Label: "Name"}, {Label: "Asked"}, {Label: "Action", Class: "act", Vh: true}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "Gao Lan", Small: "gao.lan@haiyun-outdoor.example"}, {Text: "Sun 7 Jun, 18:20"}, {Body: ButtonRow{
				Links:   []LinkButton{{Small: true, Text: "Let in", Vh: "Gao Lan", Href: "/account/team?asked=1#invite"}},
				Buttons: []PostButton{{Action: "/account/team/asked/refuse", Button: Button{Small: true, Kind: Quiet, Text: "Refuse", Vh: "Gao Lan"}}},
			}}}},
		}}}},
		Invitations: &Table{Caption: "Open invitations", Columns: []Column{{Label: "Name"}, {Label: "Role"}, {Label: "May"}, {Label: "Good until"}, {Label: "Action", Class: "act", Vh: true}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "Kai Wen", Small: "kai.wen@haiyun-outdoor.example"}, {Text: "Member (sub-account)"}, {Text: "See, answer"}, {Text: "Mon 15 Jun, 10:00", Small: "sent Mon 8 Jun, 10:00"}, {Body: ButtonRow{Buttons: []PostButton{
				{Action: "/account/team/invitations/1/again", Button: Button{Small: true, Text: "Send again", Vh: "Kai Wen"}},
				{Action: "/account/team/invitations/1/withdraw", Button: Button{Small: true, Kind: Quiet, Text: "Withdraw", Vh: "Kai Wen"}},
			}}}}},
		}}}},
		Invite: &InviteForm{
			Action: "/account/team/invite", Name: TextInput{Field: Field{Name: "name", Label: "Name"}}, Email: TextInput{Field: Field{Name: "email", Label: "Email address"}, Type: "email"},
			Role: sampleRoles(), May: sampleMay(),
			Lang: Select{Field: Field{Name: "lang", Label: "Language of the mail"}, Options: []Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}}},
		},
		History: &Link{Text: "History of changes", Href: "/account/team/history"},
		Leave:   &LinkButton{Kind: Quiet, Icon: "logout", Text: "Leave Haiyun Outdoor", Href: "/account/team/leave"},
	}
}

func sampleTeamMember() TeamMemberPage {
	frame := sampleTeamFrame("陈美")
	frame.Crumbs = []Link{{Text: "Team", Href: "/account/team"}, {Text: "陈美"}}
	return TeamMemberPage{
		Frame: frame,
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Name", Text: "陈美", Lang: "zh-CN"},
			{Key: "Email address", Text: "mei@haiyun-outdoor.example"},
			{Key: "Role", Text: "Member (sub-account)", Note: "See, answer"},
			{Key: "Belongs since", Text: "8 June 2026"},
			{Key: "Last active", Text: "Mon 8 June 2026, 17:02", Note: "1 open session"},
		}},
		Role:     &RoleForm{Action: "/account/team/members/2/role", Version: HiddenInput{"version", "1"}, Role: sampleRoles(), May: sampleMay()},
		Sessions: &TeamAct{ID: "sessions", Title: "Sessions", Text: "陈美 is signed out wherever they act for Haiyun Outdoor now, and can sign in again.", Press: PostButton{Action: "/x", Button: Button{Text: "End the sessions of 陈美"}}},
		Offer: &OfferForm{
			Action: "/x", Text: "陈美 gets a mail and becomes the owner when they accept. You then become a member with every permission.",
			Stay: Checkbox{Field: Field{Name: "stay", Label: "I stay an owner, beside 陈美"}}, Button: Button{Text: "Offer the ownership"},
		},
		End: &TeamAct{
			ID: "end", Title: "End the membership", Text: "陈美 no longer sees anything of Haiyun Outdoor, and their sessions for it end at once. What they did stays on record. They are told by mail.",
			Press: PostButton{Action: "/x", Button: Button{Kind: DangerKind, Text: "End the membership of 陈美"}},
		},
	}
}

func sampleInvitation(fresh bool, wrong ErrorSummary) LinkPage {
	p := LinkPage{
		Page: sampleFrame("Join Haiyun Outdoor"), Title: "Join Haiyun Outdoor", Lede: "Lin Yue invites you to act for Haiyun Outdoor.", Action: "/link/invitation/x", Errors: wrong,
		Facts: SummaryList{Rows: []SummaryRow{
			{Key: "Organisation", Text: "Haiyun Outdoor", Note: "Seller"},
			{Key: "Role", Text: "Member (sub-account)", Note: "See, answer"},
			{Key: "Sent to", Text: "kai.wen@haiyun-outdoor.example"},
			{Key: "Good until", Text: "Mon 15 June 2026, 10:00"},
		}},
		Decline: &Button{Kind: Quiet, Name: "do", Value: "decline", Text: "Decline"},
	}
	if !fresh {
		p.Notice = &Notice{Tone: Info, Text: "There is an account with this address. Sign in, and you come back to this page."}
		p.SignIn = &LinkButton{Kind: Primary, Text: "Sign in", Href: "/sign-in?next=/link/invitation/x"}
		return p
	}
	p.Email = "kai.wen@haiyun-outdoor.example"
	p.Accept = &Button{Kind: Primary, Name: "do", Value: "accept", Text: "Join Haiyun Outdoor"}
	p.Name = &TextInput{Field: Field{Name: "name", Label: "Your name", Value: "Kai Wen", Hint: "The other side of a case sees it where you sign something."}}
	p.Secret = &TextInput{Field: Field{Name: "password", Label: "Choose a password", Hint: "At least 15 characters. Several words are easier to remember than signs."}, Type: "password", Autocomplete: "new-password"}
	if len(wrong.Entries) > 0 {
		p.Page = sampleWrong(p.Page)
		p.Secret.Error = wrong.Entries[0].Text
	}
	return p
}

func sampleOperatorAccount() OperatorAccountPage {
	frame := sampleTeamFrame("Lin Yue")
	return OperatorAccountPage{
		Frame: frame,
		Facts: SummaryList{Rows: []SummaryRow{{Key: "Name", Text: "Lin Yue"}, {Key: "Email address", Text: "lin.yue@haiyun-outdoor.example"}, {Key: "Account since", Text: "8 June 2026"}}},
		Belongs: Table{Caption: "Acts for", Columns: []Column{{Label: "Organisation"}, {Label: "Role"}, {Label: "Last active"}}, Groups: []RowGroup{{Rows: []Row{
			{Cells: []Cell{{Head: true, Text: "Haiyun Outdoor", Small: "Seller"}, {Text: "Owner (main account)", Small: "Everything"}, {Text: "Today, 09:31"}}},
		}}}},
		Act: &TeamAct{
			ID: "disable", Title: "Disable the account", Text: "Lin Yue can no longer sign in, and every session of theirs ends at once. They are told by mail.",
			Press: PostButton{Action: "/x", Button: Button{Kind: DangerKind, Text: "Disable the account of Lin Yue"}},
		},
	}
}
