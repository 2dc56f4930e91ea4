package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// AccountPrivacy tells a person what is kept of them, from the list of personal
// fields, and where their request for erasure stands.
func (r Reader) AccountPrivacy(frame views.AccountFrame, p ipcase.Privacy, refused *ipcase.Error) views.AccountPrivacyPage {
	problems := r.Problems(refused, nil)
	frame.HasError = problems.Any()
	page := views.AccountPrivacyPage{
		AccountFrame: frame, Kept: r.keptOf(p.Owner), Errors: problems.Summary,
		Sure:      views.Checkbox{Field: views.Field{Name: "sure", Error: problems.Of("sure")}, Text: r.T("I want the data about me to be erased.")},
		Download:  views.LinkButton{Icon: "download", Text: r.T("Download my data"), Href: "/account/privacy/data.zip"},
		DownloadN: r.T("A ZIP with what is kept about you as JSON, and the files that you put forward. Passwords and keys are not in it."),
		Goes: []string{
			r.T("your name and address of mail, your sign-in, your sessions, passkeys and drafts"),
			r.T("your contact and signature in the complaints and counter-notifications that you filed, and the letters that you wrote"),
			r.T("the mails that we keep of you"),
		},
		Stays: []string{
			r.T("decisions with their reasons: the law asks for them, and both sides rely on them"),
			r.T("that something was done, when, and in which case: by a number that leads to nobody then"),
			r.T("a mail that has left is its addressee’s"),
		},
	}
	for _, o := range p.Alone {
		page.Goes = append(page.Goes, r.T("everything of %s, of which nobody else is a member: its contact, texts, evidence and messages", o))
	}
	for _, o := range p.Stay {
		page.Stays = append(page.Stays, r.T("what belongs to %s, which goes on without you", o))
	}
	page.Obstacles = r.obstacles(p.Obstacles)
	switch {
	case p.Asked != nil:
		page.Request = &views.Notice{Tone: views.Info, Title: r.T("You asked for erasure on %s.", r.Day(p.Asked.AskedAt).Text), Text: r.T("Request %s waits for what stands against it. An operator then carries it out.", p.Asked.Number)}
		page.Withdraw = &views.PostButton{Action: "/account/privacy/erasure/withdraw", Button: views.Button{Text: r.T("Take the request back")}}
		return page
	case p.Refused != nil:
		page.Request = &views.Notice{Tone: views.Warn, Title: r.T("Request %s was refused.", p.Refused.Number), Text: p.Refused.Answer}
	}
	page.Ask = &views.Button{Kind: views.DangerSolid, Text: r.T("Erase my data now")}
	page.AskNote = r.T("Nothing stands against it. Your account closes at once, and this cannot be undone.")
	if len(p.Obstacles) > 0 {
		page.Ask = &views.Button{Kind: views.DangerKind, Text: r.T("Ask for erasure")}
		page.AskNote = r.T("Your request waits until nothing stands against it any more. You can take it back until then.")
	}
	return page
}

func (r Reader) obstacles(list []ipcase.Obstacle) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, o := range list {
		row := views.SummaryRow{Key: o.Name}
		switch o.Kind {
		case ipcase.ObstacleHold:
			row.Key, row.Text, row.Note = r.T("Legal hold %s", o.Name), o.Reason, r.T("Ends by itself on %s.", r.Day(*o.Until).Text)
		case ipcase.ObstacleCase:
			row.Text = r.T("The case is open.")
		case ipcase.ObstacleClaims:
			row.Text = r.T("The case has ended and can be appealed until %s.", r.Day(*o.Until).Text)
		case ipcase.ObstacleOwner:
			row.Text = r.T("Nobody else owns it. Make somebody else an owner first.")
		case ipcase.ObstacleStaff:
			row.Key, row.Text = r.T("Work for the platform"), r.T("An operator ends that first.")
		}
		rows = append(rows, row)
	}
	return rows
}

// HoldForm is a hold as it was typed, and what was wrong on the page.
type HoldForm struct {
	In      ipcase.SetHold
	Request string // the number of the request that was answered
	Answer  string
	Refusal *ipcase.Error
}

// OperatorPrivacy is the operator's page of requests and holds.
func (r Reader) OperatorPrivacy(p views.Page, d ipcase.PrivacyDesk, f HoldForm) views.OperatorPrivacyPage {
	problems := r.Problems(f.Refusal, map[string]string{"answer": "answer-" + f.Request})
	p.HasError = problems.Any()
	page := views.OperatorPrivacyPage{
		Page: p, Errors: problems.Summary, None: r.T("Nobody waits."), NoHolds: r.T("Nothing is held."), FormID: f.In.FormID,
		Kinds: views.Radios{
			Field: views.Field{Name: "kind", Label: r.T("What it is about"), Value: string(f.In.Kind), Error: problems.Of("kind")},
			Options: []views.Option{
				{Value: string(ipcase.HoldPerson), Label: r.T("A person"), Text: r.T("Enter their mail address below.")},
				{Value: string(ipcase.HoldOrganisation), Label: r.T("An organisation"), Text: r.T("Enter its number below.")},
				{Value: string(ipcase.HoldCase), Label: r.T("A case"), Text: r.T("Enter its number below.")},
			},
		},
		Subject: views.TextInput{Field: views.Field{Name: "subject", Label: r.T("Address or number"), Value: f.In.Subject, Error: problems.Of("subject")}},
		Reason:  views.TextArea{Rows: 3, Field: views.Field{Name: "reason", Label: r.T("Why the data must be kept"), Value: f.In.Reason, Error: problems.Of("reason"), Hint: r.T("Whom it is about reads this.")}},
		Until:   views.DateInput{Field: views.Field{Name: "until", Label: r.T("Last day"), Value: f.In.Until, Error: problems.Of("until"), Hint: r.T("It ends by itself then. Two years at most.")}},
	}
	for _, line := range d.Requests {
		page.Requests = append(page.Requests, r.operatorErasure(line, f, problems))
	}
	for _, h := range d.Holds {
		page.Holds = append(page.Holds, views.OperatorHold{
			Title: h.Hold.Number,
			Facts: []views.SummaryRow{
				{Key: r.T("About"), Text: h.Name},
				{Key: r.T("Why"), Text: h.Hold.Reason},
				{Key: r.T("Last day"), Text: r.DateOnly(h.Hold.Until.AddDate(0, 0, -1)).Text},
			},
			End: views.PostButton{Action: "/operator/privacy/holds/" + h.Hold.Number + "/end", Button: views.Button{Small: true, Text: r.T("End it now"), Vh: h.Hold.Number}},
		})
	}
	return page
}

func (r Reader) operatorErasure(line ipcase.ErasureLine, f HoldForm, problems Problems) views.OperatorErasure {
	number := line.Erasure.Number
	out := views.OperatorErasure{
		Title: number, Action: "/operator/privacy/requests/" + number, Obstacles: r.obstacles(line.Obstacles),
		Facts: []views.SummaryRow{
			{Key: r.T("Who"), Text: line.Name, Note: line.Email}, {Key: r.T("Asked"), Text: r.Time(line.Erasure.AskedAt).Text},
		},
		Refuse: views.Button{Kind: views.DangerKind, Text: r.T("Refuse"), Vh: number, Name: "do", Value: "refuse"},
		Answer: views.TextArea{Rows: 2, Field: views.Field{
			ID: "answer-" + number, Name: "answer", Label: r.T("Why it is refused"), Hint: r.T("Only to refuse. Who asked reads this."), Optional: true,
		}},
	}
	if number == f.Request {
		out.Answer.Value, out.Answer.Error = f.Answer, problems.Of("answer")
	}
	if len(line.Obstacles) == 0 {
		out.CarryOut = &views.Button{Kind: views.DangerSolid, Text: r.T("Erase now"), Vh: number, Name: "do", Value: "erase"}
	}
	return out
}
