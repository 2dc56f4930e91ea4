package present

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewTyped is a decision as it was typed: the rulings listing by listing as
// chosen, and the answer for every listing without one of its own.
type ReviewTyped struct {
	In  ipcase.DecideCase
	All ipcase.RulingInput
}

// Merged is the decision with the answer for all given to each listing that has
// none of its own; inherited says to which positions.
func (t ReviewTyped) Merged() (in ipcase.DecideCase, inherited []int) {
	in = t.In
	in.Rulings = slices.Clone(t.In.Rulings)
	for n := range in.Rulings {
		ru := &in.Rulings[n]
		if ru.Do == "" && t.All.Do != "" {
			ru.Do, ru.Code, ru.Comment = t.All.Do, t.All.Code, t.All.Comment
			inherited = append(inherited, ru.Position)
		}
	}
	return in, inherited
}

// OfAll renames what is wrong with an inherited answer to the fields in which it
// was typed, once.
func (t ReviewTyped) OfAll(e *ipcase.Error, inherited []int) *ipcase.Error {
	if e == nil || len(e.Fields) == 0 {
		return e
	}
	out := &ipcase.Error{Kind: e.Kind, Msg: e.Msg, Args: e.Args}
	seen := map[string]bool{}
	for _, f := range e.Fields {
		if name, at, ok := strings.Cut(f.Field, "-"); ok {
			position, err := strconv.Atoi(at)
			if err == nil && slices.Contains(inherited, position) {
				f.Field = name + "-all"
			}
		}
		if !seen[f.Field] {
			seen[f.Field] = true
			out.Fields = append(out.Fields, f)
		}
	}
	return out
}

// manyListings is from how many listings one answer for all is offered.
const manyListings = 4

// reviewForm is the decision about the listings that the task is about.
func (r Reader) reviewForm(b Bench) (*views.ReviewForm, views.ErrorSummary) {
	c := b.Case
	items := c.TaskItems()
	typed := ReviewTyped{In: r.freshDecision(c)}
	if b.Typed != nil {
		typed = *b.Typed
	}
	first := "ruling-all"
	if len(items) > 0 && len(items) < manyListings {
		first = "ruling-" + strconv.Itoa(items[0].Position)
	}
	problems := r.Problems(b.Error, map[string]string{"rulings": first, "evidence": "evidence", "ground_kind": "ground_kind"})
	f := &views.ReviewForm{
		Title: r.T("Decision"), Lede: r.taskLede(c), Action: ReviewCaseHref(c.Case.Number) + "/preview",
		Hidden: []views.HiddenInput{{Name: "task", Value: string(c.Case.ReviewTask)}},
	}
	if len(items) >= manyListings {
		all := r.rulingField(b, nil, items, typed.All, problems)
		f.All = &all
	}
	for _, i := range items {
		f.Rulings = append(f.Rulings, r.rulingField(b, &i, items, rulingOf(typed.In, i.Position), problems))
	}
	r.reasonFields(f, b, typed.In, problems)
	f.Buttons = []templ.Component{views.Button{Kind: views.Primary, Block: true, Text: r.T("Preview statement of reasons")}}
	return f, problems.Summary
}

// freshDecision is the form before anything is typed.
func (r Reader) freshDecision(c ipcase.ReviewCase) ipcase.DecideCase {
	in := ipcase.DecideCase{Case: c.Case.Number, Territory: c.Site.Name, Lang: c.Complaint.Lang, GroundKind: ipcase.GroundLaw}
	if len(c.Procedure.LegalBasis) > 0 {
		in.Reference = r.Citation(c.Procedure.LegalBasis[0])
		if c.Procedure.LegalBasis[0].Law == "Marketplace terms" {
			in.GroundKind = ipcase.GroundTerms
		}
	}
	return in
}

func rulingOf(in ipcase.DecideCase, position int) ipcase.RulingInput {
	for _, ru := range in.Rulings {
		if ru.Position == position {
			return ru
		}
	}
	return ipcase.RulingInput{Position: position}
}

func (r Reader) taskLede(c ipcase.ReviewCase) string {
	switch c.Case.ReviewTask {
	case ipcase.TaskNotice:
		if c.Right.Status != ipcase.RightVerified || !c.Right.InForceOn(r.Now) {
			return r.T("The right is not verified or not in force today, so nothing can be accepted yet: check the right first.")
		}
		switch c.Procedure.Mode {
		case ipcase.RemoveFirst:
			return r.T("What you accept is removed at once, and the seller is told with your reasons.")
		case ipcase.RemoveWait:
			return r.T("What you accept is removed at once for %s, and the seller is told with your reasons. It returns unless the complainant shows %s.", r.Span(c.Procedure.Windows[ipcase.WindowCourt]), r.action(c.Procedure))
		case ipcase.NotifyFirst:
		}
		return r.T("What you accept is told to the seller, who then has %s to respond. Your reasons reach the seller if the listing is removed.", r.Span(c.Procedure.Windows[ipcase.WindowSellerFirst]))
	case ipcase.TaskDecide:
		return r.T("Decide each listing by itself. Both sides read your reasons.")
	case ipcase.TaskAppeal:
		return r.T("Look at the decision anew. It stands where you affirm it.")
	case ipcase.TaskRightEnded:
		if c.Right.InForceOn(r.Now) && !c.Power.Stands() {
			return r.T("The time ran out while no power of attorney of the agent was in force. Refuse the notice, or let it go on and say who takes over.")
		}
		return r.T("The time ran out while the right was not in force. Refuse the notice, or let it go on and say why.")
	case ipcase.TaskGuarded:
		if c.NotRegistered() {
			return r.T("The seller’s time ran out, and the notice was filed without an account, so that nothing is removed by the clock alone. Confirm the removal, give the seller more time, or refuse the notice.")
		}
		return r.T("The seller’s time ran out in the days before a sales event, when nothing is removed by the clock alone. Confirm the removal, give the seller more time, or refuse the notice.")
	case ipcase.TaskCourt:
		return r.T("Record what the court decided. Name the court, its number and the day in the facts.")
	default:
		return ""
	}
}

// rulingField is the choice for one listing, or for all where i is nil.
func (r Reader) rulingField(b Bench, i *ipcase.ItemView, items []ipcase.ItemView, typed ipcase.RulingInput, p Problems) views.ReviewRuling {
	task := b.Case.Case.ReviewTask
	at, possible := "all", map[ipcase.Move]bool{}
	down := false
	for _, it := range items {
		if i != nil && it.Position != i.Position {
			continue
		}
		for _, m := range it.Moves {
			possible[m] = true
		}
		down = down || it.TookDown
	}
	ru := views.ReviewRuling{Legend: r.T("All %d listings", len(items)), Note: r.T("unless decided by itself below")}
	label := r.T("Decision for all listings")
	if i != nil {
		at = strconv.Itoa(i.Position)
		ru = views.ReviewRuling{Legend: at + ". " + i.Snapshot.Ref, Note: i.Snapshot.Title, Lang: r.OtherLang(i.Snapshot.Lang)}
		ru.Version = views.HiddenInput{Name: "version-" + at, Value: strconv.Itoa(i.Version)}
		if typed.Version > 0 {
			ru.Version.Value = strconv.Itoa(typed.Version)
		}
		label = r.T("Decision for %s", i.Snapshot.Ref)
	}
	ru.ID = "ruling-" + at
	ru.Choice = views.Radios{Inline: true, Field: views.Field{Name: "ruling-" + at, Label: label, Value: string(typed.Do), Error: p.Of("ruling-" + at)}}
	if i == nil || len(items) < manyListings && i.Position == items[0].Position {
		ru.Choice.Error = orElse(ru.Choice.Error, p.Of("rulings"))
	}
	for _, m := range ipcase.TaskMoves(task) {
		ru.Choice.Options = append(ru.Choice.Options, views.Option{Value: string(m), Label: r.reviewMove(m, b.Case, down), Disabled: !possible[m]})
	}
	r.rulingDetails(&ru, b, at, typed, p)
	return ru
}

// rulingDetails are the refusal code and the word on this listing alone, where
// the task has them.
func (r Reader) rulingDetails(ru *views.ReviewRuling, b Bench, at string, typed ipcase.RulingInput, p Problems) {
	task := b.Case.Case.ReviewTask
	name := r.T("for all listings")
	if at != "all" {
		name = r.T("for listing %s", at)
	}
	if task == ipcase.TaskNotice || task == ipcase.TaskRightEnded || task == ipcase.TaskGuarded {
		code := views.Select{Field: views.Field{
			Name: "code-" + at, Label: r.T("Ground of refusal, %s", name), Hint: r.T("Only where you refuse."), Value: typed.Code, Error: p.Of("code-" + at),
		}, Options: []views.Option{{Label: r.T("None")}}}
		for _, k := range b.Book.Refusals {
			code.Options = append(code.Options, views.Option{Value: k.Code, Label: k.Label.In(r.Lang)})
		}
		if k, ok := b.Book.Refusal(typed.Code); ok {
			code.Hint = r.T("How to cure it: %s", k.Cure.In(r.Lang))
		}
		ru.Code = &code
	}
	label, hint := r.T("A word on this, %s", name), ""
	if task == ipcase.TaskNotice {
		label, hint = r.T("What is missing and how to cure it, %s", name), r.T("Only where you ask for more. The complainant reads it.")
	}
	ru.FoldComment = task != ipcase.TaskNotice
	ru.Comment = &views.TextArea{Rows: 2, Field: views.Field{
		Name: "comment-" + at, Label: label, Hint: hint, Value: typed.Comment, Error: p.Of("comment-" + at), Optional: task != ipcase.TaskNotice,
	}}
}

// reviewMove is what a ruling is called; outcomes stand in the words in which the
// parties read them.
func (r Reader) reviewMove(m ipcase.Move, c ipcase.ReviewCase, down bool) string {
	switch m {
	case ipcase.MoveAccept:
		if c.Procedure.Mode != ipcase.NotifyFirst {
			return r.T("Accept and remove")
		}
		return r.T("Accept")
	case ipcase.MoveAskMore:
		return r.T("Ask for more")
	case ipcase.MoveRefuse:
		return r.T("Refuse")
	case ipcase.MoveUpholdComplaint:
		return r.T("Remove")
	case ipcase.MoveUpholdCounter:
		if down {
			return r.T("Put back")
		}
		return r.T("Keep")
	case ipcase.MoveAffirm:
		return r.T("Affirm")
	case ipcase.MoveReverse:
		return r.T("Reverse")
	case ipcase.MoveLetGoOn:
		return r.T("Let it go on")
	case ipcase.MoveConfirmRemoval:
		return r.T("Confirm the removal")
	case ipcase.MoveCourtUpheld:
		return r.T("Court: stays removed")
	case ipcase.MoveCourtRestored:
		return r.T("Court: put back or kept")
	default:
		return string(m)
	}
}

// reasonFields are the statement of reasons.
func (r Reader) reasonFields(f *views.ReviewForm, b Bench, in ipcase.DecideCase, p Problems) {
	f.Facts = views.TextArea{Rows: 5, Field: views.Field{
		Name: "facts", Label: r.T("Facts"), Hint: r.T("What you found. Both sides read this. Not needed where you only ask for more."), Value: in.Facts, Error: p.Of("facts"),
	}}
	f.Explanation = views.TextArea{Rows: 4, Field: views.Field{
		Name: "explanation", Label: r.T("Why it follows"), Hint: r.T("How the rule applies to these facts."), Value: in.Explanation, Error: p.Of("explanation"),
	}}
	f.Ground = views.Radios{Inline: true, Field: views.Field{
		Name: "ground_kind", Label: r.T("The decision rests on"), Value: string(in.GroundKind), Error: p.Of("ground_kind"),
	}, Options: []views.Option{{Value: string(ipcase.GroundLaw), Label: r.T("the law")}, {Value: string(ipcase.GroundTerms), Label: r.T("the marketplace’s terms")}}}
	f.Reference = views.TextInput{Field: views.Field{
		Name: "reference", Label: r.T("Section"), Hint: r.T("The statute and section, or the term."), Value: in.Reference, Error: p.Of("reference"),
	}}
	for n, cite := range b.Case.Procedure.LegalBasis {
		if n < 4 {
			f.Suggestions = append(f.Suggestions, r.Citation(cite))
		}
	}
	f.Territory = views.TextInput{Field: views.Field{Name: "territory", Label: r.T("Where it applies"), Value: in.Territory, Error: p.Of("territory")}}
	f.Lang = views.Select{Field: views.Field{Name: "lang", Label: r.T("Language of this statement"), Value: orElse(in.Lang, "en")}, Options: []views.Option{
		{Value: "en", Label: "English", Lang: r.OtherLang("en")}, {Value: "zh-CN", Label: "简体中文", Lang: r.OtherLang("zh-CN")},
	}}
	if n := b.Case.Procedure.AppealMonths; n > 0 {
		f.Note = r.T("Either side can appeal for %s after it receives the outcome. Nobody decides an appeal of their own decision.", r.Months(n))
	}
	r.reliedOn(f, b, in, p)
}

// reliedOn offers the exhibits that both sides have seen. What one side has not
// seen is named, and cannot be ticked.
func (r Reader) reliedOn(f *views.ReviewForm, b Bench, in ipcase.DecideCase, p Problems) {
	c := b.Case
	if len(c.Exhibits) == 0 {
		return
	}
	boxes := views.Checkboxes{Inline: true, Field: views.Field{Name: "evidence", Label: r.T("Exhibits relied on"), Error: p.Of("evidence")}}
	for _, e := range c.Exhibits {
		if e.Sealed() || e.Drawing == ipcase.DrawFailed {
			f.Unseen = append(f.Unseen, r.T("%s cannot be relied on: it cannot be shown to %s.", e.Label, r.otherSide(c, e)))
			continue
		}
		if e.Visibility == ipcase.BothSides {
			boxes.Options = append(boxes.Options, views.Option{Value: e.PublicID, Label: e.Label, Selected: slices.Contains(in.Evidence, e.PublicID)})
			continue
		}
		if e.OrderID != nil { // of the platform's own recording: neither side has seen it
			f.Unseen = append(f.Unseen, r.T("%s cannot be relied on: neither side has seen it.", e.Label))
			continue
		}
		f.Unseen = append(f.Unseen, r.T("%s cannot be relied on: %s has not seen it.", e.Label, r.otherSide(c, e)))
	}
	if len(boxes.Options) > 0 {
		f.Exhibits = &boxes
	}
}

func (r Reader) otherSide(c ipcase.ReviewCase, e ipcase.Exhibit) string {
	if e.OrgID == c.Holder.OrgID {
		return c.Seller.Name
	}
	return r.PartyName(c.Holder)
}
