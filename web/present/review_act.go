package present

import (
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// The acts of a reviewer beside the tasks of the queue; they are the last part of
// their addresses.
const (
	ActReclassify = "reclassify"
	ActReverse    = "reverse"
	ActOrder      = "order"
	ActOutcome    = "outcome"
	ActLook       = "look"
)

// movesOfAct are the moves that an act can make with an item.
var movesOfAct = map[string][]ipcase.Move{
	ActReclassify: {ipcase.MoveReclassify},
	ActReverse:    {ipcase.MoveReverseOwn},
	ActOrder:      {ipcase.MoveOrderUpheld, ipcase.MoveOrderRestored, ipcase.MoveOrderHold},
	ActOutcome:    {ipcase.MoveCourtUpheld, ipcase.MoveCourtRestored},
	ActLook:       nil,
}

// ReviewActs lists them.
func ReviewActs() []string { return []string{ActReclassify, ActReverse, ActOrder, ActOutcome, ActLook} }

// ReviewActHref is an act's page.
func ReviewActHref(number, act string) string { return ReviewCaseHref(number) + "/acts/" + act }

// ReviewActTyped is an act's form as it stands.
type ReviewActTyped struct {
	Act     string
	Effect  ipcase.Move // of an order or an outcome
	Reason  string      // to which it is re-classified
	Ticked  []int       // nil: those that stand first in the form
	In      ipcase.DecideCase
	Next    string // of the next look
	Files   []ipcase.Exhibit
	Problem *ipcase.Error

	ToldFrom *time.Time // before this day the order forbids to tell the parties
}

// ActItems are the items with which an act can be made now.
func ActItems(c ipcase.ReviewCase, act string) []ipcase.ItemView {
	var items []ipcase.ItemView
	for _, i := range c.Items {
		if slices.ContainsFunc(movesOfAct[act], func(m ipcase.Move) bool { return has(i.Moves, m) }) {
			items = append(items, i)
		}
	}
	return items
}

// MayReviewAct says whether an act can be made in a case now.
func MayReviewAct(c ipcase.ReviewCase, act string) bool {
	if act == ActLook {
		return c.Case.ReviewTask == ipcase.TaskCourt
	}
	return len(ActItems(c, act)) > 0
}

// ReviewActTitle names an act.
func (r Reader) ReviewActTitle(act string) string {
	switch act {
	case ActReclassify:
		return r.T("Give another reason")
	case ActReverse:
		return r.T("Reverse our own mistake")
	case ActOrder:
		return r.T("Record an order")
	case ActOutcome:
		return r.T("Record the outcome of the court")
	default:
		return r.T("Set the next look")
	}
}

// benchActs are the cards beside the task: what waits for a court, and what else
// can be done.
func (r Reader) benchActs(b Bench) []views.ReviewActs {
	c := b.Case
	if c.HeldByOther(b.Actor) {
		return nil
	}
	link := func(act string, kind string) views.LinkButton {
		return views.LinkButton{Text: r.ReviewActTitle(act), Href: ReviewActHref(c.Case.Number, act), Kind: kind, Block: true}
	}
	var cards []views.ReviewActs
	if held := r.courtRows(c.CaseView); c.Case.ReviewTask == ipcase.TaskCourt {
		card := views.ReviewActs{ID: "held", Title: r.T("On hold for a court"), Rows: held}
		if c.Case.ReviewDueAt != nil {
			card.Rows = append(card.Rows, views.SummaryRow{Key: r.T("Next look"), Body: r.Day(*c.Case.ReviewDueAt)})
		}
		card.Links = []views.LinkButton{link(ActOutcome, views.Primary), link(ActLook, "")}
		cards = append(cards, card)
	}
	cards = append(cards, r.laneCards(c.CaseView)...)
	other := views.ReviewActs{ID: "acts", Title: r.T("Other acts in this case")}
	for _, act := range []string{ActReclassify, ActReverse, ActOrder} {
		if MayReviewAct(c, act) {
			other.Links = append(other.Links, link(act, ""))
		}
	}
	if len(other.Links) > 0 {
		cards = append(cards, other)
	}
	return cards
}

// courtRows say what court action the holder has shown and what was ordered.
func (r Reader) courtRows(v ipcase.CaseView) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, a := range v.Answers {
		if a.Kind == ipcase.AnswerCourt {
			rows = append(rows, views.SummaryRow{Key: r.T("Court"), Text: a.Court, Lang: r.LangOf(a.Court), Note: r.T("Number %s", a.CourtNumber)})
		}
	}
	for _, o := range v.Orders {
		rows = append(rows, r.orderRow(v, o))
	}
	return rows
}

// orderRow is an order as both sides see it: who gave it, its number and day, and
// its document where it may be shown.
func (r Reader) orderRow(v ipcase.CaseView, o ipcase.Order) views.SummaryRow {
	key := r.T("Order of a court")
	if o.Kind == ipcase.OrderOfAuthority {
		key = r.T("Order of an authority")
	}
	row := views.SummaryRow{Key: key, Text: o.Authority, Lang: r.LangOf(o.Authority), Note: r.T("Number %s, of %s", o.Number, r.dayWritten(o.DatedOn))}
	if o.EffectFrom != nil {
		row.Note += " · " + r.T("in effect since %s; it forbade to tell either side before %s", r.ShortTime(*o.EffectFrom).Text, r.Day(o.RecordedAt).Text)
	}
	for _, e := range v.Exhibits {
		if e.OrderID != nil && *e.OrderID == o.ID {
			row.Link = &views.Link{Text: o.Authority + " (" + e.Label + ")", Href: EvidenceHref(e.PublicID)}
			row.Text = ""
		}
	}
	return row
}

// dayWritten is a day as a document bears it.
func (r Reader) dayWritten(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return r.DateOnly(t).Text
}

// orderOf finds the order that a decision recorded.
func orderOf(v ipcase.CaseView, d ipcase.Decision) (ipcase.Order, bool) {
	for _, o := range v.Orders {
		if o.DecisionID == d.ID {
			return o, true
		}
	}
	return ipcase.Order{}, false
}

// superseded says that a later decision took the place of this one, if one did.
func (r Reader) superseded(v ipcase.CaseView, d ipcase.Decision, href func(ipcase.Decision) string) *views.Notice {
	at := slices.IndexFunc(v.Decisions, func(x ipcase.Decision) bool { return x.PublicID == d.PublicID })
	if at < 0 {
		return nil
	}
	by, wholly := ipcase.Superseded(v.Decisions, at)
	if by < 0 {
		return nil
	}
	later := v.Decisions[by]
	n := &views.Notice{Tone: views.Neutral, Title: r.T("Superseded."), Text: r.T("%s of %s took its place.", r.DecisionKind(later.Kind), r.Day(later.DecidedAt).Text)}
	if !wholly {
		n.Title = r.T("Superseded in part.")
	}
	if href != nil {
		n.Link = &views.Link{Text: r.T("Open the later decision"), Href: href(later)}
	}
	return n
}

// pastNote is the same in a list.
func (r Reader) pastNote(v ipcase.CaseView, d ipcase.Decision) string {
	n := r.superseded(v, d, nil)
	if n == nil {
		return ""
	}
	return " · " + strings.TrimRight(n.Title, ".。")
}

// reasonWords is the reason to which a ruling re-classified.
func (r Reader) reasonWords(x ipcase.Ruling, book ipcase.Rulebook) string {
	reason, ok := book.Reason(x.Code)
	if !ok || x.Move != ipcase.MoveReclassify {
		return ""
	}
	return reason.Label.In(r.Lang)
}

// reasonRows say to which reason listings were re-classified.
func (r Reader) reasonRows(v ipcase.CaseView, book ipcase.Rulebook) []views.SummaryRow {
	byReason := map[string][]string{}
	var order []string
	for _, i := range v.Items {
		if i.Reason == "" || i.Reason == v.Complaint.Reason {
			continue
		}
		if byReason[i.Reason] == nil {
			order = append(order, i.Reason)
		}
		byReason[i.Reason] = append(byReason[i.Reason], i.Snapshot.Ref)
	}
	var rows []views.SummaryRow
	for _, code := range order {
		if reason, ok := book.Reason(code); ok {
			rows = append(rows, views.SummaryRow{Key: r.T("Re-classified"), Text: reason.Label.In(r.Lang), Note: r.some(byReason[code])})
		}
	}
	return rows
}

// ReviewAct is the form of an act.
func (r Reader) ReviewAct(p views.Page, b Bench, t ReviewActTyped) views.ReviewAct {
	c := b.Case
	number := c.Case.Number
	problems := r.Problems(t.Problem, map[string]string{"evidence": "evidence"})
	p.HasError = problems.Any()
	p.Crumbs = []views.Link{{Text: r.T("Queue"), Href: "/review"}, {Text: number, Href: ReviewCaseHref(number)}, {Text: r.ReviewActTitle(t.Act)}}
	out := views.ReviewAct{
		Page: p, Errors: problems.Summary, Eyebrow: r.T("%s and %s", r.PartyName(c.Holder), c.Seller.Name) + " · " + number,
		Title: r.ReviewActTitle(t.Act), Action: ReviewActHref(number, t.Act), Back: ReviewCaseHref(number),
		Button: views.Button{Kind: views.Primary, Name: "do", Value: "send", Text: r.T("Send to both sides")},
	}
	if t.Act == ActLook {
		r.lookForm(&out, t, problems)
		return out
	}
	if !MayReviewAct(c, t.Act) {
		out.Lede, out.Button = r.T("No listing of this case can be treated in this way as it stands now."), views.Button{}
		return out
	}
	r.actItems(&out, c, t, problems)
	switch t.Act {
	case ActReclassify:
		r.reclassifyForm(&out, b, t, problems)
		return out
	case ActReverse:
		r.reverseForm(&out, c)
	default:
		r.orderForm(&out, c, t, problems)
	}
	r.actReasons(&out, b, t.In, problems)
	return out
}

// FreshReviewAct is an act's form before anything is typed. The court that the
// holder has shown is filled in where its outcome is recorded.
func (r Reader) FreshReviewAct(c ipcase.ReviewCase, act string) ReviewActTyped {
	t := ReviewActTyped{Act: act, In: r.freshDecision(c)}
	if act == ActOrder || act == ActOutcome {
		t.In.GroundKind = ipcase.GroundLaw
		t.In.Reference = ""
		t.In.Order = &ipcase.OrderInput{FormID: ipcase.NewID(), Kind: ipcase.OrderOfCourt}
	}
	if act == ActOutcome {
		for _, a := range c.Answers {
			if a.Kind == ipcase.AnswerCourt {
				t.In.Order.Authority, t.In.Order.Number = a.Court, a.CourtNumber
			}
		}
	}
	return t
}

// MovesOfAct are the moves that an act can make.
func MovesOfAct(act string) []ipcase.Move { return movesOfAct[act] }
