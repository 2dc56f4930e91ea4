package present

import (
	"slices"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderCase is one seller's part of a complaint as its rights holder sees it.
func (r Reader) HolderCase(p views.Page, v ipcase.CaseView, book ipcase.Rulebook) views.HolderCase {
	seller := sellerOf(v)
	out := views.HolderCase{
		Page: p, Eyebrow: r.T("Case %s · complaint of %s", v.Case.Number, r.Day(v.Complaint.FiledAt).Text),
		Title: r.holderCaseTitle(v, seller), Turn: r.holderCaseTurn(v), Track: r.holderTrack(v), Clock: r.leadingClock(v),
		Items: r.holderItems(v, book), Asked: r.asked(v), Seller: r.ContactSeen(v.Procedure, ipcase.PartySeller, v.Seller.Shown), Facts: r.caseFacts(v, book),
		// A case that has ended offers the appeal where it says whose turn it is.
		Appeal: button(has(v.Moves, ipcase.MoveAppeal) && v.Case.EndedAt == nil, views.LinkButton{
			Icon: "scale", Text: r.T("Appeal"), Href: caseHref(v, "appeal"),
		}),
		Retract: button(has(v.Moves, ipcase.MoveRetract), views.LinkButton{
			Kind: views.DangerKind, Text: r.T("Retract listings"), Href: caseHref(v, "retract"), Dialog: true,
		}),
		Timeline: r.Timeline(v.Timeline, Names{Holder: r.PartyName(v.Holder), Seller: seller, Refs: refsOf(v)}),
	}
	out.Timeline.More = r.caseFileLink(v)
	out.Stands = append(r.offerNotice(v), r.StandsStill(v)...)
	out.Settle, out.Fixes, out.Abuse = r.settleLink(v), r.fixLink(v), r.abuseLink(v)
	for _, i := range v.Items {
		if i.Clock != nil {
			out.Time = &views.Link{Text: r.T("How the time is counted"), Href: CaseTimeHref(ipcase.PartyHolder, v.Case.Number)}
		}
	}
	if v.Holder.For != "" {
		out.Eyebrow += " · " + r.T("for %s", v.Holder.For)
	}
	out.SellerN = r.T("You receive their contact with a counter-notification, as far as the procedure discloses it.")
	if v.Case.SellerList != ipcase.ListNone {
		out.Write = &views.LinkButton{Small: true, Icon: "message", Text: r.T("Write to the seller"), Href: "/holder/cases/" + v.Case.Number + "/seller#letters"}
	}
	if len(v.Counters) > 0 {
		out.SellerN = r.T("Given to you for this dispute only.")
	}
	for n := len(v.Counters) - 1; n >= 0; n-- {
		out.Counters = append(out.Counters, r.holderCounter(v, n))
	}
	for _, an := range v.Answers {
		out.Answers = append(out.Answers, r.holderAnswer(v, an))
	}
	for _, ap := range v.Appeals {
		out.Appeals = append(out.Appeals, r.holderAppeal(v, ap))
	}
	for _, e := range v.Exhibits {
		if e.OrgID == v.Case.HolderOrgID && e.AnswerID == nil {
			out.Evidence.Items = append(out.Evidence.Items, r.ExhibitTile(e))
		}
	}
	for n := len(v.Decisions) - 1; n >= 0; n-- {
		d := v.Decisions[n]
		out.Rulings = append(out.Rulings, views.HolderRuling{
			Title: r.DecisionKind(d.Kind), Note: r.Time(d.DecidedAt).Text + r.pastNote(v, d), Href: caseHref(v, "decisions/"+d.PublicID),
		})
	}
	return out
}

func caseHref(v ipcase.CaseView, deed string) string {
	return "/holder/cases/" + v.Case.Number + "/" + deed
}

// sellerOf is the shop's public name: what a holder may know of a seller before
// a counter-notification.
func sellerOf(v ipcase.CaseView) string {
	if len(v.Items) > 0 && v.Items[0].Snapshot.SellerName != "" {
		return v.Items[0].Snapshot.SellerName
	}
	return v.Seller.Name
}

func refsOf(v ipcase.CaseView) map[int]string {
	refs := map[int]string{}
	for _, i := range v.Items {
		refs[i.Position] = i.Snapshot.Ref
	}
	return refs
}

func has(list []ipcase.Move, m ipcase.Move) bool {
	for _, x := range list {
		if x == m {
			return true
		}
	}
	return false
}

// count is how many items stand in one of these states.
func count(v ipcase.CaseView, states ...ipcase.State) int {
	n := 0
	for _, i := range v.Items {
		for _, s := range states {
			if i.State == s {
				n++
			}
		}
	}
	return n
}

func (r Reader) holderCaseTitle(v ipcase.CaseView, seller string) string {
	if n := count(v, ipcase.Countered, ipcase.StatutoryWait, ipcase.Contested); n > 0 {
		return r.T("%s disagrees about %d of %s", seller, n, r.Listings(len(v.Items)))
	}
	return r.T("Your complaint about %s of %s", r.Listings(len(v.Items)), seller)
}

// holderItems is the listings with how each stands.
func (r Reader) holderItems(v ipcase.CaseView, book ipcase.Rulebook) views.Table {
	t := views.Table{Caption: r.T("Listings"), Columns: []views.Column{
		{Label: r.T("Listing")}, {Label: r.T("State")}, {Label: r.T("Next")},
	}}
	var rows []views.Row
	for _, i := range v.Items {
		line := r.Listing(v.Case.Number, i.Position, i.Snapshot)
		line.Href = SnapshotHref(v.Case.Number, i.Position)
		listing := views.Cell{Body: line}
		if i.Note != "" {
			listing.Small = r.T("Your note: %s", i.Note)
		}
		state := views.Cell{Body: r.ItemBadge(i.Item), Small: r.Visible(i.Listing.Visibility)}
		next := r.itemNext(i.Item)
		if i.Refusal != "" && i.State == ipcase.Rejected {
			next.Small = r.refusalOf(v, i, book)
		}
		rows = append(rows, views.Row{Cells: []views.Cell{listing, state, next}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

// refusalOf is the ground on which a listing was refused, how to cure it, and what
// the last decision that refused it says besides.
func (r Reader) refusalOf(v ipcase.CaseView, i ipcase.ItemView, book ipcase.Rulebook) string {
	words := r.refusalWords(i.Refusal, book)
	for n := len(v.Decisions) - 1; n >= 0; n-- {
		for _, x := range v.Decisions[n].Rulings {
			if x.Item == i.Position && x.To == ipcase.Rejected {
				return joinWords(words, x.Comment)
			}
		}
	}
	return words
}

// refusalWords is a ground of refusal with its cure.
func (r Reader) refusalWords(code string, book ipcase.Rulebook) string {
	known, ok := book.Refusal(code)
	if !ok {
		return ""
	}
	return r.T("%s. %s", known.Label.In(r.Lang), known.Cure.In(r.Lang))
}

// joinWords puts sentences one after the other.
func joinWords(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// leadingClock is the computation of the deadline that the turn panel shows.
func (r Reader) leadingClock(v ipcase.CaseView) *views.Clock {
	i := leadingItem(v)
	if i == nil || i.Clock == nil || i.Clock.Undelivered || i.Clock.Paused != nil {
		return nil
	}
	calendar := v.Procedure.Calendar
	if calendar == "" {
		calendar = v.Site.Calendar
	}
	c := r.Clock(ClockFacts{
		Window: i.Clock.Window, Calendar: r.Territory(calendar), Zone: i.Clock.Zone, Start: i.Clock.Start, Due: i.Clock.Due, Steps: i.Clock.Steps, Unsure: i.Clock.Unsure, Extra: i.Clock.Extra,
	})
	return &c
}

// leadingItem is the item that tells the holder most: of those in the leading
// state, the one whose time ends first.
func leadingItem(v ipcase.CaseView) *ipcase.ItemView {
	states := map[ipcase.State]int{}
	for _, i := range v.Items {
		states[i.State]++
	}
	lead, ok := leading(states)
	if !ok {
		return nil
	}
	var first *ipcase.ItemView
	for n := range v.Items {
		i := &v.Items[n]
		if i.State == lead && (first == nil || i.DueAt != nil && (first.DueAt == nil || i.DueAt.Before(*first.DueAt))) {
			first = i
		}
	}
	return first
}

// asked is what a reviewer found missing, for listings that still wait for it.
func (r Reader) asked(v ipcase.CaseView) *views.HolderAsked {
	waiting := map[int]ipcase.ItemView{}
	for _, i := range v.Items {
		if i.State == ipcase.NeedsInfo {
			waiting[i.Position] = i
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	out := &views.HolderAsked{Text: r.T("A reviewer cannot go on with these listings before you have added this.")}
	for n := len(v.Decisions) - 1; n >= 0; n-- {
		for _, x := range v.Decisions[n].Rulings {
			i, ok := waiting[x.Item]
			if !ok || x.Move != ipcase.MoveAskMore {
				continue
			}
			delete(waiting, x.Item)
			out.Lines = append(out.Lines, views.HolderAskedLine{
				Listing: i.Snapshot.Ref + " – " + i.Snapshot.Title, Lang: r.OtherLang(i.Snapshot.Lang),
				Comment: x.Comment, CommentLang: r.OtherLang(v.Decisions[n].Lang),
			})
		}
	}
	return out
}

// holderCounter is the n-th counter-notification of a case, under the reference
// by which both sides know it.
func (r Reader) holderCounter(v ipcase.CaseView, n int) views.HolderCounter {
	c := v.Counters[n]
	out := views.HolderCounter{
		ID:     "counter-" + itoa(n+1),
		Title:  r.T("Counter-notification %s, received %s", CounterRef(v.Case.Number, n), r.Day(c.FiledAt).Text),
		Ground: r.holderGround(c.Ground), Text: c.Explanation, Lang: r.OtherLang(c.Lang),
		StatedT: r.T("What the seller stated, signed %s", c.Signature),
		Facts:   views.SummaryList{Rows: []views.SummaryRow{{Key: r.T("About"), Text: r.itemRefs(v, c.Items)}}},
	}
	if c.Signature == "" { // kept behind the portal's address, as the name is
		out.StatedT = r.T("What the seller stated and signed")
	}
	for _, s := range c.Statements {
		out.Stated = append(out.Stated, views.Statement{Text: s.Text, Lang: r.OtherLang(s.Lang)})
	}
	for _, e := range v.Exhibits {
		if e.CounterID != nil && *e.CounterID == c.ID {
			out.Files.Items = append(out.Files.Items, r.ExhibitTile(e))
		}
	}
	return out
}

// holderGround is the ground of a counter-notification as the seller's words are
// told to the other side.
func (r Reader) holderGround(g ipcase.CounterGround) string {
	switch g {
	case ipcase.GroundNotInfringing:
		return r.T("The seller says that it does not infringe the right.")
	case ipcase.GroundAuthorised:
		return r.T("The seller says that it has permission, or that the goods are genuine.")
	case ipcase.GroundOwnRight:
		return r.T("The seller says that it has a right of its own.")
	default:
		return r.T("The seller says that it is a mistake.")
	}
}

func (r Reader) itemRefs(v ipcase.CaseView, positions []int) string {
	refs := refsOf(v)
	var words []string
	for _, p := range positions {
		words = append(words, refs[p])
	}
	return r.Join(words)
}

func (r Reader) holderAnswer(v ipcase.CaseView, an ipcase.Answer) views.HolderSaid {
	title := r.T("Your answer of %s", r.Day(an.FiledAt).Text)
	kind := ""
	if an.Kind == ipcase.AnswerCompletion {
		title = r.T("What you added on %s", r.Day(an.FiledAt).Text)
	} else {
		kind = r.AnswerKind(an.Kind)
	}
	out := views.HolderSaid{Title: title, Text: an.Explanation, Lang: r.OtherLang(an.Lang)}
	if kind != "" {
		out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Answer"), Text: kind})
	}
	out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("About"), Text: r.itemRefs(v, an.Items)})
	if an.Court != "" {
		out.Facts.Rows = append(out.Facts.Rows, views.SummaryRow{Key: r.T("Court"), Text: an.Court + ", " + an.CourtNumber, Lang: r.LangOf(an.Court)})
	}
	for _, e := range v.Exhibits {
		if e.AnswerID != nil && *e.AnswerID == an.ID {
			out.Files.Items = append(out.Files.Items, r.ExhibitTile(e))
		}
	}
	return out
}

func (r Reader) holderAppeal(v ipcase.CaseView, ap ipcase.Appeal) views.HolderSaid {
	title := r.T("Your appeal of %s", r.Day(ap.FiledAt).Text)
	if ap.Party == ipcase.PartySeller {
		title = r.T("The seller’s appeal of %s", r.Day(ap.FiledAt).Text)
	}
	return views.HolderSaid{
		Title: title, Text: ap.Explanation, Lang: r.OtherLang(ap.Lang),
		Facts: views.SummaryList{Rows: []views.SummaryRow{{Key: r.T("About"), Text: r.itemRefs(v, ap.Items)}}},
	}
}

func (r Reader) caseFacts(v ipcase.CaseView, book ipcase.Rulebook) views.SummaryList {
	list := views.SummaryList{Tight: true, Rows: []views.SummaryRow{
		{Key: r.T("Complaint"), Link: &views.Link{Text: v.Complaint.Number, Href: "/holder/complaints/" + v.Complaint.Number}},
		{Key: r.T("Right"), Link: &views.Link{Text: r.rightTitle(v.Right), Href: "/holder/rights/" + v.Right.Number, Lang: r.LangOf(v.Right.Title)}},
		{Key: r.T("Reason"), Text: v.Reason.Label.In(r.Lang)},
		{Key: r.T("Procedure"), Text: v.Procedure.Name.In(r.Lang), Note: strings.TrimSpace(r.citations(v.Procedure.LegalBasis))},
	}}
	list.Rows = slices.Insert(list.Rows, 3, r.reasonRows(v, book)...)
	for _, o := range v.Orders {
		list.Rows = append(list.Rows, r.orderRow(v, o))
	}
	return list
}
