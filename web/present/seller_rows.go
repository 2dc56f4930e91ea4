package present

import (
	"time"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

func actions(list ...views.LinkButton) []templ.Component {
	out := make([]templ.Component, len(list))
	for n, b := range list {
		out[n] = b
	}
	return out
}

// toRespond is the table of Complaints to be responded to.
func (l sellerList) toRespond() views.Table {
	r := l.r
	t := views.Table{
		Caption: r.T("Complaints to be responded to, the nearest deadline first"), Wide: true,
		Columns: l.columns(views.Column{Label: r.T("Respond by"), Class: "nowrap lead", Sorted: "ascending"}, r.T("State")),
	}
	if l.q.Newest {
		t.Caption = r.T("Complaints to be responded to, the newest first")
		t.Columns[6].Sorted = ""
	}
	var rows []views.Row
	for _, c := range l.list.Rows {
		rows = append(rows, l.row(c, l.respondBy(c), views.LinkButton{Kind: views.Primary, Text: r.T("Process Now")}))
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

// records is the table of Historical Complaint Records: what can still be
// answered, what waits for others, and what has ended.
func (l sellerList) records() views.Table {
	r := l.r
	t := views.Table{
		Caption: r.T("Historical Complaint Records"), Wide: true,
		Columns: l.columns(views.Column{Label: r.T("When"), Class: "nowrap lead"}, r.T("State")),
	}
	view := views.LinkButton{Text: r.T("View Now")}
	var answer, wait, ended []views.Row
	sort := func(c ipcase.SellerCase) {
		switch row := l.row(c, l.when(c), view); {
		case c.EndedAt != nil:
			ended = append(ended, row)
		case c.Status == ipcase.CaseStatus(ipcase.Removed):
			answer = append(answer, row)
		default:
			wait = append(wait, row)
		}
	}
	for _, c := range l.list.Open {
		sort(c)
	}
	for _, c := range l.list.Rows {
		sort(c)
	}
	for _, g := range []views.RowGroup{
		{Title: r.T("You can still answer"), Note: r.T("the listings are removed"), Rows: answer},
		{Title: r.T("Waiting for others"), Note: r.T("nothing for you to do now"), Rows: wait},
		{Title: r.T("Ended"), Note: r.T("newest first"), Rows: ended},
	} {
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	return t
}

func (l sellerList) columns(when views.Column, state string) []views.Column {
	r := l.r
	return []views.Column{
		{Label: r.T("Complaint no."), Class: "nowrap"},
		{Label: r.T("Complainant")},
		{Label: r.T("Intellectual Property Number")},
		{Label: r.T("Right type")},
		{Label: r.T("Listings"), Class: "num-l"},
		{Label: r.T("Filed"), Class: "nowrap"},
		when,
		{Label: state, Class: "lead"},
		{Label: r.T("Action"), Class: "act", Vh: true},
	}
}

func (l sellerList) row(c ipcase.SellerCase, when views.Cell, press views.LinkButton) views.Row {
	r := l.r
	href := SellerCaseHref(c.Number)
	press.Href, press.Small, press.Vh = href, true, c.Number
	right := ipcase.Right{Number: c.RightNumber, Office: c.Office, RegNumber: c.RegNumber}
	listings := views.Cell{Text: itoa(c.Told())}
	if n := c.Told() - c.States()[ipcase.AwaitingSeller]; n > 0 && c.SellerList == ipcase.ListRespond {
		listings.Small = r.T("%d answered", n)
	}
	return views.Row{Cells: []views.Cell{
		{Head: true, Text: c.Number, Href: href},
		{Text: r.BothNames(c.HolderName, c.HolderFor), Lang: r.LangOf(c.HolderName + c.HolderFor), Href: href + "/complainant"},
		{Text: r.RightNumber(right), Href: href + "/right", Small: c.RightTitle},
		{Text: r.RightType(c.RightType)},
		listings,
		{Body: r.ShortDay(c.OpenedAt)},
		when,
		{Body: l.badge(c), Small: l.stillPossible(c)},
		{Body: press},
	}}
}

func (l sellerList) badge(c ipcase.SellerCase) views.Badge {
	decided := false
	for _, t := range c.Tallies {
		decided = decided || t.EndedByDecision
	}
	return l.r.CaseBadge(c.Status, c.States(), decided)
}

// respondBy is until when the seller answers: the nearest end among the listings
// that wait for an answer.
func (l sellerList) respondBy(c ipcase.SellerCase) views.Cell {
	if due := earliest(c, ipcase.AwaitingSeller); due != nil {
		return views.Cell{Body: l.r.Deadline(*due)}
	}
	return views.Cell{Text: l.r.T("Not running"), Small: l.r.T("the time begins when you open it")}
}

// when is the moment that matters about a record: until when somebody acts, or
// when it ended.
func (l sellerList) when(c ipcase.SellerCase) views.Cell {
	r := l.r
	if c.EndedAt != nil {
		return views.Cell{Body: r.ShortDay(*c.EndedAt), Small: r.T("ended")}
	}
	state := ipcase.State(c.Status)
	due := earliest(c, state)
	switch {
	case state == ipcase.Removed && due != nil:
		return views.Cell{Body: r.Deadline(*due)}
	case state == ipcase.Countered && due != nil:
		return views.Cell{Body: r.ShortUntil(*due), Small: r.T("complainant answers by")}
	case state == ipcase.StatutoryWait && due != nil:
		return views.Cell{Body: r.ShortUntil(*due), Small: r.T("court action shown by")}
	case c.ReviewDueAt != nil && c.ReviewDueAt.Before(ipcase.FarFuture):
		return views.Cell{Body: r.ShortDay(c.ReviewDueAt.Add(-time.Second)), Small: r.T("decision planned by")}
	default:
		return views.Cell{Text: "–"}
	}
}

func earliest(c ipcase.SellerCase, s ipcase.State) *time.Time {
	var due *time.Time
	for _, t := range c.Tallies {
		if t.State == s && t.DueAt != nil && (due == nil || t.DueAt.Before(*due)) {
			due = t.DueAt
		}
	}
	return due
}

// stillPossible says what the seller can still do about a case that does not
// wait for them, and until when. The rules that the commands ask say whether.
func (l sellerList) stillPossible(c ipcase.SellerCase) string {
	proc, ok := l.book.Procedure(c.Procedure, c.ProcedureVersion)
	if !ok || c.SellerList == ipcase.ListRespond {
		return ""
	}
	for _, t := range c.Tallies {
		f := ipcase.Facts{
			Item: ipcase.Item{
				State: t.State, AttemptsUsed: t.AttemptsUsed, DueAt: t.DueAt, OutcomeToldAt: t.OutcomeToldAt,
				EndedByDecision: t.EndedByDecision, SellerAppealed: t.SellerAppealed, TookDown: t.TookDown,
			},
			Procedure: proc, Now: l.r.Now, RightInForce: true, HolderKnown: true,
		}
		if ipcase.MayMove(f, ipcase.PartySeller, ipcase.MoveCounter) {
			return l.r.counterUntil(f.Item)
		}
		if ipcase.MayMove(f, ipcase.PartySeller, ipcase.MoveAppeal) {
			return l.r.appealUntil(f.Item, proc)
		}
	}
	if c.Status == ipcase.CaseStatus(ipcase.Restored) {
		for _, t := range c.Tallies {
			if t.EndedByDecision {
				return l.r.T("Decision: complaint not upheld")
			}
		}
	}
	return ""
}

func (r Reader) counterUntil(i ipcase.Item) string {
	if i.DueAt == nil {
		return r.T("You can still file a counter-notification")
	}
	return r.T("You can file a counter-notification until %s", r.ShortUntil(*i.DueAt).Text)
}

func (r Reader) appealUntil(i ipcase.Item, p ipcase.Procedure) string {
	end := ipcase.AppealUntil(i, p)
	if end == nil {
		return r.T("You can appeal")
	}
	return r.T("You can appeal until %s", r.ShortDay(*end).Text)
}

// urgent is the one line that names where to begin, and what happens otherwise.
func (l sellerList) urgent() *views.Notice {
	r := l.r
	for _, c := range l.list.Rows {
		due := earliest(c, ipcase.AwaitingSeller)
		if due == nil {
			continue
		}
		open, all := c.States()[ipcase.AwaitingSeller], c.Told()
		text := r.N(open, "%d of its %d listings has no answer yet.", "%d of its %d listings have no answer yet.", open, all)
		if proc, ok := l.book.Procedure(c.Procedure, c.ProcedureVersion); ok && proc.Windows[ipcase.WindowSellerFirst].Silence == ipcase.Removed {
			text += r.space() + r.N(open, "If nothing is done, it is removed. Deadline: %s.", "If nothing is done, they are removed. Deadline: %s.", r.ShortUntil(*due).Text)
		}
		return &views.Notice{
			Tone: views.Danger, Icon: "alert-triangle", Title: r.T("Start with %s.", c.Number), Text: text,
			Link: &views.Link{Text: r.T("Process Now"), Href: SellerCaseHref(c.Number)},
		}
	}
	return nil
}

// space stands between two sentences.
func (r Reader) space() string {
	if r.chinese() {
		return ""
	}
	return " "
}
