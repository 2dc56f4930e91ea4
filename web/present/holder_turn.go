package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// holderCaseTurn says first of all whose turn it is, by when, and what follows.
func (r Reader) holderCaseTurn(v ipcase.CaseView) views.Turn {
	t := r.holderTurnByState(v)
	if r.OrgID != v.Case.HolderOrgID && v.Holder.For != "" { // the principal reads what its agent does
		t.Tone, t.Lead = views.Info, r.T("%s acts for you in this case; you read it here", v.Holder.Name)
	}
	return r.withLacking(t, v)
}

func (r Reader) holderTurnByState(v ipcase.CaseView) views.Turn {
	i := leadingItem(v)
	if i == nil {
		return r.endedTurn(v)
	}
	n := count(v, i.State)
	switch i.State {
	case ipcase.NeedsInfo:
		return r.needsInfoTurn(v, *i, n)
	case ipcase.FixProposed:
		return r.fixTurn(v, *i, n)
	case ipcase.Countered:
		return r.counteredTurn(v, *i, n)
	case ipcase.StatutoryWait:
		return r.courtTurn(v, *i, n)
	case ipcase.AwaitingSeller, ipcase.Removed:
		return r.sellersTurn(v, *i, n)
	default:
		return r.reviewersTurn(v, *i, n)
	}
}

// timedTurn fills in until when, or that the time has not begun.
func (r Reader) timedTurn(t views.Turn, i ipcase.ItemView, title, undelivered string, mine bool) views.Turn {
	t.Tone = views.Info
	if mine {
		t.Tone = views.Warn
	}
	if i.DueAt == nil {
		t.Title = undelivered
		return t
	}
	t.Title, t.When, t.Left, t.Live = title, r.Until(*i.DueAt), r.Left(*i.DueAt), true
	if mine && r.DeadlineTone(*i.DueAt) == views.Danger {
		t.Tone = views.Danger
	}
	return t
}

// whenOr is a sentence with a time in it, or without where there is none yet.
func (r Reader) whenOr(i ipcase.ItemView, with, without string, args ...any) string {
	if i.DueAt == nil {
		return r.T(without, args...)
	}
	return r.T(with, append([]any{r.Until(*i.DueAt).Text}, args...)...)
}

func (r Reader) option(v ipcase.CaseView, m ipcase.Move, o views.TurnOption, b views.LinkButton) []views.TurnOption {
	if !has(v.Moves, m) {
		return nil
	}
	o.Action = b
	return []views.TurnOption{o}
}

func (r Reader) needsInfoTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	t := r.timedTurn(views.Turn{Lead: r.T("Your turn – add what is missing")}, i, r.T("Complete it by {time}"), r.T("Complete your complaint"), true)
	t.Options = append(t.Options, r.option(v, ipcase.MoveComplete, views.TurnOption{
		Title: r.T("If you can supply it"), Text: r.T("Add what the reviewer asked for about %s. The reviewer then looks again.", r.Listings(n)),
	}, views.LinkButton{Kind: views.Primary, Icon: "plus", Text: r.T("Complete the complaint"), Href: caseHref(v, "complete")})...)
	t.Options = append(t.Options, r.option(v, ipcase.MoveRetract, views.TurnOption{
		Title: r.T("If you no longer want it"), Text: r.T("Retract the complaint about one listing or all of them. The seller is not told of it."),
	}, views.LinkButton{Text: r.T("Retract"), Href: caseHref(v, "retract"), Dialog: true})...)
	return passive(t, r.T("If you do nothing"), r.whenOr(i, views.Key("On %[1]s the complaint about %[2]s lapses. The seller is not told of it."), views.Key("The complaint about %s lapses. The seller is not told of it."), r.Listings(n)))
}

func passive(t views.Turn, title, text string) views.Turn {
	t.Options = append(t.Options, views.TurnOption{Title: title, Text: text, Passive: true})
	return t
}

func (r Reader) counteredTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	t := r.timedTurn(views.Turn{Lead: r.T("Your turn – read the counter-notification and answer")}, i, r.T("Answer by {time}"), r.T("Answer the counter-notification"), true)
	t.Options = append(t.Options, r.option(v, ipcase.MoveContest, views.TurnOption{
		Title: r.T("If you still disagree"), Text: r.T("Keep the complaint and answer the seller’s reasons with evidence. A reviewer then decides on both sides’ evidence."),
	}, views.LinkButton{Kind: views.Primary, Icon: "scale", Text: r.T("Contest it"), Href: caseHref(v, "contest")})...)
	t.Options = append(t.Options, r.option(v, ipcase.MoveAcceptCounter, views.TurnOption{
		Title: r.T("If the seller is right"), Text: r.T("Accept it for one listing or all of them. They stay online, or are put back."),
	}, views.LinkButton{Text: r.T("Accept it"), Href: caseHref(v, "accept"), Dialog: true})...)
	t.Options = append(t.Options, r.option(v, ipcase.MoveCourt, views.TurnOption{
		Title: r.T("If you have gone to court"), Text: r.T("Give the court and its number, and add the document. The case then waits for the court."),
	}, views.LinkButton{Kind: views.Quiet, Text: r.T("Show court action"), Href: caseHref(v, "court")})...)
	return passive(t, r.T("If you do nothing"), r.whenOr(i, views.Key("On %[1]s the complaint about %[2]s closes. What is online stays online; what was removed is put back."), views.Key("The complaint about %s closes. What is online stays online; what was removed is put back."), r.Listings(n)))
}

func (r Reader) courtTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	act := r.action(v.Procedure)
	t := r.timedTurn(views.Turn{Lead: r.T("Your turn – the law gives you time to go to court")}, i, r.T("Show %s by {time}", act), r.T("Show %s", act), true)
	t.Options = append(t.Options, r.option(v, ipcase.MoveCourt, views.TurnOption{
		Title: r.T("If you can show %s", act), Text: r.T("Give the court or authority and its number, and add the document. The listings stay removed until it has decided."),
	}, views.LinkButton{Kind: views.Primary, Icon: "building-bank", Text: r.showAction(v.Procedure), Href: caseHref(v, "court")})...)
	t.Options = append(t.Options, r.option(v, ipcase.MoveAcceptCounter, views.TurnOption{
		Title: r.T("If the seller is right"), Text: r.T("Accept it for one listing or all of them. They are put back at once."),
	}, views.LinkButton{Text: r.T("Accept it"), Href: caseHref(v, "accept"), Dialog: true})...)
	text := r.whenOr(i, views.Key("After %[1]s the marketplace puts %[2]s back."), views.Key("After that the marketplace puts %s back."), r.Listings(n))
	if i.Clock != nil {
		text = r.sentences(text, r.Citation(i.Clock.Window.Cite))
	}
	return passive(t, r.T("If you do nothing"), text)
}

func (r Reader) sellersTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	if i.RightBlocked && !v.Power.Stands() {
		t := views.Turn{Tone: views.Info, Lead: r.T("A reviewer looks at it first"), Title: r.T("No power of attorney was in force when the seller’s time ran out")}
		return passive(t, r.T("What happens now"), r.T("The seller’s silence did nothing. A reviewer refuses the complaint, or lets it go on where a new power of attorney or the principal takes over; you are told."))
	}
	if i.GuardBlocked && !i.Guarded {
		t := views.Turn{Tone: views.Info, Lead: r.T("A reviewer looks at it first"), Title: r.T("The seller’s time ran out, and the notice was filed without an account")}
		return passive(t, r.T("What happens now"), r.T("Nothing is removed by the clock alone for a notice without an account. A reviewer confirms the removal, gives the seller more time, or refuses the complaint, with reasons; you are told."))
	}
	if i.GuardBlocked {
		t := views.Turn{Tone: views.Info, Lead: r.T("A reviewer looks at it first"), Title: r.T("The seller’s time ran out in the days before a sales event")}
		return passive(t, r.T("What happens now"), r.T("Nothing is removed by the clock alone in these days. A reviewer confirms the removal, gives the seller more time, or refuses the complaint, with reasons; you are told."))
	}
	if i.RightBlocked {
		t := views.Turn{Tone: views.Info, Lead: r.T("A reviewer looks at your right first"), Title: r.T("Your right was not in force when the seller’s time ran out")}
		return passive(t, r.T("What happens now"), r.T("The seller’s silence did nothing. A reviewer refuses the complaint, or lets it go on with reasons; you are told."))
	}
	if i.State == ipcase.Removed {
		t := r.timedTurn(views.Turn{Lead: r.T("%s removed – the seller may still answer", r.Listings(n))}, i,
			r.T("The seller may answer until {time}"), r.T("The notice has not reached the seller yet"), false)
		return passive(t, r.T("If the seller does nothing"), r.T("The complaint about these listings closes and they stay removed."))
	}
	t := r.timedTurn(views.Turn{Lead: r.T("The seller’s turn")}, i, r.T("The seller answers by {time}"), r.T("The notice has not reached the seller yet"), false)
	t.Options = []views.TurnOption{{
		Title: r.T("What the seller can do"), Text: r.sellersRoads(v), Passive: true,
	}}
	if v.Case.Guard != ipcase.GuardNone {
		return passive(t, r.T("If the seller does nothing"), r.T("A reviewer looks before anything is removed: in the days before a sales event no listing is removed by the clock alone."))
	}
	if v.NotRegistered() {
		return passive(t, r.T("If the seller does nothing"), r.T("A reviewer looks before anything is removed: for a notice without an account no listing is removed by the clock alone."))
	}
	return passive(t, r.T("If the seller does nothing"), r.whenOr(i, views.Key("On %[1]s the marketplace removes %[2]s."), views.Key("The marketplace removes %s when the time is over. It starts when the notice reaches the seller."), r.Listings(n)))
}

func (r Reader) reviewersTurn(v ipcase.CaseView, i ipcase.ItemView, n int) views.Turn {
	t := views.Turn{Tone: views.Info}
	if v.Case.ReviewDueAt != nil && v.Case.ReviewDueAt.Before(ipcase.FarFuture) {
		t.When = r.Until(*v.Case.ReviewDueAt)
	}
	titled := func(with, without string) {
		t.Title = with
		if t.When.Text == "" {
			t.Title = without
		}
	}
	switch i.State {
	case ipcase.Intake:
		if v.Holder.Identity != ipcase.IdentityVerified && !v.Complaint.Unregistered {
			return r.identityTurn(v)
		}
		t.Lead = r.T("Being checked")
		titled(r.T("We check your complaint by {time}"), r.T("We check your complaint"))
		text := r.T("A reviewer looks whether the notice is complete. The seller is told only when it is accepted.")
		if v.Case.Guard != ipcase.GuardNone {
			text = r.T("Two reviewers look at this notice, because it was filed in the days before a sales event. %s The seller is told only when both have accepted it.", r.guardWhy(v.Case.Guard))
		}
		if v.Right.Status == ipcase.RightPending {
			text = r.T("Your right is still being verified. The notice can be accepted only after that. The seller is not told before.")
		}
		return passive(t, r.T("What happens now"), text)
	case ipcase.LegalHold:
		t.Tone, t.Lead, t.Icon, t.When = views.Dispute, r.T("Paused for a court or authority"), "building-bank", views.Time{}
		t.Title = r.T("Waiting for a court or authority: %s", r.Listings(n))
		return passive(t, r.T("What happens now"), r.T("Nothing runs out. When it has been decided, send the decision to the platform; a reviewer records it."))
	case ipcase.Appealed:
		t.Lead = r.T("Appeal under review")
		titled(r.T("Another reviewer decides; planned by {time}"), r.T("Another reviewer decides"))
		return passive(t, r.T("What happens now"), r.T("Somebody who decided nothing in this case before looks at it again. Until then the outcome stays as it is."))
	default:
		t.Lead = r.T("Under review")
		titled(r.T("A reviewer decides; planned by {time}"), r.T("A reviewer decides"))
		return passive(t, r.T("What happens now"), r.T("The reviewer reads both sides’ reasons and evidence and decides listing by listing. Both sides receive the reasons."))
	}
}

// endedTurn says how a case ended, and what can still be done.
func (r Reader) endedTurn(v ipcase.CaseView) views.Turn {
	states := map[ipcase.State]int{}
	decided := false
	for _, i := range v.Items {
		states[i.State]++
		decided = decided || i.EndedByDecision
	}
	t := views.Turn{Tone: views.Neutral, Icon: "circle-check", Lead: r.T("Closed")}
	if v.Case.EndedAt != nil {
		t.Lead = r.T("Closed on %s", r.Day(*v.Case.EndedAt).Text)
	}
	badge := r.CaseBadge(v.Case.Status, states, decided)
	t.Title = badge.Text
	if badge.Tone == views.Success {
		t.Tone = views.Success
	}
	if has(v.Moves, ipcase.MoveAppeal) {
		text := r.T("Ask that another reviewer looks again. You can do this once.")
		if at := appealTime(r, v); at != "" {
			text = r.T("Ask that another reviewer looks again. You can do this once, until %s.", at)
		}
		t.Options = append(t.Options, views.TurnOption{
			Title: r.T("If you disagree"), Text: text,
			Action: views.LinkButton{Kind: views.Primary, Icon: "scale", Text: r.T("Appeal"), Href: caseHref(v, "appeal")},
		})
	}
	return t
}

// appealTime is when the months for an appeal end, of the item that ends first.
func appealTime(r Reader, v ipcase.CaseView) string {
	at := ""
	first := ipcase.FarFuture
	for _, i := range v.Items {
		if !has(i.Moves, ipcase.MoveAppeal) {
			continue
		}
		if end := ipcase.AppealUntil(i.Item, v.Procedure); end != nil && end.Before(first) {
			first, at = *end, r.Day(*end).Text
		}
	}
	return at
}
