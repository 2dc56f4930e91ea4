package present

import (
	"fmt"
	"slices"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

func (r Reader) actItems(out *views.ReviewAct, c ipcase.ReviewCase, t ReviewActTyped, problems Problems) {
	boxes := views.Checkboxes{Field: views.Field{Name: "items", Label: r.T("About which listings?"), Error: orElse(problems.Of("items"), problems.Of("rulings"))}}
	for _, i := range ActItems(c, t.Act) {
		boxes.Options = append(boxes.Options, views.Option{
			Value: itoa(i.Position), Label: i.Snapshot.Ref + " – " + i.Snapshot.Title, Lang: r.OtherLang(i.Snapshot.Lang), Text: r.ItemBadge(i.Item).Text,
			Selected: t.Ticked == nil && len(c.Items) == 1 || slices.Contains(t.Ticked, i.Position),
		})
		out.Hidden = append(out.Hidden, views.HiddenInput{Name: fmt.Sprintf("version-%d", i.Position), Value: itoa(i.Version)})
	}
	out.Items = &boxes
	if t.In.Order != nil {
		out.Hidden = append(out.Hidden, views.HiddenInput{Name: "form", Value: t.In.Order.FormID})
		if t.In.Order.Received != "" {
			out.Hidden = append(out.Hidden, views.HiddenInput{Name: "received", Value: t.In.Order.Received})
		}
	}
}

func (r Reader) lookForm(out *views.ReviewAct, t ReviewActTyped, problems Problems) {
	out.Lede = r.T("The case waits for a court or an authority. On this day it comes back to the queue, so that it is not forgotten.")
	out.Fields = []templ.Component{views.DateInput{Field: views.Field{
		Name: "next", Label: r.T("Next look"), Value: t.Next, Error: problems.Of("next"), Hint: r.T("A day within a year. Ask the parties before it how the court stands."), Class: "w-m",
	}}}
	out.Button.Text = r.T("Set the day")
}

func (r Reader) reclassifyForm(out *views.ReviewAct, b Bench, t ReviewActTyped, problems Problems) {
	c := b.Case
	out.Lede = r.T("The complaint stands under “%s”. Another reason changes what follows from it, and nothing else: no state, no time.", c.Reason.Label.In(r.Lang))
	reason := views.Select{Field: views.Field{Name: "reason", Label: r.T("The reason that fits"), Value: t.Reason, Error: problems.Of("reason")}, Options: []views.Option{{Label: r.T("Choose one")}}}
	for _, x := range b.Book.ReasonsFor(c.Right.Type) {
		reason.Options = append(reason.Options, views.Option{Value: x.Code, Label: x.Label.In(r.Lang)})
	}
	out.Fields = []templ.Component{reason, views.TextArea{Rows: 5, Field: views.Field{
		Name: "explanation", Label: r.T("Why it fits"), Hint: r.T("Both sides read this."), Value: t.In.Explanation, Error: problems.Of("explanation"),
	}}, r.statementLang(t.In.Lang)}
	out.Then = []string{
		r.T("Both sides are told, the seller as far as the seller knows of the complaint."),
		r.T("What the complaint costs or brings in standing goes by the new reason."),
	}
}

func (r Reader) reverseForm(out *views.ReviewAct, c ipcase.ReviewCase) {
	out.Lede = r.T("A decision that was wrong is reversed without waiting for an appeal. It stays visible to both sides, marked as superseded.")
	for n := range out.Items.Options {
		for _, i := range c.Items {
			if out.Items.Options[n].Value == itoa(i.Position) {
				out.Items.Options[n].Text += " → " + r.T(reversalKey(i.Item, c.Procedure))
			}
		}
	}
	out.Then = []string{
		r.T("The listings go the other way at once: what was removed is put back unless something else keeps it down, and what was kept is removed."),
		r.T("Where a notice was refused by mistake, the seller is told of it now, with a time to respond."),
		r.T("Both sides receive your reasons and can appeal, each once."),
	}
}

// reversalKey says where a reversal leads.
func reversalKey(i ipcase.Item, p ipcase.Procedure) string {
	switch {
	case i.State == ipcase.Upheld:
		return views.Key("kept, or put back")
	case i.State == ipcase.Restored:
		return views.Key("removed")
	case p.Mode == ipcase.RemoveFirst:
		return views.Key("accepted and removed")
	default:
		return views.Key("accepted, the seller is asked to respond")
	}
}

func (r Reader) orderForm(out *views.ReviewAct, c ipcase.ReviewCase, t ReviewActTyped, problems Problems) {
	in := t.In.Order
	effect := views.Radios{Field: views.Field{Name: "effect", Label: r.T("What it means for these listings"), Value: string(t.Effect), Error: problems.Of("effect")}}
	if t.Act == ActOrder {
		out.Lede = r.T("An order of a court or an authority overrides what was decided here. Neither side can end it here, and no reviewer can reverse it; only another order does.")
		effect.Options = []views.Option{
			{Value: string(ipcase.MoveOrderUpheld), Label: r.T("Remove, or keep removed"), Text: r.T("No other case puts the listing back while this stands.")},
			{Value: string(ipcase.MoveOrderRestored), Label: r.T("Keep, or put back"), Text: r.T("Unless another case or order keeps it down.")},
			{Value: string(ipcase.MoveOrderHold), Label: r.T("Hold everything"), Text: r.T("The listing stays as it is until the next order.")},
		}
	} else {
		out.Lede = r.T("The case waited for this. The outcome binds the platform like an order.")
		effect.Options = []views.Option{
			{Value: string(ipcase.MoveCourtUpheld), Label: r.T("Court: stays removed")},
			{Value: string(ipcase.MoveCourtRestored), Label: r.T("Court: put back or kept")},
		}
	}
	files := r.evidenceFiles(t.Files, problems.Of("files"), t.Act == ActOutcome)
	files.Title, files.Input.Label, files.Input.Name = r.T("Document"), r.T("The order as a file"), "files"
	files.Choice.Label = r.T("Who may see it?")
	files.Choice.Options[0].Text = r.T("Both sides read what binds them.")
	files.Choice.Options[1].Text = r.T("Where the court or the authority forbids to show it.")
	out.Files = &files
	out.Fields = []templ.Component{
		effect,
		views.Radios{Inline: true, Field: views.Field{Name: "order_kind", Label: r.T("Who gave it"), Value: string(in.Kind), Error: problems.Of("order_kind")}, Options: []views.Option{
			{Value: string(ipcase.OrderOfCourt), Label: r.T("a court")}, {Value: string(ipcase.OrderOfAuthority), Label: r.T("an authority")},
		}},
		views.TextInput{Field: views.Field{Name: "authority", Label: r.T("Its name"), Value: in.Authority, Error: problems.Of("authority")}},
		views.TextInput{Field: views.Field{Name: "order_number", Label: r.T("Reference number"), Value: in.Number, Error: problems.Of("order_number"), Class: "w-m"}},
		views.DateInput{Field: views.Field{Name: "dated_on", Label: r.T("Day of the order"), Value: in.DatedOn, Error: problems.Of("dated_on"), Class: "w-m"}},
	}
	out.Then = []string{
		r.T("Both sides are told, with your reasons; they see who decided, the number, the day, and the document as you chose."),
		r.T("The listings follow at once."),
	}
	if t.ToldFrom != nil {
		day := r.DateOnly(*t.ToldFrom).Text
		effect.Options = effect.Options[:1]
		out.Fields[0], out.Button.Text = effect, r.T("Take down without telling")
		out.Then = []string{
			r.T("The listings go offline at once. Neither side is told before %s: nothing of it stands in the case, and no clock runs.", day),
			r.T("On %s the case shows the order with your reasons, and both sides are told.", day),
		}
		return
	}
	if t.Effect == ipcase.MoveOrderHold || c.Case.ReviewTask == ipcase.TaskCourt {
		out.Then = append(out.Then, r.T("A hold comes back to the queue after 90 days, or on a day that you set."))
	}
}

// actReasons are the statement of reasons of an act.
func (r Reader) actReasons(out *views.ReviewAct, b Bench, in ipcase.DecideCase, problems Problems) {
	var f views.ReviewForm
	r.reasonFields(&f, b, in, problems)
	f.Facts.Hint = r.T("What you found. Both sides read this.")
	out.Reasons = []templ.Component{f.Facts, f.Explanation, f.Ground, f.Reference}
	if f.Exhibits != nil {
		f.Exhibits.Name = "relied"
		out.Reasons = append(out.Reasons, *f.Exhibits)
	}
	out.Reasons = append(out.Reasons, f.Territory, f.Lang)
}

func (r Reader) statementLang(lang string) views.Select {
	return views.Select{Field: views.Field{Name: "lang", Label: r.T("Language of this statement"), Value: orElse(lang, "en"), Class: "w-m"}, Options: []views.Option{
		{Value: "en", Label: "English", Lang: r.OtherLang("en")}, {Value: "zh-CN", Label: "简体中文", Lang: r.OtherLang("zh-CN")},
	}}
}
