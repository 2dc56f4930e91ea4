package present

import (
	"slices"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// SettlementCase is what the page about the settlement of a case is made from.
type SettlementCase struct {
	View  ipcase.CaseView
	Actor ipcase.Actor
	From  string           // an offer whose terms the form begins with
	Typed *SettlementTyped // nil: nothing was typed yet
	Error *ipcase.Error    // why it was not accepted
}

// SettlementTyped is what was typed into an offer or an answer.
type SettlementTyped struct {
	Form, Do, Offer string
	Items           []ipcase.Chosen
	SellOffOn       string
	Licence         string
	Words           string
	Reply           string
	Lang            string
}

// MakeOffer is sent with a settlement's form beside the answers of package ipcase.
const MakeOffer = "offer"

// SettlementHref is the page about the settlement of a case, for each side.
func SettlementHref(by ipcase.Party, number string) string {
	return CaseBase(by, number) + "/settlement"
}

// MayOffer says whether this reader may make an offer now.
func MayOffer(v ipcase.CaseView) bool {
	return v.OpenOffer() == nil && slices.Contains(v.Moves, ipcase.MoveSettle)
}

// Shows says whether there is anything on the page.
func (in SettlementCase) Shows() bool { return len(in.View.Offers) > 0 || MayOffer(in.View) }

// SettlementPage is what both sides have offered each other.
func (r Reader) SettlementPage(p views.Page, in SettlementCase) views.SettlementPage {
	v, base := in.View, CaseBase(in.Actor.Party, in.View.Case.Number)
	problems := r.Problems(in.Error, nil)
	p.Crumbs = []views.Link{{Text: v.Case.Number, Href: base}, {Text: p.Title}}
	page := views.SettlementPage{
		Page: p, Eyebrow: r.T("Case %s", v.Case.Number), Back: views.Link{Text: r.T("Back to the case"), Href: base},
		Lede: r.T("Both sides can agree on terms and end the complaint without a decision. Only the two sides see the terms of an offer; the reviewers see that there is one, and its terms once both have agreed."),
	}
	if in.Error != nil && in.Error.Kind == ipcase.Invalid {
		page.Errors, page.Page.HasError = problems.Summary, true
	} else if in.Error != nil {
		page.Stale = r.HolderStale(in.Error)
	}
	for n := len(v.Offers) - 1; n >= 0; n-- {
		o := v.Offers[n]
		if o.State != ipcase.OfferOpen {
			page.Past = append(page.Past, r.settlementOffer(in, o))
			continue
		}
		open := r.settlementOffer(in, o)
		page.Open, page.Answer = &open, r.settlementAnswer(in, o, problems)
	}
	if MayOffer(v) {
		page.Form = r.settlementForm(in, problems)
	}
	return page
}

// settlementOffer is an offer with its terms.
func (r Reader) settlementOffer(in SettlementCase, o ipcase.SettlementOffer) views.SettlementOffer {
	v, own := in.View, o.Party == in.Actor.Party
	out := views.SettlementOffer{ID: "offer-" + o.PublicID, State: offerBadge(r, o.State), Made: r.ShortTime(o.MadeAt)}
	out.Title = r.T("Offer of %s", r.nameOfSide(v, o.Party))
	if own {
		out.Title = r.T("Your offer")
	}
	if o.State == ipcase.OfferAccepted {
		out.Title = r.T("What was agreed")
	}
	out.Rows = append([]views.SummaryRow{{Key: r.T("About"), Text: r.itemRefs(v, o.Items)}}, r.offerTerms(o)...)
	if o.Reply != "" {
		out.Reply, out.ReplyBy = o.Reply, r.T("Answer of %s", r.nameOfSide(v, otherOf(o)))
		if o.State == ipcase.OfferTakenBack {
			out.ReplyBy = r.T("Said with it")
		}
		out.ReplyLang = r.LangOf(o.Reply)
	}
	if MayOffer(v) && (o.State == ipcase.OfferDeclined || o.State == ipcase.OfferTakenBack) {
		out.Again = &views.Link{Text: r.T("Make an offer that begins from these terms"), Href: SettlementHref(in.Actor.Party, v.Case.Number) + "?from=" + o.PublicID + "#offer"}
	}
	return out
}

// otherOf is the side to which an offer was made.
func otherOf(o ipcase.SettlementOffer) ipcase.Party {
	if o.Party == ipcase.PartyHolder {
		return ipcase.PartySeller
	}
	return ipcase.PartyHolder
}

func (r Reader) nameOfSide(v ipcase.CaseView, by ipcase.Party) string {
	if by == ipcase.PartyHolder {
		return r.PartyName(v.Holder)
	}
	return sellerOf(v)
}

func offerBadge(r Reader, s ipcase.OfferState) views.Badge {
	switch s {
	case ipcase.OfferOpen:
		return views.Badge{Tone: views.Warn, Text: r.T("Waiting for an answer")}
	case ipcase.OfferAccepted:
		return views.Badge{Tone: views.Success, Text: r.T("Accepted")}
	case ipcase.OfferDeclined:
		return views.Badge{Tone: views.Neutral, Text: r.T("Declined")}
	default:
		return views.Badge{Tone: views.Neutral, Text: r.T("Offer taken back")}
	}
}

// settlementAnswer is what this reader can do about the offer on the table, or
// nothing.
func (r Reader) settlementAnswer(in SettlementCase, o ipcase.SettlementOffer, problems Problems) *views.SettlementAnswer {
	v := in.View
	if !in.Actor.May(ipcase.PermAnswer) || v.Case.HolderOrgID != in.Actor.OrgID && v.Case.SellerOrgID != in.Actor.OrgID {
		return nil
	}
	reply := ""
	if in.Typed != nil {
		reply = in.Typed.Reply
	}
	out := &views.SettlementAnswer{
		Action: SettlementHref(in.Actor.Party, v.Case.Number), Hidden: []views.HiddenInput{{Name: "offer", Value: o.PublicID}},
		Reply: views.TextArea{Rows: 3, Field: views.Field{
			Name: "reply", Label: r.T("Your words to the other side"), Value: reply, Error: problems.Of("reply"), Optional: true,
			Hint: r.T("Up to %d characters.", ipcase.MaxComment),
		}},
	}
	if o.Party == in.Actor.Party {
		out.Reply = views.TextArea{}
		out.Then = []string{r.T("The other side has not answered yet. Every deadline of the case runs on meanwhile.")}
		out.Buttons = []views.Button{{Text: r.T("Take the offer back"), Name: "do", Value: string(ipcase.TakeBackOffer)}}
		return out
	}
	open := false
	for _, i := range v.Items {
		if !slices.Contains(o.Items, i.Position) || !slices.Contains(i.Moves, ipcase.MoveSettle) {
			continue
		}
		open = true
		out.Hidden = append(out.Hidden, views.HiddenInput{Name: "items", Value: itoa(i.Position)}, views.HiddenInput{Name: "version-" + itoa(i.Position), Value: itoa(i.Version)})
	}
	if open {
		out.Then = r.settledPoints(v)
		out.Buttons = append(out.Buttons, views.Button{Kind: views.Primary, Icon: "check", Text: r.T("Accept the offer"), Name: "do", Value: string(ipcase.AcceptOffer)})
	} else {
		out.Then = []string{r.T("The complaint about these listings has ended meanwhile, so there is nothing left to settle.")}
	}
	out.Then = append(out.Then, r.T("Declining ends nothing: the case goes on as it stands, and you can make an offer of your own."))
	out.Buttons = append(out.Buttons, views.Button{Text: r.T("Decline the offer"), Name: "do", Value: string(ipcase.DeclineOffer)})
	return out
}

// settledPoints say what acceptance does.
func (r Reader) settledPoints(v ipcase.CaseView) []string {
	return []string{
		r.T("With acceptance the complaint about these listings ends by agreement, and both sides keep the terms."),
		r.T("What was removed for this complaint is put back, unless something else keeps it down."),
		r.T("No points are booked against %s, and it is not held against %s that the complaint is withdrawn.", sellerOf(v), r.PartyName(v.Holder)),
	}
}

// settlementForm makes an offer. Without the other's terms it begins empty.
func (r Reader) settlementForm(in SettlementCase, problems Problems) *views.SettlementForm {
	v, typed := in.View, in.Typed
	f := &views.SettlementForm{
		Action: SettlementHref(in.Actor.Party, v.Case.Number), Title: r.T("Make an offer"),
		Send: views.Button{Kind: views.Primary, Icon: "send", Text: r.T("Send the offer"), Name: "do", Value: MakeOffer},
	}
	ticked := func(int) bool { return true }
	if typed == nil {
		typed = &SettlementTyped{Form: ipcase.NewID()}
		for _, o := range v.Offers {
			if in.From != "" && o.PublicID == in.From {
				typed.SellOffOn, typed.Licence, typed.Words, typed.Lang = o.SellOffOn, o.Licence, o.Words, o.Lang
				ticked = func(position int) bool { return slices.Contains(o.Items, position) }
				f.Note = r.T("It begins from the terms of the offer of %s. Change what you like.", r.nameOfSide(v, o.Party))
			}
		}
	} else if typed.Do == MakeOffer {
		ticked = func(position int) bool { return chosenAt(typed.Items, position) }
	}
	f.Hidden = []views.HiddenInput{{Name: "form", Value: typed.Form}}
	f.Items = views.Checkboxes{Field: views.Field{Name: "items", Label: r.T("Which listings is the offer about?"), Error: problems.Of("items")}}
	for _, i := range v.Items {
		if !slices.Contains(i.Moves, ipcase.MoveSettle) {
			continue
		}
		f.Items.Options = append(f.Items.Options, views.Option{
			Value: itoa(i.Position), Label: i.Snapshot.Ref + " – " + i.Snapshot.Title, Lang: r.OtherLang(i.Snapshot.Lang), Text: r.ItemBadge(i.Item).Text, Selected: ticked(i.Position),
		})
		f.Hidden = append(f.Hidden, views.HiddenInput{Name: "version-" + itoa(i.Position), Value: itoa(i.Version)})
	}
	f.SellOff = views.DateInput{Min: r.Now.AddDate(0, 0, 1).Format(time.DateOnly), Field: views.Field{
		Name: "sell_off_on", Label: r.T("Sell-off until"), Value: typed.SellOffOn, Error: problems.Of("sell_off_on"), Optional: true,
		Hint: r.T("Until the end of this day the seller may sell what is left of the goods. Both sides are reminded before it."),
	}}
	f.Licence = r.termField("licence", r.T("Licence"), r.T("What the seller may go on using, on what conditions."), typed.Licence, problems)
	f.Words = r.termField("words", r.T("Other terms"), r.T("What else is offered or asked for, in full sentences. At least one of the three terms is needed."), typed.Words, problems)
	f.Lang = r.textLang(typed.Lang)
	f.Then = []string{
		r.T("%s is told at once and can accept or decline. You can take the offer back until it is answered.", r.nameOfSide(v, otherParty(in.Actor.Party))),
		r.T("No clock stops by an offer: every deadline of the case runs on."),
	}
	f.Then = append(f.Then, r.settledPoints(v)...)
	return f
}

func otherParty(p ipcase.Party) ipcase.Party { return otherOf(ipcase.SettlementOffer{Party: p}) }

func (r Reader) termField(name, label, hint, value string, problems Problems) views.TextArea {
	return views.TextArea{Rows: 3, Field: views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name), Optional: true}}
}

// offerNotice tells on a case page of an offer on the table.
func (r Reader) offerNotice(v ipcase.CaseView) []views.Notice {
	o := v.OpenOffer()
	if o == nil {
		return nil
	}
	link := &views.Link{Text: r.T("Read the offer and answer"), Href: SettlementHref(r.Party, v.Case.Number)}
	if o.Party == r.Party {
		link.Text = r.T("See your offer")
		return []views.Notice{{Tone: views.Info, Icon: "message", Title: r.T("Your offer to settle waits for an answer."), Text: r.T("Every deadline of the case runs on meanwhile."), Link: link}}
	}
	return []views.Notice{{
		Tone: views.Warn, Icon: "message", Title: r.T("%s offers to settle the complaint about %s.", r.nameOfSide(v, o.Party), r.itemRefs(v, o.Items)),
		Text: r.T("Every deadline of the case runs on meanwhile."), Link: link,
	}}
}

// settleLink leads from a case page to its settlement: to make an offer, or to
// read what was agreed.
func (r Reader) settleLink(v ipcase.CaseView) *views.LinkButton {
	href := SettlementHref(r.Party, v.Case.Number)
	switch {
	case MayOffer(v):
		return &views.LinkButton{Small: true, Icon: "users", Text: r.T("Offer to settle"), Href: href}
	case slices.ContainsFunc(v.Offers, func(o ipcase.SettlementOffer) bool { return o.State == ipcase.OfferAccepted }):
		return &views.LinkButton{Small: true, Icon: "users", Text: r.T("See what was agreed"), Href: href}
	case len(v.Offers) > 0:
		return &views.LinkButton{Small: true, Icon: "users", Text: r.T("See the offers"), Href: href}
	default:
		return nil
	}
}
