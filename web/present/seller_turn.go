package present

import (
	"strings"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// turn is whose turn it is, what can be done, by when, and what follows if
// nothing is done. Every figure comes from the case's procedure.
func (w caseWords) turn() views.Turn {
	return w.r.withLacking(w.turnByState(), w.v)
}

func (w caseWords) turnByState() views.Turn {
	if open := w.in(ipcase.AwaitingSeller); len(open) > 0 {
		return w.turnRespond(open)
	}
	if removed := w.in(ipcase.Removed); len(removed) > 0 && ipcase.State(w.v.Case.Status) == ipcase.Removed {
		return w.turnRemoved(removed)
	}
	switch ipcase.State(w.v.Case.Status) {
	case ipcase.FixProposed:
		return w.turnFix(w.in(ipcase.FixProposed))
	case ipcase.Countered:
		return w.turnCountered(w.in(ipcase.Countered))
	case ipcase.StatutoryWait:
		return w.turnCourtWait(w.in(ipcase.StatutoryWait))
	case ipcase.Contested:
		return w.turnReview(w.r.T("A reviewer decides about %s", w.r.Listings(len(w.in(ipcase.Contested)))))
	case ipcase.Appealed:
		return w.turnReview(w.r.T("Another reviewer looks again at %s", w.r.Listings(len(w.in(ipcase.Appealed)))))
	case ipcase.LegalHold:
		return views.Turn{
			Tone: views.Info, Icon: "scale", Lead: w.r.T("Paused for a court or authority"), Title: w.r.T("The case waits for a court"),
			Options: []views.TurnOption{{Passive: true, Title: w.r.T("What happens next"), Text: w.r.T("Nothing runs out meanwhile. A reviewer records what the court decides, and both sides are told.")}},
		}
	default:
		return w.turnEnded()
	}
}

func (w caseWords) turnRespond(open []ipcase.ItemView) views.Turn {
	r, n := w.r, len(open)
	t := views.Turn{Tone: views.Warn, Title: r.T("Respond"), Lead: r.N(len(w.v.Items), "Your turn – %d of %d listing needs your answer", "Your turn – %d of %d listings need your answer", n, len(w.v.Items))}
	if blocked(open) {
		t.Tone, t.Lead, t.Title = views.Info, r.T("Nothing runs out now"), r.T("The right is not in force. A reviewer looks at this complaint first")
		if !w.v.Power.Stands() {
			t.Title = r.T("The agent’s power of attorney is not in force. A reviewer looks at this complaint first")
		}
	} else if due := dueOf(open); due != nil {
		t.When, t.Left, t.Live = r.Until(*due), r.Left(*due), true
		t.Title = r.T("Respond by {time}")
		if r.DeadlineTone(*due) == views.Danger {
			t.Tone = views.Danger
		}
	}
	t.Options = []views.TurnOption{
		{Title: r.T("If you disagree"), Text: w.disagreeText(false), Action: w.counterButton()},
		{Title: r.T("If you accept the complaint"), Text: r.N(n, "Delete the listing yourself. The complaint closes for it.", "Delete the listings yourself. The complaint closes for them."), Action: w.deleteButton()},
		{Title: r.T("If you have changed the listing"), Text: r.T("Say what you changed. %s looks at it, and your time stands still meanwhile.", r.PartyName(w.v.Holder)), Action: w.fixButton()},
	}
	t.Options = w.possible(t.Options)
	t.Options = append(t.Options, views.TurnOption{Passive: true, Title: r.T("If you do nothing"), Text: w.silenceText(open) + w.costOfRemoval()})
	return t
}

func (w caseWords) turnRemoved(removed []ipcase.ItemView) views.Turn {
	r, n := w.r, len(removed)
	t := views.Turn{
		Tone: views.Warn, Lead: r.N(n, "%d listing is removed. You can still answer", "%d listings are removed. You can still answer"),
		Title: r.T("File a counter-notification, if you disagree"),
	}
	counter := len(w.can(ipcase.MoveCounter)) > 0 || has(w.v.Barred, ipcase.MoveCounter)
	if !counter {
		t.Tone, t.Lead, t.Title = views.Neutral, r.N(n, "%d listing is removed", "%d listings are removed"), r.T("No further counter-notification can be filed")
	}
	if due := dueOf(removed); due != nil && !blocked(removed) {
		t.When, t.Left, t.Live = r.Until(*due), r.Left(*due), true
		if counter {
			t.Title = r.T("File a counter-notification by {time}, if you disagree")
			if r.DeadlineTone(*due) == views.Danger {
				t.Tone = views.Danger
			}
		} else {
			t.Title = r.T("The complaint closes at {time}")
		}
	}
	t.Options = w.possible([]views.TurnOption{
		{Title: r.T("If you disagree"), Text: w.disagreeText(true), Action: w.counterButton()},
		{Title: r.T("If you accept the complaint"), Text: r.T("Nothing is needed. You can also delete the listings yourself: the complaint then closes at once."), Action: w.deleteButton()},
	})
	t.Options = append(t.Options, views.TurnOption{Passive: true, Title: r.T("If you do nothing"), Text: w.silenceText(removed) + w.costOfRemoval()})
	return t
}

// possible keeps the roads whose move can be made.
func (w caseWords) possible(options []views.TurnOption) []views.TurnOption {
	kept := options[:0]
	for _, o := range options {
		if b, ok := o.Action.(views.LinkButton); ok && b.Href == "" {
			continue
		}
		kept = append(kept, o)
	}
	return kept
}

func (w caseWords) counterButton() templ.Component {
	items := w.can(ipcase.MoveCounter)
	if len(items) == 0 {
		return views.LinkButton{}
	}
	return views.LinkButton{Kind: views.Primary, Icon: "scale", Text: w.r.T("File counter-notification"), Href: w.href + "/counter?" + choice(items)}
}

func (w caseWords) deleteButton() templ.Component {
	var items []ipcase.ItemView
	for _, i := range w.can(ipcase.MoveDelete) {
		if ipcase.Turn(i.State) == ipcase.PartySeller {
			items = append(items, i)
		}
	}
	if len(items) == 0 {
		return views.LinkButton{}
	}
	return views.LinkButton{Kind: views.DangerKind, Icon: "trash", Text: w.r.T("Delete Now"), Href: w.href + "/delete?" + choice(items), Dialog: true}
}

// disagreeText says where a counter-notification leads under this procedure.
func (w caseWords) disagreeText(down bool) string {
	r, p := w.r, w.v.Procedure
	if words := r.counterLeads(p, r.PartyName(w.v.Holder)); words != "" {
		return words
	}
	span := r.Span(p.Windows[ipcase.WindowHolderAnswer])
	if down {
		return w.attemptText() + r.T("Say why and add evidence. %s has %s to answer. If it does not, the listings are put back; if it disagrees, a reviewer decides.", r.PartyName(w.v.Holder), span)
	}
	return r.T("Say why and add evidence. The listings stay online while %s answers (%s) and, if it disagrees, a reviewer decides.", r.PartyName(w.v.Holder), span)
}

// attemptText says which of the attempts the next counter-notification is.
func (w caseWords) attemptText() string {
	items, limit := w.can(ipcase.MoveCounter), w.v.Procedure.Attempts
	if limit == 0 || len(items) == 0 {
		return ""
	}
	next := 0
	for _, i := range items {
		next = max(next, i.AttemptsUsed+1)
	}
	return w.r.T("Attempt %d of %d", next, limit) + w.r.stop() + w.r.space()
}

// silenceText says what the procedure does when the seller does nothing.
func (w caseWords) silenceText(items []ipcase.ItemView) string {
	r, p, n := w.r, w.v.Procedure, len(items)
	if blocked(items) {
		return r.T("Nothing happens until a reviewer has looked. You will be told.")
	}
	win := p.Windows[items[0].Window]
	due := dueOf(items)
	var text string
	switch {
	case win.Silence == ipcase.Removed && w.v.Case.Guard != ipcase.GuardNone:
		text = r.T("Your time runs out, and a reviewer looks before anything is removed: in the days before a sales event no listing is removed by the clock alone.")
	case win.Silence == ipcase.Removed && w.v.NotRegistered():
		text = r.T("Your time runs out, and a reviewer looks before anything is removed: for a notice without an account no listing is removed by the clock alone.")
	case win.Silence == ipcase.Removed && due != nil:
		text = r.N(n, "At %s we remove the listing.", "At %s we remove the listings.", r.Until(*due).Text)
	case win.Silence == ipcase.Removed:
		text = r.N(n, "%s after delivery we remove the listing.", "%s after delivery we remove the listings.", r.Span(win))
	case win.Silence == ipcase.Upheld && due != nil:
		text = r.T("At %s the complaint closes and the removal stays.", r.Until(*due).Text)
	case win.Silence == ipcase.Upheld:
		text = r.T("%s after delivery the complaint closes and the removal stays.", r.Span(win))
	default:
		return r.T("Nothing happens by itself.")
	}
	switch {
	case p.CounterAfterEnd:
		text += r.space() + r.T("You can still file a counter-notification after that.")
	case win.Silence == ipcase.Removed && attemptsAfter(p, items) > 0:
		further := p.Windows[ipcase.WindowSellerFurther]
		text += r.space() + r.T("One of your %d attempts is then used up. You can still file a counter-notification within %s of the delivery.", p.Attempts, r.Span(further))
	}
	return text
}

// attemptsAfter is how many counter-notifications are left when this one is
// forfeited.
func attemptsAfter(p ipcase.Procedure, items []ipcase.ItemView) int {
	left := 0
	for _, i := range items {
		left = max(left, p.Attempts-i.AttemptsUsed-1)
	}
	return left
}

func blocked(items []ipcase.ItemView) bool {
	for _, i := range items {
		if !i.RightBlocked && !i.GuardBlocked {
			return false
		}
	}
	return len(items) > 0
}

func (w caseWords) turnCountered(items []ipcase.ItemView) views.Turn {
	r, holder, p := w.r, w.r.PartyName(w.v.Holder), w.v.Procedure
	t := views.Turn{Tone: views.Info, Lead: w.waitingLead(), Title: r.T("%s answers your counter-notification", holder)}
	if due := dueOf(items); due != nil {
		t.Title = r.T("%s answers by {time}", holder)
		t.When, t.Left, t.Live = r.Until(*due), r.Left(*due), true
	}
	kept := r.T("The complaint closes and the listings stay online.")
	if anyDown(items) {
		kept = r.T("The complaint closes and the listings are put back.")
	}
	t.Options = []views.TurnOption{
		{Title: r.T("If it accepts your reasons"), Text: kept},
		{Title: r.T("If it disagrees"), Text: r.T("A reviewer decides on both sides’ evidence, usually within %s, and sends you the reasons.", r.Span(p.Windows[ipcase.WindowReview]))},
		{Passive: true, Title: r.T("If it does nothing"), Text: r.T("Its time runs out.") + r.space() + kept},
	}
	return w.withRest(t)
}

// waitingLead says for whom the case waits, and whether something is left for
// the seller: other listings of the case may be removed and still be contested.
func (w caseWords) waitingLead() string {
	if n := len(w.can(ipcase.MoveCounter)); n > 0 {
		return w.r.N(n, "Waiting for %s. You can still answer about %d listing", "Waiting for %s. You can still answer about %d listings", w.r.PartyName(w.v.Holder), n)
	}
	return w.r.T("Waiting for %s – nothing for you to do now", w.r.PartyName(w.v.Holder))
}

// withRest puts the road that is open for other listings of the case before
// those that wait for others.
func (w caseWords) withRest(t views.Turn) views.Turn {
	items := w.can(ipcase.MoveCounter)
	if len(items) == 0 {
		return t
	}
	var positions []int
	for _, i := range items {
		positions = append(positions, i.Position)
	}
	rest := views.TurnOption{Title: w.r.T("About %s", w.refsOf(positions)), Text: w.r.counterUntil(items[0].Item) + w.r.stop(), Action: w.counterButton()}
	t.Options = append([]views.TurnOption{rest}, t.Options...)
	return t
}

func anyDown(items []ipcase.ItemView) bool {
	for _, i := range items {
		if i.TookDown {
			return true
		}
	}
	return false
}

func (w caseWords) turnCourtWait(items []ipcase.ItemView) views.Turn {
	r, holder := w.r, w.r.PartyName(w.v.Holder)
	act := r.action(w.v.Procedure)
	t := views.Turn{Tone: views.Info, Lead: w.waitingLead(), Title: r.T("%s can show %s", holder, act)}
	if due := dueOf(items); due != nil {
		t.Title = r.T("%s can show %s until {time}", holder, act)
		t.When, t.Left, t.Live = r.Until(*due), r.Left(*due), true
	}
	t.Options = []views.TurnOption{
		{Title: r.T("If it shows %s", act), Text: r.T("The case is paused, the listings stay as they are, and we tell you which court.")},
		{Passive: true, Title: r.T("If it does not"), Text: r.N(len(items), "The listing is put back.", "The listings are put back.")},
	}
	if w.v.Procedure.AfterCounter == ipcase.NoCounter && len(w.can(ipcase.MoveDelete)) > 0 {
		t.Options = append(t.Options, views.TurnOption{
			Title: r.T("If you do not want to sell it again"), Text: r.T("Delete the listing yourself. The complaint closes with the lighter outcome."),
			Action: views.LinkButton{Kind: views.DangerKind, Icon: "trash", Text: r.T("Delete Now"), Href: w.href + "/delete?" + choice(items), Dialog: true},
		})
	}
	return w.withRest(t)
}

// turnReview is a case that waits for a reviewer: a target, never a deadline.
func (w caseWords) turnReview(lead string) views.Turn {
	r := w.r
	nothing := r.T("Nothing for you to do now")
	if n := len(w.can(ipcase.MoveCounter)); n > 0 {
		nothing = r.N(n, "You can still answer about %d listing", "You can still answer about %d listings")
	}
	t := views.Turn{
		Tone: views.Info, Icon: "scale", Lead: nothing, Title: lead,
		Options: []views.TurnOption{{Passive: true, Title: r.T("What happens next"), Text: r.T("The decision is usually made within %s. Both sides are sent the reasons.", r.Span(w.v.Procedure.Windows[ipcase.WindowReview]))}},
	}
	return w.withRest(t)
}

func (w caseWords) turnEnded() views.Turn {
	r := w.r
	states := map[ipcase.State]int{}
	decided := false
	for _, i := range w.v.Items {
		states[i.State]++
		decided = decided || i.EndedByDecision
	}
	badge := r.CaseBadge(w.v.Case.Status, states, decided)
	t := views.Turn{Tone: views.Neutral, Icon: "circle-check", Lead: r.T("This complaint has ended"), Title: badge.Text}
	if badge.Tone == views.Success {
		t.Tone = views.Success
	}
	if w.v.Case.EndedAt != nil {
		t.Lead = r.T("This complaint ended on %s", r.Day(*w.v.Case.EndedAt).Text)
	}
	if items := w.can(ipcase.MoveAppeal); len(items) > 0 {
		t.Options = append(t.Options, views.TurnOption{
			Title:  r.T("If you disagree"),
			Text:   r.T("Ask for another reviewer to look again, free of charge.") + r.space() + r.appealUntil(items[0].Item, w.v.Procedure) + r.stop(),
			Action: views.LinkButton{Icon: "refresh", Text: r.T("Appeal"), Href: w.href + "/appeal?" + choice(items)},
		})
	}
	if items := w.can(ipcase.MoveCounter); len(items) > 0 {
		t.Options = append(t.Options, views.TurnOption{
			Title: r.T("File a counter-notification"), Text: w.disagreeText(true), Action: w.counterButton(),
		})
	}
	return t
}

// stop ends a sentence.
func (r Reader) stop() string { return stop(r.Lang) }

func stop(lang string) string {
	if strings.HasPrefix(lang, "zh") {
		return "。"
	}
	return "."
}
