package present

import (
	"fmt"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// The deeds of a rights holder in a case; they are the last part of their
// addresses.
const (
	DeedAccept   = "accept"
	DeedContest  = "contest"
	DeedCourt    = "court"
	DeedComplete = "complete"
	DeedAppeal   = "appeal"
	DeedRetract  = "retract"
)

// MoveOf is the move that a deed makes.
func MoveOf(deed string) ipcase.Move {
	return map[string]ipcase.Move{
		DeedAccept: ipcase.MoveAcceptCounter, DeedContest: ipcase.MoveContest, DeedCourt: ipcase.MoveCourt,
		DeedComplete: ipcase.MoveComplete, DeedAppeal: ipcase.MoveAppeal, DeedRetract: ipcase.MoveRetract,
	}[deed]
}

// Act is a form of a deed as it stands: what was typed, which listings were
// ticked, what is wrong.
type Act struct {
	Page        views.Page
	Deed        string
	FormID      string
	Ticked      []int // positions; nil = every listing that can be chosen
	Explanation string
	Lang        string
	Court       string
	CourtNumber string
	Action      ipcase.CourtAction
	Files       []ipcase.Exhibit
	Problems    *ipcase.Error
}

// possible are the items with which the deed can be done now.
func possible(v ipcase.CaseView, deed string) []ipcase.ItemView {
	var out []ipcase.ItemView
	for _, i := range v.Items {
		if has(i.Moves, MoveOf(deed)) {
			out = append(out, i)
		}
	}
	return out
}

// MayDeed says whether a deed can be done with any listing of the case now.
func MayDeed(v ipcase.CaseView, deed string) bool { return len(possible(v, deed)) > 0 }

// boxes are the listings to choose from, with the versions that this page shows.
func (r Reader) boxes(items []ipcase.ItemView, a Act, problems Problems) (views.Checkboxes, []views.HiddenInput) {
	ticked := map[int]bool{}
	for _, p := range a.Ticked {
		ticked[p] = true
	}
	hidden := []views.HiddenInput{{Name: "form", Value: a.FormID}}
	list := views.Checkboxes{Field: views.Field{Name: "items", Label: r.T("Listings"), Error: problems.Of("items")}}
	for _, i := range items {
		list.Options = append(list.Options, views.Option{
			Value: itoa(i.Position), Label: i.Snapshot.Ref + " – " + i.Snapshot.Title, Lang: r.OtherLang(i.Snapshot.Lang),
			Selected: a.Ticked == nil || ticked[i.Position],
		})
		hidden = append(hidden, views.HiddenInput{Name: fmt.Sprintf("version-%d", i.Position), Value: itoa(i.Version)})
	}
	return list, hidden
}

// HolderConfirm asks before accepting a counter-notification or retracting.
func (r Reader) HolderConfirm(v ipcase.CaseView, a Act) views.HolderConfirm {
	items := possible(v, a.Deed)
	problems := r.Problems(a.Problems, nil)
	a.Page.HasError = problems.Any()
	boxes, hidden := r.boxes(items, a, problems)
	box := views.ConfirmBox{Action: caseHref(v, a.Deed), Hidden: hidden, Errors: problems.Summary, Cancel: "/holder/cases/" + v.Case.Number}
	if a.Deed == DeedAccept {
		box.Title = r.T("Accept the counter-notification?")
		box.Text = r.T("You tell the seller and the marketplace that the complaint about the ticked listings does not stand.")
		box.Points = []string{
			r.T("What is online stays online. What was removed for this complaint is put back, unless something else keeps it down."),
			r.T("The complaint about these listings ends. You cannot take this back."),
			r.T("%s is told at once.", sellerOf(v)),
		}
		box.Button = views.Button{Kind: views.Primary, Text: r.T("Accept for the ticked listings")}
	} else {
		box.Title = r.T("Retract the complaint about these listings?")
		box.Text = r.T("Untick the listings about which your complaint stands.")
		box.Points = r.retractPoints()
		box.Button = views.Button{Kind: views.DangerSolid, Text: r.T("Retract the ticked listings")}
	}
	return views.HolderConfirm{Page: a.Page, Box: box, Items: boxes}
}

func (r Reader) retractPoints() []string {
	return []string{
		r.T("What was removed for this complaint is put back, unless something else keeps it down."),
		r.T("The seller is told, if the seller knows of the complaint."),
		r.T("You cannot take this back. A new complaint about the same listing needs new facts."),
	}
}

// HolderRetractAll asks before a whole complaint is retracted.
func (r Reader) HolderRetractAll(p views.Page, h ipcase.HolderComplaint) views.HolderConfirm {
	number := h.Complaint.Number
	box := views.ConfirmBox{
		Action: "/holder/complaints/" + number + "/retract", Cancel: "/holder/complaints/" + number,
		Title:  r.T("Retract complaint %s?", number),
		Text:   r.T("%s of %s can still be retracted. The others have ended.", itoa(h.CanRetract), r.Listings(h.Listings())),
		Points: r.retractPoints(),
		Button: views.Button{Kind: views.DangerSolid, Text: r.N(h.CanRetract, "Retract %d listing", "Retract %d listings")},
		Link:   &views.Link{Text: r.T("Retract single listings instead"), Href: RetractListedHref(number)},
	}
	if h.CanRetract == h.Listings() {
		box.Text = r.T("It is about %s of %s.", r.Listings(h.Listings()), r.Sellers(len(h.Cases)))
	}
	return views.HolderConfirm{Page: p, Box: box}
}

// HolderAct is the form of a deed that says something.
func (r Reader) HolderAct(v ipcase.CaseView, a Act) views.HolderAct {
	items := possible(v, a.Deed)
	problems := r.Problems(a.Problems, nil)
	a.Page.HasError = problems.Any()
	boxes, hidden := r.boxes(items, a, problems)
	files := r.evidenceFiles(a.Files, problems.Of("evidence"), true)
	lang := r.langSelect(a.Lang, r.T("Language of your text"), "")
	out := views.HolderAct{
		Page: a.Page, Errors: problems.Summary, Action: caseHref(v, a.Deed), Eyebrow: r.T("Case %s", v.Case.Number), Hidden: hidden,
		Items: boxes, Files: &files, Lang: &lang, ThenTitle: r.T("When you send this"), Back: "/holder/cases/" + v.Case.Number,
		Text: views.TextArea{Rows: 8, Field: views.Field{Name: "explanation", Value: a.Explanation, Error: problems.Of("explanation")}},
	}
	switch a.Deed {
	case DeedContest:
		r.contestForm(&out, v)
	case DeedCourt:
		r.courtForm(&out, v, a, problems)
	case DeedComplete:
		r.completeForm(&out, v)
	default:
		r.appealForm(&out, v)
	}
	out.Button.Name, out.Button.Value = "do", "send"
	return out
}

func (r Reader) contestForm(out *views.HolderAct, v ipcase.CaseView) {
	out.Title, out.Lede = r.T("Contest the counter-notification"), r.T("Answer the seller’s reasons. The seller reads what you write here.")
	out.Items.Label = r.T("About which listings do you still disagree?")
	out.Items.Hint = r.T("Those that you leave out stay as they are; you can accept the counter-notification for them.")
	out.Text.Label = r.T("Why is the counter-notification wrong?")
	out.Text.Hint = r.T("Take the seller’s reasons one by one, and say what shows that they are wrong.")
	out.Files.Input.Optional = false
	out.Then = []string{
		r.T("A reviewer decides listing by listing on both sides’ evidence, within about %s.", r.Span(v.Procedure.Windows[ipcase.WindowReview])),
		r.T("%s sees your answer and the files that both sides may see.", sellerOf(v)),
		r.T("If the reviewer does not uphold your complaint, the listings stay online or are put back. Both sides can appeal within %s.", r.Months(v.Procedure.AppealMonths)),
	}
	out.Button = views.Button{Kind: views.Primary, Icon: "scale", Text: r.T("Contest and send to a reviewer")}
	out.Words = r.lastCounter(v)
}

func (r Reader) lastCounter(v ipcase.CaseView) *views.HolderCounter {
	if len(v.Counters) == 0 {
		return nil
	}
	c := r.holderCounter(v, len(v.Counters)-1)
	return &c
}

func (r Reader) courtForm(out *views.HolderAct, v ipcase.CaseView, a Act, problems Problems) {
	out.Title, out.Lede = r.showAction(v.Procedure), r.T("Show that you have filed an action against the seller about these listings.")
	court, document := r.T("Court"), r.T("The complaint to the court, or its acknowledgement")
	switch {
	case v.Procedure.Holds(ipcase.ActionOrder):
		out.Lede, document = r.T("Show the order of the competent court about these listings. A suit without an order is not enough under this procedure."), r.T("The court’s order")
	case v.Procedure.Holds(ipcase.ActionAuthority):
		out.Lede, court = r.T("Show that you have sued the seller, or complained to the competent authority, about these listings."), r.T("Court or authority")
		document = r.T("What you filed, or its acknowledgement")
	}
	out.Choice = r.actionChoice(v.Procedure, a.Action, problems.Of("action"))
	out.Items.Label = r.T("Which listings is it about?")
	out.Lines = []views.TextInput{
		{Field: views.Field{Name: "court", Label: court, Value: a.Court, Error: problems.Of("court")}},
		{Field: views.Field{Name: "court_number", Label: r.T("The case number there"), Value: a.CourtNumber, Error: problems.Of("court_number"), Class: "w-m"}},
	}
	out.Text.Label, out.Text.Optional, out.Text.Rows = r.T("What the seller and the reviewer should know"), true, 4
	out.Files.Title, out.Files.Input.Label, out.Files.Input.Optional = r.T("Document"), document, false
	out.Then = []string{
		r.T("The case waits for what is decided there. Nothing runs out meanwhile."),
		r.T("What is removed stays removed; what is online stays online."),
		r.T("%s is told, and sees the court, the number and the files that both sides may see.", sellerOf(v)),
	}
	out.Button = views.Button{Kind: views.Primary, Icon: "building-bank", Text: r.T("Send it")}
}

func (r Reader) completeForm(out *views.HolderAct, v ipcase.CaseView) {
	out.Title, out.Lede = r.T("Complete your complaint"), ""
	out.Items.Label = r.T("Which listings do you complete?")
	out.Text.Label, out.Text.Hint = r.T("What do you add?"), r.T("The reviewer reads it with your files.")
	out.Asked, out.Lang = r.asked(v), nil
	out.Then = []string{
		r.T("A reviewer looks at these listings again, within about %s.", r.Span(v.Procedure.Windows[ipcase.WindowIntake])),
		r.T("The listings that you leave out keep waiting for you until their time is over."),
	}
	out.Button = views.Button{Kind: views.Primary, Icon: "send", Text: r.T("Send it to the reviewer")}
}

func (r Reader) appealForm(out *views.HolderAct, v ipcase.CaseView) {
	out.Title, out.Lede = r.T("Appeal"), r.T("Another reviewer, who decided nothing in this case before, looks at it again.")
	out.Items.Label = r.T("Which outcomes do you appeal?")
	out.Text.Label, out.Text.Hint = r.T("What did the decision get wrong?"), r.T("Say which fact or rule was overlooked or applied wrongly. The seller reads this.")
	out.Then = []string{
		r.T("You can appeal each outcome once."),
		r.T("Until the appeal is decided, the outcome stays as it is."),
		r.T("%s is told and sees your appeal, if the seller knows of the complaint.", sellerOf(v)),
	}
	out.Button = views.Button{Kind: views.Primary, Icon: "scale", Text: r.T("Send the appeal")}
}

// HolderStale is told when a page had moved on while somebody was deciding.
func (r Reader) HolderStale(e *ipcase.Error) *views.Notice {
	return &views.Notice{Tone: views.Warn, Title: r.T("This has changed in the meantime."), Text: r.T(e.Msg, e.Args...)}
}

// HolderDecision is a decision's statement of reasons.
func (r Reader) HolderDecision(p views.Page, v ipcase.CaseView, d ipcase.Decision, book ipcase.Rulebook) views.HolderDecision {
	out := views.HolderDecision{
		Page: p, Eyebrow: r.T("Case %s · %s", v.Case.Number, r.Time(d.DecidedAt).Text), Title: r.DecisionKind(d.Kind),
		Redress: views.Said{Text: d.Redress, Lang: r.OtherLang(d.Lang)}, Back: "/holder/cases/" + v.Case.Number,
		Appeal: button(has(v.Moves, ipcase.MoveAppeal), views.LinkButton{Text: r.T("Appeal"), Icon: "scale", Href: caseHref(v, DeedAppeal)}),
		Past:   r.superseded(v, d, func(x ipcase.Decision) string { return caseHref(v, "decisions/"+x.PublicID) }),
	}
	t := views.Table{Caption: r.T("Decision for each listing"), Columns: []views.Column{
		{Label: r.T("Listing")}, {Label: r.T("Decision")}, {Label: r.T("Remark")},
	}}
	byPosition := map[int]ipcase.ItemView{}
	for _, i := range v.Items {
		byPosition[i.Position] = i
	}
	var rows []views.Row
	for _, x := range d.Rulings {
		i, ok := byPosition[x.Item]
		if !ok {
			continue
		}
		line := r.Listing(v.Case.Number, i.Position, i.Snapshot)
		line.Href = SnapshotHref(v.Case.Number, i.Position)
		rows = append(rows, views.Row{Cells: []views.Cell{{Body: line}, {Body: r.rulingBadge(x), Small: orElse(r.refusalWords(x.Code, book), r.reasonWords(x, book))}, {Text: x.Comment, Lang: r.OtherLang(d.Lang)}}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	out.Rulings, out.Facts = t, r.decisionFacts(v, d)
	if o, ok := orderOf(v, d); ok {
		out.Facts.Rows = append([]views.SummaryRow{r.orderRow(v, o)}, out.Facts.Rows...)
	}
	for _, e := range v.Exhibits {
		for _, id := range d.EvidenceIDs {
			if e.ID == id {
				out.Files.Items = append(out.Files.Items, r.ExhibitTile(e))
			}
		}
	}
	return out
}

// rulingBadge says what a decision did to a listing; no colour takes sides.
func (r Reader) rulingBadge(x ipcase.Ruling) views.Badge {
	words := map[ipcase.Move]string{
		ipcase.MoveAccept: views.Key("Notice accepted"), ipcase.MoveAskMore: views.Key("More information asked for"),
		ipcase.MoveRefuse: views.Key("Notice not accepted"), ipcase.MoveUpholdComplaint: views.Key("Complaint upheld"),
		ipcase.MoveUpholdCounter: views.Key("Complaint not upheld"), ipcase.MoveAffirm: views.Key("Outcome stays"),
		ipcase.MoveReverse: views.Key("Outcome changed"), ipcase.MoveLetGoOn: views.Key("Goes on"), ipcase.MoveConfirmRemoval: views.Key("Removal confirmed"),
		ipcase.MoveCourtUpheld: views.Key("Court: removal stays"), ipcase.MoveCourtRestored: views.Key("Court: put back"),
		ipcase.MoveOrderUpheld: views.Key("Order: removed"), ipcase.MoveOrderRestored: views.Key("Order: kept or put back"),
		ipcase.MoveOrderHold: views.Key("Order: on hold"), ipcase.MoveReverseOwn: views.Key("Outcome changed"), ipcase.MoveReclassify: views.Key("Another reason"),
	}
	return views.Badge{Tone: views.Neutral, Text: r.T(words[x.Move])}
}

func (r Reader) decisionFacts(v ipcase.CaseView, d ipcase.Decision) views.SummaryList {
	said := func(text string) templ.Component { return views.Said{Text: text, Lang: r.OtherLang(d.Lang)} }
	ground := r.T("The law")
	if d.GroundKind == ipcase.GroundTerms {
		ground = r.T("The marketplace’s terms")
	}
	restriction := r.T("None")
	switch {
	case d.Restriction != ipcase.RestrictRemove:
	case d.Kind == ipcase.DecisionNotice && v.Procedure.Mode == ipcase.RemoveWait:
		restriction = r.T("The listing is removed for %s, or as a court orders", r.Span(v.Procedure.Windows[ipcase.WindowCourt]))
	case d.Kind == ipcase.DecisionNotice && v.Procedure.Mode == ipcase.NotifyFirst:
		restriction = r.T("The listing is removed if the seller does not respond in time")
	default:
		restriction = r.T("The listing is removed")
	}
	list := views.SummaryList{}
	if d.Facts != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Facts"), Body: said(d.Facts)})
	}
	if d.GroundKind != "" { // another reason needs none
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Ground"), Text: ground})
	}
	if d.Reference != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Reference"), Body: said(d.Reference)})
	}
	if d.Explanation != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Explanation"), Body: said(d.Explanation)})
	}
	list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Restriction"), Text: restriction})
	if d.Territory != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Territory"), Text: r.Territory(d.Territory)})
	}
	if d.Automated {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Decided by automated means"), Text: r.T("Yes")})
		return list
	}
	list.Rows = append(list.Rows,
		views.SummaryRow{Key: r.T("Decided by automated means"), Text: r.T("No. A person decided.")},
		views.SummaryRow{Key: r.T("Decided by"), Text: r.T("A reviewer of the platform")})
	return list
}
