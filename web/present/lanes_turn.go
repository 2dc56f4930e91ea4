package present

import (
	"slices"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

func (w caseWords) fixButton() templ.Component {
	if len(w.can(ipcase.MoveProposeFix)) == 0 {
		return views.LinkButton{}
	}
	return views.LinkButton{Icon: "edit", Text: w.r.T("Propose a fix"), Href: w.href + "/fix"}
}

// turnFix is a case whose fix waits for somebody to look.
func (w caseWords) turnFix(items []ipcase.ItemView) views.Turn {
	r, holder := w.r, w.r.PartyName(w.v.Holder)
	t := views.Turn{Tone: views.Info, Lead: w.waitingLead(), Title: r.T("%s looks at your fix", holder)}
	if due := dueOf(items); due != nil {
		t.Title = r.T("%s looks at your fix by {time}", holder)
		t.When, t.Left, t.Live = r.Until(*due), r.Left(*due), true
	}
	kept := r.T("The complaint closes and the listings stay online.")
	t.Options = []views.TurnOption{
		{Title: r.T("If it accepts the fix"), Text: kept, Action: views.LinkButton{Text: r.T("See what you proposed"), Href: w.href + "/fix"}},
		{Title: r.T("If it does not accept the fix"), Text: r.T("The rest of your time runs on. You can then delete the listings or file a counter-notification.")},
		{Passive: true, Title: r.T("If it does nothing"), Text: r.T("The fix counts as accepted.") + r.space() + kept},
	}
	return w.withRest(t)
}

// fixTurn is the holder's: the seller says that nothing is left to complain of.
func (r Reader) fixTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	t := r.timedTurn(views.Turn{Lead: r.T("Your turn – the seller says that it has fixed %s", r.Listings(n))}, i, r.T("Look at the fix by {time}"), r.T("Look at the fix"), true)
	answer := views.LinkButton{Kind: views.Primary, Icon: "eye", Text: r.T("Look at the fix"), Href: caseHref(v, "fix")}
	t.Options = append(t.Options, r.option(v, ipcase.MoveAcceptFix, views.TurnOption{
		Title: r.T("If it is enough"), Text: r.T("See each listing as it was and as it is now, and accept the fix. They stay online."),
	}, answer)...)
	if slices.Contains(v.Moves, ipcase.MoveRefuseFix) {
		t.Options = append(t.Options, views.TurnOption{Title: r.T("If something is still wrong"), Text: r.T("Say what. The rest of the seller’s time then runs on.")})
	}
	return passive(t, r.T("If you do nothing"), r.whenOr(i, views.Key("On %[1]s the fix counts as accepted: the complaint about %[2]s ends, and what is online stays online."), views.Key("The fix counts as accepted: the complaint about %s ends, and what is online stays online."), r.Listings(n)))
}

// fixStep renames the step at which a case stands while a fix is looked at.
func (r Reader) fixStep(step *views.Step, holder string) {
	step.Title, step.Who = r.T("Answer to the fix"), holder
}

// sellersRoads says to the holder what a seller can do who has been told.
func (r Reader) sellersRoads(v ipcase.CaseView) string {
	if v.Procedure.Windows[ipcase.WindowFix].Amount > 0 {
		return r.T("Delete the listings, fix them and ask you to look, or file a counter-notification. You are told at once.")
	}
	return r.T("Delete the listings, or file a counter-notification. You are told at once.")
}

// fixLink leads from a case page to its fixes, where there are any.
func (r Reader) fixLink(v ipcase.CaseView) *views.LinkButton {
	if len(v.Fixes) == 0 {
		return nil
	}
	return &views.LinkButton{Small: true, Icon: "edit", Text: r.T("See what was fixed"), Href: FixHref(r.Party, v.Case.Number)}
}

// laneCards tell a reviewer what the two sides do without one: a fix, an offer,
// and the terms once both have agreed on them.
func (r Reader) laneCards(v ipcase.CaseView) []views.ReviewActs {
	var cards []views.ReviewActs
	if len(v.Fixes) > 0 {
		card := views.ReviewActs{ID: "fix", Title: r.T("Fix instead of removal"), Rows: []views.SummaryRow{{Key: r.T("Proposed for"), Text: r.itemRefs(v, v.Fixes[len(v.Fixes)-1].Items)}}}
		link := views.LinkButton{Text: r.T("See what was fixed"), Href: FixHref(ipcase.PartyPlatform, v.Case.Number), Block: true}
		if slices.Contains(v.Moves, ipcase.MoveAcceptFix) {
			link.Text = r.T("Answer the fix")
		}
		card.Links = []views.LinkButton{link}
		cards = append(cards, card)
	}
	if n := len(v.Offers); n > 0 {
		o := v.Offers[n-1]
		badge := offerBadge(r, o.State)
		badge.Tone = views.Neutral // no colour takes sides
		rows := append([]views.SummaryRow{{Key: r.T("Offer of %s", r.nameOfSide(v, o.Party)), Body: badge}, {Key: r.T("About"), Text: r.itemRefs(v, o.Items)}}, r.offerTerms(o)...)
		cards = append(cards, views.ReviewActs{ID: "settlement", Title: r.T("Settlement"), Rows: rows})
	}
	return cards
}
