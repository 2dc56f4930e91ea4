package present

import (
	"slices"

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

// keptOf is a line for each class of data: what, who sees it, how long.
func (r Reader) keptOf(owner bool) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, class := range ipcase.DataClasses() {
		var seen []ipcase.Onlooker
		var kept []ipcase.Keeping
		for _, t := range ipcase.PersonalData() {
			for _, f := range t.Fields {
				if f.Class != class || f.OrgOnly && !owner {
					continue
				}
				seen = append(seen, f.Seen...)
				kept = append(kept, f.Kept)
			}
		}
		if len(kept) == 0 {
			continue
		}
		name, what := r.classWords(class)
		rows = append(rows, views.SummaryRow{
			Key: name, Text: what, Note: r.sentences(r.T("Seen by: %s.", r.onlookers(seen)), r.T("Kept: %s.", r.keepings(kept))),
		})
	}
	return rows
}

func (r Reader) classWords(c ipcase.DataClass) (name, what string) {
	switch c {
	case ipcase.ClassContact:
		return r.T("Contact"), r.T("Names, mail and postal addresses and telephone numbers, to reach you and because a notice must say who gives it.")
	case ipcase.ClassIdentity:
		return r.T("Identity"), r.T("What an identity paper says, so that nobody complains in another’s name.")
	case ipcase.ClassWords:
		return r.T("What you wrote"), r.T("Explanations, answers, letters and drafts, because the case is decided on them.")
	case ipcase.ClassEvidence:
		return r.T("Evidence"), r.T("Files that you put forward, with what cameras and programs left in them. Others are shown a copy without that.")
	case ipcase.ClassCredential:
		return r.T("Sign-in"), r.T("What you sign in with, only as far as it is needed to know you again.")
	default:
		return r.T("Records"), r.T("That something was done, by whom and when, because both sides and a court must be able to check it.")
	}
}

func (r Reader) onlookers(seen []ipcase.Onlooker) string {
	words := []string{r.T("you")}
	for _, o := range []struct {
		who  ipcase.Onlooker
		word string
	}{
		{ipcase.OwnSide, r.T("your organisation")},
		{ipcase.OtherSide, r.T("the other side of a case, as far as its procedure says")},
		{ipcase.Reviewers, r.T("reviewers")},
		{ipcase.Operators, r.T("operators")},
		{ipcase.Everybody, r.T("everybody")},
	} {
		if slices.Contains(seen, o.who) {
			words = append(words, o.word)
		}
	}
	return r.Join(words)
}

func (r Reader) keepings(kept []ipcase.Keeping) string {
	var words []string
	for _, k := range []struct {
		length ipcase.Keeping
		word   string
	}{
		{ipcase.WhileAccount, r.T("while your account exists")},
		{ipcase.WhileClaims, r.T("until a case has ended and can no longer be appealed")},
		{ipcase.ForLaw, r.T("as the record that the law asks for, without your name")},
		{ipcase.ForHours, r.T("hours or days, then it ends by itself")},
	} {
		if slices.Contains(kept, k.length) {
			words = append(words, k.word)
		}
	}
	return r.Join(words)
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
