package present

import (
	"fmt"
	"strings"

	"ipportal/ipcase"
	"ipportal/web/present/casepdf"
)

func (r Reader) fileNotices(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Notices")}
	var b casepdf.Block
	for _, n := range v.Notices {
		to := r.T("To the seller")
		if n.Party == ipcase.PartyHolder {
			to = r.T("To the complainant")
		}
		delivered := r.T("Not delivered yet.")
		if n.DeliveredAt != nil {
			delivered = r.T("Delivered on %s: %s.", r.Time(*n.DeliveredAt).Text, r.deliveredHow(n.DeliveredBy))
		}
		b.Rows = append(b.Rows, casepdf.Row{Key: r.Time(n.SentAt).Text, Value: to + " · " + delivered})
	}
	if len(b.Rows) > 0 {
		s.Blocks = append(s.Blocks, b)
	}
	if len(s.Blocks) == 0 {
		s.Blocks = []casepdf.Block{{Text: r.T("None")}}
	}
	return s
}

// deliveredHow is what counted as the delivery of a notice.
func (r Reader) deliveredHow(how string) string {
	switch how {
	case "opened":
		return r.T("opened here")
	case "mail_accepted":
		return r.T("accepted by the mail server")
	default:
		return r.T("recorded by a reviewer")
	}
}

func (r Reader) fileRefs(v ipcase.CaseView, items []int) string {
	refs := refsOf(v)
	var list []string
	for _, i := range items {
		if ref := refs[i]; ref != "" {
			list = append(list, ref)
		}
	}
	return r.Join(list)
}

func (r Reader) fileCounters(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Counter-notifications")}
	for _, c := range v.Counters {
		s.Blocks = append(s.Blocks, casepdf.Block{Title: r.T("Attempt %d", c.Attempt), Rows: []casepdf.Row{
			{Key: r.T("Filed"), Value: r.Time(c.FiledAt).Text},
			{Key: r.T("Listings"), Value: r.fileRefs(v, c.Items)},
			{Key: r.T("Ground"), Value: r.Ground(c.Ground)},
		}, Text: c.Explanation})
		s = r.withStatements(s, c.Statements, c.Signature)
	}
	return s
}

func (r Reader) fileAnswers(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Answers")}
	for _, a := range v.Answers {
		b := casepdf.Block{Title: r.AnswerKind(a.Kind), Rows: []casepdf.Row{
			{Key: r.T("Filed"), Value: r.Time(a.FiledAt).Text}, {Key: r.T("Listings"), Value: r.fileRefs(v, a.Items)},
		}, Text: a.Explanation}
		if a.Court != "" {
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Court"), Value: strings.TrimSpace(a.Court + " " + a.CourtNumber)})
		}
		s.Blocks = append(s.Blocks, b)
	}
	return s
}

func (r Reader) fileDecisions(in CaseFile) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Decisions")}
	for _, d := range in.View.Decisions {
		rows := append([]casepdf.Row{{Key: r.T("Decided"), Value: r.Time(d.DecidedAt).Text}}, pdfRows(r.rulings(in.View, in.Book, d))...)
		rows = append(rows, casepdf.Row{Key: r.T("Rule"), Value: r.GroundKind(d.GroundKind) + " · " + d.Reference}, casepdf.Row{Key: r.T("Where it applies"), Value: d.Territory})
		s.Blocks = append(s.Blocks, casepdf.Block{Title: r.DecisionKind(d.Kind), Rows: rows})
		for _, part := range [][2]string{{r.T("Facts"), d.Facts}, {r.T("Why it follows"), d.Explanation}, {r.T("If you disagree"), d.Redress}} {
			if part[1] != "" {
				s.Blocks = append(s.Blocks, casepdf.Block{Title: part[0], Text: part[1]})
			}
		}
	}
	return s
}

func (r Reader) fileAppeals(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Appeals")}
	for _, a := range v.Appeals {
		by := r.T("The seller")
		if a.Party == ipcase.PartyHolder {
			by = r.T("The complainant")
		}
		s.Blocks = append(s.Blocks, casepdf.Block{Title: by, Rows: []casepdf.Row{
			{Key: r.T("Filed"), Value: r.Time(a.FiledAt).Text}, {Key: r.T("Listings"), Value: r.fileRefs(v, a.Items)},
		}, Text: a.Explanation})
	}
	return s
}

func (r Reader) fileExhibits(in CaseFile) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Files in the ZIP")}
	for _, f := range in.Files {
		b := casepdf.Block{Title: f.Name, Rows: []casepdf.Row{{Key: r.T("Kind"), Value: f.Kind}}, Code: []string{"SHA-256 " + f.Hash}}
		if f.Original != "" && f.Original != f.Hash {
			b.Code = append(b.Code, r.T("Made for others to see, from the original with SHA-256 %s", f.Original))
		}
		s.Blocks = append(s.Blocks, b)
	}
	if len(s.Blocks) == 0 {
		s.Blocks = []casepdf.Block{{Text: r.T("None")}}
	}
	return s
}

func (r Reader) fileProof(in CaseFile) casepdf.Section {
	p := in.Proof
	intro := r.T("Each event of the case names the hash of the one before it. All of them are leaves of one log, which only grows. The ZIP beside this document holds the proofs; “ipportal casefile verify” checks them with the public key alone.")
	s := casepdf.Section{Heading: r.T("Proof"), Blocks: []casepdf.Block{{Text: intro}}}
	var b casepdf.Block
	for _, e := range p.Events {
		line := fmt.Sprintf("%d  %s", e.Seq, e.Hash)
		if e.Leaf >= 0 {
			line += "  " + r.T("leaf %d of the log", e.Leaf)
		}
		b.Code = append(b.Code, line)
	}
	b.Title = r.T("Events and their hashes")
	s.Blocks = append(s.Blocks, b)
	if p.Checkpoint.Size > 0 {
		s.Blocks = append(s.Blocks, casepdf.Block{Title: r.T("Checkpoint of the log, signed"), Code: strings.Split(strings.TrimSpace(p.Checkpoint.Note), "\n")})
	}
	s.Blocks = append(s.Blocks, casepdf.Block{Title: r.T("Public key of the log"), Code: in.Keys})
	return s
}
