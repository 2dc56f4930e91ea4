package present

import (
	"slices"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// The forms about the time on a reviewer's page.
const (
	ClockFormSet    = "set"
	ClockFormAnswer = "answer"
	ClockFormBounce = "bounce"
)

// reviewClockForms are a reviewer's acts about the time of a case.
func (r Reader) reviewClockForms(in CaseTime, p Problems) []views.ClockForm {
	var forms []views.ClockForm
	if f := r.answerForm(in, p); f != nil {
		forms = append(forms, *f)
	}
	if f := r.setForm(in, p); f != nil {
		forms = append(forms, *f)
	}
	if f := r.bounceForm(in, p); f != nil {
		forms = append(forms, *f)
	}
	return forms
}

func (r Reader) clockForm(in CaseTime, p Problems, form, action, title, send, reason string) views.ClockForm {
	f := views.ClockForm{
		ID: form, Title: title, Action: CaseTimeHref(ipcase.PartyPlatform, in.View.Case.Number) + action,
		Send:   views.Button{Kind: views.Primary, Text: send},
		Reason: views.TextArea{Rows: 3, MaxLength: ipcase.MaxComment, Field: views.Field{ID: form + "-reason", Name: "reason", Label: reason}},
	}
	if in.Typed.Form == form {
		f.Reason.Value, f.Reason.Error = in.Typed.Words, p.Of(form+"-reason")
	}
	return f
}

// setForm extends, pauses and resumes.
func (r Reader) setForm(in CaseTime, p Problems) *views.ClockForm {
	items, hidden := r.clockItems(in, ClockFormSet, ipcase.MoveExtend, ipcase.MovePause, ipcase.MoveResume)
	if len(items.Options) == 0 {
		return nil
	}
	f := r.clockForm(in, p, ClockFormSet, "", r.T("Change the time"), r.T("Change the time"), r.T("Why (both sides read it)"))
	f.Items, f.Hidden = items, hidden
	moves := map[ipcase.Move]bool{}
	for _, i := range in.View.Items {
		for _, m := range i.Moves {
			moves[m] = true
		}
	}
	do := &views.Radios{Field: views.Field{ID: "set-do", Name: "do", Label: r.T("What is to be done with it?")}}
	for _, o := range []views.Option{
		{Value: string(ipcase.MoveExtend), Label: r.T("Give more time"), Text: r.T("The end moves by as many more days or hours as you enter.")},
		{Value: string(ipcase.MovePause), Label: r.T("Let it stand still"), Text: r.T("Nothing happens by itself until it runs on. The days until then are not counted.")},
		{Value: string(ipcase.MoveResume), Label: r.T("Let it run on"), Text: r.T("With the rest of the time.")},
	} {
		if moves[ipcase.Move(o.Value)] {
			o.Selected = in.Typed.Form == ClockFormSet && in.Typed.Do == o.Value
			do.Options = append(do.Options, o)
		}
	}
	f.Do = do
	f.Amount = &views.TextInput{
		Type: "number", InputMode: "numeric",
		Field: views.Field{ID: "set-amount", Name: "amount", Label: r.T("How many more"), Hint: r.T("In the unit of the window: working days, days or hours."), Optional: true},
	}
	if in.Typed.Form == ClockFormSet {
		f.Amount.Value, f.Amount.Error = in.Typed.Amount, p.Of("set-amount")
		do.Error, items.Error = p.Of("set-do"), p.Of("set-items")
	}
	return &f
}

// answerForm answers a dispute about a delivery.
func (r Reader) answerForm(in CaseTime, p Problems) *views.ClockForm {
	disputed := in
	disputed.View.Items = slices.DeleteFunc(slices.Clone(in.View.Items), func(i ipcase.ItemView) bool { return i.PauseKind != ipcase.PauseDispute })
	items, hidden := r.clockItems(disputed, ClockFormAnswer, ipcase.MoveResume)
	if len(items.Options) == 0 {
		return nil
	}
	f := r.clockForm(in, p, ClockFormAnswer, "/answer", r.T("Answer the dispute about the delivery"), r.T("Send the answer"), r.T("Why (both sides read it)"))
	f.Items, f.Hidden = items, hidden
	f.Do = &views.Radios{Field: views.Field{ID: "answer-do", Name: "do", Label: r.T("Did the notice reach them?")}, Options: []views.Option{
		{Value: string(ipcase.PaperStands), Label: r.T("Yes: the delivery stands"), Text: r.T("The time runs on with its rest.")},
		{Value: string(ipcase.PaperAnew), Label: r.T("No: send the notice again"), Text: r.T("The time begins anew with its delivery.")},
	}}
	if in.Typed.Form == ClockFormAnswer {
		for n := range f.Do.Options {
			f.Do.Options[n].Selected = f.Do.Options[n].Value == in.Typed.Do
		}
		f.Do.Error, items.Error = p.Of("answer-do"), p.Of("answer-items")
	}
	return &f
}

// bounceForm records that a mail came back.
func (r Reader) bounceForm(in CaseTime, p Problems) *views.ClockForm {
	n := r.namesOf(in.View)
	list := &views.Select{Field: views.Field{ID: "bounce-notice", Name: "notice", Label: r.T("Notice")}}
	for _, x := range in.View.Notices {
		if x.DeliveredBy == ipcase.DeliveredByOpening || x.FailedAt != nil {
			continue
		}
		to := n.Seller
		if x.Party == ipcase.PartyHolder {
			to = n.Holder
		}
		id := strconv.FormatInt(x.ID, 10)
		list.Options = append(list.Options, views.Option{Value: id, Label: r.T("%s, to %s, %s", r.noticeName(x.Kind), to, r.ShortTime(x.SentAt).Text), Selected: in.Typed.Notice == id})
	}
	if len(list.Options) == 0 {
		return nil
	}
	f := r.clockForm(in, p, ClockFormBounce, "/bounce", r.T("Record that a mail came back"), r.T("Record it"), r.T("What came back"))
	f.Text = r.T("A mail server can accept a mail and return it later. The time that its acceptance had started is taken back and waits for a delivery.")
	f.Notice = list
	return &f
}

// timeTask leads from the bench to the page about the time.
func (r Reader) timeTask(c ipcase.Case) views.ReviewClaimBox {
	box := views.ReviewClaimBox{
		Title: r.T("A party disputes the delivery"), Text: r.T("Its time stands still until you answer."),
		Link: &views.LinkButton{Kind: views.Primary, Text: r.T("Answer on the page about the time"), Href: CaseTimeHref(ipcase.PartyPlatform, c.Number)},
	}
	if c.ReviewTask == ipcase.TaskLimit {
		box.Title, box.Text = r.T("An outer limit of the law is near"), r.T("The listing should be back by now. Let the time run on where it stands still, and look whether the marketplace has put the listing back.")
		box.Link.Text = r.T("Look at the time")
	}
	return box
}
