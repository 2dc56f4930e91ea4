package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// costOfRemoval says before nothing is done what a removal would cost a seller.
func (w caseWords) costOfRemoval() string {
	r, c := w.r, w.v.Cost
	switch {
	case c == nil:
		return ""
	case c.Adds == 0:
		return r.space() + r.T("No further points would be booked for it: you have %d.", c.Points)
	}
	text := r.space() + r.N(c.Adds, "It would book %d point for your shop, %d in all.", "It would book %d points for your shop, %d in all.", c.Adds, c.After())
	if rung, ok := w.Book.Standing.Rung(c.After()); ok && rung.Points > c.Points {
		text += r.space() + r.T("From %d points on, a measure is proposed to a reviewer: %s.", rung.Points, r.MeasureFor(rung.Measure, rung.Days))
	}
	return text
}

// costOfDeleting says what deleting these listings does to the seller's points.
func (w caseWords) costOfDeleting(items []ipcase.ItemView) string {
	for _, i := range items {
		if i.State != ipcase.AwaitingSeller {
			return w.r.T("Points that were booked for it stay; none are added.")
		}
	}
	return w.r.T("No points are booked, because your first time to answer has not run out.")
}

// costOfCounter says what either end of a counter-notification does to the
// seller's points.
func (w caseWords) costOfCounter() *views.Notice {
	r, c := w.r, w.v.Cost
	if c == nil {
		return nil
	}
	text := r.T("If the complaint does not stand, nothing is booked.")
	if c.Returns > 0 {
		text = r.N(c.Returns, "If the complaint does not stand, the %d point booked for these listings is taken back.", "If the complaint does not stand, the %d points booked for these listings are taken back.")
	}
	if c.Adds > 0 {
		text += r.space() + r.N(c.Adds, "If it is upheld, %d point is booked, %d in all.", "If it is upheld, %d points are booked, %d in all.", c.Adds, c.After())
	} else {
		text += r.space() + r.T("If it is upheld, no further points are booked: you have %d.", c.Points)
	}
	return &views.Notice{Tone: views.Info, Title: r.T("What it does to your standing"), Text: text, Link: &views.Link{Text: r.T("Your standing"), Href: SellerStandingPath}}
}

// HolderCostOf says before an act what it would do to the holder's accuracy.
func (r Reader) HolderCostOf(deed string, c ipcase.HolderCost, reason string, n int) string {
	all, earned := c.With(reason, n, 0)
	var text string
	switch {
	case deed == DeedAccept:
		text = r.T("For your accuracy they count as restored after a counter-notification. Of %d decided listings, %d were taken down so far.", c.All.Decided, c.All.TakenDown)
	case c.All.Decided == 0:
		text = r.T("Listings whose seller was told count for your accuracy as decided and not taken down.")
	default:
		text = r.T("Listings whose seller was told count for your accuracy as decided and not taken down: your takedown rate could go from %d%% to %d%%.", c.All.TakedownPercent(), all.TakedownPercent())
	}
	if deed != DeedAccept {
		text += r.space() + r.T("After a fix or a settlement, a retraction is not held against you.")
	}
	if c.Tier && !earned {
		text += r.space() + r.T("The good-faith tier could be lost by it.")
	}
	return text
}

// FilingCost says before a complaint is filed what it can do to the holder's
// accuracy, and what stands against filing.
func (r Reader) FilingCost(l ipcase.FilingLimit, c ipcase.HolderCost) *views.Notice {
	n := &views.Notice{Tone: views.Info, Title: r.T("What it does to your standing"), Link: &views.Link{Text: r.T("Your standing"), Href: HolderStandingPath}}
	switch left := l.Left(); {
	case l.Suspended != nil:
		n.Tone = views.Danger
		n.Text = r.T("No complaint can be filed at present, by decision %s. The page of your standing says why, until when, and how to appeal.", l.Suspended.Number)
		return n
	case left == 0:
		n.Tone = views.Warn
		n.Text = r.T("You can file %d complaints a day at present, and today's are filed. More can be filed from tomorrow on. The page of your standing says why.", l.Cap)
		return n
	case left > 0:
		n.Tone = views.Warn
		n.Text = r.N(left, "You can file %d more complaint today.", "You can file %d more complaints today.") + r.space()
	}
	if c.All.Decided > 0 {
		n.Text += r.T("Each listing that is decided counts: so far %d%% of %d were taken down.", c.All.TakedownPercent(), c.All.Decided)
	} else {
		n.Text += r.T("Each listing that is decided counts for your accuracy.")
	}
	if l.Tier {
		n.Text += r.space() + r.T("By the good-faith tier, no reviewer checks it first where the procedure lets it.")
	}
	return n
}
