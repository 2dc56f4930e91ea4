package present

import (
	"slices"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewStatement shows the statement of reasons before it is sent. d is what the
// checks made of the decision; typed is carried along so that it can be sent, or
// gone back to.
func (r Reader) ReviewStatement(p views.Page, b Bench, d ipcase.Decision) views.ReviewStatementPage {
	c := b.Case
	number := c.Case.Number
	p.Crumbs = []views.Link{{Text: r.T("Queue"), Href: "/review"}, {Text: number, Href: ReviewCaseHref(number)}, {Text: r.T("Statement of reasons")}}
	page := views.ReviewStatementPage{
		Page: p, Title: r.T("Decision in %s", number), Ref: number,
		Notice: views.Notice{Tone: views.Warn, Title: r.T("Not sent yet."), Text: r.whatHappens(c.CaseView, d)},
		Rows: slices.Concat(
			[]views.SummaryRow{
				{Key: r.T("Parties"), List: []string{r.T("%s, complainant", r.PartyName(c.Holder)), r.T("%s, seller", c.Seller.Name)}},
				{Key: r.T("Right"), Text: c.Right.Title + ", " + r.RightType(c.Right.Type) + ", " + r.RightNumber(c.Right)},
			},
			r.rulings(c.CaseView, b.Book, d),
			[]views.SummaryRow{
				{Key: r.T("Where it applies"), Text: d.Territory},
				{Key: r.T("Rule"), Text: r.GroundKind(d.GroundKind) + " · " + d.Reference},
			},
		),
		Facts:  views.ReviewSaid{Title: r.T("Facts"), Text: d.Facts, Lang: r.OtherLang(d.Lang)},
		Why:    views.ReviewSaid{Title: r.T("Why it follows"), Text: d.Explanation, Lang: r.OtherLang(d.Lang)},
		After:  r.afterRows(c.CaseView, d),
		Appeal: views.ReviewSaid{Title: r.T("If you disagree"), Text: d.Redress, Lang: r.OtherLang(d.Lang)},
		Action: ReviewCaseHref(number) + "/decide", Hidden: typedFields(*b.Typed, c),
		Send: views.Button{Kind: views.Primary, Text: r.sendDecision(d)},
		Back: views.Button{Text: r.T("Back to the decision"), Action: ReviewCaseHref(number) + "/edit", NoCheck: true},
	}
	if onlyAsks(d) {
		page.Rows = page.Rows[:3]
		page.Facts, page.Why, page.Appeal = views.ReviewSaid{}, views.ReviewSaid{}, views.ReviewSaid{}
		page.Title = r.T("Request for more information in %s", number)
	}
	return page
}

func onlyAsks(d ipcase.Decision) bool {
	for _, ru := range d.Rulings {
		if ru.Move != ipcase.MoveAskMore {
			return false
		}
	}
	return true
}

func (r Reader) afterRows(c ipcase.CaseView, d ipcase.Decision) []views.SummaryRow {
	relied := map[int64]bool{}
	for _, id := range d.EvidenceIDs {
		relied[id] = true
	}
	var labels []string
	for _, e := range append(append([]ipcase.Exhibit{}, c.Exhibits...), c.RightExhibits...) {
		if relied[e.ID] {
			labels = append(labels, orElse(e.Label, e.Name))
		}
	}
	evidence := r.T("None")
	if len(labels) > 0 {
		evidence = r.Join(labels)
	}
	return []views.SummaryRow{
		{Key: r.T("Evidence relied on"), Text: evidence},
		{Key: r.T("Automated means"), Text: r.T("Not used, neither to detect nor to decide.")},
		{Key: r.T("Decided by"), Text: r.T("Reviewer %d", d.ReviewerID)},
	}
}

// whatHappens says who receives the text and what follows for the listings.
func (r Reader) whatHappens(c ipcase.CaseView, d ipcase.Decision) string {
	if onlyAsks(d) {
		return r.T("The complainant receives this. The seller is told nothing.")
	}
	told := map[int]bool{}
	for _, i := range c.Items {
		told[i.Position] = i.AcceptedAt != nil
	}
	names := r.namesOf(c)
	down, up, asked, holder := []string{}, []string{}, []string{}, true
	for _, ru := range d.Rulings {
		ref := names.Refs[ru.Item]
		switch ru.To {
		case ipcase.Removed, ipcase.Upheld:
			down = append(down, ref)
		case ipcase.Restored:
			up = append(up, ref)
		case ipcase.AwaitingSeller:
			asked = append(asked, ref)
		default:
		}
		if told[ru.Item] || ru.To == ipcase.Removed || ru.To == ipcase.AwaitingSeller {
			holder = false
		}
	}
	text := r.T("Both sides receive this text when you send it.")
	if holder {
		text = r.T("The complainant receives this text when you send it; the seller is told nothing.")
	}
	if len(down) > 0 {
		text += " " + r.T("Removed, or stays removed: %s.", r.some(down))
	}
	if len(up) > 0 {
		text += " " + r.T("Kept, or put back: %s.", r.some(up))
	}
	if len(asked) > 0 {
		text += " " + r.T("The seller is asked to respond about %s.", r.some(asked))
	}
	return text
}

func (r Reader) sendDecision(d ipcase.Decision) string {
	switch {
	case onlyAsks(d):
		return r.T("Send to the complainant")
	case d.Kind == ipcase.DecisionNotice:
		return r.T("Send this decision")
	default:
		return r.T("Send decision to both sides")
	}
}

// typedFields carry a decision through the preview.
func typedFields(t ReviewTyped, c ipcase.ReviewCase) []views.HiddenInput {
	list := []views.HiddenInput{
		{Name: "task", Value: string(c.Case.ReviewTask)},
		{Name: "facts", Value: t.In.Facts},
		{Name: "explanation", Value: t.In.Explanation},
		{Name: "ground_kind", Value: string(t.In.GroundKind)},
		{Name: "reference", Value: t.In.Reference},
		{Name: "territory", Value: t.In.Territory},
		{Name: "lang", Value: t.In.Lang},
	}
	for _, id := range t.In.Evidence {
		list = append(list, views.HiddenInput{Name: "evidence", Value: id})
	}
	ruling := func(at string, ru ipcase.RulingInput) {
		for _, h := range []views.HiddenInput{
			{Name: "ruling-" + at, Value: string(ru.Do)}, {Name: "code-" + at, Value: ru.Code}, {Name: "comment-" + at, Value: ru.Comment},
		} {
			if h.Value != "" {
				list = append(list, h)
			}
		}
	}
	ruling("all", t.All)
	for _, ru := range t.In.Rulings {
		at := strconv.Itoa(ru.Position)
		ruling(at, ru)
		list = append(list, views.HiddenInput{Name: "version-" + at, Value: strconv.Itoa(ru.Version)})
	}
	return list
}
