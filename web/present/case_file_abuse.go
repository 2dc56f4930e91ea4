package present

import (
	"time"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present/casepdf"
)

// fileAbuse is what was reported of abuse in the case, each report with its answer, its
// decisions and appeals, as its reader may see it.
func (r Reader) fileAbuse(in CaseFile) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Reports of abuse")}
	for _, a := range in.Abuse {
		if a.Untold {
			s.Blocks = append(s.Blocks, casepdf.Block{Title: a.Report.Number, Rows: []casepdf.Row{
				{Key: r.T("Filed"), Value: r.Time(a.Report.FiledAt).Text},
				{Key: r.T("Reported"), Value: r.Join(r.abuseLabels(a.Report.Labels))},
			}, Text: r.T("It was not opened in the portal before this file was made. Opening it counts as its delivery; what it says is then in the next file.")})
			continue
		}
		said := r.abuseSaid(a.AbuseView)
		first := r.abuseBlock(said, a.Report.FiledAt)
		first.Title = a.Report.Number + " · " + first.Title
		first.Rows = append([]casepdf.Row{{Key: r.T("State"), Value: r.abuseBadge(a.Report).Text}}, first.Rows...)
		s.Blocks = append(s.Blocks, first)
		if answer := r.abuseAnswer(a.AbuseView); answer != nil {
			s.Blocks = append(s.Blocks, r.abuseBlock(*answer, a.Answer.FiledAt))
		}
		for n, appeal := range r.abuseAppeals(a.AbuseView) {
			s.Blocks = append(s.Blocks, r.abuseBlock(appeal, a.Appeals[n].FiledAt))
		}
		for _, d := range r.abuseRulings(a.AbuseView) {
			rows := []casepdf.Row{{Key: r.T("Outcome"), Value: d.State.Text}}
			for _, row := range d.Rows {
				if at, ok := row.Body.(views.Time); ok {
					row.Text = at.Text
				}
				rows = append(rows, pdfRows([]views.SummaryRow{row})...)
			}
			s.Blocks = append(s.Blocks, casepdf.Block{Title: d.Title, Rows: rows, Text: joinParagraphs(d.Facts, d.Why, d.Redress, d.Past)})
		}
	}
	return s
}

func (r Reader) abuseBlock(said views.AbuseSaid, at time.Time) casepdf.Block {
	b := casepdf.Block{Title: said.Title, Rows: []casepdf.Row{{Key: r.T("Filed"), Value: r.Time(at).Text}}, Text: said.Text}
	b.Rows = append(b.Rows, pdfRows(said.Rows)...)
	for _, e := range said.Evidence.Items {
		b.Rows = append(b.Rows, casepdf.Row{Key: e.No, Value: e.Name})
	}
	if said.Withheld != "" {
		b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Not shown"), Value: said.Withheld})
	}
	return b
}

func joinParagraphs(list ...string) (all string) {
	for _, words := range list {
		if words != "" && all != "" {
			all += "\n"
		}
		all += words
	}
	return all
}

// abuseData is a report of abuse for programs.
type abuseData struct {
	paperData
	Number    string              `json:"report"`
	Labels    []ipcase.AbuseLabel `json:"labels"`
	Status    ipcase.AbuseStatus  `json:"status"`
	Unopened  bool                `json:"unopened,omitempty"`
	Answer    *paperData          `json:"answer,omitempty"`
	Decisions []abuseDecided      `json:"decisions,omitempty"`
	Appeals   []paperData         `json:"appeals,omitempty"`
}

type abuseDecided struct {
	At          time.Time             `json:"at"`
	Findings    []ipcase.AbuseFinding `json:"findings"`
	Facts       string                `json:"facts,omitempty"`
	Ground      ipcase.GroundKind     `json:"ground"`
	Reference   string                `json:"reference"`
	Explanation string                `json:"explanation,omitempty"`
	Redress     string                `json:"redress,omitempty"`
	Lang        string                `json:"lang,omitempty"`
}

func abusesData(list []ipcase.CaseAbuse) (out []abuseData) {
	for _, a := range list {
		x := a.Report
		d := abuseData{Number: x.Number, Labels: x.Labels, Status: x.Status, Unopened: a.Untold, paperData: paperData{By: x.Party, At: x.FiledAt, Words: x.Account, Code: x.Other, Lang: x.Lang}}
		if a.Answer != nil {
			d.Answer = &paperData{By: otherParty(x.Party), At: a.Answer.FiledAt, Words: a.Answer.Words, Lang: a.Answer.Lang}
		}
		for _, p := range a.Appeals {
			d.Appeals = append(d.Appeals, paperData{By: p.Party, At: p.FiledAt, Words: p.Grounds, Lang: p.Lang})
		}
		for _, r := range a.Decisions {
			d.Decisions = append(d.Decisions, abuseDecided{
				At: r.DecidedAt, Findings: r.Findings, Facts: r.Facts, Ground: r.GroundKind, Reference: r.Reference, Explanation: r.Explanation, Redress: r.Redress, Lang: r.Lang,
			})
		}
		out = append(out, d)
	}
	return out
}
