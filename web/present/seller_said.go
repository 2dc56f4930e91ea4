package present

import (
	"sort"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// claim is what the complainant says, in their own words.
func (w caseWords) claim() views.SellerClaim {
	r, c := w.r, w.v.Complaint
	claim := views.SellerClaim{Text: c.Explanation, Lang: r.OtherLang(c.Lang), Stated: w.stated(c.Statements, w.noticeElements())}
	if c.Lang != r.Lang && c.Explanation != "" {
		claim.Original = r.T("These are the complainant’s own words. They are not translated.")
	}
	claim.Rows = []views.SummaryRow{{Key: r.T("Reason given"), Text: w.v.Reason.Label.In(r.Lang)}}
	if c.Contact.Name != "" {
		claim.Rows = append(claim.Rows, views.SummaryRow{Key: r.T("Made by"), Text: c.Contact.Name, Lang: r.LangOf(c.Contact.Name)})
	}
	labels := elementLabels(w.noticeElements(), r.Lang)
	for _, a := range c.Answers {
		if a.ID == "explanation" {
			continue
		}
		claim.Rows = append(claim.Rows, views.SummaryRow{Key: orElse(labels[a.ID], a.ID), Text: a.Text, Lang: r.OtherLang(c.Lang)})
	}
	for _, e := range w.v.Exhibits {
		if e.OrgID == w.v.Case.HolderOrgID && e.CounterID == nil && e.AnswerID == nil {
			claim.Evidence.Items = append(claim.Evidence.Items, r.ExhibitTile(e))
		}
	}
	return claim
}

func (w caseWords) noticeElements() []ipcase.Element {
	return w.v.Procedure.NoticeElementsFor(w.v.Right.Type, w.v.Reason, w.v.Complaint.Proof)
}

func elementLabels(elements []ipcase.Element, lang string) map[string]string {
	labels := map[string]string{}
	for _, e := range elements {
		labels[e.ID] = e.Label.In(lang)
	}
	return labels
}

// stated is statements in the words that were shown and ticked.
func (w caseWords) stated(list []ipcase.Statement, elements []ipcase.Element) []views.Statement {
	labels := elementLabels(elements, w.r.Lang)
	var out []views.Statement
	for _, s := range list {
		out = append(out, views.Statement{Lead: labels[s.ID], Text: s.Text, Lang: w.r.OtherLang(s.Lang)})
	}
	return out
}

// said is what followed the complaint: counter-notifications, answers and
// appeals, in their order.
func (w caseWords) said() []views.SellerSaid {
	type dated struct {
		at time.Time
		s  views.SellerSaid
	}
	var all []dated
	for n, c := range w.v.Counters {
		all = append(all, dated{c.FiledAt, w.counter(n, c)})
	}
	for n, a := range w.v.Answers {
		all = append(all, dated{a.FiledAt, w.answer(n, a)})
	}
	for n, a := range w.v.Appeals {
		all = append(all, dated{a.FiledAt, w.appealed(n, a)})
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].at.Before(all[b].at) })
	out := make([]views.SellerSaid, len(all))
	for n, d := range all {
		out[n] = d.s
	}
	return out
}

// CounterRef is the reference of a counter-notification: its case's number and
// its place among the case's counter-notifications.
func CounterRef(caseNumber string, n int) string { return caseNumber + "-C" + itoa(n+1) }

func (w caseWords) counter(n int, c ipcase.Counter) views.SellerSaid {
	r := w.r
	s := views.SellerSaid{
		ID: "counter-" + itoa(n+1), Title: r.T("Your counter-notification %s", CounterRef(w.v.Case.Number, n)), Time: r.Time(c.FiledAt),
		Text: c.Explanation, Lang: r.OtherLang(c.Lang),
		Rows: []views.SummaryRow{
			{Key: r.T("Reason"), Text: r.Ground(c.Ground)},
			{Key: r.T("About"), Text: w.refsOf(c.Items)},
			{Key: r.T("Signed by"), Text: c.Signature, Lang: r.LangOf(c.Signature)},
		},
		Stated: w.stated(c.Statements, w.v.Procedure.CounterElementsFor(w.v.Right.Type)),
	}
	for _, e := range w.v.Exhibits {
		if e.CounterID != nil && *e.CounterID == c.ID {
			s.Evidence.Items = append(s.Evidence.Items, r.ExhibitTile(e))
		}
	}
	return s
}

func (w caseWords) answer(n int, a ipcase.Answer) views.SellerSaid {
	r := w.r
	s := views.SellerSaid{
		ID: "answer-" + itoa(n+1), Title: r.T("%s answered", r.PartyName(w.v.Holder)), Time: r.Time(a.FiledAt), Text: a.Explanation, Lang: r.OtherLang(a.Lang),
		Rows: []views.SummaryRow{{Key: r.T("Answer"), Text: r.AnswerKind(a.Kind)}, {Key: r.T("About"), Text: w.refsOf(a.Items)}},
	}
	if a.Court != "" {
		s.Rows = append(s.Rows, views.SummaryRow{Key: r.T("Court"), Text: a.Court, Lang: r.LangOf(a.Court), Note: a.CourtNumber})
	}
	for _, e := range w.v.Exhibits {
		if e.AnswerID != nil && *e.AnswerID == a.ID {
			s.Evidence.Items = append(s.Evidence.Items, r.ExhibitTile(e))
		}
	}
	return s
}

func (w caseWords) appealed(n int, a ipcase.Appeal) views.SellerSaid {
	r := w.r
	s := views.SellerSaid{
		ID: "appeal-" + itoa(n+1), Title: r.T("Appeal of %s", r.PartyName(w.v.Holder)), Time: r.Time(a.FiledAt), Text: a.Explanation, Lang: r.OtherLang(a.Lang),
		Rows: []views.SummaryRow{{Key: r.T("About"), Text: w.refsOf(a.Items)}},
	}
	if a.Party != ipcase.PartySeller {
		return s
	}
	s.Title = r.T("Your appeal")
	for _, e := range w.v.Exhibits {
		if e.OrgID == w.v.Case.SellerOrgID && e.CounterID == nil {
			s.Evidence.Items = append(s.Evidence.Items, r.ExhibitTile(e))
		}
	}
	return s
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
