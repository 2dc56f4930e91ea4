package present

import (
	"slices"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewAbusePath is the reviewers' list of reports of abuse.
const ReviewAbusePath = "/review/abuse"

// AbuseAskHref is where a side of a case reports the other.
func AbuseAskHref(by ipcase.Party, number string) string { return CaseBase(by, number) + "/abuse" }

// AbuseHref is a report as one of its sides, or a reviewer, reads it.
func AbuseHref(by ipcase.Party, number string) string {
	switch by {
	case ipcase.PartySeller:
		return "/seller/abuse/" + number
	case ipcase.PartyHolder:
		return "/holder/abuse/" + number
	case ipcase.PartyPlatform, ipcase.PartySystem, ipcase.PartyPublic:
	}
	return ReviewAbusePath + "/" + number
}

// AbuseTitle says what a report is about.
func (r Reader) AbuseTitle(by ipcase.Party) string {
	if by == ipcase.PartyHolder {
		return r.T("Report of a false counter-notification")
	}
	return r.T("Report of a malicious complaint")
}

// abuseLink leads from a case page to the reports in it.
func (r Reader) abuseLink(v ipcase.CaseView) *views.LinkButton {
	text := r.T("Reports of abuse")
	switch {
	case r.Party == ipcase.PartyHolder && v.Holder.OrgID != r.OrgID:
		return nil // the principal of an agent reads
	case r.Party == ipcase.PartySeller:
		text = r.T("Report a malicious complaint")
	case len(v.Counters) > 0:
		text = r.T("Report a false counter-notification")
	}
	return &views.LinkButton{Small: true, Icon: "alert-triangle", Text: text, Href: AbuseAskHref(r.Party, v.Case.Number)}
}

// AbuseLabel names a kind of abuse.
func (r Reader) AbuseLabel(l ipcase.AbuseLabel) string {
	name, _ := r.abuseWords(l)
	return name
}

// abuseWords names a kind of abuse and says what it means.
func (r Reader) abuseWords(l ipcase.AbuseLabel) (name, means string) {
	switch l {
	case ipcase.AbuseForgedProof:
		return r.T("Forged proof"), r.T("A document, picture or test purchase that was made up or altered.")
	case ipcase.AbuseSquattedMark:
		return r.T("Squatted mark"), r.T("A mark registered in bad faith, for a sign that others use already.")
	case ipcase.AbuseExtortion:
		return r.T("Extortion"), r.T("Money or another advantage asked for so that the complaint is not filed or is withdrawn.")
	case ipcase.AbusePriceControl:
		return r.T("Price control"), r.T("A complaint to keep prices up or resellers of genuine goods away.")
	case ipcase.AbuseTiming:
		return r.T("Timing before a sale"), r.T("Held back until a sales event, so that it does the most harm.")
	case ipcase.AbuseWrongClaim:
		return r.T("Wrong claim type"), r.T("A right or a reason that is known not to fit.")
	case ipcase.AbuseRefiling:
		return r.T("Repeated refiling"), r.T("The same complaint again after it was refused or withdrawn.")
	case ipcase.AbuseFalseAuthority:
		return r.T("False claim of authority"), r.T("Filed in somebody’s name without being allowed to.")
	case ipcase.AbuseFalseStatement:
		return r.T("False statement"), r.T("Something declared in the counter-notification that is known to be untrue.")
	case ipcase.AbuseFalseIdentity:
		return r.T("False identity"), r.T("A name, an address or another contact that is not the seller’s.")
	case ipcase.AbuseRelisting:
		return r.T("Relisting"), r.T("The same goods put on sale again while the case goes on or after it.")
	case ipcase.AbuseOther:
		return r.T("Something else"), r.T("Say in a few words what it is.")
	}
	return string(l), ""
}

func (r Reader) abuseLabels(list []ipcase.AbuseLabel) []string {
	var out []string
	for _, l := range list {
		out = append(out, r.AbuseLabel(l))
	}
	return out
}

// abuseBadge says how far a report is, in the same words for everybody.
func (r Reader) abuseBadge(a ipcase.AbuseReport) views.Badge {
	switch {
	case a.Task == ipcase.AbuseTaskAppeal:
		return views.Badge{Tone: views.Info, Text: r.T("Appeal under review")}
	case a.Status == ipcase.AbuseOpen:
		return views.Badge{Tone: views.Info, Text: r.T("Under review")}
	case a.Found:
		return views.Badge{Tone: views.Warn, Text: r.T("Abuse found")}
	default:
		return views.Badge{Tone: views.Neutral, Text: r.T("Abuse not found")}
	}
}

// abuseWindow is one of the two times as pages tell it.
func abuseWindow(w ipcase.AbuseWindow, starts ipcase.Starts) ipcase.Window {
	return ipcase.Window{Amount: w.Amount, Unit: w.Unit, Starts: starts}
}

// abuseClocks are a report's times with their computation.
func (r Reader) abuseClocks(v ipcase.AbuseView, book ipcase.Rulebook) []views.AbuseClock {
	rules := book.Standing.Abuse
	clock := func(w ipcase.Window, title string) views.AbuseClock {
		got := v.Review
		if w.Starts != ipcase.StartsOnReceipt {
			got = v.AnswerClock
		}
		c := r.Clock(ClockFacts{Window: w, Calendar: v.Calendar, Zone: got.Zone, Start: got.Start, Due: got.Due, Steps: got.Steps, Unsure: got.Unsure})
		return views.AbuseClock{Title: title, Clock: &c}
	}
	list := []views.AbuseClock{clock(abuseWindow(rules.Review, ipcase.StartsOnReceipt), r.T("Review by the platform"))}
	answer := abuseWindow(rules.Answer, "")
	if v.Report.ToldAt == nil {
		return append(list, views.AbuseClock{Title: r.T("Answer of the reported side"), Text: r.T("%s from delivery to it. It has not been delivered yet.", r.Span(answer))})
	}
	return append(list, clock(answer, r.T("Answer of the reported side")))
}

// abuseSaid is the report itself.
func (r Reader) abuseSaid(v ipcase.AbuseView) views.AbuseSaid {
	a := v.Report
	s := views.AbuseSaid{
		ID: "report", Title: r.T("What %s reports", v.ReporterName), Time: r.ShortTime(a.FiledAt), Text: a.Account, Lang: r.OtherLang(a.Lang),
		Rows:     []views.SummaryRow{{Key: r.T("Reported"), List: r.abuseLabels(a.Labels)}},
		Evidence: r.abuseFiles(v, a.OrgID), Withheld: "",
	}
	if a.Other != "" {
		s.Rows = append(s.Rows, views.SummaryRow{Key: r.T("Something else"), Text: a.Other, Lang: r.OtherLang(a.Lang)})
	}
	if v.Withheld > 0 {
		s.Withheld = r.N(v.Withheld, "%d file was shown to the reviewer only. The decision cannot rely on it.", "%d files were shown to the reviewer only. The decision cannot rely on them.")
	}
	return s
}

func (r Reader) abuseFiles(v ipcase.AbuseView, org int64) views.EvidenceList {
	var list views.EvidenceList
	for _, e := range v.Exhibits {
		if e.OrgID == org {
			list.Items = append(list.Items, r.ExhibitTile(e))
		}
	}
	return list
}

// abuseAnswer is what the reported side said; nil before it did.
func (r Reader) abuseAnswer(v ipcase.AbuseView) *views.AbuseSaid {
	if v.Answer == nil {
		return nil
	}
	return &views.AbuseSaid{
		ID: "answer", Title: r.T("What %s answers", v.ReportedName), Time: r.ShortTime(v.Answer.FiledAt), Text: v.Answer.Words, Lang: r.OtherLang(v.Answer.Lang),
		Evidence: r.abuseFiles(v, v.Report.AgainstOrgID),
	}
}

// abuseNameOf is what a side of the report is called.
func abuseNameOf(v ipcase.AbuseView, by ipcase.Party) string {
	if by == v.Report.Party {
		return v.ReporterName
	}
	return v.ReportedName
}

func (r Reader) abuseAppeals(v ipcase.AbuseView) []views.AbuseSaid {
	var list []views.AbuseSaid
	for _, a := range v.Appeals {
		s := views.AbuseSaid{
			ID: "appeal-" + string(a.Party), Title: r.T("Appeal of %s", abuseNameOf(v, a.Party)), Time: r.ShortTime(a.FiledAt), Text: a.Grounds, Lang: r.OtherLang(a.Lang),
		}
		if a.DecidedAt == nil {
			s.Rows = []views.SummaryRow{{Key: r.T("Outcome"), Text: r.T("Another reviewer looks at it. What was decided holds meanwhile.")}}
		}
		list = append(list, s)
	}
	return list
}

// abuseRulings are the decisions, the latest first, in the same words for both
// sides.
func (r Reader) abuseRulings(v ipcase.AbuseView) []views.AbuseRuling {
	var list []views.AbuseRuling
	for n, d := range slices.Backward(v.Decisions) {
		title := r.T("Decision on the report")
		if d.AppealID != nil {
			title = r.T("Decision on the appeal")
		}
		out := views.AbuseRuling{
			ID: "decision-" + strconv.Itoa(n+1), Title: title, Facts: d.Facts, Why: d.Explanation, Lang: r.OtherLang(d.Lang), Redress: d.Redress,
			State: r.abuseBadge(ipcase.AbuseReport{Status: ipcase.AbuseDecided, Found: slices.ContainsFunc(d.Findings, func(f ipcase.AbuseFinding) bool { return f.Found })}),
		}
		for _, f := range d.Findings {
			what := r.T("Not found")
			if f.Found {
				what = r.T("Found")
			}
			out.Rows = append(out.Rows, views.SummaryRow{Key: r.AbuseLabel(f.Label), Text: what})
		}
		if len(d.Relied) > 0 {
			out.Rows = append(out.Rows, views.SummaryRow{Key: r.T("Exhibits relied on"), List: d.Relied})
		}
		out.Rows = append(out.Rows,
			views.SummaryRow{Key: r.T("Made on"), Body: r.Time(d.DecidedAt)},
			views.SummaryRow{Key: r.groundKind(d.GroundKind), Text: d.Reference, Lang: r.OtherLang(d.Lang)},
			views.SummaryRow{Key: r.T("Decided by"), Text: r.T("A person: reviewer %s. No automated means decided.", strconv.FormatInt(d.DecidedBy, 10))})
		if n < len(v.Decisions)-1 {
			out.Past, out.Redress = r.T("A later decision stands in place of this one."), ""
		}
		list = append(list, out)
	}
	return list
}

// abuseTable is a list of reports; nil where there is none.
func (r Reader) abuseTable(caption string, lines []ipcase.AbuseLine) *views.Table {
	if len(lines) == 0 {
		return nil
	}
	t := &views.Table{Caption: caption, Columns: []views.Column{
		{Label: r.T("Filed"), Class: "nowrap lead"}, {Label: r.T("Report")}, {Label: r.T("What is reported")}, {Label: r.T("Between")}, {Label: r.T("State")},
	}, Groups: []views.RowGroup{{}}}
	for _, l := range lines {
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(l.FiledAt)},
			{Head: true, Text: l.Number, Href: AbuseHref(r.Party, l.Number), Small: l.CaseNumber},
			{Text: r.Join(r.abuseLabels(l.Labels))},
			{Text: r.T("%s about %s", l.ReporterName, l.ReportedName)},
			{Body: r.abuseBadge(l.AbuseReport)},
		}})
	}
	return t
}

// WithAbuse puts the reports of abuse into the page of a record: what counts, and
// until when.
func (r Reader) WithAbuse(page *views.StandingPage, v ipcase.AbuseRecord) {
	t := r.abuseTable(r.T("Reports of abuse"), v.Lines)
	if t != nil {
		t.Columns = append(t.Columns, views.Column{Label: r.T("Counts until"), Class: "nowrap"})
		for n, l := range v.Lines {
			cell := views.Cell{}
			if l.Found && l.AgainstOrgID == r.OrgID && l.DecidedAt != nil {
				until := l.DecidedAt.AddDate(0, v.Rules.CountMonths, 0)
				if cell.Body = r.ShortDay(until); !r.Now.Before(until) {
					cell.Small = r.T("counts no more")
				}
			}
			row := &t.Groups[0].Rows[n]
			row.Cells = append(row.Cells, cell)
		}
		page.Abuse = t
	}
	page.Rules = append(page.Rules, views.SummaryRow{Key: r.T("Reports of abuse"), Text: r.T(
		"What a reviewer found against you counts for %d months: the next finding leads further, from “%s” on. What was not found counts for nothing.",
		v.Rules.CountMonths, r.MeasureKind(v.Rules.Suggest(r.Party, v.Found).Measure))})
}
