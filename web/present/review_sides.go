package present

import (
	"slices"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// sides are claim and counter-notification in columns of equal weight. A notice
// that the seller has not answered yet has one side only.
func (r Reader) sides(b Bench) []views.ReviewSide {
	list := []views.ReviewSide{r.claimSide(b)}
	if len(b.Case.Counters) > 0 || b.Case.Case.ReviewTask != ipcase.TaskNotice {
		list = append(list, r.counterSide(b))
	}
	return list
}

func (r Reader) claimSide(b Bench) views.ReviewSide {
	c := b.Case
	s := views.ReviewSide{
		ID: "claim", Title: r.T("Complaint"), Party: views.Link{Text: r.PartyName(c.Holder), Lang: r.LangOf(r.PartyName(c.Holder))},
		Facts: []views.Badge{{Tone: views.Neutral, Text: r.N(c.HolderComplaints, "%d complaint in all", "%d complaints in all")}},
		Said:  []views.ReviewSaid{{Text: c.Complaint.Explanation, Lang: r.OtherLang(c.Complaint.Lang), Note: r.T("Complaint %s, filed %s", c.Complaint.Number, r.Time(c.Complaint.FiledAt).Text)}},
	}
	if c.Between > 0 {
		s.Facts = append(s.Facts, views.Badge{Tone: views.Neutral, Text: r.N(c.Between, "%d earlier case under this right about this seller", "%d earlier cases under this right about this seller")})
	}
	for _, a := range c.Answers {
		said := views.ReviewSaid{Title: r.T("Reply of %s: %s", r.ShortDay(a.FiledAt).Text, r.AnswerKind(a.Kind)), Text: a.Explanation, Lang: r.OtherLang(a.Lang)}
		if a.Kind == ipcase.AnswerCompletion {
			said.Title = r.T("Added on %s", r.ShortDay(a.FiledAt).Text)
		}
		if a.Court != "" {
			said.Note = r.T("Court: %s, number %s", a.Court, a.CourtNumber)
		}
		s.Said = append(s.Said, said)
	}
	s.Rows = []views.SummaryRow{
		{Key: r.T("Right"), Link: &views.Link{Text: c.Right.Title + " " + r.RightNumber(c.Right), Href: ReviewRightHref(c.Right.Number)}, Note: r.RightBadge(c.Right).Text},
		{Key: r.T("Reason"), Text: c.Reason.Label.In(r.Lang)},
		r.exhibitRow(c, func(e ipcase.Exhibit) bool { return e.OrgID == c.Holder.OrgID }),
		{Key: r.T("Statements"), Text: r.statementsMade(c.Complaint.Statements, c.Procedure.NoticeElementsFor(c.Right.Type, c.Reason, c.Complaint.Proof))},
		{Key: r.T("Signed"), Text: c.Complaint.Signature},
	}
	s.Rows = slices.Insert(s.Rows, 2, r.reasonRows(c.CaseView, b.Book)...)
	s.Contact = r.contact(c.Complaint.Contact, c.Holder.Shown)
	return s
}

func (r Reader) counterSide(b Bench) views.ReviewSide {
	c := b.Case
	s := views.ReviewSide{
		ID: "counter", Title: r.T("Counter-notification"), Party: views.Link{Text: c.Seller.Name, Lang: r.LangOf(c.Seller.Name)},
		Facts: []views.Badge{{Tone: views.Neutral, Text: r.N(c.SellerCases, "%d case in all", "%d cases in all")}},
	}
	if len(c.Counters) == 0 {
		s.Absent = r.T("No counter-notification was filed.")
		return s
	}
	last := c.Counters[len(c.Counters)-1]
	for n := range c.Counters {
		k := c.Counters[n]
		said := views.ReviewSaid{Text: k.Explanation, Lang: r.OtherLang(k.Lang), Note: r.T("Filed %s", r.Time(k.FiledAt).Text)}
		if len(c.Counters) > 1 {
			said.Title = r.T("Counter-notification no. %d: %s", n+1, r.Ground(k.Ground))
		}
		s.Said = append(s.Said, said)
	}
	if c.Procedure.Attempts > 0 {
		s.Facts = append(s.Facts, views.Badge{Tone: views.Neutral, Text: r.T("Attempt %d of %d", last.Attempt, c.Procedure.Attempts)})
	}
	s.Rows = []views.SummaryRow{
		{Key: r.T("Listings"), Text: r.Join(r.refsOf(c, last.Items))},
		{Key: r.T("Ground"), Text: r.Ground(last.Ground)},
		r.exhibitRow(c, func(e ipcase.Exhibit) bool { return e.OrgID == c.Seller.OrgID }),
		{Key: r.T("Statements"), Text: r.statementsMade(last.Statements, c.Procedure.CounterElementsFor(c.Right.Type))},
		{Key: r.T("Signed"), Text: last.Signature},
	}
	s.Contact = r.contact(last.Contact, c.Seller.Shown)
	return s
}

func (r Reader) refsOf(c ipcase.ReviewCase, positions []int) []string {
	names := r.namesOf(c.CaseView)
	refs := make([]string, 0, len(positions))
	for _, p := range positions {
		if ref, ok := names.Refs[p]; ok {
			refs = append(refs, ref)
		}
	}
	return refs
}

func (r Reader) exhibitRow(c ipcase.ReviewCase, mine func(ipcase.Exhibit) bool) views.SummaryRow {
	row := views.SummaryRow{Key: r.T("Exhibits")}
	var links []views.ReviewExhibitLink
	for _, e := range c.Exhibits {
		if mine(e) {
			links = append(links, views.ReviewExhibitLink{Text: e.Label, Href: "#ex-" + e.Label, ReviewerOnly: e.Visibility == ipcase.ReviewerOnly})
		}
	}
	if len(links) == 0 {
		row.Text = r.T("None")
		return row
	}
	row.Body = views.ReviewExhibitLinks(links)
	return row
}

// statementsMade says which of the statements that the procedure asks for were
// made: "Good faith, accuracy: made".
func (r Reader) statementsMade(made []ipcase.Statement, elements []ipcase.Element) string {
	given := map[string]bool{}
	for _, s := range made {
		given[s.ID] = true
	}
	var yes, no []string
	for _, e := range elements {
		switch {
		case e.Kind != ipcase.ElementStatement:
		case given[e.ID]:
			yes = append(yes, e.Label.In(r.Lang))
		case e.Required:
			no = append(no, e.Label.In(r.Lang))
		}
	}
	var parts []string
	if len(yes) > 0 {
		parts = append(parts, r.T("Made: %s", r.Join(yes)))
	}
	if len(no) > 0 {
		parts = append(parts, r.T("Missing: %s", r.Join(no)))
	}
	return strings.Join(parts, ". ")
}

// contact is how a party can be reached, with what the other side is shown of it.
func (r Reader) contact(c ipcase.Contact, public ipcase.PublicContact) *views.SummaryList {
	if c == (ipcase.Contact{}) {
		return nil
	}
	shown := map[ipcase.ContactField]bool{}
	for _, v := range public.Shown {
		shown[v.Field] = true
	}
	list := &views.SummaryList{}
	add := func(field ipcase.ContactField, key, value string) {
		if value == "" {
			return
		}
		note := r.T("Reviewers only")
		if shown[field] {
			note = r.T("The other side sees it")
		}
		list.Rows = append(list.Rows, views.SummaryRow{Key: key, Text: value, Note: note})
	}
	add("name", r.T("Name"), c.Name)
	add("address", r.T("Address"), c.Address)
	add("phone", r.T("Phone"), c.Phone)
	add("email", r.T("Email"), c.Email)
	if public.Relay {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Contact of record"), Text: r.T("Contact through this portal")})
	}
	return list
}

// points are what the two sides disagree about: one for each counter-notification,
// with what the complainant answered to it.
func (r Reader) points(c ipcase.ReviewCase) []views.ReviewPoint {
	var list []views.ReviewPoint
	for _, k := range c.Counters {
		p := views.ReviewPoint{
			Point:       r.Join(r.refsOf(c, k.Items)),
			Complainant: views.ReviewSaid{Text: c.Reason.Label.In(r.Lang), Note: beginning(c.Complaint.Explanation), Lang: r.OtherLang(c.Complaint.Lang)},
			Seller:      views.ReviewSaid{Text: r.Ground(k.Ground), Note: beginning(k.Explanation), Lang: r.OtherLang(k.Lang)},
		}
		for _, a := range c.Answers {
			if a.Kind != ipcase.AnswerCompletion && a.FiledAt.After(k.FiledAt) && shares(a.Items, k.Items) {
				p.Complainant = views.ReviewSaid{Text: r.AnswerKind(a.Kind), Note: beginning(a.Explanation), Lang: r.OtherLang(a.Lang)}
			}
		}
		for _, e := range c.Exhibits {
			if e.CounterID != nil && *e.CounterID == k.ID || e.ComplaintID != nil || e.AnswerID != nil {
				p.Exhibits = append(p.Exhibits, views.Link{Text: e.Label, Href: "#ex-" + e.Label})
			}
		}
		list = append(list, p)
	}
	return list
}

func shares(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func (r Reader) appealWords(c ipcase.ReviewCase) []views.ReviewSaid {
	var list []views.ReviewSaid
	for _, a := range c.Appeals {
		who := r.PartyName(c.Holder)
		if a.Party == ipcase.PartySeller {
			who = c.Seller.Name
		}
		list = append(list, views.ReviewSaid{
			Title: r.T("%s, %s", who, r.Day(a.FiledAt).Text), Text: a.Explanation, Lang: r.OtherLang(a.Lang),
			Note: r.T("About %s", r.Join(r.refsOf(c, a.Items))),
		})
	}
	return list
}

// former are the decisions of this case, the last first.
func (r Reader) former(c ipcase.ReviewCase, book ipcase.Rulebook) []views.ReviewStatement {
	var list []views.ReviewStatement
	for n := len(c.Decisions) - 1; n >= 0; n-- {
		d := c.Decisions[n]
		if d.Facts == "" && d.Explanation == "" {
			continue
		}
		list = append(list, views.ReviewStatement{
			ID: "former-" + strconv.Itoa(n+1), Title: r.T("%s, %s", r.DecisionKind(d.Kind), r.Day(d.DecidedAt).Text),
			Rows: append(
				r.rulings(c.CaseView, book, d),
				views.SummaryRow{Key: r.T("Rule"), Text: r.GroundKind(d.GroundKind) + " · " + d.Reference},
				views.SummaryRow{Key: r.T("Decided by"), Text: r.T("Reviewer %d", d.ReviewerID)},
			),
			Facts: views.ReviewSaid{Title: r.T("Facts"), Text: d.Facts, Lang: r.OtherLang(d.Lang)},
			Why:   views.ReviewSaid{Title: r.T("Why it follows"), Text: d.Explanation, Lang: r.OtherLang(d.Lang)},
			Past:  r.superseded(c.CaseView, d, nil),
		})
		if o, ok := orderOf(c.CaseView, d); ok {
			last := &list[len(list)-1]
			last.Rows = append(last.Rows, r.orderRow(c.CaseView, o))
		}
	}
	return list
}

// rulings say where each listing goes: "QL-88201447: removed", and what the
// reviewer adds about one alone.
func (r Reader) rulings(c ipcase.CaseView, book ipcase.Rulebook, d ipcase.Decision) []views.SummaryRow {
	names := r.namesOf(c)
	rows := []views.SummaryRow{{Key: r.T("Decision")}}
	for _, ru := range d.Rulings {
		line := r.T("%s: %s", names.Refs[ru.Item], r.rulingWords(ru))
		if code, ok := book.Refusal(ru.Code); ok {
			line += " – " + code.Label.In(r.Lang)
		}
		if reason, ok := book.Reason(ru.Code); ok {
			line += " – " + reason.Label.In(r.Lang)
		}
		rows[0].List = append(rows[0].List, line)
		if ru.Comment != "" {
			rows = append(rows, views.SummaryRow{Key: r.T("On %s", names.Refs[ru.Item]), Text: ru.Comment, Lang: r.OtherLang(d.Lang)})
		}
	}
	return rows
}

func (r Reader) rulingWords(ru ipcase.Ruling) string {
	switch ru.Move {
	case ipcase.MoveConfirmRemoval:
		return r.T("removal confirmed")
	case ipcase.MoveAccept:
		if ru.To == ipcase.Intake {
			return r.T("notice accepted, a second reviewer looks too")
		}
		if ru.To == ipcase.Removed {
			return r.T("notice accepted, removed at once")
		}
		return r.T("notice accepted, the seller is asked to respond")
	case ipcase.MoveAskMore:
		return r.T("more information asked for")
	case ipcase.MoveRefuse:
		return r.T("notice not accepted")
	case ipcase.MoveLetGoOn:
		return r.T("goes on")
	case ipcase.MoveReclassify:
		return r.T("another reason")
	default:
		return r.neutralBadge(ru.To).Text
	}
}
