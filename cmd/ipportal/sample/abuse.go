package sample

import (
	"time"

	"ipportal/ipcase"
)

// misuse is what a shop writes into a report about a complaint.
type misuse struct {
	labels []ipcase.AbuseLabel
	lang   string
	text   string
	papers []paper
}

// report reports the complaint of a case as malicious.
func (m *matter) report(when time.Time, r misuse) *matter {
	m.need(r.papers...)
	return m.later(when, "report of abuse", func() error {
		a, form := m.people[m.shop], ipcase.NewID()
		if err := m.add(a, form, "files", ipcase.PurposeEvidence, r.papers); err != nil {
			return err
		}
		_, err := m.Service.ReportAbuse(m.ctx, a, ipcase.ReportAbuse{
			FormID: form, Case: m.caseNumber(), Labels: r.labels, Account: r.text, Lang: r.lang, Honest: true,
		})
		return err
	})
}

// reported is the number of the last report in the case.
func (m *matter) reported() (string, error) {
	lines, err := m.Service.AbuseOfCase(m.ctx, m.people[ada], m.caseNumber())
	if err != nil || len(lines) == 0 {
		return "", err
	}
	return lines[0].Number, nil
}

// reportAnswered is what the complainant says to it.
func (m *matter) reportAnswered(when time.Time, lang, text string) *matter {
	return m.later(when, "answer to a report", func() error {
		number, err := m.reported()
		if err != nil {
			return err
		}
		return m.Service.AnswerAbuse(m.ctx, m.people[m.by], ipcase.AnswerAbuse{Number: number, FormID: ipcase.NewID(), Words: text, Lang: lang})
	})
}

// reportRuled is what a reviewer who decided nothing in the case found, with the
// measure that the figures suggest.
func (m *matter) reportRuled(when time.Time, reviewer string, found map[ipcase.AbuseLabel]bool, why reasons) *matter {
	return m.later(when, "ruling on a report", func() error {
		number, err := m.reported()
		if err != nil {
			return err
		}
		a := m.people[reviewer]
		if err := m.Service.Claim(m.ctx, a, number); err != nil {
			return err
		}
		v, err := m.Service.ReadReviewAbuse(m.ctx, a, number)
		if err != nil {
			return err
		}
		in := ipcase.DecideAbuse{
			Number: number, Version: v.Report.Version, Facts: why.facts, GroundKind: ipcase.GroundTerms, Reference: why.reference, Explanation: why.explanation,
			Lang: why.lang, Measure: v.Suggested.Measure, Days: v.Suggested.Days,
		}
		for _, l := range v.Report.Labels {
			in.Findings = append(in.Findings, ipcase.AbuseFinding{Label: l, Found: found[l]})
		}
		for _, e := range v.Exhibits {
			in.Evidence = append(in.Evidence, e.PublicID)
		}
		_, err = m.Service.DecideAbuse(m.ctx, a, in)
		return err
	})
}
