package present

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// SellerCase is what a seller's case page is made from.
type SellerCase struct {
	View     ipcase.CaseView
	Book     ipcase.Rulebook
	Drafts   []ipcase.CounterDraftLine
	Platform string // the marketplace's name
}

// caseWords puts one case into words for its seller.
type caseWords struct {
	r Reader
	SellerCase
	v    ipcase.CaseView
	href string
}

func (r Reader) sellerCase(in SellerCase) caseWords {
	return caseWords{r: r, SellerCase: in, v: in.View, href: SellerCaseHref(in.View.Case.Number)}
}

// SellerCasePage makes the page of a case for its seller.
func SellerCasePage(r Reader, in SellerCase, p views.Page) views.SellerCasePage {
	w := r.sellerCase(in)
	v := in.View
	page := views.SellerCasePage{
		Page:      p,
		Eyebrow:   r.T("Complaint %s · %s · filed %s", v.Case.Number, r.RightType(v.Right.Type), r.Day(v.Case.OpenedAt).Text),
		Title:     r.CaseTitle(v),
		Turn:      w.turn(),
		Track:     w.track(),
		Listings:  w.listings(),
		Claim:     w.claim(),
		Said:      w.said(),
		Decisions: w.decisions(),
		About:     views.SummaryList{Tight: true, Rows: w.about()},
		Rules:     w.rules(),
		Timeline:  r.Timeline(v.Timeline, w.names()),
	}
	page.Timeline.More = r.caseFileLink(v)
	page.Crumbs = w.crumbs()
	page.Drafts = append(r.offerNotice(v), r.StandsStill(v)...)
	page.Settle, page.Fixes, page.Abuse = r.settleLink(v), r.fixLink(v), r.abuseLink(v)
	if len(page.Listings.Clocks) > 0 {
		page.Listings.Time = &views.Link{Text: r.T("How the time is counted"), Href: CaseTimeHref(ipcase.PartySeller, v.Case.Number)}
	}
	for _, d := range in.Drafts {
		page.Drafts = append(page.Drafts, views.Notice{
			Tone: views.Info, Icon: "edit", Title: r.T("You have begun a counter-notification."),
			Text: r.T("It was last saved on %s and has not been sent.", r.Time(d.UpdatedAt).Text),
			Link: &views.Link{Text: r.T("Continue"), Href: w.href + "/counter/" + d.ID + "/grounds"},
		})
	}
	if v.Case.EndedAt == nil {
		page.Contact = &views.LinkButton{Small: true, Icon: "message", Text: r.T("Contact the complainant"), Href: w.href + "/complainant"}
	}
	return page
}

// CaseTitle says who says what about how many listings.
func (r Reader) CaseTitle(v ipcase.CaseView) string {
	return r.N(len(v.Items), "%s says that %d of your listings infringes %s", "%s says that %d of your listings infringe %s",
		r.PartyName(v.Holder), len(v.Items), r.itsRight(v.Right.Type))
}

func (w caseWords) crumbs(more ...views.Link) []views.Link {
	list := w.v.Case.SellerList
	links := []views.Link{{Text: w.r.SellerListName(list), Href: SellerListBase(list)}, {Text: w.v.Case.Number, Href: w.href}}
	return append(links, more...)
}

func (w caseWords) names() Names {
	n := Names{Holder: w.r.PartyName(w.v.Holder), Seller: w.v.Seller.Name, Platform: w.Platform, Refs: map[int]string{}}
	for _, i := range w.v.Items {
		n.Refs[i.Position] = i.Snapshot.Ref
	}
	return n
}

// refsOf names listings by position, those that this reader knows of.
func (w caseWords) refsOf(positions []int) string {
	var refs []string
	for _, i := range w.v.Items {
		if slices.Contains(positions, i.Position) {
			refs = append(refs, i.Snapshot.Ref)
		}
	}
	return w.r.some(refs)
}

// in lists the items that stand in one of the states.
func (w caseWords) in(states ...ipcase.State) []ipcase.ItemView {
	var found []ipcase.ItemView
	for _, i := range w.v.Items {
		if slices.Contains(states, i.State) {
			found = append(found, i)
		}
	}
	return found
}

// can lists the items with which the seller may make a move.
func (w caseWords) can(m ipcase.Move) []ipcase.ItemView {
	var found []ipcase.ItemView
	for _, i := range w.v.Items {
		if slices.Contains(i.Moves, m) {
			found = append(found, i)
		}
	}
	return found
}

// dueOf is the nearest end among items, or nil where none runs.
func dueOf(items []ipcase.ItemView) *time.Time {
	var due *time.Time
	for _, i := range items {
		if i.DueAt != nil && (due == nil || i.DueAt.Before(*due)) {
			due = i.DueAt
		}
	}
	return due
}

// choice is a query that chooses items as the page shows them.
func choice(items []ipcase.ItemView) string {
	var b strings.Builder
	for n, i := range items {
		if n > 0 {
			b.WriteByte('&')
		}
		fmt.Fprintf(&b, "items=%d&version-%d=%d", i.Position, i.Position, i.Version)
	}
	return b.String()
}

func (w caseWords) listings() views.SellerListings {
	r := w.r
	l := views.SellerListings{Action: w.href + "/delete", Clocks: w.clocks()}
	open := len(w.in(ipcase.AwaitingSeller))
	switch {
	case open > 0 && open < len(w.v.Items):
		l.Note = r.N(open, "%d needs your answer. You may answer some one way and some the other.", "%d need your answer. You may answer some one way and some the other.")
	case open > 1:
		l.Note = r.T("You may answer some one way and some the other.")
	}
	for _, i := range w.v.Items {
		l.Rows = append(l.Rows, w.listing(i))
	}
	picks := 0
	for _, row := range l.Rows {
		if row.Pick {
			picks++
		}
	}
	for n := range l.Rows {
		l.Rows[n].Checked = picks == 1 && l.Rows[n].Pick // where there is one to choose, it is chosen
	}
	if len(w.can(ipcase.MoveCounter)) > 0 {
		l.Buttons = append(l.Buttons, views.Button{Small: true, Icon: "scale", Text: r.T("File counter-notification"), Action: w.href + "/counter"})
	}
	if len(w.can(ipcase.MoveDelete)) > 0 {
		l.Buttons = append(l.Buttons, views.Button{Small: true, Kind: views.DangerKind, Icon: "trash", Text: r.T("Delete Now"), Action: w.href + "/delete", Dialog: true})
	}
	if len(w.can(ipcase.MoveAppeal)) > 0 {
		l.Buttons = append(l.Buttons, views.Button{Small: true, Icon: "refresh", Text: r.T("Appeal"), Action: w.href + "/appeal"})
	}
	return l
}

func (w caseWords) listing(i ipcase.ItemView) views.SellerListing {
	r := w.r
	row := views.SellerListing{
		Position: itoa(i.Position), Version: itoa(i.Version), Line: r.Listing(w.v.Case.Number, i.Position, i.Snapshot),
		Snapshot: SnapshotHref(w.v.Case.Number, i.Position), Note: i.Note, State: r.ItemBadge(i.Item), Visible: r.Visible(i.Listing.Visibility),
	}
	for _, m := range i.Moves {
		row.Pick = row.Pick || m == ipcase.MoveDelete || m == ipcase.MoveCounter || m == ipcase.MoveAppeal
	}
	if i.DueAt != nil && !i.RightBlocked {
		if ipcase.Turn(i.State) == ipcase.PartySeller {
			row.Due = r.Deadline(*i.DueAt)
		} else {
			row.Due = r.OthersDeadline(*i.DueAt)
		}
		row.Due.Left, row.Due.Live = "", false // the turn says it once
	}
	if row.Note == "" {
		row.Note = r.T("See what the complainant says below")
	}
	row.After = w.after(i)
	return row
}

// after says what follows for a listing, or what can still be done about it.
func (w caseWords) after(i ipcase.ItemView) string {
	r := w.r
	down := i.Listing.Visibility == ipcase.Down || i.Listing.Visibility == ipcase.TakingDown
	switch {
	case i.GuardBlocked && !i.Guarded:
		return r.T("A reviewer looks first: for a notice without an account nothing is removed by the clock alone")
	case i.GuardBlocked:
		return r.T("A reviewer looks first: in the days before a sales event nothing is removed by the clock alone")
	case i.RightBlocked && w.v.Power.Needed && !w.v.Power.InForce:
		return r.T("A reviewer looks first, because the agent’s power of attorney is not in force")
	case i.RightBlocked:
		return r.T("A reviewer looks first, because the right is not in force")
	case i.PauseKind != ipcase.PauseNone:
		return r.T("The time stands still")
	case i.State == ipcase.AwaitingSeller && i.DueAt == nil:
		return r.T("Your time begins with the delivery of the notice")
	case i.State == ipcase.FixProposed:
		return r.T("%s looks at your fix by then", r.PartyName(w.v.Holder))
	case i.State == ipcase.Countered:
		return r.T("%s answers by then", r.PartyName(w.v.Holder))
	case i.State == ipcase.StatutoryWait:
		return r.T("%s shows court action by then, or the listing is put back", r.PartyName(w.v.Holder))
	case slices.Contains(i.Moves, ipcase.MoveCounter) && i.State != ipcase.AwaitingSeller:
		return r.counterUntil(i.Item)
	case slices.Contains(i.Moves, ipcase.MoveAppeal):
		return r.appealUntil(i.Item, w.v.Procedure)
	case (i.State == ipcase.Restored || i.State == ipcase.Withdrawn) && down && !i.TookDown:
		return r.T("It stays offline for another reason")
	case i.EndedAt != nil:
		return r.ShortTime(*i.EndedAt).Text
	default:
		return ""
	}
}

// clocks shows how each running time was computed, once for all listings that
// share it.
func (w caseWords) clocks() []views.SellerClock {
	type key struct {
		code       ipcase.WindowCode
		start, due int64
	}
	var order []key
	refs, first := map[key][]string{}, map[key]*ipcase.ClockView{}
	for _, i := range w.v.Items {
		if i.Clock == nil {
			continue
		}
		k := key{i.Clock.Code, i.Clock.Start.UnixMicro(), i.Clock.Due.UnixMicro()}
		if first[k] == nil {
			order = append(order, k)
			first[k] = i.Clock
		}
		refs[k] = append(refs[k], i.Snapshot.Ref)
	}
	var out []views.SellerClock
	for _, k := range order {
		c := views.SellerClock{Listings: w.r.some(refs[k])}
		switch {
		case first[k].Undelivered:
			c.Pending = w.r.T("Not yet delivered: the time of %s begins with the delivery of the notice.", w.r.Span(first[k].Window))
		case first[k].Paused != nil:
			c.Pending = w.r.T("The time of %s began at %s and stands still.", w.r.Span(first[k].Window), w.r.ShortTime(first[k].Start).Text)
		default:
			clock := w.r.Clock(w.clockFacts(*first[k]))
			c.Clock = &clock
		}
		out = append(out, c)
	}
	return out
}

func (w caseWords) clockFacts(c ipcase.ClockView) ClockFacts {
	f := ClockFacts{Window: c.Window, Zone: c.Zone, Start: c.Start, Due: c.Due, Steps: c.Steps, Unsure: c.Unsure, Extra: c.Extra}
	if cal, ok := w.Book.CalendarFor(w.v.Procedure, w.v.Site); ok {
		f.Calendar = cal.Name
	}
	return f
}

func (w caseWords) about() []views.SummaryRow {
	r, right := w.r, w.v.Right
	rows := []views.SummaryRow{
		{Key: r.T("Complainant"), Link: &views.Link{Text: r.PartyName(w.v.Holder), Lang: r.LangOf(r.PartyName(w.v.Holder)), Href: w.href + "/complainant"}, Note: r.notRegistered(w.v)},
		{Key: r.T("Intellectual Property Number"), Link: &views.Link{Text: r.RightNumber(right), Href: w.href + "/right"}, Note: otherThan(right.Number, r.RightNumber(right))},
		{Key: r.T("Right"), Text: r.RightType(right.Type) + " " + right.Title},
		{Key: r.T("State of the right"), Body: r.RightBadge(right)},
		{Key: r.T("In force in"), Text: r.Territories(right.Territories)},
	}
	if right.ValidUntil != nil {
		rows = append(rows, views.SummaryRow{Key: r.T("In force until"), Body: r.DateOnly(*right.ValidUntil)})
	}
	rows = append(rows, r.reasonRows(w.v, w.Book)...)
	for _, o := range w.v.Orders {
		rows = append(rows, r.orderRow(w.v, o))
	}
	return rows
}

// otherThan is s, or nothing where it was said already.
func otherThan(s, said string) string {
	if s == said {
		return ""
	}
	return s
}

func (w caseWords) rules() views.SellerRules {
	p := w.v.Procedure
	out := views.SellerRules{Name: p.Name.In(w.r.Lang), Summary: p.Summary.In(w.r.Lang), Href: "/procedures/" + p.ID}
	for _, c := range p.LegalBasis {
		out.Cites = append(out.Cites, w.r.Citation(c))
	}
	return out
}

func (w caseWords) decisions() []views.SellerDecisionLine {
	var list []views.SellerDecisionLine
	for _, d := range w.v.Decisions {
		var positions []int
		for _, ruling := range d.Rulings {
			positions = append(positions, ruling.Item)
		}
		list = append(list, views.SellerDecisionLine{
			Title: w.r.DecisionKind(d.Kind), Note: w.refsOf(positions) + w.r.pastNote(w.v, d), Time: w.r.ShortTime(d.DecidedAt), Href: w.href + "/decisions/" + d.PublicID,
		})
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].Time.ISO > list[b].Time.ISO })
	return list
}
