package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// CaseTime is what the page about the time of a case is made from.
type CaseTime struct {
	View   ipcase.CaseView
	Book   ipcase.Rulebook
	Papers []ipcase.ClockPaper
	Actor  ipcase.Actor
	Task   bool          // the reviewer holds the case, or nobody else does
	Typed  ClockTyped    // what was typed and not accepted
	Error  *ipcase.Error // and why
}

// ClockTyped is what was typed into a form about the time.
type ClockTyped struct {
	Form   string // which form
	Items  []ipcase.Chosen
	Do     string
	Amount string
	Words  string
	Notice string
}

// CaseTimeHref is the page about the time of a case, for each side.
func CaseTimeHref(by ipcase.Party, number string) string {
	switch by {
	case ipcase.PartySeller:
		return "/seller/cases/" + number + "/time"
	case ipcase.PartyHolder:
		return "/holder/cases/" + number + "/time"
	default:
		return ReviewCaseHref(number) + "/time"
	}
}

// CaseTimePage shows how the time of a case is counted.
func (r Reader) CaseTimePage(p views.Page, in CaseTime) views.CaseTimePage {
	v := in.View
	w := r.sellerCase(SellerCase{View: v, Book: in.Book})
	back := "/seller/cases/" + v.Case.Number
	switch in.Actor.Party {
	case ipcase.PartyHolder:
		back = "/holder/cases/" + v.Case.Number
	case ipcase.PartyPlatform:
		back = ReviewCaseHref(v.Case.Number)
	default:
	}
	p.Crumbs = []views.Link{{Text: v.Case.Number, Href: back}, {Text: p.Title}}
	page := views.CaseTimePage{
		Page: p, Lede: r.T("Each day that is counted or not, and why. Both sides see the same."), Stands: r.StandsStill(v), Clocks: w.clocks(),
		Back: views.Link{Text: r.T("Back to the case"), Href: back},
	}
	for n := range page.Clocks {
		if c := page.Clocks[n].Clock; c != nil {
			c.Open = true
		}
	}
	if len(page.Clocks) == 0 {
		page.None = r.T("No time runs in this case at the moment.")
	}
	for _, paper := range in.Papers {
		page.Said = append(page.Said, views.ClockWords{
			Title: r.clockPaper(paper, r.namesOf(v)), When: r.ShortTime(paper.FiledAt), Text: paper.Words, Lang: r.OtherLang(paper.Lang),
		})
	}
	problems := r.Problems(in.Error, nil)
	page.Errors = problems.Summary
	if in.Actor.Party == ipcase.PartyPlatform {
		page.Forms = r.reviewClockForms(in, problems)
	} else if f := r.disputeForm(in, problems); f != nil {
		page.Forms = append(page.Forms, *f)
	}
	return page
}

// StandsStill says of each time that stands still why it does.
func (r Reader) StandsStill(v ipcase.CaseView) []views.Notice {
	refs := map[ipcase.PauseKind][]string{}
	first := map[ipcase.PauseKind]ipcase.ItemView{}
	for _, i := range v.Items {
		if i.PauseKind == ipcase.PauseNone || i.Clock == nil || i.Clock.Paused == nil {
			continue
		}
		if refs[i.PauseKind] == nil {
			first[i.PauseKind] = i
		}
		refs[i.PauseKind] = append(refs[i.PauseKind], i.Snapshot.Ref)
	}
	var out []views.Notice
	for _, kind := range []ipcase.PauseKind{ipcase.PauseStop, ipcase.PauseDispute, ipcase.PauseReviewer} {
		if refs[kind] == nil {
			continue
		}
		i := first[kind]
		n := views.Notice{Tone: views.Info, Title: r.T("The time for %s stands still since %s", r.some(refs[kind]), r.ShortTime(i.Clock.Paused.From).Text)}
		switch kind {
		case ipcase.PauseStop:
			n.Text = r.T("An operator of the platform has stopped the clocks. Nothing happens by itself until they run on, and the days until then are not counted.")
			if stop := i.Clock.Stop; stop != nil {
				n.Text = r.sentences(n.Text, r.T("The reason given: %s", stop.Reason))
				if stop.UntilAt != nil {
					n.Text = r.sentences(n.Text, r.T("It ends by itself at %s.", r.Until(*stop.UntilAt).Text))
				}
			}
		case ipcase.PauseDispute:
			n.Text = r.T("The delivery of the notice is disputed. A reviewer answers; until then nothing happens by itself.")
		default:
			n.Text = r.T("A reviewer let it stand still. Nothing happens by itself until it runs on, and the days until then are not counted.")
		}
		if i.Clock.Stop == nil {
			by := r.Party
			n.Link = &views.Link{Text: r.T("How the time is counted"), Href: CaseTimeHref(by, v.Case.Number)}
		}
		out = append(out, n)
	}
	return out
}

func (r Reader) clockPaper(p ipcase.ClockPaper, n Names) string {
	who := n.Seller
	if p.Party == ipcase.PartyHolder {
		who = n.Holder
	}
	switch p.Kind {
	case ipcase.PaperDispute:
		return r.T("%s disputed a delivery", who)
	case ipcase.PaperStands:
		return r.T("A reviewer answered: the delivery stands")
	case ipcase.PaperAnew:
		return r.T("A reviewer answered: the notice is sent again")
	case ipcase.PaperExtend:
		return r.T("A reviewer extended the time")
	case ipcase.PaperPause:
		return r.T("A reviewer let the time stand still")
	case ipcase.PaperResume:
		return r.T("A reviewer let the time run on")
	default:
		return r.T("A mail that came back was recorded")
	}
}

// clockItems are the listings with which a move can be made now.
func (r Reader) clockItems(in CaseTime, form string, moves ...ipcase.Move) (*views.Checkboxes, []views.HiddenInput) {
	box := &views.Checkboxes{Field: views.Field{ID: "items", Name: "items", Label: r.T("Which listings is it about?")}}
	if form != "" {
		box.ID = form + "-items"
	}
	var hidden []views.HiddenInput
	for _, i := range in.View.Items {
		can := false
		for _, m := range i.Moves {
			for _, want := range moves {
				can = can || m == want
			}
		}
		if !can {
			continue
		}
		position := strconv.Itoa(i.Position)
		picked := in.Typed.Form != form
		for _, c := range in.Typed.Items {
			picked = picked || c.Position == i.Position
		}
		box.Options = append(box.Options, views.Option{Value: position, Label: i.Snapshot.Ref, Text: r.ItemBadge(i.Item).Text, Selected: picked})
		hidden = append(hidden, views.HiddenInput{Name: "version-" + position, Value: strconv.Itoa(i.Version)})
	}
	return box, hidden
}

// disputeForm is a party's word that a notice did not reach it then; nil where
// there is nothing to dispute.
func (r Reader) disputeForm(in CaseTime, p Problems) *views.ClockForm {
	items, hidden := r.clockItems(in, "", ipcase.MoveDispute)
	if len(items.Options) == 0 {
		return nil
	}
	items.Error = p.Of("items")
	return &views.ClockForm{
		ID: "dispute", Title: r.T("Dispute the delivery"), Action: CaseTimeHref(in.Actor.Party, in.View.Case.Number), Hidden: hidden, Items: items,
		Text: r.T("If the notice reached you later than shown here, say so. The time stands still until a reviewer answers, and both sides see that it does. This can be done once for each notice."),
		Reason: views.TextArea{Rows: 4, MaxLength: ipcase.MaxComment, Field: views.Field{
			Name: "explanation", Label: r.T("When and how it reached you"), Value: in.Typed.Words, Error: p.Of("explanation"),
		}},
		Send: views.Button{Kind: views.Primary, Text: r.T("Dispute the delivery")},
	}
}
